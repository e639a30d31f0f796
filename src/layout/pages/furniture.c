/* What masters place on pages besides the flow: covers' text and drawings, running heads, folios.
 *
 * It is added when all pages exist, because it can print their number, and is painted under the flow's items.
 * Variables in braces are filled in from the manifest and the page; a text that is empty afterwards is not set.
 *
 * A text has the room from where it stands to the next text, to the text of the page, or to the page's edge. One that
 * needs more is set smaller; what is too long even so ends in an ellipsis, with a warning. A heading may have a
 * megabyte and be named on each of its thousand pages: only its beginning is looked at, and a text that is the same as
 * on the page before is fitted once. */
#include "layout/pages/furniture.h"

#include <string.h>

#include "doc/pack.h"
#include "draw/look.h"
#include "layout/flow/paragraph.h"
#include "layout/furniture/banner.h"
#include "layout/furniture/heads.h"
#include "layout/pages/set_over_private.h"
#include "layout/placed/bench.h"
#include "text/outline.h"
#include "base/utf8.h"

enum { LONGEST = 8000 }; /* bytes: more than a page holds */

/* ---- text ---- */

static const Node *section_heading(const Node *section)
{
    for (const Node *n = section ? section->first : NULL; n; n = n->next)
        if (n->kind == NODE_HEADING)
            return n;
    return NULL;
}

/* A text that is longer than it is looked at stays a little longer, which tells that it is cut. */
static Str beginning(Str s)
{
    return s.n > LONGEST ? str_sub(s, 0, LONGEST + 1) : s;
}

static Str section_title(Press *p, const Node *section)
{
    const Node *heading = section_heading(section);
    if (section && section->u.section.title.n)
        return section->u.section.title;
    if (p->titled != section)
        p->title = heading ? title_text(p->pass, heading) : STR("");
    p->titled = section;
    return p->title;
}

static Str classification_of(const Pass *pass)
{
    const Pack *pack = pass->job->doc->pack;
    const ReportHead *report = pass->doc->report;
    Str stated = report ? report->classification : pack ? pack->classification : (Str){0};
    return text_capitals(pass->arena, stated);
}

/* What a page says of the report that it belongs to. False: the field is another's. */
static bool report_variable(const Bench *b, Str name, Str *value)
{
    const Press *press = b->press;
    const PressedPage *page = &press->pressed.at[b->index];
    const Pass *pass = press->pass;
    static const ReportHead none = {0};
    const ReportHead *head = pass->doc->report ? pass->doc->report : &none;
    const PackItem *item = pass->part->item;
    bool pack = pass->job->doc->pack, in_report = !pack || pass->doc->report;
    if (str_is(name, "item"))
        *value = item ? item->number : head->item;
    else if (str_is(name, "classification"))
        *value = classification_of(pass);
    else if (str_is(name, "from"))
        *value = item ? item->from : head->from;
    else if (str_is(name, "to"))
        *value = head->to;
    else if (str_is(name, "access"))
        *value = pass->doc->words.access;
    else if (str_is(name, "report-page"))
        *value = in_report ? str_format(pass->arena, "%d", page->nth + 1) : (Str){0};
    else if (str_is(name, "report-pages"))
        *value = in_report ? str_format(pass->arena, "%d", press->part_pages[page->part]) : (Str){0};
    else if (str_is(name, "pack-page"))
        *value = pack ? b->page->label : (Str){0};
    else if (str_is(name, "pack-pages"))
        *value = pack ? str_format(pass->arena, "%d", press->list->pages.n) : (Str){0};
    else
        return false;
    return true;
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
        {"section", section_title(b->press, section)},
        {"number", heading ? heading->number : STR("")},
        {"page", b->page->part_label},
        {"pages", str_format(a, "%d", b->press->part_pages[b->press->pressed.at[b->index].part])},
    };
    for (int i = 0; i < COUNT(known); i++)
        if (str_is(name, known[i].name))
            return beginning(known[i].value);
    return STR("");
}

