/* A chart in words: the alternative text that stands for it unless its author gives another.
 *
 * First the type and what is shown by what; then the figures themselves while they are few, else the largest and the
 * smallest; for what runs through time how much it changed from first to last; then what has no figure. A reader
 * hears "minus" and "nil". Long lists end with how many more there are. */
#include "base/ascii.h"
#include "doc/chart.h"

#include "base/str.h"

enum { FEW_POINTS = 6, FEW_NAMES = 6 };

typedef struct Speech {
    Arena *a;
    const Chart *c;
    Buf out;
} Speech;

static Str type_words(const Chart *c)
{
    static const char *const words[CHART_TYPE_COUNT] = {
        [CHART_BAR] = "Bar chart",   [CHART_STACKED] = "Stacked bar chart",
        [CHART_LINE] = "Line chart", [CHART_SHARE] = "Strip divided into shares",
        [CHART_PIE] = "Pie chart",   [CHART_STATUS] = "Status strip",
    };
    return str_c(words[c->type]);
}

/* ---- figures ---- */

/* "minus £3.4m": a minus sign is not always spoken. */
static Str spoken(Arena *a, Str label)
{
    static const char sign[] = "\xE2\x88\x92";
    if (!str_starts(label, sign))
        return label;
    return str_format(a, "minus " STR_FMT, STR_ARG(str_sub(label, (int)sizeof sign - 1, label.n)));
}

static Str point_words(const Speech *s, const ChartPoint *p)
{
    return p->words.n ? p->words : spoken(s->a, p->label);
}

static Str units_words(const Speech *s, int64_t units)
{
    return spoken(s->a, chart_figure(s->a, s->c, units, s->c->decimals));
}

/* What a point is called where several series are told apart. */
static Str point_name(const Speech *s, int group, int series)
{
    const Chart *c = s->c;
    if (c->nseries == 1)
        return c->groups[group];
    if (c->ngroups == 1)
        return c->series[series];
    return str_format(s->a, STR_FMT ", " STR_FMT, STR_ARG(c->groups[group]), STR_ARG(c->series[series]));
}

/* ---- the first sentence ---- */

/* "Source of finance" within a sentence; "PCSO" stays as it is. */
static Str lowered(Arena *a, Str s)
{
    bool capitals = s.n > 1 && is_upper(s.p[1]);
    if (s.n == 0 || !is_upper(s.p[0]) || capitals)
        return s;
    return str_format(a, "%c" STR_FMT, to_lower(s.p[0]), STR_ARG(str_sub(s, 1, s.n)));
}

static void put_names(Speech *s, const Str *names, int n)
{
    for (int i = 0; i < n && i < FEW_NAMES; i++) {
        buf_puts(&s->out, i == 0 ? "" : i == n - 1 ? " and " : ", ");
        buf_str(&s->out, names[i]);
    }
    if (n > FEW_NAMES)
        buf_format(&s->out, " and %d more", n - FEW_NAMES);
}

