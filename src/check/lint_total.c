/* Totals in tables that are typed in Markdown.
 *
 * The last row, if it is called a total, is held against the columns above it. A column takes part when all its cells
 * are figures of one unit or say that there is none. Percentages, years and columns whose heading speaks of a rate or a
 * change are left alone, because their totals are no sums. Where there are totals in between, the last one may add up
 * all lines, those since the last total, or the totals. Figures in thousands or with decimals are rounded, so that
 * their sum may be out by what rounding can cost. */
#include "check/lint_private.h"

#include "base/ascii.h"
#include "base/decimal.h"
#include "doc/table_cell.h"

typedef struct TypedFigure {
    Decimal value;
    Str unit; /* what stands before and behind it */
} TypedFigure;

/* The sums that a total may be. */
typedef struct Sums {
    Decimal all, since, totals;
    int figures, since_figures;
    Str unit;
    bool rounded, years, fits, has_totals;
} Sums;

static bool is_head(const Node *row)
{
    return row->kind == NODE_ROW && row->u.row.role == ROW_HEAD;
}

/* "Total", "All:", "Grand total", "Total spending". */
static bool is_total(const Lint *l, Str label)
{
    Str first, last, rest;
    label = str_trim(label);
    if (str_ends(label, ":"))
        label = str_trim(str_sub(label, 0, label.n - 1));
    Str total = language_word(l->doc->language, WORD_TOTAL);
    bool one = !str_cut(label, ' ', &first, &rest);
    if (one)
        return language_lists(l->doc->language, WORD_NAMES_OF_TOTALS, first);
    str_cut_last(label, ' ', &rest, &last);
    return str_eq_folded(first, total) || str_eq_folded(last, total);
}

/* "£4.5m" as 4.5, with "£m" for a unit. */
static bool read_figure(Lint *l, Str words, TypedFigure *out)
{
    int from = 0, to = words.n;
    while (from < to && !is_digit(words.p[from]) && words.p[from] != '(' && words.p[from] != '-'
           && !str_starts(str_sub(words, from, to), "−"))
        from++;
    while (to > from && !is_digit(words.p[to - 1]) && words.p[to - 1] != ')')
        to--;
    Str before = str_trim(str_sub(words, 0, from)), behind = str_trim(str_sub(words, to, words.n));
    out->unit = str_format(l->arena, STR_FMT STR_FMT, STR_ARG(before), STR_ARG(behind));
    return out->unit.n <= 8 && decimal_parse(str_sub(words, from, to), &out->value);
}

static bool is_nothing(const Lint *l, Str words)
{
    bool dash = !words.n || str_is(words, "-") || str_is(words, "–") || str_is(words, "—");
    for (int e = CELL_NIL; e < EMPTINESS_COUNT && !dash; e++)
        dash = str_eq_folded(words, empty_words(l->doc->language, (Emptiness)e));
    return dash || str_eq_folded(words, language_word(l->doc->language, WORD_NOT_APPLICABLE_SHORT));
}

static Str words_of(Lint *l, const Node *cell)
{
    return str_trim(node_text(l->arena, cell));
}

static bool may_be_year(Decimal d, Str words)
{
    return d.places == 0 && d.units >= 1900 && d.units <= 2100 && words.n == 4;
}

static void add_line(Sums *s, TypedFigure f, Str words)
{
    if (!s->figures)
        s->unit = f.unit;
    s->fits = s->fits && str_eq(s->unit, f.unit) && decimal_add(s->all, f.value, &s->all)
              && decimal_add(s->since, f.value, &s->since);
    s->years = (!s->figures || s->years) && may_be_year(f.value, words);
    s->rounded =
        s->rounded || f.value.places > 0 || str_ends(f.unit, "m") || str_ends(f.unit, "k") || str_ends(f.unit, "bn");
    s->figures++, s->since_figures++;
}

