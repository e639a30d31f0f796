/* A cell as readers see it and as a screen reader says it.
 *
 * Figures have commas between thousands, the decimals of their column and a true minus. A misprinted figure is shown
 * as printed, to the last place. The kinds of empty look different, because they are different, and each is
 * spoken in full; official statistics have shorthands in brackets, also beside figures. A column's unit is in its
 * heading; a row's own unit follows each figure, and "m" is read out as million. Templates may put negative figures in
 * parentheses. These enclose the unit too, and are spoken like the minus. Words that consist of one figure of the data
 * are treated like that figure; inside longer words a figure keeps its minus. */
#include "base/ascii.h"
#include "doc/table.h"

#include "doc/table_cell.h"
#include "doc/units.h"

#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"

/* How each kind of empty is set and spoken. Nil is set as an en dash, which is not a word. */
static const struct {
    WordId shown, said;
} empties[] = {
    [CELL_NIL] = {WORD_NIL, WORD_NIL},
    [CELL_NOT_APPLICABLE] = {WORD_NOT_APPLICABLE_SHORT, WORD_NOT_APPLICABLE},
    [CELL_NOT_RECORDED] = {WORD_NOT_RECORDED_SHORT, WORD_NOT_RECORDED},
    [CELL_TO_BE_CONFIRMED] = {WORD_TO_BE_CONFIRMED_SHORT, WORD_TO_BE_CONFIRMED},
    [CELL_NO_TARGET] = {WORD_NO_TARGET_SET, WORD_NO_TARGET_SET},
    [CELL_SUPPRESSED] = {WORD_SUPPRESSED, WORD_SUPPRESSED},
    [CELL_NOT_AVAILABLE] = {WORD_NOT_AVAILABLE, WORD_NOT_AVAILABLE},
    [CELL_LOW] = {WORD_LOW, WORD_LOW},
};

static const struct {
    const char *shown;
    WordId said;
} marker_words[MARKER_COUNT] = {
    [MARKER_REVISED] = {"[r]", WORD_MARKER_REVISED},     [MARKER_PROVISIONAL] = {"[p]", WORD_MARKER_PROVISIONAL},
    [MARKER_ESTIMATED] = {"[e]", WORD_MARKER_ESTIMATED}, [MARKER_FORECAST] = {"[f]", WORD_MARKER_FORECAST},
    [MARKER_BREAK] = {"[b]", WORD_MARKER_BREAK},         [MARKER_UNRELIABLE] = {"[u]", WORD_MARKER_UNRELIABLE},
};

/* What stands in brackets instead of a figure; NULL: words do. */
static const char *shorthand_of(Emptiness e)
{
    return e == CELL_SUPPRESSED ? "[c]" : e == CELL_NOT_AVAILABLE ? "[x]" : e == CELL_LOW ? "[low]" : NULL;
}

Str shorthands_explained(Arena *a, const Language *l, unsigned empties_used, unsigned markers)
{
    Buf out = {0};
    for (int e = CELL_FILLED; e < EMPTINESS_COUNT; e++)
        if (empties_used & 1u << e && shorthand_of((Emptiness)e))
            buf_format(&out, "%s%s " STR_FMT, out.n ? "; " : "", shorthand_of((Emptiness)e),
                       STR_ARG(empty_words(l, (Emptiness)e)));
    for (int m = 0; m < MARKER_COUNT; m++)
        if (markers & 1u << m)
            buf_format(&out, "%s%s " STR_FMT, out.n ? "; " : "", marker_words[m].shown,
                       STR_ARG(language_word(l, marker_words[m].said)));
    return buf_take(&out, a);
}

/* The markers behind a figure, and how they are spoken. */
static Str with_markers(Arena *a, const Table *t, const Cell *cell, Str shown, Str *spoken)
{
    Str said = spoken->n ? *spoken : shown;
    for (int m = 0; m < MARKER_COUNT; m++) {
        if (!(cell->markers & 1u << m))
            continue;
        shown = str_format(a, STR_FMT "\xC2\xA0%s", STR_ARG(shown), marker_words[m].shown);
        said = str_format(a, STR_FMT " " STR_FMT, STR_ARG(said),
                          STR_ARG(language_word(t->language, marker_words[m].said)));
    }
    *spoken = said;
    return shown;
}

const char *empty_name(Emptiness e)
{
    static const char *const names[EMPTINESS_COUNT] = {
        [CELL_FILLED] = "",
        [CELL_NIL] = "nil",
        [CELL_NOT_APPLICABLE] = "not-applicable",
        [CELL_NOT_RECORDED] = "not-recorded",
        [CELL_TO_BE_CONFIRMED] = "to-be-confirmed",
        [CELL_NO_TARGET] = "no-target",
        [CELL_SUPPRESSED] = "suppressed",
        [CELL_NOT_AVAILABLE] = "not-available",
        [CELL_LOW] = "low",
    };
    return names[e];
}

