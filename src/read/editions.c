/* The editions that a manifest lists.
 *
 * An edition that a schedule or a comparison needs must be there: one that varies another names it by its id, one that
 * is still held by a folder names a document from <uses>, and the file of its reasons lies in its folder. Whatever does
 * not fit is reported and left out, so that the rest can be shown. */
#include "read/manifest_private.h"

#include "base/vec.h"

typedef VEC(Edition) Editions;

static Str listed_document(const Reader *r, const Manifest *m, const XmlNode *e, FilePlace *place)
{
    return manifest_folder(r, m, e, "document", &place->folder) ? xml_attr(r, e, "document") : STR("");
}

static Edition read_edition(const Reader *r, const Manifest *m, const XmlNode *e)
{
    FilePlace place = {0};
    Edition edition = {.id = xml_attr(r, e, "id"),
                       .title = xml_attr(r, e, "title"),
                       .date = manifest_date(r, xml_attr(r, e, "date"), xml_attr_pos(e, m->file, "date")),
                       .document = listed_document(r, m, e, &place),
                       .since = xml_attr(r, e, "since"),
                       .decision = xml_attr(r, e, "decision"),
                       .sha256 = xml_attr(r, e, "sha256"),
                       .pos = xml_pos(e, m->file)};
    if (xml_has(e, "changes") && place.folder.n && manifest_file(r, m, e, "changes", &place))
        edition.changes = place.path;
    return edition;
}

/* The edition that another one varies is listed, and not later. */
static void check_since(const Reader *r, Pos pos, const Edition *e, const Editions *all)
{
    VEC(Str) others = {0};
    for (int i = 0; i < all->n; i++) {
        const Edition *other = &all->at[i];
        if (str_eq(other->id, e->id))
            continue;
        VEC_PUSH(r->job, &others, other->id);
        if (!str_eq(other->id, e->since))
            continue;
        if (e->date.n && str_cmp(e->date, other->date) < 0)
            diag(r->diag, VAR021, pos,
                 "edition \"" STR_FMT "\" of " STR_FMT " varies \"" STR_FMT "\" of " STR_FMT "; expected an earlier "
                 "edition",
                 STR_ARG(e->id), STR_ARG(e->date), STR_ARG(other->id), STR_ARG(other->date));
        return;
    }
    diag(r->diag, VAR021, pos,
         "edition \"" STR_FMT "\" varies \"" STR_FMT "\"; expected the id of another edition in the list",
         STR_ARG(e->id), STR_ARG(e->since));
    diag_nearest(r->diag, e->since, others.at, others.n);
}

void read_editions(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *list = xml_child(root, "editions");
    Editions all = {0};
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e))
        VEC_PUSH(r->job, &all, read_edition(r, m, e));
    const XmlNode *element = list ? xml_first(list) : NULL;
    for (int i = 0; i < all.n; i++, element = xml_next(element))
        if (all.at[i].since.n)
            check_since(r, xml_attr_pos(element, m->file, "since"), &all.at[i], &all);
    m->doc.editions = all.at;
    m->doc.neditions = all.n;
}
