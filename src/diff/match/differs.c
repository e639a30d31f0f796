/* How a block that is in both editions differs in itself. */
#include "diff/match/match_private.h"

static bool same_attrs(const Node *a, const Node *b)
{
    bool same = a->nattrs == b->nattrs;
    for (int i = 0; i < a->nattrs && same; i++)
        same = str_eq(a->attrs[i].name, b->attrs[i].name) && str_eq(a->attrs[i].value, b->attrs[i].value);
    return same;
}

static bool same_form(const Node *a, const Node *b)
{
    if (!str_eq(a->name, b->name) || !same_attrs(a, b))
        return false;
    switch (a->kind) {
    case NODE_SECTION:
        return a->u.section.role == b->u.section.role && a->u.section.in_contents == b->u.section.in_contents
               && str_eq(a->u.section.title, b->u.section.title);
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

unsigned differences_of(const Node *a, const Node *b)
{
    unsigned differs = 0;
    if (!same_form(a, b))
        differs |= DIFFERS_FORM;
    if (!str_eq(a->id, b->id) && a->kind != NODE_HEADING)
        differs |= DIFFERS_LABEL;
    if (a->kind == NODE_IMAGE && !str_eq(a->u.image.bytes, b->u.image.bytes))
        differs |= DIFFERS_PICTURE;
    return differs;
}
