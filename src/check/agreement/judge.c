/* Judging a claim.
 *
 * A claim leaves open what a reader takes from context: which year, which of several rows with one name, whether four
 * per cent of a percentage are points. Each possible meaning is tried. The claim holds if one of them does, and fails
 * if there was one and none does. In a row held negative, such as income, larger means larger without the sign. */
#include "check/agreement/judge_private.h"

/* Larger tables are not looked at, because a claim looks at all rows for a rank, and at all columns otherwise. */
enum { RANKED_MOST = 200, COLUMNS_MOST = 40 };

typedef struct Judge {
    Arena *a;
    const Claim *claim;
    Evidence *out;
    bool tried; /* there was a meaning */
} Judge;

static int64_t magnitude(int64_t n)
{
    return n < 0 ? -n : n;
}

static int sign_of(int64_t n)
{
    return (n > 0) - (n < 0);
}

static bool head_fits(const Claim *c, Family family)
{
    if (c->head & EN_MONEY && family != FAMILY_MONEY)
        return false;
    if (c->head & EN_COUNTED && family != FAMILY_PLAIN)
        return false;
    return !(c->head & EN_PART) || family == FAMILY_PERCENT;
}

static bool has_targets(const TableFacts *f)
{
    for (int c = 1; c < f->table->ncolumns; c++)
        if (f->targets[c])
            return true;
    return false;
}

/* The figure of a row in a column that the claim may be of. */
static bool candidate(const Judge *j, RowPlace place, int column, Value *out)
{
    const Claim *c = j->claim;
    if (!value_of_cell(j->a, place.facts->table, place.row, column, out) || !head_fits(c, out->family))
        return false;
    if (place.facts->targets[column] != c->target)
        return false;
    return !c->when.year || time_matches(c->when, place.facts->times[column]);
}

/* --- levels --- */

static ClaimOutcome judge_level(Judge *j, RowPlace place)
{
    const Claim *c = j->claim;
    int64_t nearest = INT64_MAX;
    FigureRange range;
    if (!value_range(c->level.figure, c->level.how, &range) || (c->target && !has_targets(place.facts)))
        return OUTCOME_UNSURE;
    int64_t middle = range.low == INT64_MIN    ? range.high
                     : range.high == INT64_MAX ? range.low
                                               : range.low / 2 + range.high / 2;
    for (int column = 1; column < place.facts->table->ncolumns; column++) {
        Value v;
        if (!candidate(j, place, column, &v) || v.family != c->level.figure->family)
            continue;
        if (value_is(v, c->level.figure, c->level.how))
            return OUTCOME_HOLDS;
        j->tried = true;
        if (magnitude(magnitude(v.size) - middle) > nearest)
            continue;
        nearest = magnitude(magnitude(v.size) - middle);
        *j->out = (Evidence){.facts = place.facts, .row = place.row, .column = column, .other = -1};
    }
    return OUTCOME_UNSURE;
}

/* --- changes --- */

typedef struct Step {
    Value from, to;
    int before, column;
    int64_t by; /* larger is up */
} Step;

static bool is_later(Time a, Time b)
{
    return a.year != b.year ? a.year > b.year : a.month > b.month;
}

/* Whether one column comes right after another in a performance table without years. */
static bool follows(const TableFacts *f, int before, int column)
{
    const Column *c = f->table->columns;
    bool actual = str_is(c[column].id, "actual") && !f->times[column].year && !f->times[before].year;
    return actual && (str_is(c[before].id, "previous") || str_is(c[before].id, "baseline"));
}

static bool is_series(const TableFacts *f, int before, int column)
{
    const Column *a = &f->table->columns[before], *b = &f->table->columns[column];
    if (a->kind != b->kind || !str_eq(a->measure, b->measure) || f->targets[before] || f->targets[column])
        return false;
    Time earlier = f->times[before], later = f->times[column];
    return (earlier.year && later.year && is_later(later, earlier)) || follows(f, before, column);
}

/* Whether no column of the series lies between two of it. */
static bool is_next(const TableFacts *f, int before, int column)
{
    for (int c = 1; c < f->table->ncolumns; c++)
        if (c != before && c != column && is_series(f, before, c) && is_series(f, c, column))
            return false;
    return true;
}

