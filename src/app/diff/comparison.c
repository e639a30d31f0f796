/* From words to changes:
 *
 *     OLD, NEW ─► folders (a revision is unpacked) ─► two documents ─► one tree ─► changes ◄─ reasons
 *
 * The newer edition is read first, with errors as in a build. The older one is already published, so its errors are
 * only counted. Reasons explain the changes since one edition, and do not apply to a comparison with any other. */
#include "app/diff/comparison.h"

#include "app/build/editions.h"
#include "app/diff/revision.h"
#include "app/documents.h"
#include "diff/schedule.h"

/* One side, found. */
typedef struct EditionSide {
    Str path, check; /* the folder or manifest; how to see its errors */
    bool is_revision;
    Revision revision;
} EditionSide;

/* Finds what a word names: a document as for a build, or a revision. */
static bool find_side(Job *j, Str word, EditionSide *out)
{
    Documents found = {0};
    *out = (EditionSide){.is_revision = revision_is(word) && !document_exists(j->arena, word)};
    if (out->is_revision) {
        if (!revision_take(j->arena, j->diag, word, &out->revision))
            return false;
        out->path = out->revision.document;
        out->check = str_format(j->arena,
                                "check it out, with git worktree add --detach FOLDER " STR_FMT ", and then check the "
                                "document there",
                                STR_ARG(out->revision.name));
        return true;
    }
    documents_find(j->arena, j->diag, &(DocumentsAsk){.words = &word, .nwords = 1}, &found);
    if (found.n == 0)
        return false;
    out->path = found.at[0];
    out->check = str_format(j->arena, "planpress check " STR_FMT, STR_ARG(out->path));
    return true;
}

/* The earlier edition that the manifest names. */
static const Edition *edition_before(Job *j, Diag *d)
{
    ScheduleAsk ask = {.document_pos = j->doc->root->pos, .since_pos = j->doc->root->pos};
    return schedule_since(j->arena, d, &ask, j->doc);
}

static bool find_edition(Job *j, EditionSide *out)
{
    const Edition *e = edition_before(j, j->diag);
    *out = (EditionSide){0};
    if (!e)
        return false;
    if (!path_beside(j->arena, j->doc->folder, e->document, &out->path))
        return false; /* reported by the reader of the manifest */
    out->check = str_format(j->arena, "planpress check " STR_FMT, STR_ARG(out->path));
    return true;
}

/* Is the older side the edition that the newer one's manifest names, or does it name none? */
static bool is_edition_before(Job *j, const EditionSide *older)
{
    const Edition *e = j->doc->neditions ? edition_before(j, diag_new(j->arena)) : NULL;
    Str folder = path_is_dir(older->path) ? older->path : path_dir(older->path);
    return e ? str_eq(path_base(folder), e->document) : !j->doc->neditions;
}

/* Where the reasons for the changes are, or would be. False: the file that was named is not there. */
static bool find_reasons(EditionPair *c)
{
    const Job *j = c->job;
    c->reasons = edition_reasons(c->job, j->doc);
    if (!j->options->changes.n)
        return true;
    c->reasons = (FilePlace){.path = j->options->changes};
    if (path_exists(c->reasons.path) || j->options->init)
        return true;
    diag(j->diag, IO001, (Pos){0}, "cannot read \"" STR_FMT "\": there is no such file", STR_ARG(c->reasons.path));
    return false;
}

static void name_editions(EditionPair *c, const EditionSide *older, const EditionSide *newer)
{
    if (older->is_revision)
        c->names.old_edition = older->revision.name;
    if (newer->is_revision)
        c->names.new_edition = newer->revision.name;
}

static bool read_both(EditionPair *c, const EditionWords *words)
{
    Job *j = c->job;
    EditionSide older = {0}, newer = {0};
    if (!find_side(j, words->newer, &newer) || (words->older.n && !find_side(j, words->older, &older)))
        return false;
    job_at(j, newer.path);
    bool read = job_read(j) && (words->older.n || find_edition(j, &older));
    if (read) {
        c->older = editions_read(j, older.path, older.check);
        c->varies = is_edition_before(j, &older);
        name_editions(c, &older, &newer);
    }
    if (newer.is_revision)
        revision_show(j->diag, &newer.revision);
    if (older.is_revision)
        revision_show(j->diag, &older.revision);
    return read && c->older;
}

bool comparison_make(Job *j, const EditionWords *words, EditionPair *out)
{
    *out = (EditionPair){.job = j};
    if (!read_both(out, words))
        return false;
    if (!find_reasons(out))
        return false;
    EditionsAsk ask = {.older = out->older, .newer = j->doc, .required = j->options->deny_unexplained};
    if (out->varies || j->options->changes.n)
        ask.reasons = out->reasons;
    out->changes = editions_compare(j, &ask);
    phase_done(&j->phases, "compare");
    return out->changes;
}
