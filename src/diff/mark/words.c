/* The words of a paragraph, heading or caption with what changed among them.
 *
 *     We have [deleted: 1,349 officers] [added: 1,339 officers and 180 PCSOs]
 *     We have 117 [was 111] officers
 *
 * Words that both editions have come from the new one. Each word brings the inlines that it stands in: those of the
 * word before are used again as far as they are the same, so that half a sentence in italics stays one piece. What was
 * added or deleted stands in a NODE_SPAN of that class, with its cue inside; the spaces at its ends stay outside, and
 * there is a space before a bracket and behind one, whatever the editions have. */
#include "base/ascii.h"
#include "diff/mark/mark_private.h"

/* The copy of an inline that holds others. */
typedef struct Copied {
    const Node *source;
    Node *made;
} Copied;

/* A block whose words are being put. */
typedef struct WordsTo {
    Marking *k;
    Node *block;      /* NODE_PARAGRAPH… */
    Node *into;       /* the block or a mark's span */
    const Node *from; /* block of the edition whose words come */
    VEC(Copied) open; /* inlines that the last word stands in, outermost first */
    const Node *leaf; /* of the last word, and its copy */
    Node *made;
    bool old, any, spaced, bracket; /* old: the words are deleted; any: there are words; spaced: the last is a space;
                                       bracket: the last is a bracket */
} WordsTo;

bool holds_words(NodeKind kind)
{
    return kind == NODE_PARAGRAPH || kind == NODE_HEADING || kind == NODE_CAPTION || kind == NODE_TERM;
}

/* ---- single words ---- */

static bool has_text(const Node *leaf)
{
    return leaf->kind == NODE_TEXT || leaf->kind == NODE_CODE;
}

static bool is_blank_word(const DiffWord *w)
{
    return w->leaf->kind == NODE_SOFT_BREAK || (has_text(w->leaf) && str_trim(w->text).n == 0);
}

static Node *copy_inline(WordsTo *t, const Node *source)
{
    Node *copy = node_copy(t->k->arena, source);
    if (t->old || (copy->id.n && mark_known(t->k, source)))
        copy->id = (Str){0};
    if (source->id.n || source->kind == NODE_NOTE_REF || node_is_place(source))
        mark_know(t->k, source, copy);
    return copy;
}

static void close_inlines(WordsTo *t)
{
    t->open.n = 0;
    t->leaf = NULL;
}

static Node *innermost(const WordsTo *t)
{
    return t->open.n ? t->open.at[t->open.n - 1].made : t->into;
}

/* Opens the inlines that a leaf stands in, and closes others. */
static Node *open_inlines(WordsTo *t, const Node *leaf)
{
    const Node *parent = leaf->parent;
    if (t->open.n && t->open.at[t->open.n - 1].source == parent)
        return innermost(t);
    VEC(const Node *) chain = {0};
    for (; parent && !node_is_block(parent->kind); parent = parent->parent)
        VEC_PUSH(t->k->arena, &chain, parent);
    int shared = 0;
    while (shared < t->open.n && shared < chain.n && t->open.at[shared].source == chain.at[chain.n - 1 - shared])
        shared++;
    t->open.n = shared;
    for (int i = chain.n - 1 - shared; i >= 0; i--) {
        Node *copy = copy_inline(t, chain.at[i]);
        node_append(innermost(t), copy);
        VEC_PUSH(t->k->arena, &t->open, (Copied){chain.at[i], copy});
    }
    return innermost(t);
}

/* Part of a leaf's text: what is spoken instead is so for the whole of it only. */
static void put_slice(WordsTo *t, const DiffWord *w)
{
    Str *last = t->leaf == w->leaf ? &t->made->u.text.text : NULL;
    if (last && last->p + last->n == w->text.p) {
        last->n += w->text.n;
    } else {
        Node *copy = copy_inline(t, w->leaf);
        copy->u.text.text = w->text;
        node_append(open_inlines(t, w->leaf), copy);
        t->made = copy;
        t->leaf = w->leaf;
    }
    bool all = t->made->u.text.text.n == w->leaf->u.text.text.n;
    t->made->spoken = all ? w->leaf->spoken : (Str){0};
}

