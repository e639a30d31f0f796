/* Placeholders: the subject before the bar, the forms behind it, and the text that follows from both.
 *
 * An empty cell gives its words, and a cell of words its text. Everything else is a figure: it is worked out (work.c),
 * written in its shape (write.c, about.c), and perhaps put in words for its direction (direction.c). */
#include "doc/figure/figure_private.h"

#include "doc/units.h"

enum { WORDS_MOST = 1000 }; /* bytes of words shown inside words: a chain of such words doubles at each step */

/* --- faults --- */

bool refuse_figure(Finder *f, Code code, Str part, Str message)
{
    int at = part.p && part.p >= f->all.p ? (int)(part.p - f->all.p) : 0;
    *f->fault = (FigureFault){.code = code, .at = at, .n = part.n, .message = message};
    return false;
}

bool refuse_name(Finder *f, Code code, const char *what, Str name, const Strs *names)
{
    refuse_figure(f, code, name, str_format(f->a, "%s \"" STR_FMT "\" not found", what, STR_ARG(name)));
    f->fault->near = str_nearest(name, names->at, names->n);
    return false;
}

bool refuse_beside(Finder *f, Pos other, const char *there)
{
    f->fault->other = other;
    f->fault->there = there;
    return false;
}

bool refuse_unknown(Finder *f, const Table *t, CellPlace at, const char *so_that)
{
    const Cell *cell = table_cell(t, table_origin(t, at.row, at.column));
    refuse_figure(f, DAT033, f->all,
                  str_format(f->a,
                             "\"" STR_FMT "\" has no figure in \"" STR_FMT "\" (%s), so %s is not known; expected one",
                             STR_ARG(t->rows[at.row].label), STR_ARG(t->columns[at.column].id),
                             cell->empty ? empty_name(cell->empty) : "words", so_that));
    return refuse_beside(f, cell->pos, "the cell without a figure");
}

bool refuse_units(Finder *f, Str part, const FigurePlace *a, const FigurePlace *b)
{
    Str ours = a->unit, theirs = b->unit;
    Str measure = a->table->columns[a->column].measure, other = b->table->columns[b->column].measure;
    if (str_eq(ours, theirs) && measure.n && other.n)
        ours = measure, theirs = other;
    return refuse_figure(f, DAT018, part,
                         str_format(f->a,
                                    "one of these figures is in %s" STR_FMT " and another in %s" STR_FMT "; expected "
                                    "figures of one "
                                    "kind",
                                    ours.n ? "" : "no unit", STR_ARG(ours), theirs.n ? "" : "no unit",
                                    STR_ARG(theirs)));
}

/* --- subjects --- */

typedef struct FigureSubject {
    FigureSpan span;
    FigurePlace place;
    bool list; /* its figures or names one after the other */
} FigureSubject;

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
    if (!str_is(next_form_word(&rest), word))
        return false;
    *path = str_trim(rest);
    return true;
}

static bool has_condition(Str path)
{
    return str_find(path, " where ") >= 0;
}

static FigurePlace whole_number(const Table *t, int number)
{
    return (FigurePlace){.table = t, .row = -1, .nrows = 1, .number = true, .value = {number, 0}};
}

/* A group's name is an error of its own here: a row that is no group has no lines. */
static bool count_lines(Finder *f, Str path, FigureSubject *out)
{
    Str id, group;
    str_cut(path, '/', &id, &group);
    int lines = -1;
    if (!has_condition(path)) {
        const Table *t = find_table(f, id);
        if (!t)
            return false;
        lines = table_lines(t, group);
        if (lines < 0)
            return refuse_figure(f, DAT004, group, str_format(f->a, "group \"" STR_FMT "\" not found", STR_ARG(group)));
    }
    if (!select_lines(f, path, false, &out->span))
        return false;
    out->place = whole_number(out->span.table, lines >= 0 ? lines : out->span.rows.n);
    return true;
}

static bool sum_selected(Finder *f, Str path, FigureSubject *out)
{
    if (!select_lines(f, path, true, &out->span))
        return false;
    if (out->span.rows.n)
        return add_span(f, &out->span, &out->place);
    out->place = whole_number(out->span.table, 0);
    out->place.column = out->span.columns.at[0];
    out->place.unit = table_unit(out->span.table, out->place.column);
    return true;
}

static bool extreme(Finder *f, Str path, int way, FigureSubject *out)
{
    if (!select_lines(f, path, true, &out->span) || !select_extreme(f, &out->span, way))
        return false;
    FigureSpan first = span_of_cell(f, out->span.table, out->span.rows.at[0], out->span.columns.at[0]);
    return add_span(f, &first, &out->place);
}

