/* The transform attribute: a list of functions, the last of which is applied first. */
#include "read/svg/geometry/geometry.h"

static VectorMatrix turned(const double *v, int n)
{
    double sine = svg_sine(v[0]), cosine = svg_cosine(v[0]);
    VectorMatrix turn = {cosine, sine, -sine, cosine, 0, 0};
    if (n < 3)
        return turn;
    return matrix_moved(matrix_times(matrix_moved(svg_identity, v[1], v[2]), turn), -v[1], -v[2]);
}

static double tangent(double degrees)
{
    double cosine = svg_cosine(degrees);
    return cosine > 1e-9 || cosine < -1e-9 ? svg_sine(degrees) / cosine : 0;
}

static bool matrix_of(Str name, const double *v, int n, VectorMatrix *out)
{
    if (str_is(name, "matrix") && n == 6)
        *out = (VectorMatrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    else if (str_is(name, "translate") && (n == 1 || n == 2))
        *out = (VectorMatrix){1, 0, 0, 1, v[0], n == 2 ? v[1] : 0};
    else if (str_is(name, "scale") && (n == 1 || n == 2))
        *out = (VectorMatrix){v[0], 0, 0, n == 2 ? v[1] : v[0], 0, 0};
    else if (str_is(name, "rotate") && (n == 1 || n == 3))
        *out = turned(v, n);
    else if (str_is(name, "skewX") && n == 1)
        *out = (VectorMatrix){1, 0, tangent(v[0]), 1, 0, 0};
    else if (str_is(name, "skewY") && n == 1)
        *out = (VectorMatrix){1, tangent(v[0]), 0, 1, 0, 0};
    else
        return false;
    return true;
}

/* The numbers of one function, with the units that CSS gives them: px and deg, which mean the same as none. */
static int scan_arguments(SvgScan *scan, double *v, int most)
{
    int n = 0;
    scan_space(scan);
    while (n < most && scan_number(scan, &v[n])) {
        Str unit = scan_name(scan);
        if (unit.n && !str_is(unit, "px") && !str_is(unit, "deg"))
            return -1;
        n++;
        scan_comma(scan);
    }
    return scan_char(scan, ')') ? n : -1;
}

bool svg_transform(Str s, VectorMatrix *out)
{
    SvgScan scan = {s, 0};
    *out = svg_identity;
    if (str_is(str_trim(s), "none"))
        return true;
    while (!scan_end(&scan)) {
        double v[6];
        VectorMatrix m;
        Str name = scan_name(&scan);
        scan_space(&scan);
        if (!scan_char(&scan, '('))
            return false;
        int n = scan_arguments(&scan, v, COUNT(v));
        if (!matrix_of(name, v, n, &m))
            return false;
        *out = matrix_times(*out, m);
        scan_comma(&scan);
    }
    return true;
}
