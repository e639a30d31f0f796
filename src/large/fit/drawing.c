/* Charts and diagrams that have no room for their words.
 *
 * One that fits a landscape page is turned. Any other chart becomes a table of the figures that it shows, which is then
 * set as tables are; a diagram becomes a list of its boxes and then of its arrows, in the order of its alternative
 * text. What referred to the figure refers to that. */
#include "large/fit/fit_private.h"

#include "doc/chart.h"
#include "doc/diagram.h"

/* ---- a table of a chart's figures ---- */

typedef struct ChartTable {
    Fitting *f;
    const Chart *chart;
    const Node *figure;
    Node *table;
    bool turned; /* series are its rows, because they are more than the groups */
} ChartTable;

static Node *append_row(ChartTable *t, RowRole role)
{
    Node *row = node_new(t->f->arena, NODE_ROW, t->figure->pos);
    row->u.row.role = role;
    node_append(t->table, row);
    return row;
}

/* Gives the text, in its cell's paragraph; NULL for no words. */
static Node *append_cell(ChartTable *t, Node *row, Str words, bool head)
{
    int column = row->last ? row->last->u.cell.column + 1 : 0;
    Node *cell = node_new(t->f->arena, NODE_CELL, t->figure->pos);
    cell->u.cell.column = column;
    cell->u.cell.colspan = cell->u.cell.rowspan = 1;
    cell->u.cell.head = head;
    cell->u.cell.align = t->table->u.table.columns[column].align;
    node_append(row, cell);
    if (!words.n)
        return NULL;
    Node *paragraph = node_new(t->f->arena, NODE_PARAGRAPH, t->figure->pos);
    node_append(cell, paragraph);
    return fit_text(t->f, paragraph, words);
}

static int rows_of(const ChartTable *t)
{
    return t->turned ? t->chart->nseries : t->chart->ngroups;
}

static int columns_of(const ChartTable *t)
{
    return t->turned ? t->chart->ngroups : t->chart->nseries;
}

static void append_heads(ChartTable *t)
{
    Node *row = append_row(t, ROW_HEAD);
    append_cell(t, row, t->turned ? STR("") : t->chart->along, true);
    for (int i = 0; i < columns_of(t); i++) {
        Node *head = append_cell(t, row, t->turned ? t->chart->groups[i] : t->chart->series[i], true);
        if (!head || !chart_unit_is_apart(t->chart))
            continue;
        Node *unit = node_new(t->f->arena, NODE_PARAGRAPH, t->figure->pos);
        unit->name = STR("unit");
        node_append(row->last, unit);
        fit_text(t->f, unit, t->chart->unit);
    }
}

static void append_point(ChartTable *t, Node *row, const ChartPoint *p)
{
    Node *text = append_cell(t, row, p->label, false);
    row->last->u.cell.empty = p->empty;
    if (text && p->empty)
        text->spoken = p->words;
}

static void append_figures(ChartTable *t)
{
    append_heads(t);
    for (int r = 0; r < rows_of(t); r++) {
        Node *row = append_row(t, ROW_LINE);
        append_cell(t, row, t->turned ? t->chart->series[r] : t->chart->groups[r], true);
        for (int c = 0; c < columns_of(t); c++)
            append_point(t, row, t->turned ? chart_point(t->chart, c, r) : chart_point(t->chart, r, c));
    }
}

/* Each thing that is judged, and its verdict. */
static void append_verdicts(ChartTable *t)
{
    for (int g = 0; g < t->chart->ngroups; g++) {
        Node *row = append_row(t, ROW_LINE);
        append_cell(t, row, t->chart->groups[g], true);
        Str verdict = {0};
        for (int s = 0; s < t->chart->nseries; s++)
            if (chart_point(t->chart, g, s)->there)
                verdict = t->chart->series[s];
        append_cell(t, row, verdict, false);
    }
}

static void make_columns(ChartTable *t, int n, CellAlign align)
{
    TableColumn *columns = NEWN(t->f->arena, TableColumn, n);
    for (int i = 1; i < n; i++)
        columns[i].align = align;
    t->table->u.table.columns = columns;
    t->table->u.table.ncolumns = n;
}

static Node *table_of(Fitting *f, const Node *figure)
{
    const Chart *chart = figure->first->u.image.chart;
    ChartTable t = {.f = f,
                    .chart = chart,
                    .figure = figure,
                    .table = fit_node(f, NODE_TABLE, figure),
                    .turned = chart->nseries > chart->ngroups};
    bool judged = chart->type == CHART_STATUS;
    make_columns(&t, judged ? 2 : columns_of(&t) + 1, judged ? CELL_TEXT : CELL_FIGURE);
    if (judged)
        append_verdicts(&t);
    else
        append_figures(&t);
    t.table->number = figure->number;
    return t.table;
}

/* ---- a list of a diagram's boxes and arrows ---- */

static Node *append_item(Fitting *f, Node *list)
{
    Node *item = node_new(f->arena, NODE_ITEM, list->pos), *paragraph = node_new(f->arena, NODE_PARAGRAPH, list->pos);
    node_append(list, item);
    node_append(item, paragraph);
    return paragraph;
}

