/* The way back from the sources of a bibliography: each ends in the places that refer to it.
 *
 * A place is the block whose words refer to the source, once. Numbered paragraphs are named by their numbers,
 * "paragraphs 2.1 and 4.6"; if there are others, all are named by their pages. They are references like an author's, so
 * they link. A document that is made of others has them already. */
#include "say/say_private.h"

typedef struct Citing {
    Say *say;
    Arena *a;
    Map of; /* address of a source → Nodes: what refers to it, in order */
} Citing;

static Str address_key(Arena *a, const Node *n)
{
    return (Str){arena_copy(a, &n, sizeof n), sizeof n};
}

static Node *block_of(Node *inline_node)
{
    Node *n = inline_node;
    while (n && !node_is_block(n->kind))
        n = n->parent;
    return n;
}

static void note_citing(Citing *c, Node *ref, const Node *target)
{
    if (!node_is_source(target))
        return;
    Node *block = block_of(ref);
    Str key = address_key(c->a, node_item(target));
    Nodes *places = map_find(&c->of, key);
    if (!places)
        map_put(c->a, &c->of, key, places = NEW(c->a, Nodes));
    if (places->n == 0 || places->at[places->n - 1] != block)
        VEC_PUSH(c->a, places, block);
}

static bool all_numbered(const Nodes *places)
{
    for (int i = 0; i < places->n; i++)
        if (places->at[i]->kind != NODE_PARAGRAPH || !places->at[i]->number.n)
            return false;
    return true;
}

void append_with_reference(Arena *a, Node *to, Str pattern, Node *ref)
{
    int at = str_find(pattern, "{1}");
    Str around[] = {str_sub(pattern, 0, int_max(at, 0)),
                    str_sub(pattern, int_max(at, 0) + (at < 0 ? 0 : 3), pattern.n)};
    for (int i = 0; i < COUNT(around); i++) {
        Node *text = node_new(a, NODE_TEXT, ref->pos);
        text->u.text.text = around[i];
        if (around[i].n)
            node_append(to, text);
        if (i == 0)
            node_append(to, ref);
    }
}

static Str pattern_of(const Language *l, const Nodes *places, bool numbered)
{
    if (numbered)
        return language_word(l, places->n == 1 ? WORD_CITED_IN_PARAGRAPH : WORD_CITED_IN_PARAGRAPHS);
    return language_word(l, places->n == 1 ? WORD_CITED_ON_PAGE : WORD_CITED_ON_PAGES);
}

static void append_places(Citing *c, Node *source, const Nodes *places)
{
    Node *to = source->first;
    if (!to || to->kind != NODE_PARAGRAPH || (to->last && str_is(to->last->name, "cited")))
        return;
    bool numbered = all_numbered(places);
    Node *span = node_new(c->a, NODE_SPAN, to->pos), *ref = node_new(c->a, NODE_REF, to->pos);
    span->name = STR("cited");
    ref->u.ref.kind = numbered ? REF_LABEL : REF_PAGE;
    ref->u.ref.targets = places->at;
    ref->u.ref.ntargets = places->n;
    Node *space = node_new(c->a, NODE_SOFT_BREAK, to->pos);
    node_append(to, space);
    node_append(to, span);
    append_with_reference(c->a, span, pattern_of(language_at(c->say, source), places, numbered), ref);
}

static void append_to_list(Citing *c, const Node *box)
{
    for (const Node *list = box->first; list; list = list->next)
        for (Node *item = list->kind == NODE_LIST ? list->first : NULL; item; item = item->next) {
            const Nodes *places = map_find(&c->of, address_key(c->a, item));
            if (places)
                append_places(c, item, places);
        }
}

void cite_sources(Say *s)
{
    if (!s->doc->has_sources)
        return;
    Citing c = {.say = s, .a = s->arena};
    Nodes boxes = {0};
    for (Node *n = s->doc->root; n; n = node_next(n, s->doc->root)) {
        if (node_is_bibliography(n))
            VEC_PUSH(s->arena, &boxes, n);
        for (int i = 0; n->kind == NODE_REF && i < n->u.ref.ntargets; i++)
            note_citing(&c, n, n->u.ref.targets[i]);
    }
    for (int i = 0; i < boxes.n; i++)
        append_to_list(&c, boxes.at[i]);
}
