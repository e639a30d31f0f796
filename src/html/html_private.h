/* What the files of this folder share: the writer, and how text gets into the page.
 *
 * Markup is only ever written from literals (put). Everything else, whoever wrote it, goes through put_escaped or
 * put_attribute. Names that authors chose for classes get a prefix, so that none is one of the page's own.
 *
 * The attribute data-words tells which words are not the document's, for whoever compares the page with the PDF: "page"
 * (only the page has them), "mark" (of a note), "label" (before a note), "reference" (in place of a page number),
 * "spoken" (heard in place of what is shown), "note" (round a note). */
#ifndef HTML_HTML_PRIVATE_H
#define HTML_HTML_PRIVATE_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "doc/nodemap.h"
#include "html/html.h"
#include "language/language.h"
#include "style/style.h"

typedef struct Html {
    const HtmlJob *job;
    Arena *arena;
    const Doc *doc;      /* of the part in hand */
    const Template *tpl; /* the same part's */
    OutFile *file;
    Buf out;     /* not written yet */
    bool failed; /* the file cannot be written */
    Map taken;   /* ids of the page */
    NodeMap ids; /* node → index into names */
    Strs names;
    int levels[5], nlevels; /* open headings' levels as written: h1 is the title of the page, they are h2 to h6 */
} Html;

/* ---- put.c ---- */

void put_flush(Html *w);               /* what is not written yet goes into the file */
void put(Html *w, const char *markup); /* a literal */
void put_number(Html *w, int64_t n);
/* Text, with whatever would be markup escaped. */
void put_escaped(Html *w, Str text);
/* A space, and name="value". */
void put_attribute(Html *w, const char *name, Str value);
void put_number_attribute(Html *w, const char *name, int64_t value);
/* class="own x-name": a class of the page's own, which may be "", and the author's or the template's name, which may be
 * empty. Neither: nothing. */
void put_class(Html *w, const char *own, Str name);
/* Words that are heard and not seen, and that only the page has. */
void put_hidden(Html *w, Str words);
/* Something seen, for which people who listen hear other words; without them it is plain text. */
void put_spoken(Html *w, Str shown, Str spoken);

/* ---- id.c: names for places on the page ---- */

void ids_find(Html *w); /* of all nodes that have a label or that something leads to; first of all */
/* The node's id, made when it has none yet: from its label, else from its kind and number. Unique, and the same for the
 * same document. */
Str id_of(Html *w, const Node *n);
/* An id of the page's own, such as "contents"; unique too. */
Str id_named(Html *w, Str wanted);
/* id="…" for a node that something leads to or that has a label; else nothing. */
void put_id(Html *w, const Node *n);
/* lang="…" (and dir) for a node in another language than what is around it; else nothing. */
void put_lang(Html *w, const Node *n);

void put_lang_tag(Html *w, Str tag, bool always); /* always: the direction too */

/* ---- words ---- */

/* In the language of the text around a node. */
Str word_at(Html *w, const Node *n, WordId id);
Str word_filled(Html *w, const Node *n, WordId id, Str value);

/* ---- head.c ---- */
void put_head(Html *w);

/* ---- block.c, inline.c ---- */
void put_blocks(Html *w, const Node *parent); /* its children */
void put_block(Html *w, const Node *n);
void put_inlines(Html *w, const Node *parent); /* its children */
/* What is in a block of words or of blocks, without an element round the only paragraph of a tight one. */
void put_content(Html *w, const Node *block);

/* ---- look.c, table.c, figure.c ---- */
void put_style(Html *w); /* the element style */
void put_table(Html *w, const Node *table);
void put_figure(Html *w, const Node *figure);
void put_picture(Html *w, const Node *image); /* among words */

#endif
