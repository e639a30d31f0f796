/* A template as data (swatches, page masters, styles, boxes, tables, numbering, contents), and the cascade that
 * turns rules into one computed style for each place. */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include "base/arena.h"
#include "base/base.h"
#include "base/map.h"
#include "diag/diag.h"
#include "doc/diagram.h"
#include "doc/doc.h"
#include "doc/figure.h"
#include "doc/picture/named.h"
#include "doc/picture/vector.h"
#include "doc/product.h"

typedef int16_t Swatch; /* index into Template.swatches; SWATCH_NONE: nothing is painted */
#define SWATCH_NONE ((Swatch)-1)

typedef struct SwatchColour {
    Str name;
    uint8_t r, g, b;
    uint8_t c, m, y, k; /* per cent */
} SwatchColour;

typedef enum Align { ALIGN_LEFT, ALIGN_JUSTIFY, ALIGN_CENTRE, ALIGN_RIGHT } Align;
typedef enum TimelineForm { TIMELINE_NONE, TIMELINE_AUTO, TIMELINE_DOWN, TIMELINE_ACROSS } TimelineForm;
typedef enum BreakBefore { BREAK_AUTO, BREAK_COLUMN, BREAK_PAGE, BREAK_RECTO, BREAK_VERSO } BreakBefore;
typedef enum FolioStyle { FOLIO_NONE, FOLIO_DECIMAL, FOLIO_ROMAN } FolioStyle;

/* What lines may do beyond stretching their spaces. Shares are thousandths; everything off is 0. */
typedef struct Flex {
    int expand;                      /* justified: letters narrower or wider by up to this */
    int track_shrink, track_stretch; /* justified: letters closer or further apart by up to this share of the size */
    bool protrude;                   /* punctuation hangs into the margins */
    bool even_rag;                   /* not justified: lines end as evenly as they can */
    int hyphen_left, hyphen_right;   /* least letters before and after a hyphen; 0: three */
} Flex;

enum { FEATURE_LETTERS = 4 }; /* the name of an OpenType feature */
typedef enum NumeralForm { NUMERALS_OF_FACE, NUMERALS_LINING, NUMERALS_OLDSTYLE } NumeralForm;

/* A computed style: everything needed to set one block or one run of text. */
typedef struct Style {
    /* text: inherited by inlines */
    Str family;
    int weight; /* 100 to 900 */
    bool italic;
    Len size, leading; /* leading: baseline to baseline */
    Swatch colour;
    bool tabular, small_caps, underline, strike;
    bool capitals; /* lower case looks like capitals and reads as it is; templates cannot request it */
    Len shift;     /* baseline raised by this (note marks) */
    int tracking;  /* thousandths of the size between letters */
    NumeralForm figures;
    bool superiors;      /* note marks: the face's own raised figures, where it has them */
    bool raised_figures; /* figures look like those and read as they are; templates cannot request it */
    Str features;        /* OpenType features on and off: "case -liga" */
    /* paragraph */
    Align align;
    bool hyphenate;
    Flex flex;
    Len first_indent;
    bool number_above; /* a heading's number has a line of its own above the words */
    bool hang_number;  /* a number is at the left of its words, in a column as wide as it is, or as -first_indent */
    /* block */
    Len space_before, space_after; /* between blocks the larger counts */
    Len indent_left, indent_right;
    bool keep_next; /* stays with the first lines of what follows */
    bool span;      /* over all columns */
    bool side;      /* of a caption: in the margin column, or beside its picture */
    BreakBefore break_before;
    int widows, orphans; /* least lines after and before a break inside */
    /* lists and marks: text of an unordered item's mark; for notes, of the mark's closing */
    Str mark;
    Swatch mark_colour;
    Len term_width; /* of a list of definitions: the column of its terms, beside what they mean; 0: they stand above */
    int drop_cap;   /* the lines that a first paragraph's first letter is as high as; below 2: none */
    bool fit;       /* of a figure in a strip: smaller where the widest needs it */
    /* a picture of the template's beside the first line, or in place of the marks of a list */
    Str icon;
    Len icon_size; /* its height; 0: that of capitals */
    /* a rule under or over the block (headings) */
    Len rule_above, rule_below; /* thickness, 0: none */
    Swatch rule_colour;
    Len rule_gap;    /* from rule to text */
    Len rule_length; /* 0: the whole measure */
} Style;

