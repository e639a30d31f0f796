/* The catalogue of fonts and colour profiles: fonts/fonts.xml of home.
 *
 * It lists the folders to search for fonts, the files with the faces of each family, and the fallback families for
 * missing characters; and the same for the colour profiles of presses. Templates name families by their purpose
 * ("sans", "mono"), so an <alias> gives a family a second name: an entry of its own that shares the faces. Files are
 * searched for when a face is first needed (text/font.h). */
#include "read/read.h"

#include "file/file.h"
#include "base/str.h"
#include "base/vec.h"
#include "read/xml/xml.h"

typedef struct Shelf {
    const Reader *r;
    int file;
    VEC(FamilyEntry) families;
    Map names; /* of families → their numbers */
    VEC(Str) folders;
    VEC(ProfileEntry) profiles;
    VEC(Str) profile_folders;
} Shelf;

static const FamilyEntry *find_family(const Shelf *s, Str name)
{
    int found = map_number(&s->names, name);
    return found < 0 ? NULL : &s->families.at[found];
}

/* The first of a name is the one that is found. */
static void add_family(Shelf *s, FamilyEntry family)
{
    if (!find_family(s, family.name))
        map_put_number(s->r->job, &s->names, family.name, s->families.n);
    VEC_PUSH(s->r->job, &s->families, family);
}

static void report_unknown_family(Shelf *s, Str name, Pos pos)
{
    pos.len = int_max(name.n, 1);
    diag(s->r->diag, FNT005, pos, "unknown font family \"" STR_FMT "\"", STR_ARG(name));
    diag_nearest_key(s->r->diag, name, &s->names);
}

/* Of a face or a profile; *n of them. */
static const Str *read_files(const Reader *r, const XmlNode *e, int *n)
{
    VEC(Str) files = {0};
    for (const XmlNode *f = xml_first(e); f; f = xml_next(f))
        VEC_PUSH(r->job, &files, str_trim(xml_text(r, f)));
    *n = files.n;
    return files.at;
}

static FaceEntry read_face(Shelf *s, const XmlNode *e)
{
    const Reader *r = s->r;
    FaceEntry face = {.pos = xml_pos(e, s->file)};
    check(str_to_int(str_trim(xml_attr(r, e, "weight")), &face.weight));
    face.italic = str_is(str_trim(xml_attr(r, e, "italic")), "yes");
    face.files = read_files(r, e, &face.nfiles);
    return face;
}

static void read_profile(Shelf *s, const XmlNode *e)
{
    const Reader *r = s->r;
    ProfileEntry profile = {.name = xml_attr(r, e, "name"),
                            .package = xml_attr(r, e, "package"),
                            .pos = xml_pos(e, s->file)};
    profile.condition = xml_has(e, "condition") ? xml_attr(r, e, "condition") : profile.name;
    profile.registry = xml_attr(r, e, "registry");
    profile.uncoated = str_is(str_trim(xml_attr(r, e, "stock")), "uncoated");
    profile.files = read_files(r, e, &profile.nfiles);
    VEC_PUSH(r->job, &s->profiles, profile);
}

static void read_family(Shelf *s, const XmlNode *e)
{
    const Reader *r = s->r;
    FamilyEntry family = {.name = xml_attr(r, e, "name"),
                          .package = xml_attr(r, e, "package"),
                          .pos = xml_pos(e, s->file)};
    VEC(FaceEntry) faces = {0};
    VEC(Str) fallbacks = {0};
    for (const XmlNode *c = xml_first(e); c; c = xml_next(c)) {
        if (xml_is(c, "face"))
            VEC_PUSH(r->job, &faces, read_face(s, c));
        else
            VEC_PUSH(r->job, &fallbacks, xml_attr(r, c, "family"));
    }
    family.faces = faces.at, family.nfaces = faces.n;
    family.fallbacks = fallbacks.at, family.nfallbacks = fallbacks.n;
    add_family(s, family);
}

/* Aliases follow all families in the file, so what they name is already there. */
static void read_alias(Shelf *s, const XmlNode *e)
{
    Str of = xml_attr(s->r, e, "family");
    const FamilyEntry *family = find_family(s, of);
    if (!family) {
        report_unknown_family(s, of, xml_attr_pos(e, s->file, "family"));
        return;
    }
    FamilyEntry alias = *family;
    alias.name = xml_attr(s->r, e, "name");
    alias.pos = xml_pos(e, s->file);
    add_family(s, alias);
}

static void check_fallbacks(Shelf *s, const XmlNode *fonts)
{
    for (const XmlNode *e = xml_first(fonts); e; e = xml_next(e)) {
        if (!xml_is(e, "family"))
            continue;
        for (const XmlNode *c = xml_first(e); c; c = xml_next(c)) {
            Str name = xml_attr(s->r, c, "family");
            if (xml_is(c, "fallback") && !find_family(s, name))
                report_unknown_family(s, name, xml_attr_pos(c, s->file, "family"));
        }
    }
}

static void read_entry(Shelf *s, const XmlNode *e)
{
    const Reader *r = s->r;
    if (xml_is(e, "folder"))
        VEC_PUSH(r->job, &s->folders, path_join(r->job, r->home, xml_attr(r, e, "path")));
    else if (xml_is(e, "family"))
        read_family(s, e);
    else if (xml_is(e, "alias"))
        read_alias(s, e);
    else if (xml_is(e, "profile-folder"))
        VEC_PUSH(r->job, &s->profile_folders, path_join(r->job, r->home, xml_attr(r, e, "path")));
    else
        read_profile(s, e);
}

Catalogue *read_catalogue(const Reader *r)
{
    Shelf s = {.r = r};
    Str path = path_join(r->job, path_join(r->job, r->home, STR("fonts")), STR("fonts.xml"));
    const XmlNode *fonts = xml_read(r, path, "fonts", (Pos){0}, &s.file);
    if (!fonts)
        return NULL;
    for (const XmlNode *e = xml_first(fonts); e; e = xml_next(e))
        read_entry(&s, e);
    check_fallbacks(&s, fonts);
    Catalogue *c = NEW(r->job, Catalogue);
    *c = (Catalogue){.families = s.families.at, .nfamilies = s.families.n, .folders = s.folders.at};
    c->nfolders = s.folders.n;
    c->profiles = s.profiles.at, c->nprofiles = s.profiles.n;
    c->profile_folders = s.profile_folders.at, c->nprofile_folders = s.profile_folders.n;
    return c;
}
