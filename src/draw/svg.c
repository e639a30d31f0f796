/* Lengths are hundredths of a point, which no screen shows; fractions are millionths. Written without a locale, and as
 * short as they can be, since there are thousands. */
#include "draw/svg.h"

/* Hundredths of a point, as short as they can be. */
void put_svg_len(Buf *out, const char *before, Len l)
{
    int64_t n = ((int64_t)l * 100 + (l < 0 ? -LEN_PT / 2 : LEN_PT / 2)) / LEN_PT;
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % 100);
    buf_format(out, "%s%s%llu", before, n < 0 ? "-" : "", (unsigned long long)(size / 100));
    if (fraction)
        buf_format(out, fraction % 10 ? ".%02d" : ".%d", fraction % 10 ? fraction : fraction / 10);
}

void put_svg_len_attribute(Buf *out, const char *name, Len l)
{
    buf_format(out, " %s=", name);
    put_svg_len(out, "\"", l);
    buf_puts(out, "\"");
}

/* Millionths. */
static void put_svg_number(Buf *out, double v)
{
    enum { MILLION = 1000000 };
    const double most = 1e9;
    v = v > most ? most : v > -most ? v : -most;
    int64_t n = (int64_t)(v * MILLION + (v < 0 ? -0.5 : 0.5));
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % MILLION), places = 6;
    buf_format(out, "%s%llu", n < 0 ? "-" : "", (unsigned long long)(size / MILLION));
    for (; fraction && fraction % 10 == 0; fraction /= 10)
        places--;
    if (fraction)
        buf_format(out, ".%0*d", places, fraction);
}

void put_svg_number_attribute(Buf *out, const char *name, double v)
{
    buf_format(out, " %s=\"", name);
    put_svg_number(out, v);
    buf_puts(out, "\"");
}

void put_svg_matrix(Buf *out, const char *name, const VectorMatrix *m)
{
    const double numbers[] = {m->a, m->b, m->c, m->d, m->e, m->f};
    buf_format(out, " %s=\"matrix(", name);
    for (int i = 0; i < COUNT(numbers); i++) {
        buf_puts(out, i ? " " : "");
        put_svg_number(out, numbers[i]);
    }
    buf_puts(out, ")\"");
}

void put_svg_outline(Buf *out, const PathSeg *segs, int n)
{
    buf_puts(out, " d=\"");
    for (int i = 0; i < n; i++) {
        const PathSeg *s = &segs[i];
        int points = s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
        buf_char(out, (char)s->op);
        for (int k = 0; k < points; k++) {
            put_svg_len(out, k ? " " : "", s->x[k]);
            put_svg_len(out, " ", s->y[k]);
        }
    }
    buf_puts(out, "\"");
}
