/* Something happens in a folder; when the burst of it is over, contents are compared; documents that were made from
 * others are built again, in a process of their own:
 *
 *     folders ──► burst over? ──► inputs changed? ──► build in a process ──► its inputs ──► folders
 *
 * What happens while a build runs is looked at after it, so that one build at a time is made, always of the newest
 * state. The process that watches reads no document, so that its memory stays as it is however long it runs. */
#include "app/watch/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/build/build.h"
#include "app/build/child.h"
#include "app/build/report.h"
#include "app/ending.h"
#include "app/stamp/inputs.h"
#include "app/watch/folders.h"
#include "base/encode/pack.h"
#include "file/file.h"

/* Editors that save in several steps take less than SETTLED between two; a folder in which something always happens
 * is looked at all the same. In milliseconds. */
enum { SETTLED = 30, LONGEST_BURST = 300 };

typedef struct Watched {
    Str path;
    Arena *arena; /* of its inputs */
    Inputs inputs;
    bool known; /* it has been built */
} Watched;

struct Watch {
    WatchJob job;
    Arena *arena;
    VEC(Watched) documents;
    Folders *folders;
    int64_t first_at, last_at; /* of the burst, in milliseconds; 0: there is none */
    pid_t builder;             /* 0: none runs */
    int pipe;
    Buf told; /* by the builder so far */
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- documents ------------------------------------------------------------ */

static Watched *find(const Watch *w, Str path)
{
    for (int i = 0; i < w->documents.n; i++)
        if (str_eq(w->documents.at[i].path, path))
            return &w->documents.at[i];
    return NULL;
}

static void add_new(Watch *w, const Documents *found)
{
    for (int i = 0; i < found->n; i++)
        if (!find(w, found->at[i]))
            VEC_PUSH(w->arena, &w->documents, (Watched){.path = str_dup(w->arena, found->at[i]), .arena = arena_new()});
}

static bool is_among(const Documents *found, Str path)
{
    for (int i = 0; i < found->n; i++)
        if (str_eq(found->at[i], path))
            return true;
    return false;
}

static void drop_gone(Watch *w, const Documents *found)
{
    int kept = 0;
    for (int i = 0; i < w->documents.n; i++) {
        Watched *doc = &w->documents.at[i];
        if (is_among(found, doc->path))
            w->documents.at[kept++] = *doc;
        else
            arena_free(doc->arena);
    }
    w->documents.n = kept;
}

/* Without words, documents come and go as folders under content/ do. A document that was named stays. */
static void find_documents(Watch *w)
{
    Arena *a = arena_new();
    Documents found = {0};
    DocumentsAsk ask = documents_asked(w->job.options);
    documents_find(a, diag_new(a), &ask, &found);
    if (ask.nwords == 0)
        drop_gone(w, &found);
    add_new(w, &found);
    arena_free(a);
}

/* --- folders -------------------------------------------------------------- */

/* Where a file is that a link leads to; empty: no link leads there. In the heap. */
static char *behind_links(Str path)
{
    Arena *a = arena_new();
    char *real = realpath(str_cdup(a, path), NULL), *folder = realpath(str_cdup(a, path_dir(path)), NULL);
    bool same = real && folder && str_eq(path_dir(str_c(real)), str_c(folder));
    arena_free(a);
    free(folder);
    if (same) {
        free(real);
        real = NULL;
    }
    return real;
}

static void add_folders(Arena *a, Str path, Strs *out)
{
    char *real = behind_links(path);
    VEC_PUSH(a, out, path_is_dir(path) ? path : path_dir(path));
    if (real)
        VEC_PUSH(a, out, path_dir(str_dup(a, str_c(real))));
    free(real);
}

static void set_folders(Watch *w)
{
    Arena *a = arena_new();
    Strs paths = {0};
    for (int i = 0; i < w->documents.n; i++) {
        const Watched *doc = &w->documents.at[i];
        VEC_PUSH(a, &paths, path_dir(doc->path)); /* where it would come back to */
        VEC_PUSH(a, &paths, doc->path);
        for (int k = 0; k < doc->inputs.n; k++)
            add_folders(a, doc->inputs.at[k].path, &paths);
    }
    folders_set(w->folders, &paths);
    arena_free(a);
}

static bool is_where_something_changed(const Watch *w, Str path)
{
    if (folders_changed(w->folders, path))
        return true;
    char *real = behind_links(path);
    bool changed = real && folders_changed(w->folders, str_c(real));
    free(real);
    return changed;
}

/* The first input that differs; empty: none does. */
static Str changed_input(const Watch *w, const Watched *doc)
{
    if (!doc->known)
        return doc->path;
    for (int i = 0; i < doc->inputs.n; i++)
        if (is_where_something_changed(w, doc->inputs.at[i].path) && !input_is_same(&doc->inputs.at[i]))
            return doc->inputs.at[i].path;
    return STR("");
}

/* --- building ------------------------------------------------------------- */

static const Watch *watching;

/* A signal ends the builder too, and waits until it has tidied up. */
static void end_builder(void)
{
    if (watching->builder) {
        kill(watching->builder, SIGTERM);
        child_wait(watching->builder);
    }
}

/* One record for each document: its path and outcome. */
static void tell(void *with, Str path, const Outcome *o)
{
    Buf outcome = {0}, record = {0};
    outcome_pack(o, &outcome);
    pack_str(&record, path);
    pack_str(&record, buf_view(&outcome));
    child_give(*(const int *)with, buf_view(&record));
    buf_free(&outcome);
    buf_free(&record);
}

static _Noreturn void be_builder(const Watch *w, const Documents *documents, int to)
{
    batch_run_found(w->job.options, w->job.work, documents, tell, &to);
    fflush(stdout);
    _exit(STATUS_CLEAN);
}

/* False: no process can start now. */
static bool start(Watch *w, const Documents *documents)
{
    int end;
    pid_t pid = child_start(&end);
    if (pid == 0)
        be_builder(w, documents, end);
    if (pid < 0)
        return false;
    w->builder = pid;
    w->pipe = end;
    ending_waits(false);
    return true;
}

static void take_record(Watch *w, Str path, Str bytes)
{
    Outcome o = {0};
    Watched *doc = outcome_unpack(bytes, &o) ? find(w, path) : NULL;
    if (doc && o.inputs.n > 0) {
        arena_reset(doc->arena);
        doc->inputs = (Inputs){0};
        inputs_unpack(doc->arena, buf_view(&o.inputs), &doc->inputs);
    }
    if (doc && w->job.made)
        w->job.made(w->job.with, path, &o);
    outcome_free(&o);
}

static void finish(Watch *w)
{
    Unpacker u = {.rest = buf_view(&w->told)};
    ending_waits(true);
    child_wait(w->builder);
    w->builder = 0;
    ending_waits(false);
    close(w->pipe);
    while (u.rest.n > 0 && !u.bad) {
        Str path = unpack_str(&u), bytes = unpack_str(&u);
        if (!u.bad)
            take_record(w, path, bytes);
    }
    buf_free(&w->told);
    w->told = (Buf){0};
    set_folders(w);
    w->first_at = w->last_at = now(); /* a folder that is watched from now on may have changed before */
}

static void read_from_builder(Watch *w)
{
    enum { MOST = 64 << 10 };
    buf_reserve(&w->told, MOST);
    ssize_t n = read(w->pipe, w->told.p + w->told.n, MOST);
    if (n > 0)
        w->told.n += (int)n;
    else if (n == 0 || errno != EINTR)
        finish(w);
}

static void say_changed(const Watch *w, Str path)
{
    if (w->job.options->quiet)
        return;
    Arena *a = arena_new();
    fprintf(stderr, STR_FMT " changed\n", STR_ARG(shown(a, path)));
    arena_free(a);
}

void watch_again(Watch *w)
{
    for (int i = 0; i < w->documents.n; i++)
        w->documents.at[i].known = false;
    w->first_at = w->last_at = now();
}

/* Builds what was made from other contents than there are now. */
static void build_changed(Watch *w)
{
    Arena *a = arena_new();
    Documents changed = {0};
    find_documents(w);
    for (int i = 0; i < w->documents.n; i++) {
        Watched *doc = &w->documents.at[i];
        Str input = changed_input(w, doc);
        if (!input.n)
            continue;
        if (doc->known && changed.n == 0)
            say_changed(w, input);
        VEC_PUSH(a, &changed, doc->path);
        doc->known = true;
    }
    folders_seen(w->folders);
    w->first_at = w->last_at = 0;
    if (changed.n == 0)
        set_folders(w);
    else if (!start(w, &changed))
        watch_again(w);
    arena_free(a);
}

/* --- the watch ------------------------------------------------------------ */

Watch *watch_new(const WatchJob *job, Status *status)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    DocumentsAsk ask = documents_asked(job->options);
    Documents found = {0};
    documents_find(a, d, &ask, &found);
    *status = report_all(d, job->options);
    Watch *w = NULL;
    if (found.n > 0 && *status == STATUS_CLEAN) {
        w = calloc(1, sizeof *w);
        if (!w)
            out_of_memory();
        *w = (Watch){.job = *job, .arena = arena_new(), .folders = folders_new(job->options->poll), .first_at = 1};
        add_new(w, &found);
        watching = w;
        ending_also(end_builder);
    }
    arena_free(a);
    return w;
}

