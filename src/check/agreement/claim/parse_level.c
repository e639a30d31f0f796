/* ClaimList of a level: "premises cost £3.9 million in 2013/14", "we spend £3.9 million on premises", "£3.9 million
 * goes on premises", "there are 158 cadets", "a grant of £500 went to …", and of a share: "a third of the budget". */
#include "check/agreement/claim/parse_private.h"

typedef struct Figure {
    Quantity q;
    int from, to; /* tokens, with the words that compare it */
} Figure;

/* The whole that a share is of: "of the net budget", "of total funding". *i moves behind it. */
static bool read_whole(const Sentence *s, int *i, const RowName **whole)
{
    int at = *i + 1;
    if (!token_is(s, *i, EN_OF))
        return false;
    while (token_is(s, at, EN_DET | EN_MILD | EN_ALL) && !token_is(s, at, EN_WHOLE))
        at++;
    if (token_kind(s, at, TOKEN_TIME))
        at++;
    if (token_is(s, at, EN_MILD) && token_is(s, at, EN_WHOLE) && token_is(s, at + 1, EN_WHOLE))
        at++;
    bool row = token_kind(s, at, TOKEN_ROW);
    if (!row && !token_is(s, at, EN_WHOLE))
        return false;
    *whole = row ? s->tokens[at].rows : NULL;
    *i = at + 1;
    return true;
}

static bool is_part(const Mention *m)
{
    return m->family == FAMILY_PART || m->family == FAMILY_PERCENT;
}

/* Turns the claim into one of a share if "of …" follows. */
static int read_share(const Sentence *s, int i, Claim *claim)
{
    if (is_part(claim->level.figure) && read_whole(s, &i, &claim->other))
        claim->kind = CLAIM_SHARE;
    return i;
}

/* "of the 2013/14 budget", "of our spending", behind an amount. */
static bool read_of_whole(const Sentence *s, int *i, Claim *claim)
{
    int at = *i + 1;
    if (!token_is(s, *i, EN_OF))
        return false;
    while (token_is(s, at, EN_DET) || (token_is(s, at, EN_MILD) && !token_is(s, at, EN_WHOLE)))
        at++;
    if (token_kind(s, at, TOKEN_TIME))
        claim->when = s->tokens[at++].time;
    if (!token_is(s, at, EN_WHOLE | EN_HEAD))
        return false;
    *i = at + 1;
    return true;
}

static int read_level_end(const Sentence *s, int i, Claim *claim)
{
    for (int steps = 0; steps < REACH; steps++) {
        int at = i;
        if (read_of_whole(s, &i, claim))
            continue;
        if (token_is(s, at, EN_YEARLY) || (token_is(s, at, EN_MILD | EN_SEEN) && !token_is(s, at, EN_AGO | EN_SPEND))
            || (token_is(s, at, EN_BE) && token_is(s, at + 1, EN_SEEN) && !token_is(s, at + 1, EN_SPEND))) {
            i++;
            continue;
        }
        Claim time = {0};
        if (!read_when(s, &at, &time) || !time.when.year)
            return i;
        claim->when = time.when;
        i = at;
    }
    return i;
}

/* ", against a target of" is the next figure's. */
static bool level_ends(const Sentence *s, int i)
{
    return claim_ends(s, i) || (token_is(s, i, EN_PREP) && token_is(s, skip_mild(s, i + 2), EN_TARGET))
           || (token_is(s, i, EN_PREP) && token_is(s, i + 1, EN_TARGET));
}

static Claim level_claim(const Sentence *s, const Figure *f)
{
    Claim claim = claim_of(s, CLAIM_LEVEL, f->from, f->to - 1);
    claim.level = f->q;
    return claim;
}

static void add_level(ClaimParser *p, const ClaimSubject *subject, Claim *claim, int behind)
{
    if (claim->level.figure->family == FAMILY_POINTS || subject->several)
        return;
    if (claim->level.figure->family == FAMILY_PART && claim->kind != CLAIM_SHARE)
        return;
    if (level_ends(p->s, behind))
        claim_add(p, subject, claim);
}

/* "premises cost £5", "the target for … is 7". */
static bool level_of_verb(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    int verb = skip_mild_back(s, f->from - 1);
    ClaimSubject subject;
    if (!token_is(s, verb, EN_LEVEL))
        return false;
    Claim claim = level_claim(s, f);
    if (token_is(s, verb, EN_EXCEEDS) && claim.level.how == COMPARED_EQUAL)
        claim.level.how = COMPARED_MORE;
    int behind = read_level_end(s, read_share(s, f->to, &claim), &claim);
    if (!subject_before(p, verb, &subject))
        return false;
    add_level(p, &subject, &claim, behind);
    return true;
}

