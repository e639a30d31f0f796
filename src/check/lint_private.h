/* What the parts of the lints share; private to doc/lint*.c. */
#ifndef CHECK_LINT_PRIVATE_H
#define CHECK_LINT_PRIVATE_H

#include "base/vec.h"
#include "doc/doc.h"

/* An abbreviation and what is known of it so far. */
typedef struct Abbr {
    Str word;         /* without a plural s */
    bool used, known; /* used: before it was known */
    Pos use, meaning; /* of the first use, and of where it is written out */
    const Node *row;  /* of a table, where the first use stands; or NULL */
} Abbr;

typedef struct Lint {
    Arena *arena; /* what is needed for one node */
    Arena *keep;  /* what is needed to the end */
    Diag *diag;
    const Doc *doc;
    bool advice;
    Map abbreviations; /* word → Abbr */
    Map captions;      /* a table's caption → its NODE_CAPTION */
    struct {
        int file, line, at;
    } found; /* the line looked up last, and the byte where it begins */
} Lint;

/* The words of a block in one piece. A line break is \n; a picture, code or a reference is one sign that is no letter.
 */
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

/* lint_run.c: words, and where they stand */
void lint_run(Lint *l, const Node *block, LintRun *out);
Pos lint_run_pos(Lint *l, const LintRun *run, int from, int to); /* of bytes [from, to); cut at the end of its line */
const Node *lint_run_node(const LintRun *run, int at);           /* the NODE_TEXT that a byte is of, or NULL */
Pos lint_place(Lint *l, const Node *text, int from, int to);     /* of bytes of a NODE_TEXT */
Pos lint_words_pos(Lint *l, const Node *n);                      /* of the first words below n, else of n */
const Node *lint_after(const Node *n, const Node *root);         /* next in reading order that is not below n */
int lint_count_words(Str text);

/* A letter or digit of any script at text[*i], and *i moved behind it; else false, and *i moved all the same. */
bool lint_letter(Str text, int *i);
typedef struct LintWord {
    int from, to; /* bytes */
} LintWord;
/* The next word at or after *at: letters and digits, apostrophes inside it left out. False: there is none. */
bool lint_word(Str text, int *at, LintWord *out);
bool lint_is_capitals(Str word); /* two letters or more, A to Z only */
bool lint_is_common(Str word);   /* THE, AND, FOR…: no abbreviation */

/* lint_text.c: sentences and passages in capitals */
void lint_prose(Lint *l, const LintRun *run);

/* lint_abbreviation.c */
void lint_abbreviations(Lint *l, const LintRun *run);
void lint_glossaries(Lint *l);           /* before all else: words explained in a list of their own */
void lint_report_abbreviations(Lint *l); /* after all else */

/* lint_table.c */
void lint_table(Lint *l, const Node *table);

#endif
