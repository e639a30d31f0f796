/* Shared by the parts of the contrast check; private to style/contrast*.c. */
#ifndef STYLE_CONTRAST_PRIVATE_H
#define STYLE_CONTRAST_PRIVATE_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "style/contrast.h"

/* What can be under a text. */
typedef struct Ground {
    Swatch colour; /* SWATCH_NONE: white paper */
    Pos pos;
} Ground;
typedef VEC(Ground) Grounds;

/* A text being checked. */
typedef struct TextUse {
    Str element, class_name;
    const Place *place;
    Str inline_element, inline_class; /* an inline in it; empty: its own words */
    StyleProp prop;                   /* that gives the colour */
    Str page;                         /* for text that a master places: its name */
} TextUse;

/* Rules for inlines, one for each element and class. */
typedef struct InlineRules {
    VEC(const StyleRule *) all;
    Map known; /* "element class" of those */
} InlineRules;

typedef struct Contrast {
    Arena *arena;
    const Template *t; /* with only the rules that affect contrast */
    Styler *styler;
    int64_t *luminance; /* by swatch + 1; white paper is 0 */
    VEC(ContrastPair) pairs;
    uint8_t *good; /* by text and background: the required contrast that the pair is known to meet */
    Map weak;      /* WeakKey → anything, of pairs that do not */
    /* contrast_flow.c */
    VEC(const StyleRule *) for_inlines;
    InlineRules inlines_of_small, inlines_of_large; /* those to check in such text */
    Map places;                                     /* name that rules give a place → its number, from 0 */
    int roles[5], inners[5], row_roles[6];          /* numbers of places that are often asked for */
    Map kinds;                                      /* element → its Kind */
    struct Kind *row, *cells[7];                    /* what makes a difference to a row; what a row can contain */
    VEC(const TableStyle *) tables;                 /* one of each that look alike */
    struct Kind *inlines;                           /* what makes a difference to any inline */
    Map inline_looks; /* colour, size, weight and places of a text → Looks of its inlines */
} Contrast;

/* contrast.c: words of that colour on one of these backgrounds, it is unknown which: an error when none is good
 * enough. */
void contrast_add(Contrast *c, Swatch colour, int needed, const Grounds *grounds, const TextUse *use);
bool contrast_is_bold(const Style *style);
int contrast_needed(const Style *style); /* by size and weight */
/* Is the required contrast in the set? From now on it is. */
bool contrast_known(uint8_t *set, int needed);

/* contrast_flow.c: everything that can be in the flow of text */
void contrast_flow(Contrast *c);

/* contrast_placed.c: what masters place on pages */
void contrast_placed(Contrast *c);
/* Adds the background of the area where a master sets its text, on each side. */
void contrast_page_grounds(Arena *a, const PageMaster *m, Grounds *out);

#endif