static void put_subject(Speech *s)
{
    const Chart *c = s->c;
    buf_str(&s->out, type_words(c));
    buf_puts(&s->out, ": ");
    if (c->ngroups == 1 && c->nseries > 1) {
        buf_format(&s->out, STR_FMT ", %d parts", STR_ARG(c->groups[0]), c->nseries);
    } else {
        put_names(s, c->series, c->nseries);
        if (c->along.n)
            buf_format(&s->out, " by " STR_FMT, STR_ARG(lowered(s->a, c->along)));
        if (c->ngroups > 1 && !c->along.n)
            buf_format(&s->out, ", " STR_FMT " to " STR_FMT, STR_ARG(c->groups[0]), STR_ARG(c->groups[c->ngroups - 1]));
        else if (c->ngroups > FEW_POINTS)
            buf_format(&s->out, ", %d in all", c->ngroups);
    }
    if (chart_unit_is_apart(c))
        buf_format(&s->out, ", in " STR_FMT, STR_ARG(c->unit));
    buf_puts(&s->out, ".");
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

static void put_point(Speech *s, int group, int series)
{
    const Chart *c = s->c;
    const ChartPoint *p = chart_point(c, group, series);
    buf_format(&s->out, STR_FMT " " STR_FMT, STR_ARG(point_name(s, group, series)), STR_ARG(point_words(s, p)));
    if (is_of_parts(c))
        buf_format(&s->out, " (" STR_FMT ")", STR_ARG(chart_percent(s->a, p->units, chart_total(c, group))));
}

static void put_all_points(Speech *s)
{
    bool first = true;
    for (int g = 0; g < s->c->ngroups; g++) {
        for (int k = 0; k < s->c->nseries; k++) {
            if (!chart_point(s->c, g, k)->there)
                continue;
            buf_puts(&s->out, first ? " " : "; ");
            put_point(s, g, k);
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
    int largest = extreme(s->c, true), smallest = extreme(s->c, false);
    if (s->c->points[largest].units == s->c->points[smallest].units) {
        buf_format(&s->out, " All are " STR_FMT ".", STR_ARG(point_words(s, &s->c->points[largest])));
        return;
    }
    buf_puts(&s->out, " Largest: ");
    put_point(s, largest / s->c->nseries, largest % s->c->nseries);
    buf_puts(&s->out, "; smallest: ");
    put_point(s, smallest / s->c->nseries, smallest % s->c->nseries);
    buf_puts(&s->out, ".");
}

static void put_totals(Speech *s)
{
    const Chart *c = s->c;
    if (c->ngroups == 1)
        buf_format(&s->out, " Together " STR_FMT ".", STR_ARG(units_words(s, chart_total(c, 0))));
}

/* ---- change ---- */

/* "up 3.4%", "down 2.1 percentage points", "unchanged". */
static Str change_words(const Speech *s, const ChartPoint *from, const ChartPoint *to)
{
    const Chart *c = s->c;
    int64_t change = to->units - from->units;
    if (change == 0)
        return STR("unchanged");
    const char *way = change > 0 ? "up" : "down";
    int64_t size = change > 0 ? change : -change;
    Decimal over = {.units = size, .places = 0}, under = {.units = from->units, .places = 0}, percent;
    if (str_is(c->unit, "%")) {
        Str points = decimal_format(s->a, (Decimal){size, (int8_t)c->places}, c->decimals, true);
        return str_format(s->a, "%s " STR_FMT " percentage points", way, STR_ARG(points));
    }
    if (from->units <= 0 || to->units < 0 || !decimal_scale(over, 100, &over)
        || !decimal_divide(over, under, 1, &percent))
        return str_format(s->a, "%s " STR_FMT, way, STR_ARG(units_words(s, size)));
    return str_format(s->a, "%s " STR_FMT "%%", way, STR_ARG(decimal_format(s->a, percent, 1, true)));
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
    buf_format(&s->out, " " STR_FMT ": from " STR_FMT " (" STR_FMT ") to " STR_FMT " (" STR_FMT "), " STR_FMT ".",
               STR_ARG(c->series[series]), STR_ARG(point_words(s, from)), STR_ARG(c->groups[first]),
               STR_ARG(point_words(s, to)), STR_ARG(c->groups[last]), STR_ARG(change_words(s, from, to)));
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
    buf_format(&s->out, " Largest change: " STR_FMT ", from " STR_FMT " to " STR_FMT ", " STR_FMT ".",
               STR_ARG(c->groups[at]), STR_ARG(point_words(s, from)), STR_ARG(point_words(s, to)),
               STR_ARG(change_words(s, from, to)));
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
    int n = 0;
    for (int g = 0; g < s->c->ngroups; g++) {
        for (int k = 0; k < s->c->nseries; k++) {
            const ChartPoint *p = chart_point(s->c, g, k);
            if (p->there)
                continue;
            if (n < FEW_NAMES)
                buf_format(&s->out, "%s" STR_FMT, n ? "; " : " No figure: ", STR_ARG(point_name(s, g, k)));
            if (n++ < FEW_NAMES && p->words.n)
                buf_format(&s->out, " (" STR_FMT ")", STR_ARG(p->words));
        }
    }
    if (n > FEW_NAMES)
        buf_format(&s->out, "; and %d more", n - FEW_NAMES);
    buf_puts(&s->out, n ? "." : "");
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
        buf_format(&s->out, "; and %d more", count - FEW_NAMES);
    buf_puts(&s->out, ")");
}

/* Those that were reached are counted, the others called by name. */
static void put_verdicts(Speech *s)
{
    const Chart *c = s->c;
    buf_format(&s->out, "Status strip of %d. ", c->ngroups);
    for (int k = 0; k < c->nseries; k++) {
        int count = 0;
        for (int g = 0; g < c->ngroups; g++)
            count += chart_point(c, g, k)->there;
        buf_format(&s->out, "%s" STR_FMT ": %d", k ? "; " : "", STR_ARG(c->series[k]), count);
        if (c->verdicts[k] != VERDICT_ACHIEVED)
            put_judged(s, k, count);
    }
    buf_puts(&s->out, ".");
}

Str chart_words(Arena *a, const Chart *c)
{
    Speech s = {.a = a, .c = c};
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
