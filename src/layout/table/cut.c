/* A row that may go on on the next page: one that no page can hold, or one of many lines where the template allows it.
 *
 * It becomes a strip for each line of its tallest cell. The lines of the other cells stand where they would stand
 * in a row that is whole: each is painted with the strip in which it ends, so that one that begins above the strip's
 * top moves down, with all the others, when the strip begins a page. There the words that head the row are set
 * again. No cut leaves a line of a paragraph alone, or less of the row than those words need. */
#include "layout/flow/heights.h"
#include "layout/table/table_private.h"

enum { LINES_LEAST = 3 };

/* A cell of the row, and how far it has been set. */
typedef struct CutCell {
    const SetCell *cell;
    const StripHeight *blocks; /* of its strips; NULL: it has lines of one leading */
    int n, done;
} CutCell;

typedef struct RowCut {
    TableSet *t;
    const RowSet *r;
    CutCell *cells; /* in the row's order */
    const CutCell *tallest;
    StripRange *range; /* of each cell, in the strip in hand */
    Len height, pad;   /* of the whole row; above its cells */
    Again again;       /* the words that head the row, as far as they have all been set */
    bool *going;       /* by column: those that have not been */
    int ngoing;
    int apart; /* lines between two cuts at least */
    bool tall; /* no page can hold it */
} RowCut;

/* Of lines of one leading, below which those of an old figure may stand. */
static Len lines_height(const SetCell *cell, int n)
{
    int old = int_max(n - cell->lines.n, 0);
    return (n - old) * cell->style->leading + (old ? old * cell->old_style->leading : 0);
}

/* From the top of the cell. */
static Len line_top(const CutCell *c, int i)
{
    return c->blocks ? c->blocks[i].top : lines_height(c->cell, i);
}

static Len line_bottom(const CutCell *c, int i)
{
    return c->blocks ? c->blocks[i].bottom : lines_height(c->cell, i + 1);
}

/* May the cell be cut before its line i? */
static bool may_cut(const CutCell *c, int i)
{
    if (i == 0 || i >= c->n)
        return true;
    if (c->blocks)
        return c->cell->flow->strips.at[i].penalty < PENALTY_HYPHEN;
    return i >= 2 && c->n - i >= 2;
}

static bool is_covered(const TableSet *t)
{
    for (int i = 0; i < t->ncolumns && t->open_spans; i++)
        if (t->spans[i].rows_left && t->spans[i].short_of > 0)
            return true;
    return false;
}

static bool is_set_again(const Node *cell)
{
    return cell->u.cell.head || cell->u.cell.rowspan > 1;
}

/* Words that head the row and go on below a cut are not set again there. */
static void find_again(RowCut *c)
{
    int n = 0;
    for (int i = 0; i < c->r->ncells; i++) {
        const Node *cell = c->cells[i].cell->node;
        c->going[cell->u.cell.column] = is_set_again(cell) && c->cells[i].done < c->cells[i].n;
        n += c->going[cell->u.cell.column];
    }
    if (!c->again.made || n != c->ngoing)
        again_of_row(c->t, c->r->row, c->going, &c->again);
    c->ngoing = n;
}

/* Before the strip whose lines come next. */
static bool cut_allowed(const RowCut *c, int line)
{
    if (!c->tall && c->ngoing)
        return false;
    if (line % c->apart || c->tallest->n - line < int_max(c->apart, LINES_LEAST) || line < LINES_LEAST)
        return false;
    for (int i = 0; i < c->r->ncells; i++)
        if (!may_cut(&c->cells[i], c->cells[i].done))
            return false;
    return !is_covered(c->t);
}

/* How far lines begin above the strip's top. */
static Len overlap(const RowCut *c, Len top)
{
    Len most = 0;
    for (int i = 0; i < c->r->ncells; i++) {
        const CutCell *cell = &c->cells[i];
        if (cell->done < cell->n)
            most = int_max(most, top - c->pad - line_top(cell, cell->done));
    }
    return most;
}

