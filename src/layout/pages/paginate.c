/* A flow onto pages.
 *
 * Segment by segment, break.c breaks the content of one column width into regions, beginning in what is left of the
 * current page. In columns, the regions on the segment's last page are made as short as possible, so that the
 * columns end level; content that spans all columns continues below them. Footnotes called in a column are at its
 * foot, under those of segments further up the page. Those of spanning content are at the foot of the page, below
 * the columns' notes. So the room in a column depends only on its own notes and on those of spanning content.
 *
 * Panels are pages of their own. A flow through a row of them is shared out over those that it needs, so that they end
 * level, and what does not fit is left out. */
#include "layout/pages/paginate.h"

#include "layout/flow/emit.h"
#include "layout/baseline/snap.h"
#include "layout/flow/strip.h"
#include "layout/pages/break_private.h"
#include "layout/pages/floats_private.h"
#include "layout/pages/footnotes_private.h"

/* Notes that wait for the end of their page. */
typedef struct Foot {
    int columns, column; /* that they are called for in */
    Len x, measure;
    Footnotes notes;
    int from, to; /* of its strips */
} Foot;

typedef struct PageCursor {
    Press *press;
    Flow *flow;
    Heights heights;
    const PageMaster *master; /* of the page */
    const PageMaster *rest;   /* of the pages after the first */
    const PageRow *row;       /* NULL: these are all */
    int made;                 /* pages of the row */
    RowFill fill;
    Page *page; /* NULL before the first; the list of pages may move when one is added */
    int index;  /* of the page */
    Len y;      /* below what has been set on the page */
    VEC(Foot) feet;
    bool empty;  /* nothing on the page yet */
    bool opener; /* the next page is a section's first */
} PageCursor;

/* ---- pages ---- */

void press_part(Press *p, int part)
{
    p->part = part;
    p->part_first = p->list->pages.n;
    p->counter = 0;
    p->folio = FOLIO_NONE;
    if (p->pass->job->doc->pack)
        pack_folio_part(p->pass, &p->pack_folio);
}

bool press_is_verso(const Press *p, int page)
{
    return p->pressed.at[page].nth % 2 == 1;
}

Page *press_page(Press *p, const PageMaster *master, const Node *section, bool opener)
{
    Arena *a = p->pass->arena;
    PageList *l = p->list;
    const PageMaster *before = l->pages.n > p->part_first ? p->pressed.at[l->pages.n - 1].master : NULL;
    VEC_PUSH(a, &p->pressed,
             (PressedPage){.section = section,
                           .master = master,
                           .opener = opener,
                           .part = p->part,
                           .nth = l->pages.n - p->part_first});
    bool has_folio = master->folio != FOLIO_NONE;
    bool restart = master->folio_restart && has_folio && before && p->folio != master->folio;
    p->counter = restart ? 1 : p->counter + 1;
    p->folio = has_folio ? master->folio : p->folio;
    Page *page = VEC_NEXT(a, &l->pages);
    *page = (Page){.width = master->width,
                   .height = master->height,
                   .folio = master->folio,
                   .number = p->counter,
                   .picture_dpi = p->pass->tpl->picture_dpi};
    page->part_label = page->label = folio_text(a, master->folio, p->counter);
    page->part_number = p->counter;
    page->part = p->part;
    if (p->pass->job->doc->pack)
        pack_folio_page(p->pass, &p->pack_folio, page);
    return page;
}

/* ---- anchors ---- */

/* What a heading or section opens lasts until the next of its level or above. */
static void end_open(Press *p, int level, int page)
{
    for (int i = level; i < COUNT(p->open); i++) {
        if (p->open[i] >= 0)
            p->list->anchors.at[p->open[i]].last_page = page;
        p->open[i] = -1;
    }
}

void press_anchor(Press *p, Anchor anchor, int ends)
{
    int level = anchor.node->kind == NODE_SECTION   ? 0
                : anchor.node->kind == NODE_HEADING ? int_min(anchor.node->u.heading.level, 6)
                                                    : -1;
    if (level >= 0) {
        end_open(p, level, ends);
        p->open[level] = p->list->anchors.n;
    }
    anchor.last_page = anchor.page;
    VEC_PUSH(p->pass->arena, &p->list->anchors, anchor);
    VEC_PUSH(p->pass->arena, &p->ends, ends);
}

