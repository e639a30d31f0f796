/* A chart in words: its alternative text, unless the author gives one.
 *
 * First the type, and what is shown by what. Then the figures if there are few, else the largest and the smallest;
 * for data over time, the change from first to last; then what has no figure. A reader hears "minus" and "nil". Long
 * lists end with the number of further entries. */

#include "base/ascii.h"
#include "base/str.h"
#include "doc/table_cell.h"
#include "say/say_private.h"

enum { FEW_POINTS = 6, FEW_NAMES = 6 };

typedef struct Speech {
    Arena *a;
    const Language *l;
    const Chart *c;
    Buf out;
} Speech;

/* Adds a sentence. */
static void put_sentence(Speech *s, Str sentence)
{
    buf_puts(&s->out, s->out.n ? " " : "");
    buf_str(&s->out, sentence);
}

#define FILL(s, id, ...) \
    language_fill((s)->a, (s)->l, (id), (Str[]){__VA_ARGS__}, (int)(sizeof((Str[]){__VA_ARGS__}) / sizeof(Str)))

static Str whole(const Speech *s, int number)
{
    return str_format(s->a, "%d", number);
}

/* ---- figures ---- */

/* "minus £3.4m": a minus sign is not always spoken. */
static Str spoken(const Speech *s, Str label)
{
    static const char sign[] = "\xE2\x88\x92";
    if (!str_starts(label, sign))
        return label;
    return FILL(s, WORD_MINUS, str_sub(label, (int)sizeof sign - 1, label.n));
}

/* Why there is no figure; empty when there is one. */
static Str reason(const Speech *s, const ChartPoint *p)
{
    return p->empty == CELL_FILLED ? p->words : empty_words(s->l, p->empty);
}

static Str point_words(const Speech *s, const ChartPoint *p)
{
    Str why = reason(s, p);
    return why.n ? why : spoken(s, p->label);
}

static Str units_words(const Speech *s, int64_t units)
{
    return spoken(s, chart_figure(s->a, s->c, units, s->c->decimals));
}

/* ---- the first sentence ---- */

static Str type_words(const Speech *s)
{
    static const WordId words[CHART_TYPE_COUNT] = {
        [CHART_BAR] = WORD_CHART_BAR,     [CHART_STACKED] = WORD_CHART_STACKED, [CHART_LINE] = WORD_CHART_LINE,
        [CHART_SHARE] = WORD_CHART_SHARE, [CHART_PIE] = WORD_CHART_PIE,         [CHART_STATUS] = WORD_CHART_STATUS,
    };
    return language_word(s->l, words[s->c->type]);
}

/* "Source of finance" within a sentence; "PCSO" stays as it is. */
static Str lowered(Arena *a, Str s)
{
    bool capitals = s.n > 1 && s.p[1] >= 'A' && s.p[1] <= 'Z';
    if (s.n == 0 || capitals)
        return s;
    return str_format(a, "%c" STR_FMT, to_lower(s.p[0]), STR_ARG(str_sub(s, 1, s.n)));
}

/* The number of further entries, after a shortened list. */
static Str and_more(const Speech *s, int more)
{
    return FILL(s, WORD_AND_MORE, whole(s, more));
}

static Str names(const Speech *s, const Str *all, int n)
{
    if (n <= FEW_NAMES)
        return language_list(s->a, s->l, all, n);
    Buf out = {0};
    for (int i = 0; i < FEW_NAMES; i++) {
        buf_puts(&out, i ? ", " : "");
        buf_str(&out, all[i]);
    }
    buf_format(&out, " " STR_FMT, STR_ARG(and_more(s, n - FEW_NAMES)));
    return buf_take(&out, s->a);
}

/* What is shown by what. */
static Str subject(const Speech *s)
{
    const Chart *c = s->c;
    if (c->ngroups == 1 && c->nseries > 1)
        return FILL(s, WORD_CHART_PARTS, c->groups[0], whole(s, c->nseries));
    Str all = names(s, c->series, c->nseries);
    if (c->along.n)
        all = FILL(s, WORD_CHART_BY, all, lowered(s->a, c->along));
    if (c->ngroups > 1 && !c->along.n)
        return FILL(s, WORD_CHART_FROM_TO, all, c->groups[0], c->groups[c->ngroups - 1]);
    return c->ngroups > FEW_POINTS ? FILL(s, WORD_CHART_IN_ALL, all, whole(s, c->ngroups)) : all;
}

