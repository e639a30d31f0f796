/* Slices: comparing, cutting, searching, numbers. All work on bytes. Only functions that name ASCII letters or white
 * space treat them specially, so nothing depends on a locale. */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

int str_cmp(Str a, Str b)
{
    int n = int_min(a.n, b.n);
    int order = n > 0 ? memcmp(a.p, b.p, (size_t)n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_eq_folded(Str a, Str b)
{
    int i = 0;
    while (a.n == b.n && i < a.n && to_lower(a.p[i]) == to_lower(b.p[i]))
        i++;
    return a.n == b.n && i == a.n;
}

Str str_trim(Str s)
{
    int from = 0, to = s.n;
    while (from < to && is_space(s.p[from]))
        from++;
    while (to > from && is_space(s.p[to - 1]))
        to--;
    return str_sub(s, from, to);
}

int str_find(Str s, const char *needle)
{
    size_t n = strlen(needle);
    if (n == 0)
        return 0;
    const char *at = s.n > 0 ? memmem(s.p, (size_t)s.n, needle, n) : NULL;
    return at ? (int)(at - s.p) : -1;
}

bool str_cut_last(Str s, char sep, Str *before, Str *after)
{
    int at = s.n - 1;
    while (at >= 0 && s.p[at] != sep)
        at--;
    *before = at < 0 ? s : str_sub(s, 0, at);
    *after = at < 0 ? (Str){0} : str_sub(s, at + 1, s.n);
    return at >= 0;
}

bool str_has_word(Str words, Str word)
{
    Str each;
    while (words.n) {
        str_cut(words, ' ', &each, &words);
        if (each.n && str_eq(each, word))
            return true;
    }
    return false;
}

char *str_cdup(Arena *a, Str s)
{
    char *own = arena_take(a, (size_t)s.n + 1);
    if (s.n > 0)
        memcpy(own, s.p, (size_t)s.n);
    own[s.n] = 0;
    return own;
}

Str str_dup(Arena *a, Str s)
{
    return (Str){str_cdup(a, s), s.n};
}

Str str_format(Arena *a, const char *format, ...)
{
    Buf b = {0};
    va_list args;
    va_start(args, format);
    buf_vformat(&b, format, args);
    va_end(args);
    return buf_take(&b, a);
}

/* FNV-1a, mixed so that the low bits are good. */
uint64_t str_hash(Str s)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (int i = 0; i < s.n; i++)
        h = (h ^ (uint8_t)s.p[i]) * 0x100000001B3u;
    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

bool str_to_int(Str s, int *out)
{
    bool negative = str_starts(s, "-");
    int64_t value = 0;
    if (s.n == negative)
        return false;
    for (int i = negative; i < s.n; i++) {
        if (!is_digit(s.p[i]))
            return false;
        value = value * 10 + (s.p[i] - '0');
        if (value > (int64_t)INT32_MAX + negative)
            return false;
    }
    *out = (int)(negative ? -value : value);
    return true;
}

enum { LONGEST_NAME = 64 };

static int least(int a, int b, int c)
{
    return int_min(a, int_min(b, c));
}

/* Counts letters to insert, delete, change or swap with a neighbour; both names are at most LONGEST_NAME long. */
static int edit_distance(Str a, Str b)
{
    int row[3][LONGEST_NAME + 1];
    for (int j = 0; j <= b.n; j++)
        row[0][j] = j;
    for (int i = 1; i <= a.n; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= b.n; j++) {
            bool same = a.p[i - 1] == b.p[j - 1];
            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
                now[j] = int_min(now[j], before[j - 2] + 1);
        }
    }
    return row[a.n % 3][b.n];
}

static uint64_t letters_of(Str s)
{
    uint64_t letters = 0;
    for (int i = 0; i < s.n; i++)
        letters |= UINT64_C(1) << (s.p[i] & 63);
    return letters;
}

Nearest nearest_to(Str name)
{
    return (Nearest){.name = name,
                     .found = STR(""),
                     .limit = name.n > LONGEST_NAME ? 0 : name.n / 3 + 1,
                     .letters = letters_of(name)};
}

/* Most names are much longer or shorter, or have other letters: a change adds and removes at most one of each. */
static bool is_far(const Nearest *n, Str candidate)
{
    if (candidate.n > LONGEST_NAME || candidate.n - n->name.n >= n->limit || n->name.n - candidate.n >= n->limit)
        return true;
    return __builtin_popcountll(letters_of(candidate) ^ n->letters) > 2 * (n->limit - 1);
}

void nearest_try(Nearest *n, Str candidate)
{
    int distance = is_far(n, candidate) ? n->limit : edit_distance(n->name, candidate);
    if (distance >= n->limit)
        return;
    n->limit = distance;
    n->found = candidate;
}

Str str_nearest(Str name, const Str *names, int count)
{
    Nearest nearest = nearest_to(name);
    for (int i = 0; i < count; i++)
        nearest_try(&nearest, names[i]);
    return nearest.found;
}
