/* DoctorFacts are collected into one list, which is then printed in one of two forms. The fingerprint is a hash of
 * versions and of the contents of the program, its libraries, templates, fonts, profiles and patterns; of no path,
 * since another machine may keep them elsewhere. */
#include "app/doctor/doctor_private.h"

#include <stdio.h>

#include "app/build/report.h"
#include "app/stamp/hash.h"
#include "base/encode/json.h"
#include "file/file.h"

DoctorFact *fact(DoctorFacts *f, const char *kind, Str name)
{
    DoctorFact *made = VEC_NEXT(f->arena, &f->list);
    made->kind = kind;
    made->name = name;
    return made;
}

bool fact_file(DoctorFacts *f, DoctorFact *fact, Str path)
{
    FileMap map;
    if (!path_exists(path) || file_map(path, &map))
        return false;
    fact->path = path;
    fact->hash = str_dup(f->arena, str_c(hash_of(map.bytes).hex));
    file_unmap(&map);
    return true;
}

static int count_of(const DoctorFacts *f, FactState state)
{
    int n = 0;
    for (int i = 0; i < f->list.n; i++)
        n += f->list.at[i].state == state;
    return n;
}

static Hash fingerprint(const DoctorFacts *f)
{
    Buf text = {0};
    for (int i = 0; i < f->list.n; i++) {
        const DoctorFact *t = &f->list.at[i];
        if (!str_is(t->name, "git"))
            buf_format(&text, "%s " STR_FMT " " STR_FMT " " STR_FMT "\n", t->kind, STR_ARG(t->name),
                       STR_ARG(t->version), STR_ARG(t->hash));
    }
    Hash hash = hash_of(buf_view(&text));
    buf_free(&text);
    return hash;
}

/* --- for people ------------------------------------------------------------------ */

enum { HASH_SHOWN = 12, NAMES_WIDE = 24 };

static void print_fact(Arena *a, const DoctorFact *t)
{
    Str name = shown(a, t->name);
    printf("  %-11s %-*.*s", t->kind, NAMES_WIDE, STR_ARG(name));
    if (t->version.n)
        printf("  " STR_FMT, STR_ARG(shown(a, t->version)));
    if (t->state != FACT_FOUND)
        fputs(t->state == FACT_MISSING ? "  MISSING" : "  not found", stdout);
    if (t->state != FACT_FOUND && t->package.n)
        printf("; install " STR_FMT, STR_ARG(shown(a, t->package)));
    if (t->state == FACT_MISSED && t->use)
        printf(" (%s)", t->use);
    if (t->path.n)
        printf("  " STR_FMT, STR_ARG(shown(a, t->path)));
    if (t->hash.n)
        printf("  " STR_FMT, STR_ARG(str_sub(t->hash, 0, HASH_SHOWN)));
    putchar('\n');
}

/* The command that installs what every build needs. */
static void print_help(DoctorFacts *f)
{
    Strs packages = {0};
    for (int i = 0; i < f->list.n; i++) {
        const DoctorFact *t = &f->list.at[i];
        bool known = t->state != FACT_MISSING || !t->package.n;
        for (int p = 0; p < packages.n && !known; p++)
            known = str_eq(packages.at[p], t->package);
        if (!known)
            VEC_PUSH(f->arena, &packages, t->package);
    }
    for (int p = 0; p < packages.n; p++)
        printf("%s " STR_FMT, p ? "" : "To install it: sudo apt install", STR_ARG(shown(f->arena, packages.at[p])));
    fputs(packages.n ? "\n" : "", stdout);
}

static void print_text(DoctorFacts *f)
{
    for (int i = 0; i < f->list.n; i++)
        print_fact(f->arena, &f->list.at[i]);
    int missing = count_of(f, FACT_MISSING);
    printf("\nFingerprint: %s\n", fingerprint(f).hex);
    if (missing)
        printf("Missing: %d file%s that every build needs\n", missing, missing == 1 ? "" : "s");
    else
        puts("Everything that every build needs is there");
    print_help(f);
}

/* --- for programs ------------------------------------------------------------------ */

static void put_field(Buf *out, const char *name, Str value)
{
    if (!value.n)
        return;
    buf_format(out, ",\"%s\":", name);
    json_string(out, value);
}

static void print_json(const DoctorFacts *f)
{
    static const char *const states[] = {"found", "not-found", "missing"};
    Buf out = {0};
    buf_format(&out, "{\"schema\":1,\"ok\":%s,\"fingerprint\":\"%s\",\"facts\":[",
               count_of(f, FACT_MISSING) ? "false" : "true", fingerprint(f).hex);
    for (int i = 0; i < f->list.n; i++) {
        const DoctorFact *t = &f->list.at[i];
        buf_format(&out, "%s\n{\"kind\":\"%s\",\"state\":\"%s\"", i ? "," : "", t->kind, states[t->state]);
        put_field(&out, "name", t->name);
        put_field(&out, "version", t->version);
        put_field(&out, "path", t->path);
        put_field(&out, "sha256", t->hash);
        put_field(&out, "package", t->package);
        put_field(&out, "use", str_c(t->use));
        buf_char(&out, '}');
    }
    buf_puts(&out, "\n]}\n");
    fwrite(out.p, 1, (size_t)out.n, stdout);
    buf_free(&out);
}

Status doctor(const Options *options)
{
    Arena *a = arena_new();
    DoctorFacts f = {.arena = a};
    collect_program(&f);
    collect_home(&f);
    collect_others(&f);
    if (options->as_json)
        print_json(&f);
    else
        print_text(&f);
    Status status = count_of(&f, FACT_MISSING) ? STATUS_ENVIRONMENT : STATUS_CLEAN;
    arena_free(a);
    return status;
}
