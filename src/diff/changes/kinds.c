/* Kinds in reasons that do not fit the change.
 *
 * An editorial change alters wording, but no figure, and adds and deletes nothing; a consequential one follows
 * from another of its variation; an objective changes by policy. */
#include "diff/changes/changes_private.h"
#include "diff/changes/reasons_private.h"

#include "base/ascii.h"

Pos change_pos(const Changes *all, const Change *c)
{
    const FigureChange *figure = c->data.n ? map_find(&all->diff->figures, c->data) : NULL;
    const Node *n = c->places[0].new_node ? c->places[0].new_node : c->places[0].old_node;
    if (figure && figure->new_table && figure->new_row >= 0 && figure->new_column >= 0)
        return figure->new_table->rows[figure->new_row].cells[figure->new_column].pos;
    if (figure && figure->old_table && figure->old_row >= 0 && figure->old_column >= 0)
        return figure->old_table->rows[figure->old_row].cells[figure->old_column].pos;
    return n ? n->pos : all->diff->new_doc->root->pos;
}

/* --- editorial --- */

/* The house number of an address does not count. */
static bool is_contact(const Change *c)
{
    for (const Merged *at = c->places[0].at; at; at = at->parent) {
        const Node *n = merged_node(at);
        if (n && n->kind == NODE_SECTION)
            return n->u.section.role == ROLE_CONTACT;
    }
    return false;
}

static bool changes_figure(Arena *a, const Change *c)
{
    return c->data.n || (c->looks != CHANGE_EDITORIAL && !is_contact(c) && alters_figure(a, c->was, c->now));
}

static bool is_whole_block(const Change *c)
{
    const Merged *at = c->places[0].at;
    if (!at || c->form == CHANGE_MOVED || is_gap(c->was) || is_gap(c->now))
        return false;
    return at->change == c->number && at->state != MERGED_KEPT && at->state != MERGED_MOVED;
}

static void check_editorial(Arena *a, Diag *d, const Changes *all, const Change *c)
{
    const char *what = changes_figure(a, c)        ? "a figure changes"
                       : !is_whole_block(c)        ? NULL
                       : c->form == CHANGE_ADDED   ? "it adds something new"
                       : c->form == CHANGE_DELETED ? "it deletes something"
                                                   : "it replaces something";
    if (!what)
        return;
    diag(d, VAR003, c->reason->kind_pos, "the change at \"" STR_FMT "\" is not editorial: %s; expected another kind",
         STR_ARG(c->at), what);
    diag_label(d, change_pos(all, c), "the change");
}

/* --- objectives --- */

static bool names_objective(const Node *n)
{
    static const Str class = {"objective", 9};
    return n
           && (str_eq_folded(n->name, class) || str_eq_folded(n->name, STR("objectives"))
               || str_eq_folded(str_sub(n->id, 0, class.n), class));
}

static bool is_in_objective(const Change *c)
{
    for (const Merged *at = change_home(c)->at; at; at = merged_outward(at)) {
        const Merged *named = at->group && at->first ? at->first : at;
        if (names_objective(named->new_node) || names_objective(named->old_node))
            return true;
    }
    return false;
}

/* The wording of an objective may be corrected without a decision, if only wording changes. */
static void check_objective(Diag *d, const Changes *all, const Change *c)
{
    bool mended = c->reason->kind == CHANGE_EDITORIAL && c->looks == CHANGE_EDITORIAL;
    if (c->reason->kind == CHANGE_POLICY || mended || !is_in_objective(c))
        return;
    diag(d, VAR007, c->reason->kind_pos, "an objective changes at \"" STR_FMT "\"; expected kind=\"policy\"",
         STR_ARG(c->at));
    diag_label(d, change_pos(all, c), "the objective");
}

/* --- consequential --- */

static void check_consequential(Arena *a, Diag *d, const Changes *all, const Variations *variations)
{
    unsigned *kinds = NEWN(a, unsigned, variations->n); /* of changes that each variation has: bits */
    for (int i = 0; i < all->n; i++)
        if (all->at[i].reason)
            kinds[all->at[i].reason->variation - variations->at] |= 1u << all->at[i].reason->kind;
    for (int i = 0; i < all->n; i++) {
        const Reason *r = all->at[i].reason;
        if (!r || r->kind != CHANGE_CONSEQUENTIAL || kinds[r->variation - variations->at] != 1u << CHANGE_CONSEQUENTIAL)
            continue;
        diag(d, VAR004, r->kind_pos,
             "the change at \"" STR_FMT "\" is consequential, but its variation has no change that it follows from; "
             "expected one of another kind",
             STR_ARG(all->at[i].at));
        diag_label(d, change_pos(all, &all->at[i]), "the change");
        kinds[r->variation - variations->at] = 0;
    }
}

void check_kinds(Arena *a, Diag *d, const Changes *changes, const Variations *variations)
{
    for (int i = 0; i < changes->n; i++) {
        const Change *c = &changes->at[i];
        if (!c->reason || !c->reason->reason.n)
            continue;
        if (c->reason->kind == CHANGE_EDITORIAL)
            check_editorial(a, d, changes, c);
        check_objective(d, changes, c);
    }
    check_consequential(a, d, changes, variations);
}
