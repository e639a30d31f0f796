/* From the merged tree to the list of changes.
 *
 * One walk makes the changes in the order of their numbers. Its order is the tree's: that of the new edition, with
 * deletions where they were. An added or deleted block is one change with everything in it, except that blocks moved
 * into it are changes of their own. Blocks that follow each other in both editions moved together. The change of a
 * figure of the data can gain further places; any other change is complete at once. */
#include "diff/changes/changes_private.h"

/* --- making changes --- */

FoundChange *change_new(ChangeFinder *f, ChangeForm form, ChangeKind looks)
{
    FoundChange *c = NEW(f->a, FoundChange);
    VEC_PUSH(f->a, &f->found, c);
    c->change = (Change){.number = f->found.n, .form = form, .looks = looks};
    return c;
}

void change_add_place(ChangeFinder *f, FoundChange *c, const Merged *at)
{
    const Merged *old = at && at->twin && at->state == MERGED_MOVED ? at->twin : at;
    ChangePlace place = {.at = at};
    if (at && c->places.n && c->places.at[c->places.n - 1].at == at)
        return;
    if (at && at->group && at->first)
        at = old = at->first;
    if (at)
        place.new_node = at->new_node, place.old_node = old->old_node;
    VEC_PUSH(f->a, &c->places, place);
}

FoundChange *block_change(ChangeFinder *f, Merged *m, ChangeForm form, ChangeKind looks)
{
    FoundChange *c = change_new(f, form, looks);
    c->change.at = address_of(f->a, m);
    change_add_place(f, c, m);
    m->change = c->change.number;
    return c;
}

static FoundChange *change_of(const ChangeFinder *f, const Merged *m)
{
    return m->change ? f->found.at[m->change - 1] : NULL;
}

ChangeForm form_between(Str was, Str now)
{
    return !was.n ? CHANGE_ADDED : !now.n ? CHANGE_DELETED : CHANGE_REPLACED;
}

/* --- blocks added, deleted or moved --- */

static bool is_part_of(const Merged *m, MergedState state)
{
    return m && m->state == state && m->change;
}

/* For a deleted and an added block side by side: whether one replaced the other. Rows, sections
 * and the like have identities of their own. */
static bool may_replace(const Merged *m)
{
    const Node *n = merged_node(m);
    if (m->group || !n)
        return false;
    switch (n->kind) {
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_ITEM:
    case NODE_TERM:
    case NODE_DEFINITION:
    case NODE_QUOTE:
    case NODE_CODE_BLOCK:
    case NODE_FIGURE:
    case NODE_CAPTION: return true;
    default: return false;
    }
}

static Merged *replacement(const Merged *m)
{
    Merged *other = m->next;
    MergedState wanted = m->state == MERGED_ADDED ? MERGED_DELETED : MERGED_ADDED;
    if (!other || other->state != wanted || !may_replace(m) || !may_replace(other)
        || (m->prev && m->prev->state == m->state) || (other->next && other->next->state == other->state))
        return NULL;
    return merged_node(m)->kind == merged_node(other)->kind ? other : NULL;
}

static void find_replacement(ChangeFinder *f, Merged *m, Merged *other)
{
    Merged *old = m->state == MERGED_DELETED ? m : other, *fresh = m->state == MERGED_DELETED ? other : m;
    FoundChange *c = cell_figure_change(f, fresh);
    if (c) {
        old->change = fresh->change = c->change.number;
        change_add_place(f, c, fresh->parent);
        return;
    }
    c = block_change(f, fresh, CHANGE_REPLACED, CHANGE_POLICY);
    old->change = fresh->change;
    c->places.at[0].old_node = old->old_node;
    c->change.was = block_excerpt(f->a, old, SIDE_OLD);
    c->change.now = block_excerpt(f->a, fresh, SIDE_NEW);
    if (old->old_node->kind != NODE_FIGURE)
        c->change.looks = words_look(f->a, c->change.was, c->change.now);
}

