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

/* A row whose figures have the units of their columns; -1: none. */
static int plain_row(const Table *t)
{
    for (int row = 0; row < t->nrows; row++)
        if (t->rows[row].role != ROW_GROUP && !t->rows[row].unit.n)
            return row;
    return -1;
}

/* A relation where it applies, in a row or column. False: it was refused. */
static bool look_at(Casting *c, const Relation *r, int fixed)
{
    int against = compares_terms(r->kind) ? r->terms[0].at : r->at;
    CellPlace other = r->of_column ? (CellPlace){fixed, against} : (CellPlace){against, fixed};
    CellPlace first = r->of_column ? (CellPlace){fixed, r->terms[0].at} : (CellPlace){r->terms[0].at, fixed};
    for (int i = 0; i < r->nterms; i++) {
        int at = r->terms[i].at;
        CellPlace term = r->of_column ? (CellPlace){fixed, at} : (CellPlace){at, fixed};
        bool added = sheet_may_add(&c->sheet, term, other);
        if (!column_is_figure(c->table->columns[term.column].kind) || (added && sheet_may_add(&c->sheet, term, first)))
            continue;
        refuse(c, r, term, added ? first : other);
        return false;
    }
    return true;
}

/* A row's relation in every column in which it applies. */
static void look_across(Casting *c, const Relation *r)
{
    for (int column = 1; column < c->table->ncolumns; column++) {
        Made m = {&c->sheet, r, r->at, column};
        if (made_applies(&m) && !look_at(c, r, column))
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
        if (!r->nterms || (!keeps_unit(r->kind) && !compares_terms(r->kind)) || r->whole >= 0)
            continue;
        if (r->of_column && plain >= 0)
            look_at(c, r, plain);
        else if (!r->of_column && own && has_own_unit(t, r))
            look_across(c, r);
    }
}