void press_end_part(Press *p)
{
    int last = p->list->pages.n - 1;
    if (p->pass->nparts < 2 || last < p->part_first)
        return;
    press_anchor(p, (Anchor){.node = p->pass->part->node, .page = p->part_first}, last);
    p->list->anchors.at[p->list->anchors.n - 1].last_page = last;
}

static void note_beginning(void *self, const Node *n, Len y)
{
    Press *p = self;
    int page = p->list->pages.n - 1;
    press_anchor(p, (Anchor){.node = n, .page = page, .y = y}, y == p->region_top ? int_max(p->last_page, 0) : page);
}

static void note_aside(void *self, const Aside *a, Len y)
{
    Press *p = self;
    margin_add(p->pass->arena, &p->margin, a->flow, y);
}

/* ---- regions ---- */

static Len text_height(const PageMaster *m)
{
    return m->height - m->top - m->bottom;
}

static BaselineGrid grid_of(const Pass *pass, const PageMaster *m)
{
    if (!m->snap)
        return (BaselineGrid){0};
    const Style *text = style_block(pass->styler, STR("p"), STR(""), NULL);
    return (BaselineGrid){pass->tpl->grid, m->columns, text_height(m), style_baseline(text)};
}

static Len column_measure(const PageMaster *m, int columns)
{
    Len full = m->width - m->inner - m->outer;
    return (full - (columns - 1) * m->gutter) / columns;
}

static Len left_edge(const PageCursor *c)
{
    bool verso = press_is_verso(c->press, c->index);
    return c->master->mirror && verso ? c->master->outer : c->master->inner;
}

static void set_note_rule(PageCursor *c, Len x, Len y, Len measure)
{
    Pass *pass = c->press->pass;
    const Style *style = style_block(pass->styler, STR("note"), STR(""), NULL);
    Rect rule = {x, y + style->leading / 2, int_min(style->rule_length ? style->rule_length : measure / 4, measure),
                 style->rule_above ? style->rule_above : PT(1) / 2};
    put_rect(pass, &c->press->list->pages.at[c->index].items, NULL, rule,
             style->rule_colour != SWATCH_NONE ? style->rule_colour : style->colour);
}

static void set_note_strips(PageCursor *c, const Foot *foot, Len y)
{
    Page *page = &c->press->list->pages.at[c->index];
    Emit e = {.onto = {c->press->pass, &page->items, &page->links}, .begins = note_beginning, .self = c->press};
    for (int i = foot->from, end; i < foot->to; i = end) {
        const NoteStrip *n = &foot->notes.at[i];
        for (end = i + 1; end < foot->to && foot->notes.at[end].first == n->first; end++)
            ;
        if (n->strip == 0)
            note_beginning(c->press, n->note, y);
        y += emit_strips(&e, n->flow, (StripRange){n->strip, n->strip + end - i}, (Point){foot->x, y}, 0);
    }
}

static Len foot_height(const Foot *foot)
{
    return footnotes_height(&foot->notes, foot->from, foot->to);
}

/* The height of the notes of one column, or of text in one column, that wait before `end`: they share a rule. */
static Len feet_before(const PageCursor *c, int end, int columns, int column)
{
    Len height = 0;
    for (int i = 0; i < end; i++) {
        const Foot *foot = &c->feet.at[i];
        if (foot->columns == columns && foot->column == column)
            height += foot_height(foot) - (height ? foot->notes.separator : 0);
    }
    return height;
}

/* The least height at which the notes of spanning blocks stand. */
static Len spanning_top(const PageCursor *c)
{
    return c->master->height - c->master->bottom - feet_before(c, c->feet.n, 1, 0);
}

/* Where the notes begin below one column, or below what spans them all. */
static Len feet_top(const PageCursor *c, int columns, int column)
{
    Len top = spanning_top(c), least = top;
    if (columns > 1)
        return top - feet_before(c, c->feet.n, columns, column);
    for (int i = 0; i < c->master->columns && c->master->columns > 1; i++)
        least = int_min(least, feet_top(c, c->master->columns, i));
    return least;
}

/* The notes at the foot of a page that is full. */
static void set_feet(PageCursor *c)
{
    for (int i = 0; i < c->feet.n; i++) {
        const Foot *foot = &c->feet.at[i];
        Len above = feet_before(c, i, foot->columns, foot->column);
        Len top = (foot->columns > 1 ? feet_top(c, foot->columns, foot->column) : spanning_top(c)) + above;
        if (!above)
            set_note_rule(c, foot->x, top, foot->measure);
        set_note_strips(c, foot, above ? top : top + foot->notes.separator);
    }
    c->feet.n = 0;
}

