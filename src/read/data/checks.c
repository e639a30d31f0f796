/* How figures are calculated and checked: attributes of rows and columns, resolved into relations once all rows
 * exist.
 *
 * A name is a row's id or its reference number, or, on a column, a column's id. A minus before it subtracts. A name
 * with a hyphen that is not a row's own is a range of rows (1-6), like a..b: the two rows and the lines between
 * them. A group's name stands for its lines. A total without its own sum adds the lines above it, or below it when
 * there are none above, up to the next total; a subtotal does so within its group. Memorandum rows, and rows that are
 * themselves shares, changes, ratios, means or running totals, are only in sums that name them. */
#include "read/data/data_private.h"

typedef VEC(Term) Terms;

typedef struct NameReader {
    DataReader *d;
    bool of_column; /* what names name now */
    Str value;      /* the attribute being read, and its place */
    Pos pos;
    bool totals_seen, totals_before; /* the first total was seen; it stands before its lines */
} NameReader;

static const struct {
    const char *attribute;
    int least, most;             /* number of terms; 0: any */
    RelationKind kind, with_one; /* with one term */
} attributes[] = {
    {"sum", 1, 0, RELATION_SUM, RELATION_SUM},
    {"difference", 1, 2, RELATION_DIFFERENCE, RELATION_STEP},
    {"cumulative", 1, 1, RELATION_CUMULATIVE, RELATION_CUMULATIVE},
    {"share", 2, 2, RELATION_SHARE, RELATION_SHARE},
    {"change", 1, 2, RELATION_CHANGE, RELATION_GROWTH},
    {"ratio", 2, 2, RELATION_RATIO, RELATION_RATIO},
    {"weekly", 1, 2, RELATION_WEEKLY, RELATION_WEEKLY},
    {"product", 2, 0, RELATION_PRODUCT, RELATION_PRODUCT},
    {"mean", 1, 0, RELATION_MEAN, RELATION_MEAN},
    {"opening", 1, 1, RELATION_OPENING, RELATION_OPENING},
    {"variance", 2, 2, RELATION_VARIANCE, RELATION_VARIANCE},
};

bool data_is_made(const XmlNode *e)
{
    for (int i = 0; i < COUNT(attributes); i++)
        if (xml_has(e, attributes[i].attribute))
            return true;
    return false;
}

void data_declare(DataReader *d, const XmlNode *e, bool of_column, int at)
{
    VEC_PUSH(d->reader->job, &d->declared, (Declared){.element = e, .of_column = of_column, .at = at});
}

void data_same(DataReader *d, const XmlNode *e, int row, int column)
{
    const Reader *r = d->reader;
    if (!xml_has(e, "same-as"))
        return;
    Same same = {row, column, str_trim(xml_attr(r, e, "same-as")), xml_attr_pos(e, d->file, "same-as")};
    same.pos.len = same.path.n;
    VEC_PUSH(r->job, &d->sames, same);
}

void data_add_bound(DataReader *d, Bound bound)
{
    VEC_PUSH(d->reader->job, &d->bounds, bound);
}

/* --- names --- */

static int find(const NameReader *n, Str name)
{
    return n->of_column ? table_column(n->d->table, name) : table_row_or_reference(n->d->table, name);
}

static Pos word_pos(const NameReader *n, Str word)
{
    Pos pos = n->pos;
    pos.col += (int)(word.p - n->value.p);
    pos.len = word.n;
    return pos;
}

static void help_name(NameReader *n, Str name)
{
    Arena *job = n->d->reader->job;
    const Table *t = n->d->table;
    VEC(Str) all = {0};
    for (int i = 0; n->of_column && i < t->ncolumns; i++)
        VEC_PUSH(job, &all, t->columns[i].id);
    for (int i = 0; !n->of_column && i < t->ids.n; i++)
        VEC_PUSH(job, &all, t->ids.entries[i].key);
    for (int i = 0; !n->of_column && i < t->references.n; i++)
        VEC_PUSH(job, &all, t->references.entries[i].key);
    diag_nearest(n->d->reader->diag, name, all.at, all.n);
}

/* Returns false, for its callers to return. */
static bool report_name(NameReader *n, Str name)
{
    diag(n->d->reader->diag, DAT017, word_pos(n, name), "no %s has the name \"" STR_FMT "\"; expected an id%s",
         n->of_column ? "column" : "row", STR_ARG(name), n->of_column ? "" : " or a reference number");
    help_name(n, name);
    return false;
}

/* --- terms --- */

