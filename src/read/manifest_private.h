/* The manifest as the readers use it: the document's metadata, and the places of its sections and data. */
#ifndef READ_MANIFEST_PRIVATE_H
#define READ_MANIFEST_PRIVATE_H

#include "base/vec.h"
#include "doc/pack.h"
#include "file/file.h"
#include "read/products/products.h"
#include "read/read.h"
#include "read/xml/xml.h"

typedef struct ManifestSection {
    Str file; /* as in the manifest */
    Str from; /* the document that it is taken from; empty: this one */
    FilePlace place;
    SectionRole role;
    bool in_contents;
    Str banner, picture; /* picture: the id of an image; may be empty */
    Pos picture_pos;
    Str title;              /* empty: that of its first heading */
    const PanelName *panel; /* NULL: none is named */
    Pos pos;                /* of the file's name in the manifest */
} ManifestSection;

typedef struct ManifestData {
    Str id;
    FilePlace place;
    bool diagram;  /* not a table */
    bool borrowed; /* of another document, which tests it */
    Pos pos;
} ManifestData;

typedef struct ManifestImage {
    Str id, folder, file, alt;
    Str focus; /* as written; empty: none */
    bool decorative;
    Pos pos, focus_pos; /* pos: of the file's name */
} ManifestImage;

/* Sections and data whose files are missing or outside the folder are reported and omitted. */
struct Manifest {
    Doc doc;                 /* metadata; root without children; inputs: the manifest itself */
    const char *behind_uses; /* the element before which <uses> stands or would stand */
    ManifestSection *sections;
    int nsections;
    ManifestData *data;
    int ndata;
    ManifestImage *images;
    int nimages;
    ProductSettings product_settings;
    Pos products[PRODUCT_KIND_COUNT]; /* where each is listed; no line: nowhere */
    VEC(ListedReport) reports;
    VEC(PackItem) items; /* of doc.pack */
    int file;            /* the manifest's number in the sink */
};

/* A date, or empty when it is none, which is reported. */
Str manifest_date(const Reader *r, Str date, Pos pos);
/* The folder of the document in an attribute, which must be among those in <uses>; without the attribute, the
 * document's own. False: a diagnostic was added. */
bool manifest_folder(const Reader *r, const Manifest *m, const XmlNode *e, const char *attr, Str *folder);
/* place->path: the file in an attribute, if it exists inside place->folder. False: a diagnostic was added. */
bool manifest_file(const Reader *r, const Manifest *m, const XmlNode *e, const char *attr, FilePlace *place);
void read_report_head(const Reader *r, const XmlNode *root, Manifest *m);
void read_reports(const Reader *r, const XmlNode *root, Manifest *m); /* what makes it a pack */
void read_images(const Reader *r, const XmlNode *root, Manifest *m);  /* what <images> says */
void read_editions(const Reader *r, const XmlNode *root, Manifest *m);

#endif