/* Where a line's baseline is, from the line's top: it depends only on size and leading, so that a fallback face or a
 * raised mark does not move a line. */
static inline Len style_baseline(const Style *s)
{
    return s->leading / 2 + s->size * 3 / 8;
}

enum { BANNER_VEIL = 12 }; /* per cent of its colour with which a banner darkens what it covers */

/* A small picture that the template carries. */
typedef struct TemplateIcon {
    Str name;
    Str file;
    Pos pos;
    bool used;         /* by a style or a block, and so read */
    const Node *image; /* a NODE_IMAGE with a vector; in no tree; NULL: it is not used, or could not be read */
} TemplateIcon;

/* A named block's dress. */
enum { BOX_COLUMNS = 6 };

typedef struct BoxStyle {
    Str name;
    Str title;           /* default title ("Outcome"); empty for none */
    Str continued;       /* "(continued)": after the title where the box goes on; empty: the title is not repeated */
    bool says_continued; /* in words of its own, or by none */
    Swatch tint;
    Len rule_left, rule_right, rule_top, rule_bottom; /* thickness, 0: none */
    Swatch rule_colour;
    Len corner;    /* radius, 0: square */
    bool cut_open; /* no rule and no corner at an edge where a page or column ends */
    Len pad_left, pad_right, pad_top, pad_bottom;
    Len space_before, space_after;
    int columns;                 /* its children set in this many columns side by side, 1 normally */
    uint8_t shares[BOX_COLUMNS]; /* of the columns' widths; 0: all are alike */
    bool own_columns;            /* as many as its children need */
    Len min_column;              /* the least width of these */
    Len gutter;
    TimelineForm timeline; /* how its list of definitions is drawn; AUTO: across if there is room */
    Len portrait;          /* how wide a picture of whose words it holds is, 0: none is shown */
    bool in_margin; /* in the page's margin column, beside the text that follows, unless the block says otherwise */
    bool keep;      /* never broken when it fits a page */
    bool keep_next; /* stays with the first lines of what follows */
    bool span;
    Pos pos; /* of its tint, where that was given last */
} BoxStyle;

/* Where words stand in a cell that is higher than they are. VERTICAL_USUAL: at the top; in a head of one row at its
 * foot. */
typedef enum Vertical { VERTICAL_USUAL, VERTICAL_TOP, VERTICAL_MIDDLE, VERTICAL_BOTTOM } Vertical;

typedef enum StatusColour {
    STATUS_RED,
    STATUS_AMBER,
    STATUS_YELLOW,
    STATUS_GREEN,
    STATUS_BLUE,
    STATUS_GREY,
    STATUS_WHITE,
    STATUS_COLOUR_COUNT
} StatusColour;

/* What a cell is tinted for: the colour of its status, or a figure below zero. The words of the status and the minus
 * say the same without colour. */
enum { TINT_NEGATIVE = STATUS_COLOUR_COUNT, TINT_COUNT };

enum { TABLE_WIDTH_CONTENT = 0, TABLE_WIDTH_MEASURE = 100 };

