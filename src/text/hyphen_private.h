/* Hyphenation of English words by Liang's patterns: private to text/. */
#ifndef TEXT_HYPHEN_PRIVATE_H
#define TEXT_HYPHEN_PRIVATE_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"

#define HYPHEN_WORD_MAX 63 /* letters; a longer word is not hyphenated */

typedef struct Hyphenator Hyphenator;

/* Reads a file of patterns in the form of hunspell and Debian. NULL when it does not exist (FNT006). */
Hyphenator *hyphenator_load(Arena *job, Diag *d, Str path);

/* A word in lower case with hyphens exactly where it may break: "data-base", or "record". */
void hyphenator_except(Hyphenator *h, Arena *job, Str divided);

/* The least letters that stay before and after a hyphen. */
typedef struct HyphenRoom {
    uint8_t left, right;
} HyphenRoom;
enum { HYPHEN_ROOM = 3 }; /* where a style does not say */

/* Byte offsets in the word where it may break, rising; at most HYPHEN_WORD_MAX. None for a word that is not all
 * ASCII letters, or has a capital after its first. */
int hyphenator_points(const Hyphenator *h, Str word, HyphenRoom room, uint8_t *points);
/* Whether the word was given by hyphenator_except. */
bool hyphenator_excepts(const Hyphenator *h, Str word);

#endif
