/* Messages for people go to stderr, so that stdout carries only results; messages in a form for programs are
 * results. Times are wall-clock times: how long the user waited. */
#include "app/build/report.h"

#include <time.h>

#include "base/str.h"

struct Report {
    const Options *options;
    DiagWriter *writer;
};

Report *report_new(Arena *a, const Options *options)
{
    bool for_people = options->format == DIAG_HUMAN || options->format == DIAG_SHORT;
    DiagStyle style = {.format = options->format,
                       .colour = options->colour,
                       .infos = options->verbose || options->lint || options->verb == VERB_REPORT,
                       .repeats = options->verbose,
                       .most_errors = options->most_errors,
                       .version = PLANPRESS_VERSION};
    Report *r = NEW(a, Report);
    r->options = options;
    r->writer = diag_writer(a, for_people ? stderr : stdout, &style);
    return r;
}

Status report_findings(Report *r, const Diag *d)
{
    diag_write(r->writer, d);
    switch (diag_worst(d)) {
    case SEV_FATAL: return STATUS_ENVIRONMENT;
    case SEV_ERROR: return STATUS_ERRORS;
    case SEV_WARNING: return r->options->deny_warnings ? STATUS_WARNINGS : STATUS_CLEAN;
    case SEV_INFO: break;
    }
    return STATUS_CLEAN;
}

Str count_words(Arena *a, int errors, int warnings)
{
    if (errors + warnings == 0)
        return STR("");
    Str e = str_format(a, "%d error%s", errors, errors == 1 ? "" : "s");
    Str w = str_format(a, "%d warning%s", warnings, warnings == 1 ? "" : "s");
    if (errors == 0 || warnings == 0)
        return errors ? e : w;
    return str_format(a, STR_FMT ", " STR_FMT, STR_ARG(e), STR_ARG(w));
}

Str shown(Arena *a, Str s)
{
    Buf out = {0};
    put_visible_text(&out, s);
    return buf_take(&out, a);
}

void report_end(Report *r, int documents)
{
    diag_writer_end(r->writer);
    Arena *a = arena_new();
    int errors = diag_written(r->writer, SEV_ERROR) + diag_written(r->writer, SEV_FATAL);
    Str words = count_words(a, errors, diag_written(r->writer, SEV_WARNING));
    bool for_people = r->options->format == DIAG_HUMAN || r->options->format == DIAG_SHORT;
    if (for_people && documents > 1 && words.n)
        fprintf(stderr, "planpress: " STR_FMT " in %d documents\n", STR_ARG(words), documents);
    arena_free(a);
}

Status report_all(const Diag *d, const Options *options)
{
    Arena *a = arena_new();
    Report *r = report_new(a, options);
    Status status = report_findings(r, d);
    report_end(r, 1);
    arena_free(a);
    return status;
}

/* Denied warnings are the least serious. */
static int badness(Status s)
{
    return s == STATUS_CLEAN ? 0 : s == STATUS_WARNINGS ? 1 : (int)s + 1;
}

Status status_worse(Status a, Status b)
{
    return badness(a) > badness(b) ? a : b;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void phases_begin(Phases *p)
{
    *p = (Phases){.begun = now()};
    p->last = p->begun;
}

void phase_done(Phases *p, const char *name)
{
    check(p->n < PHASES_MOST);
    double end = now();
    p->names[p->n] = name;
    p->seconds[p->n++] = end - p->last;
    p->last = end;
}

double phases_total(const Phases *p)
{
    return p->last - p->begun;
}

void report_phases(const Phases *p, Str document, Buf *out)
{
    for (int i = 0; i < p->n; i++)
        buf_format(out, STR_FMT ": %-9s %8.2f ms\n", STR_ARG(document), p->names[i], p->seconds[i] * 1e3);
    buf_format(out, STR_FMT ": %-9s %8.2f ms\n", STR_ARG(document), "total", phases_total(p) * 1e3);
}

Str format_size(Arena *a, size_t bytes)
{
    if (bytes < 1000)
        return str_format(a, "%zu B", bytes);
    if (bytes < 1000000)
        return str_format(a, "%zu kB", (bytes + 500) / 1000);
    return str_format(a, "%zu.%zu MB", bytes / 1000000, bytes % 1000000 / 100000);
}
