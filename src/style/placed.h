/* Whether what masters place on pages stands on them. */
#ifndef STYLE_PLACED_H
#define STYLE_PLACED_H

#include "style/style.h"

/* LAY008 for each text that leaves a page on which the template uses it, once. */
void placed_report(Arena *job, Diag *diag, const Template *t);

#endif
