/* Words across a page: one line along the diagonal that rises to the right, in the middle of the page.
 *
 * They are drawn as outlines and are no text. So nobody who searches, copies or listens meets their letters between the
 * lines of the page, and they do not change the text that is read from it. They are over the page, so that no tint
 * hides them, and show what is under them. Words that are too long for the diagonal are smaller. */
#include "layout/furniture/banner.h"

#include "base/vec.h"
#include "layout/flow/paragraph.h"
#include "text/outline.h"

enum { ROOM = 68 }; /* per cent of the diagonal */

typedef VEC(PathSeg) Outline;

/* The diagonal as a direction: over so far along x and so far up for its length. */
typedef struct Slope {
    Len over, up, length;
} Slope;

static Slope slope_of(const Page *page)
{
    int64_t square = (int64_t)page->width * page->width + (int64_t)page->height * page->height, low = 0,
            high = (int64_t)page->width + page->height;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (middle * middle <= square)
            low = middle;
        else
            high = middle;
    }
    return (Slope){page->width, page->height, (Len)low};
}

/* A template without a style for banners has a large one. */
static const Style *banner_style(Pass *pass)
{
    const Style *style = style_block(pass->styler, STR("banner"), STR(""), NULL);
    const Element banner = {.name = STR("banner")};
    const StyleRule *rule = style_source(pass->styler, &banner, PROP_SIZE);
    if (rule && str_eq(rule->element, banner.name))
        return style;
    Style *large = NEW(pass->arena, Style);
    *large = *style;
    large->size = PT(96);
    large->leading = PT(108);
    return large;
}

static Lines set_words(Pass *pass, Str words, Len room)
{
    const Style *style = banner_style(pass);
    Lines lines = set_mark(pass, words, style, NULL);
    if (!lines.n || lines.at[0].width <= room)
        return lines;
    Style *small = NEW(pass->arena, Style);
    *small = *style;
    small->size = len_scale(style->size, room, lines.at[0].width);
    return set_mark(pass, words, small, NULL);
}

/* The words from the left end of their baseline. */
static Outline outline_of(Pass *pass, const Line *line)
{
    Outline out = {0};
    for (int i = 0; i < line->nruns; i++) {
        const PathSeg *segs;
        int n = run_outline(pass->arena, &line->runs[i], &segs);
        for (int k = 0; k < n; k++) {
            PathSeg seg = segs[k];
            for (int p = 0; p < COUNT(seg.x); p++)
                seg.x[p] += line->x[i];
            VEC_PUSH(pass->arena, &out, seg);
        }
    }
    return out;
}

/* Places along a horizontal line whose middle is at the origin, to places on the page. */
static void lay_along(Outline *o, const Page *page, Slope s, Point middle)
{
    for (int i = 0; i < o->n; i++)
        for (int p = 0; p < COUNT(o->at[i].x); p++) {
            Len x = o->at[i].x[p] - middle.x, y = o->at[i].y[p] - middle.y;
            o->at[i].x[p] = page->width / 2 + len_scale(x, s.over, s.length) + len_scale(y, s.up, s.length);
            o->at[i].y[p] = page->height / 2 - len_scale(x, s.up, s.length) + len_scale(y, s.over, s.length);
        }
}

static const PagePath *draw_banner(Pass *pass, const Page *page, Str words)
{
    Slope slope = slope_of(page);
    Lines lines = set_words(pass, text_capitals(pass->arena, words), len_scale(slope.length, ROOM, 100));
    if (!lines.n || !lines.at[0].nruns)
        return NULL;
    const Line *line = &lines.at[0];
    Outline outline = outline_of(pass, line);
    lay_along(&outline, page, slope, (Point){line->width / 2, -run_cap_height(&line->runs[0]) / 2});
    PagePath *path = NEW(pass->arena, PagePath);
    *path = (PagePath){.segs = outline.at,
                       .n = outline.n,
                       .fill = text_colour(pass, line->runs[0].colour),
                       .stroke = COLOUR_NONE};
    return path;
}

void put_banner(Pass *pass, Page *page, Str words, Banner *last)
{
    bool same = last->path && last->part == pass->part && last->width == page->width && last->height == page->height
                && str_eq(last->words, words);
    if (!same)
        *last = (Banner){words, pass->part, page->width, page->height, draw_banner(pass, page, words)};
    if (last->path)
        VEC_PUSH(pass->arena, &page->items, (Item){.kind = ITEM_PATH, .role = ITEM_BANNER, .u.path = last->path});
}