/* "Transport: £5 in 2013/14". */
static bool level_of_colon(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    int row = f->from - 2;
    while (token_is(s, row, EN_HEAD))
        row--;
    ClaimSubject subject = {.from = row};
    if (!token_marks(s, f->from - 1, ':') || !token_kind(s, row, TOKEN_ROW) || row > 0)
        return false;
    subject.rows = s->tokens[row].rows;
    Claim claim = level_claim(s, f);
    add_level(p, &subject, &claim, read_level_end(s, f->to, &claim));
    return true;
}

/* "… £5 in 2012/13 and £6 in 2013/14": the second has the subject of the first. */
static bool level_continued(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    bool before = p->out->n && p->out->at[p->out->n - 1].kind == CLAIM_LEVEL && p->last;
    if (!before || !token_is(s, f->from - 1, EN_AND))
        return false;
    Claim claim = level_claim(s, f);
    int behind = read_level_end(s, f->to, &claim);
    if (claim.when.year)
        add_level(p, &(ClaimSubject){.rows = p->last, .head = p->last_head}, &claim, behind);
    return true;
}

/* "against a target of 7". */
static bool level_of_target(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    if (!token_is(s, f->from - 1, EN_OF) || !token_is(s, f->from - 2, EN_TARGET) || !p->last)
        return false;
    Claim claim = level_claim(s, f);
    claim.target = true;
    add_level(p, &(ClaimSubject){.rows = p->last}, &claim, read_level_end(s, f->to, &claim));
    return true;
}

/* --- figures before their rows --- */

static bool is_ours(const Sentence *s, int i)
{
    while (token_is(s, i, EN_AUX | EN_MILD))
        i--;
    return token_is(s, i, EN_WE);
}

/* What may stand before a figure that is a subject: "a grant of", or the beginning of a part of the sentence. */
static bool begins_part(const Sentence *s, int i)
{
    if (token_is(s, i, EN_OF) && token_is(s, i - 1, EN_HEAD))
        i = skip_mild_back(s, i - 2);
    while (token_is(s, i, EN_DET))
        i--;
    return i < 0 || token_kind(s, i, TOKEN_MARK) || token_kind(s, i, TOKEN_TIME) || token_is(s, i, EN_CONJ);
}

static bool is_spent(const Sentence *s, int i)
{
    return token_is(s, i, EN_SPEND | EN_GIVE) && is_ours(s, i - 1);
}

/* Behind the figure, to the row: "(of the budget) (is) spent on", "goes on", "is for", "to". *active: the verb was
 * before the figure. */
static bool read_purpose(const Sentence *s, int *i, bool active, Claim *claim)
{
    int at = read_level_end(s, read_share(s, *i, claim), claim), verbs = 0;
    for (; token_is(s, at, EN_AUX | EN_BE | EN_MILD | EN_SPEND | EN_GIVE | EN_GO | EN_SEEN | EN_LEVEL); at++)
        verbs += token_is(s, at, EN_BE | EN_SPEND | EN_GIVE | EN_GO);
    bool comes = token_is(s, at, EN_COMES) && token_is(s, at + 1, EN_FROM);
    if (!comes && (!token_is(s, at, EN_ON | EN_TO) || (!verbs && !active)))
        return false;
    *i = at + 1 + comes;
    return true;
}

/* "we spend £5 on", "£5 goes on", "half of the budget comes from". */
static bool level_of_purpose(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    int before = skip_mild_back(s, f->from - 1), at = f->to;
    bool active = is_spent(s, before);
    Claim claim = level_claim(s, f);
    ClaimSubject subject;
    if ((!active && !begins_part(s, before)) || !read_purpose(s, &at, active, &claim) || !subject_from(s, at, &subject))
        return false;
    add_level(p, &subject, &claim, read_level_end(s, subject.to, &claim));
    return true;
}

