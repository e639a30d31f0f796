/* What a proof consists of, for its makers and for comparing. */
#ifndef PROOF_PROOF_PRIVATE_H
#define PROOF_PROOF_PRIVATE_H

#include "base/map.h"
#include "base/vec.h"
#include "proof/proof.h"

typedef enum ProofTokenKind {
    TOKEN_WORD,      /* as shown */
    TOKEN_SPOKEN,    /* of what is said instead of the words before it */
    TOKEN_PICTURE,   /* of a picture's alternative text */
    TOKEN_MARK,      /* of a note: its number or letter alone */
    TOKEN_REFERENCE, /* whatever stands for a page */
    TOKEN_TABLE,     /* a table stands here: proof->tables, in order */
    TOKEN_NOTE,      /* a note begins, or a picture's words do */
} ProofTokenKind;

/* Sequences that are compared each by itself, because products may place them differently. */
typedef enum Stream {
    STREAM_TEXT,     /* headings, paragraphs, lists, captions, boxes: what is read from beginning to end */
    STREAM_NOTES,    /* footnotes and the notes of tables */
    STREAM_DRAWN,    /* words in pictures, charts and diagrams */
    STREAM_CELLS,    /* what tables consist of; compared by table */
    STREAM_CONTENTS, /* titles in the contents; not compared with a web page, which has navigation instead */
    STREAM_COVER,    /* what no author's text made: compared without order */
    STREAM_EXTRA,    /* what one product alone has: data of charts, navigation. Only its figures count */
    STREAM_COUNT
} Stream;

/* Where a stretch of words stands. */
typedef struct ProofPlace {
    const Node *node; /* in the document's own tree; NULL: unknown */
    int page;         /* index; -1: it is on no page */
    Len y;            /* its baseline */
    int line;         /* of the HTML file */
    Str element;      /* "<td>" */
} ProofPlace;

typedef struct ProofToken {
    int word; /* in the book */
    int passage;
    ProofTokenKind kind;
} ProofToken;

typedef VEC(ProofToken) ProofTokens;

/* A cell in a grid, as read. */
typedef struct ProofCell {
    int row, column, colspan, rowspan;
    bool head, label; /* of columns; of rows */
    bool repeats;     /* of a table in pieces: it is repeated in each, for readers */
    int from, to;     /* in STREAM_CELLS */
    int passage;
} ProofCell;

typedef VEC(ProofCell) ProofCells;

/* A cell by what it stands under and beside. */
typedef struct CellFact {
    int row;         /* counts below the heads, from 0 */
    int head, label; /* the words of the heads over it, and of those before it in its row, as one entry of the book */
    int nth;         /* among those of its row with that head, from 0 */
    int from, to;    /* in STREAM_CELLS */
    int passage;
    bool is_label;
} CellFact;

typedef struct TableProof {
    const Node *node;    /* in the document's own tree; NULL: unknown */
    VEC(CellFact) facts; /* row by row, without empty cells */
    int rows;
    int passage;
    int pieces;
    Map seen; /* row and head → number of facts that have them */
} TableProof;

struct WordBook {
    Arena *arena;
    Map numbers; /* word → number */
    Strs words;
};

struct Proof {
    WordBook *book;
    Str name;
    const PageList *pages; /* NULL: of a web page */
    bool web;
    bool from_sources;        /* its tree is made from the document's */
    int title_from, title_to; /* of a web page: its title, in STREAM_COVER */
    ProofTokens streams[STREAM_COUNT];
    VEC(ProofPlace) passages;
    VEC(TableProof) tables;
};

int wordbook_number(WordBook *l, Str word); /* copies a new one */
bool is_figure_word(Str word);              /* has a digit */
Str figure_core(Str word);                  /* from its first digit to its last: "(£4,200)" is "4,200" */

/* Takes text piece by piece and makes words of it. A word may come in several pieces; white space ends it, and so does
 * take_end. Soft hyphens and characters of no width are left out. */
typedef struct Taker {
    Proof *proof;
    Stream into;
    ProofTokenKind kind;
    int passage;
    Buf word;   /* begun */
    int begun;  /* the passage in which it begins */
    bool solid; /* white space ends no word: lines of code break anywhere */
} Taker;

void take_begin(Taker *t, Proof *p);
void take_text(Taker *t, Str text);
void take_end(Taker *t);
void take_as(Taker *t, ProofTokenKind kind);   /* what comes next; ends a word of another kind */
void take_sign(Taker *t, ProofTokenKind kind); /* one without words */
void take_reference(Taker *t);                 /* whatever stands for a page, or for several in a row */
/* A picture begins; without words: those in it are not read, and not compared. */
void take_picture(Taker *t, bool words);
void take_mark(Taker *t, Str mark); /* "[note 3]" is "3" */
int take_passage(Taker *t, ProofPlace passage);
void take_finish(Taker *t); /* frees its memory */

/* Adds a piece of a table. Pieces of one are given one after the other; a piece has some of its columns or rows, and
 * its rows count from first_row. */
void table_add(Proof *p, TableProof *t, const ProofCells *cells, int first_row);
/* Adds one cell that is placed otherwise; all but its `nth` is set. */
void table_add_fact(Proof *p, TableProof *t, CellFact fact);
void put_cell_words(const Proof *p, const ProofCell *cell, Buf *out); /* behind what is there, a space between */

#endif
