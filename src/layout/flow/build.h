/* The builder: makes a flow block by block. */
#ifndef LAYOUT_FLOW_BUILD_H
#define LAYOUT_FLOW_BUILD_H

#include "layout/flow/flow.h"
#include "layout/flow/setting.h"
#include "layout/pass.h"

typedef VEC(const Node *) NodesBegun;

typedef struct TextSide { /* of the text */
    Len taken;            /* of lines' measure, by what stands there and its distance from the text */
    Len edge;             /* of the blocks among which it is set, at this side; from the region's left edge */
    Len height;           /* below the end of the flow that it still reaches; 0: nothing stands there */
} TextSide;

typedef struct SideBlock { /* waiting for the first strip that it stands beside */
    const Flow *flow;
    int side;        /* 0 left, 1 right */
    Len x, drop;     /* of its top left corner, from the strip's */
    Len height;      /* with its distance from what is below */
    Len taken, edge; /* as in TextSide */
    Len after;       /* space that it wants below when nothing is beside it */
} SideBlock;

typedef struct Builder {
    Pass *pass;
    Flow *flow;
    Frame *frame; /* innermost open */
    const Node *section;
    Len after;            /* space wanted below what was set last */
    bool entering;        /* nothing set yet inside the frame, item or cell just entered */
    int32_t next_penalty; /* for the next strip; 0 when nothing asked for one */
    bool span_open;       /* the open segment runs over all columns */
    int columns;          /* of the master */
    Len column_measure, full_measure;
    Len margin_measure; /* of the margin column; 0: there is none */
    TextSide sides[2];  /* left and right */
    Len side_after;     /* space wanted below the block set there last */
    VEC(SideBlock) side_blocks;
    VEC(Aside) asides;            /* waiting for the strip that they stand beside */
    const Node *heading, *headed; /* the last heading, and what it and those right below it head */
    NodesBegun begins;            /* nodes waiting for their first strip */
} Builder;

void build_start(Builder *b, Pass *pass, Flow *flow, const PageMaster *master);
void build_blocks(Builder *b, const Node *first, Setting s);
void build_block(Builder *b, const Node *n, Setting s);
/* Adds a strip below `before` of space; fills in gap, penalty, frame, section and waiting nodes. */
Strip *build_strip(Builder *b, Len height, Len before, int32_t penalty);
/* The penalty of two that leaves less choice: a forced break before any other. */
int32_t build_stricter(int32_t a, int32_t b);
/* The height from a strip to the flow's end, without what stands above the first. */
Len build_height_from(const Builder *b, int first);
/* A box or list from that strip on: if it is of a few lines, it is not cut to make columns level. */
void build_keep_small(Builder *b, int first, const Setting *s);
const Style *build_style(const Builder *b, const char *element, Str class_name, const Setting *s);
void build_begin(Builder *b, const Node *n);
/* What is set from here on runs over all columns, if it wants to and can; s becomes as wide. */
bool build_span(Builder *b, bool wanted, Setting *s);
void build_unspan(Builder *b, bool spanned);
/* An item of a list of definitions: the term in a column beside what it means, or above that. */
typedef struct TermColumn {
    Len width, words; /* words: the measure of the term */
} TermColumn;
void build_definition(Builder *b, const Node *item, Setting s, const TermColumn *column); /* column: NULL for above */
Frame *build_open(Builder *b, const Node *n, Len space_before);
void build_close(Builder *b, Len space_after);
/* A builder of a flow of its own, from s->x. */
void build_start_apart(Builder *b, Pass *pass, const Node *section, Setting *s);
/* Blocks set apart from the page in a flow of their own, from s.x: a cell, a column of a grid, a note. */
Flow *build_apart(Pass *pass, const Node *section, const Node *first, Setting s);
/* The same of one block alone. */
Flow *build_one_apart(Pass *pass, const Node *section, const Node *block, Setting s);

#endif
