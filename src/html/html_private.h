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
#include "text/para.h"

/* What the words in drawings are measured with. */
typedef struct HtmlTools {
    const Template *tpl;
    Str lang;
    Typesetter *typesetter;
    Styler *styler;
} HtmlTools;

/* A note, and the marks that lead to it. */
typedef struct NoteRefs {
    Nodes refs; /* in reading order */
} NoteRefs;

/* Where a printed page begins: before a node, or that many bytes into its text. */
typedef struct PageStart {
    const Node *node;
    int at;
    int page;        /* index into the list */
    Str id, part_id; /* by its folio, and by that in its part; empty: it has none */
} PageStart;

typedef struct Html {
    const HtmlJob *job;
    Arena *arena;
    const Doc *doc;      /* of the part in hand */
    const Template *tpl; /* the same part's */
    const Node *part;
    int part_index;
    OutFile *file;
    Buf out;     /* not written yet */
    bool failed; /* the file cannot be written */
    Map taken;   /* ids of the page */
    VEC(HtmlTools) tools;
    Map regions; /* names of regions → how many have that name */
    NodeMap ids; /* node → index into names */
    Strs names;
    NodeMap note_index; /* NODE_NOTE → index into notes */
    VEC(NoteRefs) notes;
    VEC(PageStart) starts; /* in the order of pages */
    NodeMap start_at;      /* node → index of the first start in it */
    int starts_put;
    int levels[5], nlevels; /* open headings' levels as written: h1 is the title of the page, they are h2 to h6 */
    int section_level;      /* of the first heading of the section in hand, as put; 0: none yet */
    Map expanded;           /* abbreviations whose meaning has been shown */
    Str contents;           /* id of the list of contents; empty: there is none */
    const Node *title;      /* a heading that says the title, and is the page's h1; NULL: none does */
    const Node *lead;       /* the paragraph above that heading which gives its short title ("Agenda"): the heading of
                               what follows, for the title stands elsewhere; NULL: there is none */
    const Node *contact;    /* whom to ask: a section or list; NULL: unknown */
} Html;

/* ---- put.c ---- */

void put_flush(Html *w);               /* what is not written yet goes into the file */
void put(Html *w, const char *markup); /* a literal */
void put_number(Html *w, int64_t n);
/* Text, with whatever would be markup escaped. */
void put_escaped(Html *w, Str text);
/* A space, and name="value". */
/* A stretch of a text whose breaks have been found (text/breaks/breaks.h; NULL: they are the browser's): lines may end
 * inside addresses where those of the PDF may, and not between words that belong together, as "25 per cent". */
void put_stretch(Html *w, Str text, const uint8_t *breaks, int from, int to);
void put_passage(Html *w, Str text); /* a whole one */
void put_attribute(Html *w, const char *name, Str value);
void put_number_attribute(Html *w, const char *name, int64_t value);
/* href="#id" */
void put_href(Html *w, Str id);
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
/* A place with the id of a block that has no element of its own; else nothing. */
void put_place(Html *w, const Node *n);
/* lang="…" (and dir) for a node in another language than what is around it; else nothing. */
void put_lang(Html *w, const Node *n);
void put_lang_tag(Html *w, Str tag, bool always); /* always: the direction too */

/* ---- words.c: words of the page's own ---- */

/* In the language of the text around a node. */
Str word_at(Html *w, const Node *n, WordId id);
Str word_filled(Html *w, const Node *n, WordId id, Str value);

/* ---- pages.c: printed pages ---- */

void pages_find(Html *w); /* after the ids */
/* The places where printed pages begin that lie before the node; of a heading, caption, link or term also those in it.
 * Called before what gives something its name is opened, for the place would be part of that name. */
void put_page_marks(Html *w, const Node *n);
void put_first_page_marks(Html *w); /* of pages before the first that shows something of the tree, as a cover */
/* The text of a node, with such places in it. */
void put_paged_text(Html *w, const Node *n, Str text);
void put_last_page_marks(Html *w); /* of pages that no node of the tree begins */
/* The words of a reference to pages; empty: there are no pages, or none that is numbered. */
Str page_reference(Html *w, const Node *ref);
/* What the page is called on which a node begins; empty: unknown. */
Str page_of(Html *w, const Node *n);

/* ---- head.c, front.c, contents.c, foot.c: what is round the text ---- */

void put_head(Html *w);
void put_front(Html *w); /* header */
void put_formats(Html *w);
bool has_contents(const Html *w); /* two entries are a list worth having */
void put_contents(Html *w);
void put_foot(Html *w);                            /* accessibility statement */
void put_file_link(Html *w, const HtmlFile *file); /* with its kind and size */
/* href="name" of a file beside the page. */
void put_file_address(Html *w, Str name);

/* ---- block.c, list.c, inline.c, notes.c ---- */

void put_blocks(Html *w, const Node *parent); /* its children */
void put_block(Html *w, const Node *n);
void put_list(Html *w, const Node *list);
void put_inlines(Html *w, const Node *parent); /* its children */
const Node *heading_over(const Node *n);       /* the heading that a place stands under, or is; NULL: none */
/* What is in a block of words or of blocks, without an element round the only paragraph. */
void put_content(Html *w, const Node *block);
void put_open(Html *w, const char *element, const char *own, const Node *n); /* <element class id lang> */
void put_close(Html *w, const char *element);
void put_note_mark(Html *w, const Node *ref);
void put_footnotes(Html *w, const Node *section);
void put_table_notes(Html *w, const Node *table); /* behind the table */

/* ---- look.c, table.c, figure.c ---- */

void put_style(Html *w); /* the element style */
void put_table(Html *w, const Node *table);
void put_figure(Html *w, const Node *figure);
void put_picture(Html *w, const Node *image); /* among words */
Str region_name(Html *w, Str name);           /* another one for each landmark of that name */
/* "Table: The budget", of something of a kind that has no name of its own. */
Str region_under(Html *w, const Node *n, Str kind);
void put_look(Html *w, const Node *n);         /* before a paragraph's words: the shape of a status or direction */
void put_opener(Html *w, const Node *section); /* the picture that it names */
void put_cover_art(Html *w);                   /* what the cover shows beside its words */

#endif
