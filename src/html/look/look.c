/* The style sheet: colours as variables, light and dark; what every page has; then each template's own rules. */
#include "html/look/sheet_private.h"

#include "base/ascii.h"

/* ---- parts of rules ---- */

/* Thousandths of a rem: text is 1.125rem. */
void sheet_rem(const LookSheet *s, Len l)
{
    enum { TEXT = 1125 };
    int64_t n = ((int64_t)l * TEXT * 2 + (l < 0 ? -s->body : s->body)) / ((int64_t)s->body * 2);
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % 1000);
    buf_format(s->out, "%s%llu", n < 0 ? "-" : "", (unsigned long long)(size / 1000));
    if (fraction)
        buf_format(s->out, ".%03d", fraction);
    buf_puts(s->out, n ? "rem" : "");
}

void sheet_colour(const LookSheet *s, Swatch swatch)
{
    if (swatch == SWATCH_NONE)
        buf_puts(s->out, "transparent");
    else
        buf_format(s->out, "var(--s%d)", (int)swatch);
}

void sheet_border(const LookSheet *s, const char *side, Len thickness, Swatch colour)
{
    if (!thickness)
        return;
    buf_format(s->out, "border-%s:%dpx solid ", side, int_max((int)((int64_t)thickness * 3 / 2 / LEN_PT), 1));
    if (colour == SWATCH_NONE)
        buf_puts(s->out, "currentColor");
    else
        sheet_colour(s, colour);
    buf_char(s->out, ';');
}

