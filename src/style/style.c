/* The cascade: from a template's rules to the one computed style of a place.
 *
 * Matching rules apply from the weakest to the strongest (rules.c), so that the last to set a property decides it.
 *
 * Computed styles are cached under a key that spells out element, class and all places. The cache also makes the
 * pointers stable, so that others may key their own caches by them. An inline has no places of its own: it takes
 * those of the block for which its base style was computed. */
#include "style/rules_private.h"

#include <string.h>

#include "base/len.h"
#include "base/map.h"
#include "base/str.h"

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
    [PROP_TRACKING] = {"tracking", KIND_SHARE, offsetof(Style, tracking)},
    [PROP_FIGURES] = {"figures", KIND_FIGURES, offsetof(Style, figures)},
    [PROP_SUPERIORS] = {"superiors", KIND_YES_NO, offsetof(Style, superiors)},
    [PROP_FEATURES] = {"features", KIND_TEXT, offsetof(Style, features)},
    [PROP_ALIGN] = {"align", KIND_ALIGN, offsetof(Style, align)},
    [PROP_HYPHENATE] = {"hyphenate", KIND_YES_NO, offsetof(Style, hyphenate)},
    [PROP_HYPHEN_LEFT] = {"hyphen-left", KIND_NUMBER, offsetof(Style, flex.hyphen_left)},
    [PROP_HYPHEN_RIGHT] = {"hyphen-right", KIND_NUMBER, offsetof(Style, flex.hyphen_right)},
    [PROP_EXPAND] = {"expand", KIND_SHARE, offsetof(Style, flex.expand)},
    [PROP_TRACK_SHRINK] = {"track-shrink", KIND_SHARE, offsetof(Style, flex.track_shrink)},
    [PROP_TRACK_STRETCH] = {"track-stretch", KIND_SHARE, offsetof(Style, flex.track_stretch)},
    [PROP_PROTRUDE] = {"protrude", KIND_YES_NO, offsetof(Style, flex.protrude)},
    [PROP_EVEN_RAG] = {"even-rag", KIND_YES_NO, offsetof(Style, flex.even_rag)},
    [PROP_FIRST_INDENT] = {"first-indent", KIND_LENGTH, offsetof(Style, first_indent)},
    [PROP_HANG_NUMBER] = {"hang-number", KIND_YES_NO, offsetof(Style, hang_number)},
    [PROP_NUMBER_ABOVE] = {"number-above", KIND_YES_NO, offsetof(Style, number_above)},
    [PROP_SPACE_BEFORE] = {"space-before", KIND_LENGTH, offsetof(Style, space_before)},
    [PROP_SPACE_AFTER] = {"space-after", KIND_LENGTH, offsetof(Style, space_after)},
    [PROP_INDENT_LEFT] = {"indent-left", KIND_LENGTH, offsetof(Style, indent_left)},
    [PROP_INDENT_RIGHT] = {"indent-right", KIND_LENGTH, offsetof(Style, indent_right)},
    [PROP_KEEP_NEXT] = {"keep-next", KIND_YES_NO, offsetof(Style, keep_next)},
    [PROP_SPAN] = {"span", KIND_YES_NO, offsetof(Style, span)},
    [PROP_SIDE] = {"side", KIND_YES_NO, offsetof(Style, side)},
    [PROP_BREAK_BEFORE] = {"break-before", KIND_BREAK, offsetof(Style, break_before)},
    [PROP_WIDOWS] = {"widows", KIND_NUMBER, offsetof(Style, widows)},
    [PROP_ORPHANS] = {"orphans", KIND_NUMBER, offsetof(Style, orphans)},
    [PROP_MARK] = {"mark", KIND_TEXT, offsetof(Style, mark)},
    [PROP_MARK_COLOUR] = {"mark-colour", KIND_SWATCH, offsetof(Style, mark_colour)},
    [PROP_TERM_WIDTH] = {"term-width", KIND_LENGTH, offsetof(Style, term_width)},
    [PROP_DROP_CAP] = {"drop-cap", KIND_NUMBER, offsetof(Style, drop_cap)},
    [PROP_FIT] = {"fit", KIND_YES_NO, offsetof(Style, fit)},
    [PROP_ICON] = {"icon", KIND_TEXT, offsetof(Style, icon)},
    [PROP_ICON_SIZE] = {"icon-size", KIND_LENGTH, offsetof(Style, icon_size)},
    [PROP_RULE_ABOVE] = {"rule-above", KIND_LENGTH, offsetof(Style, rule_above)},
    [PROP_RULE_BELOW] = {"rule-below", KIND_LENGTH, offsetof(Style, rule_below)},
    [PROP_RULE_COLOUR] = {"rule-colour", KIND_SWATCH, offsetof(Style, rule_colour)},
    [PROP_RULE_GAP] = {"rule-gap", KIND_LENGTH, offsetof(Style, rule_gap)},
    [PROP_RULE_LENGTH] = {"rule-length", KIND_LENGTH, offsetof(Style, rule_length)},
};

static const size_t kind_size[PROP_KIND_COUNT] = {
    [KIND_TEXT] = sizeof(Str),
    [KIND_NUMBER] = sizeof(int),
    [KIND_YES_NO] = sizeof(bool),
    [KIND_LENGTH] = sizeof(Len),
    [KIND_LENGTH_OR_SHARE] = sizeof(Len),
    [KIND_SWATCH] = sizeof(Swatch),
    [KIND_ALIGN] = sizeof(Align),
    [KIND_BREAK] = sizeof(BreakBefore),
    [KIND_SHARE] = sizeof(int),
    [KIND_FIGURES] = sizeof(NumeralForm),
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

/* --- the cascade ------------------------------------------------------ */

typedef struct Computed {
    Style style;
    const Place *place; /* of the block, or of the block behind an inline; a copy */
} Computed;

struct Styler {
    Arena *job;
    const Template *tpl;
    RuleIndex *rules;
    Map blocks;  /* by element, class, places → Computed */
    Map inlines; /* by base, element, class → Computed */
    Map known;   /* bytes of a Style's address → its Computed */
};

Styler *styler_new(Arena *job, const Template *t)
{
    Styler *s = NEW(job, Styler);
    s->job = job;
    s->tpl = t;
    s->rules = rules_index(job, t->rules, t->nrules);
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

void style_apply(Styler *s, Style *style, const Element *e)
{
    const RuleMatches *matches = rules_match(s->rules, e);
    for (int i = 0; i < matches->n; i++)
        for (int k = 0; k < matches->at[i].group->n; k++)
            apply_rule(style, matches->at[i].group->at[k]);
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
    const RuleMatches *matches = rules_match(s->rules, e);
    for (int i = matches->n - 1; i >= 0; i--)
        for (int k = matches->at[i].group->n - 1; k >= 0; k--)
            if (matches->at[i].group->at[k]->set >> prop & 1)
                return matches->at[i].group->at[k];
    return NULL;
}
