/* Styles of large print.
 *
 * Sizes, spaces and indents are one set for all templates, in thousandths of the size of the text, so that every
 * document in large print has the same calm rhythm. From the original come the colours (made dark enough), weights (not
 * light), marks of lists, icons, and which passages are larger than the text: these are a little larger here too, as
 * far as words still fit the line. Everything else of the original's rules is left out: italics, small capitals,
 * letters set apart, raised figures, hyphens, alignment, and rules above headings.
 *
 * A size always comes with a leading, so the leading never fits another size. */
#include "style/large_private.h"

#include <string.h>

#include "base/len.h"

enum { LEADING = 1350, LEADING_LARGE = 1250, LARGER = 1150 }; /* thousandths */

static Len leading_for(const Large *l, Len size)
{
    return len_scale(size, size > len_scale(l->look.size, LARGER, 1000) ? LEADING_LARGE : LEADING, 1000);
}

/* ---- the set ---- */

/* Lengths are thousandths of the size; others as they are. */
typedef struct LargeSet {
    const char *elements, *classes, *places;
    StyleProp prop;
    int value;
} LargeSet;

static const LargeSet sets[] = {
    {"*", "", "", PROP_SIZE, 1000},
    {"*", "", "", PROP_WEIGHT, 400},
    {"*", "", "", PROP_ALIGN, ALIGN_LEFT},
    {"*", "", "", PROP_WIDOWS, 2},
    {"*", "", "", PROP_ORPHANS, 2},
    /* text: a blank line, or nearly, between paragraphs */
    {"p pre hr figure dl quote", "", "", PROP_SPACE_AFTER, 1000},
    {"p", "numbered", "", PROP_INDENT_LEFT, 3000},
    {"p", "cue", "", PROP_SPACE_BEFORE, 300},
    {"hr", "", "", PROP_SPACE_BEFORE, 1000},
    {"hr", "", "", PROP_RULE_ABOVE, 60},
    {"figure", "", "", PROP_SPACE_BEFORE, 700},
    {"quote", "", "", PROP_INDENT_LEFT, 1500},
    {"quote", "", "", PROP_SPACE_BEFORE, 500},
    {"p", "", "quote", PROP_SPACE_AFTER, 500},
    {"by", "", "", PROP_SPACE_BEFORE, 400},
    {"by", "", "", PROP_WEIGHT, 600},
    /* headings */
    {"h1 toc-title", "", "", PROP_SIZE, 1600},
    {"h1 toc-title", "", "", PROP_SPACE_BEFORE, 2000},
    {"h1 toc-title", "", "", PROP_SPACE_AFTER, 1200},
    {"h2", "", "", PROP_SIZE, 1350},
    {"h2", "", "", PROP_SPACE_BEFORE, 2000},
    {"h2", "", "", PROP_SPACE_AFTER, 700},
    {"h3", "", "", PROP_SIZE, 1170},
    {"h3", "", "", PROP_SPACE_BEFORE, 1500},
    {"h3", "", "", PROP_SPACE_AFTER, 500},
    {"h4 h5 h6", "", "", PROP_SPACE_BEFORE, 1200},
    {"h4 h5 h6", "", "", PROP_SPACE_AFTER, 300},
    {"h1 h2 h3 h4 h5 h6 toc-title", "", "", PROP_WEIGHT, 600},
    {"h1 h2 h3 h4 h5 h6 toc-title", "", "", PROP_KEEP_NEXT, true},
    {"box-title", "", "", PROP_SIZE, 1170},
    {"box-title", "", "", PROP_WEIGHT, 600},
    {"box-title", "", "", PROP_SPACE_AFTER, 500},
    {"box-title", "", "", PROP_KEEP_NEXT, true},
    /* lists */
    {"ul ol", "", "", PROP_INDENT_LEFT, 1400},
    {"ul ol", "", "", PROP_SPACE_AFTER, 1000},
    {"ul ol", "", "list list2 table", PROP_SPACE_AFTER, 300},
    {"ul", "index", "", PROP_INDENT_LEFT, 0},
    {"ul", "index", "list list2", PROP_INDENT_LEFT, 1000},
    {"ul", "index", "", PROP_SPACE_AFTER, 300},
    {"li", "index-entry", "", PROP_SPACE_AFTER, 200},
    {"p", "index-entry", "", PROP_INDENT_LEFT, 1000},
    {"p", "index-entry", "", PROP_FIRST_INDENT, -1000},
    {"p", "index-entry", "", PROP_SPACE_AFTER, 200},
    {"li", "", "", PROP_SPACE_AFTER, 500},
    {"p", "", "list list2 definition", PROP_SPACE_AFTER, 500},
    {"dt", "", "", PROP_WEIGHT, 600},
    {"dd", "", "", PROP_INDENT_LEFT, 1400},
    /* tables, charts and diagrams */
    {"caption", "", "", PROP_WEIGHT, 600},
    {"caption", "", "", PROP_SPACE_AFTER, 500},
    {"caption", "", "", PROP_KEEP_NEXT, true},
    {"td th p li", "", "table", PROP_SPACE_AFTER, 150},
    {"td th p li unit chart", "", "table", PROP_TABULAR, true},
    {"ul ol", "", "table", PROP_INDENT_LEFT, 1100},
    {"table-note", "", "", PROP_SPACE_BEFORE, 400},
    {"p", "chart-data", "", PROP_SPACE_BEFORE, 400},
    /* notes, and contents */
    {"note p li", "", "note", PROP_SPACE_AFTER, 500},
    {"note-mark", "", "", PROP_WEIGHT, 600},
    {"toc-1 toc-2 toc-3", "", "", PROP_TABULAR, true},
    {"toc-1", "", "", PROP_WEIGHT, 600},
    {"toc-1", "", "", PROP_SPACE_BEFORE, 700},
    {"toc-2 toc-3", "", "", PROP_SPACE_BEFORE, 250},
    {"toc-2", "", "", PROP_INDENT_LEFT, 1400},
    {"toc-3", "", "", PROP_INDENT_LEFT, 2800},
    /* inlines */
    {"strong", "", "", PROP_WEIGHT, 700},
    {"a", "", "", PROP_UNDERLINE, true},
    {"s", "", "", PROP_STRIKE, true},
    /* what masters place */
    {"folio", "", "", PROP_WEIGHT, 600},
    {"folio", "", "", PROP_TABULAR, true},
    {"banner", "", "", PROP_SIZE, 4700},
    {"cover-title", "", "", PROP_SIZE, 2200},
    {"cover-title", "", "", PROP_WEIGHT, 600},
    {"cover-subtitle cover-period", "", "", PROP_SIZE, 1350},
    {"cover-organisation cover-edition", "", "", PROP_WEIGHT, 600},
};

