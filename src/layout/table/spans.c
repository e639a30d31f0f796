/* Cells over several rows, and page breaks between these.
 *
 * The words of such a cell stand in its first row and reach down over the strips of the next ones. A page may begin
 * with one of its rows once they have all the height that they need: then they are set again there (again.c), and
 * need that height again before the next break. So any two breaks that are allowed inside a span are as far apart as
 * its words are high. If the last row comes too early for that, the break before it is taken back. */
#include "layout/table/table_private.h"

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
