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

#include "app/build/editions.h"
#include "app/build/pack.h"
#include "app/documents.h"
#include "app/home.h"
#include "app/pack/exempt.h"
#include "file/file.h"
#include "base/str.h"
#include "check/lint.h"
#include "check/report/length.h"
#include "check/marking.h"
#include "style/placed.h"
#include "style/sheet.h"
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

void job_at(Job *j, Str path)
{
    j->path = path;
    j->name = document_name(j->arena, path);
    j->shown = shown(j->arena, j->name);
}

void job_begin(Job *j, Str path, const Options *options)
{
    Arena *a = arena_new();
    *j = (Job){.options = options, .arena = a, .pass = arena_new(), .diag = diag_new(a)};
    job_at(j, path);
    j->reader = (Reader){.job = a,
                         .diag = j->diag,
                         .thorough = options->verbose,
                         .draft = options->draft,
                         .products = options->products,
                         .checks = options->verb == VERB_DIFF ? CHECKS_ERRORS : CHECKS_ALL};
    phases_begin(&j->phases);
    clock_gettime(CLOCK_REALTIME_COARSE, &j->began_at);
}

/* Compares the figures of a document with those that were signed off; returns these, or NULL. */
static SignedRecord *hold_against_signed(Job *j, const Doc *doc)
{
    SignedRecord *record = NULL;
    if (!read_signed(&j->reader, doc, &record))
        return NULL;
    if (!record)
        VEC_PUSH(j->arena, &j->looked_at, path_join(j->arena, doc->folder, STR(SIGNED_FILE)));
    int differences = record ? signed_compare(j->arena, j->diag, doc, record) : 0;
    bool has_figures = doc->tables.n || !doc->pack; /* most packs have none of their own to sign */
    if (!j->options->signed_off)
        return record;
    if (!record && has_figures)
        diag(j->diag, SGN004, doc->root->pos,
             "no figure of this document is signed off; expected " SIGNED_FILE " beside the manifest");
    else if (differences)
        diag(j->diag, SGN004, record->pos,
             "%d difference%s from the figures that were signed off; expected none, or the reason for each",
             differences, differences == 1 ? "" : "s");
    return record;
}

/* --- homes --- */

JobHome *job_home(Job *j, Str document)
{
    Str path;
    if (!home_find(j->arena, j->diag, document, &path))
        return NULL;
    for (int i = 0; i < j->homes.n; i++)
        if (str_eq(j->homes.at[i]->path, path))
            return j->homes.at[i];
    JobHome *home = NEW(j->arena, JobHome);
    *home = (JobHome){.path = path, .schemas = schemas_new(j->arena)};
    VEC_PUSH(j->arena, &j->homes, home);
    return home;
}

Reader job_reader(const Job *j, const JobHome *home)
{
    Reader r = j->reader;
    r.home = home->path;
    r.schemas = home->schemas;
    return r;
}

static Template *template_named(Job *j, JobHome *home, Str name, Pos from)
{
    Template *t = map_find(&home->templates, name);
    if (t)
        return t;
    Reader r = job_reader(j, home);
    t = read_template(&r, name, from);
    if (t)
        map_put(j->arena, &home->templates, name, t);
    return t;
}

static bool open_fonts(Job *j, JobHome *home)
{
    if (home->fonts)
        return true;
    Reader r = job_reader(j, home);
    home->catalogue = read_catalogue(&r);
    if (home->catalogue)
        home->fonts = fonts_open(j->arena, home->catalogue, j->diag);
    return home->fonts;
}

static Typesetter *typesetter_for(Job *j, JobHome *home, const Node *part)
{
    const Template *t = part->u.part.tpl;
    const Doc *doc = part->u.part.doc;
    Str key = str_format(j->arena, STR_FMT " %p", STR_ARG(doc->lang), (const void *)t);
    Typesetter *ts = map_find(&home->typesetters, key);
    if (ts)
        return ts;
    ts = typesetter_new(j->arena, home->fonts, doc->lang, j->diag);
    typesetter_except(ts, t->hyphenation, t->nhyphenation);
    if (t->whole)
        typesetter_keep_whole(ts);
    map_put(j->arena, &home->typesetters, key, ts);
    return ts;
}

/* The home whose templates, or what they were derived from, all parts of a document have. */
static JobHome *home_with(const Job *j, const Doc *doc)
{
    const Template *t = doc->root->first->u.part.tpl;
    t = t->original ? t->original : t;
    for (int i = 0; i < j->homes.n; i++)
        for (int k = 0; k < j->homes.at[i]->templates.n; k++)
            if (j->homes.at[i]->templates.entries[k].value == t)
                return j->homes.at[i];
    check(!"a document with a template that no home has");
    return NULL;
}

/* --- reading --- */

/* The contrast of its pairs of colours; *n of them. */
static const ContrastPair *check_template(Job *j, const Template *t, int *n)
{
    const ContrastPair *contrast;
    *n = contrast_find(j->arena, t, &contrast);
    contrast_report(j->diag, t, contrast, *n);
    placed_report(j->arena, j->diag, t);
    sheet_report(j->arena, j->diag, t);
    return contrast;
}

