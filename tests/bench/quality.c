/* quality [-v] [DOCUMENT…]: how well paragraphs and pages came out, as a Markdown table; from the project's top folder.
 *
 * With -v the places of runts and of lines that leave more than a third come first, and pages that leave an eighth. It
 * lays documents out and looks at the page list, as a reader with a ruler would:
 *
 *     demerits     Knuth and Plass's total, for each line: 100 is a line that is right to a hair
 *     first fit    how many times as many a greedy breaker makes of the same running paragraphs, at the measure of
 * their page runts        last lines of one word that fill less than 15 % of the measure; "short": of any words widows
 * paragraphs of which one line alone stands before or after a break loosest      the share of the measure that the
 * emptiest line of a paragraph leaves (never its last) rag          the mean of that share, and its standard deviation:
 * the lower, the more even unfilled     the share of its height that the emptiest page leaves, of those whose matter
 * goes on in the same flow
 *
 * The measure is not in the page list: it is taken to be the farthest right end of lines that begin at the same place,
 * in the same kind of box, in a column that ends at the same place. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "file/file.h"

#include "first_fit.h"
#include "laid.h"

typedef struct TextLine {
    const Node *block;
    int page;
    Len x, y, right;
    int words;
    bool forced; /* a line end of the author's */
    Len edge;    /* right edge of the nearest column of any master that holds its block */
} TextLine;

typedef VEC(TextLine) TextLines;

typedef struct Quality {
    int pages, lines, runts, shorts, widows;
    double loosest, rag, deviation, unfilled;
    LayoutStats stats;
    int64_t best, first_fit; /* demerits of running paragraphs */
    const Diag *names;       /* for -v: of files; else NULL */
} Quality;

/* ---- lines ---- */

static bool is_prose(const Item *item)
{
    if (item->kind != ITEM_GLYPHS || item->role != ITEM_CONTENT || item->part != PART_BODY || !item->node)
        return false;
    const Node *block = laid_block(item->node);
    return block && block->kind == NODE_PARAGRAPH && !node_up(block, NODE_TABLE);
}

static Len right_of(const Item *item)
{
    const GlyphRun *run = item->u.run;
    Len trailing = str_ends(run->text, " ") && run->nglyphs ? run->glyphs[run->nglyphs - 1].advance : 0;
    return item->x + run->width - trailing;
}

static int words_in(Str s)
{
    int words = 0;
    for (int i = 0; i < s.n; i++)
        words += s.p[i] != ' ' && (i + 1 == s.n || s.p[i + 1] == ' ');
    return words;
}

static void add_item(Arena *a, TextLines *lines, const Item *item, int page)
{
    TextLine *last = lines->n ? &lines->at[lines->n - 1] : NULL;
    const Node *block = laid_block(item->node);
    if (!last || last->block != block || last->page != page || last->y != item->y) {
        last = VEC_NEXT(a, lines);
        *last = (TextLine){.block = block, .page = page, .x = item->x, .y = item->y};
    }
    last->right = int_max(last->right, right_of(item));
    last->words += words_in(item->u.run->text);
    last->forced = last->forced || item->node->kind == NODE_LINE_BREAK;
}

static TextLines lines_of(const Laid *j)
{
    TextLines lines = {0};
    for (int p = 0; p < j->pages->pages.n; p++) {
        const Items *items = &j->pages->pages.at[p].items;
        for (int i = 0; i < items->n; i++)
            if (is_prose(&items->at[i]))
                add_item(j->arena, &lines, &items->at[i], p);
    }
    return lines;
}

/* The nearest right edge of a column or of all columns, of masters of that width, that is not left of `right`. */
static Len edge_beyond(const Template *t, Len width, Len right)
{
    Len nearest = width;
    for (int i = 0; i < t->nmasters; i++) {
        const PageMaster *m = &t->masters[i];
        int columns = int_max(m->columns, 1);
        Len full = m->width - m->inner - m->outer, column = (full - (columns - 1) * m->gutter) / columns;
        for (int k = 0; k < columns && m->width == width; k++) {
            Len edge = m->inner + k * (column + m->gutter) + column;
            if (edge + PT(1) >= right && edge < nearest)
                nearest = edge;
        }
    }
    return nearest;
}

