/* What the parts of the contrast check share; private to style/contrast*.c. */
#ifndef STYLE_CONTRAST_PRIVATE_H
#define STYLE_CONTRAST_PRIVATE_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "style/contrast.h"

/* What may stand under a text. */
typedef struct Ground {
    Swatch colour; /* SWATCH_NONE: white paper */
    Pos pos;
} Ground;
typedef VEC(Ground) Grounds;

/* A text that is being looked at. */
typedef struct TextUse {
    Str element, class_name;
    const Place *place;
    Str inline_element, inline_class; /* an inline in it; empty: its own words */
    StyleProp prop;                   /* that gives the colour */
    Str page;                         /* of text that a master places: its name */
} TextUse;

typedef VEC(const StyleRule *) InlineRules;

typedef struct Contrast {
    Arena *arena;
    const Template *t; /* with only those rules that bear on contrast */
    Styler *styler;
    int64_t *luminance; /* by swatch + 1; white paper is 0 */
    VEC(ContrastPair) pairs;
    uint8_t *good; /* by text and ground: needs that the pair was seen to meet */
    Map weak;      /* WeakKey → anything, of pairs that do not */
    /* contrast_flow.c */
    InlineRules for_inlines, inlines_of_small, inlines_of_large; /* all; those to be looked at in such text */
    Map places;                            /* name that rules give a place → its number, from 1 */
    int roles[5], inners[3], row_roles[6]; /* numbers of places that are often asked for */
    Map kinds;                             /* element → its Kind */
    struct Kind *row, *cells[7];           /* what makes a difference to a row; what may stand in one */
    Map inline_looks;                      /* colour, size, weight and places of a text → Looks of its inlines */
} Contrast;

/* contrast.c: words of that colour on one of these grounds, it is not known which: they are at fault when none serves.
 */
void contrast_add(Contrast *c, Swatch colour, int needed, const Grounds *grounds, const TextUse *use);
int contrast_needed(const Style *style); /* by size and weight */

/* contrast_flow.c: all that may stand in the flow of text */
void contrast_flow(Contrast *c);

/* contrast_placed.c: what masters place on pages */
void contrast_placed(Contrast *c);
void contrast_add_ground(Arena *a, Grounds *grounds, Ground g);
/* The ground of the area where a master sets its text, on each side, added to those that are there. */
void contrast_page_grounds(Arena *a, const PageMaster *m, Grounds *out);

#endif
