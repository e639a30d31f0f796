/* The words of references: "Appendix 1"; for several things of one kind "Tables 1 and 2"; for something without a
 * number its title.
 *
 * A title may contain references, whose words are made first. One that leads back to itself, or is nested deeper
 * than anyone would write, has no words: it is reported and printed as its label. So is one whose words would be too
 * long for a page, because each title that names another twice doubles its length. One that names many things, as a
 * source all places that cite it, may be longer. */
#include "base/ascii.h"
#include "say/say_private.h"

enum { NESTED_MOST = 20, WORDS_MOST = 1000 /* bytes for each thing */ };

/* False: the words of the target hold a page number, which is not known yet. */
static bool say_within(Say *s, const Node *target)
{
    bool known = true;
    for (Node *n = node_next(target, target); n; n = node_next(n, target)) {
        if (n->kind == NODE_REF)
            say_reference(s, n);
        known = known && (n->kind != NODE_REF || n->u.ref.kind == REF_LABEL);
    }
    return known;
}

/* "Table 3" in the language of the reference, when that is not the document's. */
static Str in_language(Say *s, const Language *l, Str numbered)
{
    Str word, number, said;
    if (l == s->doc->language || !str_cut_last(numbered, ' ', &word, &number) || !language_phrase(l, word, &said))
        return numbered;
    return str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(said), STR_ARG(number));
}

static Str title_of(Say *s, const Node *ref, const Node *target)
{
    bool given = target->kind == NODE_HEADING && target->u.heading.short_title.n;
    if (!given && !say_within(s, target)) {
        diag(s->job->diag, DOC009, ref->pos,
             "what this refers to has a page number in its title; expected a short title for it, with short=\"…\"");
        diag_label(s->job->diag, target->pos, "this title");
    }
    return node_title(s->arena, target);
}

/* The number of the paragraph that a block goes on with, not far above; empty: there is none. */
static Str number_before(const Node *block)
{
    enum { FAR = 100 }; /* blocks */
    const Node *n = block->prev;
    for (int i = 0; n && i < FAR && n->kind != NODE_HEADING && !(n->kind == NODE_PARAGRAPH && n->number.n); i++)
        n = n->prev;
    return n && n->kind == NODE_PARAGRAPH ? n->number : STR("");
}

/* "[2]" of a source, "3" of a list; of a list below a numbered paragraph all that it takes to find it: "2.1 b) ii)". */
static Str item_words(Say *s, const Node *item)
{
    Str words = item->number;
    if (node_is_source(item))
        return words;
    if (str_ends(words, "."))
        return str_sub(words, 0, words.n - 1);
    const Node *list = item->parent;
    for (const Node *up = list->parent; up; up = up->parent) {
        if (up->kind == NODE_ITEM && up->number.n)
            words = str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(up->number), STR_ARG(words));
        list = up->kind == NODE_LIST ? up : list;
    }
    Str paragraph = list->u.list.counting == COUNT_LETTERS ? number_before(list) : STR("");
    return paragraph.n ? str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(paragraph), STR_ARG(words)) : words;
}

static Str target_words(Say *s, const Language *l, const Node *ref, const Node *target)
{
    bool digits = target->number.n && is_digit(target->number.p[0]);
    if (target->kind == NODE_HEADING && digits && s->numbering.section.n)
        return in_language(s, l,
                           str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(s->numbering.section),
                                      STR_ARG(target->number)));
    const Node *item = node_item(target);
    if (item && item->number.n)
        return item_words(s, item);
    if (node_is_continued(target) && number_before(target).n)
        return number_before(target);
    if (target->number.n)
        return in_language(s, l, target->number);
    if (target->kind == NODE_BOX && target->u.box.title.n)
        return target->u.box.title;
    if (target->kind == NODE_SECTION && target->first && target->first->kind == NODE_HEADING)
        return target_words(s, l, ref, target->first);
    return title_of(s, ref, target);
}

/* "Appendix 4" is a word and a number; so is "Table 3". */
static bool split_number(Str text, Str *word, Str *number)
{
    return str_cut_last(text, ' ', word, number) && word->n > 0 && number->n > 0 && is_digit(number->p[0]);
}

/* The noun that all words share, which leaves their numbers. */
static bool take_noun(Str *words, int n, Str *noun)
{
    Str other, number;
    for (int i = 0; i < n; i++)
        if (!split_number(words[i], i ? &other : noun, &number) || (i && !str_eq(*noun, other)))
            return false;
    for (int i = 0; i < n && n > 1; i++)
        split_number(words[i], &other, &words[i]);
    return n > 1;
}

/* The form after "and" may differ: "Tabl 1 a Thabl 2". */
static void join_noun(Say *s, const Language *l, Str *words)
{
    Str noun, number;
    if (split_number(*words, &noun, &number))
        *words = str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(language_joined(l, noun)), STR_ARG(number));
}

static Str words_of(Say *s, const Node *ref)
{
    const Language *l = language_at(s, ref);
    int n = ref->u.ref.ntargets;
    Str *words = NEWN(s->arena, Str, n), noun;
    for (int i = 0; i < n; i++)
        words[i] = target_words(s, l, ref, ref->u.ref.targets[i]);
    bool plural = take_noun(words, n, &noun);
    if (!plural && n > 1)
        join_noun(s, l, &words[n - 1]);
    Str list = language_list(s->arena, l, words, n);
    if (!plural)
        return list;
    return str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(language_plural(s->arena, l, noun)), STR_ARG(list));
}

static bool is_being_said(const Say *s, const Node *ref)
{
    for (int i = 0; i < s->saying.n; i++)
        if (s->saying.at[i] == ref)
            return true;
    return s->saying.n >= NESTED_MOST;
}

static Str as_label(Say *s, const Node *ref)
{
    return str_format(s->arena, "[" STR_FMT "]", STR_ARG(ref->u.ref.targets[0]->id));
}

void say_reference(Say *s, Node *ref)
{
    if (ref->u.ref.kind != REF_LABEL)
        language_at(s, ref); /* it is known when say_pages asks for it */
    if (ref->u.ref.kind != REF_LABEL || ref->number.p)
        return;
    if (is_being_said(s, ref)) {
        diag(s->job->diag, DOC009, ref->pos,
             "the words of this reference are made of themselves; expected a title that does not lead back here");
        ref->number = as_label(s, ref);
        return;
    }
    VEC_PUSH(s->arena, &s->saying, ref);
    Str words = words_of(s, ref);
    s->saying.n--;
    if (words.n > (int64_t)WORDS_MOST * ref->u.ref.ntargets) {
        diag(s->job->diag, DOC009, ref->pos,
             "the words of this reference are %d bytes long; expected at most %d for each thing that it names", words.n,
             WORDS_MOST);
        words = as_label(s, ref);
    }
    if (!ref->number.p)
        ref->number = words.p ? words : STR("");
}

/* A page on which several targets stand is named once. */
Str say_pages(Arena *a, const Doc *doc, const Node *ref, const Str *begins, const Str *ends)
{
    int n = 0;
    Str *words = NEWN(a, Str, ref->u.ref.ntargets);
    for (int i = 0; i < ref->u.ref.ntargets; i++) {
        bool range = ref->u.ref.kind == REF_PAGES && !str_eq(begins[i], ends[i]);
        Str pages =
            range ? str_format(a, STR_FMT "\xE2\x80\x93" STR_FMT, STR_ARG(begins[i]), STR_ARG(ends[i])) : begins[i];
        if (n == 0 || !str_eq(pages, words[n - 1]))
            words[n++] = pages;
    }
    return language_list(a, doc_language(doc, ref), words, n);
}
