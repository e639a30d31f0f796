/* A table as several, each with a group of its columns behind the labels.
 *
 * Groups are as few as possible, or one more where that cuts no heading over several columns; they cut few of these,
 * and are of like widths. No group cuts a cell of the body. Every cell stands once; the cells of labels, headings of
 * the labels, and what is over columns of several groups are copied into each. The first table is the one that there
 * was, so whatever leads to it leads to the first group. A note stands below the group that has its only mark, else
 * below the last. */
#include "large/fit/fit_private.h"

enum { GROUP_LINES = 4, COLUMNS_LEAST = 2, COST_CUT = 4, UNCUTTABLE = -1 };

/* ---- finding groups ---- */

typedef struct Grouping {
    const TableNeeds *needs;
    const Len *widths;
    const int *cuts; /* by column: headings over it and the one before; UNCUTTABLE: a cell of the body is */
    int labels;
    Len measure, mean; /* mean: of the groups' widths without the labels */
} Grouping;

static Len width_in_group(const ColumnNeed *need)
{
    int64_t lines = need->text / GROUP_LINES;
    return lines > need->easy ? (Len)int_min((int)(lines < LEN_MAX / 4 ? lines : LEN_MAX / 4), LEN_MAX / 4)
                              : need->easy;
}

static Len own_width(const Grouping *d, int from, int to)
{
    int64_t sum = 0;
    for (int i = from; i < to; i++)
        sum += d->widths[i] + d->needs->gap;
    return (Len)(sum < LEN_MAX / 2 ? sum : LEN_MAX / 2);
}

/* What cells over several columns need more than these. */
static Len widening(const Grouping *d, int from, int to)
{
    Len most = 0;
    for (int i = 0; i < d->needs->spans.n; i++) {
        const SpanNeed *s = &d->needs->spans.at[i];
        int first = int_max(s->first, from), end = int_min(s->first + s->n, to);
        if (first < end && s->first >= d->labels)
            most = int_max(most, s->least - own_width(d, first, end));
    }
    return most;
}

static bool fits(const Grouping *d, int from, int to)
{
    Len width = own_width(d, 0, d->labels) + own_width(d, from, to) - d->needs->gap + d->needs->edges;
    return width + widening(d, from, to) <= d->measure;
}

/* Of a group, as a part of all. */
static int64_t cost_of(const Grouping *d, int from, int to)
{
    int64_t off = (own_width(d, from, to) - d->mean) / PT(1);
    return off * off + (from > d->labels ? (int64_t)d->cuts[from] * COST_CUT * 10000 : 0);
}

typedef struct GroupCost {
    int64_t cost; /* -1: impossible */
    int from;
} GroupCost;

/* best[k][to]: the columns up to `to` in k groups. */
static void divide(const Grouping *d, int k, int to, GroupCost *best)
{
    int n = d->needs->n;
    GroupCost *out = &best[k * (n + 1) + to];
    *out = (GroupCost){-1, 0};
    for (int from = to - COLUMNS_LEAST; from >= d->labels && fits(d, from, to); from--) {
        const GroupCost *before = &best[(k - 1) * (n + 1) + from];
        if (before->cost < 0 || (from > d->labels && d->cuts[from] == UNCUTTABLE))
            continue;
        int64_t cost = before->cost + cost_of(d, from, to);
        if (out->cost < 0 || cost < out->cost)
            *out = (GroupCost){cost, from};
    }
}

static ColumnGroups division_of(const Grouping *d, const GroupCost *best, int k)
{
    ColumnGroups groups = {.n = k, .labels = d->labels};
    int to = d->needs->n;
    for (int i = k; i > 0; i--) {
        groups.begins[i] = to;
        to = best[i * (d->needs->n + 1) + to].from;
    }
    groups.begins[0] = to;
    return groups;
}

static int *cuts_of(Fitting *f, const Node *table)
{
    int n = table->u.table.ncolumns, *cuts = NEWN(f->arena, int, n + 1);
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            for (int c = cell->u.cell.column + 1; c < int_min(cell->u.cell.column + cell->u.cell.colspan, n); c++) {
                if (row->u.row.role == ROW_HEAD && cuts[c] != UNCUTTABLE)
                    cuts[c]++;
                else if (row->u.row.role != ROW_GROUP)
                    cuts[c] = UNCUTTABLE;
            }
    return cuts;
}

/* A reference or code alone is no label: the column after it belongs to it. */
static int labels_of(const TableNeeds *needs, Len em)
{
    enum { CODE_EMS = 5 };
    const ColumnNeed *c = needs->columns;
    bool code = c[0].text < (int64_t)em * CODE_EMS && !c[1].figures && c[1].text >= (int64_t)em * CODE_EMS;
    return code && needs->n > 3 ? 2 : 1;
}

