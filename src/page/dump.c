/* The page list as text, for golden tests and for people who examine a layout.
 *
 *     page 3 595.28 x 841.89 "1"            (and "bleed 8.50 slug 20.00", "fold 274.96", where it has them)
 *       text 56.69 120.50 w 210.33 OpenSans 9.50 black content paragraph:12 "Some text"
 *       rect 56.69 130.00 482.00 x 0.50 fill rule decoration
 *       link 56.69 111.00 40.20 x 12.00 -> heading:31
 *     anchor heading:12 page 3 y 120.50 to page 4
 *
 * Places are in points to two decimals, from the top left corner, computed in integers. A node is given by its kind
 * and its line. */
#include "page/page.h"

static void put_points(Buf *out, Len l)
{
    int64_t v = (int64_t)l * 100;
    bool negative = v < 0;
    v = ((negative ? -v : v) + LEN_PT / 2) / LEN_PT;
    buf_format(out, "%s%lld.%02lld", negative && v ? "-" : "", (long long)(v / 100), (long long)(v % 100));
}

static void put_place(Buf *out, Len x, Len y)
{
    buf_char(out, ' ');
    put_points(out, x);
    buf_char(out, ' ');
    put_points(out, y);
}

static void put_extent(Buf *out, Len w, Len h)
{
    buf_char(out, ' ');
    put_points(out, w);
    buf_puts(out, " x ");
    put_points(out, h);
}

static void put_node(Buf *out, const Node *n)
{
    if (n)
        buf_format(out, " %s:%d", node_kind_name(n->kind), (int)n->pos.line);
    else
        buf_puts(out, " -");
}

