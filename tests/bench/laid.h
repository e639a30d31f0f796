/* A document laid out, for programs that measure its pages; to be run in the project's top folder. */
#ifndef TESTS_BENCH_LAID_H
#define TESTS_BENCH_LAID_H

#include "layout/layout.h"

typedef struct Laid {
    Arena *arena, *pass;
    Diag *diag;
    Doc *doc;
    const Template *tpl;
    Fonts *fonts;
    Typesetter *typesetter;
    PageList *pages;
    LayoutStats stats;
} Laid;

/* Reads and lays out the document in a folder. False: it cannot be read, and the findings have been printed. To be
 * closed either way. */
bool laid_open(Laid *l, Str folder);
void laid_close(Laid *l);
/* The master of a section's pages. */
const PageMaster *laid_master(const Laid *l, const Node *section);
/* The innermost block that holds a node. */
const Node *laid_block(const Node *n);
/* For main: calls the report for each folder that is named, or for all under content/. 0, or 1 if it failed for one. */
typedef bool LaidReport(Str folder, bool verbose);
int laid_each(int argc, char **argv, LaidReport *report);

#endif
