/* Shared by the checks of reports. */
#ifndef CHECK_REPORT_REPORT_PRIVATE_H
#define CHECK_REPORT_REPORT_PRIVATE_H

#include "check/report/report.h"
#include "doc/report.h"

/* One report under examination. */
typedef struct Paper {
    Lint *l;
    const Doc *doc;
    const Node *part;
    const ReportHead *head;
    bool numbered; /* the template numbers its paragraphs */
} Paper;

/* Whether a footnote is called for in the run at or after a byte. */
bool report_is_explained(const LintRun *run, int from);
/* English, whose words the checks of sentences know. */
bool report_is_english(const Doc *doc, const Node *n);
/* A heading whose words are among those that a word of the language lists. */
bool report_heads(const Paper *p, const Node *heading, WordId list);

/* numbers.c: RPT003 and RPT004 */
void report_numbers(const Paper *p);
/* The length of a number typed before the words of a block, as "3.4" or "3.4."; 0: there is none. */
int report_typed_number(Str text);

/* mentions.c: RPT005, references in words */
typedef struct InReport InReport;
InReport *mentions_new(const Paper *p); /* with what the report has */
void mentions_check(InReport *m, const LintRun *run);

/* recommendation.c: RPT007 and RPT012 */
void report_recommendations(const Paper *p);

/* unfinished.c: RPT008 and RPT009 */
void report_unfinished(const Paper *p, const LintRun *run);

/* exempt.c: RPT010 */
void report_exempt(const Paper *p, const LintRun *run);

#endif
