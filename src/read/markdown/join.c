/* Runs of texts, each as one.
 *
 * While inlines are read, every piece is a text of its own in the scratch arena. What is struck out waits until all
 * around it is known, as its parent does. */
#include "read/markdown/markdown_private.h"

#include <string.h>

static Node *run_end(Node *n)
{
    while (n && n->kind == NODE_TEXT)
        n = n->next;
    return n;
}

/* All texts from first to before end as one, in their place. */
static void join_run(Reading *g, Node *first, Node *end)
{
    Arena *a = g->r->job;
    size_t size = 0;
    for (Node *n = first; n != end; n = n->next)
        size += (size_t)n->u.text.text.n;
    char *p = arena_alloc(a, size + 1);
    Node *joined = inline_text_node(a, (Str){p, (int)size}, first->pos);
    for (Node *n = first; n != end; n = n->next) {
        if (n->u.text.text.n > 0)
            memcpy(p, n->u.text.text.p, (size_t)n->u.text.text.n);
        if (n->name.n > 0)
            placeholder_shown(g, (Str){p, n->u.text.text.n}, n->name);
        p += n->u.text.text.n;
    }
    node_insert_after(first, joined);
    for (Node *n = first, *next; n != end; n = next) {
        next = n->next;
        if (n != joined || size == 0)
            node_remove(n);
    }
}

void inline_texts_join(Reading *g, Node *parent)
{
    for (Node *n = parent->first; n;) {
        if (n->kind != NODE_TEXT) {
            if (n->kind == NODE_STRIKE)
                inline_texts_join(g, n);
            n = n->next;
            continue;
        }
        Node *end = run_end(n);
        join_run(g, n, end);
        n = end;
    }
}
