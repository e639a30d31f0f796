/* Figures in one scale, so that those of sentences and of tables can be compared exactly. */
#ifndef CHECK_AGREEMENT_VALUE_PRIVATE_H
#define CHECK_AGREEMENT_VALUE_PRIVATE_H

#include "check/agreement/sentence/english.h"
#include "check/agreement/sentence/mention.h"

enum { VALUE_PLACES = 4, VALUE_ONE = 10000 };

/* A figure of a table. */
typedef struct Value {
    Family family;
    int64_t size; /* in ten-thousandths of a pound, of a percentage or of one */
    int64_t half; /* it was rounded by at most that */
} Value;

/* The figure of a cell. False: it has none, or one too large. */
bool value_of_cell(Arena *a, const Table *t, int row, int column, Value *out);

/* value × 10^exponent in ten-thousandths. False: it does not fit. */
bool value_size(Decimal value, int exponent, int64_t *out);

/* What a figure of a sentence may stand for, both ends included. */
typedef struct FigureRange {
    int64_t low, high;
} FigureRange;

/* In ten-thousandths; parts of a whole as percentages. False: too large. */
bool value_range(const Mention *m, Comparison how, FigureRange *out);

bool value_fits(int64_t size, int64_t half, FigureRange r);

/* Whether a sentence that gives the figure means that of a cell. Only what is more precise than the cell, or compared
 * with it, may differ by the cell's own rounding. */
bool value_is(Value v, const Mention *m, Comparison how);

/* Whether a change of `by`, as a percentage of `base`, fits; both may be out by the halves given. */
bool value_part_fits(int64_t by, int64_t by_half, Value base, FigureRange percent);

#endif
