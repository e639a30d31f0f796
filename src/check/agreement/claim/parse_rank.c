/* ClaimList that set rows beside each other: "premises are our second largest cost", "the largest grant went to …", "we
 * spend more on premises than on transport", "costs twice as much as". */
#include "check/agreement/claim/parse_private.h"

/* Behind the noun: "item in the budget", "reduction in 2013/14", "of our reserves". */
static int read_field(const Sentence *s, int i, Claim *claim)
{
    for (int steps = 0; steps < REACH; steps++) {
        int at = skip_mild(s, i);
        if (read_when(s, &at, claim)) {
            i = at;
            continue;
        }
        if (!token_is(s, at, EN_OF | EN_ON))
            return at;
        int field = at + 1;
        while (token_is(s, field, EN_DET | EN_MILD | EN_ALL) && !token_is(s, field, EN_WHOLE))
            field++;
        if (token_kind(s, field, TOKEN_ROW) && token_is(s, at, EN_OF)) { /* "of funding", a name of the total */
            i = field + 1;
            continue;
        }
        if (!token_is(s, field, EN_WHOLE | EN_HEAD | EN_THING))
            return at;
        while (token_is(s, field, EN_WHOLE | EN_HEAD | EN_THING))
            field++;
        i = field;
    }
    return i;
}

/* Behind "largest": its noun. Returns -1 without one. */
static int read_ranked(const Sentence *s, int i, Claim *claim)
{
    int at = i;
    if (token_kind(s, at, TOKEN_ROW)) /* "the largest reserve", where "reserves" is the name of their total */
        at++;
    for (; token_is(s, at, EN_MILD | EN_THING | EN_HEAD | EN_NOUN | EN_UNIT); at++) {
        if (!token_is(s, at, EN_NOUN))
            continue;
        claim->ranked_by_change = true;
        claim->sign = token_is(s, at, EN_UP) ? 1 : -1;
        if (token_is(s, i - 1, EN_DOWN)) /* "the smallest rise" */
            return -1;
    }
    return at > i || token_is(s, at, EN_OF) ? at : -1;
}

/* "… went to", "… is", "… was in". Returns where the row must begin, or -1. */
static int read_link(const Sentence *s, int i)
{
    int at = i;
    while (token_is(s, at, EN_BE | EN_AUX | EN_GO | EN_GIVE | EN_SPEND | EN_MILD))
        at++;
    if (at == i)
        return -1;
    while (token_is(s, at, EN_ON | EN_TO))
        at++;
    return at;
}

void parse_rank(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, CLAIM_RANK, i, i);
    ClaimSubject subject;
    claim.sign = token_is(s, i, EN_UP) ? 1 : -1;
    claim.rank = token_is(s, i - 1, EN_ORDINAL) ? s->tokens[i - 1].value : 1;
    int first = claim.rank > 1 ? i - 1 : i;
    while (token_is(s, first - 1, EN_DET | EN_MILD))
        first--;
    int noun = read_ranked(s, i + 1, &claim);
    if (noun < 0 || token_is(s, first - 1, EN_SOME_OF))
        return;
    int behind = read_field(s, noun, &claim), link = read_link(s, behind);
    bool ahead = token_is(s, first - 1, EN_BE | EN_LEVEL | EN_SHOW | EN_HAVE) && subject_before(p, first - 1, &subject);
    bool known = ahead && claim_ends(s, behind);
    if (!known && link > 0 && subject_from(s, link, &subject))
        known = claim_ends(s, read_field(s, subject.to, &claim));
    claim.at = s->tokens[first].at;
    claim.end = s->tokens[noun - 1].end;
    if (known && !subject.several)
        claim_add(p, &subject, &claim);
}

/* --- two rows --- */

/* The row behind "than", with its preposition. */
static bool read_other(const Sentence *s, int i, Claim *claim, int *behind)
{
    ClaimSubject other;
    while (token_is(s, i, EN_PREP) && !token_is(s, i, EN_BY | EN_FROM))
        i++;
    if (!subject_from(s, i, &other) || other.several)
        return false;
    claim->other = other.rows;
    claim->head |= other.head;
    *behind = other.to;
    return true;
}

