/* The dress of boxes and tables, of those that the page has. */
#include "html/look/sheet_private.h"

static void put_length(const LookSheet *s, const char *name, Len l)
{
    buf_puts(s->out, name);
    buf_char(s->out, ':');
    sheet_rem(s, l);
    buf_char(s->out, ';');
}

static void put_tint(const LookSheet *s, Swatch tint)
{
    if (tint == SWATCH_NONE)
        return;
    buf_puts(s->out, "background:");
    sheet_colour(s, tint);
    buf_char(s->out, ';');
}

static void open_own_box(const LookSheet *s, const BoxStyle *b, const char *behind)
{
    buf_puts(s->out, ".box.x-");
    sheet_name(s, b->name);
    buf_puts(s->out, behind);
}

static void open_box(const LookSheet *s, const BoxStyle *b, const char *behind)
{
    buf_str(s->out, s->scope);
    open_own_box(s, b, behind);
}

enum { MEASURE = 40 }; /* of text, in rem */

/* ---- boxes ---- */

/* As many side by side as there is room for; none is narrower than its longest word, so that no figure is divided. */
static void put_own_columns(const LookSheet *s, const BoxStyle *b)
{
    open_box(s, b, "{display:flex;flex-wrap:wrap;");
    put_length(s, "gap", b->gutter);
    buf_puts(s->out, "}");
    open_box(s, b, ">:nth-child(n){margin:0;flex:1 1 ");
    sheet_rem(s, int_min(b->min_column ? b->min_column : PT(90), s->body * 7)); /* seven times the size of text */
    buf_puts(s->out, "}");
    open_box(s, b, ">.box-title{flex-basis:100%}\n");
}

static bool has_shares(const BoxStyle *b)
{
    for (int i = 0; i < b->columns; i++)
        if (b->shares[i] != b->shares[0])
            return true;
    return false;
}

/* Equal columns are fewer where they would be too narrow for a long word or figure. */
static void put_tracks(const LookSheet *s, const BoxStyle *b)
{
    if (has_shares(b)) {
        for (int i = 0; i < b->columns; i++)
            buf_format(s->out, "%sminmax(0,%dfr)", i ? " " : "", b->shares[i] ? b->shares[i] : 1);
        return;
    }
    buf_puts(s->out, "repeat(auto-fit,minmax(min(100%,max((100%");
    if (b->gutter) {
        buf_format(s->out, " - %d*", b->columns - 1);
        sheet_rem(s, b->gutter);
    }
    buf_format(s->out, ")/%d,%s)),1fr))", b->columns, b->columns > 2 ? "12.5rem" : "11rem");
}

/* Side by side where there is room for it, and as wide as tables may be: as they span the columns of a page. */
static void put_columns(const LookSheet *s, const BoxStyle *b)
{
    if (b->columns < 2 && !b->own_columns)
        return;
    buf_puts(s->out, "@media (min-width:64rem){");
    buf_str(s->out, s->scope);
    buf_puts(s->out, ".section>");
    open_own_box(s, b, "{max-width:none}}\n");
    if (b->own_columns) {
        put_own_columns(s, b);
        return;
    }
    open_box(s, b, "{display:grid;row-gap:1.25rem;");
    put_length(s, "column-gap", b->gutter);
    buf_puts(s->out, "}");
    open_box(s, b, ">.box-title{grid-column:1/-1}");
    open_box(s, b, ">:nth-child(n){margin-top:0;margin-bottom:0}\n");
    buf_puts(s->out, has_shares(b) ? "@media (min-width:40rem){" : "");
    open_box(s, b, "{grid-template-columns:");
    put_tracks(s, b);
    buf_puts(s->out, has_shares(b) ? "}}\n" : "}\n");
}

/* Beside the text, where the screen is wide enough. */
static void put_margin(const LookSheet *s, const BoxStyle *b)
{
    if (!b->in_margin)
        return;
    buf_puts(s->out, "@media (min-width:64rem){");
    buf_str(s->out, s->scope);
    buf_puts(s->out, ".section>");
    open_own_box(s, b, "{float:right;clear:right;width:11.5rem;margin:.25rem 0 1rem 2rem}}\n");
}

/* What only holds a table together with its words leaves it the width that it needs. */
static void put_plain(const LookSheet *s, const BoxStyle *b)
{
    if (b->tint != SWATCH_NONE || b->rule_left || b->columns > 1 || b->own_columns || b->in_margin)
        return;
    buf_puts(s->out, "@media (min-width:64rem){");
    buf_str(s->out, s->scope);
    buf_puts(s->out, ".section>");
    open_own_box(s, b, ":has(>.table){max-width:none}");
    open_box(s, b, ">:not(.table){max-width:40rem}}\n");
}

static void put_box(const LookSheet *s, const BoxStyle *b)
{
    open_box(s, b, "{");
    put_tint(s, b->tint);
    sheet_border(s, "left", b->rule_left, b->rule_colour);
    sheet_border(s, "right", b->rule_right, b->rule_colour);
    sheet_border(s, "top", b->rule_top, b->rule_colour);
    sheet_border(s, "bottom", b->rule_bottom, b->rule_colour);
    if (b->corner)
        put_length(s, "border-radius", b->corner);
    put_length(s, "padding-left", b->pad_left);
    put_length(s, "padding-right", b->pad_right);
    put_length(s, "padding-top", b->pad_top);
    put_length(s, "padding-bottom", b->pad_bottom);
    put_length(s, "margin-top", b->space_before);
    put_length(s, "margin-bottom", b->space_after);
    buf_puts(s->out, b->keep ? "break-inside:avoid}\n" : "}\n");
    put_columns(s, b);
    put_plain(s, b);
    put_margin(s, b);
}