/* Words across pages leave the text under them less contrast. */
static void check_banner(Job *j, const Doc *doc)
{
    const Template *t = doc_only_part(doc)->u.part.tpl;
    Pos pos = doc->draft ? doc->root->pos : doc->report && doc->report->banner.n ? doc->report->pos : (Pos){0};
    for (const Node *s = doc_only_part(doc)->first; s && !pos.line; s = s->next)
        if (s->u.section.banner.n)
            pos = s->pos;
    if (pos.line)
        contrast_under_banner(j->arena, j->diag, t, pos);
}

static SignedRecord *check_document(Job *j, const Doc *doc)
{
    if (j->reader.checks != CHECKS_ALL)
        return NULL;
    marking_of_report(j->diag, doc);
    check_banner(j, doc);
    lint_document(j->diag, doc, j->options->lint || j->options->verbose || j->options->verb == VERB_REPORT);
    return hold_against_signed(j, doc);
}

static bool read_own(Job *j, JobHome *home, const Manifest *manifest)
{
    const Doc *head = manifest_doc(manifest);
    j->tpl = template_named(j, home, head->template_name, head->root->pos);
    if (!j->tpl)
        return false;
    j->contrast = check_template(j, j->tpl, &j->ncontrast);
    phase_done(&j->phases, "template");
    j->doc = read_document(&j->reader, manifest, j->tpl);
    if (!j->doc)
        return false;
    if (j->options->panels != PANELS_OF_MANIFEST)
        j->doc->on_sheets = j->options->panels == PANELS_ON_SHEET;
    j->signed_off = check_document(j, j->doc);
    phase_done(&j->phases, "read");
    editions_fill(j, j->doc);
    return true;
}

/* Data and signatures belong to each document by itself. */
static bool joins_reports(const Job *j)
{
    return j->options->verb != VERB_DATA && j->options->verb != VERB_SIGN_OFF;
}

static bool is_refused_pack(Job *j, const Doc *head)
{
    if (!head->pack || j->options->verb != VERB_DIFF)
        return false;
    diag(j->diag, PCK014, head->root->pos,
         "\"" STR_FMT "\" is a pack, and packs cannot be compared; compare its reports one by one, as in: planpress "
         "diff " STR_FMT "/REPORT",
         STR_ARG(head->name), STR_ARG(head->name));
    return true;
}

bool job_read(Job *j)
{
    JobHome *home = job_home(j, j->path);
    if (!home)
        return false;
    j->reader = job_reader(j, home);
    const Manifest *manifest = read_manifest(&j->reader, j->path);
    if (!manifest)
        return false;
    phase_done(&j->phases, "manifest");
    if (is_refused_pack(j, manifest_doc(manifest)))
        return false;
    bool joins = manifest_doc(manifest)->pack && joins_reports(j);
    j->reader.in_pack = joins;
    j->reader.draft = j->reader.draft || (joins && manifest_doc(manifest)->draft);
    if (!read_own(j, home, manifest))
        return false;
    if (joins)
        return pack_join(j, home, manifest);
    exempt_check(j);
    return true;
}

Doc *job_read_report(Job *j, JobHome *home, const Manifest *manifest)
{
    const Doc *head = manifest_doc(manifest);
    bool known = map_find(&home->templates, head->template_name);
    Template *t = template_named(j, home, head->template_name, head->root->pos);
    int pairs;
    if (t && !known)
        check_template(j, t, &pairs);
    Doc *doc = t ? read_document(&j->reader, manifest, t) : NULL;
    if (!doc)
        return NULL;
    check_document(j, doc);
    editions_fill(j, doc);
    return doc;
}

bool job_has_older(Job *j)
{
    JobHome *home = job_home(j, j->path);
    Reader r = home ? job_reader(j, home) : j->reader;
    const Manifest *manifest = home ? read_manifest(&r, j->path) : NULL;
    const Doc *head = manifest ? manifest_doc(manifest) : NULL;
    for (int i = 0; head && i < head->neditions; i++)
        if (!head->editions[i].document.n && head->editions[i].since.n)
            return true;
    return false;
}

Doc *job_read_other(Job *j, Str path)
{
    JobHome *home = job_home(j, path);
    if (!home)
        return NULL;
    Reader r = job_reader(j, home);
    r.thorough = false;
    r.checks = CHECKS_NONE;
    const Manifest *manifest = read_manifest(&r, path);
    if (!manifest)
        return NULL;
    const Doc *head = manifest_doc(manifest);
    if (is_refused_pack(j, head))
        return NULL;
    const Template *t = template_named(j, home, head->template_name, head->root->pos);
    return t ? read_document(&r, manifest, t) : NULL;
}

/* --- pages --- */

Typesetter *job_typesetter(Job *j)
{
    return typesetter_for(j, home_with(j, j->doc), j->doc->root->first);
}

static bool begin_layout(Job *j, const Doc *doc, Arena *pass, LayoutJob *out)
{
    JobHome *home = home_with(j, doc);
    if (!open_fonts(j, home))
        return false;
    VEC(Typesetter *) typesetters = {0};
    for (const Node *part = doc->root->first; part; part = part->next)
        VEC_PUSH(j->arena, &typesetters, typesetter_for(j, home, part));
    *out = (LayoutJob){.doc = doc, .typesetters = typesetters.at, .job = j->arena, .pass = pass, .diag = j->diag};
    return true;
}

