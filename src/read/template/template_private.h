/* A template under construction from its layers; private to read/template. */
#ifndef READ_TEMPLATE_TEMPLATE_PRIVATE_H
#define READ_TEMPLATE_TEMPLATE_PRIVATE_H

#include "base/vec.h"
#include "read/read.h"
#include "read/xml/xml.h"
#include "style/sheet.h"

/* A name that must exist when all layers are merged: a layer may use what one above it defines. */
typedef enum UseKind { USE_PAGE, USE_STYLE, USE_PLACE, USE_ICON, USE_KIND_COUNT } UseKind;
typedef struct Use {
    UseKind kind;
    Str name;
    Pos pos;
} Use;

/* A page that is to open the sections of another. */
typedef struct OpenerUse {
    Str name, master;
    Pos pos;
} OpenerUse;

typedef VEC(Placed) PlacedVec;

enum { PANELS_MOST = 24 };

/* A panel as the template names it: its page may come in a later layer. */
typedef struct PanelUse {
    Str name, page;
    int side, order;
    Pos pos;
} PanelUse;

typedef struct SheetBuild {
    Len safe;
    VEC(PanelUse) panels; /* side by side, from left to right */
    PlacedVec drawn[SHEET_SIDES];
    int nsides;
    Pos pos;
} SheetBuild;

typedef struct Build {
    const Reader *r;
    int file;    /* of the layer that is being read */
    Template *t; /* its arrays are filled in at the end, and its maps with them */
    VEC(SwatchColour) swatches;
    Map swatch_names;
    VEC(PageMaster) masters;
    VEC(Front) fronts;
    VEC(SectionClass) section_classes;
    VEC(OpenerUse) openers;
    SheetBuild *sheet; /* NULL: none */
    VEC(StyleRule) rules;
    Map elements; /* that rules name */
    VEC(TemplateIcon) icons;
    VEC(BoxStyle) boxes;
    Str boxes_continued; /* of those that give no words of their own */
    VEC(TableStyle) tables;
    VEC(Use) uses;
} Build;

/* values.c: attributes as values. Each leaves *out unchanged and returns false when the attribute is absent, or when
 * it is not valid or names something unknown: then a diagnostic was added. */
typedef struct Choice {
    const char *name;
    int value;
} Choice;
typedef struct Choices {
    const Choice *at;
    int n;
} Choices;
#define CHOICES(array) ((Choices){array, COUNT(array)})
typedef struct Range {
    int least, most;
} Range;
bool read_text(Build *b, const XmlNode *e, const char *name, Str *out);
bool read_yes_no(Build *b, const XmlNode *e, const char *name, bool *out);
/* Reports an attribute whose value is not what was expected; false. */
bool unreadable(Build *b, const XmlNode *e, const char *name, const char *expected);
bool read_number(Build *b, const XmlNode *e, const char *name, Range range, int *out);
bool read_length(Build *b, const XmlNode *e, const char *name, Len *out); /* 0 or more */
bool read_offset(Build *b, const XmlNode *e, const char *name, Len *out); /* either sign */
/* "2.5%" in thousandths. */
bool read_thousandths(Build *b, const XmlNode *e, const char *name, Range range, int *out);
/* "65%" is a share in 1/1024 and sets *share; anything else is an offset. */
bool read_length_or_share(Build *b, const XmlNode *e, const char *name, Len *out, bool *share);
bool read_swatch(Build *b, const XmlNode *e, const char *name, Swatch *out); /* "none": SWATCH_NONE */
int read_choice(Build *b, const XmlNode *e, const char *name, Choices choices, int otherwise);
bool parse_rgb(Str s, uint8_t rgb[3]);                              /* "#12284C" */
bool parse_cmyk(Str s, uint8_t cmyk[4]);                            /* "100 80 20 40", per cent */
Pos attr_place(const Build *b, const XmlNode *e, const char *name); /* the caret under the whole value */
void use_name(Build *b, UseKind kind, Str name, Pos pos);
/* TPL003; known: the keys that could have been meant. */
void report_unknown(Build *b, Pos pos, const char *what, Str name, const Map *known);
/* The next word of *rest (separated by white space), or false. */
bool next_word(Str *rest, Str *word);
extern const Choice align_choices[4];
extern const Choice sides_choices[3];

/* template_pages.c */
void read_pages(Build *b, const XmlNode *pages);
/* Appends the drawings and texts in an element, and those in its clips. */
void read_drawings(Build *b, const XmlNode *parent, PlacedVec *out);

/* roles.c */
void read_page_use(Build *b, const XmlNode *e, Str *out); /* page="…" */
void read_roles(Build *b, const XmlNode *roles);
void read_back(Build *b, const XmlNode *e);
/* When all pages are known; pos: for what is missing. Every name that layout looks up exists then. */
void finish_roles(Build *b, Pos pos);

/* pictures.c: the rest of a drawing that is a picture. */
void read_placed_picture(Build *b, const XmlNode *e, Placed *p);

/* sheet.c */
void read_sheet(Build *b, const XmlNode *e);
void finish_sheet(Build *b); /* when all pages are known */

/* template_charts.c */
void open_charts(Build *b);
void read_charts(Build *b, const XmlNode *e);

/* template_diagrams.c */
void open_diagrams(Build *b);
void read_diagrams(Build *b, const XmlNode *e);
void open_statuses(Build *b);
void read_statuses(Build *b, const XmlNode *e);

/* icons.c */
void read_icons(Build *b, const XmlNode *icons);
void use_icons(Build *b); /* those that styles name, when the template is filled in */

/* template_styles.c */
void note_class(Build *b, Str class_name, Str element); /* documents may use it there */
void read_styles(Build *b, const XmlNode *styles);
void read_boxes(Build *b, const XmlNode *boxes);
void read_tables(Build *b, const XmlNode *tables);
/* The table style of that name; when there is none, a new one without rules and tints. */
TableStyle *open_table(Build *b, Str name);

#endif