static void put_word(WordsTo *t, const DiffWord *w)
{
    if (has_text(w->leaf)) {
        put_slice(t, w);
    } else {
        Node *copy = copy_inline(t, w->leaf);
        node_append(open_inlines(t, w->leaf), copy);
        node_copy_children(t->k->arena, w->leaf, copy);
        t->leaf = NULL;
    }
    t->any = true;
    t->spaced = is_blank_word(w) || w->leaf->kind == NODE_LINE_BREAK;
    t->bracket = false;
}

static void put_space(WordsTo *t)
{
    close_inlines(t);
    mark_text(t->k, t->into, STR(" "));
    t->spaced = true;
    t->bracket = false;
}

/* ---- marks ---- */

/* The words of a run, without the spaces at its ends. */
typedef struct WordSlice {
    const DiffWord *at;
    int n;
} WordSlice;

static WordSlice trimmed(const DiffWord *words, int from, int to)
{
    while (from < to && is_blank_word(&words[from]))
        from++;
    while (to > from && is_blank_word(&words[to - 1]))
        to--;
    return (WordSlice){words + from, to - from};
}

/* Are the words the same, and is a link among them that leads elsewhere? */
static bool leads_elsewhere(WordSlice was, WordSlice now)
{
    bool elsewhere = false;
    if (was.n != now.n)
        return false;
    for (int i = 0; i < was.n; i++) {
        if (!str_eq(was.at[i].text, now.at[i].text))
            return false;
        elsewhere = elsewhere || !str_eq(word_address(&was.at[i]), word_address(&now.at[i]));
    }
    return elsewhere;
}

/* Behind the last word of a link whose words are the same in the other edition: the address, if it is another one. */
static void put_address(WordsTo *t, WordSlice words, WordSlice other, int i)
{
    Str address = word_address(&words.at[i]);
    bool goes_on = i + 1 < words.n && word_address(&words.at[i + 1]).p == address.p;
    if (!address.n || goes_on || str_eq(address, word_address(&other.at[i])))
        return;
    close_inlines(t);
    mark_text(t->k, t->into, str_format(t->k->arena, " (" STR_FMT ")", STR_ARG(address)));
}

/* other: what stands in their place in the other edition. */
static void put_words(WordsTo *t, WordSlice words, WordSlice other)
{
    bool addresses = leads_elsewhere(words, other);
    for (int i = 0; i < words.n; i++) {
        put_word(t, &words.at[i]);
        if (addresses)
            put_address(t, words, other, i);
    }
    close_inlines(t);
}

static void put_cue(WordsTo *t, Str text)
{
    if (text.n)
        mark_text(t->k, mark_span(t->k, t->into, "cue", 0), text);
}

/* Begins a mark: what is put from here on goes into it. */
static void open_mark(WordsTo *t, bool old, int change)
{
    close_inlines(t);
    t->into = mark_span(t->k, t->into, old ? "deleted" : "added", change);
    t->old = old;
}

static void close_mark(WordsTo *t)
{
    close_inlines(t);
    t->into = t->block;
    t->old = false;
}

static void put_mark(WordsTo *t, bool old, int change, WordSlice words, WordSlice other)
{
    CueWords cue = cue_around(t->k, t->block, old ? WORD_MARK_DELETED : WORD_MARK_ADDED);
    if (t->any && !t->spaced)
        put_space(t);
    open_mark(t, old, change);
    put_cue(t, cue.before);
    put_words(t, words, other);
    put_cue(t, cue.behind);
    close_mark(t);
    t->any = t->bracket = true;
    t->spaced = false;
}

