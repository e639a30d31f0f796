/* Which changes a schedule has, and in what order.
 *
 * They stand by variation, in the order in which variations.xml has these, and at the end those without a reason.
 * Within one they are in reading order, except that the figures of a table of data stand together, where the first of
 * them is. */
#include "diff/schedule/schedule_private.h"

#include <stdlib.h>

#include "doc/table_cell.h"

static const Variation *variation_of(const Change *c)
{
    return c->reason ? c->reason->variation : NULL;
}

static bool is_asked(const Scheduling *s, const Change *c)
{
    const ScheduleAsk *ask = s->ask;
    const Variation *v = variation_of(c);
    bool kind = !ask->kinds || (ask->kinds & 1u << change_kind(c));
    return kind && (!ask->variation.n || (v && str_eq(v->id, ask->variation)));
}

Str schedule_reason(const ScheduleEntry *e)
{
    return e->change->reason ? e->change->reason->reason : (Str){0};
}

/* ---- what an entry is called ---- */

static Str joined(Arena *a, Str first, const char *between, Str second)
{
    return !first.n   ? second
           : second.n ? str_format(a, STR_FMT "%s" STR_FMT, STR_ARG(first), between, STR_ARG(second))
                      : first;
}

static Str column_heads(Arena *a, const Column *c)
{
    return joined(a, joined(a, c->outer_span, " ", c->span), " ", c->label);
}

static bool says(Arena *a, Str words, Str unit)
{
    return unit.n && str_find(words, str_cdup(a, unit)) >= 0;
}

/* "Net budget, 2014/15", as its table has it. */
static Str figure_words(Arena *a, const FigureChange *f, Str *unit)
{
    const Table *t = f->new_table && f->new_row >= 0 ? f->new_table : f->old_table;
    int row = t == f->new_table ? f->new_row : f->old_row, column = t == f->new_table ? f->new_column : f->old_column;
    if (!t || row < 0 || column < 0)
        return (Str){0};
    Str label = t->rows[row].label, heads = column_heads(a, &t->columns[column]);
    if (!label.n)
        label = cell_plain(a, table_cell(t, table_origin(t, row, 0)), STRUCK_SHOWN);
    label = joined(a, t->rows[row].reference, " ", label);
    *unit = cell_unit(t, row, column);
    if (says(a, heads, *unit))
        *unit = (Str){0};
    return joined(a, label, ", ", heads);
}

/* The figure's table where it is set as one, or else as the data names it. */
static Str figure_head(const Scheduling *s, const Change *c, const Table *t)
{
    for (int i = 0; i < c->nplaces; i++) {
        PlaceWords place = place_of_change(&s->places, s->l, c, &c->places[i]);
        if (place.whole && place.whole->kind == NODE_TABLE && str_eq(place.whole->u.table.data, t->id))
            return place.part_of;
    }
    return t->caption.n ? t->caption : t->id;
}

/* A section, a table or a column as a whole has no words within what it is part of. */
static Str whole_words(const Scheduling *s, const Change *c, const PlaceWords *place)
{
    const Merged *at = c->places[0].at;
    for (int i = 0; at && i < at->ncolumns; i++) {
        const MergedColumn *column = &at->columns[i];
        if (column->change == c->number)
            return column->new_at >= 0 ? place_of_column(s->places.of[SIDE_NEW], s->l, at->new_node, column->new_at)
                                       : place_of_column(s->places.of[SIDE_OLD], s->l, at->old_node, column->old_at);
    }
    if (at && at->group)
        return language_word(s->l, WORD_PLACE_SECTION);
    if (place->within.n || !place->whole)
        return place->within;
    return language_word(s->l, place->whole->kind == NODE_TABLE ? WORD_PLACE_WHOLE_TABLE : WORD_PLACE_WHOLE_FIGURE);
}

static ScheduleEntry entry_of(const Scheduling *s, const Change *c)
{
    ScheduleEntry e = {.change = c, .place = place_of_change(&s->places, s->l, c, &c->places[0])};
    e.place.within = whole_words(s, c, &e.place);
    e.head = e.place.part_of.n ? e.place.part_of : e.place.headed;
    const FigureChange *f = c->data.n ? map_find(&s->job->changes->diff->figures, c->data) : NULL;
    const Table *t = f ? (f->new_table ? f->new_table : f->old_table) : NULL;
    if (!t)
        return e;
    e.table = t->id;
    e.head = figure_head(s, c, t);
    e.place.within = figure_words(s->a, f, &e.unit);
    e.says_unit = e.unit.n && (says(s->a, c->was, e.unit) || says(s->a, c->now, e.unit));
    return e;
}

