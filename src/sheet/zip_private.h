/* Private to the readers of workbooks: members of a zip archive in memory. */
#ifndef SHEET_ZIP_PRIVATE_H
#define SHEET_ZIP_PRIVATE_H

#include "base/map.h"
#include "base/str.h"
#include "sheet/sheet.h"

typedef struct Zip {
    Arena *arena;
    Str bytes;
    Map members;      /* name → ZipMember */
    int64_t unpacked; /* so far */
} Zip;

/* Reads the directory. NULL: *fault says why: it is no zip or a damaged one, or it has encrypted or duplicate members,
 * or too many of them. */
Zip *zip_open(Arena *a, Str bytes, SheetFault *fault);
bool zip_has(const Zip *z, Str name);
/* Unpacks a member, for the caller to free. False: it is absent, when *fault stays as it is, or *fault says why. */
bool zip_read(Zip *z, Str name, Buf *out, SheetFault *fault);

#endif
