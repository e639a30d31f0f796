/* Identifiers that mean something else in the new edition.
 *
 * Editions are matched by the ids of rows and columns and by given labels. If one of them is given to something else,
 * every figure under it shows as changed. Two names with nothing in common raise the suspicion, and the content
 * decides: a renamed row has the same figures as before, a renamed heading the same paragraphs. */
#include "diff/changes/changes_private.h"
#include "diff/changes/reasons_private.h"

#include "base/ascii.h"
#include "doc/units.h"

enum { WORD_LEAST = 4 }; /* letters of a word that counts */

typedef struct IdentityCheck {
    Arena *a;
    Diag *d;
    const Diff *diff;
} IdentityCheck;

/* --- names --- */

static Strs name_words(Arena *a, Str name)
{
    Strs words = {0};
    for (int i = 0, from = 0; i <= name.n; i++) {
        if (i < name.n && (is_alphanumeric(name.p[i]) || ((unsigned char)name.p[i] & 0x80)))
            continue;
        if (i > from)
            VEC_PUSH(a, &words, str_sub(name, from, i));
        from = i + 1;
    }
    return words;
}

static bool is_number(Str word)
{
    return word.n && is_digit(word.p[0]);
}

/* Words with the same beginning are forms of one word: "police" and "policing". */
static bool words_relate(Str a, Str b)
{
    if (is_number(a) || is_number(b))
        return str_eq(a, b);
    int n = int_min(int_min(a.n, b.n), WORD_LEAST);
    return str_eq_folded(a, b) || (n == WORD_LEAST && str_eq_folded(str_sub(a, 0, n), str_sub(b, 0, n)));
}

/* "PCSOs" for "Police community support officers". */
static bool is_short_for(Str shown, const Strs *words)
{
    int n = 0;
    for (int i = 0; i < words->n; i++)
        n += n < shown.n && to_lower(shown.p[n]) == to_lower(words->at[i].p[0]);
    return n >= 2 && (n == shown.n || (n == shown.n - 1 && to_lower(shown.p[n]) == 's'));
}

static bool names_relate(Arena *a, Str was, Str now)
{
    Strs old = name_words(a, was), fresh = name_words(a, now);
    if (!old.n || !fresh.n || (old.n == 1 && is_short_for(old.at[0], &fresh))
        || (fresh.n == 1 && is_short_for(fresh.at[0], &old)))
        return true;
    for (int i = 0; i < old.n; i++)
        for (int k = 0; k < fresh.n; k++)
            if (words_relate(old.at[i], fresh.at[k]) && (old.at[i].n >= WORD_LEAST || old.n == 1 || fresh.n == 1))
                return true;
    return false;
}

/* --- tables --- */

/* Both tables, the place of a row or column in each, and the ids of the other dimension that both have. */
typedef struct IdentityPair {
    const Table *was, *now;
    int old_at, new_at;
    bool column;
} IdentityPair;

static const Cell *cell_at(const Table *t, bool column, int at, int across)
{
    return column ? &t->rows[across].cells[at] : &t->rows[at].cells[across];
}

/* A figure that can identify a row: not nil, and not a single digit. */
static bool tells(const Cell *c)
{
    return c->number && (c->value.units > 9 || c->value.units < -9);
}

/* Whether a row or column has one of its figures in both editions; also true if it has no such figures. */
static bool shares_figures(const IdentityPair *p)
{
    int n = p->column ? p->was->nrows : p->was->ncolumns;
    bool told = false;
    for (int i = 0; i < n; i++) {
        Str id = p->column ? p->was->rows[i].id : p->was->columns[i].id;
        int other = !id.n ? -1 : p->column ? table_row(p->now, id) : table_column(p->now, id);
        if (other < 0)
            continue;
        const Cell *was = cell_at(p->was, p->column, p->old_at, i);
        const Cell *now = cell_at(p->now, p->column, p->new_at, other);
        if (!tells(was) || !tells(now))
            continue;
        told = true;
        if (decimal_cmp(was->value, now->value) == 0)
            return true;
    }
    return !told;
}

/* What an identifier stands for in an edition, and where. */
typedef struct Identified {
    Str name;
    Pos pos;
} Identified;