static void put_subject(Speech *s)
{
    Str shown = subject(s);
    if (chart_unit_is_apart(s->c))
        shown = FILL(s, WORD_CHART_UNIT, shown, s->c->unit);
    buf_format(&s->out, STR_FMT ": " STR_FMT ".", STR_ARG(type_words(s)), STR_ARG(shown));
}

/* ---- the figures ---- */

static int count_points(const Chart *c)
{
    int n = 0;
    for (int i = 0; i < c->ngroups * c->nseries; i++)
        n += c->points[i].there;
    return n;
}

static bool is_of_parts(const Chart *c)
{
    return c->type == CHART_SHARE || c->type == CHART_PIE;
}

static Str point_said(const Speech *s, int group, int series)
{
    const Chart *c = s->c;
    const ChartPoint *p = chart_point(c, group, series);
    Str said = str_format(s->a, STR_FMT " " STR_FMT, STR_ARG(chart_point_name(s->a, c, group, series)),
                          STR_ARG(point_words(s, p)));
    if (!is_of_parts(c))
        return said;
    Str share = chart_percent(s->a, c, p->units, c->totals[group]);
    return str_format(s->a, STR_FMT " (" STR_FMT ")", STR_ARG(said), STR_ARG(share));
}

static void put_all_points(Speech *s)
{
    bool first = true;
    for (int g = 0; g < s->c->ngroups; g++) {
        for (int k = 0; k < s->c->nseries; k++) {
            if (!chart_point(s->c, g, k)->there)
                continue;
            buf_puts(&s->out, first ? " " : "; ");
            buf_str(&s->out, point_said(s, g, k));
            first = false;
        }
    }
    buf_puts(&s->out, ".");
}

/* The point farthest up or down; the first of equal ones. */
static int extreme(const Chart *c, bool largest)
{
    int at = -1;
    for (int i = 0; i < c->ngroups * c->nseries; i++) {
        const ChartPoint *p = &c->points[i], *best = at >= 0 ? &c->points[at] : NULL;
        if (p->there && (!best || (largest ? p->units > best->units : p->units < best->units)))
            at = i;
    }
    return at;
}

static void put_range(Speech *s)
{
    int n = s->c->nseries, largest = extreme(s->c, true), smallest = extreme(s->c, false);
    if (s->c->points[largest].units == s->c->points[smallest].units)
        put_sentence(s, FILL(s, WORD_CHART_ALL_EQUAL, point_words(s, &s->c->points[largest])));
    else
        put_sentence(s, FILL(s, WORD_CHART_EXTREMES, point_said(s, largest / n, largest % n),
                             point_said(s, smallest / n, smallest % n)));
}

static void put_totals(Speech *s)
{
    if (s->c->ngroups == 1)
        put_sentence(s, FILL(s, WORD_CHART_TOGETHER, units_words(s, s->c->totals[0])));
}

/* ---- change ---- */

/* "3.4%", "2.1 percentage points", or "£4m" where a percentage would mean nothing. */
static Str size_of_change(const Speech *s, const ChartPoint *from, const ChartPoint *to)
{
    const Chart *c = s->c;
    int64_t change = to->units - from->units, size = change > 0 ? change : -change;
    Decimal over = {.units = size, .places = 0}, under = {.units = from->units, .places = 0}, percent;
    if (str_is(c->unit, "%"))
        return FILL(s, WORD_CHART_POINTS, decimal_format(s->a, (Decimal){size, (int8_t)c->places}, c->decimals, true));
    if (from->units <= 0 || to->units < 0 || !decimal_scale(over, 100, &over)
        || !decimal_divide(over, under, 1, &percent))
        return units_words(s, size);
    return str_format(s->a, STR_FMT "%%", STR_ARG(decimal_format(s->a, percent, 1, true)));
}

/* "up 3.4%", "down 2.1 percentage points", "unchanged". */
static Str change_words(const Speech *s, const ChartPoint *from, const ChartPoint *to)
{
    if (to->units == from->units)
        return language_word(s->l, WORD_CHART_UNCHANGED);
    return FILL(s, to->units > from->units ? WORD_CHART_UP : WORD_CHART_DOWN, size_of_change(s, from, to));
}

/* A series from its first figure to its last. */
static void put_course(Speech *s, int series)
{
    const Chart *c = s->c;
    int first = -1, last = -1;
    for (int g = 0; g < c->ngroups; g++) {
        if (!chart_point(c, g, series)->there)
            continue;
        first = first < 0 ? g : first;
        last = g;
    }
    if (first == last)
        return;
    const ChartPoint *from = chart_point(c, first, series), *to = chart_point(c, last, series);
    put_sentence(s, FILL(s, WORD_CHART_COURSE, c->series[series], point_words(s, from), c->groups[first],
                         point_words(s, to), c->groups[last], change_words(s, from, to)));
}

