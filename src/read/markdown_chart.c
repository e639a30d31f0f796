/* Charts: `::: {.chart type=bar data=budget rows="a b" columns="2013-14" caption="…" alt="…" #id}` and `:::`.
 *
 * A chart is a NODE_FIGURE with a picture that is drawn from data instead of being read from a file. Its words are made from the
 * data unless alt= gives them; its caption is the table's unless caption= gives one. Names that are not known are
 * reported with the nearest, and what is known is drawn all the same. */
#include "doc/chart.h"
#include "read/markdown_parts.h"

typedef struct Option {
    const char *name;
    int value;
} Option;

static const Option types[] = {
    {"bar", CHART_BAR}, {"stacked", CHART_STACKED}, {"line", CHART_LINE}, {"share", CHART_SHARE}, {"pie", CHART_PIE},
    {"status", CHART_STATUS},
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
    diag(g->r->diag, CHT001, pos, "%s \"" STR_FMT "\" is not known; expected " STR_FMT, what, STR_ARG(given),
         STR_ARG(buf_view(&list)));
    buf_free(&list);
    Str near = str_nearest(given, names, n);
    if (near.n > 0) diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
}

static int read_choice(Reading *g, const Attrs *attrs, const char *name, const char *what, const Option *options, int n,
                       int otherwise)
{
    Pos pos;
    Str given = attrs_get(attrs, name, &pos);
    if (given.n == 0) return otherwise;
    for (int i = 0; i < n; i++)
        if (str_is(given, options[i].name)) return options[i].value;
    report_choice(g, pos, what, given, options, n);
    return otherwise;
}

static void check_attributes(Reading *g, const Attrs *attrs)
{
    static const Str known[] = {
        {"type", 4}, {"data", 4}, {"rows", 4}, {"columns", 7}, {"series", 6}, {"order", 5}, {"caption", 7}, {"alt", 3},
        {"lang", 4}, {"float", 5},
    };
    for (int i = 0; i < attrs->pairs.n; i++) {
        const Attr *pair = &attrs->pairs.at[i];
        bool found = false;
        for (int k = 0; k < COUNT(known); k++) found = found || str_eq(known[k], pair->name);
        if (found) continue;
        diag(g->r->diag, CHT007, pair->pos, "\"" STR_FMT "\" means nothing to a chart", STR_ARG(pair->name));
        Str near = str_nearest(pair->name, known, COUNT(known));
        if (near.n > 0) diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
    }
}

static const Chart *make_chart(Reading *g, const Table *t, const Attrs *attrs, Pos pos)
{
    ChartAsk ask = {.pos = pos};
    ask.type = (ChartType)read_choice(g, attrs, "type", "the type of chart", types, COUNT(types), CHART_BAR);
    ask.order = (ChartOrder)read_choice(g, attrs, "order", "the order", orders, COUNT(orders), ORDER_AS_IS);
    ask.series = (ChartSeries)read_choice(g, attrs, "series", "what makes a series", series, COUNT(series), SERIES_BY_TYPE);
    ask.columns = table_names(g, t, attrs, "columns", table_column_named, &ask.ncolumns);
    ask.rows = table_names(g, t, attrs, "rows", table_row_named, &ask.nrows);
    bool unknown = (attrs_get(attrs, "rows", NULL).n && !ask.nrows) || (attrs_get(attrs, "columns", NULL).n && !ask.ncolumns);
    return unknown ? NULL : chart_make(g->r->job, g->r->diag, t, &ask);
}

void drawn_caption(Reading *g, Str words, const Attrs *attrs, Pos pos, Node *figure)
{
    Pos at = pos;
    Str given = attrs_get(attrs, "caption", &at);
    Node *caption = node_new(g->r->job, NODE_CAPTION, at);
    if (given.n > 0) inlines_read_text(g, given, at, caption);
    else if (words.n > 0) node_append(caption, inline_text_node(g->r->job, words, at));
    if (caption->first != NULL) node_append(figure, caption);
}

static void add_picture(Reading *g, const Chart *chart, const Attrs *attrs, Pos pos, Node *figure)
{
    Arena *a = g->r->job;
    Pos at = pos;
    Str alt = attrs_get(attrs, "alt", &at);
    Node *picture = node_new(a, NODE_IMAGE, at);
    picture->u.image.chart = chart;
    node_append(picture, inline_text_node(a, alt.n > 0 ? alt : chart_words(a, chart), at));
    node_append(figure, picture);
}

void chart_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    Pos data_pos = pos;
    Str id = attrs_get(attrs, "data", &data_pos);
    check_attributes(g, attrs);
    if (id.n == 0) {
        diag(g->r->diag, DAT001, pos, "this chart names no data; expected data=… with an id of the manifest");
        return;
    }
    data_pos.len = id.n;
    const Table *t = table_named(g, id, data_pos);
    const Chart *chart = t != NULL ? make_chart(g, t, attrs, pos) : NULL;
    if (chart == NULL) return;
    Node *figure = node_new(g->r->job, NODE_FIGURE, pos);
    attrs_set(g->r->job, figure, attrs, "chart");
    node_append(parent, figure);
    add_picture(g, chart, attrs, pos, figure);
    drawn_caption(g, t->caption, attrs, pos, figure);
}