static bool is_counted_line(const Row *row)
{
    return row->role == ROW_LINE && !row->memo;
}

/* Whether the sums look at more rows or columns than a table may have. Then it is refused, because a thousand totals
 * of a thousand lines each would take the time and memory of a million. */
static bool is_too_much(NameReader *n, int looked_at)
{
    DataReader *d = n->d;
    d->summed += (int64_t)looked_at * (n->of_column ? d->rows.n : d->table->ncolumns);
    if (d->summed <= TABLE_SUMMED_MOST)
        return false;
    if (!d->too_large)
        diag(d->reader->diag, IO009, d->table->pos,
             "the sums of this table add up more than %d figures in all; expected fewer", TABLE_SUMMED_MOST);
    return d->too_large = true;
}

static void add_term(NameReader *n, Terms *terms, int at, bool minus)
{
    VEC_PUSH(n->d->reader->job, terms, (Term){at, minus});
}

static void add_group(NameReader *n, Terms *terms, int group, bool minus)
{
    const Row *rows = n->d->rows.at;
    int end = group + 1;
    while (end < n->d->rows.n && rows[end].level > rows[group].level)
        end++;
    if (is_too_much(n, end - group))
        return;
    for (int i = group + 1; i < end; i++)
        if (is_counted_line(&rows[i]))
            add_term(n, terms, i, minus);
}

static void add_span(NameReader *n, Terms *terms, int from, int to, bool minus)
{
    if (is_too_much(n, to - from))
        return;
    for (int i = from; i <= to; i++)
        if (i == from || i == to || is_counted_line(&n->d->rows.at[i]))
            add_term(n, terms, i, minus);
}

static void add_lines(NameReader *n, Terms *terms, int from, int to)
{
    if (is_too_much(n, to - from))
        return;
    for (int i = from; i < to; i++)
        if (is_counted_line(&n->d->rows.at[i]))
            add_term(n, terms, i, false);
}

/* The lines above a row, in its own group or in the whole table. */
static void add_lines_above(NameReader *n, Terms *terms, int row, bool of_group)
{
    const Row *rows = n->d->rows.at;
    int first = 0;
    if (of_group)
        for (first = row; first > 0 && rows[first - 1].level >= rows[row].level; first--) {
        }
    add_lines(n, terms, first, row);
}

/* Those below it, up to the next row of its role. */
static void add_lines_below(NameReader *n, Terms *terms, int row, bool of_group)
{
    const Row *rows = n->d->rows.at;
    int end = row + 1;
    while (end < n->d->rows.n && (!of_group || rows[end].level >= rows[row].level)
           && !(rows[end].role == rows[row].role && rows[end].level == rows[row].level))
        end++;
    add_lines(n, terms, row + 1, end);
}

/* Whether a subtotal stands before its lines: it, or the first of its group, has none above. */
static bool subtotal_stands_before(NameReader *n, int row)
{
    const Row *rows = n->d->rows.at;
    bool lines = false;
    int i = row - 1;
    for (; i >= 0 && rows[i].level >= rows[row].level; i--)
        lines = rows[i].role == ROW_SUBTOTAL && rows[i].level == rows[row].level ? false
                                                                                 : lines || is_counted_line(&rows[i]);
    return !is_too_much(n, row - i) && !lines;
}

/* The same of totals: all stand as the first one does. */
static bool total_stands_before(NameReader *n, int row)
{
    if (n->totals_seen)
        return n->totals_before;
    n->totals_seen = n->totals_before = true;
    for (int i = 0; i < row && n->totals_before; i++)
        n->totals_before = !is_counted_line(&n->d->rows.at[i]);
    return n->totals_before;
}

static bool cut_at(Str name, int at, int wide, Str *from, Str *to)
{
    *from = str_sub(name, 0, at);
    *to = str_sub(name, at + wide, name.n);
    return from->n > 0 && to->n > 0;
}

/* 1-6 or a..b, where both ends are rows. */
static bool find_span(const NameReader *n, Str name, int *from, int *to)
{
    Str first, last;
    int dots = str_find(name, "..");
    for (int i = dots >= 0 ? dots : 0; i < name.n; i++) {
        bool here = dots >= 0 ? i == dots : name.p[i] == '-';
        if (!here || !cut_at(name, i, dots >= 0 ? 2 : 1, &first, &last))
            continue;
        *from = find(n, first);
        *to = find(n, last);
        if (*from >= 0 && *to >= *from)
            return true;
    }
    return false;
}