Str empty_words(const Language *l, Emptiness e)
{
    return e == CELL_FILLED ? (Str){0} : language_word(l, empties[e].said);
}

static Str format_number(Arena *a, const Table *t, CellPlace origin, int column, Str *spoken)
{
    const Cell *cell = table_cell(t, origin);
    const Row *row = &t->rows[origin.row];
    int decimals = cell->corrected ? -1 : row_decimals(row, &t->columns[column]);
    Decimal value = decimals < 0 ? cell->value : decimal_round(cell->value, decimals);
    bool negative = value.units < 0;
    if (negative)
        value.units = -value.units;
    Str figure = decimal_format(a, value, decimals, true);
    UnitAround unit = unit_around(a, t->language, row_unit(row, &t->columns[column]));
    if (negative || unit.said.n)
        *spoken = str_format(a, STR_FMT STR_FMT STR_FMT, STR_ARG(unit.before), STR_ARG(figure),
                             STR_ARG(unit.said.n ? unit.said : unit.behind));
    if (negative)
        *spoken = language_fill_one(a, t->language, t->columns[column].variance ? WORD_ADVERSE : WORD_MINUS, *spoken);
    if (negative && t->columns[column].variance)
        return str_format(a, "(" STR_FMT STR_FMT STR_FMT ")", STR_ARG(unit.before), STR_ARG(figure),
                          STR_ARG(unit.behind));
    return str_format(a, "%s" STR_FMT STR_FMT STR_FMT, negative ? MINUS : "", STR_ARG(unit.before), STR_ARG(figure),
                      STR_ARG(unit.behind));
}

/* One figure after a minus, perhaps with a unit; not "−5 to −3". */
static bool is_negative_figure(Str shown)
{
    if (!str_starts(shown, MINUS))
        return false;
    Str figure = str_sub(shown, (int)sizeof MINUS - 1, shown.n);
    if (str_starts(figure, "£"))
        figure = str_sub(figure, (int)sizeof "£" - 1, figure.n);
    return figure.n && is_digit(figure.p[0]) && str_find(figure, MINUS) < 0;
}

Str figure_in_parentheses(Arena *a, const Language *l, Str shown, Str *spoken)
{
    if (!is_negative_figure(shown))
        return shown;
    Str figure = str_sub(shown, (int)sizeof MINUS - 1, shown.n);
    if (!spoken->n)
        *spoken = language_fill_one(a, l, WORD_MINUS, figure);
    return str_format(a, "(" STR_FMT ")", STR_ARG(figure));
}

/* The words of a cell. Words that consist of one negative figure are spoken as one. */
static Str words_of(Arena *a, const Language *l, const Cell *cell, Str *spoken)
{
    Str words = str_trim(cell_plain(a, cell, STRUCK_OMITTED));
    if (cell->bound && is_negative_figure(words))
        *spoken = language_fill_one(a, l, WORD_MINUS, str_sub(words, (int)sizeof MINUS - 1, words.n));
    return words;
}

Str cell_format(Arena *a, const Table *t, int row, int column, Str *spoken)
{
    CellPlace origin = table_origin(t, row, column);
    const Cell *cell = table_cell(t, origin);
    *spoken = (Str){0};
    if (cell->number && cell->text.n)
        return cell->text;
    if (cell->number) {
        Str figure = format_number(a, t, origin, column, spoken);
        return cell->markers ? with_markers(a, t, cell, figure, spoken) : figure;
    }
    if (cell->empty == CELL_FILLED)
        return words_of(a, t->language, cell, spoken);
    Str words = empty_words(t->language, cell->empty);
    const char *shorthand = shorthand_of(cell->empty);
    Str shown = cell->empty == CELL_NIL ? STR(EN_DASH)
                : shorthand             ? str_c(shorthand)
                                        : language_word(t->language, empties[cell->empty].shown);
    if (!str_eq(shown, words))
        *spoken = words;
    return shown;
}

/* ---- a figure read back from the words that show it ---- */

static bool is_part(char c)
{
    return is_digit(c) || c == ',' || c == '.';
}

/* Whether a minus or a parenthesis stands before a place, with nothing between but a pound sign. */
static bool is_negative(Str before)
{
    static const char pound[] = "\xC2\xA3";
    Str s = str_ends(before, pound) ? str_sub(before, 0, before.n - 2) : before;
    return str_ends(s, "\xE2\x88\x92") || str_ends(s, "-") || str_ends(s, "(");
}

bool shown_figure(Str words, Decimal *out)
{
    int from = 0, to;
    while (from < words.n && !is_digit(words.p[from]))
        from++;
    for (to = from; to < words.n && is_part(words.p[to]);)
        to++;
    while (to > from && !is_digit(words.p[to - 1]))
        to--;
    if (!decimal_parse(str_sub(words, from, to), out))
        return false;
    if (is_negative(str_sub(words, 0, from)))
        out->units = -out->units;
    return true;
}
