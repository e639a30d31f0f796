/* How text fits its panels.
 *
 * A sheet has only so much room, so text or notes left over are an error: how many lines too long they are, measured
 * from what is left of the last panel, and the words that found no place. Much room to spare is worth knowing while a
 * leaflet is being written, and no more. */
#include "layout/panels/panels_private.h"

#include "base/utf8.h"
#include "layout/flow/heights.h"

#include <stdlib.h>

enum { WORDS_SHOWN = 160, WORDS_KEPT = 2000 }; /* bytes */

/* ---- too little room ---- */

static const Node *node_from(const Flow *f, int strip)
{
    for (int i = strip; i < f->strips.n; i++) {
        const Strip *s = &f->strips.at[i];
        for (int k = 0; k < s->nitems; k++)
            if (s->items[k].node)
                return s->items[k].node;
        if (s->section)
            return s->section;
    }
    return NULL;
}

/* Does the run go on where the one before it ends? Those of two cells do not. */
static bool touches(const Item *run, const Item *before)
{
    return abs(run->x - before->x - before->u.run->width) < PT(1) / 4;
}

/* The words of one line, or of the lines that a row of cells has side by side. */
static Str words_of_strip(Arena *a, const Strip *s)
{
    Buf line = {0};
    const Item *before = NULL;
    for (int k = 0; k < s->nitems; k++) {
        const Item *item = &s->items[k];
        if (item->kind != ITEM_GLYPHS || item->part != PART_BODY)
            continue;
        if (before && !touches(item, before) && line.p[line.n - 1] != ' ')
            buf_char(&line, ' ');
        buf_str(&line, item->u.run->text);
        before = item;
    }
    return str_trim(buf_take(&line, a));
}

static void put_words(Arena *a, Buf *out, const Flow *f, StripRange strips)
{
    for (int i = strips.from; i < strips.to && out->n < WORDS_KEPT; i++) {
        Str words = words_of_strip(a, &f->strips.at[i]);
        if (out->n && words.n && f->strips.at[i].penalty != PENALTY_HYPHEN)
            buf_char(out, ' ');
        buf_str(out, words);
    }
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* What a row left out, of its flow and of the notes. */
typedef struct LeftOut {
    StripRange text;   /* of the flow */
    const Flow *notes; /* NULL: none */
} LeftOut;

static Str last_words(Arena *a, const Flow *f, const LeftOut *left)
{
    if (left->notes)
        return words_of_strip(a, &left->notes->strips.at[left->notes->strips.n - 1]);
    return words_of_strip(a, &f->strips.at[left->text.to - 1]);
}

/* All of them, or the first and the last when they are many. */
static Str words_left_out(Arena *a, const Flow *f, const LeftOut *left)
{
    Buf all = {0};
    put_words(a, &all, f, left->text);
    if (left->notes)
        put_words(a, &all, left->notes, (StripRange){0, left->notes->strips.n});
    Str text = str_trim(buf_take(&all, a));
    if (text.n <= WORDS_SHOWN)
        return text;
    Str last = last_words(a, f, left);
    int head = WORDS_SHOWN / 2, tail = int_max(last.n - WORDS_SHOWN / 2, 0);
    while (head > 0 && text.p[head] != ' ')
        head--;
    while (tail < last.n && !begins_character(last.p[tail]))
        tail++;
    while (head > 0 && !begins_character(text.p[head]))
        head--;
    return str_format(a, STR_FMT " … " STR_FMT, STR_ARG(str_sub(text, 0, head)), STR_ARG(str_sub(last, tail, last.n)));
}

static int64_t height_of(Arena *a, const Flow *f, StripRange strips)
{
    Heights h = heights_of(a, f);
    return height_between(&h, strips.from, strips.to) + (strips.from < strips.to ? f->strips.at[strips.from].gap : 0);
}

/* By how many lines the text is too long: what the left over would need below the last panel's text. */
static int lines_over(Arena *a, const Flow *f, const LeftOut *left, Len room)
{
    bool text = left->text.from < left->text.to;
    const Strip *first = text ? &f->strips.at[left->text.from] : &left->notes->strips.at[0];
    int64_t over = (text ? height_of(a, f, left->text) : 0) - room;
    if (left->notes)
        over += height_of(a, left->notes, (StripRange){0, left->notes->strips.n});
    Len line = int_max(first->height, PT(1));
    return (int)int_max((int)((over + line - 1) / line), 1);
}

static void report_too_long(Press *p, const Flow *f, const PageRow *row, const RowFill *fill)
{
    LeftOut left = {{fill->end, f->strips.n}, fill->notes};
    const Node *node = fill->end < f->strips.n ? node_from(f, fill->end) : node_from(fill->notes, 0);
    int lines = lines_over(p->pass->arena, f, &left, fill->left[row->n - 1]);
    Str words = words_left_out(p->pass->arena, f, &left);
    Str first = row->panels[0]->name, last = row->panels[row->n - 1]->name;
    Str panels = row->n == 1 ? str_format(p->pass->arena, "panel \"" STR_FMT "\"", STR_ARG(last))
                             : str_format(p->pass->arena, "panels \"" STR_FMT "\" to \"" STR_FMT "\"", STR_ARG(first),
                                          STR_ARG(last));
    diag(p->pass->job->diag, PNL001, node ? node->pos : (Pos){0},
         "text is %d line%s too long for " STR_FMT "; what does not fit: \"" STR_FMT "\"", lines, lines == 1 ? "" : "s",
         STR_ARG(panels), STR_ARG(words));
}

/* ---- too much ---- */

static void report_room(Press *p, const PageRow *row, const RowFill *fill, const Node *section)
{
    enum { SHARE = 3 }; /* one part in this many is much */
    const Style *text = style_block(p->pass->styler, STR("p"), STR(""), NULL);
    for (int i = 0; i < row->n; i++) {
        const PageMaster *m = &row->masters[i];
        Len height = m->height - m->top - m->bottom;
        if (fill->left[i] < height / SHARE || fill->left[i] >= height)
            continue;
        diag(p->pass->job->diag, PNL005, section->pos, "panel \"" STR_FMT "\" has room for %d more lines",
             STR_ARG(row->panels[i]->name), (int)(fill->left[i] / text->leading));
    }
}

void report_fit(Press *p, const Flow *f, const PageRow *row, const RowFill *fill)
{
    if (fill->end < f->strips.n || fill->notes)
        report_too_long(p, f, row, fill);
    else if (f->strips.n)
        report_room(p, row, fill, f->strips.at[0].section);
}
