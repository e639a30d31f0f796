/* Shared by the parts of the Markdown reader. */
#ifndef READ_MARKDOWN_MARKDOWN_PRIVATE_H
#define READ_MARKDOWN_MARKDOWN_PRIVATE_H

#include "check/agreement/agreement.h"
#include "read/markdown/markdown.h"
#include "read/markdown/parse_private.h"
#include "read/markdown/lines/lines.h"

#define MARKDOWN_DEPTH_MAX 100 /* blocks in blocks, and again inlines in inlines */

/* One reading of one source. */
typedef struct Reading {
    const Reader *r;
    Doc *doc;
    const Template *t;        /* of a section's text; NULL in cells, which have no boxes */
    const FigureIndex *index; /* the data to compare a section's text with; NULL in cells, and without data */
    int file;
    Str folder;     /* of the pictures */
    Arena *scratch; /* given back at the end */
    MdText *text;
    const Md **paragraphs; /* of cells, captions and terms, by index */
    const Md **items;      /* of grid tables' cells, by index */
    Node *titled;          /* the last picture with a title in the block that is being read */
    VEC(Node *) notes;
    int table_end;       /* line (among text->lines) after the last pipe table read */
    bool too_deep;       /* has been reported */
    bool in_cell;        /* of a grid table: its words are no sentences to compare with the data */
    bool smart;          /* typographic quotes */
    bool star_is_note;   /* an asterisk behind a word has been seen */
    FigureStyle figures; /* in the language of the passage that is being read */
} Reading;

/* -- A block's inline text in one piece, as cmark has it (markdown_flat.c) */
typedef struct FlatLine {
    int line, byte; /* in MdText */
    int at;         /* where it begins in the flat text */
} FlatLine;

typedef struct Flat {
    Str text; /* lines joined by \n */
    FlatLine *lines;
    int nlines, cached; /* the line found last */
    MdText *source;
    int file;
} Flat;

/* Of a paragraph, heading or cell; sets at and end of all inlines below it. */
void flat_make(Arena *a, MdText *text, int file, const Md *block, Flat *out);
/* Of one line. */
void flat_line(Arena *a, MdText *text, int file, int line, Flat *out);
Pos flat_pos(Flat *f, int at);
int flat_line_of(Flat *f, int at); /* in MdText */

/* -- What became plain text, to be searched for markup (unread.c) */
typedef struct Unread {
    char *mask; /* as long as the flat text; NULL when no character in it could begin any markup */
} Unread;
void unread_begin(Unread *u, Arena *a, Str flat);
void unread_show(Unread *u, Str flat, int from, int to); /* [from, to) is printed as it is typed */
void unread_hide(Unread *u, int from, int to);           /* it turned out to be markup */

/* -- A text of cmark's beside its source (markdown_pieces.c) */
typedef struct SourcePiece {
    int source, text; /* bytes of each */
    bool exact;       /* the same in both, exactly as the author typed it */
} SourcePiece;
/* The next piece of `text`, whose source begins at flat[at]. text is not empty. */
SourcePiece piece_next(Arena *scratch, Str flat, int at, Str text, bool smart);

/* -- Attributes in braces (markdown_attrs.c) */
#define ATTR_CLASSES_MAX 8
typedef struct Attrs {
    Str id;
    Pos id_pos;
    Str classes[ATTR_CLASSES_MAX];
    Pos class_pos[ATTR_CLASSES_MAX];
    int nclasses;
    VEC(Attr) pairs;
} Attrs;

/* Reads {…} at f->text[at]. Returns the offset after its brace, or 0 with *bad at the error. */
int attrs_read(Arena *a, Flat *f, int at, Attrs *out, int *bad);
void attrs_report(const Reading *g, Flat *f, int bad); /* MD003; a label in the same braces is lost */
/* The attributes that mean something where they stand; what: "chart", "heading". */
typedef struct AttrsKnown {
    const Str *names;
    int n;
    Code code;
    const char *what;
    bool beside; /* float may be left, right or margin, too */
} AttrsKnown;
/* A warning for each attribute that is not among them, and for a float of another value. */
void attrs_check(const Reading *g, const Attrs *attrs, const AttrsKnown *known);
/* A warning when the template has no style for the first class on one of these elements ("h1 h2"), unless it is `own`.
 */
void attrs_check_class(const Reading *g, const Attrs *attrs, const char *elements, const char *own);
typedef struct Width { /* one of the two, or neither */
    int percent;       /* of the measure */
    Len length;
} Width;
/* What width= says; MD003 when it is neither. what: "picture" (picture.c). */
Width attrs_width(const Reading *g, const Attrs *attrs, const char *what);
Str attrs_get(const Attrs *attrs, const char *name, Pos *pos);
bool paragraph_class_is_known(Str name); /* one that a paragraph may have, as in "{.continued}" */
bool attrs_has_class(const Attrs *attrs, const char *name);
/* Sets n's id, name (first class that is not `not_name`) and attrs; further classes are attributes called "class". */
void attrs_set(Arena *a, Node *n, const Attrs *attrs, const char *not_name);

