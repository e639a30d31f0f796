/* The formulas of a sheet, as checks.
 *
 * A row whose formulas add up other rows of the table becomes a sum of these, which is cast like any other; so does a
 * column whose formulas add up columns. Then the shape of the sums is looked at: a cell typed where its neighbours have
 * formulas, a formula unlike its neighbours', a row that a sum runs past, one that it counts twice.
 *
 * Apart from that, every formula of the table is compared with its stored value, and so are those from which it takes
 * figures, in any sheet of the workbook. Cells are visited once, on a list, so that the depth does not matter. */
#include "read/data/sheet_private.h"

#include "sheet/formula.h"

typedef VEC(Term) SumTerms;

/* One way in which cells of a row (or column) add up others. */
typedef struct SumForm {
    SumTerms terms;
    int cells;        /* that do */
    SheetRange range; /* the longest range among them */
    const SheetCell *first;
} SumForm;

/* A row of sums. */
typedef struct SumRow {
    int line;
    SumForm *form;  /* that of most of its cells */
    Map forms;      /* terms as text → SumForm */
    int cells;      /* that add up rows */
    int others;     /* formulas that are neither that nor a sum of columns, in columns of other than percentages */
    Str *by_column; /* the key of each column's form; empty: none */
} SumRow;

typedef struct CheckStep {
    int sheet;
    SheetCell *cell;
} CheckStep;

typedef struct FormulaWalk {
    SheetReader *r;
    VEC(CheckStep) todo;
    VEC(SumRow) sums;
    SumRow **sum_of; /* by line; NULL: it is no sum */
} FormulaWalk;

static const SheetCell *cell_of(const SheetReader *r, int line, int column)
{
    return sheet_cell(r->sheet, r->lines.at[line].row, r->columns[column]);
}

static bool is_figure_column(const SheetReader *r, int column)
{
    return column > 0 && column_is_figure(r->d->table->columns[column].kind);
}

/* --- the terms of a cell ---------------------------------------------------- */

static bool terms_of(SheetReader *r, const SheetCell *c, SheetTerms *terms)
{
    Arena *job = r->d->reader->job;
    Str why;
    const Expr *e = c && c->formula ? formula_read(job, r->workbook, r->range.sheet, c, &why) : NULL;
    return e && formula_terms(job, e, terms) && terms->n > 0;
}

/* Whether a term is in the cell's own column, in other rows of the table. */
static bool is_above_or_below(const SheetReader *r, const SheetCell *c, const SheetRange *term)
{
    bool column = term->sheet == r->range.sheet && term->left == c->column && term->right == c->column;
    bool inside = term->top > r->range.top && term->bottom <= r->range.bottom;
    return column && inside && (term->bottom < c->row || term->top > c->row);
}

static bool are_rows(const SheetReader *r, const SheetCell *c, const SheetTerms *terms)
{
    for (int i = 0; i < terms->n; i++)
        if (!is_above_or_below(r, c, &terms->at[i].range))
            return false;
    return true;
}

bool sheet_row_sums(SheetReader *r, int row, int from, bool *beyond, bool *minus)
{
    for (int column = 1; column < r->d->table->ncolumns; column++) {
        SheetTerms terms = {0};
        const SheetCell *c = sheet_cell(r->sheet, row, r->columns[column]);
        if (!is_figure_column(r, column) || !terms_of(r, c, &terms) || !are_rows(r, c, &terms))
            continue;
        for (int i = 0; i < terms.n; i++) {
            *beyond = *beyond || terms.at[i].range.top < from;
            *minus = *minus || terms.at[i].minus;
        }
        return true;
    }
    return false;
}

/* --- sums of rows ----------------------------------------------------------- */

static bool is_counted(SheetReader *r, int terms)
{
    DataReader *d = r->d;
    d->summed += terms;
    if (d->summed <= TABLE_SUMMED_MOST)
        return true;
    if (!d->too_large)
        diag(d->reader->diag, IO009, d->table->pos,
             "the sums of this table add up more than %d figures in all; expected fewer", TABLE_SUMMED_MOST);
    d->too_large = true;
    return false;
}

static int column_at(const SheetReader *r, int sheet_column)
{
    for (int c = 1; c < r->d->table->ncolumns; c++)
        if (r->columns[c] == sheet_column && is_figure_column(r, c))
            return c;
    return -1;
}

