/* Tables by their columns and rows.
 *
 * Columns of data have ids; those of a typed table are known by their headings, then by what stands in them, and what
 * is left between two that match is paired in order when it is as many on both sides. Rows of data have ids; others
 * are known by their words, then by those of their first cells, then by being alike. Cells are the same in the same row
 * and column, and never by their place alone. */
#include "diff/match/match_private.h"
#include "diff/match/spine_private.h"

#include "base/str.h"

typedef struct TableSide {
    DiffSide side;
    int block; /* of the table */
    const Node *node;
    BlockNumbers heads, rows;
    Str *names;        /* by column: id or words of the heading; empty: none */
    uint64_t *content; /* by column: of all that stands below the heading */
} TableSide;

typedef struct TableMatch {
    Matching *m;
    TableSide sides[2];
    ColumnMatch *columns;
} TableMatch;

static bool is_data(const TableMatch *t)
{
    return t->sides[SIDE_OLD].node->u.table.data.n > 0 && t->sides[SIDE_NEW].node->u.table.data.n > 0;
}

/* -- Columns --------------------------------------------------------------------------------------------------- */

/* Hashes as names: eight bytes. */
static Str name_of_hash(Matching *m, uint64_t hash)
{
    const uint64_t *kept = arena_copy(m->work, &hash, sizeof hash);
    return (Str){(const char *)kept, sizeof *kept};
}

static void name_columns(const TableMatch *t, TableSide *s)
{
    Matching *m = t->m;
    const Blocks *b = &m->sides[s->side];
    int n = s->node->u.table.ncolumns;
    s->names = NEWN(m->work, Str, n);
    s->content = NEWN(m->work, uint64_t, n);
    for (int i = 0; i < n && is_data(t); i++)
        s->names[i] = s->node->u.table.columns[i].id;
    if (is_data(t))
        return;
    for (int i = 0; i < s->heads.n; i++)
        for (int c = block_first(b, s->heads.at[i]); c != NO_BLOCK; c = block_next(b, c))
            if (b->at[c].node->u.cell.colspan == 1 && b->at[c].weight > 2)
                s->names[b->at[c].node->u.cell.column] = name_of_hash(m, b->at[c].hash);
    for (int i = 0; i < s->rows.n; i++)
        for (int c = block_first(b, s->rows.at[i]); c != NO_BLOCK; c = block_next(b, c)) {
            uint64_t *content = &s->content[b->at[c].node->u.cell.column];
            *content = hash_mix(*content, b->at[c].hash);
        }
}

static void pair_columns(const TableMatch *t, int old_column, int new_column)
{
    t->columns->match[SIDE_OLD][old_column] = new_column;
    t->columns->match[SIDE_NEW][new_column] = old_column;
}

static bool are_free(const TableMatch *t, int old_column, int new_column)
{
    return t->columns->match[SIDE_OLD][old_column] < 0 && t->columns->match[SIDE_NEW][new_column] < 0;
}

/* Columns with one name each, and several of one name in their order. */
static void match_named_columns(const TableMatch *t)
{
    const TableSide *was = &t->sides[SIDE_OLD], *now = &t->sides[SIDE_NEW];
    Map found = {0};
    for (int o = was->node->u.table.ncolumns - 1; o >= 0; o--)
        if (was->names[o].n)
            map_put_number(t->m->work, &found, was->names[o], o);
    for (int n = 0; n < now->node->u.table.ncolumns; n++) {
        int o = now->names[n].n ? map_number(&found, now->names[n]) : -1;
        while (o >= 0 && o < was->node->u.table.ncolumns
               && (!are_free(t, o, n) || !str_eq(was->names[o], now->names[n])))
            o++;
        if (o >= 0 && o < was->node->u.table.ncolumns)
            pair_columns(t, o, n);
    }
}

/* What stands in a column of a typed table, where its heading does not tell. */
static void match_columns_by_content(const TableMatch *t)
{
    const TableSide *was = &t->sides[SIDE_OLD], *now = &t->sides[SIDE_NEW];
    Map found = {0};
    for (int o = was->node->u.table.ncolumns - 1; o >= 0; o--)
        if (t->columns->match[SIDE_OLD][o] < 0 && was->content[o])
            map_put_number(t->m->work, &found, name_of_hash(t->m, was->content[o]), o);
    for (int n = 0; n < now->node->u.table.ncolumns; n++) {
        int o = t->columns->match[SIDE_NEW][n] < 0 && now->content[n]
                    ? map_number(&found, name_of_hash(t->m, now->content[n]))
                    : -1;
        if (o >= 0 && are_free(t, o, n))
            pair_columns(t, o, n);
    }
}