/* "we gave Victim Support £5". */
static bool level_of_gift(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    int row = f->from - 1;
    ClaimSubject subject = {.from = row};
    if (!token_kind(s, row, TOKEN_ROW))
        return false;
    subject.rows = s->tokens[row].rows;
    int verb = row - 1;
    while (token_is(s, verb, EN_DET))
        verb--;
    bool given = token_is(s, verb, EN_GIVE) && is_ours(s, verb - 1);
    bool also = token_is(s, verb, EN_AND) && p->out->n; /* "…, and Victim Support £6" */
    if (!given && !also)
        return false;
    Claim claim = level_claim(s, f);
    add_level(p, &subject, &claim, read_level_end(s, f->to, &claim));
    return true;
}

/* "there are 158 cadets", "we employ 158 cadets", "158 cadets were in post". */
static bool level_of_count(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    int before = skip_mild_back(s, f->from - 1), at = f->to;
    ClaimSubject subject;
    if (f->q.figure->family != FAMILY_PLAIN)
        return false;
    if (token_is(s, at, EN_OF)) /* "900 incidents of", but not "900 of" */
        at += token_is(s, at - 1, EN_UNIT) ? 1 : 0;
    if (!token_kind(s, at, TOKEN_ROW) || !subject_from(s, at, &subject))
        return false;
    bool stated = (token_is(s, before, EN_BE) && token_is(s, before - 1, EN_THERE | EN_AUX))
                  || (token_is(s, before, EN_HAVE) && is_ours(s, before - 1));
    Claim claim = level_claim(s, f);
    int behind = read_level_end(s, subject.to, &claim);
    stated = stated || (token_is(s, before, EN_HAVE) && token_is(s, before, EN_PREP) && claim.when.year);
    bool seen = behind > subject.to && token_is(s, subject.to, EN_BE) && begins_part(s, before);
    if (!stated && !seen)
        return false;
    add_level(p, &subject, &claim, behind);
    return true;
}

/* Behind "a net budget of £5": the sentence goes on with a verb, or ends. */
static bool goes_on(const Sentence *s, int i, bool definite)
{
    if (claim_ends(s, i))
        return true;
    if (definite)
        return token_is(s, i, EN_BE | EN_AUX | EN_LEVEL) && !token_is(s, i, EN_HEAD);
    return token_is(s, i, EN_BE) && token_is(s, i + 1, EN_SEEN | EN_SPEND | EN_FUTURE);
}

/* "our workforce of 2,784", "a net budget of £5", "income of £5 is budgeted". Without an article it may be a part of
 * it: "overtime of £5 for the visit". */
static bool level_of_row(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    int row = f->from - 2;
    ClaimSubject subject = {.from = row};
    if (!token_is(s, f->from - 1, EN_OF) || !token_kind(s, row, TOKEN_ROW))
        return false;
    bool definite = token_is(s, row - 1, EN_DET);
    subject.rows = s->tokens[row].rows;
    Claim claim = level_claim(s, f);
    int behind = read_level_end(s, f->to, &claim);
    if (!definite && claim_ends(s, f->to))
        return true;
    if (definite ? token_is(s, row - 2, EN_HEAD) : !begins_part(s, row - 1))
        return true;
    if (goes_on(s, behind, definite))
        add_level(p, &subject, &claim, s->n);
    return true;
}

/* "waste collection (£5 in 2013/14)". */
static bool level_in_brackets(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    ClaimSubject subject;
    if (!token_marks(s, f->from - 1, '('))
        return false;
    Claim claim = level_claim(s, f);
    int behind = read_level_end(s, f->to, &claim);
    if (token_marks(s, behind, ')') && subject_before(p, f->from - 1, &subject) && subject.rows != p->last)
        add_level(p, &subject, &claim, behind);
    return true;
}

/* "just under 29 per cent is the detection rate". */
static bool level_before_row(ClaimParser *p, const Figure *f)
{
    const Sentence *s = p->s;
    ClaimSubject subject;
    Claim claim = level_claim(s, f);
    int be = read_level_end(s, read_share(s, f->to, &claim), &claim);
    if (!begins_part(s, f->from - 1) || !token_is(s, be, EN_BE) || !subject_from(s, be + 1, &subject))
        return false;
    add_level(p, &subject, &claim, read_level_end(s, subject.to, &claim));
    return true;
}

void parse_level(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    if (s->tokens[i].judged)
        return;
    Figure f = {.from = i};
    while (token_is(s, f.from - 1, EN_COMPARED)
           || (token_is(s, f.from - 1, EN_DET) && token_is(s, f.from - 2, EN_COMPARED)))
        f.from--;
    f.to = f.from;
    if (!read_quantity(s, &f.to, &f.q) || f.q.token != i)
        return;
    static bool (*const forms[])(ClaimParser *, const Figure *) = {level_of_verb,    level_of_colon, level_continued,
                                                                   level_of_target,  level_of_gift,  level_of_purpose,
                                                                   level_before_row, level_of_count, level_of_row,
                                                                   level_in_brackets};
    for (int k = 0; k < COUNT(forms); k++)
        if (forms[k](p, &f))
            return;
}