/* "117 [was 111]": the old figure is small and struck, in the brackets of its cue. */
static void put_figure(WordsTo *t, int change, WordSlice was, WordSlice now)
{
    CueWords cue = cue_around(t->k, t->block, WORD_MARK_WAS);
    if (t->any && t->bracket)
        put_space(t);
    open_mark(t, false, change);
    put_words(t, now, was);
    close_mark(t);
    put_space(t);
    open_mark(t, true, change);
    put_cue(t, cue.before);
    mark_text(t->k, mark_span(t->k, t->into, "was", 0), was.at[0].text);
    put_cue(t, cue.behind);
    close_mark(t);
    t->any = t->bracket = true;
    t->spaced = false;
}

static bool is_figure(WordSlice words)
{
    if (words.n != 1 || !has_text(words.at[0].leaf))
        return false;
    Str text = words.at[0].text;
    for (int i = 0; i < text.n; i++)
        if (is_digit(text.p[i]))
            return true;
    return false;
}

/* ---- runs ---- */

static bool begins_with_word(const DiffWord *w)
{
    if (!has_text(w->leaf) || !w->text.n)
        return w->leaf->kind == NODE_REF || w->leaf->kind == NODE_IMAGE;
    unsigned char c = (unsigned char)w->text.p[0];
    return is_letter((char)c) || is_digit((char)c) || c >= 0x80 || c == '(' || c == '[';
}

static void put_kept(WordsTo *t, const DiffWords *words, const WordRun *run)
{
    int from = run->new_from;
    while (t->spaced && from < run->new_to && is_blank_word(&words->new_words[from]))
        from++;
    if (t->bracket && from < run->new_to && begins_with_word(&words->new_words[from]))
        put_space(t);
    for (; from < run->new_to; from++)
        put_word(t, &words->new_words[from]);
}

static int run_change(const WordRun *run, int change)
{
    return run->change ? run->change : change;
}

/* A deleted run and the added one behind it, or one of them; gives how many runs that were. */
static int put_changed(WordsTo *t, const DiffWords *words, int i, int change)
{
    const WordRun *run = &words->runs[i], *was = run->state == MERGED_DELETED ? run : NULL, *now = was ? was + 1 : run;
    WordSlice old = {0}, fresh = {0};
    if (was && (i + 1 == words->nruns || now->state != MERGED_ADDED))
        now = NULL;
    if (was)
        old = trimmed(words->old_words, was->old_from, was->old_to);
    if (now)
        fresh = trimmed(words->new_words, now->new_from, now->new_to);
    if (was && now && is_figure(old) && is_figure(fresh) && !leads_elsewhere(old, fresh)) {
        put_figure(t, run_change(now, run_change(was, change)), old, fresh);
        return 2;
    }
    if (old.n)
        put_mark(t, true, run_change(was, change), old, fresh);
    if (fresh.n)
        put_mark(t, false, run_change(now, change), fresh, old);
    else if (now && t->any && !t->spaced && now->new_to > now->new_from)
        put_space(t);
    return was && now ? 2 : 1;
}

static void put_runs(Marking *k, const Merged *m, Node *to, int change)
{
    const DiffWords *words = m->words;
    WordsTo t = {.k = k, .block = to, .into = to, .any = to->last, .spaced = to->last};
    for (int i = 0; i < words->nruns;) {
        if (words->runs[i].state == MERGED_KEPT)
            put_kept(&t, words, &words->runs[i++]);
        else
            i += put_changed(&t, words, i, change);
    }
}

/* ---- whole blocks ---- */

/* Labels of what was copied: known, or taken away from what is deleted. */
static void know_inlines(Marking *k, const Node *from, Node *first, bool old)
{
    Node *made = first;
    for (const Node *n = node_next(from, from); n && made; n = node_next(n, from)) {
        if (made->id.n && (old || mark_known(k, n)))
            made->id = (Str){0};
        if (n->id.n || n->kind == NODE_NOTE_REF || node_is_place(n))
            mark_know(k, n, made);
        made = node_next(made, NULL);
    }
}

