/* A document that has a schedule of variations needs two editions:
 *
 *     its own, or the one that document= names ─┐
 *                                               ├─► changes ◄─ reasons
 *     the edition that this one is since ───────┘      └─► the block
 *
 * Each document is read once, however many blocks need it. It may have such blocks of its own; these are filled first,
 * because they take up pages. A document that is being filled is not filled again, so two documents that show each
 * other's changes do not loop. */
#include "app/build/editions.h"

#include "diff/reasons.h"
#include "diff/schedule.h"

enum { NESTED_MOST = 20 };

/* --- documents of a schedule --- */

/* Where a schedule's document has no pages. */
static Str no_page(void *self, const Node *node)
{
    (void)self;
    (void)node;
    return (Str){0};
}

static bool lays_out(const Job *j)
{
    const unsigned verbs = 1u << VERB_BUILD | 1u << VERB_WATCH | 1u << VERB_PREVIEW | 1u << VERB_REPORT
                           | 1u << VERB_DIFF | 1u << VERB_VERIFY;
    return verbs >> j->options->verb & 1;
}

/* A schedule's two documents. */
typedef struct SchedulePair {
    Doc *older, *newer;
    bool reported; /* this document reports reasons that do not fit */
} SchedulePair;

/* A document beside another one, from those that its manifest lists. */
static Doc *read_beside(Job *j, const Doc *doc, Str name, Pos from)
{
    Str path;
    if (path_beside(j->arena, doc->folder, name, &path))
        return editions_read(j, path, str_format(j->arena, "planpress check " STR_FMT, STR_ARG(path)));
    diag(j->diag, IO007, from,
         "\"" STR_FMT "\" is a link to somewhere else; expected the folder of a document beside this one",
         STR_ARG(name));
    return NULL;
}

/* The document whose changes a block shows. NULL: it cannot be read, and diagnostics were added. */
static Doc *shown_document(Job *j, Doc *doc, const ScheduleAsk *ask)
{
    if (!ask->document.n || str_eq(ask->document, doc->name))
        return doc;
    for (int i = 0; i < doc->nuses; i++)
        if (str_eq(doc->uses[i], ask->document))
            return read_beside(j, doc, ask->document, ask->document_pos);
    diag(j->diag, IO007, ask->document_pos,
         "\"" STR_FMT "\" is another document; expected <uses><document name=\"" STR_FMT "\"/></uses> in the manifest",
         STR_ARG(ask->document), STR_ARG(ask->document));
    diag_nearest(j->diag, ask->document, doc->uses, doc->nuses);
    return NULL;
}

static bool find_pair(Job *j, Doc *doc, const ScheduleAsk *ask, SchedulePair *out)
{
    *out = (SchedulePair){.newer = shown_document(j, doc, ask), .reported = doc == j->filled && !ask->since.n};
    const Edition *since = out->newer ? schedule_since(j->arena, j->diag, ask, out->newer) : NULL;
    out->reported = out->reported && out->newer == doc;
    out->older = since ? read_beside(j, out->newer, since->document, since->pos) : NULL;
    return out->older;
}

/* The changes between two documents, found once. NULL: their reasons are wrong. */
static Changes *changes_between(Job *j, const SchedulePair *pair)
{
    Str key = str_format(j->arena, "%p %p", (void *)pair->older, (void *)pair->newer);
    Changes *changes = map_find(&j->compared, key);
    if (changes)
        return changes;
    EditionsAsk ask = {pair->older, pair->newer, edition_reasons(j, pair->newer), false};
    if (!pair->reported)
        diag_mute(j->diag);
    changes = editions_compare(j, &ask);
    if (!pair->reported)
        diag_unmute(j->diag, !changes);
    map_put(j->arena, &j->compared, key, changes);
    return changes;
}

static void fill_block(Job *j, Doc *doc, Node *block, const ScheduleAsk *ask)
{
    SchedulePair pair;
    if (!find_pair(j, doc, ask, &pair))
        return;
    ScheduleJob schedule = {.diag = j->diag, .changes = changes_between(j, &pair), .old_page = no_page};
    if (pair.newer != doc)
        schedule.new_page = no_page;
    if (!schedule.changes)
        return;
    if (lays_out(j)) {
        schedule.old_self = editions_where(j, pair.older);
        schedule.old_page = schedule.old_self ? where_page : no_page;
    }
    if (lays_out(j) && pair.newer != doc) {
        schedule.new_self = editions_where(j, pair.newer);
        schedule.new_page = schedule.new_self ? where_page : no_page;
    }
    schedule_fill(j->arena, block, &schedule);
}

