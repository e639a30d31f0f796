/* How tables are set: widths of columns, and single cells. */
#ifndef LAYOUT_TABLE_TABLE_PRIVATE_H
#define LAYOUT_TABLE_TABLE_PRIVATE_H

#include "layout/flow/caption.h"
#include "layout/flow/paragraph.h"
#include "layout/table/table.h"

typedef VEC(const Node *) ConstNodes;

/* A cell's paragraph when it has no other block: shaped once for measuring its column and for setting it. */
typedef struct CellPara {
    const Para *para; /* NULL: the cell is empty, or has other blocks or several */
    const Style *style;
    Len whole, to_point; /* of a figure: its width, and up to its decimal point */
    Len indent;          /* of its first line */
} CellPara;

/* What a table that is too wide gives up, one after the other. Figures stay whole throughout. */
typedef enum Yield {
    YIELD_NOTHING,
    YIELD_LINES,  /* words without a figure wrap in columns of figures too */
    YIELD_HEADS,  /* so do heads, after any word */
    YIELD_WORDS,  /* words and heads are hyphenated */
    YIELD_LETTERS /* words below the heads are chopped */
} Yield;

/* The style of a cell's paragraphs, by role of the row, head or not, and alignment: found once for a table. */
typedef struct CellStyles {
    const Style *at[ROW_ROLE_COUNT][2][CELL_ALIGN_COUNT];
    Yield yield;
    int shrunk;    /* per cent that the type is smaller than the template's */
    Len reference; /* width of the widest reference that stands before a label; 0: there is none */
} CellStyles;

/* columns.c: how wide a table's columns are */
typedef struct ColumnSet {
    Len x, width; /* x from the table's left edge */
    bool figures;
    Len after_point;    /* of its figures, from their decimal point on */
    bool mixed;         /* figures of several units: set to the right */
    Len bars;           /* room for bars at its left; 0: it has none */
    Decimal low, range; /* of its bars: the least figure, or 0, and from there to the greatest, or 0 */
} ColumnSet;
/* Per cent of the measure that the table takes, as TableStyle.width: what it asks for itself, else its style. */
int table_share(const Node *table, const TableStyle *style);
/* Measures all cells; the widths and gaps fill `measure` exactly, or less of it where the table may be narrower. cells:
 * filled, row by row. */
ColumnSet *columns_of(Pass *pass, const Node *table, const TableStyle *style, Setting s, CellPara *cells);

/* What columns need in a table that gives up no word and no figure. s: with the places of the table. cells: as for
 * columns_of. */
void columns_need(Pass *pass, const Node *table, Setting s, CellPara *cells, ColumnNeed *out);

/* cell.c: what stands in one cell */
const char *row_role_name(RowRole role);
/* How a cell's paragraphs are set in a row whose setting this is. */
Setting cell_setting(const Node *cell, Setting s);
const Style *cell_style(Pass *pass, CellStyles *known, const Node *cell, const Node *paragraph, const Setting *s);
/* Looks for references before the labels of the table's rows: they are set to the right, and the labels level. */
void cell_references(Pass *pass, CellStyles *known, const Node *table, Setting s);
CellPara cell_para(Pass *pass, CellStyles *known, const Node *cell, const Setting *s);
const Node *cell_old_figure(const Node *cell);      /* its paragraph, in a marked edition; else NULL */
Str cell_words(Pass *pass, const Node *cell);       /* without it */
bool cell_has_figure(Pass *pass, const Node *cell); /* or words alone, in a column of figures */

