/* A workbook of all tables of a document, as OpenDocument, for people who read spreadsheets with assistive technology.
 *
 * It follows the checklist of the Government Statistical Service: a cover, contents with links, then one table on each
 * sheet. A sheet begins in A1 with its title; below it, what there is to know about the table; then one heading row
 * with unique texts, and the rows. There are no merged cells, and no empty ones but in the column of notes. Figures are
 * numbers with the decimals that the document prints; where there is none, stands a shorthand. Notes are on a sheet of
 * their own, with marks in words. */
#include "open/ods_private.h"

#include "doc/table_cell.h"
#include "open/csv_private.h"

/* Shorthand of statistics. */
#define NOT_AVAILABLE "[x]"
#define NOT_APPLICABLE "[z]"

typedef struct Book {
    Arena *a;
    const Doc *doc;
    const Language *language;
    Buf sheets, ranges, contents; /* contents: its rows */
    BookNotes notes;
} Book;

/* The sheet of a table while it is written. */
typedef struct TableSheet {
    Book *book;
    const Table *table;
    Str name;
    TableNotes notes;
    NoteNumbers *rows; /* by row */
    bool units, noted; /* the last columns: units of rows, notes of rows */
    Str *markers;      /* by row: the markers of its figures, "2013-14: [p] provisional" */
    bool not_available, not_applicable;
    unsigned others; /* kinds of empty with other shorthands: bits of 1 << Emptiness */
    int line;        /* rows written so far */
} TableSheet;

/* --- XML --------------------------------------------------------------------------- */

/* Words of a cell: a paragraph for each line. */
static void put_words(Buf *out, const char *style, Str words)
{
    Str line;
    buf_format(out, "<table:table-cell table:style-name=\"%s\" office:value-type=\"string\">", style);
    for (bool more = true; more;) {
        more = str_cut(words, '\n', &line, &words);
        buf_puts(out, "<text:p>");
        buf_xml(out, str_trim(line));
        buf_puts(out, "</text:p>");
    }
    buf_puts(out, "</table:table-cell>");
}

static void begin_row(Buf *out)
{
    buf_puts(out, "<table:table-row table:style-name=\"row\">");
}

static void end_row(Buf *out)
{
    buf_puts(out, "</table:table-row>\n");
}

/* A row of one cell, above the table. */
static void put_line(Buf *out, const char *style, Str words)
{
    begin_row(out);
    put_words(out, style, words);
    end_row(out);
}

static void put_columns(Buf *out, const char *style, int n)
{
    if (n > 0)
        buf_format(out, "<table:table-column table:style-name=\"%s\" table:number-columns-repeated=\"%d\"/>", style, n);
}

/* listing: the last of its columns has words, those before it are short. */
static void begin_sheet(Buf *out, Str name, int columns, bool listing)
{
    buf_puts(out, "<table:table table:name=\"");
    buf_xml(out, name);
    buf_puts(out, "\" table:style-name=\"sheet\">\n");
    put_columns(out, "wide", listing ? 0 : 1);
    put_columns(out, "narrow", columns - 1);
    put_columns(out, "wide", listing ? 1 : 0);
    buf_char(out, '\n');
}

static void end_sheet(Buf *out)
{
    buf_puts(out, "</table:table>\n");
}

/* A, B … Z, AA … */
static Str column_letters(Arena *a, int column)
{
    char letters[8];
    int n = (int)sizeof letters;
    for (int c = column + 1; c > 0; c = (c - 1) / 26)
        letters[--n] = (char)('A' + (c - 1) % 26);
    return str_dup(a, (Str){letters + n, (int)sizeof letters - n});
}

/* A named table: a heading row, which is that line of the sheet, and the rows below it, from column A. */
typedef struct BookRange {
    Str name, sheet;
    int line, rows, columns;
} BookRange;

static void put_range(Book *b, const BookRange *r)
{
    Buf *out = &b->ranges;
    buf_puts(out, "<table:database-range table:name=\"");
    for (int i = 0; i < r->name.n; i++)
        buf_char(out, r->name.p[i] == '-' ? '_' : r->name.p[i]);
    buf_puts(out, "\" table:target-range-address=\"'");
    buf_xml(out, r->sheet);
    buf_format(out, "'.A%d:'", r->line);
    buf_xml(out, r->sheet);
    buf_format(out, "'." STR_FMT "%d\" table:contains-header=\"true\"/>\n",
               STR_ARG(column_letters(b->a, r->columns - 1)), r->line + r->rows);
}

