/* Which rules match an element, and in which order.
 *
 * A rule matches when its element, class and place fit. The strength of a rule is one number whose digits are, from
 * the highest:
 *
 *     how many of class and place it names | element named, not "*" | nearness of what it names
 *
 * Nearness makes a rule for "p in quote" win over one for "p in foreword" when a quotation is in a foreword, in
 * whatever order they are written. Only rules that name the same have the same strength: they are a group, and the
 * later one wins.
 *
 * Groups are found by element, then place, then class. The time to match therefore depends on how deep an element
 * is, not on how many rules the template has. */
#include "style/rules_private.h"

#include "base/map.h"
#include "base/str.h"

/* Rules for one element in one place, or in any: without a class, and by class → RuleGroup. */
typedef struct ClassRules {
    RuleGroup any;
    Map classes;
} ClassRules;

/* Rules for one element: for any place, and by place → ClassRules. */
typedef struct ElementRules {
    ClassRules anywhere;
    Map places;
} ElementRules;

struct RuleIndex {
    Arena *job;
    Map elements; /* name, or "*" → ElementRules */
    RuleMatches matches;
};

/* --- the index ------------------------------------------------------------ */

/* What the map has for the key; new and zeroed when it has nothing. */
static void *entry_of(Arena *a, Map *map, Str key, size_t size)
{
    void *entry = map_find(map, key);
    if (!entry) {
        entry = arena_alloc(a, size);
        map_put(a, map, key, entry);
    }
    return entry;
}

static RuleGroup *group_of(RuleIndex *index, const StyleRule *rule)
{
    Arena *a = index->job;
    ElementRules *rules = entry_of(a, &index->elements, rule->element, sizeof *rules);
    ClassRules *there = rule->in.n ? entry_of(a, &rules->places, rule->in, sizeof *there) : &rules->anywhere;
    if (!rule->class_name.n)
        return &there->any;
    return entry_of(a, &there->classes, rule->class_name, sizeof(RuleGroup));
}

RuleIndex *rules_index(Arena *job, const StyleRule *rules, int n)
{
    RuleIndex *index = NEW(job, RuleIndex);
    index->job = job;
    for (int i = 0; i < n; i++) {
        RuleGroup *group = group_of(index, &rules[i]);
        VEC_PUSH(job, group, &rules[i]);
    }
    return index;
}

/* --- matching ------------------------------------------------------------- */

enum { NEAREST = 0xFFFF };

static uint64_t strength_of(int ties, bool named, int nearness)
{
    return (uint64_t)ties << 48 | (uint64_t)named << 40 | (uint64_t)nearness << 20;
}

/* Keeps the matches in order; there are few. */
static void add_match(RuleIndex *index, const RuleGroup *group, uint64_t strength)
{
    RuleMatches *m = &index->matches;
    VEC_PUSH(index->job, m, (RuleMatch){0});
    int i = m->n - 1;
    for (; i > 0 && m->at[i - 1].strength > strength; i--)
        m->at[i] = m->at[i - 1];
    m->at[i] = (RuleMatch){strength, group};
}

/* `any`, `classed`: the strength of rules without a class and with the element's. */
static void match_classes(RuleIndex *index, const ClassRules *rules, const Element *e, uint64_t any, uint64_t classed)
{
    if (rules->any.n)
        add_match(index, &rules->any, any);
    const RuleGroup *group = e->class_name.n ? map_find(&rules->classes, e->class_name) : NULL;
    if (group)
        add_match(index, group, classed);
}

/* Steps outwards to the nearest place of that name, from 0. */
static int steps_to(const Place *place, Str name)
{
    int steps = 0;
    for (; !str_eq(place->name, name); place = place->outer)
        steps++;
    return steps;
}

/* The rules for a name: the element's, or "*". */
static void match_name(RuleIndex *index, Str name, const Element *e)
{
    const ElementRules *rules = map_find(&index->elements, name);
    if (!rules)
        return;
    bool named = !str_is(name, "*");
    match_classes(index, &rules->anywhere, e, strength_of(0, named, 0), strength_of(1, named, NEAREST));
    int steps = 0;
    for (const Place *p = e->place; p && rules->places.n; p = p->outer, steps++) {
        const ClassRules *there = map_find(&rules->places, p->name);
        if (!there || steps_to(e->place, p->name) < steps)
            continue;
        int nearness = NEAREST - 1 - int_min(steps, NEAREST - 1);
        match_classes(index, there, e, strength_of(1, named, nearness), strength_of(2, named, nearness));
    }
}

const RuleMatches *rules_match(RuleIndex *index, const Element *e)
{
    index->matches.n = 0;
    match_name(index, e->name, e);
    if (!e->is_inline)
        match_name(index, STR("*"), e);
    return &index->matches;
}
