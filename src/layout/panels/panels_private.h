/* Shared by the files of layout/panels. */
#ifndef LAYOUT_PANELS_PANELS_PRIVATE_H
#define LAYOUT_PANELS_PANELS_PRIVATE_H

#include "layout/panels/panels.h"
#include "style/sheet.h"

/* Does the document show sheets instead of panels? One of several parts, whose pages are counted, does not. */
bool shows_sheets(const Pass *pass);
/* PNL001 for what a row left out, PNL005 for panels with much room. */
void report_fit(Press *p, const Flow *f, const PageRow *row, const RowFill *fill);
/* PNL002 for content too near to a fold, on pages from the index on. */
void report_near_folds(const Press *p, int first_page);

#endif
