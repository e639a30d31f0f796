/* Private to the readers of workbooks: how they fill one. */
#ifndef SHEET_WORKBOOK_PRIVATE_H
#define SHEET_WORKBOOK_PRIVATE_H

#include "base/str.h"
#include "sheet/sheet.h"

enum { SHEET_CELLS_MOST = 1000000, SHEET_SHEETS_MOST = 1000, SHEET_NAMES_MOST = 20000 };

/* A new cell; in any order. NULL: there are too many, or it lies outside the grid, and *fault is set. */
SheetCell *workbook_add_cell(Workbook *w, SheetGrid *s, int row, int column, SheetFault *fault);
/* When a sheet has all its cells: puts them in order. Of two at one place the first stays. */
void workbook_end_sheet(Workbook *w, SheetGrid *s);
/* Budget!$A$1:$C$5, of OpenDocument $Budget.$A$1:.$C$5; a cell alone is a range too, and so is $A:$C. A reference
 * without a sheet is in `sheet`. False: it is something else. */
bool workbook_parse_range(const Workbook *w, Str s, bool of_office, int sheet, SheetRange *out);
SheetFormula *workbook_formula(Workbook *w, Str text, int row, int column);
Str workbook_error(SheetFault *fault, SheetFaultKind kind, Str message); /* sets it, unless it is set */
bool sheet_day(Str iso, SheetNumber *day);                               /* from "2013-04-01", as sheet_date */
NumberStyle number_style_of(Str code);                                   /* "#,##0.00" */

/* The readers. */
bool xlsx_open(Workbook *w, Str bytes, SheetFault *fault); /* a zip, which may be .ods */
bool xlsx_sheet(Workbook *w, int sheet, SheetFault *fault);
/* All sheets, from content.xml or a .fods; styles: styles.xml, which a .fods has within itself. */
bool ods_read(Workbook *w, Str styles, Str content, SheetFault *fault);
bool csv_read(Workbook *w, Str text, SheetFault *fault);

#endif
