/* Optimum-fit line breaking after Knuth and Plass, "Breaking paragraphs into lines" (1981).
 *
 * Lines are not filled one after another: of all ways to break a paragraph the one with the least total
 * demerits is taken. A line's badness is 100 r³, where r says how far its stretch or shrink is used; its
 * demerits are (10 + badness)² + penalty², more when it stands beside a line of quite another tightness.
 * Text that is not justified uses the same measure: its lines do not stretch inside but have a bounded
 * stretch at their end (Fit.rag), so that an even rag is the best one.
 *
 * The work is a walk over the breaks with a list of active nodes: a node is "a line ends here, the best way
 * to this point costs so much, its last line was of this fitness". When a break is reached, each active node
 * either can begin a line that ends here, or is too far back and is dropped for good. So there are never
 * more active nodes than a line has breaks (times the classes of fitness), and the walk is linear in practice;
 * Where something stands beside the first lines, ways to a break with more or fewer lines are kept apart as long as the
 * next line's measure depends on it.
 * ACTIVE_MAX makes it so for hostile text and endless measures too, where the result may miss the optimum.
 *
 * A paragraph is solved in stretches between forced ends, each in tries:
 *
 *     NO_HYPHENS   only when patterns may be used: without them, and no line may be bad     (else:)
 *     BOUNDED      lines up to a badness; the result is certainly the optimum when its total is less
 *                  than a single line beyond that bound would cost                          (else:)
 *     ANY          all lines that do not run over; where even that is impossible, a line that does
 *     EMERGENCY    the same, with hyphens in a row and before the last line allowed
 *
 * A word wider than the measure is divided by its patterns. Only what is still too wide then is chopped between any
 * two of its letters. A line that ends so though no hyphens were asked for says it (Line.forced). A figure is never
 * chopped: a line runs over where one is too wide, or where not even one letter fits. */
#include "text/fit_private.h"

#define LINE_DEMERITS 10
#define HYPHEN_PENALTY 60
#define EVEN_HYPHEN_PENALTY 130 /* for an even end, which many hyphens would make a little more even */
#define INSIDE_PENALTY 40       /* after a hyphen or slash of the author's */
#define WEB_PENALTY 100
#define WHOLE_PENALTY 20000    /* of both where words are kept whole: worse than any line that does not run over */
#define CHOP_DEMERITS 50000000 /* more than a runt's: no chop where patterns or another line would help */
#define RUNT_DEMERITS 20000000
#define OVERFULL_DEMERITS 2000000000000
#define DEMERITS_MAX (INT64_MAX / 4)
#define BAD_FIRST 100     /* NO_HYPHENS: no worse line than this */
#define BAD_FIRST_FLEX 30 /* the same where letters give: spread letters are worth a hyphen */
#define BAD_BOUND 800     /* BOUNDED */
#define ACTIVE_MAX 800    /* a page's line has some 20 breaks, a hundred with hyphens */

typedef enum Try { TRY_NO_HYPHENS, TRY_BOUNDED, TRY_ANY, TRY_EMERGENCY } Try;

Fit fit_new(const Para *p, const ParaShape *shape, const LineBreaks *breaks, Arena *scratch)
{
    Len em = p->npassages ? p->passages[0].style->size : PT(10);
    Len rag = shape->measure / 4 < 3 * em ? shape->measure / 4 : 3 * em;
    return (Fit){.breaks = breaks->at,
                 .n = breaks->n,
                 .shape = shape,
                 .rag = int_max(rag, 1),
                 .whole = p->ts->whole,
                 .even_rag = shape->flex.even_rag && shape->align == ALIGN_LEFT,
                 .bad_first = shape->flex.expand || shape->flex.track_stretch ? BAD_FIRST_FLEX : BAD_FIRST,
                 .flex = flex_breaks(p, shape, breaks, scratch)};
}

/* ---- one line ---- */

/* How far a line is from the end that even lines have, as far as its letters do not make up for it. */
static int64_t off_even_end(const Fit *f, int64_t slack, int64_t letters)
{
    int64_t off = slack - rag_even_end(f), way = off < 0 ? -off : off;
    return way - (way / 2 < letters ? way / 2 : letters);
}