/* "Since" leads to the current year, or to the last. */
static bool is_latest(const TableFacts *f, int column)
{
    bool last = true, current = false;
    for (int c = 1; c < f->table->ncolumns; c++) {
        last = last && !is_series(f, column, c);
        current = current || f->table->columns[c].current;
    }
    return last || !current || f->table->columns[column].current;
}

/* Whether the claim may be of the change between two columns. */
static bool step_fits(const Claim *c, const TableFacts *f, int before, int column)
{
    if (!is_series(f, before, column))
        return false;
    if (c->since.year && !time_matches(c->since, f->times[before]))
        return false;
    if (c->when.year && !time_matches(c->when, f->times[column]))
        return false;
    if (c->since.year && !c->when.year && !is_latest(f, column))
        return false;
    bool one = c->before || (c->when.year && !c->since.year && !c->from.figure);
    return !one || is_next(f, before, column);
}

static bool part_fits(const Step *s, FigureRange percent)
{
    return value_part_fits(s->by, s->from.half + s->to.half, s->from, percent);
}

/* Whether an amount is that of the change. */
static bool amount_fits(const Step *s, const Quantity *q)
{
    FigureRange range;
    if (!q->figure->known || !value_range(q->figure, q->how, &range))
        return true;
    bool same = value_fits(s->by, s->from.half + s->to.half, range);
    switch (q->figure->family) {
    case FAMILY_PART: return part_fits(s, range);
    case FAMILY_PERCENT: return part_fits(s, range) || (s->from.family == FAMILY_PERCENT && same);
    default: return same;
    }
}

/* Whether an amount can be of such figures at all. */
static bool amount_suits(const Quantity *q, Family family)
{
    switch (q->figure->family) {
    case FAMILY_MONEY: return family == FAMILY_MONEY;
    case FAMILY_PLAIN: return family == FAMILY_PLAIN || !q->figure->known;
    case FAMILY_POINTS: return family == FAMILY_PERCENT;
    default: return true;
    }
}

static bool end_fits(const Quantity *q, Value v)
{
    return !q->figure || value_is(v, q->figure, q->how);
}

static bool end_suits(const Quantity *q, Family family)
{
    return !q->figure || !q->figure->known || q->figure->family == family;
}

/* Whether one figure is that multiple of the other. */
static bool multiple_fits(const Claim *c, Value to, Value from)
{
    int64_t m = (int64_t)c->multiple * VALUE_ONE, slack = m / 7;
    bool shrinks = c->multiple < 100;
    FigureRange r = {m - slack, m + slack};
    if (c->how == COMPARED_MORE || c->how == COMPARED_JUST_OVER)
        r = shrinks ? (FigureRange){INT64_MIN, m} : (FigureRange){m, INT64_MAX};
    if (c->how == COMPARED_LESS || c->how == COMPARED_JUST_UNDER)
        r = shrinks ? (FigureRange){m, m + 2 * slack} : (FigureRange){m - 2 * slack, m};
    return value_part_fits(to.size, to.half, from, r);
}

static bool change_suits(const Claim *c, Family family)
{
    bool suits = head_fits(c, family) && end_suits(&c->from, family) && end_suits(&c->to, family);
    for (int i = 0; i < c->nby; i++)
        suits = suits && amount_suits(&c->by[i], family);
    return suits;
}

static bool change_holds(const Claim *c, const Step *s)
{
    if ((c->sign && sign_of(s->by) != c->sign) || !end_fits(&c->from, s->from) || !end_fits(&c->to, s->to))
        return false;
    for (int i = 0; i < c->nby; i++)
        if (!amount_fits(s, &c->by[i]))
            return false;
    return !c->multiple || multiple_fits(c, s->to, s->from);
}

static bool read_step(const Judge *j, RowPlace place, Step *s)
{
    const Table *t = place.facts->table;
    if (!value_of_cell(j->a, t, place.row, s->before, &s->from) || !value_of_cell(j->a, t, place.row, s->column, &s->to)
        || s->from.family != s->to.family || !change_suits(j->claim, s->to.family))
        return false;
    s->by = row_is_negative(t, place.row) ? magnitude(s->to.size) - magnitude(s->from.size) : s->to.size - s->from.size;
    return true;
}