static void append_box(Fitting *f, Node *list, const DiagramBox *box)
{
    Node *paragraph = append_item(f, list), *title = node_new(f->arena, NODE_STRONG, list->pos);
    node_append(paragraph, title);
    fit_text(f, title, box->title);
    if (box->text.n)
        fit_text(f, paragraph, str_format(f->arena, ": " STR_FMT, STR_ARG(box->text)));
}

static void append_arrow(Fitting *f, Node *list, const Diagram *g, const DiagramArrow *arrow)
{
    static const WordId unlabelled[] =
        {[HEADS_END] = WORD_ARROW_LEADS, [HEADS_BOTH] = WORD_ARROW_BOTH, [HEADS_NONE] = WORD_ARROW_LINE};
    const Language *l = fit_language(f, list);
    Str from = g->boxes[arrow->from].title, to = g->boxes[arrow->to].title, words;
    if (arrow->label.n)
        words = language_fill(f->arena, l, arrow->heads == HEADS_BOTH ? WORD_ARROW_LABELLED_BOTH : WORD_ARROW_LABELLED,
                              (Str[]){from, arrow->label, to}, 3);
    else
        words = language_fill(f->arena, l, unlabelled[arrow->heads], (Str[]){from, to}, 2);
    fit_text(f, append_item(f, list), words);
}

static void fill_list(Fitting *f, Node *list, const Diagram *g)
{
    for (int i = 0; i < g->nboxes; i++)
        append_box(f, list, &g->boxes[i]);
    for (int i = 0; i < g->narrows; i++)
        append_arrow(f, list, g, &g->arrows[i]);
}

/* ---- in place of the figure ---- */

static void replace(Fitting *f, Node *figure, Node *fresh)
{
    node_insert_after(figure, fresh);
    fresh->id = figure->id;
    VEC_PUSH(f->arena, &f->replaced, (Replaced){figure, fresh});
}

/* Its caption goes into the table; the line that says where the data stands follows the table. */
static Node *put_table(Fitting *f, Node *figure)
{
    Node *table = table_of(f, figure), *caption = node_child(figure, NODE_CAPTION), *source = figure->last;
    replace(f, figure, table);
    if (source->kind == NODE_PARAGRAPH) {
        node_remove(source);
        node_insert_after(table, source);
    }
    if (caption) {
        node_remove(caption);
        node_prepend(table, caption);
    }
    node_remove(figure);
    return table;
}

/* Words of their own, which the caption's do not run into. */
static void put_number(Fitting *f, Node *words, const Node *caption, Str number)
{
    Node *span = fit_node(f, NODE_SPAN, caption), *text = fit_node(f, NODE_TEXT, caption);
    text->u.text.text = str_format(f->arena, STR_FMT "\xE2\x80\x82", STR_ARG(number));
    node_append(span, text);
    node_append(words, span);
}

static void put_list(Fitting *f, Node *figure)
{
    Node *lead = fit_node(f, NODE_PARAGRAPH, figure), *list = fit_node(f, NODE_LIST, figure);
    Node *caption = node_child(figure, NODE_CAPTION), *words = node_new(f->arena, NODE_STRONG, figure->pos);
    replace(f, figure, lead);
    node_insert_after(lead, list);
    fill_list(f, list, figure->first->u.image.diagram);
    node_append(lead, words);
    if (figure->number.n && caption)
        put_number(f, words, caption, figure->number);
    for (Node *n = caption ? caption->first : NULL, *next; n; n = next) {
        next = n->next;
        node_remove(n);
        node_append(words, n);
    }
    node_remove(figure);
    if (!words->first)
        fit_text(f, words, STR(""));
}

static Str name_of(Fitting *f, const Node *figure)
{
    const Node *caption = node_child(figure, NODE_CAPTION);
    Str words = caption ? str_trim(node_text(f->arena, caption)) : (Str){0};
    return words.n ? str_format(f->arena, " \"" STR_FMT "\"", STR_ARG(words)) : STR("");
}

static void report(Fitting *f, const Node *figure, const char *how)
{
    diag(f->job->layout->diag, LGP012, figure->first->pos, "in large print the %s" STR_FMT " is set %s",
         figure->first->u.image.chart ? "chart" : "diagram", STR_ARG(name_of(f, figure)), how);
}

static void turn(Fitting *f, Node *figure)
{
    Attr *attrs = NEWN(f->arena, Attr, figure->nattrs + 1);
    for (int i = 0; i < figure->nattrs; i++)
        attrs[i] = figure->attrs[i];
    attrs[figure->nattrs] = (Attr){.name = STR(TURNED_FIGURE), .value = STR("yes"), .pos = figure->pos};
    figure->attrs = attrs;
    figure->nattrs++;
}

static bool fits(Fitting *f, const Node *figure, bool turned)
{
    Str words;
    return rehearse_drawing(f->rehearsal, figure, (RehearsedPlace){figure, turned}, &words)
           && shows_all_figures(f, figure, words);
}

void fit_drawing(Fitting *f, Node *figure)
{
    if (fits(f, figure, false))
        return;
    if (rehearse_can_turn(figure) && fits(f, figure, true)) {
        f->job->counts->turned++;
        report(f, figure, "on a landscape page");
        turn(f, figure);
        return;
    }
    f->job->counts->listed++;
    bool chart = figure->first->u.image.chart;
    report(f, figure, chart ? "as a table of its figures" : "as a list");
    if (chart)
        fit_table(f, put_table(f, figure));
    else
        put_list(f, figure);
}