static void keep_columns(const TableMatch *t)
{
    SpinePairs pairs = {0};
    int nnew = t->sides[SIDE_NEW].node->u.table.ncolumns;
    for (int n = 0; n < nnew; n++)
        if (t->columns->match[SIDE_NEW][n] >= 0)
            VEC_PUSH(t->m->work, &pairs,
                     (SpinePair){.old_at = t->columns->match[SIDE_NEW][n], .new_at = n, .weight = 1});
    spine_find(t->m->work, &pairs, t->sides[SIDE_OLD].node->u.table.ncolumns);
    for (int i = 0; i < pairs.n; i++)
        t->columns->kept[pairs.at[i].new_at] = pairs.at[i].on;
}

/* Between two that are kept: those that are left, when they are as many. */
static void match_columns_between(const TableMatch *t)
{
    int nold = t->sides[SIDE_OLD].node->u.table.ncolumns, nnew = t->sides[SIDE_NEW].node->u.table.ncolumns;
    for (int o = 0, n = 0; o <= nold && n <= nnew; o++, n++) {
        int old_from = o, new_from = n;
        while (n < nnew && !t->columns->kept[n])
            n++;
        int old_to = n < nnew ? t->columns->match[SIDE_NEW][n] : nold;
        bool all_free = old_to - old_from == n - new_from;
        for (int k = 0; k < n - new_from && all_free; k++)
            all_free = are_free(t, old_from + k, new_from + k);
        for (int k = 0; k < n - new_from && all_free; k++)
            pair_columns(t, old_from + k, new_from + k);
        o = old_to;
    }
}

static int *no_columns(Matching *m, int n)
{
    int *out = NEWN(m->work, int, n);
    for (int i = 0; i < n; i++)
        out[i] = -1;
    return out;
}

static void match_columns(TableMatch *t)
{
    t->columns = NEW(t->m->work, ColumnMatch);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        t->columns->match[side] = no_columns(t->m, t->sides[side].node->u.table.ncolumns);
    t->columns->kept = NEWN(t->m->work, bool, t->sides[SIDE_NEW].node->u.table.ncolumns);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        name_columns(t, &t->sides[side]);
    match_named_columns(t);
    if (!is_data(t)) {
        match_columns_by_content(t);
        keep_columns(t);
        match_columns_between(t);
    }
    keep_columns(t);
    block_at(t->m, SIDE_NEW, t->sides[SIDE_NEW].block)->columns = t->columns;
}

/* -- Rows ------------------------------------------------------------------------------------------------------ */

static void list_rows(const TableMatch *t, TableSide *s)
{
    const Blocks *b = &t->m->sides[s->side];
    for (int c = block_first(b, s->block); c != NO_BLOCK; c = block_next(b, c))
        if (b->at[c].node->kind == NODE_ROW && b->at[c].node->u.row.role == ROW_HEAD)
            VEC_PUSH(t->m->work, &s->heads, c);
        else if (b->at[c].node->kind == NODE_ROW)
            VEC_PUSH(t->m->work, &s->rows, c);
}

static Str row_id(const TableMatch *t, DiffSide side, int row)
{
    return block_at(t->m, side, row)->node->u.row.id;
}

/* The words of its first cell. */
static Str row_words(const TableMatch *t, DiffSide side, int row)
{
    int cell = block_first(&t->m->sides[side], row);
    if (cell == NO_BLOCK || block_at(t->m, side, cell)->weight <= 2)
        return (Str){0};
    return (Str){(const char *)&block_at(t->m, side, cell)->hash, sizeof(uint64_t)};
}

/* Rows that have a name once on each side. */
static void match_rows_by(const TableMatch *t, Str (*name)(const TableMatch *, DiffSide, int))
{
    Map found = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = 0; i < t->sides[side].rows.n; i++) {
            int row = t->sides[side].rows.at[i];
            Str key = name(t, (DiffSide)side, row);
            if (key.n == 0 || block_at(t->m, (DiffSide)side, row)->match != NO_BLOCK)
                continue;
            Occurrence *seen = map_find(&found, key);
            if (!seen)
                map_put(t->m->work, &found, key, seen = NEW(t->m->work, Occurrence));
            seen->at[side] = row;
            seen->n[side]++;
        }
    for (int i = 0; i < found.n; i++) {
        const Occurrence *seen = found.entries[i].value;
        if (seen->n[SIDE_OLD] == 1 && seen->n[SIDE_NEW] == 1 && can_match(t->m, seen->at[SIDE_OLD], seen->at[SIDE_NEW]))
            match_pair(t->m, seen->at[SIDE_OLD], seen->at[SIDE_NEW]);
    }
}

