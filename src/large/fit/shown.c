/* The figures that a chart shows on the original's pages. Larger letters leave room for fewer of them, and a reader of
 * large print must not have to do without. Figures along an axis are not among them: the scale is made anew. */
#include "large/fit/fit_private.h"

#include "base/ascii.h"
#include "doc/chart.h"

/* What is drawn of the original, with a space between lines. */
static Str words_on_screen(Fitting *f, const Node *image)
{
    const PageList *pages = f->job->screen;
    Buf out = {0};
    for (int i = 0; i < pages->pages.n; i++)
        for (int k = 0; k < pages->pages.at[i].items.n; k++) {
            const Item *item = &pages->pages.at[i].items.at[k];
            if (item->kind != ITEM_GLYPHS || item->node != image)
                continue;
            buf_str(&out, item->u.run->text);
            buf_char(&out, ' ');
        }
    return buf_take(&out, f->arena);
}

static bool goes_on(Str words, int at)
{
    char c = at < 0 || at >= words.n ? ' ' : words.p[at];
    bool point = (c == ',' || c == '.') && at + 1 < words.n && is_digit(words.p[at + 1]);
    return is_alphanumeric(c) || point;
}

/* As a whole: "12" is not said by "2012" or "12,300". */
static bool says(Str words, const char *figure, int n)
{
    for (int from = 0, at; (at = str_find(str_sub(words, from, words.n), figure)) >= 0; from += at + 1)
        if (!goes_on(words, from + at - 1) && !goes_on(words, from + at + n))
            return true;
    return false;
}

static bool is_lost(Fitting *f, Str figure, Str screen, Str words)
{
    const char *text = str_cdup(f->arena, figure);
    return figure.n && says(screen, text, figure.n) && !says(words, text, figure.n);
}

bool shows_all_figures(Fitting *f, const Node *figure, Str words)
{
    const Node *image = large_origin(f->job->large, figure->first);
    const Chart *c = figure->first->u.image.chart;
    if (!c || !image || !f->job->screen || c->type == CHART_STATUS)
        return true;
    Str screen = words_on_screen(f, image);
    for (int g = 0; g < c->ngroups; g++)
        for (int s = 0; s < c->nseries; s++)
            if (is_lost(f, chart_point(c, g, s)->label, screen, words))
                return false;
    return true;
}
