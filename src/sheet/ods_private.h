/* Private to the reader of OpenDocument: styles, which say what is hidden and how numbers are shown. */
#ifndef SHEET_ODS_PRIVATE_H
#define SHEET_ODS_PRIVATE_H

#include "base/map.h"
#include "sheet/sax_private.h"
#include "sheet/workbook_private.h"

typedef struct OdsStyle {
    Str data;    /* the style of its numbers */
    bool hidden; /* of a table: not displayed */
} OdsStyle;

typedef struct OdsStyles {
    Arena *arena;
    Map styles; /* name → OdsStyle */
    Map data;   /* name of a style of numbers → NumberStyle */
    OdsStyle *style;
    NumberStyle *number;
} OdsStyles;

/* At the start and end of any element; they keep what they know. */
void ods_style_begin(OdsStyles *s, Str name, const SaxAttributes *at);
void ods_style_end(OdsStyles *s, Str name);
/* How a cell's style shows numbers. */
NumberStyle ods_number_style(const OdsStyles *s, Str style);
bool ods_is_hidden(const OdsStyles *s, Str style);

#endif
