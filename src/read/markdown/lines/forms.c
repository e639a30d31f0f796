/* Finding the forms among the lines, and moving them out of cmark's way: see lines.c. */
#include "read/markdown/lines/lines_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/markdown/lines/grid_private.h"
#include "read/markdown/lines/pipes_private.h"

bool is_empty_line(Str s)
{
    return str_trim(s).n == 0;
}

/* A bullet that the author does not use, so that the items of notes and definitions do not join the author's lists. */
static char free_bullet(const MdLine *lines, int n)
{
    static const char bullets[] = "+*-";
    bool used[3] = {false};
    for (int i = 0; i < n; i++) {
        Str s = str_trim(lines[i].raw);
        const char *found = s.n > 1 && s.p[1] == ' ' ? memchr(bullets, s.p[0], 3) : NULL;
        if (found)
            used[found - bullets] = true;
    }
    for (int i = 0; i < 3; i++)
        if (!used[i])
            return bullets[i];
    return '+';
}

/* What its containers need stays before it. */
static void hold(Forms *f, MdLine *l, LineUse use)
{
    static const char held[] = "   <?\?>";
    l->use = use;
    bool spaces = l->inner <= 3 && str_trim(str_sub(l->raw, 0, l->inner)).n == 0;
    if (spaces)
        l->text = (Str){held + 3 - l->inner, l->inner + 4};
    else
        l->text = str_format(f->a, STR_FMT "%s", STR_ARG(str_sub(l->raw, 0, l->inner)), held + 3);
}

/* An item whose content begins in column 5, because continuation lines are indented by four. cmark ends an item without
 * content at a blank line, so a note whose text begins below has a comment. */
static void hold_note(Forms *f, MdLine *l, int indent, int label_end)
{
    int rest = label_end + 1; /* behind the colon */
    while (rest < l->raw.n && is_blank(l->raw.p[rest]))
        rest++;
    int pad = int_max(1, 3 - indent);
    l->use = LINE_NOTE;
    l->form = label_end;
    Str words = rest < l->raw.n ? str_sub(l->raw, rest, l->raw.n) : STR("<!---->");
    l->text = str_format(f->a, "%*s%c%*s" STR_FMT, indent, "", f->bullet, pad, "", STR_ARG(words));
    l->shift = rest - (indent + 1 + pad);
}

/* An item with the author's text: the definition's colon becomes a bullet, below that of the one before. */
static void hold_definition(Forms *f, MdLine *l)
{
    l->text = str_format(f->a, STR_FMT "%c" STR_FMT, STR_ARG(str_sub(l->raw, 0, l->form)), f->bullet,
                         STR_ARG(str_sub(l->raw, l->inner + 1, l->raw.n)));
    l->shift = l->inner - l->form;
}

/* Whether a text means nothing to Markdown or to planpress's own forms. That is true for nearly all cells, and there
 * may be a hundred thousand. Hyphens and points in a row become dashes and dots. */
static bool is_plain(Str s)
{
    for (int i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (is_alphanumeric(c) || (unsigned char)c >= 0x80)
            continue;
        bool doubled = i + 1 < s.n && s.p[i + 1] == c;
        if (c == '\0' || !memchr(" ,.-%()/:;?+=#", c, 14) || (doubled && (c == '-' || c == '.')))
            return false;
    }
    return true;
}

/* Gives a piece of a source line its paragraph. */
static void hold_paragraph(Forms *f, PipeCell *cell, Str s)
{
    const MdLine *source = &f->lines[cell->line];
    cell->paragraph = f->paragraphs.n;
    MdLine *l = VEC_NEXT(f->a, &f->paragraphs);
    *l = *source;
    l->use = LINE_PLAIN;
    l->shift = cell->byte - CELL_PREFIX_LEN;
    l->escaped = str_find(s, "\\|") >= 0;
    Buf text = {0};
    buf_puts(&text, CELL_PREFIX);
    for (int i = 0; i < s.n; i++)
        if (s.p[i] != '\\' || i + 1 >= s.n || s.p[i + 1] != '|')
            buf_char(&text, s.p[i]);
    l->text = buf_take(&text, f->a);
}

static PipeCell add_cell(Forms *f, int line, int from, int to, bool may_be_plain)
{
    Str s = str_sub(f->lines[line].raw, from, to);
    while (s.n > 0 && is_blank(*s.p)) {
        s = str_sub(s, 1, s.n);
        from++;
    }
    s = str_trim(s);
    PipeCell cell = {.line = line, .byte = from, .paragraph = -1};
    if (may_be_plain)
        cell.join = str_is(s, "^^") ? JOINS_ABOVE : str_is(s, "<<") ? JOINS_LEFT : JOINS_NONE;
    if (cell.join)
        return cell;
    if (may_be_plain && is_plain(s))
        cell.plain = s;
    else if (s.n > 0)
        hold_paragraph(f, &cell, s);
    return cell;
}

