/* Shared by the three shells. */
#ifndef APP_COMMAND_COMPLETIONS_PRIVATE_H
#define APP_COMMAND_COMPLETIONS_PRIVATE_H

#include "app/command/completions.h"
#include "app/command/table.h"
#include "base/str.h"

/* What `planpress completions KIND` prints for a kind of word; NULL: the script knows its words, or there are none. */
const char *asked_for(CompletionKind kind);

/* Words with `between` between them. */
void put_words(Buf *out, const Strs *words, const char *between);
/* Text inside '…' of a shell, with a backslash also before each of `escaped`. */
typedef enum QuoteForm { QUOTE_POSIX, QUOTE_FISH } QuoteForm;
void put_quoted(Buf *out, const char *text, const char *escaped, QuoteForm form);

void put_bash(Arena *a, Buf *out);
void put_zsh(Arena *a, Buf *out);
void put_fish(Arena *a, Buf *out);

#endif
