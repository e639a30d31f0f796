/* The parts that all claims are made of: quantities, times, subjects.
 *
 * A subject is a row with nothing around it that could restrict or change what is meant: "premises", "the cost of our
 * premises", "premises costs in 2013/14", but not "repairs to premises", "Ely premises" or "the premises manager".
 * Unknown words therefore end the reading, and there is no claim. */
#include "check/agreement/claim/parse_private.h"

bool token_kind(const Sentence *s, int i, TokenKind kind)
{
    return i >= 0 && i < s->n && s->tokens[i].kind == kind;
}

bool token_is(const Sentence *s, int i, uint64_t is)
{
    return token_kind(s, i, TOKEN_WORD) && s->tokens[i].is & is;
}

bool token_marks(const Sentence *s, int i, char mark)
{
    return token_kind(s, i, TOKEN_MARK) && s->tokens[i].mark == mark;
}

int skip_mild(const Sentence *s, int i)
{
    while (token_is(s, i, EN_MILD) && !token_is(s, i, EN_AGO | EN_HEAD))
        i++;
    return i;
}

int skip_mild_back(const Sentence *s, int i)
{
    while (token_is(s, i, EN_MILD))
        i--;
    return i;
}

bool claim_ends(const Sentence *s, int i)
{
    i = skip_mild(s, i);
    if (i >= s->n || token_kind(s, i, TOKEN_MARK))
        return true;
    return token_is(s, i, EN_CONJ | EN_WHICH) && !token_is(s, i, EN_SILENT);
}

bool read_quantity(const Sentence *s, int *i, Quantity *out)
{
    int at = *i;
    Quantity q = {0};
    while (token_is(s, at, EN_MILD) && !token_is(s, at, EN_COMPARED | EN_AGO))
        at++;
    if (token_is(s, at, EN_COMPARED)) {
        q.how = (Comparison)s->tokens[at++].value;
        while (token_is(s, at, EN_DET))
            at++;
    }
    if (!token_kind(s, at, TOKEN_FIGURE))
        return false;
    q.token = at;
    q.figure = s->tokens[at++].figure;
    if (token_is(s, at, EN_AFTER))
        q.how = (Comparison)s->tokens[at++].value;
    if (token_is(s, at, EN_UNIT))
        at++;
    *out = q;
    *i = at;
    return true;
}

Claim claim_of(const Sentence *s, ClaimKind kind, int from, int to)
{
    return (Claim){.kind = kind, .at = s->tokens[from].at, .end = s->tokens[to].end};
}

/* --- times --- */

static bool read_between(const Sentence *s, int *i, Claim *claim)
{
    int at = *i + 1;
    bool both = token_kind(s, at, TOKEN_TIME) && token_is(s, at + 1, EN_AND) && token_kind(s, at + 2, TOKEN_TIME);
    if (!both)
        return false;
    claim->since = s->tokens[at].time;
    claim->when = s->tokens[at + 2].time;
    *i = at + 3;
    return true;
}

bool read_when(const Sentence *s, int *i, Claim *claim)
{
    int at = *i;
    if (token_is(s, at, EN_AGO)) {
        claim->before = true;
        *i = at + 1;
        return true;
    }
    if (token_is(s, at, EN_BETWEEN))
        return read_between(s, i, claim);
    bool since = token_is(s, at, EN_SINCE | EN_THAN | EN_FROM);
    bool when = token_is(s, at, EN_WHEN | EN_TO | EN_BY) || token_is(s, at, EN_PREP);
    if (!since && !when && !token_kind(s, at, TOKEN_TIME))
        return false;
    if (since || when)
        at++;
    while (since && token_is(s, at, EN_MILD) && !token_is(s, at, EN_AGO))
        at++;
    if (since && token_is(s, at, EN_WHEN))
        at++;
    while (token_is(s, at, EN_DET | EN_MILD) && !token_is(s, at, EN_AGO))
        at++;
    if (!token_kind(s, at, TOKEN_TIME))
        return false;
    *(since ? &claim->since : &claim->when) = s->tokens[at].time;
    *i = at + 1;
    return true;
}

