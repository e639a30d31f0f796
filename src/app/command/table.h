/* The tables that the command line is read from: verbs, options, exit statuses, variables of the environment and
 * examples. The help, the manual page and the completions of shells are made from the same ones, so that they and the
 * program always agree. */
#ifndef APP_COMMAND_TABLE_H
#define APP_COMMAND_TABLE_H

#include "app/options.h"
#include "base/vec.h"

/* What an argument or an option's value is, for completion. */
typedef enum CompletionKind {
    WORD_OTHER,
    WORD_CHOICE, /* one of its form's "a|b|c" */
    WORD_LIST,   /* some words, with commas between them */
    WORD_FILE,
    WORD_FOLDER,
    WORD_DOCUMENT,
    WORD_TEMPLATE,
    WORD_SCHEMA,
    WORD_CODE,
    WORD_VERB
} CompletionKind;

typedef struct VerbEntry {
    const char *name, *arguments;
    CompletionKind argument;
    const char *summary, *details;
} VerbEntry;

typedef enum OptionId {
    OPT_OUTPUT,
    OPT_JOBS,
    OPT_FORCE,
    OPT_PORT,
    OPT_POLL,
    OPT_STANDARD,
    OPT_AUDIENCE,
    OPT_LOCK,
    OPT_SUPPLEMENT,
    OPT_DRAFT,
    OPT_PANELS,
    OPT_PRODUCT,
    OPT_PRODUCTS,
    OPT_DEPFILE,
    OPT_DUMP,
    OPT_TIMINGS,
    OPT_TEMPLATE,
    OPT_PACK,
    OPT_BY,
    OPT_DATE,
    OPT_SIGNED,
    OPT_FORMAT,
    OPT_LIST_FORMAT,
    OPT_DOCTOR_FORMAT,
    OPT_SCHEDULE,
    OPT_PAGES,
    OPT_ACCEPT,
    OPT_REJECT,
    OPT_DIFF_DUMP,
    OPT_INIT,
    OPT_CHANGES,
    OPT_DIFF_DENY,
    OPT_DIFF_PRODUCT,
    OPT_DENY,
    OPT_MAX_ERRORS,
    OPT_LINT,
    OPT_VERBOSE,
    OPT_QUIET,
    OPT_COLOR,
    OPT_HELP,
    OPT_VERSION,
    OPTION_COUNT
} OptionId;

typedef struct OptionEntry {
    char letter;              /* or 0 */
    const char *name, *value; /* value: its form, or NULL */
    CompletionKind kind;      /* of the value */
    unsigned verbs;           /* one bit for each verb that has it */
    const char *summary;
} OptionEntry;

/* Something that is listed with what it means. */
typedef struct Meaning {
    const char *name, *meaning;
} Meaning;

enum { STATUS_COUNT = STATUS_OUR_BUG + 1, VARIABLE_COUNT = 4, EXAMPLE_COUNT = 6 };

#define ON(verb) (1u << (verb))
#define ANYWHERE (~0u)

extern const VerbEntry VERBS[VERB_COUNT];
extern const OptionEntry OPTIONS[OPTION_COUNT];
extern const char *const STATUSES[STATUS_COUNT];
extern const char STATUSES_TOGETHER[];
extern const Meaning VARIABLES[VARIABLE_COUNT];
extern const Meaning EXAMPLES[EXAMPLE_COUNT];
extern const char ABOUT[];

/* The words of "a|b|c"; of NULL none. */
Strs words_of(Arena *a, const char *form);
/* The words that an option with WORD_CHOICE or WORD_LIST takes. */
Strs option_words(Arena *a, OptionId id);

#endif