/* Headings that it cuts. */
static int cuts_in(const Grouping *d, const ColumnGroups *g)
{
    int n = 0;
    for (int i = 1; i < g->n; i++)
        n += d->cuts[g->begins[i]];
    return n;
}

/* The best division into k groups; n 0: there is none. best: of all fewer groups, found before. */
static ColumnGroups divide_into(Grouping *d, int k, GroupCost *best)
{
    int n = d->needs->n;
    d->mean = own_width(d, d->labels, n) / k;
    for (int at = 0; at <= n; at++)
        best[at] = (GroupCost){at == d->labels ? 0 : -1, 0};
    for (int groups = 1; groups <= k; groups++)
        for (int to = 0; to <= n; to++)
            divide(d, groups, to, best);
    return best[k * (n + 1) + n].cost >= 0 ? division_of(d, best, k) : (ColumnGroups){0};
}

/* One more group is welcome where it cuts no heading. */
ColumnGroups groups_find(Fitting *f, const Node *table, const TableNeeds *needs, Len measure)
{
    int n = needs->n;
    Len *widths = NEWN(f->arena, Len, n);
    for (int i = 0; i < n; i++)
        widths[i] = width_in_group(&needs->columns[i]);
    Grouping d = {.needs = needs, .widths = widths, .cuts = cuts_of(f, table), .measure = measure};
    d.labels = labels_of(needs, rehearse_type(f->rehearsal, (RehearsedPlace){table, false}));
    GroupCost *best = NEWN(f->arena, GroupCost, (size_t)(GROUPS_MOST + 1) * (n + 1));
    ColumnGroups found = {0};
    for (int k = 2; k <= GROUPS_MOST && !found.n; k++)
        found = divide_into(&d, k, best);
    if (!found.n || found.n == GROUPS_MOST || !cuts_in(&d, &found))
        return found;
    ColumnGroups more = divide_into(&d, found.n + 1, best);
    return more.n && !cuts_in(&d, &more) ? more : found;
}

/* ---- making tables ---- */

typedef struct TablePiece {
    Node *table, *row; /* row: in hand */
    int from, to;
} TablePiece;

/* The place of a cell in a piece: *columns 0: it has none. */
static int place_in(const TablePiece *p, int labels, const Node *cell, int *columns)
{
    int first = cell->u.cell.column, end = first + cell->u.cell.colspan;
    int label = int_max(int_min(end, labels) - first, 0), from = int_max(first, p->from);
    int own = int_max(int_min(end, p->to) - from, 0);
    *columns = label + own;
    return label ? first : labels + from - p->from;
}

/* Into each piece that it has a place in; it is moved into the first. */
static void deal_cell(Fitting *f, Node *cell, TablePiece *pieces, const ColumnGroups *g)
{
    Node whole = {.kind = NODE_CELL, .u.cell = cell->u.cell};
    bool dealt = false;
    for (int i = 0; i < g->n; i++) {
        int columns, column = place_in(&pieces[i], g->labels, &whole, &columns);
        if (!columns)
            continue;
        Node *own = dealt ? fit_copy(f, cell) : cell;
        own->u.cell.column = column;
        own->u.cell.colspan = columns;
        node_append(pieces[i].row, own);
        dealt = true;
    }
}

static void deal_row(Fitting *f, Node *row, TablePiece *pieces, const ColumnGroups *g)
{
    Node *cells = row->first;
    row->first = row->last = NULL;
    for (int i = 0; i < g->n; i++) {
        pieces[i].row = i ? fit_node(f, NODE_ROW, row) : row;
        pieces[i].row->u.row = row->u.row;
        node_append(pieces[i].table, pieces[i].row);
    }
    for (Node *cell = cells, *next; cell; cell = next) {
        next = cell->next;
        cell->parent = cell->next = cell->prev = NULL;
        deal_cell(f, cell, pieces, g);
    }
}

/* A row of heads that no cell begins in, because what has heads of two rows is in other pieces: heads of several rows
 * end one row earlier. */
static void drop_empty_heads(Node *table)
{
    for (Node *row = table->first, *next; row; row = next) {
        next = row->next;
        if (row->kind != NODE_ROW || row->first)
            continue;
        if (row->u.row.role != ROW_HEAD)
            return;
        int down = 1;
        for (Node *r = row->prev; r && r->kind == NODE_ROW; r = r->prev, down++)
            for (Node *cell = r->first; cell; cell = cell->next)
                cell->u.cell.rowspan -= cell->u.cell.rowspan > down;
        node_remove(row);
    }
}

