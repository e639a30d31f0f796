/* What is under the text of finished pages, as far as its contrast depends on it. */
#ifndef PDF_GROUND_GROUND_H
#define PDF_GROUND_GROUND_H

#include "base/arena.h"
#include "base/map.h"
#include "diag/diag.h"
#include "page/page.h"

/* A colour, and how much of what is under it is hidden: 0 to 255. */
typedef struct Tone {
    uint8_t r, g, b, opacity;
} Tone;

/* A picture seen from afar, as it is on the page: cells of about 2pt, row by row. What a gradient is made of lies
 * between its darkest and its lightest colour, so a cell has two tones. */
typedef struct Raster {
    int width, height;
    Tone *dark, *light;
} Raster;

enum { RASTER_CELL = PT(2), RASTER_MOST = 1000 /* cells on a side */ };

/* Of the cells that a picture of that width has on a page. The last is kept for the next call. NULL: it cannot be
 * decoded, which the writer reports. */
typedef struct Rasters {
    Arena *arena;
    Map known; /* by file and width */
} Rasters;
const Raster *raster_of(Rasters *r, const Node *image, Len width);
/* vector.c: an SVG's fills, on a raster whose cells are clear. */
void raster_vector(Arena *a, const Vector *v, Raster *r);

/* One over the other: *under as it then is. */
void tone_lay(Tone *under, Tone over);
int64_t tone_luminance(Tone t); /* of what hides all */

/* PIC006 for each picture, or field that shows what is under it, on which text has too little contrast. */
void report_contrast(const PageList *pages, Arena *a, Diag *d);

#endif
