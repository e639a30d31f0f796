/* The source cut into lines, and the text that cmark reads instead. */
#ifndef READ_MARKDOWN_LINES_LINES_H
#define READ_MARKDOWN_LINES_LINES_H

#include "base/arena.h"
#include "diag/diag.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "doc/table.h"
#include "read/markdown/markdown.h"

/* The form that a line begins, if it turns out to be where that form is allowed. */
typedef enum LineUse {
    LINE_PLAIN,
    LINE_FENCE,      /* ::: … */
    LINE_NOTE,       /* [^label]: … */
    LINE_TABLE,      /* first row of a pipe table */
    LINE_TABLE_REST, /* its other rows */
    LINE_CAPTION,    /* : Caption, or Table: Caption */
    LINE_TERM,       /* the line above the first of its definitions */
    LINE_DEFINITION  /* : what a term means */
} LineUse;

typedef struct MdLine {
    Str text;      /* what cmark reads, without its end */
    Str raw;       /* what the author wrote */
    int shift;     /* text[i] is raw[i + shift], from their first common byte */
    int line, col; /* of raw[0] in the file */
    LineUse use;
    int inner;    /* bytes of raw before the line's own text, for its containers; -1: it is blank or code */
    int quotes;   /* that it stands in */
    bool ascii;   /* columns are bytes */
    bool escaped; /* text lacks the backslashes of raw's "\|" */
    /* LINE_NOTE: bytes of its label's end; LINE_TABLE, LINE_CAPTION: index of its PipeTable; LINE_TERM: index of its
     * words; LINE_DEFINITION: column of its bullet; LINE_PLAIN: number of the fault of a grid that it begins, from 1 */
    int form;
    bool opens; /* the first line of a grid table's cell */
    bool lazy;  /* LINE_DEFINITION: right behind words that are not indented */
} MdLine;

/* A cell or caption waits in a paragraph of its own before the source, unless it is only text: see lines.c. */
#define CELL_PREFIX "\x01 "
#define CELL_PREFIX_LEN 2

/* A cell of a pipe table that belongs to the one above it (^^) or to its left (<<). */
typedef enum PipeJoin { JOINS_NONE, JOINS_ABOVE, JOINS_LEFT } PipeJoin;

typedef struct PipeCell {
    int line, byte; /* where it begins: index among lines, byte of raw */
    int paragraph;  /* index of its paragraph, or -1 when it is empty or plain */
    Str plain;      /* of the source: text that Markdown leaves as it is; else empty */
    PipeJoin join;
} PipeCell;

/* How far a cell of a pipe table reaches. */
typedef struct PipeSpan {
    int rows, columns; /* 0: it belongs to another */
} PipeSpan;

/* Its lines wait as an item of a list before the source: its words can be any blocks. */
typedef struct TypedCell {
    int row, column, rowspan, colspan;
    int item;       /* among the items before the source, or -1 when it is empty */
    int line, byte; /* where it begins */
} TypedCell;

/* A pipe table, or a grid table: then it has no cells but those of its grid. Lines count among MdText.lines. */
typedef struct PipeTable {
    int first, last; /* without the caption */
    CellAlign *aligns;
    int ncolumns, nrows;   /* rows include the head */
    bool cut;              /* the source has more rows or columns: IO009 was added */
    PipeCell *cells;       /* nrows × ncolumns */
    bool joined;           /* some of them ask to join others */
    const PipeSpan *spans; /* of each; NULL: none has joined another */
    PipeCell caption;      /* line -1 for none */
    VEC(TypedCell) grid;   /* row by row */
    int nheads, nfeet;     /* rows of the grid's head and foot */
} PipeTable;

/* Why lines that are drawn like a grid table are none. */
typedef struct GridFault {
    int line, byte;
    const char *why;
} GridFault;

typedef struct MdText {
    MdLine *lines; /* as cmark counts them, from 0 */
    int nlines;
    int nparagraphs; /* cells, captions and terms: two lines each, before the source */
    int nitems;      /* cells of grid tables: items of a list behind those */
    VEC(PipeTable) tables;
    VEC(PipeCell) terms;
    VEC(GridFault) faults;
    Str text;   /* for cmark */
    bool fixed; /* all is at `place` */
    Pos place;
    int cached_line, cached_byte, cached_col; /* where the last count of columns stopped */
    int escaped_line, escaped_byte,
        escaped_raw; /* the same of bytes in a cell with escaped bars; byte 0: nowhere yet */
} MdText;

/* Cuts source into lines in a. boxes: whether ::: is a form here. Reports rows with too many cells (MD008). */
void md_text_make(Arena *a, Diag *diag, const MarkdownSource *source, bool boxes, MdText *out);
/* A single paragraph, all at `place` (a picture's title). */
void md_text_single(Arena *a, Str text, Pos place, MdText *out);
/* A single paragraph whose words have places of their own. */
void md_text_line(Arena *a, const MarkdownSource *source, MdText *out);
Pos md_pos(MdText *t, int file, int line, int byte); /* of byte `byte` of lines[line].text */

/* Whether a line could be the border of a grid table: +---+ */
bool grid_border(Str line);
/* A line without what its containers need; empty when it is blank or code. */
Str inner_of(const MdLine *l);

/* `[^label]` at s[at]: offset behind its bracket, or 0. */
int note_mark_end(Str s, int at);
/* Its label; a line end in it counts as a space. */
Str note_label(Arena *a, Str mark);

#endif
