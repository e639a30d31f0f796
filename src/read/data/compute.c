/* Figures of tables that are taken from other tables: <cell>{{ budget/net/2013-14 }}</cell>.
 *
 * Such a cell waits until all tables are read. Its table is cast only then, for its sums need all figures; and the
 * table that it takes the figure from may wait itself. So tables are completed depth first, on an explicit stack.
 * Tables that take figures from each other, or from themselves, are refused: nobody could follow them. When a cell
 * cannot have its figure, its table is not cast, and neither are the tables that use it, so that one mistake is one
 * message. */
#include "read/data/data.h"
#include "read/data/data_private.h"

typedef struct ComputeStep {
    Table *table;
    int at; /* of the figure looked for */
} ComputeStep;

typedef struct Computer {
    const Reader *r;
    Doc *doc;
    Arena *scratch;
    VEC(ComputeStep) stack;
} Computer;

/* --- while a table is read --- */

/* Judged figures are judged at once; grants have theirs in attributes. */
static bool may_wait(const DataReader *d)
{
    return d->unbound && !str_is(d->table->kind, "performance");
}

bool data_figure_waits(DataReader *d, const Row *row, int column, Str words, Pos at)
{
    bool placeholder = str_starts(words, "{{") && str_ends(words, "}}") && str_find(words, "}}") == words.n - 2
                       && str_find(str_sub(words, 2, words.n), "{{") < 0;
    if (!placeholder || !may_wait(d))
        return false;
    VEC_PUSH(d->reader->job, &d->unbound->figures, (UnboundFigure){(int)(row - d->rows.at), column, words, at});
    return true;
}

bool data_waits(const Table *t)
{
    return t->unbound && t->unbound->figures.n && !t->unbound->done;
}

/* --- when all are read --- */

/* What is between the braces, in one line; places in it are those in the file. */
static Str written_in(Arena *a, const UnboundFigure *u)
{
    Str inside = str_sub(u->raw, 2, u->raw.n - 2);
    char *line = str_cdup(a, inside);
    for (int i = 0; i < inside.n; i++)
        if (line[i] == '\n' || line[i] == '\t')
            line[i] = ' ';
    return str_trim((Str){line, inside.n});
}

static void report(Computer *c, const UnboundFigure *u, Str written, const FigureFault *fault)
{
    int spaces = 0;
    while (u->raw.p[2 + spaces] == ' ' || u->raw.p[2 + spaces] == '\n' || u->raw.p[2 + spaces] == '\t')
        spaces++;
    if (fault->code == DAT001 && doc_has_lost(c->doc, str_sub(written, fault->at, fault->at + fault->n)))
        return;
    Pos pos = data_start_behind(str_sub(u->raw, 0, 2 + spaces + fault->at), u->at);
    pos.len = fault->n;
    diag(c->r->diag, fault->code, pos, STR_FMT, STR_ARG(fault->message));
    if (fault->other.line > 0)
        diag_label(c->r->diag, fault->other, "%s", fault->there);
    if (fault->near.n)
        diag_help(c->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(fault->near));
}

static void report_circle(Computer *c, const Table *t, const UnboundFigure *u, const Table *other)
{
    if (other == t) {
        diag(c->r->diag, DAT017, u->at, "this cell takes its figure from its own table; expected another table");
        diag_help(c->r->diag, "within a table, give the row or column a rule such as sum, difference or change");
        return;
    }
    diag(c->r->diag, DAT017, u->at,
         "\"" STR_FMT "\" and \"" STR_FMT "\" take figures from each other; expected one of the two to have its own",
         STR_ARG(t->id), STR_ARG(other->id));
    diag_label(c->r->diag, other->unbound->figures.at[0].at, "the first figure that the other takes");
}

static bool uses_failed(const Map *named)
{
    for (int i = 0; i < named->n; i++) {
        const Table *other = named->entries[i].value;
        check(other);
        if (other->unbound && other->unbound->failed)
            return true;
    }
    return false;
}

