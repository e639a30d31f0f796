/* How PDF writes numbers, strings and references, independent of objects and of libharu. */
#ifndef PDF_OBJECT_SYNTAX_H
#define PDF_OBJECT_SYNTAX_H

#include "base/str.h"

/* Hundredths of a point, rounded half away from zero: the unit of all places in the file. */
int64_t to_hundredths(Len l);

void put_int(Buf *b, int64_t n);
void put_hundredths(Buf *b, int64_t n); /* 1250 is "12.5", -25 is "-.25" */
void put_points(Buf *b, Len l);
void put_real(Buf *b, double v);  /* to nine places, of matrices; no more than 1e9 either way */
void put_ref(Buf *b, int object); /* "12 0 R" */
/* Writes a byte in the form of a literal string to `out`, which has room for two; returns how many bytes that takes. */
int escape_byte(char *out, unsigned char byte);
void put_bytes(Buf *b, Str bytes); /* a literal string of these bytes, escaped */
/* A text string: as it is when all of it is printable ASCII, else UTF-16BE. Control characters become spaces;
 * at most 10,000 characters are taken, since PDF/A allows no string above 32,767 bytes. */
void put_text(Buf *b, Str utf8);
void put_utf16_hex(Buf *b, Str utf8); /* "<00660069>", for a ToUnicode map */

#endif