/* A cell set: as lines, as a figure on the column's decimal point, or as blocks in a flow of its own. */
typedef struct SetCell {
    const Node *node, *section; /* given, and s: a cell_setting as wide as the cell */
    Setting s;
    enum { CELL_LINES, CELL_POINTED, CELL_BLOCKS } form;
    const Style *style;
    Lines lines;
    Len x;           /* of the lines, from the cell's left edge */
    Lines old_lines; /* below them: the figure of the old edition, in a marked one */
    const Style *old_style;
    Flow *flow;
    Len height;
} SetCell;
/* gap: how far a figure may reach out of its column. */
void cell_set(Pass *pass, const CellPara *p, const ColumnSet *column, Len gap, SetCell *cell);
void cell_set_unaligned(Pass *pass, const CellPara *p, SetCell *cell); /* in lines or blocks, a figure too */
int cell_line_count(const SetCell *cell);
/* Puts these of its lines or strips, as far as there are as many; gives their height. */
Len cell_put(const Surface *onto, const SetCell *cell, StripRange lines, Point at);
/* The notes called for in them, and the nodes that begin in them. */
void cell_adopt(Pass *pass, const SetCell *cell, StripRange lines, ConstNodes *notes, ConstNodes *begins);

/* The cell's blocks from the top, as they are set again where the table goes on: behind the first paragraph stands
 * `continued`, if there is any. Of the cell node, section and s are given. brief: only that paragraph. */
Flow *cell_again(Pass *pass, const SetCell *cell, Str continued, bool brief);

/* ---- a table that is being set ---- */

/* Items that are set again, from the region's left edge and their own top. */
typedef struct Again {
    bool made;
    Items items;
    Len height;
} Again;

/* A cell over several rows that is not at its last row yet. */
typedef struct Span {
    int rows_left;    /* 0: there is none */
    const Node *cell; /* NODE_CELL */
    Len short_of;     /* height that it still needs; below a break, for its words set again */
    Len short_before; /* the same without the break allowed last */
    int broken;       /* strip before which a break was allowed last; -1: none */
    bool brief;       /* its words are long: only the first paragraph is set again */
    int move;         /* 1 + its index among the table's moves; 0: its words stay at the top */
    Again again;
} Span;

/* A cell over several rows whose words may move down to the middle of these, or to their foot. */
typedef struct CellMove {
    Vertical vertical;
    Len height, above;    /* of its words; space over them in its first row, beside the padding */
    int first, rows;      /* strip of its first row; rows, which are strips too unless cut is set */
    StripRange on, links; /* of its items and links in that strip */
    Item *items;          /* of the strip, and its links */
    PageLink *pressed;
    bool cut; /* one of its rows is several strips */
} CellMove;

typedef struct TableSet {
    Builder *b;
    const Node *node;
    const TableStyle *style;
    Setting s;
    const ColumnSet *columns;
    int ncolumns;
    const CellPara *cells; /* of the rows that are still to be set */
    VEC(SetCell) row;      /* room for the cells of the row in hand */
    Span *spans;           /* by column */
    int open_spans;        /* columns that have one */
    bool span_begun;       /* by the row in hand */
    Len words;             /* measure of its caption, key and notes, which a narrow table makes narrower */
    Len inset;             /* of the outer columns' text where rows are tinted */
    Strip *head;
    int nhead;
    int body_rows;                /* set since the last head of rows */
    int rows;                     /* set below the head */
    bool begun;                   /* a row below the head has been set */
    Items rule;                   /* the hairline below the row set last, as the next row sees it */
    bool spans_small;             /* the rows that open spans join are no large part of a page */
    VEC(CellMove) moves;          /* of rows that are not settled yet */
    const Node *group;            /* row of the group in hand, where it is set again; else NULL */
    Again group_again, all_again; /* the group's; all that is set again before the row in hand */
} TableSet;

/* A row about to be set. */
typedef struct RowSet {
    const Node *row;
    Setting s;
    Place place;
    SetCell *cells; /* in the row's order */
    int ncells;
    Len height; /* of its own cells, without padding */
    Len above;  /* space over a group's head, inside its strip so that tints run through */
} RowSet;

