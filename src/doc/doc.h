/* The document: one tree, built by the readers and read-only from then on.
 *
 * Every node has a kind, a place in its source file and, depending on the kind, a payload in `u`. Blocks contain
 * blocks or inlines, never both. All nodes and strings live in the job's arena. */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/arena.h"
#include "base/base.h"
#include "base/decimal.h"
#include "diag/diag.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "language/language.h"

typedef enum NodeKind {
    /* blocks */
    NODE_ROOT,       /* children: NODE_PART */
    NODE_PART,       /* a document by itself; u.part; children: NODE_SECTION */
    NODE_SECTION,    /* one Markdown file of the manifest; u.section; children: blocks */
    NODE_HEADING,    /* u.heading; children: inlines */
    NODE_PARAGRAPH,  /* children: inlines */
    NODE_LIST,       /* u.list; children: NODE_ITEM */
    NODE_ITEM,       /* u.item; children: blocks; in a list of definitions a NODE_TERM, then NODE_DEFINITIONs */
    NODE_TERM,       /* children: inlines */
    NODE_DEFINITION, /* of the term before it; children: blocks */
    NODE_QUOTE,      /* children: blocks */
    NODE_CODE_BLOCK, /* u.code: text as written */
    NODE_BREAK,      /* thematic break */
    NODE_BOX,        /* a named block; name in `name`; children: blocks */
    NODE_FIGURE,     /* children: one NODE_IMAGE, then an optional NODE_CAPTION; for a chart an
                        optional NODE_PARAGRAPH that says where its data stands */
    NODE_TABLE,      /* u.table; children: optional NODE_CAPTION, NODE_ROWs, then NODE_NOTEs */
    NODE_CAPTION,    /* children: inlines */
    NODE_ROW,        /* u.row; children: NODE_CELL, one for each cell that begins in this row */
    NODE_CELL,       /* u.cell; children: blocks */
    NODE_NOTE,       /* u.note; a footnote (child of its NODE_SECTION, after all its blocks) or a table's note;
                        children: blocks */
    /* inlines */
    NODE_TEXT,       /* u.text */
    NODE_SOFT_BREAK, /* a line end in the source: a space */
    NODE_LINE_BREAK,
    NODE_CODE, /* u.text */
    NODE_EMPH, /* children: inlines, as for the next five */
    NODE_STRONG,
    NODE_STRIKE,   /* struck out: no longer said, and still shown */
    NODE_LINK,     /* u.link */
    NODE_SPAN,     /* [text]{.class lang=cy}; class in `name`, attributes in attrs */
    NODE_IMAGE,    /* u.image; children: inlines of the alternative text */
    NODE_NOTE_REF, /* u.note_ref */
    NODE_REF,      /* u.ref */
    NODE_KIND_COUNT
} NodeKind;

typedef enum SectionRole {
    ROLE_FOREWORD,
    ROLE_BODY,
    ROLE_APPENDIX,
    ROLE_CONTACT,
    ROLE_FRONT,
    SECTION_ROLE_COUNT
} SectionRole;
typedef enum RowRole { ROW_HEAD, ROW_LINE, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL, ROW_BALANCE, ROW_ROLE_COUNT } RowRole;
/* How ordered items are numbered: 1. 2. 3., a) b) c), i) ii) iii), or as sources are: [1] [2] [3]. */
typedef enum Counting { COUNT_FIGURES, COUNT_LETTERS, COUNT_ROMAN, COUNT_SOURCES } Counting;
typedef enum Task { TASK_NONE, TASK_TO_DO, TASK_DONE } Task;
/* REF_INDEX: the page of one mark in an entry of an index, whose other references stand beside it. */
typedef enum RefKind { REF_LABEL, REF_PAGE, REF_PAGES, REF_INDEX } RefKind;
typedef enum CellAlign {
    CELL_TEXT,
    CELL_FIGURE,
    CELL_CENTRE,
    CELL_ALIGN_COUNT
} CellAlign; /* FIGURE: on the decimal point */
typedef enum ImageFormat { IMAGE_PNG, IMAGE_JPEG, IMAGE_SVG } ImageFormat;
/* A decoder must not be made to request gigabytes. */
enum { PICTURE_SIDE_MOST = 20000, PICTURE_PIXELS_MOST = 100000000 };

