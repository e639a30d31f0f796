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

static Swatch swatch_named(Build *b, Str name, Pos pos)
{
    Str *names = NEWN(b->r->job, Str, b->swatches.n);
    for (int i = 0; i < b->swatches.n; i++) {
        names[i] = b->swatches.at[i].name;
        if (str_eq(names[i], name))
            return (Swatch)i;
    }
    report_unknown(b, pos, "swatch", name);
    diag_nearest(b->r->diag, name, names, b->swatches.n);
    return SWATCH_NONE;
}

static void read_palette(Build *b, const XmlNode *e)
{
    if (!xml_has(e, "palette"))
        return;
    ChartStyle *c = &b->t->charts;
    Str rest = xml_attr(b->r, e, "palette"), name;
    c->npalette = 0;
    while (c->npalette < COUNT(c->palette) && next_word(&rest, &name)) {
        Swatch swatch = swatch_named(b, name, attr_place(b, e, "palette"));
        if (swatch != SWATCH_NONE)
            c->palette[c->npalette++] = swatch;
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
