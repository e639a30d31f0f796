/* The figures that a chart may show. Those of its data are on its marks; where there is room for them differs between
 * products, and so does whether there is a scale. */
#include "proof/report_private.h"

static bool is_in(Str figures, Str word)
{
    Str one, core = figure_core(word);
    while (figures.n) {
        str_cut(figures, ' ', &one, &figures);
        if (one.n && str_eq(figure_core(one), core))
            return true;
    }
    return false;
}

bool chart_has_figure(const Chart *c, Str word)
{
    for (int g = 0; g < c->ngroups; g++)
        for (int s = 0; s < c->nseries; s++)
            if (is_in(chart_point(c, g, s)->label, word))
                return true;
    return false;
}

static bool is_on_scale(Arena *a, const Chart *c, int steps, Str word)
{
    ChartScale scale = chart_scale(c, steps);
    for (int64_t at = scale.low; at <= scale.high && scale.step > 0; at += scale.step)
        if (is_in(chart_tick(a, c, &scale, at), word))
            return true;
    return false;
}

static bool is_share(Arena *a, const Chart *c, int group, Str word)
{
    for (int s = 0; s < c->nseries; s++)
        if (is_in(chart_percent(a, c, chart_point(c, group, s)->units, c->totals[group]), word))
            return true;
    return is_in(chart_figure(a, c, c->totals[group], c->decimals), word);
}

bool chart_may_show(Arena *a, const Chart *c, Str word)
{
    enum { COLUMNS = 4, LINES = 5 }; /* steps that their scales have */
    for (int g = 0; g < c->ngroups; g++)
        if (is_share(a, c, g, word) || is_in(c->groups[g], word))
            return true;
    return is_on_scale(a, c, COLUMNS, word) || is_on_scale(a, c, LINES, word);
}
