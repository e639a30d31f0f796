/* The figures in a sentence. */
#ifndef CHECK_AGREEMENT_SENTENCE_MENTION_H
#define CHECK_AGREEMENT_SENTENCE_MENTION_H

#include "base/vec.h"
#include "doc/table.h"

/* Points are percentage points; a part is "a third" or "one in five". */
typedef enum Family { FAMILY_PLAIN, FAMILY_MONEY, FAMILY_PERCENT, FAMILY_POINTS, FAMILY_PART } Family;

/* A number typed by hand or in words, or a placeholder. */
typedef struct Mention {
    int at, end; /* bytes of the passage, including the unit */
    bool bound;  /* a placeholder */
    bool known;  /* value is set */
    bool spelt;  /* in words */
    bool minus;  /* shown with a minus */
    Family family;
    Decimal value;      /* in pounds for money */
    int parts, whole;   /* of a part */
    int ulp;            /* the last place written, as a power of ten */
    int digits;         /* significant ones */
    bool compared;      /* a placeholder with the form difference or change */
    int direction;      /* of that change: -1, 0 or 1. In a row held negative what is larger without its sign is up */
    bool stepped;       /* a placeholder whose row has the year before */
    int step;           /* the direction since then */
    bool magnitude;     /* a placeholder with that form */
    int sign;           /* what it omits */
    const Table *table; /* of a placeholder for one cell; NULL: none */
    int row, column;
} Mention;

typedef VEC(Mention) Mentions;

/* The marks that end text that is not prose. */
typedef enum Closing { CLOSE_CODE, CLOSE_ADDRESS, CLOSE_COMMENT, CLOSE_TAG, CLOSE_PLACEHOLDER, CLOSINGS } Closing;

/* A passage read from beginning to end, and the marks that have no closing one in the rest of it. These are not
 * searched for again, so that the time grows with the length. */
typedef struct Prose {
    Str text;
    int from, to; /* the part in hand, a sentence */
    bool unclosed[CLOSINGS];
} Prose;

/* After the next closing mark at or after `from`, which never moves backwards; -1: there is none. */
int prose_close(Prose *p, int from, Closing kind);
/* The end of text at i that is not prose (code, a link's address, a comment or tag); i when it is prose. */
int prose_skip(Prose *p, int i);

/* The mentions in the part in hand, in order. */
void mentions_read(Arena *a, const Map *tables, Prose *prose, Mentions *out);
bool is_word_char(char c);
/* Whether a row has only negative figures, such as income in a budget: text gives them without their sign. */
bool row_is_negative(const Table *t, int row);
int placeholder_end(Str text, int i); /* the end of the placeholder that begins at i; i: none does */

#endif
