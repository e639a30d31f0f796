/* Writes signed-off.xml beside the manifest of each document: every figure, who approved it, and when.
 *
 * What differs from the figures signed off before is reported as in a check, so that the person who signs sees what
 * they approve. A table or section with the same figures keeps its signature. If nothing differs, nothing is written.
 */
#include "app/sign_off.h"

#include <time.h>

#include "app/build/batch.h"
#include "app/build/job.h"
#include "file/file.h"

/* The day of the signature: as given, else of SOURCE_DATE_EPOCH, else today where the signer is. */
static Str day_of(Job *j)
{
    int64_t epoch;
    struct tm day;
    if (j->options->date.n)
        return j->options->date;
    bool fixed = source_date_epoch(j->diag, &epoch);
    time_t now = fixed ? (time_t)epoch : time(NULL);
    bool known = fixed ? gmtime_r(&now, &day) : localtime_r(&now, &day);
    check(known);
    return str_format(j->arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static bool write_record(Job *j, Str path, Str text)
{
    OutFile *out = outfile_open(j->arena, path, j->diag);
    return out && outfile_write(out, text.p, (size_t)text.n) && outfile_commit(out);
}

static void sign(Job *j, Outcome *out)
{
    Buf text = {0};
    Signature signature = {j->options->by, day_of(j)};
    SignedRecord *record = signed_now(j->arena, j->diag, j->doc);
    int changed = signed_by(j->arena, j->signed_off, record, &signature), figures = signed_figures(record);
    Str path = path_join(j->arena, j->doc->folder, STR(SIGNED_FILE));
    signed_write(record, &text);
    bool same = j->signed_off && str_eq(buf_view(&text), diag_text(j->diag, j->signed_off->pos.file));
    bool written = !same && diag_count(j->diag, SEV_ERROR) == 0 && write_record(j, path, buf_view(&text));
    if (same && !j->options->quiet)
        buf_format(&out->said, STR_FMT ": %d figures, all as signed off before\n", STR_ARG(j->shown), figures);
    else if (written && !j->options->quiet)
        buf_format(&out->said,
                   STR_FMT ": %d figures, %d of %d tables and sections signed off by " STR_FMT " → " STR_FMT "\n",
                   STR_ARG(j->shown), figures, changed, record->nparts, STR_ARG(shown(j->arena, signature.by)),
                   STR_ARG(shown(j->arena, path)));
    buf_free(&text);
}

static void sign_one(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    if (job_read(&j) && diag_count(j.diag, SEV_ERROR) == 0)
        sign(&j, out);
    else
        buf_format(&out->said, STR_FMT ": not signed off\n", STR_ARG(j.shown));
    job_end(&j, out);
}

Status sign_off(const Options *options)
{
    return batch_run(options, sign_one);
}
