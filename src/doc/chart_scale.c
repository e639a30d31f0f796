/* Scales and labels of charts, in whole numbers throughout.
 *
 * A step is 1, 2 or 5 times a power of ten, never finer than the decimals of the figures, so that every mark of the
 * scale can be written exactly. */
#include "doc/chart.h"

#include "base/str.h"
#include "doc/units.h"

static int64_t power_of_ten(int n)
{
    int64_t p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

/* The smallest of finest × 1, 2, 5, 10, 20 … that is large enough. */
static int64_t round_step(int64_t least, int64_t finest)
{
    static const int steps[] = {1, 2, 5};
    for (int64_t noughts = finest;; noughts *= 10)
        for (int i = 0; i < COUNT(steps); i++)
            if (noughts * steps[i] >= least)
                return noughts * steps[i];
}

static int64_t floor_to(int64_t v, int64_t step)
{
    int64_t down = v / step * step;
    return down > v ? down - step : down;
}

static void widen(int64_t v, int64_t *least, int64_t *most)
{
    *least = v < *least ? v : *least;
    *most = v > *most ? v : *most;
}

/* Both sides of a stack. */
static void widen_by_stack(const Chart *c, int group, int64_t *least, int64_t *most)
{
    int64_t above = 0, below = 0;
    for (int s = 0; s < c->nseries; s++) {
        const ChartPoint *p = chart_point(c, group, s);
        if (p->there)
            *(p->units < 0 ? &below : &above) += p->units;
    }
    widen(above, least, most);
    widen(below, least, most);
}

void chart_range(const Chart *c, int64_t *least, int64_t *most)
{
    bool any = false;
    *least = *most = 0;
    for (int g = 0; g < c->ngroups; g++) {
        if (c->type == CHART_STACKED || c->type == CHART_SHARE)
            widen_by_stack(c, g, least, most);
        for (int s = 0; s < c->nseries && c->type != CHART_STACKED && c->type != CHART_SHARE; s++) {
            const ChartPoint *p = chart_point(c, g, s);
            if (!p->there)
                continue;
            if (!any && c->type == CHART_LINE)
                *least = *most = p->units;
            any = true;
            widen(p->units, least, most);
        }
    }
}

ChartScale chart_scale(const Chart *c, int steps)
{
    int64_t least, most, finest = power_of_ten(c->places - c->decimals), one = power_of_ten(c->places);
    chart_range(c, &least, &most);
    if (least > 0 && least <= most - most / 2)
        least = 0;
    if (most < 0 && most >= least - least / 2)
        most = 0;
    if (least == most)
        widen(least > 0 ? 0 : least + one, &least, &most);
    ChartScale s = {.step = round_step((most - least + steps - 1) / steps, finest)};
    s.low = floor_to(least, s.step);
    s.high = -floor_to(-most, s.step);
    return s;
}

/* A figure whose unit has two or more words stands alone; its unit is stated once. */
static Str with_unit(Arena *a, Str figure, Str unit)
{
    int exponent;
    if (str_is(unit, "%") || str_is(unit, "p"))
        return str_format(a, STR_FMT STR_FMT, STR_ARG(figure), STR_ARG(unit));
    if (!unit_exponent(unit, &exponent) || exponent == 3)
        return str_is(unit, "£k") ? str_format(a, "£" STR_FMT "k", STR_ARG(figure)) : figure;
    return str_format(a, "£" STR_FMT "%s", STR_ARG(figure), exponent == 6 ? "m" : exponent == 9 ? "bn" : "");
}

bool chart_unit_is_apart(const Chart *c)
{
    int exponent;
    if (c->unit.n == 0 || str_is(c->unit, "%") || str_is(c->unit, "£k"))
        return false;
    return !unit_exponent(c->unit, &exponent) || exponent == 3;
}

Str chart_figure(Arena *a, const Chart *c, int64_t units, int decimals)
{
    Decimal value = {.units = units < 0 ? -units : units, .places = (int8_t)c->places};
    Str figure = with_unit(a, decimal_format(a, value, decimals, true), c->unit);
    bool nought = decimal_round(value, decimals).units == 0;
    return units < 0 && !nought ? str_format(a, "\xE2\x88\x92" STR_FMT, STR_ARG(figure)) : figure;
}

/* No more decimals than the steps need; zero millions are zero. */
Str chart_tick(Arena *a, const Chart *c, const ChartScale *s, int64_t at)
{
    int decimals = 0, exponent;
    if (at == 0 && unit_exponent(c->unit, &exponent) && exponent >= 0)
        return chart_unit_is_apart(c) ? STR("0") : STR("£0");
    while (decimals < c->places && s->step % power_of_ten(c->places - decimals) != 0)
        decimals++;
    return chart_figure(a, c, at, decimals);
}

Str chart_percent(Arena *a, const Chart *c, int64_t part, int64_t whole)
{
    if (whole <= 0)
        return STR("0%");
    int percent = (int)((part * 200 + whole) / (2 * whole));
    if (percent == 0 && part > 0)
        return language_word(c->table->language, WORD_BELOW_ONE_PER_CENT);
    return str_format(a, "%d%%", percent);
}
