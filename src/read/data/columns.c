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
        .unit = data_attr(d, e, "unit"),
        .also = xml_attr(r, e, "also"),
        .kind = kind,
        .decimals = data_number(r, e, "decimals", d->table->decimals),
        .weight = data_number(r, e, "weight", 0),
        .current = str_is(xml_attr(r, e, "current"), "yes"),
        .declared = xml_has(e, "kind") || xml_has(e, "measure"),
        .variance = xml_has(e, "variance"),
        .exact = d->exact || str_is(xml_attr(r, e, "exact"), "yes"),
        .pos = xml_pos(e, d->file),
    };
    Marks *marks = &column->marks[OWN_HEAD];
    column->label = data_words(d, xml_text(r, e), xml_text_pos(e, d->file), &marks->content);
    data_use_notes(d, &marks->note, e, "note");
    data_declare(d, e, true, all->n - 1);
    return column;
}

/* Under all its headings. */
static void read_direction(const DataReader *d, Column *c)
{
    Str headings[] = {c->label, c->span, c->outer_span, c->id};
    for (int i = 0; i < COUNT(headings) && c->kind == COL_PERCENT && !c->rises; i++)
        c->rises = language_speaks_of(d->table->language, WORD_HEADS_OF_CHANGE, headings[i]);
}

typedef struct Spanner {
    Str label;
    Marks marks;
} Spanner;

static Spanner read_spanner(DataReader *d, const XmlNode *e)
{
    Spanner spanner = {0};
    Pos at = xml_attr_pos(e, d->file, "label");
    spanner.label = data_words(d, xml_attr(d->reader, e, "label"), at, &spanner.marks.content);
    data_use_notes(d, &spanner.marks.note, e, "note");
    return spanner;
}

static void add_plain(DataReader *d, Columns *all, const XmlNode *e, Spanner outer, Spanner span)
{
    const Reader *r = d->reader;
    Str measure = xml_attr(r, e, "measure");
    Column *column = add_column(d, all, e, kind_of(measure.n ? measure : xml_attr(r, e, "kind")));
    column->measure = measure;
    column->span = span.label;
    column->marks[SPAN_HEAD] = span.marks;
    column->outer_span = outer.label;
    column->marks[OUTER_HEAD] = outer.marks;
    read_direction(d, column);
}

static void add_spanned(DataReader *d, Columns *all, const XmlNode *spanner)
{
    Spanner outer = read_spanner(d, spanner), none = {0};
    bool two_levels = xml_child(spanner, "spanner");
    for (const XmlNode *e = xml_first(spanner); e; e = xml_next(e)) {
        if (xml_is(e, "column")) {
            add_plain(d, all, e, two_levels ? outer : none, two_levels ? none : outer);
            continue;
        }
        Spanner inner = read_spanner(d, e);
        for (const XmlNode *c = xml_first(e); c; c = xml_next(c))
            add_plain(d, all, c, outer, inner);
    }
}

void data_read_columns(DataReader *d, const XmlNode *columns)
{
    Columns all = {0};
    for (const XmlNode *e = xml_first(columns); e; e = xml_next(e)) {
        if (xml_is(e, "column"))
            add_plain(d, &all, e, (Spanner){0}, (Spanner){0});
        else
            add_spanned(d, &all, e);
    }
    d->table->columns = all.at;
    d->table->ncolumns = all.n;
}

void data_head(DataReader *d, Column *column, const XmlNode *heads, const char *name, WordId usual)
{
    Str head = heads ? xml_attr(d->reader, heads, name) : (Str){0};
    Marks *marks = &column->marks[OWN_HEAD];
    column->pos = heads ? xml_attr_pos(heads, d->file, name) : d->table->pos;
    column->label =
        head.n ? data_words(d, head, column->pos, &marks->content) : language_word(d->table->language, usual);
    if (heads)
        data_use_notes(d, &marks->note, heads, str_cdup(d->reader->job, str_format(d->reader->job, "%s-note", name)));
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
    Column stub = {.id = STR("item"), .kind = COL_TEXT, .decimals = -1};
    data_head(d, &stub, years, "head", WORD_ITEM);
    VEC_PUSH(r->job, &all, stub);
    for (const XmlNode *e = xml_first(years); e; e = xml_next(e)) {
        bool year = xml_is(e, "year");
        Column *column = add_column(d, &all, e, year ? COL_AMOUNT : kind_of(xml_attr(r, e, "kind")));
        if (year)
            column->span = year_head(d->table->language, xml_attr(r, e, "kind"));
        if (column->kind == COL_PERCENT && !xml_has(e, "decimals"))
            column->decimals = 1;
        read_direction(d, column);
    }
    d->table->columns = all.at;
    d->table->ncolumns = all.n;
}
