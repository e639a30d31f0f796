/* The glossary: a block round a list of definitions, whose terms are looked for in the text.
 *
 * Its items are put in the order of the alphabet. A term is used where its words stand, in whatever case, also with a
 * plural s, or where a span names it: [reserves]{.term}, [set aside]{term="Reserves"}. "Reserves (R)" is found by
 * either form. In each section the first span of a term becomes a link to its item; so do the first words, where the
 * block wants that (link=yes). With pages=yes each item ends in the pages of these places. */
#include "say/say_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "language/collate.h"

enum { WORDS_MOST = 8, LONGEST = 200 }; /* words and bytes of a term that is looked for in the text */

typedef struct GlossaryTerm {
    Str words, key;
    Node *item;
    const Node *box, *section; /* section in which it was used last */
    Nodes places;
    bool used;
    int nth;
} GlossaryTerm;

typedef struct Glossary {
    Say *say;
    Arena *a;
    Nodes boxes;
    Map by_words; /* in lower case → GlossaryTerm */
    VEC(GlossaryTerm *) all;
} Glossary;

static bool is_glossary(const Node *n)
{
    return n->kind == NODE_BOX && str_is(n->name, "glossary");
}

static bool says_yes(const Node *box, const char *attr)
{
    return str_is(node_attr(box, attr), "yes");
}

/* ---- terms ---- */

static void name_term(Glossary *g, Str words, GlossaryTerm *term)
{
    Str key = utf8_small(g->a, str_trim(words));
    const GlossaryTerm *other = key.n ? map_find(&g->by_words, key) : NULL;
    if (!key.n || other == term)
        return;
    if (other) {
        diag(g->say->job->diag, IDX005, term->item->pos, "\"" STR_FMT "\" is already in the glossary; expected it once",
             STR_ARG(str_trim(words)));
        diag_label(g->say->job->diag, other->item->pos, "here");
        return;
    }
    map_put(g->a, &g->by_words, key, term);
}

static void add_term(Glossary *g, const Node *box, Node *item)
{
    GlossaryTerm *term = NEW(g->a, GlossaryTerm);
    Str words = str_trim(node_text(g->a, item->first)), before, shorter;
    *term = (GlossaryTerm){.words = words,
                           .key = collate_key(g->a, doc_lang(g->say->doc, box), words),
                           .item = item,
                           .box = box,
                           .nth = g->all.n};
    VEC_PUSH(g->a, &g->all, term);
    name_term(g, words, term);
    if (str_ends(words, ")") && str_cut(words, '(', &before, &shorter)) {
        name_term(g, before, term);
        name_term(g, str_sub(shorter, 0, shorter.n - 1), term);
    }
}

static int compare(const void *a, const void *b)
{
    const GlossaryTerm *x = *(GlossaryTerm *const *)a, *y = *(GlossaryTerm *const *)b;
    int order = str_cmp(x->key, y->key);
    return order ? order : x->nth - y->nth;
}

static void sort_list(Glossary *g, const Node *box, Node *list)
{
    int first = g->all.n;
    for (Node *item = list->first; item; item = item->next)
        add_term(g, box, item);
    qsort(g->all.at + first, (size_t)(g->all.n - first), sizeof(GlossaryTerm *), compare);
    while (list->first)
        node_remove(list->first);
    for (int i = first; i < g->all.n; i++)
        node_append(list, g->all.at[i]->item);
}

static void read_terms(Glossary *g)
{
    for (Node *n = g->say->doc->root; n; n = node_next_block(n, g->say->doc->root))
        if (is_glossary(n))
            VEC_PUSH(g->a, &g->boxes, n);
    for (int i = 0; i < g->boxes.n; i++)
        for (Node *list = g->boxes.at[i]->first; list; list = list->next)
            if (list->kind == NODE_LIST && list->u.list.definitions)
                sort_list(g, g->boxes.at[i], list);
}

/* ---- uses ---- */

/* A use at that place; true: the first in its section. */
static bool use_term(GlossaryTerm *term, const Node *section)
{
    bool first = term->section != section;
    term->used = true;
    term->section = section;
    return first;
}

static void become_link(Glossary *g, Node *n, GlossaryTerm *term)
{
    n->kind = NODE_LINK;
    n->name = STR("term");
    n->u.link.target = STR("");
    n->u.link.node = term->item;
    VEC_PUSH(g->a, &term->places, n);
}

/* No link can be inside another, nor in the words that stand for a picture. */
static bool is_in_link(const Node *n)
{
    const Node *up = n->parent;
    while (up && !node_is_block(up->kind) && up->kind != NODE_LINK && up->kind != NODE_IMAGE)
        up = up->parent;
    return up && (up->kind == NODE_LINK || up->kind == NODE_IMAGE);
}

static void use_marked(Glossary *g, Node *span, const Node *section)
{
    Str given = node_attr(span, "term"), words = str_trim(given.n ? given : node_text(g->a, span));
    GlossaryTerm *term = map_find(&g->by_words, utf8_small(g->a, words));
    if (!term && !given.n && str_ends(words, "s"))
        term = map_find(&g->by_words, utf8_small(g->a, str_sub(words, 0, words.n - 1)));
    if (!term)
        diag(g->say->job->diag, IDX004, span->pos, "the term \"" STR_FMT "\" is not in %s", STR_ARG(words),
             g->boxes.n ? "the glossary" : "a glossary; expected a block ::: glossary");
    else if (is_in_link(span))
        term->used = true;
    else if (use_term(term, section))
        become_link(g, span, term);
}

