/* Words are kept as numbers of a book, so that comparing them is comparing numbers. Normalising happens here, in one
 * place for all products: white space of every kind separates words; a soft hyphen, a word joiner and a space of no
 * width are left out, because they tell where a line may break and not what it says. */
#include "proof/proof_private.h"

#include "base/ascii.h"
#include "base/utf8.h"

WordBook *wordbook_new(Arena *a)
{
    WordBook *l = NEW(a, WordBook);
    l->arena = a;
    wordbook_number(l, STR(""));
    return l;
}

int wordbook_number(WordBook *l, Str word)
{
    int found = map_number(&l->numbers, word);
    if (found >= 0)
        return found;
    Str kept = str_dup(l->arena, word);
    map_put_number(l->arena, &l->numbers, kept, l->words.n);
    VEC_PUSH(l->arena, &l->words, kept);
    return l->words.n - 1;
}

bool is_figure_word(Str word)
{
    for (int i = 0; i < word.n; i++)
        if (is_digit(word.p[i]))
            return true;
    return false;
}

Str figure_core(Str word)
{
    int from = 0, to = word.n;
    while (from < to && !is_digit(word.p[from]))
        from++;
    while (to > from && !is_digit(word.p[to - 1]))
        to--;
    return str_sub(word, from, to);
}

void take_begin(Taker *t, Proof *p)
{
    *t = (Taker){.proof = p, .passage = -1};
}

static void push(Taker *t, ProofToken token)
{
    VEC_PUSH(t->proof->book->arena, &t->proof->streams[t->into], token);
}

void take_end(Taker *t)
{
    if (t->word.n)
        push(t, (ProofToken){wordbook_number(t->proof->book, buf_view(&t->word)), t->begun, t->kind});
    buf_clear(&t->word);
}

static bool is_white(uint32_t cp)
{
    return cp <= ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029
           || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static bool has_no_width(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

void take_text(Taker *t, Str text)
{
    for (int i = 0; i < text.n;) {
        int from = i;
        uint32_t cp = utf8_next(text, &i);
        if (is_white(cp)) {
            if (!t->solid)
                take_end(t);
        } else if (!has_no_width(cp)) {
            t->begun = t->word.n ? t->begun : t->passage;
            buf_put(&t->word, text.p + from, i - from);
        }
    }
}

void take_as(Taker *t, ProofTokenKind kind)
{
    if (kind != t->kind)
        take_end(t);
    t->kind = kind;
}

void take_sign(Taker *t, ProofTokenKind kind)
{
    take_end(t);
    push(t, (ProofToken){0, t->passage, kind});
}

/* Between pages: "13–14, 37". */
static bool is_between_pages(const Taker *t, ProofToken token)
{
    Str word = t->proof->book->words.at[token.word];
    return token.kind == TOKEN_WORD && (str_is(word, ",") || str_is(word, "\xE2\x80\x93"));
}

void take_reference(Taker *t)
{
    take_end(t);
    const ProofTokens *tokens = &t->proof->streams[t->into];
    int n = tokens->n;
    if (n > 1 && is_between_pages(t, tokens->at[n - 1]) && tokens->at[n - 2].kind == TOKEN_REFERENCE)
        t->proof->streams[t->into].n--;
    else if (n == 0 || tokens->at[n - 1].kind != TOKEN_REFERENCE)
        take_sign(t, TOKEN_REFERENCE);
}

void take_picture(Taker *t, bool words)
{
    Stream into = t->into;
    take_end(t);
    t->into = into == STREAM_EXTRA ? into : STREAM_DRAWN;
    take_sign(t, TOKEN_NOTE);
    if (!words)
        take_sign(t, TOKEN_TABLE);
    t->into = into;
}

void take_mark(Taker *t, Str mark)
{
    take_end(t);
    int to = mark.n;
    while (to > 0 && !is_alphanumeric(mark.p[to - 1]))
        to--;
    int from = to;
    while (from > 0 && is_alphanumeric(mark.p[from - 1]))
        from--;
    Str kept = to > from ? str_sub(mark, from, to) : str_trim(mark);
    push(t, (ProofToken){wordbook_number(t->proof->book, kept), t->passage, TOKEN_MARK});
}

int take_passage(Taker *t, ProofPlace passage)
{
    VEC_PUSH(t->proof->book->arena, &t->proof->passages, passage);
    return t->passage = t->proof->passages.n - 1;
}

void take_finish(Taker *t)
{
    take_end(t);
    buf_free(&t->word);
}

static int count(const Proof *p, bool figures)
{
    int n = 0;
    for (int s = 0; s < STREAM_EXTRA; s++)
        for (int i = 0; i < p->streams[s].n; i++) {
            const ProofToken *token = &p->streams[s].at[i];
            n += token->kind == TOKEN_WORD && (!figures || is_figure_word(p->book->words.at[token->word]));
        }
    return n;
}

int proof_words(const Proof *p)
{
    return count(p, false);
}

int proof_figures(const Proof *p)
{
    return count(p, true);
}
