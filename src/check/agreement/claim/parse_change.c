/* ClaimList of change: "fell by 4 per cent, from £4.0m to £3.9m", "is £5,000 higher than in 2012/13", "a rise of two
 * points in …", "we cut … by", "has doubled".
 *
 * A word of direction claims something only of what it governs. A noun before another noun ("crime reduction
 * programme") governs nothing. */
#include "check/agreement/claim/parse_private.h"

static int sign_of(const Sentence *s, int i)
{
    return token_is(s, i, EN_UP) ? 1 : token_is(s, i, EN_DOWN) ? -1 : 0;
}

static void add_amount(Claim *claim, Quantity q)
{
    if (claim->nby < AMOUNTS_MOST)
        claim->by[claim->nby++] = q;
}

/* "by a third", "from £5", "to 7 per cent", "9 per cent", "or 9 per cent". */
static bool read_amount(const Sentence *s, int *i, Claim *claim)
{
    int at = *i;
    Quantity q;
    bool by = token_is(s, at, EN_BY), from = token_is(s, at, EN_FROM) && !claim->from.figure;
    bool to = token_is(s, at, EN_TO) && !claim->to.figure,
         or = token_kind(s, at, TOKEN_WORD) && token_is(s, at, EN_CONJ) && !token_is(s, at, EN_AND) && claim->nby;
    bool bracket = token_marks(s, at, '('), level = token_is(s, at - 1, EN_LEVEL); /* "raised £5" */
    if (by || from || to || or || bracket)
        at++;
    if ((level && at == *i) || !read_quantity(s, &at, &q))
        return false;
    if (bracket && !token_marks(s, at, ')'))
        return false;
    if (from)
        claim->from = q;
    else if (to)
        claim->to = q;
    else
        add_amount(claim, q);
    *i = at + bracket;
    return true;
}

/* What follows the word of direction, as far as it belongs to it. */
static int read_complements(const Sentence *s, int i, Claim *claim)
{
    bool from = false; /* the figure before this was "from": a time behind it is that of the figure */
    for (int steps = 0; steps < REACH; steps++) {
        int at = skip_mild(s, i);
        if (token_marks(s, at, ',') && (token_is(s, at + 1, EN_FROM | EN_TO | EN_BY | EN_CONJ)))
            at++;
        Claim time = {0};
        bool beyond = token_is(s, at, EN_PREP) && s->tokens[at].value == PREP_BEYOND
                      && token_kind(s, at + 1, TOKEN_TIME) && !s->tokens[at + 1].time.month;
        if (beyond) {
            claim->since = s->tokens[at + 1].time;
            at += 2;
        } else if (from && token_is(s, at, EN_WHEN) && read_when(s, &at, &time) && time.when.year)
            claim->since = time.when;
        else if (!read_when(s, &at, claim) && !read_amount(s, &at, claim))
            return i;
        from = claim->from.figure && at > i && token_kind(s, at - 1, TOKEN_FIGURE) && claim->from.token == at - 1;
        i = at;
    }
    return i;
}

/* Of placeholders and of two figures nothing else need be known. */
static bool speaks_for_itself(const Claim *claim)
{
    bool bound = claim->to.figure && claim->to.figure->bound;
    for (int i = 0; i < claim->nby; i++)
        bound = bound || claim->by[i].figure->bound;
    return bound || (claim->from.figure && claim->to.figure);
}

static void add_change(ClaimParser *p, const ClaimSubject *subject, Claim *claim)
{
    static const ClaimSubject nobody = {0};
    bool amounts = claim->nby || claim->from.figure || claim->to.figure;
    if (subject && subject->several && amounts)
        return;
    if (subject || speaks_for_itself(claim))
        claim_add(p, subject ? subject : &nobody, claim);
}

static bool is_ours(const Sentence *s, int i)
{
    while (token_is(s, i, EN_AUX | EN_HAVE | EN_MILD))
        i--;
    return token_is(s, i, EN_WE);
}