static void take_cell(Lint *l, const Node *cell, bool of_total, Sums *s)
{
    TypedFigure f;
    Str words = words_of(l, cell);
    bool nothing = is_nothing(l, words), single = cell->u.cell.colspan <= 1 && cell->u.cell.rowspan <= 1;
    if (!s->fits || !single || (!nothing && !read_figure(l, words, &f))) {
        s->fits = false;
        return;
    }
    if (of_total) {
        s->since = (Decimal){0}, s->since_figures = 0, s->has_totals = true;
        s->fits = nothing || decimal_add(s->totals, f.value, &s->totals);
    } else if (!nothing) {
        add_line(s, f, words);
    }
}

static void take_row(Lint *l, const Node *row, Sums *sums)
{
    Str label = row->first ? words_of(l, row->first) : (Str){0}, first, rest;
    bool of_total = is_total(l, label);
    str_cut(label, ' ', &first, &rest);
    if (str_ends(first, ":"))
        first = str_sub(first, 0, first.n - 1);
    bool apart = rest.n && language_lists(l->doc->language, WORD_ROWS_APART, first); /* "of which", "less" */
    for (const Node *cell = row->first; cell; cell = cell->next)
        if (cell->u.cell.column > 0)
            take_cell(l, cell, of_total, &sums[cell->u.cell.column]);
    for (const Node *cell = apart ? row->first : NULL; cell; cell = cell->next)
        sums[cell->u.cell.column].fits = false;
}

static bool is_close(const Sums *s, Decimal total, Decimal sum)
{
    Decimal gap, allowed = {s->rounded ? (s->figures + 1) / 2 : 0, total.places};
    if (!decimal_sub(total, sum, &gap))
        return true;
    if (gap.units < 0)
        gap.units = -gap.units;
    return decimal_cmp(gap, allowed) <= 0;
}

static void check_cell(Lint *l, const Node *cell, const Sums *s)
{
    TypedFigure total;
    bool read = s->fits && read_figure(l, words_of(l, cell), &total);
    if (!read || s->figures < 2 || s->years || str_ends(total.unit, "%") || !str_eq(s->unit, total.unit))
        return;
    if (is_close(s, total.value, s->all) || (s->has_totals && is_close(s, total.value, s->totals))
        || (s->since_figures && is_close(s, total.value, s->since)))
        return;
    diag(l->diag, DAT029, lint_words_pos(l, cell),
         "\"" STR_FMT "\" is " STR_FMT "; expected " STR_FMT ", the sum of the %d figures above it",
         STR_ARG(words_of(l, cell->parent->first)), STR_ARG(decimal_format(l->arena, total.value, -1, true)),
         STR_ARG(decimal_format(l->arena, s->all, -1, true)), s->figures);
}

/* Whether the figures below a heading have a sum. */
static bool has_sum(const Lint *l, Str heading)
{
    return str_find(heading, "%") < 0 && !language_speaks_of(l->doc->language, WORD_HEADS_OF_CHANGE, heading)
           && !language_speaks_of(l->doc->language, WORD_HEADS_OF_RATES, heading);
}

static void start_sums(Lint *l, const Node *table, Sums *sums)
{
    for (int i = 0; i < table->u.table.ncolumns; i++)
        sums[i].fits = true;
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = is_head(row) ? row->first : NULL; cell; cell = cell->next)
            for (int i = 0; i < int_max(cell->u.cell.colspan, 1) && cell->u.cell.column + i < table->u.table.ncolumns;
                 i++)
                sums[cell->u.cell.column + i].fits &= has_sum(l, words_of(l, cell));
}

void lint_total(Lint *l, const Node *table)
{
    const Node *last = NULL;
    for (const Node *row = table->first; row; row = row->next)
        if (row->kind == NODE_ROW && !is_head(row))
            last = row;
    if (!last || !last->first || table->u.table.data.n || !is_total(l, words_of(l, last->first)))
        return;
    Sums *sums = NEWN(l->arena, Sums, table->u.table.ncolumns);
    start_sums(l, table, sums);
    for (const Node *row = table->first; row != last; row = row->next)
        if (row->kind == NODE_ROW && !is_head(row))
            take_row(l, row, sums);
    for (const Node *cell = last->first; cell; cell = cell->next)
        if (cell->u.cell.column > 0 && cell->u.cell.colspan <= 1)
            check_cell(l, cell, &sums[cell->u.cell.column]);
}
