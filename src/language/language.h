/* Every word that the program adds to a document, in one language: read from templates/languages/TAG.xml
 * (read/language.c), and composed nowhere else.
 *
 * Words are looked up by id; one with {1}, {2} … is a pattern to fill in. A template's own words ("Contents",
 * "Outcome") are looked up as a phrase. All strings live as long as the language; new ones are in the arena passed. */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

typedef enum WordId {
#define WORD(id, name, places) WORD_##id,
#include "language/words.def"
#undef WORD
    WORD_COUNT
} WordId;

enum { LANGUAGE_NUMBERS = 100 }; /* numbers that are written in words: 0 to 99 */

/* A noun used before numbers, with its form after "and" where that differs. */
typedef struct Noun {
    Str one, many;
    Str one_joined, many_joined; /* empty: no other form */
} Noun;

/* How nouns that are not listed make their plural: the first ending that fits. */
typedef struct PluralEnding {
    Str one, many;
} PluralEnding;

typedef struct Language {
    Str tag;             /* "cy" */
    Str asked;           /* the tag requested: of another language when English is used instead */
    Str name;            /* "Welsh", for messages */
    const Str *words;    /* by WordId */
    bool *used;          /* by WordId: it was requested, so that a message can list what was used */
    const Str *numbers;  /* LANGUAGE_NUMBERS of them */
    const Str *ordinals; /* "first", "second" … */
    int nordinals;
    const Str *ordinal_endings; /* LANGUAGE_NUMBERS of them: "st" for 21, by the last two figures */
    const Str *noughts;         /* other words for 0 that authors write: "none", "zero" */
    int nnoughts;
    const Noun *nouns;
    int nnouns;
    const PluralEnding *endings;
    int nendings;
    Map phrases; /* as a template has it → Str */
} Language;

const char *word_name(WordId id); /* as language files have it: "and-more" */
int word_places(WordId id);       /* how many values its pattern takes; 0: it is no pattern */

Str language_word(const Language *l, WordId id);
/* Whether a word, in whatever case, is one of a word that lists several with spaces between them. */
bool language_lists(const Language *l, WordId list, Str word);
/* Whether a text has such a word. */
bool language_speaks_of(const Language *l, WordId list, Str text);
/* The pattern with its places filled in: {1} by values[0] and so on. */
Str language_fill(Arena *a, const Language *l, WordId id, const Str *values, int n);
/* The same with one value. */
Str language_fill_one(Arena *a, const Language *l, WordId id, Str value);

/* "and", in the form that stands before these words. */
/* "a, b and c". */
Str language_list(Arena *a, const Language *l, const Str *items, int n);

/* "eleven"; empty for a number below 0 or above 99. */
Str language_number(const Language *l, int64_t number);
/* The number that a word or two say, in any case, with hyphens or spaces: "Eleven", "twenty one", "none". False: no
 * number below 100. */
bool language_number_of(const Language *l, Str words, int *number);

/* The plural of a noun: "Table" → "Tables". */
Str language_plural(Arena *a, const Language *l, Str noun);
/* A noun in its form after "and". */
Str language_joined(const Language *l, Str noun);

/* "31 July 2014" for 2014-07-31; anything else is returned unchanged. */
Str language_date(Arena *a, const Language *l, Str iso);

/* "Thursday 31 July 2014" for 2014-07-31; anything else is returned unchanged. */
Str language_day(Arena *a, const Language *l, Str iso);

/* What a template's words are in this language. False: it has none, and *out is the words themselves. */
bool language_phrase(const Language *l, Str words, Str *out);

/* Whether two tags name the same language, whatever the country: "en-GB" and "en". */
bool language_is_same(Str tag, Str other);

#endif
