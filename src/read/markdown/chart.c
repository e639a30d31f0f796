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

/* What one attribute may be. */
typedef struct OptionSet {
    const char *attribute, *what; /* what: its name in messages */
    const Option *options;
    int n;
} OptionSet;

static const OptionSet type_set = {"type", "chart type", types, COUNT(types)};
static const OptionSet order_set = {"order", "order", orders, COUNT(orders)};
static const OptionSet series_set = {"series", "series", series, COUNT(series)};

static void report_choice(Reading *g, Pos pos, const OptionSet *set, Str given)
{
    Str names[8];
    Buf list = {0};
    int n = set->n;
    check(n <= COUNT(names));
    for (int i = 0; i < n; i++) {
        names[i] = str_c(set->options[i].name);
        buf_format(&list, "%s%s", i == 0 ? "" : i == n - 1 ? " or " : ", ", set->options[i].name);
    }
    pos.len = given.n;
    diag(g->r->diag, CHT001, pos, "unknown %s \"" STR_FMT "\"; expected " STR_FMT, set->what, STR_ARG(given),
         STR_ARG(buf_view(&list)));
    buf_free(&list);
    diag_nearest(g->r->diag, given, names, n);
}

static int read_choice(Reading *g, const Attrs *attrs, const OptionSet *set, int otherwise)
{
    Pos pos;
    Str given = attrs_get(attrs, set->attribute, &pos);
    if (given.n == 0)
        return otherwise;
    for (int i = 0; i < set->n; i++)
        if (str_is(given, set->options[i].name))
            return set->options[i].value;
    report_choice(g, pos, set, given);
    return otherwise;
}

static const Str known[] = {{"type", 4},   {"data", 4},  {"rows", 4},    {"columns", 7},
                            {"series", 6}, {"order", 5}, {"caption", 7}, {"alt", 3},
                            {"lang", 4},   {"float", 5}, {"width", 5},   {"caption-at", 10}};
static const AttrsKnown kind = {.what = "chart", .code = CHT007, .names = known, .n = COUNT(known), .beside = true};

static const Chart *make_chart(Reading *g, const Table *t, const Attrs *attrs, Pos pos)
{
    ChartAsk ask = {.pos = pos};
    ask.type = (ChartType)read_choice(g, attrs, &type_set, CHART_BAR);
    ask.order = (ChartOrder)read_choice(g, attrs, &order_set, ORDER_AS_IS);
    ask.series = (ChartSeries)read_choice(g, attrs, &series_set, SERIES_BY_TYPE);
    ask.columns = table_columns_listed(g, t, attrs, &ask.ncolumns);
    ask.rows = table_rows_listed(g, t, attrs, &ask.nrows);
    bool unknown =
        (attrs_get(attrs, "rows", NULL).n && !ask.nrows) || (attrs_get(attrs, "columns", NULL).n && !ask.ncolumns);
    return unknown ? NULL : chart_make(g->r->job, g->r->diag, t, &ask);
}

/* A chart has no place for notes of its table, so those on its caption become footnotes. Their names have brackets in
 * them, as no typed ones can. */
static void append_note(Reading *g, const Table *t, Str id, Node *caption)
{
    Arena *a = g->r->job;
    const TableNote *from = map_find(&t->note_ids, id);
    if (!from)
        return;
    Node *mark = node_new(a, NODE_NOTE_REF, caption->pos), *note = node_new(a, NODE_NOTE, from->content->pos);
    mark->name = note->name = str_format(a, "[" STR_FMT "/" STR_FMT "]", STR_ARG(t->id), STR_ARG(id));
    node_copy_children(a, from->content, note);
    node_append(caption, mark);
    node_append(caption->parent, note);
}

/* As in a table, they stay whatever words caption= gives. */
static void append_notes(Reading *g, const Table *t, Node *picture)
{
    Node *caption = picture->next;
    Str ids = t->caption_marks.note, id;
    while (caption && ids.n) {
        str_cut(ids, ' ', &id, &ids);
        append_note(g, t, id, caption);
    }
}

void chart_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    Str id;
    Pos at = pos;
    if (!data_asked(g, attrs, &kind, &id, &at))
        return;
    const Table *t = table_named(g, id, at);
    const Chart *chart = t ? make_chart(g, t, attrs, pos) : NULL;
    if (!chart)
        return;
    Drawn drawn = {.class_name = kind.what, .caption = t->caption, .marked = t->caption_marks.content};
    attrs_width(g, attrs, kind.what);
    Node *picture = drawn_figure(g, attrs, pos, &drawn, parent);
    picture->u.image.chart = chart;
    append_notes(g, t, picture);
}