static ClaimOutcome judge_change(Judge *j, RowPlace place)
{
    int n = place.facts->table->ncolumns;
    for (int column = 1; column < n; column++)
        for (int before = 1; before < n; before++) {
            Step s = {.before = before, .column = column};
            if (!step_fits(j->claim, place.facts, before, column) || !read_step(j, place, &s))
                continue;
            if (change_holds(j->claim, &s))
                return OUTCOME_HOLDS;
            if (!j->tried || is_next(place.facts, before, column))
                *j->out =
                    (Evidence){.facts = place.facts, .row = place.row, .column = column, .before = before, .other = -1};
            j->tried = true;
        }
    return OUTCOME_UNSURE;
}

/* --- the sentence's own figures --- */

static bool goes(Judge *j, const Mention *m, int way)
{
    j->out->way = way;
    j->out->at = m;
    return way != j->claim->sign;
}

static bool may_compare(const Mention *a, const Mention *b)
{
    bool plain = a->family == FAMILY_PLAIN && !a->bound && a->digits < 2;
    return a->known && b->known && a->family == b->family && a->family != FAMILY_PART && !a->minus && !b->minus
           && !plain;
}

/* A change that placeholders, or "from" and "to", already belie. */
static bool belies_itself(Judge *j)
{
    const Claim *c = j->claim;
    if (!c->sign)
        return false;
    for (int i = 0; i < c->nby; i++) {
        const Mention *m = c->by[i].figure;
        if (m->compared && goes(j, m, m->direction))
            return true;
        if (m->magnitude && m->sign == -c->sign && !(m->table && row_is_negative(m->table, m->row))
            && goes(j, m, m->sign))
            return true;
    }
    if (c->to.figure && c->from.figure && may_compare(c->from.figure, c->to.figure))
        return goes(j, c->to.figure, decimal_cmp(c->to.figure->value, c->from.figure->value));
    return c->to.figure && c->to.figure->stepped && !c->to.figure->minus && goes(j, c->to.figure, c->to.figure->step);
}

/* --- shares --- */

static bool whole_fits(const Judge *j, const Table *t, int row)
{
    const RowName *other = j->claim->other;
    if (!other)
        return t->rows[row].role == ROW_TOTAL || t->rows[row].role == ROW_SUBTOTAL;
    for (int i = 0; i < other->rows.n; i++)
        if (other->rows.at[i].facts->table == t && other->rows.at[i].row == row)
            return true;
    return false;
}

static ClaimOutcome judge_share(Judge *j, RowPlace place)
{
    const Table *t = place.facts->table;
    FigureRange range;
    if (!value_range(j->claim->level.figure, j->claim->level.how, &range) || t->nrows > RANKED_MOST)
        return OUTCOME_UNSURE;
    for (int column = 1; column < t->ncolumns; column++) {
        Value v, whole;
        if (!candidate(j, place, column, &v))
            continue;
        if (v.family == FAMILY_PERCENT && value_fits(v.size, v.half, range))
            return OUTCOME_HOLDS;
        for (int row = 0; row < t->nrows; row++) {
            bool of = row != place.row && whole_fits(j, t, row) && value_of_cell(j->a, t, row, column, &whole)
                      && whole.family == v.family && v.family != FAMILY_PERCENT && whole.size;
            if (!of)
                continue;
            if (value_part_fits(v.size, v.half, whole, range))
                return OUTCOME_HOLDS;
            j->tried = true;
            *j->out = (Evidence){.facts = place.facts, .row = place.row, .column = column, .other = row};
        }
    }
    return OUTCOME_UNSURE;
}

/* --- ranks --- */

