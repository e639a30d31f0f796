/* Marks beside the trimmed page: where it is cut, where a sheet is folded, and which page it is.
 *
 *            | trim                           Marks begin MARK_GAP beyond the bleed, so that none is left on a page
 * that
 *         ___|  ← MARK_LENGTH                 is not cut exactly; they are fields of a quarter of a point on every
 *                                             plate. A cutting mark is whole, and that of a fold has gaps.
 *   — —   +––––––––+ bleed
 *     trim| +––––– |
 *
 * The words say the file, the page and the edition's date, in figures alone: they are not the document's, and need no
 * language. */
#include "press/press_private.h"

#include "base/vec.h"

#define MARK_GAP PT(3)
#define MARK_LENGTH PT(14)
#define MARK_ROOM (MARK_GAP + MARK_LENGTH + PT(3))
#define MARK_WIDTH (LEN_PT / 4)
#define WORDS_SIZE PT(6)

enum { DASHES = 3 }; /* of a fold's mark, with as long a gap between them */

typedef struct MarkPen {
    const PressJob *job;
    Page *page;
    Colour colour;
} MarkPen;

Len marks_room(const PressJob *job, const Page *p)
{
    return job->settings->marks || p->nfolds ? MARK_ROOM : 0;
}

static void put_field(const MarkPen *m, Rect r)
{
    VEC_PUSH(
        m->job->arena, &m->page->items,
        (Item){.kind = ITEM_RECT, .role = ITEM_MARK, .colour = m->colour, .x = r.x, .y = r.y, .u.rect = {r.w, r.h}});
}

/* `from` on: away from the page, above it or to its left; the other two sides mirror it. */
static void put_cuts(const MarkPen *m)
{
    const Page *p = m->page;
    Len before = -p->bleed - MARK_GAP - MARK_LENGTH, half = MARK_WIDTH / 2;
    const Len xs[] = {0, p->width}, ys[] = {0, p->height};
    for (int i = 0; i < 2; i++) {
        Len x = xs[i] - half, y = ys[i] - half;
        put_field(m, (Rect){x, before, MARK_WIDTH, MARK_LENGTH});
        put_field(m, (Rect){x, p->height - before - MARK_LENGTH, MARK_WIDTH, MARK_LENGTH});
        put_field(m, (Rect){before, y, MARK_LENGTH, MARK_WIDTH});
        put_field(m, (Rect){p->width - before - MARK_LENGTH, y, MARK_LENGTH, MARK_WIDTH});
    }
}

static void put_fold(const MarkPen *m, Len fold)
{
    const Page *p = m->page;
    Len dash = MARK_LENGTH / (2 * DASHES - 1), x = fold - MARK_WIDTH / 2;
    for (int i = 0; i < DASHES; i++) {
        Len near = p->bleed + MARK_GAP + 2 * i * dash;
        put_field(m, (Rect){x, -near - dash, MARK_WIDTH, dash});
        put_field(m, (Rect){x, p->height + near, MARK_WIDTH, dash});
    }
}

/* ---- words ---- */

static Str words_of(const MarkPen *m, int page, int pages)
{
    const PressJob *job = m->job;
    Str date = job->doc->date;
    return str_format(job->arena, STR_FMT " \xC2\xB7 %d/%d%s" STR_FMT, STR_ARG(job->name), page + 1, pages,
                      date.n ? " \xC2\xB7 " : "", STR_ARG(date));
}

static const Style *words_style(const PressJob *job)
{
    Style *style = NEW(job->arena, Style);
    *style = *style_block(styler_new(job->arena, job->tpl), STR("p"), STR(""), NULL);
    style->size = WORDS_SIZE;
    style->leading = WORDS_SIZE * 5 / 4;
    style->align = ALIGN_LEFT;
    style->flex = (Flex){0};
    style->first_indent = style->indent_left = style->indent_right = 0;
    return style;
}

/* Under the page, from the cutting mark at its left. */
static void put_words(const MarkPen *m, int page, int pages)
{
    const PressJob *job = m->job;
    Piece piece = {.kind = PIECE_TEXT, .text = words_of(m, page, pages), .style = words_style(job)};
    Lines lines = piece_break(job->typesetter, job->arena, &piece, &(ParaShape){.measure = m->page->width});
    Len x = PT(9), y = m->page->height + m->page->bleed + MARK_GAP + WORDS_SIZE;
    for (int i = 0; lines.n && i < lines.at[0].nruns; i++)
        VEC_PUSH(job->arena, &m->page->items,
                 (Item){.kind = ITEM_GLYPHS,
                        .role = ITEM_MARK,
                        .colour = m->colour,
                        .x = x + lines.at[0].x[i],
                        .y = y,
                        .u.run = &lines.at[0].runs[i]});
}

void put_marks(const PressJob *job, const PageList *list, int page, Colour colour)
{
    MarkPen m = {job, &list->pages.at[page], colour};
    for (int i = 0; i < m.page->nfolds; i++)
        put_fold(&m, m.page->folds[i]);
    if (!job->settings->marks)
        return;
    put_cuts(&m);
    if (job->typesetter)
        put_words(&m, page, list->pages.n);
}