static MarginColumn margin_column(const PageCursor *c)
{
    const PageMaster *m = c->master;
    bool left = m->mirror && press_is_verso(c->press, c->index);
    Len x = left ? m->outer - m->margin_gap - m->margin_width : m->width - m->outer + m->margin_gap;
    return (MarginColumn){x, m->top, m->height - m->bottom, m->margin_gap};
}

static void set_margin(PageCursor *c)
{
    Press *p = c->press;
    if (!c->page || !p->margin.entries.n)
        return;
    Page *page = &p->list->pages.at[c->index];
    MarginColumn column = margin_column(c);
    Emit e = {.onto = {p->pass, &page->items, &page->links}, .begins = note_beginning, .self = p};
    margin_set(&p->margin, &column, &e);
}

/* The page is full: its notes are set at its foot, and beside it what its margin column holds. */
static void end_page(PageCursor *c)
{
    set_feet(c);
    set_margin(c);
}

/* What a region falls short of `room`, when that is little enough to share out. A panel is looked at by itself, and
 * may have wider gaps than the next. */
static Len spread_of(const PageCursor *c, int from, int to, Len room)
{
    enum { MOST = 20, MOST_OF_PANEL = 8 }; /* one part in this many */
    Len missing = room - height_between(&c->heights, from, to);
    bool spread = c->master->feet && missing > 0 && missing <= room / (c->row ? MOST_OF_PANEL : MOST);
    return spread ? missing : 0;
}

/* room: the height that is to be filled, 0 for none. */
static Len set_region(PageCursor *c, int from, int to, Len x, Len room)
{
    Press *p = c->press;
    Page *page = &p->list->pages.at[c->index];
    if (from < to && !p->pressed.at[c->index].section)
        p->pressed.at[c->index].section = c->flow->strips.at[from].section;
    Emit e = {.onto = {p->pass, &page->items, &page->links},
              .begins = note_beginning,
              .asides = note_aside,
              .self = p,
              .spread = room ? spread_of(c, from, to, room) : 0,
              .weighed = c->row};
    p->region_top = c->y;
    Len height = emit_strips(&e, c->flow, (StripRange){from, to}, (Point){x, c->y}, 0);
    if (from < to || !c->row)
        p->last_page = c->index;
    return height;
}

static void next_page(PageCursor *c, const Node *section)
{
    if (c->page)
        end_page(c);
    if (c->row)
        c->master = &c->row->masters[int_min(c->made, c->row->n - 1)];
    else if (c->made)
        c->master = c->rest;
    const PageMaster *m = c->master;
    c->index = c->press->list->pages.n;
    c->page = press_page(c->press, m, section, c->opener);
    if (c->row)
        c->press->pressed.at[c->index].panel = c->row->panels[int_min(c->made, c->row->n - 1)];
    c->made++;
    c->y = m->top + (c->opener ? m->sink : 0);
    c->empty = true;
    c->opener = false;
}

/* ---- segments ---- */

typedef struct SegmentCut {
    int to; /* end of the segment */
    int columns;
    Len measure;
    Footnotes notes;
    Breaks breaks;
    Len level; /* of a row: the height at which its panels end */
} SegmentCut;

static Break cut_end(const SegmentCut *cut, int region)
{
    return region + 1 < cut->breaks.n ? cut->breaks.at[region + 1] : (Break){cut->to, cut->notes.n, 0};
}

static bool balance_willing(const Matter *m, Abreast columns, Break start, Breaks *best)
{
    if (!break_fit(m, start, &columns, best))
        return false;
    for (Len low = 0, high = columns.most; high - low > PT(1) / 2;) {
        Breaks fit = {0};
        columns.most = low + (high - low) / 2;
        if (break_fit(m, start, &columns, &fit)) {
            high = columns.most;
            *best = fit;
        } else {
            low = columns.most;
        }
    }
    return true;
}

/* The shortest height at which the columns of a segment's last page hold its rest. Their notes are not part of it: they
 * stand at the foot of the page, whatever follows the columns. */