/* The columns that a cell adds up in its own row. False: it is something else. */
static bool columns_of(SheetReader *r, const SheetCell *c, SumTerms *out)
{
    SheetTerms terms = {0};
    if (!terms_of(r, c, &terms))
        return false;
    for (int i = 0; i < terms.n; i++) {
        const SheetRange *range = &terms.at[i].range;
        if (range->sheet != r->range.sheet || range->top != c->row || range->bottom != c->row || !is_counted(r, 1))
            return false;
        for (int k = range->left; k <= int_min(range->right, r->range.right); k++) {
            int column = column_at(r, k);
            if (column < 0 || k == c->column)
                return false;
            VEC_PUSH(r->d->reader->job, out, (Term){column, terms.at[i].minus});
        }
    }
    return out->n > 0;
}

/* The lines of a range. False: it counts a row that is left out. */
static bool add_lines(SheetReader *r, const SheetTerm *term, int column, SumTerms *out)
{
    if (!is_counted(r, term->range.bottom - term->range.top + 1))
        return false;
    for (int row = term->range.top; row <= term->range.bottom; row++) {
        int line = r->line_at[row - r->range.top];
        const SheetCell *c = sheet_cell(r->sheet, row, r->columns[column]);
        if (line < 0 && c && sheet_skips_row(r, row))
            return false;
        if (line < 0 || r->d->rows.at[line].role == ROW_GROUP || (term->totals_apart && c && formula_is_subtotal(c)))
            continue;
        VEC_PUSH(r->d->reader->job, out, (Term){line, term->minus});
    }
    return true;
}

static Str key_of_terms(Arena *a, const SumTerms *terms)
{
    Buf key = {0};
    for (int i = 0; i < terms->n; i++)
        buf_format(&key, "%c%d", terms->at[i].minus ? '-' : '+', terms->at[i].at);
    return buf_take(&key, a);
}

static void note_form(SheetReader *r, SumRow *sum, int column, const SheetTerms *from, const SumTerms *terms)
{
    Arena *job = r->d->reader->job;
    Str key = key_of_terms(job, terms);
    SumForm *form = map_find(&sum->forms, key);
    if (!form) {
        form = NEW(job, SumForm);
        form->terms = *terms;
        form->first = cell_of(r, sum->line, column);
        for (int i = 0; i < from->n; i++)
            if (from->at[i].range.bottom - from->at[i].range.top >= form->range.bottom - form->range.top)
                form->range = from->at[i].range;
        map_put(job, &sum->forms, key, form);
    }
    form->cells++;
    sum->cells++;
    sum->by_column[column] = key;
    if (!sum->form || form->cells > sum->form->cells)
        sum->form = form;
}

static void find_sum(FormulaWalk *w, int line)
{
    SheetReader *r = w->r;
    int n = r->d->table->ncolumns;
    SumRow sum = {.line = line};
    for (int column = 1; column < n && !r->d->too_large; column++) {
        SheetTerms from = {0};
        SumTerms terms = {0};
        const SheetCell *c = cell_of(r, line, column);
        if (!is_figure_column(r, column))
            continue;
        if (!terms_of(r, c, &from) || !are_rows(r, c, &from)) {
            bool of_columns = columns_of(r, c, &terms) || r->d->table->columns[column].kind == COL_PERCENT;
            sum.others += c && c->formula && !of_columns;
            continue;
        }
        bool known = true;
        for (int i = 0; i < from.n; i++)
            known = known && add_lines(r, &from.at[i], column, &terms);
        if (!sum.by_column)
            sum.by_column = NEWN(r->d->reader->job, Str, n);
        if (known && terms.n)
            note_form(r, &sum, column, &from, &terms);
    }
    if (sum.form)
        VEC_PUSH(r->d->reader->job, &w->sums, sum);
}

/* Whether every column of percentages adds up rows too. Otherwise the sum is left unnamed, as that of a total is, and
 * then it is none of theirs. */
static bool sums_percentages(const SheetReader *r, const SumRow *sum)
{
    for (int column = 1; column < r->d->table->ncolumns; column++)
        if (r->d->table->columns[column].kind == COL_PERCENT && !sum->by_column[column].n)
            return false;
    return true;
}

