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

typedef struct Divide {
    Dividing words;
    int left, right; /* least letters before and after a hyphen; 0: three */
    Len chop;        /* what is wider, even when it is divided, is cut between letters */
} Divide;

/* The first is the paragraph's beginning, the last its end. */
void fit_breaks(const Para *p, const Divide *divide, Arena *scratch, LineBreaks *out);

/* The beginning and the end alone; false when there is a forced end before it, or no text. */
bool fit_ends(const Para *p, Arena *scratch, LineBreaks *out);

/* What a line that ends or begins at a break may do besides stretching its spaces. Totals run like a break's. */
typedef struct BreakFlex {
    int64_t end_text, next_text;   /* width of letters */
    int64_t end_sizes, next_sizes; /* of letters, their sizes added up: what tracking is a share of */
    Len hang_right, hang_left;     /* how far the last character before, and the first one after it, hang out */
    Len last_size;                 /* of the last letter before */
} BreakFlex;

typedef struct Fit {
    const LineBreak *breaks;
    int n;
    const ParaShape *shape;
    int bad_first;         /* without hyphens, no worse line than this */
    Len rag;               /* stretch at the end of a line that is not justified */
    bool even_rag;         /* such lines end as near as they can to one end */
    bool whole;            /* a line ends inside a word only where that is wider than the line */
    int line;              /* of the paragraph, from 0: the one that fit_line measures. It makes a difference where
                              something stands beside lines */
    const BreakFlex *flex; /* of each break; NULL: lines give only in their spaces */
} Fit;

/* What is beside the line that is measured. */
static inline LineInset fit_inset(const Fit *f)
{
    return f->line < f->shape->nbeside ? f->shape->beside[f->line] : (LineInset){0, 0};
}

typedef struct FitLine {
    int64_t natural, slack;        /* width without trailing space; what is left of the measure */
    int64_t glue, stretch, shrink; /* width of the spaces inside; how far the line stretches well, and may shrink */
    int badness;                   /* 0 to FIT_BAD_MAX */
    int fitness;                   /* 0 tight, 1 decent, 2 loose, 3 very loose */
    bool overfull;
    int64_t demerits; /* without those for its neighbour */
} FitLine;

#define FIT_BAD_MAX 1000000
#define FIT_ADJACENT 10000      /* demerits for neighbours whose fitness differs by more than one */
#define FIT_FORBIDDEN 100000000 /* for a line that the rules forbid, where no other way is left */

/* How short of the measure lines are to end where they end evenly. */
static inline int64_t rag_even_end(const Fit *f)
{
    return (int64_t)f->rag * 3 / 8;
}

Fit fit_new(const Para *p, const ParaShape *shape, const LineBreaks *breaks, Arena *scratch);
FitLine fit_line(const Fit *f, int from, int to);
/* Two divided lines in a row, or a word divided into the last line. */
bool fit_forbids(const Fit *f, int from, int to);

/* NULL when the shape allows none of it. */
const BreakFlex *flex_breaks(const Para *p, const ParaShape *shape, const LineBreaks *breaks, Arena *scratch);

/* How a line's letters are set: thousandths, as in runs. */
typedef struct FlexLine {
    int scale, track;
} FlexLine;
FlexLine flex_line(const Fit *f, int from, int to, const FitLine *line);

/* The letters of a word before a byte; marks on them do not count. */
int word_letters(const Word *w, int at);

/* Where a pen stands after letters of that total width and of these sizes. */
static inline int64_t flex_pen(int64_t text, int64_t sizes, const FlexLine *l)
{
    return (text + sizes * l->track / 1000) * (1000 + l->scale) / 1000;
}

typedef VEC(int) Chosen;

/* The breaks that lines end at, in order, and their total demerits. */
int64_t fit_solve(const Para *p, const ParaShape *shape, Arena *scratch, LineBreaks *breaks, Chosen *out);

#endif
