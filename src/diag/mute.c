/* Keeping findings apart: a sink has one more place for them, and while it is muted the two have changed places. So a
 * finding that others answer for is never a reason to leave out the same one where it counts. */
#include "diag/diag_private.h"

void diag_mute(Diag *d)
{
    check(!d->muted);
    d->heard = d->found;
    d->found = (DiagFindings){0};
    d->muted = true;
}

int diag_unmute(Diag *d, bool tell)
{
    check(d->muted);
    DiagFindings apart = d->found;
    int errors = diag_count(d, SEV_ERROR);
    d->found = d->heard;
    d->found.last = NULL;
    d->muted = false;
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
