/* The pages in an index. An entry has a reference for each of its marks, side by side and in the order of the text.
 *
 * Marks on one page are one page; three pages or more that follow each other are a range, and so are those of a section
 * whose heading is marked. So each reference prints its page, a range that begins with it, or nothing. To know which,
 * it looks at its neighbours on the pages beside its own. */
#include "layout/flow/index_private.h"

#include "base/ascii.h"
#include "layout/facts.h"

/* Pages [begin, end] of a mark. */
typedef struct MarkPages {
    int begin, end;
} MarkPages;

static MarkPages stretch_of(Pass *pass, const Node *ref)
{
    const Node *mark = ref->u.ref.targets[0];
    int begin = page_number_of(pass, mark, false);
    return (MarkPages){begin, mark->kind == NODE_HEADING ? int_max(begin, page_number_of(pass, mark, true)) : begin};
}

static bool is_mark(const Node *n)
{
    return n && n->kind == NODE_REF && n->u.ref.kind == REF_INDEX;
}

/* Do two pages follow each other in the same kind of figures? */
static bool follows(Pass *pass, const Node *mark, const Node *next)
{
    Str a = page_label_of(pass, mark->u.ref.targets[0], false), b = page_label_of(pass, next->u.ref.targets[0], false);
    return a.n && b.n && is_digit(a.p[0]) == is_digit(b.p[0]);
}

/* The reference before it on the page before, or NULL. */
static const Node *mark_before(Pass *pass, const Node *ref)
{
    int page = stretch_of(pass, ref).begin;
    const Node *n = ref->prev;
    while (is_mark(n) && stretch_of(pass, n).begin == page)
        n = n->prev;
    return is_mark(n) && stretch_of(pass, n).end == page - 1 && follows(pass, n, ref) ? n : NULL;
}

static const Node *mark_after(Pass *pass, const Node *ref)
{
    int page = stretch_of(pass, ref).end;
    const Node *n = ref->next;
    while (is_mark(n) && stretch_of(pass, n).end <= page)
        n = n->next;
    return is_mark(n) && stretch_of(pass, n).begin == page + 1 && follows(pass, ref, n) ? n : NULL;
}

/* Does the page belong to a range that an earlier reference prints? */
static bool is_inside(Pass *pass, const Node *ref, const Node *before)
{
    if (!before)
        return false;
    MarkPages s = stretch_of(pass, before);
    return s.end > s.begin || mark_before(pass, before) || mark_after(pass, ref);
}

/* Is its page among those of a reference before it? */
static bool is_covered(Pass *pass, const Node *ref, MarkPages s)
{
    return is_mark(ref->prev) && stretch_of(pass, ref->prev).end >= s.end;
}

/* The last reference of the range that begins with it. */
static const Node *last_of_range(Pass *pass, const Node *ref)
{
    const Node *last = ref, *next = mark_after(pass, ref);
    MarkPages own = stretch_of(pass, ref);
    if (!next
        || (own.begin == own.end && stretch_of(pass, next).begin == stretch_of(pass, next).end
            && !mark_after(pass, next)))
        return ref;
    for (; next; next = mark_after(pass, next))
        last = next;
    return last;
}

void pieces_mark(Pass *pass, Pieces *out, const Node *ref, const Style *style)
{
    MarkPages s = stretch_of(pass, ref);
    const Node *before = mark_before(pass, ref);
    if (is_covered(pass, ref, s) || is_inside(pass, ref, before))
        return;
    const Node *last = last_of_range(pass, ref);
    bool section = last->u.ref.targets[0]->kind == NODE_HEADING;
    Str from = page_label_of(pass, ref->u.ref.targets[0], false),
        to = page_label_of(pass, last->u.ref.targets[0], section);
    if (is_mark(ref->prev))
        pieces_text(pass, out, STR(", "), style, ref->parent->first);
    if (!str_eq(from, to))
        from = str_format(pass->arena, STR_FMT "\xE2\x80\x93" STR_FMT, STR_ARG(from), STR_ARG(to));
    pieces_text(pass, out, from, style, ref);
}

void begin_places(Builder *b, const Line *line, const Node *paragraph)
{
    const Node *last = NULL;
    for (int i = 0; i < line->nruns; i++)
        for (const Node *n = line->runs[i].node; n && n != paragraph && !node_is_block(n->kind); n = n->parent) {
            if (n == last || !node_is_place(n))
                continue;
            build_begin(b, n);
            last = n;
        }
}