static void balance(const Matter *m, const Regions *r, Breaks *breaks)
{
    int last_page = (breaks->n - 1) / r->columns * r->columns;
    int n = r->columns;
    if (r->columns == 1 && r->limited && breaks->n <= r->known) /* panels are columns of one page */
        n = breaks->n, last_page = 0;
    Break start = breaks->at[last_page];
    Len *rooms = NEWN(m->pass->arena, Len, n);
    Abreast columns = {.n = n, .rooms = rooms};
    Breaks best = {0};
    if (n == 1 || start.strip == m->to)
        return;
    for (int i = 0; i < n; i++) {
        rooms[i] = last_page ? r->later : r->first[i];
        columns.most = int_max(columns.most, rooms[i]);
    }
    if (!balance_willing(m, columns, start, &best)) {
        columns.willing = true;
        if (!balance_willing(m, columns, start, &best))
            return;
    }
    breaks->n = last_page;
    for (int i = 0; i < best.n; i++)
        VEC_PUSH(m->pass->arena, breaks, best.at[i]);
}

/* What does not fit a row at all fills it from the first panel on, so that as little as possible is left over. */
static void fill_row(const Matter *m, const Regions *r, Breaks *breaks)
{
    enum { ENDLESS = LEN_MAX / 2 };
    if (breaks->n <= r->known)
        return;
    Len *rooms = NEWN(m->pass->arena, Len, r->known + 1);
    for (int i = 0; i < r->known; i++)
        rooms[i] = r->first[i];
    rooms[r->known] = ENDLESS;
    Breaks full = {0};
    Abreast columns = {.n = r->known + 1, .rooms = rooms, .most = ENDLESS, .willing = true};
    if (!break_fit(m, breaks->at[0], &columns, &full))
        return;
    *breaks = full;
    Break last = full.at[r->known];
    if (last.strip == m->to && last.note == m->notes.n && last.waiting == m->nfloats)
        breaks->n--; /* all of it fits */
}

/* A column that was set on the page. */
typedef struct SetColumn {
    Len x, measure, height;
} SetColumn;

/* As long as the taller column; none beside one that stayed empty. */
static void set_column_rule(PageCursor *c, const SetColumn *left, const SetColumn *right)
{
    Len thickness = c->master->column_rule, end = left->x + left->measure;
    if (!thickness || !left->height || !right->height)
        return;
    Rect rule = {end + (right->x - end - thickness) / 2, c->y, thickness, int_max(left->height, right->height)};
    put_rect(c->press->pass, &c->press->list->pages.at[c->index].items, NULL, rule, c->master->column_rule_colour);
}

static void set_page_of_regions(PageCursor *c, SegmentCut *cut, int first_region)
{
    Len tallest = 0, x = left_edge(c);
    SetColumn before = {0};
    for (int i = 0; i < cut->columns && first_region + i < cut->breaks.n; i++) {
        Break from = cut->breaks.at[first_region + i], to = cut_end(cut, first_region + i);
        Len column_x = x + i * (cut->measure + c->master->gutter);
        if (from.note < to.note)
            VEC_PUSH(c->press->pass->arena, &c->feet,
                     (Foot){cut->columns, i, column_x, cut->measure, cut->notes, from.note, to.note});
        Len room = feet_top(c, cut->columns, i) - c->y;
        if (c->row)
            room = int_min(room, cut->level);
        else if (to.strip == cut->to)
            room = 0;
        SetColumn column = {column_x, cut->measure, set_region(c, from.strip, to.strip, column_x, room)};
        set_column_rule(c, &before, &column);
        before = column;
        tallest = int_max(tallest, column.height);
        c->empty = c->empty && from.strip == to.strip && from.note == to.note;
    }
    WideBand band = {c->y, c->y + tallest};
    if (cut->columns == 1 && c->master->columns > 1 && c->press->pass->job->doc->marked)
        VEC_PUSH(c->press->pass->arena, &c->press->pressed.at[c->index].wide, band);
    c->y += tallest;
}

/* The least that a segment can begin with: its first strips, with no break of that penalty or more between them. */
static Len least_beginning(const PageCursor *c, int segment, int32_t penalty)
{
    const Flow *f = c->flow;
    int from = f->segments.at[segment].first, to = from + 1;
    while (to < f->strips.n && f->strips.at[to].penalty >= penalty)
        to++;
    return height_between(&c->heights, from, to);
}

