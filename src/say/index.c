/* The index: an entry for every term that is marked in the text, with the pages of its marks.
 *
 * A mark is a span, [words]{.index} or [words]{index="Victims!support"}, or a heading, whose whole section it stands
 * for. Its terms become a tree of entries, found by their words without regard to case. The block for the index takes
 * them in the order of the alphabet, with its letters as headings, and what the block says to see instead or as well.
 * An entry has a reference for each of its marks; layout, which knows the pages, prints those of one page once and
 * joins pages that follow each other. Each document of a pack has its own index. */
#include "say/say_private.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "language/collate.h"

enum { DEEPEST = 3 };

typedef struct TermEntry TermEntry;
typedef VEC(TermEntry *) TermEntries;
struct TermEntry {
    Str words, key, path; /* path: with the words of the entries above it */
    int nth;              /* in the order of marks */
    Nodes marks;
    const Node *whole; /* the last of them that is a heading */
    TermEntries subs;
    Map by_words; /* of subs, in lower case */
    TermEntries see, also;
    Node *item;
    Pos pos;
};

typedef struct Indexing {
    Say *say;
    Arena *a;
    Str lang;
    TermEntry top;
    int n;
    const Node *under[7]; /* headings that the place in hand stands under, by level */
} Indexing;

/* ---- entries ---- */

static TermEntry *find_below(Indexing *x, TermEntry *above, Str words)
{
    return map_find(&above->by_words, utf8_small(x->a, words));
}

static TermEntry *entry_below(Indexing *x, TermEntry *above, Str words, Pos pos)
{
    TermEntry *e = find_below(x, above, words);
    if (e)
        return e;
    e = NEW(x->a, TermEntry);
    *e = (TermEntry){.words = words, .key = collate_key(x->a, x->lang, words), .nth = x->n++, .pos = pos};
    e->path = above->path.n ? str_format(x->a, STR_FMT ", " STR_FMT, STR_ARG(above->path), STR_ARG(words)) : words;
    map_put(x->a, &above->by_words, utf8_small(x->a, words), e);
    VEC_PUSH(x->a, &above->subs, e);
    return e;
}

static bool is_entry(Str path)
{
    Str rest = path, part;
    int depth = 0;
    bool good = true;
    for (bool more = true; more && good; depth++) {
        more = str_cut(rest, '!', &part, &rest);
        good = str_trim(part).n && depth < DEEPEST;
    }
    return good;
}

/* "Victims!support": the entry, made where `make` is set; NULL: there is none, or its words are missing. */
static TermEntry *entry_of(Indexing *x, Str path, Pos pos, bool make)
{
    TermEntry *e = is_entry(path) ? &x->top : NULL;
    Str rest = path, part;
    for (bool more = true; more && e;) {
        more = str_cut(rest, '!', &part, &rest);
        part = str_trim(part);
        e = make ? entry_below(x, e, part, pos) : find_below(x, e, part);
    }
    return e;
}

/* ---- marks ---- */

static void stand_under(Indexing *x, const Node *n)
{
    int level = n->kind == NODE_SECTION ? 0 : n->u.heading.level;
    for (int i = level; i < COUNT(x->under); i++)
        x->under[i] = i == level && n->kind == NODE_HEADING ? n : NULL;
}

/* The mark of a heading stands for those in its section too. */
static void mark_entry(Indexing *x, TermEntry *e, Node *mark)
{
    if (e->whole && x->under[e->whole->u.heading.level] == e->whole)
        return;
    VEC_PUSH(x->a, &e->marks, mark);
    if (mark->kind == NODE_HEADING)
        e->whole = mark;
}

static void add_mark(Indexing *x, Node *mark, Str path, Pos pos)
{
    TermEntry *e = entry_of(x, path, pos, true);
    if (e)
        mark_entry(x, e, mark);
    else
        diag(x->say->job->diag, IDX001, pos,
             "\"" STR_FMT "\" is no entry for the index; expected a term, or up to three with \"!\" between them",
             STR_ARG(path));
}

/* The place of a part of an attribute's value. */
static Pos part_pos(Str value, Str part, Pos pos)
{
    if (pos.col > 0)
        pos.col += utf8_count(str_sub(value, 0, (int)(part.p - value.p)));
    pos.len = utf8_count(part);
    return pos;
}

