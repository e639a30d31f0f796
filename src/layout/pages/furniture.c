/* What masters place on pages besides the flow: covers' text and drawings, running heads, folios.
 *
 * It is added when all pages exist, because it can print their number, and is painted under the flow's items.
 * Variables in braces are filled in from the manifest and the page; a text that is empty afterwards is not set. */
#include "layout/pages/furniture.h"

#include <string.h>

#include "layout/flow/paragraph.h"

typedef struct Bench { /* the page being furnished */
    Press *press;
    int index;
    const Page *page;
    const Placed *placed;
    Items *items;
    bool flipped; /* left and right change places */
} Bench;

/* ---- text ---- */

Str folio_text(Arena *a, FolioStyle style, int number)
{
    Buf out = {0};
    if (style == FOLIO_DECIMAL)
        buf_format(&out, "%d", number);
    else if (style == FOLIO_ROMAN)
        buf_roman(&out, number);
    return buf_take(&out, a);
}

static const Node *section_heading(const Node *section)
{
    for (const Node *n = section ? section->first : NULL; n; n = n->next)
        if (n->kind == NODE_HEADING)
            return n;
    return NULL;
}

static Str section_title(Pass *pass, const Node *section)
{
    const Node *heading = section_heading(section);
    if (section && section->u.section.title.n)
        return section->u.section.title;
    return heading ? title_text(pass, heading) : STR("");
}

static Str variable(const Bench *b, Str name)
{
    const Doc *doc = b->press->pass->doc;
    Arena *a = b->press->pass->arena;
    const Node *section = b->press->pressed.at[b->index].section, *heading = section_heading(section);
    const struct {
        const char *name;
        Str value;
    } known[] = {
        {"title", doc->title},
        {"subtitle", doc->subtitle},
        {"period", doc->period},
        {"organisation", doc->organisation},
        {"edition", doc->edition},
        {"date", doc->words.date},
        {"section", section_title(b->press->pass, section)},
        {"number", heading ? heading->number : STR("")},
        {"page", b->page->label},
        {"pages", str_format(a, "%d", b->press->part_pages[b->press->pressed.at[b->index].part])},
    };
    for (int i = 0; i < COUNT(known); i++)
        if (str_is(name, known[i].name))
            return known[i].value;
    return STR("");
}

static Str fill_in(const Bench *b, Str text)
{
    Buf out = {0};
    Str before, rest, name;
    while (str_cut(text, '{', &before, &rest)) {
        buf_str(&out, before);
        str_cut(rest, '}', &name, &text);
        buf_str(&out, variable(b, name));
    }
    buf_str(&out, text);
    return buf_take(&out, b->press->pass->arena);
}

static ItemRole text_role(const Placed *p)
{
    return p->running_head ? ITEM_RUNNING_HEAD : p->running_foot ? ITEM_RUNNING_FOOT : ITEM_CONTENT;
}

static Align other_side(Align align)
{
    return align == ALIGN_LEFT ? ALIGN_RIGHT : align == ALIGN_RIGHT ? ALIGN_LEFT : align;
}

static void place_text(const Bench *b)
{
    const Placed *p = b->placed;
    Pass *pass = b->press->pass;
    Str text = fill_in(b, p->text);
    if (!str_trim(text).n)
        return;
    const Style *style = style_block(pass->styler, p->style, STR(""), NULL);
    Lines lines = set_text(pass, text, style, p->w, b->flipped ? other_side(p->align) : p->align);
    Len x = b->flipped ? b->page->width - p->x - p->w : p->x;
    Len y = p->bottom ? p->y - lines.n * style->leading : p->y;
    int from = b->items->n;
    Surface onto = {pass, b->items, NULL};
    for (int i = 0; i < lines.n; i++)
        line_items(&onto, &lines.at[i], (Point){x, y + i * style->leading}, style, NULL);
    for (int i = from; i < b->items->n; i++)
        b->items->at[i].role = text_role(p);
}

/* ---- drawings ---- */

