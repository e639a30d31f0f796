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
    Len after_point; /* of its figures, from their decimal point on */
    bool mixed;      /* figures of several units: set to the right */
} ColumnSet;
/* Measures all cells; the widths and gaps fill `measure` exactly. cells: filled, row by row. */
ColumnSet *columns_of(Pass *pass, const Node *table, const TableStyle *style, Setting s, CellPara *cells);

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

#endif
