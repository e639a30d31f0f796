/* Properties of the layout, over documents made at random from a seed.
 *
 * A document is blocks of all kinds whose words are all different, so that each can be followed onto the pages.
 *
 *     LAYOUT_SEED=7 LAYOUT_SEEDS=1 test_layout_random      one document; if it fails, its text is printed
 *     LAYOUT_SEED=1000 LAYOUT_SEEDS=5000 …                 looking further */
#include "layout_help.h"

#include "doc/nodemap.h"

typedef struct Random {
    uint64_t state;
} Random;

static int below(Random *r, int n)
{
    r->state ^= r->state << 13;
    r->state ^= r->state >> 7;
    r->state ^= r->state << 17;
    return (int)(r->state % (uint64_t)n);
}

/* ---- documents ---- */

typedef struct Draft {
    Random random;
    Buf text, notes;       /* Markdown of the section, and of its notes, which end it */
    Buf words, note_words; /* what is to stand on the pages, a blank after each word */
    int nwords, nnotes;
    int depth;
    bool in_note;
} Draft;

static bool chance(Draft *d, int per_cent)
{
    return below(&d->random, 100) < per_cent;
}

static void add_word(Draft *d, Buf *out)
{
    static const char *const stems[] =
        {"a",          "the",           "plan",           "panel",          "police", "council", "resident",
         "commission", "neighbourhood", "responsibility", "accountability", "office", "fund"};
    char word[64];
    int n = snprintf(word, sizeof word, "%s", stems[below(&d->random, COUNT(stems))]);
    word[n++] = 'q';
    for (int i = d->nwords++; i > 0; i /= 20)
        word[n++] = "bcdfghjklmnprstvwxyz"[i % 20];
    Buf *words = d->in_note ? &d->note_words : &d->words;
    buf_put(out, word, n);
    buf_put(words, word, n);
    buf_char(words, ' ');
}

static void add_words(Draft *d, Buf *out, int most)
{
    int n = 1 + below(&d->random, most);
    for (int i = 0; i < n; i++) {
        if (i)
            buf_char(out, ' ');
        const char *mark = chance(d, 4) ? "*" : chance(d, 2) ? "**" : "";
        buf_puts(out, mark);
        add_word(d, out);
        buf_puts(out, mark);
    }
}

static void add_note(Draft *d, Buf *out)
{
    if (d->in_note || !chance(d, 12))
        return;
    int number = ++d->nnotes;
    buf_format(out, "[^%d]", number);
    buf_format(&d->notes, "\n[^%d]: ", number);
    d->in_note = true;
    add_words(d, &d->notes, chance(d, 10) ? 200 : 25);
    d->in_note = false;
    buf_char(&d->notes, '\n');
}

static void add_paragraph(Draft *d, int most)
{
    add_words(d, &d->text, most);
    add_note(d, &d->text);
    if (chance(d, 10))
        buf_char(&d->text, ':');
    buf_puts(&d->text, "\n\n");
}

static void add_heading(Draft *d)
{
    buf_format(&d->text, "%.*s ", 2 + below(&d->random, 3), "#####");
    add_words(d, &d->text, 9);
    buf_puts(&d->text, "\n\n");
}

static void add_list(Draft *d, int depth)
{
    int items = 1 + below(&d->random, 6);
    bool ordered = chance(d, 40), loose = chance(d, 30);
    for (int i = 0; i < items; i++) {
        buf_format(&d->text, "%*s", 4 * depth, "");
        if (ordered)
            buf_format(&d->text, "%d.  ", i + 1);
        else
            buf_puts(&d->text, "-   ");
        add_words(d, &d->text, 30);
        add_note(d, &d->text);
        buf_puts(&d->text, loose ? "\n\n" : "\n");
        if (depth < 2 && chance(d, 15))
            add_list(d, depth + 1);
    }
    if (depth == 0)
        buf_puts(&d->text, "\n<!-- -->\n\n");
}