/* A table's dress. */
typedef struct TableStyle {
    Str name;
    Len row_pad; /* above and below the text of a row */
    Len column_gap;
    Len head_rule, row_rule, subtotal_rule, total_rule_above, total_rule_below; /* thickness, 0: none */
    Swatch head_rule_colour, row_rule_colour, total_rule_colour;
    Swatch head_tint, group_tint, total_tint, current_tint, stripe_tint;
    Len space_before, space_after;
    Len group_space; /* above a group's row */
    Len min_text_column;
    int width; /* per cent of the measure, as far as its content leaves the choice; 0: as its content */
    Vertical vertical, head_vertical;
    Str tint_by; /* ids of columns whose cells are tinted, with spaces between them; a table can name others */
    Swatch tints[TINT_COUNT]; /* SWATCH_NONE: none */
    Swatch bar, bar_negative; /* of bars in cells; SWATCH_NONE: the first of charts, and the same */
    Len bar_width;            /* of the longest */
    bool span;
    Len group_rule;     /* above a group's row, in the colour of rules of heads; 0: none (large print) */
    bool turn;          /* a table that is too wide goes on a landscape page of its own */
    bool cut_rows;      /* a row of many lines may go on on the next page */
    bool repeat_groups; /* a group's heading is set again at the top of a page that goes on with the group */
    Str continued; /* "(continued)": after the caption of a table that continues, and after words that are set again;
                      empty: the caption is not repeated */
    Pos pos;       /* of the element that last changed it */
} TableStyle;

/* The look of charts. Text in them has the styles of element "chart" and its classes. */
typedef struct ChartStyle {
    Swatch palette[8]; /* of series, in order */
    int npalette;
    Swatch grid, axis; /* lines of the scale; the line under the bars */
    Swatch paper;      /* what is drawn on marks: hatches, text; parts neighbours. SWATCH_NONE: nothing is */
    Swatch achieved, missed, other; /* verdicts */
    Str data;                       /* before the table that a chart is drawn from: "Data"; empty: that is not said */
} ChartStyle;

/* The look of diagrams. Words in a box have the style of element "diagram", its title that of class "title", both in
 * the place of the box's role ("plain", "primary", "secondary"); words beside arrows have element "diagram-label". */
typedef struct DiagramStyle {
    Swatch tints[DIAGRAM_ROLE_COUNT];
    Swatch outline; /* round every box */
    Len outline_width;
    Swatch line; /* of arrows; SWATCH_NONE: the colour of their labels */
    Len line_width;
    Len corner; /* radius of boxes' corners, 0: square */
    Len pad;    /* from a box's edges to its words */
    Pos pos;    /* of the element that last changed it */
} DiagramStyle;

/* The look of statuses: shapes before their words. The shape follows from the colour, so that it need not be seen. */

typedef struct StatusStyle {
    Swatch fills[STATUS_COLOUR_COUNT];
    Swatch outline; /* of every shape, and the colour of arrows; SWATCH_NONE: the colour of text */
    Len outline_width;
} StatusStyle;

const char *status_colour_name(StatusColour colour); /* "red" */

/* Something a master places on each page it serves: a running head, a folio, a field of colour, a drawing. Text may
 * contain {title} {subtitle} {period} {organisation} {edition} {date} {section} {number} {page} {pages}. It is omitted
 * where one of {item} {classification} {from} {to} {access} {report-page} {report-pages} {pack-page} {pack-pages} is
 * empty, or one of the headings of the page: {h1} {h2} {h3} {dt}, with last- or range- before them, {part}
 * {part-title}.
 */
typedef enum PlacedKind {
    PLACED_TEXT,
    PLACED_RECT,
    PLACED_LINE,
    PLACED_CIRCLE,
    PLACED_PATH,
    PLACED_PICTURE,
    PLACED_TAB
} PlacedKind;
typedef enum Sides { SIDES_BOTH, SIDES_RECTO, SIDES_VERSO } Sides;
typedef enum OnOpener { OPENER_TOO, OPENER_NOT, OPENER_ONLY } OnOpener; /* of a section's first page */

/* A picture in a box of its own. */
typedef struct PlacedPicture {
    Str of;         /* a named picture of the document, or "section": the one that the page's section names */
    bool cover;     /* fills the box and is cropped to it; else whole in it */
    Focus position; /* where it stands in the box, or the part that a crop keeps unless the document names one */
    bool required;  /* a document without it is wrong; else the place stays empty */
} PlacedPicture;

