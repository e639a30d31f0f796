/* What a manifest says of meetings: the head of a report, and the reports of a pack.
 *
 * The public pack is made without a look into the folder of an exempt report. So a pack states itself that a report is
 * exempt, and everything that the public may know of it; here, every such report is found by the pack's manifest alone.
 * A report's folder lies in the pack's, or beside it. What does not fit is reported and left out, so that the rest can
 * be shown. */
#include "read/manifest_private.h"

#include "doc/pack.h"
#include "base/vec.h"

enum { REPORTS_MOST = 1000 };

static ReportPurpose purpose_of(Str name)
{
    static const char *const names[PURPOSE_COUNT] =
        {[PURPOSE_NOTING] = "noting", [PURPOSE_DECISION] = "decision", [PURPOSE_DISCUSSION] = "discussion"};
    for (int i = PURPOSE_NOT_STATED + 1; i < PURPOSE_COUNT; i++)
        if (str_is(name, names[i]))
            return (ReportPurpose)i;
    return PURPOSE_NOT_STATED;
}

/* A schema cannot say that one attribute requires another. */
static ReportAccess read_access(const Reader *r, const XmlNode *e, int file)
{
    ReportAccess access = {.exempt = str_is(xml_attr(r, e, "access"), "exempt")};
    bool stated = str_to_int(xml_attr(r, e, "paragraph"), &access.paragraph);
    if (access.exempt && !stated)
        diag(r->diag, PCK001, xml_pos(e, file),
             "this report is exempt, but no paragraph says why; expected paragraph=\"N\", from 1 to 7, beside "
             "access=\"exempt\"");
    if (access.exempt || !stated)
        return access;
    diag(r->diag, PCK001, xml_attr_pos(e, file, "paragraph"),
         "paragraph %d exempts this report, but its access is public; expected access=\"exempt\", or no paragraph",
         access.paragraph);
    return (ReportAccess){.exempt = true, .paragraph = access.paragraph};
}

/* --- a report's head --- */

void read_report_head(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *e = xml_child(root, "report");
    if (!e)
        return;
    VEC(Contact) contacts = {0};
    for (const XmlNode *c = xml_first(e); c; c = xml_next(c))
        VEC_PUSH(r->job, &contacts,
                 (Contact){.name = xml_attr(r, c, "name"),
                           .role = xml_attr(r, c, "role"),
                           .telephone = xml_attr(r, c, "telephone"),
                           .email = xml_attr(r, c, "email"),
                           .pos = xml_pos(c, m->file)});
    ReportHead *head = NEW(r->job, ReportHead);
    *head = (ReportHead){.item = xml_attr(r, e, "item"),
                         .to = xml_attr(r, e, "to"),
                         .from = xml_attr(r, e, "from"),
                         .purpose = purpose_of(xml_attr(r, e, "for")),
                         .classification = xml_attr(r, e, "classification"),
                         .banner = xml_attr(r, e, "banner"),
                         .access = read_access(r, e, m->file),
                         .contacts = contacts.at,
                         .ncontacts = contacts.n,
                         .pos = xml_pos(e, m->file)};
    str_to_int(xml_attr(r, e, "pages-most"), &head->pages_most);
    m->doc.report = head;
}

/* --- a pack --- */

/* What has been listed so far, by folder and by name. */
typedef struct Listed {
    Map folders, names;
} Listed;

/* The folder that a pack names: in its own, or in one beside it. */
static bool report_folder(const Reader *r, const Manifest *m, Str document, Str *folder)
{
    Str up, rest, beside, below;
    bool is_beside = str_cut(document, '/', &up, &rest) && str_is(up, "..");
    if (!is_beside)
        return path_inside(r->job, m->doc.folder, document, folder);
    bool nested = str_cut(rest, '/', &beside, &below);
    if (!path_beside(r->job, m->doc.folder, nested ? beside : rest, folder))
        return false;
    return !nested || !below.n || path_inside(r->job, *folder, below, folder);
}

/* place->path: the manifest of the report. False: a diagnostic was added. */
static bool find_report(const Reader *r, const Manifest *m, const XmlNode *e, FilePlace *place)
{
    Str document = xml_attr(r, e, "document");
    Pos pos = xml_attr_pos(e, m->file, "document");
    if (!report_folder(r, m, document, &place->folder)) {
        diag(r->diag, IO007, pos,
             "\"" STR_FMT "\" is not a folder in the pack's or beside it; expected a path such as \"report\" or "
             "\"../report\"",
             STR_ARG(document));
        return false;
    }
    place->path = path_join(r->job, place->folder, STR("document.xml"));
    return true;
}

