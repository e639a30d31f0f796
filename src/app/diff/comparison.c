/* From words to changes:
 *
 *     OLD, NEW ─► folders (a revision is unpacked) ─► two documents ─► one tree ─► changes ◄─ reasons
 *
 * The newer edition is read first and reported like in a build; of the older one, which is published, errors are only
 * counted. Reasons are for the changes since one edition. When another one is compared they do not apply. */
#include "app/diff/comparison.h"

#include "app/diff/revision.h"
#include "app/documents.h"
#include "diff/schedule.h"

/* One side, found. */
typedef struct EditionSide {
    Str path, check; /* the folder or manifest; how to see what is wrong there */
    bool is_revision;
    Revision revision;
} EditionSide;

/* Finds what a word means: as for a build, or a revision. */
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
    documents_find(j->arena, j->diag, &word, 1, &found);
    if (found.n == 0)
        return false;
    out->path = found.at[0];
    out->check = str_format(j->arena, "planpress check " STR_FMT, STR_ARG(out->path));
    return true;
}

/* The edition before that the manifest names. */
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
        return false; /* which the manifest's reader has reported */
    out->check = str_format(j->arena, "planpress check " STR_FMT, STR_ARG(out->path));
    return true;
}

/* Is the older side the edition that the newer one's manifest names, or is none named? */
static bool is_edition_before(Job *j, const EditionSide *older)
{
    const Edition *e = j->doc->neditions ? edition_before(j, diag_new(j->arena)) : NULL;
    Str folder = path_is_dir(older->path) ? older->path : path_dir(older->path);
    return e ? str_eq(path_base(folder), e->document) : !j->doc->neditions;
}

/* The last edition in the list that is this document. */
static const Edition *own_edition(const Doc *doc)
{
    for (int i = doc->neditions - 1; i >= 0; i--)
        if (!doc->editions[i].document.n)
            return &doc->editions[i];
    return NULL;
}

static void find_reasons(EditionPair *c)
{
    const Job *j = c->job;
    const Edition *own = own_edition(j->doc);
    c->reasons = (FilePlace){.folder = j->doc->folder};
    if (j->options->changes.n)
        c->reasons = (FilePlace){.path = j->options->changes};
    else if (own && own->changes.n)
        c->reasons.path = own->changes;
    else
        c->reasons.path = path_join(j->arena, j->doc->folder, STR(VARIATIONS_FILE));
}

/* False: the file of the reasons is wrong. */
static bool apply_reasons(EditionPair *c)
{
    Job *j = c->job;
    const Variations *variations = NULL;
    bool given = j->options->changes.n > 0;
    if (given && !path_exists(c->reasons.path)) {
        diag(j->diag, IO001, (Pos){0}, "cannot read \"" STR_FMT "\": there is no such file", STR_ARG(c->reasons.path));
        return false;
    }
    if ((given || c->varies) && !read_variations(&j->reader, c->reasons, &variations))
        return false;
    if (variations)
        variations_apply(j->arena, j->diag, c->changes, variations);
    if (variations || j->options->deny_unexplained)
        changes_check_reasons(j->diag, c->changes);
    changes_check(j->arena, j->diag, c->changes);
    return true;
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
        c->older = job_read_other(j, older.path, older.check);
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
    find_reasons(out);
    out->changes = changes_find(j->arena, diff_documents(j->arena, out->older, j->doc));
    bool applied = apply_reasons(out);
    phase_done(&j->phases, "compare");
    return applied;
}
