/* The template's styles as rules of CSS. The two cascades agree: a rule for an element, in a place, with a class is a
 * selector of as many classes, and where two are as close the later one wins.
 *
 * What belongs to pages alone (breaks, running heads, columns) has no rule here. Sizes far above that of text give way
 * on a narrow screen. */
#include "html/look/sheet_private.h"

/* ---- selectors ---- */

/* An element of a template, and what it is in the page. */
static const struct {
    const char *name, *selector;
} elements[] = {{"*", "main"},
                {"p", "p"},
                {"h1", ".l1"},
                {"h2", ".l2"},
                {"h3", ".l3"},
                {"h4", ".l4"},
                {"h5", ".l5"},
                {"h6", ".l6"},
                {"hr", "hr"},
                {"ul", "ul"},
                {"ol", "ol"},
                {"li", "li"},
                {"dl", "dl"},
                {"dt", "dt"},
                {"dd", "dd"},
                {"quote", "blockquote"},
                {"by", ".by"},
                {"by-role", ".by-role"},
                {"caption", ":is(figcaption,caption)"},
                {"td", "td"},
                {"th", "th"},
                {"unit", ".x-unit"},
                {"table-note", ".table-notes"},
                {"note", ".footnotes"},
                {"box-title", ".box-title"},
                {"em", "em"},
                {"strong", "strong"},
                {"a", "a"},
                {"number", ".number"},
                {"span", "span"},
                {"cover-title", ".top h1"},
                {"cover-subtitle", ".top .subtitle"},
                {"cover-period", ".top .period"},
                {"cover-organisation", ".top .organisation"},
                {"cover-edition", ".top .edition"}};

static const struct {
    const char *name, *selector;
} places[] = {{"table", ".table"},   {"head", "thead"},         {"group", "tr.group"},  {"subtotal", "tr.subtotal"},
              {"total", "tr.total"}, {"balance", "tr.balance"}, {"list", "li"},         {"list2", "li li"},
              {"definition", "dd"},  {"quote", "blockquote"},   {"note", ".footnotes"}, {"cell", "td"}};

static const char *selector_of(Str element)
{
    for (int i = 0; i < COUNT(elements); i++)
        if (str_is(element, elements[i].name))
            return elements[i].selector;
    return NULL;
}

static const char *place_of(Str name)
{
    for (int i = 0; i < COUNT(places); i++)
        if (str_is(name, places[i].name))
            return places[i].selector;
    return NULL;
}

static bool is_role(Str name)
{
    for (int role = 0; role < SECTION_ROLE_COUNT; role++)
        if (str_eq(name, section_role_name((SectionRole)role)))
            return true;
    return false;
}

/* A place that is neither of these is a box, and of no use when the page has none of that name. */
static bool is_used(const LookSheet *s, const StyleRule *r)
{
    return !r->in.n || place_of(r->in) || is_role(r->in) || map_find(&s->job->boxes, r->in);
}

static bool is_numbered_paragraph(const StyleRule *r)
{
    return str_is(r->element, "p") && str_is(r->class_name, "numbered");
}

static void put_selector(const LookSheet *s, const StyleRule *r, const char *behind)
{
    bool cover = str_starts(r->element, "cover-");
    if (!cover)
        buf_str(s->out, s->scope);
    if (r->in.n && place_of(r->in)) {
        buf_puts(s->out, place_of(r->in));
        buf_char(s->out, ' ');
    } else if (r->in.n) {
        buf_puts(s->out, ":is(.x-");
        sheet_name(s, r->in);
        buf_puts(s->out, ",.role-");
        sheet_name(s, r->in);
        buf_puts(s->out, ") ");
    }
    bool number = str_is(r->element, "number") && r->class_name.n; /* the class is its heading's */
    buf_puts(s->out, number ? "" : selector_of(r->element));
    if (r->class_name.n) {
        buf_puts(s->out, is_numbered_paragraph(r) ? "." : ".x-");
        sheet_name(s, r->class_name);
    }
    buf_puts(s->out, number ? ">.number" : "");
    buf_puts(s->out, behind);
}

/* ---- properties ---- */

static bool has(const StyleRule *r, StyleProp prop)
{
    return r->set >> prop & 1;
}

static bool is_share(const StyleRule *r, StyleProp prop)
{
    return r->share >> prop & 1;
}

/* From twice the size of text on a screen of 320 px, so that a long word of a title fits in it. */
static void put_largest(const LookSheet *s, Len size)
{
    buf_puts(s->out, "clamp(");
    sheet_rem(s, s->body * 2);
    buf_puts(s->out, ",");
    sheet_rem(s, s->body);
    buf_puts(s->out, " + 5.6vw,");
    sheet_rem(s, size);
    buf_puts(s->out, ")");
}

