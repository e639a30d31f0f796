/* The manifest, document.xml.
 *
 * The schema (templates/schemas/manifest.xsd) decides the order and presence of elements. This file checks what a
 * schema cannot: that a date is a day of the calendar, and that every named file exists inside the document's
 * folder. A missing file is omitted, so that the rest can be built. Pictures are looked at when the document is read
 * (named_images.c). */
#include "read/manifest_private.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "file/file.h"
#include "base/vec.h"
#include "read/xml/xml.h"

static const struct {
    const char *name;
    SectionRole role;
} roles[] = {
    {"front", ROLE_FRONT},       {"foreword", ROLE_FOREWORD}, {"body", ROLE_BODY},
    {"appendix", ROLE_APPENDIX}, {"contact", ROLE_CONTACT},
};

static SectionRole role_of(Str name)
{
    for (int i = 0; i < COUNT(roles); i++)
        if (str_is(name, roles[i].name))
            return roles[i].role;
    return ROLE_BODY;
}

/* Text of an element in one line, each run of white space as one space; empty when it is absent. */
static Str words_of(const Reader *r, const XmlNode *root, const char *name)
{
    const XmlNode *e = xml_child(root, name);
    Str text = e ? str_trim(xml_text(r, e)) : (Str){0};
    char *line = str_cdup(r->job, text);
    int n = 0;
    for (int i = 0; i < text.n; i++) {
        bool space = is_space(text.p[i]);
        if (!space)
            line[n++] = text.p[i];
        else if (line[n - 1] != ' ')
            line[n++] = ' ';
    }
    return str_sub(str_c(line), 0, n);
}

int days_in_month(int month, int year)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool is_date(Str s)
{
    int part[3] = {0};
    if (s.n != 10)
        return false;
    for (int i = 0, p = 0; i < s.n; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? s.p[i] != '-' : !is_digit(s.p[i]))
            return false;
        if (dash)
            p++;
        else
            part[p] = part[p] * 10 + (s.p[i] - '0');
    }
    return part[0] >= 1 && part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= days_in_month(part[1], part[0]);
}

Str manifest_date(const Reader *r, Str date, Pos pos)
{
    if (!date.n || is_date(date))
        return date;
    pos.len = date.n;
    diag(r->diag, DOC008, pos, "\"" STR_FMT "\" is not a date; expected year-month-day, as in 2014-07-31",
         STR_ARG(date));
    return (Str){0};
}

static Str read_date(const Reader *r, const XmlNode *root, int file)
{
    const XmlNode *e = xml_child(root, "date");
    return e ? manifest_date(r, words_of(r, root, "date"), xml_text_pos(e, file)) : STR("");
}

static void read_keywords(const Reader *r, const XmlNode *root, Doc *doc)
{
    const XmlNode *list = xml_child(root, "keywords");
    VEC(Str) words = {0};
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e))
        VEC_PUSH(r->job, &words, str_trim(xml_text(r, e)));
    doc->keywords = words.at;
    doc->nkeywords = words.n;
}

static void read_abbreviations(const Reader *r, const XmlNode *root, Doc *doc)
{
    const XmlNode *list = xml_child(root, "abbreviations");
    VEC(ShortForm) all = {0};
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e))
        VEC_PUSH(r->job, &all, (ShortForm){str_trim(xml_attr(r, e, "short")), str_trim(xml_attr(r, e, "long"))});
    doc->abbreviations = all.at;
    doc->nabbreviations = all.n;
}

static bool uses(const Manifest *m, Str name)
{
    for (int i = 0; i < m->doc.nuses; i++)
        if (str_eq(m->doc.uses[i], name))
            return true;
    return false;
}

bool manifest_folder(const Reader *r, const Manifest *m, const XmlNode *e, const char *name, Str *folder)
{
    Str from = xml_attr(r, e, name);
    Pos pos = xml_attr_pos(e, m->file, name);
    *folder = m->doc.folder;
    if (!from.n)
        return true;
    if (!uses(m, from)) {
        diag(r->diag, IO007, pos,
             "\"" STR_FMT "\" is another document; expected <uses><document name=\"" STR_FMT "\"/></uses> before <%s>",
             STR_ARG(from), STR_ARG(from), m->behind_uses);
        diag_nearest(r->diag, from, m->doc.uses, m->doc.nuses);
        return false;
    }
    if (path_beside(r->job, m->doc.folder, from, folder))
        return true;
    diag(r->diag, IO007, pos,
         "\"" STR_FMT "\" is a link to somewhere else; expected the folder of a document beside this one",
         STR_ARG(from));
    return false;
}