/* table.c */
int table_count_cells(const Node *table);
bool table_is_before_ruled(const TableSet *t, const Node *row); /* a group that has a rule of its own above it */
Len table_cell_width(const TableSet *t, const Node *cell);
void table_put_tints(const TableSet *t, Items *items, const Node *row, Len height);
void table_put_row_rule(const TableSet *t, Items *items, Len y);
/* The penalty of a break before a row of that height, for which spans are prepared if it is allowed. */
int32_t table_break_before(TableSet *t, const Node *row, Len height);
/* Gives a strip the notes and beginnings of these lines of each cell; NULL: of all. */
void table_adopt_cells(TableSet *t, const RowSet *r, const StripRange *lines, Strip *strip);

/* spans.c: cells over several rows, and breaks between these */
typedef enum SpanBreak {
    SPAN_NONE,  /* no cell goes on from the row above */
    SPAN_HOLDS, /* one whose words need the row too */
    SPAN_OPENS  /* a page can begin here with its words set again */
} SpanBreak;
/* Are the rows that cells over several rows join, from this one on, certainly no large part of a page? */
bool spans_are_small(const TableSet *t, const Node *row);
/* held: its words are all in the first row, which is as high as they are. */
void spans_begin(TableSet *t, const Node *cell, Len height, bool held);
/* Before a row of that height, whose own spans have begun. Looks only. */
SpanBreak spans_before_row(TableSet *t, const Node *row, Len height);
/* A break is allowed before the row, which gets the strip of that index. */
void spans_allow_break(TableSet *t, const Node *row, int strip);
/* The last rows of spans must be tall enough for what the others left over. */
void spans_stretch(TableSet *t, Len *height);
void spans_lower(TableSet *t, Len height); /* part of a row has been set */
void spans_end_row(TableSet *t);

/* vertical.c: where words stand in cells that are higher */
/* How far they move down in a row of that height. */
Len vertical_room(const TableSet *t, const RowSet *r, const SetCell *cell, Len height);
/* Of a cell over several rows: its items and links, from these on, may move later. */
void vertical_begin(TableSet *t, const RowSet *r, const SetCell *cell, StripRange on, StripRange links);
void vertical_adopt(TableSet *t, const Items *items, const PageLinks *links); /* those of the row's strip, now made */
void vertical_cut(TableSet *t);                                               /* the row in hand is cut */
/* Moves the words of the rows set so far, of which the first is that strip. */
void vertical_settle(TableSet *t, int first);

/* again.c: what is set again at the top of a page on which the table goes on */
void again_copy(TableSet *t, const Strip *from); /* of its head */
void again_caption(TableSet *t, const Node *caption);
void again_begin_group(TableSet *t, const Node *row);
Len again_of_span(TableSet *t, Span *span); /* its height */
/* For a row's strip with which a page may begin. height: of the row. */
void again_open_row(TableSet *t, const Node *row, Len height, Strip *strip);
/* The same for a row that is cut: the words that head it. without: columns whose own words go on; NULL: none do. Gives
 * the height of the words. */
Len again_of_row(TableSet *t, const Node *row, const bool *without, Again *again);
/* lower: how far the strip's lines have to move down to stand below the head. */
void again_open_line(const Again *again, Len lower, Strip *strip);

/* cut.c: a row as one strip for each line of its tallest cell. tall: no page can hold it whole. */
void cut_row(TableSet *t, RowSet *r, Len height, bool tall);

/* Whether a list of ids has a column's. */
bool names_column(Str list, Str id);
/* The figure of a cell as it is shown, for what is spoken has its minus in words. False: it has none. */
bool cell_figure_shown(const Node *cell, Decimal *value);

/* bars.c: bars beside the figures of a column */
Len bars_room(const Node *table, const TableStyle *style, int column); /* 0: it has none */
void bars_measure(Pass *pass, const Node *table, ColumnSet *columns);
/* The bar of a cell whose first line has its top at y. */
void bars_put(const TableSet *t, Items *items, const SetCell *cell, Len y);

/* cell_tints.c: tints by status and value */
bool tints_cells(const TableSet *t);
void tints_put(const TableSet *t, Items *items, const Node *row, Len height);

/* key.c: the key of statuses above the rows */
void key_set(TableSet *t, const Node *note);

#endif
