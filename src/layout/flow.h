/* The flow: a document's matter as one long vertical list of strips, before it is cut into pages.
 *
 * A strip is a horizontal slice that is never split: a line of text, a row of a table, a picture. Between
 * two strips there is a gap (dropped at the head of a region) and a penalty for breaking there. Frames
 * enclose runs of strips: a box's tint and rules are drawn round whatever part of it stands in a region;
 * a table's frame repeats its head. Everything in here lives in the pass's arena. */
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include "base/map.h"
#include "base/vec.h"
#include "layout/layout.h"

#define MAX_DEPTH 64 /* blocks nested deeper are set as if they were not */

/* Cost of breaking before a strip. */
enum {
    PENALTY_FORCE_PAGE = -30000,
    PENALTY_FORCE_COLUMN = -20000,
    UNWELCOME = 1000,       /* from here on taken in balanced columns only when nothing else is left */
    PENALTY_HYPHEN = 10000, /* after a divided word; from here on taken only where nothing else is possible */
    PENALTY_NEVER = 10001   /* inside of what stays together */
};

typedef struct Frame Frame;
typedef struct Strip Strip;
typedef struct Grid Grid;

struct Frame {
    Frame *outer;
    const Node *node;
    int depth;               /* 1 for the outermost */
    int first;               /* index of its first strip in the flow */
    Len x, width;            /* from the region's left edge */
    Len pad_top, pad_bottom; /* inside the frame, on each fragment */
    Swatch tint, rule_colour;
    Len rule_left, rule_top, rule_bottom;
    const Strip *head; /* set again at the top of each later fragment, or NULL */
    int nhead;
    Len head_height;
};

struct Strip {
    Len height;
    Len gap;           /* above; dropped at the head of a region */
    int32_t penalty;   /* of breaking before it */
    bool keep;         /* what follows across the end of its segment is to stay with it */
    bool goes_on;      /* with the paragraph of the strip above */
    Frame *frame;      /* innermost, or NULL */
    const Item *items; /* places from the region's left edge and the strip's top */
    int nitems;
    const Item *seam; /* over the edge to the strip above, painted when that stands in the same region */
    int nseam;
    const Grid *grid; /* of whose row it is a slice, or NULL; the row is painted over all its slices in a region */
    int slice;
    Len opening, closing; /* height that a region needs more when it begins, or ends, with it */
    const PageLink *links;
    int nlinks;
    const Node *const *notes; /* footnotes whose marks stand here */
    int nnotes;
    const Node *const *begins; /* nodes whose matter begins here */
    int nbegins;
    const Node *section;
};

/* A stretch of the flow set in one column width: in the master's columns, or over all of them. */
typedef struct Segment {
    int first; /* index of its first strip; it ends where the next one begins */
    int columns;
} Segment;

/* A block that may wait for the next region's head: strips [first, last), in no frame. */
typedef struct Float {
    int first, last;
    Len above, below, next; /* space wanted below what stands before it, below itself, and above what follows */
} Float;

typedef struct Flow {
    VEC(Strip) strips;
    VEC(Segment) segments;
    VEC(Float) floats;
} Flow;

/* What stands still while one pass runs. */
typedef struct Pass {
    const LayoutJob *job;
    Arena *arena;
    Styler *styler;
    const struct Facts *facts; /* of the pass before; NULL in the first */
    LayoutStats *stats;
    bool quiet;  /* warnings have been given in an earlier pass */
    bool asked;  /* a folio was asked for since this was last cleared: what is set depends on the pass before */
    Map notes;   /* set footnotes by node and measure: footnotes.c */
    Map *shaped; /* paragraphs shaped in this pass or an earlier one, by node and style; in the job's arena */
} Pass;

/* Where and how blocks are being set. Passed by value: inner blocks get a changed copy. */
typedef struct Setting {
    Len x, measure; /* from the region's left edge */
    const Place *place;
    int depth; /* of nesting, against MAX_DEPTH */
    int list_depth;
    Len region_height;       /* of a whole page's text: nothing may be taller */
    bool apart;              /* in a flow of its own: no spans, and no strip can go to another page */
    bool figures;            /* paragraphs are set to the right: a column of figures */
    Str element, class_name; /* of paragraphs; element empty: "p" */
} Setting;

