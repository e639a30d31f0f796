/* The contents: an entry for each listed heading, with its folio from the previous pass. The lists of tables and of
 * figures are set in the same way.
 *
 * The entry's text keeps clear of a column at the right edge for the folio. Between the end of its last line and the
 * folio runs a fine dotted leader, drawn as squares on one grid for the whole list, so that the dots of all entries
 * align. */
#include "layout/flow/contents.h"

#include "layout/facts.h"
#include "layout/flow/paragraph.h"

#define DOT_STEP PT(4)
#define DOT_SIZE (PT(6) / 10)

typedef struct ContentsSet {
    Builder *b;
    const Front *front;
    Setting s;
} ContentsSet;

/* Dots on the baseline from `from` to `to`, both from the list's left edge. */
static void put_leader(const ContentsSet *t, Items *items, const Style *style, Point from, Len to)
{
    Arena *a = t->b->pass->arena;
    Len first = (from.x + 2 * DOT_STEP - 1) / DOT_STEP * DOT_STEP;
    int dots = (to - DOT_STEP - first) / DOT_STEP;
    if (dots < 2)
        return;
    PathSeg *segs = NEWN(a, PathSeg, dots * 5);
    for (int i = 0, n = 0; i < dots; i++) {
        Len x = t->s.x + first + i * DOT_STEP, y = from.y - DOT_SIZE;
        segs[n++] = (PathSeg){PATH_MOVE, {x}, {y}};
        segs[n++] = (PathSeg){PATH_LINE, {x + DOT_SIZE}, {y}};
        segs[n++] = (PathSeg){PATH_LINE, {x + DOT_SIZE}, {y + DOT_SIZE}};
        segs[n++] = (PathSeg){PATH_LINE, {x}, {y + DOT_SIZE}};
        segs[n++] = (PathSeg){PATH_CLOSE, {0}, {0}};
    }
    PagePath *path = NEW(a, PagePath);
    *path = (PagePath){.segs = segs,
                       .n = dots * 5,
                       .stroke = COLOUR_NONE,
                       .fill = colour_of(t->b->pass,
                                         style->mark_colour != SWATCH_NONE ? style->mark_colour : style->colour)};
    VEC_PUSH(a, items, (Item){.kind = ITEM_PATH, .role = ITEM_LEADER, .u.path = path});
}

static void mark_items(Items *items, int from, ItemPart part, const Node *heading)
{
    for (int i = from; i < items->n; i++) {
        if (items->at[i].kind != ITEM_GLYPHS)
            continue;
        items->at[i].part = part;
        items->at[i].node = heading;
    }
}

/* A heading's title, or the words of a table's or figure's caption. */
static Str entry_title(Pass *pass, const Node *n)
{
    for (const Node *c = n->kind == NODE_HEADING ? NULL : n->first; c; c = c->next)
        if (c->kind == NODE_CAPTION)
            return title_text(pass, c);
    return title_text(pass, n);
}

static Lines entry_lines(const ContentsSet *t, const Node *heading, const Style *style, Len measure)
{
    Pass *pass = t->b->pass;
    Pieces pieces = {0};
    if (heading->number.n) {
        const Style *number = style_inline(pass->styler, style, STR("number"), STR(""));
        pieces_text(pass, &pieces, heading->number, number, heading);
        pieces_text(pass, &pieces, STR("\xE2\x80\x82"), number, heading);
    }
    pieces_text(pass, &pieces, entry_title(pass, heading), style, heading);
    pieces_text(pass, &pieces, STR(" "), style, heading); /* before the folio, for readers */
    Para *p = para_prepare(pass->typesetter, pass->arena, pieces.at, pieces.n);
    ParaShape shape = {.measure = measure, .align = ALIGN_LEFT, .no_runt = true};
    return para_break(pass->typesetter, pass->arena, p, &shape);
}

