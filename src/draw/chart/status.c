/* How many of a list of targets were met: a strip with a cell for each, grouped by verdict, and below it each
 * verdict in words with its number and the targets concerned.
 *
 * Each cell carries the shape of its verdict, so that the strip can be read without colour. Where cells are too
 * narrow for one, those of a verdict are joined, and only the list has the shape. */
#include "draw/chart/chart_private.h"

#include "base/ascii.h"

static int count_of(const Chart *c, int series)
{
    int n = 0;
    for (int g = 0; g < c->ngroups; g++)
        n += chart_point(c, g, series)->there;
    return n;
}

static void draw_cells(Plot *p)
{
    const Chart *c = p->chart;
    Len height = with_type(p, PT(20)), parting = PT(3) / 2;
    bool shapes = p->width / c->ngroups >= with_type(p, PT(11));
    int done = 0;
    for (int s = 0; s < c->nseries; s++) {
        int n = count_of(c, s), cells = shapes ? n : 1;
        Len left = (Len)((int64_t)p->width * done / c->ngroups),
            right = (Len)((int64_t)p->width * (done + n) / c->ngroups);
        for (int i = 0; i < cells; i++) {
            Len x0 = left + (Len)((int64_t)(right - left) * i / cells);
            Len x1 = left + (Len)((int64_t)(right - left) * (i + 1) / cells);
            bool last = done + n == c->ngroups && i == cells - 1;
            plot_rect(p, (Rect){x0, p->y, x1 - x0 - (last ? 0 : parting), height}, verdict_colour(p, c->verdicts[s]));
            if (shapes)
                plot_verdict(p, c->verdicts[s], (x0 + x1 - parting) / 2, p->y + height / 2, with_type(p, PT(7) / 2));
        }
        done += n;
    }
    p->y += height + PT(7);
}

static Str names_of(Plot *p, int series)
{
    const Chart *c = p->chart;
    Buf names = {0};
    for (int g = 0; g < c->ngroups; g++)
        if (chart_point(c, g, series)->there)
            buf_format(&names, "%s" STR_FMT, names.n ? "; " : "", STR_ARG(c->groups[g]));
    return buf_take(&names, p->arena);
}

/* "not applicable" begins a line. */
static Str capitalised(Plot *p, Str s)
{
    if (s.n == 0 || !is_lower(s.p[0]))
        return s;
    return str_format(p->arena, "%c" STR_FMT, to_upper(s.p[0]), STR_ARG(str_sub(s, 1, s.n)));
}

static void put_verdict(Plot *p, int series)
{
    const Chart *c = p->chart;
    Len size = with_type(p, PT(10)), indent = size + PT(6), leading = p->value->leading;
    Swatch colour = verdict_colour(p, c->verdicts[series]);
    Str text = str_format(p->arena, STR_FMT ": %d", STR_ARG(capitalised(p, c->series[series])), count_of(c, series));
    Words verdict = words_fit(p, text, style_in(p, p->name, colour), p->width - indent);
    Words names = words_fit(p, names_of(p, series), p->axis, p->width - indent);
    plot_rect(p, (Rect){0, p->y + (leading - size) / 2, size, size}, colour);
    plot_verdict(p, c->verdicts[series], size / 2, p->y + leading / 2, size / 4);
    words_put(p, &verdict, indent, p->y, ALIGN_LEFT);
    p->y += verdict.height;
    words_put(p, &names, indent, p->y, ALIGN_LEFT);
    p->y += names.height + PT(4);
}

void draw_status(Plot *p)
{
    draw_cells(p);
    for (int s = 0; s < p->chart->nseries; s++) {
        put_verdict(p, s);
        plot_cut(p);
    }
    p->y -= PT(4);
}
