/* The page list: layout makes it, and a writer draws it. It knows nothing of PDF.
 *
 * The list is complete in itself: it owns its colours and the boxes of its pages, so that a writer needs no template
 * and pages made by several templates can be in one list. Each item has a place on the page, the node it was made
 * from, and a role. Items are in painting order; content items of one node are in reading order. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "base/arena.h"
#include "base/base.h"
#include "base/len.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "doc/nodemap.h"
#include "doc/picture/vector.h"
#include "style/style.h"
#include "text/glyphs.h"

typedef int16_t Colour; /* index into PageList.colours; COLOUR_NONE: nothing is painted */
#define COLOUR_NONE ((Colour)-1)

typedef enum ColourForm {
    COLOUR_OF_SWATCH,  /* has both forms */
    COLOUR_OF_PICTURE, /* of an SVG: RGB alone; a press's profile gives its inks (ink/ink.h) */
    COLOUR_OF_MARKS    /* on every plate, for marks beside the trimmed page */
} ColourForm;

typedef struct PageColour {
    Str name;
    uint8_t r, g, b;
    uint8_t c, m, y, k; /* per cent; 0 in one of a picture */
    ColourForm form;
} PageColour;

typedef enum ItemKind { ITEM_GLYPHS, ITEM_RECT, ITEM_PATH, ITEM_IMAGE, ITEM_CROPPED } ItemKind;

typedef enum ItemRole {
    ITEM_CONTENT,      /* the author's, or made for the reader: list marks, numbers, contents entries */
    ITEM_RUNNING_HEAD, /* the rest are artifacts */
    ITEM_RUNNING_FOOT,
    ITEM_DECORATION, /* tints, rules, ornaments */
    ITEM_LEADER,
    ITEM_REPEATED,   /* a table's head on its later pages */
    ITEM_CHANGE_BAR, /* beside what changed, and its number */
    ITEM_BANNER,     /* words across the page, which show what is under them */
    ITEM_MARK        /* for the printer, beyond the trimmed page */
} ItemRole;

/* A list mark, a heading's number or a note's number belongs to its node but is not in its text. PLACED: made by no
 * node, and read behind the section that is its node, before all of them without one: what the page of a panel places.
 */
typedef enum ItemPart { PART_BODY, PART_LABEL, PART_TOC_ENTRY, PART_TOC_PAGE, PART_PLACED } ItemPart;

typedef struct PagePath {
    const PathSeg *segs;
    int n;
    Colour fill, stroke;
    Len stroke_width;
    int clear;    /* per cent of what is under it that shows through */
    bool clipped; /* to clip */
    Rect clip;
} PagePath;

/* A picture that a master places, and the part of it that is shown. */
typedef struct PageCrop {
    Len w, h;           /* of the whole picture, from the item's place */
    Rect shown;         /* counts from the item's place */
    const Node *behind; /* of PLACED: the section that it is read behind; NULL: none */
} PageCrop;

/* There are some for every line and every cell, so it is small: a run and a path stay where they were made. */
typedef struct Item {
    ItemKind kind : 8;
    ItemRole role : 8;
    ItemPart part : 8;
    unsigned order : 8; /* of PLACED: the panel's place in reading order */
    Colour colour;    /* of GLYPHS; of a RECT, where COLOUR_NONE marks the extent of a figure that is drawn in pieces */
    Len x, y;         /* GLYPHS: origin on the baseline; PATH: what its places count from; else top left corner */
    const Node *node; /* NULL for what no node made */
    union {
        const GlyphRun *run;
        const PagePath *path;
        PageCrop *crop; /* node is the NODE_IMAGE */
        struct {
            Len w, h;
        } rect;
        struct {
            Len w, h;
        } image; /* node is the NODE_IMAGE */
    } u;
} Item;

/* A place that can be pressed: a NODE_LINK, NODE_REF or NODE_NOTE_REF, or a contents entry (node: the heading). */
typedef struct PageLink {
    Len x, y, w, h;
    const Node *node;
    bool toc; /* from a contents entry */
    Str uri;  /* or empty: to target */
    const Node *target;
} PageLink;

typedef VEC(Item) Items;
typedef VEC(PageLink) PageLinks;

/* The boxes of a page for the printer: the sheet, the area printed before trimming, and the page after. */
typedef enum PageBox { BOX_MEDIA, BOX_BLEED, BOX_TRIM } PageBox;

