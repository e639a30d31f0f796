/* Figures in sentences.
 *
 * A placeholder is a path and, after a bar, a form. The path leads to a cell, or to several rows of one column that
 * are added. The correct figure counts, not the misprint; words that consist of one figure with £ or % count as that
 * figure. Without a form, a figure appears as a reader expects it in a sentence: £45,820, 43.0%, 1,349.2 FTE.
 * Thousands of pounds are written out, and an empty cell gives its words. A form scales money from one unit to
 * another exactly and rounds last. */
#include "doc/figure.h"

#include "base/vec.h"
#include "doc/table_cell.h"
#include "doc/units.h"

#define MINUS "\xE2\x88\x92"
#define NBSP "\xC2\xA0"

enum {
    NAMES_MOST = 2000, /* names searched for the nearest one */
    WORDS_MOST = 1000  /* bytes of words shown inside words: a chain of such words doubles at each step */
};

typedef struct Finder {
    Arena *a;
    const Map *tables;
    const FigureStyle *style; /* NULL: none */
    const Language *language; /* of what is said: the style's, else the table's */
    Str all;                  /* the placeholder, for places in it */
    FigureFault *fault;
} Finder;

typedef struct Form {
    bool money;         /* in pounds, else in the figure's own unit */
    const char *behind; /* what follows a figure in pounds: "", "k" */
    WordId spelt;       /* a word that follows instead; WORD_COUNT: none */
    int exponent;
    int decimals; /* -1: not said */
    bool percent, per_cent, words, bare;
    bool difference, change, magnitude, printed;
    Str other; /* what it is compared with */
} Form;

/* --- faults --- */

static bool fail(Finder *f, Code code, Str part, Str message)
{
    int at = part.p && part.p >= f->all.p ? (int)(part.p - f->all.p) : 0;
    *f->fault = (FigureFault){.code = code, .at = at, .n = part.n, .message = message};
    return false;
}

static void fail_unknown(Finder *f, Code code, const char *what, const Nearest *near)
{
    fail(f, code, near->name, str_format(f->a, "%s \"" STR_FMT "\" not found", what, STR_ARG(near->name)));
    f->fault->near = near->found;
}

/* --- paths --- */

static const Table *find_table(Finder *f, Str id)
{
    const Table *t = f->tables && f->tables->n ? map_find(f->tables, id) : NULL;
    if (t)
        return t;
    Nearest near = nearest_to(id);
    for (int i = 0; f->tables && i < f->tables->n; i++)
        nearest_try(&near, f->tables->entries[i].key);
    fail_unknown(f, DAT001, "data", &near);
    return NULL;
}

static int find_column(Finder *f, const Table *t, Str id)
{
    int found = table_column(t, id);
    if (found >= 0)
        return found;
    Nearest near = nearest_to(id);
    for (int i = 0; i < t->ncolumns; i++)
        nearest_try(&near, t->columns[i].id);
    fail_unknown(f, DAT004, "column", &near);
    return -1;
}

static int find_row(Finder *f, const Table *t, Str name)
{
    int found = table_row_or_reference(t, name);
    if (found >= 0)
        return found;
    Nearest near = nearest_to(name);
    for (int i = 0; t->nrows <= NAMES_MOST && i < t->nrows; i++)
        nearest_try(&near, t->rows[i].id);
    fail_unknown(f, DAT004, "row", &near);
    return -1;
}

static bool add_row(Finder *f, FigurePlace *place, int row)
{
    const Cell *cell = table_cell(place->table, table_origin(place->table, row, place->column));
    if (place->nrows++ == 0) {
        place->row = row;
        place->empty = cell->empty;
        place->unit = cell_unit(place->table, row, place->column);
        place->decimals = row_decimals(&place->table->rows[row], &place->table->columns[place->column]);
    }
    Decimal value;
    Str unit = place->unit;
    if (!cell_figure(f->a, cell, &value, &unit) || (!cell->number && !unit.n))
        return true;
    if (!cell->number)
        place->unit = unit;
    if (!place->number)
        place->value = (Decimal){0, value.places};
    place->number = true;
    place->empty = CELL_FILLED;
    return decimal_add(place->value, value, &place->value)
           || fail(f, DAT020, f->all, STR("the figures are too large to add up"));
}

