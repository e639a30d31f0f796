/* Findings as bytes: from the process that builds one document to the one that prints for all, and in a stamp, so
 * that a skipped build still reports its warnings.
 *
 * In order:
 *
 *     files · (path, sheet, lines · (number, text)…)… · entries · (code, place, message, notes · (help, place, text)…)…
 *
 * Only the lines that findings point at are saved. Anyone may have changed the bytes, so reading checks everything. */
#include "diag/diag.h"

#include <stdlib.h>

#include "diag/diag_private.h"
#include "base/encode/pack.h"

/* --- saving --------------------------------------------------------------- */

static void save_pos(Buf *out, Pos pos)
{
    pack_int(out, pos.file);
    pack_int(out, pos.line);
    pack_int(out, pos.col);
    pack_int(out, pos.len);
}

/* A line that a finding points at. */
typedef struct Needed {
    int file, line;
} Needed;
typedef VEC(Needed) NeededLines;

static int by_line(const void *left, const void *right)
{
    const Needed *a = left, *b = right;
    return a->file != b->file ? a->file - b->file : (a->line > b->line) - (a->line < b->line);
}

static void need(const Diag *d, Arena *a, NeededLines *lines, Pos pos)
{
    if (pos.file >= 1 && pos.line >= 1 && !diag_sheet_name(d, pos.file).n)
        VEC_PUSH(a, lines, (Needed){pos.file, (int)pos.line});
}

/* By file and line, each once. */
static NeededLines needed_lines(const Diag *d, Arena *a, DiagEntry *const *entries, int n)
{
    NeededLines all = {0};
    for (int i = 0; i < n; i++) {
        need(d, a, &all, entries[i]->pos);
        for (const DiagNote *note = entries[i]->first_note; note; note = note->next)
            need(d, a, &all, note->pos);
    }
    if (all.n > 1)
        qsort(all.at, (size_t)all.n, sizeof *all.at, by_line);
    int kept = 0;
    for (int i = 0; i < all.n; i++)
        if (i == 0 || by_line(&all.at[i], &all.at[kept - 1]) != 0)
            all.at[kept++] = all.at[i];
    all.n = kept;
    return all;
}

/* `from` is the first of the needed lines that is not yet saved. */
static void save_file(const Diag *d, int file, const NeededLines *needed, int *from, Buf *out)
{
    int end = *from;
    while (end < needed->n && needed->at[end].file == file)
        end++;
    pack_str(out, diag_path(d, file));
    pack_str(out, diag_sheet_name(d, file));
    pack_int(out, end - *from);
    for (; *from < end; ++*from) {
        Str text = STR("");
        diag_line(d, file, needed->at[*from].line, &text);
        pack_int(out, needed->at[*from].line);
        pack_str(out, text);
    }
}

static void save_entry(const DiagEntry *e, Buf *out)
{
    int notes = 0;
    for (const DiagNote *note = e->first_note; note; note = note->next)
        notes++;
    pack_str(out, str_c(code_name(e->code)));
    save_pos(out, e->pos);
    pack_str(out, e->message);
    pack_int(out, notes);
    for (const DiagNote *note = e->first_note; note; note = note->next) {
        pack_int(out, note->help);
        save_pos(out, note->pos);
        pack_str(out, note->text);
    }
}

void diag_save(const Diag *d, Buf *out)
{
    Arena *a = arena_new();
    DiagEntry **entries;
    int n = diag_sorted(d, a, &entries);
    pack_int(out, d->files.n);
    NeededLines needed = needed_lines(d, a, entries, n);
    for (int i = 1, from = 0; i <= d->files.n; i++)
        save_file(d, i, &needed, &from, out);
    pack_int(out, n);
    for (int i = 0; i < n; i++)
        save_entry(entries[i], out);
    arena_free(a);
}

/* --- loading -------------------------------------------------------------- */

typedef struct Loader {
    Diag *d;
    Unpacker in;
} Loader;

static int load_int(Loader *l, int least, int most)
{
    return unpack_int(&l->in, least, most);
}

static Str load_str(Loader *l)
{
    return str_dup(l->d->arena, unpack_str(&l->in));
}

/* The receiving sink numbers its files differently. */
static Pos load_pos(Loader *l, const int *files, int nfiles)
{
    int file = load_int(l, 0, nfiles);
    Pos pos = {.file = (int16_t)(file ? files[file - 1] : 0)};
    pos.line = load_int(l, 0, INT32_MAX);
    pos.col = load_int(l, 0, INT32_MAX);
    pos.len = load_int(l, 0, INT32_MAX);
    return pos;
}

static int load_file(Loader *l)
{
    Str path = load_str(l), sheet = load_str(l);
    if (l->in.bad)
        return 0;
    int file = sheet.n ? diag_sheet(l->d, path, sheet) : diag_file(l->d, path, STR(""));
    int lines = load_int(l, 0, INT32_MAX);
    for (int i = 0; i < lines && !l->in.bad; i++) {
        DiagLine line = {.number = load_int(l, 1, INT32_MAX)};
        line.text = load_str(l);
        if (file == 0)
            continue;
        DiagFile *f = &l->d->files.at[file - 1];
        if (f->lines.n == 0 || f->lines.at[f->lines.n - 1].number < line.number)
            VEC_PUSH(l->d->arena, &f->lines, line);
    }
    return file;
}

static void load_entry(Loader *l, const int *files, int nfiles)
{
    Code code;
    if (!code_find(load_str(l), &code))
        l->in.bad = true;
    Pos pos = load_pos(l, files, nfiles);
    Str message = load_str(l);
    int notes = load_int(l, 0, INT32_MAX);
    if (l->in.bad)
        return;
    diag_add(l->d, code, pos, message);
    for (int i = 0; i < notes && !l->in.bad; i++) {
        DiagNote note = {.help = load_int(l, 0, 1)};
        note.pos = load_pos(l, files, nfiles);
        note.text = load_str(l);
        diag_add_note(l->d, note);
    }
}

bool diag_load(Diag *d, Str bytes)
{
    Loader l = {.d = d, .in.rest = bytes};
    int nfiles = load_int(&l, 0, INT16_MAX);
    int *files = NEWN(d->arena, int, nfiles);
    for (int i = 0; i < nfiles && !l.in.bad; i++)
        files[i] = load_file(&l);
    int entries = load_int(&l, 0, INT32_MAX);
    for (int i = 0; i < entries && !l.in.bad; i++)
        load_entry(&l, files, nfiles);
    return unpack_done(&l.in);
}
