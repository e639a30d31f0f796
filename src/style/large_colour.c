/* Colours of large print.
 *
 * All text stands on white paper, so a colour is good when its contrast with white is at least 7:1. One that lacks it
 * is made darker: its three channels are scaled by the same factor, the largest of 256 steps that gives enough. One
 * that was made for text on a dark field becomes the colour of text. What fills a shape keeps its colour. */
#include "style/large_private.h"

#include "style/contrast.h"

static int64_t luminance(const SwatchColour *c)
{
    return contrast_luminance(c->r, c->g, c->b);
}

static int on_white(const SwatchColour *c)
{
    return contrast_ratio(luminance(c), contrast_luminance(255, 255, 255));
}

bool large_is_light(const Large *l, Swatch s)
{
    enum { LIGHT = 250 };
    return s == SWATCH_NONE || on_white(&l->from->swatches[s]) < LIGHT;
}

static SwatchColour scaled(const Large *l, const SwatchColour *c, int step)
{
    enum { STEPS = 256 };
    int black = 100 - (100 - c->k) * step / STEPS;
    return (SwatchColour){.name = str_format(l->arena, STR_FMT "-dark", STR_ARG(c->name)),
                          .r = (uint8_t)(c->r * step / STEPS),
                          .g = (uint8_t)(c->g * step / STEPS),
                          .b = (uint8_t)(c->b * step / STEPS),
                          .c = c->c,
                          .m = c->m,
                          .y = c->y,
                          .k = (uint8_t)black};
}

static Swatch add_swatch(Large *l, SwatchColour c)
{
    VEC_PUSH(l->arena, &l->swatches, c);
    return (Swatch)(l->swatches.n - 1);
}

static Swatch make_dark(Large *l, Swatch s)
{
    const SwatchColour *c = &l->from->swatches[s];
    int good = 0, bad = 257; /* steps */
    while (bad - good > 1) {
        int step = (good + bad) / 2;
        SwatchColour tried = scaled(l, c, step);
        if (on_white(&tried) >= CONTRAST_ENHANCED)
            good = step;
        else
            bad = step;
    }
    return good == 256 ? s : add_swatch(l, scaled(l, c, good));
}

Swatch large_dark(Large *l, Swatch s)
{
    if (s == SWATCH_NONE || s >= l->from->nswatches)
        return s;
    if (large_is_light(l, s))
        return l->ink;
    if (l->dark[s] == SWATCH_NONE)
        l->dark[s] = make_dark(l, s);
    return l->dark[s];
}

/* Of the original's text, or of its titles, where these are dark. */
static Swatch colour_of(Large *l, Str element)
{
    Styler *styler = styler_new(l->arena, l->from);
    Swatch own = style_of_block(styler, element, STR(""), NULL).colour;
    if (own == SWATCH_NONE || large_is_light(l, own))
        return add_swatch(l, (SwatchColour){.name = STR("ink"), .k = 100});
    return large_dark(l, own);
}

void large_begin_colours(Large *l)
{
    int n = l->from->nswatches;
    l->dark = NEWN(l->arena, Swatch, n + 1);
    for (int i = 0; i < n; i++) {
        l->dark[i] = SWATCH_NONE;
        VEC_PUSH(l->arena, &l->swatches, l->from->swatches[i]);
    }
    l->ink = colour_of(l, STR("p"));
    l->lead = colour_of(l, STR("h1"));
    l->paper = add_swatch(l, (SwatchColour){.name = STR("paper"), .r = 255, .g = 255, .b = 255});
}
