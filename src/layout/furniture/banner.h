/* Words across a page, such as WORK IN PROGRESS. */
#ifndef LAYOUT_FURNITURE_BANNER_H
#define LAYOUT_FURNITURE_BANNER_H

#include "layout/pass.h"

/* A banner as it was drawn last: most pages have that of the page before. */
typedef struct Banner {
    Str words;
    const PassPart *part;
    Len width, height; /* of the page */
    const PagePath *path;
} Banner;

/* Puts the words over what is on the page, in capitals and in the template's style for "banner". */
void put_banner(Pass *pass, Page *page, Str words, Banner *last);

#endif