static void read_row(Forms *f, PipeTable *t, int line, PipeCell *cells)
{
    PipeRow row = {0};
    int at = f->lines[line].inner;
    pipe_row_cut(f->a, inner_of(&f->lines[line]), &row);
    for (int i = 0; i < t->ncolumns; i++) {
        cells[i] = (PipeCell){.line = line, .byte = f->lines[line].raw.n, .paragraph = -1};
        if (i < row.n)
            cells[i] = add_cell(f, line, at + row.from[i], at + row.to[i], true);
        t->joined = t->joined || cells[i].join;
    }
    if (row.n <= t->ncolumns || t->cut)
        return;
    Pos pos = md_pos(&(MdText){.lines = f->lines}, f->file, line, at + row.from[t->ncolumns]);
    diag(f->diag, MD008, pos, "this row has %d cells; expected at most %d, one for each column", row.n, t->ncolumns);
}

static bool ends_table(Forms *f, const PipeTable *t, int line)
{
    const MdLine *l = &f->lines[line], *head = &f->lines[t->first];
    Str s = inner_of(l);
    return l->inner < 0 || l->quotes != head->quotes || !memchr(s.p, '|', (size_t)s.n) || str_starts(s, ":::");
}

/* Bytes of ": " or "Table: " before a caption; 0: the line is none. */
static int caption_mark(const Forms *f, int line)
{
    Str s = inner_of(&f->lines[line]);
    static const char *const marks[] = {": ", "Table: ", "table: "};
    for (int i = 0; i < COUNT(marks); i++)
        if (str_starts(s, marks[i]))
            return (int)strlen(marks[i]);
    return 0;
}

/* `: Caption` on the line behind a table, or behind one blank line; of a table in a definition, as far to the right as
 * the table, or it is the next definition. */
static int caption_below(const Forms *f, const PipeTable *t, int after)
{
    int line = after;
    if (line < f->n && is_empty_line(inner_of(&f->lines[line])))
        line++;
    const MdLine *l = &f->lines[line], *head = &f->lines[t->first];
    if (line >= f->n || l->quotes != head->quotes || (l->use == LINE_DEFINITION && l->inner != head->inner))
        return -1;
    return caption_mark(f, line) ? line : -1;
}

/* The same above it, as Pandoc reads it too: a paragraph of its own, and not the caption of another table. */
static int caption_above(const Forms *f, const PipeTable *t)
{
    int line = t->first - 1;
    if (line > 0 && is_empty_line(inner_of(&f->lines[line])))
        line--;
    const MdLine *l = &f->lines[line], *head = &f->lines[t->first];
    if (line < 0 || l->use != LINE_PLAIN || l->quotes != head->quotes || l->inner != head->inner)
        return -1;
    return caption_mark(f, line) && stands_alone(f->lines, line) ? line : -1;
}

/* Whether a line of text stands above. */
static bool after_text(const Forms *f, int line)
{
    return line > 0 && f->lines[line - 1].use == LINE_PLAIN && !is_empty_line(inner_of(&f->lines[line - 1]));
}

static bool table_begins(Forms *f, int line)
{
    if (line + 1 >= f->n || f->lines[line].inner < 0 || f->lines[line + 1].inner < 0
        || f->lines[line].quotes != f->lines[line + 1].quotes)
        return false;
    return pipe_table_begins(f->a, inner_of(&f->lines[line]), inner_of(&f->lines[line + 1]), after_text(f, line));
}

/* Keeps of a too large table only what is allowed. */
static void cut_to_size(Forms *f, PipeTable *t)
{
    int rows = t->nrows, columns = t->ncolumns, most = TABLE_CELLS_MOST;
    t->ncolumns = int_min(columns, TABLE_COLUMNS_MOST);
    t->nrows = int_min(rows, most / t->ncolumns);
    t->cut = t->ncolumns < columns || t->nrows < rows;
    if (!t->cut)
        return;
    Pos pos = md_pos(&(MdText){.lines = f->lines}, f->file, t->first, 0);
    diag(f->diag, IO009, pos, "this table has %d rows of %d columns; expected at most %d columns and %d cells", rows,
         columns, TABLE_COLUMNS_MOST, most);
}

