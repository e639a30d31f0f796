/* The key of a delivery plan, above the rows: its entries one behind the other, in as few lines as they need. An entry
 * that is wider than the table has lines of its own. */
#include "layout/table/look_private.h"
#include "layout/table/table_private.h"

/* An entry about to be set. */
typedef struct Entry {
    const Node *paragraph;
    const Para *para;
    Len room, width; /* before its words; with them */
} Entry;

typedef struct KeySet {
    TableSet *t;
    const Style *style;
    Items items; /* of the line in hand */
    PageLinks links;
    ConstNodes begins;
    Len x; /* where the next entry begins, from the table's left edge */
} KeySet;

static Entry measure(const KeySet *k, const Node *paragraph)
{
    Pass *pass = k->t->b->pass;
    Entry e = {.paragraph = paragraph, .para = shape_inlines(pass, paragraph, k->style)};
    e.room = look_room(paragraph, k->style);
    e.width = e.room + para_width_max(e.para);
    return e;
}

static void end_line(KeySet *k)
{
    Builder *b = k->t->b;
    if (!k->items.n)
        return;
    for (int i = 0; i < k->begins.n; i++)
        build_begin(b, k->begins.at[i]);
    Strip *strip = build_strip(b, k->style->leading, 0, PENALTY_NEVER);
    strip->items = k->items.at, strip->nitems = k->items.n;
    strip->links = k->links.at, strip->nlinks = k->links.n;
    k->items = (Items){0};
    k->links = (PageLinks){0};
    k->begins = (ConstNodes){0};
    k->x = 0;
}

static void put_entry(KeySet *k, const Entry *e)
{
    TableSet *t = k->t;
    Pass *pass = t->b->pass;
    if (k->x + e->width > t->words)
        end_line(k);
    Setting s = t->s;
    s.measure = t->words - e->room;
    Lines lines = break_para(pass, e->paragraph, e->para, k->style, &s);
    VEC_PUSH(pass->arena, &k->begins, e->paragraph->parent);
    VEC_PUSH(pass->arena, &k->begins, e->paragraph);
    for (int i = 0; i < lines.n; i++) {
        if (i)
            end_line(k);
        Strip shape = {0};
        if (i == 0)
            look_put(pass, &shape, e->paragraph, k->style, t->s.x + k->x);
        for (int n = 0; n < shape.nitems; n++)
            VEC_PUSH(pass->arena, &k->items, shape.items[n]);
        Surface onto = {pass, &k->items, &k->links};
        line_items(&onto, &lines.at[i], (Point){t->s.x + k->x + e->room, 0}, k->style, e->paragraph);
    }
    k->x += e->width + k->style->size * 3 / 2;
}

void key_set(TableSet *t, const Node *note)
{
    if (!note)
        return;
    Pass *pass = t->b->pass;
    KeySet k = {.t = t, .style = style_block(pass->styler, STR("table-note"), STR("key"), t->s.place)};
    VEC_PUSH(pass->arena, &k.begins, note);
    VEC_PUSH(pass->arena, &k.begins, note->first);
    for (const Node *item = note->first->first; item; item = item->next) {
        Entry e = measure(&k, item->first);
        put_entry(&k, &e);
    }
    end_line(&k);
    t->b->after = k.style->space_after;
}
