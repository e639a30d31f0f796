/* From a document's folder to a Doc; from template and catalogue files to a Template and a Catalogue.
 * cmark and libxml2 live behind this header. All results live in `job`. */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/arena.h"
#include "check/signed/signed.h"
#include "diag/diag.h"
#include "diff/reasons.h"
#include "doc/doc.h"
#include "doc/table.h"
#include "file/file.h"
#include "style/catalogue.h"
#include "style/style.h"

/* XML Schemas kept for the next file of their kind. */
typedef struct Schemas Schemas;
Schemas *schemas_new(Arena *job);
void schemas_free(Schemas *s); /* what libxml2 holds; NULL is fine */

/* What is checked besides what reading itself finds. */
typedef enum ReadChecks {
    CHECKS_ALL,
    CHECKS_ERRORS, /* figures against others, which can stop a build, and no sentences */
    CHECKS_NONE,   /* of another edition, whose language files may also lack words that came later */
} ReadChecks;

typedef struct Reader {
    Arena *job;
    Diag *diag;
    Str home;                 /* folder that holds templates/ and fonts/ */
    Schemas *schemas;         /* NULL: each file's schema is read anew */
    const Language *language; /* of the words that are added to data; set by read_document */
    bool thorough; /* also informational messages: corrected figures, and figures typed by hand that are in the data */
    ReadChecks checks;
    bool draft;        /* every document is one */
    unsigned products; /* a PRODUCT_BIT for each kind that is made; 0: those of the manifest */
    bool in_pack;      /* links to other reports are kept, for pack_link; else only their words are */
} Reader;

/* The manifest of a document, without its sections: enough to list it and to know its template.
 * `path`: the folder or its document.xml. NULL: a diagnostic was added. */
typedef struct Manifest Manifest;
Manifest *read_manifest(const Reader *r, Str path);
const Doc *manifest_doc(const Manifest *m);    /* metadata only, root without children */
unsigned manifest_products(const Manifest *m); /* a PRODUCT_BIT for each that it lists; the screen's alone for none */

/* A report that a pack lists. */
typedef struct ListedReport {
    int item;        /* index of its PackItem */
    FilePlace place; /* its folder, and the manifest in that; neither need exist */
    Pos pos;         /* of the folder's name in the pack's manifest */
} ListedReport;
const ListedReport *manifest_reports(const Manifest *m, int *n);

bool is_date(Str s); /* a day of the calendar, year-month-day */
int days_in_month(int month, int year);

/* Templates/NAME.xml with what it extends. NULL: a diagnostic was added; `from` is who names it. */
Template *read_template(const Reader *r, Str name, Pos from);
/* Reads the file of an icon that a style or a block names, once. What is wrong with it is reported then. */
void template_use_icon(const Reader *r, const Template *t, Str name);
/* fonts/fonts.xml of home. NULL: a diagnostic was added. */
Catalogue *read_catalogue(const Reader *r);

/* The words of the language with that tag: of its own file, else of another of the same language; English where there
 * is neither. NULL: there is no English file, or the file is wrong; a diagnostic was added. */
const Language *read_language(const Reader *r, Str tag, Pos from);

/* What a link to another report of the same pack begins with: "report:fire-governance#options". */
#define REPORT_SCHEME "report:"

/* All sections and data of a document. Makes labels, resolves references and links, places tables, and joins notes to
 * their marks. Reports and omits whatever is wrong. NULL: there are no words to say in it, and a diagnostic was added.
 */
Doc *read_document(const Reader *r, const Manifest *m, const Template *t);

/* The page numbers with which a pack was published, from pages.lock.xml in its folder, and for its audience those that
 * its parts keep. Without the file there are none. */
#define PAGES_LOCK_FILE "pages.lock.xml"
void read_pages_lock(const Reader *r, const Doc *pack);
Str pages_lock_path(Arena *a, const Doc *pack);

/* Gives the links between the reports of a pack their targets. */
void pack_link(const Reader *r, Doc *whole);

/* Adds the words that planpress makes to a document that was made of others. */
void document_say(const Reader *r, Doc *doc, const Template *t);

/* The figures that have been signed off, from signed-off.xml in the document's folder; NULL when it has none. False:
 * the file is wrong, and a diagnostic was added. */
bool read_signed(const Reader *r, const Doc *doc, SignedRecord **out);

/* The reasons for what changed since the edition before; NULL when there is no such file. False: the file is wrong, and
 * a diagnostic was added. */
bool read_variations(const Reader *r, FilePlace place, const Variations **out);

#endif