static uint64_t bit(StyleProp prop)
{
    return UINT64_C(1) << prop;
}

static void set_size(const Large *l, StyleRule *rule, Len size)
{
    rule->set |= bit(PROP_SIZE) | bit(PROP_LEADING);
    rule->share &= ~(bit(PROP_SIZE) | bit(PROP_LEADING));
    rule->value.size = size;
    rule->value.leading = leading_for(l, size);
}

static void set_prop(const Large *l, StyleRule *rule, StyleProp prop, int value)
{
    const PropInfo *info = style_prop(prop);
    void *at = (char *)&rule->value + info->offset;
    Len length = len_scale(l->look.size, value, 1000);
    bool yes = value;
    rule->set |= bit(prop);
    switch (info->kind) {
    case KIND_YES_NO: memcpy(at, &yes, sizeof yes); break;
    case KIND_LENGTH: memcpy(at, &length, sizeof length); break;
    case KIND_LENGTH_OR_SHARE: set_size(l, rule, length); break;
    default: memcpy(at, &value, sizeof value);
    }
}

/* Words between spaces; true for one that is empty, but only as the first. */
static bool take_name(const char **names, Str *name, bool first)
{
    Str rest = str_c(*names);
    if (!rest.n && !first)
        return false;
    Str after;
    str_cut(rest, ' ', name, &after);
    *names += rest.n - after.n;
    return true;
}

static void add_in_places(Large *l, const LargeSet *set, Str element)
{
    const char *places = set->places;
    Str place;
    for (bool first = true; take_name(&places, &place, first); first = false) {
        StyleRule *rule = VEC_NEXT(l->arena, &l->rules);
        *rule = (StyleRule){.element = element, .class_name = str_c(set->classes), .in = place};
        set_prop(l, rule, set->prop, set->value);
    }
}

static void add_set(Large *l, const LargeSet *set)
{
    const char *elements = set->elements;
    Str element;
    for (bool first = true; take_name(&elements, &element, first); first = false)
        add_in_places(l, set, element);
}

/* ---- the original's rules ---- */

static bool is_heading(Str element)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", "toc-title", "box-title", "cover-title"};
    for (int i = 0; i < COUNT(headings); i++)
        if (str_is(element, headings[i]))
            return true;
    return false;
}

/* The most that something is larger than the text, in thousandths. */
static int most_for(Str element)
{
    static const struct {
        const char *element;
        int most;
    } known[] = {
        {"h1", 1600},          {"toc-title", 1600},      {"h2", 1350},           {"h3", 1170},
        {"cover-title", 2200}, {"cover-subtitle", 1350}, {"cover-period", 1350}, {"banner", 4700},
    };
    for (int i = 0; i < COUNT(known); i++)
        if (str_is(element, known[i].element))
            return known[i].most;
    return 1200;
}

