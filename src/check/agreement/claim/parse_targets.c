/* ClaimList about targets: "five of the eight targets were met", "we missed three targets", "burglary met its target",
 * "the target for burglary was missed". */
#include "check/agreement/claim/parse_private.h"

static bool is_ours(const Sentence *s, int i)
{
    while (token_is(s, i, EN_AUX | EN_HAVE | EN_MILD))
        i--;
    return token_is(s, i, EN_WE);
}

/* 1: met, -1: missed, 0: neither. */
static int verdict_at(const Sentence *s, int i)
{
    return token_is(s, i, EN_MISSED) ? -1 : token_is(s, i, EN_MET) ? 1 : 0;
}

/* "were met": the verdict behind i, and what follows it. */
static int verdict_behind(const Sentence *s, int *i)
{
    int at = *i;
    while (token_is(s, at, EN_AUX | EN_BE | EN_MILD))
        at++;
    int verdict = verdict_at(s, at);
    if (verdict)
        *i = at + 1;
    return verdict;
}

/* --- counts --- */

static bool small_number(const Sentence *s, int i, int *n)
{
    const Mention *m = token_kind(s, i, TOKEN_FIGURE) ? s->tokens[i].figure : NULL;
    bool whole = m && m->known && m->family == FAMILY_PLAIN && m->value.places == 0 && m->value.units < 10000;
    if (whole)
        *n = (int)m->value.units;
    return whole;
}

/* "five of the eight", "eight", "half of the", "all", before "targets". Returns its first token. */
static int read_count(const Sentence *s, int i, Claim *claim)
{
    int at = i - 1, n;
    while (token_is(s, at, EN_DET | EN_MILD))
        at--;
    if (token_is(s, at, EN_ALL | EN_NONE)) {
        claim->all = true;
        claim->count = token_is(s, at, EN_NONE) ? 0 : -1;
        return at;
    }
    int first = at + 1;
    if (small_number(s, at, &n)) {
        claim->count = n;
        first = at--;
        while (token_is(s, at, EN_DET))
            at--;
    }
    if (!token_is(s, at, EN_OF))
        return first;
    if (small_number(s, at - 1, &n)) {
        claim->of = first <= i - 1 && claim->count >= 0 && token_kind(s, first, TOKEN_FIGURE) ? claim->count : 0;
        claim->count = n;
        return at - 1;
    }
    if (token_kind(s, at - 1, TOKEN_FIGURE) && s->tokens[at - 1].figure->family == FAMILY_PART) {
        claim->level = (Quantity){.figure = s->tokens[at - 1].figure, .token = at - 1};
        return at - 1;
    }
    return first;
}

static void add_count(ClaimParser *p, Claim claim, int verdict, int first, int last)
{
    const Sentence *s = p->s;
    claim.sign = verdict;
    claim.at = s->tokens[first].at;
    claim.end = s->tokens[last].end;
    for (int i = first; i <= last; i++)
        s->tokens[i].judged = true;
    claim_add(p, &(ClaimSubject){0}, &claim);
}

/* "Of the eight targets, five were met and three were missed." */
static bool counts_behind(ClaimParser *p, int i, const Claim *all)
{
    const Sentence *s = p->s;
    int at = i + 1, n;
    bool any = false;
    while (token_marks(s, at, ',') || token_is(s, at, EN_AND)) {
        int first = ++at;
        if (!small_number(s, at, &n))
            return any;
        at++;
        int verdict = verdict_behind(s, &at);
        if (!verdict)
            return any;
        Claim claim = *all;
        claim.of = all->count;
        claim.count = n;
        add_count(p, claim, verdict, first, at - 1);
        any = true;
    }
    return any;
}

static void parse_counts(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = {.kind = CLAIM_COUNT, .count = -1};
    int first = read_count(s, i, &claim), behind = i + 1;
    int of = first - 1;
    while (token_is(s, of, EN_DET))
        of--;
    if (token_is(s, of, EN_OF) && of == int_max(of, 0) && claim.count >= 0 && !claim.of) {
        counts_behind(p, i, &claim);
        return;
    }
    if (claim.count < 0 && !claim.all && !claim.level.figure)
        return;
    int verdict = verdict_behind(s, &behind);
    if (!verdict && is_ours(s, skip_mild_back(s, first - 1) - 1)) {
        verdict = verdict_at(s, skip_mild_back(s, first - 1));
        if (verdict)
            first = skip_mild_back(s, first - 1);
    }
    Claim time = {0};
    while (read_when(s, &behind, &time))
        claim.when = time.when;
    if (verdict && claim_ends(s, behind))
        add_count(p, claim, verdict, first, behind - 1);
}

/* --- one target --- */

static void add_verdict(ClaimParser *p, const ClaimSubject *subject, Claim *claim, int behind)
{
    Claim time = {0};
    while (read_when(p->s, &behind, &time))
        claim->when = time.when;
    if (!p->s->future && claim_ends(p->s, behind))
        claim_add(p, subject, claim);
}

/* "burglary met its target", "was above target": the row is before. */
static void verdict_of_row(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, CLAIM_VERDICT, i, i);
    ClaimSubject subject;
    int at = i - 1;
    while (token_is(s, at, EN_DET | EN_MILD) && !token_is(s, at, EN_COMPARED))
        at--;
    claim.sign = verdict_at(s, at);
    if (!claim.sign && token_is(s, at, EN_COMPARED))
        claim.how = (Comparison)s->tokens[at].value;
    bool above = claim.how == COMPARED_MORE || claim.how == COMPARED_LESS || claim.how == COMPARED_JUST_OVER
                 || claim.how == COMPARED_JUST_UNDER;
    if ((!claim.sign && !above) || at < 1)
        return;
    claim.at = s->tokens[at].at;
    if (is_ours(s, at - 1)) { /* "we met our target for burglary" */
        if (token_is(s, i + 1, EN_ON) && subject_from(s, i + 2, &subject))
            add_verdict(p, &subject, &claim, subject.to);
        return;
    }
    if (token_is(s, i + 1, EN_OF))
        return;
    if (subject_before(p, at, &subject))
        add_verdict(p, &subject, &claim, i + 1);
}

/* "the target for burglary was met". */
static bool verdict_of_target(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, CLAIM_VERDICT, i, i);
    ClaimSubject subject;
    int before = i - 1;
    while (token_is(s, before, EN_DET | EN_MILD))
        before--;
    if (!token_is(s, i + 1, EN_ON | EN_OF) || !subject_from(s, i + 2, &subject) || verdict_at(s, before))
        return false;
    int behind = subject.to;
    claim.sign = verdict_behind(s, &behind);
    if (!claim.sign || token_kind(s, behind, TOKEN_FIGURE))
        return false;
    claim.end = s->tokens[behind - 1].end;
    add_verdict(p, &subject, &claim, behind);
    return true;
}

void parse_targets(ClaimParser *p, int i)
{
    if (token_is(p->s, i, EN_PLURAL))
        parse_counts(p, i);
    else if (!verdict_of_target(p, i))
        verdict_of_row(p, i);
}