static Str word(const Book *b, WordId id)
{
    return language_word(b->language, id);
}

static Str word_of(const Book *b, WordId id, Str value)
{
    return language_fill_one(b->a, b->language, id, value);
}

/* --- a table ------------------------------------------------------------------------ */

static void put_number(TableSheet *s, const Cell *cell, int row, int column)
{
    Arena *a = s->book->a;
    Buf *out = &s->book->sheets;
    int decimals = row_decimals(&s->table->rows[row], &s->table->columns[column]);
    Str digits = csv_number(a, cell, decimals), whole, places;
    str_cut(digits, '.', &whole, &places);
    buf_format(out,
               "<table:table-cell table:style-name=\"n%d\" office:value-type=\"float\" office:value=\"" STR_FMT "\"><"
               "text:"
               "p>",
               places.n, STR_ARG(digits));
    buf_xml(out, decimal_format(a, cell->value, cell->corrected ? -1 : decimals, true));
    buf_puts(out, "</text:p></table:table-cell>");
}

/* The shorthand of a cell without a figure. */
static const char *shorthand_of(Emptiness e)
{
    switch (e) {
    case CELL_SUPPRESSED: return "[c]";
    case CELL_LOW: return "[low]";
    case CELL_NOT_AVAILABLE:
    case CELL_NOT_RECORDED:
    case CELL_TO_BE_CONFIRMED: return NOT_AVAILABLE;
    case EMPTINESS_COUNT:
    case CELL_FILLED:
    case CELL_NIL:
    case CELL_NOT_APPLICABLE:
    case CELL_NO_TARGET: return NOT_APPLICABLE;
    }
    return NOT_APPLICABLE;
}

static void put_cell(TableSheet *s, int row, int column)
{
    Buf *out = &s->book->sheets;
    const Cell *cell = csv_cell(s->table, row, column);
    if (cell && cell->number) {
        put_number(s, cell, row, column);
    } else if (cell && cell->empty == CELL_NIL) {
        buf_puts(out, "<table:table-cell table:style-name=\"n0\" office:value-type=\"float\" office:value=\"0\">"
                      "<text:p>0</text:p></table:table-cell>");
    } else {
        Str words = cell && !cell->empty ? str_trim(cell_plain(s->book->a, cell, STRUCK_MARKED)) : (Str){0};
        put_words(out, column == 0 ? "label" : "words",
                  words.n ? words : str_c(shorthand_of(cell ? cell->empty : CELL_NOT_APPLICABLE)));
    }
}

static void note_shorthand(TableSheet *s, Emptiness e)
{
    Str shown = str_c(shorthand_of(e));
    s->not_available |= str_is(shown, NOT_AVAILABLE);
    s->not_applicable |= str_is(shown, NOT_APPLICABLE);
    if (!str_is(shown, NOT_AVAILABLE) && !str_is(shown, NOT_APPLICABLE))
        s->others |= 1u << e;
}

/* A figure stays a number, so the markers of statistics stand in the column of notes. */
static void note_markers(TableSheet *s, int row, int column, const Cell *cell)
{
    Arena *a = s->book->a;
    const Language *l = s->book->language;
    Str values[] = {csv_head(s->table, column, a), shorthands_explained(a, l, 0, cell->markers)};
    if (cell->markers)
        s->markers[row] = str_format(a, STR_FMT " " STR_FMT, STR_ARG(s->markers[row]),
                                     STR_ARG(language_fill(a, l, WORD_SHEET_TITLE, values, COUNT(values))));
}