static bool is_listed(const Reader *r, Listed *listed, const ListedReport *report, const PackItem *item)
{
    Str identity = path_identity(r->job, report->place.folder);
    if (identity.n && !map_put(r->job, &listed->folders, identity, listed)) {
        diag(r->diag, PCK006, report->pos, "\"" STR_FMT "\" is listed twice; expected each report once",
             STR_ARG(item->document));
        return true;
    }
    if (map_put(r->job, &listed->names, item->name, listed))
        return false;
    diag(r->diag, PCK006, report->pos,
         "another report of this pack is called \"" STR_FMT "\" too; expected folders with different names, because "
         "links and files name a report by its folder",
         STR_ARG(item->name));
    return true;
}

static Str last_part(Str path)
{
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    return path_base(path);
}

static PackItem read_item(const Reader *r, const Manifest *m, const XmlNode *e)
{
    Str document = xml_attr(r, e, "document");
    bool business = xml_is(e, "item");
    return (PackItem){.number = xml_attr(r, e, business ? "number" : "item"),
                      .title = xml_attr(r, e, "title"),
                      .from = xml_attr(r, e, "from"),
                      .document = document,
                      .name = last_part(document),
                      .purpose = purpose_of(xml_attr(r, e, "for")),
                      .access = business ? (ReportAccess){0} : read_access(r, e, m->file),
                      .supplement = str_is(xml_attr(r, e, "supplement"), "yes"),
                      .pos = xml_pos(e, m->file)};
}

/* The public may know only what the pack says of an exempt report. */
static void check_exempt(const Reader *r, const PackItem *item)
{
    bool number = item->number.n > 0, title = item->title.n > 0;
    if (item->access.exempt && !(number && title))
        diag(r->diag, PCK002, item->pos,
             "this report is exempt, so the public pack shows only what is written here; expected %s",
             number  ? "title=\"…\""
             : title ? "item=\"…\""
                     : "item=\"…\" and title=\"…\"");
}

static void read_item_of_pack(const Reader *r, Manifest *m, const XmlNode *e, Listed *listed)
{
    PackItem item = read_item(r, m, e);
    ListedReport report = {.item = m->doc.pack->nitems, .pos = xml_attr_pos(e, m->file, "document")};
    if (xml_is(e, "report")) {
        check_exempt(r, &item);
        if (!find_report(r, m, e, &report.place) || is_listed(r, listed, &report, &item))
            return;
        VEC_PUSH(r->job, &m->reports, report);
    }
    VEC_PUSH(r->job, &m->items, item);
    m->doc.pack->items = m->items.at;
    m->doc.pack->nitems = m->items.n;
}

static Meeting read_meeting(const Reader *r, const XmlNode *root)
{
    const XmlNode *e = xml_child(root, "meeting");
    if (!e)
        return (Meeting){0};
    return (Meeting){xml_attr(r, e, "time"), xml_attr(r, e, "place"), xml_attr(r, e, "chair")};
}

const ListedReport *manifest_reports(const Manifest *m, int *n)
{
    *n = m->reports.n;
    return m->reports.at;
}

void read_reports(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *list = xml_child(root, "reports");
    if (!list)
        return;
    Listed listed = {0};
    m->doc.pack = NEW(r->job, Pack);
    m->doc.pack->meeting = read_meeting(r, root);
    m->doc.pack->classification = xml_attr(r, list, "classification");
    m->doc.pack->classification_pos = xml_attr_pos(list, m->file, "classification");
    for (const XmlNode *e = xml_first(list); e; e = xml_next(e)) {
        if (m->items.n == REPORTS_MOST) {
            diag(r->diag, PCK008, xml_pos(e, m->file), "too many items; expected at most %d", REPORTS_MOST);
            break;
        }
        read_item_of_pack(r, m, e, &listed);
    }
    if (!m->doc.report)
        return;
    diag(r->diag, PCK005, m->doc.report->pos,
         "this document is a pack, because it has <reports>; expected <report> in the manifests of its reports alone");
    m->doc.report = NULL;
}