static void copy_inlines(Marking *k, const Node *from, Node *to, bool old)
{
    Node *before = to->last;
    node_copy_children(k->arena, from, to);
    Node *first = before ? before->next : to->first;
    if (first)
        know_inlines(k, from, first, old);
}

/* A space behind what is there, unless one is. */
static void put_gap(Marking *k, Node *to)
{
    const Node *last = to->last;
    if (last && !(last->kind == NODE_TEXT && str_is(last->u.text.text, " ")))
        mark_text(k, to, STR(" "));
}

void mark_whole(Marking *k, const Node *from, Node *to, WholeWords how)
{
    if (how.state == MERGED_KEPT) {
        copy_inlines(k, from, to, false);
        return;
    }
    bool old = how.state == MERGED_DELETED;
    CueWords cue = cue_around(k, to, old ? WORD_MARK_DELETED : WORD_MARK_ADDED);
    put_gap(k, to);
    Node *span = mark_span(k, to, old ? "deleted" : "added", how.change);
    if (how.brackets)
        mark_text(k, mark_span(k, span, "cue", 0), cue.before);
    copy_inlines(k, from, span, old);
    if (how.brackets)
        mark_text(k, mark_span(k, span, "cue", 0), cue.behind);
}

void mark_put_leads(Marking *k, Node *to)
{
    for (int i = 0; i < k->leads.n; i++) {
        put_gap(k, to);
        node_append(to, k->leads.at[i]);
    }
    if (k->leads.n)
        put_gap(k, to);
    k->leads.n = 0;
}

void mark_put_leads_line(Marking *k, Node *into, int change)
{
    for (int i = 0; i < k->leads.n; i++)
        cue_line(k, into, k->leads.at[i], change);
    k->leads.n = 0;
}

/* How its words changed; NULL: they are marked as a whole, or not at all. */
static const DiffWords *changed_words(const Marking *k, const Merged *m)
{
    bool plain = k->passages.at[k->passages.n - 1].plain;
    return plain || mark_state(k, m) != MERGED_KEPT || !m->words || !m->words->nruns ? NULL : m->words;
}

/* Has nothing changed but where its links lead? Then its words show the addresses. */
static bool only_leads_elsewhere(const DiffWords *words)
{
    return leads_elsewhere(trimmed(words->old_words, 0, words->nold), trimmed(words->new_words, 0, words->nnew));
}

/* Do old and new stand side by side as wholes? */
static bool are_wholes(const DiffWords *words)
{
    return words->whole && !only_leads_elsewhere(words);
}

int mark_words_change(const DiffWords *words, int change)
{
    for (int i = 0; i < words->nruns; i++)
        if (words->runs[i].change)
            return words->runs[i].change;
    return change;
}

static const Node *source_of(const Marking *k, const Merged *m)
{
    return mark_state(k, m) == MERGED_DELETED || !m->new_node ? m->old_node : m->new_node;
}

void mark_words(Marking *k, const Merged *m, Node *to)
{
    const OpenPassage *p = mark_passage(k);
    const DiffWords *words = changed_words(k, m);
    MergedState state = mark_state(k, m);
    int change = mark_change(k, m);
    mark_put_leads(k, to);
    if (!words) {
        mark_whole(k, source_of(k, m), to, (WholeWords){state, change, state != p->state || p->brackets});
    } else if (are_wholes(words)) {
        mark_whole(k, m->old_node, to, (WholeWords){MERGED_DELETED, mark_words_change(words, change), true});
        mark_whole(k, m->new_node, to, (WholeWords){MERGED_ADDED, mark_words_change(words, change), true});
    } else {
        put_runs(k, m, to, change);
    }
}

/* ---- paragraphs ---- */

/* In a column of figures the old figure is a line of its own, small, below the new one: the new figures stay aligned.
 */
