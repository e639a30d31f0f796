/* Strips of figures: the blocks of a box, or the items of its list, in as many columns as they need. */
#ifndef LAYOUT_BOX_FIGURES_H
#define LAYOUT_BOX_FIGURES_H

#include "layout/flow/build.h"

/* What the large figures of a strip have in common, so that all are of one size. */
typedef struct FigureFit {
    int share; /* of their size, in 1/1024 */
    int least; /* the largest share at which all figures set so far would fit */
} FigureFit;

void build_figures(Builder *b, const Node *n, const BoxStyle *box, Setting s);
/* The paragraph begins with a figure in a style with `fit`, in a strip: sets it on a line of its own, and the other
 * words below it. False, and nothing done: it does not. */
bool build_large_figure(Builder *b, const Node *paragraph, const Style *style, const Setting *s);

#endif
