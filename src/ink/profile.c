/* Profiles through lcms2.
 *
 * A press's profile turns a colour of the CIE's space, in which every profile meets, into inks. Single colours go
 * through its tables as they are. For pictures lcms2 joins all steps into one table first, which differs by one part of
 * 255 at most and is a hundred times as fast; one for each profile that pictures bring along.
 *
 * lcms2 has a context for each profile, so it shares nothing: no threads, no cache between runs, no messages of its
 * own. It asks for memory through this file, so that running out of it ends the program as everywhere, and a damaged
 * profile cannot ask for all there is. */
#include "ink/profile.h"

#include <lcms2.h>
#include <lcms2_plugin.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "file/file.h"

enum {
    LARGEST_BLOCK = 64 << 20,
    NEWEST_VERSION = 4, /* of ICC, that PDF can embed */
    WHOLE = 65535
};

struct Conversion {
    cmsHTRANSFORM pixels;
};

struct Profile {
    Arena *arena;
    const ProfileEntry *entry;
    Str bytes;
    cmsContext lcms;
    cmsHPROFILE press, srgb;
    cmsHTRANSFORM colours;
    Map by_icc; /* a picture's profile → its conversion */
    VEC(Conversion *) conversions;
};

/* ---- memory ---- */

static void *get_memory(cmsContext lcms, cmsUInt32Number n)
{
    (void)lcms;
    void *p = n > LARGEST_BLOCK ? NULL : malloc(n ? n : 1);
    if (!p && n <= LARGEST_BLOCK)
        out_of_memory();
    return p;
}

static void free_memory(cmsContext lcms, void *p)
{
    (void)lcms;
    free(p);
}

static void *grow_memory(cmsContext lcms, void *old, cmsUInt32Number n)
{
    (void)lcms;
    void *p = n > LARGEST_BLOCK ? NULL : realloc(old, n ? n : 1);
    if (!p && n <= LARGEST_BLOCK)
        out_of_memory();
    return p;
}

static void say_nothing(cmsContext lcms, cmsUInt32Number code, const char *text)
{
    (void)lcms;
    (void)code;
    (void)text;
}

static cmsContext open_lcms(void)
{
    cmsPluginMemHandler memory = {.base = {.Magic = cmsPluginMagicNumber,
                                           .ExpectedVersion = LCMS_VERSION,
                                           .Type = cmsPluginMemHandlerSig},
                                  .MallocPtr = get_memory,
                                  .FreePtr = free_memory,
                                  .ReallocPtr = grow_memory};
    cmsContext lcms = cmsCreateContext(&memory, NULL);
    if (!lcms)
        out_of_memory();
    cmsSetLogErrorHandlerTHR(lcms, say_nothing);
    return lcms;
}

/* ---- finding ---- */

static bool is_found(Arena *a, const ProfileEntry *profile, Str folder, Str *out)
{
    for (int i = 0; i < profile->nfiles; i++) {
        *out = path_join(a, folder, profile->files[i]);
        if (path_exists(*out))
            return true;
    }
    return false;
}

Str profile_path(Arena *a, const Catalogue *catalogue, const ProfileEntry *profile)
{
    Str path;
    for (int i = 0; i < catalogue->nprofile_folders; i++)
        if (is_found(a, profile, catalogue->profile_folders[i], &path))
            return path;
    return STR("");
}

static const ProfileEntry *entry_of(const ProfileSearch *s)
{
    const Catalogue *c = s->catalogue;
    for (int i = 0; i < c->nprofiles; i++)
        if (s->name.n ? str_eq(c->profiles[i].name, s->name) : c->profiles[i].uncoated == s->uncoated)
            return &c->profiles[i];
    return NULL;
}

static void report_unknown(const ProfileSearch *s)
{
    if (!s->name.n) {
        diag(s->diag, PRS001, s->at,
             "no colour profile for %s paper in fonts/fonts.xml; add one there, or name one that planpress fonts "
             "lists: "
             "profile=\"…\"",
             s->uncoated ? "uncoated" : "coated");
        return;
    }
    diag(s->diag, PRS001, s->at,
         "unknown colour profile \"" STR_FMT "\"; expected one that planpress fonts lists. To use another, add it to "
         "fonts/fonts.xml",
         STR_ARG(s->name));
    Str *names = NEWN(s->arena, Str, s->catalogue->nprofiles);
    for (int i = 0; i < s->catalogue->nprofiles; i++)
        names[i] = s->catalogue->profiles[i].name;
    diag_nearest(s->diag, s->name, names, s->catalogue->nprofiles);
}

static void report_missing(const ProfileSearch *s, const ProfileEntry *profile)
{
    Buf looked = {0};
    for (int i = 0; i < profile->nfiles; i++)
        buf_format(&looked, "%s" STR_FMT, i ? ", " : "", STR_ARG(profile->files[i]));
    buf_puts(&looked, " in");
    for (int i = 0; i < s->catalogue->nprofile_folders; i++)
        buf_format(&looked, "%s " STR_FMT, i ? "," : "", STR_ARG(s->catalogue->profile_folders[i]));
    diag(s->diag, PRS002, profile->pos,
         "no file found for the colour profile \"" STR_FMT "\"; looked for " STR_FMT "; copy it into "
         "the folder fonts/%s",
         STR_ARG(profile->name), STR_ARG(buf_view(&looked)),
         str_is(profile->condition, "FOGRA39") ? ", or install the Debian package texlive-base" : "");
    buf_free(&looked);
}

