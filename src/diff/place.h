/* Where things stand in an edition, in words: "4.2 Rural crime", "Table 3 Net budget", "paragraph 4.7".
 *
 * The words are those that the pages show: a number where something has one, and otherwise how many there are since the
 * heading. The schedule has them in its rows, and sentences begin with them. */
#ifndef DIFF_PLACE_H
#define DIFF_PLACE_H

#include "diff/changes.h"
#include "language/language.h"

typedef struct PlaceIndex PlaceIndex;
/* Looks at every block once. */
PlaceIndex *places_of(Arena *a, const Doc *doc);

/* Those of both editions. */
typedef struct EditionPlaces {
    const PlaceIndex *of[2]; /* by DiffSide */
} EditionPlaces;
EditionPlaces places_of_both(Arena *a, const Diff *diff);

typedef struct PlaceWords {
    const Node *heading; /* the nearest above it, or itself; NULL: none */
    const Node *whole;   /* the table or figure that it is part of; NULL: none */
    Str headed;          /* the number and words of the heading; empty: none */
    Str part_of;         /* the number and caption of the table or figure; empty: none */
    Str within;          /* "paragraph 4.7", "Net budget, 2014/15", "item 3", "caption", "heading"; empty: the table or
                            figure itself */
} PlaceWords;

/* The words for a node of the document, and for a field of its manifest ("document/title"). In the language; in the
 * arena of the places. */
PlaceWords place_of_node(const PlaceIndex *p, const Language *l, const Node *n);
/* The words for a place of a change: in the new edition if it is there, else in the old one. */
PlaceWords place_of_change(const EditionPlaces *p, const Language *l, const Change *c, const ChangePlace *at);
/* "column “2014/15 Budget”", by the heads of a table. */
Str place_of_column(const PlaceIndex *p, const Language *l, const Node *table, int column);
PlaceWords place_of_field(const PlaceIndex *p, const Language *l, Str at);

#endif
