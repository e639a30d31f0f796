/* Pictures: what the head of a PNG or JPEG says, of which nothing is decoded here, and what an SVG draws. */
#ifndef READ_IMAGE_H
#define READ_IMAGE_H

#include "read/read.h"

/* Reads folder/path into image->u.image: bytes, format, orientation, vector, and width and height as seen. Other fields
 * are unchanged. False: a diagnostic was added, at `from` (MD010, MD011, IO007) or in an SVG. */
bool image_read(const Reader *r, Str folder, Str path, Pos from, Node *image);

/* The format and size of a PNG or JPEG; NULL, or what is wrong with it. */
const char *image_measure(Str bytes, ImageFormat *format, int *width, int *height);

#endif
