/* One document from its folder to its PDF:
 *
 *     manifest → template → catalogue → sections and data → pages → PDF → its final place
 *
 * Each document has its own arena and sink; both are gone before the next document begins. A phase that cannot pass
 * anything on (no manifest, no template) ends the document. Otherwise reading and layout continue past errors, so
 * that one run shows everything that is wrong. A document with an error is not written, and the previous PDF stays. */
#include "app/build/job.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/home.h"
#include "file/file.h"
#include "base/str.h"
#include "check/lint.h"
#include "style/placed.h"
#include "text/font.h"
#include "text/para.h"

/* 1980-01-01: the date of a document without one. */
#define EPOCH_WITHOUT_DATE INT64_C(315532800)

/* Days from 1970-01-01 to a date of the Gregorian calendar. */
static int64_t days_from_civil(int year, int month, int day)
{
    int shifted = month <= 2 ? year - 1 : year; /* years that begin in March */
    int64_t era = shifted / 400, of_era = shifted % 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool source_date_epoch(Diag *d, int64_t *out)
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (!given || !*given)
        return false;
    errno = 0;
    intmax_t epoch = strtoimax(given, &end, 10);
    bool valid = !*end && !errno && epoch >= 0 && epoch <= INT64_C(253402300799);
    if (valid)
        *out = epoch;
    else
        diag(d, IO001, (Pos){0}, "SOURCE_DATE_EPOCH is \"%s\"; expected a whole number of seconds", given);
    return valid;
}

/* The date in the file: from the environment, else the document's own, else a fixed one. Never the current time. */
static int64_t job_epoch(const Job *j)
{
    int64_t epoch;
    if (source_date_epoch(j->diag, &epoch))
        return epoch;
    int year, month, day;
    Str date = j->doc->date;
    bool given = date.n == 10 && str_to_int(str_sub(date, 0, 4), &year) && str_to_int(str_sub(date, 5, 7), &month)
                 && str_to_int(str_sub(date, 8, 10), &day);
    return given ? days_from_civil(year, month, day) * 86400 : EPOCH_WITHOUT_DATE;
}

void job_begin(Job *j, Str path, const Options *options)
{
    Arena *a = arena_new();
    *j = (Job){.options = options, .arena = a, .pass = arena_new(), .diag = diag_new(a)};
    j->path = path;
    j->name = path_base(real_path(a, path_is_dir(path) ? path : path_dir(path)));
    j->shown = shown(a, j->name);
    j->reader = (Reader){.job = a, .diag = j->diag, .schemas = schemas_new(a), .thorough = options->verbose};
    phases_begin(&j->phases);
    clock_gettime(CLOCK_REALTIME_COARSE, &j->began_at);
}

/* Compares the figures with those that were signed off. */
static void hold_against_signed(Job *j)
{
    if (!read_signed(&j->reader, j->doc, &j->signed_off))
        return;
    int differences = j->signed_off ? signed_compare(j->arena, j->diag, j->doc, j->signed_off) : 0;
    if (!j->options->signed_off)
        return;
    if (!j->signed_off)
        diag(j->diag, SGN004, j->doc->root->pos,
             "no figure of this document is signed off; expected " SIGNED_FILE " beside the manifest");
    else if (differences)
        diag(j->diag, SGN004, j->signed_off->pos,
             "%d difference%s from the figures that were signed off; expected none, or the reason for each",
             differences, differences == 1 ? "" : "s");
}

bool job_read(Job *j)
{
    if (!home_find(j->arena, j->diag, j->path, &j->reader.home))
        return false;
    const Manifest *manifest = read_manifest(&j->reader, j->path);
    if (!manifest)
        return false;
    const Doc *head = manifest_doc(manifest);
    phase_done(&j->phases, "manifest");
    j->tpl = read_template(&j->reader, head->template_name, head->root->pos);
    if (!j->tpl)
        return false;
    j->ncontrast = contrast_find(j->arena, j->tpl, &j->contrast);
    contrast_report(j->diag, j->tpl, j->contrast, j->ncontrast);
    placed_report(j->arena, j->diag, j->tpl);
    phase_done(&j->phases, "template");
    j->doc = read_document(&j->reader, manifest, j->tpl);
    if (!j->doc)
        return false;
    lint_document(j->diag, j->doc, j->options->lint || j->options->verbose || j->options->verb == VERB_REPORT);
    hold_against_signed(j);
    phase_done(&j->phases, "read");
    return true;
}

bool job_lay_out(Job *j)
{
    j->catalogue = read_catalogue(&j->reader);
    if (!j->catalogue)
        return false;
    j->fonts = fonts_open(j->arena, j->catalogue, j->diag);
    Typesetter *typesetter = typesetter_new(j->arena, j->fonts, j->doc->lang, j->diag);
    typesetter_except(typesetter, j->tpl->hyphenation, j->tpl->nhyphenation);
    phase_done(&j->phases, "fonts");
    LayoutJob layout = {.doc = j->doc, .typesetters = &typesetter, .job = j->arena, .pass = j->pass, .diag = j->diag};
    j->pages = layout_document(&layout, &j->stats);
    lint_length(j->diag, j->doc, j->pages->pages.n);
    phase_done(&j->phases, "layout");
    return true;
}

static void hash_written(void *hasher, const void *bytes, size_t n)
{
    hasher_add(hasher, bytes, n);
}

static void identify(void *hasher, uint8_t id[PDF_ID])
{
    hasher_peek(hasher, id, PDF_ID);
}

bool job_write(Job *j, Str path, size_t *size, Hash *hash)
{
    Hasher *hasher = hasher_new(j->arena);
    PdfJob pdf = {.doc = j->doc,
                  .pages = j->pages,
                  .fonts = j->fonts,
                  .arena = j->arena,
                  .diag = j->diag,
                  .producer = STR("planpress " PLANPRESS_VERSION),
                  .epoch = job_epoch(j),
                  .standard = j->options->standard,
                  .identify = identify,
                  .with = hasher};
    if (!dir_make(path_dir(path))) {
        diag(j->diag, IO002, (Pos){0}, "cannot create the folder \"" STR_FMT "\": %s", STR_ARG(path_dir(path)),
             strerror(errno));
        return false;
    }
    OutFile *out = outfile_open(j->arena, path, j->diag);
    if (out)
        outfile_tap(out, hash_written, hasher);
    bool written = out && pdf_write(&pdf, out) && diag_count(j->diag, SEV_ERROR) == 0;
    phase_done(&j->phases, "pdf");
    if (written) {
        *size = outfile_size(out);
        *hash = hasher_end(hasher);
        written = outfile_commit(out);
        phase_done(&j->phases, "commit");
    }
    outfile_abandon(out);
    return written;
}

void job_end(Job *j, Outcome *out)
{
    diag_save(j->diag, &out->findings);
    if (j->options->timings)
        report_phases(&j->phases, j->shown, &out->said);
    if (j->fonts)
        fonts_close(j->fonts);
    schemas_free(j->reader.schemas);
    arena_free(j->pass);
    arena_free(j->arena);
}

Str job_result(const Job *j, const char *ending)
{
    return path_join(j->arena, j->options->output, str_format(j->arena, STR_FMT "%s", STR_ARG(j->name), ending));
}
