/* How much ink a picture's darkest parts have. A few dark pixels alone dry as fast as the others, so what counts is
 * what a thousandth of the pixels have at least. */
#include "pdf/pixels/pixels.h"

enum { INK_MOST = 400, SHARE = 1000, OPAQUE = 128 };

int pixels_ink(const Pixels *p)
{
    int64_t with[INK_MOST + 1] = {0}, pixels = p->samples.n / 4, over = 0;
    if (p->colours != 4)
        return 0;
    for (int64_t i = 0; i < pixels; i++) {
        const uint8_t *inks = (const uint8_t *)p->samples.p + 4 * i;
        bool seen = i >= p->alpha.n || (uint8_t)p->alpha.p[i] >= OPAQUE;
        with[seen ? ((inks[0] + inks[1] + inks[2] + inks[3]) * 100 + 127) / 255 : 0]++;
    }
    int ink = INK_MOST;
    while (ink > 0 && (over += with[ink]) * SHARE < pixels)
        ink--;
    return ink;
}
