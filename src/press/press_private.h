/* Shared by the files of press/. */
#ifndef PRESS_PRESS_PRIVATE_H
#define PRESS_PRESS_PRIVATE_H

#include "press/press.h"

/* bleed.c: a field as it is printed: to the edge of the bleed where it reaches that of the page. Empty: it is wholly
 * outside the page. */
Rect bleed_field(const Page *p, Rect field);
/* The item as it is printed. False: it is as it was. */
bool bleed_item(Arena *a, const Page *p, Item *item);
bool rect_is_empty(Rect r);
Rect rect_both(Rect a, Rect b);

/* outline.c: an outline as it is printed; what it counts from is the item's place. False: it is as it was. */
bool bleed_outline(Arena *a, const Page *p, const Item *item, PagePath *out);
Rect drawn_box(const Item *item); /* round its points */

/* marks.c: the room that marks take beyond the bleed; 0: the page has none. */
Len marks_room(const PressJob *job, const Page *p);
/* Appends a page's marks. `colour` is on every plate. */
void put_marks(const PressJob *job, const PageList *list, int page, Colour colour);

/* cell.c: a box and the outline of a PATH. */
typedef enum InCell { CELL_OUT, CELL_IN, CELL_CUT } InCell;
InCell cell_in_outline(const Item *item, Rect cell);

/* What there is to report, once for all its places. */
typedef struct FoundPlaces {
    Str first;      /* page; empty: none so far */
    int more, last; /* pages after it, and the index of the last one */
    const Item *item;
} FoundPlaces;
void places_add(FoundPlaces *p, Arena *a, const PageList *list, int page, const Item *item);
/* "page 4", "page 4 and 3 more". */
Str places_words(Arena *a, const FoundPlaces *p);
/* Where what made an item stands in the document; else the document as a whole. */
Pos place_in_document(const PressJob *job, const Item *item);

/* live.c PRS012, ink.c PRS010, fine.c PRS014 and PRS015. */
void check_live(const PressJob *job, const PageList *pages, const Inks *inks);
void check_ink(const PressJob *job, const PageList *pages, const Inks *inks);
void check_fine(const PressJob *job, const PageList *pages, const Inks *inks);

#endif
