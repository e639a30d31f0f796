/* The home, and the files that templates name. A family is there if one of its faces is: another stands in for a weight
 * that is missing. */
#include "app/doctor/doctor_private.h"

#include "app/home.h"
#include "file/file.h"
#include "ink/profile.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "text/font.h"
#include "text/para.h"

/* The XML files of a folder; the number of those that can be read. */
static int collect_xml(DoctorFacts *f, const char *kind, Str folder)
{
    Str *names;
    int n = 0, found = 0;
    if (!dir_list(f->arena, folder, &names, &n))
        return 0;
    for (int i = 0; i < n; i++) {
        if (!str_ends(names[i], ".xml"))
            continue;
        DoctorFact *file = fact(f, kind, str_sub(names[i], 0, names[i].n - 4));
        bool read = fact_file(f, file, path_join(f->arena, folder, names[i]));
        file->state = read ? FACT_FOUND : FACT_MISSING;
        found += read;
    }
    return found;
}

static Str face_name(Arena *a, const FamilyEntry *family, const FaceEntry *face)
{
    return str_format(a, STR_FMT " %d%s", STR_ARG(family->name), face->weight, face->italic ? " italic" : "");
}

/* Its own file, not that of a face that stands in for it. */
static bool find_face(DoctorFacts *f, Fonts *fonts, const FamilyEntry *family, const FaceEntry *entry)
{
    const Face *face = fonts_face(fonts, family->name, entry->weight, entry->italic);
    DoctorFact *found = fact(f, "font", face_name(f->arena, family, entry));
    found->package = family->package;
    found->state = FACT_MISSED;
    found->use = "another weight stands in for it";
    for (int i = 0; face && i < entry->nfiles; i++)
        if (str_eq(path_base(face_path(face)), entry->files[i]) && fact_file(f, found, face_path(face)))
            found->state = FACT_FOUND;
    return found->state == FACT_FOUND;
}

static void collect_family(DoctorFacts *f, Fonts *fonts, const FamilyEntry *family)
{
    int found = 0, first = f->list.n;
    for (int i = 0; i < family->nfaces; i++)
        found += find_face(f, fonts, family, &family->faces[i]);
    for (int i = first; i < f->list.n && !found; i++) {
        f->list.at[i].state = FACT_MISSING;
        f->list.at[i].use = NULL;
    }
}

/* An alias has the faces of its family. */
static bool is_alias(const Catalogue *c, int i)
{
    for (int other = 0; other < i; other++)
        if (c->families[other].faces == c->families[i].faces)
            return true;
    return false;
}

static void collect_catalogue(DoctorFacts *f, const Catalogue *c)
{
    Fonts *fonts = fonts_open(f->arena, c, diag_new(f->arena));
    for (int i = 0; i < c->nfamilies; i++)
        if (!is_alias(c, i))
            collect_family(f, fonts, &c->families[i]);
    fonts_close(fonts);
    for (int i = 0; i < c->nprofiles; i++) {
        Str path = profile_path(f->arena, c, &c->profiles[i]);
        DoctorFact *profile = fact(f, "profile", c->profiles[i].name);
        profile->package = c->profiles[i].package;
        profile->use = "press files for that paper need it";
        profile->state = path.n && fact_file(f, profile, path) ? FACT_FOUND : FACT_MISSED;
    }
}

static void collect_file(DoctorFacts *f, const char *kind, DoctorFact expected, const char *path)
{
    DoctorFact *found = fact(f, kind, expected.name);
    found->package = expected.package;
    found->use = expected.use;
    found->state = fact_file(f, found, str_c(path)) ? FACT_FOUND : expected.state;
}

void collect_home(DoctorFacts *f)
{
    Reader reader = {.job = f->arena, .diag = diag_new(f->arena)};
    DoctorFact *home = fact(f, "home", STR("templates/ and fonts/"));
    home->state = home_find(f->arena, reader.diag, STR("."), &reader.home) ? FACT_FOUND : FACT_MISSING;
    if (home->state == FACT_FOUND) {
        home->path = real_path(f->arena, reader.home);
        if (!collect_xml(f, "template", path_join(f->arena, reader.home, STR("templates"))))
            fact(f, "template", STR("templates/"))->state = FACT_MISSING;
        collect_xml(f, "language", path_join(f->arena, reader.home, STR("templates/languages")));
        const Catalogue *catalogue = read_catalogue(&reader);
        if (catalogue)
            collect_catalogue(f, catalogue);
        else
            fact(f, "font", STR("fonts/fonts.xml"))->state = FACT_MISSING;
    }
    collect_file(f, "profile",
                 (DoctorFact){.name = STR("sRGB"), .package = STR("icc-profiles-free"), .state = FACT_MISSING},
                 PDF_SCREEN_PROFILE);
    collect_file(f, "hyphenation",
                 (DoctorFact){.name = STR("en-GB"),
                              .package = STR("hyphen-en-gb"),
                              .state = FACT_MISSED,
                              .use = "words are not divided without it"},
                 HYPHEN_PATTERNS);
}
