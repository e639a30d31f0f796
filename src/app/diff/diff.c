/* The diff verb: which editions to compare, and what to make of the comparison.
 *
 * The command line names two documents, or one, or none. With none, every document whose manifest names an older
 * edition is compared. */
#include "app/diff/diff.h"

#include "app/build/batch.h"
#include "app/diff/results.h"
#include "app/diff/temporary.h"

static void show(EditionPair *c, Outcome *out)
{
    const Options *options = c->job->options;
    if (options->init)
        results_start_reasons(c, out);
    else if (options->dump != DUMP_NOTHING)
        results_print(c, out);
    else
        results_write(c, out);
    if (options->deny_unexplained && changes_unexplained(c->changes))
        out->status = status_worse(out->status, STATUS_ERRORS);
}

static void compare(Job *j, const EditionWords *words, Outcome *out)
{
    EditionPair c;
    j->shown = shown(j->arena, words->newer);
    if (comparison_make(j, words, &c))
        show(&c, out);
    else
        buf_format(&out->said, STR_FMT ": not compared\n", STR_ARG(j->shown));
    temporary_end();
    job_end(j, out);
}

static void diff_one(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    compare(&j, &(EditionWords){.newer = path}, out);
}

static void diff_two(Str newer, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, newer, options);
    compare(&j, &(EditionWords){.older = options->arguments[0], .newer = newer}, out);
}

/* Does the manifest name an edition to compare with? A build reports what is wrong with it. */
static bool has_older_edition(Str path, const Options *options)
{
    Job j;
    Outcome none = {0};
    job_begin(&j, path, options);
    bool has = job_has_older(&j);
    job_end(&j, &none);
    outcome_free(&none);
    return has;
}

static void diff_if_any(Str path, const Options *options, Outcome *out)
{
    if (has_older_edition(path, options))
        diff_one(path, options, out);
}

Status diff_editions(const Options *options)
{
    switch (options->narguments) {
    case 0: return batch_run(options, diff_if_any);
    case 1: return batch_run_one(options, diff_one, options->arguments[0]);
    default: return batch_run_one(options, diff_two, options->arguments[1]);
    }
}
