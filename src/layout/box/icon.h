/* Icons: small pictures of a template that stand with words, in the colour of those. They only repeat what the words
 * say, so they are artifacts. */
#ifndef LAYOUT_BOX_ICON_H
#define LAYOUT_BOX_ICON_H

#include "layout/pass.h"

typedef struct Icon {
    const Node *image; /* NULL: none */
    Len w, h;
    Len rise;     /* of its top edge above the baseline: its middle is that of the capitals */
    Len capitals; /* how high these are */
    Len gap;      /* between it and the words */
} Icon;

/* The icon that the style names, at its size beside a line in that style. */
Icon icon_of(Pass *pass, const Style *style);
Item icon_item(const Icon *icon, Point at);
/* The colour that an icon's picture takes from words; COLOUR_NONE: it is of other colours, or no icon. */
Colour icon_colour(const Pass *pass, const Node *image);

#endif
