/* The words of one paragraph that a sentence quotes: what is left out, what is inserted, and where.
 *
 * An edit is quoted with enough of the words before it to be unique in the paragraph, so that a clerk who reads the
 * sentence finds one place. */
#include "diff/changes/changes_private.h"

#include "base/ascii.h"

enum {
    CONTEXT_MOST = 8, /* words before an edit */
    EDITS_MOST = 50   /* in one sentence: the whole paragraph is searched for each */
};

static int count_of(Str text, Str phrase)
{
    int n = 0;
    Buf needle = {0};
    buf_str(&needle, phrase);
    buf_char(&needle, 0);
    for (int at; n < 2 && phrase.n && (at = str_find(text, needle.p)) >= 0; n++)
        text = str_sub(text, at + 1, text.n);
    buf_free(&needle);
    return n;
}

/* Has letters or digits: punctuation alone does not identify a place. */
static bool has_ink(Str s)
{
    for (int i = 0; i < s.n; i++)
        if (is_alphanumeric(s.p[i]) || ((unsigned char)s.p[i] >= 0xC3))
            return true;
    return false;
}

/* Moves *from back until the words up to `to` occur once in the old paragraph. */
static void widen(Arena *a, const DiffWords *w, Str all, int *from, int to)
{
    for (int i = 0; i<CONTEXT_MOST && * from> 0; i++) {
        Str phrase = words_text(a, w->old_words, *from, to, NULL);
        if (has_ink(phrase) && count_of(all, phrase) < 2)
            return;
        --*from;
        while (*from > 0 && !words_text(a, w->old_words, *from, *from + 1, NULL).n)
            --*from;
    }
}

/* The new side of kept words before an edit. */
static int new_of(const WordRun *edit, int old_from)
{
    return edit->new_from - (edit->old_from - old_from);
}

/* The first kept words behind an edit, at the beginning of a paragraph. */
static Str words_behind(Arena *a, const DiffWords *w, int from)
{
    Str phrase = {0};
    for (int to = from; to < w->nold && to < from + CONTEXT_MOST; to++)
        phrase = words_text(a, w->old_words, from, to + 1, NULL);
    return phrase;
}

/* The paragraph whose edits are quoted. */
typedef struct Quoted {
    const DiffWords *words;
    Str all; /* as it was */
    Addressed links;
} Quoted;

static void quote_words(Arena *a, const Quoted *q, WordRun edit, EditPhrase *out)
{
    out->deleted = words_text(a, q->words->old_words, edit.old_from, edit.old_to, q->links.old_words);
    out->added = words_text(a, q->words->new_words, edit.new_from, edit.new_to, q->links.new_words);
}

static void quote(Arena *a, const Quoted *q, WordRun edit, EditPhrase *out)
{
    const DiffWords *w = q->words;
    int from = edit.old_from;
    *out = (EditPhrase){0};
    quote_words(a, q, edit, out);
    if (out->deleted.n) {
        int least = edit.old_from;
        widen(a, w, q->all, &from, edit.old_to);
        if (from < least && out->added.n) {
            edit.new_from = int_max(0, new_of(&edit, from));
            edit.old_from = from;
            quote_words(a, q, edit, out);
        } else if (from < least) {
            out->after = words_text(a, w->old_words, from, least, NULL);
        }
        return;
    }
    while (from > 0 && !words_text(a, w->old_words, from - 1, from, NULL).n)
        from--;
    int end = from;
    from = int_max(0, from - 1);
    widen(a, w, q->all, &from, end);
    out->after = words_text(a, w->old_words, from, end, NULL);
    out->at_end = edit.old_to >= w->nold;
    if (!out->after.n)
        out->before = words_behind(a, w, edit.old_to);
}

int edit_phrases(Arena *a, const DiffWords *w, int change, EditPhrase **out)
{
    VEC(EditPhrase) phrases = {0};
    Quoted q = {w, words_text(a, w->old_words, 0, w->nold, NULL), links_elsewhere(a, w)};
    bool pair;
    for (int i = 0; i < w->nruns; i += pair ? 2 : 1) {
        WordRun edit = edit_at(w, i, &pair);
        if (edit.change != change || edit.state == MERGED_KEPT)
            continue;
        EditPhrase phrase;
        quote(a, &q, edit, &phrase);
        if (phrase.deleted.n || phrase.added.n)
            VEC_PUSH(a, &phrases, phrase);
        if (phrases.n > EDITS_MOST)
            return 0;
    }
    *out = phrases.at;
    return phrases.n;
}
