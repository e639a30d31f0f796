/* What a change was and is, in words.
 *
 * Of a paragraph, the sentences that hold an edit, in full; between those that are apart stands an ellipsis. Of an
 * added or deleted block, all of its words: a line for each paragraph in it, one for a row. Only of a long one, such as
 * a chapter that moved, the beginning. */
#include "diff/changes/changes_private.h"

#include "base/ascii.h"
#include "base/utf8.h"

#define GAP "\xE2\x80\xA6"
#define ELLIPSIS " " GAP

/* --- words --- */

/* The number of a page is known to layout alone. */
static Str ref_words(const Node *ref)
{
    return ref->number.n ? ref->number : STR(GAP);
}

static Str leaf_words(Arena *a, const Node *leaf)
{
    switch (leaf->kind) {
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK: return STR(" ");
    case NODE_REF: return ref_words(leaf);
    case NODE_IMAGE: return node_text(a, leaf);
    default: return (Str){0};
    }
}

static Str word_text(Arena *a, const DiffWord *word)
{
    return word->text.n ? word->text : leaf_words(a, word->leaf);
}

/* With one space for white space. */
static void put_plain(Buf *out, Str s)
{
    for (int i = 0; i < s.n; i++)
        if (!is_space(s.p[i]))
            buf_char(out, s.p[i]);
        else if (out->n && !is_space(out->p[out->n - 1]))
            buf_char(out, ' ');
}

static void put_words(Arena *a, Buf *out, const DiffWord *word, bool shows_address)
{
    put_plain(out, word_text(a, word));
    if (shows_address)
        buf_format(out, " (" STR_FMT ")", STR_ARG(word_address(word)));
}

Str words_text(Arena *a, const DiffWord *words, int from, int to, const bool *addressed)
{
    Buf out = {0};
    for (int i = from; i < to; i++)
        put_words(a, &out, &words[i], addressed && addressed[i]);
    return str_trim(buf_take(&out, a));
}

/* --- links that lead elsewhere --- */

static Map addresses_of(Arena *a, const DiffWord *words, int from, int to)
{
    Map found = {0};
    for (int i = from; i < to; i++)
        if (word_address(&words[i]).n)
            map_put(a, &found, word_address(&words[i]), a);
    return found;
}

/* The last word of each link whose address the other edition does not have there. */
static void address_links(const DiffWord *words, int from, int to, const Map *other, bool *addressed)
{
    for (int i = from; i < to; i++) {
        Str address = word_address(&words[i]);
        bool goes_on = i + 1 < to && word_address(&words[i + 1]).p == address.p;
        addressed[i] = address.n && !goes_on && !map_find(other, address);
    }
}

WordRun edit_at(const DiffWords *w, int at, bool *pair)
{
    WordRun edit = w->runs[at];
    const WordRun *next = at + 1 < w->nruns ? &w->runs[at + 1] : NULL;
    *pair = edit.state != MERGED_KEPT && next && next->state != MERGED_KEPT && next->state != edit.state
            && next->change == edit.change;
    if (!*pair)
        return edit;
    edit.old_from = int_min(edit.old_from, next->old_from);
    edit.old_to = int_max(edit.old_to, next->old_to);
    edit.new_from = int_min(edit.new_from, next->new_from);
    edit.new_to = int_max(edit.new_to, next->new_to);
    return edit;
}

static bool same_words(Arena *a, const DiffWords *w, WordRun e)
{
    return str_eq(words_text(a, w->old_words, e.old_from, e.old_to, NULL),
                  words_text(a, w->new_words, e.new_from, e.new_to, NULL));
}

Addressed links_elsewhere(Arena *a, const DiffWords *w)
{
    Addressed links = {NEWN(a, bool, w->nold), NEWN(a, bool, w->nnew)};
    bool pair;
    for (int i = 0; i < w->nruns; i += pair ? 2 : 1) {
        WordRun e = edit_at(w, i, &pair);
        if (!pair)
            continue;
        Map was = addresses_of(a, w->old_words, e.old_from, e.old_to);
        Map now = addresses_of(a, w->new_words, e.new_from, e.new_to);
        if (!(was.n && now.n) && !same_words(a, w, e))
            continue; /* its words say that a link came or went */
        address_links(w->old_words, e.old_from, e.old_to, &now, links.old_words);
        address_links(w->new_words, e.new_from, e.new_to, &was, links.new_words);
    }
    return links;
}

/* --- blocks --- */

static bool ends_in_space(const Buf *out)
{
    return !out->n || is_space(out->p[out->n - 1]);
}

