/* A part whose template has a sheet: its sections on panels, and the panels as pages or on the sheet. */
#ifndef LAYOUT_PANELS_PANELS_H
#define LAYOUT_PANELS_PANELS_H

#include "layout/pages/paginate.h"

/* Sets the sections of the part that is being set, each panel as a page. */
void lay_panels(Press *p);
/* After the pages are furnished: puts the panels on the sides of their sheet, in a document that is shown so. */
void fold_sheets(Press *p);

#endif
