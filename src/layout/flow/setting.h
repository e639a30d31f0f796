/* A setting: where and how blocks are set. It is passed by value, so that inner blocks get a changed copy. */
#ifndef LAYOUT_FLOW_SETTING_H
#define LAYOUT_FLOW_SETTING_H

#include "base/len.h"
#include "base/str.h"
#include "style/style.h"
#include "text/para.h"

#define MAX_DEPTH 64 /* blocks nested deeper are set as if they were not */

typedef struct Setting {
    Len x, measure; /* from the region's left edge */
    Len margin;     /* left of the region, where numbers may hang */
    const Place *place;
    int depth; /* of nesting, against MAX_DEPTH */
    int list_depth;
    Len region_height;       /* of a whole page's text: nothing may be taller */
    Len grid;                /* step of the page's baseline grid; 0: it has none */
    bool apart;              /* in a flow of its own: no spans, and no strip can go to another page */
    bool whole;              /* a picture is as wide as the measure */
    const LineInset *beside; /* what stands beside the first lines of a paragraph; NULL: nothing */
    int nbeside;
    bool figures;            /* paragraphs are set to the right: a column of figures */
    bool in_row;             /* of a grid, which decides whether its cells stand side by side */
    struct FigureFit *fit;   /* in a strip of figures (box/figures.h); else NULL */
    Str element, class_name; /* of paragraphs; element empty: "p" */
} Setting;

#endif