bool manifest_file(const Reader *r, const Manifest *m, const XmlNode *e, const char *attr, FilePlace *place)
{
    Str name = xml_attr(r, e, attr);
    Pos pos = xml_attr_pos(e, m->file, attr);
    if (!path_inside(r->job, place->folder, name, &place->path)) {
        diag(r->diag, IO007, pos, "\"" STR_FMT "\" is outside the document's folder; expected a path inside it",
             STR_ARG(name));
        return false;
    }
    if (path_exists(place->path) && !path_is_dir(place->path))
        return true;
    diag(r->diag, DOC007, pos, "file \"" STR_FMT "\" not found; expected it at " STR_FMT, STR_ARG(name),
         STR_ARG(place->path));
    Str slashes = path_with_slashes(r->job, place->path), *names;
    int n;
    if (!str_eq(slashes, place->path) && path_exists(slashes))
        diag_help(r->diag, "did you mean \"" STR_FMT "\"? Paths are written with /",
                  STR_ARG(path_with_slashes(r->job, name)));
    else if (dir_list(r->job, path_dir(place->path), &names, &n)) {
        Str nearest = str_nearest(path_base(name), names, n);
        bool other =
            !str_eq(nearest, path_base(name)); /* the name belongs to a folder, or to a link that leads nowhere */
        if (nearest.n && other)
            diag_help(r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(nearest));
    }
    return false;
}

static void read_uses(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *list = xml_child(root, "uses");
    VEC(Str) names = {0};
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e))
        VEC_PUSH(r->job, &names, xml_attr(r, e, "name"));
    m->doc.uses = names.at;
    m->doc.nuses = names.n;
    static const char *const behind[] = {"images", "data", "products", "editions", "sections", "reports"};
    for (int i = 0; i < COUNT(behind) && !m->behind_uses; i++)
        if (xml_child(root, behind[i]))
            m->behind_uses = behind[i];
}

/* The place that an element's `file` and `from` name. */
static bool find_file(const Reader *r, const Manifest *m, const XmlNode *e, FilePlace *place)
{
    return manifest_folder(r, m, e, "from", &place->folder) && manifest_file(r, m, e, "file", place);
}

enum { SECTIONS_MAX = 20000 };

/* A schema cannot say this of a file and an attribute that may be absent. */
static bool is_repeat(const Reader *r, const Manifest *m, const XmlNode *e, Map *listed)
{
    Str file = xml_attr(r, e, "file"), from = xml_attr(r, e, "from");
    Str key = str_format(r->job, STR_FMT "/" STR_FMT, STR_ARG(from), STR_ARG(file));
    if (map_put(r->job, listed, key, m->doc.root))
        return false;
    diag(r->diag, DOC003, xml_attr_pos(e, m->file, "file"),
         "\"" STR_FMT "\" is listed twice; expected each section once", STR_ARG(file));
    return true;
}

static const PanelName *panel_of(const Reader *r, const Manifest *m, const XmlNode *e)
{
    if (!xml_has(e, "panel"))
        return NULL;
    PanelName *panel = NEW(r->job, PanelName);
    *panel = (PanelName){xml_attr(r, e, "panel"), xml_attr_pos(e, m->file, "panel")};
    return panel;
}

static void read_sections(const Reader *r, const XmlNode *root, Manifest *m)
{
    VEC(ManifestSection) sections = {0};
    Map listed = {0};
    const XmlNode *list = xml_child(root, "sections");
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e)) {
        FilePlace place;
        if (sections.n == SECTIONS_MAX) {
            diag(r->diag, DOC003, xml_pos(e, m->file), "too many sections; expected at most %d", SECTIONS_MAX);
            break;
        }
        if (is_repeat(r, m, e, &listed))
            continue;
        if (!find_file(r, m, e, &place)) {
            m->doc.partial = true;
            continue;
        }
        VEC_PUSH(r->job, &sections,
                 (ManifestSection){
                     .file = xml_attr(r, e, "file"),
                     .from = xml_attr(r, e, "from"),
                     .place = place,
                     .role = role_of(xml_attr(r, e, "role")),
                     .banner = xml_attr(r, e, "banner"),
                     .picture = xml_attr(r, e, "picture"),
                     .picture_pos = xml_attr_pos(e, m->file, "picture"),
                     .in_contents = !str_is(xml_attr(r, e, "contents"), "no"),
                     .title = xml_attr(r, e, "title"),
                     .panel = panel_of(r, m, e),
                     .pos = xml_attr_pos(e, m->file, "file"),
                 });
    }
    m->sections = sections.at;
    m->nsections = sections.n;
}

