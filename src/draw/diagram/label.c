/* Labels of a diagram's arrows: each beside its own line, as near as possible to the middle of a stretch of it,
 * where it touches no box, no line and no earlier label. The longest stretch is tried first. Below level lines and
 * left of upright ones is the second choice. If there is no place, the caller tries again with other widths. */
#include "draw/diagram/diagram_private.h"

enum { OFF_UPRIGHT = PT(5), OFF_LEVEL = PT(2), AIR = PT(3) / 2, AIR_OTHERS = PT(4), STEP = PT(3) };

static bool touch(const Rect *a, const Rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

/* A stretch of a line as a field. Heads are broader than lines and stand where lines end. */
static Rect field_of(const Route *r, int k, Len air)
{
    Len x = int_min(r->x[k], r->x[k + 1]), y = int_min(r->y[k], r->y[k + 1]);
    return (Rect){x - air, y - air, int_max(r->x[k], r->x[k + 1]) - x + 2 * air,
                  int_max(r->y[k], r->y[k + 1]) - y + 2 * air};
}

/* air: from lines of other arrows, so that nobody takes the label for theirs. */
static bool is_clear(const Sheet *t, int arrow, const Rect *place, Len air)
{
    Len foot = t->gap_y[t->g->rows] + t->gap_height[t->g->rows];
    if (place->x < 0 || place->y < 0 || place->x + place->w > t->p->width || place->y + place->h > foot)
        return false;
    for (int i = 0; i < t->g->nboxes; i++)
        if (touch(place, &t->boxes[i]))
            return false;
    for (int i = 0; i < t->g->narrows; i++) {
        for (int k = 0; k + 1 < t->routes[i].n; k++) {
            Rect line = field_of(&t->routes[i], k, i == arrow ? AIR : air);
            if (touch(place, &line))
                return false;
        }
        if (i < arrow && t->labels[i].lines.n && touch(place, &t->places[i]))
            return false;
    }
    return true;
}

static bool try_place(Sheet *t, int arrow, Rect place, Len air)
{
    if (!is_clear(t, arrow, &place, air))
        return false;
    t->places[arrow] = place;
    return true;
}

static bool try_upright(Sheet *t, int arrow, Len x, Len top, Len air)
{
    const Words *w = &t->labels[arrow];
    return try_place(t, arrow, (Rect){x + OFF_UPRIGHT, top, w->width, w->height}, air)
           || try_place(t, arrow, (Rect){x - OFF_UPRIGHT - w->width, top, w->width, w->height}, air);
}

static bool try_level(Sheet *t, int arrow, Len left, Len y, Len air)
{
    const Words *w = &t->labels[arrow];
    return try_place(t, arrow, (Rect){left, y - OFF_LEVEL - w->height, w->width, w->height}, air)
           || try_place(t, arrow, (Rect){left, y + OFF_LEVEL, w->width, w->height}, air);
}

/* From the middle of the stretch outwards. */
static bool try_stretch(Sheet *t, int arrow, int k, Len air)
{
    const Route *r = &t->routes[arrow];
    const Words *w = &t->labels[arrow];
    bool level = r->y[k] == r->y[k + 1];
    Len from = level ? int_min(r->x[k], r->x[k + 1]) : int_min(r->y[k], r->y[k + 1]);
    Len to = level ? int_max(r->x[k], r->x[k + 1]) : int_max(r->y[k], r->y[k + 1]);
    Len middle = from + (to - from - (level ? w->width : w->height)) / 2;
    for (Len off = 0; off <= (to - from) / 2; off += STEP) {
        for (int side = 0; side < 2; side++) {
            Len at = side ? middle + off : middle - off;
            if (level ? try_level(t, arrow, at, r->y[k], air) : try_upright(t, arrow, r->x[k], at, air))
                return true;
        }
    }
    return false;
}

static bool find_place(Sheet *t, int arrow, Len air)
{
    static const int order[] = {1, 2, 0};
    if (t->routes[arrow].n == 2)
        return try_stretch(t, arrow, 0, air);
    for (int i = 0; i < COUNT(order); i++)
        if (try_stretch(t, arrow, order[i], air))
            return true;
    return false;
}

void diagram_labels(Sheet *t)
{
    for (int i = 0; i < t->g->narrows; i++)
        if (t->labels[i].lines.n && !find_place(t, i, AIR_OTHERS) && !find_place(t, i, AIR))
            t->good = false;
}
