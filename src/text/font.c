/* Faces by family, weight and slope.
 *
 * The catalogue names files. The first time a face is needed, the folders are walked once, in order and sorted, and
 * the first file of each name is remembered. Of a family's faces, the nearest with a file is used: the slope counts
 * before the weight, and of two weights equally far away the heavier one for weights from 500 up, else the lighter.
 * Each catalogue face is opened at most once, and its errors are reported once. A family without any file is FNT001,
 * with the names and folders searched. */
#include "text/font.h"

#include <stdlib.h>

#include "file/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/face_private.h"

typedef struct FaceSlot {
    bool tried;
    Face *face;
} FaceSlot;

struct Fonts {
    Arena *job, *scratch;
    Diag *d;
    const Catalogue *catalogue;
    FaceSlot **slots; /* for each family, for each of its faces */
    bool *reported;   /* for each family: already reported missing */
    Map unknown;      /* families not in the catalogue, already reported */
    bool searched;
    VEC(Str) folders; /* that were looked through */
    Map walked;       /* the same by identity: links can lead to a folder again and again */
    Map paths;        /* file name → Str *: its path */
    VEC(Face *) opened;
    hb_buffer_t *buffer;
    VEC(hb_shape_plan_t *) plans;
};

Fonts *fonts_open(Arena *job, const Catalogue *catalogue, Diag *d)
{
    Fonts *f = NEW(job, Fonts);
    f->job = job;
    f->scratch = arena_new();
    f->d = d;
    f->catalogue = catalogue;
    f->slots = NEWN(job, FaceSlot *, catalogue->nfamilies);
    for (int i = 0; i < catalogue->nfamilies; i++)
        f->slots[i] = NEWN(job, FaceSlot, catalogue->families[i].nfaces);
    f->reported = NEWN(job, bool, catalogue->nfamilies);
    f->buffer = hb_buffer_create();
    hb_buffer_set_cluster_level(f->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(f->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    return f;
}

void fonts_close(Fonts *f)
{
    for (int i = 0; i < f->plans.n; i++)
        hb_shape_plan_destroy(f->plans.at[i]);
    for (int i = 0; i < f->opened.n; i++)
        face_close(f->opened.at[i]);
    hb_buffer_destroy(f->buffer);
    arena_free(f->scratch);
}

int fonts_count(const Fonts *f)
{
    return f->opened.n;
}

const Face *fonts_at(const Fonts *f, int index)
{
    check(index >= 0 && index < f->opened.n);
    return f->opened.at[index];
}

const Str *fonts_folders(const Fonts *f, int *count)
{
    *count = f->folders.n;
    return f->folders.at;
}

hb_buffer_t *fonts_buffer(Fonts *f)
{
    return f->buffer;
}

Arena *fonts_scratch(Fonts *f)
{
    return f->scratch;
}

hb_shape_plan_t *fonts_plan(Fonts *f, const Face *face, const hb_segment_properties_t *text,
                            const hb_feature_t *features, unsigned nfeatures)
{
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(face->hb, text, features, nfeatures, NULL);
    VEC_PUSH(f->job, &f->plans, plan);
    return plan;
}

static bool is_font_name(Str name)
{
    return str_ends(name, ".ttf") || str_ends(name, ".otf") || str_ends(name, ".ttc");
}

/* Each folder once, whatever leads to it. */
static void walk_folder(Fonts *f, Str folder)
{
    DirEntry *entries;
    int count;
    Str identity = path_identity(f->job, folder);
    if (identity.n && !map_put(f->job, &f->walked, identity, f))
        return;
    VEC_PUSH(f->job, &f->folders, folder);
    if (!dir_entries(f->job, folder, &entries, &count))
        return;
    for (int i = 0; i < count; i++) {
        Str name = entries[i].name;
        if (entries[i].is_dir) {
            walk_folder(f, path_join(f->job, folder, name));
        } else if (is_font_name(name) && !map_find(&f->paths, name)) {
            Str *path = NEW(f->job, Str);
            *path = path_join(f->job, folder, name);
            map_put(f->job, &f->paths, name, path);
        }
    }
}

static Str *find_file(Fonts *f, Str name)
{
    if (!f->searched) {
        f->searched = true;
        for (int i = 0; i < f->catalogue->nfolders; i++)
            walk_folder(f, f->catalogue->folders[i]);
    }
    return map_find(&f->paths, name);
}

static int find_family(const Fonts *f, Str name)
{
    for (int i = 0; i < f->catalogue->nfamilies; i++)
        if (str_eq(f->catalogue->families[i].name, name))
            return i;
    return -1;
}

const Str *fonts_fallbacks(const Fonts *f, Str family, int *count)
{
    int i = find_family(f, family);
    *count = i < 0 ? 0 : f->catalogue->families[i].nfallbacks;
    return i < 0 ? NULL : f->catalogue->families[i].fallbacks;
}

static Face *open_entry(Fonts *f, const FaceEntry *entry)
{
    Str *path = NULL;
    for (int i = 0; i < entry->nfiles && !path; i++)
        path = find_file(f, entry->files[i]);
    if (!path)
        return NULL;
    Code code;
    const char *why;
    Face *face = face_open(f->job, *path, &code, &why);
    if (!face) {
        diag(f->d, code, entry->pos, "font file " STR_FMT " %s", STR_ARG(*path), why);
        return NULL;
    }
    face->info.index = f->opened.n;
    VEC_PUSH(f->job, &f->opened, face);
    return face;
}

/* How far a catalogue face is from the wanted one; less is nearer, and no two weights are equally far. */
static int distance(const FaceEntry *entry, int weight, bool italic)
{
    int off = entry->weight - weight;
    bool wrong_side = weight >= 500 ? off < 0 : off > 0;
    return (entry->italic != italic) * 100000 + abs(off) * 2 + wrong_side;
}

/* The nearest face that has not failed to open; -1 when there is none left. */
static int nearest(const FamilyEntry *family, const FaceSlot *slots, int weight, bool italic)
{
    int best = -1;
    for (int i = 0; i < family->nfaces; i++) {
        if (slots[i].tried && !slots[i].face)
            continue;
        if (best < 0 || distance(&family->faces[i], weight, italic) < distance(&family->faces[best], weight, italic))
            best = i;
    }
    return best;
}

static void report_missing(Fonts *f, const FamilyEntry *family)
{
    Buf looked = {0};
    for (int i = 0; i < family->nfaces; i++)
        for (int k = 0; k < family->faces[i].nfiles; k++)
            buf_format(&looked, "%s" STR_FMT, looked.n ? ", " : "", STR_ARG(family->faces[i].files[k]));
    buf_puts(&looked, " in");
    for (int i = 0; i < f->catalogue->nfolders; i++)
        buf_format(&looked, "%s " STR_FMT, i ? "," : "", STR_ARG(f->catalogue->folders[i]));
    diag(f->d, FNT001, family->pos, "no file found for the font family \"" STR_FMT "\"; looked for " STR_FMT,
         STR_ARG(family->name), STR_ARG(buf_view(&looked)));
    buf_free(&looked);
}

static void report_unknown(Fonts *f, Str name)
{
    if (map_find(&f->unknown, name))
        return;
    Str key = str_dup(f->job, name);
    map_put(f->job, &f->unknown, key, f);
    diag(f->d, FNT001, (Pos){0}, "the font catalogue has no family \"" STR_FMT "\"", STR_ARG(name));
    Str *names = NEWN(f->job, Str, f->catalogue->nfamilies);
    for (int i = 0; i < f->catalogue->nfamilies; i++)
        names[i] = f->catalogue->families[i].name;
    diag_nearest(f->d, name, names, f->catalogue->nfamilies);
}

static bool any_file(Fonts *f, const FamilyEntry *family)
{
    for (int i = 0; i < family->nfaces; i++)
        for (int k = 0; k < family->faces[i].nfiles; k++)
            if (find_file(f, family->faces[i].files[k]))
                return true;
    return false;
}

bool fonts_knows(const Fonts *f, Str family)
{
    return find_family(f, family) >= 0;
}

const Face *fonts_face(Fonts *f, Str name, int weight, bool italic)
{
    int at = find_family(f, name);
    if (at < 0) {
        report_unknown(f, name);
        return NULL;
    }
    const FamilyEntry *family = &f->catalogue->families[at];
    for (;;) {
        int i = nearest(family, f->slots[at], weight, italic);
        if (i < 0)
            break;
        FaceSlot *slot = &f->slots[at][i];
        if (!slot->tried)
            *slot = (FaceSlot){.tried = true, .face = open_entry(f, &family->faces[i])};
        if (slot->face)
            return slot->face;
    }
    if (!f->reported[at] && !any_file(f, family))
        report_missing(f, family);
    f->reported[at] = true;
    return NULL;
}
