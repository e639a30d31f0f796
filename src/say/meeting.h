/* The pages of a pack that nobody writes: the front sheet, the resolution to exclude the public, and the page in place
 * of a report that is not published. They are sections of ordinary blocks in the pack's language, made from the items
 * of its manifest after the pass over the tree, which has nothing to add to them. */
#ifndef SAY_MEETING_H
#define SAY_MEETING_H

#include "doc/pack.h"

/* A section with the meeting, and its business in order: what is open to the public, then what is not. The items'
 * parts must exist. */
Node *meeting_front_sheet(Arena *a, const Doc *pack);
Str meeting_exclusion_title(const Doc *pack);
Node *meeting_exclusion(Arena *a, const Doc *pack);
Node *meeting_absent(Arena *a, const Doc *pack, const PackItem *item);

/* "Noting"; empty when it is not stated. */
Str meeting_purpose(const Language *l, ReportPurpose purpose);
/* "Not for publication: …"; empty for what is public. */
Str meeting_access(Arena *a, const Language *l, ReportAccess access);

#endif
