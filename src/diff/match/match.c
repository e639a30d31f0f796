/* Which blocks of two editions are the same.
 *
 * What is surest comes first, and each step looks only at what is left: the document and its parts; files of sections;
 * labels that were given; data, charts and pictures; whole blocks whose words are there once in each edition; blocks
 * that hold most of one another. Then from the top down, within two blocks that match: what is equal between equal
 * neighbours, and what is alike (gaps.c), and tables by their columns and rows (table.c). Then notes by their marks,
 * and last what is very much alike, wherever it stands. */
#include "diff/match/match_private.h"

#include "doc/chart.h"
#include "doc/diagram.h"

enum {
    FEW_WORDS = 12,    /* bytes: fewer words that are there once in each edition may be so by chance */
    MOVED_LEAST = 800, /* likeness of what moved and changed */
    MOVED_WORDS = 24,
    TIME_LEAST = 1000000, /* steps that the search may take in all */
    TIME_A_BLOCK = 10000
};

void match_pair(Matching *m, int old_block, int new_block)
{
    check(can_match(m, old_block, new_block));
    block_at(m, SIDE_OLD, old_block)->match = new_block;
    block_at(m, SIDE_NEW, new_block)->match = old_block;
}

void match_subtrees(Matching *m, int old_block, int new_block)
{
    int n = block_at(m, SIDE_OLD, old_block)->end - old_block;
    if (n != block_at(m, SIDE_NEW, new_block)->end - new_block)
        n = 1;
    for (int i = 0; i < n; i++)
        if (can_match(m, old_block + i, new_block + i))
            match_pair(m, old_block + i, new_block + i);
}

static void match_parts(Matching *m)
{
    const Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    match_pair(m, ROOT_BLOCK, ROOT_BLOCK);
    int o = block_first(olds, ROOT_BLOCK), n = block_first(news, ROOT_BLOCK);
    for (; o != NO_BLOCK && n != NO_BLOCK; o = block_next(olds, o), n = block_next(news, n))
        match_pair(m, o, n);
}

/* -- By name --------------------------------------------------------------------------------------------------- */

/* Blocks of one name, in each edition in their order. */
typedef struct Namesakes {
    BlockNumbers of[2];
} Namesakes;

static Str drawn_name(Arena *a, const Node *image)
{
    if (image->u.image.chart)
        return str_format(a, "chart %d " STR_FMT, image->u.image.chart->type, STR_ARG(image->u.image.chart->table->id));
    if (image->u.image.diagram)
        return str_format(a, "diagram " STR_FMT, STR_ARG(image->u.image.diagram->id));
    uint64_t hash = hash_bytes(image->u.image.bytes);
    return str_format(a, "picture %llx", (unsigned long long)hash);
}

/* The file of a section, the data of a table, and so on; empty: none. */
static Str name_of(Arena *a, const Node *n)
{
    if (n->kind == NODE_SECTION && n->u.section.file.n)
        return str_format(a, "section " STR_FMT, STR_ARG(n->u.section.file));
    if (n->kind == NODE_TABLE && n->u.table.data.n)
        return str_format(a, "table " STR_FMT, STR_ARG(n->u.table.data));
    if (n->kind == NODE_FIGURE && n->first && n->first->kind == NODE_IMAGE)
        return drawn_name(a, n->first);
    return block_is_filled(n) ? str_format(a, "box " STR_FMT, STR_ARG(n->name)) : (Str){0};
}

static Str label_of(Arena *a, const Node *n)
{
    bool given = n->id.n > 0 && (n->kind != NODE_HEADING || !n->u.heading.derived);
    return given ? str_format(a, "%d " STR_FMT, n->kind, STR_ARG(n->id)) : (Str){0};
}

/* Several of one name: those that hold the same first, then in their order. */
static void match_namesakes(Matching *m, const Namesakes *names)
{
    const BlockNumbers *olds = &names->of[SIDE_OLD], *news = &names->of[SIDE_NEW];
    for (int o = 0, n = 0; o < olds->n && n < news->n; o++, n++) /* from the front while they are equal */
        if (block_at(m, SIDE_OLD, olds->at[o])->hash == block_at(m, SIDE_NEW, news->at[n])->hash)
            match_subtrees(m, olds->at[o], news->at[n]);
    match_in_order(m, names->of);
    for (int o = 0, n = 0; o < olds->n && n < news->n;) {
        bool old_free = block_at(m, SIDE_OLD, olds->at[o])->match == NO_BLOCK;
        bool new_free = block_at(m, SIDE_NEW, news->at[n])->match == NO_BLOCK;
        if (old_free && new_free && can_match(m, olds->at[o], news->at[n]))
            match_pair(m, olds->at[o], news->at[n]);
        else if (old_free && new_free)
            n++;
        o += !old_free;
        n += !new_free;
    }
}