static bool is_line(const Row *row)
{
    return row->role == ROW_LINE && !row->unit.n;
}

static bool add_rows(Finder *f, FigurePlace *place, int from, int to)
{
    const Table *t = place->table;
    if (from == to && t->rows[from].role == ROW_GROUP) {
        for (int i = from + 1; i < t->nrows && t->rows[i].level > t->rows[from].level; i++)
            if (is_line(&t->rows[i]) && !add_row(f, place, i))
                return false;
        return true;
    }
    for (int i = from; i <= to; i++)
        if ((i == from || i == to || is_line(&t->rows[i])) && !add_row(f, place, i))
            return false;
    return true;
}

/* One name, or a..b. */
static bool add_named(Finder *f, FigurePlace *place, Str name)
{
    int dots = str_find(name, "..");
    int from = find_row(f, place->table, dots < 0 ? name : str_sub(name, 0, dots));
    if (from < 0)
        return false;
    int to = dots < 0 ? from : find_row(f, place->table, str_sub(name, dots + 2, name.n));
    if (to < 0)
        return false;
    if (to < from)
        return fail(f, DAT020, name,
                    str_format(f->a, "\"" STR_FMT "\" is in the wrong order; expected the upper row first",
                               STR_ARG(name)));
    return add_rows(f, place, from, to);
}

/* The rows of a path: names with + or spaces between them. */
static bool add_all(Finder *f, FigurePlace *place, Str rows)
{
    for (int at = 0; at < rows.n;) {
        int from = at;
        while (at < rows.n && rows.p[at] != '+' && rows.p[at] != ' ')
            at++;
        Str name = str_sub(rows, from, at++);
        if (name.n && !add_named(f, place, name))
            return false;
    }
    return place->nrows > 0 || fail(f, DAT004, rows, STR("no such rows"));
}

static int count_slashes(Str s)
{
    int n = 0;
    for (int i = 0; i < s.n; i++)
        n += s.p[i] == '/';
    return n;
}

static bool find_place(Finder *f, const Table *here, Str path, FigurePlace *out)
{
    Str id, rest = path, rows, column;
    *out = (FigurePlace){.table = here};
    if (!here || count_slashes(path) > 1) {
        if (!str_cut(path, '/', &id, &rest) || count_slashes(rest) != 1)
            return fail(f, MD009, path,
                        str_format(f->a, "\"" STR_FMT "\" is not valid; expected data/row/column", STR_ARG(path)));
        out->table = find_table(f, id);
        if (!out->table)
            return false;
    }
    if (!str_cut(rest, '/', &rows, &column) || !column.n)
        return fail(f, MD009, path,
                    str_format(f->a, "\"" STR_FMT "\" is not valid; expected row/column", STR_ARG(path)));
    int row_first = find_row(f, out->table, rows);
    bool several = row_first < 0;
    FigureFault as_one = *f->fault;
    out->column = find_column(f, out->table, column);
    if (several && str_find(rows, "+") < 0 && str_find(rows, "..") < 0 && str_find(rows, " ") < 0) {
        *f->fault = as_one;
        return false;
    }
    if (out->column < 0)
        return false;
    return several ? add_all(f, out, rows) : add_rows(f, out, row_first, row_first);
}

bool figure_find(const FigureAsk *ask, Str path, FigurePlace *out, FigureFault *fault)
{
    Finder f = {.a = ask->arena, .tables = ask->tables, .all = path, .fault = fault};
    return find_place(&f, ask->here, path, out);
}

int table_lines(const Table *t, Str group)
{
    int from = 0, level = -1, lines = 0;
    if (group.n) {
        from = table_row(t, group);
        if (from < 0 || t->rows[from].role != ROW_GROUP)
            return -1;
        level = t->rows[from++].level;
    }
    for (int i = from; i < t->nrows && t->rows[i].level > level; i++)
        lines += t->rows[i].role == ROW_LINE;
    return lines;
}

/* --- forms --- */

static Str next_word(Str *rest)
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

