/* A diagram in words: the alternative text that stands for it unless its author gives another.
 *
 * "Diagram of 3 boxes. Strategic assessment: finds the risks. … Arrows: Strategic assessment informs Local policing
 * plan; …": a label stands between the two boxes as a verb would. Without one an arrow leads from one to the other, and
 * a line connects them. */
#include "doc/diagram.h"

/* As a sentence: its end is there already, or it gets one. */
static void put_sentence(Buf *out, Str text)
{
    buf_str(out, text);
    char last = text.n ? text.p[text.n - 1] : '.';
    buf_puts(out, last == '.' || last == '?' || last == '!' ? "" : ".");
}

static void put_box(Buf *out, const DiagramBox *b)
{
    buf_char(out, ' ');
    if (b->text.n == 0) {
        put_sentence(out, b->title);
        return;
    }
    buf_str(out, b->title);
    buf_puts(out, ": ");
    put_sentence(out, b->text);
}

static void put_arrow(Buf *out, const DiagramArrow *x, Str from, Str to)
{
    static const char *const ends[] =
        {[HEADS_END] = "", [HEADS_BOTH] = " lead to each other", [HEADS_NONE] = " are connected"};
    bool one_way = x->heads == HEADS_END;
    if (x->label.n)
        buf_format(out, STR_FMT " " STR_FMT " " STR_FMT "%s", STR_ARG(from), STR_ARG(x->label), STR_ARG(to),
                   x->heads == HEADS_BOTH ? ", both ways" : "");
    else
        buf_format(out, STR_FMT "%s" STR_FMT "%s", STR_ARG(from), one_way ? " leads to " : " and ", STR_ARG(to),
                   ends[x->heads]);
}

Str diagram_words(Arena *a, const Diagram *g)
{
    Buf out = {0};
    buf_format(&out, "Diagram of %d box%s.", g->nboxes, g->nboxes == 1 ? "" : "es");
    for (int i = 0; i < g->nboxes; i++)
        put_box(&out, &g->boxes[i]);
    for (int i = 0; i < g->narrows; i++) {
        const DiagramArrow *x = &g->arrows[i];
        buf_puts(&out, i ? "; " : " Arrows: ");
        put_arrow(&out, x, g->boxes[x->from].title, g->boxes[x->to].title);
    }
    buf_puts(&out, g->narrows ? "." : "");
    return buf_take(&out, a);
}
