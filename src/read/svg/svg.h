/* SVG files as vector pictures. */
#ifndef READ_SVG_SVG_H
#define READ_SVG_SVG_H

#include "doc/picture/vector.h"
#include "read/read.h"

/* A file's bytes; file: its number in the sink. width and height: in hundredths of a CSS pixel (1/96 in). NULL: an
 * error was added (SVG001, SVG002, SVG006, DOC001, DOC002, IO006). */
const Vector *svg_read(const Reader *r, Str bytes, int file, int *width, int *height);
bool svg_is(Str bytes); /* whether a file begins as one */

#endif
