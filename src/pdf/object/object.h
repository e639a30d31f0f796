/* PDF objects: libharu's, made from ready text. Only object.c includes libharu. */
#ifndef PDF_OBJECT_OBJECT_H
#define PDF_OBJECT_OBJECT_H

#include "base/arena.h"
#include "file/file.h"
#include "base/str.h"
#include "pdf/pdf.h"

typedef struct Objects Objects;

Objects *objects_open(Arena *a); /* NULL: libharu refused */
void objects_close(Objects *o);  /* NULL is fine */

/* An indirect object is a dictionary, with or without a stream, and has a number. 0, here and below: too many
 * objects, or libharu refused; then objects_fault reports it, and using the 0 has no effect. */
int object_new(Objects *o);                           /* its entries follow later */
void object_set(Objects *o, int object, Str entries); /* the text between << and >>; copied */
int object_add(Objects *o, Str entries);              /* both at once */
/* Leaves the entries of the last `count` objects, from `first` on, for later: `put` adds those of each in turn while
 * the file is written. Once only. */
void objects_later(Objects *o, int first, int count, void (*put)(void *with, Buf *b), void *with);
/* A stream; /Length is added. compress: deflated when that makes it shorter, and /Filter is added. */
int object_stream(Objects *o, Str entries, Str bytes, bool compress);
int object_deflated(Objects *o, Str entries, Str bytes); /* the same, deflated in any case */

/* A page, next in order. Its size, resources and annotations are entries; its content is deflated. */
int object_page(Objects *o);
void object_page_set(Objects *o, int page, Str entries, Str content);

void objects_catalog(Objects *o, Str entries);
void objects_info(Objects *o, Str entries);

unsigned long objects_fault(const Objects *o); /* libharu's error number, 0 for none */
/* Writes the file: head, objects, cross-reference table, trailer with the ID that the job makes of all bytes before it.
 */
bool objects_save(Objects *o, const PdfJob *job, OutFile *out);

#endif