static void match_by(Matching *m, Str (*name)(Arena *, const Node *))
{
    Map found = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = 0; i < m->sides[side].n; i++) {
            Str key = name(m->work, block_at(m, (DiffSide)side, i)->node);
            if (key.n == 0 || block_at(m, (DiffSide)side, i)->match != NO_BLOCK)
                continue;
            Namesakes *names = map_find(&found, key);
            if (!names)
                map_put(m->work, &found, key, names = NEW(m->work, Namesakes));
            VEC_PUSH(m->work, &names->of[side], i);
        }
    for (int i = 0; i < found.n; i++)
        match_namesakes(m, found.entries[i].value);
}

/* -- By content ------------------------------------------------------------------------------------------------ */

Occurrence *occurrence_of(Matching *m, Map *found, const uint64_t *hash)
{
    Str key = {(const char *)hash, sizeof *hash};
    Occurrence *seen = map_find(found, key);
    if (!seen)
        map_put(m->work, found, key, seen = NEW(m->work, Occurrence));
    return seen;
}

bool match_occurrences(Matching *m, const Map *found, int least)
{
    bool any = false;
    for (int i = 0; i < found->n; i++) {
        const Occurrence *seen = found->entries[i].value;
        if (seen->n[SIDE_OLD] != 1 || seen->n[SIDE_NEW] != 1 || !can_match(m, seen->at[SIDE_OLD], seen->at[SIDE_NEW])
            || block_at(m, SIDE_NEW, seen->at[SIDE_NEW])->weight < least)
            continue;
        match_subtrees(m, seen->at[SIDE_OLD], seen->at[SIDE_NEW]);
        any = true;
    }
    return any;
}

/* What is inside a table belongs to its rows and columns. */
static void match_unique(Matching *m)
{
    Map found = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
        const Blocks *b = &m->sides[side];
        for (int i = 0; i < b->n; i = b->at[i].node->kind == NODE_TABLE ? b->at[i].end : i + 1) {
            Occurrence *seen = occurrence_of(m, &found, &b->at[i].hash);
            seen->at[side] = i;
            seen->n[side]++;
        }
    }
    match_occurrences(m, &found, FEW_WORDS);
}

/* The old block that holds most of what a new one holds; NO_BLOCK: none holds half of it. */
static int holder_of_most(const Matching *m, int new_block)
{
    const Blocks *news = &m->sides[SIDE_NEW], *olds = &m->sides[SIDE_OLD];
    int best = NO_BLOCK, count = 0, shared = 0;
    for (int c = block_first(news, new_block); c != NO_BLOCK;
         c = block_next(news, c)) { /* a majority, if there is one */
        int match = news->at[c].match, parent = match == NO_BLOCK ? NO_BLOCK : olds->at[match].parent;
        if (parent == NO_BLOCK)
            continue;
        if (count <= 0) {
            best = parent;
            count = news->at[c].weight;
        } else {
            count += parent == best ? news->at[c].weight : -news->at[c].weight;
        }
    }
    for (int c = block_first(news, new_block); best != NO_BLOCK && c != NO_BLOCK; c = block_next(news, c)) {
        int match = news->at[c].match;
        if (match != NO_BLOCK && olds->at[match].parent == best)
            shared += news->at[c].weight;
    }
    bool most = best != NO_BLOCK && shared * 2 >= int_min(news->at[new_block].weight, olds->at[best].weight);
    return most ? best : NO_BLOCK;
}

static void match_holders(Matching *m)
{
    for (int i = m->sides[SIDE_NEW].n - 1; i > ROOT_BLOCK; i--) {
        const Block *block = block_at(m, SIDE_NEW, i);
        if (block->match != NO_BLOCK || block->end == i + 1)
            continue;
        int holder = holder_of_most(m, i);
        if (holder != NO_BLOCK && can_match(m, holder, i))
            match_pair(m, holder, i);
    }
}

/* -- From the top down ----------------------------------------------------------------------------------------- */

static void list_children(const Matching *m, DiffSide side, int i, BlockNumbers *out)
{
    const Blocks *b = &m->sides[side];
    for (int c = block_first(b, i); c != NO_BLOCK; c = block_next(b, c))
        if (b->at[c].node->kind != NODE_NOTE)
            VEC_PUSH(m->work, out, c);
}

/* Headings whose words are there once among the children of each. */
static void match_headings(Matching *m, const BlockNumbers lists[2])
{
    Map found = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = 0; i < lists[side].n; i++) {
            const Block *block = block_at(m, (DiffSide)side, lists[side].at[i]);
            if (block->node->kind != NODE_HEADING)
                continue;
            Occurrence *seen = occurrence_of(m, &found, &block->hash);
            seen->at[side] = lists[side].at[i];
            seen->n[side]++;
        }
    match_occurrences(m, &found, 0);
}

