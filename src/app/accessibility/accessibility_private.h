/* Shared by the parts of the accessibility report; private to app/accessibility. */
#ifndef APP_ACCESSIBILITY_ACCESSIBILITY_PRIVATE_H
#define APP_ACCESSIBILITY_ACCESSIBILITY_PRIVATE_H

#include "app/accessibility/accessibility.h"
#include "base/str.h"
#include "base/vec.h"

/* The status of conditions of the Matterhorn Protocol in this document. */
typedef enum Standing {
    STANDING_TESTED, /* checked in this document, without errors */
    STANDING_FAILED, /* checked, with an error that stops the PDF */
    STANDING_MADE,   /* follows from the way every file is made */
    STANDING_ABSENT, /* the document, or every file, has nothing of this kind */
    STANDING_PERSON, /* needs a human check */
    STANDING_COUNT
} Standing;

/* The subject of a condition. A condition does not apply if the document has none of its subject. */
typedef enum Subject {
    ABOUT_ALL,
    ABOUT_FIGURES,
    ABOUT_HEADINGS,
    ABOUT_TABLES,
    ABOUT_LISTS,
    ABOUT_NOTES,
    ABOUT_LINKS,
    ABOUT_DATA
} Subject;

typedef struct Condition {
    int checkpoint;
    const char *name;  /* of the checkpoint */
    const char *ids;   /* failure conditions, separated by spaces; empty: the whole checkpoint */
    Standing standing; /* without findings */
    Subject subject;
    const char *meaning, *evidence;
} Condition;
extern const Condition accessibility_conditions[];
extern const int accessibility_ncondition;
bool condition_concerns(const Condition *c, Code code); /* whether a finding of that code concerns it */

typedef struct ContentCounts {
    int pages, landscape, headings, tables, data_tables, figures, described, decorative, links, references, notes,
        lists;
    int smallest_text;  /* hundredths of a point; 0: none */
    VEC(Str) languages; /* the document's first */
} ContentCounts;

typedef struct Verdict {
    const Condition *condition;
    Standing standing;
    int findings; /* that concern it */
} Verdict;

/* Everything known, for both forms. */
typedef struct Knowledge {
    const AccessibilityJob *job;
    ContentCounts counts;
    bool ua;
    Str archive;                             /* "PDF/A-3a", or empty */
    DiagView *findings;                      /* on accessibility */
    int nfindings, errors, warnings, advice; /* of them, by severity */
    int other_errors;
    Verdict *verdicts;
    int nverdicts;
    const Str *limits;
    int nlimits;
    Str statement; /* empty while there are errors */
} Knowledge;

const char *standing_words(Standing s); /* "needs a person" */
const char *standing_id(Standing s);    /* "person" */
void accessibility_markdown(const Knowledge *k, Buf *out);
void accessibility_json(const Knowledge *k, Buf *out);
Str accessibility_place(const Knowledge *k, const DiagView *f); /* "content/x/01.md:4:7" */
Str accessibility_ground(const Knowledge *k, Swatch s);         /* a swatch's name */

#endif
