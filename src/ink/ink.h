/* The inks of a page list's colours, and what is printed over what.
 *
 * A swatch is printed with the inks that the template gives it, and a colour of a picture with those that the press's
 * profile gives. Black is the exception. Text and thin lines in four inks have coloured edges where the plates are not
 * exactly on top of each other, and leave no white behind when they are knocked out of a field. So:
 *
 *   - A colour counts as black when it is as good as black on a screen: none of R, G and B is above 64 of 255, and they
 *     differ by 32 at most; a swatch must also have 80 per cent of black ink or more. The base template's `ink`
 *     (#1B2430, 60 45 35 85) is black, its `navy` (45 of black) is not.
 *   - Lines are text, whatever its size, leaders, and rules, strokes and fields no thicker than INK_THIN. In black they
 *     have 100 of black ink and no other, and print over what is under them.
 *   - All else is a field. In black it has the swatch's own inks, or those of rich black where the product asks for
 *     it. Fields, white and every other colour knock out. */
#ifndef INK_INK_H
#define INK_INK_H

#include "ink/profile.h"
#include "page/page.h"

#define INK_THIN PT(2)

typedef enum InkUse { INK_FIELD, INK_LINE } InkUse;

typedef struct PlateInk {
    int16_t share[INKS]; /* thousandths of cyan, magenta, yellow and black */
    bool overprints;
    bool every_plate; /* marks: the share is that of each plate, whatever there is */
} PlateInk;

typedef struct Inks Inks;

/* Of all colours of the list. */
Inks *inks_of(Arena *a, const PageList *list, const Profile *profile, bool rich_black);
PlateInk ink_of(const Inks *inks, Colour colour, InkUse use);
/* As what an item's colour, or a PATH's fill, is printed; and a stroke. */
InkUse ink_use(const Item *item);
InkUse ink_stroke_use(Len width);

#endif
