/* Shared by the files of preview. */
#ifndef PREVIEW_PREVIEW_PRIVATE_H
#define PREVIEW_PREVIEW_PRIVATE_H

#include "base/str.h"
#include "preview/preview.h"

typedef struct Drawer {
    Arena *arena;
    const PageList *list;
    const PreviewKnown *known;
    Preview *out;
    Map symbols;  /* those that are new: key → number */
    Map pictures; /* id → nothing */
    Strs faces;   /* what stands for each face in keys, by FaceInfo.index */
    Buf svg;      /* of the page */
    int page, ids;
} Drawer;

/* A run with its origin at x, y; shown: nothing, or attributes that begin with a space. */
void draw_run(Drawer *d, const GlyphRun *run, Len x, Len y, Str shown);
void draw_picture(Drawer *d, const Item *item);

#endif
