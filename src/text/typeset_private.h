/* A prepared paragraph as the files of text/ see it: private to text/. */
#ifndef TEXT_TYPESET_PRIVATE_H
#define TEXT_TYPESET_PRIVATE_H

#include "text/breaks/breaks.h"
#include "text/hyphen_private.h"
#include "text/para.h"
#include "text/shape_private.h"

struct Typesetter {
    Shaper shaper;
    Arena *job;
    Fonts *fonts;
    Diag *d;
    Str lang;
    const Str *exceptions;
    int nexceptions;
    bool whole; /* as typesetter_keep_whole */
    bool patterns_sought;
    Hyphenator *hyphenator; /* NULL: no patterns */
};

typedef enum ParaItemKind { ITEM_WORD, ITEM_GLUE, ITEM_FIXED, ITEM_FORCED } ParaItemKind;

/* A part of a line that only breaks by cutting a word: a word's part in one passage, a space, a fixed width, or a
 * forced end. */
typedef struct ParaItem {
    ParaItemKind kind;
    int passage;
    int at, to; /* bytes of the paragraph's text */
    Word *word; /* WORD, GLUE */
    Len width;
    bool inside; /* WORD: a line may end inside it */
} ParaItem;

/* A piece, or neighbours set as one: what is needed of it after shaping. */
typedef struct Passage {
    const Style *style;
    const Node *node, *note;
    Str lang;
    Cut *cut;
    Len width;    /* SPACE */
    uint8_t kind; /* of pieces: PIECE_TEXT and so on */
    bool no_break_before;
} Passage;

struct Para {
    Typesetter *ts;
    const Passage *passages;
    int npassages;
    Str text;           /* of all pieces, NFC, without invisible characters */
    const uint8_t *opp; /* Opportunity before each byte, with OPP_IN_WEB */
    const ParaItem *items;
    int nitems;
};

const Hyphenator *typesetter_hyphenator(Typesetter *ts);
/* A total as a length; only beyond a million points is its size wrong. */
static inline Len total_len(int64_t v)
{
    return (Len)(v > LEN_MAX / 2 ? LEN_MAX / 2 : v < -LEN_MAX / 2 ? -LEN_MAX / 2 : v);
}

/* Language of a passage: its own or the document's. */
Str para_lang(const Para *p, int passage);

#endif
