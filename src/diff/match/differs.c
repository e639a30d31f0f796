/* How a block that is in both editions differs in itself. */
#include "diff/match/match_private.h"

#include "doc/chart.h"
#include "doc/diagram.h"

/* What an attribute asks for shows elsewhere: the data of a chart or a table in its figures, words in words. */
static bool shows_elsewhere(Str name)
{
    static const char *const shown[] = {"data", "columns", "rows", "caption", "alt", "expansion"};
    bool found = false;
    for (int i = 0; i < COUNT(shown) && !found; i++)
        found = str_is(name, shown[i]);
    return found;
}

/* The next attribute from i on that is a form. */
static int next_attr(const Node *n, int i)
{
    while (i < n->nattrs && shows_elsewhere(n->attrs[i].name))
        i++;
    return i;
}

static bool same_attrs(const Node *a, const Node *b)
{
    int i = next_attr(a, 0), k = next_attr(b, 0);
    while (i < a->nattrs && k < b->nattrs && str_eq(a->attrs[i].name, b->attrs[k].name)
           && str_eq(a->attrs[i].value, b->attrs[k].value)) {
        i = next_attr(a, i + 1);
        k = next_attr(b, k + 1);
    }
    return i >= a->nattrs && k >= b->nattrs;
}

static bool same_form(const Node *a, const Node *b)
{
    if (!str_eq(a->name, b->name) || !same_attrs(a, b))
        return false;
    switch (a->kind) {
    case NODE_SECTION:
        return a->u.section.role == b->u.section.role && a->u.section.in_contents == b->u.section.in_contents
               && str_eq(a->u.section.title, b->u.section.title) && str_eq(a->u.section.banner, b->u.section.banner)
               && str_eq(a->u.section.picture, b->u.section.picture);
    case NODE_HEADING:
        return a->u.heading.level == b->u.heading.level && a->u.heading.numbered == b->u.heading.numbered
               && str_eq(a->u.heading.short_title, b->u.heading.short_title);
    case NODE_LIST:
        return a->u.list.ordered == b->u.list.ordered && a->u.list.paren == b->u.list.paren
               && a->u.list.start == b->u.list.start && a->u.list.definitions == b->u.list.definitions;
    case NODE_ITEM: return a->u.item.task == b->u.item.task;
    case NODE_BOX: return str_eq(a->u.box.title, b->u.box.title);
    case NODE_CODE_BLOCK: return str_eq(a->u.code.language, b->u.code.language);
    case NODE_TABLE: return a->u.table.landscape == b->u.table.landscape;
    case NODE_ROW: return a->u.row.role == b->u.row.role && a->u.row.level == b->u.row.level;
    case NODE_CELL: return a->u.cell.head == b->u.cell.head && a->u.cell.align == b->u.cell.align;
    case NODE_IMAGE:
        return a->u.image.decorative == b->u.image.decorative && a->u.image.percent == b->u.image.percent
               && a->u.image.given_width == b->u.image.given_width;
    default: return true;
    }
}

static bool same_strs(const Str *a, const Str *b, int n)
{
    bool same = true;
    for (int i = 0; i < n && same; i++)
        same = str_eq(a[i], b[i]);
    return same;
}

static bool same_point(const ChartPoint *a, const ChartPoint *b)
{
    return a->there == b->there && a->units == b->units && a->empty == b->empty && str_eq(a->words, b->words);
}

static bool same_chart(const Chart *a, const Chart *b)
{
    if (!a || !b)
        return a == b;
    bool same = a->ngroups == b->ngroups && a->nseries == b->nseries && a->places == b->places
                && str_eq(a->unit, b->unit) && same_strs(a->groups, b->groups, a->ngroups)
                && same_strs(a->series, b->series, a->nseries);
    for (int i = 0; same && i < a->ngroups * a->nseries; i++)
        same = same_point(&a->points[i], &b->points[i]);
    return same;
}

static bool same_boxes(const Diagram *a, const Diagram *b)
{
    bool same = a->nboxes == b->nboxes && a->rows == b->rows && a->columns == b->columns;
    for (int i = 0; same && i < a->nboxes; i++) {
        const DiagramBox *x = &a->boxes[i], *y = &b->boxes[i];
        same = str_eq(x->title, y->title) && str_eq(x->text, y->text) && x->role == y->role && x->row == y->row
               && x->column == y->column && x->columns == y->columns;
    }
    return same;
}

static bool same_diagram(const Diagram *a, const Diagram *b)
{
    if (!a || !b)
        return a == b;
    bool same = same_boxes(a, b) && a->narrows == b->narrows;
    for (int i = 0; same && i < a->narrows; i++) {
        const DiagramArrow *x = &a->arrows[i], *y = &b->arrows[i];
        same = x->from == y->from && x->to == y->to && str_eq(x->label, y->label) && x->heads == y->heads;
    }
    return same;
}

static unsigned picture_differences(const Node *a, const Node *b)
{
    bool type = !a->u.image.chart || !b->u.image.chart || a->u.image.chart->type == b->u.image.chart->type;
    unsigned differs = type ? 0 : DIFFERS_FORM;
    if (!str_eq(a->u.image.bytes, b->u.image.bytes) || !same_diagram(a->u.image.diagram, b->u.image.diagram))
        differs |= DIFFERS_PICTURE;
    if (!same_chart(a->u.image.chart, b->u.image.chart))
        differs |= DIFFERS_FIGURES;
    return differs;
}

static Str given_label(const Node *n)
{
    return n->kind == NODE_HEADING && n->u.heading.derived ? (Str){0} : n->id;
}

unsigned differences_of(const Node *a, const Node *b)
{
    unsigned differs = 0;
    if (!same_form(a, b))
        differs |= DIFFERS_FORM;
    if (!str_eq(given_label(a), given_label(b)))
        differs |= DIFFERS_LABEL;
    if (a->kind == NODE_IMAGE)
        differs |= picture_differences(a, b);
    return differs;
}
