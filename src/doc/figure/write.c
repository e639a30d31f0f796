/* The text of a figure.
 *
 * Without a form a figure appears as a reader expects it in a sentence: £45,820, 43.0%, 1,349.2 FTE. Thousands of
 * pounds are written out. A form scales money from one unit to another exactly and rounds once. Words and ordinals are
 * for whole numbers, and keep the unit; an amount of money stays in digits. */
#include "doc/figure/figure_private.h"

#include "doc/units.h"

#define NBSP "\xC2\xA0"

Str with_sign(Arena *a, Str figure, const char *before, Str behind)
{
    bool negative = str_starts(figure, FIGURE_MINUS);
    if (negative)
        figure = str_sub(figure, (int)sizeof FIGURE_MINUS - 1, figure.n);
    return str_format(a, "%s%s" STR_FMT STR_FMT, negative ? FIGURE_MINUS : "", before, STR_ARG(figure),
                      STR_ARG(behind));
}

/* The digits: value × 10^exponent with that many decimals. */
static bool write_digits(Finder *f, FigureWork *w, int exponent, int decimals, Str *out)
{
    Decimal value;
    if (!work_round(f, w, exponent, decimals, &value))
        return false;
    w->hidden = value.units == 0 && w->over.units != 0;
    *out = decimal_format(f->a, value, -1, true);
    return true;
}

static bool write_money(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    int exponent = 0;
    if (w->place.unit.n && !unit_exponent(w->place.unit, &exponent))
        return refuse_figure(f, DAT020, f->all,
                             str_format(f->a, "a figure in " STR_FMT " cannot be shown in pounds",
                                        STR_ARG(w->place.unit)));
    const Table *t = w->place.table;
    if (!w->place.unit.n && t && t->columns[w->place.column].kind != COL_AMOUNT
        && column_is_figure(t->columns[w->place.column].kind))
        return refuse_figure(f, DAT020, f->all, STR("a number of things cannot be shown in pounds"));
    bool whole = form->exponent == 0 && exponent > 0;
    int decimals = form->decimals >= 0           ? form->decimals
                   : form->exponent > 0 || whole ? 0
                   : exponent < 0                ? -1
                                                 : w->place.decimals;
    Str figure, behind = str_c(form->behind);
    if (!write_digits(f, w, exponent - form->exponent, decimals, &figure))
        return false;
    if (form->spelt != WORD_COUNT)
        behind = str_format(f->a, NBSP STR_FMT, STR_ARG(language_word(f->language, form->spelt)));
    *out = with_sign(f->a, figure, "£", behind);
    return true;
}

static Str points_of(Finder *f, Str figure)
{
    return language_fill_one(f->a, f->language, str_is(figure, "1") ? WORD_ONE_POINT : WORD_POINTS, figure);
}

/* Digits or words, with the unit that is not money. */
static Str with_unit(Finder *f, const FigureWork *w, const FigureForm *form, Str figure)
{
    if (form->bare)
        return figure;
    if (w->points)
        return points_of(f, figure);
    if (w->to_one)
        return language_fill_one(f->a, f->language, WORD_RATIO, figure);
    bool spelt = form->per_cent || (form->shape == SHAPE_WORDS && str_is(w->place.unit, "%"));
    Str unit = spelt ? language_word(f->language, WORD_PER_CENT) : form->percent ? STR("%") : w->place.unit;
    UnitAround around = unit_around(f->a, f->language, unit);
    return str_format(f->a, STR_FMT STR_FMT, STR_ARG(figure), STR_ARG(around.behind));
}

/* A figure that is kept more exactly than its table shows it is that of the table, unless the form says how exact it is
 * to be. */
static void round_as_shown(FigureWork *w, const FigureForm *form)
{
    bool itself = w->under.units == 1 && w->under.places == 0 && !w->compared;
    if (itself && form->decimals < 0 && w->place.decimals >= 0 && w->over.places > w->place.decimals)
        w->over = decimal_round(w->over, w->place.decimals);
}

/* With its own unit: thousands of pounds are written out, millions are not. */
static bool write_usual(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    int decimals = form->decimals >= 0 ? form->decimals : w->place.decimals, exponent;
    bool money = !form->bare && unit_exponent(w->place.unit, &exponent) && exponent >= 0;
    round_as_shown(w, form);
    if (money && exponent == 3)
        return write_money(f, w,
                           &(FigureForm){.money = true, .behind = "", .spelt = WORD_COUNT, .decimals = form->decimals},
                           out);
    if (!write_digits(f, w, 0, decimals, out))
        return false;
    if (money)
        *out = with_sign(f->a, *out, "£", exponent == 6 ? STR("m") : exponent == 9 ? STR("bn") : STR(""));
    else
        *out = with_unit(f, w, form, *out);
    return true;
}

bool write_number(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    if (w->pure && (form->money || form->percent))
        return refuse_figure(f, DAT020, f->all, STR("a number of things cannot be shown in pounds or as a percentage"));
    if (form->money)
        return write_money(f, w, form, out);
    if (form->percent && w->place.unit.n && !str_is(w->place.unit, "%"))
        return refuse_figure(f, DAT020, f->all,
                             str_format(f->a, "a figure in " STR_FMT " cannot be shown as a percentage",
                                        STR_ARG(w->place.unit)));
    return write_usual(f, w, form, out);
}

/* The whole number that a figure is. False: it has decimals. */
static bool whole_of(Finder *f, const FigureWork *w, Decimal *whole)
{
    Decimal back;
    return work_round(f, w, 0, 0, whole) && decimal_scale(w->under, whole->units, &back)
           && decimal_cmp(back, w->over) == 0;
}

static bool write_words(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    Decimal whole;
    int exponent, below = f->style ? f->style->words_below : 0;
    if (form->money || (!form->bare && unit_exponent(w->place.unit, &exponent)))
        return write_number(f, w, form, out);
    if (!whole_of(f, w, &whole))
        return refuse_figure(f, DAT020, f->all,
                             STR("a figure with decimals cannot be written in words; expected a whole number"));
    bool negative = whole.units < 0;
    int64_t size = negative ? -whole.units : whole.units;
    Str words = !below || size < below ? language_number(f->language, size) : (Str){0};
    FigureForm digits = *form;
    digits.decimals = 0;
    if (!words.n)
        return write_number(f, w, &digits, out);
    *out = with_unit(f, w, form, negative ? language_fill_one(f->a, f->language, WORD_MINUS, words) : words);
    return true;
}

static bool write_ordinal(Finder *f, const FigureWork *w, Str *out)
{
    const Language *l = f->language;
    Decimal whole;
    int below = f->style ? f->style->words_below : 0;
    if (w->place.unit.n || !whole_of(f, w, &whole) || whole.units < 1)
        return refuse_figure(f, DAT020, f->all,
                             STR("this figure has no ordinal; expected a whole number above zero without a unit"));
    if (whole.units <= l->nordinals && (!below || whole.units < below))
        *out = l->ordinals[whole.units - 1];
    else
        *out = str_format(f->a, STR_FMT STR_FMT, STR_ARG(decimal_format(f->a, whole, 0, true)),
                          STR_ARG(l->ordinal_endings[whole.units % LANGUAGE_NUMBERS]));
    return true;
}

bool write_figure(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    switch (form->shape) {
    case SHAPE_WORDS: return write_words(f, w, form, out);
    case SHAPE_ABOUT: return write_about(f, w, form, out);
    case SHAPE_ONE_IN: return write_one_in(f, w, out);
    case SHAPE_ORDINAL: return write_ordinal(f, w, out);
    default: return write_number(f, w, form, out);
    }
}
