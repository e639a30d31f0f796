/* A process for each document, several at a time.
 *
 *     documents   1    2    3    4          each child works on one document and writes its outcome into a pipe;
 *                 │    │    │    ·          the parent reads whichever pipe has data, starts the next child
 *                 ▼    ▼    ▼               when one has ended, and reports the outcomes in the order of the
 *               told  done  runs            documents: 3 waits for 2, whichever finishes first
 *
 * A child that ends without an outcome (killed, out of memory, an internal error) loses only its own document. A
 * single document is built in this process: there is nothing to protect, and a debugger sees it. */
#include "app/build/batch.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/stamp/depfile.h"
#include "app/build/child.h"
#include "app/build/progress.h"
#include "app/build/report.h"
#include "app/ending.h"

typedef struct Child {
    pid_t pid;
    int pipe;  /* -1: not running */
    int ended; /* from waitpid, once it has ended */
    bool done;
    Buf bytes;
} Child;

typedef struct Batch {
    const Options *options;
    DocumentWork work;
    const Documents *documents;
    Child *children; /* one for each document */
    int started, told, running;
    ProgressLine progress;
    Report *report;
    BatchTold told_to; /* NULL: nobody */
    void *with;
    Buf rules;
    Status worst;
} Batch;

/* Reports a process that gave no result, and what ended it. */
static void say_ended(Str path, int ended, Outcome *o)
{
    put_visible_text(&o->said, path);
    buf_puts(&o->said, ": ");
    if (WIFSIGNALED(ended)) {
        const char *name = sigabbrev_np(WTERMSIG(ended)), *description = sigdescr_np(WTERMSIG(ended));
        buf_format(&o->said, "the build of this document was stopped by signal %d (SIG%s: %s)", WTERMSIG(ended),
                   name ? name : "?", description ? description : "unknown");
    } else {
        buf_format(&o->said, "the build of this document stopped without a result (status %d)", WEXITSTATUS(ended));
    }
    buf_puts(&o->said, "; the other documents are not affected\n");
    bool told_already = WIFEXITED(ended) && WEXITSTATUS(ended) == STATUS_ENVIRONMENT;
    o->status = told_already ? STATUS_ENVIRONMENT : STATUS_OUR_BUG;
}

/* Reports what became of a document, and keeps its part of the depfile. */
static void tell(Batch *b, Str path, const Outcome *o)
{
    progress_clear(&b->progress);
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    check(o->findings.n == 0 || diag_load(d, buf_view(&o->findings)));
    b->worst = status_worse(b->worst, status_worse(o->status, report_findings(b->report, d)));
    if (b->told_to)
        b->told_to(b->with, path, o);
    else if (o->printed.n)
        fwrite(o->printed.p, 1, (size_t)o->printed.n, stdout);
    if (o->said.n)
        fwrite(o->said.p, 1, (size_t)o->said.n, stderr);
    if (o->rule.n)
        buf_str(&b->rules, buf_view(&o->rule));
    else if (b->options->depfile.n)
        depfile_least(b->options, path, &b->rules);
    arena_free(a);
}

static void work_here(Batch *b, Str path)
{
    Outcome o = {0};
    b->work(path, b->options, &o);
    tell(b, path, &o);
    outcome_free(&o);
}

/* --- in processes --------------------------------------------------------- */

static Batch *in_processes;

/* A signal ends the children too; waits until they have tidied up. */
static void end_children(void)
{
    Batch *b = in_processes;
    progress_clear(&b->progress);
    for (int i = 0; i < b->started; i++)
        if (!b->children[i].done)
            kill(b->children[i].pid, SIGTERM);
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
        continue;
}

static _Noreturn void be_child(const Batch *b, Str path, int to)
{
    Outcome o = {0};
    Buf bytes = {0};
    b->work(path, b->options, &o);
    outcome_pack(&o, &bytes);
    child_give(to, buf_view(&bytes));
    _exit(STATUS_CLEAN);
}

/* False: no more processes can start now. */
static bool start(Batch *b)
{
    int end;
    pid_t pid = child_start(&end);
    if (pid == 0)
        be_child(b, b->documents->at[b->started], end);
    if (pid < 0)
        return false;
    b->children[b->started] = (Child){.pid = pid, .pipe = end};
    b->started++;
    b->running++;
    ending_waits(false);
    return true;
}

static void finish(Batch *b, Child *c)
{
    close(c->pipe);
    c->pipe = -1;
    c->ended = child_wait(c->pid);
    c->done = true;
    b->running--;
}