static void hold_caption(Forms *f, PipeTable *t, int line)
{
    MdLine *l = &f->lines[line];
    t->caption = add_cell(f, line, l->inner + caption_mark(f, line), l->raw.n, false);
    hold(f, l, LINE_CAPTION);
    l->form = f->out->tables.n;
}

/* With its caption; returns the line after it, and after one below it. */
static int keep_table(Forms *f, PipeTable *t, int end)
{
    int above = caption_above(f, t), caption = above >= 0 ? above : caption_below(f, t, end);
    if (caption >= 0)
        hold_caption(f, t, caption);
    end = int_max(end, caption + 1);
    f->lines[t->first].form = f->out->tables.n;
    for (int i = t->first; i <= t->last; i++)
        hold(f, &f->lines[i], i == t->first ? LINE_TABLE : LINE_TABLE_REST);
    VEC_PUSH(f->a, &f->out->tables, *t);
    return end;
}

static void join_cells(Forms *f, PipeTable *t)
{
    const PipeCell *fault = NULL;
    const char *why = NULL;
    t->spans = pipe_spans(f->a, t, &fault, &why);
    if (!fault)
        return;
    for (int i = 0; i < t->nrows * t->ncolumns; i++) /* words, so that nobody misses any */
        if (t->cells[i].join)
            t->cells[i].plain = t->cells[i].join == JOINS_ABOVE ? STR("^^") : STR("<<");
    diag(f->diag, MD020, md_pos(&(MdText){.lines = f->lines}, f->file, fault->line, fault->byte), "\"%s\" %s",
         fault->join == JOINS_ABOVE ? "^^" : "<<", why);
}

/* Holds the table that begins at `line`; returns the line after it. */
static int hold_table(Forms *f, int line)
{
    PipeTable t = {.first = line, .caption.line = -1};
    t.ncolumns = pipe_aligns(f->a, inner_of(&f->lines[line + 1]), &t.aligns);
    int end = line + 2;
    while (end < f->n && !ends_table(f, &t, end))
        end++;
    t.last = end - 1;
    t.nrows = end - line - 1;
    cut_to_size(f, &t);
    t.cells = NEWN(f->a, PipeCell, t.nrows * t.ncolumns);
    for (int row = 0; row < t.nrows; row++)
        read_row(f, &t, row == 0 ? line : line + row + 1, t.cells + (ptrdiff_t)row * t.ncolumns);
    if (t.joined)
        join_cells(f, &t);
    return keep_table(f, &t, end);
}

/* -- Grid tables -------------------------------------------------------------------------------------------------- */

enum { GRIDS_DEEP = 8 }; /* grid tables in one another; deeper ones are text */

static bool grid_begins(const Forms *f, int line)
{
    const MdLine *l = &f->lines[line];
    Str s = inner_of(l);
    if (s.n == 0 || s.p[0] != '+' || !grid_border(s) || f->depth >= GRIDS_DEEP)
        return false;
    return begins_item(l) || !after_text(f, line) || begins_block(inner_of(&f->lines[line - 1]));
}

static int grid_end(const Forms *f, int line)
{
    const MdLine *first = &f->lines[line];
    int end = line;
    for (; end < f->n; end++) {
        const MdLine *l = &f->lines[end];
        if (l->inner != first->inner || l->quotes != first->quotes || !memchr("+|", l->raw.p[l->inner], 2))
            break;
    }
    return end;
}

