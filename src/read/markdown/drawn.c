/* Shared by charts and diagrams: a NODE_FIGURE with a picture drawn from data instead of read from a file.
 *
 * Its alternative text is added later (say/figure.c) unless alt= gives it; its caption is the data's unless caption=
 * gives one. */
#include "read/markdown/markdown_private.h"

static Node *add_picture(Reading *g, const Attrs *attrs, Pos pos, Node *figure)
{
    Str alt = attrs_get(attrs, "alt", &pos);
    Node *picture = node_new(g->r->job, NODE_IMAGE, pos);
    if (alt.n > 0)
        node_append(picture, inline_text_node(g->r->job, alt, pos));
    node_append(figure, picture);
    return picture;
}

static void add_caption(Reading *g, const Attrs *attrs, Pos pos, Str words, Node *figure)
{
    Str given = attrs_get(attrs, "caption", &pos);
    Node *caption = node_new(g->r->job, NODE_CAPTION, pos);
    if (given.n > 0)
        inlines_read_text(g, given, pos, caption);
    else if (words.n > 0)
        node_append(caption, inline_text_node(g->r->job, words, pos));
    if (caption->first != NULL)
        node_append(figure, caption);
}

Node *drawn_figure(Reading *g, const Attrs *attrs, Pos pos, const Drawn *drawn, Node *parent)
{
    Node *figure = node_new(g->r->job, NODE_FIGURE, pos);
    attrs_set(g->r->job, figure, attrs, drawn->class_name);
    node_append(parent, figure);
    Node *picture = add_picture(g, attrs, pos, figure);
    add_caption(g, attrs, pos, drawn->caption, figure);
    return picture;
}
