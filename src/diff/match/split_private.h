/* Text as words (split.c). */
#ifndef DIFF_MATCH_SPLIT_PRIVATE_H
#define DIFF_MATCH_SPLIT_PRIVATE_H

#include "base/base.h"
#include "language/language.h"

typedef enum WordSort { SORT_SPACE, SORT_MARK, SORT_WORD, SORT_FIGURE, SORT_OBJECT } WordSort;

/* The word that begins at a place before the end, and where it ends. l: for units in words; NULL: none. */
WordSort word_next(Str s, int at, const Language *l, int *end);

#endif
