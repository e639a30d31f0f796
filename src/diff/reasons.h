/* The reasons for the changes between two editions, as variations.xml beside the manifest of the new one gives them.
 *
 * A variation holds what was decided at one time; each of its reasons says why something changed. The address of a
 * reason (`at`) covers every change inside it: "#label" the block, or everything under the heading, "table",
 * "table/row" and "table//column" every figure in them, "section/FILE.md" the section, "document" the fields of the
 * manifest. A figure belongs to its table, or else to the first place that shows it. Where several reasons cover a
 * change, the most specific one counts: one pinned to that change alone, then the smallest address, data before labels.
 * A pin is a hash of what a change was and is, or of all that a reason covers together; without one, a reason would
 * silently explain later edits too.
 *
 * Variations are read by read/variations.c, live in the reader's arena and do not change. */
#ifndef DIFF_REASONS_H
#define DIFF_REASONS_H

#include "diag/diag.h"
#include "diff/changes.h"

#define VARIATIONS_FILE "variations.xml"

typedef struct Reason {
    const struct Variation *variation;
    Str at;
    ChangeKind kind;
    Str reason;   /* empty: none yet */
    bool pinned;  /* pin is set */
    uint64_t pin; /* of one change that it covers, or of all of them together */
    Pos pos;      /* of its element */
    Pos at_pos, kind_pos, pin_pos;
} Reason;

typedef struct Variation {
    Str id, number, title, decision;       /* empty: none */
    Str draft, panel, response, effective; /* ISO 8601 yyyy-mm-dd, or empty */
    const Reason *reasons;
    int nreasons;
    Pos pos;
} Variation;

typedef struct Variations {
    const Variation *at;
    int n;
    Pos pos; /* of the root element */
} Variations;

/* "policy", as variations.xml writes it. */
const char *change_kind_name(ChangeKind kind);
const char *change_form_name(ChangeForm form); /* "added" */

/* Gives each change its reason. Reports reasons without a change (VAR002), several for one change (VAR009) and those
 * that are not pinned (VAR008), and kinds that do not fit: VAR003, VAR004, VAR007. */
void variations_apply(Arena *a, Diag *d, Changes *changes, const Variations *variations);
/* Reports changes without a reason (VAR001). */
void changes_check_reasons(Diag *d, const Changes *changes);
/* Reports identifiers that mean another thing in the new edition (VAR005), and a comparison that met a limit (VAR006).
 */
void changes_check(Arena *a, Diag *d, const Changes *changes);

/* How many have no reason, and need one: date and edition do not. */
int changes_unexplained(const Changes *all);

/* A variations.xml with every change in it, for its reasons to be filled in; kinds are what changes look like. */
void variations_skeleton(const Changes *changes, Buf *out);
/* The elements of the changes without a reason, for adding to a file that exists. */
void variations_missing(const Changes *changes, Buf *out);

#endif