/* "rows 2 to 8", "row 38 − row 42" */
static Str written(const SheetReader *r, const SumTerms *terms)
{
    Buf b = {0};
    for (int i = 0, k; i < terms->n; i = k) {
        const Term *t = &terms->at[i];
        for (k = i + 1; k < terms->n && terms->at[k].at == terms->at[k - 1].at + 1 && terms->at[k].minus == t->minus;)
            k++;
        int from = r->lines.at[t->at].row, to = r->lines.at[terms->at[k - 1].at].row;
        buf_puts(&b, t->minus ? (i ? " \xE2\x88\x92 " : "\xE2\x88\x92") : i ? " + " : "");
        if (from == to)
            buf_format(&b, "row %d", from);
        else
            buf_format(&b, "rows %d to %d", from, to);
    }
    return buf_take(&b, r->d->reader->job);
}

static void add_relation(SheetReader *r, const SumRow *sum)
{
    DataReader *d = r->d;
    const SumTerms *terms = &sum->form->terms;
    SheetLine *line = &r->lines.at[sum->line];
    line->has_sum = true;
    if ((line->element && data_is_made(line->element)) || line->stale || sum->others
        || 2 * sum->form->cells <= sum->cells)
        return;
    VEC_PUSH(d->reader->job, &d->relations,
             (Relation){.kind = RELATION_SUM,
                        .of_formula = true,
                        .whole = -1,
                        .times = 1,
                        .at = sum->line,
                        .terms = terms->at,
                        .nterms = terms->n,
                        .written = sums_percentages(r, sum) ? written(r, terms) : (Str){0},
                        .pos = sheet_cell_pos(r, r->range.sheet, sum->form->first)});
}

/* --- the shape of sums ------------------------------------------------------ */

static bool is_excused(const SheetReader *r, int line, int column)
{
    const XmlNode *e = r->lines.at[line].element, *cell = column > 0 ? sheet_key_cell(r, e, column) : NULL;
    return (e && (xml_has(e, "differs") || xml_has(e, "memo")))
           || (cell && (xml_has(cell, "differs") || xml_has(cell, "printed")));
}

static bool is_typed(const SheetCell *c)
{
    return c && !c->formula && c->kind == VALUE_NUMBER && c->number.digits;
}

/* Columns in which every sum is typed came from elsewhere. */
static bool column_has_sums(const FormulaWalk *w, int column)
{
    int with = 0;
    for (int i = 0; i < w->sums.n; i++)
        with += w->sums.at[i].by_column[column].n > 0;
    return with > 0 || w->sums.n == 1;
}

static void report_typed(SheetReader *r, const SheetCell *c, const SheetCell *neighbour)
{
    Arena *job = r->d->reader->job;
    Diag *sink = r->d->reader->diag;
    Str why;
    diag(sink, SHT010, sheet_cell_pos(r, r->range.sheet, c),
         "%s is typed among formulas; expected a formula like its neighbours'", str_cdup(job, sheet_cell_text(job, c)));
    const Expr *e = formula_read(job, r->workbook, r->range.sheet, neighbour, &why);
    if (e)
        diag_label(sink, sheet_cell_pos(r, r->range.sheet, neighbour), "a neighbour: " STR_FMT,
                   STR_ARG(formula_text(job, r->workbook, r->range.sheet, e)));
}

static void report_unlike(SheetReader *r, const SheetCell *c, const SheetCell *neighbour)
{
    Arena *job = r->d->reader->job;
    Diag *sink = r->d->reader->diag;
    Str why;
    const Expr *own = formula_read(job, r->workbook, r->range.sheet, c, &why);
    const Expr *other = formula_read(job, r->workbook, r->range.sheet, neighbour, &why);
    if (!own || !other)
        return;
    diag(sink, SHT013, sheet_cell_pos(r, r->range.sheet, c),
         STR_FMT " adds up other rows than its neighbours do; expected one sum for the row",
         STR_ARG(formula_text(job, r->workbook, r->range.sheet, own)));
    diag_label(sink, sheet_cell_pos(r, r->range.sheet, neighbour), "a neighbour: " STR_FMT,
               STR_ARG(formula_text(job, r->workbook, r->range.sheet, other)));
}

static void check_row_of_sums(FormulaWalk *w, const SumRow *sum)
{
    SheetReader *r = w->r;
    for (int column = 1; column < r->d->table->ncolumns; column++) {
        const SheetCell *c = cell_of(r, sum->line, column);
        Str key = sum->by_column[column];
        if (!is_figure_column(r, column) || is_excused(r, sum->line, column))
            continue;
        if (is_typed(c) && column_has_sums(w, column))
            report_typed(r, c, sum->form->first);
        else if (key.n && map_find(&sum->forms, key) != sum->form)
            report_unlike(r, c, sum->form->first);
    }
}