/* Builds a flow block by block. */
typedef struct Builder {
    Pass *pass;
    Flow *flow;
    Frame *frame; /* innermost open */
    const Node *section;
    Len after;            /* space wanted below what was set last */
    bool entering;        /* nothing set yet inside the frame, item or cell just entered */
    int32_t next_penalty; /* for the next strip; 0 when nothing asked for one */
    bool span_open;       /* the open segment runs over all columns */
    int columns;          /* of the master */
    Len column_measure, full_measure;
    VEC(const Node *) begins; /* nodes waiting for their first strip */
} Builder;

/* build.c: the walk over blocks */
void build_start(Builder *b, Pass *pass, Flow *flow, const PageMaster *master);
void build_blocks(Builder *b, const Node *first, Setting s);
void build_block(Builder *b, const Node *n, Setting s);
/* Adds a strip below `before` of space; fills in gap, penalty, frame, section and waiting nodes. */
Strip *build_strip(Builder *b, Len height, Len before, int32_t penalty);
void build_begin(Builder *b, const Node *n);
/* What is set from here on runs over all columns, if it wants to and can; s becomes as wide. */
bool build_span(Builder *b, bool wanted, Setting *s);
void build_unspan(Builder *b, bool spanned);
Frame *build_open(Builder *b, const Node *n, Len space_before);
void build_close(Builder *b, Len space_after);
/* Blocks set apart from the page in a flow of their own: a cell, a column of a grid, a note. */
Flow *build_apart(Pass *pass, const Node *section, const Node *first, Setting s);

Flow *build_one_apart(Pass *pass, const Node *section, const Node *block, Setting s);

/* grid.c: blocks side by side */
enum { GRID_COLUMNS = 12 };
struct Grid { /* a row that may be cut */
    int columns;
    const Flow *cells[GRID_COLUMNS];
    Len x[GRID_COLUMNS];
    const int (*begins)[GRID_COLUMNS]; /* each slice begins with these strips of the cells; one more for the end */
};
void build_grid(Builder *b, const Node *n, const BoxStyle *box, Setting s);

/* paragraph.c: inlines to lines to strips */
typedef VEC(Piece) Pieces;
typedef struct Label { /* a mark that hangs left of the first line */
    Str text;
    const Style *style;
    const Style *beside; /* of the line that it stands beside: their baselines agree */
    const Node *node;
    Len x;   /* of its left edge, from the region's left edge */
    Len top; /* of its line, from the strip's top */
} Label;
void pieces_inlines(Pass *pass, Pieces *out, const Node *first, const Style *style);
void pieces_text(Pass *pass, Pieces *out, Str text, const Style *style, const Node *node);
void pieces_break(Pass *pass, Pieces *out, const Style *style, const Node *node);
/* A paragraph's inlines, shaped; kept over passes unless it prints page numbers. */
const Para *shape_inlines(Pass *pass, const Node *n, const Style *style);
/* Broken to the setting's measure less the style's indents; counted, and what runs over reported. */
Lines break_para(Pass *pass, const Node *n, const Para *para, const Style *style, const Setting *s);
/* Sets pieces as a paragraph in `style`, a strip each line. label may be NULL. Sides of the break rules come from the
 * style. */
void set_paragraph(Builder *b, const Node *n, const Pieces *pieces, const Style *style, Setting s, const Label *label);
/* The same of what is shaped already. */
void set_para(Builder *b, const Node *n, const Para *para, const Style *style, Setting s, const Label *label);
/* The glyphs and links of one line, from x, with the line's top at top; n for runs of no node. */
void line_items(Pass *pass, const Line *line, Len x, Len top, const Style *style, const Node *n, Items *items,
                PageLinks *links);
/* One line of text that is not the author's: a mark, a folio. */
Lines set_text(Pass *pass, Str text, const Style *style, const Node *node, Len measure, Align align);
Str ref_text(Pass *pass, const Node *ref);
bool is_within(const Node *n, const Node *outer);

/* strip.c */
typedef struct Rect {
    Len x, y, w, h;
} Rect;
void put_rect(Pass *pass, Items *items, const Node *node, Rect r, Swatch fill); /* a tint or a rule */
void strip_hang(Pass *pass, Strip *s, const Label *label);                      /* puts a mark before its items */
/* A strip made of a flow takes over the notes called for in it and the nodes that begin in it. */
void strip_adopt(Pass *pass, Strip *s, const Flow *f);

/* table.c, image.c, contents.c */
void build_table(Builder *b, const Node *table, Setting s);
/* columns.c: can its columns not be as wide as their longest words and figures? */
bool columns_too_wide(Pass *pass, const Node *table, const TableStyle *style, Setting s);
/* "Table 3  Caption": the owner's number, then the caption's words. */
void set_caption(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name);
void build_figure(Builder *b, const Node *figure, Setting s);
void build_chart(Builder *b, const Node *figure, Setting s); /* chart.c: diagrams too */
void build_contents(Builder *b, const Front *front, Setting s);

