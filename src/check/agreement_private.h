/* Private to agreement: the figures in a sentence. */
#ifndef CHECK_AGREEMENT_PRIVATE_H
#define CHECK_AGREEMENT_PRIVATE_H

#include "base/vec.h"
#include "check/agreement.h"

typedef enum Family { FAMILY_PLAIN, FAMILY_MONEY, FAMILY_PERCENT } Family;

/* A number typed by hand, or a placeholder. */
typedef struct Mention {
    int at, end; /* bytes of the passage, including the unit */
    bool bound;  /* a placeholder */
    bool known;  /* value is set */
    Family family;
    Decimal value;  /* in pounds for money */
    int ulp;        /* the last place written, as a power of ten */
    int digits;     /* significant ones */
    int direction;  /* for the form difference or change, or for the change since the previous column: -1, 0 or 1 */
    bool compared;  /* a placeholder with such a form */
    bool stepped;   /* direction is that of the change since the previous column */
    bool magnitude; /* direction is the sign that the form magnitude omits */
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

/* The mentions in the part in hand, in order. */
void mentions_read(Arena *a, const Map *tables, Prose *prose, Mentions *out);
bool is_word_char(char c);
int placeholder_end(Str text, int i); /* the end of the placeholder that begins at i; i: none does */

#endif