/* Which shorthand and notes the rows have. */
static void survey_rows(TableSheet *s)
{
    const Table *t = s->table;
    s->rows = NEWN(s->book->a, NoteNumbers, t->nrows);
    s->markers = NEWN(s->book->a, Str, t->nrows);
    for (int row = 0; row < t->nrows; row++) {
        for (int column = 0; column < t->ncolumns; column++) {
            const Cell *cell = csv_cell(t, row, column);
            bool filled = cell && (cell->number || cell->empty == CELL_NIL);
            if (!filled && (!cell || cell->empty || !str_trim(cell_plain(s->book->a, cell, STRUCK_MARKED)).n))
                note_shorthand(s, cell ? cell->empty : CELL_NOT_APPLICABLE);
            if (!cell)
                continue;
            note_markers(s, row, column, cell);
            notes_of_cell(&s->notes, cell, &s->rows[row]);
            if (cell->empty == CELL_TO_BE_CONFIRMED)
                notes_of_word(&s->notes, WORD_TO_BE_CONFIRMED, &s->rows[row]);
            if (cell->empty == CELL_NO_TARGET)
                notes_of_word(&s->notes, WORD_NO_TARGET_SET, &s->rows[row]);
        }
        s->noted |= s->rows[row].n > 0 || s->markers[row].n > 0;
    }
}

/* The texts of the heading row: those of the CSV file with marks of notes, each of them once. */
static Str *heads_of(TableSheet *s)
{
    const Table *t = s->table;
    Arena *a = s->book->a;
    Map seen = {0};
    Str *heads = NEWN(a, Str, t->ncolumns);
    for (int c = 0; c < t->ncolumns; c++) {
        NoteNumbers numbers = {0};
        for (int level = 0; level < HEAD_LEVELS; level++)
            notes_of_marks(&s->notes, &t->columns[c].marks[level], &numbers);
        heads[c] = csv_head(t, c, a);
        if (!map_put(a, &seen, heads[c], s))
            heads[c] = str_format(a, STR_FMT " (" STR_FMT ")", STR_ARG(heads[c]), STR_ARG(t->columns[c].id));
        heads[c] =
            str_format(a, STR_FMT STR_FMT, STR_ARG(heads[c]), STR_ARG(notes_shown(a, s->book->language, &numbers)));
    }
    return heads;
}

static void put_about(TableSheet *s, const char *style, Str words)
{
    if (words.n == 0)
        return;
    put_line(&s->book->sheets, style, words);
    s->line++;
}

static Str node_words(Arena *a, const Node *content)
{
    return content ? str_trim(node_text_struck(a, content, STRUCK_MARKED)) : (Str){0};
}

/* What stands above the table. */
static void put_preamble(TableSheet *s, Str title, bool has_notes)
{
    Book *b = s->book;
    Str sentences[] = {word(b, WORD_TABLE_ABOUT), has_notes ? word(b, WORD_TABLE_NOTES_ABOUT) : (Str){0},
                       s->noted ? word(b, WORD_NOTES_COLUMN_ABOUT) : (Str){0}};
    Buf about = {0};
    for (int i = 0; i < COUNT(sentences); i++)
        if (sentences[i].n)
            buf_format(&about, "%s" STR_FMT, i ? " " : "", STR_ARG(sentences[i]));
    put_about(s, "title", title);
    put_about(s, "about", buf_take(&about, b->a));
    if (s->not_available)
        put_about(s, "about", word(b, WORD_SHORTHAND_X));
    if (s->not_applicable)
        put_about(s, "about", word(b, WORD_SHORTHAND_Z));
    put_about(s, "about", shorthands_explained(b->a, b->language, s->others, 0));
    if (s->table->rounded && s->table->rounding_note)
        put_about(s, "about", word(b, WORD_ROUNDING));
    put_about(s, "about", node_words(b->a, s->table->general_content));
    if (s->table->source.n)
        put_about(s, "about", word_of(b, WORD_SOURCE_IS, s->table->source));
}

static void put_head(TableSheet *s, const Str *heads)
{
    Buf *out = &s->book->sheets;
    buf_puts(out, "<table:table-header-rows>");
    begin_row(out);
    for (int c = 0; c < s->table->ncolumns; c++)
        put_words(out, "head", heads[c]);
    if (s->units)
        put_words(out, "head", word(s->book, WORD_UNIT_OF_ROW));
    if (s->noted)
        put_words(out, "head", word(s->book, WORD_SHEET_NOTES));
    end_row(out);
    buf_puts(out, "</table:table-header-rows>\n");
}

