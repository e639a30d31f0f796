/* Rounded words: "just under £47 million", "about a third", "one in five".
 *
 * The word before the rounded figure is true. There is none when the figure is exactly that; "just under" and "just
 * over" stand within a quarter of the place that is rounded to, or within one percentage point and a twentieth of a
 * fraction; "about" stands elsewhere. A percentage that the data gives rounded, such as 33.3%, is only "about" what it
 * rounds to. A percentage without a fraction near it is rounded to a whole one. */
#include "doc/figure/figure_private.h"

#include "doc/units.h"

enum {
    PLACES = 6,        /* to which quotients are compared; what is exact is found exactly */
    MILLION = 1000000, /* also a percentage point, in units of the last of those places */
    WORDS_LARGEST = 10 /* "one in ten", but "1 in 12" */
};

static const struct {
    int over, under;
    WordId word; /* WORD_COUNT: none, only "three in ten" */
} fractions[] = {
    {1, 10, WORD_TENTH},       {1, 9, WORD_COUNT},      {1, 8, WORD_COUNT},          {1, 7, WORD_COUNT},
    {1, 6, WORD_COUNT},        {1, 5, WORD_FIFTH},      {1, 4, WORD_QUARTER},        {3, 10, WORD_COUNT},
    {1, 3, WORD_THIRD},        {2, 5, WORD_TWO_FIFTHS}, {1, 2, WORD_HALF},           {3, 5, WORD_THREE_FIFTHS},
    {2, 3, WORD_TWO_THIRDS},   {7, 10, WORD_COUNT},     {3, 4, WORD_THREE_QUARTERS}, {4, 5, WORD_FOUR_FIFTHS},
    {9, 10, WORD_NINE_TENTHS},
};

typedef enum Nearness { EXACTLY, ABOUT, JUST_UNDER, JUST_OVER } Nearness;

static Str say_near(Finder *f, Nearness near, Str figure)
{
    static const WordId words[] = {[ABOUT] = WORD_ABOUT, [JUST_UNDER] = WORD_JUST_UNDER, [JUST_OVER] = WORD_JUST_OVER};
    return near == EXACTLY ? figure : language_fill_one(f->a, f->language, words[near], figure);
}

static bool hides(Finder *f)
{
    return refuse_figure(f, DAT020, f->all,
                         STR("rounded like this, nothing is left of the figure; expected more decimals or a smaller "
                             "unit"));
}

static bool too_large(Finder *f)
{
    return refuse_figure(f, DAT020, f->all, STR("the figure is too large for this form"));
}

static Decimal size_of(Decimal d)
{
    d.units = d.units < 0 ? -d.units : d.units;
    return d;
}

/* --- fractions of a whole --- */

/* over / under of a percentage, exactly. */
static bool is_fraction(const FigureWork *w, int64_t over, int64_t under)
{
    Decimal ours, theirs;
    return decimal_scale(w->over, under, &ours) && decimal_scale(w->under, over * 100, &theirs)
           && decimal_cmp(ours, theirs) == 0;
}

/* A percentage less a fraction, in millionths of a percentage point. */
static int64_t gap_to(Decimal percent, int64_t over, int64_t under)
{
    int64_t fraction = (over * 100 * MILLION * 2 + under) / (under * 2);
    return percent.units - fraction;
}

/* Half of the last place, in millionths: a figure of the data was rounded by up to that. */
static int64_t rounded_by(int places)
{
    int64_t half = MILLION / 2;
    for (; places > 0; places--)
        half /= 10;
    return half;
}

/* How a percentage stands to a fraction near it. */
static Nearness nearness_to(const FigureWork *w, Decimal percent, int64_t over, int64_t under)
{
    int64_t gap = gap_to(percent, over, under), size = gap < 0 ? -gap : gap;
    if (is_fraction(w, over, under))
        return EXACTLY;
    bool of_data = w->under.units == 1, just = size <= MILLION && size * 20 * under <= over * 100 * MILLION;
    if (!just || (of_data && size <= rounded_by(w->over.places)))
        return ABOUT;
    return gap < 0 ? JUST_UNDER : JUST_OVER;
}

