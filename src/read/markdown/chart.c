/* Charts: `::: {.chart type=bar data=budget rows="a b" columns="2013-14" caption="…" alt="…" #id}` and `:::`.
 *
 * A chart is a NODE_FIGURE with a picture drawn from data (drawn.c). Unknown names are reported with the nearest
 * known one, and the rest is drawn all the same. */
#include "doc/chart.h"
#include "read/markdown/markdown_private.h"

typedef struct Option {
    const char *name;
    int value;
} Option;

static const Option types[] = {
    {"bar", CHART_BAR},     {"stacked", CHART_STACKED}, {"line", CHART_LINE},
    {"share", CHART_SHARE}, {"pie", CHART_PIE},         {"status", CHART_STATUS},
};
static const Option orders[] = {{"data", ORDER_AS_IS}, {"largest", ORDER_LARGEST}, {"smallest", ORDER_SMALLEST}};
static const Option series[] = {{"rows", SERIES_ROWS}, {"columns", SERIES_COLUMNS}};

static void report_choice(Reading *g, Pos pos, const char *what, Str given, const Option *options, int n)
{
    Str names[8];
    Buf list = {0};
    check(n <= COUNT(names));
    for (int i = 0; i < n; i++) {
        names[i] = str_c(options[i].name);
        buf_format(&list, "%s%s", i == 0 ? "" : i == n - 1 ? " or " : ", ", options[i].name);
    }
    pos.len = given.n;
    diag(g->r->diag, CHT001, pos, "unknown %s \"" STR_FMT "\"; expected " STR_FMT, what, STR_ARG(given),
         STR_ARG(buf_view(&list)));
    buf_free(&list);
    Str near = str_nearest(given, names, n);
    if (near.n > 0)
        diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
}

static int read_choice(Reading *g, const Attrs *attrs, const char *name, const char *what, const Option *options, int n,
                       int otherwise)
{
    Pos pos;
    Str given = attrs_get(attrs, name, &pos);
    if (given.n == 0)
        return otherwise;
    for (int i = 0; i < n; i++)
        if (str_is(given, options[i].name))
            return options[i].value;
    report_choice(g, pos, what, given, options, n);
    return otherwise;
}

static const Str known[] = {
    {"type", 4},  {"data", 4},    {"rows", 4}, {"columns", 7}, {"series", 6},
    {"order", 5}, {"caption", 7}, {"alt", 3},  {"lang", 4},    {"float", 5},
};

static const Chart *make_chart(Reading *g, const Table *t, const Attrs *attrs, Pos pos)
{
    ChartAsk ask = {.pos = pos};
    ask.type = (ChartType)read_choice(g, attrs, "type", "chart type", types, COUNT(types), CHART_BAR);
    ask.order = (ChartOrder)read_choice(g, attrs, "order", "order", orders, COUNT(orders), ORDER_AS_IS);
    ask.series = (ChartSeries)read_choice(g, attrs, "series", "series", series, COUNT(series), SERIES_BY_TYPE);
    ask.columns = table_names(g, t, attrs, "columns", table_column_named, &ask.ncolumns);
    ask.rows = table_names(g, t, attrs, "rows", table_row_named, &ask.nrows);
    bool unknown =
        (attrs_get(attrs, "rows", NULL).n && !ask.nrows) || (attrs_get(attrs, "columns", NULL).n && !ask.ncolumns);
    return unknown ? NULL : chart_make(g->r->job, g->r->diag, t, &ask);
}

void chart_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    Str id;
    Pos at;
    drawn_check(g, attrs, known, COUNT(known), CHT007, "chart");
    if (!data_asked(g, attrs, pos, "chart", &id, &at))
        return;
    const Table *t = table_named(g, id, at);
    const Chart *chart = t != NULL ? make_chart(g, t, attrs, pos) : NULL;
    if (chart == NULL)
        return;
    Drawn drawn = {.class_name = "chart", .caption = t->caption};
    drawn_figure(g, attrs, pos, &drawn, parent)->u.image.chart = chart;
}
