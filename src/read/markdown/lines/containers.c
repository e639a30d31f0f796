/* The containers that a line stands in: where its own text begins behind the marks of quotations and items, or the
 * indentation of an item, a definition or a footnote. They are tracked only closely enough to miss no form; cmark
 * decides what they are. */
#include "read/markdown/lines/lines_private.h"

#include "base/ascii.h"

#define LABEL_MAX 200

int note_mark_end(Str s, int at)
{
    if (at + 3 >= s.n || s.p[at] != '[' || s.p[at + 1] != '^')
        return 0;
    int i = at + 2;
    for (; i < s.n && i - at < LABEL_MAX; i++) {
        char c = s.p[i];
        if (c == ']')
            return i > at + 2 && !is_space(s.p[i - 1]) ? i + 1 : 0;
        if (c == '[' || c == '^' || (is_space(c) && i == at + 2) || ((unsigned char)c < ' ' && !is_space(c)))
            return 0;
    }
    return 0;
}

enum { ITEMS_MOST = 50 }; /* items in items; deeper ones hold no forms */

/* The items that are open at a line, by the column where their text begins. */
typedef struct Containers {
    int items[ITEMS_MOST];
    int n;
} Containers;

Str note_label(Arena *a, Str mark)
{
    char *label = arena_alloc(a, (size_t)mark.n);
    int n = 0;
    for (int i = 2; i < mark.n - 1; i++)
        if (!is_space(mark.p[i]) || !is_space(mark.p[i - 1]))
            label[n++] = is_space(mark.p[i]) ? ' ' : mark.p[i];
    return (Str){label, n};
}

/* Bytes of a list's mark at s[at] and the blanks behind it, or 0. */
static int item_mark(Str s, int at)
{
    int i = at;
    while (i < s.n && i - at < 9 && is_digit(s.p[i]))
        i++;
    bool ordered = i > at && i < s.n && (s.p[i] == '.' || s.p[i] == ')');
    bool bullet = i == at && i < s.n && (s.p[i] == '-' || s.p[i] == '+' || s.p[i] == '*');
    if (!ordered && !bullet)
        return 0;
    int end = ++i;
    while (i < s.n && s.p[i] == ' ' && i - end < 4)
        i++;
    return i > end ? i - at : 0;
}

/* Cells of a grid table are items, with their words in the third column. */
static void enter_cell(Containers *c)
{
    c->items[0] = 2;
    c->n = 1;
}

static void open_item(Containers *c, int column)
{
    if (c->n < ITEMS_MOST)
        c->items[c->n++] = column;
}

static void close_items(Containers *c, int column)
{
    while (c->n > 0 && c->items[c->n - 1] > column)
        c->n--;
}

/* Where a line's own text begins behind its containers, and how many quotations it stands in. -1: it is blank, or code.
 */
static void enter_line(Containers *c, MdLine *l)
{
    Str s = l->raw;
    int at = 0, from = 0;
    l->inner = -1;
    l->quotes = 0;
    for (bool inside = true; inside;) {
        while (at < s.n && s.p[at] == ' ')
            at++;
        if (at == s.n)
            return;
        int mark = item_mark(s, at);
        inside = s.p[at] == '>' || mark > 0;
        close_items(c, at);
        int base = c->n > 0 ? int_max(from, c->items[c->n - 1]) : from;
        if (at - base > 3)
            return;
        if (s.p[at] == '>') {
            l->quotes++;
            from = at += at + 1 < s.n && s.p[at + 1] == ' ' ? 2 : 1;
        } else if (mark > 0) {
            from = at += mark;
            open_item(c, at);
        }
    }
    l->inner = at;
}

/* The definition that is open: another one of its term may follow it. */
typedef struct OpenDefinition {
    bool open;
    int colon, content; /* columns */
    int quotes;
    bool lazy; /* the line before is not indented and still belongs to it */
} OpenDefinition;

/* Where a line begins behind the marks of quotations: at its text, or at the mark of its item. */
static int column_of(const MdLine *l)
{
    int i = 0;
    while (i < l->inner && (is_blank(l->raw.p[i]) || l->raw.p[i] == '>'))
        i++;
    return i;
}

/* What follows without an empty line belongs to it "lazily", and so does what is indented. */
static void continue_definition(OpenDefinition *d, const MdLine *lines, int i)
{
    const MdLine *l = &lines[i];
    bool indented = l->inner < 0 || column_of(l) >= d->content || l->raw.p[l->inner] == '\t';
    d->lazy = !indented && l->quotes == d->quotes && inner_of(&lines[i - 1]).n > 0 && column_of(l) == l->inner
              && !begins_block(inner_of(l));
    d->open = indented || d->lazy;
}

/* Another definition of the same term may be indented a little differently. */
static bool follows_definition(const OpenDefinition *d, const MdLine *l)
{
    return d->open && d->quotes == l->quotes && l->inner - d->colon <= 3 && d->colon - l->inner <= 3;
}

static void enter_definition(Containers *c, OpenDefinition *d, MdLine *lines, int i)
{
    MdLine *l = &lines[i];
    int mark = definition_mark(inner_of(l)), term = -1;
    bool begins = mark > 0 && definition_begins(lines, i, &term);
    if (!begins && (mark == 0 || !follows_definition(d, l))) {
        if (d->open)
            continue_definition(d, lines, i);
        return;
    }
    if (begins)
        lines[term].use = LINE_TERM;
    l->use = LINE_DEFINITION;
    l->lazy = !begins && d->lazy;
    l->form = begins ? l->inner : int_min(l->inner, d->colon);
    *d = (OpenDefinition){true, l->form, l->form + mark, l->quotes, false};
    open_item(c, d->content);
}

/* Footnotes hold what is indented by four, as items do. */
void containers_enter(MdLine *lines, int n)
{
    Containers c = {.n = 0};
    OpenDefinition d = {.open = false};
    for (int i = 0; i < n; i++) {
        if (lines[i].opens)
            enter_cell(&c);
        d.open = d.open && !lines[i].opens;
        enter_line(&c, &lines[i]);
        if (lines[i].inner >= 0 && note_mark_end(lines[i].raw, lines[i].inner) > 0)
            open_item(&c, lines[i].inner + 4);
        enter_definition(&c, &d, lines, i);
    }
}

Str inner_of(const MdLine *l)
{
    return l->inner < 0 ? (Str){0} : str_sub(l->raw, l->inner, l->raw.n);
}
