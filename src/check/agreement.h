/* Agreement between sentences and the data: figures that were typed by hand although they are data, or nearly are, and
 * words such as "rose" beside figures that fell. */
#ifndef CHECK_AGREEMENT_H
#define CHECK_AGREEMENT_H

#include "doc/table.h"

typedef struct FigureIndex FigureIndex;

/* All figures of the tables in order of size. */
FigureIndex *agreement_index(Arena *a, const Map *tables);

typedef struct WrittenText {
    Str text;                         /* a paragraph as it was written, placeholders and comments in it */
    Pos (*pos)(void *source, int at); /* the place of a byte of it */
    void *source;
    const Cell *own; /* whose words they are; its own figure is not held against it; NULL for none */
} WrittenText;

/* DAT022 and DAT023; DAT021 too when thorough. A sentence that holds, or is followed by, <!-- typed: reason --> is
 * passed over. */
void agreement_check(Arena *scratch, Diag *sink, const Map *tables, const FigureIndex *index,
                     const WrittenText *passage, bool thorough);

/* DAT021 alone: for tables, headings and captions, which are no sentences. */
void agreement_typed(Arena *scratch, Diag *sink, const Map *tables, const FigureIndex *index,
                     const WrittenText *passage);

#endif
