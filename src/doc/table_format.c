/* A cell as the eye sees it and as a reader says it.
 *
 * Figures have their thousands in commas, the decimals of their column and a true minus. A figure that
 * is known to be misprinted is shown as it was printed, to the last place. The five kinds of empty look
 * different, because they are different; each is spoken in full. The unit of a column stands in its head; a
 * row's own unit stands with each figure, and "m" is read out as million. Templates may ask for negative figures in
 * parentheses; these go around the unit too, and are spoken as the minus is. Words that are one figure of the data are
 * treated as it is; inside longer words it keeps its minus. */
#include "base/ascii.h"
#include "doc/table.h"

#include "doc/table_cell.h"
#include "doc/units.h"

#define MINUS "\xE2\x88\x92"

static const struct {
    const char *shown, *words;
} empties[] = {
    [CELL_FILLED] = {"", ""},
    [CELL_NIL] = {"\xE2\x80\x93", "nil"}, /* en dash */
    [CELL_NOT_APPLICABLE] = {"n/a", "not applicable"},
    [CELL_NOT_RECORDED] = {"n/r", "not recorded"},
    [CELL_TO_BE_CONFIRMED] = {"tbc", "to be confirmed"},
    [CELL_NO_TARGET] = {"No target set", "No target set"},
};

const char *empty_words(Emptiness e)
{
    return empties[e].words;
}

static Str format_number(Arena *a, const Cell *cell, int decimals, Str unit, Str *spoken)
{
    Decimal value = cell->value;
    bool negative = value.units < 0;
    if (negative)
        value.units = -value.units;
    Str figure = decimal_format(a, value, cell->corrected ? -1 : decimals, true), before, behind, said;
    unit_around(a, unit, &before, &behind, &said);
    if (negative || said.n)
        *spoken = str_format(a, "%s" STR_FMT STR_FMT STR_FMT, negative ? "minus " : "", STR_ARG(before),
                             STR_ARG(figure), STR_ARG(said.n ? said : behind));
    return str_format(a, "%s" STR_FMT STR_FMT STR_FMT, negative ? MINUS : "", STR_ARG(before), STR_ARG(figure),
                      STR_ARG(behind));
}

/* One figure behind a minus, maybe with a unit; not "−5 to −3". */
static bool is_negative_figure(Str shown)
{
    if (!str_starts(shown, MINUS))
        return false;
    Str figure = str_sub(shown, (int)sizeof MINUS - 1, shown.n);
    if (str_starts(figure, "£"))
        figure = str_sub(figure, (int)sizeof "£" - 1, figure.n);
    return figure.n && is_digit(figure.p[0]) && str_find(figure, MINUS) < 0;
}

Str figure_in_parentheses(Arena *a, Str shown, Str *spoken)
{
    if (!is_negative_figure(shown))
        return shown;
    Str figure = str_sub(shown, (int)sizeof MINUS - 1, shown.n);
    if (!spoken->n)
        *spoken = str_format(a, "minus " STR_FMT, STR_ARG(figure));
    return str_format(a, "(" STR_FMT ")", STR_ARG(figure));
}

/* The words of a cell; those that are one figure of the data, below nought, are spoken as one. */
static Str words_of(Arena *a, const Cell *cell, Str *spoken)
{
    Str words = cell->content ? node_text(a, cell->content) : cell->text;
    if (cell->bound && is_negative_figure(words))
        *spoken = str_format(a, "minus " STR_FMT, STR_ARG(str_sub(words, (int)sizeof MINUS - 1, words.n)));
    return words;
}

Str cell_format(Arena *a, const Table *t, int row, int column, Str *spoken)
{
    CellPlace origin = table_origin(t, row, column);
    const Cell *cell = table_cell(t, origin);
    const Row *r = &t->rows[origin.row];
    *spoken = (Str){0};
    if (cell->number && cell->text.n)
        return cell->text;
    if (cell->number)
        return format_number(a, cell, row_decimals(r, &t->columns[column]), r->unit, spoken);
    if (cell->empty == CELL_FILLED)
        return words_of(a, cell, spoken);
    Str shown = str_c(empties[cell->empty].shown), words = str_c(empties[cell->empty].words);
    if (!str_eq(shown, words))
        *spoken = words;
    return shown;
}
