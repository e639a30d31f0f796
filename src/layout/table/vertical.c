/* Where words stand in a cell that is higher than they are: at its top, in its middle or at its foot.
 *
 * The words of a cell over several rows stand in its first row, and the height of the others is known only when they
 * have been set; then the words move down. Words that were moved must not be parted from their rows by the end of a
 * page, so breaks among these are taken back. Where that would leave too much without a break, the words stay at the
 * top, and a page that begins among the rows sets them again. */
#include "layout/table/table_private.h"

static Len room_of(Vertical vertical, Len spare)
{
    if (spare <= 0 || vertical == VERTICAL_TOP || vertical == VERTICAL_USUAL)
        return 0;
    return vertical == VERTICAL_MIDDLE ? spare / 2 : spare;
}

Len vertical_room(const TableSet *t, const RowSet *r, const SetCell *cell, Len height)
{
    bool head = r->row->u.row.role == ROW_HEAD;
    Vertical vertical = head ? t->style->head_vertical : t->style->vertical;
    if (cell->node->u.cell.rowspan > 1)
        return 0;
    if (head && vertical == VERTICAL_USUAL) /* heads stand on one line at the foot */
        return cell->form == CELL_POINTED ? 0 : r->height - cell->height;
    return room_of(vertical, height - r->above - 2 * t->style->row_pad - cell->height);
}

void vertical_begin(TableSet *t, const RowSet *r, const SetCell *cell, StripRange on, StripRange links)
{
    Vertical vertical = r->row->u.row.role == ROW_HEAD ? t->style->head_vertical : t->style->vertical;
    if (vertical == VERTICAL_USUAL || vertical == VERTICAL_TOP)
        return;
    CellMove move = {.vertical = vertical,
                     .height = cell->height,
                     .above = r->above,
                     .first = t->b->flow->strips.n,
                     .rows = cell->node->u.cell.rowspan,
                     .on = on,
                     .links = links};
    VEC_PUSH(t->b->pass->arena, &t->moves, move);
    t->spans[cell->node->u.cell.column].move = t->moves.n;
}

void vertical_cut(TableSet *t)
{
    for (int i = 0; i < t->ncolumns && t->open_spans; i++)
        if (t->spans[i].rows_left && t->spans[i].move)
            t->moves.at[t->spans[i].move - 1].cut = true;
}

static Len height_of(const Flow *f, int from, int to)
{
    Len height = 0;
    for (int i = from; i < to; i++)
        height += f->strips.at[i].height;
    return height;
}

/* Can the rows stay together with those that they cannot be parted from anyway? */
static bool may_stay_whole(const TableSet *t, int first, int from, int to)
{
    enum { STRIPS_MOST = 100 };
    const Flow *f = t->b->flow;
    int least = int_max(first, from - STRIPS_MOST), end = int_min(f->strips.n, to + STRIPS_MOST);
    Len most = t->s.region_height / 3, height = height_of(f, from, to);
    for (; from > least && f->strips.at[from].penalty >= PENALTY_HYPHEN && height <= most; from--)
        height += f->strips.at[from - 1].height;
    for (; to < end && f->strips.at[to].penalty >= PENALTY_HYPHEN && height <= most; to++)
        height += f->strips.at[to].height;
    return height <= most;
}

static void move_down(const CellMove *move, Len by)
{
    for (int i = move->on.from; i < move->on.to; i++)
        move->items[i].y += by;
    for (int i = move->links.from; i < move->links.to; i++)
        move->pressed[i].y += by;
}

void vertical_adopt(TableSet *t, const Items *items, const PageLinks *links)
{
    int strip = t->b->flow->strips.n - 1;
    for (int i = t->moves.n; i-- > 0 && t->moves.at[i].first == strip;) {
        t->moves.at[i].items = items->at;
        t->moves.at[i].pressed = links->at;
    }
}

static void settle(TableSet *t, const CellMove *move, int first)
{
    Flow *f = t->b->flow;
    int from = move->first, to = from + move->rows;
    if (move->cut || to > f->strips.n)
        return;
    Len spare = height_of(f, from, to) - move->above - 2 * t->style->row_pad - move->height;
    Len by = room_of(move->vertical, spare);
    if (!by || !may_stay_whole(t, first, from, to))
        return;
    for (int i = from + 1; i < to; i++)
        f->strips.at[i].penalty = PENALTY_NEVER;
    move_down(move, by);
}

void vertical_settle(TableSet *t, int first)
{
    for (int i = 0; i < t->moves.n; i++)
        settle(t, &t->moves.at[i], first);
    t->moves.n = 0;
}