static void add_row(Draft *d, int columns, int most)
{
    for (int i = 0; i < columns; i++) {
        buf_puts(&d->text, "| ");
        add_words(d, &d->text, most);
        add_note(d, &d->text);
        buf_char(&d->text, ' ');
    }
    buf_puts(&d->text, "|\n");
}

static void add_table(Draft *d)
{
    int columns = 1 + below(&d->random, 4), rows = 1 + below(&d->random, chance(d, 20) ? 60 : 8);
    int most = chance(d, 30) ? 60 : 6;
    add_row(d, columns, 3);
    for (int i = 0; i < columns; i++)
        buf_puts(&d->text, i % 2 ? "|---:" : "|---");
    buf_puts(&d->text, "|\n");
    for (int i = 0; i < rows; i++)
        add_row(d, columns, most);
    buf_char(&d->text, '\n');
}

static void add_blocks(Draft *d, int most);

static void add_box(Draft *d)
{
    static const char *const names[] = {"outcome", "actions", "quote", "columns"};
    if (d->depth >= 3)
        return;
    d->depth++;
    buf_format(&d->text, "%.*s %s\n\n", 8 - d->depth, "::::::::", names[below(&d->random, COUNT(names))]);
    add_blocks(d, 4);
    buf_format(&d->text, "%.*s\n\n", 8 - d->depth, "::::::::");
    d->depth--;
}

/* A short box that may wait for the next column, or at a side of the text. */
static void add_float(Draft *d)
{
    static const char *const places[] = {"column", "left width=30%", "right width=50%", "left width=60pt", "margin"};
    int place = below(&d->random, COUNT(places));
    if (d->depth && place == 0)
        return;
    buf_format(&d->text, "%.*s {.outcome float=%s}\n\n", 8 - d->depth, "::::::::", places[place]);
    add_paragraph(d, 30);
    buf_format(&d->text, "%.*s\n\n", 8 - d->depth, "::::::::");
}

static void add_code(Draft *d)
{
    buf_puts(&d->text, "```\n");
    for (int i = 1 + below(&d->random, 5); i > 0; i--) {
        add_word(d, &d->text);
        buf_char(&d->text, '\n');
    }
    buf_puts(&d->text, "```\n\n");
}

static void add_block(Draft *d)
{
    switch (below(&d->random, 18)) {
    case 0:
    case 1:
    case 2: add_heading(d); break;
    case 3:
    case 4: add_list(d, 0); break;
    case 5: add_table(d); break;
    case 6:
    case 7: add_box(d); break;
    case 8:
        buf_puts(&d->text, "> ");
        add_paragraph(d, 40);
        break;
    case 9: add_code(d); break;
    case 16:
    case 17: add_float(d); break;
    case 10: add_paragraph(d, 20), buf_puts(&d->text, "---\n\n"), add_paragraph(d, 20); break;
    default: add_paragraph(d, chance(d, 5) ? 400 : 90);
    }
}

static void add_blocks(Draft *d, int most)
{
    for (int i = 1 + below(&d->random, most); i > 0; i--)
        add_block(d);
}

static void draft_new(Draft *d, uint64_t seed)
{
    *d = (Draft){.random = {seed * UINT64_C(0x9E3779B97F4A7C15) + 1}};
    for (int i = 0; i < 8; i++)
        below(&d->random, 2);
    buf_puts(&d->text, "# ");
    add_words(d, &d->text, 5);
    buf_puts(&d->text, "\n\n");
    add_blocks(d, 24);
    buf_str(&d->text, buf_view(&d->notes));
    buf_char(&d->text, 0);
}

static void draft_free(Draft *d)
{
    buf_free(&d->text);
    buf_free(&d->notes);
    buf_free(&d->words);
    buf_free(&d->note_words);
}

/* ---- what is on the pages ---- */

#define SOFT_HYPHEN "\xC2\xAD"

static bool in_note(const Item *item)
{
    return node_up(item->node, NODE_NOTE) != NULL;
}

typedef struct Gathered { /* blocks in reading order, each with the text of its items in order */
    NodeMap index;
    VEC(const Node *) blocks;
    VEC(Buf) texts;
} Gathered;