static bool heading_variable(const Bench *b, Str name, Str *value)
{
    const PageHeads *heads = b->press->heads;
    if (!heads || !heads_variable(b->press->pass, &heads[b->index], name, value))
        return false;
    *value = beginning(*value);
    return true;
}

/* Without a heading of the page or a fact about a report that it needs, a text is empty. */
static Str fill_in(const Bench *b, Str text)
{
    Buf out = {0};
    Str before, rest, name, value;
    bool whole = true;
    while (str_cut(text, '{', &before, &rest)) {
        buf_str(&out, before);
        str_cut(rest, '}', &name, &text);
        if (heading_variable(b, name, &value) || report_variable(b, name, &value))
            whole = whole && value.n;
        else
            value = variable(b, name);
        buf_str(&out, value);
    }
    buf_str(&out, text);
    Str filled = buf_take(&out, b->press->pass->arena);
    return whole ? filled : (Str){0};
}

static ItemRole text_role(const Placed *p)
{
    return p->running_head ? ITEM_RUNNING_HEAD : p->running_foot ? ITEM_RUNNING_FOOT : ITEM_CONTENT;
}

static Align other_side(Align align)
{
    return align == ALIGN_LEFT ? ALIGN_RIGHT : align == ALIGN_RIGHT ? ALIGN_LEFT : align;
}

static bool is_wanted(const Bench *b)
{
    const Placed *p = b->placed;
    bool verso = press_is_verso(b->press, b->index);
    if (p->sides == SIDES_RECTO && verso)
        return false;
    if (p->sides == SIDES_VERSO && !verso)
        return false;
    if (p->opener != OPENER_TOO && b->press->pressed.at[b->index].opener != (p->opener == OPENER_ONLY))
        return false;
    return suits_pictures(b);
}

/* ---- fitting text ---- */

/* A text of one page: filled in, and how high it stands as the template has it. */
typedef struct PageText {
    Str text;
    bool cut; /* it is longer */
    const Style *style;
    Len top, foot;
} PageText;

/* How a text of a master was fitted on the page before. */
typedef struct Fitted {
    Str text;
    Len room;
    bool flipped;
    const Style *style;
    Lines lines;
} Fitted;

/* A master's text in the language of the document, where that has other words for it. */
static Str placed_text(const Bench *b)
{
    const Pass *pass = b->press->pass;
    Str text = b->placed->text;
    if (!language_is_same(pass->doc->language->asked, pass->tpl->lang))
        language_phrase(pass->doc->language, text, &text);
    return text;
}

static PageText text_of(const Bench *b)
{
    Str text = fill_in(b, placed_text(b));
    Str begin = utf8_begin(text, LONGEST);
    const Style *style = style_block(b->press->pass->styler, b->placed->style, STR(""), NULL);
    return (PageText){.text = begin, .cut = begin.n < text.n, .style = style};
}

static Lines break_text(const Bench *b, Str text, const Style *style, bool hyphenate)
{
    const Placed *p = b->placed;
    Piece piece = {.kind = PIECE_TEXT, .text = text, .style = style};
    ParaShape shape = {.measure = p->w, .align = b->flipped ? other_side(p->align) : p->align, .hyphenate = hyphenate};
    return piece_break(b->press->pass->typesetter, b->press->pass->arena, &piece, &shape);
}

static bool stands_beside(const Placed *a, const Placed *b)
{
    return a->x + a->w <= b->x || b->x + b->w <= a->x;
}

/* Where another text begins and ends. A text that grows over its neighbour is counted as one line. */
static PageText words_of(const Bench *b)
{
    const Placed *p = b->placed;
    PageText w = text_of(b);
    Len height = str_trim(w.text).n ? break_text(b, w.text, w.style, false).n * w.style->leading : 0;
    w.top = p->bottom ? p->y - height : p->y;
    w.foot = w.top + height;
    return w;
}

