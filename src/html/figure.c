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

void put_look(Html *w, const Node *n)
{
    (void)w, (void)n;
}

void put_opener(Html *w, const Node *section)
{
    (void)w, (void)section;
}

void put_cover_art(Html *w)
{
    (void)w;
}