static void gather_item(Gathered *g, const Item *item)
{
    Buf *out = &g->texts.at[nodemap_find(&g->index, item_block(item))];
    Str text = item->u.run->text;
    if (str_ends(text, SOFT_HYPHEN))
        text.n -= 2;
    for (int i = 0; i < text.n; i++)
        if (text.p[i] != ':')
            buf_char(out, text.p[i]);
}

static Gathered gather(const Laid *l)
{
    Gathered g = {0};
    for (const Node *n = l->doc->root; n; n = node_next(n, l->doc->root)) {
        if (!node_is_block(n->kind))
            continue;
        nodemap_put(l->job, &g.index, n, g.blocks.n);
        VEC_PUSH(l->job, &g.blocks, n);
        VEC_PUSH(l->job, &g.texts, (Buf){0});
    }
    for (int p = 0; p < l->pages->pages.n; p++) {
        const Items *items = &l->pages->pages.at[p].items;
        for (int i = 0; i < items->n; i++)
            if (is_text(&items->at[i]) && !is_made(&items->at[i]))
                gather_item(&g, &items->at[i]);
    }
    return g;
}

/* The words of all text, or of all notes. Frees what it has read. */
static void words_of(Gathered *g, bool notes, Buf *out)
{
    for (int i = 0; i < g->blocks.n; i++) {
        if ((node_up(g->blocks.at[i], NODE_NOTE) != NULL) != notes)
            continue;
        Str text = buf_view(&g->texts.at[i]);
        buf_str(out, text);
        if (text.n && !str_ends(text, " "))
            buf_char(out, ' ');
        buf_free(&g->texts.at[i]);
    }
}

typedef struct Trial {
    Laid laid;
    const Draft *draft;
    const char *template_name;
    const PageMaster *master;
    uint64_t seed;
} Trial;

#define fault(t, ...) fault_at((t), __LINE__, __VA_ARGS__)
static void fault_at(const Trial *t, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char what[400];
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (getenv("LAYOUT_SEED"))
        printf("%s\n", t->draft->text.p);
    fail_msg("line %d, seed %d, template %s, master %s: %s", line, (int)t->seed, t->template_name,
             str_cdup(t->laid.job, t->master->name), what);
}

static void same_words(const Trial *t, Gathered *g, const Buf *want, bool notes)
{
    Buf got = {0};
    words_of(g, notes, &got);
    int at = 0;
    while (at < want->n && at < got.n && want->p[at] == got.p[at])
        at++;
    if (at < want->n || at < got.n) {
        int from = at < 60 ? 0 : at - 60;
        fault(t, "%s: \"%.*s\" is not \"%.*s\"", notes ? "notes" : "text",
              (int)(got.n - from < 120 ? got.n - from : 120), got.p + from,
              (int)(want->n - from < 120 ? want->n - from : 120), want->p + from);
    }
    buf_free(&got);
}

/* ---- places ---- */

/* Above and below the baseline that a line of text takes for certain. */
static Len text_top(const Item *item)
{
    return item->y - item->u.run->size * 3 / 4;
}
static Len text_foot(const Item *item)
{
    return item->y + item->u.run->size / 5;
}

static void inside_margins(const Trial *t, const Page *page, int number)
{
    enum { HANGING = 12 }; /* points that marks may hang out */
    const PageMaster *m = t->master;
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        if (item->kind != ITEM_GLYPHS || item->role != ITEM_CONTENT || !item->node)
            continue;
        bool high = item->y - item->u.run->size / 2 < m->top, low = text_foot(item) > page->height - m->bottom + PT(1);
        bool wide =
            item->x < m->inner - PT(HANGING) || item->x + item->u.run->width > page->width - m->outer + PT(HANGING);
        if (high || low || (wide && !t->laid.stats.overfull))
            fault(t, "\"" STR_FMT "\" at %d, %d pt stands outside the margins of page %d", STR_ARG(item->u.run->text),
                  item->x / LEN_PT, item->y / LEN_PT, number);
    }
}

