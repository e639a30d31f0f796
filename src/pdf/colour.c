/* Colours as operators of a content stream, and what prints over what is under it.
 *
 * A file for screens has RGB. One for a press has inks, each written as it is known: the per cents of a swatch, the
 * thousandths of what the profile gives. Marks stand on all plates there are, which is a colour space of its own. */
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

/* Thousandths as 0 to 1. */
static void put_share(Buf *b, int thousandths)
{
    if (thousandths % 1000 == 0) {
        put_int(b, thousandths / 1000);
        return;
    }
    char text[] = {'.', (char)('0' + thousandths / 100), (char)('0' + thousandths / 10 % 10),
                   (char)('0' + thousandths % 10)};
    int n = text[3] != '0' ? 4 : text[2] != '0' ? 3 : 2;
    buf_put(b, text, n);
}

/* A part of a colour, 0 to 255. */
static void put_part(Buf *b, int part)
{
    put_share(b, (part * 1000 + 127) / 255);
}

static void put_rgb(Buf *b, const PageColour *colour, PaintKind kind)
{
    static const char *const operators[] = {" rg\n", " RG\n", ""};
    put_part(b, colour->r);
    buf_char(b, ' ');
    put_part(b, colour->g);
    buf_char(b, ' ');
    put_part(b, colour->b);
    buf_puts(b, operators[kind]);
}

void put_shares(Buf *b, const int16_t *inks)
{
    for (int i = 0; i < INKS; i++) {
        if (i)
            buf_char(b, ' ');
        put_share(b, inks[i]);
    }
}

static void put_inks(Buf *b, PlateInk ink, PaintKind kind)
{
    static const char *const operators[] = {" k\n", " K\n", ""};
    static const char *const all[] = {"/All cs 1 scn\n", "/All CS 1 SCN\n", "1"};
    if (ink.every_plate) {
        buf_puts(b, all[kind]);
        return;
    }
    put_shares(b, ink.share);
    buf_puts(b, operators[kind]);
}

int put_colour(const Writer *w, Buf *b, InkPaint paint)
{
    const PageList *l = &w->pages;
    check(paint.colour >= 0 && paint.colour < l->colours.n);
    if (!w->inks) {
        put_rgb(b, &l->colours.at[paint.colour], paint.kind);
        return 0;
    }
    PlateInk ink = ink_of(w->inks, paint.colour, paint.use);
    put_inks(b, ink, paint.kind);
    return ink.overprints ? (paint.kind == PAINT_STROKE ? OVERPRINT_STROKES : OVERPRINT_FILLS) : 0;
}

void put_overprint(Buf *b, int overprint)
{
    buf_format(b, "/O%d gs\n", overprint);
}

const char *blending_space(const Writer *w)
{
    return w->inks ? "DeviceCMYK" : "DeviceRGB";
}

void put_press_states(const Writer *w, Buf *resources)
{
    for (int i = 0; w->inks && i <= (OVERPRINT_FILLS | OVERPRINT_STROKES); i++)
        buf_format(resources, "/O%d<</Type/ExtGState/op %s/OP %s/OPM 1>>", i, i & OVERPRINT_FILLS ? "true" : "false",
                   i & OVERPRINT_STROKES ? "true" : "false");
}

/* On a device that has no plates, marks are as dark as all of them. */
void put_press_spaces(const Writer *w, Buf *resources)
{
    if (w->inks)
        buf_puts(resources, "/ColorSpace<</All[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1"
                            "/C0[0 0 0 0]/C1[1 1 1 1]>>]>>");
}