/* The figure of a line in the column in which a sum is written first. */
static const SheetCell *summed_cell(const SheetReader *r, const SumRow *sum, int line)
{
    return sheet_cell(r->sheet, r->lines.at[line].row, sum->form->first->column);
}

static void report_outside(SheetReader *r, const SumRow *sum, int line)
{
    Arena *job = r->d->reader->job;
    Diag *sink = r->d->reader->diag;
    Str why;
    const Expr *e = formula_read(job, r->workbook, r->range.sheet, sum->form->first, &why);
    diag(sink, SHT011, sheet_cell_pos(r, r->range.sheet, summed_cell(r, sum, line)),
         "\"" STR_FMT "\" is in no sum, although a sum ends beside it; expected the sum to take it in",
         STR_ARG(r->d->rows.at[line].label));
    if (e)
        diag_label(sink, sheet_cell_pos(r, r->range.sheet, sum->form->first), "the sum: " STR_FMT,
                   STR_ARG(formula_text(job, r->workbook, r->range.sheet, e)));
}

/* Lines that follow the end of a range, up or down, without a heading, a sum or a blank row between. */
static void check_beside(FormulaWalk *w, const SumRow *sum, int line, int step)
{
    SheetReader *r = w->r;
    const Row *rows = r->d->rows.at;
    for (int i = line + step; i >= 0 && i < r->lines.n && i != sum->line; i += step) {
        const SheetCell *c = summed_cell(r, sum, i);
        bool near = r->lines.at[i].row - r->lines.at[i - step].row == step;
        if (!near || rows[i].role != ROW_LINE || rows[i].level != rows[line].level || r->lines.at[i].summed)
            return;
        if (c && c->kind == VALUE_NUMBER && !str_is(rows[i].unit, "%") && str_eq(rows[i].unit, rows[line].unit)
            && !is_excused(r, i, -1))
            report_outside(r, sum, i);
    }
}

static void check_outside(FormulaWalk *w, const SumRow *sum)
{
    SheetReader *r = w->r;
    const SheetRange *range = &sum->form->range;
    if (range->bottom == range->top)
        return;
    int top = -1, bottom = -1;
    for (int i = 0; i < sum->form->terms.n; i++) {
        int line = sum->form->terms.at[i].at, row = r->lines.at[line].row;
        if (row < range->top || row > range->bottom)
            continue;
        top = top < 0 ? line : int_min(top, line);
        bottom = int_max(bottom, line);
    }
    if (top < 0)
        return;
    check_beside(w, sum, top, -1);
    check_beside(w, sum, bottom, 1);
}

/* A sum that takes a subtotal and the lines of that. */
static void check_twice(FormulaWalk *w, const SumRow *sum, int *mark, int number)
{
    SheetReader *r = w->r;
    const SumTerms *terms = &sum->form->terms;
    for (int i = 0; i < terms->n; i++)
        mark[terms->at[i].at] = 2 * number + terms->at[i].minus;
    for (int i = 0; i < terms->n; i++) {
        const SumRow *inner = w->sum_of[terms->at[i].at];
        const Term *first = inner ? &inner->form->terms.at[0] : NULL;
        if (!inner || inner == sum || mark[first->at] != 2 * number + (first->minus != terms->at[i].minus))
            continue;
        diag(r->d->reader->diag, SHT011, sheet_cell_pos(r, r->range.sheet, sum->form->first),
             "this sum counts \"" STR_FMT "\" and its lines too; expected each figure once",
             STR_ARG(r->d->rows.at[inner->line].label));
        diag_label(r->d->reader->diag, sheet_cell_pos(r, r->range.sheet, inner->form->first), "the inner sum");
        return;
    }
}

static void check_shapes(FormulaWalk *w)
{
    SheetReader *r = w->r;
    int *mark = NEWN(r->d->reader->job, int, r->lines.n);
    for (int i = 0; i < w->sums.n; i++)
        for (int k = 0; k < w->sums.at[i].form->terms.n; k++)
            r->lines.at[w->sums.at[i].form->terms.at[k].at].summed = true;
    for (int i = 0; i < w->sums.n; i++) {
        check_row_of_sums(w, &w->sums.at[i]);
        check_outside(w, &w->sums.at[i]);
        check_twice(w, &w->sums.at[i], mark, i + 1);
    }
}

/* --- sums of columns -------------------------------------------------------- */

