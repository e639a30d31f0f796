/* Waiting blocks, put where they are set. */
#ifndef LAYOUT_PAGES_FLOATS_PRIVATE_H
#define LAYOUT_PAGES_FLOATS_PRIVATE_H

#include "layout/pages/fill_private.h"

/* Puts the strips into the order in which they are set; breaks are the new strips' then. False when nothing moves;
 * else heights and notes of the flow are out of date. */
bool floats_move(const Matter *m, Breaks *breaks);

#endif