/* The first table among those named that still waits; NULL: none. */
static Table *first_waiting(const Map *named)
{
    for (int i = 0; i < named->n; i++) {
        Table *other = named->entries[i].value;
        check(other);
        if (data_waits(other))
            return other;
    }
    return NULL;
}

/* The figure as the column shows it: with its decimals, or with no more than it can have. */
static bool find_figure(Computer *c, const Table *t, const UnboundFigure *u, Map *named, FigurePlace *out)
{
    FigureAsk ask = {c->scratch, &c->doc->tables, NULL, NULL};
    const Row *row = &t->rows[u->row];
    const Column *column = &t->columns[u->column];
    FigureTarget target = {cell_unit(t, u->row, u->column), column->exact ? -1 : row_decimals(row, column), named};
    FigureFault fault;
    Str written = written_in(c->scratch, u);
    bool found = figure_value(&ask, written, &target, out, &fault);
    if (found && out->number && target.decimals < 0) {
        row->cells[u->column].value = out->value;
        target.decimals = int_min(data_most_places(t, row, u->column), out->value.places);
        found = figure_value(&ask, written, &target, out, &fault);
    }
    if (!found && !first_waiting(named) && !uses_failed(named))
        report(c, u, written, &fault);
    return found;
}

/* A cell without its figure counts as one, so that nothing else is reported. */
static void put_figure(Table *t, const UnboundFigure *u, const FigurePlace *found)
{
    Cell *cell = &t->rows[u->row].cells[u->column];
    cell->number = found->number;
    cell->value = found->value;
    cell->empty = found->empty;
}

/* Puts one figure in its cell. Returns the table that must be completed before. */
static Table *complete_cell(Computer *c, Table *t, const UnboundFigure *u)
{
    static const FigurePlace none = {.number = true};
    Map named = {0};
    FigurePlace place;
    bool found = find_figure(c, t, u, &named, &place);
    Table *waiting = first_waiting(&named);
    if (waiting && !waiting->unbound->begun)
        return waiting;
    if (waiting)
        report_circle(c, t, u, waiting);
    bool fails = waiting || !found || uses_failed(&named);
    put_figure(t, u, fails ? &none : &place);
    t->unbound->failed = t->unbound->failed || fails;
    return NULL;
}

static void begin(Computer *c, Table *t)
{
    t->unbound->begun = true;
    VEC_PUSH(c->r->job, &c->stack, (ComputeStep){t, 0});
}

/* The same for the sums of a table that is not cast. */
static void stand_in_for_sums(Table *t)
{
    for (int row = 0; row < t->nrows; row++)
        for (int column = 0; column < t->ncolumns; column++)
            if (t->rows[row].cells[column].computed)
                t->rows[row].cells[column].number = true;
}

/* Completes the table on top of the stack, or puts one that it needs there. */
static void step(Computer *c)
{
    ComputeStep *s = &c->stack.at[c->stack.n - 1];
    Table *t = s->table;
    for (; s->at < t->unbound->figures.n; s->at++) {
        arena_reset(c->scratch);
        Table *before = complete_cell(c, t, &t->unbound->figures.at[s->at]);
        if (before) {
            begin(c, before);
            return;
        }
    }
    t->unbound->done = true;
    c->stack.n--;
    if (t->unbound->failed)
        stand_in_for_sums(t);
    else
        data_cast(c->r, t);
}

void data_compute(const Reader *r, Doc *doc)
{
    Computer c = {.r = r, .doc = doc};
    for (int i = 0; i < doc->tables.n; i++) {
        Table *t = doc->tables.entries[i].value;
        if (!data_waits(t))
            continue;
        if (!c.scratch)
            c.scratch = arena_new();
        begin(&c, t);
        while (c.stack.n)
            step(&c);
    }
    arena_free(c.scratch);
}
