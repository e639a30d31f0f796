/* The look of charts: the colours of their marks and lines.
 *
 * A layer changes it attribute by attribute; a palette is replaced as a whole. What no layer names is not painted,
 * except marks, which then have the colour of their text. */
#include "read/template/template_private.h"

#include "base/str.h"

void open_charts(Build *b)
{
    ChartStyle *c = &b->t->charts;
    c->grid = c->axis = c->paper = c->achieved = c->missed = c->other = SWATCH_NONE;
}

static void read_palette(Build *b, const XmlNode *e)
{
    if (!xml_has(e, "palette"))
        return;
    ChartStyle *c = &b->t->charts;
    Str rest = xml_attr(b->r, e, "palette"), name;
    c->npalette = 0;
    while (c->npalette < COUNT(c->palette) && next_word(&rest, &name)) {
        int found = map_number(&b->swatch_names, name);
        if (found >= 0)
            c->palette[c->npalette++] = (Swatch)found;
        else
            report_unknown(b, attr_place(b, e, "palette"), "swatch", name, &b->swatch_names);
    }
}

void read_charts(Build *b, const XmlNode *e)
{
    ChartStyle *c = &b->t->charts;
    read_palette(b, e);
    read_swatch(b, e, "grid", &c->grid);
    read_swatch(b, e, "axis", &c->axis);
    read_swatch(b, e, "paper", &c->paper);
    read_swatch(b, e, "achieved", &c->achieved);
    read_swatch(b, e, "missed", &c->missed);
    read_swatch(b, e, "other", &c->other);
    read_text(b, e, "data", &c->data);
}
