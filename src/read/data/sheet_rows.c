/* Rows of a sheet into rows of a table.
 *
 * A row with words and no figures is the heading of a group. A subtotal (a sum of the rows since a heading) ends its
 * group, and so does a blank row or a sum that reaches beyond the group. A heading right under a heading opens a group
 * within the first. What the data file says of a row in <sheet> goes before what the sheet suggests.
 *
 * A figure is what the sheet shows: a percentage times 100, rounded to the decimals of its column or, if that has none,
 * to those of the cell's format. Words of a sheet are words: nothing in them is Markdown. */
#include "read/data/sheet_private.h"

#include "base/ascii.h"

enum { DEPTH_MOST = 2, PLACES_MOST = 9 };

/* --- words ------------------------------------------------------------------ */

static Str text_at(const SheetReader *r, int row, int column)
{
    return column ? sheet_cell_text(r->d->reader->job, sheet_cell(r->sheet, row, column)) : (Str){0};
}

static bool is_id(Str key)
{
    for (int i = 0; i < key.n; i++)
        if (!is_alphanumeric(key.p[i]) && (i == 0 || (key.p[i] != '-' && key.p[i] != '_')))
            return false;
    return key.n > 0;
}

/* "Police officer pay" → "police-officer-pay" */
static Str id_of_words(Arena *a, Str key)
{
    Buf id = {0};
    for (int i = 0; i < key.n; i++) {
        if (is_alphanumeric(key.p[i]))
            buf_char(&id, to_lower(key.p[i]));
        else if (id.n && id.p[id.n - 1] != '-' && key.p[i] != '\'' && (unsigned char)key.p[i] < 0x80)
            buf_char(&id, '-');
    }
    if (id.n && id.p[id.n - 1] == '-')
        id.n--;
    return buf_take(&id, a);
}

/* --- figures ---------------------------------------------------------------- */

/* A dash, a marker of statistics, or the words for it, here or in the document's language: "n/a", "no target". */
static Emptiness emptiness_in(const SheetReader *r, Str words)
{
    static const struct {
        const char *marker;
        Emptiness empty;
    } markers[] = {{"-", CELL_NIL},
                   {"\xE2\x80\x93", CELL_NIL},
                   {"[z]", CELL_NOT_APPLICABLE},
                   {"[x]", CELL_NOT_RECORDED}};
    static const struct {
        WordId word;
        Emptiness empty;
    } in_language[] = {
        {WORD_NIL, CELL_NIL},
        {WORD_NOT_APPLICABLE_SHORT, CELL_NOT_APPLICABLE},
        {WORD_NOT_APPLICABLE, CELL_NOT_APPLICABLE},
        {WORD_NOT_RECORDED_SHORT, CELL_NOT_RECORDED},
        {WORD_NOT_RECORDED, CELL_NOT_RECORDED},
        {WORD_TO_BE_CONFIRMED_SHORT, CELL_TO_BE_CONFIRMED},
        {WORD_TO_BE_CONFIRMED, CELL_TO_BE_CONFIRMED},
        {WORD_NO_TARGET_SET, CELL_NO_TARGET},
    };
    for (int i = 0; i < COUNT(markers); i++)
        if (str_eq_folded(words, str_c(markers[i].marker)))
            return markers[i].empty;
    for (int i = 0; i < COUNT(in_language); i++)
        if (str_eq_folded(words, language_word(r->d->table->language, in_language[i].word)))
            return in_language[i].empty;
    Emptiness shorthand = data_shorthand(r->d, words);
    if (shorthand)
        return shorthand;
    Buf name = {0};
    for (int i = 0; i < words.n; i++)
        buf_char(&name, words.p[i] == ' ' ? '-' : to_lower(words.p[i]));
    Emptiness empty = data_emptiness(r->d, buf_view(&name));
    buf_free(&name);
    return empty;
}

/* "1,234", "£45", "6.3%", with a space or an apostrophe too many. */
static bool reads_as_number(Str words)
{
    Decimal ignored;
    words = str_trim(words);
    if (str_starts(words, "'"))
        words = str_sub(words, 1, words.n);
    bool pound = str_starts(words, "\xC2\xA3");
    if (pound)
        words = str_sub(words, 2, words.n);
    if (str_ends(words, "%"))
        words = str_sub(words, 0, words.n - 1);
    return decimal_parse(str_trim(words), &ignored);
}