/* False: reported. */
static bool add_word(NameReader *n, Terms *terms, Str word, int self)
{
    if (is_too_much(n, 1))
        return true;
    bool minus = word.p[0] == '-';
    Str name = minus ? str_sub(word, 1, word.n) : word;
    int at = find(n, name), to;
    if (at >= 0 && !n->of_column && n->d->rows.at[at].role == ROW_GROUP)
        add_group(n, terms, at, minus);
    else if (at >= 0)
        add_term(n, terms, at, minus);
    else if (!n->of_column && str_is(name, "lines"))
        add_lines_above(n, terms, self, false);
    else if (!n->of_column && str_is(name, "group"))
        add_lines_above(n, terms, self, true);
    else if (!n->of_column && find_span(n, name, &at, &to))
        add_span(n, terms, at, to, minus);
    else
        return report_name(n, name);
    return true;
}

static bool read_terms(NameReader *n, Terms *terms, int self)
{
    bool all = true;
    for (Str rest = n->value, word; rest.n && !n->d->too_large;) {
        str_cut(rest, ' ', &word, &rest);
        if (word.n)
            all = add_word(n, terms, word, self) && all;
    }
    return all;
}

/* --- relations --- */

static void report_terms(NameReader *n, const char *attribute, int least, int most)
{
    const char *what = n->of_column ? "column" : "row";
    if (least == most)
        diag(n->d->reader->diag, DAT017, n->pos, "%s lists the wrong number of %ss; expected %d", attribute, what,
             least);
    else
        diag(n->d->reader->diag, DAT017, n->pos, "%s lists the wrong number of %ss; expected %d or %d", attribute, what,
             least, most);
}

static bool names_itself(NameReader *n, const Terms *terms, int self)
{
    for (int i = 0; i < terms->n; i++) {
        if (terms->at[i].at != self)
            continue;
        diag(n->d->reader->diag, DAT017, n->pos, "a %s cannot be computed from itself",
             n->of_column ? "column" : "row");
        return true;
    }
    return false;
}

static void start(NameReader *n, const XmlNode *e, const char *attribute)
{
    n->value = str_trim(xml_attr(n->d->reader, e, attribute));
    n->pos = xml_attr_pos(e, n->d->file, attribute);
    n->pos.len = n->value.n;
}

static void set_signs(RelationKind kind, Terms *terms)
{
    if (kind != RELATION_DIFFERENCE && kind != RELATION_VARIANCE && !(kind == RELATION_WEEKLY && terms->n == 2))
        return;
    check(terms->n == 2 && terms->at);
    terms->at[1].minus = true;
}

static void add_relation(NameReader *n, Relation r)
{
    VEC_PUSH(n->d->reader->job, &n->d->relations, r);
}

static Relation relation_of(const NameReader *n, RelationKind kind, int at, const Terms *terms)
{
    return (Relation){.kind = kind,
                      .of_column = n->of_column,
                      .at = at,
                      .terms = terms->at,
                      .nterms = terms->n,
                      .whole = -1,
                      .times = 1,
                      .written = n->value,
                      .pos = n->pos};
}

/* share="a" of="total" on a column: the row that has the whole. False: reported. */
static bool read_whole(NameReader *n, const Declared *c, Relation *r)
{
    NameReader rows = {.d = n->d};
    start(&rows, c->element, "of");
    r->whole = find(&rows, rows.value);
    return r->whole >= 0 || report_name(&rows, rows.value);
}

static void read_relation(NameReader *n, const Declared *c, int attribute)
{
    const char *name = attributes[attribute].attribute;
    Terms terms = {0};
    start(n, c->element, name);
    if (!read_terms(n, &terms, c->at) || n->d->too_large || names_itself(n, &terms, c->at))
        return;
    RelationKind kind = attributes[attribute].kind;
    bool of_whole = kind == RELATION_SHARE && n->of_column && xml_has(c->element, "of");
    int least = n->of_column && attributes[attribute].most ? attributes[attribute].most : attributes[attribute].least;
    int most = attributes[attribute].most ? attributes[attribute].most : terms.n;
    if (kind == RELATION_WEEKLY || of_whole)
        least = 1;
    if (of_whole)
        most = 1;
    if (terms.n < least || terms.n > most) {
        report_terms(n, name, least, most);
        return;
    }
    Relation r = relation_of(n, terms.n == 1 ? attributes[attribute].with_one : kind, c->at, &terms);
    set_signs(r.kind, &terms);
    if (kind == RELATION_RATIO)
        r.times = data_number(n->d->reader, c->element, "per", 1);
    if (!of_whole || read_whole(n, c, &r))
        add_relation(n, r);
}