/* 100 (slack / room)³, in integers. */
static int badness(int64_t slack, int64_t room)
{
    if (slack == 0)
        return 0;
    if (room <= 0 || slack > room * 21)
        return FIT_BAD_MAX;
    int64_t r = slack * 1024 / room;
    int64_t bad = r * r * r / ((int64_t)1024 * 1024 * 1024 / 100);
    return bad > FIT_BAD_MAX ? FIT_BAD_MAX : (int)bad;
}

static int penalty(const Fit *f, const LineBreak *b)
{
    switch (b->kind) {
    case OPP_HYPHEN: return f->even_rag ? EVEN_HYPHEN_PENALTY : HYPHEN_PENALTY;
    case OPP_INSIDE: return f->whole ? WHOLE_PENALTY : INSIDE_PENALTY;
    case OPP_WEB: return f->whole ? WHOLE_PENALTY : WEB_PENALTY;
    default: return 0;
    }
}

/* A last line of one short word under a line that was filled. */
static bool is_runt(const Fit *f, int from, int to, int64_t natural, int64_t glue)
{
    return f->shape->no_runt && to == f->n - 1 && from > 0 && f->breaks[from].kind != OPP_FORCED && glue == 0
           && natural * 100 < (int64_t)f->shape->measure * 15;
}

static int stretch_fitness(int64_t slack, int64_t room)
{
    return slack * 2 <= room ? 1 : slack <= room ? 2 : 3;
}

/* What a line has too much or too little, and what it may give. */
typedef struct Spare {
    int64_t slack, stretch, shrink;
    int64_t letters; /* of a line that is not justified: how far its letters move its end */
} Spare;

/* Where lines are to end evenly, what counts is how far each is off the end that all shall have. */
static int rate_even(const Fit *f, Spare spare, int *fitness)
{
    int64_t off = off_even_end(f, spare.slack, spare.letters), room = int_max(f->rag * 2 / 5, 1);
    *fitness = spare.slack < rag_even_end(f) ? 1 : stretch_fitness(off, room);
    int64_t bad = off * 100 / room;
    return bad > FIT_BAD_MAX ? FIT_BAD_MAX : (int)bad;
}

/* How bad it is that a line has so much to spare, and of what fitness that makes it. */
static int rate(const Fit *f, const LineBreak *end, Spare spare, int *fitness)
{
    int64_t slack = spare.slack;
    *fitness = 1;
    if (slack < 0) {
        if (-slack > spare.shrink)
            return FIT_BAD_MAX;
        *fitness = -slack * 2 > spare.shrink ? 0 : 1;
        return badness(-slack, spare.shrink);
    }
    if (end->kind == OPP_FORCED)
        return 0;
    if (f->even_rag)
        return rate_even(f, spare, fitness);
    *fitness = stretch_fitness(slack, spare.stretch);
    return badness(slack, spare.stretch);
}

static int64_t not_negative(int64_t n)
{
    return n > 0 ? n : 0;
}

/* A line of that much space between its words. */
static Spare spare_of(const Fit *f, int from, int to, int64_t slack, int64_t glue)
{
    bool justified = f->shape->align == ALIGN_JUSTIFY;
    Spare s = {.slack = slack, .stretch = justified ? glue / 2 : f->rag, .shrink = justified ? glue / 3 : 0};
    if (!f->flex)
        return s;
    const BreakFlex *a = &f->flex[from], *b = &f->flex[to];
    const Flex *may = &f->shape->flex;
    s.slack += a->hang_left + b->hang_right;
    int64_t text = b->end_text - a->next_text, sizes = b->end_sizes - b->last_size - a->next_sizes;
    s.letters = text * may->expand / 1000;
    if (justified) {
        s.stretch += (text * may->expand + sizes * may->track_stretch) / 1000;
        s.shrink += (text * may->expand + sizes * may->track_shrink) / 1000;
    }
    return s;
}