void sheet_report_faulty(SheetReader *r, const SheetCell *c, Pos at)
{
    Diag *sink = r->d->reader->diag;
    diag(sink, SHT006, at, "this cell shows \"" STR_FMT "\"; expected a figure", STR_ARG(c->text));
    diag_help(sink, "mend its formula in the workbook; #REF! means that a row or column it took has been deleted");
}

static void report_not_figure(SheetReader *r, const SheetCell *c, Pos at, Str column)
{
    Diag *sink = r->d->reader->diag;
    Str words = sheet_cell_text(r->d->reader->job, c);
    if (c->kind == VALUE_FAULTY) {
        sheet_report_faulty(r, c, at);
    } else if (c->kind == VALUE_WORDS && reads_as_number(words)) {
        diag(sink, SHT007, at, "\"" STR_FMT "\" is stored as text, so no sum counts it; expected a number",
             STR_ARG(words));
        diag_help(sink, "in Excel, click the warning sign beside the cell and choose Convert to Number");
    } else {
        diag(sink, SHT015, at, "\"" STR_FMT "\" stands in the column \"" STR_FMT "\" of figures; expected a figure",
             STR_ARG(words), STR_ARG(column));
        diag_help(sink, "for a cell without a figure, type nil, n/a, [x], tbc or no target");
    }
}

static void report_blank(SheetReader *r, Pos at)
{
    diag(r->d->reader->diag, SHT015, at, "this cell is blank; expected a figure, or why there is none");
    diag_help(r->d->reader->diag, "type nil, n/a, [x], tbc or no target, or add <sheet blank=\"not-applicable\"/> or "
                                  "the like for all blank cells");
}

static int places_of(const SheetReader *r, const Row *row, int column, const SheetCell *c)
{
    int declared = row_decimals(row, &r->d->table->columns[column]);
    int held = number_places(sheet_cell_shown(c));
    if (r->d->table->columns[column].exact)
        return int_min(held, PLACES_MOST);
    if (declared >= 0)
        return declared;
    return int_min(c->style.places >= 0 ? c->style.places : held, PLACES_MOST);
}

/* A column shows per cent signs in all its figures or in none, unless rows have units of their own. */
static bool sign_fits(SheetReader *r, Row *row, int column, const SheetCell *c, Pos at)
{
    bool percent = c->style.form == FORM_PERCENT, in_percent = r->d->table->columns[column].kind == COL_PERCENT;
    if (!in_percent && percent && !row->unit.n)
        row->unit = STR("%");
    if (!in_percent)
        return percent == str_is(row->unit, "%") || r->workbook->is_text || row->unit.n;
    bool *seen = percent ? r->percent : r->plain, *other = percent ? r->plain : r->percent;
    seen[column] = true;
    if (!other[column])
        return true;
    Str text = sheet_cell_text(r->d->reader->job, c);
    diag(r->d->reader->diag, SHT015, at, "\"" STR_FMT "\" has %s per cent sign, unlike the figures above it",
         STR_ARG(text), percent ? "a" : "no");
    return false;
}

static bool set_value(SheetReader *r, Row *row, int column, const SheetCell *c, Decimal *value)
{
    int places = places_of(r, row, column, c);
    SheetNumber n = number_round(sheet_cell_shown(c), places);
    Str text = number_text(r->d->reader->job, n, r->d->table->columns[column].exact ? -1 : places);
    return decimal_parse(text, value);
}

static void read_number(SheetReader *r, Row *row, int column, const SheetCell *c)
{
    Cell *cell = &row->cells[column];
    Diag *sink = r->d->reader->diag;
    cell->text = sheet_cell_text(r->d->reader->job, c);
    if (c->style.form == FORM_DATE || c->style.form == FORM_TIME)
        diag(sink, SHT015, cell->pos, "this cell is a %s; expected a figure",
             c->style.form == FORM_DATE ? "date" : "time");
    else if (!sign_fits(r, row, column, c, cell->pos))
        return;
    else if (!(cell->number = set_value(r, row, column, c, &cell->value)))
        diag(sink, SHT015, cell->pos, "this figure is too large; expected at most 18 digits");
    else
        cell->text = (Str){0};
}

