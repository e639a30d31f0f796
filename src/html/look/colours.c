/* Colours for the dark.
 *
 * Each swatch keeps its hue and gets the luminance that has the contrast with dark paper that it had with white, as far
 * as a bright colour should go; tints and paper become dark, signal colours stay. Then every pair of text and ground
 * that a template can set is looked at (style/contrast.h), and text that is too weak is made lighter, or darker on a
 * light ground, until it is not. All in integers: the same on every machine. */
#include "html/look/look.h"
#include "style/contrast.h"

static const LookColour dark_paper = {0x14, 0x18, 0x1F};
static const LookColour white = {255, 255, 255}, black = {0, 0, 0};

LookColour look_swatch(const Template *t, Swatch s)
{
    if (s == SWATCH_NONE || s >= t->nswatches)
        return white;
    return (LookColour){t->swatches[s].r, t->swatches[s].g, t->swatches[s].b};
}

static int64_t luminance(LookColour c)
{
    return contrast_luminance(c.r, c.g, c.b);
}

int look_contrast(LookColour a, LookColour b)
{
    return contrast_ratio(luminance(a), luminance(b));
}

/* parts of 256 of b, the rest of a. */
static LookColour mix(LookColour a, LookColour b, int parts)
{
    return (LookColour){(uint8_t)((a.r * (256 - parts) + b.r * parts) / 256),
                        (uint8_t)((a.g * (256 - parts) + b.g * parts) / 256),
                        (uint8_t)((a.b * (256 - parts) + b.b * parts) / 256)};
}

static int greatest(LookColour c)
{
    return int_max(c.r, int_max(c.g, c.b));
}

static int chroma(LookColour c)
{
    return greatest(c) - int_min(c.r, int_min(c.g, c.b));
}

/* The hue at its brightest; of grey, white. */
static LookColour vivid(LookColour c)
{
    int most = greatest(c);
    if (most == 0 || chroma(c) < 8)
        return white;
    return (LookColour){(uint8_t)(c.r * 255 / most), (uint8_t)(c.g * 255 / most), (uint8_t)(c.b * 255 / most)};
}

/* Between two colours, the first whose contrast with paper is enough. */
static LookColour reach(LookColour from, LookColour to, int contrast)
{
    LookColour c = from;
    for (int parts = 0; parts <= 256; parts += 4) {
        c = mix(from, to, parts);
        if (look_contrast(c, dark_paper) >= contrast)
            break;
    }
    return c;
}

static LookColour darkened(LookColour c)
{
    enum { LIGHT = 220, BRIGHT = 900, SIGNAL = 128, LEAST_TINT = 112 };
    int contrast = look_contrast(c, white);
    LookColour hue = vivid(c);
    if (contrast < LIGHT && chroma(c) >= SIGNAL)
        return c;
    if (contrast <= 101)
        return dark_paper;
    if (contrast < LIGHT) /* a tint or a hairline: a shade of its hue over paper */
        return reach(dark_paper, chroma(c) < 8 ? white : hue, int_max(contrast, LEAST_TINT));
    int wanted = chroma(c) >= 48 ? int_min(contrast, BRIGHT) : contrast;
    return look_contrast(hue, dark_paper) < wanted ? reach(hue, white, wanted) : reach(black, hue, wanted);
}

static LookColour *place_of(LookColour *colours, Swatch s, LookColour *paper)
{
    return s == SWATCH_NONE ? paper : &colours[s];
}

/* Makes one of a weak pair lighter or darker by a step. The text, unless it is paper. */
static void strengthen(LookColour *text, LookColour *ground, const LookColour *paper, bool text_is_paper)
{
    enum { STEP = 16 };
    bool lighter = luminance(*text) >= luminance(*ground);
    LookColour *moved = text_is_paper ? ground : text;
    bool up = text_is_paper ? !lighter : lighter;
    if (moved != paper)
        *moved = mix(*moved, up ? white : black, STEP);
}

bool look_dark(Arena *a, const Template *t, LookColour *out, LookColour *paper)
{
    enum { ROUNDS = 24 };
    const ContrastPair *pairs;
    int n = contrast_find(a, t, &pairs), weak = 1;
    *paper = dark_paper;
    for (int i = 0; i < t->nswatches; i++)
        out[i] = darkened(look_swatch(t, (Swatch)i));
    for (int round = 0; round < ROUNDS && weak; round++) {
        weak = 0;
        for (int i = 0; i < n; i++) {
            LookColour *text = place_of(out, pairs[i].text, paper), *ground = place_of(out, pairs[i].ground, paper);
            if (look_contrast(*text, *ground) >= CONTRAST_TEXT)
                continue;
            weak++;
            strengthen(text, ground, paper, look_contrast(look_swatch(t, pairs[i].text), white) <= 101);
        }
    }
    return weak == 0;
}
