/* How text fits its panels.
 *
 * A sheet has only so much room, so text that is left over is an error: how many lines it is too long by, measured
 * from what is left of the last panel, and the words that found no place. Much room to spare is worth knowing while a
 * leaflet is being written, and no more. */
#include "layout/panels/panels_private.h"

#include "base/utf8.h"
#include "layout/flow/heights.h"

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

/* The words of one line. */
static Str words_of_strip(Arena *a, const Strip *s)
{
    Buf line = {0};
    for (int k = 0; k < s->nitems; k++)
        if (s->items[k].kind == ITEM_GLYPHS && s->items[k].part == PART_BODY)
            buf_str(&line, s->items[k].u.run->text);
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

/* All of them, or the first and the last when they are many. */
static Str words_left_out(Arena *a, const Flow *f, int strip)
{
    Buf all = {0}, end = {0};
    put_words(a, &all, f, (StripRange){strip, f->strips.n});
    Str text = str_trim(buf_take(&all, a));
    if (text.n <= WORDS_SHOWN)
        return text;
    put_words(a, &end, f, (StripRange){int_max(f->strips.n - 1, strip), f->strips.n});
    Str last = str_trim(buf_take(&end, a));
    int head = WORDS_SHOWN / 2, tail = int_max(last.n - WORDS_SHOWN / 2, 0);
    while (head > 0 && text.p[head] != ' ')
        head--;
    while (tail < last.n && !begins_character(last.p[tail]))
        tail++;
    while (head > 0 && !begins_character(text.p[head]))
        head--;
    return str_format(a, STR_FMT " … " STR_FMT, STR_ARG(str_sub(text, 0, head)), STR_ARG(str_sub(last, tail, last.n)));
}

/* By how many lines the text is too long: what the left over would need below the last panel's text. */
static int lines_over(Press *p, const Flow *f, const RowFill *fill, Len left)
{
    Heights h = heights_of(p->pass->arena, f);
    const Strip *first = &f->strips.at[fill->end];
    int64_t over = (int64_t)height_between(&h, fill->end, f->strips.n) + first->gap - left;
    Len line = int_max(first->height, PT(1));
    return (int)int_max((int)((over + line - 1) / line), 1);
}

static void report_too_long(Press *p, const Flow *f, const PageRow *row, const RowFill *fill)
{
    const Node *node = node_from(f, fill->end);
    int lines = lines_over(p, f, fill, fill->left[row->n - 1]);
    Str words = words_left_out(p->pass->arena, f, fill->end);
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
    if (fill->end < f->strips.n)
        report_too_long(p, f, row, fill);
    else if (f->strips.n)
        report_room(p, row, fill, f->strips.at[0].section);
}
