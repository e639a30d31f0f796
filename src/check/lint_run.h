/* The words of a block in one piece, and their places in the source: what the lints and the checks of reports read. */
#ifndef CHECK_LINT_RUN_H
#define CHECK_LINT_RUN_H

#include "base/vec.h"
#include "doc/doc.h"

/* The last line looked up, and how far its columns have been counted. line 0: none yet. */
typedef struct LintLine {
    int file, line, at, end; /* bytes */
    int col, col_at;
} LintLine;

/* How far the words of a text node have been found in the source. */
typedef struct LintTrail {
    const Node *text;
    int from, at; /* a byte of the node's text, and the byte of the source where it is */
    Pos pos;      /* of that byte */
    int lost;     /* words that were not found */
} LintTrail;

typedef struct Lint {
    Arena *arena; /* memory for one node */
    Arena *keep;  /* memory for the whole run */
    Diag *diag;
    const Doc *doc;
    bool advice;
    Map abbreviations; /* word → Abbr */
    Map captions;      /* a table's caption → its NODE_CAPTION */
    Map notes;         /* address of a note → itself: those that were read for abbreviations */
    LintLine line;
    LintTrail trail;
} Lint;

/* The words of a block in one piece. A line break is \n; a picture, code or a reference is one character that is not
 * a letter. */
typedef struct RunPart {
    int at;           /* byte in the text */
    const Node *node; /* NODE_TEXT */
} RunPart;
typedef struct RunNote {
    int at;
    const Node *note; /* NODE_NOTE; may be NULL */
} RunNote;
typedef struct LintRun {
    const Node *block;
    Str text;
    VEC(RunPart) parts;
    VEC(RunNote) notes;
} LintRun;

const Node *lint_behind(const Node *n, const Node *root); /* next in reading order that is not below n, or NULL */
void lint_run(Lint *l, const Node *block, LintRun *out);
Pos lint_run_pos(Lint *l, const LintRun *run, int from, int to); /* of bytes [from, to); cut at the end of its line */
const Node *lint_run_node(const LintRun *run, int at);           /* the NODE_TEXT of a byte, or NULL */
/* Of bytes [from, to) of a text node, where they are in the source. */
Pos lint_place(Lint *l, const Node *text, int from, int to);
Pos lint_words_pos(Lint *l, const Node *n); /* of the first words below n, else of n */
int lint_count_words(Str text);

/* Reads a letter or digit of any script at text[*i], or returns false; moves *i past the character either way. */
bool lint_letter(Str text, int *i);
typedef struct LintWord {
    int from, to; /* bytes */
} LintWord;
/* The next word at or after *at: letters and digits, and apostrophes inside it. False: there is none. */
bool lint_word(Str text, int *at, LintWord *out);
bool lint_is_capitals(Str word); /* two letters or more, A to Z only */
bool lint_is_common(Str word);   /* THE, AND, FOR…: not abbreviations */

#endif