/* Why a cell has no figure: five different reasons. CELL_FILLED: it has one. */
typedef enum Emptiness {
    CELL_FILLED,
    CELL_NIL,
    CELL_NOT_APPLICABLE,
    CELL_NOT_RECORDED,
    CELL_TO_BE_CONFIRMED,
    CELL_NO_TARGET,
    CELL_SUPPRESSED,    /* withheld, so that nobody can be recognised */
    CELL_NOT_AVAILABLE, /* it exists, but not to the author */
    CELL_LOW,           /* not zero, although it rounds to zero */
    EMPTINESS_COUNT
} Emptiness;

typedef struct Attr {
    Str name, value;
    Pos pos;
} Attr;

typedef struct TableColumn {
    Str id;
    CellAlign align;
    Str unit;     /* "£", "£000", "%"; empty for none */
    int weight;   /* share of width the author requested; 0: from content */
    bool current; /* the current year: set on a tint */
} TableColumn;

/* The panel of a leaflet on which a section begins, as the manifest names it. */
typedef struct PanelName {
    Str name;
    Pos pos;
} PanelName;

/* What a walk over the tree needs comes first, side by side. The payload comes last: most kinds have memory for a small
 * one only (node_new). */
typedef struct Node Node;
typedef VEC(Node *) Nodes;
struct Node {
    NodeKind kind;
    int nattrs;
    Node *parent, *first, *next, *last, *prev;
    Pos pos;
    Str id;            /* label: given, or from a heading's words; empty: none */
    Str name;          /* first class: the block's name, a heading's or span's class; empty for none */
    const Attr *attrs; /* all key=value attributes, in order: nattrs of them */
    Str number;        /* said by say/: "2.1", "Appendix 2", "Table 3", "a)"; all the words of a NODE_REF to labels */
    Str spoken;        /* what a screen reader says instead of the text ("nil"); empty: the text */
    union {
        /* What the labels, words and data of a part belong to, and its look. */
        struct {
            struct Doc *doc;
            const struct Template *tpl;
        } part;
        /* from: the document that the file is taken from; empty: its own. banner: words across its pages; picture:
         * the id of a named picture, for masters that place one; both may be empty. */
        struct {
            SectionRole role;
            Str file, title, from, banner, picture;
            bool in_contents;
            const PanelName *panel; /* NULL: none is named */
        } section;
        /* short_title: for contents and running heads; empty: the heading's words. opens_part, in_part: as the template
         * divides the document (say/). */
        struct {
            int level;
            Str short_title;
            bool numbered;
            bool derived; /* its label is made of its words */
            bool opens_part, in_part;
        } heading;
        struct {
            bool ordered, tight, paren, definitions;
            Counting counting; /* say/ */
            int start;
        } list;
        struct {
            Task task;
        } item;
        /* title: as it is set, the author's or else the template's; empty for none. continued: what follows it where
         * the box goes on; NULL: it is not set again. */
        struct {
            Str title;
            const Str *continued;
        } box;
        struct {
            Str text, language;
        } code;
        /* data: id of its Table; continued: what its caption ends in where it goes on; empty: no caption there. */
        struct {
            const TableColumn *columns;
            int ncolumns;
            Str data;
            Str continued;
            bool landscape;
        } table;
        struct {
            RowRole role;
            int level;
            Str id;
        } row;
        struct {
            int column, colspan, rowspan;
            bool head;
            CellAlign align;
            Emptiness empty;
        } cell;
        /* mark: as numbered; bound: its words show figures of the data; ref: the first NODE_NOTE_REF. */
        struct {
            Str mark;
            bool of_table, bound;
            Node *ref;
        } note;
        struct {
            Node *note;
        } note_ref;
        struct {
            Str text;
        } text;
        /* "#label" is resolved to node, anything else a URI. */
        struct {
            Str target;
            Node *node;
        } link;
        /* In pixels, of an SVG in hundredths of those of CSS (node_picture_density); given_width or percent of the
         * measure: 0 for none. With a chart (doc/chart.h) or diagram (doc/diagram.h) it is drawn from data and has no
         * bytes. */
        struct {
            Str bytes;
            ImageFormat format;
            int width, height; /* as it is seen */
            int orientation;   /* of the file's rows and columns, as EXIF counts: 2 to 8; 0 or 1: as they are seen */
            bool decorative;
            Len given_width;
            int percent;
            const struct Chart *chart;
            const struct Diagram *diagram;
            const struct Vector *vector; /* doc/picture/vector.h; of an SVG */
        } image;
        /* Resolved; an unresolved one is a NODE_TEXT. */
        struct {
            RefKind kind;
            Node *const *targets;
            int ntargets;
        } ref;
    } u;
};

/* "PCC" and "Police and Crime Commissioner". */
typedef struct ShortForm {
    Str shown, expansion;
} ShortForm;