/* measure.c: heights of stretches of a flow */
typedef struct StripHeight {
    Len top, bottom; /* of the strip, were the flow set in one endless region */
    Len opening;     /* pads and repeated heads needed when a region begins with this strip */
    Len closing;     /* pads needed when a region ends with this strip */
} StripHeight;
typedef struct Heights {
    StripHeight *at; /* by strip */
} Heights;
Heights heights_of(Arena *a, const Flow *f);
/* Widens gaps so that every block outside a frame begins a whole number of steps below the flow's beginning. */
void snap_to_grid(Flow *f, Len step);
/* Of strips [from, to) set in a region of their own. */
Len height_between(const Heights *h, int from, int to);

/* emit.c: strips onto a page or into another strip */
typedef struct Emit {
    Pass *pass;
    Items *items;
    PageLinks *links;
    Len spread; /* height shared out over the gaps between blocks, so that feet are level */
    void (*begins)(void *self, const Node *n, Len y); /* told of nodes that begin; may be NULL */
    void *self;
} Emit;
/* Emits strips [from, to) with their frames, their top left corner at x, y. The outermost frame that holds
 * them all is drawn at least stretch tall. Gives the height. */
Len emit_strips(const Emit *e, const Flow *f, int from, int to, Len x, Len y, Len stretch);

/* facts.c: what a pass learnt of pages, for the next */
typedef struct Facts Facts;
Facts *facts_of(Arena *job, const PageList *l);
/* *swinging: the node that best shows what moved, or NULL. */
bool facts_equal(const Facts *a, const Facts *b, const Node **swinging);
/* The folio of the page where a node begins or its matter ends; "00" when not known yet. */
Str folio_of(Pass *pass, const Node *n, bool end);

/* paginate.c: a flow cut into pages */
typedef struct Press { /* the page list being made in this pass */
    Pass *pass;
    PageList *list;
    const Node **page_sections; /* by page: for running heads */
    bool *openers;
    const PageMaster **masters;
    int cap;
    VEC(int) ends;  /* by anchor: the page on which what was open before it ends */
    int open[8];    /* anchors of the section [0] and headings whose matter has not ended, by level; -1 */
    int last_page;  /* of the region set last */
    Len region_top; /* of the region being set */
    int counter;    /* folio of the page made last */
} Press;
Page *press_page(Press *p, const PageMaster *master, const Node *section, bool opener);
/* Where a node begins; `ends` as in Press. */
void press_anchor(Press *p, Anchor anchor, int ends);
void paginate(Press *p, Flow *f, const PageMaster *master, bool opener);
/* After the last flow, and before the contents: what is open ends on the last page made. */
void paginate_end(Press *p);

/* run.c: flows one after the other, each on pages of its own */
typedef struct KeptRun { /* what a run made; enough to make it again without setting its matter */
    const PageMaster *master;
    bool opener, asked; /* asked: it printed folios, so that the next pass may set it otherwise */
    int first_page, end_page, first_anchor, end_anchor;
    int counter, last_page; /* the press's, when it began */
    int end_last_page;
    LayoutStats before, after;
} KeptRun;
typedef struct Run { /* the flow being gathered, and those before it */
    Press press;
    const PageMaster *master; /* NULL: none is open */
    Flow *flow;
    Builder builder;
    bool opener;
    const KeptRun *again; /* the same run of the pass before, when it comes out the same: nothing needs to be built */
    VEC(KeptRun) kept;
    const struct Run *before; /* of the pass before, or NULL */
} Run;
void begin_run(Run *r, const PageMaster *master, bool opener); /* ends the one that is open */
void end_run(Run *r);
bool keeps_any(const Run *r); /* is any of its runs sure to come out the same where it begins the same? */

/* footnotes.c: the footnotes called for in a stretch of a flow, as one list of strips */
typedef struct NoteStrip {
    const Node *note;
    const Flow *flow; /* the note, set */
    int strip;        /* index in it */
    int first;        /* index in the list of its note's first strip */
} NoteStrip;
typedef struct Footnotes {
    NoteStrip *at;
    int n;
    int64_t *sum;  /* n + 1 running totals of height */
    int from;      /* of the stretch */
    int *called;   /* note strips called for before each strip of the stretch, and at its end */
    Len separator; /* the rule above them and the space round it */
} Footnotes;
Footnotes footnotes_of(Pass *pass, const Flow *f, int from, int to, Len measure);
/* How many of the strips from `note` on, up to those called for before `strip`, can stand in `room` (which holds the
 * separator too); -1 when not even the first can. */
