/* What a change looks like, when nobody has said. */
#include "diff/changes/changes_private.h"

#include "base/ascii.h"
#include "diff/reasons.h"

ChangeKind change_kind(const Change *c)
{
    return c->reason ? c->reason->kind : c->looks;
}

/* The letters and figures of a text, in lower case. */
static Str bare(Arena *a, Str s)
{
    Buf out = {0};
    for (int i = 0; i < s.n; i++)
        if (is_alphanumeric(s.p[i]) || (s.p[i] & 0x80))
            buf_char(&out, to_lower(s.p[i]));
    return buf_take(&out, a);
}

/* The same without its numbers. */
static Str without_numbers(Arena *a, Str s)
{
    Buf out = {0};
    for (int i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != ',')
            buf_char(&out, s.p[i]);
    return buf_take(&out, a);
}

ChangeKind words_look(Arena *a, Str was, Str now)
{
    if (str_eq(bare(a, was), bare(a, now)))
        return CHANGE_EDITORIAL;
    if (str_eq(without_numbers(a, was), without_numbers(a, now)))
        return CHANGE_FIGURES;
    return CHANGE_POLICY;
}
