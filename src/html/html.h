/* The document as a web page: one file without script and without anything from the network.
 *
 * The page is made from the same tree as the PDF, node by node, so its words, figures and order are the same. What a
 * page of paper shows and a screen cannot (folios, running heads) is left out; the places where printed pages begin are
 * marked, so that "page 12" still leads somewhere. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "file/file.h"
#include "page/page.h"
#include "text/font.h"

typedef enum HtmlFileKind {
    HTML_FILE_PDF,
    HTML_FILE_LARGE_PRINT,
    HTML_FILE_WORKBOOK,
    HTML_FILE_CSV,
    HTML_FILE_KIND_COUNT
} HtmlFileKind;

/* The same document, or its data, in a file beside the page. */
typedef struct HtmlFile {
    HtmlFileKind kind;
    Str name;  /* of the file, in the page's own folder */
    Str title; /* of a table's file: its caption; else empty */
    size_t size;
    int pages; /* 0: it has none */
} HtmlFile;

typedef struct HtmlJob {
    const Doc *doc;
    const PageList *pages; /* the screen's, for the places where printed pages begin; NULL: none are marked */
    Fonts *fonts;
    const HtmlFile *files;
    int nfiles;
    const struct HtmlSettings *settings; /* doc/product.h */
    Arena *arena;
    Diag *diag;
    Str producer;  /* "planpress 0.1" */
    int64_t epoch; /* seconds since 1970, UTC */
} HtmlJob;

/* Writes the page into `out` (not committed). False: a diagnostic was added. Same inputs, same bytes. */
bool html_write(const HtmlJob *job, OutFile *out);

#endif