/* --- lists --- */

/* Items from i on, with commas and one "and" between them; returns how many, with their tokens. */
static int read_list(const Sentence *s, int i, TokenKind kind, int *tokens, int most)
{
    int n = 0;
    for (int steps = 0; steps < REACH && n < most; steps++) {
        while (token_is(s, i, EN_DET | EN_COMPARED | EN_MILD | EN_PREP) && !token_is(s, i, EN_EACH_ITS))
            i++;
        if (!token_kind(s, i, kind))
            return n;
        tokens[n++] = i++;
        while (token_is(s, i, EN_HEAD))
            i++;
        bool on = token_marks(s, i, ',') || token_is(s, i, EN_AND);
        if (!on)
            return n;
        i += token_marks(s, i, ',') && token_is(s, i + 1, EN_AND) ? 2 : 1;
    }
    return n;
}

enum { LIST_MOST = 6 };

typedef struct Lists {
    int rows[LIST_MOST], times[LIST_MOST], figures[LIST_MOST];
    int nrows, ntimes, nfigures;
    int change; /* a word of direction before the figures; -1: none */
} Lists;

/* The longest list of each kind, and whether the figures are changes. */
static void find_lists(const Sentence *s, Lists *l)
{
    int found[LIST_MOST], end = int_min(s->n, 4 * REACH);
    *l = (Lists){.change = -1};
    for (int i = 0; i < end; i++) {
        struct {
            TokenKind kind;
            int *tokens, *n;
        } lists[] = {{TOKEN_ROW, l->rows, &l->nrows},
                     {TOKEN_TIME, l->times, &l->ntimes},
                     {TOKEN_FIGURE, l->figures, &l->nfigures}};
        for (int k = 0; k < COUNT(lists); k++) {
            int n = token_kind(s, i, lists[k].kind) ? read_list(s, i, lists[k].kind, found, LIST_MOST) : 0;
            if (n <= *lists[k].n)
                continue;
            memcpy(lists[k].tokens, found, (size_t)n * sizeof(int));
            *lists[k].n = n;
        }
        if (token_is(s, i, EN_UP | EN_DOWN) && token_is(s, i, EN_VERB))
            l->change = i;
    }
}

static Quantity listed_quantity(const Sentence *s, int token)
{
    Quantity q = {.figure = s->tokens[token].figure, .token = token};
    if (token_is(s, token - 1, EN_COMPARED))
        q.how = (Comparison)s->tokens[token - 1].value;
    return q;
}

static void add_listed(ClaimParser *p, const Lists *l, const RowName *rows, int k)
{
    const Sentence *s = p->s;
    Claim claim = claim_of(s, l->change < 0 ? CLAIM_LEVEL : CLAIM_CHANGE, l->figures[k], l->figures[k]);
    Quantity q = listed_quantity(s, l->figures[k]);
    bool by = l->change >= 0 && token_is(s, l->change + 1, EN_BY);
    if (l->change >= 0 && !by)
        return;
    if (by)
        claim.by[claim.nby++] = q;
    else
        claim.level = q;
    if (by)
        claim.sign = token_is(s, l->change, EN_UP) ? 1 : -1;
    if (l->ntimes == l->nfigures)
        claim.when = s->tokens[l->times[k]].time;
    claim_add(p, &(ClaimSubject){.rows = rows}, &claim);
}

static bool has_respectively(const Sentence *s)
{
    for (int i = 0; i < s->n && i < 4 * REACH; i++)
        if (token_is(s, i, EN_EACH_ITS))
            return true;
    return false;
}

bool parse_lists(ClaimParser *p)
{
    const Sentence *s = p->s;
    Lists l;
    if (!has_respectively(s))
        return false;
    find_lists(s, &l);
    bool by_row = l.nrows > 1 && l.nrows == l.nfigures && s->times < 2;
    bool by_time = l.nrows == 1 && l.ntimes > 1 && l.ntimes == l.nfigures;
    for (int k = 0; (by_row || by_time) && k < l.nfigures; k++)
        add_listed(p, &l, s->tokens[l.rows[by_row ? k : 0]].rows, k);
    return true;
}