static bool read_money(Str word, Form *form)
{
    static const struct {
        const char *word, *behind;
        WordId spelt;
        int exponent;
    } forms[] = {
        {"£", "", WORD_COUNT, 0},     {"£k", "k", WORD_COUNT, 3},       {"£m", "m", WORD_COUNT, 6},
        {"£bn", "bn", WORD_COUNT, 9}, {"million", "", WORD_MILLION, 6}, {"billion", "", WORD_BILLION, 9},
    };
    for (int i = 0; i < COUNT(forms); i++) {
        if (!str_is(word, forms[i].word))
            continue;
        form->money = true;
        form->exponent = forms[i].exponent;
        form->behind = forms[i].behind;
        form->spelt = forms[i].spelt;
        return true;
    }
    return false;
}

static bool read_form(Finder *f, Str rest, Form *form)
{
    *form = (Form){.decimals = -1};
    for (Str word; (word = next_word(&rest)).n;) {
        int number;
        if (read_money(word, form))
            continue;
        if (str_is(word, "%"))
            form->percent = true;
        else if (str_is(word, "per-cent"))
            form->percent = form->per_cent = true;
        else if (str_is(word, "words"))
            form->words = true;
        else if (str_is(word, "figure"))
            form->bare = true;
        else if (str_is(word, "magnitude"))
            form->magnitude = true;
        else if (str_is(word, "printed"))
            form->printed = true;
        else if (str_is(word, "difference") || str_is(word, "change")) {
            form->difference = str_is(word, "difference");
            form->change = !form->difference;
            Str named = word;
            form->other = next_word(&rest);
            if (!form->other.n)
                return fail(f, DAT020, named,
                            str_format(f->a,
                                       "\"" STR_FMT "\" needs something to compare with; expected a column, row/column "
                                       "or data/row/column",
                                       STR_ARG(named)));
        } else if (str_to_int(word, &number) && number >= 0 && number <= 9)
            form->decimals = number;
        else
            return fail(f, DAT020, word,
                        str_format(f->a,
                                   "unknown form \"" STR_FMT "\"; expected £, £k, £m, million, %%, per-cent, words, "
                                   "figure, magnitude, printed, difference, change or a "
                                   "number of decimals",
                                   STR_ARG(word)));
    }
    return true;
}

/* value × 10^shift */
static bool shift(Decimal value, int by, Decimal *out)
{
    for (; by > 0; by--) {
        if (value.places > 0)
            value.places--;
        else if (!decimal_scale(value, 10, &value))
            return false;
    }
    for (; by < 0; by++) {
        if (value.places == 9)
            value = decimal_round(value, 8);
        value.places++;
    }
    *out = value;
    return true;
}

static Str with_sign(Arena *a, Str figure, const char *before, Str behind)
{
    bool negative = str_starts(figure, MINUS);
    if (negative)
        figure = str_sub(figure, (int)sizeof MINUS - 1, figure.n);
    return str_format(a, "%s%s" STR_FMT STR_FMT, negative ? MINUS : "", before, STR_ARG(figure), STR_ARG(behind));
}

static bool too_large(Finder *f)
{
    return fail(f, DAT020, f->all, STR("the figure is too large for this form"));
}

static bool money_text(Finder *f, const FigurePlace *p, const Form *form, Str *out)
{
    int exponent = 0;
    if (p->unit.n && !unit_exponent(p->unit, &exponent))
        return fail(f, DAT020, f->all,
                    str_format(f->a, "a figure in " STR_FMT " cannot be shown in pounds", STR_ARG(p->unit)));
    Decimal value;
    if (!shift(p->value, exponent - form->exponent, &value))
        return too_large(f);
    bool whole = form->exponent == 0 && exponent > 0;
    int decimals = form->decimals >= 0 ? form->decimals : form->exponent || whole ? 0 : exponent < 0 ? -1 : p->decimals;
    Str behind = str_c(form->behind);
    if (form->spelt != WORD_COUNT)
        behind = str_format(f->a, NBSP STR_FMT, STR_ARG(language_word(f->language, form->spelt)));
    *out = with_sign(f->a, decimal_format(f->a, value, decimals, true), "£", behind);
    return true;
}

