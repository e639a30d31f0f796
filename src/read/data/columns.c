/* Columns: those of tables and of workforce data, under up to two spanning headings, and the years of budgets.
 *
 * A year's kind of figure (budget, forecast) becomes the heading above it, so that neighbours of one kind share one.
 * In workforce data a column states what it counts, which decides its kind. */
#include "read/data/data_private.h"

typedef VEC(Column) Columns;

static const struct {
    const char *name;
    ColumnKind kind;
} kinds[] = {
    {"text", COL_TEXT},           {"amount", COL_AMOUNT}, {"count", COL_COUNT},     {"fte", COL_FTE},
    {"percent", COL_PERCENT},     {"code", COL_CODE},     {"status", COL_STATUS},   {"note", COL_NOTE},
    {"date", COL_DATE},           {"cost", COL_AMOUNT},   {"headcount", COL_COUNT}, {"posts", COL_COUNT},
    {"establishment", COL_COUNT}, {"average", COL_FTE},
};

static const struct {
    const char *kind;
    WordId head;
} year_kinds[] = {
    {"actual", WORD_ACTUAL},   {"budget", WORD_BUDGET},     {"estimate", WORD_ESTIMATE},
    {"revised", WORD_REVISED}, {"forecast", WORD_FORECAST}, {"indicative", WORD_INDICATIVE},
};

static ColumnKind kind_of(Str name)
{
    for (int i = 0; i < COUNT(kinds); i++)
        if (str_is(name, kinds[i].name))
            return kinds[i].kind;
    return COL_TEXT;
}

static Column *add_column(DataReader *d, Columns *all, const XmlNode *e, ColumnKind kind)
{
    const Reader *r = d->reader;
    if (all->n == TABLE_COLUMNS_MOST) {
        data_too_large(d, xml_pos(e, d->file));
        return &all->at[all->n - 1];
    }
    Column *column = VEC_NEXT(r->job, all);
    *column = (Column){
        .id = xml_attr(r, e, "id"),
        .label = data_words(d, xml_text(r, e), xml_text_pos(e, d->file)),
        .unit = xml_attr(r, e, "unit"),
        .kind = kind,
        .decimals = data_number(r, e, "decimals", d->table->decimals),
        .weight = data_number(r, e, "weight", 0),
        .current = str_is(xml_attr(r, e, "current"), "yes"),
        .pos = xml_pos(e, d->file),
    };
    data_declare(d, e, true, all->n - 1);
    return column;
}

static Str span_label(DataReader *d, const XmlNode *e)
{
    return data_words(d, xml_attr(d->reader, e, "label"), xml_attr_pos(e, d->file, "label"));
}

static void add_plain(DataReader *d, Columns *all, const XmlNode *e, Str outer, Str span)
{
    const Reader *r = d->reader;
    Str measure = xml_attr(r, e, "measure");
    Column *column = add_column(d, all, e, kind_of(measure.n ? measure : xml_attr(r, e, "kind")));
    column->measure = measure;
    column->span = span;
    column->outer_span = outer;
}

static void add_spanned(DataReader *d, Columns *all, const XmlNode *spanner)
{
    Str outer = span_label(d, spanner);
    bool two_levels = xml_child(spanner, "spanner") != NULL;
    for (const XmlNode *e = xml_first(spanner); e; e = xml_next(e)) {
        if (xml_is(e, "column")) {
            add_plain(d, all, e, two_levels ? outer : (Str){0}, two_levels ? (Str){0} : outer);
            continue;
        }
        Str inner = span_label(d, e);
        for (const XmlNode *c = xml_first(e); c; c = xml_next(c))
            add_plain(d, all, c, outer, inner);
    }
}

void data_read_columns(DataReader *d, const XmlNode *columns)
{
    Columns all = {0};
    for (const XmlNode *e = xml_first(columns); e; e = xml_next(e)) {
        if (xml_is(e, "column"))
            add_plain(d, &all, e, (Str){0}, (Str){0});
        else
            add_spanned(d, &all, e);
    }
    d->table->columns = all.at;
    d->table->ncolumns = all.n;
}

static Str year_head(const Language *l, Str kind)
{
    for (int i = 0; i < COUNT(year_kinds); i++)
        if (str_is(kind, year_kinds[i].kind))
            return language_word(l, year_kinds[i].head);
    return (Str){0};
}

void data_read_years(DataReader *d, const XmlNode *years)
{
    const Reader *r = d->reader;
    Columns all = {0};
    Str head = xml_attr(r, years, "head");
    Pos at = xml_attr_pos(years, d->file, "head");
    Column stub = {.id = STR("item"), .kind = COL_TEXT, .decimals = -1, .pos = at};
    stub.label = head.n ? data_words(d, head, at) : language_word(d->table->language, WORD_ITEM);
    VEC_PUSH(r->job, &all, stub);
    for (const XmlNode *e = xml_first(years); e; e = xml_next(e)) {
        bool year = xml_is(e, "year");
        Column *column = add_column(d, &all, e, year ? COL_AMOUNT : kind_of(xml_attr(r, e, "kind")));
        if (year)
            column->span = year_head(d->table->language, xml_attr(r, e, "kind"));
        if (column->kind == COL_PERCENT && !xml_has(e, "decimals"))
            column->decimals = 1;
    }
    d->table->columns = all.at;
    d->table->ncolumns = all.n;
}
