/* What makes a document a report to a meeting: who sends it to whom, under which item, and who may read it. */
#ifndef DOC_REPORT_H
#define DOC_REPORT_H

#include "diag/diag.h"
#include "base/str.h"

/* Whom to ask about a report. */
typedef struct Contact {
    Str name, role, telephone, email; /* name is never empty; the others may be */
    Pos pos;
} Contact;

/* What the meeting is to do with a report. */
typedef enum ReportPurpose {
    PURPOSE_NOT_STATED,
    PURPOSE_NOTING,
    PURPOSE_DECISION,
    PURPOSE_DISCUSSION,
    PURPOSE_COUNT
} ReportPurpose;

/* Who may read a report. Exempt information is described in Part 1 of Schedule 12A to the Local Government Act 1972. */
typedef struct ReportAccess {
    bool exempt;
    int paragraph; /* of that part, 1 to 7; 0: public, or not stated, which was reported */
} ReportAccess;

/* As the report's own manifest states it. Strings may be empty: what a good report lacks is reported by lints. */
typedef struct ReportHead {
    Str item; /* "6.0" */
    Str to, from;
    ReportPurpose purpose;
    Str classification; /* "OFFICIAL" */
    Str banner;         /* across its pages: "Work in progress" */
    ReportAccess access;
    const Contact *contacts;
    int ncontacts;
    int pages_most; /* without appendices; 0: not stated */
    Pos pos;
} ReportHead;

enum { CLASSIFICATION_UNKNOWN = -1 };
/* 0: none is stated; 1 for OFFICIAL to 4 for TOP SECRET. */
int classification_rank(Str classification);

#endif
