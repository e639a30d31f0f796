/* The cascade: from a template's rules to the one computed style of a place.
 *
 * A rule matches a block when its element, class and place fit. Matching rules apply from the weakest to the
 * strongest, so that the last to set a property decides it. The strength of a rule is one number whose digits are,
 * from the highest:
 *
 *     how many of class and place it names | element named, not "*" | nearness of what it names | its order
 *
 * Nearness makes a rule for "p in quote" win over one for "p in foreword" when a quotation is in a foreword, in
 * whatever order they are written. The order makes every number different, so the result does not depend on how they
 * are sorted.
 *
 * Computed styles are cached under a key that spells out element, class and all places. The cache also makes the
 * pointers stable, so that others may key their own caches by them. An inline has no places of its own: it takes
 * those of the block for which its base style was computed. */
#include "style/style.h"

#include <stdlib.h>
#include <string.h>

#include "base/len.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

/* --- properties ------------------------------------------------------- */

static const PropInfo props[PROP_COUNT] = {
    [PROP_FAMILY] = {"family", KIND_TEXT, offsetof(Style, family)},
    [PROP_WEIGHT] = {"weight", KIND_NUMBER, offsetof(Style, weight)},
    [PROP_ITALIC] = {"italic", KIND_YES_NO, offsetof(Style, italic)},
    [PROP_SIZE] = {"size", KIND_LENGTH_OR_SHARE, offsetof(Style, size)},
    [PROP_LEADING] = {"leading", KIND_LENGTH, offsetof(Style, leading)},
    [PROP_COLOUR] = {"colour", KIND_SWATCH, offsetof(Style, colour)},
    [PROP_TABULAR] = {"tabular", KIND_YES_NO, offsetof(Style, tabular)},
    [PROP_SMALL_CAPS] = {"small-caps", KIND_YES_NO, offsetof(Style, small_caps)},
    [PROP_UNDERLINE] = {"underline", KIND_YES_NO, offsetof(Style, underline)},
    [PROP_STRIKE] = {"strike", KIND_YES_NO, offsetof(Style, strike)},
    [PROP_SHIFT] = {"shift", KIND_LENGTH_OR_SHARE, offsetof(Style, shift)},
    [PROP_ALIGN] = {"align", KIND_ALIGN, offsetof(Style, align)},
    [PROP_HYPHENATE] = {"hyphenate", KIND_YES_NO, offsetof(Style, hyphenate)},
    [PROP_FIRST_INDENT] = {"first-indent", KIND_LENGTH, offsetof(Style, first_indent)},
    [PROP_HANG_NUMBER] = {"hang-number", KIND_YES_NO, offsetof(Style, hang_number)},
    [PROP_SPACE_BEFORE] = {"space-before", KIND_LENGTH, offsetof(Style, space_before)},
    [PROP_SPACE_AFTER] = {"space-after", KIND_LENGTH, offsetof(Style, space_after)},
    [PROP_INDENT_LEFT] = {"indent-left", KIND_LENGTH, offsetof(Style, indent_left)},
    [PROP_INDENT_RIGHT] = {"indent-right", KIND_LENGTH, offsetof(Style, indent_right)},
    [PROP_KEEP_NEXT] = {"keep-next", KIND_YES_NO, offsetof(Style, keep_next)},
    [PROP_SPAN] = {"span", KIND_YES_NO, offsetof(Style, span)},
    [PROP_BREAK_BEFORE] = {"break-before", KIND_BREAK, offsetof(Style, break_before)},
    [PROP_WIDOWS] = {"widows", KIND_NUMBER, offsetof(Style, widows)},
    [PROP_ORPHANS] = {"orphans", KIND_NUMBER, offsetof(Style, orphans)},
    [PROP_MARK] = {"mark", KIND_TEXT, offsetof(Style, mark)},
    [PROP_MARK_COLOUR] = {"mark-colour", KIND_SWATCH, offsetof(Style, mark_colour)},
    [PROP_RULE_ABOVE] = {"rule-above", KIND_LENGTH, offsetof(Style, rule_above)},
    [PROP_RULE_BELOW] = {"rule-below", KIND_LENGTH, offsetof(Style, rule_below)},
    [PROP_RULE_COLOUR] = {"rule-colour", KIND_SWATCH, offsetof(Style, rule_colour)},
    [PROP_RULE_GAP] = {"rule-gap", KIND_LENGTH, offsetof(Style, rule_gap)},
    [PROP_RULE_LENGTH] = {"rule-length", KIND_LENGTH, offsetof(Style, rule_length)},
};

