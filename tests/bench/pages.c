/* pages [-v] [DOCUMENT…]: how well content is cut into columns and pages, as a Markdown table; from the project's top
 * folder. With -v the places come first.
 *
 *     right     lines in the right half of pages of two columns, where the left half has any
 *     beside    those that stand beside a line in the left half: no farther from one than half a step of the grid
 *     level     the share of the right ones that stand level with a left one, to half a point; then of those beside
 *     under 85  pages filled to less than 85 % whose content goes on on the next one
 *     lists     lists of two or three items, of up to nine lines, that a column or page divides
 *     contents  columns and pages of the contents that begin with an entry below the first level
 *     hyphens   headings with a line that ends in a hyphen
 *     lone      headings whose last line is one word of up to six letters, when there are more than two words */
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "file/file.h"

#include "laid.h"

typedef struct PageLine { /* a line of text */
    const Node *block;
    int page;
    Len x, y, right;
    int words, letters; /* letters: of its last word */
    char last;
    bool right_half;
} PageLine;
typedef VEC(PageLine) PageLines;

typedef struct Cut {
    int pages, right, beside, level, unfilled, lists, contents, hyphens, lone;
} Cut;

typedef struct Job {
    Laid l;
    PageLines rows;
    Cut cut;
    bool verbose;
} Job;

static void say(const Job *j, const PageLine *row, const char *what)
{
    if (j->verbose && row->block)
        printf(STR_FMT ":%d: page %d, %d pt down: %s\n", STR_ARG(diag_path(j->l.diag, row->block->pos.file)),
               row->block->pos.line, row->page + 1, row->y / LEN_PT, what);
}

/* ---- lines ---- */

static bool is_read(const Item *item)
{
    if (item->kind != ITEM_GLYPHS || item->role != ITEM_CONTENT || item->part != PART_BODY || !item->node)
        return false;
    const Node *block = laid_block(item->node);
    return block && (block->kind == NODE_PARAGRAPH || block->kind == NODE_HEADING) && !node_up(block, NODE_TABLE)
           && !node_up(block, NODE_FIGURE) && !node_up(block, NODE_NOTE);
}

static void count_words(PageLine *row, Str s)
{
    for (int i = 0; i < s.n; i++) {
        bool begins = s.p[i] != ' ' && (row->last == ' ' || !row->last);
        row->words += begins;
        row->letters = begins ? 1 : row->letters + (s.p[i] != ' ');
        row->last = s.p[i];
    }
}

static void add_run(Job *j, const Item *item, int page)
{
    PageLine *row = j->rows.n ? &j->rows.at[j->rows.n - 1] : NULL;
    const Node *block = laid_block(item->node);
    if (!row || row->block != block || row->page != page || row->y != item->y) {
        row = VEC_NEXT(j->l.arena, &j->rows);
        *row = (PageLine){.block = block, .page = page, .x = item->x, .y = item->y};
    }
    row->right = int_max(row->right, item->x + item->u.run->width);
    count_words(row, item->u.run->text);
}

static void find_rows(Job *j)
{
    const PageList *pages = j->l.pages;
    for (int p = 0; p < pages->pages.n; p++) {
        const Page *page = &pages->pages.at[p];
        int first = j->rows.n;
        for (int i = 0; i < page->items.n; i++)
            if (is_read(&page->items.at[i]))
                add_run(j, &page->items.at[i], p);
        for (int i = first; i < j->rows.n; i++)
            j->rows.at[i].right_half = j->rows.at[i].x >= page->width / 2;
    }
}

static bool has_columns(const Job *j, const PageLine *row)
{
    const PageMaster *m = laid_master(&j->l, node_up(row->block, NODE_SECTION));
    return m->columns == 2 && m->width == j->l.pages->pages.at[row->page].width;
}

/* ---- level ---- */

/* How far the line is from the nearest in the left half of its page; LEN_MAX: that is empty. */
static Len nearest_left(const Job *j, const PageLine *row)
{
    Len nearest = LEN_MAX, middle = j->l.pages->pages.at[row->page].width / 2;
    for (int i = 0; i < j->rows.n; i++) {
        const PageLine *left = &j->rows.at[i];
        if (left->page == row->page && !left->right_half && left->right <= middle)
            nearest = int_min(nearest, abs(left->y - row->y));
    }
    return nearest;
}

static void rate_level(Job *j)
{
    Len step = j->l.tpl->grid;
    for (int i = 0; i < j->rows.n && step > 0; i++) {
        const PageLine *row = &j->rows.at[i];
        Len nearest = row->right_half && has_columns(j, row) ? nearest_left(j, row) : LEN_MAX;
        if (nearest == LEN_MAX)
            continue;
        j->cut.right++;
        if (nearest > (step + PT(1)) / 2)
            continue;
        j->cut.beside++;
        j->cut.level += nearest <= PT(1) / 2;
        if (nearest > PT(1) / 2)
            say(j, row, "not level");
    }
}

/* ---- pages ---- */

static bool ends_flow(const Job *j, int page)
{
    const PageList *l = j->l.pages;
    const Anchor *first = NULL;
    if (page + 1 >= l->pages.n || l->pages.at[page].width != l->pages.at[page + 1].width)
        return true;
    for (int i = 0; i < l->anchors.n; i++) {
        const Anchor *a = &l->anchors.at[i];
        if (a->page != page + 1)
            continue;
        first = first ? first : a;
        if (a->node->kind == NODE_SECTION)
            return true;
    }
    return first && first->node->kind == NODE_HEADING && first->node->u.heading.level == 1;
}

