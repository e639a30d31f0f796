/* Words of one paragraph, heading, caption, term or block of code that differ.
 *
 * They are one change, except words that show a figure of the data, which belong to the change of that figure. */
#include "diff/changes/changes_private.h"

#include "base/ascii.h"

static bool is_blank_word(const DiffWord *w)
{
    return w->text.n ? !str_trim(w->text).n : w->leaf->kind == NODE_SOFT_BREAK || w->leaf->kind == NODE_LINE_BREAK;
}

/* The figure that a run of words shows and nothing else; empty: there are other words. */
static Str figure_of(const DiffWord *words, int from, int to)
{
    Str figure = {0};
    for (int i = from; i < to; i++) {
        if (is_blank_word(&words[i]))
            continue;
        if (!words[i].figure.n || (figure.n && !str_eq(figure, words[i].figure)))
            return (Str){0};
        figure = words[i].figure;
    }
    return figure;
}

/* A deleted run and the added one behind it (or the other way round) that show one figure. */
static bool is_figure_pair(const DiffWords *w, int at, Str *figure)
{
    const WordRun *one = &w->runs[at], *two = at + 1 < w->nruns ? &w->runs[at + 1] : NULL;
    if (!two || one->state == MERGED_KEPT || two->state == MERGED_KEPT || one->state == two->state)
        return false;
    const WordRun *old = one->state == MERGED_DELETED ? one : two, *fresh = old == one ? two : one;
    Str was = figure_of(w->old_words, old->old_from, old->old_to);
    Str now = figure_of(w->new_words, fresh->new_from, fresh->new_to);
    *figure = now;
    return was.n && str_eq(was, now);
}

/* --- notes --- */

/* The note whose marks a run of words consists of; NULL: there are other words. */
static Merged *note_of(const ChangeFinder *f, const DiffWord *words, int from, int to)
{
    Merged *note = NULL;
    for (int i = from; i < to; i++) {
        if (is_blank_word(&words[i]))
            continue;
        const Node *leaf = words[i].leaf;
        int at = leaf->kind == NODE_NOTE_REF ? nodemap_find(&f->notes, leaf->u.note_ref.note) : -1;
        if (at < 0 || (note && note != f->merged_notes.at[at]))
            return NULL;
        note = f->merged_notes.at[at];
    }
    return note;
}

/* A note that was added or deleted is one change with its mark. So is a mark that moved. */
static FoundChange *note_change(ChangeFinder *f, Merged *note, const Merged *paragraph)
{
    ChangeForm form = note->state == MERGED_ADDED     ? CHANGE_ADDED
                      : note->state == MERGED_DELETED ? CHANGE_DELETED
                                                      : CHANGE_MOVED;
    if (note->change) {
        FoundChange *c = f->found.at[note->change - 1];
        change_add_place(f, c, paragraph);
        return c;
    }
    FoundChange *c = change_new(f, form, form == CHANGE_MOVED ? CHANGE_EDITORIAL : CHANGE_POLICY);
    c->change.at = address_of(f->a, paragraph);
    c->change.was = block_excerpt(f->a, note, SIDE_OLD);
    c->change.now = block_excerpt(f->a, note, SIDE_NEW);
    change_add_place(f, c, note);
    change_add_place(f, c, paragraph);
    note->change = c->change.number;
    if (note->twin)
        note->twin->change = note->change;
    return c;
}

static FoundChange *mark_change(ChangeFinder *f, const Merged *m, const WordRun *r)
{
    bool old = r->state == MERGED_DELETED;
    const DiffWords *w = m->words;
    Merged *note =
        old ? note_of(f, w->old_words, r->old_from, r->old_to) : note_of(f, w->new_words, r->new_from, r->new_to);
    return note ? note_change(f, note, m) : NULL;
}

/* --- words --- */

/* Whether all that differs is how figures of the data are set: "640" and "640.0". */
static bool sets_figures_otherwise(Arena *a, const DiffWords *w)
{
    Str figure;
    bool pair;
    for (int i = 0; i < w->nruns; i += pair ? 2 : 1) {
        WordRun edit = edit_at(w, i, &pair);
        if (edit.state == MERGED_KEPT)
            continue;
        if (!pair || !is_figure_pair(w, i, &figure)
            || !is_same_amount(a, ZEROS_ALL, words_text(a, w->old_words, edit.old_from, edit.old_to, NULL),
                               words_text(a, w->new_words, edit.new_from, edit.new_to, NULL)))
            return false;
    }
    return true;
}

/* The change of a paragraph's words, made with the first of them. */
static FoundChange *own_change(ChangeFinder *f, Merged *m, FoundChange *c)
{
    if (c)
        return c;
    c = change_new(f, CHANGE_REPLACED, CHANGE_POLICY);
    c->change.at = address_of(f->a, m);
    change_add_place(f, c, m);
    sentences_around(f->a, m->words, &c->change);
    c->change.form = form_between(c->change.was, c->change.now);
    c->change.looks =
        sets_figures_otherwise(f->a, m->words) ? CHANGE_EDITORIAL : words_look(f->a, c->change.was, c->change.now);
    if (!m->change)
        m->change = c->change.number;
    return c;
}

/* A cell of a table of data whose figure changed: no words of its own. */
static bool find_cell_figure(ChangeFinder *f, Merged *m)
{
    FoundChange *c = cell_figure_change(f, m);
    if (!c)
        return false;
    const DiffWords *w = m->words;
    change_add_place(f, c, m->parent);
    for (int i = 0; i < w->nruns; i++)
        w->runs[i].change = w->runs[i].state == MERGED_KEPT ? 0 : c->change.number;
    return true;
}

void find_words(ChangeFinder *f, Merged *m)
{
    const DiffWords *w = m->words;
    FoundChange *own = NULL, *c;
    Str figure;
    if (!w || find_cell_figure(f, m))
        return;
    for (int i = 0; i < w->nruns; i++) {
        if (w->runs[i].state == MERGED_KEPT)
            continue;
        if (is_figure_pair(w, i, &figure) && (c = figure_change(f, figure))) {
            w->runs[i].change = w->runs[i + 1].change = c->change.number;
            change_add_place(f, c, m);
            i++;
            continue;
        }
        c = mark_change(f, m, &w->runs[i]);
        if (!c)
            c = own = own_change(f, m, own);
        w->runs[i].change = c->change.number;
    }
}