/* What a row is ranked by in a column: its size, or how much it has changed. */
static bool ranked_value(const Judge *j, RowPlace place, int column, int64_t *out)
{
    Value v;
    if (!candidate(j, place, column, &v))
        return false;
    *out = magnitude(v.size);
    if (!j->claim->ranked_by_change)
        return true;
    for (int before = column - 1; before > 0; before--) {
        Step s = {.before = before, .column = column};
        if (!is_series(place.facts, before, column) || !is_next(place.facts, before, column)
            || !read_step(j, place, &s))
            continue;
        *out = s.by * j->claim->sign;
        return true;
    }
    return false;
}

static bool is_beside(const Table *t, int row, int other, bool group)
{
    if (t->rows[other].role != ROW_LINE || (group && t->rows[other].level != t->rows[row].level))
        return false;
    for (int i = int_min(row, other); group && i < int_max(row, other); i++)
        if (t->rows[i].level < t->rows[row].level)
            return false;
    return true;
}

static int rank_of(const Judge *j, RowPlace place, int column, bool group)
{
    const Table *t = place.facts->table;
    int64_t own, other;
    int rank = 1, up = j->claim->ranked_by_change ? 1 : j->claim->sign;
    if (!ranked_value(j, place, column, &own))
        return 0;
    for (int row = 0; row < t->nrows; row++)
        if (row != place.row && is_beside(t, place.row, row, group)
            && str_eq(cell_unit(t, row, column), cell_unit(t, place.row, column))
            && ranked_value(j, (RowPlace){place.facts, row}, column, &other))
            rank += up > 0 ? other > own : other < own;
    return rank;
}

static ClaimOutcome judge_rank(Judge *j, RowPlace place)
{
    const Table *t = place.facts->table;
    if (t->rows[place.row].role != ROW_LINE || t->nrows > RANKED_MOST)
        return OUTCOME_UNSURE;
    for (int column = 1; column < t->ncolumns; column++)
        for (int group = 0; group < 2; group++) {
            int rank = rank_of(j, place, column, group);
            if (rank == j->claim->rank)
                return OUTCOME_HOLDS;
            if (rank == 0 || group)
                continue;
            j->tried = true;
            *j->out = (Evidence){.facts = place.facts, .row = place.row, .column = column, .other = -1, .rank = rank};
        }
    return OUTCOME_UNSURE;
}

/* --- two rows --- */

static ClaimOutcome judge_beside_row(Judge *j, RowPlace place, int other)
{
    const Table *t = place.facts->table;
    const Claim *c = j->claim;
    for (int column = 1; column < t->ncolumns; column++) {
        Value own, than;
        if (!candidate(j, place, column, &own) || !candidate(j, (RowPlace){place.facts, other}, column, &than)
            || own.family != than.family)
            continue;
        bool holds =
            c->multiple ? multiple_fits(c, own, than) : sign_of(magnitude(own.size) - magnitude(than.size)) == c->sign;
        if (holds)
            return OUTCOME_HOLDS;
        j->tried = true;
        *j->out = (Evidence){.facts = place.facts, .row = place.row, .column = column, .other = other};
    }
    return OUTCOME_UNSURE;
}

static ClaimOutcome judge_beside(Judge *j, RowPlace place)
{
    for (int i = 0; i < j->claim->other->rows.n; i++) {
        RowPlace other = j->claim->other->rows.at[i];
        if (other.facts == place.facts && other.row != place.row
            && judge_beside_row(j, place, other.row) == OUTCOME_HOLDS)
            return OUTCOME_HOLDS;
    }
    return OUTCOME_UNSURE;
}

/* --- targets --- */

/* The order of actual and target. False: one is missing. */
static bool against_target(const Judge *j, RowPlace place, int *order)
{
    const Table *t = place.facts->table;
    int actual = table_column(t, STR("actual")), target = table_column(t, STR("target"));
    Value a, b;
    if (actual < 0 || target < 0 || !value_of_cell(j->a, t, place.row, actual, &a)
        || !value_of_cell(j->a, t, place.row, target, &b))
        return false;
    *order = sign_of(a.size - b.size);
    return true;
}

/* Whether the year of the claim is that of the verdicts. */
static bool verdict_year(const Claim *c, const TableFacts *f)
{
    int actual = table_column(f->table, STR("actual"));
    return !c->when.year || (actual > 0 && time_matches(c->when, f->times[actual]));
}