/* Text in quotes on one line: control characters as \xNN, quotes and backslashes escaped. */
static void put_quoted(Buf *out, Str s)
{
    buf_puts(out, " \"");
    for (int i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\')
            buf_format(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            buf_format(out, "\\x%02X", c);
        else
            buf_char(out, (char)c);
    }
    buf_char(out, '"');
}

static void put_colour(Buf *out, const PageList *l, const char *what, Colour colour)
{
    if (colour != COLOUR_NONE)
        buf_format(out, "%s " STR_FMT, what, STR_ARG(l->colours.at[colour].name));
}

static void put_role(Buf *out, const Item *item)
{
    static const char *const roles[] = {
        [ITEM_CONTENT] = "content",
        [ITEM_RUNNING_HEAD] = "running-head",
        [ITEM_RUNNING_FOOT] = "running-foot",
        [ITEM_DECORATION] = "decoration",
        [ITEM_LEADER] = "leader",
        [ITEM_REPEATED] = "repeated",
        [ITEM_CHANGE_BAR] = "change-bar",
        [ITEM_BANNER] = "banner",
        [ITEM_MARK] = "mark",
    };
    static const char *const parts[] = {
        [PART_BODY] = "",
        [PART_LABEL] = " label",
        [PART_TOC_ENTRY] = " toc-entry",
        [PART_TOC_PAGE] = " toc-page",
        [PART_PLACED] = " behind",
    };
    buf_format(out, " %s%s", roles[item->role], parts[item->part]);
    put_node(out, item->node);
}

static void put_run(Buf *out, const PageList *l, const Item *item)
{
    const GlyphRun *run = item->u.run;
    buf_puts(out, "  text");
    put_place(out, item->x, item->y);
    buf_puts(out, " w ");
    put_points(out, run->width);
    buf_char(out, ' ');
    if (run->face)
        buf_str(out, face_info(run->face).postscript_name);
    buf_char(out, ' ');
    put_points(out, run->size);
    if (run->shift) {
        buf_puts(out, " raised ");
        put_points(out, run->shift);
    }
    put_colour(out, l, "", item->colour);
    put_role(out, item);
    if (run->scale)
        buf_format(out, " scale %d", run->scale);
    if (run->track)
        buf_format(out, " track %d", run->track);
    if (run->underline)
        buf_puts(out, " underlined");
    if (run->strike)
        buf_puts(out, " struck");
    if (run->lang.n)
        buf_format(out, " lang " STR_FMT, STR_ARG(run->lang));
    put_quoted(out, run->text);
}

static void put_path(Buf *out, const PageList *l, const Item *item)
{
    const PagePath *path = item->u.path;
    buf_puts(out, "  path");
    put_place(out, item->x, item->y);
    buf_format(out, " of %d", path->n);
    put_colour(out, l, " fill", path->fill);
    put_colour(out, l, " stroke", path->stroke);
    if (path->clear)
        buf_format(out, " clear %d%%", path->clear);
    if (path->clipped) {
        buf_puts(out, " clip");
        put_place(out, item->x + path->clip.x, item->y + path->clip.y);
        put_extent(out, path->clip.w, path->clip.h);
    }
    put_role(out, item);
}

static void put_image(Buf *out, const PageList *l, const Page *page, const Item *item)
{
    int reduced = page_reduced_picture(page, item);
    Rect whole = page_picture_box(item), shown = page_picture_shown(item);
    buf_puts(out, "  image");
    put_place(out, whole.x, whole.y);
    put_extent(out, whole.w, whole.h);
    if (item->kind == ITEM_CROPPED) {
        buf_puts(out, " shown");
        put_place(out, shown.x, shown.y);
        put_extent(out, shown.w, shown.h);
    }
    if (reduced)
        buf_format(out, " of %d pixels", reduced);
    const PagePicture *picture = page_picture(l, item->node);
    if (picture && picture->vector->current != VECTOR_NONE)
        put_colour(out, l, " in", picture->colours[picture->vector->current]);
    put_role(out, item);
}

static void put_item(Buf *out, const PageList *l, const Page *page, const Item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS: put_run(out, l, item); break;
    case ITEM_RECT:
        buf_puts(out, "  rect");
        put_place(out, item->x, item->y);
        put_extent(out, item->u.rect.w, item->u.rect.h);
        put_colour(out, l, " fill", item->colour);
        put_role(out, item);
        break;
    case ITEM_PATH: put_path(out, l, item); break;
    case ITEM_IMAGE:
    case ITEM_CROPPED: put_image(out, l, page, item); break;
    }
    buf_char(out, '\n');
}

static void put_link(Buf *out, const PageLink *link)
{
    buf_puts(out, link->toc ? "  toc-link" : "  link");
    put_place(out, link->x, link->y);
    put_extent(out, link->w, link->h);
    put_node(out, link->node);
    buf_puts(out, " ->");
    if (link->uri.n)
        put_quoted(out, link->uri);
    else
        put_node(out, link->target);
    buf_char(out, '\n');
}

static void put_beyond(Buf *out, const char *what, Len beyond)
{
    if (!beyond)
        return;
    buf_format(out, " %s ", what);
    put_points(out, beyond);
}

static void put_page(Buf *out, const PageList *l, const Page *page, int number)
{
    buf_format(out, "page %d", number);
    put_extent(out, page->width, page->height);
    put_quoted(out, page->label);
    put_beyond(out, "bleed", page->bleed);
    put_beyond(out, "slug", page->slug);
    for (int i = 0; i < page->nfolds; i++)
        put_beyond(out, "fold", page->folds[i]);
    buf_char(out, '\n');
    for (int i = 0; i < page->items.n; i++)
        put_item(out, l, page, &page->items.at[i]);
    for (int i = 0; i < page->links.n; i++)
        put_link(out, &page->links.at[i]);
}

/* ---- SVG pictures ---- */

static void put_paint(Buf *out, const PageList *l, const PagePicture *p, const char *what, const VectorPaint *paint)
{
    if (paint->gradient)
        buf_format(out, "%s %s of %d", what, paint->gradient->radial ? "radial" : "linear", paint->gradient->nstops);
    else if (paint->colour != VECTOR_NONE)
        put_colour(out, l, what, p->colours[paint->colour]);
    else
        return;
    if (paint->opacity != VECTOR_OPAQUE)
        buf_format(out, " opacity %d", paint->opacity);
}

