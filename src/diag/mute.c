/* Keeping findings apart: those so far go on a stack, and the sink starts afresh. So a muted finding never counts as a
 * repeat of the same finding where it matters. */
#include "diag/diag_private.h"

void diag_mute(Diag *d)
{
    DiagHeard *heard = NEW(d->arena, DiagHeard);
    *heard = (DiagHeard){d->found, d->heard};
    d->heard = heard;
    d->found = (DiagFindings){0};
}

int diag_unmute(Diag *d, bool tell)
{
    DiagFindings apart = d->found;
    int errors = diag_count(d, SEV_ERROR);
    check(d->heard);
    d->found = d->heard->found;
    d->found.last = NULL;
    d->heard = d->heard->before;
    for (int i = 0; i < apart.entries.n && tell; i++) {
        const DiagEntry *e = apart.entries.at[i];
        diag_add(d, e->code, e->pos, e->message);
        for (const DiagNote *note = e->first_note; note; note = note->next)
            diag_add_note(d, *note);
    }
    return errors;
}

void diag_show_as(Diag *d, int file, Str path)
{
    d->files.at[file - 1].path = str_dup(d->arena, path);
}
