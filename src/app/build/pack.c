/* A pack, joined from its own pages and those of its reports:
 *
 *     front sheet and sections │ public reports │ the public is excluded │ exempt reports
 *
 * Each report is read and checked like a document of its own, and becomes a part. For the public, nothing of an exempt
 * report is read; in its place stands a page with what the pack's manifest says of it. Public parts are read first, so
 * that every file read until then is known to be public: one from the folder of an exempt report is an error. */
#include "app/build/pack.h"

#include "app/home.h"
#include "app/pack/exempt.h"
#include "check/marking.h"
#include "doc/pack.h"
#include "say/meeting.h"

typedef struct PackJob {
    Job *job;
    JobHome *home;
    Doc *own, *whole;
    Pack *pack;
    const ListedReport *listed;
    int nlisted;
    Strs exempt; /* real paths of the folders of exempt reports */
    int seen;    /* files that were found to be public */
} PackJob;

/* --- a report against what the pack says of it --- */

/* What one attribute says in the pack, and in the report. */
typedef struct Stated {
    const char *attribute;
    Str here, there;
} Stated;

static void report_difference(const PackJob *p, const PackItem *item, Pos there, Stated s)
{
    diag(p->job->diag, PCK003, item->pos,
         "%s=\"" STR_FMT "\" differs from %s=\"" STR_FMT "\" in the report itself; expected the same in both",
         s.attribute, STR_ARG(s.here), s.attribute, STR_ARG(s.there));
    diag_label(p->job->diag, there, "the report itself");
}

static Str purpose_word(ReportPurpose purpose)
{
    static const char *const words[PURPOSE_COUNT] = {"", "noting", "decision", "discussion"};
    return str_c(words[purpose]);
}

static void compare_access(const PackJob *p, PackItem *item, const ReportHead *head)
{
    Arena *a = p->job->arena;
    bool here = item->access.exempt, there = head->access.exempt;
    if (here && there && item->access.paragraph != head->access.paragraph)
        report_difference(p, item, head->pos,
                          (Stated){"paragraph", str_format(a, "%d", item->access.paragraph),
                                   str_format(a, "%d", head->access.paragraph)});
    if (here == there)
        return;
    report_difference(p, item, head->pos,
                      (Stated){"access", here ? STR("exempt") : STR("public"), there ? STR("exempt") : STR("public")});
    if (there)
        diag_help(p->job->diag,
                  "write access=\"exempt\" paragraph=\"%d\", with an item and a title that the public "
                  "may read",
                  head->access.paragraph);
    item->access = here ? item->access : head->access;
}

/* What the pack does not state is as the report states it. */
static void complete_item(const PackJob *p, PackItem *item, const Doc *doc)
{
    const ReportHead *head = doc->report;
    if (item->number.n && head->item.n && !str_eq(item->number, head->item))
        report_difference(p, item, head->pos, (Stated){"item", item->number, head->item});
    if (item->purpose && head->purpose && item->purpose != head->purpose)
        report_difference(p, item, head->pos,
                          (Stated){"for", purpose_word(item->purpose), purpose_word(head->purpose)});
    if (doc->date.n && p->own->date.n && !str_eq(doc->date, p->own->date)) {
        diag(p->job->diag, PCK004, item->pos,
             "this report is dated " STR_FMT ", and the meeting is on " STR_FMT "; expected the day of the meeting",
             STR_ARG(doc->date), STR_ARG(p->own->date));
        diag_label(p->job->diag, head->pos, "the report itself");
    }
    if (!item->number.n)
        item->number = head->item;
    if (!item->title.n)
        item->title = doc->title;
    if (!item->from.n)
        item->from = head->from;
    if (!item->purpose)
        item->purpose = head->purpose;
    item->classification = head->classification;
}

/* --- reading --- */

static void report_missing(const PackJob *p, const ListedReport *report, const PackItem *item)
{
    Arena *a = p->job->arena;
    Str folder = report->place.folder, *names;
    int n;
    diag(p->job->diag, DOC007, report->pos, "report \"" STR_FMT "\" not found; expected its manifest at " STR_FMT,
         STR_ARG(item->document), STR_ARG(report->place.path));
    if (dir_list(a, path_dir(folder), &names, &n))
        diag_nearest(p->job->diag, item->name, names, n);
}

/* The manifest of a report, if a pack can have such a document. */
static const Manifest *read_report_manifest(const PackJob *p, const ListedReport *report, const PackItem *item)
{
    Job *j = p->job;
    if (!path_exists(report->place.path)) {
        report_missing(p, report, item);
        return NULL;
    }
    JobHome *home = job_home(j, report->place.folder);
    if (home && home != p->home) {
        diag(j->diag, PCK007, report->pos,
             "this report has its templates and fonts in " STR_FMT ", and the pack in " STR_FMT "; expected the same "
             "folder",
             STR_ARG(home->path), STR_ARG(p->home->path));
        return NULL;
    }
    Reader r = job_reader(j, p->home);
    const Manifest *m = home ? read_manifest(&r, report->place.folder) : NULL;
    const Doc *head = m ? manifest_doc(m) : NULL;
    if (head && head->pack) {
        diag(j->diag, PCK005, report->pos, "\"" STR_FMT "\" is a pack itself; expected a report",
             STR_ARG(item->document));
        return NULL;
    }
    if (head && !head->report) {
        diag(j->diag, PCK009, report->pos, "\"" STR_FMT "\" is no report; expected <report> in its manifest",
             STR_ARG(item->document));
        diag_label(j->diag, head->root->pos, "its manifest");
        return NULL;
    }
    return m;
}

static bool is_shown(const PackJob *p, const PackItem *item)
{
    return !item->access.exempt || p->pack->members;
}