/* Lines of plain text in columns stand on the grid, counted from the top of the page: what spans the columns moves it
 * by whole steps. */
static void on_grid(const Trial *t, const Page *page, int number)
{
    const PageMaster *m = t->master;
    Len step = t->laid.tpl->grid, column = (page->width - m->inner - m->outer - m->gutter) / 2;
    for (int i = 0; i < page->items.n && m->snap; i++) {
        const Item *item = &page->items.at[i];
        const Node *block = item->node ? item_block(item) : NULL;
        if (!block || !is_text(item) || block->kind != NODE_PARAGRAPH || item->u.run->size != PT(10)
            || node_up(block, NODE_BOX) || node_up(block, NODE_NOTE) || node_up(block, NODE_TABLE))
            continue;
        bool spans = item->x < m->inner + column && item->x + item->u.run->width > m->inner + column + PT(1);
        Len off = (item->y - m->top - step / 2 - PT(10) * 3 / 8) % step;
        if (!spans && off && off != -step)
            fault(t, "\"" STR_FMT "\" at %d, %d pt stands off the grid of page %d by %d", STR_ARG(item->u.run->text),
                  item->x / LEN_PT, item->y / LEN_PT, number, off);
    }
}

static bool collide(const Item *a, const Item *b)
{
    if (a->x + a->u.run->width <= b->x + PT(1) || b->x + b->u.run->width <= a->x + PT(1))
        return false;
    if (a->y == b->y)
        return true;
    return text_top(a) < text_foot(b) && text_top(b) < text_foot(a);
}

static void no_collisions(const Trial *t, const Page *page, int number)
{
    for (int i = 0; i < page->items.n; i++) {
        const Item *a = &page->items.at[i];
        if (!is_text(a) || is_made(a))
            continue;
        for (int k = 0; k < i; k++) {
            const Item *b = &page->items.at[k];
            if (is_text(b) && !is_made(b) && collide(a, b))
                fault(t, "\"" STR_FMT "\" at %d, %d pt and \"" STR_FMT "\" at %d, %d pt stand on each other on page %d",
                      STR_ARG(a->u.run->text), a->x / LEN_PT, a->y / LEN_PT, STR_ARG(b->u.run->text), b->x / LEN_PT,
                      b->y / LEN_PT, number);
        }
    }
}

static bool stands_on(const Item *text, const Item *box)
{
    Len x = text->x + text->u.run->width / 2, y = text->y - text->u.run->size / 4;
    return x > box->x && x < box->x + box->u.rect.w && y > box->y && y < box->y + box->u.rect.h;
}

static bool is_beside(const Node *n)
{
    for (int i = 0; i < n->nattrs; i++)
        if (str_is(n->attrs[i].name, "float") && !str_is(n->attrs[i].value, "column"))
            return true;
    return false;
}

/* Other text does not stand on the tint of a box beside the text. */
static void no_words_on_boxes(const Trial *t, const Page *page, int number)
{
    for (int i = 0; i < page->items.n; i++) {
        const Item *box = &page->items.at[i];
        if (box->kind != ITEM_RECT || !box->node || box->node->kind != NODE_BOX || !is_beside(box->node))
            continue;
        for (int k = 0; k < page->items.n; k++) {
            const Item *text = &page->items.at[k];
            bool wide = text->node && node_up(text->node, NODE_TABLE); /* perhaps wider than its column */
            const Node *n = is_text(text) && !wide ? text->node : box->node;
            while (n && n != box->node)
                n = n->parent;
            if (!n && stands_on(text, box))
                fault(t, "\"" STR_FMT "\" at %d, %d pt stands on a box that it is not in, on page %d",
                      STR_ARG(text->u.run->text), text->x / LEN_PT, text->y / LEN_PT, number);
        }
    }
}

/* ---- notes ---- */

