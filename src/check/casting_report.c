/* The findings of casting in words: the printed figure, the expected one, how that is calculated, and the
 * difference. */
#include "check/casting_report_private.h"

static const struct {
    Code code;
    const char *words; /* after the expected figure; the names as written follow */
} kinds[] = {
    [RELATION_SUM] = {DAT005, "the sum of"},
    [RELATION_DIFFERENCE] = {DAT007, "the difference of"},
    [RELATION_STEP] = {DAT007, "the change since the previous column of"},
    [RELATION_CUMULATIVE] = {DAT005, "the running total of"},
    [RELATION_SHARE] = {DAT008, "the percentage given by"},
    [RELATION_CHANGE] = {DAT009, "the percentage change given by"},
    [RELATION_GROWTH] = {DAT009, "the percentage change since the previous column of"},
    [RELATION_RATIO] = {DAT010, "the ratio of"},
    [RELATION_WEEKLY] = {DAT011, "one fifty-second of"},
};

static Str shown(Arena *a, Decimal value)
{
    return decimal_format(a, value, -1, true);
}

static Str made_of(Arena *a, const Made *m)
{
    const Relation *r = m->relation;
    if (r->written.n)
        return str_format(a, "\"" STR_FMT "\"", STR_ARG(r->written));
    int n = made_operands(m);
    return n == 1 ? STR("its line") : str_format(a, "its %d lines", n);
}

/* ": 1,000 too little" */
static Str gap_words(Arena *a, Decimal printed, Decimal expected)
{
    Decimal gap;
    if (!decimal_sub(printed, expected, &gap))
        return (Str){0};
    bool less = gap.units < 0;
    if (less)
        gap.units = -gap.units;
    return str_format(a, ": " STR_FMT " too %s", STR_ARG(shown(a, gap)), less ? "little" : "much");
}

static void label_operand(Diag *sink, Arena *a, const Made *m, int index, const char *what)
{
    Operand o = made_operand(m, index);
    const Cell *cell = &m->table->rows[o.row].cells[o.column];
    Str figure = cell->number ? shown(a, cell_counted(cell)) : STR("no figure");
    diag_label(sink, cell->pos, "%s: " STR_FMT, what, STR_ARG(figure));
}

static void label_operands(Diag *sink, Arena *a, const Made *m)
{
    int n = made_operands(m);
    if (m->relation->kind == RELATION_SUM && !m->relation->written.n) {
        label_operand(sink, a, m, 0, "first line of the sum");
        if (n > 1)
            label_operand(sink, a, m, n - 1, "last line of the sum");
        return;
    }
    if (n > 0)
        label_operand(sink, a, m, 0, "calculated from");
    if (n > 1)
        label_operand(sink, a, m, n - 1, n > 2 ? "to" : "and");
}

void report_relation(Diag *sink, Arena *a, const Made *m, Decimal expected)
{
    const Row *row = &m->table->rows[m->row];
    const Cell *cell = &row->cells[m->column];
    Decimal printed = cell_counted(cell);
    RelationKind kind = m->relation->kind;
    diag(sink, kinds[kind].code, cell->pos,
         "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\"; expected " STR_FMT ", %s " STR_FMT STR_FMT,
         STR_ARG(row->label), STR_ARG(cell->number ? shown(a, printed) : STR("nil")),
         STR_ARG(m->table->columns[m->column].id), STR_ARG(shown(a, expected)), kinds[kind].words,
         STR_ARG(made_of(a, m)), STR_ARG(gap_words(a, printed, expected)));
    label_operands(sink, a, m);
}

void report_too_large(Diag *sink, const Made *m)
{
    diag(sink, kinds[m->relation->kind].code, m->table->rows[m->row].pos,
         "figures in \"" STR_FMT "\" are too large to add up", STR_ARG(m->table->columns[m->column].id));
}

void report_ring(Diag *sink, const Table *t, int row, int column)
{
    diag(sink, DAT017, t->rows[row].cells[column].pos,
         "\"" STR_FMT "\" is computed from itself in \"" STR_FMT "\"; expected it to be computed from other figures",
         STR_ARG(t->rows[row].label), STR_ARG(t->columns[column].id));
}