int footnotes_fit(const Footnotes *n, int note, int strip, int64_t room);
/* Has every note called for before `strip` begun, when the strips up to `placed` are set? */
bool footnotes_begun(const Footnotes *n, int placed, int strip);
Len footnotes_height(const Footnotes *n, int from, int to); /* with the separator; 0 for none */

/* fill.c: what a region holds, once it is known where it begins */
typedef struct Break {
    int strip, note,
        waiting; /* a region begins with these strips, notes and blocks that wait; it ends where the next begins */
} Break;
typedef VEC(Break) Breaks;
typedef struct Matter { /* a segment, ready to be broken */
    Pass *pass;
    Flow *flow;
    int from, to;
    Heights heights;
    Footnotes notes;
    const Float *floats; /* those of its blocks that may wait, in order */
    int nfloats;
    bool noted; /* some of them call for footnotes */
    Len grid;   /* blocks begin whole steps below each other; 0: anywhere */
} Matter;
typedef struct Fill {
    Break end;    /* where the next region begins; note is -1 when the strips do not fit */
    int64_t left; /* of the room, or of that for the strips if it is less */
} Fill;
/* The segment's strips. Blocks that may wait are those that a region `tall` can hold. */
Matter matter_of(Pass *pass, Flow *f, int from, int to, const Heights *h, Len measure, Len tall, Len grid);
typedef struct Room {
    int64_t height; /* for strips and notes */
    int64_t text;   /* for the strips alone */
    Len slack; /* by which the strips may exceed either; less than 0: what they must leave. Not for blocks that wait */
} Room;
/* What a region holds when the flow goes on to `strip` in it: first the blocks that wait, as many as fit, then the
 * strips, of which blocks that do not fit wait again. */
Fill fill_region(const Matter *m, Break start, int strip, Room room);
/* The first block that may wait and begins at or after the strip. */
int float_from(const Matter *m, int strip);
/* Is the strip inside of a block that may wait, or its first? No region begins with it. */
bool float_holds(const Matter *m, int strip);
/* Does a block wait there that stands before it in the flow? */
bool fill_waits(const Matter *m, const Break *end);
/* Of ending a region so: when a block waits that stands just before the break, of breaking before that block. */
int32_t fill_penalty(const Matter *m, const Break *end);
/* The stretches of the flow that make up the region, in the order in which they are set; `out` (or NULL) has room for
 * 2 * nfloats + 1 of them. Gives their height. */
typedef struct Stretch {
    int from, to;
    Len gap; /* above, but for the first */
} Stretch;
int64_t fill_stretches(const Matter *m, Break start, Break end, Stretch *out, int *n);
/* How many note strips the region has and their height; -1 when they are simply those from start's to end's. */
int fill_notes(const Matter *m, Break start, Break end, int64_t *height);

/* floats.c: puts the strips into the order in which they are set; breaks are the new strips' then. False when nothing
 * moves; else heights and notes of the flow are out of date. */
bool floats_move(const Matter *m, Breaks *breaks);

/* break.c: the best places to break */
typedef struct Regions {
    const Len *first; /* heights of the first page's regions; less than 0 where what stands there leaves no room */
    Len later;        /* of a region on any later page */
    int columns;      /* regions on a page */
    bool may_skip;    /* the first page holds other matter already and may be left as it is */
    bool last_open;   /* more follows on the last page: do not mind a short end */
    Len need_after;   /* height that must be left for what follows and is to stay together */
} Regions;
/* Two breaks at the same place are an empty region. */
void break_best(const Matter *m, const Regions *r, Breaks *breaks);
typedef struct Abreast { /* side by side on a page, their notes at its foot */
    int n;
    const Len *rooms; /* of each, for strips and notes */
    Len most;         /* for the strips of any */
    bool willing;     /* to break wherever it is allowed, else only where a break is not unwelcome */
} Abreast;
/* First fit of what begins at `start` into the columns; false when they do not hold it all. */
bool break_fit(const Matter *m, Break start, const Abreast *columns, Breaks *breaks);

/* furniture.c: what masters place on pages */
Str folio_text(Arena *a, FolioStyle style, int number);
/* Puts running heads, folios, covers' text and drawings under what is on the pages. After all pages are made. */
void furnish(Press *p);

#endif