static void read_report(const PackJob *p, const ListedReport *report)
{
    PackItem *item = &p->pack->items[report->item];
    const Manifest *m = read_report_manifest(p, report, item);
    if (!m)
        return;
    compare_access(p, item, manifest_doc(m)->report);
    if (!is_shown(p, item))
        return;
    Doc *doc = job_read_report(p->job, p->home, m);
    if (!doc)
        return;
    complete_item(p, item, doc);
    item->doc = doc;
    item->part = doc_only_part(doc);
}

/* --- files of exempt reports --- */

/* The exempt folder that a file lies in; empty: none. An exempt report may also belong to another pack. */
static Str exempt_folder(const PackJob *p, const Doc *doc, Str path)
{
    Str real = real_path(p->job->arena, path);
    for (int i = 0; i < p->exempt.n; i++) {
        Str folder = p->exempt.at[i];
        if (real.n > folder.n && real.p[folder.n] == '/' && str_starts(real, str_cdup(p->job->arena, folder)))
            return folder;
    }
    return exempt_source(p->job, doc->folder, path);
}

/* All files read since the last call must be public. doc: that took them. */
static void check_files(PackJob *p, const Doc *doc, Pos pos)
{
    Diag *d = p->job->diag;
    int last = diag_files(d);
    for (int i = p->seen + 1; doc && i <= last; i++) {
        Str folder = exempt_folder(p, doc, diag_path(d, i));
        if (folder.n)
            diag(d, PCK012, pos,
                 "\"" STR_FMT "\" is public, but takes " STR_FMT " from the exempt report \"" STR_FMT "\"; expected a "
                 "file of its own",
                 STR_ARG(doc->name), STR_ARG(diag_path(d, i)), STR_ARG(path_base(folder)));
    }
    p->seen = last;
}

static void find_exempt_folders(PackJob *p)
{
    for (int i = 0; i < p->nlisted; i++)
        if (p->pack->items[p->listed[i].item].access.exempt)
            VEC_PUSH(p->job->arena, &p->exempt, real_path(p->job->arena, p->listed[i].place.folder));
}

static void read_reports(PackJob *p)
{
    check_files(p, p->own, p->own->root->pos);
    for (int i = 0; i < p->nlisted; i++) {
        PackItem *item = &p->pack->items[p->listed[i].item];
        if (item->access.exempt)
            continue;
        read_report(p, &p->listed[i]);
        check_files(p, item->doc, p->listed[i].pos);
    }
    for (int i = 0; i < p->nlisted; i++) {
        PackItem *item = &p->pack->items[p->listed[i].item];
        if (item->access.exempt && !item->doc && p->pack->members)
            read_report(p, &p->listed[i]);
    }
}

/* --- one document --- */

/* A document with the pack's own look, for a page that nobody writes. */
static Doc *page_of_pack(const PackJob *p, Str title)
{
    Doc *doc = NEW(p->job->arena, Doc);
    *doc = *p->own;
    doc->pack = NULL;
    doc->title = title;
    doc->labels = doc->tables = doc->diagrams = (Map){0};
    doc_begin(p->job->arena, doc, p->own->root->pos);
    doc_only_part(doc)->u.part.tpl = p->job->tpl;
    return doc;
}

static Doc *absent_page(const PackJob *p, const PackItem *item)
{
    Arena *a = p->job->arena;
    Doc *doc = page_of_pack(p, item->title);
    doc->words.access = meeting_access(a, doc->language, item->access);
    node_append(doc_only_part(doc), meeting_absent(a, p->own, item));
    return doc;
}

/* Its part, at the end of the whole. */
static Node *append(const PackJob *p, Doc *doc)
{
    Node *part = doc->root->first;
    doc_add_parts(p->whole, doc);
    return part;
}

static void append_exempt(const PackJob *p)
{
    for (int i = 0; i < p->pack->nitems; i++) {
        PackItem *item = &p->pack->items[i];
        if (!item->access.exempt)
            continue;
        if (!p->pack->exclusion)
            p->pack->exclusion = append(p, page_of_pack(p, meeting_exclusion_title(p->own)));
        item->part = append(p, item->doc ? item->doc : absent_page(p, item));
    }
    if (p->pack->exclusion)
        node_append(p->pack->exclusion, meeting_exclusion(p->job->arena, p->own));
}

static void join(PackJob *p)
{
    Arena *a = p->job->arena;
    p->whole = NEW(a, Doc);
    *p->whole = *p->own;
    p->whole->root = node_new(a, NODE_ROOT, p->own->root->pos);
    append(p, p->own);
    for (int i = 0; i < p->pack->nitems; i++) {
        PackItem *item = &p->pack->items[i];
        if (item->doc && !item->access.exempt)
            append(p, item->doc);
    }
    append_exempt(p);
    node_prepend(p->whole->root->first, meeting_front_sheet(a, p->own));
    p->job->doc = p->whole;
}

/* Page numbers that were published; a file that is not there may come. */
static void read_published(Job *j, const Doc *own)
{
    Str path = pages_lock_path(j->arena, own);
    if (!path_exists(path))
        VEC_PUSH(j->arena, &j->looked_at, path);
    read_pages_lock(&j->reader, own);
}

bool pack_join(Job *j, JobHome *home, const Manifest *manifest)
{
    PackJob p = {.job = j, .home = home, .own = j->doc, .pack = j->doc->pack};
    p.listed = manifest_reports(manifest, &p.nlisted);
    p.pack->members = j->options->members;
    find_exempt_folders(&p);
    read_reports(&p);
    p.pack->supplement = j->options->supplement;
    read_published(j, p.own);
    marking_of_pack(j->diag, p.own);
    join(&p);
    pack_link(&j->reader, p.whole);
    phase_done(&j->phases, "reports");
    return true;
}