/* The nearest fraction within `most` percentage points and a tenth of itself; -1: none. */
static int nearest_fraction(Decimal percent, bool with_word, int most)
{
    int best = -1;
    int64_t least = (int64_t)most * MILLION + 1;
    for (int i = 0; i < COUNT(fractions); i++) {
        int64_t gap = gap_to(percent, fractions[i].over, fractions[i].under), size = gap < 0 ? -gap : gap;
        if (size >= least || (with_word && fractions[i].word == WORD_COUNT)
            || size * 10 * fractions[i].under > (int64_t)fractions[i].over * 100 * MILLION)
            continue;
        best = i;
        least = size;
    }
    return best;
}

static Str number_of(Finder *f, int64_t number, bool words)
{
    return words ? language_number(f->language, number) : decimal_format(f->a, (Decimal){number, 0}, 0, true);
}

static Str one_in(Finder *f, int64_t over, int64_t under)
{
    int below = f->style ? f->style->words_below : 0;
    bool words = under <= WORDS_LARGEST && (!below || under <= below);
    return language_fill(f->a, f->language, WORD_ONE_IN,
                         (const Str[]){number_of(f, over, words), number_of(f, under, words)}, 2);
}

bool write_one_in(Finder *f, const FigureWork *w, Str *out)
{
    Decimal percent, under;
    if (!str_is(w->place.unit, "%") || w->points)
        return refuse_figure(f, DAT020, f->all, STR("one-in is for percentages; expected a percentage, or share"));
    if (!work_round(f, w, 0, PLACES, &percent))
        return false;
    if (percent.units <= 0 || percent.units >= (int64_t)100 * MILLION)
        return refuse_figure(f, DAT020, f->all, STR("one-in needs a percentage between 0 and 100"));
    int i = nearest_fraction(percent, false, 1);
    if (i >= 0) {
        *out = say_near(f, nearness_to(w, percent, fractions[i].over, fractions[i].under),
                        one_in(f, fractions[i].over, fractions[i].under));
        return true;
    }
    int64_t over = 1;
    bool small = percent.units < (int64_t)10 * MILLION;
    if (!decimal_divide((Decimal){100, 0}, small ? percent : (Decimal){1, 0}, 0, &under))
        return hides(f);
    if (!small)
        over = decimal_round(percent, 0).units;
    *out = say_near(f, is_fraction(w, over, under.units) ? EXACTLY : ABOUT, one_in(f, over, under.units));
    return true;
}

/* --- rounded figures --- */

typedef struct RoundedStep {
    int exponent, decimals; /* 10^exponent is written with that many decimals */
} RoundedStep;

static int digits_before_point(Decimal d)
{
    int n = 0;
    for (int64_t whole = d.units; whole > 0; whole /= 10)
        n++;
    return n - d.places;
}

/* Two significant digits, and all of whole millions. */
static RoundedStep usual_step(Decimal base)
{
    int digits = digits_before_point(base), unit = digits >= 10 ? 9 : digits >= 7 ? 6 : 0;
    if (unit)
        return (RoundedStep){unit, digits - unit == 1};
    if (digits > 2)
        return (RoundedStep){digits - 2, 0};
    return (RoundedStep){0, digits > 0 ? 0 : int_min(1 - digits, 9)};
}

/* Rounds to the step; how the exact figure stands to that. */
static bool round_to(Finder *f, const FigureWork *w, RoundedStep step, Decimal *rounded, Nearness *near)
{
    Decimal exact, gap, unit, back;
    if (!work_round(f, w, 0, w->under.units == 1 ? -1 : PLACES, &exact)
        || !work_round(f, w, -step.exponent, step.decimals, rounded))
        return false;
    if (rounded->units == 0 && w->over.units != 0)
        return hides(f);
    bool fits = decimal_shift_exact(*rounded, step.exponent, rounded) && decimal_sub(exact, *rounded, &gap)
                && decimal_shift_exact((Decimal){1, (int8_t)step.decimals}, step.exponent, &unit)
                && decimal_scale(size_of(gap), 4, &back);
    if (!fits)
        return too_large(f);
    bool equal =
        rounded->places == 0 && decimal_scale(w->under, rounded->units, &back) && decimal_cmp(back, w->over) == 0;
    *near = ABOUT;
    if (equal || (w->under.units == 1 && gap.units == 0))
        *near = EXACTLY;
    else if (gap.units != 0 && decimal_scale(size_of(gap), 4, &back) && decimal_cmp(back, unit) <= 0)
        *near = gap.units < 0 ? JUST_UNDER : JUST_OVER;
    return true;
}

