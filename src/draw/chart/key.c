/* Names of series: in a key at the top, or beside their marks.
 *
 * Labels beside marks have the height of their marks. Where two would touch, they are moved apart, in the order of
 * their marks: first down from the top, then, if that passes the bottom, up from it. */
#include "draw/chart/chart_private.h"

#include <stdlib.h>

/* ---- the key ---- */

static void put_sample(Plot *p, int series, KeyMark mark, Rect r)
{
    if (mark == KEY_MARKER)
        plot_marker(p, series, r.x + r.w / 2, r.y + r.h / 2, r.w * 3 / 8);
    else
        plot_bar(p, series, r, mark == KEY_HATCHED);
}

void plot_key(Plot *p, KeyMark mark)
{
    Len size = p->value->size, gap = size / 2, x = 0, leading = p->value->leading;
    for (int s = 0; s < p->chart->nseries; s++) {
        Words name = words_fit(p, p->chart->series[s], p->value, int_max(p->width - size - gap, size));
        Len width = size + gap + name.width;
        if (x > 0 && x + width > p->width) {
            x = 0;
            p->y += leading + leading / 4;
        }
        put_sample(p, s, mark, (Rect){x, p->y + (leading - size) / 2, size, size});
        words_put(p, &name, x + size + gap, p->y, ALIGN_LEFT);
        x += width + 2 * size;
        if (name.lines.n > 1) {
            x = 0;
            p->y += name.height;
        }
    }
    p->y += (x > 0 ? leading : 0) + leading * 3 / 4;
}

/* ---- labels beside marks ---- */

static int compare_wanted(const void *a, const void *b)
{
    const EndLabel *x = *(EndLabel *const *)a, *y = *(EndLabel *const *)b;
    if (x->want != y->want)
        return x->want < y->want ? -1 : 1;
    return x < y ? -1 : 1;
}

Len end_labels_height(const EndLabel *labels, int n)
{
    Len height = 0;
    for (int i = 0; i < n; i++)
        height += labels[i].words.height;
    return height;
}

bool end_labels_spread(Plot *p, EndLabel *labels, int n, Len top, Len bottom)
{
    EndLabel **order = NEWN(p->arena, EndLabel *, n);
    for (int i = 0; i < n; i++)
        order[i] = &labels[i];
    if (n)
        qsort(order, (size_t)n, sizeof *order, compare_wanted);
    Len free = top;
    for (int i = 0; i < n; i++) {
        order[i]->top = int_max(order[i]->want - order[i]->words.height / 2, free);
        free = order[i]->top + order[i]->words.height;
    }
    free = bottom;
    for (int i = n - 1; i >= 0; i--) {
        order[i]->top = int_min(order[i]->top, free - order[i]->words.height);
        free = order[i]->top;
    }
    return n == 0 || order[0]->top >= top;
}