/* The line is put together at the end, in one go: it is made for every pair of breaks that is thought of. */
FitLine fit_line(const Fit *f, int from, int to)
{
    const LineBreak *a = &f->breaks[from], *b = &f->breaks[to];
    int64_t natural = not_negative(b->end - a->next),
            glue = not_negative(b->end_glue - a->next_glue); /* 0: only spaces */
    LineInset inset = fit_inset(f);
    int64_t slack =
        (int64_t)f->shape->measure - inset.left - inset.right - (from == 0 ? f->shape->first_indent : 0) - natural;
    Spare spare = spare_of(f, from, to, slack, glue);
    bool overfull = -spare.slack > spare.shrink;
    int fitness, bad = rate(f, b, spare, &fitness);
    int64_t base = LINE_DEMERITS + bad, p = penalty(f, b), demerits = base * base + p * p;
    if (is_runt(f, from, to, natural, glue))
        demerits += RUNT_DEMERITS;
    if (b->chop)
        demerits += CHOP_DEMERITS;
    if (overfull)
        demerits += OVERFULL_DEMERITS - spare.slack * 1000;
    return (FitLine){.natural = natural,
                     .glue = glue,
                     .slack = spare.slack,
                     .stretch = spare.stretch,
                     .shrink = spare.shrink,
                     .demerits = demerits,
                     .badness = bad,
                     .fitness = fitness,
                     .overfull = overfull};
}

/* ---- one stretch between forced ends ---- */

typedef struct FitNode {
    int at;   /* index of the break */
    int from; /* node that the line begins at, -1: none */
    int line; /* how many lines end here; as many as have something beside them stands for all above */
    int fitness;
    int64_t demerits;
} FitNode;

typedef struct Best {
    int from;
    int64_t demerits;
} Best;

typedef struct Solver {
    Fit *f;
    Arena *scratch;
    Try try;
    VEC(FitNode) nodes;
    VEC(int) active;
    Best (*best)[4]; /* ways to the break in hand, by number of lines and fitness */
    int first_line;  /* of the stretch */
    bool overfull;   /* a line that runs over was made */
    bool divided;    /* a hyphen was forbidden by its neighbourhood */
} Solver;

static int64_t add_demerits(int64_t a, int64_t b)
{
    return a > DEMERITS_MAX - b ? DEMERITS_MAX : a + b;
}

static void keep_better(Best *best, int from, int64_t demerits)
{
    if (best->from < 0 || demerits < best->demerits)
        *best = (Best){from, demerits};
}

bool fit_forbids(const Fit *f, int from, int to)
{
    const LineBreak *a = &f->breaks[from], *b = &f->breaks[to];
    return a->kind == OPP_HYPHEN && (b->kind == OPP_HYPHEN || to == f->n - 1);
}

/* Demerits of the way to a node and a line on from there. */
static int64_t way_through(const FitNode *n, const FitLine *line)
{
    int64_t demerits = add_demerits(n->demerits, line->demerits);
    int step = n->fitness - line->fitness;
    bool distant = n->from >= 0 && (step > 1 || step < -1);
    return distant ? add_demerits(demerits, FIT_ADJACENT) : demerits;
}

/* A line from an active node to a break that it reaches. */
static void consider(Solver *s, int node, int to, const FitLine *line, Best *best)
{
    const FitNode *n = &s->nodes.at[node];
    int64_t demerits = way_through(n, line);
    if (fit_forbids(s->f, n->at, to)) {
        s->divided = true;
        if (s->try != TRY_EMERGENCY)
            return;
        demerits = add_demerits(demerits, FIT_FORBIDDEN);
    }
    keep_better(&best[line->fitness], node, demerits);
}

static bool too_bad(const Solver *s, const FitLine *line)
{
    return (s->try == TRY_NO_HYPHENS && line->badness > s->f->bad_first)
           || (s->try == TRY_BOUNDED && line->badness > BAD_BOUND);
}

/* So are the lines from all later breaks, which are shorter, unless their measures differ. The paragraph's beginning is
 * left out, since it may be indented. */
static bool too_loose(const Solver *s, int from, const FitLine *line)
{
    return from > 0 && !s->f->shape->nbeside && line->slack > 0 && too_bad(s, line);
}

/* Too wide even without its hyphen: nothing later will fit. */
static bool out_of_reach(const Fit *f, int to, const FitLine *line)
{
    const LineBreak *b = &f->breaks[to];
    return line->overfull && -(line->slack + (b->end - b->body)) > line->shrink;
}

