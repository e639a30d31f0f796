/* The command line as it was given. */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"
#include "pdf/pdf.h"

/* The exit status; of several, the worst counts (status_worse). */
typedef enum Status {
    STATUS_CLEAN = 0,
    STATUS_ERRORS = 1,
    STATUS_USAGE = 2,
    STATUS_WARNINGS = 3,
    STATUS_ENVIRONMENT = 4,
    STATUS_OUR_BUG = 5
} Status;

typedef enum Verb {
    VERB_BUILD,
    VERB_WATCH,
    VERB_PREVIEW,
    VERB_CHECK,
    VERB_REPORT,
    VERB_DATA,
    VERB_SIGN_OFF,
    VERB_DIFF,
    VERB_VERIFY,
    VERB_LIST,
    VERB_NEW,
    VERB_INIT,
    VERB_TEMPLATES,
    VERB_FONTS,
    VERB_SCHEMA,
    VERB_EXPLAIN,
    VERB_DOCTOR,
    VERB_COMPLETIONS,
    VERB_MAN,
    VERB_HELP,
    VERB_VERSION,
    VERB_COUNT
} Verb;
/* ACCEPTED, REJECTED: the tree of the new or the old edition, read out of the comparison. */
typedef enum Dump { DUMP_NOTHING, DUMP_DOC, DUMP_PAGES, DUMP_MERGED, DUMP_ACCEPTED, DUMP_REJECTED } Dump;
typedef enum PanelsView { PANELS_OF_MANIFEST, PANELS_AS_PAGES, PANELS_ON_SHEET } PanelsView;
typedef enum ListFormat { LIST_TEXT, LIST_NINJA } ListFormat;

typedef struct Options {
    Verb verb;
    Str output;        /* folder for results; empty: not given */
    Str depfile;       /* empty: none */
    Str template_name; /* of a new document; empty: not given */
    bool prove;        /* of verify: that all products of documents say the same */
    bool pack;         /* of new: a pack with a report */
    Str by, date;      /* of sign-off; no date: today */
    Dump dump;
    DiagFormat format; /* of findings */
    ListFormat list_format;
    bool as_json; /* of doctor */
    PdfStandard standard;
    Str standard_words; /* as given; empty: not given */
    PanelsView panels;  /* how leaflets are shown */
    unsigned products;  /* a PRODUCT_BIT for each kind that is made; 0: as the manifests list */
    int jobs;           /* documents at a time; 0: one per processor */
    int port;           /* of preview; 0: any */
    int most_errors;    /* shown; 0: all */
    bool timings, quiet, verbose, force;
    bool deny_warnings, deny_unexplained;
    bool signed_off;      /* every figure must be as it was signed off */
    Str changes;          /* of diff: the file of the reasons; empty: variations.xml */
    bool init;            /* of diff: start that file */
    bool schedule;        /* of diff: also the schedule of variations as a document of its own */
    bool changed_pages;   /* of diff: only pages with changes */
    bool members;         /* packs with exempt reports, and exempt reports unnamed */
    bool lock;            /* record the page numbers of packs as published */
    bool poll;            /* of watch: look at the files again and again */
    bool draft;           /* whatever the manifests say */
    bool supplement;      /* packs with only what was not published yet */
    bool lint;            /* also report matters of style */
    bool colour;          /* decided: by the option, NO_COLOR and the terminal */
    const Str *arguments; /* neither verb nor option */
    int narguments;
    Verb help_on; /* VERB_HELP: VERB_COUNT for the whole program */
} Options;

/* False: the command line is wrong, and a message is on stderr. */
bool options_parse(Arena *a, int argc, char *const *argv, Options *out);
/* The products of a document whose manifest cannot be read: a PRODUCT_BIT for each kind. */
unsigned options_products(const Options *options);

#endif
