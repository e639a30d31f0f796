/* One tree of both editions, from the blocks that match.
 *
 * The children of a block that is in both are merged: those that are in both places, in their order; between two of
 * them first what the old edition has there, then what the new one has. Each block of the old edition stands in the
 * tree once (kept, deleted, or left where it was before it moved), and so does each of the new one (kept, added, or
 * moved here): therefore both can be read out of it.
 *
 * Which pairs are kept decides the spine: of all pairs below two blocks that match, those in one order that have the
 * most words. A heading moves with all that it heads when nothing of that is kept. */
#include "diff/match/match_private.h"
#include "diff/match/spine_private.h"

/* The blocks from one up to another that have one parent. */
typedef struct Siblings {
    int from, end;
} Siblings;

static Siblings children_of(const Blocks *b, int i)
{
    return (Siblings){i + 1, b->at[i].end};
}

static Siblings group_of(const Blocks *b, int heading)
{
    return (Siblings){heading, b->at[heading].group_end};
}

/* Of cells, those in columns that keep their order go first, so that it is the same column that moves in each row. */
static int64_t weight_of(const Matching *m, int new_block)
{
    enum { COLUMN_WEIGHT = 1 << 30 };
    const Block *block = block_at(m, SIDE_NEW, new_block);
    const ColumnMatch *columns = NULL;
    if (block->node->kind == NODE_CELL)
        columns = block_at(m, SIDE_NEW, block_at(m, SIDE_NEW, block->parent)->parent)->columns;
    bool in_order = columns && columns->kept[block->node->u.cell.column];
    return order_weight(block) + (in_order ? COLUMN_WEIGHT : 0);
}

/* Decides which of the siblings are kept. places: of the old ones, for lookup; as long as the old edition has blocks.
 */
static void keep_spine(Matching *m, Siblings of_old, Siblings of_new, int *places)
{
    Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    ArenaMark mark = arena_mark(m->work);
    SpinePairs pairs = {0};
    int nold = 0;
    for (int i = of_old.from; i < of_old.end; i = olds->at[i].end)
        places[i] = nold++;
    for (int i = of_new.from; i < of_new.end; i = news->at[i].end) {
        int match = news->at[i].match;
        if (match >= of_old.from && match < of_old.end && olds->at[match].parent == olds->at[of_old.from].parent)
            VEC_PUSH(m->work, &pairs, (SpinePair){.old_at = places[match], .new_at = i, .weight = weight_of(m, i)});
    }
    spine_find(m->work, &pairs, nold);
    for (int i = 0; i < pairs.n; i++) {
        Block *fresh = &news->at[pairs.at[i].new_at];
        fresh->kept = olds->at[fresh->match].kept = pairs.at[i].on;
    }
    arena_rewind(m->work, mark);
}

/* Is nothing of these kept? */
static bool all_moved(const Blocks *b, Siblings s)
{
    for (int i = s.from; i < s.end; i = b->at[i].end)
        if (b->at[i].kept)
            return false;
    return true;
}

/* Do two groups share enough to be the same one, moved? */
static bool share_most(const Matching *m, Siblings of_old, Siblings of_new)
{
    const Blocks *news = &m->sides[SIDE_NEW];
    int64_t shared = 0, all = 0;
    for (int i = news->at[of_new.from].end; i < of_new.end; i = news->at[i].end) {
        int match = news->at[i].match;
        all += news->at[i].weight;
        if (match >= of_old.from && match < of_old.end)
            shared += news->at[i].weight;
    }
    return shared * 3 >= all;
}

/* Outer groups come first: what moved within one that moved is kept in it. */
static void move_groups(Matching *m, int *places)
{
    Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    for (int i = 0; i < news->n; i++) {
        const Block *heading = &news->at[i];
        if (heading->node->kind != NODE_HEADING || heading->match == NO_BLOCK || heading->kept)
            continue;
        int match = heading->match;
        Siblings of_new = group_of(news, i), of_old = group_of(olds, match);
        if (heading->end == of_new.end || !all_moved(news, of_new) || !all_moved(olds, of_old)
            || !share_most(m, of_old, of_new))
            continue;
        keep_spine(m, of_old, of_new, places);
        news->at[i].moved_group = olds->at[match].moved_group = true;
    }
}

