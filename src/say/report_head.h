/* The head of a report and its contact officers, as blocks made from the manifest. */
#ifndef SAY_REPORT_HEAD_H
#define SAY_REPORT_HEAD_H

#include "doc/doc.h"

#define REPORT_CONTACTS_BLOCK "contacts" /* the block that planpress fills with the contact officers */

/* Puts the head behind the title of a document that is a report, once all its sections have been read. Contact officers
 * stand there unless the document has a block for them. */
void report_head_add(Arena *a, Doc *doc);
/* The contact officers as a list of definitions; NULL: there are none. */
Node *report_contacts(Arena *a, const Doc *doc, Pos pos);

#endif