/* Names of lines, or the figures of data/rows/columns. */
static bool list_lines(Finder *f, Str path, FigureSubject *out)
{
    int slashes = 0;
    for (int i = 0; i < path.n; i++)
        slashes += path.p[i] == '/';
    out->list = true;
    if (slashes < 2 || has_condition(path))
        return select_lines(f, path, slashes >= 2, &out->span);
    return find_span(f, NULL, path, &out->span);
}

/* data/row, for the row's label: a group is itself here, not its lines. */
static bool only_row(Finder *f, Str path, FigureSubject *out)
{
    Str id, name;
    str_cut(path, '/', &id, &name);
    const Table *t = out->span.table = find_table(f, id);
    int row = t ? table_row_or_reference(t, name) : -1;
    if (row < 0)
        return t && find_rows(f, t, name, &out->span.rows);
    VEC_PUSH(f->a, &out->span.rows, row);
    return true;
}

static bool is_row(Str path)
{
    Str id, row, rest;
    return str_cut(path, '/', &id, &row) && !str_cut(row, '/', &row, &rest);
}

static bool read_subject(Finder *f, Str path, const FigureForm *form, FigureSubject *out)
{
    bool label = form && form->shape == SHAPE_LABEL;
    *out = (FigureSubject){0};
    if (starts_word(&path, "count"))
        return count_lines(f, path, out);
    if (starts_word(&path, "list"))
        return list_lines(f, path, out);
    if (starts_word(&path, "largest"))
        return extreme(f, path, 1, out);
    if (starts_word(&path, "smallest"))
        return extreme(f, path, -1, out);
    starts_word(&path, "sum");
    if (has_condition(path))
        return sum_selected(f, path, out);
    if (label && is_row(path))
        return only_row(f, path, out);
    return find_span(f, NULL, path, &out->span) && (label || add_span(f, &out->span, &out->place));
}

bool figure_find(const FigureAsk *ask, Str path, FigurePlace *out, FigureFault *fault)
{
    Finder f = {.a = ask->arena, .tables = ask->tables, .all = path, .fault = fault};
    FigureSpan span;
    return find_span(&f, ask->here, path, &span) && add_span(&f, &span, out);
}

/* --- cells without a figure --- */

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
        refuse_figure(f, DAT017, f->all, STR("this text is made from itself; expected other figures"));
        return refuse_beside(f, cell->pos, "the text it is made from");
    }
    *out = cell_format(f->a, p->table, p->row, p->column, &spoken);
    if (!cell->bound || out->n <= WORDS_MOST)
        return true;
    return refuse_figure(f, DAT020, f->all,
                         str_format(f->a, "this text is %d bytes long; expected at most %d where it shows figures",
                                    out->n, WORDS_MOST));
}

/* The printed figure of a misprint, instead of the correct one. */
static void take_printed(FigurePlace *p)
{
    if (p->nrows != 1 || p->row < 0)
        return;
    const Cell *cell = table_cell(p->table, table_origin(p->table, p->row, p->column));
    if (!cell->number)
        return;
    p->value = cell->value;
    if (cell->corrected)
        p->decimals = -1;
}

/* --- texts --- */

static bool place_text(Finder *f, const FigureSpan *span, const FigurePlace *found, const FigureForm *form, Str *out)
{
    FigurePlace place = *found;
    FigureWork w;
    bool plain = form->basis == BASIS_ITSELF, still = place.empty == CELL_NIL && form->wording != WORDING_NONE;
    if (form->printed)
        take_printed(&place);
    if (plain && place.empty != CELL_FILLED && !still) {
        *out = empty_word(f->language, place.empty);
        return true;
    }
    if (plain && !place.number && !still)
        return cell_text(f, &place, out);
    if (!work_out(f, span, &place, form, &w))
        return false;
    if ((w.compared || form->magnitude) && form->wording == WORDING_NONE)
        work_lose_sign(&w);
    return write_directed(f, &w, form, out);
}

/* Small where a name begins a sentence in the table and stands within one here. "PCSOs" and "A&E" stay. */
static Str lower_first(Finder *f, Str name)
{
    bool capital = name.n > 1 && name.p[0] >= 'A' && name.p[0] <= 'Z' && name.p[1] >= 'a' && name.p[1] <= 'z';
    bool article = name.n > 1 && name.p[0] == 'A' && name.p[1] == ' ';
    if (!capital && !article)
        return name;
    return str_format(f->a, "%c" STR_FMT, name.p[0] + ('a' - 'A'), STR_ARG(str_sub(name, 1, name.n)));
}

/* The words of tables that wait for figures themselves are read one after the other. */
static bool is_read(Finder *f, Str name)
{
    return str_find(name, "{{") < 0
           || refuse_figure(f, DAT017, f->all,
                            STR("this name shows figures itself, and is not read yet; expected another"));
}