typedef struct TabColour {
    Str class_name; /* of a heading */
    Swatch fill;
} TabColour;

/* A mark on a strip along the edge of the page, a step lower for each part of the document or each section. */
typedef struct Tab {
    bool of_sections;
    Len length;               /* of the mark; 0: the whole step */
    const TabColour *colours; /* where there are any, only these classes have marks */
    int ncolours;
} Tab;

typedef struct Placed {
    PlacedKind kind;
    Len x, y, w, h; /* from the page's top left corner; TEXT: w its measure; LINE: w, h its extent; CIRCLE: x, y centre,
                       w radius; PICTURE: one of w and h may be 0, and follows from the other */
    bool bottom;    /* TEXT: y is where its last line's foot stands (text grows upwards) */
    Str text;
    Str style;   /* style's element name for TEXT */
    Align align; /* TEXT */
    bool mirror; /* on versos x counts from the right, and left and right are swapped */
    Sides sides;
    Swatch fill, stroke;
    Len stroke_width;
    const Tab *tab; /* TAB: x to h are the strip */
    const PathSeg *path;
    int npath;
    int clear;    /* per cent of what is under a RECT, CIRCLE or PATH that shows through; 0: none */
    bool clipped; /* to clip_x… */
    Len clip_x, clip_y, clip_w, clip_h;
    bool running_head, running_foot; /* artifact subtype: head, foot; neither: text and pictures are content */
    OnOpener opener;
    Str when, unless; /* omitted without, or with, the picture of that name; empty: whatever there is */
    PlacedPicture picture;
    Pos pos;
} Placed;

typedef struct PageMaster {
    Str name;
    Len width, height;
    Len top, bottom, inner, outer; /* margins; inner is left on rectos, and on versos too unless mirrored */
    bool mirror;
    int columns;
    Len gutter;
    Len column_rule; /* thickness of the rule between columns, 0: none */
    Swatch column_rule_colour;
    Len margin_width, margin_gap; /* of the margin column, and from the text to it; width 0: there is none */
    Len sink;                     /* text of a section's first page starts this much lower */
    FolioStyle folio;
    bool feet;            /* full columns end level: their gaps are shared out between blocks */
    bool snap;            /* blocks begin on the template's grid, so that lines of columns align */
    bool folio_restart;   /* numbers start again at 1 on the first page served after another folio style */
    const Placed *placed; /* drawn in order, under the text */
    int nplaced;
} PageMaster;

/* What is set before, between and after sections, in order. */
typedef enum FrontKind { FRONT_COVER, FRONT_CONTENTS, FRONT_TABLES, FRONT_FIGURES } FrontKind;
typedef struct Front {
    FrontKind kind;
    Str master, title;
    int levels; /* contents: heading levels listed */
    bool leaders;
    bool ranges; /* contents: "15–16" instead of the first page alone */
} Front;

/* The pages of the sections whose first heading has a class. */
typedef struct SectionClass {
    Str name, master;
    Str opener;         /* of a section's first page; empty: the master */
    Str picture_opener; /* the same for a section that names a picture; empty: the opener */
} SectionClass;

/* Where parts open: at first-level headings of a class, each with the paragraphs and lists behind it on a page of its
 * own. */
typedef struct PartOpening {
    Str class_name; /* empty: there are no parts */
    Str master;
    Sides on, then; /* the side of the part's page, and of the page after it */
} PartOpening;

/* The last page: behind the sections, or under the text of the last one if that is the contact and has this page. */
typedef struct BackCover {
    Str master;   /* empty: there is none */
    int multiple; /* the number of pages that it ends is a multiple of this; 0: the template does not say */
} BackCover;