static bool have_ids(const TableMatch *t)
{
    const BlockNumbers *rows = &t->sides[SIDE_NEW].rows;
    return is_data(t) && rows->n > 0 && row_id(t, SIDE_NEW, rows->at[0]).n > 0;
}

static void match_rows(const TableMatch *t)
{
    const BlockNumbers *old_heads = &t->sides[SIDE_OLD].heads, *new_heads = &t->sides[SIDE_NEW].heads;
    for (int o = old_heads->n, n = new_heads->n; o > 0 && n > 0;)
        if (can_match(t->m, old_heads->at[--o], new_heads->at[--n]))
            match_pair(t->m, old_heads->at[o], new_heads->at[n]);
    BlockNumbers lists[2] = {t->sides[SIDE_OLD].rows, t->sides[SIDE_NEW].rows};
    if (is_data(t))
        match_rows_by(t, row_id);
    match_in_order(t->m, lists);
    if (have_ids(t)) /* a row of another id is another row */
        return;
    match_rows_by(t, row_words);
    match_alike_in_order(t->m, lists);
}

/* -- Cells ----------------------------------------------------------------------------------------------------- */

/* Cells of columns that match; the search for the old one goes on from the last, and begins again where columns have
 * changed places. */
static void match_cells(const TableMatch *t, int old_row, int new_row)
{
    const Blocks *olds = &t->m->sides[SIDE_OLD], *news = &t->m->sides[SIDE_NEW];
    int o = block_first(olds, old_row);
    for (int n = block_first(news, new_row); n != NO_BLOCK; n = block_next(news, n)) {
        int column = t->columns->match[SIDE_NEW][news->at[n].node->u.cell.column];
        if (column < 0)
            continue;
        if (o == NO_BLOCK || olds->at[o].node->u.cell.column > column)
            o = block_first(olds, old_row);
        while (o != NO_BLOCK && olds->at[o].node->u.cell.column < column)
            o = block_next(olds, o);
        if (o != NO_BLOCK && olds->at[o].node->u.cell.column == column && can_match(t->m, o, n))
            match_pair(t->m, o, n);
    }
    BlockNumbers lists[2] = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
        const Blocks *b = &t->m->sides[side];
        for (int c = block_first(b, side == SIDE_OLD ? old_row : new_row); c != NO_BLOCK; c = block_next(b, c))
            if (b->at[c].node->u.cell.colspan > 1) /* over several columns, whichever they are */
                VEC_PUSH(t->m->work, &lists[side], c);
    }
    match_in_order(t->m, lists);
}

/* Captions, and the notes without marks, which have names. */
static void match_others(const TableMatch *t)
{
    const Blocks *olds = &t->m->sides[SIDE_OLD], *news = &t->m->sides[SIDE_NEW];
    int o = block_first(olds, t->sides[SIDE_OLD].block);
    for (int n = block_first(news, t->sides[SIDE_NEW].block); n != NO_BLOCK; n = block_next(news, n)) {
        const Node *now = news->at[n].node;
        if (news->at[n].match != NO_BLOCK || (now->kind != NODE_CAPTION && (now->kind != NODE_NOTE || !now->name.n)))
            continue;
        int at = o;
        while (at != NO_BLOCK && (!can_match(t->m, at, n) || !str_eq(olds->at[at].node->name, now->name)))
            at = block_next(olds, at);
        if (at != NO_BLOCK)
            match_pair(t->m, at, n);
    }
}

void match_table(Matching *m, int old_block, int new_block)
{
    TableMatch t = {.m = m};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
        int block = side == SIDE_OLD ? old_block : new_block;
        t.sides[side] =
            (TableSide){.side = (DiffSide)side, .block = block, .node = block_at(m, (DiffSide)side, block)->node};
        list_rows(&t, &t.sides[side]);
    }
    match_columns(&t);
    match_rows(&t);
    for (int i = 0; i < t.sides[SIDE_NEW].rows.n + t.sides[SIDE_NEW].heads.n; i++) {
        const TableSide *s = &t.sides[SIDE_NEW];
        int row = i < s->heads.n ? s->heads.at[i] : s->rows.at[i - s->heads.n];
        Block *block = block_at(m, SIDE_NEW, row);
        block->aligned = true;
        if (block->match != NO_BLOCK)
            match_cells(&t, block->match, row);
    }
    match_others(&t);
}