typedef struct Page {
    Len width, height; /* after cutting; places count from this page's top left corner */
    Len bleed, slug;   /* how far the printed area, and the sheet, reach beyond it on every side */
    Str label;         /* folio as printed: "iv", "12"; empty when the page has none; in a pack that of the pack */
    FolioStyle folio;
    int number;     /* behind label */
    int part;       /* of the document, from 0 */
    Str part_label; /* folio in its part, and the number behind it: as label, except in a report of a pack */
    int part_number;
    const Len *folds; /* of a sheet, from its left edge: marks for the press stand there, beyond the trimmed page */
    int nfolds;
    int picture_dpi; /* a picture with far more pixels to the inch is reduced to that; 0: none is */
    Items items;
    PageLinks links;
} Page;

/* Where a node begins; for links, outline and page references. */
typedef struct Anchor {
    const Node *node;
    int page; /* index */
    Len y;
    int last_page; /* index of the page where the content of a section or heading ends */
} Anchor;

typedef struct OutlineEntry {
    const Node *node;
    int level; /* 1 for a section's head */
    Str title;
} OutlineEntry;

/* An SVG picture, ready to be drawn: an IMAGE whose node has one is that, as often as it is placed. */
typedef struct PagePicture {
    const Vector *vector;
    const VectorRun *runs; /* its words, in the order of its marks */
    int nruns;
    const Colour *colours; /* of the list, by colour of the vector */
} PagePicture;

typedef struct PageList {
    VEC(PageColour) colours;
    VEC(PagePicture) pictures;
    NodeMap picture_index; /* NODE_IMAGE → index into pictures */
    Map picture_colours;   /* the colours of pictures, by their three bytes */
    VEC(Page) pages;
    VEC(Anchor) anchors; /* in reading order */
    VEC(OutlineEntry) outline;
    NodeMap anchor_index; /* node → index into anchors, of the first `indexed` of them */
    int indexed;
    bool spreads; /* the first page is a right-hand one, and the others face each other in pairs */
    bool partial; /* pages were left out (page/changed.h): not every node is on one */
} PageList;

/* Enters a template's colours in the list; two are one when name, RGB and CMYK agree. Gives each swatch's colour. */
const Colour *pages_take_colours(Arena *a, PageList *l, const Template *t);
/* The same for those of a picture. A list that is nearly full takes similar ones for the same. */
const Colour *pages_take_picture_colours(Arena *a, PageList *l, const Vector *v);
/* The colour of marks for the printer. */
Colour pages_take_marks_colour(Arena *a, PageList *l);
/* NULL: it is no SVG. */
const PagePicture *page_picture(const PageList *l, const Node *image);
Rect page_box(const Page *p, PageBox box);
/* Where the whole of an IMAGE or a CROPPED is; and what is shown of it. */
Rect page_picture_box(const Item *item);
Rect page_picture_shown(const Item *item);
/* Round the points of a PATH, without its stroke; empty where it has none. */
Rect page_path_box(const Item *item);
/* The fewest pixels to the inch that pictures of any product are to have (PIC001). */
enum { PICTURE_FEWEST = 150 };
static inline bool item_is_picture(const Item *item)
{
    return item->kind == ITEM_IMAGE || item->kind == ITEM_CROPPED;
}
/* The pixels across, as the picture lies in its file, that an IMAGE is reduced to; 0: it is not. */
int page_reduced_picture(const Page *p, const Item *item);

/* What a page is called: its folio, or its number where none is printed. */
Str page_label(Arena *a, const Page *p);
Str page_part_label(Arena *a, const Page *p); /* the same by those of its part alone */

/* Indexes the anchors, so that finding one takes the same time however many there are. Called when a list is
 * complete; without it, and for anchors that came later, anchor_find looks at one after the other. */
void pages_index(Arena *a, PageList *l);
const Anchor *anchor_find(const PageList *l, const Node *node); /* the first of that node; NULL when absent */
/* How many pages a part has before its first appendix. */
int pages_without_appendices(const PageList *l, const Node *part);

/* Writes the list as text: a line each page, each item with place in points to 2 decimals, role, node's kind and
 * line, and text. For golden tests. */
void pages_dump(const PageList *l, Buf *out);

#endif
