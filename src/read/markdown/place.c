/* Placeholders in double braces: references to labels, and figures from the data.
 *
 *     {{ ref finance }}  {{ ref a b }}  {{ page finance }}  {{ pages finance }}
 *     {{ grants/cambridge-city/amount }}  {{ budget/net/2013-14 | £m 1 }}  {{ count grants | words }}
 *
 * A reference becomes a NODE_REF with its labels as attributes called "target" until the whole document is read. A
 * figure becomes text at once (doc/figure.h), because data is read before sections. An invalid placeholder stays in
 * the text as typed. */
#include "read/markdown/markdown_private.h"

#include "base/ascii.h"
#include "doc/figure.h"
#include "read/language.h"

#define PLACEHOLDER_MAX 1000

/* {{ … }} in a block's text. */
typedef struct Placeholder {
    Flat *flat;
    int from, end; /* what stands between the braces, without spaces around it */
    Pos pos;       /* of the whole */
} Placeholder;

/* -- References -------------------------------------------------------------------------------------------- */

static bool ref_kind(Str word, RefKind *out)
{
    static const struct {
        const char *word;
        RefKind kind;
    } words[] = {
        {"ref", REF_LABEL},
        {"page", REF_PAGE},
        {"pages", REF_PAGES},
    };
    for (int i = 0; i < COUNT(words); i++)
        if (str_is(word, words[i].word)) {
            *out = words[i].kind;
            return true;
        }
    return false;
}

/* The next word at or after *at and before end, as a place in the flat text. */
static Str next_word(Str s, int *at, int end)
{
    while (*at < end && is_space(s.p[*at]))
        ++*at;
    int from = *at;
    while (*at < end && !is_space(s.p[*at]))
        ++*at;
    return str_sub(s, from, *at);
}

/* The labels begin at `at`. */
static void read_ref(Reading *g, const Placeholder *p, RefKind kind, int at, Node *parent)
{
    VEC(Attr) targets = {0};
    for (Str word; (word = next_word(p->flat->text, &at, p->end)).n > 0;) {
        Str label = str_dup(g->r->job, word.p[0] == '#' ? str_sub(word, 1, word.n) : word);
        Attr target = {.name = STR("target"), .value = label, .pos = flat_pos(p->flat, at - label.n)};
        target.pos.len = label.n;
        VEC_PUSH(g->r->job, &targets, target);
    }
    Node *ref = node_new(g->r->job, NODE_REF, p->pos);
    ref->u.ref.kind = kind;
    ref->attrs = targets.at;
    ref->nattrs = targets.n;
    node_append(parent, ref);
}

/* -- Figures ------------------------------------------------------------------------------------------------ */

void placeholder_shown(Reading *g, Str words, Str written)
{
    Arena *a = g->r->job;
    VEC_PUSH(a, &g->doc->shown, (ShownFigure){words, figure_shown(a, &g->doc->tables, written)});
}

/* Text that is spoken differently is in a span, so that it is not joined with the text around it. */
static void append_figure(Reading *g, Str text, Str written, Node *parent, Pos pos)
{
    Str spoken = {0};
    if (g->figures.parentheses)
        text = figure_in_parentheses(g->r->job, g->figures.language, text, &spoken);
    if (spoken.n > 0) {
        Node *span = node_new(g->r->job, NODE_SPAN, pos);
        node_append(parent, span);
        parent = span;
    }
    Node *figure = inline_text_node(spoken.n > 0 ? g->r->job : g->scratch, text, pos);
    figure->spoken = spoken;
    if (spoken.n > 0)
        placeholder_shown(g, text, written);
    else
        figure->name = written; /* until it is joined with the text around it */
    node_append(parent, figure);
}

/* Figures in a span of another language use that language. */
void placeholders_in_span(Reading *g, Node *span)
{
    Str lang = node_attr(span, "lang"), text;
    FigureFault fault;
    if (lang.n == 0)
        return;
    FigureStyle style = g->figures;
    style.language = NULL;
    for (Node *n = node_next(span, span); n; n = node_next(n, span)) {
        if (n->kind != NODE_TEXT || n->name.n == 0)
            continue;
        if (!style.language)
            style.language = document_language(g->r, g->doc, lang, span->pos);
        if (figure_text(&(FigureAsk){g->scratch, &g->doc->tables, NULL, &style}, n->name, &text, &fault))
            n->u.text.text = text;
    }
}

/* A figure, read by doc/figure.h. False: an error was reported. */
static bool read_figure(Reading *g, const Placeholder *p, Node *parent)
{
    Str written = str_sub(p->flat->text, p->from, p->end), text;
    FigureFault fault;
    if (figure_text(&(FigureAsk){g->scratch, &g->doc->tables, NULL, &g->figures}, written, &text, &fault)) {
        append_figure(g, text, written, parent, p->pos);
        return true;
    }
    Pos at = flat_pos(p->flat, p->from + fault.at);
    at.len = fault.n;
    if (fault.code == DAT001 && doc_has_lost(g->doc, str_sub(written, fault.at, fault.at + fault.n)))
        return false;
    bool shape = fault.code == MD009;
    diag(g->r->diag, fault.code, shape ? p->pos : at, STR_FMT "%s", STR_ARG(fault.message),
         shape ? ", or ref, page or pages with a label" : "");
    if (fault.other.line > 0)
        diag_label(g->r->diag, fault.other, "%s", fault.there);
    if (fault.near.n > 0)
        diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(fault.near));
    return false;
}

/* -- Both ----------------------------------------------------------------------------------------------------- */

static int find_end(Str s, int at)
{
    int limit = int_min(s.n, at + PLACEHOLDER_MAX);
    for (int i = at + 2; i + 1 < limit; i++)
        if (s.p[i] == '}' && s.p[i + 1] == '}')
            return i;
    return -1;
}

int placeholder_read(Reading *g, Flat *f, int at, Node *parent)
{
    Str s = f->text;
    Pos pos = flat_pos(f, at);
    int close = find_end(s, at);
    if (close < 0) {
        pos.len = 2;
        diag(g->r->diag, MD009, pos, "\"{{\" is not closed; expected \"}}\" in the same paragraph");
        return 0;
    }
    pos.len = close + 2 - at;
    Placeholder p = {.flat = f, .from = at + 2, .end = close, .pos = pos};
    while (p.end > p.from && is_space(s.p[p.end - 1]))
        p.end--;
    while (p.from < p.end && is_space(s.p[p.from]))
        p.from++;
    int after = p.from;
    RefKind kind;
    bool ref = ref_kind(next_word(s, &after, p.end), &kind) && after < p.end;
    if (ref)
        read_ref(g, &p, kind, after, parent);
    if (ref || read_figure(g, &p, parent))
        return close + 2;
    node_append(parent, inline_text_node(g->scratch, str_sub(s, at, close + 2), pos));
    return close + 2;
}
