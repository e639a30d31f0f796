/* Grants in the ten columns that every file of the 360Giving standard has.
 *
 * A grant's identifier consists of the publisher's prefix, the period and the grant's id. A recipient without an
 * identifier of its own (a charity's number, say) gets one from the prefix and the letters of its name, as the
 * standard advises. What the table does not give stays empty for the publisher to fill in. */
#include "base/ascii.h"
#include "open/open_data.h"

#include "doc/table_cell.h"
#include "open/csv_private.h"

static const char *const titles[] = {
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Funding Org:Identifier",
    "Funding Org:Name",
};

static Str fact(const Attr *facts, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (str_is(facts[i].name, name))
            return facts[i].value;
    return (Str){0};
}

bool table_is_grants(const Table *t)
{
    return str_is(t->kind, "grants");
}

/* "Safer Peterborough Partnership" → "safer-peterborough-partnership" */
static Str slug(Arena *a, Str name)
{
    Buf out = {0};
    for (int i = 0; i < name.n; i++) {
        char c = to_lower(name.p[i]);
        if (is_alphanumeric(c))
            buf_char(&out, c);
        else if (out.n && out.p[out.n - 1] != '-')
            buf_char(&out, '-');
    }
    while (out.n && out.p[out.n - 1] == '-')
        out.n--;
    return buf_take(&out, a);
}

static Str joined(Arena *a, Str first, Str second)
{
    if (!first.n || !second.n)
        return first.n ? first : second;
    return str_format(a, STR_FMT "-" STR_FMT, STR_ARG(first), STR_ARG(second));
}

static Str amount_of(Arena *a, const Cell *cell)
{
    return cell->number ? decimal_format(a, cell_counted(cell), -1, false) : (Str){0};
}

/* A recipient's cell may span rows. */
static Str description_of(Arena *a, const Table *t, int row)
{
    const Cell *cell = table_cell(t, table_origin(t, row, table_column(t, STR("rationale"))));
    return cell_plain(a, cell, STRUCK_OMITTED);
}

static void put_line(Buf *out, const Str *fields)
{
    for (int i = 0; i < COUNT(titles); i++) {
        if (i)
            buf_char(out, ',');
        buf_csv_words(out, fields[i]);
    }
    buf_puts(out, "\r\n");
}

static Str either(Str first, Str second)
{
    return first.n ? first : second;
}

static void put_grant(const Doc *doc, const Table *t, int index, Buf *out, Arena *a)
{
    const Row *row = &t->rows[index];
    Str prefix = fact(t->facts, t->nfacts, "prefix"), period = fact(t->facts, t->nfacts, "period");
    Str own = fact(row->facts, row->nfacts, "org"), description = description_of(a, t, index);
    Str title = either(fact(row->facts, row->nfacts, "title"), t->caption);
    put_line(out, (Str[COUNT(titles)]){
                      joined(a, prefix, joined(a, slug(a, period), row->id)),
                      title,
                      either(description, title),
                      STR("GBP"),
                      amount_of(a, &row->cells[table_column(t, STR("amount"))]),
                      either(fact(row->facts, row->nfacts, "awarded"), fact(t->facts, t->nfacts, "awarded")),
                      either(own, joined(a, prefix, slug(a, row->label))),
                      row->label,
                      fact(t->facts, t->nfacts, "funder-id"),
                      either(fact(t->facts, t->nfacts, "funder"), doc->organisation),
                  });
}

void grants_360(const Doc *doc, const Table *t, Buf *out)
{
    Arena *scratch = arena_new();
    Str heads[COUNT(titles)];
    for (int i = 0; i < COUNT(titles); i++)
        heads[i] = str_c(titles[i]);
    put_line(out, heads);
    for (int row = 0; row < t->nrows; row++)
        if (t->rows[row].role == ROW_LINE)
            put_grant(doc, t, row, out, scratch);
    arena_free(scratch);
}
