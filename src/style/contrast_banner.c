/* Contrast under a banner, which multiplies what it covers by a pale form of its colour: text becomes darker, and so
 * does what it is on. Where text has just enough contrast, it then lacks a little. */
#include "style/contrast.h"

typedef struct Veil {
    int r, g, b; /* what is left of each channel, in 255 hundredths */
} Veil;

static int left_of(uint8_t channel)
{
    return 255 * 100 - BANNER_VEIL * (255 - channel);
}

static uint8_t veiled(uint8_t channel, int left)
{
    return (uint8_t)((channel * left + 255 * 50) / (255 * 100));
}

static int64_t luminance_under(const Template *t, Swatch colour, const Veil *v)
{
    static const SwatchColour paper = {.r = 255, .g = 255, .b = 255};
    const SwatchColour *c = colour == SWATCH_NONE ? &paper : &t->swatches[colour];
    return contrast_luminance(veiled(c->r, v->r), veiled(c->g, v->g), veiled(c->b, v->b));
}

void contrast_under_banner(Arena *job, Diag *d, const Template *t, Pos banner)
{
    const ContrastPair *pairs, *worst = NULL;
    Swatch colour = style_block(styler_new(job, t), STR("banner"), STR(""), NULL)->colour;
    const SwatchColour *c = &t->swatches[colour == SWATCH_NONE ? 0 : colour];
    Veil veil = {left_of(c->r), left_of(c->g), left_of(c->b)};
    int ratio = 0, n = contrast_find(job, t, &pairs);
    for (int i = 0; i < n; i++) {
        int under =
            contrast_ratio(luminance_under(t, pairs[i].text, &veil), luminance_under(t, pairs[i].ground, &veil));
        bool lacks = under < pairs[i].needed && pairs[i].ratio >= pairs[i].needed;
        if (!lacks || (worst && pairs[i].needed - under <= worst->needed - ratio))
            continue;
        worst = &pairs[i];
        ratio = under;
    }
    if (!worst)
        return;
    Str ground = worst->ground == SWATCH_NONE ? STR("white paper") : t->swatches[worst->ground].name;
    diag(d, TPL007, banner,
         "under this banner, text in " STR_FMT " on " STR_FMT " (" STR_FMT ") has a contrast of %d.%02d:1; expected at "
         "least %d.%d:1",
         STR_ARG(t->swatches[worst->text].name), STR_ARG(ground), STR_ARG(worst->style), ratio / 100, ratio % 100,
         worst->needed / 100, worst->needed % 100 / 10);
}
