/* Figures of the data in words: those of placeholders, which the reader has recorded, and those in cells of tables that
 * are made from data. A record holds the address of its words, so that it stays right wherever a text was divided. */
#include "diff/match/match_private.h"

#include <stdlib.h>

static int by_address(const void *a, const void *b)
{
    const ShownFigure *x = a, *y = b;
    return (x->words.p > y->words.p) - (x->words.p < y->words.p);
}

void shown_make(Arena *a, Blocks *b)
{
    VEC(ShownFigure) all = {0};
    for (const Node *part = b->doc->root->first; part; part = part->next) {
        const Doc *doc = part->u.part.doc;
        for (int i = 0; i < doc->shown.n; i++)
            if (doc->shown.at[i].words.n > 0)
                VEC_PUSH(a, &all, doc->shown.at[i]);
    }
    if (all.n > 0)
        qsort(all.at, (size_t)all.n, sizeof *all.at, by_address);
    b->shown = all.at;
    b->nshown = all.n;
}

const ShownFigure *shown_in(const Blocks *b, Str text, int from, int *at)
{
    int low = 0, high = b->nshown;
    const char *begin = text.p + from;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (b->shown[middle].words.p < begin)
            low = middle + 1;
        else
            high = middle;
    }
    const ShownFigure *found = low < b->nshown ? &b->shown[low] : NULL;
    if (!found || found->words.p + found->words.n > text.p + text.n)
        return NULL;
    *at = (int)(found->words.p - text.p);
    return found;
}

Str shown_in_cell(Arena *a, const Node *block)
{
    const Node *cell = block->parent, *row = cell->parent;
    if (block->kind != NODE_PARAGRAPH || cell->kind != NODE_CELL || cell->u.cell.head
        || cell->u.cell.align != CELL_FIGURE || !row->u.row.id.n)
        return (Str){0};
    const Node *table = row->parent;
    Str column = table->u.table.columns[cell->u.cell.column].id;
    if (!table->u.table.data.n || !column.n)
        return (Str){0};
    return str_format(a, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(table->u.table.data), STR_ARG(row->u.row.id),
                      STR_ARG(column));
}