typedef struct Template {
    Str name;
    const struct Template *original; /* that it was derived from (style/large.h); NULL: it is as it was read */
    Str lang;                        /* of the words in it */
    const SwatchColour *swatches;
    int nswatches;
    const PageMaster *masters;
    int nmasters;
    const Front *fronts;
    int nfronts;
    const struct FoldedSheet *sheet;     /* of folded documents (style/sheet.h); NULL: pages */
    Str role_master[SECTION_ROLE_COUNT]; /* name of the master for each role */
    Str role_opener[SECTION_ROLE_COUNT]; /* of a section's first page; empty: the same */
    Str role_picture_opener[SECTION_ROLE_COUNT];
    const SectionClass *section_classes;
    int nsection_classes;
    PartOpening part;
    BackCover back;
    bool spreads;        /* viewers show facing pages */
    bool names_headings; /* something that masters place depends on the headings of the page */
    Str landscape_master;
    Numbering numbering;
    Len grid;               /* baseline step */
    const Str *hyphenation; /* words with hyphens where they may be divided, and nowhere else */
    int nhyphenation;
    bool smart;          /* typographic quotes and dashes */
    bool whole;          /* large print: words, and figures with what belongs to them, are not divided */
    bool end_notes;      /* large print: footnotes stand behind their section, not at the foot of the page */
    int picture_dpi;     /* pictures with far more pixels to the inch are reduced to it; 0: none is */
    FigureStyle figures; /* of the data */
    TemplateIcon *icons; /* reading blocks reads the files of those that they name */
    int nicons;
    const BoxStyle *boxes;
    int nboxes;
    const TableStyle *tables;
    int ntables;
    ChartStyle charts;
    DiagramStyle diagrams;
    StatusStyle statuses;
    ProductSettings product_settings; /* for all its documents; of the template that it extends first */
    const struct StyleRule *rules;    /* style.c */
    int nrules;
    /* name → its number in the array */
    Map master_names, icon_names, box_names, table_names;
    Map classes; /* that rules name → a Map of the elements in these rules */
} Template;

const PageMaster *template_master(const Template *t, Str name); /* NULL when absent */
/* The pages of a section of a role whose first heading has a class, which may be empty. Never NULL. pictured: it names
 * a picture. */
typedef struct SectionPages {
    const PageMaster *first, *rest; /* of one measure, as far as the columns go */
} SectionPages;
SectionPages template_pages(const Template *t, SectionRole role, Str class_name, bool pictured);
const BoxStyle *template_box(const Template *t, Str name);     /* NULL when absent */
const Node *template_icon(const Template *t, Str name);        /* NULL when absent */
const TableStyle *template_table(const Template *t, Str name); /* the one called "default" when absent */
/* "measure", "content" or "60%", as TableStyle.width; false: none of them. */
bool table_width_parse(Str s, int *width);
/* Does the page place that picture? */
bool master_places(const PageMaster *m, Str picture);
/* Does any page of the template? */
bool template_places(const Template *t, Str picture);
/* Whether it is the page of a role or a class, of parts, of landscape tables or of something at the front. Panels have
 * pages of their own. */
bool template_uses(const Template *t, const PageMaster *m);

/* The properties a rule sets are marked in `set`, a bit for each StyleProp (style.c gives the list and
 * the reader its names). */