static void keep_all(Matching *m)
{
    Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    int *places = NEWN(m->work, int, olds->n);
    olds->at[ROOT_BLOCK].kept = news->at[ROOT_BLOCK].kept = true;
    for (int i = 0; i < news->n; i++)
        if (news->at[i].match != NO_BLOCK && news->at[i].end > i + 1)
            keep_spine(m, children_of(olds, news->at[i].match), children_of(news, i), places);
    move_groups(m, places);
}

/* -- The tree -------------------------------------------------------------------------------------------------- */

/* Whose children are to be made: those of two blocks that match, of one block, or of groups. */
typedef struct MergeTask {
    Merged *into;
    Siblings of[2];
    bool grouped; /* groups: their headings stand first */
} MergeTask;

typedef struct Merger {
    Matching *m;
    Merged **places[2]; /* by block: its place in that edition, or its group's, if it moved */
    VEC(MergeTask) tasks;
} Merger;

static Merged *append_merged(Merger *g, Merged *parent, MergedState state)
{
    Merged *fresh = NEW(g->m->arena, Merged);
    fresh->state = state;
    fresh->parent = parent;
    fresh->prev = parent->last;
    fresh->generated = parent->generated;
    if (parent->last)
        parent->last->next = fresh;
    else
        parent->first = fresh;
    parent->last = fresh;
    return fresh;
}

static void add_task(Merger *g, MergeTask task)
{
    if (task.of[SIDE_OLD].from < task.of[SIDE_OLD].end || task.of[SIDE_NEW].from < task.of[SIDE_NEW].end)
        VEC_PUSH(g->m->work, &g->tasks, task);
}

/* Words that planpress makes: what a drawing shows, and where a chart's data stands. */
static bool is_said(const Node *n)
{
    bool drawn = n->kind == NODE_IMAGE && (n->u.image.chart || n->u.image.diagram);
    return drawn || (n->kind == NODE_PARAGRAPH && n->parent->kind == NODE_FIGURE);
}

/* A block of both editions, with how it differs in itself. */
static void fill_pair(Merger *g, Merged *merged, int old_block, int new_block)
{
    merged->old_node = block_at(g->m, SIDE_OLD, old_block)->node;
    merged->new_node = block_at(g->m, SIDE_NEW, new_block)->node;
    merged->generated = merged->generated || block_is_filled(merged->new_node);
    merged->differs = differences_of(merged->old_node, merged->new_node);
    if (is_words(merged->new_node->kind) && !is_said(merged->old_node) && !is_said(merged->new_node))
        merged->words = words_compare(g->m, old_block, new_block);
    if (merged->words)
        merged->differs |= DIFFERS_WORDS;
    if (merged->new_node->kind == NODE_TABLE)
        fill_columns(g->m, merged, block_at(g->m, SIDE_NEW, new_block)->columns);
    add_task(g, (MergeTask){merged,
                            {children_of(&g->m->sides[SIDE_OLD], old_block),
                             children_of(&g->m->sides[SIDE_NEW], new_block)},
                            false});
}

/* Does the heading begin a group that has come or gone as a whole? */
static bool is_whole_group(const Blocks *b, int i, const MergeTask *task, DiffSide side)
{
    bool own = task->grouped && i == task->of[side].from;
    return b->at[i].node->kind == NODE_HEADING && !own && b->at[i].group_end > b->at[i].end
           && all_moved(b, group_of(b, i));
}

