/* The parts of a sentence: what its readers of claims share. */
#ifndef CHECK_AGREEMENT_CLAIM_PARSE_PRIVATE_H
#define CHECK_AGREEMENT_CLAIM_PARSE_PRIVATE_H

#include "check/agreement/claim/claim.h"

enum { REACH = 40 }; /* tokens that are looked at from one place: sentences have fewer */

typedef struct ClaimParser {
    Arena *a;
    const Sentence *s;
    ClaimList *out;
    const RowName *last; /* the subject of the claim before, for "and fell" */
    uint64_t last_head;
    Time last_when;
} ClaimParser;

bool token_is(const Sentence *s, int i, uint64_t is); /* a known word that may be that */
bool token_marks(const Sentence *s, int i, char mark);
bool token_kind(const Sentence *s, int i, TokenKind kind);

int skip_mild(const Sentence *s, int i);      /* behind words that change nothing */
int skip_mild_back(const Sentence *s, int i); /* before them */

/* Whether a claim is complete before the token: nothing that would restrict it follows. */
bool claim_ends(const Sentence *s, int i);

/* Reads a figure with what is before and behind it; moves *i. */
bool read_quantity(const Sentence *s, int *i, Quantity *out);

/* A row with the words that belong to its name: articles, "the cost of", "for 2013/14". */
typedef struct ClaimSubject {
    const RowName *rows;
    uint64_t head;
    int from, to; /* tokens */
    Time when;
    bool several; /* it is one of a list */
} ClaimSubject;

/* The row that is the subject of what stands at `end`. */
bool subject_before(const ClaimParser *p, int end, ClaimSubject *out);
/* ", up by", "(a rise of": the subject of the claim before, behind a comma or bracket at i. */
bool subject_continued(const ClaimParser *p, int i, ClaimSubject *out);
/* The row that is named from i on, behind a preposition or verb; out->to is behind it. */
bool subject_from(const Sentence *s, int i, ClaimSubject *out);

/* Reads a time with its preposition, "the year before" and the like into the claim. False: none is there. */
bool read_when(const Sentence *s, int *i, Claim *claim);

/* Fills in what the sentence says elsewhere (its only year), and adds the claim, unless it is not sure. */
void claim_add(ClaimParser *p, const ClaimSubject *subject, Claim *claim);

/* A new claim whose words are these tokens. */
Claim claim_of(const Sentence *s, ClaimKind kind, int from, int to);

/* The readers of claims, each at one token. */
void parse_change(ClaimParser *p, int i);  /* a verb or adjective of direction */
void parse_noun(ClaimParser *p, int i);    /* "a rise of" */
void parse_level(ClaimParser *p, int i);   /* a figure */
void parse_rank(ClaimParser *p, int i);    /* "largest" */
void parse_beside(ClaimParser *p, int i);  /* "more … than", "twice as much as" */
void parse_targets(ClaimParser *p, int i); /* "targets", "met" */
bool parse_lists(ClaimParser *p);          /* two rows or years with as many figures: nothing else is read then */

#endif
