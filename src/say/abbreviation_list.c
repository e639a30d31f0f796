/* The block `::: abbreviations`: a list of those in the manifest, in the order of the alphabet. */
#include "say/say_private.h"

#include <stdlib.h>

#include "language/collate.h"

typedef struct Sorted {
    const ShortForm *form;
    Str key;
} Sorted;

static int compare(const void *a, const void *b)
{
    const Sorted *x = a, *y = b;
    int order = str_cmp(x->key, y->key);
    return order ? order : x->form < y->form ? -1 : x->form > y->form;
}

static Node *add(Arena *a, Node *parent, NodeKind kind)
{
    Node *n = node_new(a, kind, parent->pos);
    node_append(parent, n);
    return n;
}

static void add_item(Arena *a, Node *list, const ShortForm *form)
{
    Node *item = add(a, list, NODE_ITEM);
    add(a, add(a, item, NODE_TERM), NODE_TEXT)->u.text.text = form->shown;
    Node *paragraph = add(a, add(a, item, NODE_DEFINITION), NODE_PARAGRAPH);
    add(a, paragraph, NODE_TEXT)->u.text.text = form->expansion;
}

static void fill(Say *s, Node *box)
{
    int n = s->doc->nabbreviations;
    if (!n) {
        diag(s->job->diag, IDX003, box->pos, "the manifest lists no abbreviations; expected <abbreviations> in it");
        return;
    }
    Sorted *sorted = NEWN(s->arena, Sorted, n);
    for (int i = 0; i < n; i++)
        sorted[i] = (Sorted){&s->doc->abbreviations[i],
                             collate_key(s->arena, doc_lang(s->doc, box), s->doc->abbreviations[i].shown)};
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
    Node *list = add(s->arena, box, NODE_LIST);
    list->name = STR("abbreviations");
    list->u.list.definitions = true;
    list->u.list.start = 1;
    for (int i = 0; i < n; i++)
        add_item(s->arena, list, sorted[i].form);
}

void say_abbreviation_lists(Say *s)
{
    for (Node *n = s->doc->root; n && s->doc->has_places; n = node_next_block(n, s->doc->root))
        if (n->kind == NODE_BOX && str_is(n->name, "abbreviations") && !n->first)
            fill(s, n);
}
