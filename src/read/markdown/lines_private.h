/* The source cut into lines, and the text that cmark reads instead. */
#ifndef READ_MARKDOWN_LINES_PRIVATE_H
#define READ_MARKDOWN_LINES_PRIVATE_H

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
    LINE_CAPTION     /* : Caption */
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
    int form;     /* LINE_NOTE: bytes of its label's end; LINE_TABLE: index of its PipeTable */
} MdLine;

/* A cell or caption waits in a paragraph of its own before the source, unless it is only text: see lines.c. */
#define CELL_PREFIX "\x01 "
#define CELL_PREFIX_LEN 2

typedef struct PipeCell {
    int line, byte; /* where it begins: index among source lines, byte of raw */
    int paragraph;  /* index of its paragraph, or -1 when it is empty or plain */
    Str plain;      /* of the source: text that Markdown leaves as it is; else empty */
} PipeCell;

typedef struct PipeTable {
    int first, last; /* source lines, without the caption */
    CellAlign *aligns;
    int ncolumns, nrows; /* rows include the head */
    bool cut;            /* the source has more rows or columns: IO009 was added */
    PipeCell *cells;     /* nrows × ncolumns */
    PipeCell caption;    /* line -1 for none */
} PipeTable;

typedef struct MdText {
    MdLine *lines; /* as cmark counts them, from 0 */
    int nlines;
    int nparagraphs; /* cells and captions: two lines each, before the source */
    int first_line;  /* of the source, among lines */
    VEC(PipeTable) tables;
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

/* A line without what its containers need; empty when it is blank or code. */
Str inner_of(const MdLine *l);

/* `[^label]` at s[at]: offset behind its bracket, or 0. */
int note_mark_end(Str s, int at);

#endif
