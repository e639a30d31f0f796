/* The columns of a table in both editions, in the order in which one that has all of them shows them: those that are
 * kept, and between two of them first what has gone, then what has come or moved here. */
#include "diff/match/match_private.h"

static const TableColumn *column_of(const Merged *merged, const MergedColumn *c)
{
    return c->new_at >= 0 ? &merged->new_node->u.table.columns[c->new_at]
                          : &merged->old_node->u.table.columns[c->old_at];
}

static void add_column(Merged *merged, MergedState state, int old_at, int new_at)
{
    MergedColumn *c = &merged->columns[merged->ncolumns++];
    *c = (MergedColumn){.state = state, .old_at = old_at, .new_at = new_at};
    if (merged->new_node->u.table.data.n)
        c->id = column_of(merged, c)->id;
    if (state != MERGED_KEPT)
        merged->differs |= DIFFERS_COLUMNS;
}

/* How the same column is set: its heading differs in words, and its width is layout. */
static bool same_column(const Merged *merged, const MergedColumn *c)
{
    const TableColumn *was = &merged->old_node->u.table.columns[c->old_at];
    const TableColumn *now = &merged->new_node->u.table.columns[c->new_at];
    return was->align == now->align && was->current == now->current;
}

void fill_columns(Matching *m, Merged *merged, const ColumnMatch *columns)
{
    int nold = merged->old_node->u.table.ncolumns, nnew = merged->new_node->u.table.ncolumns, o = 0;
    merged->columns = NEWN(m->arena, MergedColumn, nold + nnew);
    for (int n = 0; n <= nnew; n++) {
        bool kept = n < nnew && columns->kept[n];
        int to = n == nnew ? nold : kept ? columns->match[SIDE_NEW][n] : o;
        for (; o < to; o++)
            if (columns->match[SIDE_OLD][o] < 0)
                add_column(merged, MERGED_DELETED, o, -1);
        if (n == nnew)
            break;
        int match = columns->match[SIDE_NEW][n];
        add_column(merged, kept ? MERGED_KEPT : match < 0 ? MERGED_ADDED : MERGED_MOVED, match, n);
        o += kept;
    }
    for (int i = 0; i < merged->ncolumns; i++)
        if (merged->columns[i].old_at >= 0 && merged->columns[i].new_at >= 0
            && !same_column(merged, &merged->columns[i]))
            merged->differs |= DIFFERS_FORM;
}
