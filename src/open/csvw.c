/* What the columns of a table's CSV file mean, as CSVW metadata: titles as in the file's heading row, so that a
 * validator can match them, a data type, and the words used where there is no figure. It also gives the table's
 * notes, because a figure may need them. */
#include "open/open_data.h"

#include "base/encode/json.h"
#include "doc/table_cell.h"
#include "open/csv_private.h"

static void put_pair(Buf *out, const char *indent, const char *name, Str value)
{
    if (!value.n)
        return;
    buf_format(out, ",\n%s\"%s\": ", indent, name);
    json_string(out, value);
}

static const char *type_of(const Table *t, int column)
{
    const Column *c = &t->columns[column];
    if (!column_is_figure(c->kind))
        return "string";
    bool whole = true;
    for (int row = 0; row < t->nrows && whole; row++) {
        const Cell *cell = &t->rows[row].cells[column];
        int decimals = cell->corrected ? -1 : row_decimals(&t->rows[row], c);
        if (cell->number)
            whole = decimals >= 0 ? decimals == 0 : cell->value.places == 0;
    }
    return whole ? "integer" : "decimal";
}

/* The words for a missing figure in this column of the file. */
static void put_nulls(const Table *t, int column, Buf *out)
{
    bool used[EMPTINESS_COUNT] = {[CELL_FILLED] = true};
    for (int row = 0; row < t->nrows; row++)
        used[t->rows[row].cells[column].empty] = true;
    buf_puts(out, ", \"null\": [");
    for (int e = CELL_FILLED, n = 0; e < EMPTINESS_COUNT; e++) {
        if (!used[e])
            continue;
        if (n++)
            buf_puts(out, ", ");
        json_string(out, empty_words(t->language, (Emptiness)e));
    }
    buf_char(out, ']');
}

static void put_column(const Table *t, int column, Buf *out, Arena *scratch)
{
    const Column *c = &t->columns[column];
    buf_puts(out, "      {\"name\": ");
    json_string(out, c->id);
    buf_puts(out, ", \"titles\": ");
    json_string(out, csv_head(t, column, scratch));
    buf_format(out, ", \"datatype\": \"%s\"", type_of(t, column));
    if (column_is_figure(c->kind))
        put_nulls(t, column, out);
    Str unit = table_unit(t, column);
    if (unit.n) {
        buf_puts(out, ", \"schema:unitText\": ");
        json_string(out, unit);
    }
    buf_char(out, '}');
}

static void put_columns(const Table *t, Buf *out, Arena *scratch)
{
    buf_puts(out, ",\n  \"tableSchema\": {\n    \"columns\": [\n");
    for (int c = 0; c < t->ncolumns; c++) {
        if (c)
            buf_puts(out, ",\n");
        put_column(t, c, out, scratch);
    }
    if (csv_has_units(t)) {
        buf_puts(out, ",\n      {\"name\": \"row-unit\", \"titles\": ");
        json_string(out, language_word(t->language, WORD_UNIT_OF_ROW));
        buf_puts(out, ", \"datatype\": \"string\", \"null\": [\"\"]}");
    }
    buf_puts(out, "\n    ]\n  }");
}

static void put_note(Buf *out, Arena *scratch, const Node *content, int *n)
{
    if (!content)
        return;
    buf_puts(out, (*n)++ ? ",\n    " : "\n    ");
    json_string(out, str_trim(node_text(scratch, content)));
}

static void put_notes(const Table *t, Buf *out, Arena *scratch)
{
    int n = 0;
    if (!t->nnotes && !t->general_content)
        return;
    buf_puts(out, ",\n  \"rdfs:comment\": [");
    put_note(out, scratch, t->general_content, &n);
    for (int i = 0; i < t->nnotes; i++)
        put_note(out, scratch, t->notes[i].content, &n);
    buf_puts(out, "\n  ]");
}

void table_csvw(const Doc *doc, const Table *t, Str csv, Buf *out)
{
    Arena *scratch = arena_new();
    buf_puts(out, "{\n  \"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": ");
    json_string(out, doc->lang.n ? doc->lang : STR("en"));
    buf_puts(out, "}],\n  \"url\": ");
    json_string(out, csv);
    put_pair(out, "  ", "dc:title", t->caption);
    put_pair(out, "  ", "dc:publisher", doc->organisation);
    put_pair(out, "  ", "dc:isPartOf", doc->title);
    put_pair(out, "  ", "dc:temporal", doc->period);
    put_pair(out, "  ", "dc:issued", doc->date);
    put_pair(out, "  ", "dc:source", t->source);
    put_notes(t, out, scratch);
    put_columns(t, out, scratch);
    buf_puts(out, "\n}\n");
    arena_free(scratch);
}
