/* Nodes of a schedule: all have the place of the block that it stands in. */
#include "diff/schedule/schedule_private.h"

Node *schedule_node(const Scheduling *s, NodeKind kind, Node *parent)
{
    Node *n = node_new(s->a, kind, s->pos);
    node_append(parent, n);
    return n;
}

Node *schedule_cell(const Scheduling *s, Node *row, int column)
{
    Node *cell = schedule_node(s, NODE_CELL, row);
    cell->u.cell.column = column;
    cell->u.cell.colspan = cell->u.cell.rowspan = 1;
    return cell;
}

Node *schedule_text(const Scheduling *s, Str text, Node *parent)
{
    Node *n = schedule_node(s, NODE_TEXT, parent);
    n->u.text.text = text;
    return n;
}

Node *schedule_paragraph(const Scheduling *s, Str text, Node *parent)
{
    Node *n = schedule_node(s, NODE_PARAGRAPH, parent);
    if (text.n)
        schedule_text(s, text, n);
    return n;
}

Node *schedule_strong(const Scheduling *s, Str text, Node *paragraph)
{
    return schedule_text(s, text, schedule_node(s, NODE_STRONG, paragraph));
}

void schedule_append_nothing(const Scheduling *s, Node *cell)
{
    schedule_paragraph(s, STR("\xE2\x80\x93"), cell)->first->spoken = language_word(s->l, WORD_SCHEDULE_NOTHING);
}
