/* One thing that a master places on one page. */
#ifndef LAYOUT_PLACED_BENCH_H
#define LAYOUT_PLACED_BENCH_H

#include "layout/pages/furniture.h"

typedef struct Bench { /* the page being furnished */
    Press *press;
    int index; /* -1: a side of a sheet, which has no section */
    const Page *page;
    const Placed *placed;
    Items *items;
    bool flipped; /* left and right change places */
} Bench;

/* picture.c: whether the pictures are there, or missing, on which what is placed depends. */
bool suits_pictures(const Bench *b);
/* Puts a named picture on the page. Reports one that is required and missing (PIC004), once. */
void place_picture(const Bench *b);

#endif
