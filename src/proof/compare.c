/* Two products, sequence by sequence. Where two words differ, the nearest place is looked for from which a few words
 * are the same again, so that one missing paragraph is one finding. The search is short, and after a few findings the
 * comparison ends: whoever reads them knows by then that the products differ.
 *
 * Declared differences, and no others:
 * - what stands for a page (TOKEN_REFERENCE): a number, or a heading with its number; several in a row are one;
 * - white space in blocks of code, whose lines are as long as the page is wide;
 * - where a word in a drawing is divided, when all of its words are in the same order;
 * - where notes stand, how their marks look, and a way back behind them; the bullets and numbers of lists' items;
 * - the order of what is on a cover, and what a product adds there, as "(large print)";
 * - the contents of a web page, which are its navigation, and the first heading, where it is the title of that page;
 * - in large print the word "page" before what stands for one, and words of nodes that it alone has;
 * - the figures along the axes of a chart, which is drawn anew at another size, and on its marks those that the screen
 *   has no room for; the words of a chart or diagram that is set as a table or list. */
#include "proof/report_private.h"

#include "language/language.h"

enum { FINDINGS_MOST = 12, SEARCH_MOST = 400, SAME_AGAIN = 4, WAY_BACK_MOST = 8 };

typedef struct ProofComparing {
    Diag *diag;
    const Proof *a, *b; /* the screen's, and the other */
    int left;           /* findings that may still be added */
} ProofComparing;

static bool same_token(const ProofToken *x, const ProofToken *y)
{
    bool wordless = x->kind == TOKEN_REFERENCE || x->kind == TOKEN_TABLE || x->kind == TOKEN_NOTE;
    return x->kind == y->kind && (wordless || x->word == y->word);
}

/* Whether the sequences are the same from i and j on, for as long as it takes to be no chance. */
static bool go_on_alike(const ProofTokens *a, const ProofTokens *b, int i, int j)
{
    int n = 0;
    while (n < SAME_AGAIN && i + n < a->n && j + n < b->n && same_token(&a->at[i + n], &b->at[j + n]))
        n++;
    return n == SAME_AGAIN || (i + n == a->n && j + n == b->n);
}

/* Moves both on to where they are the same again; to their ends when that is too far. */
static void resume(const ProofTokens *a, const ProofTokens *b, int *i, int *j)
{
    for (int far = 1; far <= SEARCH_MOST; far++)
        for (int k = 0; k <= far; k++)
            if (*i + k <= a->n && *j + far - k <= b->n && go_on_alike(a, b, *i + k, *j + far - k)) {
                *i += k;
                *j += far - k;
                return;
            }
    *i = a->n;
    *j = b->n;
}

static int passage_at(const ProofTokens *t, int i)
{
    return i < t->n ? t->at[i].passage : t->n ? t->at[t->n - 1].passage : -1;
}

/* ", after "the grant of""; nothing at the beginning. */
static Str words_before(const Proof *p, Stream s, int at)
{
    Str words = words_between(p, s, int_max(at - 4, 0), at);
    return at ? str_format(p->book->arena, ", after \"" STR_FMT "\"", STR_ARG(words)) : words;
}

/* What stands in a sequence of the screen product, and what the other has instead. */
typedef struct Differing {
    Stream stream;
    int from, to;             /* of the screen's */
    int other_from, other_to; /* of the other's */
} Differing;