typedef void MatchLists(Matching *m, const BlockNumbers lists[2]);

/* What each heading heads that matches one of the other edition. */
static void match_groups(Matching *m, const BlockNumbers *news, MatchLists *match)
{
    for (int i = 0; i < news->n; i++) {
        const Block *heading = block_at(m, SIDE_NEW, news->at[i]);
        if (heading->node->kind != NODE_HEADING || heading->match == NO_BLOCK)
            continue;
        BlockNumbers lists[2] = {0};
        for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
            const Blocks *b = &m->sides[side];
            int from = side == SIDE_OLD ? heading->match : news->at[i];
            for (int k = b->at[from].end; k < b->at[from].group_end; k = b->at[k].end)
                VEC_PUSH(m->work, &lists[side], k);
        }
        match(m, lists);
    }
}

/* What a cell or a figure holds stands in one place, however its words changed, and so does the one block of an item or
 * a box. */
static void match_only_ones(Matching *m, int new_block, const BlockNumbers lists[2])
{
    const BlockNumbers *olds = &lists[SIDE_OLD], *news = &lists[SIDE_NEW];
    NodeKind holder = block_at(m, SIDE_NEW, new_block)->node->kind;
    bool fixed = holder == NODE_CELL || holder == NODE_FIGURE;
    for (int i = 0; i < int_min(olds->n, news->n) && (fixed || (olds->n == 1 && news->n == 1)); i++)
        if (can_match(m, olds->at[i], news->at[i]))
            match_pair(m, olds->at[i], news->at[i]);
}

static void match_children(Matching *m, int old_block, int new_block)
{
    BlockNumbers lists[2] = {0};
    if (block_at(m, SIDE_NEW, new_block)->node->kind == NODE_TABLE) {
        match_table(m, old_block, new_block);
        return;
    }
    list_children(m, SIDE_OLD, old_block, &lists[SIDE_OLD]);
    list_children(m, SIDE_NEW, new_block, &lists[SIDE_NEW]);
    match_headings(m, lists);
    match_groups(m, &lists[SIDE_NEW], match_in_order);
    match_in_order(m, lists);
    match_alike_in_order(m, lists);
    match_groups(m, &lists[SIDE_NEW], match_alike_in_order);
    if (new_block != ROOT_BLOCK && block_at(m, SIDE_NEW, new_block)->node->kind != NODE_SECTION)
        match_only_ones(m, new_block, lists);
}

static void match_downwards(Matching *m)
{
    for (int i = 0; i < m->sides[SIDE_NEW].n; i++) {
        Block *block = block_at(m, SIDE_NEW, i);
        if (block->match == NO_BLOCK || block->aligned)
            continue;
        block->aligned = true;
        match_children(m, block->match, i);
    }
}

/* What stands beside blocks that match, and is equal, matches too: texts that are there several times. */
static void match_neighbours(Matching *m)
{
    const Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    for (int i = 0; i < news->n; i++) {
        if (news->at[i].match == NO_BLOCK)
            continue;
        int o = block_next(olds, news->at[i].match), n = block_next(news, i);
        if (o != NO_BLOCK && n != NO_BLOCK && can_match(m, o, n) && olds->at[o].hash == news->at[n].hash)
            match_subtrees(m, o, n);
    }
}

static void match_leftovers(Matching *m)
{
    BlockNumbers lists[2] = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
        const Blocks *b = &m->sides[side];
        for (int i = 0; i < b->n; i = b->at[i].node->kind == NODE_TABLE ? b->at[i].end : i + 1)
            if (b->at[i].match == NO_BLOCK && b->at[i].weight >= MOVED_WORDS)
                VEC_PUSH(m->work, &lists[side], i);
    }
    match_alike_anywhere(m, lists, MOVED_LEAST);
}

bool may_spend(Matching *m, int64_t steps)
{
    m->time_left -= steps;
    m->bounded = m->bounded || m->time_left < 0;
    return m->time_left >= 0;
}

void match_all(Matching *m)
{
    m->places = NEWN(m->work, int, m->sides[SIDE_OLD].n);
    m->time_left = TIME_LEAST + TIME_A_BLOCK * ((int64_t)m->sides[SIDE_OLD].n + m->sides[SIDE_NEW].n);
    match_parts(m);
    match_by(m, label_of);
    match_by(m, name_of);
    match_unique(m);
    match_holders(m);
    match_downwards(m);
    match_neighbours(m);
    match_notes(m);
    match_downwards(m);
    match_leftovers(m);
    match_downwards(m);
}