static void find_edges(const Laid *j, TextLines *lines)
{
    for (int from = 0, to; from < lines->n; from = to) {
        Len right = 0;
        for (to = from;
             to < lines->n && lines->at[to].block == lines->at[from].block && lines->at[to].x == lines->at[from].x;
             to++)
            right = int_max(right, lines->at[to].right);
        for (int i = from; i < to; i++)
            lines->at[i].edge = edge_beyond(j->tpl, j->pages->pages.at[lines->at[i].page].width, right);
    }
}

static Str box_name(const Node *block)
{
    const Node *box = node_up(block, NODE_BOX);
    return box ? box->name : STR("");
}

static Len measure_of(const TextLines *lines, const TextLine *line)
{
    Len right = 0;
    for (int i = 0; i < lines->n; i++) {
        const TextLine *other = &lines->at[i];
        if (other->x == line->x && other->edge == line->edge && str_eq(box_name(other->block), box_name(line->block)))
            right = int_max(right, other->right);
    }
    return int_max(right - line->x, 1);
}

/* ---- what is counted ---- */

static void say(const Quality *q, const TextLine *line, const char *what)
{
    Pos pos = line->block->pos;
    if (q->names)
        printf(STR_FMT ":%d: page %d, %d pt down: %s\n", STR_ARG(diag_path(q->names, pos.file)), pos.line,
               line->page + 1, line->y / LEN_PT, what);
}

static void rate_last_line(Quality *q, const TextLine *line, Len measure)
{
    bool is_short = (int64_t)(line->right - line->x) * 100 < (int64_t)measure * 15;
    q->shorts += is_short;
    q->runts += is_short && line->words == 1;
    if (is_short && line->words == 1)
        say(q, line, "runt");
}

static void rate_lines(const TextLines *lines, Quality *q)
{
    double sum = 0, squares = 0;
    int full = 0;
    for (int i = 0; i < lines->n; i++) {
        const TextLine *line = &lines->at[i];
        bool goes_on = i + 1 < lines->n && lines->at[i + 1].block == line->block;
        bool first = i == 0 || lines->at[i - 1].block != line->block;
        Len measure = measure_of(lines, line);
        if (!goes_on && !first)
            rate_last_line(q, line, measure);
        if (!goes_on || line->forced)
            continue;
        double slack = (double)(measure - (line->right - line->x)) / measure;
        q->loosest = fmax(q->loosest, slack);
        if (slack > 1.0 / 3)
            say(q, line, "loose");
        sum += slack, squares += slack * slack, full++;
    }
    q->lines = lines->n;
    q->rag = full ? sum / full : 0;
    q->deviation = full ? sqrt(fmax(squares / full - q->rag * q->rag, 0)) : 0;
}

static bool parted(const TextLine *a, const TextLine *b)
{
    return a->block == b->block && (a->page != b->page || b->y < a->y);
}

static void rate_breaks(const TextLines *lines, Quality *q)
{
    for (int i = 1; i < lines->n; i++) {
        if (!parted(&lines->at[i - 1], &lines->at[i]))
            continue;
        bool orphan =
            i < 2 || lines->at[i - 2].block != lines->at[i].block || parted(&lines->at[i - 2], &lines->at[i - 1]);
        bool widow = i + 1 >= lines->n || lines->at[i + 1].block != lines->at[i].block;
        q->widows += orphan + widow;
    }
}

static bool is_drawn_text(const Item *item)
{
    return (item->kind == ITEM_GLYPHS || item->kind == ITEM_IMAGE)
           && (item->role == ITEM_CONTENT || item->role == ITEM_REPEATED) && item->node;
}

/* A page ends a flow when what comes next begins a section or a page of another size. */
static bool ends_flow(const Laid *j, int page)
{
    const PageList *l = j->pages;
    if (page + 1 >= l->pages.n || l->pages.at[page].width != l->pages.at[page + 1].width)
        return true;
    for (int i = 0; i < l->anchors.n; i++)
        if (l->anchors.at[i].page == page + 1 && l->anchors.at[i].node->kind == NODE_SECTION)
            return true;
    return false;
}