/* The best ways with as many lines. */
static void add_nodes(Solver *s, int to, int line)
{
    const Best *best = s->best[line];
    int64_t least = DEMERITS_MAX;
    for (int i = 0; i < 4; i++)
        if (best[i].from >= 0 && best[i].demerits < least)
            least = best[i].demerits;
    for (int i = 0; i < 4; i++) {
        if (best[i].from < 0 || best[i].demerits > add_demerits(least, FIT_ADJACENT))
            continue;
        VEC_PUSH(s->scratch, &s->active, s->nodes.n);
        VEC_PUSH(s->scratch, &s->nodes,
                 (FitNode){.at = to, .from = best[i].from, .line = line, .fitness = i, .demerits = best[i].demerits});
    }
}

/* Behind a line from the node. */
static int line_after(const Solver *s, int node)
{
    return int_min(s->nodes.at[node].line + 1, s->f->shape->nbeside);
}

static bool found_any(const Solver *s)
{
    for (int i = 0; i < 4 * (s->f->shape->nbeside + 1); i++)
        if (s->best[i / 4][i % 4].from >= 0)
            return true;
    return false;
}

/* Lets every second node go: ways of all lengths stay, only fewer of them. */
static void thin_out(Solver *s)
{
    int half = s->active.n / 2;
    for (int i = 0; i < half; i++)
        s->active.at[i] = s->active.at[2 * i + 1];
    s->active.n = half;
}

/* Goes through the active nodes at one break; false when none is left to go on from. */
static bool reach(Solver *s, int to)
{
    int classes = s->f->shape->nbeside + 1, kept = 0, at = -1, i = 0;
    Best over = {-1, 0};
    FitLine line = {0};
    for (int k = 0; k < 4 * classes; k++)
        s->best[k / 4][k % 4] = over;
    for (; i < s->active.n; i++) {
        int node = s->active.at[i];
        if (s->nodes.at[node].at != at || s->nodes.at[node].line != s->f->line) {
            at = s->nodes.at[node].at;
            s->f->line = s->nodes.at[node].line;
            line = fit_line(s->f, at, to);
        }
        if (too_loose(s, at, &line))
            break;
        if (!line.overfull && !too_bad(s, &line))
            consider(s, node, to, &line, s->best[line_after(s, node)]);
        if (out_of_reach(s->f, to, &line))
            keep_better(&over, node, way_through(&s->nodes.at[node], &line));
        else
            s->active.at[kept++] = node;
    }
    while (i < s->active.n)
        s->active.at[kept++] = s->active.at[i++];
    s->active.n = kept;
    if (kept > ACTIVE_MAX)
        thin_out(s);
    bool forced = s->f->breaks[to].kind == OPP_FORCED;
    if ((kept == 0 || forced) && s->try >= TRY_ANY && over.from >= 0 && !found_any(s)) {
        s->best[line_after(s, over.from)][1] = over; /* as fit_line rates what runs over */
        s->overfull = true;
    }
    for (int k = 0; k < classes; k++)
        add_nodes(s, to, k);
    return s->active.n > 0;
}

/* The best way from one forced end to the next: the node it ends at, or -1. */
static int solve_try(Solver *s, int from, int to, Try try)
{
    s->try = try;
    s->nodes.n = s->active.n = 0;
    s->overfull = s->divided = false;
    VEC_PUSH(s->scratch, &s->nodes, (FitNode){.at = from, .from = -1, .line = s->first_line, .fitness = 1});
    VEC_PUSH(s->scratch, &s->active, 0);
    for (int b = from + 1; b <= to; b++)
        if (!reach(s, b))
            return -1;
    int best = -1;
    for (int i = s->nodes.n - 1; i > 0 && s->nodes.at[i].at == to; i--)
        if (best < 0 || s->nodes.at[i].demerits < s->nodes.at[best].demerits)
            best = i;
    return best;
}

static bool ends_chopped(const Solver *s, int end)
{
    for (int n = end; n >= 0; n = s->nodes.at[n].from)
        if (s->f->breaks[s->nodes.at[n].at].chop)
            return true;
    return false;
}