/* The figure with its own unit. */
static bool usual_text(Finder *f, const FigurePlace *p, const Form *form, Str *out)
{
    int decimals = form->decimals >= 0 ? form->decimals : p->decimals, exponent;
    Str figure = decimal_format(f->a, p->value, decimals, true);
    if (form->bare || !p->unit.n) {
        *out = figure;
    } else if (unit_exponent(p->unit, &exponent) && exponent >= 0) {
        bool thousands = exponent == 3, written_m = exponent > 3;
        Form pounds = {.money = true, .behind = "", .spelt = WORD_COUNT, .decimals = form->decimals};
        if (thousands)
            return money_text(f, p, &pounds, out);
        *out = with_sign(f->a, figure, "£", written_m ? (exponent == 6 ? STR("m") : STR("bn")) : STR(""));
    } else {
        UnitAround unit = unit_around(f->a, f->language, p->unit);
        *out = str_format(f->a, STR_FMT STR_FMT, STR_ARG(figure), STR_ARG(unit.behind));
    }
    return true;
}

static bool words_text(Finder *f, const FigurePlace *p, Str *out)
{
    Decimal whole = decimal_round(p->value, 0);
    if (decimal_cmp(whole, p->value) != 0)
        return fail(f, DAT020, f->all,
                    STR("a figure with decimals cannot be written in words; expected a whole number"));
    bool small = !f->style || !f->style->words_below || whole.units < f->style->words_below;
    Str words = small ? language_number(f->language, whole.units) : (Str){0};
    *out = words.n ? words : decimal_format(f->a, whole, 0, true);
    return true;
}

static Str empty_word(const Language *l, Emptiness empty)
{
    return empty == CELL_NO_TARGET ? language_word(l, WORD_NO_TARGET) : empty_words(l, empty);
}

/* The words of a cell without a figure. */
static bool cell_text(Finder *f, const FigurePlace *p, Str *out)
{
    const Cell *cell = table_cell(p->table, table_origin(p->table, p->row, p->column));
    Str spoken;
    if (cell->waiting) {
        fail(f, DAT017, f->all, STR("this text is made from itself; expected other figures"));
        f->fault->other = cell->pos;
        return false;
    }
    *out = cell_format(f->a, p->table, p->row, p->column, &spoken);
    if (!cell->bound || out->n <= WORDS_MOST)
        return true;
    return fail(f, DAT020, f->all,
                str_format(f->a, "this text is %d bytes long; expected at most %d where it shows figures", out->n,
                           WORDS_MOST));
}

static bool shaped_text(Finder *f, const FigurePlace *p, const Form *form, Str *out)
{
    if (p->empty != CELL_FILLED) {
        *out = empty_word(f->language, p->empty);
        return true;
    }
    if (!p->number)
        return cell_text(f, p, out);
    if (form->words)
        return words_text(f, p, out);
    if (form->money)
        return money_text(f, p, form, out);
    if (!form->percent)
        return usual_text(f, p, form, out);
    FigurePlace percent = *p;
    percent.unit = form->per_cent ? language_word(f->language, WORD_PER_CENT) : STR("%");
    return usual_text(f, &percent, form, out);
}

/* --- two figures --- */

static bool find_other(Finder *f, const FigurePlace *from, Str name, FigurePlace *out)
{
    if (count_slashes(name))
        return find_place(f, from->table, name, out);
    *out = (FigurePlace){.table = from->table};
    out->column = find_column(f, from->table, name);
    return out->column >= 0 && add_row(f, out, from->row);
}

/* Changes *p to the difference from another figure, or the percentage change. */
static bool compare(Finder *f, FigurePlace *p, const Form *form)
{
    FigurePlace other;
    if (!find_other(f, p, form->other, &other))
        return false;
    if (!p->number || !other.number)
        return fail(f, DAT020, form->other, STR("one of the two figures is empty; expected two figures to compare"));
    int ours, theirs;
    Decimal base = other.value, gap;
    if (unit_exponent(p->unit, &ours) && unit_exponent(other.unit, &theirs) && !shift(base, theirs - ours, &base))
        return too_large(f);
    if (!decimal_sub(p->value, base, &gap))
        return too_large(f);
    p->value = gap;
    if (!form->change)
        return true;
    int decimals = form->decimals >= 0 ? form->decimals : 1;
    if (base.units < 0)
        base.units = -base.units;
    if (!decimal_scale(gap, 100, &gap) || !decimal_divide(gap, base, decimals, &p->value))
        return fail(f, DAT020, form->other, STR("a percentage change from zero cannot be calculated"));
    p->decimals = decimals;
    p->unit = STR("%");
    return true;
}

