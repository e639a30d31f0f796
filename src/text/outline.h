/* Words as drawings: for what is to be seen across a page and read by nobody. */
#ifndef TEXT_OUTLINE_H
#define TEXT_OUTLINE_H

#include "text/glyphs.h"

/* The outlines of a run's glyphs, from its origin on the baseline, y downwards. Gives the number of segments. */
int run_outline(Arena *a, const GlyphRun *run, const PathSeg **out);
int run_cap_height(const GlyphRun *run); /* how high its capitals are */

/* The text in capitals, letter by letter. */
Str text_capitals(Arena *a, Str text);

#endif
