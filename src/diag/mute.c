/* Keeping findings apart: what has been found goes on a pile, and the sink begins anew. So a finding that others answer
 * for is never a reason to leave out the same one where it counts. */
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
