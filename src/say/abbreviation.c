/* Abbreviations that the manifest expands, found in the text and put into spans with their meaning (attribute
 * "expansion", which an author can also write: [ASB]{expansion="anti-social behaviour"}).
 *
 * A match is a whole word in the same case; where several begin at one place, the longest counts. A plural s also
 * ends the word, and stays outside the span. Code, alternative texts and text that is spoken differently are
 * skipped. */
#include "say/say.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"

/* A letter or digit of any script below the general punctuation. */
static bool is_word_character(uint32_t cp)
{
    return is_alphanumeric(cp) || (cp >= 0xC0 && cp < 0x2000);
}

static bool ends_word(Str text, int at)
{
    if (at < text.n && text.p[at] == 's')
        at++;
    return at >= text.n || !is_word_character(utf8_next(text, &at));
}

/* The forms in the order of their bytes, so that those which begin alike stand together, the shortest first. */
typedef struct ShortForms {
    const ShortForm **at;
    int n;
} ShortForms;

static int compare_forms(const void *a, const void *b)
{
    const ShortForm *form = *(const ShortForm *const *)a, *other = *(const ShortForm *const *)b;
    int order = str_cmp(form->shown, other->shown);
    return order ? order : form < other ? -1 : form > other;
}

static ShortForms forms_of(Arena *a, const Doc *doc)
{
    ShortForms f = {NEWN(a, const ShortForm *, doc->nabbreviations), doc->nabbreviations};
    for (int i = 0; i < f.n; i++)
        f.at[i] = &doc->abbreviations[i];
    qsort(f.at, (size_t)f.n, sizeof *f.at, compare_forms);
    return f;
}

/* In [from, to), which are alike up to byte number k, the first whose byte there is c or more. */
static int first_from(const ShortForms *f, int from, int to, int k, int c)
{
    while (from < to) {
        int middle = from + (to - from) / 2;
        if ((unsigned char)f->at[middle]->shown.p[k] < c)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static const ShortForm *longest_at(const ShortForms *f, Str text, int at)
{
    const ShortForm *best = NULL;
    for (int k = 0, from = 0, to = f->n; from < to; k++) {
        if (f->at[from]->shown.n == k && ends_word(text, at + k))
            best = f->at[from];
        while (from < to && f->at[from]->shown.n == k) /* of several, the first counts */
            from++;
        if (from == to || at + k >= text.n)
            break;
        int c = (unsigned char)text.p[at + k];
        from = first_from(f, from, to, k, c);
        to = first_from(f, from, to, k, c + 1);
    }
    return best;
}

/* The first in a text; *at is where it begins. */
static const ShortForm *find_first(const ShortForms *f, Str text, int *at)
{
    bool in_word = false;
    for (int i = 0; i < text.n;) {
        const ShortForm *found = in_word ? NULL : longest_at(f, text, i);
        *at = i;
        if (found)
            return found;
        in_word = is_word_character(utf8_next(text, &i));
    }
    return NULL;
}

static Node *text_after(Arena *a, Node *sibling, Str text, Pos pos, int columns)
{
    if (pos.col > 0)
        pos.col += columns;
    pos.len = 0;
    Node *n = node_new(a, NODE_TEXT, pos);
    n->u.text.text = text;
    node_insert_after(sibling, n);
    return n;
}

/* The text becomes the part before, a span, and the part after; the last is searched next. */
static void expand_first(Arena *a, const ShortForms *f, Node *n)
{
    int at;
    Str text = n->u.text.text;
    const ShortForm *found = find_first(f, text, &at);
    if (!found)
        return;
    int end = at + found->shown.n;
    Node *span = n;
    if (at > 0) {
        n->u.text.text = str_sub(text, 0, at);
        span = text_after(a, n, (Str){0}, n->pos, utf8_count(str_sub(text, 0, at)));
    }
    span->kind = NODE_SPAN;
    Attr *expansion = NEW(a, Attr);
    *expansion = (Attr){.name = STR("expansion"), .value = found->expansion, .pos = span->pos};
    span->attrs = expansion;
    span->nattrs = 1;
    Node *word = node_new(a, NODE_TEXT, span->pos);
    word->u.text.text = str_sub(text, at, end);
    node_append(span, word);
    if (end < text.n)
        text_after(a, span, str_sub(text, end, text.n), n->pos, utf8_count(str_sub(text, 0, end)));
}

static bool is_open(const Node *n)
{
    if (n->kind != NODE_TEXT || n->spoken.n > 0)
        return false;
    for (const Node *up = n->parent; up && !node_is_block(up->kind); up = up->parent)
        if (up->kind == NODE_IMAGE || up->spoken.n > 0 || node_attr(up, "expansion").n > 0)
            return false;
    return true;
}

void say_abbreviations(Arena *a, Doc *doc)
{
    if (doc->nabbreviations == 0)
        return;
    ShortForms f = forms_of(a, doc);
    for (Node *n = doc->root; n; n = node_next(n, doc->root))
        if (is_open(n))
            expand_first(a, &f, n);
}