static int solve_stretch(Solver *s, int from, int to, bool hyphens_wait)
{
    s->f->line = s->first_line;
    FitLine whole = fit_line(s->f, from, to);
    if (whole.slack >= 0) {
        s->nodes.n = 0;
        VEC_PUSH(s->scratch, &s->nodes, (FitNode){.at = from, .from = -1, .fitness = 1});
        VEC_PUSH(s->scratch, &s->nodes, (FitNode){.at = to, .fitness = whole.fitness, .demerits = whole.demerits});
        return 1;
    }
    if (hyphens_wait) { /* a runt is worth a hyphen */
        int end = solve_try(s, from, to, TRY_NO_HYPHENS);
        return end >= 0 && s->nodes.at[end].demerits < RUNT_DEMERITS ? end : -1;
    }
    if (s->f->whole) {
        int end = solve_try(s, from, to, TRY_ANY);
        return s->divided && (end < 0 || s->overfull || ends_chopped(s, end)) ? solve_try(s, from, to, TRY_EMERGENCY)
                                                                              : end;
    }
    int64_t beyond = (int64_t)(LINE_DEMERITS + BAD_BOUND) * (LINE_DEMERITS + BAD_BOUND);
    int end = solve_try(s, from, to, TRY_BOUNDED);
    if (end >= 0 && s->nodes.at[end].demerits <= beyond)
        return end;
    end = solve_try(s, from, to, TRY_ANY);
    if (s->divided && (end < 0 || s->overfull || ends_chopped(s, end)))
        end = solve_try(s, from, to, TRY_EMERGENCY);
    return end;
}

/* ---- the paragraph ---- */

static void choose(Solver *s, int end, Chosen *out)
{
    int first = out->n;
    for (int n = end; s->nodes.at[n].from >= 0; n = s->nodes.at[n].from)
        VEC_PUSH(s->scratch, out, s->nodes.at[n].at);
    for (int i = first, k = out->n - 1; i < k; i++, k--) {
        int swap = out->at[i];
        out->at[i] = out->at[k];
        out->at[k] = swap;
    }
}

/* All stretches; -1 when one has no way (which only happens while hyphens wait). */
static int64_t solve_all(Solver *s, bool hyphens_wait, Chosen *out)
{
    int64_t total = 0;
    out->n = 0;
    for (int from = 0, to = 1; to < s->f->n; to++) {
        if (s->f->breaks[to].kind != OPP_FORCED)
            continue;
        s->first_line = int_min(out->n, s->f->shape->nbeside);
        int end = solve_stretch(s, from, to, hyphens_wait);
        if (end < 0) {
            check(hyphens_wait);
            return -1;
        }
        total = add_demerits(total, s->nodes.at[end].demerits);
        choose(s, end, out);
        from = to;
    }
    return total;
}

/* All on one line: nearly every heading, label and cell. Gives the demerits; -1: it does not fit. */
static int64_t solve_whole(const Para *p, const ParaShape *shape, Arena *scratch, LineBreaks *breaks, Chosen *out)
{
    if (!fit_ends(p, scratch, breaks))
        return -1;
    Fit f = fit_new(p, shape, breaks, scratch);
    FitLine whole = fit_line(&f, 0, 1);
    if (whole.slack < 0)
        return -1;
    VEC_PUSH(scratch, out, 1);
    return whole.demerits;
}

/* The measure of the narrowest line. */
static Len narrowest(const ParaShape *shape)
{
    Len most = 0;
    for (int i = 0; i < shape->nbeside; i++)
        most = int_max(most, shape->beside[i].left + shape->beside[i].right);
    return shape->measure - most;
}

int64_t fit_solve(const Para *p, const ParaShape *shape, Arena *scratch, LineBreaks *breaks, Chosen *out)
{
    int64_t demerits = solve_whole(p, shape, scratch, breaks, out);
    if (demerits >= 0)
        return demerits;
    breaks->n = 0;
    Divide divide = {.words = shape->provisional ? DIVIDE_NONE : DIVIDE_WIDE,
                     .left = shape->flex.hyphen_left,
                     .right = shape->flex.hyphen_right,
                     .chop = narrowest(shape)};
    fit_breaks(p, &divide, scratch, breaks);
    Fit f = fit_new(p, shape, breaks, scratch);
    Solver s = {.f = &f, .scratch = scratch, .best = (Best(*)[4])NEWN(scratch, Best, 4 * (shape->nbeside + 1))};
    int64_t total = solve_all(&s, shape->hyphenate, out);
    if (total >= 0)
        return total;
    breaks->n = 0;
    divide.words = DIVIDE_ALL;
    fit_breaks(p, &divide, scratch, breaks);
    f = fit_new(p, shape, breaks, scratch);
    return solve_all(&s, false, out);
}