/* What stands in one edition only. Returns the next sibling. */
static int merge_single(Merger *g, const MergeTask *task, DiffSide side, int i)
{
    const Blocks *b = &g->m->sides[side];
    MergeTask inside = {0};
    Merged *merged = append_merged(g, task->into, side == SIDE_OLD ? MERGED_DELETED : MERGED_ADDED);
    inside.into = merged;
    inside.grouped = merged->group = is_whole_group(b, i, task, side);
    inside.of[side] = merged->group ? group_of(b, i) : children_of(b, i);
    if (!merged->group) {
        *(side == SIDE_OLD ? &merged->old_node : &merged->new_node) = b->at[i].node;
        merged->generated = merged->generated || block_is_filled(b->at[i].node);
    }
    add_task(g, inside);
    return merged->group ? b->at[i].group_end : b->at[i].end;
}

/* What stands in both editions, but not here in both. */
static int merge_moved(Merger *g, const MergeTask *task, DiffSide side, int i)
{
    const Block *block = block_at(g->m, side, i);
    Merged *merged = append_merged(g, task->into, side == SIDE_OLD ? MERGED_LEFT : MERGED_MOVED);
    g->places[side][i] = merged;
    merged->group = block->moved_group;
    merged->generated = merged->generated || block_is_filled(block->node);
    int match = block->match, pair[2] = {side == SIDE_OLD ? i : match, side == SIDE_OLD ? match : i};
    if (side == SIDE_NEW && merged->group)
        add_task(g, (MergeTask){merged,
                                {group_of(&g->m->sides[SIDE_OLD], pair[SIDE_OLD]),
                                 group_of(&g->m->sides[SIDE_NEW], pair[SIDE_NEW])},
                                true});
    else if (side == SIDE_NEW)
        fill_pair(g, merged, pair[SIDE_OLD], pair[SIDE_NEW]);
    else if (!merged->group) {
        merged->old_node = block->node;
        merged->new_node = block_at(g->m, SIDE_NEW, match)->node;
    }
    return merged->group ? block->group_end : block->end;
}

static bool is_kept_here(const Matching *m, const MergeTask *task, DiffSide side, int i)
{
    const Block *block = block_at(m, side, i);
    return block->kept && (!block->moved_group || (task->grouped && i == task->of[side].from));
}

/* All up to the next that is kept. */
static int merge_side(Merger *g, const MergeTask *task, DiffSide side, int i)
{
    while (i < task->of[side].end && !is_kept_here(g->m, task, side, i)) {
        const Block *block = block_at(g->m, side, i);
        i = block->match == NO_BLOCK ? merge_single(g, task, side, i) : merge_moved(g, task, side, i);
    }
    return i;
}

static void merge_children(Merger *g, const MergeTask *task)
{
    int o = task->of[SIDE_OLD].from, n = task->of[SIDE_NEW].from;
    for (;;) {
        o = merge_side(g, task, SIDE_OLD, o);
        n = merge_side(g, task, SIDE_NEW, n);
        if (o >= task->of[SIDE_OLD].end || n >= task->of[SIDE_NEW].end)
            break;
        check(block_at(g->m, SIDE_NEW, n)->match == o);
        fill_pair(g, append_merged(g, task->into, MERGED_KEPT), o, n);
        o = block_at(g->m, SIDE_OLD, o)->end;
        n = block_at(g->m, SIDE_NEW, n)->end;
    }
    check(o >= task->of[SIDE_OLD].end && n >= task->of[SIDE_NEW].end);
}

static void join_twins(const Merger *g)
{
    const Blocks *news = &g->m->sides[SIDE_NEW];
    for (int i = 0; i < news->n; i++) {
        Merged *here = g->places[SIDE_NEW][i];
        if (!here)
            continue;
        here->twin = g->places[SIDE_OLD][news->at[i].match];
        check(here->twin);
        here->twin->twin = here;
    }
}

Merged *merge_all(Matching *m)
{
    Merger g = {.m = m};
    keep_all(m);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        g.places[side] = NEWN(m->work, Merged *, m->sides[side].n);
    Merged *root = NEW(m->arena, Merged);
    fill_pair(&g, root, ROOT_BLOCK, ROOT_BLOCK);
    while (g.tasks.n > 0) {
        MergeTask task = g.tasks.at[--g.tasks.n];
        merge_children(&g, &task);
    }
    join_twins(&g);
    return root;
}
