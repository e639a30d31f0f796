/* Figures that appear in several places, and counts of lines: checks that need more than one table.
 *
 *     same-as="staff/total/cost"                      data/row/column, or row/column in the same table
 *     same-as="staff/total"                           at a row: every figure, by the column's id
 *     same-as="2013-14=staff/total/cost 2014-15=…"    at a row: column by column
 *     same-as="../other-document/data/budget.xml#net/2013-14"
 *
 * A cell of words takes part when it consists of one figure: "80.2%". A cell that is named but has no figure is an
 * error, because a check that compares nothing would look like one that succeeds.
 *
 * Two figures agree when they do at the coarser of their roundings, in the same unit of money: £927,600 and £928k.
 * Data of another document is only read for comparison; its own errors are reported when that document is built. */
#include "read/data/data.h"
#include "read/data/data_private.h"

#include "file/file.h"
#include "base/vec.h"
#include "doc/figure.h"
#include "doc/units.h"

typedef struct Comparing {
    const Reader *r;
    Doc *doc;
    Map others;    /* path → Table of another document */
    Diag *unheard; /* what is wrong with those */
} Comparing;

/* --- other documents --- */

/* Only data of a neighbouring document: ../name/…, without a further step up. */
static bool find_beside(const Comparing *c, Str file, FilePlace *place)
{
    Str name, rest;
    return str_starts(file, "../") && str_ends(file, ".xml") && str_cut(str_sub(file, 3, file.n), '/', &name, &rest)
           && path_beside(c->r->job, c->doc->folder, name, &place->folder)
           && path_inside(c->r->job, place->folder, rest, &place->path);
}

/* What was read without being heard is an input all the same. */
static void hear_files(const Comparing *c)
{
    for (int i = 1; i <= diag_files(c->unheard); i++)
        if (!diag_sheet_name(c->unheard, i).n)
            diag_file(c->r->diag, diag_path(c->unheard, i), diag_text(c->unheard, i));
}

static const Table *other_table(Comparing *c, Str file, Pos pos)
{
    Arena *job = c->r->job;
    FilePlace place = {0};
    Str path = path_join(job, c->doc->folder, file);
    const Table *known = map_find(&c->others, path);
    if (known)
        return known;
    if (!find_beside(c, file, &place)) {
        diag(c->r->diag, IO007, pos,
             "\"" STR_FMT "\" is not in a neighbouring document; expected ../document/data/file.xml", STR_ARG(file));
        return NULL;
    }
    if (!c->unheard)
        c->unheard = diag_new(job);
    Reader quiet = *c->r;
    quiet.diag = c->unheard;
    Table *t = path_exists(place.path) ? data_read(&quiet, c->doc, file, place, pos) : NULL;
    hear_files(c);
    if (!t) {
        diag(c->r->diag, DAT017, pos, "cannot read \"" STR_FMT "\" as data", STR_ARG(file));
        return NULL;
    }
    if (data_waits(t)) {
        diag(c->r->diag, DAT017, pos,
             "\"" STR_FMT "\" takes figures from other data of its document; expected data with its own figures",
             STR_ARG(file));
        return NULL;
    }
    map_put(job, &c->others, path, t);
    return t;
}

/* A place in another document's file, as one of this run's. */
static Pos heard_pos(Comparing *c, const Table *t, Pos pos)
{
    if (map_find(&c->doc->tables, t->id) == t)
        return pos;
    Str text;
    int file = file_read(c->r->job, c->r->diag, diag_path(c->unheard, pos.file), pos, &text);
    if (!file)
        return (Pos){0};
    Str sheet = diag_sheet_name(c->unheard, pos.file);
    pos.file = (int16_t)(sheet.n ? diag_sheet(c->r->diag, diag_path(c->r->diag, file), sheet) : file);
    return pos;
}

/* --- figures --- */

static void fail(Comparing *c, const Same *same, Str path, const FigureFault *fault)
{
    Pos pos = same->pos;
    if (fault->code == DAT001 && doc_has_lost(c->doc, str_sub(path, fault->at, fault->at + fault->n)))
        return;
    pos.col += (int)(path.p - same->path.p) + fault->at;
    pos.len = fault->n;
    diag(c->r->diag, DAT017, pos, STR_FMT, STR_ARG(fault->message));
    if (fault->near.n)
        diag_help(c->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(fault->near));
}

static bool find_other(Comparing *c, const Table *t, const Same *same, Str path, FigurePlace *out)
{
    FigureFault fault;
    Str file, rest;
    const Table *here = t;
    if (str_cut(path, '#', &file, &rest)) {
        here = other_table(c, file, same->pos);
        if (!here)
            return false;
        path = rest;
    }
    if (figure_find(&(FigureAsk){c->r->job, &c->doc->tables, here, NULL}, path, out, &fault))
        return true;
    fail(c, same, path, &fault);
    return false;
}

/* The finest place that a figure has, as a power of ten of one. */
static int finest(Decimal value, int exponent)
{
    return exponent - value.places;
}

