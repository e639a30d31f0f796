/* What a sentence claims of a row, in a form that can be held against the data. */
#ifndef CHECK_AGREEMENT_CLAIM_CLAIM_H
#define CHECK_AGREEMENT_CLAIM_CLAIM_H

#include "check/agreement/sentence/sentence.h"

typedef enum ClaimKind {
    CLAIM_LEVEL,   /* it has this size */
    CLAIM_CHANGE,  /* it rose or fell: by, from, to */
    CLAIM_SHARE,   /* it is such a part of another row, or of a total */
    CLAIM_RANK,    /* it is the largest, or has changed most */
    CLAIM_BESIDE,  /* it is more than another row, or a multiple of it */
    CLAIM_VERDICT, /* it met its target */
    CLAIM_COUNT    /* a number of targets were met */
} ClaimKind;

typedef struct Quantity {
    const Mention *figure; /* NULL: none */
    int token;             /* of the figure */
    Comparison how;
} Quantity;

enum { AMOUNTS_MOST = 3 };

typedef struct Claim {
    ClaimKind kind;
    int at, end;         /* the words that claim it, for the message: bytes of the passage */
    const RowName *rows; /* the subject */
    uint64_t head;       /* EN_MONEY, EN_COUNTED or EN_PART: figures of that kind only */
    Time when;           /* its year; year 0: none */
    Time since;          /* the year it is compared with */
    bool before;         /* it is compared with the year before */
    int sign;            /* of a change, comparison or verdict; 1: larger, or met */
    bool target;         /* said of the target */
    Quantity level;
    Quantity by[AMOUNTS_MOST]; /* the change, in several ways */
    int nby;
    Quantity from, to;
    int multiple;         /* a hundred times the new by the old, or by the other row; 0: none */
    Comparison how;       /* of the multiple */
    const RowName *other; /* of a share: the whole, NULL: any total; of a comparison */
    int rank;
    bool ranked_by_change;
    int count, of; /* of targets; of 0: not said */
    bool all;      /* every one */
} Claim;

typedef VEC(Claim) ClaimList;

/* The claims of a sentence of which it can be sure. Marks the figures that they are of. */
void claims_read(Arena *a, const Sentence *s, ClaimList *out);

#endif
