/* From a template to one for large print: what stands in tables, boxes, charts and diagrams, and the order of the
 * steps. Colours come first, as all other steps ask for them (large_colour.c); then styles (large_rules.c) and pages
 * (large_pages.c).
 *
 * A box becomes a passage between rules, without a tint, over the whole measure and cut wherever a page ends. One that
 * only groups others, having neither tint nor rule, disappears. */
#include "style/large_private.h"

#include "base/len.h"

static Len of_size(const Large *l, int thousandths)
{
    return len_scale(l->look.size, thousandths, 1000);
}

/* ---- boxes ---- */

bool large_box_is_ruled(const BoxStyle *b)
{
    return b->tint != SWATCH_NONE || b->rule_left || b->rule_right || b->rule_top || b->rule_bottom;
}

/* The form is a suffix that no template can write. */
Str large_box_name(Arena *a, Str name, LargeBox form)
{
    static const char *const suffixes[LARGE_BOX_COUNT] = {"", "/open", "/inner"};
    return form == LARGE_BOX_WHOLE ? name : str_format(a, STR_FMT "%s", STR_ARG(name), suffixes[form]);
}

static BoxStyle box_of(Large *l, const BoxStyle *b, LargeBox form)
{
    bool ruled = large_box_is_ruled(b);
    BoxStyle box = {.name = b->name,
                    .title = b->title,
                    .continued = b->continued,
                    .says_continued = b->says_continued,
                    .tint = SWATCH_NONE,
                    .rule_colour = l->ink,
                    .space_before = of_size(l, ruled ? 1300 : 500),
                    .space_after = of_size(l, ruled ? 1300 : 700),
                    .columns = 1,
                    .pos = b->pos};
    if (!ruled)
        return box;
    Swatch colour = b->rule_left || b->rule_right || b->rule_top || b->rule_bottom ? b->rule_colour : l->ink;
    box.rule_colour = form == LARGE_BOX_INNER ? l->ink : large_dark(l, colour);
    box.rule_top = form == LARGE_BOX_INNER ? PT(3) / 4 : PT(2);
    box.rule_bottom = form == LARGE_BOX_WHOLE ? PT(2) : 0;
    box.pad_top = of_size(l, form == LARGE_BOX_INNER ? 400 : 650);
    box.pad_bottom = form == LARGE_BOX_WHOLE ? of_size(l, 800) : 0;
    return box;
}

static void derive_boxes(Large *l)
{
    const Template *t = l->from;
    BoxStyle *boxes = NEWN(l->arena, BoxStyle, t->nboxes * LARGE_BOX_COUNT + 1);
    int n = 0;
    l->to->box_names = (Map){0};
    for (int i = 0; i < t->nboxes; i++)
        for (int form = 0; form < LARGE_BOX_COUNT; form++, n++) {
            boxes[n] = box_of(l, &t->boxes[i], (LargeBox)form);
            map_put_number(l->arena, &l->to->box_names, large_box_name(l->arena, t->boxes[i].name, (LargeBox)form), n);
        }
    l->to->boxes = boxes;
    l->to->nboxes = n;
}

/* ---- tables ---- */

static TableStyle table_of(Large *l, const TableStyle *original)
{
    TableStyle t = *original;
    t.row_pad = of_size(l, 280);
    t.column_gap = of_size(l, 900);
    t.head_rule = PT(3) / 2;
    t.row_rule = PT(1) / 2;
    t.subtotal_rule = PT(3) / 4;
    t.total_rule_above = PT(3) / 4;
    t.total_rule_below = PT(3) / 2;
    t.head_rule_colour = t.total_rule_colour = l->ink;
    t.head_tint = t.group_tint = t.total_tint = t.current_tint = t.stripe_tint = SWATCH_NONE;
    for (int i = 0; i < TINT_COUNT; i++)
        t.tints[i] = SWATCH_NONE;
    t.space_before = of_size(l, 800);
    t.space_after = of_size(l, 1500);
    t.group_space = of_size(l, 500);
    t.min_text_column = of_size(l, 7500);
    t.span = false;
    t.cut_rows = true;
    return t;
}

static void derive_tables(Large *l)
{
    TableStyle *tables = NEWN(l->arena, TableStyle, l->from->ntables + 1);
    for (int i = 0; i < l->from->ntables; i++)
        tables[i] = table_of(l, &l->from->tables[i]);
    l->to->tables = tables;
}

/* ---- what is drawn ---- */

static void derive_charts(Large *l)
{
    ChartStyle *c = &l->to->charts;
    c->axis = large_dark(l, c->axis);
    c->paper = l->paper;
    for (int i = 0; i < c->npalette; i++) /* figures stand in the marks, in white */
        c->palette[i] = large_dark(l, c->palette[i]);
}

/* Dark boxes are dark enough for white words; others are white. */
static void derive_diagrams(Large *l)
{
    DiagramStyle *d = &l->to->diagrams;
    for (int i = 0; i < DIAGRAM_ROLE_COUNT; i++)
        d->tints[i] = large_is_light(l, d->tints[i]) ? SWATCH_NONE : large_dark(l, d->tints[i]);
    d->outline = large_dark(l, d->outline);
    d->line = large_dark(l, d->line);
    d->outline_width = PT(3) / 2;
    d->line_width = PT(3) / 2;
    d->pad = of_size(l, 500);
}

/* ---- the whole ---- */

static Len body_size(const Large *l)
{
    Styler *styler = styler_new(l->arena, l->from);
    return int_max(style_of_block(styler, STR("p"), STR(""), NULL).size, PT(1));
}

Template *template_large(Arena *a, const Template *t, const LargeLook *look)
{
    Template *to = arena_copy(a, t, sizeof *t);
    Large l = {.arena = a, .from = t, .to = to, .look = *look};
    l.body = body_size(&l);
    large_begin_colours(&l);
    derive_boxes(&l);
    derive_tables(&l);
    derive_charts(&l);
    derive_diagrams(&l);
    large_rules(&l);
    large_pages(&l);
    to->grid = 0;
    to->hyphenation = NULL;
    to->nhyphenation = 0;
    to->original = t;
    to->whole = to->end_notes = true;
    to->swatches = l.swatches.at;
    to->nswatches = l.swatches.n;
    return to;
}
