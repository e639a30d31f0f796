/* The structure tree: what a screen reader walks. It is built from the document tree; the pages only show where the
 * content of each element is drawn. */
#ifndef PDF_TAGS_TAGS_H
#define PDF_TAGS_TAGS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "doc/nodemap.h"
#include "page/page.h"
#include "pdf/object/object.h"

typedef enum TagType {
    TAG_DOCUMENT,
    TAG_PART,
    TAG_SECT,
    TAG_DIV,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_P,
    TAG_L,
    TAG_LI,
    TAG_LBL,
    TAG_LBODY,
    TAG_TABLE,
    TAG_CAPTION,
    TAG_THEAD,
    TAG_TBODY,
    TAG_TFOOT,
    TAG_TR,
    TAG_TH,
    TAG_TD,
    TAG_FIGURE,
    TAG_NOTE,
    TAG_BIBENTRY,
    TAG_INDEX,
    TAG_REFERENCE,
    TAG_LINK,
    TAG_BLOCKQUOTE,
    TAG_CODE,
    TAG_TOC,
    TAG_TOCI,
    TAG_SPAN,
    TAG_TYPE_COUNT
} TagType;

/* Attributes that many elements have alike: one object in the file for each that is used. */
typedef enum TagAttr {
    ATTR_NONE,
    ATTR_SCOPE_ROW,
    ATTR_SCOPE_COLUMN,
    ATTR_LIST_DISC,
    ATTR_LIST_CIRCLE,
    ATTR_LIST_SQUARE,
    ATTR_LIST_DECIMAL,
    ATTR_LIST_ALPHA,
    ATTR_LIST_ROMAN,
    ATTR_LIST_NONE,
    ATTR_STRUCK,
    ATTR_COUNT
} TagAttr;

/* A child of an element: another element, a stretch of marked content, or an annotation. */
typedef enum KidKind { KID_TAG, KID_MARK, KID_ANNOTATION } KidKind;
typedef struct Kid {
    KidKind kind;
    int value; /* index of the tag; the mark's number on its page; object of the annotation */
    int page;  /* of MARK and ANNOTATION */
    int next;  /* index into kids, or -1 */
} Kid;

typedef struct Tag {
    TagType type;
    TagAttr attr;
    int parent;              /* -1: the document's */
    int first_kid, last_kid; /* into kids, or -1 */
    int kid;                 /* the kid of the parent that this is, or -1 */
    int top;                 /* its ancestor, or itself, that is a child of its part's */
    bool part;               /* of a document of several parts: one of them */
    int table;               /* of a table's parts: the table; they stay in the tree though empty. Else -1 */
    int id;                  /* its number for others to refer to; 0: none. Greater than any before it */
    bool on_demand;          /* a paragraph of a TagPlace's, made when its first item came */
    bool seen;               /* something of it, or below it, was drawn */
    Str entries;             /* further entries of its dictionary */
    int object;
} Tag;

/* Where a node's content goes. */
typedef struct TagPlace {
    int tag;          /* blocks and elements below it */
    int own;          /* text of its own; -1: a paragraph made when needed */
    int label;        /* its mark or number; -1: like text of its own */
    int lead, tail;   /* the last paragraphs so made, before and after the content of its children; or -1 */
    const Item *last; /* the last item put there */
} TagPlace;

typedef struct PageMarks {
    VEC(int) tags; /* by number of the mark */
} PageMarks;

/* Matter that no node of the document's tree made: the cover, the contents. */
typedef struct Generated {
    int sect, page;                  /* sect -1: none is open */
    int paragraph;                   /* open for further lines; or -1 */
    const Item *last;                /* the last item put there */
    int toc[6], toc_level[6], depth; /* open contents lists, outermost first */
    const Node *entry;               /* heading of the open contents entry */
    int entry_tag;
} Generated;

/* The Sect of what a panel says. */
typedef struct PlacedSect {
    const Node *section; /* that it is read behind; NULL: none */
    int order, sect;     /* the panel's place in reading order */
} PlacedSect;

typedef struct Tags {
    Arena *arena;
    const Doc *doc;
    const PageList *list;
    VEC(Tag) at; /* parents before children; [0] is the document's */
    VEC(Kid) kids;
    VEC(TagPlace) places;
    NodeMap place_of;            /* node → index into places */
    NodeMap linked;              /* nodes that have a link on some page */
    NodeMap toc_linked, toc_tag; /* the same for headings' entries in the contents; heading → tag */
    PageMarks *pages;
    int npages;
    VEC(int) annotations;                   /* the tag of each, in order */
    int heading_levels[6], nheading_levels; /* open headings' levels as written */
    int sects[6], sect_levels[6], nsects;   /* open below the section in hand, with their headings' levels */
    int ids;                                /* given */
    int top;                                /* child of its part's that was drawn last, or -1 */
    VEC(int) parts;                         /* their tags, in order; the only part's is the document's */
    Generated generated;
    VEC(PlacedSect) placed;
    const Node *last_node;
    int last_tag;
} Tags;

/* The elements of all blocks; `blocks` is about how many. Links show which inlines need one; those are made as they are
 * drawn. */
Tags *tags_new(Arena *a, const Doc *doc, const PageList *pages, int blocks);
int tags_of_item(Tags *t, int page, const Item *item); /* the element an item with content is part of */
int tags_of_link(Tags *t, int page, const PageLink *link);
int tags_mark(Tags *t, int page, int tag);                   /* begins a stretch of content; its number on the page */
int tags_annotation(Tags *t, int page, int tag, int object); /* gives its /StructParent */
/* A figure's, from its lower left corner with y upwards; the first counts. */
void tags_set_box(Tags *t, int tag, Rect box);
void tags_set_file(Tags *t, const Node *n, int spec); /* the file with a table's or chart's data, as an object */
bool link_leads(const PageList *pages, const PageLink *link); /* somewhere */
const char *tag_name(TagType type);
/* Makes the objects; gives the structure tree root's. page_objects: the pages', by index. */
int tags_finish(Tags *t, Objects *o, const int *page_objects);

/* Between the tags' own files. */
int tag_add(Tags *t, TagType type, int parent);                   /* as the parent's last child */
int tag_add_after(Tags *t, TagType type, int parent, int before); /* after the child `before`; -1: first */
void put_tag_id(Buf *b, int id);                                  /* "(e0000012)" */
void tag_entry(Tags *t, int tag, const char *key, Str text);      /* adds /key (text) */
TagPlace *tag_place(Tags *t, const Node *n, int tag, int own, int label);
int tag_own(Tags *t, TagPlace *place, const Item *item); /* makes the paragraph when there is none; item: or NULL */
bool goes_on_from(const Item *last, const Item *item);   /* lines of one look, not far apart, are one paragraph */
TagPlace *tag_find(Tags *t, const Node *n);              /* NULL when the node has no place */
void tags_add_block(Tags *t, const Node *n);
bool tags_is_cell_words(const Node *n); /* the only content of a cell: its element is the cell's */
void tags_add_table(Tags *t, const Node *table, int parent);
int tag_add_figure(Tags *t, const Node *image, int parent);

#endif
