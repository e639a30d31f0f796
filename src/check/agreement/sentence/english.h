/* What English words may be in a sentence about figures. Other languages have no such table, and their sentences make
 * no claims. */
#ifndef CHECK_AGREEMENT_SENTENCE_ENGLISH_H
#define CHECK_AGREEMENT_SENTENCE_ENGLISH_H

#include "base/map.h"
#include "base/str.h"

/* A word may be several of these. */
#define EN_UP ((uint64_t)1 << 0)           /* a direction upwards */
#define EN_DOWN ((uint64_t)1 << 1)         /* a direction downwards */
#define EN_VERB ((uint64_t)1 << 2)         /* a verb of direction: "rose" */
#define EN_NOUN ((uint64_t)1 << 3)         /* a noun of direction: "a rise" */
#define EN_STATE ((uint64_t)1 << 4)        /* a comparative or adverb of direction: "higher", "up" */
#define EN_CAUSED ((uint64_t)1 << 5)       /* a participle, too: "was cut", "we cut" */
#define EN_IF ((uint64_t)1 << 6)           /* a condition of the whole sentence */
#define EN_MULTIPLE ((uint64_t)1 << 7)     /* a verb whose value is a hundred times the new figure by the old */
#define EN_TIMES ((uint64_t)1 << 8)        /* "twice": the same beside another figure */
#define EN_COMPARED ((uint64_t)1 << 9)     /* before a figure; the value is a Comparison */
#define EN_AFTER ((uint64_t)1 << 10)       /* behind a figure; the value is a Comparison */
#define EN_BE ((uint64_t)1 << 11)          /* a form of "be" */
#define EN_LEVEL ((uint64_t)1 << 12)       /* a verb between a subject and its figure: "came to" */
#define EN_EXCEEDS ((uint64_t)1 << 13)     /* such a verb that compares */
#define EN_HEAD ((uint64_t)1 << 14)        /* a noun that stands for the figures of a row: "the cost of" */
#define EN_MONEY ((uint64_t)1 << 15)       /* a head whose figures are money */
#define EN_COUNTED ((uint64_t)1 << 16)     /* a head whose figures are counts */
#define EN_PART ((uint64_t)1 << 17)        /* a head whose figures are parts of a whole */
#define EN_SPEND ((uint64_t)1 << 18)       /* a verb of spending: "we spent … on" */
#define EN_GIVE ((uint64_t)1 << 19)        /* a verb of giving: "we gave … £5" */
#define EN_GO ((uint64_t)1 << 20)          /* a verb between a sum and its purpose: "goes on" */
#define EN_THERE ((uint64_t)1 << 21)       /* "there" (is, are) */
#define EN_HAVE ((uint64_t)1 << 22)        /* a verb before what is counted: "we employ 12" */
#define EN_SEEN ((uint64_t)1 << 23)        /* a participle behind what is counted or changed: "was recorded" */
#define EN_SHOW ((uint64_t)1 << 24)        /* a verb before a noun of direction: "saw a rise" */
#define EN_AUX ((uint64_t)1 << 25)         /* an auxiliary */
#define EN_FUTURE ((uint64_t)1 << 26)      /* of what is still to come */
#define EN_TO ((uint64_t)1 << 27)          /* "to" */
#define EN_PREP ((uint64_t)1 << 28)        /* a preposition */
#define EN_BY ((uint64_t)1 << 29)          /* "by" */
#define EN_FROM ((uint64_t)1 << 30)        /* "from" */
#define EN_OF ((uint64_t)1 << 31)          /* "of" */
#define EN_ON ((uint64_t)1 << 32)          /* a preposition before what money is for */
#define EN_WHEN ((uint64_t)1 << 33)        /* a preposition before a time */
#define EN_BETWEEN ((uint64_t)1 << 34)     /* "between" */
#define EN_SINCE ((uint64_t)1 << 35)       /* "since" */
#define EN_THAN ((uint64_t)1 << 36)        /* between a figure and what it is compared with */
#define EN_DET ((uint64_t)1 << 37)         /* an article */
#define EN_OURS ((uint64_t)1 << 38)        /* one that says whose */
#define EN_WE ((uint64_t)1 << 39)          /* whoever publishes the document */
#define EN_NAMED ((uint64_t)1 << 40)       /* a noun that may have a capital */
#define EN_CONJ ((uint64_t)1 << 41)        /* a conjunction, after which a claim is complete */
#define EN_AND ((uint64_t)1 << 42)         /* a conjunction between claims of one subject */
#define EN_WHICH ((uint64_t)1 << 43)       /* a relative pronoun */
#define EN_EACH_ITS ((uint64_t)1 << 44)    /* "respectively" */
#define EN_THING ((uint64_t)1 << 45)       /* a noun for a row: "item" */
#define EN_WHOLE ((uint64_t)1 << 46)       /* a noun for a total: "the budget" */
#define EN_SUPERLATIVE ((uint64_t)1 << 47) /* "largest" */
#define EN_ORDINAL ((uint64_t)1 << 48)     /* the value is the rank */
#define EN_SOME_OF ((uint64_t)1 << 49)     /* "one of" */
#define EN_NUMBER ((uint64_t)1 << 50)      /* a number */
#define EN_PARTS ((uint64_t)1 << 51)       /* the value is what one is divided by */
#define EN_ALL ((uint64_t)1 << 52)         /* "all" */
#define EN_NONE ((uint64_t)1 << 53)        /* "none of" */
#define EN_TARGET ((uint64_t)1 << 54)      /* a target */
#define EN_PLURAL ((uint64_t)1 << 55)      /* several of them */
#define EN_MET ((uint64_t)1 << 56)         /* a target was met */
#define EN_MISSED ((uint64_t)1 << 57)      /* a target was missed */
#define EN_MILD ((uint64_t)1 << 58)        /* changes nothing in a claim */
#define EN_AGO ((uint64_t)1 << 59)         /* the year before */
#define EN_YEARLY ((uint64_t)1 << 60)      /* "a year" */
#define EN_COMES ((uint64_t)1 << 63)       /* "comes" from */
#define EN_UNIT ((uint64_t)1 << 62)        /* a noun behind a count */
#define EN_SILENT ((uint64_t)1 << 61)      /* no claim in its sentence is sure */

/* How a figure is compared with what it stands for. */
typedef enum Comparison {
    COMPARED_EQUAL,
    COMPARED_MORE,
    COMPARED_LESS,
    COMPARED_LEAST,
    COMPARED_MOST,
    COMPARED_JUST_UNDER,
    COMPARED_JUST_OVER,
    COMPARED_ABOUT
} Comparison;

/* The value of "on", behind which a year is one that another is compared with. */
enum { PREP_BEYOND = 1 };

typedef struct EnglishWord {
    const char *words; /* in small letters, with single spaces between them */
    uint64_t is;       /* EN_… */
    int value;
} EnglishWord;

/* What begins with a word. */
typedef struct EnglishEntry {
    const EnglishWord *alone; /* NULL: it only begins phrases */
    uint64_t begins;          /* EN_… of all that it begins, itself among them */
    int longest;              /* words of the longest phrase that it begins */
} EnglishEntry;

/* A map from a word or phrase to its EnglishEntry. */
void english_words(Arena *a, Map *out);

#endif