/* From the text's top down, or from its foot up, to the text of the page, the next text, or the edge. */
static Len room_for(const Bench *b, const Style *style)
{
    const Placed *p = b->placed;
    const PageMaster *m = b->press->pressed.at[b->index].master;
    Len low = b->page->height, high = 0;
    if (p->running_head && p->y < m->top)
        low = m->top - style->leading / 2;
    if (p->running_foot && p->bottom)
        high = b->page->height - m->bottom;
    for (int i = 0; i < m->nplaced; i++) {
        Bench other = *b;
        other.placed = &m->placed[i];
        if (other.placed == p || other.placed->kind != PLACED_TEXT || !is_wanted(&other)
            || stands_beside(p, other.placed))
            continue;
        PageText w = words_of(&other);
        if (w.foot == w.top)
            continue;
        if (!p->bottom && other.placed->y > p->y)
            low = int_min(low, w.top > p->y ? w.top : other.placed->y - w.style->leading);
        if (p->bottom && other.placed->y < p->y)
            high = int_max(high, w.foot < p->y ? w.foot : other.placed->y + w.style->leading);
    }
    return int_max(p->bottom ? p->y - high : low - p->y, style->leading);
}

static bool fits(const Lines *lines, const Style *style, Len room)
{
    bool whole = lines->n * style->leading <= room;
    for (int i = 0; i < lines->n && whole; i++)
        whole = !lines->at[i].overfull && !lines->at[i].forced;
    return whole;
}

/* Smaller in steps, to three fifths of its size, but not below what can be read. */
static Lines set_smaller(const Bench *b, PageText *w, Len room)
{
    enum { STEP = 5, LEAST = 60, READABLE = PT(8) };
    const Style *given = w->style;
    Lines lines = break_text(b, w->text, given, false);
    for (int share = 100 - STEP; share >= LEAST && !fits(&lines, w->style, room); share -= STEP) {
        Style *small = NEW(b->press->pass->arena, Style);
        *small = *given;
        small->size = int_max(given->size / 100 * share, int_min(given->size, READABLE));
        small->leading = (Len)((int64_t)given->leading * small->size / given->size);
        w->style = small;
        lines = break_text(b, w->text, small, false);
    }
    return fits(&lines, w->style, room) ? lines : break_text(b, w->text, w->style, true);
}

/* As many whole words as there is room for, and an ellipsis. */
static Lines cut_short(const Bench *b, const PageText *w, Len room)
{
    int low = 0, high = w->text.n;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        Str text = str_format(b->press->pass->arena, STR_FMT "…", STR_ARG(str_trim(str_sub(w->text, 0, middle))));
        Lines lines = break_text(b, text, w->style, true);
        if (lines.n * w->style->leading <= room)
            low = middle;
        else
            high = middle;
    }
    while (low > 0 && w->text.p[low] != ' ')
        low--;
    Str text = str_format(b->press->pass->arena, STR_FMT "…", STR_ARG(str_trim(str_sub(w->text, 0, low))));
    return break_text(b, text, w->style, true);
}

/* Once for each text of a section, or of the document. */
static bool is_told(const Bench *b, bool of_section)
{
    const PressedPage *pages = b->press->pressed.at, *now = &pages[b->index];
    for (int i = 0; i < b->index; i++) {
        Bench before = *b;
        before.index = i;
        if (pages[i].master == now->master && (!of_section || pages[i].section == now->section) && is_wanted(&before))
            return true;
    }
    return false;
}

