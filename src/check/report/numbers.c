/* Numbers of paragraphs and headings that were typed by hand.
 *
 * Where the template numbers paragraphs and headings, a number typed before the words is printed a second time. Where
 * it does not, the numbers of the body, and those of each appendix, are a series: after 3.4 comes 3.5, or 4.1,
 * or 3.4.1. */
#include "check/report/report_private.h"

#include "base/ascii.h"

enum { PARTS_MOST = 4, DIGITS_MOST = 3 };

typedef struct Typed {
    int at[PARTS_MOST], n; /* 3.4: 3 and 4 */
    bool point;            /* a full stop behind it */
    Str text;              /* without that */
    Pos pos;
} Typed;

static bool is_gap(Str text, int i)
{
    return i < text.n && (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\n' || text.p[i] == '\xC2');
}

/* False: no number of two parts or more with a gap behind it. */
static bool read_typed(Str text, Typed *out)
{
    int i = 0;
    *out = (Typed){0};
    while (out->n < PARTS_MOST && i < text.n && is_digit(text.p[i])) {
        int from = i, value = 0;
        for (; i < text.n && is_digit(text.p[i]) && i - from < DIGITS_MOST; i++)
            value = value * 10 + (text.p[i] - '0');
        out->at[out->n++] = value;
        out->text = str_sub(text, 0, i);
        out->point = i < text.n && text.p[i] == '.';
        i += out->point;
        if (!out->point)
            break;
    }
    while (is_gap(text, i))
        i += text.p[i] == '\xC2' ? 2 : 1;
    bool words = i < text.n && !is_lower(text.p[i]); /* "3.5 million" is no number of a paragraph */
    return out->n > 0 && words && is_gap(text, out->text.n + out->point);
}

int report_typed_number(Str text)
{
    Typed typed;
    return read_typed(text, &typed) && typed.n > 1 ? typed.text.n + typed.point : 0;
}

/* --- typed as well --- */

static void check_doubled(const Paper *p, const Node *n)
{
    LintRun run;
    Typed typed;
    lint_run(p->l, n, &run);
    bool heading = n->kind == NODE_HEADING;
    if (!read_typed(run.text, &typed) || (!heading && typed.n < 2))
        return;
    if (heading && (!n->number.n || !is_digit(n->number.p[0])))
        return;
    if (heading && typed.n < 2 && !typed.point && !str_eq(typed.text, n->number))
        return; /* "20 new officers" */
    Pos pos = lint_run_pos(p->l, &run, 0, typed.text.n);
    if (n->number.n)
        diag(p->l->diag, RPT003, pos,
             "this %s is printed with two numbers: " STR_FMT " from the template, and \"" STR_FMT "\", which was "
             "typed; expected its "
             "words only",
             heading ? "heading" : "paragraph", STR_ARG(n->number), STR_ARG(typed.text));
    else
        diag(p->l->diag, RPT003, pos,
             "the number \"" STR_FMT "\" was typed, but the template numbers the paragraphs; expected the words only",
             STR_ARG(typed.text));
}

/* --- a series --- */

typedef VEC(Typed) Series;

static bool same_up_to(const Typed *a, const Typed *b, int n)
{
    for (int i = 0; i < n; i++)
        if (i >= a->n || i >= b->n || a->at[i] != b->at[i])
            return false;
    return true;
}

static bool all_ones(const Typed *t, int from)
{
    for (int i = from; i < t->n; i++)
        if (t->at[i] != 1)
            return false;
    return true;
}

static bool follows(const Typed *now, const Typed *before)
{
    if (!before)
        return all_ones(now, 0);
    for (int k = 0; k < before->n && k < now->n; k++)
        if (same_up_to(now, before, k) && now->at[k] == before->at[k] + 1 && all_ones(now, k + 1))
            return true;
    return now->n == before->n + 1 && same_up_to(now, before, before->n) && now->at[before->n] == 1;
}

static bool is_less(const Typed *a, const Typed *b)
{
    for (int i = 0; i < a->n && i < b->n; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i];
    return a->n < b->n;
}

/* What should stand there: the next of the same kind, or the first below the next heading. */
static Str expected_after(Arena *a, const Typed *now, const Typed *before)
{
    Typed want = {.n = now->n};
    for (int i = 0; i < now->n; i++)
        want.at[i] = 1;
    int shared = 0;
    while (before && shared < now->n && shared < before->n && now->at[shared] == before->at[shared])
        shared++;
    for (int i = 0; before && i <= shared && i < now->n && i < before->n; i++)
        want.at[i] = before->at[i] + (i == shared);
    Buf text = {0};
    for (int i = 0; i < want.n; i++)
        buf_format(&text, "%s%d", i ? "." : "", want.at[i]);
    return buf_take(&text, a);
}

static void report_out_of_series(const Paper *p, const Typed *now, const Typed *before, const Typed *first)
{
    Diag *d = p->l->diag;
    if (first) {
        diag(d, RPT004, now->pos, "paragraph " STR_FMT " stands twice in this report; expected each number once",
             STR_ARG(now->text));
        diag_label(d, first->pos, "first here");
        return;
    }
    Str want = expected_after(p->l->arena, now, before);
    if (!before)
        diag(d, RPT004, now->pos, "the first paragraph has the number " STR_FMT "; expected " STR_FMT,
             STR_ARG(now->text), STR_ARG(want));
    else if (is_less(now, before))
        diag(d, RPT004, now->pos, "paragraph " STR_FMT " stands after " STR_FMT "; expected numbers in order",
             STR_ARG(now->text), STR_ARG(before->text));
    else
        diag(d, RPT004, now->pos, "paragraph " STR_FMT " follows " STR_FMT "; expected " STR_FMT, STR_ARG(now->text),
             STR_ARG(before->text), STR_ARG(want));
}

static void check_points(const Paper *p, const Series *s)
{
    int points = 0;
    for (int i = 0; i < s->n; i++)
        points += s->at[i].point;
    if (points * 2 >= s->n)
        return;
    for (int i = 0; i < s->n; i++)
        if (s->at[i].point)
            diag(p->l->diag, RPT004, s->at[i].pos,
                 "paragraph " STR_FMT " has a full stop behind its number, and most have none; expected \"" STR_FMT
                 "\"",
                 STR_ARG(s->at[i].text), STR_ARG(s->at[i].text));
}

static void check_series(const Paper *p, Series *s)
{
    enum { FEWEST = 3 }; /* fewer are no series */
    if (s->n < FEWEST)
        s->n = 0;
    Map seen = {0}; /* number → its first Typed */
    for (int i = 0; i < s->n; i++) {
        const Typed *now = &s->at[i], *before = i ? &s->at[i - 1] : NULL, *first = map_find(&seen, now->text);
        if (first || !follows(now, before))
            report_out_of_series(p, now, before, first);
        if (!first)
            map_put(p->l->arena, &seen, now->text, &s->at[i]);
    }
    check_points(p, s);
    s->n = 0;
}

static void take_typed(const Paper *p, const Node *n, Series *s)
{
    LintRun run;
    Typed typed;
    lint_run(p->l, n, &run);
    if (!read_typed(run.text, &typed) || typed.n < 2)
        return;
    typed.pos = lint_run_pos(p->l, &run, 0, typed.text.n);
    VEC_PUSH(p->l->arena, s, typed);
}

static bool stands_in_section(const Node *n)
{
    return n->parent->kind == NODE_SECTION;
}

static void check_typed_series(const Paper *p)
{
    Series body = {0};
    for (const Node *section = p->part->first; section; section = section->next) {
        Series own = {0};
        bool in_body = section->u.section.role == ROLE_BODY;
        for (const Node *n = section->first; n; n = n->next)
            if (n->kind == NODE_PARAGRAPH)
                take_typed(p, n, in_body ? &body : &own);
        check_series(p, &own);
    }
    check_series(p, &body);
    arena_reset(p->l->arena);
}

void report_numbers(const Paper *p)
{
    check(p->part);
    for (const Node *n = p->part; n; n = node_next_block(n, p->part)) {
        bool paragraph = n->kind == NODE_PARAGRAPH && p->numbered && stands_in_section(n);
        if (paragraph || n->kind == NODE_HEADING)
            check_doubled(p, n);
    }
    arena_reset(p->l->arena);
    if (!p->numbered)
        check_typed_series(p);
}
