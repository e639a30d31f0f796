/* Matrices, and the sines and cosines that they are made of.
 *
 * The arithmetic is addition, multiplication, division and square roots, which IEEE 754 makes the same everywhere.
 * Whole quarter turns are exact. */
#include <math.h>

#include "read/svg/geometry/geometry.h"

const VectorMatrix svg_identity = {1, 0, 0, 1, 0, 0};

VectorMatrix matrix_times(VectorMatrix o, VectorMatrix i)
{
    return (VectorMatrix){o.a * i.a + o.c * i.b, o.b * i.a + o.d * i.b,       o.a * i.c + o.c * i.d,
                          o.b * i.c + o.d * i.d, o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f};
}

VectorMatrix matrix_moved(VectorMatrix m, double x, double y)
{
    return matrix_times(m, (VectorMatrix){1, 0, 0, 1, x, y});
}

VectorMatrix matrix_scaled(VectorMatrix m, double x, double y)
{
    return matrix_times(m, (VectorMatrix){x, 0, 0, y, 0, 0});
}

SvgPoint matrix_point(const VectorMatrix *m, SvgPoint p)
{
    return (SvgPoint){m->a * p.x + m->c * p.y + m->e, m->b * p.x + m->d * p.y + m->f};
}

double matrix_scale(const VectorMatrix *m)
{
    double area = m->a * m->d - m->b * m->c;
    return area > 0 || area < 0 ? sqrt(area < 0 ? -area : area) : 0;
}

static bool is_near(double a, double b, double scale)
{
    double off = a < b ? b - a : a - b;
    return off <= scale * 1e-6;
}

bool matrix_is_similar(const VectorMatrix *m)
{
    double scale = matrix_scale(m);
    return (is_near(m->a, m->d, scale) && is_near(m->b, -m->c, scale))
           || (is_near(m->a, -m->d, scale) && is_near(m->b, m->c, scale));
}

/* Of an angle between -45 and 45 degrees, in its arc: Taylor's series, whose terms end below the last bit. */
static double sine_of_arc(double x)
{
    double term = x, sum = x;
    for (int n = 2; n < 20; n += 2) {
        term *= -x * x / (n * (n + 1));
        sum += term;
    }
    return sum;
}

static double cosine_of_arc(double x)
{
    double term = 1, sum = 1;
    for (int n = 1; n < 20; n += 2) {
        term *= -x * x / (n * (n + 1));
        sum += term;
    }
    return sum;
}

double svg_sine(double degrees)
{
    int64_t turns = (int64_t)(degrees / 360);
    degrees -= (double)turns * 360;
    int64_t quarter = (int64_t)(degrees / 90 + (degrees < 0 ? -0.5 : 0.5));
    double arc = (degrees - (double)quarter * 90) * 0.017453292519943295;
    switch (quarter & 3) {
    case 0: return sine_of_arc(arc);
    case 1: return cosine_of_arc(arc);
    case 2: return -sine_of_arc(arc);
    default: return -cosine_of_arc(arc);
    }
}

double svg_cosine(double degrees)
{
    return svg_sine(degrees + 90);
}