static void fill(Job *j, Doc *doc)
{
    ScheduleAsk ask;
    if (j->being_filled.n == NESTED_MOST) {
        diag(j->diag, VAR023, doc->root->pos, "more than %d documents show each other's changes; expected fewer",
             NESTED_MOST);
        return;
    }
    VEC_PUSH(j->arena, &j->being_filled, doc->root);
    for (Node *n = doc->root; n; n = node_next_block(n, doc->root))
        if (schedule_asked(n, &ask) && !n->first)
            fill_block(j, doc, n, &ask);
    j->being_filled.n--;
}

static bool is_being_filled(const Job *j, const Doc *doc)
{
    for (int i = 0; i < j->being_filled.n; i++)
        if (j->being_filled.at[i] == doc->root)
            return true;
    return false;
}

void editions_fill(Job *j, Doc *doc)
{
    int before = j->others.n;
    if (j->options->verb == VERB_DATA || j->options->verb == VERB_SIGN_OFF)
        return; /* they concern what the author wrote */
    j->filled = doc;
    fill(j, doc);
    if (j->others.n > before && doc == j->doc)
        phase_done(&j->phases, "schedules");
}

/* --- other documents --- */

static void report_errors(Job *j, const Doc *doc, int errors, Str check)
{
    diag(j->diag, VAR020, doc->root->pos,
         "the document \"" STR_FMT "\" has %d error%s, so a comparison with it may be incomplete; expected none",
         STR_ARG(doc->name), errors, errors == 1 ? "" : "s");
    diag_help(j->diag, "to see %s: " STR_FMT, errors == 1 ? "it" : "them", STR_ARG(check));
}

Doc *editions_read(Job *j, Str path, Str check)
{
    Str key = path_identity(j->arena, path_is_dir(path) ? path : path_dir(path));
    Doc *doc = map_find(&j->others, key);
    if (doc)
        return doc;
    diag_mute(j->diag);
    doc = job_read_other(j, path);
    map_put(j->arena, &j->others, key, doc);
    if (doc)
        fill(j, doc);
    int errors = diag_unmute(j->diag, !doc);
    if (doc && errors)
        report_errors(j, doc, errors, check);
    return doc;
}

Where *editions_where(Job *j, const Doc *doc)
{
    Str key = str_format(j->arena, "%p", (const void *)doc);
    Where *where = map_find(&j->places, key);
    if (where)
        return where;
    LayoutStats stats = {0};
    Arena *pass = arena_new();
    diag_mute(j->diag);
    PageList *pages = job_pages(j, doc, pass, &stats);
    diag_unmute(j->diag, !pages);
    where = pages ? where_of(j->arena, pages, doc) : NULL;
    if (where && !is_being_filled(j, doc))
        map_put(j->arena, &j->places, key, where);
    arena_free(pass);
    return where;
}

/* --- comparing --- */

/* The edition in the document's own folder: the last in its list that no other document holds. NULL: none is listed.
 */
static const Edition *edition_own(const Doc *doc)
{
    for (int i = doc->neditions - 1; i >= 0; i--)
        if (!doc->editions[i].document.n)
            return &doc->editions[i];
    return NULL;
}

FilePlace edition_reasons(Job *j, const Doc *doc)
{
    const Edition *own = edition_own(doc);
    bool named = own && own->changes.n;
    return (FilePlace){doc->folder, named ? own->changes : path_join(j->arena, doc->folder, STR(VARIATIONS_FILE))};
}

Changes *editions_compare(Job *j, const EditionsAsk *ask)
{
    const Variations *variations = NULL;
    if (ask->reasons.path.n && !read_variations(&j->reader, ask->reasons, &variations))
        return NULL;
    if (ask->reasons.path.n && !variations)
        VEC_PUSH(j->arena, &j->looked_at, ask->reasons.path);
    Changes *changes = changes_find(j->arena, diff_documents(j->arena, ask->older, ask->newer));
    if (variations)
        variations_apply(j->arena, j->diag, changes, variations);
    if (variations || ask->required)
        changes_check_reasons(j->diag, changes);
    changes_check(j->arena, j->diag, changes);
    return changes;
}
