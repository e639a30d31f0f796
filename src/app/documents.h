/* Which documents a command line means, and where their results go. */
#ifndef APP_DOCUMENTS_H
#define APP_DOCUMENTS_H

#include "app/options.h"
#include "base/arena.h"
#include "diag/diag.h"
#include "base/vec.h"

typedef VEC(Str) Documents; /* paths of folders or manifests */

typedef struct DocumentsAsk {
    const Str *words; /* each a folder, a manifest, or the name of a folder under content/ */
    int nwords;       /* 0: every folder under content/, sorted, a pack's reports behind it */
    bool exempt;      /* also exempt reports that no word names */
    bool reports;     /* with each pack its reports */
    bool here;        /* without words: in the folder of a document, that one alone */
    bool published;   /* without words: only packs whose page numbers have been published */
} DocumentsAsk;

/* Reports and omits what does not exist. */
void documents_find(Arena *a, Diag *d, const DocumentsAsk *ask, Documents *out);
DocumentsAsk documents_asked(const Options *options);
/* The folder for results when none is given: "out" in the working folder, or in the project for one below its content/.
 */
Str documents_output(Arena *a);

/* Is a word a path that exists, or such a name? */
bool document_exists(Arena *a, Str word);

/* Does the manifest list reports? Only its words are looked at. */
bool document_is_pack(Arena *a, Str path);

/* Who may read a document. */
typedef struct DocumentAccess {
    bool exempt; /* by its own manifest or that of a pack above or beside it; or one of these may make it exempt */
    Str doubt;   /* the pack whose manifest has errors, when it is exempt for that alone; else empty */
} DocumentAccess;

/* Adds the manifests that decide this. */
DocumentAccess document_access(Arena *a, Str path, Documents *manifests);

/* The name of a document's folder; of a report in a pack's folder "PACK/REPORT". */
Str document_name(Arena *a, Str path);
/* OUTPUT/NAME.pdf, or another ending; of a pack for members NAME-members.pdf. */
Str document_result(Arena *a, const Options *options, Str path, const char *ending);

#endif