/* The lines that end above `bottom`, onto a strip with that top. */
static void put_lines(RowCut *c, const Surface *onto, Len top, Len bottom)
{
    const TableSet *t = c->t;
    for (int i = 0; i < c->r->ncells; i++) {
        CutCell *cell = &c->cells[i];
        int from = cell->done;
        while (cell->done < cell->n && c->pad + line_bottom(cell, cell->done) <= bottom)
            cell->done++;
        c->range[i] = (StripRange){from, cell->done};
        if (from == cell->done)
            continue;
        Len x = t->s.x + t->columns[cell->cell->node->u.cell.column].x;
        cell_put(onto, cell->cell, c->range[i], (Point){x, c->pad + line_top(cell, from) - top});
    }
}

static void set_strip(RowCut *c, int line, Len bottom, int32_t penalty)
{
    TableSet *t = c->t;
    Len top = line ? c->pad + line_top(c->tallest, line) : 0, lower = line ? overlap(c, top) : 0;
    Items items = {0};
    PageLinks links = {0};
    Surface onto = {t->b->pass, &items, &links};
    table_put_tints(t, &items, c->r->row, bottom - top);
    put_lines(c, &onto, top, bottom);
    if (bottom == c->height && !table_is_before_ruled(t, c->r->row))
        table_put_row_rule(t, &items, bottom - top);
    if (line == 0)
        build_begin(t->b, c->r->row);
    Strip *strip = build_strip(t->b, bottom - top, 0, penalty);
    strip->items = items.at, strip->nitems = items.n;
    strip->links = links.at, strip->nlinks = links.n;
    table_adopt_cells(t, c->r, c->range, strip);
    spans_lower(t, bottom - top);
    if (line)
        again_open_line(&c->again, lower, strip);
    else
        again_open_row(t, c->r->row, c->height, strip);
}

static void measure_cells(RowCut *c)
{
    TableSet *t = c->t;
    Pass *pass = t->b->pass;
    for (int i = 0; i < c->r->ncells; i++) {
        SetCell *cell = &c->r->cells[i];
        if (cell->form == CELL_POINTED)
            cell_set_unaligned(pass, &t->cells[i], cell);
        c->cells[i] = (CutCell){.cell = cell, .n = cell_line_count(cell)};
        if (cell->form == CELL_BLOCKS)
            c->cells[i].blocks = heights_of(pass->arena, cell->flow).at;
        if (!c->tallest || cell->height > c->tallest->cell->height)
            c->tallest = &c->cells[i];
    }
}

void cut_row(TableSet *t, RowSet *r, Len height, bool tall)
{
    enum { CUT_ROW = 250 };
    Arena *a = t->b->pass->arena;
    RowCut c = {.t = t, .r = r, .height = height, .pad = r->above + t->style->row_pad, .tall = tall};
    c.cells = NEWN(a, CutCell, int_max(r->ncells, 1));
    c.range = NEWN(a, StripRange, int_max(r->ncells, 1));
    measure_cells(&c);
    int n = c.tallest ? c.tallest->n : 0;
    c.going = NEWN(a, bool, t->ncolumns);
    Again all;
    Len heads = again_of_row(t, r->row, NULL, &all), leading = n ? int_max(line_bottom(c.tallest, 0), 1) : 1;
    c.apart = int_max(1, (heads + leading - 1) / leading);
    int32_t first = table_break_before(t, r->row, height);
    t->rule = (Items){0};
    for (int line = 0; line < int_max(n, 1); line++) {
        Len bottom = line + 1 < n ? c.pad + line_top(c.tallest, line + 1) : height;
        if (line)
            find_again(&c);
        set_strip(&c, line, bottom, !line ? first : cut_allowed(&c, line) ? (tall ? 0 : CUT_ROW) : PENALTY_NEVER);
    }
}