/* The page of the note's mark, or of its first words, or -1. */
static int page_of(const PageList *l, const Node *note, bool mark)
{
    for (int p = 0; p < l->pages.n; p++) {
        const Items *items = &l->pages.at[p].items;
        for (int i = 0; i < items->n; i++) {
            const Item *item = &items->at[i];
            if (!item->node || item->role != ITEM_CONTENT || item->kind != ITEM_GLYPHS)
                continue;
            bool found = mark ? item->node->kind == NODE_NOTE_REF && item->node->u.note_ref.note == note
                              : is_text(item) && node_up(item->node, NODE_NOTE) == note;
            if (found)
                return p;
        }
    }
    return -1;
}

static int last_page_of(const PageList *l, const Node *note)
{
    int last = -1;
    for (int p = 0; p < l->pages.n; p++)
        for (int i = 0; i < l->pages.at[p].items.n; i++) {
            const Item *item = &l->pages.at[p].items.at[i];
            if (item->node && is_text(item) && node_up(item->node, NODE_NOTE) == note)
                last = p;
        }
    return last;
}

/* A note begins on its mark's page, unless the one before it fills that page and goes on. */
static void notes_with_marks(const Trial *t)
{
    const Doc *doc = t->laid.doc;
    const Node *before = NULL;
    for (const Node *n = doc->root; n; n = node_next(n, doc->root)) {
        if (n->kind != NODE_NOTE || n->u.note.of_table)
            continue;
        int mark = page_of(t->laid.pages, n, true), note = page_of(t->laid.pages, n, false);
        if (mark < 0 || note < 0)
            fault(t, "note " STR_FMT " or its mark is missing", STR_ARG(n->number));
        if (note != mark && !(before && last_page_of(t->laid.pages, before) > mark))
            fault(t, "note " STR_FMT " begins on page %d, its mark is on page %d", STR_ARG(n->number), note + 1,
                  mark + 1);
        before = n;
    }
}

static const Node *outermost(const Node *n)
{
    while (n->parent && n->parent->kind != NODE_SECTION)
        n = n->parent;
    return n;
}

static bool may_wait(const Node *n)
{
    for (int i = 0; i < n->nattrs; i++)
        if (str_is(n->attrs[i].name, "float") && str_is(n->attrs[i].value, "column"))
            return true;
    return false;
}

/* ---- breaks ---- */

typedef struct Spot {
    int page;
    Len x, y;
} Spot;

/* A paragraph's lines: places of the first item of each. */
static int lines_of(const PageList *l, const Node *block, Spot *out, int most)
{
    int n = 0;
    for (int p = 0; p < l->pages.n; p++) {
        const Items *items = &l->pages.at[p].items;
        for (int i = 0; i < items->n && n < most; i++) {
            const Item *item = &items->at[i];
            if (!is_text(item) || is_made(item) || item_block(item) != block)
                continue;
            if (!n || out[n - 1].page != p || out[n - 1].y != item->y)
                out[n++] = (Spot){p, item->x, item->y};
        }
    }
    return n;
}

/* At least two lines of a paragraph on each side of a break. */
static void no_widows(const Trial *t)
{
    const Doc *doc = t->laid.doc;
    for (const Node *n = doc->root; n; n = node_next(n, doc->root)) {
        if (n->kind != NODE_PARAGRAPH || node_up(n, NODE_TABLE) || node_up(n, NODE_NOTE))
            continue;
        Spot lines[400];
        int count = lines_of(t->laid.pages, n, lines, COUNT(lines));
        for (int i = 1; i < count && count < COUNT(lines); i++) {
            bool cut = lines[i].page != lines[i - 1].page || lines[i].y < lines[i - 1].y;
            if (cut && (i < 2 || i > count - 2))
                fault(t, "a paragraph of %d lines is cut after %d on page %d", count, i, lines[i - 1].page + 1);
        }
    }
}