/* Names, each once: two grants to one partner are one partner. */
static bool names_text(Finder *f, const FigureSpan *span, const FigureForm *form, Str *out)
{
    Strs names = {0};
    Map seen = {0};
    bool headings = form->shape == SHAPE_HEADING;
    const Places *places = headings ? &span->columns : &span->rows;
    for (int i = 0; i < places->n; i++) {
        const Table *t = span->table;
        Str name = headings ? t->columns[places->at[i]].label : t->rows[places->at[i]].label;
        if (!is_read(f, name))
            return false;
        if (map_put(f->a, &seen, name, NULL))
            VEC_PUSH(f->a, &names, form->lower ? lower_first(f, name) : name);
    }
    *out = names.n ? language_list(f->a, f->language, names.at, names.n) : language_word(f->language, WORD_NONE);
    return true;
}

/* The text of each figure of a list. */
static bool figures_of(Finder *f, const FigureSpan *span, const FigureForm *form, Strs *out)
{
    for (int c = 0; c < span->columns.n; c++)
        for (int r = 0; r < span->rows.n; r++) {
            FigureSpan one = span_of_cell(f, span->table, span->rows.at[r], span->columns.at[c]);
            FigurePlace place;
            Str text;
            if (!add_span(f, &one, &place) || !place_text(f, &one, &place, form, &text))
                return false;
            VEC_PUSH(f->a, out, text);
        }
    return true;
}

static bool series_text(Finder *f, const FigureSpan *span, const FigureForm *form, Str *out)
{
    Strs figures = {0}, years = {0};
    if (!figures_of(f, span, form, &figures))
        return false;
    if (!figures.n || form->series == SERIES_PLAIN) {
        *out =
            figures.n ? language_list(f->a, f->language, figures.at, figures.n) : language_word(f->language, WORD_NONE);
        return true;
    }
    if (span->rows.n != 1 || span->columns.n < 2)
        return refuse_figure(f, DAT020, f->all,
                             STR("by-year and from-to are for several years of one row; expected "
                                 "data/row/first..last"));
    for (int i = 0; i < span->columns.n; i++) {
        Str year = span->table->columns[span->columns.at[i]].label;
        if (!is_read(f, year))
            return false;
        VEC_PUSH(f->a, &years, year);
    }
    int last = figures.n - 1;
    check(years.n == figures.n && years.at);
    if (form->series == SERIES_FROM_TO)
        *out = language_fill(f->a, f->language, WORD_FROM_TO,
                             (const Str[]){figures.at[0], years.at[0], figures.at[last], years.at[last]}, 4);
    else
        *out = language_fill(f->a, f->language, WORD_IN_YEARS,
                             (const Str[]){language_list(f->a, f->language, figures.at, figures.n),
                                           language_list(f->a, f->language, years.at, years.n)},
                             2);
    return true;
}

/* A form for figures would be passed over in silence. */
static bool is_only_name(const FigureForm *form)
{
    bool named = form->shape == SHAPE_FIGURE || form->shape == SHAPE_LABEL || form->shape == SHAPE_HEADING;
    bool figure = form->money || form->percent || form->bare || form->magnitude || form->printed || form->decimals >= 0;
    return named && !figure && form->basis == BASIS_ITSELF && form->wording == WORDING_NONE
           && form->series == SERIES_PLAIN;
}

static bool subject_text(Finder *f, const FigureSubject *s, const FigureForm *form, Str *out)
{
    bool names = form->shape == SHAPE_LABEL || (s->list && !s->span.columns.n);
    if ((names || form->shape == SHAPE_HEADING) && !is_only_name(form))
        return refuse_figure(f, DAT020, f->all,
                             STR("names have no such form; expected none but label, heading or lower"));
    if (names || (form->shape == SHAPE_HEADING && s->span.columns.n))
        return names_text(f, &s->span, form, out);
    if (form->shape == SHAPE_HEADING)
        return refuse_figure(f, DAT020, f->all, STR("there is no column here; expected data/row/column"));
    if (s->list)
        return series_text(f, &s->span, form, out);
    if (form->series != SERIES_PLAIN)
        return refuse_figure(f, DAT020, f->all,
                             STR("by-year and from-to need several figures; expected list before them"));
    return place_text(f, &s->span, &s->place, form, out);
}

bool figure_text(const FigureAsk *ask, Str written, Str *out, FigureFault *fault)
{
    Finder f = {.a = ask->arena, .tables = ask->tables, .style = ask->style, .all = written, .fault = fault};
    Str path, rest;
    FigureForm form;
    FigureSubject subject;
    cut_form(written, &path, &rest);
    if (!read_form(&f, rest, &form) || !read_subject(&f, path, &form, &subject))
        return false;
    f.language = f.style && f.style->language ? f.style->language : subject.span.table->language;
    return subject_text(&f, &subject, &form, out);
}

/* --- for cells --- */