/* --- subjects --- */

static bool is_connector(const Sentence *s, int i)
{
    return token_is(s, i, EN_DET | EN_MILD) && !token_is(s, i, EN_AGO);
}

/* What a row's name may stand behind when it is a subject. */
static bool may_precede(const Sentence *s, int i)
{
    if (i < 0 || token_kind(s, i, TOKEN_MARK) || token_kind(s, i, TOKEN_TIME))
        return true;
    return token_is(s, i, EN_CONJ | EN_BE | EN_AUX | EN_WHICH | EN_AGO | EN_YEARLY);
}

/* Before the row's name at `i`: "the total cost of our …". Returns the token before all that, or -2: something there
 * restricts the row. */
static int before_name(const Sentence *s, int i, ClaimSubject *subject)
{
    for (int steps = 0; steps < 4; steps++) {
        while (is_connector(s, i))
            i--;
        bool head = token_is(s, i, EN_PREP) && !token_is(s, i, EN_BY | EN_FROM)
                    && token_is(s, skip_mild_back(s, i - 1), EN_HEAD | EN_TARGET);
        if (!head)
            return i;
        i = skip_mild_back(s, i - 1);
        subject->head |= s->tokens[i].is & (EN_HEAD | EN_MONEY | EN_COUNTED | EN_PART | EN_TARGET);
        i--;
    }
    return -2;
}

/* Behind a list's "and": another row, or the end of a sentence's part. */
static bool is_listed(const Sentence *s, int i)
{
    if (!token_is(s, i, EN_AND) && !token_marks(s, i, ','))
        return false;
    int before = i - 1;
    while (token_is(s, before, EN_HEAD))
        before--;
    return token_kind(s, before, TOKEN_ROW);
}

static bool is_clean_before(const Sentence *s, int i, ClaimSubject *subject)
{
    if (i == -2)
        return false;
    subject->several = is_listed(s, i);
    if (token_is(s, i, EN_AND) && token_kind(s, i - 1, TOKEN_UNKNOWN))
        return false;
    return may_precede(s, i);
}

/* Back over ", which had been stable," to the comma before it. */
static int skip_aside_back(const Sentence *s, int i)
{
    /* an aside that begins with a preposition restricts what is said */
    char open = s->tokens[i].mark == ')' ? '(' : s->tokens[i].mark == '-' ? '-' : ',';
    for (int j = i - 1; j >= 0 && i - j < REACH; j--)
        if (token_marks(s, j, open))
            return j > 0 && !token_is(s, j + 1, EN_PREP | EN_SILENT)
                           && (token_kind(s, j - 1, TOKEN_ROW) || token_is(s, j - 1, EN_HEAD)
                               || token_kind(s, j - 1, TOKEN_TIME))
                       ? j - 1
                       : -1;
    return -1;
}

/* One step back from a verb towards its subject; -1: there is none. */
static int step_back(const Sentence *s, int i, ClaimSubject *subject)
{
    if (token_marks(s, i, ':') && (token_kind(s, i - 1, TOKEN_ROW) || token_is(s, i - 1, EN_HEAD)))
        return i - 1;
    if (token_kind(s, i, TOKEN_MARK))
        return s->tokens[i].mark == ';' || s->tokens[i].mark == ':' ? -1 : skip_aside_back(s, i);
    if (token_kind(s, i, TOKEN_TIME) && token_is(s, i - 1, EN_PREP)) {
        subject->when = s->tokens[i].time;
        return i - 2;
    }
    if (token_is(s, i, EN_WHICH))
        return token_marks(s, i - 1, ',') ? i - 2 : i - 1;
    if (token_is(s, i, EN_HEAD)) {
        subject->head |= s->tokens[i].is & (EN_HEAD | EN_MONEY | EN_COUNTED | EN_PART);
        return i - 1;
    }
    if (token_is(s, i, EN_AUX | EN_BE | EN_MILD | EN_TO))
        return i - 1;
    return -1;
}

static bool take_subject(const Sentence *s, int i, ClaimSubject *out)
{
    out->rows = s->tokens[i].rows;
    int before = before_name(s, i - 1, out);
    out->from = before + 1;
    return is_clean_before(s, before, out);
}

