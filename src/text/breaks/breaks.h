/* Where a line may end. */
#ifndef TEXT_BREAKS_BREAKS_H
#define TEXT_BREAKS_BREAKS_H

#include "base/base.h"

typedef enum Opportunity {
    OPP_NONE,
    OPP_SPACE,  /* after spaces */
    OPP_INSIDE, /* inside a word, after a hyphen, dash or slash: nothing is added */
    OPP_WEB,    /* inside a web address */
    OPP_HYPHEN, /* a hyphen is added */
    OPP_FORCED  /* after a line feed */
} Opportunity;

#define OPP_KIND 0x0f   /* mask of the Opportunity before a byte */
#define OPP_IN_WEB 0x10 /* the byte is of a web address */

/* Fills opp[0..text.n]: opp[i] says whether a line may end before byte i. opp[0] is OPP_NONE and
 * opp[text.n] too: the end is no opportunity. */
void breaks_find(Str text, uint8_t *opp);

/* The house rules, on top of Unicode's: called by breaks_find. */
void breaks_house(Str text, uint8_t *opp);

/* More rules, for large print: called after breaks_find. Takes away breaks between words that are one piece of
 * information. */
void breaks_keep_whole(Str text, uint8_t *opp);

#endif