static void put_body_row(TableSheet *s, int row)
{
    Buf *out = &s->book->sheets;
    Str unit = s->table->rows[row].unit;
    begin_row(out);
    for (int c = 0; c < s->table->ncolumns; c++)
        put_cell(s, row, c);
    if (s->units)
        put_words(out, "words", unit.n ? unit : STR(NOT_APPLICABLE));
    Str notes =
        str_format(s->book->a, STR_FMT STR_FMT, STR_ARG(notes_shown(s->book->a, s->book->language, &s->rows[row])),
                   STR_ARG(s->markers[row]));
    if (s->noted && notes.n)
        put_words(out, "words", str_trim(notes));
    else if (s->noted)
        buf_puts(out, "<table:table-cell/>");
    end_row(out);
}

static Str title_of(TableSheet *s)
{
    Arena *a = s->book->a;
    const Table *t = s->table;
    NoteNumbers numbers = {0};
    notes_of_marks(&s->notes, &t->caption_marks, &numbers);
    Str values[] = {s->name, t->caption.n ? t->caption : t->id};
    Str title = language_fill(a, s->book->language, WORD_SHEET_TITLE, values, COUNT(values));
    return str_format(a, STR_FMT STR_FMT, STR_ARG(title), STR_ARG(notes_shown(a, s->book->language, &numbers)));
}

/* Its line in the contents. */
static void put_content(Book *b, Str sheet, Str title)
{
    begin_row(&b->contents);
    buf_puts(&b->contents, "<table:table-cell table:style-name=\"words\" office:value-type=\"string\"><text:p>"
                           "<text:a xlink:type=\"simple\" xlink:href=\"#'");
    buf_xml(&b->contents, sheet);
    buf_puts(&b->contents, "'.A1\">");
    buf_xml(&b->contents, sheet);
    buf_puts(&b->contents, "</text:a></text:p></table:table-cell>");
    put_words(&b->contents, "words", title);
    end_row(&b->contents);
}

static void put_table(Book *b, const Table *t, int number)
{
    TableSheet s = {.book = b, .table = t, .name = word_of(b, WORD_SHEET_TABLE, str_format(b->a, "%d", number))};
    s.notes = (TableNotes){.book = &b->notes, .table = t, .sheet = s.name};
    s.units = csv_has_units(t);
    int before = b->notes.notes.n;
    Str title = title_of(&s);
    const Str *heads = heads_of(&s);
    survey_rows(&s);
    s.not_applicable = s.not_applicable || s.units;
    int columns = t->ncolumns + s.units + s.noted;
    begin_sheet(&b->sheets, s.name, columns, false);
    put_preamble(&s, title, b->notes.notes.n > before);
    put_head(&s, heads);
    for (int row = 0; row < t->nrows; row++)
        put_body_row(&s, row);
    end_sheet(&b->sheets);
    put_range(b, &(BookRange){.name = str_format(b->a, "table_" STR_FMT, STR_ARG(t->id)),
                              .sheet = s.name,
                              .line = s.line + 1,
                              .rows = t->nrows,
                              .columns = columns});
    put_content(b, s.name, t->caption.n ? t->caption : t->id);
}

/* --- the sheets around them -------------------------------------------------------------- */

static void put_cover(Book *b, Buf *out)
{
    const Doc *doc = b->doc;
    begin_sheet(out, word(b, WORD_SHEET_COVER), 1, true);
    put_line(out, "title", doc->title);
    if (doc->subtitle.n)
        put_line(out, "about", doc->subtitle);
    put_line(out, "about", word_of(b, WORD_WORKBOOK_ABOUT, doc->title));
    if (doc->period.n)
        put_line(out, "about", word_of(b, WORD_PERIOD, doc->period));
    if (doc->organisation.n)
        put_line(out, "about", word_of(b, WORD_PUBLISHED_BY, doc->organisation));
    if (doc->date.n)
        put_line(out, "about", word_of(b, WORD_PUBLISHED_ON, language_date(b->a, b->language, doc->date)));
    end_sheet(out);
}

