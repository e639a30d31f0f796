/* The findings of casting in words: the printed figure, the expected one, how that is calculated, and the
 * difference. */
#include "check/casting/report_private.h"

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
    [RELATION_PRODUCT] = {DAT010, "the product of"},
    [RELATION_MEAN] = {DAT010, "the mean of"},
    [RELATION_OPENING] = {DAT007, "the figure in the previous column of"},
    [RELATION_VARIANCE] = {DAT007, "the variance given by"},
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

static Decimal without_sign(Decimal d)
{
    if (d.units < 0)
        d.units = -d.units;
    return d;
}

/* ": 1,000 too little" */
static Str gap_words(Arena *a, Decimal printed, Decimal expected)
{
    Decimal gap;
    if (!decimal_sub(printed, expected, &gap))
        return (Str){0};
    return str_format(a, ": " STR_FMT " too %s", STR_ARG(shown(a, without_sign(gap))),
                      gap.units < 0 ? "little" : "much");
}

static void label_operand(Diag *sink, Arena *a, const Made *m, int index, const char *what)
{
    Operand o = made_operand(m, index);
    const Cell *cell = &m->sheet->table->rows[o.row].cells[o.column];
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

/* "\"Total\" is 1,204 in \"2013-14\"" */
static Str printed_words(Arena *a, const Made *m, bool figure, Decimal printed)
{
    const Table *t = m->sheet->table;
    return str_format(a, "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\"", STR_ARG(t->rows[m->row].label),
                      STR_ARG(figure ? shown(a, printed) : STR("nil")), STR_ARG(t->columns[m->column].id));
}

/* "941,000, the sum of its 2 lines" */
static Str expected_words(Arena *a, const Failure *f)
{
    const Made *m = &f->made;
    bool mean =
        m->relation->kind == RELATION_SUM && !m->relation->of_column && m->sheet->table->columns[m->column].weights > 0;
    return str_format(a, STR_FMT ", %s " STR_FMT, STR_ARG(shown(a, f->expected)),
                      mean ? "the weighted mean of" : kinds[m->relation->kind].words, STR_ARG(made_of(a, m)));
}

static const Cell *made_cell(const Made *m)
{
    return &m->sheet->table->rows[m->row].cells[m->column];
}

static const Cell *operand_of(const Made *m, int index, Operand *o)
{
    *o = made_operand(m, index);
    CellPlace origin = table_origin(m->sheet->table, o->row, o->column);
    return table_cell(m->sheet->table, origin);
}

void report_relation(Diag *sink, Arena *a, const Failure *f)
{
    const Made *m = &f->made;
    const Cell *cell = made_cell(m);
    diag(sink, kinds[m->relation->kind].code, cell->pos, STR_FMT "; expected " STR_FMT STR_FMT,
         STR_ARG(printed_words(a, m, cell->number, f->printed)), STR_ARG(expected_words(a, f)),
         STR_ARG(gap_words(a, f->printed, f->expected)));
    if (cell->differs.n)
        diag_help(sink, "differs-by says " STR_FMT, STR_ARG(shown(a, cell->differs_by)));
    label_operands(sink, a, m);
}

void report_unstated(Diag *sink, Arena *a, const Failure *f, Decimal gap)
{
    const Made *m = &f->made;
    diag(sink, DAT024, made_cell(m)->pos,
         STR_FMT " and is known to differ from " STR_FMT "; expected differs-by=\"%s" STR_FMT "\" beside differs",
         STR_ARG(printed_words(a, m, made_cell(m)->number, f->printed)), STR_ARG(expected_words(a, f)),
         gap.units < 0 ? "-" : "", STR_ARG(decimal_format(a, without_sign(gap), -1, true)));
}

void report_forgiven(Diag *sink, Arena *a, const Failure *f)
{
    const Made *m = &f->made;
    diag(sink, DAT019, made_cell(m)->pos, STR_FMT " and may differ from " STR_FMT ", because of rounding" STR_FMT,
         STR_ARG(printed_words(a, m, made_cell(m)->number, f->printed)), STR_ARG(expected_words(a, f)),
         STR_ARG(gap_words(a, f->printed, f->expected)));
}

void report_settled(const CastReport *r, CellPlace at, Decimal value, int settled)
{
    const Table *t = r->table;
    const Cell *cell = &t->rows[at.row].cells[at.column];
    diag_help(r->sink,
              "%s%d checks that fail would agree if \"" STR_FMT "\" were " STR_FMT " in \"" STR_FMT "\", not " STR_FMT,
              settled == 2 ? "the " : "", settled, STR_ARG(t->rows[at.row].label), STR_ARG(shown(r->arena, value)),
              STR_ARG(t->columns[at.column].id), STR_ARG(shown(r->arena, cell_counted(cell))));
    diag_label(r->sink, cell->pos, "the figure that would settle them");
}

void report_too_large(Diag *sink, const Made *m)
{
    const Table *t = m->sheet->table;
    diag(sink, kinds[m->relation->kind].code, t->rows[m->row].pos, "figures in \"" STR_FMT "\" are too large to add up",
         STR_ARG(t->columns[m->column].id));
}

void report_merged(Diag *sink, const Made *m, int operand)
{
    const Table *t = m->sheet->table;
    Operand o;
    const Cell *merged = operand_of(m, operand, &o);
    int own = made_cell(m)->colspan;
    diag(sink, kinds[m->relation->kind].code, made_cell(m)->pos,
         "\"" STR_FMT "\" in \"" STR_FMT "\" covers %d column%s, and the figure of \"" STR_FMT "\" covers %d; expected "
         "figures that cover the same columns, or one for each",
         STR_ARG(t->rows[m->row].label), STR_ARG(t->columns[m->column].id), own, own == 1 ? "" : "s",
         STR_ARG(t->rows[o.row].label), merged->colspan);
    diag_label(sink, merged->pos, "the other figure");
}

void report_over_unknown(Diag *sink, const Made *m, int operand)
{
    const Table *t = m->sheet->table;
    Operand o;
    const Cell *unknown = operand_of(m, operand, &o);
    diag(sink, DAT025, made_cell(m)->pos,
         "\"" STR_FMT "\" has a figure in \"" STR_FMT "\", but that of \"" STR_FMT "\" is not known; expected "
         "unknown=\"excluded\" or unknown=\"included\", which says what it does with it",
         STR_ARG(t->rows[m->row].label), STR_ARG(t->columns[m->column].id), STR_ARG(t->rows[o.row].label));
    diag_label(sink, unknown->pos, "not known");
}

void report_by_zero(Diag *sink, Arena *a, const Failure *f)
{
    const Made *m = &f->made;
    diag(sink, kinds[m->relation->kind].code, made_cell(m)->pos,
         STR_FMT "; expected empty=\"not-applicable\", because it is divided by zero in %s " STR_FMT,
         STR_ARG(printed_words(a, m, true, f->printed)), kinds[m->relation->kind].words, STR_ARG(made_of(a, m)));
}

void report_no_lines(Diag *sink, const Made *m)
{
    diag(sink, DAT017, m->sheet->table->rows[m->row].pos,
         "\"" STR_FMT "\" has no lines to add up; expected lines above or below it, or their names in sum",
         STR_ARG(m->sheet->table->rows[m->row].label));
}

void report_rounded(Diag *sink, const Made *m)
{
    const Table *t = m->sheet->table;
    diag(sink, DAT028, made_cell(m)->pos,
         "the figures of which \"" STR_FMT "\" is made in \"" STR_FMT "\" do not add up as they are shown, because "
         "they are "
         "rounded; expected rounding-note=\"yes\" on the table",
         STR_ARG(t->rows[m->row].label), STR_ARG(t->columns[m->column].id));
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

static Str unit_words(Arena *a, const Table *t, CellPlace p)
{
    Str unit = cell_unit(t, p.row, p.column);
    if (unit.n)
        return str_format(a, "in " STR_FMT, STR_ARG(unit));
    return t->columns[p.column].kind == COL_AMOUNT ? STR("money") : STR("a number without a unit");
}

void report_units(const CastReport *r, const Relation *relation, CellPlace term, CellPlace other)
{
    const Table *t = r->table;
    bool columns = relation->of_column;
    Str one = columns ? t->columns[term.column].id : t->rows[term.row].label;
    Str two = columns ? t->columns[other.column].id : t->rows[other.row].label;
    diag(r->sink, DAT018, relation->pos,
         "\"" STR_FMT "\" is " STR_FMT " and \"" STR_FMT "\" is " STR_FMT "; expected figures that can be added",
         STR_ARG(one), STR_ARG(unit_words(r->arena, t, term)), STR_ARG(two), STR_ARG(unit_words(r->arena, t, other)));
    diag_label(r->sink, columns ? t->columns[term.column].pos : t->rows[term.row].pos, "the other unit");
    if (!columns && !relation->written.n)
        diag_help(r->sink, "if the row is not part of the sum, put memo=\"yes\" on it, or list what is in sum");
}

void report_words(const CastReport *r, CellPlace total, Decimal printed, Decimal sum)
{
    const Table *t = r->table;
    const Column *column = &t->columns[total.column];
    Pos pos = t->rows[total.row].cells[total.column].pos;
    if (decimal_cmp(printed, sum) == 0)
        diag(r->sink, DAT025, pos,
             "\"" STR_FMT "\" has a figure in \"" STR_FMT "\", which is a column of words, so that nothing tests it; "
             "expected kind=\"count\", \"amount\" or \"percent\" on the column",
             STR_ARG(t->rows[total.row].label), STR_ARG(column->id));
    else
        diag(r->sink, DAT025, pos,
             "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\", a column of words, but its lines add up to " STR_FMT
             "; expected their sum, and kind=\"count\", \"amount\" or \"percent\" on the column",
             STR_ARG(t->rows[total.row].label), STR_ARG(shown(r->arena, printed)), STR_ARG(column->id),
             STR_ARG(shown(r->arena, sum)));
    diag_label(r->sink, column->pos, "the column");
}

void report_bound(const CastReport *r, CellPlace at, const Bound *b, Limit limit)
{
    const Table *t = r->table;
    const Cell *cell = &t->rows[at.row].cells[at.column];
    Str of = {0};
    if (limit.at >= 0)
        of = str_format(r->arena, ", as \"" STR_FMT "\" has",
                        STR_ARG(b->of_column ? t->columns[limit.at].id : t->rows[limit.at].label));
    diag(r->sink, DAT015, cell->pos,
         "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\"; expected at %s " STR_FMT STR_FMT,
         STR_ARG(t->rows[at.row].label), STR_ARG(shown(r->arena, cell_counted(cell))),
         STR_ARG(t->columns[at.column].id), limit.below ? "least" : "most", STR_ARG(shown(r->arena, limit.value)),
         STR_ARG(of));
    if (limit.at >= 0)
        diag_label(r->sink,
                   (b->of_column ? &t->rows[at.row].cells[limit.at] : &t->rows[limit.at].cells[at.column])->pos,
                   "the limit");
    if (b->usual)
        diag_help(r->sink, "if this percentage may be %s, put %s on its column",
                  limit.below ? "below zero" : "over 100", limit.below ? "at-least=\"-100\"" : "at-most=\"1000\"");
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

void report_scale(const CastReport *r, CellPlace at, int before)
{
    const Table *t = r->table;
    const Cell *cell = &t->rows[at.row].cells[at.column], *other = &t->rows[at.row].cells[before];
    diag(r->sink, DAT027, cell->pos,
         "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\" and " STR_FMT " in \"" STR_FMT "\", about a thousand times "
         "as much or as little; "
         "expected both in one unit",
         STR_ARG(t->rows[at.row].label), STR_ARG(shown(r->arena, cell_counted(cell))),
         STR_ARG(t->columns[at.column].id), STR_ARG(shown(r->arena, cell_counted(other))),
         STR_ARG(t->columns[before].id));
    diag_label(r->sink, other->pos, "the other year");
}

void report_no_unit(Diag *sink, const Table *t, int column)
{
    diag(sink, DAT027, t->columns[column].pos,
         "\"" STR_FMT "\" holds money without a unit; expected unit=\"£\", \"£000\" or \"£m\" on the table or the "
         "column",
         STR_ARG(t->columns[column].id));
}

void report_untested(Diag *sink, const Table *t, CellPlace at)
{
    bool balance = t->rows[at.row].role == ROW_BALANCE;
    diag(sink, DAT025, t->rows[at.row].cells[at.column].pos,
         "nothing tests \"" STR_FMT "\" in \"" STR_FMT "\"; expected %s", STR_ARG(t->rows[at.row].label),
         STR_ARG(t->columns[at.column].id),
         balance ? "sum, difference or same-as on its row, or the reason in untested"
                 : "lines above or below it, or their names in sum");
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