bool subject_before(const ClaimParser *p, int end, ClaimSubject *out)
{
    const Sentence *s = p->s;
    *out = (ClaimSubject){.to = end};
    for (int i = end - 1, steps = 0; i >= 0 && steps < REACH; steps++) {
        if (token_kind(s, i, TOKEN_ROW))
            return take_subject(s, i, out);
        if (token_is(s, i, EN_AND) && p->last) {
            out->rows = p->last;
            out->head = p->last_head;
            out->from = i + 1;
            return true;
        }
        if (token_is(s, i, EN_TO) && !token_is(s, skip_mild_back(s, i - 1), EN_AUX | EN_BE))
            return false;
        i = step_back(s, i, out);
    }
    return false;
}

bool subject_continued(const ClaimParser *p, int i, ClaimSubject *out)
{
    const Sentence *s = p->s;
    bool apart = token_marks(s, i, ',') || token_marks(s, i, '(') || token_marks(s, i, '-');
    bool behind = token_kind(s, i - 1, TOKEN_FIGURE) || token_kind(s, i - 1, TOKEN_TIME);
    if (!apart || !behind || !p->last)
        return false;
    *out = (ClaimSubject){.rows = p->last, .head = p->last_head, .from = i, .to = i, .when = p->last_when};
    return true;
}

bool subject_from(const Sentence *s, int i, ClaimSubject *out)
{
    *out = (ClaimSubject){.from = i};
    for (int steps = 0; steps < 4; steps++) {
        while (is_connector(s, i))
            i++;
        if (!token_is(s, i, EN_HEAD) || !token_is(s, i + 1, EN_PREP))
            break;
        out->head |= s->tokens[i].is & (EN_HEAD | EN_MONEY | EN_COUNTED | EN_PART);
        i += 2;
    }
    if (!token_kind(s, i, TOKEN_ROW))
        return false;
    out->rows = s->tokens[i++].rows;
    for (; token_is(s, i, EN_HEAD); i++)
        out->head |= s->tokens[i].is & (EN_HEAD | EN_MONEY | EN_COUNTED | EN_PART);
    out->to = i;
    out->several = token_is(s, i, EN_AND) && token_kind(s, i + 1, TOKEN_ROW);
    return true;
}

/* --- claims --- */

static void mark_judged(const Sentence *s, const Quantity *q)
{
    if (q->figure)
        s->tokens[q->token].judged = true;
}

/* The sentence's only time is that of a claim unless it is in a later part. */
static bool only_time_applies(const Sentence *s, const Claim *claim)
{
    int at = s->only_token;
    if (s->tokens[at].at < claim->at)
        return true;
    for (int i = at - 1; i >= 0 && s->tokens[i].at >= claim->end; i--)
        if (at - i > REACH || token_kind(s, i, TOKEN_MARK) || token_is(s, i, EN_CONJ))
            return false;
    return true;
}

void claim_add(ClaimParser *p, const ClaimSubject *subject, Claim *claim)
{
    const Sentence *s = p->s;
    claim->rows = subject->rows;
    claim->head |= subject->head;
    claim->target = claim->target || claim->head & EN_TARGET;
    if (claim->target && claim->kind != CLAIM_LEVEL) /* tables have no targets of other years */
        return;
    if (!claim->when.year)
        claim->when = subject->when;
    if (!claim->when.year && !claim->since.year && s->times == 1 && only_time_applies(s, claim))
        *(s->only_since ? &claim->since : &claim->when) = s->only;
    if (s->future && !claim->when.year && !claim->since.year)
        return;
    if (subject->rows) {
        p->last = subject->rows;
        p->last_head = subject->head;
        p->last_when = claim->when;
    }
    mark_judged(s, &claim->level);
    mark_judged(s, &claim->from);
    mark_judged(s, &claim->to);
    for (int i = 0; i < claim->nby; i++)
        mark_judged(s, &claim->by[i]);
    VEC_PUSH(p->a, p->out, *claim);
}