/* The heading row of a table that has no data of its own. */
static void put_heads(Book *b, Buf *out, const WordId *heads, int n)
{
    buf_puts(out, "<table:table-header-rows>");
    begin_row(out);
    for (int i = 0; i < n; i++)
        put_words(out, "head", word(b, heads[i]));
    end_row(out);
    buf_puts(out, "</table:table-header-rows>\n");
}

enum { LINES_ABOVE = 2 }; /* of contents and notes: the title, and what the sheet is */

static void put_contents(Book *b, Buf *out)
{
    static const WordId heads[] = {WORD_SHEET_HEAD, WORD_TITLE_HEAD};
    Str name = word(b, WORD_SHEET_CONTENTS);
    bool notes = b->notes.notes.n > 0;
    if (notes)
        put_content(b, word(b, WORD_SHEET_NOTES), word(b, WORD_SHEET_NOTES));
    begin_sheet(out, name, COUNT(heads), true);
    put_line(out, "title", name);
    put_line(out, "about", word(b, WORD_CONTENTS_ABOUT));
    put_heads(b, out, heads, COUNT(heads));
    buf_str(out, buf_view(&b->contents));
    end_sheet(out);
    put_range(b, &(BookRange){.name = STR("contents"),
                              .sheet = name,
                              .line = LINES_ABOVE + 1,
                              .rows = b->doc->tables.n + notes,
                              .columns = COUNT(heads)});
}

static void put_notes(Book *b, Buf *out)
{
    static const WordId heads[] = {WORD_NOTE_HEAD, WORD_SHEET_HEAD, WORD_TEXT_HEAD};
    Str name = word(b, WORD_SHEET_NOTES);
    if (!b->notes.notes.n)
        return;
    begin_sheet(out, name, COUNT(heads), true);
    put_line(out, "title", name);
    put_line(out, "about", word(b, WORD_NOTES_ABOUT));
    put_heads(b, out, heads, COUNT(heads));
    for (int i = 0; i < b->notes.notes.n; i++) {
        begin_row(out);
        put_words(out, "words", word_of(b, WORD_NOTE_MARK, str_format(b->a, "%d", i + 1)));
        put_words(out, "words", b->notes.notes.at[i].table);
        put_words(out, "words", b->notes.notes.at[i].text);
        end_row(out);
    }
    end_sheet(out);
    put_range(b, &(BookRange){.name = STR("notes"),
                              .sheet = name,
                              .line = LINES_ABOVE + 1,
                              .rows = b->notes.notes.n,
                              .columns = COUNT(heads)});
}

/* --- the files of the package -------------------------------------------------------------- */

#define NAMESPACES                                                                                \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                          \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                            \
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                              \
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                            \
    "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" "                       \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                   \
    "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "                              \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " \
    "office:version=\"1.3\""
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static const char MIMETYPE[] = "application/vnd.oasis.opendocument.spreadsheet";

static const char MANIFEST[] =
    XML_HEAD "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
             "manifest:version=\"1.3\">\n"
             "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
             "manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>\n"
             "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\n"
             "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>\n"
             "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>\n"
             "</manifest:manifest>\n";

static void put_meta_item(Buf *out, const char *element, Str value)
{
    if (!value.n)
        return;
    buf_format(out, "<%s>", element);
    buf_xml(out, value);
    buf_format(out, "</%s>", element);
}

static Str meta_file(Book *b)
{
    Buf out = {0};
    const Doc *doc = b->doc;
    buf_puts(&out, XML_HEAD "<office:document-meta " NAMESPACES "><office:meta>");
    put_meta_item(&out, "meta:generator", STR("planpress"));
    put_meta_item(&out, "dc:title", doc->title);
    put_meta_item(&out, "dc:subject", doc->subject);
    put_meta_item(&out, "dc:creator", doc->organisation);
    put_meta_item(&out, "dc:language", doc->lang);
    if (doc->date.n)
        put_meta_item(&out, "dc:date", str_format(b->a, STR_FMT "T00:00:00", STR_ARG(doc->date)));
    buf_puts(&out, "</office:meta></office:document-meta>\n");
    return buf_take(&out, b->a);
}