static bool kept_with_last(const PageCursor *c, int segment)
{
    int from = c->flow->segments.at[segment].first;
    return from > 0 && c->flow->strips.at[from - 1].keep;
}

/* The least beginning of the segment after this one, with the space above it. */
static Len next_least(const PageCursor *c, int segment, int32_t penalty)
{
    if (segment + 1 >= c->flow->segments.n)
        return 0;
    const Strip *first = &c->flow->strips.at[c->flow->segments.at[segment + 1].first];
    return first->penalty < 0 ? 0 : least_beginning(c, segment + 1, penalty) + first->gap;
}

static void break_segment(PageCursor *c, SegmentCut *cut, int from, const Regions *r)
{
    Pass *pass = c->press->pass;
    Len grid = grid_of(pass, c->master).step;
    Matter matter = {.pass = pass, .flow = c->flow, .from = from, .to = cut->to, .heights = c->heights, .grid = grid};
    matter_find(&matter, cut->measure, r->later);
    break_best(&matter, r, &cut->breaks);
    balance(&matter, r, &cut->breaks);
    if (c->row && !c->row->open)
        fill_row(&matter, r, &cut->breaks);
    cut->notes = matter.notes;
    if (floats_move(&matter, &cut->breaks)) {
        c->heights = heights_of(pass->arena, c->flow);
        cut->notes = footnotes_of(pass, c->flow, from, cut->to, cut->measure);
    }
}

/* What is left of the page, by column; behind it, of a row, what its other pages have. */
static const Len *rooms_left(const PageCursor *c, int columns, Len *least, int *known)
{
    int pages = c->row ? int_max(c->row->n - c->made, 0) : 0;
    Len *rooms = NEWN(c->press->pass->arena, Len, columns * (1 + pages));
    *known = columns * (1 + pages);
    *least = LEN_MAX;
    for (int i = 0; i < columns; i++) {
        rooms[i] = feet_top(c, columns, i) - c->y;
        *least = int_min(*least, rooms[i]);
    }
    for (int i = columns; i < *known; i++)
        rooms[i] = text_height(&c->row->masters[c->made - 1 + i / columns]);
    return rooms;
}

/* Panels end where the fullest does, or at their foot when that is not far. */
static Len level_of(const PageCursor *c, const SegmentCut *cut, const Regions *r)
{
    enum { NEAR = 8 };
    Len level = 0;
    for (int i = 0; i < int_min(cut->breaks.n, r->known); i++) {
        Len height = height_between(&c->heights, cut->breaks.at[i].strip, cut_end(cut, i).strip);
        if (r->first[i] - height < r->first[i] / NEAR)
            return LEN_MAX;
        level = int_max(level, height);
    }
    return level;
}

/* The space between what stands on the page and the segment. On a grid the segment begins on it; what spans the columns
 * and fits no step shares what is missing with what follows it. */
static Len gap_above(const PageCursor *c, int segment, int end)
{
    const Strip *strips = c->flow->strips.at, *first = &strips[c->flow->segments.at[segment].first];
    Len grid = grid_of(c->press->pass, c->master).step, gap = first->gap - first->drop, y = c->y + gap - c->master->top;
    if (c->flow->segments.at[segment].columns > 1 || segment + 1 >= c->flow->segments.n)
        return gap + snap_lacks(y, grid);
    const Strip *next = &strips[end];
    Len height = height_between(&c->heights, c->flow->segments.at[segment].first, end);
    return gap + snap_lacks((int64_t)y + height + next->gap - next->drop, grid) / 2;
}

static void cut_segment(PageCursor *c, SegmentCut *cut, int segment)
{
    const Flow *f = c->flow;
    const PageMaster *m = c->master;
    int from = f->segments.at[segment].first;
    cut->to = segment + 1 < f->segments.n ? f->segments.at[segment + 1].first : f->strips.n;
    cut->columns = f->segments.at[segment].columns;
    cut->measure = column_measure(m, cut->columns);
    if (!c->empty)
        c->y += gap_above(c, segment, cut->to);
    Len least;
    int known;
    const Len *rooms = rooms_left(c, cut->columns, &least, &known);
    bool stays = kept_with_last(c, segment) && least_beginning(c, segment, PENALTY_HYPHEN) <= least;
    Regions r = {.first = rooms,
                 .known = known,
                 .later = text_height(c->row ? m : c->rest),
                 .columns = cut->columns,
                 .limited = c->row,
                 .may_skip = !c->empty && !stays,
                 .last_open = segment + 1 < f->segments.n};
    r.next_least = next_least(c, segment, PENALTY_WHOLE);
    if (segment + 1 < f->segments.n && kept_with_last(c, segment + 1))
        r.need_after = next_least(c, segment, PENALTY_HYPHEN);
    break_segment(c, cut, from, &r);
    if (c->row)
        cut->level = level_of(c, cut, &r);
}

