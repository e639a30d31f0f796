/* Charts: figures of a table as something to draw. This part decides what is drawn; draw/ decides how it looks.
 *
 * A chart has groups (the bars at one place, a point in time), and in each group one point for each series (a colour
 * and a name). In charts of parts (stacked, share, pie), a group is a whole and the series are its parts. In a
 * status strip, the groups are the things judged and the series the verdicts. */
#ifndef DOC_CHART_H
#define DOC_CHART_H

#include "doc/table.h"

typedef enum ChartType {
    CHART_BAR,
    CHART_STACKED,
    CHART_LINE,
    CHART_SHARE,
    CHART_PIE,
    CHART_STATUS,
    CHART_TYPE_COUNT
} ChartType;

typedef enum ChartOrder { ORDER_AS_IS, ORDER_LARGEST, ORDER_SMALLEST } ChartOrder;
typedef enum ChartSeries { SERIES_BY_TYPE, SERIES_ROWS, SERIES_COLUMNS } ChartSeries;
typedef enum ChartVerdict { VERDICT_ACHIEVED, VERDICT_MISSED, VERDICT_OTHER } ChartVerdict;

typedef struct ChartPoint {
    bool there;      /* units is set; nil is zero */
    int64_t units;   /* the figure in 1/10^places of the chart's unit; 1 for a verdict */
    Str label;       /* "£45,820"; for an empty cell its mark: "–", "n/a" */
    Emptiness empty; /* why there is no figure, or nil */
    int row, column; /* of the table's cell, from 1; 0: of a verdict */
    Str words; /* for an empty cell "nil", "not applicable"; for another without a figure its own words; else empty */
} ChartPoint;

typedef struct Chart {
    ChartType type;
    const Table *table;
    Str along;         /* what the groups are, from the data: "Partner"; empty when they are columns */
    const Str *groups; /* their names */
    int ngroups;
    const Str *series;
    const ChartVerdict *verdicts; /* of a status strip: of each series */
    int nseries;
    const ChartPoint *points; /* nseries for each group */
    const int64_t *totals;    /* of each group's existing points */
    Str unit;                 /* of all figures; empty for none */
    int places;               /* 0 to 9 */
    int decimals;             /* shown at most */
} Chart;

/* The request for a chart. Empty lists: whatever the table offers. */
typedef struct ChartAsk {
    ChartType type;
    const int *rows;
    int nrows;
    const int *columns;
    int ncolumns;
    ChartOrder order;
    ChartSeries series;
    Pos pos;
} ChartAsk;

/* NULL when there is nothing to draw: CHT002 or another was added. */
const Chart *chart_make(Arena *a, Diag *d, const Table *t, const ChartAsk *ask);
const ChartPoint *chart_point(const Chart *c, int group, int series);
/* The group, the series, or both, as far as there are several. */
Str chart_point_name(Arena *a, const Chart *c, int group, int series);
bool chart_has_negatives(const Chart *c);
/* An amount in the chart's unit, as a label: "£2.0m", "−4.5%". */
Str chart_figure(Arena *a, const Chart *c, int64_t units, int decimals);
bool chart_unit_is_apart(const Chart *c); /* labels omit the unit, so it must be stated once */
Str chart_percent(Arena *a, const Chart *c, int64_t part, int64_t whole); /* "43%", "under 1%" */

/* A scale with round steps (1, 2 or 5 times a power of ten) that contains least to most. */
typedef struct ChartScale {
    int64_t low, high, step;
} ChartScale;
/* Of all points; of the groups' stacks when stacked. `steps`: about the largest number of steps. Bars begin at zero,
 * and so does a line, unless its figures lie in the upper half of the scale. */
ChartScale chart_scale(const Chart *c, int steps);
/* The range that the scale must contain. Bars always include zero. */
void chart_range(const Chart *c, int64_t *least, int64_t *most);
Str chart_tick(Arena *a, const Chart *c, const ChartScale *s, int64_t at);

#endif