/* The sum that the name total or subtotal implies. */
static void add_usual_sum(NameReader *n, int row)
{
    RowRole role = n->d->rows.at[row].role;
    bool of_group = role == ROW_SUBTOTAL;
    if ((role != ROW_TOTAL && !of_group) || n->d->too_large)
        return;
    Terms terms = {0};
    bool before = of_group ? subtotal_stands_before(n, row) : total_stands_before(n, row);
    if (before)
        add_lines_below(n, &terms, row, of_group);
    if (!terms.n)
        add_lines_above(n, &terms, row, of_group);
    n->value = (Str){0};
    n->pos = n->d->rows.at[row].pos;
    add_relation(n, relation_of(n, RELATION_SUM, row, &terms));
}

static Decimal limit_of(const DataReader *d, const XmlNode *e, const char *name, bool *has)
{
    Decimal limit = {0};
    Str value = str_trim(xml_attr(d->reader, e, name));
    if (str_starts(value, "+"))
        value = str_sub(value, 1, value.n);
    *has = decimal_parse(value, &limit);
    return limit;
}

Bound data_bound(const DataReader *d, const XmlNode *e, bool of_column, int at)
{
    Bound b = {.of_column = of_column, .at = at, .below = -1, .above = -1};
    b.least = limit_of(d, e, "at-least", &b.has_least);
    b.most = limit_of(d, e, "at-most", &b.has_most);
    return b;
}

/* Zero and 100, unless stated otherwise. */
static Bound usual_bound(const Bound *said)
{
    return (Bound){.of_column = true,
                   .usual = true,
                   .at = said->at,
                   .has_least = !said->has_least,
                   .has_most = !said->has_most,
                   .most = {100, 0},
                   .below = -1,
                   .above = -1};
}

/* The row or column whose figures are a limit. */
static void read_limit(NameReader *n, const Declared *c, const char *attribute, int *at)
{
    if (!xml_has(c->element, attribute))
        return;
    start(n, c->element, attribute);
    *at = find(n, n->value);
    if (*at < 0)
        report_name(n, n->value);
}

/* The column that weights the means of another. */
static void read_weights(NameReader *n, const Declared *c)
{
    int at = 0;
    read_limit(n, c, "weights", &at);
    bool figures = at > 0 && at != c->at && column_is_figure(n->d->table->columns[at].kind);
    if (xml_has(c->element, "weights") && at >= 0 && !figures)
        diag(n->d->reader->diag, DAT017, n->pos,
             "weights names a column that has no figures; expected another column of figures");
    n->d->table->columns[c->at].weights = figures ? at : 0;
}

/* Two rows that answer to one name: a sum could mean either. */
static void report_references(DataReader *d)
{
    const Table *t = d->table;
    for (int i = 0; i < t->nrows; i++) {
        const Row *row = &t->rows[i];
        if (!row->reference.n)
            continue;
        const Row *first = map_find(&t->references, row->reference), *by_id = map_find(&t->ids, row->reference);
        const Row *other = first != row ? first : by_id && by_id != row ? by_id : NULL;
        if (!other)
            continue;
        diag(d->reader->diag, DOC004, row->pos,
             "the reference \"" STR_FMT "\" is also that of \"" STR_FMT "\"; expected another", STR_ARG(row->reference),
             STR_ARG(other->label));
        diag_label(d->reader->diag, other->pos, "the other row");
    }
}

static void read_declared(NameReader *n, const Declared *c)
{
    bool says = false;
    int before = n->d->relations.n;
    n->of_column = c->of_column;
    for (int i = 0; i < COUNT(attributes); i++) {
        if (!xml_has(c->element, attributes[i].attribute))
            continue;
        read_relation(n, c, i);
        says = true;
    }
    if (!c->of_column && says && n->d->relations.n == before)
        n->d->table->rows[c->at].told = true;
    if (!c->of_column && !says && !c->has_sum)
        add_usual_sum(n, c->at);
    if (c->of_column)
        read_weights(n, c);
    Bound bound = data_bound(n->d, c->element, c->of_column, c->at), usual = usual_bound(&bound);
    read_limit(n, c, "not-below", &bound.below);
    read_limit(n, c, "not-above", &bound.above);
    if (bound.has_least || bound.has_most || bound.below >= 0 || bound.above >= 0)
        data_add_bound(n->d, bound);
    const Column *column = c->of_column ? &n->d->table->columns[c->at] : NULL;
    bool percentages = column && column->kind == COL_PERCENT && !says && !column->rises;
    if (percentages && (usual.has_least || usual.has_most))
        data_add_bound(n->d, usual);
    if (c->of_column || !xml_has(c->element, "count"))
        return;
    start(n, c->element, "count");
    VEC_PUSH(n->d->reader->job, &n->d->counts, (LineCount){c->at, n->value, n->pos});
}

