/* Parts of the style sheet, and how lengths of a template get into it. */
#ifndef HTML_LOOK_SHEET_PRIVATE_H
#define HTML_LOOK_SHEET_PRIVATE_H

#include "html/look/look.h"

/* A template whose rules are being written. */
typedef struct LookSheet {
    const LookJob *job;
    const LookTemplate *of;
    const Template *tpl;
    Str scope; /* before each selector: ".x-board-paper ", or empty */
    Len body;  /* the size of its text */
    Buf *out;
} LookSheet;

extern const char sheet_base[];  /* what every page has */
extern const char sheet_modes[]; /* print, forced colours, contrast, motion; last */

/* A length of the template's in rem: its text is 1.125rem, and all else in proportion. */
void sheet_rem(const LookSheet *s, Len l);
/* "border-top:1px solid var(--s3);", never thinner than a pixel; nothing without a thickness. */
void sheet_border(const LookSheet *s, const char *side, Len thickness, Swatch colour);
void sheet_colour(const LookSheet *s, Swatch swatch); /* "var(--s3)"; of none "transparent" */
void sheet_name(const LookSheet *s, Str name);        /* the name of a class, as it is in the page */

/* rules.c: the template's styles. */
void sheet_rules(const LookSheet *s);
/* boxes.c: boxes, tables. */
void sheet_boxes(const LookSheet *s);
void sheet_tables(const LookSheet *s);

#endif