static void read_from(Batch *b, Child *c)
{
    char bytes[64 << 10];
    ssize_t n = read(c->pipe, bytes, sizeof bytes);
    if (n > 0)
        buf_put(&c->bytes, bytes, (int)n);
    else if (n == 0 || errno != EINTR)
        finish(b, c);
}

/* Waits until a child has written something or ended. */
static void wait_for_one(Batch *b)
{
    struct pollfd *polls = calloc((size_t)b->started, sizeof *polls);
    if (!polls)
        out_of_memory();
    for (int i = 0; i < b->started; i++)
        polls[i] = (struct pollfd){.fd = b->children[i].pipe, .events = POLLIN};
    if (poll(polls, (nfds_t)b->started, progress_patience(&b->progress)) > 0)
        for (int i = 0; i < b->started; i++)
            if (polls[i].revents)
                read_from(b, &b->children[i]);
    free(polls);
}

static void tell_those_that_are_next(Batch *b)
{
    for (; b->told < b->started && b->children[b->told].done; b->told++) {
        Child *c = &b->children[b->told];
        Str path = b->documents->at[b->told];
        Outcome o = {0};
        bool whole =
            WIFEXITED(c->ended) && WEXITSTATUS(c->ended) == STATUS_CLEAN && outcome_unpack(buf_view(&c->bytes), &o);
        if (!whole) {
            outcome_free(&o);
            o = (Outcome){0};
            say_ended(path, c->ended, &o);
        }
        tell(b, path, &o);
        outcome_free(&o);
        buf_free(&c->bytes);
    }
}

/* With the first document that is in work. */
static void show_progress(Batch *b)
{
    int done = 0, first = -1;
    for (int i = 0; i < b->started; i++) {
        done += b->children[i].done;
        if (first < 0 && !b->children[i].done)
            first = i;
    }
    if (first < 0)
        return;
    Arena *a = arena_new();
    progress_show(&b->progress, done, b->documents->n, document_name(a, b->documents->at[first]));
    arena_free(a);
}

static void work_in_processes(Batch *b, int at_a_time)
{
    b->progress = progress_begin(b->options);
    in_processes = b;
    ending_also(end_children);
    while (b->told < b->documents->n) {
        while (b->running < at_a_time && b->started < b->documents->n && start(b))
            continue;
        if (b->running > 0)
            wait_for_one(b);
        else if (b->started < b->documents->n) {
            work_here(b, b->documents->at[b->started++]); /* not even one process could start */
            b->told++;
        }
        tell_those_that_are_next(b);
        show_progress(b);
    }
    progress_clear(&b->progress);
    ending_also(NULL);
}

static int processors(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? int_max(CPU_COUNT(&set), 1) : 1;
}

/* d: findings from looking for the documents. */
static Status run_all(Arena *a, const Diag *d, Batch *b)
{
    b->report = report_new(a, b->options);
    b->children = NEWN(a, Child, b->documents->n);
    b->worst = report_findings(b->report, d);
    if (b->documents->n == 1)
        work_here(b, b->documents->at[0]);
    else if (b->documents->n > 1)
        work_in_processes(b, b->options->jobs ? b->options->jobs : processors());
    if (b->options->depfile.n) {
        Diag *of_depfile = diag_new(a);
        depfile_write(b->options, buf_view(&b->rules), of_depfile);
        b->worst = status_worse(b->worst, report_findings(b->report, of_depfile));
    }
    report_end(b->report, b->documents->n);
    buf_free(&b->rules);
    return b->worst;
}

Status batch_run(const Options *options, DocumentWork work)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    Documents documents = {0};
    DocumentsAsk ask = documents_asked(options);
    documents_find(a, d, &ask, &documents);
    Status worst = run_all(a, d, &(Batch){.options = options, .work = work, .documents = &documents});
    arena_free(a);
    return worst;
}

Status batch_run_found(const Options *options, DocumentWork work, const Documents *documents, BatchTold told,
                       void *with)
{
    Arena *a = arena_new();
    Batch b = {.options = options, .work = work, .documents = documents, .told_to = told, .with = with};
    Status worst = run_all(a, diag_new(a), &b);
    arena_free(a);
    return worst;
}

Status batch_run_one(const Options *options, DocumentWork work, Str word)
{
    Arena *a = arena_new();
    Documents documents = {0};
    VEC_PUSH(a, &documents, word);
    Status worst = run_all(a, diag_new(a), &(Batch){.options = options, .work = work, .documents = &documents});
    arena_free(a);
    return worst;
}