/* What a blank cell means, by the data file. */
static Emptiness blank_means(const SheetReader *r, const XmlNode *e)
{
    const Reader *reader = r->d->reader;
    Emptiness own = data_emptiness(r->d, e ? xml_attr(reader, e, "empty") : (Str){0});
    return own || !r->more ? own : data_emptiness(r->d, xml_attr(reader, r->more, "blank"));
}

static void read_blank(SheetReader *r, Cell *cell, const XmlNode *e)
{
    cell->empty = blank_means(r, e);
    if (cell->empty)
        return;
    report_blank(r, cell->pos);
    cell->empty = CELL_NOT_RECORDED;
}

static void read_figure(SheetReader *r, Row *row, int column, const SheetCell *c, const XmlNode *e)
{
    Cell *cell = &row->cells[column];
    if (c && !c->stored) {
        cell->empty = CELL_NOT_RECORDED; /* its formula is reported */
        return;
    }
    bool blank = !c || c->kind == VALUE_BLANK || (c->kind == VALUE_WORDS && !sheet_cell_text(r->d->reader->job, c).n);
    if (blank) {
        read_blank(r, cell, e);
    } else if (c->kind == VALUE_NUMBER) {
        read_number(r, row, column, c);
    } else {
        cell->empty = c->kind == VALUE_WORDS ? emptiness_in(r, sheet_cell_text(r->d->reader->job, c)) : CELL_FILLED;
        if (!cell->empty)
            report_not_figure(r, c, cell->pos, r->d->table->columns[column].id);
        cell->text = cell->empty ? (Str){0} : sheet_cell_text(r->d->reader->job, c);
    }
    if (e && cell->number)
        data_print(r->d, cell, e);
}

static void read_words(SheetReader *r, Cell *cell, const SheetCell *c, const XmlNode *e)
{
    const DataReader *d = r->d;
    cell->text = sheet_cell_text(d->reader->job, c);
    cell->empty = cell->text.n ? CELL_FILLED : blank_means(r, e);
    if (c && c->kind == VALUE_NUMBER && c->style.form == FORM_DATE)
        cell->text = language_date(d->reader->job, d->table->language, cell->text);
    if (c && c->kind == VALUE_FAULTY)
        report_not_figure(r, c, cell->pos, (Str){0});
}

const XmlNode *sheet_key_cell(const SheetReader *r, const XmlNode *row, int column)
{
    Str id = r->d->table->columns[column].id;
    for (const XmlNode *e = row ? xml_first(row) : NULL; e; e = xml_next(e))
        if (str_eq(xml_attr(r->d->reader, e, "column"), id))
            return e;
    return NULL;
}

static void read_cell(SheetReader *r, int column, int sheet_row, const XmlNode *key)
{
    DataReader *d = r->d;
    int at = d->rows.n - 1;
    Row *row = &d->rows.at[at];
    Cell *cell = &row->cells[column];
    const SheetCell *c = sheet_cell(r->sheet, sheet_row, r->columns[column]);
    const XmlNode *e = sheet_key_cell(r, key, column);
    cell->pos = c ? sheet_cell_pos(r, r->range.sheet, c) : row->pos;
    if (!c && !r->workbook->is_text)
        cell->pos = sheet_pos(r, r->range.sheet, sheet_row, r->columns[column]);
    if (column_is_figure(d->table->columns[column].kind))
        read_figure(r, row, column, c, e);
    else
        read_words(r, cell, c, e);
    if (!e)
        return;
    data_use_notes(d, &cell->note, e, "note");
    data_same(d, e, at, column);
    data_differs(d, e, cell);
    data_cell_rules(d, e, cell);
}

/* --- rows ------------------------------------------------------------------- */

static const XmlNode *key_of(SheetReader *r, int row)
{
    Str key = text_at(r, row, r->key), label = text_at(r, row, r->columns[0]);
    SheetKey *known = map_find(&r->keys, key.n ? key : label);
    if (!known)
        return NULL;
    known->used = true;
    return known->element;
}

static bool is_filled(const SheetCell *c)
{
    return c && (c->formula || (c->kind != VALUE_BLANK && (c->kind != VALUE_WORDS || str_trim(c->text).n)));
}

