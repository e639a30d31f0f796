/* The record of a document as it is now.
 *
 * Tables give their figures from the model, which holds computed ones too. Words (of sections, of captions and notes in
 * data files, of diagrams) are read from the source text, where a figure of the data is a placeholder. */
#include "check/signed/signed_private.h"

#include "base/utf8.h"
#include "doc/table_cell.h"
#include "doc/diagram.h"

typedef struct Recorder {
    Arena *a;
    const Diag *d;
    const Doc *doc;
    VEC(SignedPart) parts;
    VEC(SignedLine) lines; /* of the part in hand */
    VEC(int) starts;       /* of the lines of a file, once a place is looked up in it */
    int indexed;           /* that file; 0: none */
} Recorder;

const char *signed_part_kind(SignedPartKind kind)
{
    static const char *const names[SIGNED_PART_KINDS] =
        {[SIGNED_TABLE] = "table", [SIGNED_DIAGRAM] = "diagram", [SIGNED_SECTION] = "section"};
    return names[kind];
}

/* --- places ------------------------------------------------------------------ */

/* Places in one text, requested in order. */
typedef struct Walk {
    Str text;
    int at;
    Pos pos;
} Walk;

static Pos walk_to(Walk *w, int at)
{
    while (w->at < at && w->at < w->text.n) {
        unsigned char c = (unsigned char)w->text.p[w->at];
        if (c < 0x80)
            w->at++;
        else
            utf8_next(w->text, &w->at);
        w->pos.line += c == '\n';
        w->pos.col = c == '\n' ? 1 : w->pos.col + 1;
    }
    return w->pos;
}

static void place_part(const Diag *d, SignedPart *part)
{
    Walk walk = {.text = diag_text(d, part->pos.file), .pos = {.file = part->pos.file, .line = 1, .col = 1}};
    for (int i = 0; i < part->nlines; i++) {
        SignedLine *line = &part->lines[i];
        for (int k = 0; k < line->nfigures && line->kind == SIGNED_WORDS; k++) {
            line->figures[k].pos = walk_to(&walk, line->figures[k].at);
            line->figures[k].pos.len = utf8_count(line->figures[k].text);
        }
        if (line->kind == SIGNED_WORDS)
            line->pos = line->figures[0].pos;
    }
}

void signed_place(const Diag *d, SignedRecord *now)
{
    for (int i = 0; i < now->nparts; i++)
        place_part(d, &now->parts[i]);
}

static void add_words(Recorder *r, const WrittenLines *found)
{
    for (int i = 0; i < found->n; i++) {
        const WrittenLine *l = &found->at[i];
        SignedFigures *figures = NEWN(r->a, SignedFigures, l->figures.n);
        for (int k = 0; k < l->figures.n; k++)
            figures[k] = (SignedFigures){.text = l->figures.at[k].text, .at = l->figures.at[k].at};
        VEC_PUSH(r->a, &r->lines,
                 (SignedLine){.kind = SIGNED_WORDS, .key = l->words, .figures = figures, .nfigures = l->figures.n});
    }
}

/* --- tables -------------------------------------------------------------------- */

static Str joined(Arena *a, const WrittenFigures *figures)
{
    Buf out = {0};
    for (int i = 0; i < figures->n; i++) {
        buf_puts(&out, i ? SIGNED_JOIN : "");
        buf_str(&out, figures->at[i].text);
    }
    return buf_take(&out, a);
}

static Str figures_in(Arena *a, Str words)
{
    WrittenFigures figures = {0};
    written_words(a, words, &figures);
    return joined(a, &figures);
}

static int line_start(Recorder *r, Pos pos)
{
    Str text = diag_text(r->d, pos.file);
    if (r->indexed != pos.file) {
        r->starts.n = 0;
        for (int i = 0; i < text.n; i++)
            if (i == 0 || text.p[i - 1] == '\n')
                VEC_PUSH(r->a, &r->starts, i);
        r->indexed = pos.file;
    }
    return pos.line >= 1 && pos.line <= r->starts.n ? r->starts.at[pos.line - 1] : text.n;
}

