/* What stands at the sides of the text: how far down it reaches, and what it leaves of the lines beside it. */
#ifndef LAYOUT_BESIDE_SIDES_H
#define LAYOUT_BESIDE_SIDES_H

#include "layout/flow/build.h"

bool sides_taken(const Builder *b);
/* A flow that stands at a side of the text from the next strip on, or below what is there already. */
void sides_add(Builder *b, SideBlock block);
/* What is beside lines that follow: NULL when nothing is. */
typedef struct SideText {
    Len x, measure;
    Len hang;    /* how far to the left of x something of theirs hangs */
    Len gap;     /* above the first */
    Len leading; /* from one to the next */
} SideText;
const LineInset *sides_insets(const Builder *b, const SideText *text, int *n);
/* A strip has been made, with its gap: it stands beside what is there. */
void sides_meet(Builder *b, Strip *s);
/* What follows stands below all that is beside the text. */
void build_clear(Builder *b);
/* The same unless lines of the setting's measure have room beside it. */
void build_clear_narrow(Builder *b, const Setting *s);
/* The least that text beside something is wide. */
Len sides_least(const Style *style);

#endif
