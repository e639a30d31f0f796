/* Figures that are worked out from two: the difference, the percentage change, a share, a ratio, a rate for each of
 * something, and the rank among the lines.
 *
 * A quotient is kept as its two exact parts, so that it is rounded once, when it is shown. Both figures are brought to
 * one unit of money, or refused. A percentage change across zero is refused: nobody reads −5 to 10 as 300%. The
 * direction between two negative figures is that of their size, because costs and gaps are often kept negative. */
#include "doc/figure/figure_private.h"

#include "doc/units.h"

static bool too_large(Finder *f)
{
    return refuse_figure(f, DAT020, f->all, STR("the figure is too large for this form"));
}

static int sign_of(Decimal d)
{
    return (d.units > 0) - (d.units < 0);
}

static Decimal size_of(Decimal d)
{
    d.units = d.units < 0 ? -d.units : d.units;
    return d;
}

void work_lose_sign(FigureWork *w)
{
    w->over = size_of(w->over);
    w->under = size_of(w->under);
}

bool work_round(Finder *f, const FigureWork *w, int exponent, int decimals, Decimal *out)
{
    Decimal over = w->over, under = w->under;
    if (under.units == 1 && under.places == 0) {
        bool fits =
            decimals < 0 ? decimal_shift_exact(over, exponent, out) : decimal_shift(over, exponent, decimals, out);
        return fits || too_large(f);
    }
    bool fits =
        exponent > 0 ? decimal_shift_exact(over, exponent, &over) : decimal_shift_exact(under, -exponent, &under);
    return (fits && decimal_divide(over, under, decimals < 0 ? int_max(w->place.decimals, 0) : decimals, out))
           || too_large(f);
}

/* --- the other figure --- */

/* A name alone: a column of the same rows, or a row of the same column. */
static bool find_beside(Finder *f, const FigureSpan *span, Str name, FigureSpan *out)
{
    const Table *t = span->table;
    bool column = table_column(t, name) >= 0, row = table_row_or_reference(t, name) >= 0;
    if (column && row)
        return refuse_figure(f, DAT020, name,
                             str_format(f->a, "\"" STR_FMT "\" names a row and a column; expected row/column",
                                        STR_ARG(name)));
    *out = *span;
    out->rows.at = NEWN(f->a, int, span->rows.n); /* of its own: rows are sorted and chosen in place */
    for (int i = 0; i < span->rows.n; i++)
        out->rows.at[i] = span->rows.at[i];
    if (row)
        return find_rows(f, t, name, &out->rows);
    return find_columns(f, t, name, &out->columns);
}

bool find_other(Finder *f, const FigureSpan *span, const FigureForm *form, FigureSpan *out)
{
    if (str_find(form->other, "/") >= 0)
        return find_span(f, span->table, form->other, out);
    return find_beside(f, span, form->other, out);
}

/* Nil counts as zero, in the unit of the other figure. */
static bool is_known(Finder *f, FigurePlace *p, const FigurePlace *beside)
{
    if (p->number)
        return true;
    if (p->empty != CELL_NIL)
        return refuse_unknown(f, p->table, (CellPlace){p->row, p->column}, "the result");
    p->value = (Decimal){0, 0};
    p->unit = beside->number ? beside->unit : p->unit;
    p->number = true;
    return true;
}

static bool take_both(Finder *f, const FigureSpan *span, const FigureForm *form, FigurePlace *own, FigurePlace *other)
{
    FigureSpan beside;
    if (!find_other(f, span, form, &beside) || !add_span(f, &beside, other))
        return false;
    return is_known(f, own, other) && is_known(f, other, own);
}

/* --- what is worked out --- */

/* The direction; of two figures below zero, that of their size. */
static int direction_of(const FigurePlace *own, const FigurePlace *other)
{
    int order = decimal_cmp(own->value, other->value);
    return own->value.units < 0 && other->value.units < 0 ? -order : order;
}

static bool subtract(Finder *f, const FigurePlace *other, FigureWork *w)
{
    w->compared = true;
    w->sign = direction_of(&w->place, other);
    if (!decimal_sub(w->place.value, other->value, &w->over))
        return too_large(f);
    w->place.value = w->over;
    w->place.decimals = w->place.decimals < 0 || other->decimals < 0 ? -1 : int_max(w->place.decimals, other->decimals);
    return true;
}

static bool work_out_difference(Finder *f, const FigurePlace *other, FigureWork *w)
{
    w->points = str_is(w->place.unit, "%");
    return subtract(f, other, w);
}

static void be_percentage(FigureWork *w)
{
    w->place.unit = STR("%");
    w->place.decimals = 1;
}

static Str shown(Finder *f, const FigurePlace *p)
{
    return decimal_format(f->a, p->value, -1, true);
}

static bool work_out_change(Finder *f, const FigurePlace *other, const FigureForm *form, FigureWork *w)
{
    int before = sign_of(other->value), after = sign_of(w->place.value);
    if (!before)
        return refuse_figure(f, DAT020, form->other, STR("a percentage change from zero cannot be calculated"));
    if (before == -after)
        return refuse_figure(f, DAT020, form->basis_word,
                             str_format(f->a,
                                        "a percentage change from " STR_FMT " to " STR_FMT " has no meaning, because "
                                        "the sign changes; expected "
                                        "difference",
                                        STR_ARG(shown(f, other)), STR_ARG(shown(f, &w->place))));
    w->under = size_of(other->value);
    if (!subtract(f, other, w) || !decimal_scale(w->over, 100, &w->over))
        return too_large(f);
    be_percentage(w);
    return true;
}

