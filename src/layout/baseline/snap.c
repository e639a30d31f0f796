/* The baseline grid.
 *
 * The flow is laid out once in one endless region. Where the first line of a block misses the grid, the gap above it
 * grows by what is missing. Lines of one step keep the rest of a paragraph on the grid. A heading's lines may be
 * farther apart: then its last line is set to the grid, so that what is missing is above it, and not below.
 *
 * Tables, pictures and small type have lines of their own. They are not moved. The next block after them shares what
 * it misses with the gap above them, so that neither is a hole.
 *
 * A gap is dropped at the head of a region, so a strip also knows where it stands between two lines of the grid
 * (Strip.drop): a heading there stands a little higher or lower than plain text would. */
#include "layout/baseline/snap.h"

#include "layout/box/frame.h"

typedef struct Snap {
    Flow *f;
    BaselineGrid grid;
    int64_t y;    /* below the last strip */
    int loose;    /* the first strip since the last line on the grid; -1: none */
    int segment;  /* the next to begin */
    bool is_free; /* the one that has begun has no grid */
} Snap;

Len snap_lacks(int64_t y, Len step)
{
    if (!step)
        return 0;
    Len over = (Len)(y % step);
    return over > 0 ? step - over : -over;
}

/* A quarter of a step higher at most, else lower. */
static Len drop_at(int64_t y, Len step)
{
    Len lower = (Len)(y % step);
    lower += lower < 0 ? step : 0;
    return lower > step - step / 4 ? lower - step : lower;
}

/* How far below the head of a region strip i is set, if that is where it would be; nothing is lower than there is room
 * for. */
static Len drop_of(const Snap *s, int i, int64_t y)
{
    const Strip *strip = &s->f->strips.at[i];
    Len around = frames_opening(strip->frame, i) + strip->opening + frames_left(strip->frame, NULL) + strip->closing;
    Len drop = drop_at(y, s->grid.step);
    return s->is_free || around + strip->height + drop > s->grid.room ? 0 : drop;
}

static bool begins_block(const Snap *s, const Strip *strip)
{
    return strip->baseline && !strip->goes_on && !s->is_free && strip->height >= s->grid.step;
}

/* From the top of a block to the baseline that is set to the grid. */
static Len line_of(const Snap *s, int i)
{
    const Strip *strips = s->f->strips.at;
    Len y = strips[i].baseline;
    if (!strips[i].keep)
        return y;
    for (; i + 1 < s->f->strips.n && strips[i + 1].goes_on; i++)
        y += strips[i].height - strips[i].baseline + strips[i + 1].baseline;
    return y;
}

/* Where the segment that strip i begins has fewer columns than the page, nothing stands beside it, and it is free. */
static bool begins_segment(Snap *s, int i)
{
    const Segment *next = s->segment < s->f->segments.n ? &s->f->segments.at[s->segment] : NULL;
    bool begins = next && next->first == i;
    if (begins) {
        s->is_free = next->columns < s->grid.columns;
        s->segment++;
    }
    return begins || i == 0;
}

/* Half of what strip i misses goes above the strips that are not on the grid; gives the rest. */
static Len share(Snap *s, int i, Len missing)
{
    Strip *strips = s->f->strips.at;
    if (s->loose < 0 || strips[s->loose].gap <= 0)
        return missing;
    Len half = missing / 2;
    strips[s->loose].gap += half;
    for (int k = s->loose; k < i; k++)
        strips[k].drop = drop_of(s, k, (int64_t)strips[k].drop + half);
    s->y += half;
    return missing - half;
}

/* Changes the gap above strip i so that its line stands on the grid, were its top at `top`; gives the top it gets. */
static int64_t set_line(Snap *s, int i, int64_t top)
{
    Strip *strip = &s->f->strips.at[i];
    Len missing = snap_lacks(top + line_of(s, i) - s->grid.first, s->grid.step), over = s->grid.step - missing;
    if (missing && over <= strip->gap / 4) {
        strip->gap -= over;
        return top - over;
    }
    strip->gap += share(s, i, missing);
    return top + missing;
}

static void set_strip(Snap *s, int i, bool first)
{
    Strip *strip = &s->f->strips.at[i];
    const Frame *last = first ? NULL : s->f->strips.at[i - 1].frame;
    Len above = frames_left(last, strip->frame) + (first ? 0 : strip->gap) + frames_entered(last, strip->frame);
    int64_t top = (first ? 0 : s->y) + above;
    bool block = begins_block(s, strip);
    if (block && first)
        top += drop_at(s->grid.first - line_of(s, i) - top, s->grid.step);
    else if (block)
        top = set_line(s, i, top);
    else if (!strip->goes_on && (s->loose < 0 || first))
        s->loose = i;
    if (block || first)
        s->loose = block ? -1 : s->loose;
    strip->drop = drop_of(s, i, top - frames_opening(strip->frame, i) - strip->opening);
    s->y = top + strip->height;
}

static void snap(Snap *s)
{
    for (int i = 0; i < s->f->strips.n; i++)
        set_strip(s, i, begins_segment(s, i));
}

void snap_flow(Flow *f, BaselineGrid grid)
{
    if (grid.step > 0)
        snap(&(Snap){.f = f, .grid = grid, .loose = -1});
}

void snap_cell(Flow *f, Len step)
{
    if (!step || !f->strips.n)
        return;
    const Strip *head = &f->strips.at[0];
    snap(&(Snap){.f = f, .grid = {step, 1, 0, frames_entered(NULL, head->frame) + head->baseline}, .loose = -1});
    for (int i = 0; i < f->strips.n; i++)
        f->strips.at[i].drop = 0;
}