static bool has_figures(const SheetReader *r, int row)
{
    for (int c = 1; c < r->d->table->ncolumns; c++)
        if (is_filled(sheet_cell(r->sheet, row, r->columns[c])))
            return true;
    return false;
}

static RowRole declared_role(const XmlNode *e)
{
    static const struct {
        const char *name;
        RowRole role;
    } all[] = {{"subtotal", ROW_SUBTOTAL}, {"total", ROW_TOTAL}, {"balance", ROW_BALANCE}, {"group", ROW_GROUP}};
    for (int i = 0; i < COUNT(all); i++)
        if (xml_is(e, all[i].name))
            return all[i].role;
    return ROW_LINE;
}

/* The first row of the innermost group that has one below its heading; the range's first, outside groups. */
static int group_begins(const SheetReader *r)
{
    return r->depths.n ? r->depths.at[r->depths.n - 1] : r->range.top;
}

/* Whether the heading of the innermost group is the row before. */
static bool group_is_empty(const SheetReader *r)
{
    return r->depths.n && r->depths.at[r->depths.n - 1] == r->last_row;
}

static RowRole role_of(SheetReader *r, int row, const XmlNode *key, bool *beyond)
{
    bool minus = false, sums = sheet_row_sums(r, row, group_begins(r), beyond, &minus);
    if (key)
        return declared_role(key);
    if (!has_figures(r, row))
        return ROW_GROUP;
    if (!sums)
        return ROW_LINE;
    if (minus)
        return ROW_BALANCE;
    return r->depths.n && !*beyond ? ROW_SUBTOTAL : ROW_TOTAL;
}

/* The depth at which a row stands; leaves groups that it ends. */
static int depth_of(SheetReader *r, RowRole role, bool beyond, const XmlNode *key)
{
    if (key && xml_has(key, "level")) {
        r->depths.n = int_min(r->depths.n, data_number(r->d->reader, key, "level", 0));
        return r->depths.n;
    }
    if (role == ROW_GROUP) {
        if (!group_is_empty(r) || r->depths.n == DEPTH_MOST)
            r->depths.n = int_max(r->depths.n - 1, 0);
    } else if (role == ROW_TOTAL) {
        r->depths.n = 0;
    } else if (beyond && !group_is_empty(r)) {
        r->depths.n = role == ROW_SUBTOTAL ? int_max(r->depths.n - 1, 0) : 0;
    }
    return r->depths.n;
}

static void report_no_label(DataReader *d, Row *row)
{
    diag(d->reader->diag, SHT015, row->pos, "this row has figures and no label; expected words in its first column");
    row->cells[0].empty = CELL_NOT_RECORDED;
}

static void set_label(SheetReader *r, Row *row, int sheet_row, const XmlNode *key)
{
    DataReader *d = r->d;
    const SheetCell *c = sheet_cell(r->sheet, sheet_row, r->columns[0]);
    if (c)
        row->cells[0].pos = sheet_cell_pos(r, r->range.sheet, c);
    if (key && xml_has(key, "label"))
        data_label(d, row, key, "label");
    else
        row->label = row->cells[0].text = sheet_cell_text(d->reader->job, c);
    if (key)
        data_use_notes(d, &row->cells[0].note, key, "note");
    if (!row->label.n)
        report_no_label(d, row);
}

static void set_id(SheetReader *r, Row *row, int sheet_row, const XmlNode *key)
{
    const Reader *reader = r->d->reader;
    Str own = text_at(r, sheet_row, r->key);
    row->id = key ? xml_attr(reader, key, "id") : (Str){0};
    if (!row->id.n)
        row->id = is_id(own) ? own : id_of_words(reader->job, own.n ? own : text_at(r, sheet_row, r->columns[0]));
    row->reference = text_at(r, sheet_row, r->reference);
}

static void read_group(SheetReader *r, Row *row, int sheet_row)
{
    row->cells[0].colspan = r->d->table->ncolumns;
    for (int c = 1; c < r->d->table->ncolumns; c++)
        row->cells[c].colspan = row->cells[c].rowspan = 0;
    VEC_PUSH(r->d->reader->job, &r->depths, sheet_row);
}

