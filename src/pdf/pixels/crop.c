/* A part of a picture, and its end. */
#include "pdf/pixels/pixels.h"

static void crop_plane(Buf *plane, int stride, PixelBox box, int colours)
{
    Buf out = {0};
    for (int y = 0; y < box.h; y++)
        buf_put(&out, plane->p + (ptrdiff_t)(box.y + y) * stride + (ptrdiff_t)box.x * colours, box.w * colours);
    buf_free(plane);
    *plane = out;
}

void pixels_free(Pixels *p)
{
    buf_free(&p->samples);
    buf_free(&p->alpha);
    buf_free(&p->icc);
}

void pixels_crop(Pixels *p, PixelBox box)
{
    crop_plane(&p->samples, p->width * p->colours, box, p->colours);
    if (p->alpha.n)
        crop_plane(&p->alpha, p->width, box, 1);
    p->width = box.w;
    p->height = box.h;
}
