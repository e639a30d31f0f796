/* Pictures: each distinct one is in the file once, with no more than the pages need of it. */
#ifndef PDF_IMAGE_PRIVATE_H
#define PDF_IMAGE_PRIVATE_H

#include "diag/diag.h"
#include "base/map.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "ink/profile.h"
#include "page/page.h"
#include "pdf/object/object.h"
#include "pdf/pixels/pixels.h"

/* What all pages together need of a PNG or JPEG. */
typedef struct ImageNeed {
    int width;      /* the pixels across, as the whole lies in its file, that it is reduced to; 0: it is not */
    bool cropped;   /* only what is shown goes into the PDF */
    PixelBox shown; /* of the picture as it is seen, in its own pixels: what any page shows */
    int object;     /* -1: not made yet; 0: it cannot be decoded, and that was reported */
    int number;     /* "/I0" is number 0 */
    bool masked;    /* something shows through it */
    int ink;        /* of its darkest parts, in per cent; 0: it is not in inks */
} ImageNeed;

typedef struct Images {
    Arena *arena;
    Profile *profile;       /* of the press, into whose inks RGB is converted; NULL: for screens */
    int ink;                /* the most, in per cent, that its printer takes; 0: any */
    Map needs;              /* by file → ImageNeed: equal files placed twice are one */
    VEC(ImageNeed *) named; /* by number */
} Images;

/* image_need.c: looks at all pages. */
void images_plan(Images *images, const PageList *pages);
/* What a picture that is on some page needs, once all have been looked at. */
ImageNeed *image_need(const Images *images, const Node *image);
PixelBox image_crop(const ImageNeed *need, const Node *image); /* the shown pixels as they lie in the file */
/* The box of what is in the PDF, when the whole picture has that box. */
Rect image_box(const ImageNeed *need, const Node *image, Rect whole);

/* A NODE_IMAGE's picture, made an object when it comes first. NULL: not decodable. */
const ImageNeed *image_use(Images *images, Objects *o, Diag *d, const Node *image);
void images_finish(const Images *images, Buf *resources); /* adds "/I0 12 0 R" for each */

#endif