/* An edition of the document, as its manifest lists them. */
typedef struct Edition {
    Str id, title; /* title: as it is shown; empty: the id is */
    Str date;      /* ISO 8601 yyyy-mm-dd, or empty */
    Str document;  /* name of the folder that holds it, from <uses>; empty: this one */
    Str since;     /* id of the edition that it varies; empty: none */
    Str changes;   /* path of its variations.xml; empty: none */
    Str decision;  /* the reference of what brought it about */
    Str sha256;    /* of the PDF as it was published, 64 hexadecimal figures; empty: unknown */
    Pos pos;
} Edition;

/* A figure of the data in words. */
typedef struct ShownFigure {
    Str words; /* a part of a NODE_TEXT's text, or of several that it was divided into: found by its address */
    Str paths; /* "budget/net/2013-14"; of one that is worked out from two, both, a space between; empty: a sum, a count
                  or a list */
} ShownFigure;

/* What planpress says about the document as a whole, in its language. */
typedef struct DocWords {
    const Str *front_titles; /* over the template's fronts, in their order: "Contents"; empty for none */
    Str date;                /* "31 July 2014" */
    Str picture;             /* of a picture about which nothing else is known */
    Str access;              /* "Not for publication: …"; empty for what is public */
    Str draft;               /* of a draft: "Draft" across its pages; else empty */
    Str draft_title; /* what viewers call it, where that is more than its title: a draft, or large print; else empty */
} DocWords;

/* A document, or several that are set as one. What applies to a passage belongs to its part: numbers, labels, notes,
 * data, language. A plain document is one part, and that part's document is itself. One of several has a root above
 * their parts, and of the rest only what is stated about the whole: title, author, language. */
typedef struct Doc Doc;
struct Doc {
    Str folder, name; /* content/annual-report-2013-14, annual-report-2013-14 */
    Str template_name;
    Str lang;                 /* "en-GB" */
    const Language *language; /* of the words that planpress adds */
    Map languages;            /* tag → Language, of all passages */
    DocWords words;           /* say/ */
    Str title, subtitle, organisation, edition, subject, period;
    Str date; /* ISO 8601 yyyy-mm-dd, or empty */
    Str author;
    const Str *keywords;
    int nkeywords;
    const ShortForm *abbreviations;
    int nabbreviations;
    const Str *uses; /* names of the documents beside it that it may draw on */
    int nuses;
    struct NamedImage *images; /* as listed: doc/picture/named.h */
    int nimages;
    const Edition *editions; /* as listed */
    int neditions;
    const struct Product *products; /* doc/product.h: what is made of it, in the order of their kinds */
    int nproducts;
    const struct Product *of_kind;   /* the settings of every kind, listed or not: PRODUCT_KIND_COUNT of them */
    const struct ReportHead *report; /* doc/report.h; NULL: not a report to a meeting */
    struct Pack *pack;               /* doc/pack.h; NULL: not a pack */
    Node *root;
    Map labels;       /* id → Node */
    Map tables;       /* id → Table (doc/table.h) */
    Map diagrams;     /* id → Diagram (doc/diagram.h) */
    Map workbooks;    /* path → what the reader keeps of a workbook (read/data/sheet.c) */
    Map lost;         /* ids of data that could not be read, and labels of what stood for it: errors of their own */
    bool has_sources; /* a bibliography */
    bool has_places;  /* marks for an index or a glossary, or a block for one */
    bool draft;       /* not approved yet: "Draft" is across every page */
    bool on_sheets;   /* a leaflet is shown as it is printed, not a page for each panel */
    bool marked;      /* shows two editions: nodes that changed have the attribute "change" (diff/mark.h) */
    VEC(ShownFigure) shown; /* by placeholders in sections, captions and notes */
    bool partial;           /* a section could not be read: any label may have been in it */
    const struct FigureIndex
        *figures; /* all their figures (check/agreement/agreement.h); NULL: sentences are not compared with them */
};

/* A node may change to a kind whose payload is not larger than a NODE_REF's. */
Node *node_new(Arena *a, NodeKind kind, Pos pos);
Node *node_copy(Arena *a, const Node *n);                      /* alone: without parent, neighbours and children */
void node_copy_children(Arena *a, const Node *from, Node *to); /* appends copies of everything below `from` */
void node_append(Node *parent, Node *child);
void node_prepend(Node *parent, Node *child);
/* Words in a paragraph or caption; if `marked` is not NULL, a copy of its first paragraph, which has the same words
 * with their markup. The notes behind that paragraph, whose text stands among the words, are
 * copied beside `to` until they are joined to their marks. */
