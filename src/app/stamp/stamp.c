/* A stamp lies beside a document's products as .planpress-NAME.stamp and records what went into them: a key (the
 * program with its libraries, options, environment, working folder), the state of each input, the hash of each product,
 * and the findings, so that a skipped build still reports its warnings and --deny still applies.
 *
 * When in doubt, planpress rebuilds: if the stamp is incomplete (it ends with its own hash, because it is not synced
 * to disk), if a product is not the one that was written, or if an input cannot be read. No stamp is written when the
 * state of the inputs is uncertain, or when something was missing that may appear later (hyphenation patterns). */
#include "app/stamp/stamp.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/home.h"
#include "app/stamp/libraries.h"
#include "file/file.h"
#include "base/encode/pack.h"

#define MAGIC "planpress stamp 2"

static Str stamp_path(const Job *j)
{
    Str result = job_result(j, "");
    Str name = str_format(j->arena, ".planpress-" STR_FMT ".stamp", STR_ARG(path_base(result)));
    return path_join(j->arena, path_dir(result), name);
}

/* --- the key -------------------------------------------------------------- */

static Hash key_of(const Job *j, Str home)
{
    char here[4096] = "";
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    Strs own = libraries(j->arena, false);
    Buf text = {0};
    buf_puts(&text, PLANPRESS_VERSION "\n");
    for (int i = 0; i < own.n; i++)
        buf_format(&text, STR_FMT " " STR_FMT "\n", STR_ARG(own.at[i]), STR_ARG(state_of_file(j->arena, own.at[i])));
    const Options *o = j->options;
    buf_format(&text, "home " STR_FMT "\ndocument " STR_FMT "\nepoch %s\n", STR_ARG(home), STR_ARG(j->path),
               epoch ? epoch : "");
    buf_format(&text, "standard %d\npanels %d\nproducts %u\ndraft %d\nfindings %d %d %d\n", (int)o->standard,
               (int)o->panels, o->products, o->draft, o->verbose, o->lint, o->signed_off);
    buf_format(&text, "here %s\n", getcwd(here, sizeof here) ? here : "");
    Hash key = hash_of(buf_view(&text));
    buf_free(&text);
    return key;
}

/* --- reading -------------------------------------------------------------- */

/* A small file of the program's own, or empty. */
static Str read_quietly(Arena *a, Str path)
{
    Str text = STR("");
    if (path_exists(path))
        file_read(a, diag_new(a), path, (Pos){0}, &text);
    return text;
}

/* The part before the stamp's own hash; empty when the hash is wrong. */
static Str whole_part(Str text)
{
    if (text.n < HASH_HEX)
        return STR("");
    Str body = str_sub(text, 0, text.n - HASH_HEX);
    return str_is(str_sub(text, text.n - HASH_HEX, text.n), hash_of(body).hex) ? body : STR("");
}

static bool unpack(Arena *a, Str text, Str *key, Stamp *out)
{
    Unpacker u = {.rest = whole_part(text)};
    if (!str_is(unpack_str(&u), MAGIC))
        return false;
    *key = unpack_str(&u);
    out->findings = unpack_str(&u);
    int results = unpack_int(&u, 0, INT32_MAX);
    for (int i = 0; i < results && !u.bad; i++) {
        Str path = unpack_str(&u);
        Str hash = unpack_str(&u);
        VEC_PUSH(a, &out->results, (Result){path, hash, unpack_int(&u, 0, 1)});
    }
    int count = unpack_int(&u, 0, INT32_MAX);
    for (int i = 0; i < count && !u.bad; i++) {
        Input input = {.path = unpack_str(&u)};
        input.state = unpack_str(&u);
        input.shown = unpack_int(&u, 0, 1);
        VEC_PUSH(a, &out->inputs, input);
    }
    return unpack_done(&u);
}

static bool file_has(Str path, Str hash)
{
    Arena *a = arena_new();
    Str text = read_quietly(a, path);
    bool has = text.n > 0 && str_is(hash, hash_of(text).hex);
    arena_free(a);
    return has;
}

bool stamp_is_good(Job *j, Stamp *out)
{
    Str home, key;
    *out = (Stamp){0};
    if (!unpack(j->arena, read_quietly(j->arena, stamp_path(j)), &key, out))
        return false;
    if (!home_find(j->arena, diag_new(j->arena), j->path, &home) || !str_is(key, key_of(j, home).hex))
        return false;
    for (int i = 0; i < out->inputs.n; i++)
        if (!input_is_same(&out->inputs.at[i]))
            return false;
    for (int i = 0; i < out->results.n; i++)
        if (!file_has(out->results.at[i].path, out->results.at[i].hash))
            return false;
    return true;
}

/* --- writing -------------------------------------------------------------- */

static bool misses_something(const Job *j)
{
    DiagView *all;
    int n = diag_list(j->diag, j->arena, &all);
    for (int i = 0; i < n; i++)
        if (all[i].code == FNT006)
            return true;
    return false;
}

void stamp_write(Job *j, const Stamp *stamp)
{
    Buf text = {0};
    if (misses_something(j))
        return;
    pack_str(&text, STR(MAGIC));
    pack_str(&text, str_c(key_of(j, j->reader.home).hex));
    pack_str(&text, stamp->findings);
    pack_int(&text, stamp->results.n);
    for (int i = 0; i < stamp->results.n; i++) {
        pack_str(&text, stamp->results.at[i].path);
        pack_str(&text, stamp->results.at[i].hash);
        pack_int(&text, stamp->results.at[i].shown);
    }
    pack_int(&text, stamp->inputs.n);
    for (int i = 0; i < stamp->inputs.n; i++) {
        pack_str(&text, stamp->inputs.at[i].path);
        pack_str(&text, stamp->inputs.at[i].state);
        pack_int(&text, stamp->inputs.at[i].shown);
    }
    Hash hash = hash_of(buf_view(&text));
    buf_puts(&text, hash.hex);
    OutFile *out = outfile_open(j->arena, stamp_path(j), diag_new(j->arena));
    if (out) {
        outfile_unsynced(out);
        outfile_write(out, text.p, (size_t)text.n);
        outfile_commit(out);
    }
    buf_free(&text);
}
