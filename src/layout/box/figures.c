/* Strips of figures.
 *
 * A strip has as few rows as the least width of its columns allows, and no row has an empty place: a row of fewer has
 * wider ones, and comes first. Over several columns of the page, each column has its own share of a row, so that
 * nothing stands across a gutter. All rows together have one size of figures, at which the widest fits its place: the
 * strip is set once to measure them, and then at that size. If it were less than two thirds, places are made wider
 * first. */
#include "layout/box/figures.h"

#include "layout/box/grid.h"
#include "layout/flow/paragraph.h"

enum { WHOLE = 1024, SMALL = WHOLE * 2 / 3, SMALLEST = WHOLE / 3 };

/* ---- rows ---- */

typedef struct FigureStrip { /* the places of a strip */
    const BoxStyle *box;
    Len x[GRID_COLUMNS], measure[GRID_COLUMNS]; /* of the columns of the page, or of the only one */
    int columns, most[GRID_COLUMNS];            /* most: places in each */
    int all;                                    /* in a row */
} FigureStrip;

static int count_of(const Node *first)
{
    int n = 0;
    for (; first; first = first->next)
        n++;
    return n;
}

static int places_in(Len measure, const BoxStyle *box)
{
    Len least = box->min_column ? box->min_column : PT(85);
    return int_max((measure + box->gutter) / int_max(least + box->gutter, 1), 1);
}

/* Over all columns of the page, the part of each that is inside the box. */
static void find_columns(FigureStrip *f, const Builder *b, const Setting *s)
{
    bool over_all = !s->apart && b->columns > 1 && b->columns <= GRID_COLUMNS && s->measure > b->column_measure;
    f->columns = over_all ? b->columns : 1;
    f->x[0] = s->x, f->measure[0] = s->measure;
    Len step = over_all ? (b->full_measure - b->column_measure) / (b->columns - 1) : 0;
    for (int i = 0; over_all && i < f->columns; i++) {
        Len left = int_max(i * step, s->x), right = int_min(i * step + b->column_measure, s->x + s->measure);
        f->x[i] = left;
        f->measure[i] = int_max(right - left, PT(12));
    }
    for (int i = 0; i < f->columns; i++) {
        f->most[i] = places_in(f->measure[i], f->box);
        f->all += f->most[i];
    }
    f->all = int_min(f->all, GRID_COLUMNS);
}

/* One place fewer in each column; false: they have one. */
static bool widen_places(FigureStrip *f)
{
    bool changed = false;
    f->all = 0;
    for (int i = 0; i < f->columns; i++) {
        changed = changed || f->most[i] > 1;
        f->most[i] = int_max(f->most[i] - 1, 1);
        f->all += f->most[i];
    }
    return changed;
}

/* How many of `n` come in this part of `parts`, the smaller first. */
static int share_of(int n, int parts, int part)
{
    return n / parts + (part >= parts - n % parts);
}

/* In rows of whole columns where that is possible. */
static int row_of(const FigureStrip *f, int n, int rows, int row)
{
    bool even = n % f->columns == 0;
    return even ? f->columns * share_of(n / f->columns, rows, row) : share_of(n, rows, row);
}

/* Fewer than there are columns: the last has all that is left of the row. */
static void plan_few(GridPlan *plan, const FigureStrip *f)
{
    int last = f->columns - 1;
    for (int i = 0; i < plan->n; i++) {
        plan->x[i] = f->x[i];
        plan->measure[i] = f->measure[i];
    }
    plan->measure[plan->n - 1] = f->x[last] + f->measure[last] - plan->x[plan->n - 1];
}

static GridPlan plan_row(const FigureStrip *f, int n)
{
    GridPlan plan = {.n = n, .gap = f->box->gutter, .whole = true};
    int at = 0;
    if (n < f->columns) {
        plan_few(&plan, f);
        return plan;
    }
    for (int c = 0; c < f->columns; c++) {
        int here = share_of(n, f->columns, c);
        Len measure = int_max((f->measure[c] - (here - 1) * f->box->gutter) / here, PT(12));
        for (int i = 0; i < here; i++, at++) {
            plan.x[at] = f->x[c] + i * (measure + f->box->gutter);
            plan.measure[at] = measure;
        }
    }
    return plan;
}

