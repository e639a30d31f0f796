/* Pictures: each distinct one is in the file once. */
#ifndef PDF_IMAGE_PRIVATE_H
#define PDF_IMAGE_PRIVATE_H

#include "diag/diag.h"
#include "base/map.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "doc/nodemap.h"
#include "pdf/object/object.h"
#include "pdf/pixels/pixels.h"

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

#endif
