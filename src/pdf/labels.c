/* Page labels: the folios as printed, so that "page iv" in a viewer is the page that shows iv. Pages that continue
 * the count of the one before share a range; a label that is not simply its number is written out for its page. */
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

/* Whether a viewer that counts would show the page's own label. */
static bool is_counted(const Page *p)
{
    if (p->label.n == 0 || p->number < 1 || p->number > 3999 || p->folio == FOLIO_NONE)
        return false;
    Buf expected = {0};
    if (p->folio == FOLIO_ROMAN)
        buf_roman(&expected, p->number);
    else
        buf_format(&expected, "%d", p->number);
    bool counted = str_eq(p->label, buf_view(&expected));
    buf_free(&expected);
    return counted;
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
