/* The contents of the sink: shared by diag.c, which fills it, and by the files that write it out. */
#ifndef DIAG_DIAG_PRIVATE_H
#define DIAG_DIAG_PRIVATE_H

#include "diag/diag.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

/* A line of a file without text: it came with saved findings. */
typedef struct DiagLine {
    int number;
    Str text;
} DiagLine;

/* The line found last; the next search is usually not far after it. */
typedef struct LineFound {
    int number, at;
} LineFound;

typedef struct DiagFile {
    Str path, text;
    Str sheet;           /* its name, when this is a sheet of a workbook; else empty */
    VEC(DiagLine) lines; /* by number */
    LineFound *found;
} DiagFile;

/* A line under a diagnostic: help, or a second place. */
typedef struct DiagNote {
    struct DiagNote *next;
    bool help;
    Pos pos; /* of a second place */
    Str text;
} DiagNote;

typedef struct DiagEntry {
    Code code;
    Pos pos;
    Str message;
    int order; /* in which it was added */
    DiagNote *first_note, **next_note;
} DiagEntry;

typedef struct DiagFindings {
    VEC(DiagEntry *) entries;
    DiagEntry *last; /* owner of further notes; NULL: it is not kept */
    Map said;
    int by_severity[SEV_FATAL + 1], by_code[CODE_COUNT];
} DiagFindings;

typedef struct DiagHeard {
    DiagFindings found;
    struct DiagHeard *before;
} DiagHeard;

struct Diag {
    Arena *arena;
    VEC(DiagFile) files;
    Map by_path;             /* their numbers */
    DiagFindings found;      /* while muted, what is kept apart */
    struct DiagHeard *heard; /* while muted, what was found before */
    int compared;            /* names, to find the nearest */
};

/* The entries by place, each once; returns their number. */
int diag_sorted(const Diag *d, Arena *a, DiagEntry ***out);
/* A line of a registered file, without its end. False when it is not available. */
bool diag_line(const Diag *d, int file, int line, Str *out);
/* "Budget!C7" where the place is a cell. False: it is not. */
bool put_cell_place(const Diag *d, Pos pos, Buf *out);
void diag_add(Diag *d, Code code, Pos pos, Str message);
void diag_add_note(Diag *d, DiagNote note); /* to the entry added last */

/* --- writing ------------------------------------------------------------ */

const char *severity_word(Severity severity); /* "error" for SEV_FATAL too */
void put_human(const Diag *d, const DiagEntry *e, bool colour, Buf *out);
void put_short(const Diag *d, const DiagEntry *e, bool colour, Buf *out);
void put_github(const Diag *d, const DiagEntry *e, Buf *out);
void put_gitlab(const Diag *d, const DiagEntry *e, Str fingerprint, Buf *out);
void put_json(const Diag *d, const DiagEntry *e, Buf *out);
/* What stays the same in a finding when lines move. seen: fingerprints so far, to number repeats. */
Str sarif_fingerprint(const Diag *d, const DiagEntry *e, Arena *a, Map *seen);
/* One SARIF result. rule: the index of its code among the rules. */
void put_sarif_result(const Diag *d, const DiagEntry *e, int rule, Str fingerprint, Buf *out);
void put_sarif_rule(Code code, Buf *out);

#endif