/* The words of a cell as typed, with placeholders. */
static Str written_in(Recorder *r, const Cell *cell)
{
    Str text = diag_text(r->d, cell->pos.file);
    int at = line_start(r, cell->pos);
    for (int col = 1; col < cell->pos.col && at < text.n; col++)
        utf8_next(text, &at);
    char end = at > 0 && (text.p[at - 1] == '"' || text.p[at - 1] == '\'') ? text.p[at - 1] : '<';
    int to = at;
    while (to < text.n && text.p[to] != end)
        to++;
    return str_sub(text, at, to);
}

/* What is recorded of a cell: its figure, with the correct one of a misprint; its verdict; the figures in its words. */
static Str cell_record(Recorder *r, const Cell *cell)
{
    Buf out = {0};
    if (cell->colspan == 0)
        return (Str){0};
    if (cell->number)
        buf_str(&out, decimal_format(r->a, cell->value, -1, true));
    if (cell->number && cell->corrected)
        buf_format(&out, " for " STR_FMT, STR_ARG(decimal_format(r->a, cell->correct, -1, true)));
    if (!cell->number && cell->empty)
        buf_puts(&out, empty_name(cell->empty));
    if (cell->status.n)
        buf_format(&out, "%s" STR_FMT, out.n ? SIGNED_JOIN : "", STR_ARG(cell->status));
    Str words = cell->bound ? written_in(r, cell) : cell_plain(r->a, cell, STRUCK_SHOWN);
    Str figures = words.n ? figures_in(r->a, words) : (Str){0};
    if (figures.n)
        buf_format(&out, "%s" STR_FMT, out.n ? SIGNED_JOIN : "", STR_ARG(figures));
    return buf_take(&out, r->a);
}

/* The figures in a column's headings, from the top. */
static SignedLine column_line(const Recorder *r, const Table *t, int column)
{
    const Column *c = &t->columns[column];
    WrittenFigures found = {0};
    written_words(r->a, c->outer_span, &found);
    written_words(r->a, c->span, &found);
    written_words(r->a, c->label, &found);
    SignedFigures *figures = NEWN(r->a, SignedFigures, found.n);
    for (int i = 0; i < found.n; i++)
        figures[i] = (SignedFigures){.text = found.at[i].text, .pos = c->pos};
    return (SignedLine){.kind = SIGNED_COLUMN,
                        .key = c->id,
                        .named_by = "id",
                        .unit = table_unit(t, column),
                        .figures = figures,
                        .nfigures = found.n,
                        .pos = c->pos};
}

static void name_row(SignedLine *line, const Row *row)
{
    line->key = row->id.n ? row->id : row->reference.n ? row->reference : row->label;
    line->named_by = row->id.n ? "id" : row->reference.n ? "reference" : "label";
}

/* By column: its place among those that have figures, in rows or headings; -1: it has none. */
static const int *add_columns(Recorder *r, const Table *t, const Str *records)
{
    int *place = NEWN(r->a, int, t->ncolumns), n = 0;
    for (int c = 0; c < t->ncolumns; c++) {
        SignedLine line = column_line(r, t, c);
        bool has = line.nfigures > 0;
        for (int row = 0; row < t->nrows && !has; row++)
            has = records[(ptrdiff_t)row * t->ncolumns + c].n > 0;
        place[c] = has ? n++ : -1;
        if (has)
            VEC_PUSH(r->a, &r->lines, line);
    }
    return place;
}

static void add_row(Recorder *r, const Table *t, int row, const Str *records, const int *place)
{
    int ncolumns = 0, nfilled = 0;
    for (int c = 0; c < t->ncolumns; c++)
        ncolumns += place[c] >= 0;
    SignedFigures *figures = NEWN(r->a, SignedFigures, ncolumns);
    for (int c = 0; c < t->ncolumns; c++) {
        if (place[c] < 0)
            continue;
        figures[place[c]] =
            (SignedFigures){.text = records[(ptrdiff_t)row * t->ncolumns + c], .pos = t->rows[row].cells[c].pos};
        nfilled += figures[place[c]].text.n > 0;
    }
    SignedLine line = {.kind = SIGNED_ROW,
                       .unit = t->rows[row].unit,
                       .figures = figures,
                       .nfigures = ncolumns,
                       .row = row,
                       .pos = t->rows[row].pos};
    name_row(&line, &t->rows[row]);
    if (nfilled)
        VEC_PUSH(r->a, &r->lines, line);
}