/* Of what is above the size of text by more than a half, three fifths remain on the narrowest screen. */
static void put_elastic(const LookSheet *s, Len size)
{
    Buf *out = s->out;
    if ((int64_t)size * 2 <= (int64_t)s->body * 3) {
        sheet_rem(s, int_max(size, s->body * 13 / 18));
        return;
    }
    if ((int64_t)size * 3 / 5 > (int64_t)s->body * 2) {
        put_largest(s, size);
        return;
    }
    Len least = int_max((Len)((int64_t)size * 3 / 5), s->body * 5 / 4);
    buf_puts(out, "clamp(");
    sheet_rem(s, least);
    buf_puts(out, ",");
    sheet_rem(s, (Len)((int64_t)least * 3 / 4));
    buf_format(out, " + %d.%dvw,", (int)((int64_t)(size - least) * 25 / s->body / 10 + 1),
               (int)((int64_t)(size - least) * 25 / s->body % 10));
    sheet_rem(s, size);
    buf_puts(out, ")");
}

static void put_size(const LookSheet *s, const StyleRule *r)
{
    const Style *v = &r->value;
    buf_puts(s->out, "font-size:");
    if (is_share(r, PROP_SIZE))
        buf_format(s->out, "%d.%03dem", v->size / 1024, v->size % 1024 * 1000 / 1024);
    else
        put_elastic(s, v->size);
    buf_char(s->out, ';');
}

static bool is_among_words(const StyleRule *r)
{
    return str_is(r->element, "span") || str_is(r->element, "number");
}

static void put_ratio(const LookSheet *s, const char *name, int64_t part, int64_t whole)
{
    int hundredths = whole ? (int)((part * 100 + whole / 2) / whole) : 150;
    buf_format(s->out, "%s:%d.%02d;", name, hundredths / 100, hundredths % 100);
}

/* Type of paper is set tighter than that of a screen: small text gets as much as large. */
static void put_leading(const LookSheet *s, const StyleRule *r)
{
    enum { LEAST_TEXT = 140 };
    const Style *v = &r->value;
    if (!has(r, PROP_SIZE) || is_share(r, PROP_SIZE) || is_share(r, PROP_LEADING) || str_is(r->element, "*"))
        return;
    if (is_among_words(r) && v->size > s->body) {
        buf_puts(s->out, "line-height:1;"); /* the lines round it stay as close as they are */
        return;
    }
    int64_t leading = v->leading;
    if (v->size <= s->body && leading * 100 < (int64_t)v->size * LEAST_TEXT)
        leading = (int64_t)v->size * LEAST_TEXT / 100;
    put_ratio(s, "line-height", leading, v->size);
}

static void put_face(const LookSheet *s, const StyleRule *r)
{
    const Style *v = &r->value;
    Buf *out = s->out;
    if (has(r, PROP_WEIGHT))
        buf_format(out, "font-weight:%d;", v->weight);
    if (has(r, PROP_ITALIC))
        buf_puts(out, v->italic ? "font-style:italic;" : "font-style:normal;");
    if (has(r, PROP_FAMILY) && str_is(v->family, "mono"))
        buf_puts(out, "font-family:var(--mono);");
    if (has(r, PROP_TABULAR))
        buf_puts(out, v->tabular ? "font-variant-numeric:tabular-nums lining-nums;" : "font-variant-numeric:normal;");
    if (has(r, PROP_SMALL_CAPS))
        buf_puts(out, v->small_caps ? "font-variant-caps:small-caps;" : "font-variant-caps:normal;");
    bool link = str_is(r->element, "a"); /* it stays one that can be seen without its colour */
    if (!link && (has(r, PROP_UNDERLINE) || has(r, PROP_STRIKE)))
        buf_format(out, "text-decoration:%s%s;",
                   v->underline ? "underline"
                   : v->strike  ? ""
                                : "none",
                   v->strike ? " line-through" : "");
    if (has(r, PROP_TRACKING))
        put_ratio(s, "letter-spacing", v->tracking, 1000);
}

static void put_length(const LookSheet *s, const char *name, Len l)
{
    buf_puts(s->out, name);
    buf_char(s->out, ':');
    sheet_rem(s, l);
    buf_char(s->out, ';');
}

/* A heading or paragraph whose number stands at the left of all its lines. */
static bool has_hung_number(const StyleRule *r)
{
    const Style *v = &r->value;
    bool heading = r->element.n == 2 && r->element.p[0] == 'h' && r->element.p[1] != 'r';
    bool hangs = is_numbered_paragraph(r) || (heading && has(r, PROP_FIRST_INDENT) && v->first_indent < 0);
    return hangs && has(r, PROP_INDENT_LEFT) && v->indent_left > 0;
}

static void put_hung_number(const LookSheet *s, const StyleRule *r)
{
    put_selector(s, r, ":has(>.number){padding-left:");
    put_elastic(s, r->value.indent_left);
    buf_puts(s->out, ";text-indent:calc(-1*");
    put_elastic(s, r->value.indent_left);
    buf_puts(s->out, ")}");
    put_selector(s, r, ">.number{display:inline-block;text-indent:0;margin:0 -.12em 0 0;min-width:");
    put_elastic(s, r->value.indent_left);
    buf_puts(s->out, "}\n");
}

