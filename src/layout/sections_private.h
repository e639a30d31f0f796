/* Sections, and the pages that they begin on. */
#ifndef LAYOUT_SECTIONS_PRIVATE_H
#define LAYOUT_SECTIONS_PRIVATE_H

#include "layout/pages/run.h"

/* How blocks are set in the run that is open. */
Setting setting_of(const Run *r, const Place *place);
SectionPages alike(const PageMaster *master);
/* The side of the page that a break asks for. */
Sides side_of(BreakBefore before);
/* When the next page is on the other side, an empty page like the master comes first. No run is open. */
void pass_to(Press *press, const PageMaster *like, Sides side);
void lay_section(Run *r, const Node *section);
/* Is it the last section, with the text of the back cover? */
bool is_on_back(const Pass *pass, const Node *section);
/* The back cover, with the text of a section or without any (NULL); nothing where there is no back. Ends the run. */
void lay_back(Run *r, const Node *section);

#endif
