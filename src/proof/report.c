/* FigurePlaces and words, as findings show them. */
#include "proof/report_private.h"

#include <stdlib.h>

#include "text/glyphs.h"

enum { WORDS_QUOTED = 8 };

static int by_size(const void *a, const void *b)
{
    Len x = *(const Len *)a, y = *(const Len *)b;
    return (x > y) - (x < y);
}

/* Which line of its page a baseline is, from 1. */
static int line_on_page(Arena *a, const Page *page, Len y)
{
    VEC(Len) above = {0};
    for (int i = 0; i < page->items.n; i++)
        if (page->items.at[i].kind == ITEM_GLYPHS && page->items.at[i].y <= y)
            VEC_PUSH(a, &above, page->items.at[i].y);
    if (above.n)
        qsort(above.at, (size_t)above.n, sizeof(Len), by_size);
    int line = 0;
    for (int i = 0; i < above.n; i++)
        line += i == 0 || above.at[i] != above.at[i - 1];
    return line;
}

Str place_of(const Proof *p, int passage)
{
    Arena *a = p->book->arena;
    if (passage < 0)
        return STR("its beginning");
    const ProofPlace *at = &p->passages.at[passage];
    if (at->page < 0)
        return str_format(a, "line %d, " STR_FMT, at->line, STR_ARG(at->element));
    return str_format(a, "page %d, line %d", at->page + 1, line_on_page(a, &p->pages->pages.at[at->page], at->y));
}

static void put_token(const Proof *p, const ProofToken *token, Buf *out)
{
    switch (token->kind) {
    case TOKEN_MARK: buf_puts(out, "[mark "); break;
    case TOKEN_SPOKEN: buf_puts(out, "[said: "); break;
    case TOKEN_PICTURE: buf_puts(out, "[picture: "); break;
    case TOKEN_REFERENCE: buf_puts(out, "[page"); break;
    case TOKEN_TABLE: buf_puts(out, "[table"); break;
    case TOKEN_NOTE: buf_puts(out, "[note"); break;
    case TOKEN_WORD: break;
    }
    buf_str(out, p->book->words.at[token->word]);
    buf_puts(out, token->kind == TOKEN_WORD ? "" : "]");
}

Str words_between(const Proof *p, Stream stream, int from, int to)
{
    Buf out = {0};
    int most = int_min(to, from + WORDS_QUOTED);
    for (int i = from; i < most; i++) {
        buf_puts(&out, i > from ? " " : "");
        put_token(p, &p->streams[stream].at[i], &out);
    }
    if (most < to)
        buf_puts(&out, " …");
    return buf_take(&out, p->book->arena);
}

bool has_figure(const Proof *p, Stream stream, int from, int to)
{
    for (int i = from; i < to; i++)
        if (is_figure_word(p->book->words.at[p->streams[stream].at[i].word]))
            return true;
    return false;
}

Pos source_pos(const Proof *p, int passage)
{
    const Node *n = passage < 0 ? NULL : p->passages.at[passage].node;
    return n ? n->pos : (Pos){0};
}