void report_no_relation(Diag *sink, const Table *t, int row, int column)
{
    diag(sink, DAT017, t->rows[row].cells[column].pos,
         "\"" STR_FMT "\" is computed in \"" STR_FMT "\", but no rule says how; expected sum, difference, share, "
         "change, ratio or weekly",
         STR_ARG(t->rows[row].label), STR_ARG(t->columns[column].id));
}

void report_bound(const CastReport *r, CellPlace at, const Bound *b, bool below)
{
    const Table *t = r->table;
    Decimal limit = below ? b->least : b->most;
    const Cell *cell = &t->rows[at.row].cells[at.column];
    diag(r->sink, DAT015, cell->pos, "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\"; expected at %s " STR_FMT,
         STR_ARG(t->rows[at.row].label), STR_ARG(shown(r->arena, cell_counted(cell))),
         STR_ARG(t->columns[at.column].id), below ? "least" : "most", STR_ARG(shown(r->arena, limit)));
    if (b->usual)
        diag_help(r->sink, "if this percentage may be %s, put %s on its column", below ? "below zero" : "over 100",
                  below ? "at-least=\"-100\"" : "at-most=\"1000\"");
}

void report_plausible(const CastReport *r, int row, const Plausible *p, Decimal ratio)
{
    const Table *t = r->table;
    const Cell *over = &t->rows[row].cells[p->over], *under = &t->rows[row].cells[p->under];
    Buf range = {0};
    if (p->range.has_least)
        buf_format(&range, "at least " STR_FMT, STR_ARG(shown(r->arena, p->range.least)));
    if (p->range.has_least && p->range.has_most)
        buf_puts(&range, " and ");
    if (p->range.has_most)
        buf_format(&range, "at most " STR_FMT, STR_ARG(shown(r->arena, p->range.most)));
    diag(r->sink, DAT016, over->pos,
         "\"" STR_FMT "\" has " STR_FMT " for " STR_FMT ", or " STR_FMT " each; expected " STR_FMT,
         STR_ARG(t->rows[row].label), STR_ARG(shown(r->arena, cell_counted(over))),
         STR_ARG(shown(r->arena, cell_counted(under))), STR_ARG(shown(r->arena, ratio)), STR_ARG(buf_view(&range)));
    diag_label(r->sink, under->pos, "divided by this");
    buf_free(&range);
}

void report_measures(Diag *sink, const Table *t, const Relation *r, int term)
{
    const Column *first = &t->columns[r->terms[0].at], *other = &t->columns[r->terms[term].at];
    diag(sink, DAT018, r->pos,
         "\"" STR_FMT "\" counts " STR_FMT " and \"" STR_FMT "\" counts " STR_FMT "; expected columns that count the "
         "same thing",
         STR_ARG(first->id), STR_ARG(first->measure), STR_ARG(other->id), STR_ARG(other->measure));
    diag_label(sink, other->pos, "the other column");
}

void report_known(Diag *sink, Arena *a, const Table *t, int row, int column)
{
    const Cell *cell = &t->rows[row].cells[column];
    Str label = t->rows[row].label, id = t->columns[column].id;
    Str printed = cell->number ? shown(a, cell->value) : cell->text;
    if (cell->corrected)
        diag(sink, DAT019, cell->pos,
             "\"" STR_FMT "\" is printed as " STR_FMT " in \"" STR_FMT "\" and counts as " STR_FMT "%s" STR_FMT,
             STR_ARG(label), STR_ARG(printed), STR_ARG(id), STR_ARG(shown(a, cell->correct)),
             cell->reason.n ? ": " : "", STR_ARG(cell->reason));
    if (cell->differs.n)
        diag(sink, DAT019, cell->pos,
             "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\" and is known to differ: " STR_FMT, STR_ARG(label),
             STR_ARG(printed), STR_ARG(id), STR_ARG(cell->differs));
}