static void cut_form(Str written, Str *path, Str *form)
{
    str_cut(written, '|', path, form);
    *path = str_trim(*path);
    if (str_ends(*path, "\\"))
        *path = str_trim(str_sub(*path, 0, path->n - 1));
}

static bool starts_word(Str *path, const char *word)
{
    Str rest = *path;
    if (!str_is(next_word(&rest), word))
        return false;
    *path = str_trim(rest);
    return true;
}

static bool count_lines(Finder *f, Str path, FigurePlace *out)
{
    Str id, group;
    str_cut(path, '/', &id, &group);
    const Table *t = find_table(f, id);
    if (!t)
        return false;
    int lines = table_lines(t, group);
    if (lines < 0)
        return fail(f, DAT004, group, str_format(f->a, "group \"" STR_FMT "\" not found", STR_ARG(group)));
    *out = (FigurePlace){.table = t, .number = true, .value = {lines, 0}, .decimals = 0};
    return true;
}

/* The printed figure of a misprint, instead of the correct one. */
static void take_printed(FigurePlace *p)
{
    const Cell *cell = table_cell(p->table, table_origin(p->table, p->row, p->column));
    if (p->nrows != 1 || !cell->number)
        return;
    p->value = cell->value;
    if (cell->corrected)
        p->decimals = -1;
}

static bool read_place(Finder *f, Str path, FigurePlace *out)
{
    if (starts_word(&path, "count"))
        return count_lines(f, path, out);
    starts_word(&path, "sum");
    return find_place(f, NULL, path, out);
}

bool figure_text(const FigureAsk *ask, Str written, Str *out, FigureFault *fault)
{
    Finder f = {.a = ask->arena, .tables = ask->tables, .style = ask->style, .all = written, .fault = fault};
    Str path, rest;
    Form form;
    FigurePlace place;
    cut_form(written, &path, &rest);
    if (!read_place(&f, path, &place) || !read_form(&f, rest, &form))
        return false;
    f.language = f.style && f.style->language ? f.style->language : place.table->language;
    if (form.printed)
        take_printed(&place);
    if (form.other.n && !compare(&f, &place, &form))
        return false;
    if ((form.other.n || form.magnitude) && place.value.units < 0)
        place.value.units = -place.value.units;
    return shaped_text(&f, &place, &form, out);
}

bool figure_sign(Arena *a, const Map *tables, Str written, int *sign)
{
    FigureFault fault;
    Finder f = {.a = a, .tables = tables, .all = written, .fault = &fault};
    Str path, rest;
    Form form;
    FigurePlace place;
    cut_form(written, &path, &rest);
    if (!read_form(&f, rest, &form) || !form.magnitude || form.other.n || !read_place(&f, path, &place)
        || !place.number)
        return false;
    *sign = (place.value.units > 0) - (place.value.units < 0);
    return true;
}

/* Only for one row from year to year, whichever of the two comes first. */
bool figure_direction(Arena *a, const Map *tables, Str written, int *sign)
{
    FigureFault fault;
    Finder f = {.a = a, .tables = tables, .all = written, .fault = &fault};
    Str path, rest;
    Form form;
    FigurePlace place, other;
    cut_form(written, &path, &rest);
    if (!read_place(&f, path, &place) || !read_form(&f, rest, &form) || !form.other.n)
        return false;
    if (!find_other(&f, &place, form.other, &other) || !compare(&f, &place, &form))
        return false;
    if (other.table != place.table || other.row != place.row || other.nrows != 1 || place.nrows != 1)
        return false;
    int year = column_year(&place.table->columns[place.column]),
        than = column_year(&other.table->columns[other.column]);
    if (!year || !than || year == than)
        return false;
    *sign = (place.value.units > 0) - (place.value.units < 0);
    if (year < than)
        *sign = -*sign;
    return true;
}
