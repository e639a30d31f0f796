/* The flow: a document's content as one long vertical list of strips, before it is cut into pages.
 *
 * A strip is a horizontal slice that never splits: a line of text, a row of a table, a picture. Between two strips
 * there is a gap (dropped at the head of a region) and a penalty for breaking there. Frames enclose runs of strips:
 * a box's tint and rules are drawn around the part of it in each region; a table's frame repeats its head.
 * Everything lives in the pass's arena. */
#ifndef LAYOUT_FLOW_FLOW_H
#define LAYOUT_FLOW_FLOW_H

#include "base/len.h"
#include "base/vec.h"
#include "page/page.h"

/* Cost of breaking before a strip. */
enum {
    PENALTY_FORCE_PAGE = -30000,
    PENALTY_FORCE_COLUMN = -20000,
    UNWELCOME = 1000, /* from here on taken in balanced columns only when nothing else is left */
    /* More than a page that stays empty costs, and less than a footnote that cannot begin where its mark is. */
    PENALTY_KEEP_NEXT = 8000, /* between a box and what it stays with; from here on never taken in balanced columns */
    PENALTY_WHOLE = 16000,    /* inside a box that a page can hold: and more than to leave what it stays with */
    /* Forbidden: taken only where nothing else is possible, the least of them first. */
    PENALTY_HYPHEN = 20000, /* after a divided word */
    PENALTY_NEVER = 20001   /* inside of what stays together */
};

typedef struct Frame Frame;
typedef struct Strip Strip;

typedef struct Aside { /* beside a strip: in the margin column of its page, or at a side of the text */
    const struct Flow *flow;
    Len drop; /* of its top below the strip's */
    Len x;    /* at a side, from the region's left edge */
    bool in_text;
} Aside;

struct Frame {
    Frame *outer;
    const Node *node;
    int depth;               /* 1 for the outermost */
    int first;               /* index of its first strip in the flow */
    Len x, width;            /* from the region's left edge */
    Len pad_top, pad_bottom; /* inside the frame, on each fragment */
    Swatch tint, rule_colour;
    Len rule_left, rule_right, rule_top, rule_bottom;
    Len corner;        /* radius */
    bool cut_open;     /* without a rule and corners where a region's end cuts it */
    const Strip *head; /* set again at the top of each later fragment, or NULL */
    int nhead;
    Len head_height;
};

struct Strip {
    Len height;
    Len gap;           /* above; dropped at the head of a region */
    Len drop;          /* on a baseline grid: how far below the head of a region it is set; may be a little above */
    Len baseline;      /* of the line of text that it is, from its top; 0: it is none */
    int32_t penalty;   /* of breaking before it */
    bool keep;         /* what follows across the end of its segment is to stay with it */
    bool filler;       /* empty, beside something at a side of the text */
    bool goes_on;      /* with the paragraph of the strip above */
    Frame *frame;      /* innermost, or NULL */
    const Item *items; /* places from the region's left edge and the strip's top */
    int nitems;
    const Item *seam; /* over the edge to the strip above, painted when that stands in the same region */
    int nseam;
    const struct Grid *grid; /* box/grid.c: of whose row it is a slice, or NULL; the row is painted over all its slices
                                in a region */
    int slice;
    Len inset; /* by which something at the left of the text moves it to the right, and what hangs beside it */
    Len opening, closing; /* height that a region needs more when it begins, or ends, with it */
    const Item *opened;   /* painted only when a region begins with it, from the region's top: words repeated beside or
                             above it; not in a grid */
    int nopened;
    const PageLink *links;
    int nlinks;
    const Node *const *notes; /* footnotes whose marks stand here */
    int nnotes;
    const Node *const *begins; /* nodes whose content begins here */
    int nbegins;
    const Node *section;
    const Aside *asides;
    int nasides;
};

/* Strips [from, to) of a flow. */
typedef struct StripRange {
    int from, to;
} StripRange;

/* A stretch of the flow set in one column width: in the master's columns, or over all of them. */
typedef struct Segment {
    int first; /* index of its first strip; it ends where the next one begins */
    int columns;
} Segment;

/* A block that may wait for the next region's head: strips [first, last), in no frame. */
typedef struct Float {
    int first, last;
    Len above, below, next; /* space wanted below what stands before it, below itself, and above what follows */
} Float;

typedef struct Flow {
    VEC(Strip) strips;
    VEC(Segment) segments;
    VEC(Float) floats;
} Flow;

#endif