static bool is_in_figures(const Node *into)
{
    return into->kind == NODE_CELL && into->u.cell.align == CELL_FIGURE && !into->u.cell.head;
}

static Node *new_paragraph(Marking *k, const Node *like, Node *into, const char *class_name)
{
    Node *n = node_new(k->arena, NODE_PARAGRAPH, like->pos);
    n->name = class_name ? str_c(class_name) : like->name;
    node_append(into, n);
    return n;
}

static void put_was(Marking *k, const Node *old, Node *into, int change)
{
    Node *was = new_paragraph(k, old, into, "was");
    CueWords cue = cue_around(k, was, WORD_MARK_WAS);
    Node *span = mark_span(k, was, "deleted", change);
    mark_text(k, mark_span(k, span, "cue", 0), cue.before);
    copy_inlines(k, old, mark_span(k, span, "was", 0), true);
    mark_text(k, mark_span(k, span, "cue", 0), cue.behind);
}

/* The paragraph that takes this one's place in a cell where each edition has one; or NULL. */
static const Merged *counterpart(const Merged *m)
{
    const Merged *other = m->prev ? m->prev : m->next;
    bool two = other && (m->prev ? !other->prev && !m->next : !other->next);
    MergedState wanted = m->state == MERGED_ADDED ? MERGED_DELETED : MERGED_ADDED;
    return two && other->state == wanted && !other->group && mark_node(other)->kind == NODE_PARAGRAPH ? other : NULL;
}

/* A figure that was deleted before another was added comes with that. */
static void put_cell_figure(Marking *k, const Merged *m, Node *into)
{
    const Merged *other = m->state == MERGED_KEPT ? NULL : counterpart(m);
    const Node *old = m->old_node ? m->old_node : other ? other->old_node : NULL;
    int change = m->words ? mark_words_change(m->words, mark_change(k, m)) : mark_change(k, m);
    if (!m->new_node && other)
        return;
    Node *now = m->new_node ? mark_copy(k, m) : NULL;
    if (now) {
        node_append(into, now);
        mark_put_leads(k, now);
        mark_whole(k, m->new_node, now, (WholeWords){MERGED_ADDED, change, false});
    }
    if (old && other && now)
        mark_know(k, old, now);
    if (old)
        put_was(k, old, into, change);
    else if (now)
        node_append(new_paragraph(k, now, into, "was"), cue_make(k, into, WORD_MARK_NEW, NULL));
}

/* Not where its row or column is marked as a whole. */
static bool is_changed_figure(const Marking *k, const Merged *m, const Node *into)
{
    if (!is_in_figures(into))
        return false;
    const DiffWords *words = changed_words(k, m);
    return mark_state(k, m) == MERGED_KEPT ? words && !only_leads_elsewhere(words)
                                           : k->passages.at[k->passages.n - 1].state == MERGED_KEPT;
}

/* Old and new as wholes: two paragraphs. */
static void put_both(Marking *k, const Merged *m, Node *into, int change)
{
    Node *old = new_paragraph(k, m->old_node, into, NULL);
    old->number = m->old_node->number;
    mark_put_leads(k, old);
    mark_whole(k, m->old_node, old, (WholeWords){MERGED_DELETED, change, true});
    Node *now = mark_copy(k, m);
    node_append(into, now);
    mark_whole(k, m->new_node, now, (WholeWords){MERGED_ADDED, change, true});
}

void mark_paragraph(Marking *k, const Merged *m, Node *into)
{
    const DiffWords *words = changed_words(k, m);
    if (is_changed_figure(k, m, into)) {
        put_cell_figure(k, m, into);
    } else if (words && are_wholes(words)) {
        put_both(k, m, into, mark_words_change(words, mark_change(k, m)));
    } else {
        Node *made = mark_copy(k, m);
        node_append(into, made);
        mark_words(k, m, made);
    }
}