static Len foot_of(const Page *page, Len bottom, const Node **section)
{
    Len foot = 0;
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        Len y = item->y
                + (item->kind == ITEM_IMAGE    ? item->u.image.h
                   : item->kind == ITEM_RECT   ? item->u.rect.h
                   : item->kind == ITEM_GLYPHS ? item->u.run->size / 3
                                               : 0); /* below the baseline */
        if (!item->node || y > bottom + PT(1) || item->kind == ITEM_PATH)
            continue;
        *section = *section ? *section : node_up(item->node, NODE_SECTION);
        foot = int_max(foot, y);
    }
    return foot;
}

static void rate_pages(Job *j)
{
    for (int p = 0; p < j->l.pages->pages.n; p++) {
        const Page *page = &j->l.pages->pages.at[p];
        const Node *section = NULL;
        foot_of(page, page->height, &section);
        const PageMaster *m = laid_master(&j->l, section);
        if (!section || m->height != page->height)
            continue;
        Len bottom = m->height - m->bottom, foot = foot_of(page, bottom, &section);
        int share = (int)((int64_t)(foot - m->top) * 100 / (bottom - m->top));
        if (share >= 85 || ends_flow(j, p))
            continue;
        j->cut.unfilled++;
        if (j->verbose)
            printf("page %d: %d %% full\n", p + 1, share);
    }
}

/* ---- lists ---- */

static bool apart(const PageLine *a, const PageLine *b)
{
    return a->page != b->page || a->right_half != b->right_half;
}

static int count_items(const Node *list)
{
    int n = 0;
    for (const Node *item = list->first; item; item = item->next)
        n++;
    return n;
}

static void rate_lists(Job *j)
{
    for (int from = 0, to; from < j->rows.n; from = to) {
        const Node *list = node_up(j->rows.at[from].block, NODE_LIST);
        bool cut = false;
        for (to = from + 1; to < j->rows.n && list && node_up(j->rows.at[to].block, NODE_LIST) == list; to++)
            cut = cut || apart(&j->rows.at[to - 1], &j->rows.at[to]);
        int items = list ? count_items(list) : 0;
        if (!cut || items < 2 || items > 3 || to - from > 9)
            continue;
        j->cut.lists++;
        say(j, &j->rows.at[from], "list cut");
    }
}

/* ---- contents and headings ---- */

static void rate_contents(Job *j)
{
    const Node *last = NULL;
    int last_page = 0;
    Len last_y = 0;
    for (int p = 0; p < j->l.pages->pages.n; p++) {
        const Items *items = &j->l.pages->pages.at[p].items;
        for (int i = 0; i < items->n; i++) {
            const Item *item = &items->at[i];
            if (item->part != PART_TOC_ENTRY || !item->node || item->node->kind != NODE_HEADING)
                continue;
            bool begins = last && last != item->node && (p != last_page || item->y < last_y);
            if (begins && item->node->u.heading.level > 1) {
                j->cut.contents++;
                if (j->verbose)
                    printf("page %d: contents go on with an entry of level %d\n", p + 1, item->node->u.heading.level);
            }
            last = item->node, last_page = p, last_y = item->y;
        }
    }
}

static void rate_headings(Job *j)
{
    int words = 0;
    for (int i = 0; i < j->rows.n; i++) {
        const PageLine *row = &j->rows.at[i];
        bool first = i == 0 || j->rows.at[i - 1].block != row->block;
        bool last = i + 1 == j->rows.n || j->rows.at[i + 1].block != row->block;
        words = first ? row->words : words + row->words;
        if (row->block->kind != NODE_HEADING)
            continue;
        if (!last && (row->last == '-' || row->last == '\xAD')) {
            j->cut.hyphens++;
            say(j, row, "heading broken at a hyphen");
        }
        if (last && !first && row->words == 1 && row->letters <= 6 && words > 2) {
            j->cut.lone++;
            say(j, row, "heading ends with a short word alone");
        }
    }
}

/* ---- documents ---- */

static int share(int part, int whole)
{
    return whole ? (part * 200 + whole) / (whole * 2) : 100;
}

static void print_row(Str name, const Cut *c)
{
    printf("| " STR_FMT " | %d | %d | %d | %d %% | %d %% | %d | %d | %d | %d | %d |\n", STR_ARG(name), c->pages,
           c->right, c->beside, share(c->level, c->right), share(c->level, c->beside), c->unfilled, c->lists,
           c->contents, c->hyphens, c->lone);
}

static bool report(Str folder, bool verbose)
{
    Job j = {.verbose = verbose};
    bool laid = laid_open(&j.l, folder);
    if (laid) {
        j.cut.pages = j.l.pages->pages.n;
        find_rows(&j);
        rate_level(&j);
        rate_pages(&j);
        rate_lists(&j);
        rate_contents(&j);
        rate_headings(&j);
        print_row(path_base(folder), &j.cut);
    }
    laid_close(&j.l);
    return laid;
}

int main(int argc, char **argv)
{
    puts("| document | pages | right | beside | level | of beside | under 85 | lists | contents | hyphens | lone |");
    puts("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    return laid_each(argc, argv, report);
}