static const size_t kind_size[PROP_KIND_COUNT] = {
    [KIND_TEXT] = sizeof(Str),    [KIND_NUMBER] = sizeof(int),          [KIND_YES_NO] = sizeof(bool),
    [KIND_LENGTH] = sizeof(Len),  [KIND_LENGTH_OR_SHARE] = sizeof(Len), [KIND_SWATCH] = sizeof(Swatch),
    [KIND_ALIGN] = sizeof(Align), [KIND_BREAK] = sizeof(BreakBefore),
};

const PropInfo *style_prop(StyleProp prop)
{
    check((unsigned)prop < PROP_COUNT);
    return &props[prop];
}

/* --- one rule --------------------------------------------------------- */

static void apply_rule(Style *style, const StyleRule *rule)
{
    Len size = style->size;
    for (uint64_t left = rule->set; left; left &= left - 1) {
        int i = __builtin_ctzll(left);
        void *to = (char *)style + props[i].offset;
        const void *from = (const char *)&rule->value + props[i].offset;
        if (rule->share >> i & 1) {
            Len part = len_scale(size, *(const Len *)from, 1024);
            memcpy(to, &part, sizeof part);
        } else {
            memcpy(to, from, kind_size[props[i].kind]);
        }
    }
}

/* Steps outwards to the nearest place of that name, from 0; -1: it is not among them. */
static int place_distance(const Place *place, Str name)
{
    int steps = 0;
    for (; place; place = place->outer, steps++)
        if (str_eq(place->name, name))
            return steps;
    return -1;
}

enum { NEAREST = 0xFFFF };

/* The strength of a rule for that element or for "*"; 0: its class or its place does not match. */
static uint64_t rule_strength(const StyleRule *rule, int order, const Element *e)
{
    if (rule->class_name.n && !str_eq(rule->class_name, e->class_name))
        return 0;
    bool named = !str_is(rule->element, "*");
    int nearness = rule->class_name.n ? NEAREST : 0;
    if (rule->in.n) {
        int distance = place_distance(e->place, rule->in);
        if (distance < 0)
            return 0;
        nearness = NEAREST - 1 - int_min(distance, NEAREST - 1);
    }
    uint64_t ties = (uint64_t)(rule->class_name.n > 0) + (rule->in.n > 0);
    return ties << 48 | (uint64_t)named << 40 | (uint64_t)nearness << 20 | (uint64_t)(order + 1);
}

/* --- the cascade ------------------------------------------------------ */

typedef struct Computed {
    Style style;
    const Place *place; /* of the block, or of the block behind an inline; a copy */
} Computed;

/* Orders of the rules for one element, or of those for "*". */
typedef VEC(int) Orders;

struct Styler {
    Arena *job;
    const Template *tpl;
    Map rules;           /* element → its Orders */
    uint64_t *strengths; /* of the rules that match, while a style is computed */
    Map blocks;          /* by element, class, places → Computed */
    Map inlines;         /* by base, element, class → Computed */
    Map known;           /* bytes of a Style's address → its Computed */
};

enum { ORDER_MASK = 0xFFFFF }; /* the lowest digit of a strength */

Styler *styler_new(Arena *job, const Template *t)
{
    check(t->nrules < ORDER_MASK);
    Styler *s = NEW(job, Styler);
    s->job = job;
    s->tpl = t;
    s->strengths = NEWN(job, uint64_t, t->nrules);
    for (int i = 0; i < t->nrules; i++) {
        Orders *orders = map_find(&s->rules, t->rules[i].element);
        if (!orders) {
            orders = NEW(job, Orders);
            map_put(job, &s->rules, t->rules[i].element, orders);
        }
        VEC_PUSH(job, orders, i);
    }
    return s;
}

static Style initial_style(const Template *t)
{
    return (Style){
        .family = STR("sans"),
        .weight = 400,
        .size = PT(11),
        .leading = PT(15),
        .colour = t->nswatches ? 0 : SWATCH_NONE,
        .mark_colour = SWATCH_NONE,
        .rule_colour = SWATCH_NONE,
        .widows = 2,
        .orphans = 2,
    };
}

