/* All results are complete and on the disk before the first of them takes its place, so that a marked edition and a
 * schedule in one folder come from the same comparison. If a rename fails after that, the message names the files that
 * are new.
 *
 * The list and the schedules give pages in each edition by itself. Both are laid out for this, but only the findings of
 * the marked edition are reported: a build of each edition reports its own. */
#include "app/diff/results.h"

#include "app/build/editions.h"
#include "diff/outputs.h"
#include "diff/schedule.h"
#include "page/changed.h"

enum { FILES_MOST = 6 };

typedef struct Results {
    EditionPair *c;
    ScheduleJob schedule;
    OutFile *files[FILES_MOST];
    Str paths[FILES_MOST];
    int n;
    int pages; /* of the marked edition */
    bool failed;
} Results;

/* --- files --- */

static void keep(Results *r, OutFile *file, Str path)
{
    r->failed |= !file;
    r->paths[r->n] = path;
    if (file)
        r->files[r->n++] = file;
}

static void keep_text(Results *r, const char *ending, Buf *text)
{
    Job *j = r->c->job;
    Str path = job_result(j, ending);
    OutFile *file = outfile_open(j->arena, path, j->diag);
    if (file)
        outfile_write(file, text->p, (size_t)text->n);
    keep(r, file, path);
    buf_free(text);
}

/* Returns how many are in place: the first ones. */
static int commit_all(Results *r)
{
    int done = 0;
    bool well = !r->failed && diag_count(r->c->job->diag, SEV_ERROR) == 0;
    for (int i = 0; i < r->n && well; i++)
        well = outfile_sync(r->files[i]);
    for (int i = 0; i < r->n; i++) {
        well = well && outfile_commit(r->files[i]);
        if (well)
            done++;
        else
            outfile_abandon(r->files[i]);
    }
    return done;
}

/* --- contents --- */

static Doc *marked(EditionPair *c)
{
    return mark_document(c->job->arena, c->changes, &c->names);
}

/* All its pages, or those with a change. NULL: the fonts cannot be used. */
static PageList *marked_pages(const EditionPair *c, const Doc *doc)
{
    Job *j = c->job;
    PageList *pages = job_pages(j, doc, j->pass, &j->stats);
    if (pages && j->options->changed_pages)
        pages_keep_changed(j->arena, pages, doc);
    return pages;
}

static OutFile *marked_page(const Results *r, const Doc *doc, const PageList *pages, Str path)
{
    Job *j = r->c->job;
    const HtmlSettings *settings = NULL;
    for (int i = 0; i < doc->nproducts; i++)
        if (doc->products[i].kind == PRODUCT_HTML)
            settings = &doc->products[i].html;
    OutFile *out = settings ? job_open(j, path, hasher_new(j->arena)) : NULL;
    if (out && job_write_page(j, &(JobPage){.doc = doc, .pages = pages, .settings = settings}, out))
        return out;
    outfile_abandon(out);
    return NULL;
}

/* The marked edition is laid out even for the web page alone, because the page shows where the pages of the PDF begin.
 */
static void make_marked(Results *r)
{
    Job *j = r->c->job;
    const Doc *doc = marked(r->c);
    Str path = job_result(j, "-marked.pdf"), page = job_result(j, "-marked.html");
    PageList *pages = marked_pages(r->c, doc);
    unsigned asked = j->options->products ? j->options->products : PRODUCT_BIT(PRODUCT_SCREEN);
    phase_done(&j->phases, "layout");
    r->pages = pages ? pages->pages.n : 0;
    bool can = pages && diag_count(j->diag, SEV_ERROR) == 0;
    r->failed |= !can;
    if (can && (asked & PRODUCT_BIT(PRODUCT_SCREEN)))
        keep(r, job_pdf(j, doc, pages, path), path);
    if (can && (asked & PRODUCT_BIT(PRODUCT_HTML)))
        keep(r, marked_page(r, doc, pages, page), page);
}

/* False: the fonts of an edition cannot be used. */
static bool find_pages(Results *r)
{
    Job *j = r->c->job;
    r->schedule =
        (ScheduleJob){.diag = j->diag, .changes = r->c->changes, .old_page = where_page, .new_page = where_page};
    r->schedule.old_self = editions_where(j, r->c->older);
    r->schedule.new_self = editions_where(j, j->doc);
    phase_done(&j->phases, "pages");
    return r->schedule.old_self && r->schedule.new_self;
}