static int skip_be_back(const Sentence *s, int i)
{
    while (token_is(s, i, EN_BE))
        i--;
    return i;
}

/* "we have cut spending on overtime by": the row is behind the verb. */
static bool subject_caused(const Sentence *s, int i, ClaimSubject *subject)
{
    return token_is(s, i, EN_CAUSED) && subject_from(s, i + 1, subject) && is_ours(s, i - 1);
}

/* Whether a word that may be a noun is one here. */
static bool is_noun(const Sentence *s, int i)
{
    if (!token_is(s, i, EN_NOUN))
        return false;
    if (!token_is(s, i, EN_VERB))
        return true;
    int before = skip_mild_back(s, i - 1);
    return token_is(s, before, EN_DET | EN_SHOW | EN_OURS) || token_kind(s, before, TOKEN_FIGURE)
           || (before < i - 1 && before < 0);
}

static void parse_verb(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, CLAIM_CHANGE, i, i);
    ClaimSubject subject;
    int first = i;
    claim.sign = sign_of(s, i);
    if (token_is(s, i, EN_MULTIPLE)) {
        claim.multiple = s->tokens[i].value;
        if (token_is(s, i - 1, EN_COMPARED))
            claim.how = (Comparison)s->tokens[--first].value;
    }
    bool known = subject_caused(s, i, &subject), caused = known;
    int behind = read_complements(s, caused ? subject.to : i + 1, &claim);
    if (!claim.sign && !(claim.from.figure && claim.to.figure))
        return;
    known = known || subject_before(p, first, &subject);
    if (claim.at > s->tokens[first].at)
        claim.at = s->tokens[first].at;
    if (behind > i + 1)
        claim.end = s->tokens[behind - 1].end;
    if (!claim_ends(s, behind))
        known = false;
    add_change(p, known ? &subject : NULL, &claim);
}

/* Where the amount before a comparative begins ("£5,000 higher"); i: there is none. */
static int amount_before(const Sentence *s, int i, Claim *claim)
{
    int at = i - 1;
    if (!token_kind(s, at, TOKEN_FIGURE))
        return i;
    while (at > 0 && token_is(s, at - 1, EN_COMPARED))
        at--;
    Quantity q;
    int from = at;
    if (!read_quantity(s, &from, &q) || from != i)
        return i;
    add_amount(claim, q);
    return at;
}

/* "there are 22 fewer cadets than": the row is behind the comparative. */
static bool subject_counted(const Sentence *s, int first, int i, ClaimSubject *subject)
{
    bool counted =
        token_is(s, first - 1, EN_HAVE) || (token_is(s, first - 1, EN_BE) && token_is(s, first - 2, EN_THERE));
    return counted && token_kind(s, i + 1, TOKEN_ROW) && subject_from(s, i + 1, subject);
}

/* "we spend less on cadets than in": the same. */
static bool subject_spent(const Sentence *s, int i, ClaimSubject *subject)
{
    bool ours = token_is(s, i - 1, EN_SPEND) && is_ours(s, skip_be_back(s, i - 2));
    return ours && token_is(s, i + 1, EN_ON) && subject_from(s, i + 2, subject);
}

/* "is higher than in 2012/13", "costs £5,000 more". */
static void parse_state(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, CLAIM_CHANGE, i, i);
    ClaimSubject subject;
    claim.sign = sign_of(s, i);
    int first = amount_before(s, i, &claim);
    bool counted = subject_counted(s, first, i, &subject) || subject_spent(s, i, &subject);
    bool than = token_is(s, i, EN_THAN); /* "more than" is one token, and the time follows it */
    int behind = read_complements(s, counted ? subject.to : than ? i : i + 1, &claim);
    bool known = counted || subject_continued(p, first - 1, &subject)
                 || (token_marks(s, first - 1, ':') && subject_before(p, first, &subject));
    if (!known && (token_is(s, first - 1, EN_BE | EN_LEVEL) && !token_is(s, first - 1, EN_TO)))
        known = subject_before(p, first - (token_is(s, first - 1, EN_HEAD) ? 0 : 1), &subject)
                || subject_before(p, first - 1, &subject);
    bool compared = claim.when.year || claim.since.year || claim.before || claim.nby || claim.from.figure
                    || claim.to.figure || s->times;
    claim.at = s->tokens[first].at;
    if (behind > i)
        claim.end = s->tokens[int_max(behind - 1, i)].end;
    if (!claim_ends(s, behind) || (than && behind == i) || !compared)
        known = false;
    add_change(p, known ? &subject : NULL, &claim);
}