static void set_rows(Builder *b, const Node *first, const FigureStrip *f, Setting s)
{
    int n = count_of(first), rows = (n + f->all - 1) / f->all;
    for (int row = 0; row < rows; row++) {
        GridPlan plan = plan_row(f, row_of(f, n, rows, row));
        first = build_row(b, first, &plan, s);
    }
}

/* ---- the size of figures ---- */

/* Sets the rows into a flow that is thrown away. */
static void measure_figures(Builder *b, const Node *first, const FigureStrip *f, Setting s)
{
    Pass *pass = b->pass;
    Builder apart;
    PassVoice voice = pass_hush(pass);
    build_start_apart(&apart, pass, b->section, &s);
    set_rows(&apart, first, f, s);
    pass_speak(pass, voice);
}

void build_figures(Builder *b, const Node *n, const BoxStyle *box, Setting s)
{
    const Node *list = n->first && !n->first->next && n->first->kind == NODE_LIST ? n->first : NULL;
    bool items = list && !list->u.list.definitions && !list->u.list.ordered && !list_has_tasks(list);
    FigureStrip f = {.box = box};
    FigureFit fit = {WHOLE, WHOLE};
    const Node *first = items ? list->first : n->first;
    if (items)
        build_begin(b, list);
    find_columns(&f, b, &s);
    if (s.fit) { /* in a strip, whose size it has: measured at each depth, its time would double with each */
        set_rows(b, first, &f, s);
        return;
    }
    s.fit = &fit;
    measure_figures(b, first, &f, s);
    while (fit.least < SMALL && widen_places(&f)) {
        fit.least = WHOLE;
        measure_figures(b, first, &f, s);
    }
    fit.share = int_max(fit.least, SMALLEST);
    set_rows(b, first, &f, s);
}

/* ---- a figure ---- */

/* A figure's own style where it is one, else NULL. */
static const Style *fitted_style(Builder *b, const Node *n, const Style *style)
{
    if (!n || (n->kind != NODE_SPAN && n->kind != NODE_STRONG))
        return NULL;
    const Style *own =
        style_inline(b->pass->styler, style, n->kind == NODE_SPAN ? STR("span") : STR("strong"), n->name);
    return own->fit ? own : NULL;
}

/* At this share of its size, in a line of its own. A leading that is that of the text around it does not count. */
static Style *line_style(Builder *b, const Style *own, const Style *around, int share)
{
    Style *line = NEW(b->pass->arena, Style);
    Len leading = own->leading == around->leading ? int_max(own->leading, own->size * 5 / 4) : own->leading;
    *line = *own;
    line->size = len_scale(own->size, share, WHOLE);
    line->leading = len_scale(leading, share, WHOLE);
    line->space_after = 0;
    line->keep_next = true;
    return line;
}

/* The space between a figure and the words behind it stays in its line. */
static void take_space(Pass *pass, Pieces *figure, Pieces *words, const Style *line)
{
    Piece *first = words->n ? &words->at[0] : NULL;
    if (!first || first->kind != PIECE_TEXT || !str_starts(first->text, " "))
        return;
    pieces_text(pass, figure, str_sub(first->text, 0, 1), line, first->node);
    first->text = str_sub(first->text, 1, first->text.n);
}

bool build_large_figure(Builder *b, const Node *paragraph, const Style *style, const Setting *s)
{
    Pass *pass = b->pass;
    const Node *figure = paragraph->first, *rest = figure ? figure->next : NULL;
    const Style *own = s->fit ? fitted_style(b, figure, style) : NULL;
    if (!own)
        return false;
    Style *line = line_style(b, own, style, s->fit->share);
    Pieces pieces = {0}, words = {0};
    pieces_inlines(pass, &pieces, figure->first, line);
    const Para *para = para_prepare(pass->typesetter, pass->arena, pieces.at, pieces.n);
    int64_t width = para_width_max(para), room = s->measure - line->indent_left - line->indent_right;
    if (width > room && room > 0)
        s->fit->least = int_min(s->fit->least, (int)(room * s->fit->share / width));
    if (rest && rest->kind == NODE_LINE_BREAK) {
        pieces_text(pass, &pieces, STR(" "), line, rest);
        rest = rest->next;
    }
    Style *below = NEW(pass->arena, Style);
    *below = *style;
    below->space_before = 0;
    pieces_inlines(pass, &words, rest, below);
    take_space(pass, &pieces, &words, line);
    set_paragraph(b, paragraph, &pieces, line, *s);
    if (words.n)
        set_paragraph(b, paragraph, &words, below, *s);
    return true;
}
