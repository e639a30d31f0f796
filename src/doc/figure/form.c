/* The forms of a placeholder: words after the bar, in any order.
 *
 * Of what is worked out, what it is shown as, and the words for its direction there is one each: a second is refused,
 * because the author would see only one of the two. An unknown form gets the nearest name. */
#include "doc/figure/figure_private.h"

typedef struct NamedForm {
    const char *name;
    int value;
} NamedForm;

static const NamedForm bases[] = {
    {"difference", BASIS_DIFFERENCE}, {"change", BASIS_CHANGE}, {"share", BASIS_SHARE},
    {"ratio", BASIS_RATIO},           {"per", BASIS_PER},       {"rank", BASIS_RANK},
};
static const NamedForm shapes[] = {
    {"words", SHAPE_WORDS},     {"about", SHAPE_ABOUT}, {"one-in", SHAPE_ONE_IN},
    {"ordinal", SHAPE_ORDINAL}, {"label", SHAPE_LABEL}, {"heading", SHAPE_HEADING},
};
static const NamedForm wordings[] = {
    {"rose-by", WORDING_ROSE_BY}, {"rose-to", WORDING_ROSE_TO}, {"rise-of", WORDING_RISE_OF},
    {"up", WORDING_UP},           {"more", WORDING_MORE},       {"higher", WORDING_HIGHER},
};
static const NamedForm series[] = {{"by-year", SERIES_BY_YEAR}, {"from-to", SERIES_FROM_TO}};

static const struct {
    const char *name, *behind;
    WordId spelt;
    int exponent;
} monies[] = {
    {"£", "", WORD_COUNT, 0},     {"£k", "k", WORD_COUNT, 3},       {"£m", "m", WORD_COUNT, 6},
    {"£bn", "bn", WORD_COUNT, 9}, {"million", "", WORD_MILLION, 6}, {"billion", "", WORD_BILLION, 9},
};

enum { FLAG_PERCENT, FLAG_PER_CENT, FLAG_FIGURE, FLAG_MAGNITUDE, FLAG_PRINTED, FLAG_LOWER };
static const NamedForm flags[] = {
    {"%", FLAG_PERCENT},           {"per-cent", FLAG_PER_CENT}, {"figure", FLAG_FIGURE},
    {"magnitude", FLAG_MAGNITUDE}, {"printed", FLAG_PRINTED},   {"lower", FLAG_LOWER},
};

Str next_form_word(Str *rest)
{
    int from = 0;
    while (from < rest->n
           && (rest->p[from] == ' ' || rest->p[from] == '\n' || rest->p[from] == '|' || rest->p[from] == '\\'))
        from++;
    int to = from;
    while (to < rest->n && rest->p[to] != ' ' && rest->p[to] != '\n' && rest->p[to] != '|')
        to++;
    Str word = str_sub(*rest, from, to);
    *rest = str_sub(*rest, to, rest->n);
    return word;
}

static const NamedForm *named(const NamedForm *all, int n, Str word)
{
    for (int i = 0; i < n; i++)
        if (str_is(word, all[i].name))
            return &all[i];
    return NULL;
}

#define NAMED(all, word) named(all, COUNT(all), word)

static bool read_money(Str word, FigureForm *form)
{
    for (int i = 0; i < COUNT(monies); i++) {
        if (!str_is(word, monies[i].name))
            continue;
        form->money = true;
        form->exponent = monies[i].exponent;
        form->behind = monies[i].behind;
        form->spelt = monies[i].spelt;
        return true;
    }
    return false;
}

static bool read_flag(Str word, FigureForm *form)
{
    const NamedForm *found = NAMED(flags, word);
    if (!found)
        return false;
    switch (found->value) {
    case FLAG_PER_CENT: form->percent = form->per_cent = true; break;
    case FLAG_PERCENT: form->percent = true; break;
    case FLAG_FIGURE: form->bare = true; break;
    case FLAG_MAGNITUDE: form->magnitude = true; break;
    case FLAG_PRINTED: form->printed = true; break;
    default: form->lower = true; break;
    }
    return true;
}