/* ---- checking ---- */

static const char *fault_of_class(cmsHPROFILE h)
{
    if (cmsGetColorSpace(h) == cmsSigRgbData)
        return "it is for screens (RGB); expected the profile of a press (CMYK)";
    if (cmsGetColorSpace(h) != cmsSigCmykData)
        return "it has other inks than cyan, magenta, yellow and black; expected the profile of a press (CMYK)";
    if (cmsGetDeviceClass(h) != cmsSigOutputClass)
        return "it is not for an output device; expected the profile of a press (class prtr)";
    if (cmsGetEncodedICCversion(h) >> 24 > NEWEST_VERSION)
        return "its ICC version is newer than PDF can hold; expected version 2 or 4";
    return NULL;
}

/* NULL, or what is wrong with the bytes. */
static const char *open_press(Profile *p)
{
    p->press = cmsOpenProfileFromMemTHR(p->lcms, p->bytes.p, (cmsUInt32Number)p->bytes.n);
    if (!p->press)
        return "it is damaged or not an ICC profile; replace it with another copy";
    const char *wrong = fault_of_class(p->press);
    if (wrong)
        return wrong;
    p->srgb = cmsCreate_sRGBProfileTHR(p->lcms);
    p->colours =
        cmsCreateTransformTHR(p->lcms, p->srgb, TYPE_RGB_8, p->press, TYPE_CMYK_16, INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE);
    return p->colours ? NULL : "its tables are damaged or missing; replace it with another copy";
}

Profile *profile_open(const ProfileSearch *s)
{
    const ProfileEntry *entry = entry_of(s);
    Str path = entry ? profile_path(s->arena, s->catalogue, entry) : STR("");
    Str bytes = STR("");
    if (!entry)
        report_unknown(s);
    else if (!path.n)
        report_missing(s, entry);
    if (!path.n || !file_read(s->arena, s->diag, path, entry->pos, &bytes))
        return NULL;
    Profile *p = NEW(s->arena, Profile);
    *p = (Profile){.arena = s->arena, .entry = entry, .bytes = bytes, .lcms = open_lcms()};
    const char *wrong = open_press(p);
    if (!wrong)
        return p;
    diag(s->diag, PRS003, entry->pos, "the colour profile " STR_FMT " cannot be used: %s", STR_ARG(path), wrong);
    profile_close(p);
    return NULL;
}

void profile_close(Profile *p)
{
    if (!p)
        return;
    for (int i = 0; i < p->conversions.n; i++)
        if (p->conversions.at[i]->pixels)
            cmsDeleteTransform(p->conversions.at[i]->pixels);
    if (p->colours)
        cmsDeleteTransform(p->colours);
    if (p->srgb)
        cmsCloseProfile(p->srgb);
    if (p->press)
        cmsCloseProfile(p->press);
    cmsDeleteContext(p->lcms);
}

const ProfileEntry *profile_entry(const Profile *p)
{
    return p->entry;
}

Str profile_bytes(const Profile *p)
{
    return p->bytes;
}

/* ---- converting ---- */

void profile_colours(const Profile *p, const uint8_t *rgb, int n, int16_t *inks)
{
    for (int i = 0; i < n; i++) {
        uint16_t shares[INKS];
        cmsDoTransform(p->colours, rgb + (ptrdiff_t)3 * i, shares, 1);
        for (int k = 0; k < INKS; k++)
            inks[(ptrdiff_t)INKS * i + k] = (int16_t)(((int)shares[k] * 1000 + WHOLE / 2) / WHOLE);
    }
}

static cmsHTRANSFORM conversion_from(const Profile *p, cmsHPROFILE picture)
{
    return cmsCreateTransformTHR(p->lcms, picture, TYPE_RGB_8, p->press, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
                                 cmsFLAGS_BLACKPOINTCOMPENSATION);
}

static cmsHTRANSFORM conversion_of(const Profile *p, Str icc)
{
    cmsHPROFILE own = icc.n ? cmsOpenProfileFromMemTHR(p->lcms, icc.p, (cmsUInt32Number)icc.n) : NULL;
    cmsHTRANSFORM t = own && cmsGetColorSpace(own) == cmsSigRgbData ? conversion_from(p, own) : NULL;
    if (own)
        cmsCloseProfile(own);
    return t ? t : conversion_from(p, p->srgb);
}

const Conversion *profile_conversion(Profile *p, Str icc)
{
    Conversion *c = map_find(&p->by_icc, icc);
    if (c)
        return c;
    c = NEW(p->arena, Conversion);
    c->pixels = conversion_of(p, icc);
    check(c->pixels);
    map_put(p->arena, &p->by_icc, str_dup(p->arena, icc), c);
    VEC_PUSH(p->arena, &p->conversions, c);
    return c;
}

void profile_pixels(const Conversion *c, const uint8_t *rgb, int n, uint8_t *inks)
{
    cmsDoTransform(c->pixels, rgb, inks, (cmsUInt32Number)n);
}
