/* Contrast between text and its background, as WCAG 2.2 defines it (1.4.3), for everything that a template can set. */
#ifndef STYLE_CONTRAST_H
#define STYLE_CONTRAST_H

#include "style/style.h"

/* Relative luminance, 0 for black to 10^13 for white. */
int64_t contrast_luminance(uint8_t r, uint8_t g, uint8_t b);
/* 100 to 2100: the ratio in hundredths, rounded down, so that 450 is 4.5:1 or more. */
int contrast_ratio(int64_t luminance, int64_t other);

enum { CONTRAST_TEXT = 450, CONTRAST_LARGE = 300 }; /* required; large: 18pt and more, or 14pt and more in bold */

/* A colour of text on a background. */
typedef struct ContrastPair {
    Swatch text, ground; /* ground SWATCH_NONE: white paper */
    int ratio, needed;
    Str style;           /* where it was found first: "h3 in panel" */
    Pos pos, ground_pos; /* of the text's colour, when it is too weak, and of what paints the background; line 0: in no
                            file */
} ContrastPair;

/* All pairs that a document could have, in the order in which they were found, each once; a pair with too little
 * contrast once for each place that gives the colour. */
int contrast_find(Arena *job, const Template *t, const ContrastPair **out);
/* TPL005 for each pair with too little contrast. False: there was one. */
bool contrast_report(Diag *d, const Template *t, const ContrastPair *pairs, int n);

/* TPL007 at `banner` when a pair has too little contrast under the letters of a banner: the one that lacks most. */
void contrast_under_banner(Arena *job, Diag *d, const Template *t, Pos banner);

#endif