static void rate_pages(const Laid *j, Quality *q)
{
    for (int p = 0; p < j->pages->pages.n; p++) {
        const Page *page = &j->pages->pages.at[p];
        Len foot = 0, bottom = 0;
        for (int m = 0; m < j->tpl->nmasters; m++)
            if (j->tpl->masters[m].width == page->width)
                bottom = int_max(bottom, page->height - j->tpl->masters[m].bottom);
        for (int i = 0; i < page->items.n; i++) {
            const Item *item = &page->items.at[i];
            if (is_drawn_text(item))
                foot = int_max(foot, item->kind == ITEM_IMAGE ? item->y + item->u.image.h : item->y);
        }
        double left = foot && !ends_flow(j, p) ? (double)(bottom - foot) / bottom : 0;
        q->unfilled = fmax(q->unfilled, left);
        if (q->names && left > 0.12)
            printf("page %d: %.0f %% unfilled\n", p + 1, left * 100);
    }
}

/* ---- other ways to break lines ---- */

static Len measure_for(const Laid *j, const Node *section)
{
    const PageMaster *m = laid_master(j, section);
    int columns = int_max(m->columns, 1);
    return (m->width - m->inner - m->outer - (columns - 1) * m->gutter) / columns;
}

/* Running paragraphs: those that stand in a section itself. */
static void hold_against_first_fit(const Laid *j, Quality *q)
{
    Styler *styler = styler_new(j->arena, j->tpl);
    Arena *scratch = arena_new();
    for (const Node *n = j->doc->root; n; n = node_next(n, j->doc->root)) {
        if (n->kind != NODE_PARAGRAPH || n->parent->kind != NODE_SECTION)
            continue;
        const Style *style = style_block(styler, STR("p"), n->name, NULL);
        Piece piece = {.kind = PIECE_TEXT, .text = node_text(j->arena, n), .style = style, .node = n};
        const Para *p = para_prepare(j->typesetter, scratch, &piece, 1);
        ParaShape shape = {.measure = measure_for(j, n->parent),
                           .align = style->align,
                           .hyphenate = style->hyphenate,
                           .no_runt = true};
        int64_t best = 0;
        q->first_fit += first_fit_demerits(p, &shape, scratch, &best);
        q->best += best;
        arena_reset(scratch);
    }
    arena_free(scratch);
}

/* ---- documents ---- */

static void print_row(Str name, const Quality *q)
{
    printf("| " STR_FMT " | %d | %d | %.0f | %.1f | %d | %d | %d | %d | %d | %.0f %% | %.1f ± %.1f %% | %.0f %% |\n",
           STR_ARG(name), q->pages, q->lines, q->stats.lines ? (double)q->stats.demerits / q->stats.lines : 0,
           q->best ? (double)q->first_fit / (double)q->best : 1, q->stats.hyphens, q->stats.overfull, q->runts,
           q->shorts, q->widows, q->loosest * 100, q->rag * 100, q->deviation * 100, q->unfilled * 100);
}

static bool report(Str folder, bool verbose)
{
    Laid l;
    bool laid = laid_open(&l, folder);
    if (laid) {
        Quality q = {.pages = l.pages->pages.n, .stats = l.stats, .names = verbose ? l.diag : NULL};
        hold_against_first_fit(&l, &q);
        TextLines lines = lines_of(&l);
        find_edges(&l, &lines);
        rate_lines(&lines, &q);
        rate_breaks(&lines, &q);
        rate_pages(&l, &q);
        print_row(path_base(folder), &q);
    }
    laid_close(&l);
    return laid;
}

int main(int argc, char **argv)
{
    puts("| document | pages | lines | demerits | first fit | hyphens | overfull | runts | short | widows | loosest | "
         "rag | unfilled |");
    puts("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    return laid_each(argc, argv, report);
}