/* An identifier of CSS whatever the name is. */
void sheet_name(const LookSheet *s, Str name)
{
    for (int i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (is_alphanumeric(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80)
            buf_char(s->out, c);
        else if (is_space(c))
            buf_char(s->out, '-');
        else
            buf_format(s->out, "\\%x ", (unsigned char)c);
    }
}

/* ---- colours ---- */

static void put_colour(Buf *out, LookColour c)
{
    buf_format(out, "#%02x%02x%02x", c.r, c.g, c.b);
}

static void put_variable(const LookSheet *s, const char *name, Swatch swatch)
{
    buf_format(s->out, "--%s:", name);
    sheet_colour(s, swatch);
    buf_char(s->out, ';');
}

static const Style *style_of(const LookSheet *s, const char *element)
{
    return style_block(s->of->styler, str_c(element), (Str){0}, NULL);
}

/* The colours that have a part to play on every page. */
static void put_parts(const LookSheet *s)
{
    const TableStyle *table = template_table(s->tpl, STR("default"));
    const Style *text = style_of(s, "p"), *link = style_inline(s->of->styler, text, STR("a"), STR(""));
    const BoxStyle *shade = template_box(s->tpl, STR("code"));
    put_variable(s, "ink", text->colour);
    put_variable(s, "lead", style_of(s, "h1")->colour);
    put_variable(s, "link", link->colour);
    put_variable(s, "focus", link->colour);
    put_variable(s, "rule", table && table->row_rule ? table->row_rule_colour : text->colour);
    put_variable(s, "shade", shade ? shade->tint : SWATCH_NONE);
}

static void put_swatches(const LookSheet *s, const LookColour *colours)
{
    for (int i = 0; i < s->tpl->nswatches; i++) {
        buf_format(s->out, "--s%d:", i);
        put_colour(s->out, colours ? colours[i] : look_swatch(s->tpl, (Swatch)i));
        buf_char(s->out, ';');
    }
}

/* :root, or the parts of a template that is not the page's. */
static void open_variables(const LookSheet *s)
{
    if (!s->scope.n)
        buf_puts(s->out, ":root{");
    else
        buf_format(s->out, STR_FMT "{", STR_ARG(str_trim(s->scope)));
}

static void put_light(const LookSheet *s)
{
    open_variables(s);
    buf_puts(s->out, s->scope.n ? "" : "color-scheme:light dark;--paper:#ffffff;");
    put_swatches(s, NULL);
    put_parts(s);
    if (!s->scope.n) {
        LookCover cover = look_cover(s->job->arena, s->tpl, s->of->styler);
        buf_puts(s->out, "--cover:");
        if (cover.field == SWATCH_NONE)
            buf_puts(s->out, "var(--paper);--on-cover:var(--lead");
        else {
            put_colour(s->out, look_swatch(s->tpl, cover.field));
            buf_puts(s->out, ";--on-cover:");
            put_colour(s->out, cover.text);
        }
        buf_format(s->out,
                   "%s--text:" STR_FMT ";--serif:Georgia,\"Noto Serif\",\"Liberation Serif\",serif;"
                   "--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,\"Liberation Mono\",monospace;",
                   cover.field == SWATCH_NONE ? ");" : ";", STR_ARG(s->of->family));
    }
    buf_puts(s->out, "}\n");
}

static void put_dark(const LookSheet *s)
{
    LookColour paper, *colours = NEWN(s->job->arena, LookColour, int_max(s->tpl->nswatches, 1));
    if (!look_dark(s->job->arena, s->tpl, colours, &paper)) {
        buf_puts(s->out, s->scope.n ? "" : ":root{color-scheme:light}\n");
        return;
    }
    buf_puts(s->out, "@media screen and (prefers-color-scheme:dark){");
    open_variables(s);
    if (!s->scope.n) {
        buf_puts(s->out, "--paper:");
        put_colour(s->out, paper);
        buf_char(s->out, ';');
    }
    put_swatches(s, colours);
    buf_puts(s->out, "}\n/* pictures are drawn for white paper */\n"
                     ":is(svg.drawing,figure.picture>img){background:#fff;color:#000;border-radius:4px}}\n");
}

/* Classes of what is drawn: f3 is filled with the fourth swatch, k3 stroked with it. */
static void put_classes(Buf *out, int n)
{
    for (int i = 0; i < n; i++)
        buf_format(out, ".f%d{fill:var(--s%d)}.k%d{stroke:var(--s%d)}", i, i, i, i);
    buf_puts(out, "\n");
}

static void put_blends(Buf *out)
{
    static const char *const names[BLEND_COUNT] = {"normal",     "multiply",   "screen",      "overlay",
                                                   "darken",     "lighten",    "color-dodge", "color-burn",
                                                   "hard-light", "soft-light", "difference",  "exclusion",
                                                   "hue",        "saturation", "color",       "luminosity"};
    for (int i = 1; i < BLEND_COUNT; i++)
        buf_format(out, ".blend%d{mix-blend-mode:%s}", i, names[i]);
    buf_puts(out, ".alone{isolation:isolate}\n");
}

/* ---- the sheet ---- */

static LookSheet sheet_of(const LookJob *job, int i, Buf *out)
{
    const LookTemplate *of = &job->templates[i];
    LookSheet s = {.job = job, .of = of, .tpl = of->tpl, .scope = STR(""), .out = out};
    s.body = int_max(style_of(&s, "p")->size, 1);
    if (i > 0) {
        Buf scope = {0};
        LookSheet named = s;
        named.out = &scope;
        buf_puts(&scope, ".x-");
        sheet_name(&named, of->tpl->name);
        buf_char(&scope, ' ');
        s.scope = buf_take(&scope, job->arena);
    }
    return s;
}

void look_write(const LookJob *job, Buf *out)
{
    int most = 0;
    buf_str(out, job->faces);
    for (int i = 0; i < job->ntemplates; i++) {
        LookSheet s = sheet_of(job, i, out);
        most = int_max(most, s.tpl->nswatches);
        put_light(&s);
        put_dark(&s);
    }
    buf_puts(out, sheet_base);
    put_classes(out, most);
    if (job->blends)
        put_blends(out);
    for (int i = 0; i < job->ntemplates; i++) {
        LookSheet s = sheet_of(job, i, out);
        sheet_rules(&s);
        sheet_boxes(&s);
        sheet_tables(&s);
    }
    buf_puts(out, sheet_modes);
}