static void take_mark(Indexing *x, Node *n)
{
    Pos pos = node_attr_pos(n, "index");
    Str value = node_attr(n, "index"), rest = value, one;
    if (n->kind == NODE_SPAN && !str_trim(node_text(x->a, n)).n) {
        diag(x->say->job->diag, IDX001, n->pos,
             "this mark for the index has no words; expected those that it marks in the brackets");
        return;
    }
    if (!node_attr_found(n, "index")) {
        mark_entry(x, entry_below(x, &x->top, str_trim(node_text(x->a, n)), n->pos), n);
        return;
    }
    for (bool more = true; more;) {
        more = str_cut(rest, ';', &one, &rest);
        one = str_trim(one);
        add_mark(x, n, one, part_pos(value, one, pos));
    }
}

static bool is_mark(const Node *n)
{
    bool may = n->kind == NODE_SPAN || n->kind == NODE_HEADING;
    return may && ((n->kind == NODE_SPAN && str_is(n->name, "index")) || (n->nattrs && node_attr_found(n, "index")));
}

/* ---- see, and see also ---- */

/* Pages of its own, or of entries below it. */
static bool has_pages(const TermEntry *e)
{
    return e->marks.n || e->subs.n;
}

/* Why what the block says of an entry cannot be; NULL: it can. */
static const char *fault_of(const TermEntry *e, const TermEntry *target, bool also)
{
    if (!target || target == e)
        return "leads to no other entry of the index; expected the words of one";
    if (!has_pages(target))
        return "leads to an entry without pages; expected one with pages";
    if (also && (!e || !has_pages(e)))
        return "names an entry without pages; expected it in see=, or a mark for the entry";
    if (!also && has_pages(e))
        return "names an entry with pages; expected it in also=";
    return NULL;
}

static bool leads_to(const TermEntries *entries, const TermEntry *target)
{
    for (int i = 0; i < entries->n; i++)
        if (entries->at[i] == target)
            return true;
    return false;
}

/* "PCC: Police and Crime Commissioner". */
static void take_one(Indexing *x, Str one, Pos pos, bool also)
{
    Str from, to;
    bool good = str_cut(one, ':', &from, &to);
    TermEntry *target = good ? entry_of(x, to, pos, false) : NULL;
    TermEntry *e = target ? entry_of(x, from, pos, !also) : NULL;
    const char *fault = good ? fault_of(e, target, also) : "does not say what to see; expected \"term: other term\"";
    if (fault)
        diag(x->say->job->diag, IDX002, pos, "\"" STR_FMT "\" %s", STR_ARG(one), fault);
    else if (!leads_to(also ? &e->also : &e->see, target))
        VEC_PUSH(x->a, also ? &e->also : &e->see, target);
}

/* Several, with semicolons between them. */
static void take_see(Indexing *x, const Node *box, const char *attr, bool also)
{
    Pos pos = node_attr_pos(box, attr);
    Str value = node_attr(box, attr), rest = value, one;
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, ';', &one, &rest);
        one = str_trim(one);
        take_one(x, one, part_pos(value, one, pos), also);
    }
}

/* ---- the block ---- */

static int compare(const void *a, const void *b)
{
    const TermEntry *x = *(TermEntry *const *)a, *y = *(TermEntry *const *)b;
    int order = str_cmp(x->key, y->key);
    return order ? order : x->nth - y->nth;
}

static Node *add(Indexing *x, Node *parent, NodeKind kind, Pos pos)
{
    Node *n = node_new(x->a, kind, pos);
    node_append(parent, n);
    return n;
}

static void add_text(Indexing *x, Node *parent, Str words, Pos pos)
{
    if (words.n)
        add(x, parent, NODE_TEXT, pos)->u.text.text = words;
}

/* The items first: other entries lead to them. */
static void add_items(Indexing *x, Node *list, TermEntry *const *entries, int n, Pos pos)
{
    for (int i = 0; i < n; i++) {
        TermEntry *e = entries[i];
        e->item = add(x, list, NODE_ITEM, pos);
        Node *words = add(x, e->item, NODE_PARAGRAPH, pos);
        words->name = STR("index-entry");
        add_text(x, words, e->words, pos);
    }
}

static Node *add_list(Indexing *x, Node *parent, TermEntry *const *entries, int n, Pos pos)
{
    Node *list = add(x, parent, NODE_LIST, pos);
    list->name = STR("index");
    list->u.list.tight = true;
    list->u.list.start = 1;
    add_items(x, list, entries, n, pos);
    for (int i = 0; i < n; i++) {
        TermEntry *e = entries[i];
        if (!e->subs.n)
            continue;
        qsort(e->subs.at, (size_t)e->subs.n, sizeof(TermEntry *), compare);
        add_list(x, e->item, e->subs.at, e->subs.n, pos);
    }
    return list;
}

