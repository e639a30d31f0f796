/* Choosing where lines end: private to text/ (and to its tests, which compare other choices). */
#ifndef TEXT_FIT_PRIVATE_H
#define TEXT_FIT_PRIVATE_H

#include "base/vec.h"
#include "text/typeset_private.h"

/* A place where a line may end. Totals run from the paragraph's beginning; a line from break a to break b
 * is b.end - a.next wide. */
typedef struct LineBreak {
    Opportunity kind;            /* OPP_FORCED: a forced end, or the paragraph's */
    int item, cut;               /* the next line begins with this item, `cut` bytes into it */
    bool chop;                   /* between any two letters, for want of a better place */
    int64_t end, body;           /* width up to here without trailing space; and without the hyphen */
    int64_t next;                /* where the next line begins */
    int64_t end_glue, next_glue; /* width of the spaces in `end` and `next` */
} LineBreak;

typedef VEC(LineBreak) LineBreaks;

/* The words that patterns divide: none, those wider than the measure, or all. */
typedef enum Dividing { DIVIDE_NONE, DIVIDE_WIDE, DIVIDE_ALL } Dividing;

/* The first is the paragraph's beginning, the last its end. chop: what is wider, even when it is divided, is cut
 * between letters. */
void fit_breaks(const Para *p, Dividing dividing, Len chop, Arena *scratch, LineBreaks *out);

/* The beginning and the end alone; false when there is a forced end before it, or no text. */
bool fit_ends(const Para *p, Arena *scratch, LineBreaks *out);

typedef struct Fit {
    const LineBreak *breaks;
    int n;
    const ParaShape *shape;
    Len rag;  /* stretch at the end of a line that is not justified */
    int line; /* of the paragraph, from 0: the one that fit_line measures. It makes a difference where something stands
                 beside lines */
} Fit;

/* What is beside the line that is measured. */
static inline LineInset fit_inset(const Fit *f)
{
    return f->line < f->shape->nbeside ? f->shape->beside[f->line] : (LineInset){0, 0};
}

typedef struct FitLine {
    int64_t natural, slack; /* width without trailing space; what is left of the measure */
    int64_t glue, shrink;   /* width of the spaces inside; how much they may give up */
    int badness;            /* 0 to FIT_BAD_MAX */
    int fitness;            /* 0 tight, 1 decent, 2 loose, 3 very loose */
    bool overfull;
    int64_t demerits; /* without those for its neighbour */
} FitLine;

#define FIT_BAD_MAX 1000000
#define FIT_ADJACENT 10000      /* demerits for neighbours whose fitness differs by more than one */
#define FIT_FORBIDDEN 100000000 /* for a line that the rules forbid, where no other way is left */

Fit fit_new(const Para *p, const ParaShape *shape, const LineBreaks *breaks);
FitLine fit_line(const Fit *f, int from, int to);
/* Two divided lines in a row, or a word divided into the last line. */
bool fit_forbids(const Fit *f, int from, int to);

typedef VEC(int) Chosen;

/* The breaks that lines end at, in order, and their total demerits. */
int64_t fit_solve(const Para *p, const ParaShape *shape, Arena *scratch, LineBreaks *breaks, Chosen *out);

#endif