void parse_change(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    if (is_noun(s, i))
        return;
    if (token_is(s, i, EN_STATE)) {
        int behind = i + 1;
        Quantity q;
        bool comparison = token_is(s, i, EN_COMPARED) && read_quantity(s, &behind, &q);
        if (!comparison && sign_of(s, i))
            parse_state(p, i);
    } else if (token_is(s, i, EN_VERB)) {
        parse_verb(p, i);
    }
}

/* --- nouns --- */

/* What may stand before "a rise in": not "avoid", for instance. */
static bool is_stated(const Sentence *s, int i)
{
    return i < 0 || token_kind(s, i, TOKEN_MARK) || token_kind(s, i, TOKEN_TIME)
           || token_is(s, i, EN_BE | EN_SHOW | EN_HAVE | EN_CONJ);
}

static int read_of(const Sentence *s, int i, Claim *claim)
{
    Quantity q;
    int at = i + 1;
    if (!token_is(s, i, EN_OF) || !read_quantity(s, &at, &q))
        return i;
    add_amount(claim, q);
    return at;
}

/* Behind "a rise in overtime": "was recorded in 2013/14". */
static int read_passive(const Sentence *s, int i)
{
    int at = i;
    while (token_is(s, at, EN_AUX | EN_BE | EN_MILD | EN_SEEN))
        at++;
    return at;
}

/* The first token of "a 4.3 per cent rise", and its amount. */
static int noun_start(const Sentence *s, int i, Claim *claim)
{
    int at = skip_mild_back(s, i - 1);
    if (token_kind(s, at, TOKEN_FIGURE))
        at = amount_before(s, at + 1, claim) - 1;
    at = skip_mild_back(s, at);
    while (token_is(s, at, EN_DET))
        at--;
    return at + 1;
}

/* Behind "in spending", "in their number"; i: something else stands there. */
static int behind_head(const Sentence *s, int i)
{
    int at = i + 1;
    while (token_is(s, at, EN_DET | EN_MILD))
        at++;
    return token_is(s, at, EN_HEAD) ? at + 1 : i;
}

void parse_noun(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    if (!is_noun(s, i))
        return;
    Claim claim = claim_of(s, CLAIM_CHANGE, i, i);
    ClaimSubject subject;
    claim.sign = sign_of(s, i);
    int first = noun_start(s, i, &claim), behind = read_of(s, i + 1, &claim);
    bool known = false;
    if (token_is(s, behind, EN_ON | EN_OF) && subject_from(s, behind + 1, &subject)) {
        known = is_stated(s, first - 1) && !token_kind(s, subject.to, TOKEN_UNKNOWN);
        behind = read_of(s, subject.to, &claim);
        behind = read_passive(s, read_complements(s, behind, &claim));
    } else if (token_is(s, first - 1, EN_SHOW | EN_HAVE)) {
        if (token_is(s, behind, EN_ON)) /* "saw a fall in spending" */
            behind = behind_head(s, behind);
        known = subject_before(p, first - 1, &subject);
    } else {
        known = subject_continued(p, first - 1, &subject);
    }
    behind = read_complements(s, behind, &claim);
    if (!claim_ends(s, behind))
        known = false;
    claim.at = s->tokens[first].at;
    claim.end = s->tokens[int_max(behind - 1, i)].end;
    add_change(p, known ? &subject : NULL, &claim);
}