static bool refuse_divisor(Finder *f, const FigureForm *form, const FigurePlace *other)
{
    return refuse_figure(f, DAT020, form->other,
                         str_format(f->a,
                                    "\"" STR_FMT "\" cannot be worked out with " STR_FMT "; expected a figure above "
                                    "zero, and no part below it",
                                    STR_ARG(form->basis_word), STR_ARG(shown(f, other))));
}

/* A share or a ratio: two figures of one kind and sign. */
static bool divide(Finder *f, const FigurePlace *other, const FigureForm *form, FigureWork *w)
{
    int whole = sign_of(other->value), part = sign_of(w->place.value);
    if (!whole || part == -whole)
        return refuse_divisor(f, form, other);
    w->over = size_of(w->place.value);
    w->under = size_of(other->value);
    w->to_one = w->pure = form->basis == BASIS_RATIO;
    w->place.unit = (Str){0};
    w->place.decimals = 1;
    if (w->to_one)
        return true;
    be_percentage(w);
    return decimal_scale(w->over, 100, &w->over) || too_large(f);
}

/* Pounds for each, or for each thousand: amounts are in whole pounds, so that "£52.31" and not "£0.05k" comes out. */
static bool work_out_rate(Finder *f, const FigurePlace *other, const FigureForm *form, FigureWork *w)
{
    int exponent, theirs;
    bool money = unit_exponent(w->place.unit, &exponent), by_money = unit_exponent(other->unit, &theirs);
    if (sign_of(other->value) <= 0)
        return refuse_divisor(f, form, other);
    if (str_is(other->unit, "%") || (money && by_money))
        return refuse_units(f, form->other, &w->place, other);
    w->under = other->value;
    if (by_money && !decimal_shift_exact(w->under, theirs, &w->under))
        return too_large(f);
    w->place.decimals = money ? 2 : 1;
    if (money && exponent > 0) {
        w->place.unit = STR("£");
        if (!decimal_shift_exact(w->over, exponent, &w->over))
            return too_large(f);
    }
    return decimal_scale(w->over, form->each, &w->over) || too_large(f);
}

/* How many lines of the table have a larger figure, and one more. */
static bool work_out_rank(Finder *f, const FigureSpan *span, FigureWork *w)
{
    Places lines;
    int larger = 0;
    if (!find_rows(f, span->table, (Str){0}, &lines))
        return false;
    for (int i = 0; i < lines.n; i++) {
        FigureSpan line = span_of_cell(f, span->table, lines.at[i], span->columns.at[0]);
        FigurePlace own, rival = w->place;
        if (!add_span(f, &line, &own))
            return false;
        if (!own.number && own.empty != CELL_NIL && is_zero(own.empty))
            continue;
        if (!is_known(f, &own, &rival))
            return false;
        if (!bring_together(&own, &rival))
            return refuse_units(f, f->all, &own, &rival);
        larger += decimal_cmp(own.value, rival.value) > 0;
    }
    w->over = (Decimal){larger + 1, 0};
    w->place.value = w->over;
    w->place.unit = (Str){0};
    w->place.decimals = 0;
    w->pure = true;
    return true;
}

static bool work_with(Finder *f, const FigureSpan *span, const FigureForm *form, FigureWork *w)
{
    FigurePlace other;
    if (!take_both(f, span, form, &w->place, &other))
        return false;
    if (form->basis != BASIS_PER && !bring_together(&w->place, &other))
        return refuse_units(f, form->other, &w->place, &other);
    w->over = w->place.value;
    switch (form->basis) {
    case BASIS_DIFFERENCE: return work_out_difference(f, &other, w);
    case BASIS_CHANGE: return work_out_change(f, &other, form, w);
    case BASIS_PER: return work_out_rate(f, &other, form, w);
    default: return divide(f, &other, form, w);
    }
}

static bool needs_figure(Finder *f, const FigureForm *form, const FigurePlace *p)
{
    return p->number
           || refuse_figure(f, DAT020, form->basis_word,
                            str_format(f->a, "\"" STR_FMT "\" needs a figure; expected data/row/column before the bar",
                                       STR_ARG(form->basis_word)));
}

bool work_out(Finder *f, const FigureSpan *span, const FigurePlace *place, const FigureForm *form, FigureWork *out)
{
    *out = (FigureWork){.place = *place,
                        .own = *place,
                        .over = place->value,
                        .under = {1, 0},
                        .sign = sign_of(place->value)};
    out->pure = place->row < 0 && !place->unit.n;
    if (form->basis == BASIS_ITSELF)
        return true;
    if (!span->columns.n)
        return needs_figure(f, form, &(FigurePlace){0});
    if (form->basis == BASIS_RANK)
        return is_known(f, &out->place, &out->place) && work_out_rank(f, span, out);
    return work_with(f, span, form, out);
}