static void path_circle(PathSeg *segs, Len x, Len y, Len r)
{
    Len k = (Len)((int64_t)r * 5523 / 10000); /* a quarter circle by one cubic, 1 in 3700 off at worst */
    segs[0] = (PathSeg){PATH_MOVE, {x + r}, {y}};
    segs[1] = (PathSeg){PATH_CURVE, {x + r, x + k, x}, {y + k, y + r, y + r}};
    segs[2] = (PathSeg){PATH_CURVE, {x - k, x - r, x - r}, {y + r, y + k, y}};
    segs[3] = (PathSeg){PATH_CURVE, {x - r, x - k, x}, {y - k, y - r, y - r}};
    segs[4] = (PathSeg){PATH_CURVE, {x + k, x + r, x + r}, {y - r, y - k, y}};
    segs[5] = (PathSeg){PATH_CLOSE, {0}, {0}};
}

static void path_polygon(PathSeg *segs, int n, const Len *x, const Len *y, bool closed)
{
    for (int i = 0; i < n; i++)
        segs[i] = (PathSeg){i ? PATH_LINE : PATH_MOVE, {x[i]}, {y[i]}};
    if (closed)
        segs[n] = (PathSeg){PATH_CLOSE, {0}, {0}};
}

static int placed_path(const Placed *p, PathSeg *segs)
{
    switch (p->kind) {
    case PLACED_CIRCLE: path_circle(segs, p->x, p->y, p->w); return 6;
    case PLACED_LINE: path_polygon(segs, 2, (Len[]){p->x, p->x + p->w}, (Len[]){p->y, p->y + p->h}, false); return 2;
    default:
        path_polygon(segs, 4, (Len[]){p->x, p->x + p->w, p->x + p->w, p->x},
                     (Len[]){p->y, p->y, p->y + p->h, p->y + p->h}, true);
        return 5;
    }
}

static void flip(PathSeg *segs, int n, Len width)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 3; k++)
            segs[i].x[k] = width - segs[i].x[k];
}

static void place_drawing(const Bench *b)
{
    const Placed *p = b->placed;
    Pass *pass = b->press->pass;
    Arena *a = pass->arena;
    PathSeg *segs = NEWN(a, PathSeg, int_max(p->npath, 8));
    int n = p->npath;
    if (p->kind == PLACED_PATH)
        memcpy(segs, p->path, (size_t)n * sizeof *segs);
    else
        n = placed_path(p, segs);
    if (b->flipped)
        flip(segs, n, b->page->width);
    PagePath *path = NEW(a, PagePath);
    *path = (PagePath){.segs = segs,
                       .n = n,
                       .fill = colour_of(pass, p->fill),
                       .stroke = colour_of(pass, p->stroke),
                       .stroke_width = p->stroke_width,
                       .clipped = p->clipped,
                       .clip = {b->flipped ? b->page->width - p->clip_x - p->clip_w : p->clip_x, p->clip_y, p->clip_w,
                                p->clip_h}};
    VEC_PUSH(a, b->items, (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .u.path = path});
}

/* ---- pages ---- */

static bool is_wanted(const Bench *b)
{
    const Placed *p = b->placed;
    bool verso = b->index % 2 == 1;
    if (p->sides == SIDES_RECTO && verso)
        return false;
    if (p->sides == SIDES_VERSO && !verso)
        return false;
    return !(p->not_on_opener && b->press->pressed.at[b->index].opener);
}

static void put_in_front(Arena *a, Items *items, const Items *front)
{
    VEC_RESERVE(a, items, items->n + front->n);
    memmove(items->at + front->n, items->at, (size_t)items->n * sizeof *items->at);
    for (int i = 0; i < front->n; i++)
        items->at[i] = front->at[i];
    items->n += front->n;
}

static void furnish_page(Press *press, int index)
{
    Page *page = &press->list->pages.at[index];
    const PageMaster *m = press->pressed.at[index].master;
    Items items = {0};
    VEC_RESERVE(press->pass->arena, &items, m->nplaced);
    for (int i = 0; i < m->nplaced; i++) {
        const Placed *p = &m->placed[i];
        Bench b = {press, index, page, p, &items, p->mirror && index % 2 == 1};
        if (!is_wanted(&b))
            continue;
        if (p->kind == PLACED_TEXT)
            place_text(&b);
        else
            place_drawing(&b);
    }
    put_in_front(press->pass->arena, &page->items, &items);
}

void furnish(Press *p)
{
    p->part_pages = NEWN(p->pass->arena, int, p->pass->nparts);
    for (int i = 0; i < p->list->pages.n; i++)
        p->part_pages[p->pressed.at[i].part]++;
    for (int i = 0; i < p->list->pages.n; i++) {
        pass_enter(p->pass, p->pressed.at[i].part);
        furnish_page(p, i);
    }
}
