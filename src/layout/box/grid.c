/* Blocks side by side, row by row.
 *
 * Each cell is a flow of its own. A row is one strip, unless all its cells can be cut at some height: between two
 * items or paragraphs, or below a cell's end. Then it is one strip for each slice between such heights. The cells
 * continue from their own places in the next region, so that their heads are level there. Where a cut divides a
 * cell's padding, or is below the place where a cell can continue, the slice says how much more height a region
 * needs. */
#include "layout/box/grid.h"

#include "layout/flow/emit.h"
#include "layout/flow/heights.h"
#include "layout/baseline/snap.h"
#include "layout/flow/strip.h"

typedef struct GridRow {
    Pass *pass;
    int count;
    Flow *cells[GRID_COLUMNS];
    Heights heights[GRID_COLUMNS];
    Len tallest, above, below; /* no slice at the row's beginning, or end, is lower than these */
    int lines;                 /* of each cell that goes on below a cut, at least */
    VEC(Len) cuts;             /* where slices begin, from the row's top; the first is 0 */
} GridRow;

static int strips_above(const GridRow *r, int cell, Len y)
{
    int n = 0;
    while (n < r->cells[cell]->strips.n && r->heights[cell].at[n].bottom <= y)
        n++;
    return n;
}

/* Can all cells be cut at this height, with something of each above it and something of one below? */
static bool may_cut(const GridRow *r, Len y)
{
    bool below = false;
    for (int c = 0; c < r->count; c++) {
        int n = strips_above(r, c, y), all = r->cells[c]->strips.n;
        if (n == all)
            continue;
        int32_t penalty = r->cells[c]->strips.at[n].penalty;
        if (n == 0 || all - n < r->lines || penalty < 0 || penalty >= PENALTY_HYPHEN)
            return false;
        below = true;
    }
    return below;
}

/* A row that half a page holds is rather moved: it is cut only where a good part of it goes on. */
static void find_cuts(GridRow *r, Len region_height)
{
    bool low = r->tallest <= region_height / 2;
    r->above = region_height / 10;
    r->below = low ? int_max(r->above, r->tallest / 3) : r->above;
    r->lines = low ? 3 : 1;
    VEC_PUSH(r->pass->arena, &r->cuts, 0);
    for (Len last = 0;;) {
        Len next = LEN_MAX;
        for (int c = 0; c < r->count; c++) {
            int n = strips_above(r, c, last);
            if (n < r->cells[c]->strips.n)
                next = int_min(next, r->heights[c].at[n].bottom);
        }
        if (next == LEN_MAX)
            return;
        last = next;
        if (last >= r->above && r->tallest - last >= r->below && may_cut(r, last))
            VEC_PUSH(r->pass->arena, &r->cuts, last);
    }
}

static Len slice_height(const GridRow *r, int slice)
{
    return (slice + 1 < r->cuts.n ? r->cuts.at[slice + 1] : r->tallest) - r->cuts.at[slice];
}

static bool all_slices_low(const GridRow *r, Len most)
{
    for (int i = 0; i < r->cuts.n; i++)
        if (slice_height(r, i) > most)
            return false;
    return r->cuts.n > 1;
}

/* A strip stays whole, however many slices it reaches over. */
static bool all_strips_low(const GridRow *r, Len most)
{
    for (int c = 0; c < r->count; c++)
        for (int i = 0; i < r->cells[c]->strips.n; i++)
            if (r->cells[c]->strips.at[i].height > most)
                return false;
    return true;
}

/* ---- onto the flow ---- */

/* Of the first line of the first cell, where those of the others are, too. */
static Len first_baseline(const GridRow *r)
{
    const Flow *f = r->count ? r->cells[0] : NULL;
    return f && f->strips.n && f->strips.at[0].baseline ? r->heights[0].at[0].top + f->strips.at[0].baseline : 0;
}

static void set_row(Builder *b, const GridRow *r, const Len *x, Len gap)
{
    Items items = {0};
    PageLinks links = {0};
    Emit e = {.onto = {b->pass, &items, &links}};
    for (int i = 0; i < r->count; i++)
        emit_strips(&e, r->cells[i], (StripRange){0, r->cells[i]->strips.n}, (Point){x[i], 0}, r->tallest);
    Strip *strip = build_strip(b, r->tallest, gap, 0);
    strip->baseline = first_baseline(r);
    strip->items = items.at, strip->nitems = items.n;
    strip->links = links.at, strip->nlinks = links.n;
    for (int i = 0; i < r->count; i++)
        strip_adopt(b->pass, strip, r->cells[i]);
}

static void adopt_slice(Pass *pass, Strip *strip, const Grid *grid, int slice)
{
    Flow part = {0};
    for (int c = 0; c < grid->columns; c++)
        for (int i = grid->begins[slice][c]; i < grid->begins[slice + 1][c]; i++)
            VEC_PUSH(pass->arena, &part.strips, grid->cells[c]->strips.at[i]);
    strip_adopt(pass, strip, &part);
}

