/* The order of words in a language's alphabet. */
#ifndef LANGUAGE_COLLATE_H
#define LANGUAGE_COLLATE_H

#include "base/arena.h"
#include "base/str.h"

/* Bytes that sort (str_cmp) as the words do in the language with that tag: letters without their accents and case,
 * words before longer ones that begin with them, figures before letters; all other characters count as spaces. */
Str collate_key(Arena *a, Str tag, Str words);
/* The letter of the alphabet under which the words stand: "A", in Welsh also "Ll"; "0–9" for a figure; empty: none. */
Str collate_letter(Arena *a, Str tag, Str words);

#endif