/* Numbers that are at the left of the text on paper are so where the screen has room, unless they are long. */
static void put_side_number(const LookSheet *s, const StyleRule *r)
{
    buf_puts(s->out, "@media (min-width:64rem){");
    put_selector(s, r, "{position:relative}");
    put_selector(s, r, ">.number:not(.long){position:absolute;right:100%;margin-right:.75rem}}\n");
}

/* Terms beside what they mean, where there is room for both. */
static void put_terms_beside(const LookSheet *s, const StyleRule *r)
{
    buf_puts(s->out, "@media (min-width:40rem){");
    put_selector(s, r, ">div{display:grid;grid-template-columns:minmax(0,");
    sheet_rem(s, r->value.term_width);
    buf_puts(s->out, ") minmax(0,1fr);align-items:baseline}");
    put_selector(s, r, ">div>dd{grid-column:2;padding-left:0}}\n");
}

static void put_block(const LookSheet *s, const StyleRule *r)
{
    const Style *v = &r->value;
    if (has(r, PROP_ALIGN) && (v->align == ALIGN_CENTRE || v->align == ALIGN_RIGHT))
        buf_puts(s->out, v->align == ALIGN_CENTRE ? "text-align:center;" : "text-align:right;");
    if (has(r, PROP_SPACE_BEFORE))
        put_length(s, "margin-top", v->space_before);
    if (has(r, PROP_SPACE_AFTER))
        put_length(s, "margin-bottom", v->space_after);
    if (has(r, PROP_INDENT_LEFT) && !has_hung_number(r))
        put_length(s, "padding-left", v->indent_left);
    if (has(r, PROP_RULE_ABOVE) && !v->rule_length) {
        sheet_border(s, "top", v->rule_above, v->rule_colour);
        put_length(s, "padding-top", v->rule_gap);
    }
    if (has(r, PROP_RULE_BELOW) && !v->rule_length) {
        sheet_border(s, "bottom", v->rule_below, v->rule_colour);
        put_length(s, "padding-bottom", v->rule_gap);
    }
}

/* A rule shorter than the measure is drawn apart. */
static void put_short_rule(const LookSheet *s, const StyleRule *r, bool above)
{
    const Style *v = &r->value;
    if (!has(r, above ? PROP_RULE_ABOVE : PROP_RULE_BELOW) || !v->rule_length)
        return;
    put_selector(s, r, above ? "::before{content:\"\";display:block;" : "::after{content:\"\";display:block;");
    put_length(s, "width", v->rule_length);
    sheet_border(s, "top", above ? v->rule_above : v->rule_below, v->rule_colour);
    put_length(s, above ? "margin-bottom" : "margin-top", v->rule_gap);
    buf_puts(s->out, "}\n");
}

static void put_mark(const LookSheet *s, const StyleRule *r)
{
    const Style *v = &r->value;
    bool list = str_is(r->element, "ul") || str_is(r->element, "ol");
    if (list && has(r, PROP_MARK_COLOUR)) {
        put_selector(s, r, ">li::marker{color:");
        sheet_colour(s, v->mark_colour);
        buf_puts(s->out, "}\n");
    }
    if (!str_is(r->element, "ul") || !has(r, PROP_MARK) || !v->mark.n || str_find(v->mark, "\"") >= 0
        || str_find(v->mark, "\\") >= 0 || str_find(v->mark, "<") >= 0)
        return;
    put_selector(s, r, "{list-style-type:\"");
    buf_str(s->out, v->mark);
    buf_puts(s->out, "\xE2\x80\x82\"}\n");
}

static void put_rule(const LookSheet *s, const StyleRule *r)
{
    int start = s->out->n;
    put_selector(s, r, "{");
    int empty = s->out->n;
    bool whole = str_is(r->element, "*");
    if (has(r, PROP_COLOUR) && !str_starts(r->element, "cover-")) {
        buf_puts(s->out, "color:");
        sheet_colour(s, r->value.colour);
        buf_char(s->out, ';');
    }
    if (has(r, PROP_SIZE) && !whole)
        put_size(s, r);
    if (has(r, PROP_LEADING) || is_among_words(r))
        put_leading(s, r);
    put_face(s, r);
    put_block(s, r);
    if (s->out->n == empty)
        s->out->n = start;
    else
        buf_puts(s->out, "}\n");
    put_short_rule(s, r, true);
    put_short_rule(s, r, false);
    put_mark(s, r);
    if (has_hung_number(r))
        put_hung_number(s, r);
    if (has(r, PROP_HANG_NUMBER) && r->value.hang_number && r->value.first_indent < 0)
        put_side_number(s, r);
    if (str_is(r->element, "dl") && has(r, PROP_TERM_WIDTH) && r->value.term_width)
        put_terms_beside(s, r);
    if (has(r, PROP_NUMBER_ABOVE) && r->value.number_above)
        put_selector(s, r, " .number{display:block;margin:0}\n");
}

void sheet_rules(const LookSheet *s)
{
    for (int i = 0; i < s->tpl->nrules; i++)
        if (selector_of(s->tpl->rules[i].element) && is_used(s, &s->tpl->rules[i]))
            put_rule(s, &s->tpl->rules[i]);
}
