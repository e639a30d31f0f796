/* Everything read whole goes through the sink, which keeps it. So the hash covers what was actually read, not what
 * the file may contain by now. Fonts are large and belong to the system: they are identified by size, inode and
 * times. So are the folders searched for them, because a newly added font could be used instead.
 *
 * A time no older than the start of the job proves nothing: the file may have changed after it was read, within one
 * tick of the clock. The inputs are then uncertain, and nothing is concluded from them. */
#include "app/stamp/inputs.h"

#include <sys/stat.h>
#include <time.h>

#include "app/stamp/libraries.h"
#include "base/encode/pack.h"
#include "file/file.h"
#include "text/font.h"

static bool status_of(Str path, struct stat *st)
{
    Arena *a = arena_new();
    bool there = stat(str_cdup(a, path), st) == 0;
    arena_free(a);
    return there;
}

static Str state_of(Arena *a, const struct stat *st)
{
    return str_format(a, "stat %lld %llu %lld.%09ld %lld.%09ld", (long long)st->st_size, (unsigned long long)st->st_ino,
                      (long long)st->st_mtim.tv_sec, st->st_mtim.tv_nsec, (long long)st->st_ctim.tv_sec,
                      st->st_ctim.tv_nsec);
}

Str state_of_file(Arena *a, Str path)
{
    struct stat st;
    return status_of(path, &st) ? state_of(a, &st) : STR("absent");
}

static Str state_of_text(Arena *a, Str text)
{
    return str_format(a, "sha256 %s", hash_of(text).hex);
}

bool input_is_same(const Input *input)
{
    Arena *a = arena_new();
    Str state = STR(""), text;
    if (!str_starts(input->state, "sha256 "))
        state = state_of_file(a, input->path);
    else if (file_read(a, diag_new(a), input->path, (Pos){0}, &text))
        state = state_of_text(a, text);
    bool same = str_eq(state, input->state);
    arena_free(a);
    return same;
}

/* --- of a job ------------------------------------------------------------- */

typedef struct Collector {
    Arena *arena;
    struct timespec begun;
    Inputs *out;
    bool certain;
} Collector;

static bool is_before(struct timespec t, struct timespec limit)
{
    return t.tv_sec != limit.tv_sec ? t.tv_sec < limit.tv_sec : t.tv_nsec < limit.tv_nsec;
}

static void add_by_status(Collector *c, Str path, bool shown)
{
    struct stat st;
    Input input = {.path = path, .state = STR("absent"), .shown = shown};
    if (status_of(path, &st)) {
        input.state = state_of(c->arena, &st);
        if (!is_before(st.st_mtim, c->begun) || !is_before(st.st_ctim, c->begun)) {
            c->certain = false;
            input.state = STATE_UNCERTAIN;
        }
    }
    VEC_PUSH(c->arena, c->out, input);
}

static void add_text(Collector *c, Str path, Str text)
{
    struct stat st;
    if (text.n == 0 && (!status_of(path, &st) || st.st_size != 0))
        c->certain = false; /* named but not read */
    VEC_PUSH(c->arena, c->out, (Input){path, state_of_text(c->arena, text), true});
}

static void add_fonts(Collector *c, const Fonts *fonts)
{
    int count;
    const Str *folders = fonts_folders(fonts, &count);
    for (int i = 0; i < fonts_count(fonts); i++)
        add_by_status(c, face_path(fonts_at(fonts, i)), true);
    for (int i = 0; i < count; i++)
        add_by_status(c, folders[i], false);
}

/* Where something is missing, whatever comes into a folder may be that. */
static void add_folders(const Job *j, Inputs *inputs)
{
    if (!j->doc)
        VEC_PUSH(j->arena, inputs, (Input){j->path, state_of_file(j->arena, j->path), false});
    for (int i = 0, n = inputs->n; i < n; i++) {
        Str folder = path_dir(inputs->at[i].path);
        VEC_PUSH(j->arena, inputs, (Input){folder, state_of_file(j->arena, folder), false});
    }
}

void inputs_watch(const Job *j, Inputs *inputs, Buf *out)
{
    if (diag_count(j->diag, SEV_ERROR) > 0)
        add_folders(j, inputs);
    pack_int(out, inputs->n);
    for (int i = 0; i < inputs->n; i++) {
        pack_str(out, inputs->at[i].path);
        pack_str(out, inputs->at[i].state);
    }
}

bool inputs_unpack(Arena *a, Str bytes, Inputs *out)
{
    Unpacker u = {.rest = bytes};
    int n = unpack_int(&u, 0, bytes.n);
    for (int i = 0; i < n && !u.bad; i++) {
        Str path = str_dup(a, unpack_str(&u)), state = str_dup(a, unpack_str(&u));
        VEC_PUSH(a, out, (Input){path, state, false});
    }
    return unpack_done(&u);
}

bool inputs_of(const Job *j, Inputs *out)
{
    Collector c = {.arena = j->arena, .begun = j->began_at, .out = out, .certain = true};
    for (int i = 1; i <= diag_files(j->diag); i++)
        if (!diag_sheet_name(j->diag, i).n) /* of a workbook, which is there itself */
            add_text(&c, diag_path(j->diag, i), diag_text(j->diag, i));
    for (int i = 0; i < j->looked_at.n; i++)
        add_by_status(&c, j->looked_at.at[i], false);
    for (int i = 0; i < j->homes.n; i++) {
        add_by_status(&c, path_join(j->arena, j->homes.at[i]->path, STR("templates/languages")), false);
        if (j->homes.at[i]->fonts)
            add_fonts(&c, j->homes.at[i]->fonts);
    }
    Strs loaded = libraries(j->arena, true);
    for (int i = 0; i < loaded.n; i++)
        add_by_status(&c, loaded.at[i], false);
    return c.certain;
}