static void read_data(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *list = xml_child(root, "data");
    VEC(ManifestData) data = {0};
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e)) {
        FilePlace place;
        if (!find_file(r, m, e, &place))
            doc_lose(r->job, &m->doc, xml_attr(r, e, "id"));
        else
            VEC_PUSH(r->job, &data,
                     (ManifestData){.id = xml_attr(r, e, "id"),
                                    .place = place,
                                    .diagram = xml_is(e, "diagram"),
                                    .borrowed = xml_has(e, "from"),
                                    .pos = xml_attr_pos(e, m->file, "file")});
    }
    m->data = data.at;
    m->ndata = data.n;
}

/* The folder's own name, even when it is given as "." or with a trailing slash. */
static Str folder_name(Arena *a, Str folder)
{
    char *real = realpath(str_cdup(a, folder), NULL);
    Str name = str_dup(a, path_base(real ? str_c(real) : folder));
    free(real);
    return name;
}

static void read_metadata(const Reader *r, const XmlNode *root, Manifest *m)
{
    Doc *doc = &m->doc;
    doc->name = folder_name(r->job, doc->folder);
    doc->template_name = xml_attr(r, root, "template");
    doc->lang = xml_attr(r, root, "lang");
    doc->on_sheets = str_is(xml_attr(r, root, "panels"), "sheet");
    doc->draft = r->draft || str_is(xml_attr(r, root, "status"), "draft");
    doc->title = words_of(r, root, "title");
    doc->subtitle = words_of(r, root, "subtitle");
    doc->period = words_of(r, root, "period");
    doc->organisation = words_of(r, root, "organisation");
    doc->author = words_of(r, root, "author");
    if (!doc->author.n)
        doc->author = doc->organisation;
    doc->edition = words_of(r, root, "edition");
    doc->subject = words_of(r, root, "subject");
    doc->date = read_date(r, root, m->file);
    read_keywords(r, root, doc);
    read_abbreviations(r, root, doc);
    doc->root = node_new(r->job, NODE_ROOT, xml_pos(root, m->file));
}

static void read_listed_products(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *list = xml_child(root, "products");
    ProductsRead in = {r, m->file};
    if (list)
        read_products(&in, list, &m->product_settings, m->products);
}

unsigned manifest_products(const Manifest *m)
{
    unsigned kinds = 0;
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++)
        if (m->products[i].line)
            kinds |= PRODUCT_BIT(i);
    return kinds ? kinds : PRODUCT_BIT(PRODUCT_SCREEN);
}

Manifest *read_manifest(const Reader *r, Str path)
{
    bool folder = path_is_dir(path);
    Str file = str_dup(r->job, folder ? path_join(r->job, path, STR("document.xml")) : path);
    if (folder && !path_exists(file)) {
        diag(r->diag, IO004, (Pos){0}, "\"" STR_FMT "\" is not a document; expected it to contain a document.xml",
             STR_ARG(path));
        return NULL;
    }
    Manifest *m = NEW(r->job, Manifest);
    static const char *const manifest = "manifest";
    m->doc.folder = folder ? str_dup(r->job, path) : path_dir(file);
    XmlFile f = {.path = file, .folder = m->doc.folder, .roots = &manifest, .nroots = 1};
    const XmlNode *root = xml_read_file(r, &f, &m->file);
    if (!root)
        return NULL;
    read_metadata(r, root, m);
    read_report_head(r, root, m);
    read_reports(r, root, m);
    read_uses(r, root, m);
    read_editions(r, root, m);
    read_listed_products(r, root, m);
    read_images(r, root, m);
    read_sections(r, root, m);
    read_data(r, root, m);
    return m;
}

const Doc *manifest_doc(const Manifest *m)
{
    return &m->doc;
}