PageList *job_pages(Job *j, const Doc *doc, Arena *pass, LayoutStats *stats)
{
    LayoutJob layout;
    return begin_layout(j, doc, pass, &layout) ? layout_document(&layout, stats) : NULL;
}

LargeDocument *job_large(Job *j, Len size)
{
    LargeJob job = {.arena = j->arena, .diag = j->diag, .doc = j->doc, .screen = j->pages, .size = size};
    LargeDocument *large = large_document(&job);
    LayoutJob layout;
    j->large_pass = arena_new();
    if (!begin_layout(j, large->doc, j->large_pass, &layout))
        return NULL;
    large_fit(&(LargeFit){.layout = &layout,
                          .large = large,
                          .screen = j->pages,
                          .counts = &j->fitted,
                          .least = LARGE_PRINT_LEAST});
    return large;
}

bool job_lay_out(Job *j)
{
    if (!open_fonts(j, j->homes.at[0]))
        return false;
    phase_done(&j->phases, "fonts");
    j->pages = job_pages(j, j->doc, j->pass, &j->stats);
    lint_length(j->diag, j->doc, j->pages->pages.n);
    for (const Node *part = j->doc->root->first; part; part = part->next)
        report_length(j->diag, part->u.part.doc, pages_without_appendices(j->pages, part));
    phase_done(&j->phases, "layout");
    return true;
}

/* --- the PDF --- */

static void hash_written(void *hasher, const void *bytes, size_t n)
{
    hasher_add(hasher, bytes, n);
}

static void identify(void *hasher, uint8_t id[PDF_ID])
{
    hasher_peek(hasher, id, PDF_ID);
}

OutFile *job_open(Job *j, Str path, Hasher *hasher)
{
    if (!dir_make(path_dir(path))) {
        diag(j->diag, IO002, (Pos){0}, "cannot create the folder \"" STR_FMT "\": %s", STR_ARG(path_dir(path)),
             strerror(errno));
        return NULL;
    }
    OutFile *out = outfile_open(j->arena, path, j->diag);
    if (out)
        outfile_tap(out, hash_written, hasher);
    return out;
}

Profile *job_profile(Job *j, const Product *press)
{
    return profile_open(&(ProfileSearch){.arena = j->arena,
                                         .diag = j->diag,
                                         .catalogue = home_with(j, j->doc)->catalogue,
                                         .name = press->press.profile,
                                         .uncoated = press->press.stock == STOCK_UNCOATED,
                                         .at = press->pos});
}

bool job_write_pdf(Job *j, const JobPdf *p, OutFile *out)
{
    PdfJob pdf = {.doc = p->doc,
                  .pages = p->pages,
                  .fonts = home_with(j, p->doc)->fonts,
                  .arena = j->arena,
                  .diag = j->diag,
                  .producer = STR("planpress " PLANPRESS_VERSION),
                  .epoch = job_epoch(j),
                  .standard = j->options->standard,
                  .profile = p->profile,
                  .rich_black = p->rich_black,
                  .ink = p->ink,
                  .identify = identify,
                  .with = p->hasher};
    return pdf_write(&pdf, out) && diag_count(j->diag, SEV_ERROR) == 0;
}

bool job_write_page(Job *j, const JobPage *p, OutFile *out)
{
    HtmlJob html = {.doc = p->doc,
                    .pages = p->pages,
                    .fonts = home_with(j, p->doc)->fonts,
                    .files = p->files,
                    .nfiles = p->nfiles,
                    .settings = p->settings,
                    .arena = j->arena,
                    .diag = j->diag,
                    .producer = STR("planpress " PLANPRESS_VERSION),
                    .epoch = job_epoch(j)};
    return html_write(&html, out) && diag_count(j->diag, SEV_ERROR) == 0;
}

OutFile *job_pdf(Job *j, const Doc *doc, PageList *pages, Str path)
{
    JobPdf pdf = {.doc = doc, .pages = pages, .hasher = hasher_new(j->arena)};
    OutFile *out = job_open(j, path, pdf.hasher);
    bool written = out && job_write_pdf(j, &pdf, out);
    phase_done(&j->phases, "pdf");
    if (written)
        return out;
    outfile_abandon(out);
    return NULL;
}

void job_end(Job *j, Outcome *out)
{
    diag_save(j->diag, &out->findings);
    if (j->options->timings)
        report_phases(&j->phases, j->shown, &out->said);
    for (int i = 0; i < j->homes.n; i++) {
        if (j->homes.at[i]->fonts)
            fonts_close(j->homes.at[i]->fonts);
        schemas_free(j->homes.at[i]->schemas);
    }
    arena_free(j->pass);
    arena_free(j->sheet_pass);
    arena_free(j->large_pass);
    arena_free(j->arena);
}

Str job_result(const Job *j, const char *ending)
{
    return document_result(j->arena, j->options, j->path, ending);
}
