/* One sink for everything that is wrong with a document.
 *
 * Bad content adds a diagnostic, and the work goes on. Each diagnostic has a stable code, and the code has the
 * severity (diagnostics.def). A position names a file registered with its text, so that the message can show the
 * line with a caret.
 *
 *     content/x/02-pledges.md:14:7: error[MD004]: unknown block "outcom"
 *       14 | ::: outcom
 *          |     ^^^^^^
 *       help: did you mean "outcome"? */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/map.h"
#include "base/str.h"

typedef enum Severity { SEV_INFO, SEV_WARNING, SEV_ERROR, SEV_FATAL } Severity;
/* SEV_FATAL: input, output or environment; nothing can be built. */

typedef enum Code {
#define DIAGNOSTIC(id, severity, meaning, behind, example, mend, matterhorn) id,
#include "diag/diagnostics.def"
#undef DIAGNOSTIC
    CODE_COUNT
} Code;

/* A place in a source file. file 0: no file; line 0: the file as a whole; col 0: the whole line.
 * Lines count from 1, columns from 1 in code points; len is how many of them the caret underlines (0: one).
 * In a sheet of a workbook (diag_sheet), line and col are the row and the column of a cell, and len means nothing. */
typedef struct Pos {
    int16_t file;
    int32_t line;
    int32_t col;
    int32_t len;
} Pos;

typedef struct Diag Diag;

Diag *diag_new(Arena *a);

/* Registers a file. Its text may be empty when it was not read, and must outlive the sink. Returns its number, from
 * 1. The same path always gives the same number, and text fills in what was empty. 0: there are more than 32,767
 * files, and findings in this one have no place. */
int diag_file(Diag *d, Str path, Str text);
/* Registers a sheet of a workbook that is registered under that path, to give its cells a place: a number of its own,
 * with the workbook's path. Findings show it as budget.xlsx:Budget!C7. */
int diag_sheet(Diag *d, Str path, Str sheet);
Str diag_sheet_name(const Diag *d, int file); /* empty when the number is not that of a sheet */
Str diag_path(const Diag *d, int file);
Str diag_text(const Diag *d, int file); /* as registered; empty when there is none */

/* Adds a diagnostic. The message is one line without a full stop: what is wrong, then what was expected. A message
 * of more than 1,000 bytes loses its middle. The sink keeps 20,000 of each code and counts the rest (IO010). */
void diag(Diag *d, Code code, Pos pos, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Adds help ("did you mean …") or a second place to the last diagnostic. */
void diag_help(Diag *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Finding the nearest of many names takes time. Is there any left to compare n more, to help with the diagnostic added
 * last? */
bool diag_may_compare(Diag *d, int n);
/* "did you mean …", if one of the names is near, while there is time. */
void diag_nearest(Diag *d, Str name, const Str *names, int n);
void diag_nearest_key(Diag *d, Str name, const Map *names);
void diag_label(Diag *d, Pos pos, const char *format, ...) __attribute__((format(printf, 3, 4)));

int diag_count(const Diag *d, Severity at_least);
Severity diag_worst(const Diag *d); /* SEV_INFO when there is none */

/* The forms in which findings are written. */
typedef enum DiagFormat { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON, DIAG_SARIF, DIAG_GITHUB, DIAG_GITLAB } DiagFormat;

typedef struct DiagStyle {
    DiagFormat format;
    bool colour;         /* of DIAG_HUMAN and DIAG_SHORT */
    bool infos;          /* also SEV_INFO */
    bool repeats;        /* each finding on its own; otherwise repeats are grouped, for people */
    int most_errors;     /* write at most this many errors; 0: all */
    const char *version; /* of the program, for SARIF */
} DiagStyle;

/* Writes the findings of one sink after another in one form. Those of a sink are sorted by file (in order of
 * registration), line and column, each once. Control characters in paths, messages and source lines are escaped. */
typedef struct DiagWriter DiagWriter;
DiagWriter *diag_writer(Arena *a, FILE *out, const DiagStyle *style);
void diag_write(DiagWriter *w, const Diag *d);
void diag_writer_end(DiagWriter *w);                      /* the end: a summary, or all of SARIF and of GitLab's form */
int diag_written(const DiagWriter *w, Severity severity); /* findings of that severity so far, shown or not */

/* Makes characters visible that would move, hide or reorder their neighbours on a terminal. */
void put_visible_text(Buf *out, Str s);

/* Prints a whole sink in the form for people. */
void diag_print(const Diag *d, FILE *out, bool colour);

/* A finding, for callers that print it in another form. */
typedef struct DiagView {
    Code code;
    Pos pos;
    Str message;
} DiagView;
/* All findings in the order of diag_print: sorted, each once. Allocated in arena a; returns their number. */
int diag_list(const Diag *d, Arena *a, DiagView **out);
/* "01.md:14:7", "budget.xlsx:Budget!C7"; without a line, the path alone, and nothing without a file. */
void buf_place(Buf *out, const Diag *d, Pos pos);

const char *code_name(Code code); /* "MD004" */
Severity code_severity(Code code);
const char *code_meaning(Code code); /* "a block is not defined in the template" */
/* The failure conditions of the Matterhorn Protocol 1.1 that the code concerns, such as "13-004", or whole
 * checkpoints, such as "13", separated by spaces; often empty. */
Str code_matterhorn(Code code);
/* Writes the meaning, the cause, an example, what to do, and the Matterhorn numbers, in lines for a terminal. */
void code_explain(Code code, Buf *out);
bool code_find(Str name, Code *out); /* in capitals or not; false: unknown */

/* For input that is not the reader's concern here, such as an older edition: findings from here on are kept apart, and
 * files are registered as usual. Calls may nest. */
void diag_mute(Diag *d);
/* Ends the last one, and returns the number of errors since then. tell: these findings count after all. */
int diag_unmute(Diag *d, bool tell);
/* Shows a file under another path in findings, such as one read from a temporary folder. */
void diag_show_as(Diag *d, int file, Str path);

/* The number of registered files, numbered from 1 in the order in which they were read. */
int diag_files(const Diag *d);

/* Packs findings into bytes for a pipe or a file, with everything needed to write them, including source lines. */
void diag_save(const Diag *d, Buf *out);
/* Adds saved findings. False: the bytes did not come from diag_save, and the sink may hold part of them. */
bool diag_load(Diag *d, Str bytes);

#endif