static void add_see(Indexing *x, const TermEntry *e, const TermEntries *targets, WordId word, const char *apart)
{
    Node *words = e->item->first;
    Pos pos = words->pos;
    Str pattern = targets->n ? language_word(language_at(x->say, words), word) : STR("");
    int at = str_find(pattern, "{1}");
    if (at < 0)
        return;
    add_text(x, words, str_c(apart), pos);
    if (at > 0)
        add_text(x, add(x, words, NODE_EMPH, pos), str_trim(str_sub(pattern, 0, at)), pos);
    add_text(x, words, STR(" "), pos);
    for (int i = 0; i < targets->n; i++) {
        add_text(x, words, i ? STR("; ") : STR(""), pos);
        Node *link = add(x, words, NODE_LINK, pos);
        link->u.link.node = targets->at[i]->item;
        add_text(x, link, targets->at[i]->path, pos);
    }
    add_text(x, words, str_sub(pattern, at + 3, pattern.n), pos);
}

static void fill_entries(Indexing *x, const TermEntries *entries)
{
    for (int i = 0; i < entries->n; i++) {
        const TermEntry *e = entries->at[i];
        Node *words = e->item->first;
        add_text(x, words, e->marks.n ? STR(", ") : STR(""), words->pos);
        for (int k = 0; k < e->marks.n; k++) {
            Node *ref = add(x, words, NODE_REF, words->pos);
            ref->u.ref.kind = REF_INDEX;
            ref->u.ref.targets = &e->marks.at[k];
            ref->u.ref.ntargets = 1;
        }
        add_see(x, e, &e->see, WORD_INDEX_SEE, ", ");
        add_see(x, e, &e->also, WORD_INDEX_SEE_ALSO, e->marks.n ? "; " : ", ");
        fill_entries(x, &e->subs);
    }
}

/* One below the heading that the block stands under. */
static int level_of(const Node *box)
{
    for (const Node *n = box; n && n->kind != NODE_SECTION; n = n->parent)
        for (const Node *before = n->prev; before; before = before->prev)
            if (before->kind == NODE_HEADING)
                return int_min(before->u.heading.level + 1, 6);
    return 2;
}

static void add_letter(Indexing *x, Node *box, Str letter, int level)
{
    if (!letter.n)
        return;
    Node *heading = add(x, box, NODE_HEADING, box->pos);
    heading->name = STR("index-letter");
    heading->u.heading.level = level;
    add_text(x, heading, letter, box->pos);
}

static void fill_index(Indexing *x, Node *box)
{
    TermEntries *all = &x->top.subs;
    int level = level_of(box);
    if (all->n)
        qsort(all->at, (size_t)all->n, sizeof(TermEntry *), compare);
    for (int i = 0, to; i < all->n; i = to) {
        Str letter = collate_letter(x->a, x->lang, all->at[i]->words);
        for (to = i + 1; to < all->n && str_eq(letter, collate_letter(x->a, x->lang, all->at[to]->words)); to++)
            ;
        add_letter(x, box, letter, level);
        add_list(x, box, &all->at[i], to - i, box->pos);
    }
    fill_entries(x, all);
}

/* The block for the index; NULL: there is none. */
static Node *find_box(Say *s)
{
    Node *box = NULL;
    for (Node *n = s->doc->root; n; n = node_next_block(n, s->doc->root)) {
        if (n->kind != NODE_BOX || !str_is(n->name, "index"))
            continue;
        if (box)
            diag(s->job->diag, IDX003, n->pos, "this is a second index; expected one in a document");
        box = box ? box : n;
    }
    return box;
}

/* The first of the marks; NULL: there are none. */
static const Node *take_marks(Indexing *x)
{
    const Node *root = x->say->doc->root, *first = NULL;
    for (Node *n = x->say->doc->root; n; n = node_next(n, root)) {
        if (n->kind == NODE_SECTION || n->kind == NODE_HEADING)
            stand_under(x, n);
        if (!is_mark(n))
            continue;
        first = first ? first : n;
        take_mark(x, n);
    }
    return first;
}

void say_index(Say *s)
{
    if (!s->doc->has_places)
        return;
    Node *box = find_box(s);
    Indexing x = {.say = s, .a = s->arena, .lang = doc_lang(s->doc, box ? box : s->doc->root)};
    const Node *first = box && box->first ? NULL : take_marks(&x);
    if (first && !box)
        diag(s->job->diag, IDX003, first->pos,
             "words are marked for an index, but the document has none; expected a block ::: index");
    if (!box || box->first)
        return;
    if (!first)
        diag(s->job->diag, IDX003, box->pos, "nothing is marked for this index; expected [words]{.index} in the text");
    take_see(&x, box, "see", false);
    take_see(&x, box, "also", true);
    fill_index(&x, box);
}
