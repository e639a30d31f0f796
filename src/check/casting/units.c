/* Units: whether what a relation adds, subtracts or divides can be added at all.
 *
 * Money is converted, so that £83.5m and 47,050 (£000) have a sum; people and money have none. Rows share the units
 * of their columns, so a row's relation is looked at only where a row has a unit of its own, and a column's once. A
 * relation over different units is reported and then not used, so that nothing follows from it. */
#include "check/casting/passes_private.h"
#include "check/casting/report_private.h"

/* The kinds whose result is one of what they are made of. */
static bool keeps_unit(RelationKind kind)
{
    return relation_is_linear(kind) || kind == RELATION_WEEKLY || kind == RELATION_MEAN;
}

static bool compares_terms(RelationKind kind)
{
    return kind == RELATION_SHARE || kind == RELATION_CHANGE;
}

static void refuse(Casting *c, const Relation *r, CellPlace term, CellPlace other)
{
    c->refused[r - c->table->relations] = true;
    report_units(&(CastReport){c->arena, c->sink, c->table}, r, term, other);
}

/* The first column of figures in which a row's relation applies; -1: none. */
static int first_column(const Casting *c, const Relation *r)
{
    for (int column = 1; column < c->table->ncolumns; column++) {
        Made m = {&c->sheet, r, r->at, column};
        if (made_applies(&m))
            return column;
    }
    return -1;
}

/* A row whose figures have the units of their columns; -1: none. */
static int plain_row(const Table *t)
{
    for (int row = 0; row < t->nrows; row++)
        if (t->rows[row].role != ROW_GROUP && !t->rows[row].unit.n)
            return row;
    return -1;
}

static void look_at(Casting *c, const Relation *r, int plain)
{
    if (!r->nterms || (!keeps_unit(r->kind) && !compares_terms(r->kind)) || r->whole >= 0)
        return;
    int fixed = r->of_column ? plain : first_column(c, r);
    if (fixed < 0)
        return;
    int against = compares_terms(r->kind) ? r->terms[0].at : r->at;
    CellPlace other = r->of_column ? (CellPlace){fixed, against} : (CellPlace){against, fixed};
    for (int i = 0; i < r->nterms; i++) {
        int at = r->terms[i].at;
        CellPlace term = r->of_column ? (CellPlace){fixed, at} : (CellPlace){at, fixed};
        if (!column_is_figure(c->table->columns[term.column].kind) || sheet_may_add(&c->sheet, term, other))
            continue;
        refuse(c, r, term, other);
        return;
    }
}

/* Whether a row of the relation has a unit of its own. */
static bool has_own_unit(const Table *t, const Relation *r)
{
    bool own = t->rows[r->at].unit.n;
    for (int i = 0; i < r->nterms && !own; i++)
        own = t->rows[r->terms[i].at].unit.n;
    return own;
}

void cast_refuse_units(Casting *c)
{
    const Table *t = c->table;
    int plain = plain_row(t);
    bool own = false; /* a row has its own unit */
    for (int row = 0; row < t->nrows && !own; row++)
        own = t->rows[row].unit.n;
    for (int i = 0; i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (r->of_column || (own && has_own_unit(t, r)))
            look_at(c, r, plain);
    }
}
