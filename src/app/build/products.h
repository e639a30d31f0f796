/* The products of one document: written beside their final places, and put there together. */
#ifndef APP_BUILD_PRODUCTS_H
#define APP_BUILD_PRODUCTS_H

#include "app/build/job.h"
#include "app/data.h"
#include "app/stamp/hash.h"
#include "doc/product.h"

/* A product on its way to its file. */
typedef struct ProductFile {
    const Product *product;
    Str path;
    OutFile *out; /* beside that; NULL: not begun, or there is no more to do */
    Hasher *hasher;
    Hash hash;
    size_t size;
    int pages; /* 0: it has none */
    /* Of a PDF: what its pages show, and from which tree. With `large`, that is made from the job's. */
    const Doc *doc;
    const PageList *list;
    const struct LargeDocument *large;
} ProductFile;
typedef struct ProductFiles {
    ProductFile at[PRODUCT_KIND_COUNT];
    int n;
    DataFiles data; /* beside the web page */
} ProductFiles;

/* Writes every product of a document that has been laid out, each beside its final place. False: nothing of them is
 * left, older files are unchanged, and there is a diagnostic. */
bool products_make(Job *j, ProductFiles *out);

/* Puts all of them into their places, with the open data; every file is on the disk before the first is renamed. A
 * process that is killed between two renames leaves some files new and some old, each whole; the next build sees that
 * and makes all of them again. False: nothing more is renamed, and there is a diagnostic. */
bool products_commit(Job *j, ProductFiles *made);
/* Removes those that are not in their places. */
void products_abandon(ProductFiles *made);

/* Of a document that has been laid out, the pages of a product that has pages; p NULL: the screen's. NULL: a
 * diagnostic was added. */
const PageList *product_pages(Job *j, const Product *p);

/* press.c: makes the press file. False: a diagnostic was added. */
bool product_press(Job *j, ProductFile *m);
/* Its pages. NULL: a diagnostic was added. */
const PageList *product_press_pages(Job *j, const Product *p);

#endif