static void report(const IdentityCheck *c, Str id, Identified was, Identified now)
{
    diag(c->d, VAR005, now.pos,
         "\"" STR_FMT "\" was \"" STR_FMT "\" in the old edition and is \"" STR_FMT "\" now; expected a different "
         "id for a different thing",
         STR_ARG(id), STR_ARG(was.name), STR_ARG(now.name));
    diag_label(c->d, was.pos, "the old edition");
}

static void check_rows(const IdentityCheck *c, const Table *was, const Table *now)
{
    for (int i = 0; i < was->nrows; i++) {
        const Row *old = &was->rows[i];
        int at = old->id.n ? table_row(now, old->id) : -1;
        if (at < 0 || str_eq(old->label, now->rows[at].label) || names_relate(c->a, old->label, now->rows[at].label))
            continue;
        if (!shares_figures(&(IdentityPair){was, now, i, at, false}))
            report(c, old->id, (Identified){old->label, old->pos},
                   (Identified){now->rows[at].label, now->rows[at].pos});
    }
}

/* With another unit, every figure of a column means something else. */
static bool has_another_unit(const Table *was, int old_at, const Table *now, int new_at)
{
    return column_is_figure(was->columns[old_at].kind) && column_is_figure(now->columns[new_at].kind)
           && !str_eq(table_unit(was, old_at), table_unit(now, new_at));
}

static Identified with_unit(const IdentityCheck *c, const Table *t, int column)
{
    Str unit = table_unit(t, column), label = t->columns[column].label;
    return (Identified){unit.n ? str_format(c->a, STR_FMT " (" STR_FMT ")", STR_ARG(label), STR_ARG(unit)) : label,
                        t->columns[column].pos};
}

static void check_columns(const IdentityCheck *c, const Table *was, const Table *now)
{
    for (int i = 0; i < was->ncolumns; i++) {
        const Column *old = &was->columns[i];
        int at = old->id.n ? table_column(now, old->id) : -1;
        if (at < 0)
            continue;
        const Column *fresh = &now->columns[at];
        if (has_another_unit(was, i, now, at))
            report(c, old->id, with_unit(c, was, i), with_unit(c, now, at));
        else if (!str_eq(old->label, fresh->label) && !names_relate(c->a, old->label, fresh->label)
                 && !shares_figures(&(IdentityPair){was, now, i, at, true}))
            report(c, old->id, (Identified){old->label, old->pos}, (Identified){fresh->label, fresh->pos});
    }
}

/* --- headings --- */

/* Whether most of the blocks directly under a heading are still there. */
static bool keeps_content(const Merged *heading)
{
    int kept = 0, all = 0;
    for (const Merged *m = heading->next; m; m = m->next) {
        const Node *n = merged_node(m);
        if (n && n->kind == NODE_HEADING && m->state != MERGED_DELETED)
            break;
        all++;
        kept += m->state == MERGED_KEPT && !(m->words && m->words->whole);
    }
    return kept * 2 >= all;
}

static void check_heading(const IdentityCheck *c, const Merged *m)
{
    const Node *was = m->old_node, *now = m->new_node;
    if (!was || !now || was->kind != NODE_HEADING || !was->id.n || !str_eq(was->id, now->id)
        || !(m->differs & DIFFERS_WORDS))
        return;
    Str old = node_text(c->a, was), fresh = node_text(c->a, now);
    if (!names_relate(c->a, old, fresh) && !keeps_content(m))
        report(c, str_format(c->a, "#" STR_FMT, STR_ARG(was->id)), (Identified){old, was->pos},
               (Identified){fresh, now->pos});
}

void check_identities(Arena *a, Diag *d, const Diff *diff)
{
    IdentityCheck c = {a, d, diff};
    const Map *tables = &diff->old_doc->tables;
    for (int i = 0; i < tables->n; i++) {
        const Table *was = tables->entries[i].value, *now = map_find(&diff->new_doc->tables, tables->entries[i].key);
        if (!now)
            continue;
        check_rows(&c, was, now);
        check_columns(&c, was, now);
    }
    for (const Merged *m = diff->root; m; m = merged_next(m, diff->root))
        if (m->state != MERGED_LEFT)
            check_heading(&c, m);
}
