/* Widths of a paragraph that table columns need before its measure is known. */
#include "base/ascii.h"
#include "text/fit_private.h"

/* Spaces at a line's end do not count. */
Len para_width_max(const Para *p)
{
    int64_t most = 0, width = 0, end = 0;
    for (int i = 0; i < p->nitems; i++) {
        const ParaItem *it = &p->items[i];
        width += it->width;
        if (it->kind == ITEM_FORCED)
            width = end = 0;
        else if (it->kind != ITEM_GLUE)
            end = width;
        most = end > most ? end : most;
    }
    return total_len(most);
}

/* The widest part from one place where a line may end to the next. hyphens: those of patterns too, with the hyphen.
 * whole: a line should not end inside a word, at its own hyphens, say. */
static int64_t widest_part(const LineBreaks *breaks, bool hyphens, bool whole)
{
    int64_t most = 0, from = 0;
    for (int i = 1; i < breaks->n; i++) {
        const LineBreak *b = &breaks->at[i];
        if ((b->kind == OPP_HYPHEN && !hyphens) || (b->kind == OPP_INSIDE && whole))
            continue;
        most = b->end - from > most ? b->end - from : most;
        from = b->next;
    }
    return most;
}

static Len width_of_widest(const Para *p, bool hyphens, Len chop)
{
    Arena *scratch = fonts_scratch(p->ts->fonts);
    ArenaMark mark = arena_mark(scratch);
    LineBreaks breaks = {0};
    fit_breaks(p, &(Divide){.words = hyphens ? DIVIDE_ALL : DIVIDE_NONE, .chop = chop}, scratch, &breaks);
    int64_t most = widest_part(&breaks, hyphens, p->ts->whole && chop == LEN_MAX);
    arena_rewind(scratch, mark);
    return total_len(most);
}

Len para_width_min(const Para *p)
{
    return width_of_widest(p, false, LEN_MAX);
}

Len para_width_hyphenated(const Para *p)
{
    return width_of_widest(p, true, LEN_MAX);
}

Len para_width_chopped(const Para *p, Len chop)
{
    return width_of_widest(p, true, chop);
}

/* The byte where the first figure's whole part ends: "(1,349.2)" gives 6. -1: no figure. */
static int point_offset(Str text)
{
    int i = 0;
    while (i < text.n && !is_digit(text.p[i]))
        i++;
    if (i == text.n)
        return -1;
    while (i < text.n && (is_digit(text.p[i]) || (text.p[i] == ',' && i + 1 < text.n && is_digit(text.p[i + 1]))))
        i++;
    return i;
}

Len para_width_to_point(const Para *p)
{
    int point = point_offset(p->text);
    if (point < 0)
        return para_width_max(p);
    int64_t width = 0;
    for (int i = 0; i < p->nitems; i++) {
        const ParaItem *it = &p->items[i];
        if (it->at < point && it->to > point && it->word)
            width += word_width_to(it->word, point - it->at);
        else if (it->at < point)
            width += it->width;
    }
    return total_len(width);
}