/* No word is divided over a column's end. */
static void no_hyphen_at_foot(const Trial *t)
{
    for (const Node *n = t->laid.doc->root; n; n = node_next(n, t->laid.doc->root)) {
        if (n->kind != NODE_PARAGRAPH || node_up(n, NODE_TABLE))
            continue;
        const Item *before = NULL;
        int page = 0;
        for (int p = 0; p < t->laid.pages->pages.n; p++)
            for (int i = 0; i < t->laid.pages->pages.at[p].items.n; i++) {
                const Item *item = &t->laid.pages->pages.at[p].items.at[i];
                if (!item->node || !is_text(item) || item_block(item) != n)
                    continue;
                bool cut = before && (p != page || item->y < before->y);
                if (cut && str_ends(before->u.run->text, SOFT_HYPHEN))
                    fault(t, "\"" STR_FMT "\" is divided over the end of a column on page %d",
                          STR_ARG(before->u.run->text), page + 1);
                before = item, page = p;
            }
    }
}

/* Does the item stand there because its block waited, not because it follows the heading? */
static bool has_waited(const Item *item, const Item *heading)
{
    const Node *block = outermost(item->node);
    return may_wait(block) && outermost(heading->node)->next != block;
}

/* In a cell of blocks side by side, where the next item may be the head of the next cell? */
static bool side_by_side(const Node *n)
{
    for (; n; n = n->parent)
        if (n->kind == NODE_BOX && str_is(n->name, "columns"))
            return true;
    return false;
}

/* What follows a heading begins in its column, below it. */
static void no_heading_alone(const Trial *t)
{
    const Item *before = NULL;
    int page = 0;
    for (int p = 0; p < t->laid.pages->pages.n; p++) {
        const Items *items = &t->laid.pages->pages.at[p].items;
        for (int i = 0; i < items->n; i++) {
            const Item *item = &items->at[i];
            if (!is_text(item) || is_made(item) || in_note(item) || (before && has_waited(item, before)))
                continue;
            if (before && item_block(before)->kind == NODE_HEADING && (p != page || item->y < before->y))
                fault(t, "the heading \"" STR_FMT "\" ends page or column on page %d", STR_ARG(before->u.run->text),
                      page + 1);
            before = side_by_side(item->node) ? NULL : item, page = p;
        }
    }
}

/* ---- blocks that may wait ---- */

static int column_of(const Trial *t, const Item *item)
{
    Len half = t->laid.pages->pages.at[0].width / 2;
    return t->master->columns > 1 && item->x >= half;
}

typedef struct Seen {  /* the items of text in the order of their columns */
    const Node *block; /* outermost */
    int page, column;
    Len y;
} Seen;

typedef VEC(Seen) SeenItems;

static SeenItems see(const Trial *t)
{
    SeenItems seen = {0};
    for (int p = 0; p < t->laid.pages->pages.n; p++) {
        const Items *items = &t->laid.pages->pages.at[p].items;
        for (int i = 0; i < items->n; i++) {
            const Item *item = &items->at[i];
            if (is_text(item) && !in_note(item))
                VEC_PUSH(t->laid.job, &seen, (Seen){outermost(item->node), p, column_of(t, item), item->y});
        }
    }
    return seen;
}

static bool same_column(const Seen *a, const Seen *b)
{
    return a->page == b->page && a->column == b->column;
}
static bool earlier_column(const Seen *a, const Seen *b)
{
    return a->page < b->page || (a->page == b->page && a->column < b->column);
}

/* A block that may wait is whole; nothing of what follows stands above it; when something does in an earlier column,
 * it stands at the head of its own, with nothing above it but blocks that waited as well. */
static void check_waiting(const Trial *t, const SeenItems *seen, const NodeMap *order, int first)
{
    const Seen *block = &seen->at[first];
    int place = nodemap_find(order, block->block);
    bool waited = false, below_text = false;
    for (int i = 0; i < seen->n; i++) {
        const Seen *other = &seen->at[i];
        if (other->block == block->block && !same_column(other, block))
            fault(t, "a block that may wait is cut on page %d", block->page + 1);
        bool follows = nodemap_find(order, other->block) > place;
        bool above = same_column(other, block) && other->y < block->y;
        if (follows && above)
            fault(t, "what follows a block stands above it on page %d", block->page + 1);
        if (follows && may_wait(other->block) && earlier_column(other, block))
            fault(t, "a block overtakes one that waits on page %d", other->page + 1);
        waited = waited || (follows && earlier_column(other, block));
        below_text = below_text || (above && !may_wait(other->block));
    }
    if (waited && below_text)
        fault(t, "a block that waited is not at the head of its column on page %d", block->page + 1);
}

