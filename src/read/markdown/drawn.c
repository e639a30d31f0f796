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

Node *caption_given(Reading *g, const Attrs *attrs, Pos pos)
{
    Str given = attrs_get(attrs, "caption", &pos);
    if (!given.n)
        return NULL;
    Node *caption = node_new(g->r->job, NODE_CAPTION, pos);
    inlines_read_text(g, given, pos, caption);
    return caption->first ? caption : NULL;
}

static void add_caption(Reading *g, const Attrs *attrs, Pos pos, const Drawn *drawn, Node *figure)
{
    Node *caption = caption_given(g, attrs, pos);
    bool own = !caption && (drawn->caption.n || drawn->marked);
    if (own)
        caption = node_new(g->r->job, NODE_CAPTION, pos);
    if (caption)
        node_append(figure, caption);
    if (own)
        node_append_words(g->r->job, caption, drawn->caption, drawn->marked);
}

Node *drawn_figure(Reading *g, const Attrs *attrs, Pos pos, const Drawn *drawn, Node *parent)
{
    Node *figure = node_new(g->r->job, NODE_FIGURE, pos);
    attrs_set(g->r->job, figure, attrs, drawn->class_name);
    node_append(parent, figure);
    Node *picture = add_picture(g, attrs, pos, figure);
    add_caption(g, attrs, pos, drawn, figure);
    return picture;
}
