/* A diagram in words: its alternative text, unless the author gives one.
 *
 * "Diagram of 3 boxes. Strategic assessment: finds the risks. … Arrows: Strategic assessment informs Local policing
 * plan; …": a label comes between the two boxes like a verb. Without a label, an arrow leads from one to the other,
 * and a line connects them. */
#include "say/say_private.h"

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

static Str arrow_words(Arena *a, const Language *l, const Diagram *g, const DiagramArrow *x)
{
    static const WordId unlabelled[] =
        {[HEADS_END] = WORD_ARROW_LEADS, [HEADS_BOTH] = WORD_ARROW_BOTH, [HEADS_NONE] = WORD_ARROW_LINE};
    Str from = g->boxes[x->from].title, to = g->boxes[x->to].title;
    if (!x->label.n)
        return language_fill(a, l, unlabelled[x->heads], (Str[]){from, to}, 2);
    WordId labelled = x->heads == HEADS_BOTH ? WORD_ARROW_LABELLED_BOTH : WORD_ARROW_LABELLED;
    return language_fill(a, l, labelled, (Str[]){from, x->label, to}, 3);
}

static void put_arrows(Arena *a, Buf *out, const Language *l, const Diagram *g)
{
    Buf arrows = {0};
    for (int i = 0; i < g->narrows; i++) {
        buf_puts(&arrows, i ? "; " : "");
        buf_str(&arrows, arrow_words(a, l, g, &g->arrows[i]));
    }
    if (g->narrows)
        buf_format(out, " " STR_FMT, STR_ARG(language_fill_one(a, l, WORD_DIAGRAM_ARROWS, buf_view(&arrows))));
    buf_free(&arrows);
}

Str diagram_words(Arena *a, const Language *l, const Diagram *g)
{
    Buf out = {0};
    if (g->nboxes == 1)
        buf_str(&out, language_word(l, WORD_DIAGRAM_ONE_BOX));
    else
        buf_str(&out, language_fill_one(a, l, WORD_DIAGRAM_BOXES, str_format(a, "%d", g->nboxes)));
    for (int i = 0; i < g->nboxes; i++)
        put_box(&out, &g->boxes[i]);
    put_arrows(a, &out, l, g);
    return buf_take(&out, a);
}