/* A cell is shown as its column says. */
static bool only_works_out(Finder *f, const FigureSubject *s, const FigureForm *form)
{
    bool shaped = form->shape != SHAPE_FIGURE || form->wording != WORDING_NONE || form->series != SERIES_PLAIN
                  || form->money || form->percent || form->bare || form->lower || form->decimals >= 0;
    return (!shaped && !s->list)
           || refuse_figure(f, DAT020, f->all,
                            STR("a cell of figures is shown as its column says; expected one figure, with no form but "
                                "those that work it out: difference, change, share, ratio, per or rank"));
}

/* Whether the figure can stand in the cell's unit; by how many powers of ten it is then larger. A bare number can in
 * any but money and percentages. */
static bool fits_unit(const FigureWork *w, Str unit, int *above)
{
    int ignored;
    if (unit_converts(w->place.unit, unit, above))
        return true;
    *above = 0;
    return !w->place.unit.n && !unit_exponent(unit, &ignored) && !str_is(unit, "%");
}

static bool put_value(Finder *f, const FigureWork *w, const FigureTarget *target, FigurePlace *out)
{
    int above;
    if (!fits_unit(w, target->unit, &above))
        return refuse_figure(f, DAT018, f->all,
                             str_format(f->a,
                                        "this figure is in %s" STR_FMT " and its cell in %s" STR_FMT "; expected "
                                        "figures of one "
                                        "kind",
                                        w->place.unit.n ? "" : "no unit", STR_ARG(w->place.unit),
                                        target->unit.n ? "" : "no unit", STR_ARG(target->unit)));
    *out = w->place;
    out->unit = target->unit;
    out->empty = CELL_FILLED;
    return work_round(f, w, above, target->decimals, &out->value);
}

bool figure_value(const FigureAsk *ask, Str written, const FigureTarget *target, FigurePlace *out, FigureFault *fault)
{
    Finder f = {.a = ask->arena, .tables = ask->tables, .all = written, .fault = fault, .named = target->named};
    Str path, rest;
    FigureForm form;
    FigureSubject s;
    FigureWork w;
    cut_form(written, &path, &rest);
    if (!read_form(&f, rest, &form) || !read_subject(&f, path, &form, &s) || !only_works_out(&f, &s, &form))
        return false;
    if (form.printed)
        take_printed(&s.place);
    bool plain = form.basis == BASIS_ITSELF;
    *out = s.place;
    if (plain && s.place.empty != CELL_FILLED)
        return true;
    if (plain && !s.place.number)
        return refuse_unknown(&f, s.place.table, (CellPlace){s.place.row, s.place.column}, "this cell");
    if (!work_out(&f, &s.span, &s.place, &form, &w))
        return false;
    if (form.magnitude)
        work_lose_sign(&w);
    return put_value(&f, &w, target, out);
}

/* --- for comparing sentences with the data --- */

bool figure_sign(Arena *a, const Map *tables, Str written, int *sign)
{
    FigureFault fault;
    Finder f = {.a = a, .tables = tables, .all = written, .fault = &fault};
    Str path, rest;
    FigureForm form;
    FigureSubject s;
    cut_form(written, &path, &rest);
    if (!read_form(&f, rest, &form) || !form.magnitude || form.basis != BASIS_ITSELF
        || !read_subject(&f, path, &form, &s) || !s.place.number)
        return false;
    *sign = (s.place.value.units > 0) - (s.place.value.units < 0);
    return true;
}

/* Only for one row from year to year, whichever of the two comes first. */
bool figure_direction(Arena *a, const Map *tables, Str written, int *sign)
{
    FigureFault fault;
    Finder f = {.a = a, .tables = tables, .all = written, .fault = &fault};
    Str path, rest;
    FigureForm form;
    FigureSubject s;
    FigureSpan other;
    FigureWork w;
    cut_form(written, &path, &rest);
    if (!read_form(&f, rest, &form) || (form.basis != BASIS_DIFFERENCE && form.basis != BASIS_CHANGE)
        || form.wording != WORDING_NONE || !read_subject(&f, path, &form, &s) || !s.place.number)
        return false;
    if (!s.span.columns.n || !find_other(&f, &s.span, &form, &other) || !work_out(&f, &s.span, &s.place, &form, &w))
        return false;
    if (other.table != s.span.table || s.span.rows.n != 1 || other.rows.n != 1 || s.span.columns.n != 1
        || other.columns.n != 1 || s.span.rows.at[0] != other.rows.at[0])
        return false;
    const Column *columns = s.span.table->columns;
    int year = column_year(&columns[s.span.columns.at[0]]), than = column_year(&columns[other.columns.at[0]]);
    if (!year || !than || year == than)
        return false;
    *sign = year < than ? -w.sign : w.sign;
    return true;
}
