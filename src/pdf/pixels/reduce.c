/* A picture in fewer pixels: each is the mean of those that it covers, weighted by the area covered and by their
 * opacity, so that no colour bleeds from where nothing is seen.
 *
 *     source   |  0  |  1  |  2  |  3  |  4  |     pixel i of n covers [i m, (i + 1) m)
 *     result   |    0    |    1    |    2    |     pixel k of m covers [k n, (k + 1) n) */
#include "pdf/pixels/pixels.h"

#include <stdint.h>

typedef struct Axis {
    int64_t from, to; /* pixels of the source and of the result along it */
} Axis;

/* The first source pixel that one of the result covers. */
static int first_covered(Axis a, int k)
{
    return (int)(k * a.from / a.to);
}

/* How much of source pixel i is covered; 0 beyond the last. */
static int64_t covered(Axis a, int i, int k)
{
    int64_t begin = i * a.to > k * a.from ? i * a.to : k * a.from;
    int64_t end = (i + 1) * a.to < (k + 1) * a.from ? (i + 1) * a.to : (k + 1) * a.from;
    return end > begin ? end - begin : 0;
}

typedef struct Mean { /* sums so far; 100 million pixels do not overflow them */
    int64_t colours[4], opacity, area;
} Mean;

static void add_pixel(Mean *m, const Pixels *p, int64_t at, int64_t area)
{
    int64_t opacity = area * (p->alpha.n ? (unsigned char)p->alpha.p[at] : 255);
    for (int c = 0; c < p->colours; c++)
        m->colours[c] += (unsigned char)p->samples.p[at * p->colours + c] * opacity;
    m->opacity += opacity;
    m->area += area;
}

static char rounded(int64_t n, int64_t d)
{
    return (char)(d > 0 ? (n + d / 2) / d : 0);
}

static Mean mean_of(const Pixels *p, Axis across, Axis down, int x, int y)
{
    Mean m = {0};
    int64_t height, width;
    for (int i = first_covered(down, y); (height = covered(down, i, y)) > 0; i++)
        for (int k = first_covered(across, x); (width = covered(across, k, x)) > 0; k++)
            add_pixel(&m, p, (int64_t)i * p->width + k, height * width);
    return m;
}

void pixels_reduce(Pixels *p, int width)
{
    int height = int_max(1, (int)(((int64_t)p->height * width + p->width / 2) / p->width));
    Axis across = {p->width, width}, down = {p->height, height};
    Pixels out = {.width = width, .height = height, .colours = p->colours, .icc = p->icc};
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            Mean m = mean_of(p, across, down, x, y);
            for (int c = 0; c < p->colours; c++)
                buf_char(&out.samples, rounded(m.colours[c], m.opacity));
            if (p->alpha.n)
                buf_char(&out.alpha, rounded(m.opacity, m.area));
        }
    buf_free(&p->samples);
    buf_free(&p->alpha);
    *p = out;
}