static void report(ProofComparing *c, const Differing *s)
{
    const Proof *a = c->a, *b = c->b;
    int here = passage_at(&a->streams[s->stream], s->from), there = passage_at(&b->streams[s->stream], s->other_from);
    bool figure = has_figure(a, s->stream, s->from, s->to) || has_figure(b, s->stream, s->other_from, s->other_to);
    Code code = figure ? PRD021 : PRD020;
    Pos pos = source_pos(a, here);
    Str ours = words_between(a, s->stream, s->from, s->to);
    Str theirs = words_between(b, s->stream, s->other_from, s->other_to);
    Str after = words_before(a, s->stream, s->from);
    if (s->other_to == s->other_from)
        diag(c->diag, code, pos,
             "\"" STR_FMT "\" (screen, " STR_FMT ") is missing from " STR_FMT " at " STR_FMT STR_FMT, STR_ARG(ours),
             STR_ARG(place_of(a, here)), STR_ARG(b->name), STR_ARG(place_of(b, there)), STR_ARG(after));
    else if (s->to == s->from)
        diag(c->diag, code, pos,
             STR_FMT " has \"" STR_FMT "\" at " STR_FMT ", which the screen product does not have (" STR_FMT
                     ")" STR_FMT,
             STR_ARG(b->name), STR_ARG(theirs), STR_ARG(place_of(b, there)), STR_ARG(place_of(a, here)),
             STR_ARG(after));
    else
        diag(c->diag, code, pos,
             STR_FMT " has \"" STR_FMT "\" at " STR_FMT "; expected \"" STR_FMT "\", as on screen at " STR_FMT STR_FMT,
             STR_ARG(b->name), STR_ARG(theirs), STR_ARG(place_of(b, there)), STR_ARG(ours), STR_ARG(place_of(a, here)),
             STR_ARG(after));
    c->left--;
}

/* Is it a word for pages, behind a sign that stays? */
static bool is_page_word(const ProofComparing *c, const ProofToken *token, Str sign)
{
    Str word = c->a->book->words.at[token->word];
    const Node *n = token->passage < 0 ? NULL : c->a->passages.at[token->passage].node;
    if (token->kind != TOKEN_WORD || !n || !node_doc(n) || !str_eq(str_sub(word, 0, sign.n), sign))
        return false;
    return language_lists(doc_language(node_doc(n), n), WORD_LARGE_PAGE_FORMS, str_sub(word, sign.n, word.n));
}

/* "(page" before a page's number is "(" before a heading in large print. Moves both on to what stands for the page. */
static bool skip_page_word(const ProofComparing *c, Stream s, int *i, int *j)
{
    const ProofTokens *a = &c->a->streams[s], *b = &c->b->streams[s];
    if (!c->b->from_sources || *i + 1 >= a->n || a->at[*i + 1].kind != TOKEN_REFERENCE)
        return false;
    bool bare = *j < b->n && b->at[*j].kind == TOKEN_REFERENCE;
    bool opened = *j + 1 < b->n && b->at[*j].kind == TOKEN_WORD && b->at[*j + 1].kind == TOKEN_REFERENCE;
    Str sign = opened ? c->b->book->words.at[b->at[*j].word] : STR("");
    if ((!bare && !opened) || !is_page_word(c, &a->at[*i], sign))
        return false;
    ++*i;
    *j += opened;
    return true;
}

/* "[back to page 12]" behind a note in large print. */
static bool skip_way_back(const ProofComparing *c, Stream s, int i, int *j)
{
    const ProofTokens *a = &c->a->streams[s], *b = &c->b->streams[s];
    bool ended = i == a->n || a->at[i].kind == TOKEN_NOTE;
    int references = 0, k = *j;
    for (; k < b->n && b->at[k].kind != TOKEN_NOTE; k++)
        references += b->at[k].kind == TOKEN_REFERENCE;
    if (s != STREAM_NOTES || !c->b->from_sources || !ended || references != 1 || k - *j > WAY_BACK_MOST)
        return false;
    *j = k;
    return true;
}

/* Is it the first of the document, but for a paragraph above it? */
static bool is_first_heading(const Node *heading)
{
    const Node *section = heading->parent, *before = heading->prev;
    return !section->prev && !section->parent->prev && (!before || !before->prev);
}

/* The title of a web page is read first, so that the heading that says it is not in its text. Moves on behind it. */
static bool skip_title(const ProofComparing *c, Stream s, int *i)
{
    const ProofTokens *a = &c->a->streams[s], *title = &c->b->streams[STREAM_COVER];
    int n = c->b->title_to - c->b->title_from;
    bool same = s == STREAM_TEXT && n > 0 && *i + n <= a->n;
    for (int k = 0; same && k < n; k++)
        same = same_token(&a->at[*i + k], &title->at[c->b->title_from + k]);
    const Node *in = same ? c->a->passages.at[a->at[*i].passage].node : NULL;
    const Node *heading = !in || in->kind == NODE_HEADING ? in : node_up(in, NODE_HEADING);
    if (!heading || !is_first_heading(heading))
        return false;
    *i += n;
    return true;
}

