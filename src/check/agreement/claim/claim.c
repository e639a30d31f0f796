/* From a sentence to its claims: each token that can begin one is looked at once, from left to right. */
#include "check/agreement/claim/parse_private.h"

static void read_token(ClaimParser *p, int i)
{
    const Sentence *s = p->s;
    if (token_kind(s, i, TOKEN_FIGURE)) {
        parse_level(p, i);
        parse_beside(p, i);
        return;
    }
    if (token_is(s, i, EN_UP | EN_DOWN | EN_VERB) && !token_is(s, i, EN_SUPERLATIVE)) {
        parse_change(p, i);
        parse_noun(p, i);
    }
    if (token_is(s, i, EN_SUPERLATIVE))
        parse_rank(p, i);
    if (token_is(s, i, EN_STATE | EN_TIMES | EN_EXCEEDS))
        parse_beside(p, i);
    if (token_is(s, i, EN_TARGET))
        parse_targets(p, i);
}

void claims_read(Arena *a, const Sentence *s, ClaimList *out)
{
    ClaimParser p = {.a = a, .s = s, .out = out};
    if (s->unsure || parse_lists(&p))
        return;
    for (int i = 0; i < s->n; i++)
        if (!token_is_quiet(s, i))
            read_token(&p, i);
}
