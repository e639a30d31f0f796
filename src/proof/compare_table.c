/* Two tables, fact by fact (table.c): each cell of the one exactly once in the other, under the same heads and beside
 * the same labels. */
#include "proof/report_private.h"

typedef struct TableMatching {
    Diag *diag;
    const Proof *a, *b;
    const TableProof *ta, *tb;
    Map found; /* row, head and count → fact of b */
    bool *used;
    int row, last; /* the row in hand, and the fact of b that matched last in it */
    int *left;
} TableMatching;

static Str key_of(Arena *a, const CellFact *f)
{
    int key[] = {f->row, f->is_label ? 0 : f->head, f->nth, f->is_label};
    return str_dup(a, (Str){(const char *)key, (int)sizeof key});
}

static bool same_words(const Proof *a, const CellFact *x, const Proof *b, const CellFact *y)
{
    const ProofTokens *s = &a->streams[STREAM_CELLS], *t = &b->streams[STREAM_CELLS];
    if (x->to - x->from != y->to - y->from)
        return false;
    for (int i = 0; i < x->to - x->from; i++) {
        const ProofToken *one = &s->at[x->from + i], *two = &t->at[y->from + i];
        if (one->kind != two->kind || (one->kind != TOKEN_REFERENCE && one->word != two->word))
            return false;
    }
    return true;
}

static Str cell_words(const Proof *p, const CellFact *f)
{
    return words_between(p, STREAM_CELLS, f->from, f->to);
}

static Str where_in_table(const Proof *p, const CellFact *f)
{
    const Str *words = p->book->words.at;
    Buf out = {0};
    buf_format(&out, "row %d", f->row + 1);
    if (words[f->label].n)
        buf_format(&out, " \"" STR_FMT "\"", STR_ARG(words[f->label]));
    if (words[f->head].n)
        buf_format(&out, " under \"" STR_FMT "\"", STR_ARG(words[f->head]));
    buf_format(&out, " (" STR_FMT ")", STR_ARG(place_of(p, f->passage)));
    return buf_take(&out, p->book->arena);
}

static void add_missing(TableMatching *m, const CellFact *f)
{
    diag(m->diag, PRD022, source_pos(m->a, f->passage),
         "the cell \"" STR_FMT "\" of " STR_FMT " is missing from " STR_FMT " or stands elsewhere in its table",
         STR_ARG(cell_words(m->a, f)), STR_ARG(where_in_table(m->a, f)), STR_ARG(m->b->name));
    --*m->left;
}

static void add_changed(TableMatching *m, const CellFact *f, const CellFact *g)
{
    diag(m->diag, PRD022, source_pos(m->a, f->passage),
         STR_FMT " has \"" STR_FMT "\" in " STR_FMT "; expected \"" STR_FMT "\", as on screen in " STR_FMT,
         STR_ARG(m->b->name), STR_ARG(cell_words(m->b, g)), STR_ARG(where_in_table(m->b, g)),
         STR_ARG(cell_words(m->a, f)), STR_ARG(where_in_table(m->a, f)));
    --*m->left;
}

static void add_extra(TableMatching *m, const CellFact *g)
{
    diag(m->diag, PRD022, source_pos(m->a, m->ta->passage),
         STR_FMT " has the cell \"" STR_FMT "\" in " STR_FMT ", which the screen product does not have there",
         STR_ARG(m->b->name), STR_ARG(cell_words(m->b, g)), STR_ARG(where_in_table(m->b, g)));
    --*m->left;
}

static void add_displaced(TableMatching *m, const CellFact *g)
{
    diag(m->diag, PRD022, source_pos(m->a, m->ta->passage),
         STR_FMT " has the cell \"" STR_FMT "\" of " STR_FMT " in another order than on screen", STR_ARG(m->b->name),
         STR_ARG(cell_words(m->b, g)), STR_ARG(where_in_table(m->b, g)));
    --*m->left;
}

static void match(TableMatching *m, const CellFact *f)
{
    int k = map_number(&m->found, key_of(m->a->book->arena, f));
    if (k < 0) {
        add_missing(m, f);
        return;
    }
    const CellFact *g = &m->tb->facts.at[k];
    m->used[k] = true;
    bool in_order = m->row != f->row || k > m->last;
    m->row = f->row;
    m->last = k;
    if (!same_words(m->a, f, m->b, g) || (!f->is_label && f->label != g->label))
        add_changed(m, f, g);
    else if (!in_order)
        add_displaced(m, g);
}

bool compare_tables(Diag *d, const Proof *screen, const Proof *other, int table, int *left)
{
    Arena *a = screen->book->arena;
    TableMatching m = {.diag = d,
                       .a = screen,
                       .b = other,
                       .ta = &screen->tables.at[table],
                       .tb = &other->tables.at[table],
                       .row = -1,
                       .left = left};
    int before = *left;
    m.used = NEWN(a, bool, m.tb->facts.n);
    for (int i = 0; i < m.tb->facts.n; i++)
        map_put_number(a, &m.found, key_of(a, &m.tb->facts.at[i]), i);
    for (int i = 0; i<m.ta->facts.n && * left> 0; i++)
        match(&m, &m.ta->facts.at[i]);
    for (int i = 0; i<m.tb->facts.n && * left> 0; i++)
        if (!m.used[i])
            add_extra(&m, &m.tb->facts.at[i]);
    return *left == before;
}
