/* Styles of OpenDocument stand before the sheets that use them. A cell's style names a style of numbers, which has the
 * places that are shown. */
#include "sheet/ods_private.h"

static bool is_number_style(Str name)
{
    return str_is(name, "number-style") || str_is(name, "percentage-style") || str_is(name, "currency-style");
}

/* What numbers are divided by: 1000 for thousands. */
static int count_zeros(Str factor)
{
    int n = 0;
    while (n + 1 < factor.n && n < 9 && factor.p[n + 1] == '0')
        n++;
    return n;
}

void ods_style_begin(OdsStyles *s, Str name, const SaxAttributes *at)
{
    Arena *a = s->arena;
    if (is_number_style(name)) {
        bool percent = str_is(name, "percentage-style");
        s->number = NEW(a, NumberStyle);
        *s->number = (NumberStyle){percent ? FORM_PERCENT : FORM_PLAIN, -1, percent ? 2 : 0};
        map_put(a, &s->data, str_dup(a, sax_attribute(at, "name")), s->number);
    } else if (s->number && str_is(name, "number")) {
        s->number->places = int_min(sax_number(at, "decimal-places", -1), 30);
        s->number->scale -= count_zeros(sax_attribute(at, "display-factor"));
    } else if (str_is(name, "style")) {
        s->style = NEW(a, OdsStyle);
        s->style->data = str_dup(a, sax_attribute(at, "data-style-name"));
        map_put(a, &s->styles, str_dup(a, sax_attribute_in(at, ":style:1.0", "name")), s->style);
    } else if (s->style && str_is(name, "table-properties")) {
        s->style->hidden = str_is(sax_attribute_in(at, ":table:1.0", "display"), "false");
    }
}

void ods_style_end(OdsStyles *s, Str name)
{
    if (is_number_style(name))
        s->number = NULL;
    if (str_is(name, "style"))
        s->style = NULL;
}

NumberStyle ods_number_style(const OdsStyles *s, Str style)
{
    const OdsStyle *known = style.n ? map_find(&s->styles, style) : NULL;
    const NumberStyle *number = known && known->data.n ? map_find(&s->data, known->data) : NULL;
    return number ? *number : (NumberStyle){FORM_PLAIN, -1, 0};
}

bool ods_is_hidden(const OdsStyles *s, Str style)
{
    const OdsStyle *known = style.n ? map_find(&s->styles, style) : NULL;
    return known && known->hidden;
}