/* The change of the column that was added or deleted with a cell; 0: only the cell was. */
static int column_change(const Merged *m)
{
    const Merged *row = m->parent, *table = row ? row->parent : NULL;
    const Node *cell = merged_node(m);
    for (int i = 0; cell && cell->kind == NODE_CELL && table && i < table->ncolumns; i++) {
        const MergedColumn *column = &table->columns[i];
        int at = m->new_node ? column->new_at : column->old_at;
        if (column->state == m->state && at >= cell->u.cell.column && at < cell->u.cell.column + cell->u.cell.colspan)
            return column->change;
    }
    return 0;
}

static void find_one_sided(ChangeFinder *f, Merged *m)
{
    Merged *other = replacement(m);
    bool added = m->state == MERGED_ADDED;
    if (!m->change)
        m->change = column_change(m);
    if (m->change)
        return;
    if (is_part_of(m->parent, m->state)) {
        m->change = m->parent->change;
        return;
    }
    if (other) {
        find_replacement(f, m, other);
        return;
    }
    FoundChange *c = block_change(f, m, added ? CHANGE_ADDED : CHANGE_DELETED, CHANGE_POLICY);
    Str words = block_excerpt(f->a, m, added ? SIDE_NEW : SIDE_OLD);
    *(added ? &c->change.now : &c->change.was) = words;
    if (is_gap(words))
        c->change.looks = CHANGE_EDITORIAL; /* other lines around the same words */
}

static void find_moved(ChangeFinder *f, Merged *m)
{
    const Merged *before = m->prev;
    FoundChange *c = NULL;
    if (m->new_node && m->new_node->kind == NODE_NOTE)
        return; /* with its mark, or with the block that the mark is in */
    if (before && before->state == MERGED_MOVED && before->twin && m->twin && before->twin == m->twin->prev)
        c = change_of(f, before);
    if (c) {
        change_add_place(f, c, m);
        m->change = c->change.number;
    } else {
        c = block_change(f, m, CHANGE_MOVED, CHANGE_EDITORIAL);
        c->change.was = block_excerpt(f->a, m, SIDE_OLD);
        c->change.now = block_excerpt(f->a, m, SIDE_NEW);
    }
    if (m->twin)
        m->twin->change = m->change;
}

/* --- differences in a block itself --- */

