/* A template's rules, ready to be matched; private to style/. */
#ifndef STYLE_RULES_PRIVATE_H
#define STYLE_RULES_PRIVATE_H

#include "base/vec.h"
#include "style/style.h"

/* Rules for the same element, class and place: they match together, and apply in the order written. */
typedef VEC(const StyleRule *) RuleGroup;

typedef struct RuleMatch {
    uint64_t strength;
    const RuleGroup *group;
} RuleMatch;
typedef VEC(RuleMatch) RuleMatches;

typedef struct RuleIndex RuleIndex;
RuleIndex *rules_index(Arena *job, const StyleRule *rules, int n);
/* All that match, from the weakest to the strongest. The next call reuses the memory. */
const RuleMatches *rules_match(RuleIndex *index, const Element *e);

#endif
