/* The catalogue of fonts and of colour profiles, fonts/fonts.xml, as data. */
#ifndef STYLE_CATALOGUE_H
#define STYLE_CATALOGUE_H

#include "base/base.h"
#include "diag/diag.h"

typedef struct FaceEntry {
    int weight;
    bool italic;
    const Str *files; /* names looked for in each folder, in order; the first found is taken */
    int nfiles;
    Pos pos;
} FaceEntry;

typedef struct FamilyEntry {
    Str name;
    const FaceEntry *faces;
    int nfaces;
    const Str *fallbacks; /* names of families asked for a glyph that this one lacks, in order */
    int nfallbacks;
    Str package; /* of Debian, that has its files; empty: none, or unknown */
    Pos pos;
} FamilyEntry;

/* The colour profile of a press on a paper. */
typedef struct ProfileEntry {
    Str name;
    Str condition;    /* how the printing condition is known to printers, as in "FOGRA39" */
    Str registry;     /* the address of the registry that has the condition; empty: none has */
    bool uncoated;    /* for uncoated paper; else coated */
    const Str *files; /* names looked for in each folder, in order; the first found is taken */
    int nfiles;
    Str package; /* as for a family */
    Pos pos;
} ProfileEntry;

typedef struct Catalogue {
    const FamilyEntry *families;
    int nfamilies;
    const Str *folders; /* searched in order, with everything below them: fonts/ first, then the system's */
    int nfolders;
    const ProfileEntry *profiles;
    int nprofiles;
    const Str *profile_folders; /* searched in order, without those below them */
    int nprofile_folders;
} Catalogue;

#endif