/* Next in reading order, past what planpress made. */
static const Node *next_written(const Node *n, const Node *root)
{
    if (n->first && !block_is_filled(n))
        return n->first;
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

/* Each block has a line of its own, and so has each row. */
static char space_before(const Node *n)
{
    return n->kind == NODE_ROW || !node_up(n, NODE_ROW) ? '\n' : ' ';
}

/* What a node says itself. */
static void put_one(Buf *out, const Node *n)
{
    if (node_is_block(n->kind) && !ends_in_space(out))
        buf_char(out, space_before(n));
    switch (n->kind) {
    case NODE_TEXT:
    case NODE_CODE: put_plain(out, n->u.text.text); break;
    case NODE_CODE_BLOCK: put_plain(out, str_trim(n->u.code.text)); break;
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK: put_plain(out, STR(" ")); break;
    case NODE_REF: put_plain(out, ref_words(n)); break;
    case NODE_BOX: put_plain(out, n->u.box.title); break;
    default: break;
    }
}

/* The text of a node until there is enough. */
static void put_node(Buf *out, const Node *root, int most)
{
    for (const Node *n = root; n && out->n <= most; n = next_written(n, root))
        put_one(out, n);
}

/* --- what was moved into a block that was added, or out of one that was deleted --- */

static bool is_one_sided(const Merged *m)
{
    return m->state == MERGED_ADDED || m->state == MERGED_DELETED;
}

/* Whether at, in m, is such: a change of its own. */
static bool is_apart(const Merged *m, const Merged *at)
{
    return is_one_sided(m) && (at->state == MERGED_MOVED || at->state == MERGED_LEFT);
}

/* Whether nothing in it can be apart, or all of it is. */
static bool is_whole(const Merged *m, const Merged *at, DiffSide side)
{
    const Node *n = merged_on(at, side);
    return is_apart(m, at) || (n && (!is_one_sided(m) || block_is_filled(n)));
}

/* One ellipsis for all that follows each other. */
static void put_gap(Buf *out)
{
    if (str_ends(str_trim(buf_view(out)), GAP))
        return;
    if (!ends_in_space(out))
        buf_char(out, '\n');
    buf_puts(out, GAP);
}

bool is_gap(Str words)
{
    return str_is(words, GAP);
}

static bool is_one_passage(const Node *n)
{
    return n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING || n->kind == NODE_CAPTION || n->kind == NODE_TERM
           || n->kind == NODE_CODE_BLOCK;
}

/* At the end of a word. */
Str excerpt_of(Arena *a, Str s)
{
    if (s.n <= EXCERPT_MOST)
        return s;
    int end = EXCERPT_MOST;
    while (end > EXCERPT_MOST / 2 && !is_space(s.p[end]))
        end--;
    if (!is_space(s.p[end]))
        for (end = EXCERPT_MOST; end > 0 && (s.p[end] & 0xC0) == 0x80;)
            end--;
    return str_format(a, STR_FMT ELLIPSIS, STR_ARG(str_trim(str_sub(s, 0, end))));
}

Str block_excerpt(Arena *a, const Merged *m, DiffSide side)
{
    const Node *n = merged_on(m, side);
    Buf out = {0};
    if (n && is_one_passage(n)) {
        put_node(&out, n, INT32_MAX);
        return str_trim(buf_take(&out, a));
    }
    for (const Merged *at = m; at && out.n <= EXCERPT_MOST;) {
        bool enters = at->first && !is_whole(m, at, side);
        n = merged_on(at, side);
        if (is_apart(m, at))
            put_gap(&out);
        else if (n && enters)
            put_one(&out, n);
        else if (n)
            put_node(&out, n, EXCERPT_MOST);
        if (enters) {
            at = at->first;
            continue;
        }
        while (at != m && !at->next)
            at = at->parent;
        at = at == m ? NULL : at->next;
    }
    return excerpt_of(a, str_trim(buf_take(&out, a)));
}

/* --- sentences --- */

/* A word that may be the last of a sentence: its full stop may stand before closing quotation marks and brackets. */
static bool ends_sentence(Str s)
{
    while (s.n) {
        char last = s.p[s.n - 1];
        if (last == '.' || last == '!' || last == '?')
            return true;
        if (last == ')' || last == '"' || last == '\'' || last == ']')
            s.n--;
        else if (s.n >= 3 && (str_ends(s, "\xE2\x80\x99") || str_ends(s, "\xE2\x80\x9D")))
            s.n -= 3;
        else
            return false;
    }
    return false;
}

static bool is_space_word(Arena *a, const DiffWord *word)
{
    return !str_trim(word_text(a, word)).n && word->leaf->kind != NODE_NOTE_REF && word->leaf->kind != NODE_IMAGE;
}

/* The sentence that each word of one side is in, from 0. A full stop ends one before a word that is not in lower
 * case. */
static int *number_sentences(Arena *a, const DiffWord *words, int n)
{
    int *of = NEWN(a, int, n + 1), sentence = 0;
    bool ended = false;
    for (int i = 0; i < n; i++) {
        Str text = word_text(a, &words[i]);
        if (is_space_word(a, &words[i])) {
            of[i] = sentence;
            continue;
        }
        if (ended && text.n && !is_lower(text.p[0]) && i > 0 && is_space_word(a, &words[i - 1]))
            sentence++;
        of[i] = sentence;
        if (text.n)
            ended = ends_sentence(str_trim(text));
    }
    of[n] = sentence;
    return of;
}

/* One side of a paragraph: which of its sentences hold an edit. */
typedef struct EditedSide {
    const DiffWord *words;
    const int *sentence;
    bool *edited;  /* by sentence */
    bool *differs; /* by word */
    const bool *addressed;
    int n;
} EditedSide;

static EditedSide edited_side(Arena *a, const DiffWord *words, int n)
{
    EditedSide p = {.words = words, .sentence = number_sentences(a, words, n), .n = n};
    p.edited = NEWN(a, bool, p.sentence[n] + 1);
    p.differs = NEWN(a, bool, n + 1);
    return p;
}

static bool starts_sentence(const EditedSide *p, int at)
{
    return at == 0 || at >= p->n || p->sentence[at] != p->sentence[at - 1];
}

/* Marks what holds the words [from, to). With none there, other words came at that point: the sentence around it is
 * marked, unless whole sentences came between two others. */
static void mark(EditedSide *p, int from, int to, bool whole_sentences)
{
    for (int i = from; i < to; i++)
        p->edited[p->sentence[i]] = p->differs[i] = true;
    if (from == to && !whole_sentences && p->n)
        p->edited[p->sentence[int_min(from, p->n - 1)]] = true;
}

typedef VEC(ChangeEdit) ChangeEdits;

/* Edits that only a space parts are one. */
static void note_edit(Arena *a, ChangeEdits *edits, Str text, int from)
{
    ChangeEdit *last = edits->n ? &edits->at[edits->n - 1] : NULL;
    if (last && !str_trim(str_sub(text, last->to, from)).n)
        last->to = text.n;
    else if (str_trim(str_sub(text, from, text.n)).n)
        VEC_PUSH(a, edits, (ChangeEdit){from, text.n});
}

static Str edited_text(Arena *a, const EditedSide *p, ChangeEdits *edits)
{
    Buf out = {0};
    bool gap = false;
    for (int i = 0; i < p->n; i++) {
        if (!p->edited[p->sentence[i]]) {
            gap = out.n > 0;
            continue;
        }
        if (gap)
            buf_puts(&out, out.p[out.n - 1] == ' ' ? GAP " " : ELLIPSIS " ");
        gap = false;
        int from = out.n;
        put_words(a, &out, &p->words[i], p->addressed[i]);
        if (p->differs[i])
            note_edit(a, edits, buf_view(&out), from);
    }
    return str_trim(buf_take(&out, a));
}

void sentences_around(Arena *a, const DiffWords *w, Change *c)
{
    ChangeEdits was = {0}, now = {0};
    EditedSide old = edited_side(a, w->old_words, w->nold), fresh = edited_side(a, w->new_words, w->nnew);
    Addressed links = links_elsewhere(a, w);
    old.addressed = links.old_words;
    fresh.addressed = links.new_words;
    for (int i = 0; i < w->nruns; i++) {
        const WordRun *r = &w->runs[i];
        if (r->state == MERGED_KEPT)
            continue;
        bool old_whole = starts_sentence(&old, r->old_from), new_whole = starts_sentence(&fresh, r->new_from);
        bool alone = (i == 0 || w->runs[i - 1].state == MERGED_KEPT)
                     && (i + 1 == w->nruns || w->runs[i + 1].state == MERGED_KEPT);
        bool whole =
            alone && old_whole && new_whole && starts_sentence(&old, r->old_to) && starts_sentence(&fresh, r->new_to);
        mark(&old, r->old_from, r->old_to, whole || !alone);
        mark(&fresh, r->new_from, r->new_to, whole || !alone);
    }
    c->was = edited_text(a, &old, &was);
    c->now = edited_text(a, &fresh, &now);
    c->was_edits = was.at, c->nwas_edits = w->whole ? 0 : was.n;
    c->now_edits = now.at, c->nnow_edits = w->whole ? 0 : now.n;
}