static void blocks_wait(const Trial *t)
{
    NodeMap order = {0};
    int n = 0;
    for (const Node *block = t->laid.doc->root->first->first->first; block; block = block->next)
        nodemap_put(t->laid.job, &order, block, n++);
    SeenItems seen = see(t);
    for (int i = 0; i < seen.n; i++) {
        bool first = true;
        for (int k = 0; k < i && first; k++)
            first = seen.at[k].block != seen.at[i].block;
        if (first && may_wait(seen.at[i].block))
            check_waiting(t, &seen, &order, i);
    }
}

/* ---- trials ---- */

static void try_one(Bench *b, uint64_t seed, const char *template_name, const char *role, const char *master,
                    bool roomy)
{
    Draft draft;
    draft_new(&draft, seed);
    Trial t = {.laid = lay(b, template_name, role, draft.text.p),
               .draft = &draft,
               .template_name = template_name,
               .seed = seed};
    t.master = template_master(t.laid.tpl, str_c(master));
    assert_non_null(t.master);
    Gathered g = gather(&t.laid);
    same_words(&t, &g, &draft.words, false);
    same_words(&t, &g, &draft.note_words, true);
    for (int p = 0; p < t.laid.pages->pages.n; p++) {
        inside_margins(&t, &t.laid.pages->pages.at[p], p + 1);
        on_grid(&t, &t.laid.pages->pages.at[p], p + 1);
        no_words_on_boxes(&t, &t.laid.pages->pages.at[p], p + 1);
        if (!t.laid.stats.overfull)
            no_collisions(&t, &t.laid.pages->pages.at[p], p + 1);
    }
    if (roomy) {
        notes_with_marks(&t);
        no_widows(&t);
        no_heading_alone(&t);
        no_hyphen_at_foot(&t);
        blocks_wait(&t);
    }
    laid_free(&t.laid);
    draft_free(&draft);
}

static void try_many(void **state, const char *template_name, const char *role, const char *master, bool roomy)
{
    const char *from = getenv("LAYOUT_SEED"); /* to go on looking: from this one */
    int first = from ? atoi(from) : 1, last = first + (getenv("LAYOUT_SEEDS") ? atoi(getenv("LAYOUT_SEEDS")) : 60);
    for (int seed = first; seed < last; seed++)
        try_one(*state, (uint64_t)seed, template_name, role, master, roomy);
}

static void one_column(void **state)
{
    try_many(state, "test", "body", "body", true);
}
static void two_columns(void **state)
{
    try_many(state, "test", "appendix", "two", true);
}
static void columns_with_hyphens(void **state)
{
    try_many(state, "hyphens", "appendix", "two", true);
}
static void small_pages(void **state)
{
    try_many(state, "small", "body", "body", false);
}
static void small_columns_with_hyphens(void **state)
{
    try_many(state, "small-hyphens", "body", "two", false);
}
static void spanning_boxes(void **state)
{
    try_many(state, "spans", "appendix", "two", false);
}
static void small_spanning_boxes(void **state)
{
    try_many(state, "small-box-spans", "body", "two", false);
}
static void columns_on_a_grid(void **state)
{
    try_many(state, "small-grid", "body", "two", false);
}
static void spanning_boxes_on_a_grid(void **state)
{
    try_many(state, "small-grid-spans", "body", "two", false);
}
static void justified(void **state)
{
    try_many(state, "small-justified", "body", "body", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(one_column),
        with_bench(two_columns),
        with_bench(columns_with_hyphens),
        with_bench(small_pages),
        with_bench(small_columns_with_hyphens),
        with_bench(justified),
        with_bench(spanning_boxes),
        with_bench(small_spanning_boxes),
        with_bench(columns_on_a_grid),
        with_bench(spanning_boxes_on_a_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
