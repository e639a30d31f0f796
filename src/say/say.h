/* The words that planpress adds to a document, decided once.
 *
 * After reading and before layout, this pass puts every word that is not the author's on the tree: numbers, the
 * words of references, titles of boxes, "(continued)", descriptions of charts and diagrams, the place of a chart's
 * data. Its words come from language files, chosen by the language of the document or of the surrounding text. From
 * then on the tree is read-only, and everything that prints it finds the words there. Only page numbers are unknown:
 * say_pages adds their words when layout knows them. */
#ifndef SAY_SAY_H
#define SAY_SAY_H

#include "doc/doc.h"
#include "style/style.h"

typedef struct SayJob {
    Arena *arena;
    Diag *diag;
    Doc *doc;
    const Template *tpl;
    /* The language with that tag, or English if it has no words; never NULL. `from` is the place that names it. */
    const Language *(*language)(void *self, Str tag, Pos from);
    void *self;
} SayJob;

/* Puts the words on the tree and into the document's DocWords. DOC009: a reference whose words are made of itself.
 * LNG002: a language without words. */
void say_document(const SayJob *job);

/* The words of a reference to pages, from the folios where its targets begin and end: "26", "26–28 and 30". */
Str say_pages(Arena *a, const Doc *doc, const Node *ref, const Str *begins, const Str *ends);

/* Puts each of the document's abbreviations in the text into a NODE_SPAN with the attribute "expansion". */
void say_abbreviations(Arena *a, Doc *doc);

#endif