static void warn_too_long(const Bench *b, Str text, Len over)
{
    enum { MM = LEN_PT * 72 * 10 / 254, SHOWN = 60 };
    const Placed *p = b->placed;
    const Node *heading = section_heading(b->press->pressed.at[b->index].section);
    bool of_section = heading && str_find(p->text, "{section}") >= 0;
    const PageMaster *m = b->press->pressed.at[b->index].master;
    Str shown = utf8_begin(text, SHOWN);
    if (is_told(b, of_section))
        return;
    diag(b->press->pass->job->diag, LAY008, of_section ? heading->pos : p->pos,
         "\"" STR_FMT "%s\" is %d mm too tall for its place on page \"" STR_FMT "\" and was cut; expected %s",
         STR_ARG(shown), shown.n < text.n ? "…" : "", (int)(over / MM) + 1, STR_ARG(m->name),
         of_section ? "a heading with short=\"…\"" : "shorter text");
}

/* In smaller type if need be, or cut. */
static Lines fit_into(const Bench *b, PageText *w, Len room)
{
    Lines lines = break_text(b, w->text, w->style, false);
    if (fits(&lines, w->style, room) && !w->cut)
        return lines;
    lines = set_smaller(b, w, room);
    Len over = lines.n * w->style->leading - room;
    if (over <= 0 && !w->cut)
        return lines;
    warn_too_long(b, w->text, int_max(over, 0));
    return cut_short(b, w, room);
}

/* Lines that stay in their place. Nearly all text is one line, and needs no look at what is around it. */
static Lines fit_text(const Bench *b, PageText *w)
{
    Press *p = b->press;
    Arena *a = p->pass->arena;
    Lines lines = break_text(b, w->text, w->style, false);
    if (lines.n <= 1 && fits(&lines, w->style, w->style->leading))
        return lines;
    Len room = room_for(b, w->style);
    Str key = {(const char *)&b->placed, sizeof b->placed};
    Fitted *f = map_find(&p->fitted, key);
    if (!f) {
        f = NEW(a, Fitted);
        map_put(a, &p->fitted, str_dup(a, key), f);
    } else if (f->room == room && f->flipped == b->flipped && str_eq(f->text, w->text)) {
        w->style = f->style;
        return f->lines;
    }
    Str text = w->text;
    lines = fit_into(b, w, room);
    *f = (Fitted){text, room, b->flipped, w->style, lines};
    return lines;
}

static int panel_order(const Bench *b)
{
    const FoldedSheet *sheet = b->press->pass->tpl->sheet;
    return (int)(b->press->pressed.at[b->index].panel - sheet->panels);
}

static const Node *section_before(const Bench *b)
{
    const PageList *l = b->press->list;
    const Node *section = NULL;
    for (int i = 0; i < l->anchors.n; i++)
        if (l->anchors.at[i].node->kind == NODE_SECTION && l->anchors.at[i].page < b->index)
            section = l->anchors.at[i].node;
    return section;
}

/* What a panel says is read where the panel is, even when a sheet is drawn in another order. */
static void put_behind(const Bench *b, int from)
{
    for (int i = from; i < b->items->n; i++) {
        Item *item = &b->items->at[i];
        if (item->role != ITEM_CONTENT)
            continue;
        item->part = PART_PLACED;
        item->order = (uint8_t)panel_order(b);
        if (item->kind == ITEM_CROPPED)
            item->u.crop->behind = section_before(b);
        else
            item->node = section_before(b);
    }
}

static void place_text(const Bench *b)
{
    const Placed *p = b->placed;
    Pass *pass = b->press->pass;
    PageText w = text_of(b);
    if (!str_trim(w.text).n)
        return;
    Lines lines = fit_text(b, &w);
    Len x = b->flipped ? b->page->width - p->x - p->w : p->x;
    Len y = p->bottom ? p->y - lines.n * w.style->leading : p->y;
    int from = b->items->n;
    Surface onto = {pass, b->items, NULL};
    for (int i = 0; i < lines.n; i++)
        line_items(&onto, &lines.at[i], (Point){x, y + i * w.style->leading}, w.style, NULL);
    for (int i = from; i < b->items->n; i++)
        b->items->at[i].role = text_role(p);
}

