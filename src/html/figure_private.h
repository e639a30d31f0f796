/* What figures, pictures, tables and drawings of the page share. */
#ifndef HTML_FIGURE_PRIVATE_H
#define HTML_FIGURE_PRIVATE_H

#include "draw/draw.h"
#include "html/html_private.h"

/* ---- figure.c, picture.c, look.c ---- */

const HtmlTools *html_tools(Html *w); /* for the part in hand */

/* A table that stands in no document, called by words that nobody sees. */
void put_data_table(Html *w, const Node *table, Str name);

/* The d and the paint of a path, in swatches. */
void put_path(Html *w, const PathSeg *segs, int n, Swatch fill, Swatch stroke);
/* A picture of the author's as an element of a class. */
void put_raster(Html *w, const Node *image, const char *kind);
void put_vector_picture(Html *w, const Node *image, const char *kind);

/* ---- svg.c ---- */

/* How an SVG element is called. */
typedef struct SvgName {
    Str id;           /* what the ids in it begin with */
    Str words;        /* its alternative text; empty: it is hidden from screen readers */
    Str lang;         /* of these words; empty: that of the text around it */
    int px;           /* its width on a screen with room for it; 0: as it was drawn */
    const char *kind; /* its class */
    bool crop;        /* it fills a place of another shape */
} SvgName;

void put_view_box(Html *w, Rect r);             /* the attribute */
void put_placed(Html *w, const Placed *placed); /* a shape of a page, in its own colours; nothing of others */
void put_drawing(Html *w, const Drawing *drawing, const SvgName *name);
/* words: of draw_words. */
void put_vector(Html *w, const Vector *vector, const DrawnWords *words, const SvgName *name);

/* ---- table_look.c: how the cells of one table look ---- */

typedef struct TableLook TableLook;

/* Measured once for the table. */
const TableLook *table_look(Html *w, const Node *table);
Str table_style_name(Html *w, const Node *table); /* of the template's style that it has */
/* What the longest figure of its column has behind the decimal point and this one lacks: ".0%". */
Str table_pad(const TableLook *look, const Node *cell);
int table_tint(const TableLook *look, const Node *cell); /* TINT_NEGATIVE or a StatusColour; -1: none */
void put_cell_bar(Html *w, const TableLook *look, const Node *cell);

#endif
