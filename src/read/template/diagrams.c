/* The look of diagrams: tints of their boxes, outlines, arrows. A layer changes it attribute by attribute. */
#include "read/template/template_private.h"

void open_diagrams(Build *b)
{
    DiagramStyle *s = &b->t->diagrams;
    for (int i = 0; i < DIAGRAM_ROLE_COUNT; i++)
        s->tints[i] = SWATCH_NONE;
    s->outline = s->line = SWATCH_NONE;
    s->outline_width = PT(1) / 2;
    s->line_width = PT(1);
    s->pad = PT(8);
}

void read_diagrams(Build *b, const XmlNode *e)
{
    DiagramStyle *s = &b->t->diagrams;
    read_swatch(b, e, "plain", &s->tints[DIAGRAM_PLAIN]);
    read_swatch(b, e, "primary", &s->tints[DIAGRAM_PRIMARY]);
    read_swatch(b, e, "secondary", &s->tints[DIAGRAM_SECONDARY]);
    read_swatch(b, e, "outline", &s->outline);
    read_length(b, e, "outline-width", &s->outline_width);
    read_swatch(b, e, "line", &s->line);
    read_length(b, e, "line-width", &s->line_width);
    read_length(b, e, "corner", &s->corner);
    read_length(b, e, "pad", &s->pad);
    s->pos = xml_pos(e, b->file);
}
