/* The manifest as the readers use it: the document's metadata, and the places of its sections and data. */
#ifndef READ_MANIFEST_PRIVATE_H
#define READ_MANIFEST_PRIVATE_H

#include "file/file.h"
#include "read/read.h"

typedef struct ManifestSection {
    Str file; /* as in the manifest */
    Str from; /* the document that it is taken from; empty: this one */
    FilePlace place;
    SectionRole role;
    bool in_contents;
    Str title; /* empty: that of its first heading */
    Pos pos;   /* of the file's name in the manifest */
} ManifestSection;

typedef struct ManifestData {
    Str id;
    FilePlace place;
    bool diagram;  /* not a table */
    bool borrowed; /* of another document, which tests it */
    Pos pos;
} ManifestData;

/* Sections and data whose files are missing or outside the folder are reported and omitted. */
struct Manifest {
    Doc doc;         /* metadata; root without children; inputs: the manifest itself */
    const Str *uses; /* documents beside it that it may take files from */
    int nuses;
    bool has_data; /* an element <data>, which may be empty */
    ManifestSection *sections;
    int nsections;
    ManifestData *data;
    int ndata;
    int file; /* the manifest's number in the sink */
};

#endif
