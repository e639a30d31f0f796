/* All colours of a list are worked out at once, in both uses; there are some tens of them, or some thousands with
 * pictures that have gradients in pieces. */
#include "ink/ink.h"

enum { WHOLE = 1000, DARK = 64, GREYISH = 32, MUCH_BLACK = 80, RICH = 300 };

struct Inks {
    const PlateInk *fields, *lines; /* by colour */
    int n;
};

static bool is_black(const PageColour *c)
{
    int most = int_max(c->r, int_max(c->g, c->b)), least = int_min(c->r, int_min(c->g, c->b));
    bool dark = most <= DARK && most - least <= GREYISH;
    return dark && (c->form == COLOUR_OF_PICTURE || (c->form == COLOUR_OF_SWATCH && c->k >= MUCH_BLACK));
}

static PlateInk own_ink(const PageColour *c)
{
    return (PlateInk){.share = {(int16_t)(c->c * 10), (int16_t)(c->m * 10), (int16_t)(c->y * 10), (int16_t)(c->k * 10)},
                      .every_plate = c->form == COLOUR_OF_MARKS};
}

static PlateInk converted_ink(const PageColour *c, const Profile *profile)
{
    PlateInk ink = {.overprints = false};
    profile_colours(profile, (const uint8_t[]){c->r, c->g, c->b}, 1, ink.share);
    return ink;
}

Inks *inks_of(Arena *a, const PageList *list, const Profile *profile, bool rich_black)
{
    static const PlateInk black = {.share = {0, 0, 0, WHOLE}, .overprints = true};
    static const PlateInk rich = {.share = {RICH, RICH, RICH, WHOLE}};
    int n = list->colours.n;
    PlateInk *fields = NEWN(a, PlateInk, n), *lines = NEWN(a, PlateInk, n);
    for (int i = 0; i < n; i++) {
        const PageColour *c = &list->colours.at[i];
        bool dark = is_black(c), picture = c->form == COLOUR_OF_PICTURE;
        fields[i] = picture ? converted_ink(c, profile) : dark && rich_black ? rich : own_ink(c);
        lines[i] = dark ? black : fields[i];
    }
    Inks *inks = NEW(a, Inks);
    *inks = (Inks){fields, lines, n};
    return inks;
}

PlateInk ink_of(const Inks *inks, Colour colour, InkUse use)
{
    check(colour >= 0 && colour < inks->n);
    return use == INK_LINE ? inks->lines[colour] : inks->fields[colour];
}

static bool is_thin(const PagePath *path)
{
    Len left = LEN_MAX, right = -LEN_MAX, top = LEN_MAX, foot = -LEN_MAX;
    for (int i = 0; i < path->n; i++)
        for (int k = 0; k < (path->segs[i].op == PATH_CURVE ? 3 : path->segs[i].op == PATH_CLOSE ? 0 : 1); k++) {
            left = int_min(left, path->segs[i].x[k]), right = int_max(right, path->segs[i].x[k]);
            top = int_min(top, path->segs[i].y[k]), foot = int_max(foot, path->segs[i].y[k]);
        }
    return path->n && int_min(right - left, foot - top) <= INK_THIN;
}

InkUse ink_use(const Item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS: return INK_LINE;
    case ITEM_RECT: return int_min(item->u.rect.w, item->u.rect.h) <= INK_THIN ? INK_LINE : INK_FIELD;
    case ITEM_PATH: return item->role == ITEM_LEADER || is_thin(item->u.path) ? INK_LINE : INK_FIELD;
    case ITEM_IMAGE:
    case ITEM_CROPPED: return INK_FIELD;
    }
    return INK_FIELD;
}

InkUse ink_stroke_use(Len width)
{
    return width <= INK_THIN ? INK_LINE : INK_FIELD;
}