static ClaimOutcome judge_verdict(Judge *j, RowPlace place)
{
    const Claim *c = j->claim;
    const TableFacts *f = place.facts;
    int order;
    if (!f->verdicts || !verdict_year(c, f) || !against_target(j, place, &order))
        return OUTCOME_UNSURE;
    Str status = f->table->rows[place.row].cells[f->verdicts].status;
    bool met = str_is(status, "achieved"), missed = str_is(status, "missed");
    if (!met && !missed)
        return OUTCOME_UNSURE;
    int above = c->how == COMPARED_MORE || c->how == COMPARED_JUST_OVER ? 1 : c->how ? -1 : 0;
    if ((c->sign && (met ? 1 : -1) == c->sign) || (above && order == above))
        return OUTCOME_HOLDS;
    j->tried = true;
    *j->out = (Evidence){.facts = f, .row = place.row, .column = f->verdicts, .other = -1};
    return OUTCOME_UNSURE;
}

static bool count_holds(const Claim *c, const VerdictCount *v, bool *count, bool *of)
{
    int n = c->sign > 0 ? v->met : v->missed, judged = v->met + v->missed;
    FigureRange range;
    *of = c->of == 0 || c->of == judged || c->of == v->lines;
    if (c->level.figure)
        *count = judged && value_range(c->level.figure, c->level.how, &range)
                 && value_part_fits((int64_t)n * VALUE_ONE, 0, (Value){.size = (int64_t)judged * VALUE_ONE}, range);
    else if (c->all)
        *count = c->count == 0 ? n == 0 : n == judged;
    else
        *count = c->count == n;
    return *of && *count;
}

/* A total of targets that no table has is of other targets, unless the number met is that of a table. */
static ClaimOutcome judge_count(const NameIndex *names, const Claim *c, Evidence *out)
{
    bool known = false;
    for (int i = 0; i < names->verdicts.n; i++) {
        const VerdictCount *v = &names->verdicts.at[i];
        bool count, of;
        if (v->met + v->missed == 0 || !verdict_year(c, v->facts))
            continue;
        if (count_holds(c, v, &count, &of))
            return OUTCOME_HOLDS;
        bool all = i + 1 == names->verdicts.n || names->verdicts.at[i + 1].facts != v->facts;
        if (!all || (!of && !count))
            continue;
        known = true;
        *out = (Evidence){.facts = v->facts,
                          .column = v->facts->verdicts,
                          .other = -1,
                          .met = v->met,
                          .missed = v->missed};
    }
    return known ? OUTCOME_FAILS : OUTCOME_UNSURE;
}

/* --- all of them --- */

static ClaimOutcome judge_row(Judge *j, RowPlace place)
{
    if (place.facts->table->ncolumns > COLUMNS_MOST)
        return OUTCOME_UNSURE;
    switch (j->claim->kind) {
    case CLAIM_LEVEL: return judge_level(j, place);
    case CLAIM_CHANGE: return judge_change(j, place);
    case CLAIM_SHARE: return judge_share(j, place);
    case CLAIM_RANK: return judge_rank(j, place);
    case CLAIM_BESIDE: return judge_beside(j, place);
    case CLAIM_VERDICT: return judge_verdict(j, place);
    case CLAIM_COUNT: break;
    }
    return OUTCOME_UNSURE;
}

ClaimOutcome claim_judge(Arena *a, const NameIndex *names, const Claim *claim, Evidence *out)
{
    Judge j = {.a = a, .claim = claim, .out = out};
    *out = (Evidence){.other = -1};
    if (claim->kind == CLAIM_COUNT)
        return judge_count(names, claim, out);
    if (claim->kind == CLAIM_CHANGE && belies_itself(&j))
        return OUTCOME_SELF_FAILS;
    if (!claim->rows || claim->rows->rows.n > NAMESAKES_MOST)
        return OUTCOME_UNSURE;
    for (int i = 0; i < claim->rows->rows.n; i++)
        if (judge_row(&j, claim->rows->rows.at[i]) == OUTCOME_HOLDS)
            return OUTCOME_HOLDS;
    return j.tried ? OUTCOME_FAILS : OUTCOME_UNSURE;
}