static void make_schedule(Results *r)
{
    Job *j = r->c->job;
    LayoutStats stats = {0};
    Arena *pass = arena_new();
    Doc *doc = schedule_document(j->arena, &r->schedule);
    document_say(&j->reader, doc, j->tpl);
    Str path = job_result(j, "-schedule.pdf");
    PageList *pages = job_pages(j, doc, pass, &stats);
    keep(r, pages ? job_pdf(j, doc, pages, path) : NULL, path);
    arena_free(pass);
}

static void make_lists(Results *r)
{
    Buf text = {0};
    changes_json(&r->schedule, &text);
    keep_text(r, "-variations.json", &text);
    if (!r->c->job->options->schedule)
        return;
    changes_csv(&r->schedule, &text);
    keep_text(r, "-variations.csv", &text);
    changes_sentences(&r->schedule, &text);
    keep_text(r, "-variations.txt", &text);
    make_schedule(r);
}

/* --- the whole --- */

static void say_written(const Results *r, Outcome *out)
{
    const Job *j = r->c->job;
    Buf line = {0};
    changes_summary(r->c->changes, &line);
    buf_format(&out->printed, STR_FMT ": " STR_FMT "\n", STR_ARG(j->shown), STR_ARG(buf_view(&line)));
    buf_free(&line);
    if (j->options->quiet)
        return;
    buf_format(&out->said, STR_FMT ": %d page%s, %.2f s", STR_ARG(j->shown), r->pages, r->pages == 1 ? "" : "s",
               phases_total(&j->phases));
    for (int i = 0; i < r->n; i++)
        buf_format(&out->said, "%s" STR_FMT, i == 0 ? " → " : ", ", STR_ARG(shown(j->arena, r->paths[i])));
    buf_puts(&out->said, "\n");
}

static void say_not_written(const Results *r, int done, Outcome *out)
{
    const Job *j = r->c->job;
    buf_format(&out->said, STR_FMT ": ", STR_ARG(j->shown));
    for (int i = 0; i < done; i++)
        buf_format(&out->said, "%s" STR_FMT, i == 0 ? "only " : ", ", STR_ARG(shown(j->arena, r->paths[i])));
    buf_puts(&out->said, done ? " written; other results are of an earlier comparison\n"
                              : "nothing written; results of an earlier comparison are unchanged\n");
}

void results_write(EditionPair *c, Outcome *out)
{
    Results r = {.c = c};
    int done = 0;
    if (diag_count(c->job->diag, SEV_ERROR) == 0) {
        r.failed = !find_pages(&r);
        if (!r.failed) {
            schedule_settle_pages(c->job->arena, c->job->doc, &r.schedule);
            make_marked(&r);
        }
        if (!r.failed)
            make_lists(&r);
        done = commit_all(&r);
    }
    if (done > 0 && done == r.n)
        say_written(&r, out);
    else
        say_not_written(&r, done, out);
}

void results_print(EditionPair *c, Outcome *out)
{
    Job *j = c->job;
    switch (j->options->dump) {
    case DUMP_DOC: doc_dump(marked(c), &out->printed); break;
    case DUMP_PAGES: {
        PageList *pages = marked_pages(c, marked(c));
        if (pages)
            pages_dump(pages, &out->printed);
        break;
    }
    case DUMP_MERGED: diff_dump(c->changes->diff, &out->printed); break;
    case DUMP_ACCEPTED:
    case DUMP_REJECTED: {
        DiffSide side = j->options->dump == DUMP_ACCEPTED ? SIDE_NEW : SIDE_OLD;
        doc_dump(diff_project(j->arena, c->changes->diff, side), &out->printed);
        break;
    }
    case DUMP_NOTHING: break;
    }
}

/* --- reasons --- */

/* False: it is for a revision, and so in a folder that does not last. */
static bool may_write_reasons(const EditionPair *c)
{
    return c->job->options->changes.n || !c->names.new_edition.n;
}

void results_start_reasons(EditionPair *c, Outcome *out)
{
    Job *j = c->job;
    Str path = c->reasons.path;
    if (path_exists(path)) {
        variations_missing(c->changes, &out->printed);
        return;
    }
    if (!may_write_reasons(c)) {
        variations_skeleton(c->changes, &out->printed);
        return;
    }
    Buf text = {0};
    variations_skeleton(c->changes, &text);
    OutFile *file = outfile_open(j->arena, path, j->diag);
    bool written = file && outfile_write(file, text.p, (size_t)text.n) && outfile_commit(file);
    buf_free(&text);
    if (written && !j->options->quiet)
        buf_format(&out->said, STR_FMT ": %d change%s to explain → " STR_FMT "\n", STR_ARG(j->shown), c->changes->n,
                   c->changes->n == 1 ? "" : "s", STR_ARG(shown(j->arena, path)));
}
