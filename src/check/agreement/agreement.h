/* Agreement between sentences and the data: figures typed by hand that are in the data, or nearly are, and sentences
 * that claim something else of a row than its figures say. */
#ifndef CHECK_AGREEMENT_H
#define CHECK_AGREEMENT_H

#include "doc/table.h"

typedef struct FigureIndex FigureIndex;

/* All figures of the tables, sorted by size. The tables stay with it. */
FigureIndex *agreement_index(Arena *a, const Map *tables);

typedef struct WrittenText {
    Str text;                         /* a paragraph as written, with placeholders and comments */
    Pos (*pos)(void *source, int at); /* the source position of a byte */
    void *source;
    const Cell *own;          /* the cell the words belong to: its own figure is not compared with them; NULL: none */
    const Language *language; /* of the words; NULL: English */
} WrittenText;

/* Reports DAT022 and DAT023, and DAT021 too when thorough. Skips a sentence that contains, or is followed by, <!--
 * typed: reason -->. */
void agreement_check(Arena *scratch, Diag *sink, const FigureIndex *index, const WrittenText *passage, bool thorough);

/* Reports only DAT021: for tables, headings and captions, which are not sentences. */
void agreement_typed(Arena *scratch, Diag *sink, const FigureIndex *index, const WrittenText *passage);

#endif
