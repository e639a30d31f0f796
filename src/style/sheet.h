/* A folded sheet of a template: panels side by side on its sides. Each panel is a page of its own that is read in its
 * order, wherever on the sheet it is. */
#ifndef STYLE_SHEET_H
#define STYLE_SHEET_H

#include "style/style.h"

typedef struct Panel {
    Str name;
    PageMaster page; /* its drawings begin with those of its side, which are cropped to the panel */
    int nshared;     /* how many of its drawings are the side's */
    int side;        /* index */
    Len x;           /* of its left edge on the side */
    bool fold_left, fold_right;
    Pos pos;
} Panel;

typedef struct SheetSide {
    const Placed *placed; /* drawings that may cross folds, in the side's own places, in order */
    int nplaced;
    const Len *folds; /* from the left edge */
    int nfolds;
} SheetSide;

enum { SHEET_SIDES = 2 };

typedef struct FoldedSheet {
    Len width, height;
    Len safe; /* nothing but the sides' drawings comes as near to a fold as this */
    SheetSide sides[SHEET_SIDES];
    int nsides;
    const Panel *panels; /* in reading order */
    int npanels;
} FoldedSheet;

/* The index of the panel of that name; -1 when the sheet has none. */
int sheet_panel(const FoldedSheet *s, Str name);
/* The index of the first panel on whose text its page places none of its own; 0 when each has some. */
int sheet_first_for_text(const FoldedSheet *s);
/* PNL002 for margins, and for what panels' pages place, too near to a fold. Nothing for a template without a sheet. */
void sheet_report(Arena *job, Diag *diag, const Template *t);

#endif
