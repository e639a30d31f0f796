/* Figures and pictures. */
#include "html/html_private.h"

void put_figure(Html *w, const Node *figure)
{
    put_blocks(w, figure);
}

void put_picture(Html *w, const Node *image)
{
    put_escaped(w, node_text(w->arena, image));
}
