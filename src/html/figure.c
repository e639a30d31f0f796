/* Figures: a picture, chart or diagram with its caption; and what a chart or diagram is drawn from, to be opened below
 * it.
 *
 * A chart or diagram is drawn at two widths, for wide and for narrow screens, and the style sheet shows the one that
 * fits; the second says nothing that the first does not. Where the words have no room in the narrow one, the wide one
 * scrolls in a region of its own. */
#include "html/figure_private.h"

/* The measure of the page and of the narrowest screen, in px, and the size of words in charts there. A drawing is made
 * in the template's own sizes, at the width in which these come out at that size. */
enum { WIDE = 640, WIDE_WORDS = 14, NARROW = 286, NARROW_WORDS = 12 };

/* ---- what is drawn ---- */

static bool is_drawn(const Node *image)
{
    return image->u.image.chart || image->u.image.diagram;
}

static const char *element_of(const Node *image)
{
    return image->u.image.chart ? "chart" : "diagram";
}

static Drawing *draw_at(Html *w, const Node *image, int px, int words)
{
    const HtmlTools *tools = html_tools(w);
    const Style *style = style_block(tools->styler, str_c(element_of(image)), (Str){0}, NULL);
    DrawSpace space = {.arena = w->arena,
                       .typesetter = tools->typesetter,
                       .tpl = w->tpl,
                       .styler = tools->styler,
                       .picture = image,
                       .width = (Len)((int64_t)style->size * px / words),
                       .page_height = PT(720)};
    return image->u.image.chart ? draw_chart(&space, image->u.image.chart)
                                : draw_diagram(&space, image->u.image.diagram);
}

static void put_one_drawing(Html *w, const Node *image, const Drawing *drawing, const char *kind)
{
    SvgName name = {.id = id_of(w, image), .words = node_text(w->arena, image), .kind = kind};
    Str lang = node_attr(image, "lang");
    name.lang = lang;
    put_drawing(w, drawing, &name);
}

static void put_drawings(Html *w, const Node *image)
{
    const Drawing *wide = draw_at(w, image, WIDE, WIDE_WORDS), *narrow = draw_at(w, image, NARROW, NARROW_WORDS);
    bool both = !narrow->crowded || wide->crowded;
    if (both)
        put(w, "<div class=\"drawn wide\">");
    else {
        put(w, "<div class=\"drawn scroll\" role=\"region\" tabindex=\"0\"");
        put_attribute(w, "aria-label", region_under(w, image, word_at(w, image, WORD_WEB_FIGURE)));
        put(w, ">");
    }
    put_one_drawing(w, image, wide, element_of(image));
    put(w, "</div>\n");
    if (!both)
        return;
    put(w, "<div class=\"drawn narrow\" data-words=\"page\">");
    put_one_drawing(w, image, narrow, element_of(image));
    put(w, "</div>\n");
}

/* ---- what it is drawn from ---- */

static Node *add_cell(Html *w, Node *row, int column, Str words, Str spoken)
{
    Node *cell = node_new(w->arena, NODE_CELL, row->pos), *paragraph = node_new(w->arena, NODE_PARAGRAPH, row->pos);
    Node *text = node_new(w->arena, NODE_TEXT, row->pos);
    cell->u.cell.column = column;
    cell->u.cell.colspan = cell->u.cell.rowspan = 1;
    cell->u.cell.head = column == 0 || row->u.row.role == ROW_HEAD;
    cell->u.cell.align = column ? CELL_FIGURE : CELL_TEXT;
    text->u.text.text = words;
    text->spoken = spoken;
    node_append(paragraph, text);
    node_append(cell, paragraph);
    node_append(row, cell);
    return cell;
}

static Node *add_row(Html *w, Node *table, RowRole role)
{
    Node *row = node_new(w->arena, NODE_ROW, table->pos);
    row->u.row.role = role;
    node_append(table, row);
    return row;
}