static void compare_stream(ProofComparing *c, Stream s)
{
    const ProofTokens *a = &c->a->streams[s], *b = &c->b->streams[s];
    int i = 0, j = 0;
    while (c->left > 0 && (i < a->n || j < b->n)) {
        if (i < a->n && j < b->n && same_token(&a->at[i], &b->at[j])) {
            i++, j++;
            continue;
        }
        if (skip_page_word(c, s, &i, &j) || skip_way_back(c, s, i, &j) || skip_title(c, s, &i))
            continue;
        Differing differs = {s, i, i, j, j};
        resume(a, b, &differs.to, &differs.other_to);
        bool title = s == STREAM_CONTENTS && c->b->from_sources && differs.to == differs.from;
        if (!title) /* the table of printed pages has one */
            report(c, &differs);
        i = differs.to, j = differs.other_to;
    }
}

/* ---- without order ---- */

/* Adds to how often each word comes, those between two places. */
static void weigh(int *weights, const ProofTokens *t, int from, int to, int by)
{
    for (int i = from; i < to; i++)
        if (t->at[i].kind == TOKEN_WORD)
            weights[t->at[i].word] += by;
}

/* A word before a comma, behind which the product adds what it is. */
static void weigh_before_commas(int *weights, const Proof *p)
{
    const ProofTokens *cover = &p->streams[STREAM_COVER];
    for (int i = 0; i < cover->n; i++) {
        Str word = p->book->words.at[cover->at[i].word];
        int bare = str_ends(word, ",") ? map_number(&p->book->numbers, str_sub(word, 0, word.n - 1)) : -1;
        if (bare >= 0)
            weights[bare]++;
    }
}

/* Each word on the screen's cover is somewhere in the other. */
static void compare_cover(ProofComparing *c)
{
    int *weights = NEWN(c->a->book->arena, int, c->a->book->words.n);
    for (int s = 0; s < STREAM_COUNT; s++)
        weigh(weights, &c->b->streams[s], 0, c->b->streams[s].n, 1);
    weigh_before_commas(weights, c->b);
    const ProofTokens *cover = &c->a->streams[STREAM_COVER];
    for (int i = 0; i < cover->n && c->left > 0; i++) {
        int to = i;
        while (to < cover->n && !weights[cover->at[to].word])
            to++;
        if (to > i)
            diag(c->diag, has_figure(c->a, STREAM_COVER, i, to) ? PRD021 : PRD020, (Pos){0},
                 "\"" STR_FMT "\" (screen, " STR_FMT ") is missing from " STR_FMT,
                 STR_ARG(words_between(c->a, STREAM_COVER, i, to)), STR_ARG(place_of(c->a, cover->at[i].passage)),
                 STR_ARG(c->b->name));
        c->left -= to > i;
        i = to;
    }
}

/* From the sign before a picture's words to that before the next. */
static int end_of_picture(const ProofTokens *t, int from)
{
    int i = from + 1;
    while (i < t->n && t->at[i].kind != TOKEN_NOTE)
        i++;
    return i;
}

static const Chart *chart_of(const Proof *p, const ProofToken *sign)
{
    const Node *n = sign->passage < 0 ? NULL : p->passages.at[sign->passage].node;
    return n && n->kind == NODE_IMAGE ? n->u.image.chart : NULL;
}

/* A figure of the data must stand on the marks of all products that it has room on, so on the screen's at least; one
 * that no chart of this data could have is wrong. */
static bool may_differ(const ProofComparing *c, const Chart *chart, Str word, bool on_screen)
{
    if (!chart || !is_figure_word(word))
        return false;
    bool own = chart_has_figure(chart, word);
    return on_screen ? !own : own || chart_may_show(c->a->book->arena, chart, word);
}

static void clear(int *weights, const ProofTokens *t, int from, int to)
{
    for (int k = from; k < to; k++)
        weights[t->at[k].word] = 0;
}

