/* Shared by the files of this pass. */
#ifndef SAY_SAY_PRIVATE_H
#define SAY_SAY_PRIVATE_H

#include "base/vec.h"
#include "doc/chart.h"
#include "doc/diagram.h"
#include "say/say.h"

/* Words of the template that a language has none for. */
typedef struct Untranslated {
    const Language *language;
    Str words;
} Untranslated;

typedef struct Say {
    const SayJob *job;
    Arena *arena;
    Doc *doc;
    Numbering numbering;      /* the template's, in the document's language */
    VEC(const Node *) saying; /* references whose words are being made, the innermost last */
    VEC(Untranslated) untranslated;
} Say;

/* The language of the text around a node. */
const Language *language_at(Say *s, const Node *n);
/* The template's words in a language; noted when the language lacks them. */
Str say_template_words(Say *s, const Language *l, Str words);

/* parts.c: which headings open parts, and which are below one; before the numbers */
void divide_into_parts(Say *s);

/* number.c: all numbers, in one walk */
void number_document(Say *s);

/* reference.c: the words of a reference to labels */
void say_reference(Say *s, Node *ref);

/* bibliography.c: behind each source, the places that refer to it */
void cite_sources(Say *s);

/* The words of a pattern with one place, which the reference takes, behind what `to` has. */
void append_with_reference(Arena *a, Node *to, Str pattern, Node *ref);

/* abbreviation_list.c: the blocks that list the manifest's abbreviations */
void say_abbreviation_lists(Say *s);
/* index.c: the entries of the index, from the marks in the text */
void say_index(Say *s);
/* glossary.c: terms in the alphabet's order, and links to them */
void say_glossary(Say *s);

/* figure.c: words for charts and diagrams, and the place of a chart's data ("Data: Table 3") */
void say_sources(Say *s);
void say_picture(Say *s, Node *picture);

/* chart_words.c: what a chart shows, for people who cannot see it: type, figures or their range, largest and
 * smallest, change. */
Str chart_words(Arena *a, const Language *l, const Chart *c);
/* diagram_words.c: the boxes with their text in reading order, then the arrows in the order of the data. */
Str diagram_words(Arena *a, const Language *l, const Diagram *g);

#endif