static void read_line(SheetReader *r, Row *row, int sheet_row, const XmlNode *key)
{
    DataReader *d = r->d;
    if (key) {
        row->unit = data_attr(d, key, "unit");
        row->decimals = data_number(d->reader, key, "decimals", -1);
    }
    for (int c = 1; c < d->table->ncolumns; c++)
        read_cell(r, c, sheet_row, key);
    if (!key)
        return;
    data_row_differs(d, key, row);
    data_row_rules(d, key, row);
    data_same(d, key, d->rows.n - 1, -1);
}

static Pos row_pos(const SheetReader *r, int index)
{
    const SheetCell *first = &r->sheet->cells.at[sheet_cell_from(r->sheet, index, r->range.left)];
    return sheet_cell_pos(r, r->range.sheet, first);
}

static void read_row(SheetReader *r, int index)
{
    DataReader *d = r->d;
    int sheet_row = r->sheet->rows.at[index].row;
    const XmlNode *key = key_of(r, sheet_row);
    bool beyond = false;
    RowRole role = role_of(r, sheet_row, key, &beyond);
    int depth = depth_of(r, role, beyond, key), before = d->rows.n;
    Row *row = data_row(d, role, depth, row_pos(r, index));
    if (d->too_large || d->rows.n == before)
        return;
    VEC_PUSH(d->reader->job, &r->lines, (SheetLine){.row = sheet_row, .element = key});
    r->line_at[sheet_row - r->range.top] = r->lines.n - 1;
    set_id(r, row, sheet_row, key);
    set_label(r, row, sheet_row, key);
    if (role == ROW_GROUP)
        read_group(r, row, sheet_row);
    else
        read_line(r, row, sheet_row, key);
    if (role == ROW_SUBTOTAL)
        r->depths.n = int_max(r->depths.n - 1, 0);
    r->last_row = sheet_row;
}

static bool row_is_blank(const SheetReader *r, int row)
{
    return !is_filled(sheet_cell(r->sheet, row, r->columns[0])) && !has_figures(r, row);
}

static bool id_is_chosen(const SheetReader *r, int i)
{
    const XmlNode *e = r->lines.at[i].element;
    return text_at(r, r->lines.at[i].row, r->key).n || (e && xml_has(e, "id"));
}

/* Ids from a key column, or chosen, must differ. Rows whose labels are alike have none: nothing can name just one. */
static void check_ids(SheetReader *r)
{
    DataReader *d = r->d;
    Map first = {0};
    bool *alike = NEWN(d->reader->job, bool, d->rows.n);
    for (int i = 0; i < d->rows.n; i++) {
        Row *row = &d->rows.at[i], *other = row->id.n ? map_find(&first, row->id) : NULL;
        if (!other) {
            map_put(d->reader->job, &first, row->id, row);
            continue;
        }
        int k = (int)(other - d->rows.at);
        bool chosen = id_is_chosen(r, i), both = chosen && id_is_chosen(r, k);
        alike[chosen ? k : i] = true;
        alike[k] = alike[k] || !id_is_chosen(r, k);
        if (!both)
            continue;
        diag(d->reader->diag, SHT014, row->pos, "two rows have the id \"" STR_FMT "\"; expected keys that differ",
             STR_ARG(row->id));
        diag_label(d->reader->diag, other->pos, "the other row");
    }
    for (int i = 0; i < d->rows.n; i++)
        if (alike[i])
            d->rows.at[i].id = (Str){0};
}

void sheet_read_rows(SheetReader *r)
{
    const Reader *reader = r->d->reader;
    int height = r->range.bottom - r->range.top + 1;
    r->line_at = NEWN(reader->job, int, height);
    for (int i = 0; i < height; i++)
        r->line_at[i] = -1;
    int previous = r->range.top;
    for (int i = sheet_row_at(r->sheet, r->range.top + 1); i < r->sheet->rows.n && !r->d->too_large; i++) {
        int row = r->sheet->rows.at[i].row;
        if (row > r->range.bottom)
            break;
        if (row_is_blank(r, row))
            continue;
        if (row > previous + 1)
            r->depths.n = 0; /* blank rows between */
        previous = row;
        if (!sheet_skips_row(r, row))
            read_row(r, i);
    }
    check_ids(r);
}
