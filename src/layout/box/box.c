/* Boxes: a frame with a look around a title, blocks, and whom they are by.
 *
 * Where the box goes on in another region, its frame opens again (box/frame.c), with its title and "(continued)" behind
 * it. That is for the eye: it has been read where the box began. */
#include "layout/box/box.h"

#include "layout/box/attribution.h"
#include "layout/box/figures.h"
#include "layout/box/frame.h"
#include "layout/box/grid.h"
#include "layout/box/timeline_private.h"
#include "layout/flow/paragraph.h"

/* The words of a box's title; `again`: those with which it goes on, or NULL. */
static void title_pieces(Pass *pass, Pieces *pieces, const Node *n, const Style *style, const Str *again)
{
    pieces_text(pass, pieces, n->u.box.title, style, n);
    if (!again)
        return;
    pieces_text(pass, pieces, STR(" "), style, n);
    pieces_text(pass, pieces, *again, style_inline(pass->styler, style, STR("span"), STR("continued")), n);
}

/* With the block's own icon, where it names one. */
static const Style *title_style(Builder *b, const Node *n, const Setting *s)
{
    const Style *style = build_style(b, "box-title", STR(""), s);
    Str icon = node_attr(n, "icon");
    if (!icon.n)
        return style;
    Style *own = NEW(b->pass->arena, Style);
    *own = *style;
    own->icon = icon;
    return own;
}

static void set_box_title(Builder *b, const Node *n, Setting s)
{
    if (!n->u.box.title.n)
        return;
    const Style *style = title_style(b, n, &s);
    Pieces pieces = {0};
    title_pieces(b->pass, &pieces, n, style, NULL);
    set_paragraph(b, n, &pieces, style, s);
    b->next_penalty = PENALTY_NEVER;
}

/* Titles of boxes in boxes must leave a page room for what they hold. */
static bool may_repeat(const Frame *f, const Setting *s)
{
    enum { MOST = 3 }; /* one part in this many */
    Len height = 0;
    for (; f; f = f->outer)
        height += f->pad_top + f->pad_bottom + f->head_height;
    return height <= s->region_height / MOST;
}

/* The title as it is painted again wherever the box goes on. Its lines have been counted, and reported, where it
 * began. */
static void repeat_title(Builder *b, const Node *n, Setting s)
{
    Pass *pass = b->pass;
    if (!n->u.box.title.n || !n->u.box.continued)
        return;
    Builder apart;
    const Style *style = title_style(b, n, &s);
    Pieces pieces = {0};
    PassVoice voice = pass_hush(pass);
    build_start_apart(&apart, pass, b->section, &s);
    title_pieces(pass, &pieces, n, style, n->u.box.continued);
    set_paragraph(&apart, n, &pieces, style, s);
    pass_speak(pass, voice);
    frame_repeat(pass, b->frame, apart.flow, style->space_after);
    if (!may_repeat(b->frame, &s))
        b->frame->nhead = 0, b->frame->head_height = 0;
}

void box_dress(Frame *f, const BoxStyle *box, const Setting *s)
{
    f->x = s->x;
    f->width = s->measure;
    f->pad_top = box->pad_top + box->rule_top;
    f->pad_bottom = box->pad_bottom + box->rule_bottom;
    f->tint = box->tint;
    f->rule_colour = box->rule_colour;
    f->rule_left = box->rule_left;
    f->rule_right = box->rule_right;
    f->rule_top = box->rule_top;
    f->rule_bottom = box->rule_bottom;
    f->corner = box->corner;
    f->cut_open = box->cut_open;
}

void box_inner(const BoxStyle *box, Setting *s)
{
    enum { ROOM = PT(60), LEAST_ROOM = PT(36), LEAST_PAD = PT(4) };
    Len left = box->rule_left + box->pad_left, right = box->rule_right + box->pad_right;
    if (s->measure - left - right < ROOM) { /* a narrow place, or boxes in boxes in boxes */
        left = box->rule_left + int_min(box->pad_left, LEAST_PAD);
        right = box->rule_right + int_min(box->pad_right, LEAST_PAD);
    }
    if (s->measure - left - right < LEAST_ROOM)
        return;
    s->x += left;
    s->measure -= left + right;
}

/* A box that is to stay whole: no break inside, if a page can hold it. */
static void keep_whole(Builder *b, int first, const BoxStyle *box, const Setting *s)
{
    Len room = s->region_height - box->pad_top - box->rule_top - box->pad_bottom - box->rule_bottom;
    for (const Frame *f = b->frame; f; f = f->outer)
        room -= f->pad_top + f->pad_bottom;
    bool fits = build_height_from(b, first) <= room;
    for (int i = first + 1; i < b->flow->strips.n && fits; i++) {
        int32_t *penalty = &b->flow->strips.at[i].penalty;
        *penalty = build_stricter(*penalty, PENALTY_WHOLE);
    }
}

static void fill_box(Builder *b, const Node *n, const BoxStyle *box, Setting s)
{
    box_inner(box, &s);
    repeat_title(b, n, s);
    set_box_title(b, n, s);
    if (box->own_columns)
        build_figures(b, n, box, s);
    else if (box->timeline)
        build_timeline(b, n, box, s);
    else if (box->columns > 1)
        build_grid(b, n, box, s);
    else
        build_blocks(b, n->first, s);
    set_attribution(b, n, box, s);
}

/* The words are those of the text, set large: they are seen, and not read twice. */
static void repeat_words(Builder *b, int first)
{
    for (int i = first; i < b->flow->strips.n; i++) {
        Strip *s = &b->flow->strips.at[i], again = strip_again(b->pass, s);
        s->items = again.items;
        s->nlinks = 0;
    }
}

void build_box(Builder *b, const Node *n, const BoxStyle *box, Setting s)
{
    bool span = build_span(b, box->span, &s);
    Place place = {s.place, box->name};
    Setting inner = s;
    inner.place = &place;
    int first = b->flow->strips.n;
    if (b->frame && b->frame->depth >= MAX_DEPTH - 2) {
        build_blocks(b, n->first, inner);
        build_unspan(b, span);
        return;
    }
    box_dress(build_open(b, n, box->space_before), box, &s);
    fill_box(b, n, box, inner);
    build_close(b, box->space_after);
    if (str_is(node_attr(n, "repeat"), "yes"))
        repeat_words(b, first);
    if (box->keep_next && b->flow->strips.n > first) {
        b->next_penalty = PENALTY_KEEP_NEXT;
        b->flow->strips.at[b->flow->strips.n - 1].keep = true;
    }
    if (n->prev && n->prev->kind == NODE_HEADING) /* a heading and a box alone do not make a page's foot */
        b->next_penalty = int_max(b->next_penalty, UNWELCOME);
    if (box->keep)
        keep_whole(b, first, box, &s);
    else if (!s.apart)
        build_keep_small(b, first, &s);
    build_unspan(b, span);
}