/* What is larger than the original's text is larger here by about half as much. */
static Len size_for(const Large *l, Str element, Len size)
{
    int ratio = (int)((int64_t)size * 1000 / l->body), most = most_for(element);
    return len_scale(l->look.size, ratio <= 1080 ? 1000 : int_min(1000 + (ratio - 1000) * 55 / 100, most), 1000);
}

static void adapt_size(const Large *l, StyleRule *rule)
{
    bool share = rule->share >> PROP_SIZE & 1;
    if (share)
        rule->set &= ~bit(PROP_SIZE);
    else if (rule->set & bit(PROP_SIZE))
        set_size(l, rule, size_for(l, rule->element, rule->value.size));
}

static void adapt_weight(StyleRule *rule)
{
    if (rule->set & bit(PROP_WEIGHT))
        rule->value.weight = int_max(rule->value.weight, is_heading(rule->element) ? 600 : 400);
}

/* Italics become bold. */
static void adapt_italic(StyleRule *rule)
{
    if (rule->set & bit(PROP_ITALIC) && rule->value.italic && !(rule->set & bit(PROP_WEIGHT))) {
        rule->set |= bit(PROP_WEIGHT);
        rule->value.weight = 700;
    }
}

static void adapt_colours(Large *l, StyleRule *rule)
{
    if (rule->set & bit(PROP_COLOUR))
        rule->value.colour = large_dark(l, rule->value.colour);
    if (rule->set & bit(PROP_MARK_COLOUR))
        rule->value.mark_colour = large_dark(l, rule->value.mark_colour);
}

static void adapt_family(StyleRule *rule)
{
    if (!str_is(rule->value.family, "mono"))
        rule->value.family = STR("sans");
}

static bool is_of_diagrams(Str element)
{
    return str_is(element, "diagram") || str_is(element, "diagram-label");
}

static void add_original(Large *l, const StyleRule *original)
{
    const uint64_t kept = bit(PROP_FAMILY) | bit(PROP_WEIGHT) | bit(PROP_SIZE) | bit(PROP_COLOUR) | bit(PROP_TABULAR)
                          | bit(PROP_STRIKE) | bit(PROP_MARK) | bit(PROP_MARK_COLOUR) | bit(PROP_KEEP_NEXT)
                          | bit(PROP_ICON) | bit(PROP_ICON_SIZE) | bit(PROP_RULE_COLOUR);
    StyleRule rule = *original;
    adapt_italic(&rule);
    rule.set &= kept;
    adapt_size(l, &rule);
    if (is_of_diagrams(rule.element)) /* what is under their words is another colour */
        rule.set &= ~bit(PROP_COLOUR);
    rule.share = 0;
    adapt_weight(&rule);
    adapt_colours(l, &rule);
    adapt_family(&rule);
    if (rule.set)
        VEC_PUSH(l->arena, &l->rules, rule);
}

/* Sections that the original begins on a page of their own, or on one side, begin a page; what begins a panel does not.
 */
static void add_break(Large *l, const StyleRule *original)
{
    BreakBefore before = original->value.break_before;
    if (!(original->set & bit(PROP_BREAK_BEFORE)))
        return;
    StyleRule *rule = VEC_NEXT(l->arena, &l->rules);
    *rule = *original;
    rule->set = bit(PROP_BREAK_BEFORE);
    rule->share = 0;
    rule->value.break_before =
        before == BREAK_AUTO || before == BREAK_COLUMN || l->from->sheet ? BREAK_AUTO : BREAK_PAGE;
}

static void add_colour(Large *l, const char *element, Str place, Swatch colour)
{
    StyleRule *rule = VEC_NEXT(l->arena, &l->rules);
    *rule = (StyleRule){.element = str_c(element), .in = place, .set = bit(PROP_COLOUR), .value.colour = colour};
}

static void add_diagram_colours(Large *l)
{
    static const char *const roles[DIAGRAM_ROLE_COUNT] =
        {[DIAGRAM_PLAIN] = "plain", [DIAGRAM_PRIMARY] = "primary", [DIAGRAM_SECONDARY] = "secondary"};
    for (int i = 0; i < DIAGRAM_ROLE_COUNT; i++) {
        bool reversed = l->to->diagrams.tints[i] != SWATCH_NONE;
        add_colour(l, "diagram", str_c(roles[i]), reversed ? l->paper : l->ink);
    }
}

void large_rules(Large *l)
{
    for (int i = 0; i < COUNT(sets); i++)
        add_set(l, &sets[i]);
    add_colour(l, "*", STR(""), l->ink);
    for (int i = 0; i < l->from->nrules; i++) {
        add_original(l, &l->from->rules[i]);
        add_break(l, &l->from->rules[i]);
    }
    add_diagram_colours(l);
    l->to->rules = l->rules.at;
    l->to->nrules = l->rules.n;
}