static Str styles_file(Book *b)
{
    Buf out = {0};
    Str language, country;
    str_cut(b->doc->lang, '-', &language, &country);
    buf_puts(&out, XML_HEAD "<office:document-styles " NAMESPACES "><office:styles>"
                            "<style:default-style style:family=\"table-cell\"><style:text-properties "
                            "style:font-name=\"Arial\" fo:font-family=\"Arial\" fo:font-size=\"12pt\" fo:language=\"");
    buf_xml(&out, language);
    buf_puts(&out, "\" fo:country=\"");
    buf_xml(&out, country.n ? country : STR("none"));
    buf_puts(&out, "\"/></style:default-style></office:styles></office:document-styles>\n");
    return buf_take(&out, b->a);
}

static void put_number_styles(Buf *out)
{
    enum { PLACES_MOST = 9 };
    for (int n = 0; n <= PLACES_MOST; n++)
        buf_format(out,
                   "<number:number-style style:name=\"places%d\"><number:number number:decimal-places=\"%d\" "
                   "number:min-decimal-places=\"%d\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>"
                   "</number:number-style>\n"
                   "<style:style style:name=\"n%d\" style:family=\"table-cell\" style:data-style-name=\"places%d\"/>\n",
                   n, n, n, n, n);
}

static void put_styles(Buf *out)
{
    static const struct {
        const char *name, *cell, *text;
    } cells[] = {
        {"title", "", "fo:font-size=\"16pt\" fo:font-weight=\"bold\""},
        {"about", "", ""},
        {"head", "fo:wrap-option=\"wrap\" style:vertical-align=\"bottom\"", "fo:font-weight=\"bold\""},
        {"label", "fo:wrap-option=\"wrap\" style:vertical-align=\"top\"", ""},
        {"words", "fo:wrap-option=\"wrap\" style:vertical-align=\"top\"", ""},
    };
    buf_puts(out, "<office:automatic-styles>\n"
                  "<style:style style:name=\"sheet\" style:family=\"table\"><style:table-properties "
                  "table:display=\"true\"/></style:style>\n"
                  "<style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties "
                  "style:use-optimal-row-height=\"true\"/></style:style>\n"
                  "<style:style style:name=\"wide\" style:family=\"table-column\"><style:table-column-properties "
                  "style:column-width=\"80mm\"/></style:style>\n"
                  "<style:style style:name=\"narrow\" style:family=\"table-column\"><style:table-column-properties "
                  "style:column-width=\"40mm\"/></style:style>\n");
    put_number_styles(out);
    for (int i = 0; i < COUNT(cells); i++)
        buf_format(out,
                   "<style:style style:name=\"%s\" style:family=\"table-cell\"><style:table-cell-properties %s/>"
                   "<style:text-properties %s/></style:style>\n",
                   cells[i].name, cells[i].cell, cells[i].text);
    buf_puts(out, "</office:automatic-styles>\n");
}

static Str content_file(Book *b)
{
    Buf out = {0};
    for (int i = 0; i < b->doc->tables.n; i++)
        put_table(b, b->doc->tables.entries[i].value, i + 1);
    buf_puts(&out, XML_HEAD "<office:document-content " NAMESPACES ">\n");
    put_styles(&out);
    buf_puts(&out, "<office:body><office:spreadsheet>\n");
    put_cover(b, &out);
    put_contents(b, &out);
    put_notes(b, &out);
    buf_str(&out, buf_view(&b->sheets));
    buf_puts(&out, "<table:database-ranges>\n");
    buf_str(&out, buf_view(&b->ranges));
    buf_puts(&out, "</table:database-ranges>\n</office:spreadsheet></office:body></office:document-content>\n");
    return buf_take(&out, b->a);
}

void workbook_ods(const Doc *doc, Buf *out)
{
    Book b = {.a = arena_new(), .doc = doc, .language = doc->language};
    b.notes.a = b.a;
    PackageFile files[] = {
        {"mimetype", str_c(MIMETYPE), .stored = true},      {"META-INF/manifest.xml", str_c(MANIFEST), .stored = false},
        {"content.xml", content_file(&b), .stored = false}, {"styles.xml", styles_file(&b), .stored = false},
        {"meta.xml", meta_file(&b), .stored = false},
    };
    package_write(files, COUNT(files), out);
    buf_free(&b.sheets);
    buf_free(&b.ranges);
    buf_free(&b.contents);
    arena_free(b.a);
}
