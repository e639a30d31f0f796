/* Private to agreement: the figures that a sentence mentions. */
#ifndef CHECK_AGREEMENT_PRIVATE_H
#define CHECK_AGREEMENT_PRIVATE_H

#include "base/vec.h"
#include "check/agreement.h"

typedef enum Family { FAMILY_PLAIN, FAMILY_MONEY, FAMILY_PERCENT } Family;

/* A number typed by hand, or a placeholder. */
typedef struct Mention {
    int at, end; /* bytes of the passage, the unit included */
    bool bound;  /* a placeholder */
    bool known;  /* value holds */
    Family family;
    Decimal value;  /* in pounds for money */
    int ulp;        /* the last place that was written, as a power of ten */
    int digits;     /* significant ones */
    int direction;  /* of the form difference or change, and of the step from the column before: -1 0 1 */
    bool compared;  /* a placeholder with such a form */
    bool stepped;   /* direction is that of the step */
    bool magnitude; /* direction is the sign that the form magnitude leaves out */
} Mention;

typedef VEC(Mention) Mentions;

/* What in a passage is no prose ends with one of these. */
typedef enum Closing { CLOSE_CODE, CLOSE_ADDRESS, CLOSE_COMMENT, CLOSE_TAG, CLOSE_PLACEHOLDER, CLOSINGS } Closing;

/* A passage that is gone through from its beginning to its end, and which of the marks have no closing one in the rest
 * of it: they are not looked for again, so that going through takes time that grows with its length. */
typedef struct Prose {
    Str text;
    bool unclosed[CLOSINGS];
} Prose;

/* Behind the next closing mark at or after `from`, which is not before what was asked earlier; -1: there is none. */
int prose_close(Prose *p, int from, Closing kind);

/* The mentions in [from, to), in order. */
void mentions_read(Arena *a, const Map *tables, Prose *prose, int from, int to, Mentions *out);
bool is_word_char(char c);
int placeholder_end(Str text, int i); /* behind the placeholder that begins at i; i: none does */

#endif