/* A row for each group, a column for each series. */
static Node *table_of_chart(Html *w, const Node *image)
{
    const Chart *c = image->u.image.chart;
    Node *table = node_new(w->arena, NODE_TABLE, image->pos), *row = add_row(w, table, ROW_HEAD);
    TableColumn *columns = NEWN(w->arena, TableColumn, c->nseries + 1);
    for (int i = 1; i <= c->nseries; i++)
        columns[i].align = CELL_FIGURE;
    table->u.table.columns = columns;
    table->u.table.ncolumns = c->nseries + 1;
    table->parent = image->parent;
    add_cell(w, row, 0, c->along, (Str){0});
    for (int s = 0; s < c->nseries; s++)
        add_cell(w, row, s + 1, c->series[s].n || c->nseries > 1 ? c->series[s] : c->unit, (Str){0});
    for (int g = 0; g < c->ngroups; g++) {
        row = add_row(w, table, ROW_LINE);
        add_cell(w, row, 0, c->groups[g], (Str){0});
        for (int s = 0; s < c->nseries; s++) {
            const ChartPoint *p = chart_point(c, g, s);
            add_cell(w, row, s + 1, p->label, p->words);
        }
    }
    return table;
}

static void put_diagram_in_words(Html *w, const Node *image)
{
    const Diagram *g = image->u.image.diagram;
    put(w, "<ol>\n");
    for (int i = 0; i < g->nboxes; i++) {
        put(w, "<li><strong>");
        put_escaped(w, g->boxes[i].title);
        put(w, g->boxes[i].text.n ? "</strong>: " : "</strong>");
        put_escaped(w, g->boxes[i].text);
        bool open = false;
        for (int k = 0; k < g->narrows; k++) {
            const DiagramArrow *x = &g->arrows[k];
            if (x->from != i)
                continue;
            put(w, open ? "<li>" : "\n<ul>\n<li>");
            open = true;
            put_escaped(w, x->label);
            put(w, x->label.n ? " " : "");
            put(w, x->heads == HEADS_BOTH   ? "\xE2\x86\x94 "
                   : x->heads == HEADS_NONE ? "\xE2\x80\x93 "
                                            : "\xE2\x86\x92 ");
            put_escaped(w, g->boxes[x->to].title);
            put(w, "</li>\n");
        }
        put(w, open ? "</ul>\n</li>\n" : "</li>\n");
    }
    put(w, "</ol>\n");
}

static void put_source(Html *w, const Node *image)
{
    put(w, "<details><summary>");
    put_escaped(w, word_at(w, image, image->u.image.chart ? WORD_CHART_DATA : WORD_DIAGRAM_IN_WORDS));
    put(w, "</summary>\n");
    if (image->u.image.chart)
        put_data_table(w, table_of_chart(w, image), word_at(w, image, WORD_CHART_DATA));
    else
        put_diagram_in_words(w, image);
    put(w, "</details>\n");
}

/* ---- the figure ---- */

static void put_caption(Html *w, const Node *figure, const Node *caption)
{
    put(w, "<figcaption");
    put_lang(w, caption);
    put(w, ">");
    if (figure->number.n) {
        put(w, "<span class=\"number\">");
        put_escaped(w, figure->number);
        put(w, "</span> ");
    }
    put_inlines(w, caption);
    put(w, "</figcaption>\n");
}

void put_figure(Html *w, const Node *figure)
{
    const Node *image = figure->first, *caption = node_child(figure, NODE_CAPTION);
    if (!image || image->kind != NODE_IMAGE || (!is_drawn(image) && !image->u.image.bytes.n))
        return;
    put_page_marks(w, figure);
    put_page_marks(w, image);
    if (caption)
        put_page_marks(w, caption);
    put(w, "<figure");
    put_class(w, is_drawn(image) ? element_of(image) : "picture", figure->name);
    put_id(w, figure);
    put_lang(w, figure);
    put(w, ">\n");
    if (caption && is_drawn(image))
        put_caption(w, figure, caption);
    if (is_drawn(image))
        put_drawings(w, image);
    else
        put_picture(w, image);
    put(w, "\n");
    if (caption && !is_drawn(image))
        put_caption(w, figure, caption);
    for (const Node *n = image->next; n; n = n->next)
        if (n != caption)
            put_block(w, n);
    if (is_drawn(image))
        put_source(w, image);
    put(w, "</figure>\n");
}