static void end_part(Recorder *r, SignedPart part)
{
    part.lines = r->lines.at;
    part.nlines = r->lines.n;
    if (part.nlines)
        VEC_PUSH(r->a, &r->parts, part);
    r->lines.at = NULL;
    r->lines.n = r->lines.cap = 0;
}

/* The path from the document's folder. */
static Str own_path(const Recorder *r, int file)
{
    Str path = diag_path(r->d, file), folder = r->doc->folder;
    bool inside = path.n > folder.n + 1 && str_eq(str_sub(path, 0, folder.n), folder) && path.p[folder.n] == '/';
    return inside ? str_sub(path, folder.n + 1, path.n) : path;
}

static void add_table(Recorder *r, const Table *t)
{
    Str text = diag_text(r->d, t->file);
    Str *records = NEWN(r->a, Str, (size_t)t->nrows * (size_t)t->ncolumns);
    WrittenLines words = {0};
    written_xml(r->a, text, "caption general-note note source", &words);
    add_words(r, &words);
    for (int row = 0; row < t->nrows; row++)
        for (int c = 0; c < t->ncolumns; c++)
            records[(ptrdiff_t)row * t->ncolumns + c] = cell_record(r, &t->rows[row].cells[c]);
    const int *place = add_columns(r, t, records);
    for (int row = 0; row < t->nrows; row++)
        add_row(r, t, row, records, place);
    end_part(
        r, (SignedPart){.kind = SIGNED_TABLE, .name = t->id, .file = own_path(r, t->file), .table = t, .pos = t->pos});
}

/* --- the document ---------------------------------------------------------------- */

static void add_diagram(Recorder *r, const Diagram *g)
{
    Str text = diag_text(r->d, g->pos.file);
    WrittenLines words = {0};
    written_xml(r->a, text, "caption box arrow", &words);
    add_words(r, &words);
    end_part(r, (SignedPart){.kind = SIGNED_DIAGRAM, .name = g->id, .file = own_path(r, g->pos.file), .pos = g->pos});
}

static void add_section(Recorder *r, const Node *section)
{
    Str text = diag_text(r->d, section->pos.file);
    Str file = section->u.section.file, from = section->u.section.from;
    WrittenLines words = {0};
    written_markdown(r->a, text, &words);
    add_words(r, &words);
    if (from.n)
        file = str_format(r->a, "../" STR_FMT "/" STR_FMT, STR_ARG(from), STR_ARG(file));
    end_part(r, (SignedPart){.kind = SIGNED_SECTION, .name = file, .pos = section->pos});
}

SignedRecord *signed_now(Arena *a, const Diag *d, const Doc *doc)
{
    Recorder r = {.a = a, .d = d, .doc = doc};
    for (int i = 0; i < doc->tables.n; i++)
        add_table(&r, doc->tables.entries[i].value);
    for (int i = 0; i < doc->diagrams.n; i++)
        add_diagram(&r, doc->diagrams.entries[i].value);
    for (const Node *n = doc_only_part(doc)->first; n; n = n->next)
        if (n->kind == NODE_SECTION)
            add_section(&r, n);
    SignedRecord *record = NEW(a, SignedRecord);
    *record = (SignedRecord){.parts = r.parts.at, .nparts = r.parts.n};
    signed_sort(record);
    return record;
}

int signed_figures(const SignedRecord *r)
{
    int n = 0;
    for (int i = 0; i < r->nparts; i++)
        for (int k = 0; k < r->parts[i].nlines; k++)
            for (int f = 0; f < r->parts[i].lines[k].nfigures; f++)
                n += r->parts[i].lines[k].figures[f].text.n > 0;
    return n;
}
