/* Hyphenation of English words by Liang's patterns: private to text/. */
#ifndef TEXT_HYPHEN_PRIVATE_H
#define TEXT_HYPHEN_PRIVATE_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"

#define HYPHEN_WORD_MAX 63 /* letters; a longer word is not divided */
#define HYPHEN_LEFT_MIN 3
#define HYPHEN_RIGHT_MIN 3

typedef struct Hyphenator Hyphenator;

/* Reads a file of patterns as hunspell and Debian have them. NULL when it is not there (FNT006). */
Hyphenator *hyphenator_load(Arena *job, Diag *d, Str path);

/* A word in small letters with hyphens where it may be divided, and nowhere else: "data-base", or "record". */
void hyphenator_except(Hyphenator *h, Arena *job, Str divided);

/* Byte offsets in the word where it may be divided, rising; at most HYPHEN_WORD_MAX. A word that is not all
 * ASCII letters, or has a capital after its first, has none. */
int hyphenator_points(const Hyphenator *h, Str word, uint8_t *points);

#endif