static int compare_strength(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The rules written for an element that match there. */
static int add_strengths(const Styler *s, Str rules_for, const Element *e, uint64_t *strengths)
{
    const Orders *orders = map_find(&s->rules, rules_for);
    int n = 0;
    for (int i = 0; orders && i < orders->n; i++) {
        int order = orders->at[i];
        uint64_t strength = rule_strength(&s->tpl->rules[order], order, e);
        if (strength)
            strengths[n++] = strength;
    }
    return n;
}

void style_apply(Styler *s, Style *style, const Element *e)
{
    int n = add_strengths(s, e->name, e, s->strengths);
    if (!e->is_inline)
        n += add_strengths(s, STR("*"), e, s->strengths + n);
    if (n > 1)
        qsort(s->strengths, (size_t)n, sizeof *s->strengths, compare_strength);
    for (int i = 0; i < n; i++)
        apply_rule(style, &s->tpl->rules[(s->strengths[i] & ORDER_MASK) - 1]);
}

static Str address_bytes(Arena *a, const Style *style)
{
    return str_dup(a, (Str){(const char *)&style, sizeof style});
}

static Computed *remember(Styler *s, Map *cache, Str key)
{
    Computed *c = NEW(s->job, Computed);
    map_put(s->job, cache, key, c);
    map_put(s->job, &s->known, address_bytes(s->job, &c->style), c);
    return c;
}

static const Computed *find_known(const Styler *s, const Style *style)
{
    return map_find(&s->known, (Str){(const char *)&style, sizeof style});
}

/* --- blocks ----------------------------------------------------------- */

/* Each part begins with its length, so that no name can be mistaken for two. */
static size_t part_size(Str part)
{
    return sizeof part.n + (size_t)part.n;
}

static char *put_part(char *to, Str part)
{
    memcpy(to, &part.n, sizeof part.n);
    if (part.n)
        memcpy(to + sizeof part.n, part.p, (size_t)part.n);
    return to + part_size(part);
}

static Str block_key(Arena *a, Str element, Str class_name, const Place *place)
{
    size_t size = part_size(element) + part_size(class_name);
    for (const Place *p = place; p; p = p->outer)
        size += part_size(p->name);
    char *key = arena_alloc(a, size);
    char *end = put_part(put_part(key, element), class_name);
    for (; place; place = place->outer)
        end = put_part(end, place->name);
    return (Str){key, (int)size};
}

static const Place *copy_places(Arena *a, const Place *place)
{
    const Place *first = NULL;
    const Place **link = &first;
    for (; place; place = place->outer) {
        Place *copy = NEW(a, Place);
        copy->name = str_dup(a, place->name);
        *link = copy;
        link = &copy->outer;
    }
    return first;
}

Style style_of_block(Styler *s, Str element, Str class_name, const Place *place)
{
    Style style = initial_style(s->tpl);
    style_apply(s, &style, &(Element){element, class_name, place, false});
    if (style.mark_colour == SWATCH_NONE)
        style.mark_colour = style.colour;
    if (style.rule_colour == SWATCH_NONE)
        style.rule_colour = style.colour;
    return style;
}

const Style *style_block(Styler *s, Str element, Str class_name, const Place *place)
{
    ArenaMark mark = arena_mark(s->job);
    Str key = block_key(s->job, element, class_name, place);
    Computed *found = map_find(&s->blocks, key);
    if (found) {
        arena_rewind(s->job, mark);
        return &found->style;
    }
    Computed *c = remember(s, &s->blocks, key);
    c->place = copy_places(s->job, place);
    c->style = style_of_block(s, element, class_name, place);
    return &c->style;
}

/* --- inlines ---------------------------------------------------------- */

static Str inline_key(Arena *a, const Style *base, Str element, Str class_name)
{
    size_t size = sizeof base + part_size(element) + part_size(class_name);
    char *key = arena_alloc(a, size);
    memcpy(key, &base, sizeof base);
    put_part(put_part(key + sizeof base, element), class_name);
    return (Str){key, (int)size};
}

/* A copy of a style that the caller has changed: nothing is known of its place, and its address may soon belong to
 * another. */
static const Style *uncached_inline(Styler *s, const Style *base, Str element, Str class_name)
{
    Style *style = NEW(s->job, Style);
    *style = *base;
    style_apply(s, style, &(Element){element, class_name, NULL, true});
    return style;
}

const Style *style_inline(Styler *s, const Style *base, Str element, Str class_name)
{
    const Computed *under = find_known(s, base);
    if (!under)
        return uncached_inline(s, base, element, class_name);
    ArenaMark mark = arena_mark(s->job);
    Str key = inline_key(s->job, base, element, class_name);
    Computed *found = map_find(&s->inlines, key);
    if (found) {
        arena_rewind(s->job, mark);
        return &found->style;
    }
    Computed *c = remember(s, &s->inlines, key);
    c->place = under->place;
    c->style = *base;
    style_apply(s, &c->style, &(Element){element, class_name, under->place, true});
    return &c->style;
}

/* --- where it comes from ---------------------------------------------- */

const StyleRule *style_source(const Styler *s, const Element *e, StyleProp prop)
{
    const StyleRule *source = NULL;
    uint64_t strongest = 0;
    for (int i = 0; i < s->tpl->nrules; i++) {
        const StyleRule *rule = &s->tpl->rules[i];
        bool meant = str_is(rule->element, "*") ? !e->is_inline : str_eq(rule->element, e->name);
        uint64_t strength = meant && rule->set >> prop & 1 ? rule_strength(rule, i, e) : 0;
        if (strength <= strongest)
            continue;
        strongest = strength;
        source = rule;
    }
    return source;
}