/* -- Blocks (markdown.c) */
/* A paragraph with only a picture becomes a figure; the picture's title is its caption. */
void make_figure(Reading *g, const Md *md, Node *paragraph);
/* Those of a container become children of parent. */
void blocks_read(Reading *g, const Md *container, Node *parent, int depth);

/* -- Inlines (markdown_inline.c) */
typedef enum InlineUse { INLINE_TEXT, INLINE_HEADING, INLINE_CELL, INLINE_CAPTION } InlineUse;
/* The inlines of a block become children of parent. *attrs: those at the end of a heading or caption; of other text,
 * only a label (else unchanged). May be NULL. */
void inlines_read(Reading *g, const Md *block, Node *parent, InlineUse use, Attrs *attrs);
/* Joins runs of texts below parent, struck-out words included (join.c). */
void inline_texts_join(Reading *g, Node *parent);
/* A text that is not a block of the source, all at pos. */
void inlines_read_text(Reading *g, Str text, Pos pos, Node *parent);
/* A line by itself, with its places. */
void inlines_read_line(Reading *g, const MarkdownSource *source, Node *parent);
/* The words of an attribute as shown: with typographic quotation marks and dashes, if the template wants them. Marks of
 * notes in them are reported. */
Str inlines_words(Reading *g, Str text, Pos pos);

/* -- Pictures (picture.c) */
void picture_attrs_set(Reading *g, Node *image, const Attrs *attrs);
void picture_load(Reading *g, Str path, Node *image); /* without bytes when it cannot be read, which is reported */
/* A picture that the manifest names, for nothing that is written; NULL: an error was added. */
Node *picture_named(Reading *g, Str id, Pos pos);

/* -- {{ … }} (markdown_place.c). Returns the offset behind the braces; 0: it does not end. */
int placeholder_read(Reading *g, Flat *f, int at, Node *parent);
void placeholder_shown(Reading *g, Str words, Str written); /* records where the words of one stand for good */
void placeholders_in_span(Reading *g, Node *span);          /* before its texts are joined */

/* -- Tables (markdown_table.c) */
/* A table with its columns and caption, and without rows. headless: that is reported. */
Node *typed_table_new(Reading *g, const PipeTable *t, bool headless, Node *parent);
void pipe_table_read(Reading *g, const PipeTable *t, Node *parent);
void grid_table_read(Reading *g, const PipeTable *t, Node *parent, int depth); /* grid.c */
/* A block made from data is appended to parent, or an error was reported. */
typedef void BlockRead(Reading *g, const Attrs *attrs, Pos pos, Node *parent);
BlockRead data_table_read;
/* Checks the attributes of a block of data and reads the id in data=. *at: the block's place, and then that of the id.
 * False: there is none, and DAT001 was added. */
bool data_asked(Reading *g, const Attrs *attrs, const AttrsKnown *known, Str *id, Pos *at);
/* The Table of that id. NULL: DAT001 was added, unless the data could not be read. */
const Table *table_named(Reading *g, Str id, Pos pos);
/* The ids in columns= or rows=, separated by spaces or commas, as indexes. Unknown ones are omitted, with DAT004. */
const int *table_columns_listed(Reading *g, const Table *t, const Attrs *attrs, int *n);
const int *table_rows_listed(Reading *g, const Table *t, const Attrs *attrs, int *n);

/* -- Charts (markdown_chart.c) and diagrams (markdown_diagram.c) */
BlockRead chart_read, diagram_block_read;

/* -- Blocks that planpress fills (made.c) */
/* A NODE_BOX, appended to parent; NULL: the attributes are those of another block. */
Node *made_block_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent);
void made_block_end(Reading *g, Node *box); /* of any block */

/* -- What both have in common, and captions of data tables (markdown_drawn.c) */
typedef struct Drawn {
    const char *class_name;
    Str caption; /* unless caption= gives another; none if both are empty */
    const Node
        *marked; /* NODE_CELL: a paragraph of the caption with its markup, then the notes in it; NULL: plain words */
} Drawn;

/* The NODE_CAPTION in caption=; NULL: none. */
Node *caption_given(Reading *g, const Attrs *attrs, Pos pos);
/* Appends a figure to parent. Returns its picture, to which the caller adds the content. */
Node *drawn_figure(Reading *g, const Attrs *attrs, Pos pos, const Drawn *drawn, Node *parent);

Node *inline_text_node(Arena *a, Str text, Pos pos); /* NODE_TEXT; the text is not copied */

#endif
