/* PNG and JPEG files as pixels, and pixels in fewer or in inks. */
#ifndef PDF_PIXELS_PIXELS_H
#define PDF_PIXELS_PIXELS_H

#include "base/base.h"
#include "base/str.h"

/* 8 bits each; 1 sample a pixel is grey, 3 are RGB, 4 the shares of cyan, magenta, yellow and black ink. */
typedef struct Pixels {
    int width, height, colours;
    Buf samples;   /* rows of colours × width bytes */
    Buf alpha;     /* rows of width bytes; empty when all is opaque */
    Buf icc;       /* the profile of RGB in the file; empty: there is none, or nobody asked */
    bool inverted; /* a JPEG in CMYK whose file holds light, not inks */
} Pixels;
typedef struct PixelBox {
    int x, y, w, h; /* from the top left corner */
} PixelBox;

/* What is wanted of a JPEG beyond a check that it is whole. */
typedef enum JpegWish {
    JPEG_CHECK,        /* the samples of one in CMYK, as RGB; of others nothing */
    JPEG_SAMPLES,      /* those of all, CMYK as RGB */
    JPEG_CHECK_INKS,   /* for a press: the samples and the profile of one in RGB; of others nothing */
    JPEG_SAMPLES_INKS, /* those of all, CMYK as inks, and the profile of RGB */
} JpegWish;
/* jpeg.c. NULL when the file is whole, or what is wrong. The caller frees the pixels in either case. */
const char *jpeg_decode(Str file, JpegWish wish, Pixels *out);
/* The same grey or RGB pixels as a JPEG. */
void jpeg_encode(const Pixels *p, Buf *out);
/* reduce.c. To a width of fewer pixels. */
void pixels_reduce(Pixels *p, int width);
/* crop.c. To those in a box that lies in them. */
void pixels_crop(Pixels *p, PixelBox box);
/* png.c. NULL, or what is wrong. The caller frees the pixels in either case. */
const char *png_decode(Str file, Pixels *out);
void pixels_free(Pixels *p);
/* ink.c. All four inks together, in per cent, in the darkest thousandth of the pixels; 0: they are not in inks. */
int pixels_ink(const Pixels *p);
/* The same pixels as a PNG. */
void png_encode(const Pixels *p, Buf *out);

#endif
