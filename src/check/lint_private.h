/* Shared by the parts of the lints; private to check/lint*.c. */
#ifndef CHECK_LINT_PRIVATE_H
#define CHECK_LINT_PRIVATE_H

#include "check/lint_run.h"

/* What is known so far about an abbreviation. */
typedef struct Abbr {
    Str word;         /* without a plural s */
    bool used, known; /* used before it was known */
    Pos use, meaning; /* of the first use, and of the explanation */
    const Node *row;  /* the row of the first use, or NULL */
} Abbr;

/* lint_text.c: sentences and passages in capitals */
void lint_prose(Lint *l, const LintRun *run);

/* lint_abbreviation.c */
void lint_abbreviations(Lint *l, const LintRun *run);
void lint_glossaries(Lint *l);           /* first: words explained in a list of their own */
void lint_report_abbreviations(Lint *l); /* last */

/* lint_script.c: LNG003; of a node, and of what is no node */
void lint_script(Lint *l, const Node *n);
void lint_scripts_elsewhere(Lint *l);

/* lint_total.c: DAT029 */
void lint_total(Lint *l, const Node *table);

/* lint_repeat.c: ACC016, in one section */
void lint_repeats(Lint *l, const Node *section);

/* lint_table.c */
void lint_table(Lint *l, const Node *table);

#endif
