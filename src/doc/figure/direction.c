/* Words that follow the figure: "rose by £5.5m", "a fall of 10.8%", "unchanged".
 *
 * They stand with a figure and its sign, or with what difference or change work out; the figure itself is then shown
 * without a sign. A movement too small for its form is refused, because "rose by £0.0m" tells nobody anything. */
#include "doc/figure/figure_private.h"

#include "doc/units.h"

static const struct {
    WordId up, down, same;
} words[] = {
    [WORDING_ROSE_BY] = {WORD_ROSE_BY, WORD_FELL_BY, WORD_DID_NOT_CHANGE},
    [WORDING_ROSE_TO] = {WORD_ROSE_TO, WORD_FELL_TO, WORD_STAYED_AT},
    [WORDING_RISE_OF] = {WORD_RISE_OF, WORD_FALL_OF, WORD_NO_CHANGE},
    [WORDING_UP] = {WORD_CHART_UP, WORD_CHART_DOWN, WORD_CHART_UNCHANGED},
    [WORDING_MORE] = {WORD_MORE, WORD_LESS, WORD_THE_SAME},
    [WORDING_HIGHER] = {WORD_HIGHER, WORD_LOWER, WORD_THE_SAME},
};

static bool refuse_direction(Finder *f, Str message)
{
    return refuse_figure(f, DAT020, f->all, message);
}

/* Things that are counted are fewer; money and percentages are less. */
static WordId word_for(const FigureWork *w, FigureWording wording)
{
    int exponent;
    bool counted = !unit_exponent(w->place.unit, &exponent) && !str_is(w->place.unit, "%");
    if (w->sign < 0 && wording == WORDING_MORE && counted)
        return WORD_FEWER;
    return w->sign > 0 ? words[wording].up : w->sign < 0 ? words[wording].down : words[wording].same;
}

static bool write_shown(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    if (form->wording == WORDING_ROSE_TO)
        *w = (FigureWork){.place = w->own, .over = w->own.value, .under = {1, 0}, .sign = w->sign};
    else
        work_lose_sign(w);
    if (!write_figure(f, w, form, out))
        return false;
    return form->wording == WORDING_ROSE_TO || !w->hidden
           || refuse_direction(f, STR("rounded like this, nothing is left of the change; expected more decimals"));
}

static bool is_kind_of_change(const Relation *r)
{
    bool between = r->of_column && (r->kind == RELATION_DIFFERENCE || r->kind == RELATION_VARIANCE);
    return between || r->kind == RELATION_STEP || r->kind == RELATION_CHANGE || r->kind == RELATION_GROWTH;
}

/* Whether a figure is a change: its row or column is declared as one, or its heading says that it is. */
static bool is_change(const FigurePlace *p)
{
    const Table *t = p->table;
    const Column *column = &t->columns[p->column];
    const Row *row = &t->rows[p->row];
    Str names[] = {row->label, row->id, column->label, column->id, column->span, column->outer_span};
    for (int i = 0; i < COUNT(names); i++)
        if (language_speaks_of(t->language, WORD_HEADS_OF_CHANGE, names[i]))
            return true;
    for (int i = 0; i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (r->at == (r->of_column ? p->column : p->row) && is_kind_of_change(r))
            return true;
    }
    return false;
}

bool write_directed(Finder *f, FigureWork *w, const FigureForm *form, Str *out)
{
    Str figure;
    FigureWording wording = form->wording;
    if (wording == WORDING_NONE)
        return write_figure(f, w, form, out);
    if (form->basis != BASIS_ITSELF && !w->compared)
        return refuse_direction(f, STR("only difference and change have a direction; expected one of them"));
    if (wording == WORDING_ROSE_TO && !w->compared)
        return refuse_direction(f, STR("rose-to needs the figure before; expected difference and a column"));
    if (form->basis == BASIS_ITSELF && !w->compared && !is_change(&w->place))
        return refuse_direction(f, STR("this figure is no change; expected difference or change, or a row or column "
                                       "that is "
                                       "declared as one"));
    WordId word = word_for(w, wording);
    if (w->sign == 0 && wording != WORDING_ROSE_TO) {
        *out = language_word(f->language, word);
        return true;
    }
    if (!write_shown(f, w, form, &figure))
        return false;
    *out = language_fill_one(f->a, f->language, word, figure);
    return true;
}