static void set_slice(Builder *b, const GridRow *r, const Grid *grid, int slice, Len gap)
{
    enum { CUT_ROW = 150 };
    Len above = r->cuts.at[slice], below = above + slice_height(r, slice), opening = 0, closing = 0;
    bool last = slice + 1 == r->cuts.n;
    for (int c = 0; c < r->count; c++) {
        const Heights *h = &r->heights[c];
        int from = grid->begins[slice][c], to = grid->begins[slice + 1][c];
        if (slice && from < r->cells[c]->strips.n)
            opening = int_max(opening, above - h->at[from].top + h->at[from].opening);
        if (!last && to > 0)
            closing = int_max(closing, h->at[to - 1].bottom + h->at[to - 1].closing - below);
    }
    Strip *strip = build_strip(b, below - above, slice ? 0 : gap, slice ? CUT_ROW : 0);
    strip->grid = grid;
    strip->slice = slice;
    strip->baseline = slice ? 0 : first_baseline(r);
    strip->opening = opening, strip->closing = closing;
    adopt_slice(b->pass, strip, grid, slice);
}

static void set_slices(Builder *b, const GridRow *r, const Len *x, Len gap)
{
    Grid *grid = NEW(b->pass->arena, Grid);
    int(*begins)[GRID_COLUMNS] = arena_alloc(b->pass->arena, (size_t)(r->cuts.n + 1) * sizeof *begins);
    *grid = (Grid){.columns = r->count, .begins = (const int(*)[GRID_COLUMNS])begins};
    for (int c = 0; c < r->count; c++) {
        grid->cells[c] = r->cells[c];
        grid->x[c] = x[c];
        for (int i = 0; i < r->cuts.n; i++)
            begins[i][c] = i ? strips_above(r, c, r->cuts.at[i]) : 0;
        begins[r->cuts.n][c] = r->cells[c]->strips.n;
    }
    for (int i = 0; i < r->cuts.n; i++)
        set_slice(b, r, grid, i, gap);
}

/* ---- rows ---- */

static Flow *build_definition_apart(Builder *b, const Node *item, Setting cell)
{
    Builder apart;
    build_start_apart(&apart, b->pass, b->section, &cell);
    build_definition(&apart, item, cell, NULL);
    return apart.flow;
}

static Flow *build_cell(Builder *b, const Node *n, Setting cell)
{
    if (n->kind == NODE_ITEM && n->first && n->first->kind == NODE_TERM)
        return build_definition_apart(b, n, cell);
    return n->kind == NODE_ITEM ? build_apart(b->pass, b->section, n->first, cell)
                                : build_one_apart(b->pass, b->section, n, cell);
}

static const Node *build_cells(Builder *b, GridRow *r, const Node *child, const GridPlan *plan, Setting cell)
{
    cell.x = 0;
    cell.in_row = true;
    for (; child && r->count < plan->n; child = child->next, r->count++) {
        cell.measure = plan->measure[r->count];
        if (child->kind == NODE_ITEM)
            build_begin(b, child);
        Flow *f = r->cells[r->count] = build_cell(b, child, cell);
        snap_cell(f, cell.grid);
        Heights h = r->heights[r->count] = heights_of(b->pass->arena, f);
        r->tallest = int_max(r->tallest, height_between(&h, 0, f->strips.n));
    }
    return child;
}

/* No page can hold them side by side. */
static void set_below_each_other(Builder *b, const Node *child, const Node *end, Setting s)
{
    for (; child != end; child = child->next)
        if (child->kind == NODE_ITEM && child->first && child->first->kind == NODE_TERM)
            build_definition(b, child, s, NULL);
        else if (child->kind == NODE_ITEM)
            build_blocks(b, child->first, s);
        else
            build_block(b, child, s);
}

const Node *build_row(Builder *b, const Node *child, const GridPlan *plan, Setting s)
{
    GridRow r = {.pass = b->pass};
    const Node *next = build_cells(b, &r, child, plan, s);
    Len high = s.region_height * 4 / 5;
    if (!s.apart && !plan->whole)
        find_cuts(&r, s.region_height);
    bool sliced = all_slices_low(&r, s.region_height / 2) && all_strips_low(&r, high);
    if (!sliced && !s.in_row && r.tallest > high) { /* at each depth, its time would double */
        set_below_each_other(b, child, next, s);
        return next;
    }
    if (sliced)
        set_slices(b, &r, plan->x, plan->gap);
    else
        set_row(b, &r, plan->x, plan->gap);
    b->after = plan->gap;
    return next;
}

static int share_of(const BoxStyle *box, int column)
{
    return box->shares[0] ? box->shares[column] : 1;
}

void build_grid(Builder *b, const Node *n, const BoxStyle *box, Setting s)
{
    GridPlan plan = {.n = int_min(box->columns, GRID_COLUMNS), .gap = box->gutter};
    Len room = s.measure - (box->columns - 1) * box->gutter, x = s.x;
    int shares = 0;
    for (int i = 0; i < plan.n; i++)
        shares += share_of(box, i);
    for (int i = 0; i < plan.n; i++) {
        plan.x[i] = x;
        plan.measure[i] = int_max(len_scale(room, share_of(box, i), shares), PT(12));
        x += plan.measure[i] + box->gutter;
    }
    for (const Node *child = n->first; child;)
        child = build_row(b, child, &plan, s);
}
