/* A sentence as tokens: rows that it names, figures, times, known words, and marks. */
#ifndef CHECK_AGREEMENT_SENTENCE_SENTENCE_H
#define CHECK_AGREEMENT_SENTENCE_SENTENCE_H

#include "check/agreement/sentence/english.h"
#include "check/agreement/sentence/mention.h"
#include "check/agreement/sentence/names.h"

typedef enum TokenKind { TOKEN_UNKNOWN, TOKEN_WORD, TOKEN_FIGURE, TOKEN_TIME, TOKEN_ROW, TOKEN_MARK } TokenKind;

typedef struct Token {
    TokenKind kind;
    int at, end;           /* bytes of the passage */
    uint64_t is;           /* EN_… of a word, or of the words that a row's name consists of */
    int value;             /* of a word */
    const RowName *rows;   /* of a row's name */
    const Mention *figure; /* of a figure */
    bool judged;           /* a claim was made of the figure */
    int part;              /* of the sentence: an aside or a clause behind a comma is one of its own */
    Time time;
    char mark; /* , ; : ( ) or - for a dash */
} Token;

typedef struct Sentence {
    Str text; /* the passage */
    Token *tokens;
    int n;
    bool unsure;     /* no claim in it is sure: an "if", another organisation, a question */
    uint64_t quiet;  /* the parts in which none is: a "not" */
    int times;       /* different times in it */
    Time only;       /* when there is one */
    int only_token;  /* where it stands first */
    bool only_since; /* another is compared with it */
    bool future;     /* it speaks of what is to come */
} Sentence;

typedef struct Vocabulary {
    const NameIndex *names;
    Map english;
} Vocabulary;

/* Whether the part in hand names a row, has a placeholder, or speaks of targets: only then is it worth reading. */
enum { PARTS_MOST = 64 };

/* Whether the token is in a part where no claim is sure. */
bool token_is_quiet(const Sentence *s, int i);

bool sentence_may_claim(const Vocabulary *v, const Prose *prose, const Mentions *mentions);

void sentence_read(Arena *a, const Vocabulary *v, Prose *prose, const Mentions *mentions, Sentence *out);

#endif
