/* A viewBox in its place, as preserveAspectRatio says. */
#include "read/svg/geometry/geometry.h"

bool svg_view_box(Str s, SvgBox *out)
{
    double v[5];
    if (svg_numbers(s, v, COUNT(v)) != 4 || v[2] < 0 || v[3] < 0)
        return false;
    *out = (SvgBox){v[0], v[1], v[2], v[3]};
    return true;
}

/* How a side is aligned: 0, 0.5 or 1 of the room left. */
static bool read_align(Str s, double *out)
{
    static const char *const names[] = {"Min", "Mid", "Max"};
    for (int i = 0; i < COUNT(names); i++) {
        *out = i * 0.5;
        if (str_is(s, names[i]))
            return true;
    }
    return false;
}

static bool read_aspect(Str aspect, SvgPoint *align, bool *stretch, bool *slice)
{
    Str first, second;
    str_cut(str_trim(aspect), ' ', &first, &second);
    second = str_trim(second);
    *stretch = str_is(first, "none");
    *slice = str_is(second, "slice");
    if (second.n && !*slice && !str_is(second, "meet"))
        return false;
    return *stretch
           || (first.n == 8 && first.p[0] == 'x' && first.p[4] == 'Y' && read_align(str_sub(first, 1, 4), &align->x)
               && read_align(str_sub(first, 5, 8), &align->y));
}

bool svg_fit(const SvgBox *box, SvgView place, Str aspect, VectorMatrix *out)
{
    SvgPoint align = {0.5, 0.5};
    bool stretch = false, slice = false, ok = true;
    if (aspect.n && !read_aspect(aspect, &align, &stretch, &slice)) {
        ok = stretch = slice = false;
        align = (SvgPoint){0.5, 0.5};
    }
    double x = place.width / box->width, y = place.height / box->height;
    if (!stretch)
        x = y = (x < y) != slice ? x : y;
    double left = (place.width - box->width * x) * align.x, top = (place.height - box->height * y) * align.y;
    *out = (VectorMatrix){x, 0, 0, y, left - box->x * x, top - box->y * y};
    return ok;
}
