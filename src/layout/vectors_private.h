/* SVG pictures on the pages. */
#ifndef LAYOUT_VECTORS_PRIVATE_H
#define LAYOUT_VECTORS_PRIVATE_H

#include "layout/pass.h"

/* Prepares the SVG pictures that are placed on the list's pages: their words are set in the fonts of the part where
 * each comes first. SVG007 for fonts that the catalogue lacks. */
void set_vectors(Pass *pass, PageList *list);

#endif