static void take_columns(Fitting *f, const TableColumn *all, TablePiece *p, int labels)
{
    int n = labels + p->to - p->from;
    TableColumn *own = NEWN(f->arena, TableColumn, n);
    for (int i = 0; i < n; i++)
        own[i] = all[i < labels ? i : p->from + i - labels];
    p->table->u.table.columns = own;
    p->table->u.table.ncolumns = n;
}

/* The words of the outermost heading over a column; empty: it has no words, or there is none. */
static Str outer_words(Fitting *f, const TableGridView *grid, int column)
{
    const Node *cell = grid->nheads ? grid_cell(grid, 0, column) : NULL;
    return cell && cell->first ? str_trim(node_text(f->arena, cell->first)) : STR("");
}

/* Are all of the columns below the outermost headings of a piece in it? */
static bool cuts_no_outer(const TableGridView *grid, const TablePiece *p)
{
    const Node *first = grid->nheads ? grid_cell(grid, 0, p->from) : NULL;
    const Node *last = grid->nheads ? grid_cell(grid, 0, p->to - 1) : NULL;
    return first && last && first->u.cell.column == p->from && last->u.cell.column + last->u.cell.colspan == p->to;
}

/* "(part 2 of 3: 2011/12 to 2012/13)" */
static Str part_words(Fitting *f, const TableGridView *grid, const TablePiece *p, int nth, int n)
{
    const Language *l = fit_language(f, p->table);
    bool outer = cuts_no_outer(grid, p);
    Str first = outer ? outer_words(f, grid, p->from) : grid->nheads ? heads_text(f, grid, p->from) : STR("");
    Str last = outer ? outer_words(f, grid, p->to - 1) : grid->nheads ? heads_text(f, grid, p->to - 1) : STR("");
    Str of[] = {str_format(f->arena, "%d", nth), str_format(f->arena, "%d", n), {0}};
    if (!first.n || !last.n)
        return language_fill(f->arena, l, WORD_LARGE_PART, of, 2);
    of[2] = str_eq(first, last) ? first : language_fill(f->arena, l, WORD_LARGE_COLUMNS, (Str[]){first, last}, 2);
    return language_fill(f->arena, l, WORD_LARGE_PART_OF, of, 3);
}

static void name_part(Fitting *f, Node *caption, Node *table, Str words)
{
    if (!caption)
        caption = fit_node(f, NODE_CAPTION, table);
    if (!caption->parent)
        node_prepend(table, caption);
    Node *apart = node_new(f->arena, NODE_SPAN, caption->pos); /* from the author's words */
    words = caption->first ? str_format(f->arena, " " STR_FMT, STR_ARG(words)) : words;
    node_append(caption, apart);
    fit_text(f, apart, words);
}

static Node *piece_after(Fitting *f, Node *before)
{
    Node *made = fit_copy(f, before);
    node_insert_after(before, made);
    return made;
}

void groups_make(Fitting *f, Node *table, const ColumnGroups *g)
{
    TableGridView grid = grid_of(f, table);
    TablePiece pieces[GROUPS_MOST] = {0};
    Node *caption = node_child(table, NODE_CAPTION), *words[GROUPS_MOST] = {caption}, *first = table->first;
    const TableColumn *columns = table->u.table.columns;
    Str parts[GROUPS_MOST] = {0};
    table->first = table->last = NULL;
    for (int i = 0; i < g->n; i++) {
        pieces[i] = (TablePiece){.table = i ? piece_after(f, pieces[i - 1].table) : table,
                                 .from = g->begins[i],
                                 .to = g->begins[i + 1]};
        words[i] = i && caption ? fit_copy(f, caption) : caption;
        parts[i] = part_words(f, &grid, &pieces[i], i + 1, g->n);
        take_columns(f, columns, &pieces[i], g->labels);
    }
    Nodes notes = {0};
    for (Node *n = first, *next; n; n = next) {
        next = n->next;
        n->parent = n->next = n->prev = NULL;
        if (n->kind == NODE_ROW)
            deal_row(f, n, pieces, g);
        else if (n->kind == NODE_NOTE)
            VEC_PUSH(f->arena, &notes, n);
    }
    for (int i = 0; i < g->n; i++)
        drop_empty_heads(pieces[i].table);
    for (int i = 0; i < g->n; i++)
        name_part(f, words[i], pieces[i].table, parts[i]);
    for (int i = 0; i < notes.n; i++)
        node_append(pieces[node_is_key(notes.at[i]) ? 0 : g->n - 1].table, notes.at[i]);
}
