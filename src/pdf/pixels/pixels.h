/* PNG and JPEG files as pixels, and pixels in fewer. */
#ifndef PDF_PIXELS_PIXELS_H
#define PDF_PIXELS_PIXELS_H

#include "base/base.h"
#include "base/str.h"

/* 8 bits each; colours 1 or 3 samples a pixel. */
typedef struct Pixels {
    int width, height, colours;
    Buf samples; /* rows of colours × width bytes */
    Buf alpha;   /* rows of width bytes; empty when all is opaque */
} Pixels;
typedef struct PixelBox {
    int x, y, w, h; /* from the top left corner */
} PixelBox;

/* jpeg.c. NULL when the file is whole, or what is wrong. Samples of one in CMYK, as RGB; of others only if they are
 * `wanted`. The caller frees them in either case. */
const char *jpeg_decode(Str file, bool wanted, Pixels *out);
/* The same pixels as a JPEG. */
void jpeg_encode(const Pixels *p, Buf *out);
/* reduce.c. To a width of fewer pixels. */
void pixels_reduce(Pixels *p, int width);
/* crop.c. To those in a box that lies in them. */
void pixels_crop(Pixels *p, PixelBox box);
/* png.c. NULL, or what is wrong. The caller frees both buffers in either case. */
const char *png_decode(Str file, Pixels *out);

#endif
