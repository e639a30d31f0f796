/* The changes in one line, for the command line and a pull request. */
#include "diff/outputs.h"

#include "diff/reasons.h"

void changes_summary(const Changes *changes, Buf *out)
{
    int counts[CHANGE_KIND_COUNT] = {0}, unexplained = changes_unexplained(changes);
    const char *before = "";
    for (int i = 0; i < changes->n; i++)
        counts[change_kind(&changes->at[i])]++;
    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        if (counts[kind]) {
            bool one_figure = kind == CHANGE_FIGURES && counts[kind] == 1;
            buf_format(out, "%s%d %s", before, counts[kind],
                       one_figure ? "figure" : change_kind_name((ChangeKind)kind));
            before = ", ";
        }
    if (!changes->n)
        buf_puts(out, "no changes");
    if (unexplained)
        buf_format(out, "; %d without a reason", unexplained);
}
