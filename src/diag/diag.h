/* One sink for all that is wrong with a document.
 *
 * Bad content gets a diagnostic and the work goes on. Each diagnostic has a stable code;
 * severity belongs to the code (diagnostics.def). Positions name a file that was registered with its text, so that the
 * offending line can be shown with a caret.
 *
 *     content/x/02-pledges.md:14:7: error[MD004]: unknown block "outcom"
 *       14 | ::: outcom
 *          |     ^^^^^^
 *       help: did you mean "outcome"?
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/str.h"

typedef enum Severity { SEV_INFO, SEV_WARNING, SEV_ERROR, SEV_FATAL } Severity;
/* SEV_FATAL: input/output or environment; nothing can be made. */

typedef enum Code {
#define DIAGNOSTIC(id, severity, meaning, behind, example, mend, matterhorn) id,
#include "diag/diagnostics.def"
#undef DIAGNOSTIC
    CODE_COUNT
} Code;

/* A place in a source file. file 0: no file; line 0: the file as a whole; col 0: the whole line.
 * Lines count from 1, columns from 1 in code points; len is how many of them the caret underlines (0: one). */
typedef struct Pos {
    int16_t file;
    int32_t line;
    int32_t col;
    int32_t len;
} Pos;

typedef struct Diag Diag;

Diag *diag_new(Arena *a);

/* Registers a file; text may be empty when it was not read, and must outlive the sink. Returns its number, from 1.
 * The same path twice gives the same number (text is filled in if it was empty). 0: there are more than 32,767 files,
 * and what is found in this one has no place. */
int diag_file(Diag *d, Str path, Str text);
Str diag_path(const Diag *d, int file);
Str diag_text(const Diag *d, int file); /* as it was registered; empty when there is none */

/* Adds a diagnostic. The message is one line without full stop that says what is wrong and what was expected; of more
 * than 1,000 bytes the middle is left out. Of each code 20,000 are kept, the rest is counted (IO010). */
void diag(Diag *d, Code code, Pos pos, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Adds help ("did you mean …") or a second place to the diagnostic added last. */
void diag_help(Diag *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
void diag_label(Diag *d, Pos pos, const char *format, ...) __attribute__((format(printf, 3, 4)));

int diag_count(const Diag *d, Severity at_least);
Severity diag_worst(const Diag *d); /* SEV_INFO when there is none */

/* The forms in which findings are written. */
typedef enum DiagFormat { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON, DIAG_SARIF, DIAG_GITHUB } DiagFormat;

typedef struct DiagStyle {
    DiagFormat format;
    bool colour;         /* of DIAG_HUMAN and DIAG_SHORT */
    bool infos;          /* informations too */
    bool repeats;        /* each finding by itself; otherwise those of one kind are gathered for people */
    int most_errors;     /* no more errors than these are written; 0: all */
    const char *version; /* of the program, for SARIF */
} DiagStyle;

/* Writes the findings of one sink after another in one form: each sink's sorted by file (in order of registration),
 * line and column, each once. Control characters in paths, messages and source lines are escaped. */
typedef struct DiagWriter DiagWriter;
DiagWriter *diag_writer(Arena *a, FILE *out, const DiagStyle *style);
void diag_write(DiagWriter *w, const Diag *d);
void diag_writer_end(DiagWriter *w);                      /* what comes after all: a summary, SARIF itself */
int diag_written(const DiagWriter *w, Severity severity); /* findings of that severity so far, shown or not */

/* Text as findings show it: what would move, hide or turn round its neighbours on a terminal is made visible. */
void put_visible_text(Buf *out, Str s);

/* All of one sink, as people read it. */
void diag_print(const Diag *d, FILE *out, bool colour);

/* What was said, for those who print it in another form. */
typedef struct DiagView {
    Code code;
    Pos pos;
    Str message;
} DiagView;
/* All of it as diag_print has it: sorted, each once. In arena a; gives their number. */
int diag_list(const Diag *d, Arena *a, DiagView **out);

const char *code_name(Code code); /* "MD004" */
Severity code_severity(Code code);
const char *code_meaning(Code code); /* "a block has a name that the template does not know" */
/* Failure conditions of the Matterhorn Protocol 1.1 that it bears on, as "13-004", or whole checkpoints, as "13", with
 * blanks between; often empty. */
Str code_matterhorn(Code code);
/* Its meaning, what is behind it, an example, how to mend it, and its Matterhorn numbers, in lines for a terminal. */
void code_explain(Code code, Buf *out);
bool code_find(Str name, Code *out); /* capitals or not; false: there is none */

/* The files that were registered, from 1; their numbers are the order in which they were read. */
int diag_files(const Diag *d);

/* Findings in bytes, to go through a pipe or into a file: all that writing them needs, source lines with them. */
void diag_save(const Diag *d, Buf *out);
/* Adds what was saved. False: the bytes are not what diag_save writes, and the sink may hold a part of it. */
bool diag_load(Diag *d, Str bytes);

#endif