/* ---- order ---- */

/* As variations stand in their file, and what has none at the end. */
static int by_variation(const void *a, const void *b)
{
    const Variation *x = ((const ScheduleGroup *)a)->variation, *y = ((const ScheduleGroup *)b)->variation;
    if (!x || !y)
        return !x - !y;
    return x < y ? -1 : x > y;
}

static ScheduleGroup *group_for(const Scheduling *s, ScheduleGroups *all, Map *known, const Variation *v)
{
    Str id = v ? v->id : (Str){0};
    int at = map_number(known, id);
    if (at < 0) {
        at = all->groups.n;
        map_put_number(s->a, known, id, at);
        VEC_PUSH(s->a, &all->groups, (ScheduleGroup){.variation = v});
    }
    return &all->groups.at[at];
}

/* The unit of all figures but those that are set with their own; empty: they have several, or one has none. */
static Str common_unit(const ScheduleEntries *of)
{
    Str unit = {0};
    for (int i = 0; i < of->n; i++) {
        const ScheduleEntry *e = &of->at[i];
        if (e->says_unit)
            continue;
        if (!e->unit.n || (unit.n && !str_eq(unit, e->unit)))
            return (Str){0};
        unit = e->unit;
    }
    return unit;
}

/* Units stand in the head of a table's figures where all have the same one, and otherwise beside each. */
static void place_units(const Scheduling *s, ScheduleEntries *of)
{
    Str unit = common_unit(of);
    for (int i = 0; i < of->n; i++) {
        ScheduleEntry *e = &of->at[i];
        if (unit.n)
            e->head = language_fill(s->a, s->l, WORD_SCHEDULE_IN_UNIT, (Str[]){e->head, unit}, 2);
        else if (e->unit.n && !e->says_unit)
            e->place.within = str_format(s->a, STR_FMT " (" STR_FMT ")", STR_ARG(e->place.within), STR_ARG(e->unit));
    }
}

/* The figures of a table behind the first of them. */
static void gather_figures(const Scheduling *s, ScheduleGroup *group)
{
    Map tables = {0}; /* id → its ScheduleEntries */
    ScheduleEntries ordered = {0};
    for (int i = 0; i < group->entries.n; i++) {
        const ScheduleEntry *e = &group->entries.at[i];
        ScheduleEntries *of = e->table.n ? map_find(&tables, e->table) : NULL;
        if (e->table.n && !of) {
            of = NEW(s->a, ScheduleEntries);
            map_put(s->a, &tables, e->table, of);
        }
        if (of)
            VEC_PUSH(s->a, of, *e);
    }
    for (int i = 0; i < group->entries.n; i++) {
        const ScheduleEntry *e = &group->entries.at[i];
        ScheduleEntries *of = e->table.n ? map_find(&tables, e->table) : NULL;
        if (!of)
            VEC_PUSH(s->a, &ordered, *e);
        if (of && of->n)
            place_units(s, of);
        for (int k = 0; of && k < of->n; k++)
            VEC_PUSH(s->a, &ordered, of->at[k]);
        if (of)
            of->n = 0;
    }
    group->entries = ordered;
}

ScheduleGroups schedule_groups(const Scheduling *s)
{
    ScheduleGroups all = {0};
    Map known = {0}; /* ids of variations → their groups */
    const Changes *changes = s->job->changes;
    for (int i = 0; i < changes->n; i++) {
        const Change *c = &changes->at[i];
        all.any_variation = all.any_variation || variation_of(c);
        if (!is_asked(s, c))
            continue;
        ScheduleEntry e = entry_of(s, c);
        ScheduleGroup *group = group_for(s, &all, &known, variation_of(c));
        VEC_PUSH(s->a, &group->entries, e);
    }
    if (all.groups.n > 1)
        qsort(all.groups.at, (size_t)all.groups.n, sizeof *all.groups.at, by_variation);
    for (int i = 0; i < all.groups.n; i++)
        gather_figures(s, &all.groups.at[i]);
    return all;
}
