/* Pictures: each distinct one is in the file once. */
#ifndef PDF_IMAGE_PRIVATE_H
#define PDF_IMAGE_PRIVATE_H

#include "diag/diag.h"
#include "base/map.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "doc/nodemap.h"
#include "pdf/object/object.h"

typedef struct Images {
    Arena *arena;
    NodeMap by_node; /* → index into at */
    Map by_bytes;    /* the same, for equal files placed twice: → the first ImageSize */
    VEC(int) at;     /* objects; 0: it cannot be decoded, and that was reported */
} Images;

/* The number of a NODE_IMAGE's picture ("/I0" is number 0), made an object when it comes first; -1: not decodable.
 * width: the pixels across that it is reduced to; 0: it is not. */
int image_use(Images *images, Objects *o, Diag *d, const Node *image, int width);
void images_finish(const Images *images, Buf *resources); /* adds "/I0 12 0 R" for each */

/* A PNG's pixels, 8 bits each; colours 1 or 3 samples a pixel. */
typedef struct Pixels {
    int width, height, colours;
    Buf samples; /* rows of colours × width bytes */
    Buf alpha;   /* rows of width bytes; empty when all is opaque */
} Pixels;
/* jpeg.c. NULL when the file is whole, or what is wrong. Samples of one in CMYK, as RGB; of others only if they are
 * `wanted`. The caller frees them in either case. */
const char *jpeg_decode(Str file, bool wanted, Pixels *out);
/* The same pixels as a JPEG. */
void jpeg_encode(const Pixels *p, Buf *out);
/* reduce.c. To a width of fewer pixels. */
void pixels_reduce(Pixels *p, int width);
/* png.c. NULL, or what is wrong. The caller frees both buffers in either case. */
const char *png_decode(Str file, Pixels *out);

#endif
