/* The changes in one line, for the command line and a pull request. */
#include "diff/outputs.h"

#include "diff/reasons.h"

void changes_summary(const Changes *changes, Buf *out)
{
    static const char *const many[CHANGE_KIND_COUNT] = {"policy", "figures", "consequential", "editorial"};
    static const char *const one[CHANGE_KIND_COUNT] = {"policy", "figure", "consequential", "editorial"};
    int counts[CHANGE_KIND_COUNT] = {0}, unexplained = changes_unexplained(changes);
    const char *before = "";
    for (int i = 0; i < changes->n; i++)
        counts[change_kind(&changes->at[i])]++;
    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        if (counts[kind]) {
            buf_format(out, "%s%d %s", before, counts[kind], (counts[kind] == 1 ? one : many)[kind]);
            before = ", ";
        }
    if (!changes->n)
        buf_puts(out, "no changes");
    if (unexplained)
        buf_format(out, "; %d without a reason", unexplained);
}