typedef enum StyleProp {
    PROP_FAMILY,
    PROP_WEIGHT,
    PROP_ITALIC,
    PROP_SIZE,
    PROP_LEADING,
    PROP_COLOUR,
    PROP_TABULAR,
    PROP_SMALL_CAPS,
    PROP_UNDERLINE,
    PROP_STRIKE,
    PROP_SHIFT,
    PROP_TRACKING,
    PROP_FIGURES,
    PROP_SUPERIORS,
    PROP_FEATURES,
    PROP_ALIGN,
    PROP_HYPHENATE,
    PROP_HYPHEN_LEFT,
    PROP_HYPHEN_RIGHT,
    PROP_EXPAND,
    PROP_TRACK_SHRINK,
    PROP_TRACK_STRETCH,
    PROP_PROTRUDE,
    PROP_EVEN_RAG,
    PROP_FIRST_INDENT,
    PROP_SPACE_BEFORE,
    PROP_SPACE_AFTER,
    PROP_HANG_NUMBER,
    PROP_NUMBER_ABOVE,
    PROP_INDENT_LEFT,
    PROP_INDENT_RIGHT,
    PROP_KEEP_NEXT,
    PROP_SPAN,
    PROP_SIDE,
    PROP_BREAK_BEFORE,
    PROP_WIDOWS,
    PROP_ORPHANS,
    PROP_MARK,
    PROP_MARK_COLOUR,
    PROP_TERM_WIDTH,
    PROP_DROP_CAP,
    PROP_FIT,
    PROP_ICON,
    PROP_ICON_SIZE,
    PROP_RULE_ABOVE,
    PROP_RULE_BELOW,
    PROP_RULE_COLOUR,
    PROP_RULE_GAP,
    PROP_RULE_LENGTH,
    PROP_COUNT
} StyleProp;

/* What is needed to read a property and to copy it: the field of Style at `offset` has the type for `kind`. */
typedef enum PropKind {
    KIND_TEXT,            /* Str */
    KIND_NUMBER,          /* int */
    KIND_YES_NO,          /* bool */
    KIND_LENGTH,          /* Len */
    KIND_LENGTH_OR_SHARE, /* Len; a share of the size ("65%") is allowed: see StyleRule.share */
    KIND_SWATCH,          /* Swatch */
    KIND_ALIGN,           /* Align */
    KIND_BREAK,           /* BreakBefore */
    KIND_SHARE,           /* int, thousandths: "2%" */
    KIND_FIGURES,         /* NumeralForm */
    PROP_KIND_COUNT
} PropKind;
typedef struct PropInfo {
    const char *name; /* as templates write it: "space-before" */
    PropKind kind;
    size_t offset;
} PropInfo;
const PropInfo *style_prop(StyleProp prop);

typedef struct StyleRule {
    Str element;    /* "p", "h1", "li", "ul", "ol", "td", "th", "em", "cover-title", …; "*": all blocks */
    Str class_name; /* empty: any */
    Str in;         /* nearest or outer place: a box's name, "quote", "note", "cell", a role; empty: any */
    uint64_t set;
    uint64_t share; /* those of `set` whose value is a share of the size before this rule, in 1/1024 */
    Style value;
    Pos pos; /* of its colour, else of the element */
} StyleRule;

/* Where a block is: the names of what encloses it, outermost first. */
typedef struct Place {
    const struct Place *outer;
    Str name;
} Place;

/* What rules are matched with: a block, or an inline in such places, to which rules for "*" do not apply. */
typedef struct Element {
    Str name, class_name;
    const Place *place;
    bool is_inline;
} Element;

/* The cascade with its cache. More closely matching rules win: in + class over in or class over neither, then a
 * named element over "*", then a class or a nearer place over an outer one, then the later rule. Unless a rule
 * sets them, mark_colour and rule_colour are the text's colour. */
typedef struct Styler Styler;
Styler *styler_new(Arena *job, const Template *t);
/* Computed style of a block. Never NULL; the same pointer for the same arguments. */
const Style *style_block(Styler *s, Str element, Str class_name, const Place *place);
/* Style of an inline ("em", "strong", "code", "a", "note-ref", "span") on top of `base`'s properties. Places are
 * those of the block behind `base`; the same pointer for the same arguments, when `base` came from this Styler. */
const Style *style_inline(Styler *s, const Style *base, Str element, Str class_name);
/* The same for single requests: a block's style as a value, and what an inline in such places changes in `style`. */
Style style_of_block(Styler *s, Str element, Str class_name, const Place *place);
void style_apply(Styler *s, Style *style, const Element *element);
/* The rule that gives a block, or an inline there, the property; NULL: none. */
const StyleRule *style_source(const Styler *s, const Element *element, StyleProp prop);

#endif