/* How the cells of a column are made. */
typedef struct ColumnSums {
    SumForm form;
    Str key;
    bool mixed; /* in several ways */
    bool stale;
    int typed;
} ColumnSums;

static void look_at_column(FormulaWalk *w, int column, ColumnSums *sums)
{
    SheetReader *r = w->r;
    for (int line = 0; line < r->lines.n && !r->d->too_large; line++) {
        const SheetCell *c = cell_of(r, line, column);
        SumTerms terms = {0};
        sums->stale = sums->stale || r->lines.at[line].stale;
        if (is_typed(c)) {
            sums->typed++;
        } else if (c && c->formula && columns_of(r, c, &terms)) {
            Str key = key_of_terms(r->d->reader->job, &terms);
            sums->mixed = sums->mixed || (sums->key.n && !str_eq(sums->key, key));
            if (!sums->form.cells++) {
                sums->key = key;
                sums->form.terms = terms;
                sums->form.first = c;
            }
        } else if (c && c->formula && !w->sum_of[line]) {
            sums->mixed = true;
        }
    }
}

static Str written_columns(const SheetReader *r, const SumTerms *terms)
{
    Buf b = {0};
    for (int i = 0; i < terms->n; i++) {
        const Term *t = &terms->at[i];
        buf_format(&b, "%s" STR_FMT,
                   t->minus ? (i ? " \xE2\x88\x92 " : "\xE2\x88\x92")
                   : i      ? " + "
                            : "",
                   STR_ARG(r->d->table->columns[t->at].id));
    }
    return buf_take(&b, r->d->reader->job);
}

static bool column_declares(const DataReader *d, int column)
{
    for (int i = 0; i < d->declared.n; i++)
        if (d->declared.at[i].of_column && d->declared.at[i].at == column)
            return data_is_made(d->declared.at[i].element);
    return false;
}

static void read_column(FormulaWalk *w, int column)
{
    SheetReader *r = w->r;
    DataReader *d = r->d;
    ColumnSums sums = {0};
    look_at_column(w, column, &sums);
    if (sums.mixed || sums.stale || sums.form.cells < 2)
        return;
    for (int line = 0; line < r->lines.n && sums.typed && sums.typed * 3 <= sums.form.cells; line++)
        if (is_typed(cell_of(r, line, column)) && !is_excused(r, line, column))
            report_typed(r, cell_of(r, line, column), sums.form.first);
    if (!sums.typed && !column_declares(d, column))
        VEC_PUSH(d->reader->job, &d->relations,
                 (Relation){.kind = RELATION_SUM,
                            .whole = -1,
                            .times = 1,
                            .of_column = true,
                            .at = column,
                            .terms = sums.form.terms.at,
                            .nterms = sums.form.terms.n,
                            .written = written_columns(r, &sums.form.terms),
                            .pos = sheet_cell_pos(r, r->range.sheet, sums.form.first)});
}

/* --- stored values ---------------------------------------------------------- */

static void visit(FormulaWalk *w, int sheet, SheetCell *c)
{
    if (!c || !c->formula || c->visited)
        return;
    c->visited = true;
    VEC_PUSH(w->r->d->reader->job, &w->todo, (CheckStep){sheet, c});
}

static void visit_inputs(FormulaWalk *w, const Expr *e)
{
    SheetReader *r = w->r;
    SheetTerms inputs = {0};
    SheetFault fault = {0};
    formula_inputs(r->d->reader->job, e, &inputs);
    for (int i = 0; i < inputs.n; i++) {
        const SheetRange *range = &inputs.at[i].range;
        const SheetGrid *s = workbook_sheet(r->workbook, range->sheet, &fault);
        for (int k = s ? sheet_row_at(s, range->top) : 0; s && k < s->rows.n && s->rows.at[k].row <= range->bottom; k++)
            for (int at = sheet_cell_from(s, k, range->left); at < sheet_row_end(s, k); at++) {
                if (s->cells.at[at].column > range->right || ++r->reads > FORMULA_READS_MOST)
                    break;
                visit(w, range->sheet, &s->cells.at[at]);
            }
    }
}

