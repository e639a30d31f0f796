/* Page labels: the folios as printed, so that "page iv" in a viewer is the page that says iv. Pages that count on
 * from the one before share a range; a label that is not simply its number is written out for its page. */
#include <stdio.h>

#include "pdf/object/syntax.h"
#include "pdf/writer.h"

/* "iv", in lower case; out has room for any number below 4000. */
static void roman(int n, char out[32])
{
    static const struct {
        int value;
        const char *digits;
    } parts[] = {
        {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
        {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"},
    };
    int at = 0;
    out[0] = '\0';
    for (int i = 0; i < COUNT(parts); i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            at += snprintf(out + at, (size_t)(32 - at), "%s", parts[i].digits);
}

/* Whether a viewer that counts would show the page's own label. */
static bool is_counted(const Page *p)
{
    char expected[32];
    if (p->label.n == 0 || p->number < 1 || p->number > 3999 || p->folio == FOLIO_NONE)
        return false;
    if (p->folio == FOLIO_ROMAN)
        roman(p->number, expected);
    else
        snprintf(expected, sizeof expected, "%d", p->number);
    return str_is(p->label, expected);
}

static bool goes_on(const Page *before, const Page *p)
{
    if (is_counted(p))
        return is_counted(before) && before->folio == p->folio && before->number + 1 == p->number;
    return p->label.n == 0 && before->label.n == 0;
}

void add_labels(Writer *w, Buf *catalog)
{
    if (w->pages.pages.n == 0)
        return;
    Buf b = {0};
    buf_puts(&b, "/Nums[");
    for (int i = 0; i < w->pages.pages.n; i++) {
        const Page *p = &w->pages.pages.at[i];
        if (i > 0 && goes_on(p - 1, p))
            continue;
        buf_format(&b, "%s%d<<", i ? " " : "", i);
        if (is_counted(p)) {
            buf_puts(&b, p->folio == FOLIO_ROMAN ? "/S/r" : "/S/D");
            if (p->number > 1)
                buf_format(&b, "/St %d", p->number);
        } else if (p->label.n) {
            buf_puts(&b, "/P");
            put_text(&b, p->label);
        }
        buf_puts(&b, ">>");
    }
    buf_char(&b, ']');
    buf_puts(catalog, "/PageLabels ");
    put_ref(catalog, object_add(w->objects, buf_view(&b)));
    buf_free(&b);
}
