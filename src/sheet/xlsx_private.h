/* Private to the reader of .xlsx: what its parts share. */
#ifndef SHEET_XLSX_PRIVATE_H
#define SHEET_XLSX_PRIVATE_H

#include "base/map.h"
#include "sheet/sax_private.h"
#include "sheet/workbook_private.h"
#include "sheet/zip_private.h"

/* A part that another one points at. */
typedef struct XlsxLink {
    Str id, type, target; /* type: its last word, "worksheet"; target: the name of a member */
} XlsxLink;
typedef VEC(XlsxLink) XlsxLinks;

typedef struct XlsxSource {
    Zip *zip;
    Strs strings;            /* shared by the cells */
    VEC(NumberStyle) styles; /* of cells, by number */
    XlsxLinks links;         /* of the workbook */
    Str strings_member;      /* empty once they are read */
    bool from_1904;
} XlsxSource;

/* A part that is absent is as good as an empty one. False: *fault says why. */
bool xlsx_part(Workbook *w, Str member, Sax *sax, SheetFault *fault);
bool xlsx_links(Workbook *w, Str member, XlsxLinks *out, SheetFault *fault); /* those of a member */
bool xlsx_styles(Workbook *w, Str member, SheetFault *fault);
bool xlsx_strings(Workbook *w, Str member, SheetFault *fault);
/* Text with the escapes _x000D_ of characters that XML cannot hold. */
Str xlsx_text(Arena *a, Str text);

#endif