static void put_shape(Buf *out, const PageList *l, const PagePicture *p, const VectorShape *s)
{
    buf_format(out, "shape of %d", s->outline.n);
    if (s->outline.n)
        put_place(out, s->outline.segs[0].x[0], s->outline.segs[0].y[0]);
    if (s->outline.even_odd)
        buf_puts(out, " even-odd");
    put_paint(out, l, p, " fill", &s->fill);
    put_paint(out, l, p, " stroke", &s->stroke.paint);
    if (s->stroke.paint.colour != VECTOR_NONE || s->stroke.paint.gradient) {
        buf_puts(out, " w ");
        put_points(out, s->stroke.width);
        buf_format(out, " cap %d join %d dashes %d", (int)s->stroke.cap, (int)s->stroke.join, s->stroke.ndashes);
    }
    if (s->matrix)
        buf_puts(out, " skewed");
}

/* From the runs that begin at `run`; gives where those of the next text begin. */
static int put_words(Buf *out, const PageList *l, const PagePicture *p, const VectorText *text, int run)
{
    buf_puts(out, "words");
    for (; run < p->nruns && p->runs[run].text == text; run++) {
        const VectorRun *r = &p->runs[run];
        put_place(out, r->x, r->y);
        buf_char(out, ' ');
        buf_str(out, face_info(r->run->face).postscript_name);
        buf_char(out, ' ');
        put_points(out, r->run->size);
        put_paint(out, l, p, " fill", &r->span->fill);
        put_paint(out, l, p, " stroke", &r->span->stroke.paint);
        put_quoted(out, r->run->text);
    }
    return run;
}

static void put_picture(Buf *out, const PageList *l, const PagePicture *p)
{
    buf_puts(out, "picture");
    put_extent(out, p->vector->width, p->vector->height);
    buf_char(out, '\n');
    int depth = 1, run = 0;
    for (int i = 0; i < p->vector->nmarks; i++) {
        const VectorMark *mark = &p->vector->marks[i];
        depth -= mark->kind == VECTOR_END;
        buf_format(out, "%*s", 2 * depth, "");
        switch (mark->kind) {
        case VECTOR_SHAPE: put_shape(out, l, p, mark->u.shape); break;
        case VECTOR_TEXT: run = put_words(out, l, p, mark->u.text, run); break;
        case VECTOR_BEGIN:
            buf_format(out, "begin clips %d opacity %d blend %d", mark->u.begin.nclips, mark->u.begin.opacity,
                       (int)mark->u.begin.blend);
            depth++;
            break;
        case VECTOR_END: buf_puts(out, "end"); break;
        }
        buf_char(out, '\n');
    }
}

void pages_dump(const PageList *l, Buf *out)
{
    for (int i = 0; i < l->pages.n; i++)
        put_page(out, l, &l->pages.at[i], i + 1);
    for (int i = 0; i < l->anchors.n; i++) {
        const Anchor *anchor = &l->anchors.at[i];
        buf_puts(out, "anchor");
        put_node(out, anchor->node);
        buf_format(out, " page %d y ", anchor->page + 1);
        put_points(out, anchor->y);
        buf_format(out, " to page %d\n", anchor->last_page + 1);
    }
    if (l->spreads)
        buf_puts(out, "facing pages\n");
    for (int i = 0; i < l->outline.n; i++) {
        buf_format(out, "outline %d", l->outline.at[i].level);
        put_node(out, l->outline.at[i].node);
        put_quoted(out, l->outline.at[i].title);
        buf_char(out, '\n');
    }
    for (int i = 0; i < l->pictures.n; i++)
        put_picture(out, l, &l->pictures.at[i]);
}
