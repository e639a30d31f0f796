/* Cells over several rows, and page breaks between these.
 *
 * The words of such a cell stand in its first row and reach down over the strips of the next ones. A page may begin
 * with one of its rows once they have all the height that they need: then they are set again there (again.c), and
 * need that height again before the next break. So any two breaks that are allowed inside a span are as far apart as
 * its words are high. If the last row comes too early for that, the break before it is taken back. */
#include "layout/table/table_private.h"

/* At most, whatever words its lines break at; -1: only setting it shows its height. */
static int64_t height_at_most(const TableSet *t, const Node *cell, const CellPara *p)
{
    if (!cell->first)
        return 0;
    if (!p->para)
        return -1;
    Len width = int_max(table_cell_width(t, cell) / 2, PT(1)); /* lines may be half empty */
    return (int64_t)(para_width_max(p->para) / width + 1) * p->style->leading;
}

bool spans_are_small(const TableSet *t, const Node *row)
{
    const CellPara *p = t->cells;
    int64_t height = 0;
    for (int left = 1; left > 0 && row && row->kind == NODE_ROW; row = row->next) {
        int64_t most = 0;
        left--;
        for (const Node *cell = row->first; cell; cell = cell->next, p++) {
            int64_t own = height_at_most(t, cell, p);
            if (own < 0 || height > t->s.region_height)
                return false;
            left = int_max(left, cell->u.cell.rowspan - 1);
            height += cell->u.cell.rowspan > 1 ? own : 0;
            most = cell->u.cell.rowspan == 1 && own > most ? own : most;
        }
        height += most + t->style->row_pad + t->style->row_pad + t->style->group_space;
    }
    return height < t->s.region_height / 3;
}

void spans_begin(TableSet *t, const Node *cell, Len height, bool held)
{
    t->spans[cell->u.cell.column] = (Span){.rows_left = cell->u.cell.rowspan,
                                           .cell = cell,
                                           .short_of = held ? 0 : height,
                                           .broken = -1,
                                           .brief = held};
    t->open_spans++;
    t->span_begun = true;
}

static bool goes_on(const Span *span, const Node *row)
{
    return span->rows_left && span->cell->parent != row;
}

SpanBreak spans_before_row(TableSet *t, const Node *row, Len height)
{
    SpanBreak found = SPAN_NONE;
    Len pads = 2 * t->style->row_pad;
    for (int i = 0; i < t->ncolumns && t->open_spans && found != SPAN_HOLDS; i++) {
        Span *span = &t->spans[i];
        if (!goes_on(span, row))
            continue;
        bool ends_too_soon = span->rows_left == 1 && again_of_span(t, span) + pads > height;
        found = span->short_of + pads > 0 || ends_too_soon ? SPAN_HOLDS : SPAN_OPENS;
    }
    return found;
}

void spans_allow_break(TableSet *t, const Node *row, int strip)
{
    for (int i = 0; i < t->ncolumns; i++) {
        Span *span = &t->spans[i];
        if (!goes_on(span, row))
            continue;
        span->broken = strip;
        span->short_before = span->short_of;
        span->short_of = again_of_span(t, span);
    }
}

/* The words do not fit below the break that was allowed last. */
static void take_back(TableSet *t, int strip)
{
    Strip *s = &t->b->flow->strips.at[strip];
    s->penalty = PENALTY_NEVER;
    for (int i = 0; i < t->ncolumns; i++)
        if (t->spans[i].rows_left && t->spans[i].broken == strip) {
            t->spans[i].short_of = t->spans[i].short_before;
            t->spans[i].broken = -1;
        }
}

void spans_stretch(TableSet *t, Len *height)
{
    Len pads = 2 * t->style->row_pad;
    for (int i = 0; i < t->ncolumns && t->open_spans; i++) {
        Span *span = &t->spans[i];
        if (span->rows_left != 1)
            continue;
        if (span->broken >= 0 && span->short_of + pads > *height)
            take_back(t, span->broken);
        *height = int_max(*height, span->short_of + pads);
    }
}

void spans_lower(TableSet *t, Len height)
{
    for (int i = 0; i < t->ncolumns && t->open_spans; i++) {
        t->spans[i].short_of -= height;
        t->spans[i].short_before -= height;
    }
}

void spans_end_row(TableSet *t)
{
    bool changed = t->span_begun;
    for (int i = 0; i < t->ncolumns && t->open_spans; i++) {
        Span *span = &t->spans[i];
        if (!span->rows_left || --span->rows_left)
            continue;
        t->open_spans--;
        changed = true;
    }
    t->span_begun = false;
    t->all_again.made = t->all_again.made && !changed;
}