/* Behind "more": "(is spent) on A", "cadets": the first row. */
static bool read_first(const Sentence *s, int i, ClaimSubject *subject)
{
    int at = i + 1;
    bool spent = token_is(s, i - 1, EN_SPEND | EN_GIVE | EN_BE | EN_SEEN);
    bool counted = token_is(s, i - 1, EN_HAVE) || (token_is(s, i - 1, EN_BE) && token_is(s, i - 2, EN_THERE));
    if (counted && token_kind(s, at, TOKEN_ROW))
        return subject_from(s, at, subject);
    for (; token_is(s, at, EN_BE | EN_AUX | EN_SPEND | EN_GO) && !token_is(s, at, EN_ON); at++)
        spent = true;
    return spent && token_is(s, at, EN_ON | EN_TO) && subject_from(s, at + 1, subject);
}

static int read_times(const Sentence *s, int i, Claim *claim)
{
    Claim time = {0};
    while (read_when(s, &i, &time))
        claim->when = time.when;
    return i;
}

/* "we spend more on A than on B". */
static bool more_on(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    ClaimSubject subject;
    Claim claim = claim_of(s, CLAIM_BESIDE, i, i);
    int behind;
    if (!token_is(s, i, EN_STATE) || token_is(s, i, EN_COMPARED) || !read_first(s, i, &subject)
        || !token_is(s, subject.to, EN_THAN) || !read_other(s, subject.to + 1, &claim, &behind))
        return false;
    behind = read_times(s, behind, &claim);
    claim.sign = token_is(s, i, EN_UP) ? 1 : -1;
    claim.end = s->tokens[behind - 1].end;
    if (claim_ends(s, behind))
        claim_add(p, &subject, &claim);
    return true;
}

/* "twice (as much as)", "three times", "half": in hundredths, and the first token; 0: none. */
static int read_multiple(const Sentence *s, int i, int *first)
{
    const Mention *m = token_kind(s, i, TOKEN_FIGURE) ? s->tokens[i].figure : NULL;
    *first = i;
    if (token_is(s, i, EN_TIMES) && s->tokens[i].value)
        return s->tokens[i].value;
    if (m && m->family == FAMILY_PART && token_is(s, i + 1, EN_THAN))
        return 100 * m->parts / m->whole;
    if (!token_is(s, i, EN_TIMES) || !token_kind(s, i - 1, TOKEN_FIGURE))
        return 0;
    m = s->tokens[i - 1].figure;
    *first = i - 1;
    bool small = m->known && m->family == FAMILY_PLAIN && m->value.units > 0 && m->value.units < 1000;
    Decimal hundred = {0};
    return small && decimal_scale(m->value, 100, &hundred) ? (int)decimal_round(hundred, 0).units : 0;
}

/* Behind "A costs": "more than B", "twice as much as B", "exceeds B". */
void parse_beside(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, CLAIM_BESIDE, i, i);
    ClaimSubject subject;
    int behind, first, multiple = read_multiple(s, i, &first);
    bool than = token_is(s, i, EN_STATE) && token_is(s, i, EN_COMPARED), exceeds = token_is(s, i, EN_EXCEEDS);
    int other = i + 1 + (multiple && token_is(s, i + 1, EN_THAN));
    if (more_on(p, i) || (!multiple && !than && !exceeds) || !read_other(s, other, &claim, &behind))
        return;
    claim.multiple = multiple;
    if (multiple && token_is(s, first - 1, EN_COMPARED))
        claim.how = (Comparison)s->tokens[--first].value;
    claim.sign = multiple ? 0 : exceeds || token_is(s, i, EN_UP) ? 1 : -1;
    int verb = exceeds ? i : skip_mild_back(s, first - 1);
    if (!token_is(s, verb, EN_LEVEL | EN_BE))
        return;
    behind = read_times(s, behind, &claim);
    claim.at = s->tokens[first].at;
    claim.end = s->tokens[behind - 1].end;
    if (claim_ends(s, behind) && subject_before(p, verb, &subject) && !subject.several)
        claim_add(p, &subject, &claim);
}