/* The strips of notes from `note` on, as a flow. */
static const Flow *notes_from(Arena *a, const Footnotes *notes, int note)
{
    Flow *f = NEW(a, Flow);
    for (int i = note; i < notes->n; i++)
        VEC_PUSH(a, &f->strips, notes->at[i].flow->strips.at[notes->at[i].strip]);
    return f;
}

/* Are the pages of the row used up? What begins with the region is left out then. */
static bool row_ends(PageCursor *c, const SegmentCut *cut, int region)
{
    Break left = cut->breaks.at[region];
    if (!c->row || c->row->open || c->made < c->row->n)
        return false;
    c->fill.end = int_min(c->fill.end, left.strip);
    if (left.note < cut->notes.n)
        c->fill.notes = notes_from(c->press->pass->arena, &cut->notes, left.note);
    return true;
}

static void set_segment(PageCursor *c, int segment)
{
    SegmentCut cut = {0};
    const Node *section = c->flow->strips.at[c->flow->segments.at[segment].first].section;
    if (!c->page
        || (c->flow->strips.at[c->flow->segments.at[segment].first].penalty == PENALTY_FORCE_PAGE && !c->empty))
        next_page(c, section);
    cut_segment(c, &cut, segment);
    for (int region = 0; region < cut.breaks.n; region += cut.columns) {
        if (region && row_ends(c, &cut, region))
            return;
        if (region)
            next_page(c, c->flow->strips.at[int_min(cut.breaks.at[region].strip, cut.to - 1)].section);
        set_page_of_regions(c, &cut, region);
        if (c->row)
            c->fill.left[int_min(c->made, c->row->n) - 1] = feet_top(c, 1, 0) - c->y;
    }
}

/* Pages for what no margin column had room for. */
static void set_margins_left(PageCursor *c)
{
    const Node *section = c->press->pressed.at[c->index].section;
    while (c->press->margin.entries.n) {
        c->page = NULL; /* it has ended */
        next_page(c, section);
        end_page(c);
    }
}

static PageCursor begin_flow(Press *p, Flow *f, SectionPages pages)
{
    if (f->segments.at[f->segments.n - 1].first == f->strips.n)
        f->segments.n--; /* a box over all columns that holds nothing ends the flow */
    if (pages.rest->snap)
        snap_flow(f, grid_of(p->pass, pages.rest));
    return (PageCursor){.press = p,
                        .flow = f,
                        .master = pages.first,
                        .rest = pages.rest,
                        .heights = heights_of(p->pass->arena, f)};
}

void paginate(Press *p, Flow *f, SectionPages pages, bool opener)
{
    if (!f->strips.n)
        return;
    PageCursor c = begin_flow(p, f, pages);
    c.opener = opener;
    for (int i = 0; i < f->segments.n; i++)
        set_segment(&c, i);
    end_page(&c);
    p->last_page = c.index;
    set_margins_left(&c);
}

RowFill paginate_row(Press *p, Flow *f, const PageRow *row)
{
    PageCursor c = {.press = p, .flow = f};
    if (f->strips.n)
        c = begin_flow(p, f, (SectionPages){&row->masters[0], &row->masters[0]});
    c.row = row;
    c.opener = true;
    c.fill = (RowFill){.end = f->strips.n, .left = NEWN(p->pass->arena, Len, row->n)};
    for (int i = 0; i < row->n; i++)
        c.fill.left[i] = text_height(&row->masters[i]);
    for (int i = 0; i < f->segments.n && c.fill.end == f->strips.n && !c.fill.notes; i++)
        set_segment(&c, i);
    while (c.made < row->n)
        next_page(&c, NULL);
    end_page(&c);
    return c.fill;
}

void paginate_end(Press *p)
{
    bool in_panels = p->pass->tpl->sheet && p->last_page >= p->part_first;
    end_open(p, 0, in_panels ? p->last_page : int_max(p->list->pages.n - 1, 0));
}