static Str trimmed_right(Str s)
{
    while (s.n > 0 && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

typedef struct GridLines {
    const TypedGrid *grid;
    const Str *rows; /* the table's lines, from their first border */
    int line;        /* of the first */
} GridLines;

/* The bytes of a cell in one line of the table, without the space behind its border. */
static Str cell_line(const GridLines *g, const GridBox *box, int y, bool spaced)
{
    const int *bars = g->grid->bars + (ptrdiff_t)y * (g->grid->ncolumns + 1);
    Str s = trimmed_right(str_sub(g->rows[y], bars[box->column] + 1, bars[box->column + box->colspan]));
    return spaced && s.n > 0 ? str_sub(s, 1, s.n) : s;
}

static bool is_spaced(const GridLines *g, const GridBox *box)
{
    for (int y = box->first; y <= box->last; y++) {
        Str s = cell_line(g, box, y, false);
        if (s.n > 0 && s.p[0] != ' ')
            return false;
    }
    return true;
}

/* A line of a cell, with room for an item's mark before it. */
static void add_cell_line(Forms *f, const MdLine *source, Str s)
{
    MdLine *l = VEC_NEXT(f->a, &f->cells);
    *l = (MdLine){.line = source->line, .col = source->col, .ascii = true};
    if (s.n == 0)
        return;
    l->raw = l->text = str_format(f->a, "  " STR_FMT, STR_ARG(s));
    l->col += utf8_count((Str){source->raw.p, (int)(s.p - source->raw.p)}) - 2;
    l->ascii = is_ascii(s);
}

/* A cell's first line decides how far an item's other lines have to be indented, so the spaces before its words go, if
 * they mean nothing; four make it code. */
static Str first_words(Str s)
{
    int spaces = 0;
    while (spaces < s.n && s.p[spaces] == ' ')
        spaces++;
    return spaces < 4 ? str_sub(s, spaces, s.n) : s;
}

/* An empty line before it keeps it apart from the cell before. */
static void add_grid_cell(Forms *f, const GridLines *g, const GridBox *box, TypedCell *cell)
{
    bool spaced = is_spaced(g, box);
    int first = box->first, last = box->last;
    while (first < last && cell_line(g, box, first, spaced).n == 0)
        first++;
    while (last > first && cell_line(g, box, last, spaced).n == 0)
        last--;
    const MdLine *source = &f->lines[g->line + first];
    Str words = first_words(cell_line(g, box, first, spaced));
    *cell = (TypedCell){box->row, box->column, box->rowspan, box->colspan, -1, g->line + first, 0};
    cell->byte = (int)(words.p - source->raw.p);
    if (words.n == 0)
        return;
    cell->item = f->out->nitems++;
    add_cell_line(f, source, STR(""));
    add_cell_line(f, source, words);
    for (int y = first + 1; y <= last; y++)
        add_cell_line(f, &f->lines[g->line + y], cell_line(g, box, y, spaced));
    f->cells.at[f->cells.n - 1 - (last - first)].opens = true;
}

static int keep_grid(Forms *f, const GridLines *g)
{
    const TypedGrid *grid = g->grid;
    PipeTable t = {.first = g->line, .last = g->line + grid->nlines - 1, .caption.line = -1, .aligns = grid->aligns};
    t.ncolumns = grid->ncolumns;
    t.nrows = grid->nrows;
    t.nheads = grid->nheads;
    t.nfeet = grid->nfeet;
    for (int i = 0; i < grid->boxes.n; i++)
        add_grid_cell(f, g, &grid->boxes.at[i], VEC_NEXT(f->a, &t.grid));
    return keep_table(f, &t, t.last + 1);
}

/* Returns the line after a grid table, or after lines that are drawn like one and stay text. */
static int hold_grid(Forms *f, int line)
{
    int n = grid_end(f, line) - line;
    Str *rows = NEWN(f->a, Str, n);
    for (int i = 0; i < n; i++)
        rows[i] = trimmed_right(inner_of(&f->lines[line + i]));
    TypedGrid grid = {0};
    GridFault fault;
    if (grid_read(f->a, rows, n, &grid, &fault))
        return keep_grid(f, &(GridLines){&grid, rows, line});
    fault.byte += f->lines[line + fault.line].inner;
    fault.line += line;
    VEC_PUSH(f->a, &f->out->faults, fault);
    f->lines[line].form = f->out->faults.n;
    return line + n;
}

static void hold_term(Forms *f, int line)
{
    MdLine *l = &f->lines[line];
    VEC_PUSH(f->a, &f->out->terms, add_cell(f, line, l->inner, l->raw.n, false));
    hold(f, l, LINE_TERM);
    l->form = f->out->terms.n - 1;
}

void forms_find(Forms *f, bool boxes)
{
    f->bullet = free_bullet(f->lines, f->n);
    containers_enter(f->lines, f->n);
    for (int i = 0; i < f->n;) {
        MdLine *l = &f->lines[i];
        int label_end = l->inner >= 0 && l->inner <= 3 && l->quotes == 0 ? note_mark_end(l->raw, l->inner) : 0;
        if (boxes && str_starts(inner_of(l), ":::")) {
            hold(f, l, LINE_FENCE);
        } else if (l->use == LINE_TERM) {
            hold_term(f, i);
        } else if (l->use == LINE_DEFINITION) {
            hold_definition(f, l);
        } else if (label_end > 0 && label_end < l->raw.n && l->raw.p[label_end] == ':') {
            hold_note(f, l, l->inner, label_end);
        } else if (grid_begins(f, i)) {
            i = hold_grid(f, i);
            continue;
        } else if (l->inner >= 0 && table_begins(f, i)) {
            i = hold_table(f, i);
            continue;
        }
        i++;
    }
}