/* The words that the screen's picture has more often (by: 1) or the other's (by: -1). */
static void report_surplus(ProofComparing *c, int *weights, const Differing *s, int by)
{
    const Proof *more = by > 0 ? c->a : c->b, *fewer = by > 0 ? c->b : c->a;
    const ProofTokens *a = &c->a->streams[STREAM_DRAWN], *b = &c->b->streams[STREAM_DRAWN], *t = by > 0 ? a : b;
    const Chart *chart = chart_of(c->a, &a->at[s->from]);
    int from = by > 0 ? s->from : s->other_from, to = by > 0 ? s->to : s->other_to;
    for (int k = from; k < to && c->left > 0; k++) {
        Str word = c->a->book->words.at[t->at[k].word];
        bool figure = is_figure_word(word);
        if (t->at[k].kind != TOKEN_WORD || weights[t->at[k].word] * by <= 0 || may_differ(c, chart, word, by > 0))
            continue;
        weights[t->at[k].word] = 0;
        diag(c->diag, figure ? PRD021 : PRD020, source_pos(c->a, a->at[s->from].passage),
             "\"" STR_FMT "\" is drawn more often in " STR_FMT " than in " STR_FMT " (" STR_FMT "; " STR_FMT ")",
             STR_ARG(word), STR_ARG(more->name), STR_ARG(fewer->name), STR_ARG(place_of(c->a, a->at[s->from].passage)),
             STR_ARG(place_of(c->b, b->at[s->other_from].passage)));
        c->left--;
    }
}

/* The letters of all words of a picture, one after the other. */
static Str letters_of(const Proof *p, int from, int to)
{
    Buf out = {0};
    for (int k = from; k < to; k++)
        buf_str(&out, p->book->words.at[p->streams[STREAM_DRAWN].at[k].word]);
    return buf_take(&out, p->book->arena);
}

/* A word too long for its box is divided, and not at the same letter in a box of another width. */
static bool differ_in_breaks_only(const ProofComparing *c, const Differing *s)
{
    return str_eq(letters_of(c->a, s->from, s->to), letters_of(c->b, s->other_from, s->other_to));
}

/* The words in one picture, in any order: they are placed anew where the picture has another size. */
static void compare_picture(ProofComparing *c, int *weights, const Differing *s)
{
    const ProofTokens *a = &c->a->streams[STREAM_DRAWN], *b = &c->b->streams[STREAM_DRAWN];
    bool unread = s->other_to > s->other_from + 1 && b->at[s->other_from + 1].kind == TOKEN_TABLE;
    if (unread || (s->to > s->from + 1 && a->at[s->from + 1].kind == TOKEN_TABLE) || differ_in_breaks_only(c, s))
        return;
    weigh(weights, a, s->from, s->to, 1);
    weigh(weights, b, s->other_from, s->other_to, -1);
    report_surplus(c, weights, s, 1);
    report_surplus(c, weights, s, -1);
    clear(weights, a, s->from, s->to);
    clear(weights, b, s->other_from, s->other_to);
}

static void compare_pictures(ProofComparing *c)
{
    const ProofTokens *a = &c->a->streams[STREAM_DRAWN], *b = &c->b->streams[STREAM_DRAWN];
    int *weights = NEWN(c->a->book->arena, int, c->a->book->words.n);
    int i = 0, j = 0;
    while (i < a->n && j < b->n && c->left > 0) {
        Differing s = {STREAM_DRAWN, i, end_of_picture(a, i), j, end_of_picture(b, j)};
        compare_picture(c, weights, &s);
        i = s.to, j = s.other_to;
    }
    if (c->left > 0 && (i < a->n || j < b->n))
        report(c, &(Differing){STREAM_DRAWN, i, a->n, j, b->n});
}

bool proof_compare(Diag *d, const Proof *screen, const Proof *other)
{
    ProofComparing c = {.diag = d, .a = screen, .b = other, .left = FINDINGS_MOST};
    compare_stream(&c, STREAM_TEXT);
    int tables = int_min(screen->tables.n, other->tables.n);
    for (int i = 0; i < tables && c.left > 0; i++)
        compare_tables(d, screen, other, i, &c.left);
    compare_stream(&c, STREAM_NOTES);
    compare_pictures(&c);
    if (!other->web)
        compare_stream(&c, STREAM_CONTENTS);
    compare_cover(&c);
    return c.left == FINDINGS_MOST;
}