static void set_entry_end(const ContentsSet *t, Items *items, const Style *style, const Node *heading, Len text_end)
{
    Pass *pass = t->b->pass;
    bool part = heading->kind == NODE_HEADING && heading->u.heading.opens_part;
    if (str_is(heading->name, "part") && !part) /* without a page of its own it is listed without a number */
        return;
    Str folio = folio_of(pass, heading, false), last = folio_of(pass, heading, true);
    if (t->front->ranges && !str_eq(folio, last))
        folio = str_format(pass->arena, STR_FMT "\xE2\x80\x93" STR_FMT, STR_ARG(folio), STR_ARG(last));
    Lines lines = set_mark(pass, folio, style, heading);
    if (!lines.n)
        return;
    Len right = t->s.measure;
    int from = items->n;
    line_items(&(Surface){pass, items, NULL}, &lines.at[0], (Point){t->s.x + right - lines.at[0].width, 0}, style,
               heading);
    mark_items(items, from, PART_TOC_PAGE, heading);
    if (t->front->leaders && items->n > from) /* no glyph may have come of it: a template without a face */
        put_leader(t, items, style, (Point){text_end, items->at[from].y}, right - lines.at[0].width);
}

/* A column begins with a part of the contents where it can: never with the first entry below another. */
static int32_t entry_penalty(const Node *heading, const Node *before)
{
    int level = heading->u.heading.level;
    if (!before)
        return 0;
    if (level > before->u.heading.level || str_is(before->name, "part"))
        return PENALTY_NEVER;
    return level > 1 ? UNWELCOME : 0;
}

static void set_entry(const ContentsSet *t, const Node *heading, int level, int32_t penalty)
{
    Builder *b = t->b;
    char element[6] = {'t', 'o', 'c', '-', (char)('0' + level), 0};
    const Style *style = style_block(b->pass->styler, str_c(element), heading->name, t->s.place);
    Len x = t->s.x + style->indent_left, folio_room = style->size * (t->front->ranges ? 5 : 3);
    Lines lines = entry_lines(t, heading, style, t->s.measure - style->indent_left - folio_room);
    for (int i = 0; i < lines.n; i++) {
        Items items = {0};
        PageLinks links = {0};
        line_items(&(Surface){b->pass, &items, NULL}, &lines.at[i], (Point){x, 0}, style, heading);
        mark_items(&items, 0, PART_TOC_ENTRY, heading);
        if (i == lines.n - 1)
            set_entry_end(t, &items, style, heading, style->indent_left + lines.at[i].width);
        PageLink link = {.x = x,
                         .w = t->s.measure - style->indent_left,
                         .h = style->leading,
                         .node = heading,
                         .toc = true,
                         .target = heading};
        VEC_PUSH(b->pass->arena, &links, link);
        Strip *strip = build_strip(b, style->leading, i ? 0 : style->space_before, i ? PENALTY_NEVER : penalty);
        strip->items = items.at, strip->nitems = items.n;
        strip->links = links.at, strip->nlinks = links.n;
    }
    b->after = style->space_after;
    if (style->keep_next)
        b->next_penalty = PENALTY_NEVER;
}

static bool is_listed(const Node *heading, const Front *front)
{
    return heading->u.heading.level <= front->levels && heading->u.heading.level <= 3
           && !str_is(heading->name, "unlisted");
}

static void set_title(Builder *b, Str title, Setting s)
{
    if (!title.n)
        return;
    const Style *style = style_block(b->pass->styler, STR("toc-title"), STR(""), s.place);
    Pieces pieces = {0};
    pieces_text(b->pass, &pieces, title, style, NULL);
    bool span = build_span(b, style->span, &s);
    set_paragraph(b, NULL, &pieces, style, s);
    build_unspan(b, span);
    b->next_penalty = PENALTY_NEVER;
}

static void list_headings(const ContentsSet *t, const Node *part)
{
    const Node *before = NULL;
    for (const Node *section = part->first; section; section = section->next) {
        if (!section->u.section.in_contents)
            continue;
        for (const Node *n = section->first; n; n = n->next) {
            if (n->kind != NODE_HEADING || !is_listed(n, t->front))
                continue;
            set_entry(t, n, n->u.heading.level, entry_penalty(n, before));
            before = n;
        }
    }
}

static void list_captions(const ContentsSet *t, const Node *part, NodeKind kind)
{
    for (const Node *n = part; n; n = node_next_block(n, part))
        if (n->kind == kind && n->number.n)
            set_entry(t, n, 2, 0);
}

void build_contents(Builder *b, const Front *front, Setting s)
{
    ContentsSet t = {b, front, s};
    const Node *part = b->pass->part->node;
    set_title(b, b->pass->doc->words.front_titles[front - b->pass->tpl->fronts], s);
    if (front->kind == FRONT_CONTENTS)
        list_headings(&t, part);
    else
        list_captions(&t, part, front->kind == FRONT_TABLES ? NODE_TABLE : NODE_FIGURE);
}