static bool is_word_character(uint32_t cp)
{
    return is_alphanumeric(cp) || (cp >= 0xC0 && cp < 0x2000);
}

/* Where the word ends that begins at a place. */
static int word_end(Str s, int at)
{
    for (int next = at; at < s.n; at = next)
        if (!is_word_character(utf8_next(s, &next)))
            break;
    return at;
}

/* The longest term whose words begin there; *end: where they end. */
static GlossaryTerm *term_at(const Glossary *g, Str s, int at, int *end)
{
    char small[LONGEST];
    GlossaryTerm *best = NULL;
    int to = at;
    for (int n = 0; n < WORDS_MOST && to < s.n; n++) {
        int from = to;
        to = word_end(s, n ? to + 1 : to);
        if (to - at >= LONGEST || to == from)
            break;
        memcpy(small + (from - at), s.p + from, (size_t)(to - from));
        utf8_make_small(small + (from - at), to - from);
        GlossaryTerm *term = map_find(&g->by_words, (Str){small, to - at});
        bool plural = !term && to - at > 2 && small[to - at - 1] == 's';
        if (plural)
            term = map_find(&g->by_words, (Str){small, to - at - 1});
        if (!term)
            continue;
        best = term;
        *end = to;
    }
    return best;
}

static Node *text_after(Glossary *g, Node *sibling, Str text, int columns)
{
    Node *n = node_new(g->a, NODE_TEXT, sibling->pos);
    n->pos.col += n->pos.col > 0 ? columns : 0;
    n->pos.len = 0;
    n->u.text.text = text;
    node_insert_after(sibling, n);
    return n;
}

/* The words [at, end) of a text become a link; the text after them, or NULL. */
static Node *link_words(Glossary *g, Node *n, int at, int end, GlossaryTerm *term)
{
    Str text = n->u.text.text;
    Node *link = n;
    if (at > 0) {
        n->u.text.text = str_sub(text, 0, at);
        link = text_after(g, n, STR(""), utf8_count(str_sub(text, 0, at)));
    }
    Node *words = node_new(g->a, NODE_TEXT, link->pos);
    words->u.text.text = str_sub(text, at, end);
    become_link(g, link, term);
    node_append(link, words);
    return end < text.n ? text_after(g, link, str_sub(text, end, text.n), utf8_count(str_sub(text, at, end))) : NULL;
}

/* Words that may become a link: plain ones of a paragraph. */
static bool may_link(const Node *text)
{
    const Node *up = text->parent;
    for (; up && !node_is_block(up->kind); up = up->parent)
        if (up->kind == NODE_LINK || up->kind == NODE_IMAGE || up->spoken.n || node_is_place(up))
            return false;
    return up && up->kind == NODE_PARAGRAPH && up->parent->kind != NODE_CELL && !text->spoken.n;
}

static void use_words(Glossary *g, Node *text, const Node *section)
{
    bool in_word = false, open = may_link(text);
    Str s = text->u.text.text;
    for (int i = 0, end; text && i < s.n;) {
        GlossaryTerm *term = in_word ? NULL : term_at(g, s, i, &end);
        if (!term) {
            in_word = is_word_character(utf8_next(s, &i));
            continue;
        }
        if (says_yes(term->box, "link") && open && use_term(term, section)) {
            text = link_words(g, text, i, end, term);
            s = text ? text->u.text.text : STR("");
            i = 0;
        } else {
            term->used = true;
            i = end;
        }
        in_word = false;
    }
}

static Node *last_within(Node *n)
{
    while (n->last)
        n = n->last;
    return n;
}

static void find_uses(Glossary *g)
{
    Node *root = g->say->doc->root;
    const Node *section = NULL;
    for (Node *n = root; n; n = node_next(n, root)) {
        section = n->kind == NODE_SECTION ? n : section;
        if (is_glossary(n)) { /* its own words are no use */
            n = last_within(n);
            continue;
        }
        if (n->kind == NODE_SPAN && (str_is(n->name, "term") || node_attr(n, "term").n))
            use_marked(g, n, section);
        else if (n->kind == NODE_TEXT && g->all.n)
            use_words(g, n, section);
    }
}

/* ---- what becomes of it ---- */

static void add_pages(Glossary *g, const GlossaryTerm *term)
{
    Node *to = term->item->last ? term->item->last->last : NULL;
    if (!term->places.n || !to || to->kind != NODE_PARAGRAPH || !says_yes(term->box, "pages"))
        return;
    Node *span = node_new(g->a, NODE_SPAN, to->pos), *ref = node_new(g->a, NODE_REF, to->pos);
    span->name = STR("cited");
    ref->u.ref.kind = REF_PAGE;
    ref->u.ref.targets = term->places.at;
    ref->u.ref.ntargets = term->places.n;
    node_append(to, node_new(g->a, NODE_SOFT_BREAK, to->pos));
    node_append(to, span);
    WordId word = term->places.n == 1 ? WORD_CITED_ON_PAGE : WORD_CITED_ON_PAGES;
    append_with_reference(g->a, span, language_word(language_at(g->say, to), word), ref);
}

void say_glossary(Say *s)
{
    Glossary g = {.say = s, .a = s->arena};
    if (!s->doc->has_places)
        return;
    read_terms(&g);
    find_uses(&g);
    for (int i = 0; i < g.all.n; i++) {
        add_pages(&g, g.all.at[i]);
        if (!g.all.at[i]->used)
            diag(s->job->diag, IDX006, g.all.at[i]->item->pos, "the document does not use the term \"" STR_FMT "\"",
                 STR_ARG(g.all.at[i]->words));
    }
}