/* A line along the points of time. */
static void put_timeline(const LookSheet *s, const BoxStyle *b)
{
    if (b->timeline == TIMELINE_NONE)
        return;
    open_box(s, b, " dl{border-left:2px solid var(--lead);padding-left:1.25rem}");
    open_box(s, b, " dt{position:relative}");
    open_box(s, b,
             " dt::before{content:\"\";position:absolute;left:calc(-1.25rem - 6px);top:.45em;width:10px;"
             "height:10px;border-radius:50%;background:var(--lead)}");
    open_box(s, b, " dd{padding-left:0;margin-bottom:1rem}\n");
}

void sheet_boxes(const LookSheet *s)
{
    for (int i = 0; i < s->tpl->nboxes; i++)
        if (map_find(&s->job->boxes, s->tpl->boxes[i].name)) {
            put_box(s, &s->tpl->boxes[i]);
            put_timeline(s, &s->tpl->boxes[i]);
        }
}

/* ---- tables ---- */

static void open_table(const LookSheet *s, const TableStyle *t, const char *behind)
{
    buf_str(s->out, s->scope);
    buf_puts(s->out, ".table.x-");
    sheet_name(s, t->name);
    buf_char(s->out, ' ');
    buf_puts(s->out, behind);
}

static void put_row_tint(const LookSheet *s, const TableStyle *t, const char *rows, Swatch tint)
{
    if (tint == SWATCH_NONE)
        return;
    open_table(s, t, rows);
    put_tint(s, tint);
    buf_puts(s->out, "}\n");
}

static bool is_tinted(const TableStyle *t)
{
    return t->head_tint != SWATCH_NONE || t->group_tint != SWATCH_NONE || t->total_tint != SWATCH_NONE
           || t->current_tint != SWATCH_NONE || t->stripe_tint != SWATCH_NONE || t->tint_by.n;
}

/* A rule at one side of some rows. */
typedef struct RowRule {
    const char *rows, *side;
    Len thickness;
    Swatch colour;
} RowRule;

static void put_row_rule(const LookSheet *s, const TableStyle *t, const RowRule *r)
{
    if (!r->thickness)
        return;
    open_table(s, t, r->rows);
    sheet_border(s, r->side, r->thickness, r->colour);
    buf_puts(s->out, "}\n");
}

static void put_rules(const LookSheet *s, const TableStyle *t)
{
    const RowRule rules[] = {
        {"tbody tr{", "bottom", t->row_rule, t->row_rule_colour},
        {"thead tr:last-child>*{", "bottom", t->head_rule, t->head_rule_colour},
        {"thead [scope=colgroup]{", "bottom", t->head_rule / 2, t->head_rule_colour},
        {"tr.subtotal>*{", "top", t->subtotal_rule, t->total_rule_colour},
        {":is(tr.total,tr.balance)>*{", "top", t->total_rule_above, t->total_rule_colour},
        {"tr.total>*{", "bottom", t->total_rule_below, t->total_rule_colour},
    };
    for (int i = 0; i < COUNT(rules); i++)
        put_row_rule(s, t, &rules[i]);
}

static void put_tints(const LookSheet *s, const TableStyle *t)
{
    put_row_tint(s, t, "tbody tr:nth-child(even){", t->stripe_tint);
    put_row_tint(s, t, "col.current{", t->current_tint);
    put_row_tint(s, t, "thead tr{", t->head_tint);
    put_row_tint(s, t, "tr.group{", t->group_tint);
    put_row_tint(s, t, ":is(tr.total,tr.balance){", t->total_tint);
    for (int i = 0; i < TINT_COUNT; i++) {
        if (t->tints[i] == SWATCH_NONE)
            continue;
        open_table(s, t, "");
        buf_format(s->out, ".tint%d{", i);
        put_tint(s, t->tints[i]);
        buf_puts(s->out, "}\n");
    }
    if (is_tinted(t))
        open_table(s, t, ":is(th,td):is(:first-child,:last-child){padding-left:.5rem;padding-right:.5rem}\n");
}

/* A table is as wide as the text, or that share of it, unless it needs more. */
static void put_table(const LookSheet *s, const TableStyle *t)
{
    if (t->width) {
        open_table(s, t, "table{");
        buf_format(s->out, "min-width:min(100%%,%d.%drem)}\n", t->width * MEASURE / 100, t->width * MEASURE / 10 % 10);
    }
    open_table(s, t, ":is(th,td){");
    put_length(s, "padding-top", t->row_pad);
    put_length(s, "padding-bottom", t->row_pad);
    buf_puts(s->out, "}\n");
    open_table(s, t, "tr.group>*{");
    put_length(s, "padding-top", t->row_pad + t->group_space);
    buf_puts(s->out, "}\n");
    put_rules(s, t);
    put_tints(s, t);
}

void sheet_tables(const LookSheet *s)
{
    for (int i = 0; i < s->tpl->ntables; i++)
        if (map_find(&s->job->tables, s->tpl->tables[i].name))
            put_table(s, &s->tpl->tables[i]);
}