void node_append_words(Arena *a, Node *to, Str words, const Node *marked);
void node_insert_after(Node *sibling, Node *fresh);
void node_remove(Node *n);                        /* from its parent; n keeps its children */
Node *node_next(const Node *n, const Node *root); /* next in reading order below root (pre-order), or NULL */
Node *node_next_block(
    const Node *n,
    const Node *root);        /* the same, skipping the children of paragraphs, headings, captions and pictures */
Doc *node_doc(const Node *n); /* of the part that a node stands in; NULL outside parts */
Node *node_up(const Node *n, NodeKind kind);                  /* nearest ancestor of that kind, or NULL */
Node *node_child(const Node *n, NodeKind kind);               /* first child of that kind, or NULL */
Str node_attr(const Node *n, const char *name);               /* empty when absent */
const Attr *node_attr_found(const Node *n, const char *name); /* or NULL */
Pos node_attr_pos(const Node *n, const char *name);           /* its own when absent */
bool node_is_block(NodeKind kind);
/* How many of a picture's units (u.image.width) an inch has where no size is given. */
int node_picture_density(const Node *image);
bool list_has_tasks(const Node *list);
bool node_is_continued(const Node *paragraph); /* it goes on with the paragraph before, and has no number */
/* A figure with this class in a box is whose words these are, and stands beside the name. */
#define PORTRAIT_CLASS "portrait"
/* An attribute of a figure that stands on a landscape page. */
#define TURNED_FIGURE "turned"
bool node_is_entry(const Node *item);     /* of an index */
bool node_is_place(const Node *n);        /* marked for the index or the glossary */
bool node_is_bibliography(const Node *n); /* the box whose items are sources */
/* The item of a list that a node is, or whose first block it is; NULL: neither. */
const Node *node_item(const Node *n);
bool node_is_source(const Node *n);        /* such an item of a bibliography */
bool node_is_key(const Node *n);           /* the note that holds the key of a delivery plan */
const Node *table_key(const Node *table);  /* that note; NULL: it has none */
const char *node_kind_name(NodeKind kind); /* "paragraph" */
Str section_role_name(SectionRole role);   /* "appendix": a place for styles */
/* All text below n as a reader would say it: breaks as spaces, without the marks of notes and without
 * footnotes. */
Str node_text(Arena *a, const Node *n);
/* The same where no line through struck-out words can be shown: with ~~ round them, or without them. */
typedef enum StruckWords { STRUCK_SHOWN, STRUCK_MARKED, STRUCK_OMITTED } StruckWords;
Str node_text_struck(Arena *a, const Node *n, StruckWords struck);
int node_heading_depth(const Node *heading);   /* its level, or one more below the heading of a part */
Str node_title(Arena *a, const Node *heading); /* short title when given, else node_text */
/* The same, with the words that references to pages have so far. */
typedef Str PageWords(void *self, const Node *ref);
Str node_title_with(Arena *a, const Node *heading, PageWords *pages, void *self);

/* The tag and the language of a node's text; English where that language has no words. */
Str doc_lang(const Doc *doc, const Node *n);
const Language *doc_language(const Doc *doc, const Node *n);

/* Names of what the document has, but what could not be read. That has been reported, so a use of one is no second
 * error.
 */
void doc_lose(Arena *a, Doc *doc, Str name);
bool doc_has_lost(const Doc *doc, Str name);

/* How things are numbered, from the template (style/style.h). */
typedef struct Numbering {
    int headings;                         /* headings of the body numbered down to this level, 0: none */
    int from;                             /* and from this level: 2 where a heading of the first is a title */
    bool paragraphs;                      /* numbered paragraphs (1.1) */
    Str appendix, figure, table, section; /* "Appendix", "Figure", "Table", "Section": words before numbers */
    Str part;                             /* "Part"; empty: parts have no numbers */
    bool notes_restart;                   /* footnotes start again in each section */
} Numbering;

/* Gives a document that is to be read a root with one part. */
void doc_begin(Arena *a, Doc *doc, Pos pos);
/* Moves the parts of a document that has been read behind those of another, with which they are set from then on. */
void doc_add_parts(Doc *whole, Doc *doc);
/* The document's only part; NULL when it has several. */
Node *doc_only_part(const Doc *doc);

/* Checks links, allowed children and that every node has a position; a fault is a bug in planpress. Called after
 * reading in debug builds. */
void doc_check(const Doc *doc);
/* Writes the tree as text, one node per line, indented, with its attributes and line:col; for golden tests. */
void doc_dump(const Doc *doc, Buf *out);

#endif