static void read_check(NameReader *n, const XmlNode *e)
{
    Terms terms = {0};
    n->of_column = true;
    start(n, e, "ratio");
    if (!read_terms(n, &terms, -1) || n->d->too_large)
        return;
    if (terms.n != 2) {
        report_terms(n, "ratio", 2, 2);
        return;
    }
    Plausible p = {terms.at[0].at, terms.at[1].at, data_bound(n->d, e, true, -1)};
    VEC_PUSH(n->d->reader->job, &n->d->plausibles, p);
}

/* --- what is counted twice --- */

/* Whether a row adds up a row that is also in a sum: its own figure is then in that sum already. */
static bool is_derived(const Relation *own, const bool *in_sum)
{
    for (int i = 0; own && (own->kind == RELATION_SUM || own->kind == RELATION_DIFFERENCE) && i < own->nterms; i++)
        if (!own->terms[i].minus && in_sum[own->terms[i].at])
            return true;
    return false;
}

static void report_twice(DataReader *d, const Relation *r, const Term *term, bool with_lines)
{
    const Row *row = &d->table->rows[term->at];
    diag(d->reader->diag, DAT017, r->pos, "\"" STR_FMT "\" is added %s; expected each figure once",
         STR_ARG(row->label.n ? row->label : row->id), with_lines ? "and so are rows that it adds up" : "twice");
    diag_label(d->reader->diag, row->pos, "the row");
}

/* A sum that an author wrote is reported when it counts a row twice; an implied one leaves out rows that are sums
 * themselves. */
static void settle_sum(NameReader *n, Relation *r, const Relation **of_row, bool *in_sum)
{
    DataReader *d = n->d;
    Terms kept = {0};
    bool told = false;
    for (int i = 0; i < r->nterms; i++) {
        const Term *term = &r->terms[i];
        if (r->written.n && !term->minus && in_sum[term->at] && !told) {
            report_twice(d, r, term, false);
            told = true;
        }
        in_sum[term->at] = !term->minus || in_sum[term->at];
    }
    for (int i = 0; i < r->nterms && !d->too_large; i++) {
        const Term *term = &r->terms[i];
        const Relation *own = of_row[term->at];
        bool derived = own && own != r && !is_too_much(n, own->nterms) && is_derived(own, in_sum);
        if (derived && r->written.n && !term->minus && !told) {
            report_twice(d, r, term, true);
            told = true;
        }
        if (!derived || r->written.n)
            add_term(n, &kept, term->at, term->minus);
    }
    for (int i = 0; i < r->nterms; i++)
        in_sum[r->terms[i].at] = false;
    r->terms = kept.at, r->nterms = kept.n;
}

static void settle_sums(NameReader *n)
{
    DataReader *d = n->d;
    const Relation **of_row = NEWN(d->reader->job, const Relation *, d->rows.n);
    bool *in_sum = NEWN(d->reader->job, bool, d->rows.n), any = false;
    for (int i = d->relations.n - 1; i >= 0; i--) {
        const Relation *r = &d->relations.at[i];
        if (!r->of_column)
            of_row[r->at] = r, any = true;
    }
    n->of_column = false;
    for (int i = 0; any && i < d->relations.n && !d->too_large; i++)
        if (!d->relations.at[i].of_column && d->relations.at[i].kind == RELATION_SUM && !d->relations.at[i].of_formula)
            settle_sum(n, &d->relations.at[i], of_row, in_sum);
}

void data_read_checks(DataReader *d, const XmlNode *root)
{
    Table *t = d->table;
    NameReader n = {.d = d};
    report_references(d);
    for (int i = 0; i < d->declared.n; i++)
        read_declared(&n, &d->declared.at[i]);
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        if (xml_is(e, "check"))
            read_check(&n, e);
    settle_sums(&n);
    t->relations = d->relations.at, t->nrelations = d->relations.n;
    t->bounds = d->bounds.at, t->nbounds = d->bounds.n;
    t->plausibles = d->plausibles.at, t->nplausibles = d->plausibles.n;
    t->sames = d->sames.at, t->nsames = d->sames.n;
    t->counts = d->counts.at, t->ncounts = d->counts.n;
}
