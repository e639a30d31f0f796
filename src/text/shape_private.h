/* Words shaped by HarfBuzz, each once: private to text/. */
#ifndef TEXT_SHAPE_PRIVATE_H
#define TEXT_SHAPE_PRIVATE_H

#include "base/map.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "style/style.h"
#include "text/face_private.h"
#include "text/glyphs.h"
#include "text/hyphen_private.h"

/* A stretch of a word's glyphs that are of one face. */
typedef struct WordSpan {
    const Face *face;
    int first, count;
} WordSpan;

/* A place where a word may break, and the widths of its parts. */
typedef struct Division {
    int at;
    Len left, right;
} Division;

/* Shaped text in one style that does not break: a word, a part of one, or a space. */
typedef struct Word {
    Str text;
    Glyph *glyphs; /* text_at counts from the word's first byte */
    bool *tied;    /* for each glyph: cutting the word before it would change its shape */
    WordSpan *spans;
    int nglyphs, nspans;
    int nletters; /* glyphs but for marks; 0: not yet counted */
    Len size, width;
    struct Word *other;        /* the same text in the next size used */
    const Division *divisions; /* NULL: not yet searched */
    int ndivisions;
    HyphenRoom room; /* that these leave */
} Word;

enum { FEATURES_MAX = 16 };

/* Everything that decides how text is shaped, with the words shaped so. */
typedef struct Letters {
    Str family, lang;
    int weight;
    bool italic, tabular, small_caps, capitals, raised_figures;
    NumeralForm figures;
    int tracking;                  /* thousandths of the size, in every advance */
    int stretch;                   /* thousandths of the size that a line may add to it */
    Str asked;                     /* further features, as a style gives them */
    const Face *face;              /* NULL when none was found: words are then empty */
    hb_segment_properties_t latin; /* of its text in Latin letters, which has no other */
    hb_feature_t features[FEATURES_MAX];
    unsigned nfeatures;
    hb_shape_plan_t *plan; /* for such text in its face */
    Map words;             /* text → Word, in the size first used */
} Letters;

/* Letters in a size. */
typedef struct Cut {
    Letters *letters;
    Len size;
    Word *space, *hyphen; /* made when first asked for */
} Cut;

typedef struct Shaper {
    Arena *job;
    Fonts *fonts;
    Diag *d;
    VEC(Letters *) letters;
    VEC(Cut *) cuts;
    VEC(uint32_t) missing; /* characters that were reported */
} Shaper;

Cut *shaper_cut(Shaper *s, const Style *style, Str lang);
/* node: where a missing glyph is reported. */
Word *shaper_word(Shaper *s, Cut *cut, Str text, const Node *node);
Word *shaper_space(Shaper *s, Cut *cut);
const Word *shaper_hyphen(Shaper *s, Cut *cut);
/* Widths of both parts when the word is cut at a byte. */
Division shaper_split(Shaper *s, Cut *cut, const Word *w, int at);
/* Behind the character at a byte and the marks that are set on it. */
int grapheme_end(Str text, int at);
/* Width of the glyphs for the text before a byte. */
Len word_width_to(const Word *w, int at);

#endif
