/* The look of statuses: a swatch for each colour, and the outline. A layer changes it attribute by attribute. */
#include "read/template/template_private.h"

void open_statuses(Build *b)
{
    StatusStyle *s = &b->t->statuses;
    for (int i = 0; i < STATUS_COLOUR_COUNT; i++)
        s->fills[i] = SWATCH_NONE;
    s->outline = SWATCH_NONE;
    s->outline_width = PT(3) / 4;
}

void read_statuses(Build *b, const XmlNode *e)
{
    StatusStyle *s = &b->t->statuses;
    for (int i = 0; i < STATUS_COLOUR_COUNT; i++)
        read_swatch(b, e, status_colour_name((StatusColour)i), &s->fills[i]);
    read_swatch(b, e, "outline", &s->outline);
    read_length(b, e, "outline-width", &s->outline_width);
}