void watch_free(Watch *w)
{
    ending_also(NULL);
    end_builder();
    for (int i = 0; i < w->documents.n; i++)
        arena_free(w->documents.at[i].arena);
    folders_free(w->folders);
    buf_free(&w->told);
    arena_free(w->arena);
    free(w);
}

void watch_fds(const Watch *w, int fds[2], int *n)
{
    *n = 0;
    if (folders_fd(w->folders) >= 0)
        fds[(*n)++] = folders_fd(w->folders);
    if (w->builder)
        fds[(*n)++] = w->pipe;
}

int watch_timeout(const Watch *w)
{
    if (w->builder)
        return -1;
    if (!w->first_at)
        return folders_interval(w->folders);
    int64_t until = w->last_at + SETTLED, latest = w->first_at + LONGEST_BURST;
    int64_t left = (until < latest ? until : latest) - now();
    return left > 0 ? (int)left : 0;
}

void watch_step(Watch *w)
{
    if (folders_look(w->folders)) {
        w->last_at = now();
        w->first_at = w->first_at ? w->first_at : w->last_at;
    }
    struct pollfd p = {.fd = w->pipe, .events = POLLIN};
    if (w->builder && poll(&p, 1, 0) > 0)
        read_from_builder(w);
    if (!w->builder && w->first_at && watch_timeout(w) == 0)
        build_changed(w);
}

Status watch_documents(const Options *options)
{
    Status status;
    Watch *w = watch_new(&(WatchJob){.options = options, .work = build_document}, &status);
    if (!w)
        return status;
    if (!options->quiet)
        fputs("planpress builds what changes; Ctrl+C ends it\n", stderr);
    for (;;) {
        int fds[2], n;
        watch_fds(w, fds, &n);
        struct pollfd polls[2];
        for (int i = 0; i < n; i++)
            polls[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
        poll(polls, (nfds_t)n, watch_timeout(w));
        watch_step(w);
    }
}