static Decimal without_end_zeros(Decimal d)
{
    while (d.places > 0 && d.units % 10 == 0) {
        d.units /= 10;
        d.places--;
    }
    return d;
}

/* Pounds as they are, or in words for millions. */
static FigureForm money_form(const FigureForm *form, Decimal pounds)
{
    FigureForm out = *form;
    int digits = digits_before_point(pounds);
    if (form->money)
        return out;
    out.money = true;
    out.exponent = digits >= 10 ? 9 : digits >= 7 ? 6 : 0;
    out.behind = "";
    out.spelt = digits >= 10 ? WORD_BILLION : digits >= 7 ? WORD_MILLION : WORD_COUNT;
    return out;
}

/* The rounded figure, in the form and with no more decimals than it needs. */
static bool write_rounded(Finder *f, const FigureWork *w, Decimal rounded, const FigureForm *form, Str *out)
{
    FigureWork shown = *w;
    FigureForm how = *form;
    shown.under = (Decimal){1, 0};
    shown.over = without_end_zeros(rounded);
    if (!form->bare && str_is(w->place.unit, "£"))
        how = money_form(form, rounded);
    Decimal scaled = shown.over;
    if (how.money && !decimal_shift_exact(shown.over, -how.exponent, &scaled))
        return too_large(f);
    how.decimals = int_max(without_end_zeros(scaled).places, 0);
    return write_number(f, &shown, &how, out);
}

/* In pounds, so that the place to round to does not depend on the unit of the table. */
static bool to_pounds(FigureWork *w)
{
    int exponent;
    if (!unit_exponent(w->place.unit, &exponent) || exponent < 0)
        return true;
    w->place.unit = STR("£");
    return decimal_shift_exact(w->over, exponent, &w->over);
}

typedef struct AboutText {
    Nearness near;
    Str text;
} AboutText;

/* A percentage as a fraction, when there is one near it. */
static bool write_fraction(Finder *f, const FigureWork *w, AboutText *out)
{
    Decimal percent;
    if (!work_round(f, w, 0, PLACES, &percent))
        return false;
    int i = nearest_fraction(percent, true, 2);
    if (i >= 0)
        *out = (AboutText){nearness_to(w, percent, fractions[i].over, fractions[i].under),
                           language_word(f->language, fractions[i].word)};
    return true;
}

/* A figure above zero. */
static bool write_size(Finder *f, const FigureWork *w, const FigureForm *form, AboutText *out)
{
    Decimal base, rounded;
    bool percent = str_is(w->place.unit, "%") && !w->points && !form->percent && form->decimals < 0;
    if (percent && !write_fraction(f, w, out))
        return false;
    if (out->text.n)
        return true;
    if (!work_round(f, w, 0, w->under.units == 1 ? -1 : PLACES, &base))
        return false;
    RoundedStep step = usual_step(base);
    if (form->money || form->decimals >= 0)
        step = (RoundedStep){form->money ? form->exponent : 0, int_max(form->decimals, 0)};
    return round_to(f, w, step, &rounded, &out->near) && write_rounded(f, w, rounded, form, &out->text);
}

/* "Just under" a figure below zero would be read both ways, so that is only "about". */
bool write_about(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    FigureWork size = *w;
    FigureForm how = *form;
    AboutText about = {0};
    bool negative = w->over.units < 0;
    if (!w->over.units)
        return write_number(f, w, form, out);
    work_lose_sign(&size);
    how.percent = how.percent || (negative && str_is(w->place.unit, "%"));
    if (!to_pounds(&size))
        return too_large(f);
    if (!write_size(f, &size, &how, &about))
        return false;
    if (negative)
        about = (AboutText){about.near == EXACTLY ? EXACTLY : ABOUT,
                            str_format(f->a, FIGURE_MINUS STR_FMT, STR_ARG(about.text))};
    *out = say_near(f, about.near, about.text);
    return true;
}
