/* The sides of the text.
 *
 * A block at a side hangs on the first strip that it stands beside. Strips that begin above its end stay in one region
 * with it, so it is never cut; text is set beside it in lines that are shorter by what it takes. Where text ends before
 * it does and what follows cannot stand beside it, an empty strip takes up the rest of its height. */
#include "layout/beside/sides.h"

enum { LEFT, RIGHT };

bool sides_taken(const Builder *b)
{
    return b->sides[LEFT].height > 0 || b->sides[RIGHT].height > 0 || b->side_blocks.n;
}

void sides_add(Builder *b, SideBlock block)
{
    VEC_PUSH(b->pass->arena, &b->side_blocks, block);
    b->side_after = block.after;
}

Len sides_least(const Style *style)
{
    return 12 * style->size;
}

/* Below what stands at that side, and there until its own end. Gives how far down it begins. */
static Len stack(TextSide *side, const SideBlock *block)
{
    bool below = side->height > 0;
    Len top = below ? side->height : block->drop;
    side->taken = below ? int_max(side->taken, block->taken) : block->taken;
    side->edge = block->edge;
    side->height = top + block->height;
    return top;
}

/* The sides at the top of the next strip, which is `gap` below the one before. */
static void sides_after(const Builder *b, Len gap, TextSide sides[2])
{
    for (int i = 0; i < 2; i++) {
        sides[i] = b->sides[i];
        sides[i].height = int_max(sides[i].height - gap, 0);
    }
}

/* ---- lines ---- */

static LineInset inset_at(const TextSide sides[2], const SideText *text, Len top)
{
    LineInset in = {0, 0};
    if (sides[LEFT].height > top)
        in.left = sides[LEFT].taken + text->hang + int_max(sides[LEFT].edge - text->x, 0);
    if (sides[RIGHT].height > top)
        in.right = int_max(sides[RIGHT].taken - int_max(sides[RIGHT].edge - text->x - text->measure, 0), 0);
    return in;
}

const LineInset *sides_insets(const Builder *b, const SideText *text, int *n)
{
    TextSide sides[2];
    *n = 0;
    if (!sides_taken(b))
        return NULL;
    sides_after(b, text->gap, sides);
    for (int i = 0; i < b->side_blocks.n; i++)
        stack(&sides[b->side_blocks.at[i].side], &b->side_blocks.at[i]);
    Len height = int_max(sides[LEFT].height, sides[RIGHT].height), leading = int_max(text->leading, 1);
    *n = (height + leading - 1) / leading;
    LineInset *insets = NEWN(b->pass->arena, LineInset, *n);
    for (int i = 0; i < *n; i++)
        insets[i] = inset_at(sides, text, i * leading);
    return *n ? insets : NULL;
}

/* ---- strips ---- */

static void hang_blocks(Builder *b, Strip *s, TextSide sides[2])
{
    VEC(Aside) all = {0};
    for (int i = 0; i < s->nasides; i++)
        VEC_PUSH(b->pass->arena, &all, s->asides[i]);
    for (int i = 0; i < b->side_blocks.n; i++) {
        const SideBlock *block = &b->side_blocks.at[i];
        Len top = stack(&sides[block->side], block);
        VEC_PUSH(b->pass->arena, &all, (Aside){.flow = block->flow, .drop = top, .x = block->x, .in_text = true});
    }
    s->asides = all.at;
    s->nasides = all.n;
    b->side_blocks.n = 0;
}

void sides_meet(Builder *b, Strip *s)
{
    TextSide sides[2];
    sides_after(b, s->gap, sides);
    bool beside = sides[LEFT].height > 0 || sides[RIGHT].height > 0;
    if (beside && s->penalty >= 0)
        s->penalty = PENALTY_NEVER;
    if (b->side_blocks.n)
        hang_blocks(b, s, sides);
    for (int i = 0; i < 2; i++) {
        b->sides[i] = sides[i];
        b->sides[i].height = int_max(sides[i].height - s->height, 0);
        s->closing = int_max(s->closing, b->sides[i].height);
    }
}

/* ---- clearing ---- */

/* An empty strip beside what is there. No node begins with it: those that wait belong to what follows. */
static void put_filler(Builder *b, Len height, int32_t penalty)
{
    NodesBegun begins = b->begins;
    b->begins = (NodesBegun){0};
    Strip *s = build_strip(b, height, 0, penalty);
    s->closing = 0;
    b->begins = begins;
}

void build_clear(Builder *b)
{
    if (!sides_taken(b))
        return;
    Len after = b->side_blocks.n ? 0 : b->after;
    int32_t penalty = b->next_penalty;
    if (b->side_blocks.n) /* nothing stands beside them */
        put_filler(b, 0, 0);
    b->after = 0;
    Len rest = int_max(b->sides[LEFT].height, b->sides[RIGHT].height);
    if (rest)
        put_filler(b, rest, PENALTY_NEVER);
    b->after = int_max(b->side_after, after - rest);
    b->sides[LEFT].height = b->sides[RIGHT].height = 0;
    b->next_penalty = penalty;
}

void build_clear_narrow(Builder *b, const Setting *s)
{
    if (!sides_taken(b))
        return;
    const Style *style = style_block(b->pass->styler, STR("p"), STR(""), s->place);
    int n;
    SideText text = {.x = s->x, .measure = s->measure, .leading = style->leading};
    const LineInset *in = sides_insets(b, &text, &n);
    if (n && s->measure - in[0].left - in[0].right < sides_least(style) * 3 / 4)
        build_clear(b);
}
