/* The sink: files with their text, and diagnostics in the order in which they were added.
 *
 * Nothing is judged or printed here. Two diagnostics with the same message at the same place count once: a heading
 * that is read for the contents and again for the text is wrong once. Help and second places belong to the
 * diagnostic added last, so they follow it at once.
 *
 * A million repeated errors take bounded memory: the sink keeps a limited number of each code, adds one that says
 * that the rest are only counted, and shortens long messages in the middle. */
#include "diag/diag.h"

#include <stdlib.h>

#include "diag/cell_name.h"
#include "diag/diag_private.h"

enum {
    FILES_MOST = INT16_MAX,
    KEPT_MOST = 20000,      /* of each code */
    MESSAGE_MOST = 1000,    /* bytes */
    MESSAGE_END = 300,      /* of these, for its end, which says what was expected */
    COMPARED_MOST = 1000000 /* names, which takes about a tenth of a second */
};

Diag *diag_new(Arena *a)
{
    Diag *d = NEW(a, Diag);
    d->arena = a;
    return d;
}

static int add_file(Diag *d, Str key, DiagFile file)
{
    if (d->files.n == FILES_MOST)
        return 0;
    file.found = NEW(d->arena, LineFound);
    VEC_PUSH(d->arena, &d->files, file);
    int *number = NEW(d->arena, int);
    map_put(d->arena, &d->by_path, key, number);
    return *number = d->files.n;
}

int diag_file(Diag *d, Str path, Str text)
{
    int *number = map_find(&d->by_path, path);
    if (number) {
        DiagFile *f = &d->files.at[*number - 1];
        if (f->text.n == 0)
            f->text = text;
        return *number;
    }
    Str own = str_dup(d->arena, path);
    return add_file(d, own, (DiagFile){.path = own, .text = text});
}

int diag_sheet(Diag *d, Str path, Str sheet)
{
    Str key = str_format(d->arena, STR_FMT "%c" STR_FMT, STR_ARG(path), '\0', STR_ARG(sheet)); /* no path has a NUL */
    int *number = map_find(&d->by_path, key);
    if (number)
        return *number;
    return add_file(d, key, (DiagFile){.path = str_dup(d->arena, path), .sheet = str_dup(d->arena, sheet)});
}

Str diag_sheet_name(const Diag *d, int file)
{
    return file >= 1 && file <= d->files.n ? d->files.at[file - 1].sheet : STR("");
}

bool put_cell_place(const Diag *d, Pos pos, Buf *out)
{
    Str sheet = diag_sheet_name(d, pos.file);
    if (!sheet.n || pos.line < 1 || pos.col < 1)
        return false;
    buf_sheet_cell(out, sheet, (int)pos.line, (int)pos.col);
    return true;
}

void buf_place(Buf *out, const Diag *d, Pos pos)
{
    Buf cell = {0};
    buf_str(out, diag_path(d, pos.file));
    if (pos.file >= 1 && put_cell_place(d, pos, &cell))
        buf_format(out, ":" STR_FMT, STR_ARG(buf_view(&cell)));
    else if (pos.file >= 1 && pos.line > 0)
        buf_format(out, pos.col > 0 ? ":%d:%d" : ":%d", (int)pos.line, (int)pos.col);
    buf_free(&cell);
}

int diag_files(const Diag *d)
{
    return d->files.n;
}

Str diag_path(const Diag *d, int file)
{
    return file >= 1 && file <= d->files.n ? d->files.at[file - 1].path : STR("");
}

Str diag_text(const Diag *d, int file)
{
    return file >= 1 && file <= d->files.n ? d->files.at[file - 1].text : STR("");
}

/* Start of the character at or before i. */
static int character_at(Str s, int i)
{
    while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
        i--;
    return i;
}

static Str format_message(const Diag *d, const char *format, va_list args)
{
    Buf b = {0};
    buf_vformat(&b, format, args);
    Str all = buf_view(&b);
    if (all.n <= MESSAGE_MOST)
        return buf_take(&b, d->arena);
    Str head = str_sub(all, 0, character_at(all, MESSAGE_MOST - MESSAGE_END));
    Str end = str_sub(all, character_at(all, all.n - MESSAGE_END), all.n);
    Str shorter = str_format(d->arena, STR_FMT " … " STR_FMT, STR_ARG(head), STR_ARG(end));
    buf_free(&b);
    return shorter;
}

/* True when the same message exists at the same place; otherwise remembers it. */
static bool said_before(Diag *d, Code code, Pos pos, Str message)
{
    Str key = str_format(d->arena, "%d %d %d %d " STR_FMT, (int)code, pos.file, (int)pos.line, (int)pos.col,
                         STR_ARG(message));
    return !map_put(d->arena, &d->found.said, key, d);
}

static DiagEntry *keep(Diag *d, Code code, Pos pos, Str message)
{
    DiagEntry *e = NEW(d->arena, DiagEntry);
    *e = (DiagEntry){.code = code, .pos = pos, .message = message, .order = d->found.entries.n};
    e->next_note = &e->first_note;
    VEC_PUSH(d->arena, &d->found.entries, e);
    return e;
}

