/* Pictures: what the head of a PNG or JPEG says. Nothing is decoded here. */
#ifndef READ_IMAGE_H
#define READ_IMAGE_H

#include "read/read.h"

/* Reads folder/path into image->u.image: bytes, format, orientation, and width and height as seen. Other fields are
 * unchanged. False: a diagnostic was added at `from` (MD010, MD011, IO007). */
bool image_read(const Reader *r, Str folder, Str path, Pos from, Node *image);

/* The same for bytes already read; NULL, or what is wrong with them. */
const char *image_measure(Str bytes, ImageFormat *format, int *width, int *height);

#endif
