/* From text in styles to lines: shaping, break opportunities, hyphenation, optimum-fit breaking.
 *
 * A paragraph is a list of pieces. It is prepared once (shaped; words come from a cache that lives as long as the
 * Typesetter) and can then be broken to any measure.
 *
 * Spaces are kept: two in a row are two. A no-break space does not break and stretches like a space. Soft hyphens
 * (U+00AD), zero-width spaces and word joiners have their effect and are removed from the text, like all other
 * characters that are never drawn. Control characters become spaces. */
#ifndef TEXT_PARA_H
#define TEXT_PARA_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"
#include "text/glyphs.h"

/* A stretch of text in one style. */
/* Where words may be divided; from Debian's package hyphen-en-gb. */
#define HYPHEN_PATTERNS "/usr/share/hyphen/hyph_en_GB.dic"

typedef struct Piece {
    enum {
        PIECE_TEXT,
        PIECE_BREAK,
        PIECE_SPACE
    } kind;             /* BREAK: a forced line end; SPACE: a fixed width that does not break */
    Str text;           /* UTF-8, is made NFC */
    const Style *style; /* for every kind of piece: a BREAK's gives an empty line its height */
    const Node *node;
    Str lang;             /* empty: the document's */
    Len width;            /* SPACE */
    const Node *note;     /* a note mark: the NODE_NOTE whose text goes to the foot; else NULL */
    bool no_break_before; /* stays on the line of the piece before (note marks) */
} Piece;

/* What something beside a line takes from its measure. */
typedef struct LineInset {
    Len left, right;
} LineInset;

typedef struct ParaShape {
    Len measure;
    Len first_indent; /* of the first line; negative hangs */
    Align align;
    bool hyphenate;
    bool provisional; /* no patterns are looked up for a word wider than the measure: something else will be tried */
    Flex flex;        /* all off: lines give only in their spaces */
    bool no_runt;     /* avoid a last line of one word shorter than 15 % of the measure */
    const LineInset *beside; /* of the first lines; NULL: nothing stands beside them */
    int nbeside;
} ParaShape;

/* A line broken at a space keeps it as its last glyph; it counts only in that run's width. An added hyphen is a
 * glyph with soft_hyphen whose text, U+00AD, is at the end of its run's text. */
typedef struct Line {
    GlyphRun *runs; /* each of one face and one piece, or of plain neighbours of one style and parent */
    Len *x;         /* of each run, from the left of the measure, indent and alignment included */
    int nruns;
    Len width;           /* natural width without trailing space */
    Len ascent, descent; /* of the tallest and deepest run: font's, descent positive */
    const Node **notes;  /* notes whose marks are on this line */
    int nnotes;
    bool hyphenated; /* a hyphen was added */
    bool forced;     /* a word wider than the measure is divided at its end: chopped, or hyphenated unasked */
    bool overfull;   /* wider than the measure (less its indent): nothing in it can break */
} Line;

typedef struct Lines {
    Line *at;
    int n;
    int64_t demerits; /* Knuth and Plass's total, for the benchmark */
} Lines;

typedef struct Typesetter Typesetter;
typedef struct Para Para;

/* Lives in `job`. lang: the document's. Patterns are loaded when first needed. */
Typesetter *typesetter_new(Arena *job, Fonts *fonts, Str lang, Diag *d);
/* Words in lower case with hyphens exactly where they may break. Call it before the first paragraph; the list must
 * outlive the typesetter. */
void typesetter_except(Typesetter *ts, const Str *divided, int count);

/* From now on no line ends inside a word, an address, a date, a telephone number, or between a title and a name, unless
 * what stands together is wider than a line. Called before the first paragraph. */
void typesetter_keep_whole(Typesetter *ts);

bool typesetter_knows(const Typesetter *ts, Str family); /* whether the catalogue has it */

/* Does the style need small capitals that its face lacks? */
bool typesetter_lacks_small_caps(Typesetter *ts, const Style *style);
/* Whether the style's face has raised figures of its own. */
bool typesetter_has_superiors(Typesetter *ts, const Style *style);
/* The end of the stretch that begins at `from`: all lower case, or none. Spaces belong to what is before them. */
int small_letters_end(Str text, int from, bool *small);

/* Shapes the pieces, which need not outlive the call (their styles, nodes and languages must). In `pass`. A missing
 * glyph is reported at the node's position and shown as the fallback's U+FFFD or replacement box, never as .notdef. */
Para *para_prepare(Typesetter *ts, Arena *pass, const Piece *pieces, int count);
/* Without pieces: no lines. Pieces without text: one empty line, as high as the style's face. A forced end ends a
 * line; if nothing follows, no further line begins. The same paragraph can be broken any number of times. */
Lines para_break(Typesetter *ts, Arena *pass, const Para *p, const ParaShape *shape);
/* One piece, prepared and broken: for words that planpress adds. */
Lines piece_break(Typesetter *ts, Arena *pass, const Piece *piece, const ParaShape *shape);

/* A text as it is set: with one character for a letter and its accents where there is one (NFC). */
Str text_nfc(Arena *a, Str text);

Len para_width_max(const Para *p);               /* set on one line (forced ends kept) */
Len para_width_min(const Para *p);               /* widest part that cannot be broken, without hyphenation */
Len para_width_hyphenated(const Para *p);        /* the same with it */
Len para_width_chopped(const Para *p, Len chop); /* the same when words wider than that are chopped; figures are not */
/* Width up to the decimal point of the first figure (or the figure's end): for alignment in a column. Without a
 * figure: the whole width. */
Len para_width_to_point(const Para *p);

#endif