void diag_add(Diag *d, Code code, Pos pos, Str message)
{
    int *count = &d->found.by_code[code];
    d->found.last = NULL;
    if (*count < KEPT_MOST && said_before(d, code, pos, message))
        return;
    d->found.by_severity[code_severity(code)]++;
    if (++*count <= KEPT_MOST) {
        d->found.last = keep(d, code, pos, message);
    } else if (*count == KEPT_MOST + 1) {
        diag_add(d, IO010, (Pos){0},
                 str_format(d->arena, "more than %d findings %s; the rest are counted but not shown", KEPT_MOST,
                            code_name(code)));
        d->found.last = NULL; /* later help would belong to a diagnostic that was not kept */
    }
}

/* Spares formatting for what is not kept. */
static bool is_full(const Diag *d, Code code)
{
    return d->found.by_code[code] > KEPT_MOST;
}

void diag(Diag *d, Code code, Pos pos, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Str message = is_full(d, code) ? STR("") : format_message(d, format, args);
    va_end(args);
    diag_add(d, code, pos, message);
}

void diag_add_note(Diag *d, DiagNote note)
{
    if (!d->found.last)
        return;
    DiagNote *own = NEW(d->arena, DiagNote);
    *own = note;
    *d->found.last->next_note = own;
    d->found.last->next_note = &own->next;
}

void diag_help(Diag *d, const char *format, ...)
{
    if (!d->found.last)
        return;
    va_list args;
    va_start(args, format);
    diag_add_note(d, (DiagNote){.help = true, .text = format_message(d, format, args)});
    va_end(args);
}

bool diag_may_compare(Diag *d, int n)
{
    if (!d->found.last || d->heard || d->compared >= COMPARED_MOST)
        return false;
    d->compared += n;
    return true;
}

static void suggest(Diag *d, Str nearest)
{
    if (nearest.n)
        diag_help(d, "did you mean \"" STR_FMT "\"?", STR_ARG(nearest));
}

void diag_nearest(Diag *d, Str name, const Str *names, int n)
{
    if (diag_may_compare(d, n))
        suggest(d, str_nearest(name, names, n));
}

void diag_nearest_key(Diag *d, Str name, const Map *names)
{
    if (diag_may_compare(d, names->n))
        suggest(d, map_nearest(names, name));
}

void diag_label(Diag *d, Pos pos, const char *format, ...)
{
    if (!d->found.last)
        return;
    va_list args;
    va_start(args, format);
    diag_add_note(d, (DiagNote){.pos = pos, .text = format_message(d, format, args)});
    va_end(args);
}

int diag_count(const Diag *d, Severity at_least)
{
    int count = 0;
    for (int s = (int)at_least; s <= SEV_FATAL; s++)
        count += d->found.by_severity[s];
    return count;
}

Severity diag_worst(const Diag *d)
{
    int s = SEV_FATAL;
    while (s > SEV_INFO && d->found.by_severity[s] == 0)
        s--;
    return (Severity)s;
}

static int by_place(const void *left, const void *right)
{
    const DiagEntry *a = *(DiagEntry *const *)left, *b = *(DiagEntry *const *)right;
    if (a->pos.file != b->pos.file)
        return a->pos.file - b->pos.file;
    if (a->pos.line != b->pos.line)
        return a->pos.line < b->pos.line ? -1 : 1;
    if (a->pos.col != b->pos.col)
        return a->pos.col < b->pos.col ? -1 : 1;
    return a->order - b->order;
}

int diag_sorted(const Diag *d, Arena *a, DiagEntry ***out)
{
    DiagEntry **sorted = *out = NEWN(a, DiagEntry *, d->found.entries.n);
    for (int i = 0; i < d->found.entries.n; i++)
        sorted[i] = d->found.entries.at[i];
    qsort(sorted, (size_t)d->found.entries.n, sizeof *sorted, by_place);
    return d->found.entries.n;
}

int diag_list(const Diag *d, Arena *a, DiagView **out)
{
    DiagEntry **sorted;
    int n = diag_sorted(d, a, &sorted);
    *out = NEWN(a, DiagView, n);
    for (int i = 0; i < n; i++)
        (*out)[i] = (DiagView){sorted[i]->code, sorted[i]->pos, sorted[i]->message};
    return n;
}

/* Line number `line` of text; searches from where the last one was. False when there is none. */
static bool line_of_text(Str text, int line, LineFound *found, Str *out)
{
    if (text.n == 0)
        return false;
    if (found->number < 1 || found->number > line)
        *found = (LineFound){.number = 1};
    for (Str rest = str_sub(text, found->at, text.n), after;; rest = after) {
        bool more = str_cut(rest, '\n', out, &after);
        if (found->number == line)
            return true;
        if (!more)
            return false;
        *found = (LineFound){found->number + 1, text.n - after.n};
    }
}

static bool line_that_was_kept(const DiagFile *f, int line, Str *out)
{
    int low = 0, high = f->lines.n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (f->lines.at[middle].number < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == f->lines.n || f->lines.at[low].number != line)
        return false;
    *out = f->lines.at[low].text;
    return true;
}

bool diag_line(const Diag *d, int file, int line, Str *out)
{
    if (file < 1 || file > d->files.n || line < 1)
        return false;
    const DiagFile *f = &d->files.at[file - 1];
    if (!line_of_text(f->text, line, f->found, out) && !line_that_was_kept(f, line, out))
        return false;
    if (str_ends(*out, "\r"))
        *out = str_sub(*out, 0, out->n - 1);
    return true;
}