static bool only_one(Finder *f, Str word, bool first)
{
    return first
           || refuse_figure(f, DAT020, word,
                            str_format(f->a,
                                       "\"" STR_FMT "\" follows another form of its kind; expected one of the two",
                                       STR_ARG(word)));
}

/* "1,000" or 100: a one and zeros, which no row is called in a path. */
static bool read_each(Str word, int64_t *each)
{
    Decimal number;
    if (!decimal_parse(word, &number) || number.places > 0 || number.units < 100 || number.units > 1000000)
        return false;
    int64_t rest = number.units;
    while (rest % 10 == 0)
        rest /= 10;
    *each = number.units;
    return rest == 1;
}

static bool read_basis(Finder *f, Str word, int basis, Str *rest, FigureForm *form)
{
    if (!only_one(f, word, form->basis == BASIS_ITSELF))
        return false;
    form->basis = (FigureBasis)basis;
    form->basis_word = word;
    form->each = 1;
    if (basis == BASIS_RANK)
        return true;
    form->other = next_form_word(rest);
    if (basis == BASIS_PER && read_each(form->other, &form->each))
        form->other = next_form_word(rest);
    return form->other.n
           || refuse_figure(f, DAT020, word,
                            str_format(f->a,
                                       "\"" STR_FMT "\" needs something to compare with; expected a column, row, "
                                       "row/column or data/row/column",
                                       STR_ARG(word)));
}

static void add_names(Finder *f, const NamedForm *all, int n, Strs *names)
{
    for (int i = 0; i < n; i++)
        VEC_PUSH(f->a, names, str_c(all[i].name));
}

static bool refuse_form(Finder *f, Str word)
{
    Strs names = {0};
    for (int i = 0; i < COUNT(monies); i++)
        VEC_PUSH(f->a, &names, str_c(monies[i].name));
    add_names(f, flags, COUNT(flags), &names);
    add_names(f, bases, COUNT(bases), &names);
    add_names(f, shapes, COUNT(shapes), &names);
    add_names(f, wordings, COUNT(wordings), &names);
    add_names(f, series, COUNT(series), &names);
    refuse_figure(f, DAT020, word,
                  str_format(f->a,
                             "unknown form \"" STR_FMT "\"; expected a form such as £m, million, %%, per-cent, words, "
                             "figure, difference, change, share, about, rose-by or label, or a number of decimals",
                             STR_ARG(word)));
    f->fault->near = str_nearest(word, names.at, names.n);
    return false;
}

/* The forms of which there is one each. */
static bool read_choice(Finder *f, Str word, FigureForm *form, bool *known)
{
    const NamedForm *shape = NAMED(shapes, word), *wording = NAMED(wordings, word), *several = NAMED(series, word);
    *known = shape || wording || several;
    if (shape) {
        if (!only_one(f, word, form->shape == SHAPE_FIGURE))
            return false;
        form->shape = (FigureShape)shape->value;
    } else if (wording) {
        if (!only_one(f, word, form->wording == WORDING_NONE))
            return false;
        form->wording = (FigureWording)wording->value;
    } else if (several) {
        if (!only_one(f, word, form->series == SERIES_PLAIN))
            return false;
        form->series = (FigureSeries)several->value;
    }
    return true;
}

bool read_form(Finder *f, Str rest, FigureForm *form)
{
    *form = (FigureForm){.decimals = -1, .spelt = WORD_COUNT};
    for (Str word; (word = next_form_word(&rest)).n;) {
        int number;
        bool known;
        const NamedForm *basis = NAMED(bases, word);
        if (!read_choice(f, word, form, &known) || (basis && !read_basis(f, word, basis->value, &rest, form)))
            return false;
        if (known || basis || read_money(word, form) || read_flag(word, form))
            continue;
        if (!str_to_int(word, &number) || number < 0 || number > 9)
            return refuse_form(f, word);
        form->decimals = number;
    }
    return true;
}
