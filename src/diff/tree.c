/* Walking the merged tree: along its links and without recursion, so that a deep tree costs no stack. */
#include "diff/diff.h"

const Merged *merged_next(const Merged *m, const Merged *root)
{
    if (m->first)
        return m->first;
    while (m != root && !m->next)
        m = m->parent;
    return m == root ? NULL : m->next;
}
