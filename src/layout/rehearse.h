/* Blocks measured where they will stand, before anything is laid out: for whoever decides how they are set.
 *
 * The template has one column. What is measured is not reported, and leaves nothing on the pages. */
#ifndef LAYOUT_REHEARSE_H
#define LAYOUT_REHEARSE_H

#include "layout/layout.h"
#include "layout/table/table.h"

typedef struct Rehearsal Rehearsal;

/* For the job's documents as they are now; memory is the pass's. */
Rehearsal *rehearsal_new(const LayoutJob *job);

/* The place of a block of the document; turned: on a landscape page. */
typedef struct RehearsedPlace {
    const Node *at;
    bool turned;
} RehearsedPlace;

/* The measure of a place, and the height of its page's text. */
Len rehearse_measure(Rehearsal *r, RehearsedPlace place, Len *height);
/* Can a block stand on a landscape page? Those in boxes and lists cannot. */
bool rehearse_can_turn(const Node *block);
TableNeeds rehearse_table(Rehearsal *r, const Node *table, RehearsedPlace place);
/* Has a chart or diagram room for all its words there, and the page for its height? *words: those that it shows, with a
 * space between lines. */
bool rehearse_drawing(Rehearsal *r, const Node *figure, RehearsedPlace place, Str *words);
/* The width that a picture has there. */
Len rehearse_picture(Rehearsal *r, const Node *image, RehearsedPlace place);
/* The size of type in a block's cells there. */
Len rehearse_type(Rehearsal *r, RehearsedPlace place);

#endif
