/* For tests of what is drawn from data: figures to draw, made by chance, and where things stand on the pages. */
#ifndef TESTS_DRAWING_HELP_H
#define TESTS_DRAWING_HELP_H

#include "layout_help.h"

typedef struct Random {
    uint32_t seed;
} Random;

static inline int roll(Random *r, int n)
{
    r->seed = r->seed * 1664525 + 1013904223;
    return (int)((r->seed >> 8) % (uint32_t)n);
}

typedef struct Box {
    Len x0, y0, x1, y1;
} Box;

/* Of words: from the baseline to the top of figures and capitals. */
static inline Box words_box(const Item *item)
{
    Len width = 0;
    for (int i = 0; i < item->u.run->nglyphs; i++)
        if (item->u.run->text.p[item->u.run->glyphs[i].text_at] != ' ')
            width += item->u.run->glyphs[i].advance;
    return (Box){item->x, item->y - item->u.run->size * 7 / 10, item->x + width, item->y};
}

#endif
