/* A document for the printer: its pages, what to look at before they are printed, and the finished file.
 *
 * The pages are those of the screen with what a printing works needs round them. No line, word or place on the trimmed
 * page differs. What reaches the edge of a page is printed on beyond it, for a sheet is never cut exactly there:
 *
 *   - Fields (rectangles, and the boxes that drawings are clipped to) that come within PRESS_REACH of an edge, or cross
 *     it, end at the edge of the bleed on that side.
 *   - Outlines that run along an edge go on to the edge of the bleed in the direction in which they met it. Lines that
 *     end at an edge go on in theirs. An outline that only crosses an edge goes on as it is drawn.
 *   - Pictures show more of themselves on that side. One that has no more is enlarged by as little as will do, about
 *     the middle of what is shown of it, and never distorted.
 *   - Nothing is left of what is wholly outside the trimmed page. Text is never changed: press_check reports what
 *     comes too near to an edge, or crosses it.
 *
 * Marks stand beyond the bleed: those of folds always, those for cutting where the product asks for them. There are no
 * registration crosses and no colour bars, which printers set themselves for the whole of their sheet. */
#ifndef PRESS_PRESS_H
#define PRESS_PRESS_H

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "doc/product.h"
#include "ink/ink.h"
#include "page/page.h"
#include "text/para.h"

#define PRESS_REACH (LEN_PT / 4)

typedef struct PressJob {
    Arena *arena;
    Diag *diag;
    const Doc *doc;
    const Template *tpl;    /* the document's: words beside the marks have its look */
    Typesetter *typesetter; /* for these words; NULL: there are none */
    Str name;               /* of the file, for these words */
    const PageList *screen; /* is not written to */
    const PressSettings *settings;
} PressJob;

/* Items of pages on which nothing changed are the screen's own. In `arena`. */
PageList *press_pages(const PressJob *job);

/* Reports what a printer would come back about, without an image of the pages (PRS010 to PRS015). The list is of
 * press_pages; inks are those of its colours. */
void press_check(const PressJob *job, const PageList *pages, const Inks *inks);

/* Reads a finished file back and looks for all that PDF/X-4 and the product ask of its structure and its colours.
 * False: PRS020 for what is wrong, which is a fault of planpress, or PRS021; the file must not be given to anybody. */
bool press_preflight(Arena *a, Diag *d, Str path, const PressSettings *settings);

/* The library that reads press files back, by its file's name. *version: NULL when it cannot be loaded. */
const char *press_library(const char **version);

#endif
