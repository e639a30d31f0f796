/* Shared by the files that derive a template for large print. */
#ifndef STYLE_LARGE_PRIVATE_H
#define STYLE_LARGE_PRIVATE_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "style/large.h"

typedef struct Large {
    Arena *arena;
    const Template *from;
    Template *to;
    LargeLook look;
    Len body; /* size of the original's paragraphs */
    VEC(SwatchColour) swatches;
    Swatch *dark;            /* by swatch of the original: one that can be read on white; SWATCH_NONE: not made yet */
    Swatch ink, lead, paper; /* of text, of titles, and white */
    VEC(StyleRule) rules;
} Large;

/* large_colour.c */
void large_begin_colours(Large *l);
Swatch large_dark(Large *l, Swatch s);         /* the colour itself, or a darker one, with enough contrast on white */
bool large_is_light(const Large *l, Swatch s); /* white paper, or nearly: made to be under text, or on a dark field */

/* large_rules.c: the styles */
void large_rules(Large *l);

/* large_pages.c: masters and what they place */
void large_pages(Large *l);

#endif