/* value × 10^exponent, in units of 10^coarsest. False: too large. */
static bool in_units(Decimal value, int exponent, int coarsest, Decimal *out)
{
    int up = exponent - value.places - coarsest;
    *out = (Decimal){value.units, 0};
    for (; up > 0; up--)
        if (!decimal_scale(*out, 10, out))
            return false;
    if (up < -9)
        return false;
    Decimal finer = {out->units, (int8_t)-up};
    *out = decimal_round(finer, 0);
    return true;
}

/* Whether the first is the second and the difference that is known. */
static bool is_known_gap(const Cell *cell, const FigurePlace *own, const FigurePlace *other)
{
    Decimal there, gap;
    return cell->stated && unit_convert(other->value, other->unit, own->unit, &there)
           && decimal_sub(own->value, there, &gap) && decimal_cmp(gap, cell->differs_by) == 0;
}

static bool agree(Decimal a, int a_exponent, Decimal b, int b_exponent, int tolerance)
{
    int coarsest = int_max(finest(a, a_exponent), finest(b, b_exponent));
    Decimal x, y, gap;
    if (!in_units(a, a_exponent, coarsest, &x) || !in_units(b, b_exponent, coarsest, &y) || !decimal_sub(x, y, &gap))
        return false;
    return gap.units <= tolerance && gap.units >= -tolerance;
}

static Str figure_with_unit(Arena *a, Decimal value, Str unit, bool with)
{
    Str figure = decimal_format(a, value, -1, true);
    return with && unit.n ? str_format(a, STR_FMT " (" STR_FMT ")", STR_ARG(figure), STR_ARG(unit)) : figure;
}

static void report_no_figure(Comparing *c, const Same *same, const Cell *cell, const FigurePlace *other)
{
    diag(c->r->diag, DAT017, cell->pos, "this cell has no figure to compare; expected " STR_FMT ", or no same-as",
         STR_ARG(figure_with_unit(c->r->job, other->value, other->unit, false)));
    diag_label(c->r->diag, same->pos, "this asks for the comparison");
}

static void report(Comparing *c, const FigurePlace *own, Str path, const FigurePlace *other)
{
    Arena *job = c->r->job;
    const Row *row = &own->table->rows[own->row];
    bool units = !str_eq(own->unit, other->unit);
    Str theirs = other->number ? figure_with_unit(job, other->value, other->unit, units) : STR("no figure");
    Decimal gap;
    Str by = {0};
    if (!units && other->number && decimal_sub(own->value, other->value, &gap)) {
        bool less = gap.units < 0;
        if (less)
            gap.units = -gap.units;
        by = str_format(job, ": " STR_FMT " too %s", STR_ARG(decimal_format(job, gap, -1, true)),
                        less ? "little" : "much");
    }
    diag(c->r->diag, DAT012, row->cells[own->column].pos,
         "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\"; expected " STR_FMT ", as at " STR_FMT STR_FMT,
         STR_ARG(row->label), STR_ARG(figure_with_unit(job, own->value, own->unit, units)),
         STR_ARG(own->table->columns[own->column].id), STR_ARG(theirs), STR_ARG(path), STR_ARG(by));
    Pos there = heard_pos(c, other->table, other->table->rows[other->row].cells[other->column].pos);
    if (there.line)
        diag_label(c->r->diag, there, "the other place");
}

/* The figure's own tolerance. That of the table is for figures that were rounded, so it needs another unit or other
 * decimals to explain it. */
static int tolerance_of(const FigurePlace *own, const FigurePlace *other)
{
    const Row *row = &own->table->rows[own->row];
    int given = row->cells[own->column].tolerance;
    if (given >= 0 || row->tolerance >= 0)
        return given >= 0 ? given : row->tolerance;
    bool alike = str_eq(own->unit, other->unit) && own->value.places == other->value.places;
    return alike ? 0 : own->table->tolerance;
}

/* The author knows that they differ, but did not say by how much. */
static void report_unstated(Comparing *c, const FigurePlace *own, Str path, const FigurePlace *other)
{
    const Row *row = &own->table->rows[own->row];
    Decimal there, gap;
    if (!unit_convert(other->value, other->unit, own->unit, &there) || !decimal_sub(own->value, there, &gap)) {
        report(c, own, path, other);
        return;
    }
    bool less = gap.units < 0;
    if (less)
        gap.units = -gap.units;
    diag(c->r->diag, DAT024, row->cells[own->column].pos,
         "\"" STR_FMT "\" is known to differ in \"" STR_FMT "\" from the figure at " STR_FMT
         "; expected differs-by=\"%s" STR_FMT "\" beside differs",
         STR_ARG(row->label), STR_ARG(own->table->columns[own->column].id), STR_ARG(path), less ? "-" : "",
         STR_ARG(decimal_format(c->r->job, gap, -1, true)));
}