static void put_courses(Speech *s)
{
    for (int k = 0; k < s->c->nseries && k < FEW_NAMES; k++)
        put_course(s, k);
}

/* Two bars side by side are there to be compared. */
static void put_largest_change(Speech *s)
{
    const Chart *c = s->c;
    int at = -1;
    int64_t most = 0;
    for (int g = 0; g < c->ngroups; g++) {
        const ChartPoint *from = chart_point(c, g, 0), *to = chart_point(c, g, c->nseries - 1);
        int64_t change = to->units > from->units ? to->units - from->units : from->units - to->units;
        if (from->there && to->there && change > most)
            at = g, most = change;
    }
    if (at < 0)
        return;
    const ChartPoint *from = chart_point(c, at, 0), *to = chart_point(c, at, c->nseries - 1);
    put_sentence(s, FILL(s, WORD_CHART_LARGEST_CHANGE, c->groups[at], point_words(s, from), point_words(s, to),
                         change_words(s, from, to)));
}

static void put_change(Speech *s)
{
    const Chart *c = s->c;
    bool runs = c->type == CHART_LINE || !c->along.n;
    if (is_of_parts(c) || c->ngroups < 2)
        return;
    if (runs)
        put_courses(s);
    else if (c->nseries > 1 && c->type == CHART_BAR)
        put_largest_change(s);
}

/* ---- what has no figure ---- */

static void put_missing(Speech *s)
{
    Buf list = {0};
    int n = 0;
    for (int i = 0; i < s->c->ngroups * s->c->nseries; i++) {
        const ChartPoint *p = &s->c->points[i];
        if (p->there || n++ >= FEW_NAMES)
            continue;
        buf_puts(&list, n > 1 ? "; " : "");
        buf_str(&list, chart_point_name(s->a, s->c, i / s->c->nseries, i % s->c->nseries));
        Str why = reason(s, p);
        if (why.n)
            buf_format(&list, " (" STR_FMT ")", STR_ARG(why));
    }
    if (n > FEW_NAMES)
        buf_format(&list, "; " STR_FMT, STR_ARG(and_more(s, n - FEW_NAMES)));
    if (n > 0)
        put_sentence(s, FILL(s, WORD_CHART_NO_FIGURE, buf_view(&list)));
    buf_free(&list);
}

/* ---- status strips ---- */

static void put_judged(Speech *s, int series, int count)
{
    const Chart *c = s->c;
    int n = 0;
    buf_puts(&s->out, " (");
    for (int g = 0; g < c->ngroups; g++)
        if (chart_point(c, g, series)->there && n++ < FEW_NAMES)
            buf_format(&s->out, "%s" STR_FMT, n > 1 ? "; " : "", STR_ARG(c->groups[g]));
    if (count > FEW_NAMES)
        buf_format(&s->out, "; " STR_FMT, STR_ARG(and_more(s, count - FEW_NAMES)));
    buf_puts(&s->out, ")");
}

/* Those that were reached are counted, the others called by name. */
static void put_verdicts(Speech *s)
{
    const Chart *c = s->c;
    put_sentence(s, FILL(s, WORD_CHART_STATUS, whole(s, c->ngroups)));
    for (int k = 0; k < c->nseries; k++) {
        int count = 0;
        for (int g = 0; g < c->ngroups; g++)
            count += chart_point(c, g, k)->there;
        buf_format(&s->out, "%s" STR_FMT ": %d", k ? "; " : " ", STR_ARG(c->series[k]), count);
        if (c->verdicts[k] != VERDICT_ACHIEVED)
            put_judged(s, k, count);
    }
    buf_puts(&s->out, ".");
}

Str chart_words(Arena *a, const Language *l, const Chart *c)
{
    Speech s = {.a = a, .l = l, .c = c};
    if (c->type == CHART_STATUS) {
        put_verdicts(&s);
        return buf_take(&s.out, a);
    }
    int points = count_points(c);
    put_subject(&s);
    if (points == 1 || (points <= FEW_POINTS && c->type != CHART_LINE))
        put_all_points(&s);
    if (points > 3)
        put_range(&s);
    if (is_of_parts(c))
        put_totals(&s);
    put_change(&s);
    put_missing(&s);
    return buf_take(&s.out, a);
}