/* ---- drawings ---- */

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
    if (p->kind != PLACED_PATH)
        n = placed_path(p, segs);
    else if (n)
        memcpy(segs, p->path, (size_t)n * sizeof *segs);
    if (b->flipped)
        flip(segs, n, b->page->width);
    PagePath *path = NEW(a, PagePath);
    *path = (PagePath){.segs = segs,
                       .n = n,
                       .fill = colour_of(pass, p->fill),
                       .stroke = colour_of(pass, p->stroke),
                       .stroke_width = p->stroke_width,
                       .clear = p->clear,
                       .clipped = p->clipped,
                       .clip = {b->flipped ? b->page->width - p->clip_x - p->clip_w : p->clip_x, p->clip_y, p->clip_w,
                                p->clip_h}};
    VEC_PUSH(a, b->items, (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .u.path = path});
}

/* ---- pages ---- */

static void place_tab(const Bench *b)
{
    Placed mark;
    Bench marked = *b;
    marked.placed = &mark;
    if (tab_mark(b->press, b->index, b->placed, &mark))
        place_drawing(&marked);
}

static void place(const Bench *b)
{
    int from = b->items->n;
    switch (b->placed->kind) {
    case PLACED_TEXT: place_text(b); break;
    case PLACED_PICTURE: place_picture(b); break;
    case PLACED_TAB: place_tab(b); return;
    default: place_drawing(b); return;
    }
    if (b->index >= 0 && b->press->pressed.at[b->index].panel)
        put_behind(b, from);
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
        Bench b = {press, index, page, p, &items, p->mirror && press_is_verso(press, index)};
        if (is_wanted(&b))
            place(&b);
    }
    report_set_over(press, index, &items);
    put_in_front(press->pass->arena, &page->items, &items);
}

/* The panel of a side that is read first, by its page; -1: none. */
static int first_of_side(const Press *p, const SheetSide *side)
{
    int index = (int)(side - p->pass->tpl->sheet->sides);
    for (int i = 0; i < p->pressed.n; i++)
        if (p->pressed.at[i].panel && p->pressed.at[i].panel->side == index)
            return i;
    return -1;
}

void furnish_side(Press *p, Page *page, const SheetSide *side)
{
    int first = first_of_side(p, side);
    for (int i = 0; i < side->nplaced; i++) {
        Bench b = {.press = p, .index = -1, .page = page, .placed = &side->placed[i], .items = &page->items};
        int from = page->items.n;
        if (suits_pictures(&b))
            place(&b);
        b.index = first;
        if (first >= 0)
            put_behind(&b, from);
    }
}

/* What stands across a page: its section's words, else its report's, else that it is a draft. */
static Str banner_words(const Press *p, int page)
{
    const Node *section = p->pressed.at[page].section;
    const Doc *doc = p->pass->doc;
    if (section && section->u.section.banner.n)
        return section->u.section.banner;
    return doc->report && doc->report->banner.n ? doc->report->banner : doc->words.draft;
}

/* A template that names none costs nothing. */
static bool names_headings(const Press *p)
{
    bool named = false;
    for (int i = 0; i < p->pass->nparts; i++)
        named = named || p->pass->parts[i].tpl->names_headings;
    return named;
}

void furnish(Press *p)
{
    Banner banner = {0};
    p->heads = names_headings(p) ? heads_of_pages(p) : NULL;
    p->part_pages = NEWN(p->pass->arena, int, p->pass->nparts);
    for (int i = 0; i < p->list->pages.n; i++)
        p->part_pages[p->pressed.at[i].part]++;
    for (int i = 0; i < p->list->pages.n; i++) {
        pass_enter(p->pass, p->pressed.at[i].part);
        furnish_page(p, i);
        Str words = banner_words(p, i);
        if (words.n)
            put_banner(p->pass, &p->list->pages.at[i], words, &banner);
    }
}
