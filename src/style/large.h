/* A template for large print, made from any other: one column on A4 in one size of a sans serif, with everything that
 * is read at that size or larger. Guidance: UKAAF G003 and RNIB's clear print (16 point at least, ideally 18; left
 * aligned; no italics, capitals or underlining; nothing divided; page numbers in one place). */
#ifndef STYLE_LARGE_H
#define STYLE_LARGE_H

#include "style/style.h"

typedef struct LargeLook {
    Len size;     /* of all that is read; headings are larger */
    bool in_pack; /* its pages count through a pack */
} LargeLook;

/* Contrast of text in large print, in hundredths. */
enum { CONTRAST_ENHANCED = 700 };

/* A box's dress in large print, by what it is inside of: rules above and below, a rule above alone, or a fine rule
 * above. The name under which the derived template has it; the box's own name where the original has no rule or tint,
 * which only groups. */
typedef enum LargeBox { LARGE_BOX_WHOLE, LARGE_BOX_OPEN, LARGE_BOX_INNER, LARGE_BOX_COUNT } LargeBox;
Str large_box_name(Arena *a, Str name, LargeBox form);
bool large_box_is_ruled(const BoxStyle *original);

/* In arena a; it shares what does not differ. Its fronts are those of the original, in order. Its masters are "cover",
 * "page" and "landscape". */
Template *template_large(Arena *a, const Template *t, const LargeLook *look);

#endif