static void report_differs(SheetReader *r, const CheckStep *s, const Expr *e, const FormulaCheck *check)
{
    Arena *job = r->d->reader->job;
    SheetCell given = *s->cell;
    given.kind = VALUE_NUMBER;
    given.number = check->expected;
    if (given.style.places >= 0
        && number_compare(number_round(sheet_cell_shown(&given), given.style.places),
                          number_round(sheet_cell_shown(s->cell), given.style.places))
               == 0)
        given.style.places = -1; /* they differ beyond what is shown */
    SheetCell held = *s->cell;
    held.style = given.style;
    Str words = check->words.n ? check->words : sheet_cell_text(job, &given);
    diag(r->d->reader->diag, SHT005, sheet_cell_pos(r, s->sheet, s->cell),
         "this cell holds " STR_FMT ", but its formula " STR_FMT " gives " STR_FMT,
         STR_ARG(sheet_cell_text(job, &held)), STR_ARG(formula_text(job, r->workbook, s->sheet, e)), STR_ARG(words));
    diag_help(r->d->reader->diag, "open the workbook in Excel or LibreOffice, recalculate it (Ctrl+Alt+F9 or "
                                  "Ctrl+Shift+F9), and save it");
}

/* Casting would find the same again. */
static void set_stale(SheetReader *r, const CheckStep *s)
{
    bool inside = s->sheet == r->range.sheet && s->cell->row >= r->range.top && s->cell->row <= r->range.bottom;
    int line = inside ? r->line_at[s->cell->row - r->range.top] : -1;
    if (line >= 0)
        r->lines.at[line].stale = r->d->rows.at[line].told = true;
}

static void check_formula(FormulaWalk *w, const CheckStep *s)
{
    SheetReader *r = w->r;
    Arena *job = r->d->reader->job;
    Diag *sink = r->d->reader->diag;
    Pos at = sheet_cell_pos(r, s->sheet, s->cell);
    Str why = {0};
    const Expr *e = formula_read(job, r->workbook, s->sheet, s->cell, &why);
    FormulaCheck check = {.verdict = FORMULA_NOT_CHECKED, .words = why};
    if (e)
        visit_inputs(w, e);
    if (!s->cell->stored) {
        diag(sink, SHT004, at, "the formula of this cell has no stored value; expected the figure that it gives");
        diag_help(sink, "open the workbook in Excel or LibreOffice and save it; programs that only write files do not "
                        "calculate");
        return;
    }
    if (s->cell->kind == VALUE_FAULTY) {
        sheet_report_faulty(r, s->cell, at);
        return;
    }
    if (e)
        check = formula_check(job, r->workbook, e, s->cell, &r->reads);
    if (check.verdict == FORMULA_DIFFERS) {
        report_differs(r, s, e, &check);
        set_stale(r, s);
    } else if (check.verdict == FORMULA_NOT_CHECKED)
        diag(sink, SHT012, at, "the formula of this cell is not checked, because of " STR_FMT, STR_ARG(check.words));
}

static void check_all(FormulaWalk *w)
{
    SheetReader *r = w->r;
    for (int line = 0; line < r->lines.n; line++)
        for (int column = 0; column < r->d->table->ncolumns; column++)
            visit(w, r->range.sheet, sheet_cell(r->sheet, r->lines.at[line].row, r->columns[column]));
    for (int i = 0; i < w->todo.n; i++) {
        CheckStep step = w->todo.at[i];
        check_formula(w, &step);
    }
}

/* --- the whole -------------------------------------------------------------- */

static void declare_keys(SheetReader *r)
{
    DataReader *d = r->d;
    for (int i = 0; i < r->lines.n; i++) {
        if (!r->lines.at[i].element || d->rows.at[i].role == ROW_GROUP)
            continue;
        data_declare(d, r->lines.at[i].element, false, i);
        d->declared.at[d->declared.n - 1].has_sum = r->lines.at[i].has_sum;
    }
}

void sheet_read_formulas(SheetReader *r)
{
    FormulaWalk w = {.r = r};
    w.sum_of = NEWN(r->d->reader->job, SumRow *, r->lines.n);
    for (int line = 0; line < r->lines.n && !r->d->too_large; line++)
        if (r->d->rows.at[line].role != ROW_GROUP)
            find_sum(&w, line);
    for (int i = 0; i < w.sums.n; i++)
        w.sum_of[w.sums.at[i].line] = &w.sums.at[i];
    if (!r->d->too_large)
        check_all(&w);
    for (int i = 0; i < w.sums.n; i++)
        add_relation(r, &w.sums.at[i]);
    for (int column = 1; column < r->d->table->ncolumns && !r->d->too_large; column++)
        if (is_figure_column(r, column))
            read_column(&w, column);
    declare_keys(r);
    if (!r->d->too_large && w.sums.n)
        check_shapes(&w);
}