static void compare(Comparing *c, const Table *t, const Same *same, int column, Str path)
{
    const Cell *cell = &t->rows[same->row].cells[column];
    FigurePlace other, own = {.table = t, .row = same->row, .column = column, .unit = cell_unit(t, same->row, column)};
    Str sign; /* £ before it and % after it do not count */
    if (!find_other(c, t, same, path, &other))
        return;
    own.number = cell_figure(c->r->job, cell, &own.value, &sign);
    if (!own.number) {
        if (other.number)
            report_no_figure(c, same, cell, &other);
        return;
    }
    int ours = 0, theirs = 0;
    bool money = unit_exponent(own.unit, &ours) && unit_exponent(other.unit, &theirs);
    if (!money)
        ours = theirs = 0;
    int tolerance = tolerance_of(&own, &other);
    if (other.number && (agree(own.value, ours, other.value, theirs, tolerance) || is_known_gap(cell, &own, &other)))
        return;
    if (cell->differs.n && !cell->stated && other.number)
        report_unstated(c, &own, path, &other);
    else
        report(c, &own, path, &other);
}

static int slashes(Str path)
{
    Str file, rest;
    int n = 0;
    if (str_cut(path, '#', &file, &rest))
        path = rest, n = 1;
    for (int i = 0; i < path.n; i++)
        n += path.p[i] == '/';
    return n;
}

/* data/row, for every figure of the row. */
static void compare_columns(Comparing *c, const Table *t, const Same *same, Str path)
{
    for (int column = 1; column < t->ncolumns; column++) {
        if (!t->rows[same->row].cells[column].number)
            continue;
        Str whole = str_format(c->r->job, STR_FMT "/" STR_FMT, STR_ARG(path), STR_ARG(t->columns[column].id));
        Same one = *same;
        one.path = whole;
        one.pos.len = same->pos.len;
        compare(c, t, &one, column, whole);
    }
}

static void compare_word(Comparing *c, const Table *t, const Same *same, Str word)
{
    Str name, path;
    if (same->column >= 0) {
        compare(c, t, same, same->column, word);
        return;
    }
    bool named = str_cut(word, '=', &name, &path);
    if (!named && slashes(word) == 1) {
        compare_columns(c, t, same, word);
        return;
    }
    int column = table_column(t, name);
    if (named && column >= 0) {
        compare(c, t, same, column, path);
        return;
    }
    diag(c->r->diag, DAT017, same->pos,
         "\"" STR_FMT "\" does not say which figure of the row to compare; expected column=data/row/column or data/row",
         STR_ARG(word));
}

static void compare_all(Comparing *c, const Table *t, const Same *same)
{
    for (Str rest = same->path, word; rest.n;) {
        str_cut(rest, ' ', &word, &rest);
        if (word.n)
            compare_word(c, t, same, word);
    }
}

/* --- numbers of lines --- */

static int lines_of(const Comparing *c, const Table *t, const LineCount *count)
{
    if (str_is(count->what, "lines"))
        return table_lines(t, (Str){0});
    int lines = table_lines(t, count->what);
    const Table *other = lines < 0 ? map_find(&c->doc->tables, count->what) : NULL;
    return other ? table_lines(other, (Str){0}) : lines;
}

/* The number that a cell states, in figures or in words. */
static bool number_in(const Table *t, const Cell *cell, Decimal *number)
{
    int words;
    if (cell->number) {
        *number = cell_counted(cell);
        return true;
    }
    if (!cell->text.n || !language_number_of(t->language, cell->text, &words))
        return false;
    *number = (Decimal){words, 0};
    return true;
}

static void check_count(Comparing *c, const Table *t, const LineCount *count)
{
    int lines = lines_of(c, t, count);
    Decimal number;
    if (lines < 0) {
        diag(c->r->diag, DAT017, count->pos, "group or data \"" STR_FMT "\" not found; expected its id, or lines",
             STR_ARG(count->what));
        return;
    }
    bool counts = false; /* a column does: then the others do not */
    for (int column = 1; column < t->ncolumns; column++)
        counts = counts || t->columns[column].kind == COL_COUNT;
    for (int column = 1; column < t->ncolumns; column++) {
        const Cell *cell = &t->rows[count->row].cells[column];
        if (counts && column_is_figure(t->columns[column].kind) && t->columns[column].kind != COL_COUNT)
            continue;
        if (!number_in(t, cell, &number) || decimal_cmp(number, (Decimal){lines, 0}) == 0)
            continue;
        Str of = str_is(count->what, "lines") ? STR("this table")
                                              : str_format(c->r->job, "\"" STR_FMT "\"", STR_ARG(count->what));
        diag(c->r->diag, DAT014, cell->pos,
             "\"" STR_FMT "\" is " STR_FMT "; expected %d, the number of lines of " STR_FMT,
             STR_ARG(t->rows[count->row].label), STR_ARG(decimal_format(c->r->job, number, -1, true)), lines,
             STR_ARG(of));
        diag_label(c->r->diag, count->pos, "counted here");
    }
}

void data_compare(const Reader *r, Doc *doc)
{
    Comparing c = {.r = r, .doc = doc};
    for (int i = 0; i < doc->tables.n; i++) {
        const Table *t = doc->tables.entries[i].value;
        for (int k = 0; k < t->nsames; k++)
            compare_all(&c, t, &t->sames[k]);
        for (int k = 0; k < t->ncounts; k++)
            check_count(&c, t, &t->counts[k]);
    }
}