Str column_excerpt(Arena *a, const Merged *table, const MergedColumn *column, DiffSide side)
{
    const Node *n = merged_on(table, side);
    int at = side == SIDE_OLD ? column->old_at : column->new_at;
    Buf out = {0};
    for (const Node *row = n && at >= 0 ? n->first : NULL; row && out.n < EXCERPT_MOST; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            if (cell->u.cell.column == at) {
                buf_puts(&out, out.n ? "; " : "");
                buf_str(&out, node_text(a, cell));
                break;
            }
    return excerpt_of(a, buf_take(&out, a));
}

static void find_columns(ChangeFinder *f, Merged *m)
{
    static const ChangeForm forms[] =
        {[MERGED_ADDED] = CHANGE_ADDED, [MERGED_DELETED] = CHANGE_DELETED, [MERGED_MOVED] = CHANGE_MOVED};
    for (int i = 0; i < m->ncolumns; i++) {
        MergedColumn *column = &m->columns[i];
        if (column->state == MERGED_KEPT || column->state == MERGED_LEFT)
            continue;
        ChangeForm form = forms[column->state];
        FoundChange *c = change_new(f, form, form == CHANGE_MOVED ? CHANGE_EDITORIAL : CHANGE_POLICY);
        Str data = merged_node(m)->u.table.data;
        c->change.at = data.n && column->id.n
                           ? str_format(f->a, STR_FMT "//" STR_FMT, STR_ARG(data), STR_ARG(column->id))
                           : address_of(f->a, m);
        c->change.was = form == CHANGE_ADDED ? (Str){0} : column_excerpt(f->a, m, column, SIDE_OLD);
        c->change.now = form == CHANGE_DELETED ? (Str){0} : column_excerpt(f->a, m, column, SIDE_NEW);
        change_add_place(f, c, m);
        column->change = c->change.number;
    }
}

static void find_picture(ChangeFinder *f, Merged *m)
{
    if (m->change)
        return;
    FoundChange *c = block_change(f, m, CHANGE_REPLACED, CHANGE_POLICY);
    c->change.was = block_excerpt(f->a, m, SIDE_OLD);
    c->change.now = block_excerpt(f->a, m, SIDE_NEW);
}

/* The title of a box is words of its own, also where the box has moved. */
static void find_title(ChangeFinder *f, Merged *m)
{
    Str was = m->old_node->u.box.title, now = m->new_node->u.box.title;
    int moved = m->change;
    FoundChange *c = block_change(f, m, form_between(was, now), words_look(f->a, was, now));
    c->change.was = was;
    c->change.now = now;
    m->change = moved ? moved : m->change;
}

/* The form of a block; of a cell whose figure changed, or a table whose columns came or went, that is part of these. A
 * table or a row has no words of its own. A chart of another type is one change, with its figure. */
static void find_form(ChangeFinder *f, Merged *m)
{
    if (box_title_differs(m)) {
        find_title(f, m);
        return;
    }
    bool table = m->new_node->kind == NODE_TABLE;
    bool of_chart = m->new_node->kind == NODE_FIGURE && m->first && m->first->differs & DIFFERS_FORM;
    FoundChange *figure = m->new_node->kind == NODE_CELL ? cell_figure_change(f, m) : NULL;
    if (figure) {
        m->change = figure->change.number;
        change_add_place(f, figure, m);
    }
    if (m->change || of_chart || (table && m->differs & DIFFERS_COLUMNS))
        return;
    FoundChange *c = block_change(f, m, CHANGE_REPLACED, CHANGE_EDITORIAL);
    if (table || m->new_node->kind == NODE_ROW)
        return;
    c->change.was = block_excerpt(f->a, m, SIDE_OLD);
    c->change.now = block_excerpt(f->a, m, SIDE_NEW);
}

static void find_differences(ChangeFinder *f, Merged *m)
{
    if (m->differs & DIFFERS_WORDS)
        find_words(f, m);
    if (m->differs & DIFFERS_COLUMNS)
        find_columns(f, m);
    if (m->differs & DIFFERS_FIGURES)
        find_chart(f, m);
    if (m->differs & DIFFERS_PICTURE)
        find_picture(f, m);
    if (m->differs & DIFFERS_FORM)
        find_form(f, m);
}

static void find_at(ChangeFinder *f, Merged *m)
{
    switch (m->state) {
    case MERGED_ADDED:
    case MERGED_DELETED: find_one_sided(f, m); break;
    case MERGED_MOVED:
        find_moved(f, m);
        find_differences(f, m);
        break;
    case MERGED_KEPT: find_differences(f, m); break;
    case MERGED_LEFT: break; /* with its twin */
    }
}

/* The next in the order of the tree, without what is inside m or with it. */
static Merged *next_of(Merged *m, const Merged *root, bool inside)
{
    if (inside && m->first)
        return m->first;
    while (m != root && !m->next)
        m = m->parent;
    return m == root ? NULL : m->next;
}

const ChangePlace *change_home(const Change *c)
{
    for (int i = 0; c->data.n && i < c->nplaces; i++) {
        const Node *n = c->places[i].new_node ? c->places[i].new_node : c->places[i].old_node;
        if (n && n->kind == NODE_CELL)
            return &c->places[i];
    }
    return &c->places[0];
}

/* What moved and what changed in it are two changes with the same words. */
static uint64_t pin_of(Arena *a, const Change *c)
{
    const char *form = c->form == CHANGE_MOVED ? "moved\x1F" : "";
    return str_hash(str_format(a, "%s" STR_FMT "\x1F" STR_FMT, form, STR_ARG(c->was), STR_ARG(c->now)));
}

Changes *changes_find(Arena *a, Diff *diff)
{
    ChangeFinder f = {.a = a, .diff = diff};
    Changes *all = NEW(a, Changes);
    find_headings(&f);
    find_fields(&f);
    for (Merged *m = diff->root; m; m = next_of(m, diff->root, !m->generated))
        if (!m->generated)
            find_at(&f, m);
    *all = (Changes){.diff = diff, .at = NEWN(a, Change, f.found.n), .n = f.found.n};
    for (int i = 0; i < all->n; i++) {
        FoundChange *found = f.found.at[i];
        found->change.places = found->places.at;
        found->change.nplaces = found->places.n;
        found->change.pin = pin_of(a, &found->change);
        all->at[i] = found->change;
    }
    return all;
}
