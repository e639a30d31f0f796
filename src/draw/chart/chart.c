/* Charts: the type decides which file draws; the common part comes first.
 *
 * Figures whose unit is not part of each label have it stated once, at the top. A chart should take up at most three
 * fifths of a page; one that needs more is drawn as tall as necessary, with places where it can be cut. */
#include "draw/chart/chart_private.h"

Str group_percent(Plot *p, int group, int series)
{
    return chart_percent(p->arena, p->chart, chart_point(p->chart, group, series)->units, p->chart->totals[group]);
}

bool has_large_type(const Plot *p)
{
    return p->value->size > PT(12);
}

Len with_type(const Plot *p, Len length)
{
    return has_large_type(p) ? length * 7 / 4 : length;
}

Len upright_height(const Plot *p)
{
    Len height = has_large_type(p) ? p->width / 2 : int_min(int_max(p->width * 2 / 5, PT(90)), PT(150));
    return int_min(height, int_max(p->most - p->y, PT(60)));
}

static void state_unit(Plot *p)
{
    if (p->chart->type == CHART_STATUS || !chart_unit_is_apart(p->chart))
        return;
    Words unit = words_fit(p, p->chart->unit, p->axis, p->width);
    words_put(p, &unit, 0, p->y, ALIGN_LEFT);
    p->y += unit.height + p->axis->leading / 2;
}

static void draw_by_type(Plot *p)
{
    switch (p->chart->type) {
    case CHART_LINE: draw_line(p); break;
    case CHART_PIE: draw_pie(p); break;
    case CHART_STATUS: draw_status(p); break;
    case CHART_SHARE:
        if (p->chart->ngroups == 1)
            draw_share(p);
        else
            draw_bars(p);
        break;
    default:
        if (!draw_columns(p))
            draw_bars(p);
    }
}

static const Style *chart_style(const DrawSpace *space, const char *class_name)
{
    return style_block(space->styler, STR("chart"), str_c(class_name), space->place);
}

Drawing *draw_chart(const DrawSpace *space, const Chart *chart)
{
    Plot p = plot_of(space);
    p.chart = chart;
    p.dress = &space->tpl->charts;
    p.most = space->page_height * 3 / 5;
    p.value = chart_style(space, "");
    p.axis = chart_style(space, "axis");
    p.name = chart_style(space, "name");
    p.inside = style_in(&p, chart_style(space, "inside"), p.dress->paper);
    state_unit(&p);
    draw_by_type(&p);
    return plot_end(&p);
}
