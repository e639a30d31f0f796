/* Numbers in words. */
#ifndef SAY_WORDS_H
#define SAY_WORDS_H

#include "base/str.h"

/* "eleven", "twenty-one"; empty for a number below 0 or above 99. */
Str words_of_number(Arena *a, int64_t number);
/* The number that a word or two say, in any case: "Eleven", "twenty-one", "twenty one", "none". False: not a number
 * below 100. */
bool number_of_words(Str words, int *number);

#endif
