/* Liang's hyphenation (Frank Liang, 1983), reading the patterns of Debian's hyphen-en-gb.
 *
 * A pattern is letters with numbers between: "a1b" says 1 between a and b, ".ab4i" only at the front of a
 * word. All patterns that occur in a word are laid over it, the greatest number at each place wins, and an
 * odd one lets the word be divided there. A trie of their letters finds them; the numbers are read where the pattern
 * stands in the file. Patterns with ligature characters are passed over, since text here has letters.
 *
 *     .constabulary.   →   con-stabu-lary
 *
 * Words that the patterns divide wrongly, or that careful printers divide otherwise, stand in a list. */
#include "text/hyphen.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct TrieNode {
    int32_t child, sibling;         /* 0: none */
    int32_t pattern;                /* where the one that ends here stands in the file; -1: none does */
    char letter;
} TrieNode;

struct Hyphenator {
    Str file;
    VEC(TrieNode) nodes;            /* the root, and a child of it for "." and each letter; then all others */
    Map exceptions;                 /* word in small letters → Str: how it is divided */
};

/* 0: none (the root is nobody's child). */
static int find_child(const Hyphenator *h, int node, char letter)
{
    if (node == 0)
        return letter == '.' ? 1 : 2 + (letter - 'a');
    int child = h->nodes.at[node].child;
    while (child && h->nodes.at[child].letter != letter)
        child = h->nodes.at[child].sibling;
    return child;
}

/* ---- loading ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int grow_child(Hyphenator *h, Arena *job, int node, char letter)
{
    int child = find_child(h, node, letter);
    if (child)
        return child;
    child = h->nodes.n;
    VEC_PUSH(job, &h->nodes, (TrieNode){.sibling = h->nodes.at[node].child, .pattern = -1, .letter = letter});
    h->nodes.at[node].child = child;
    return child;
}

/* Where what may be of a pattern ends. */
static int pattern_end(Str file, int at)
{
    while (at < file.n && ((file.p[at] >= 'a' && file.p[at] <= 'z') || is_digit(file.p[at]) || file.p[at] == '.'))
        at++;
    return at;
}

static void add_pattern(Hyphenator *h, Arena *job, int from, int to)
{
    int node = 0;
    for (int i = from; i < to; i++)
        if (!is_digit(h->file.p[i]))
            node = grow_child(h, job, node, h->file.p[i]);
    h->nodes.at[node].pattern = from;
}

static int next_line(Str file, int at)
{
    const char *end = at < file.n ? memchr(file.p + at, '\n', (size_t)(file.n - at)) : NULL;
    return end ? (int)(end - file.p) + 1 : file.n;
}

Hyphenator *hyphenator_load(Arena *job, Diag *d, Str path)
{
    Str text;
    int file;
    if (!path_exists(path) || !file_read(job, d, path, (Pos){0}, &text, &file)) {
        diag(d, FNT006, (Pos){0}, "hyphenation patterns " STR_FMT " are not there, so words are not divided", STR_ARG(path));
        diag_help(d, "Debian has them in the package hyphen-en-gb");
        return NULL;
    }
    Hyphenator *h = NEW(job, Hyphenator);
    h->file = text;
    for (int i = 0; i < 2 + 26; i++)
        VEC_PUSH(job, &h->nodes, (TrieNode){.pattern = -1});
    for (int at = 0, end; at < text.n; at = next_line(text, end)) {
        end = pattern_end(text, at);
        bool whole = end == text.n || text.p[end] == '\n' || text.p[end] == '\r';
        if (whole && end - at > 1 && end - at < HYPHEN_WORD_MAX)
            add_pattern(h, job, at, end);
    }
    return h;
}

/* ---- use ---- */

/* The word in small letters between two points; false when it is not to be divided. */
static bool frame_word(Str word, char framed[HYPHEN_WORD_MAX + 3])
{
    if (word.n > HYPHEN_WORD_MAX || word.n < HYPHEN_LEFT_MIN + HYPHEN_RIGHT_MIN)
        return false;
    framed[0] = '.';
    for (int i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (i == 0 && c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c < 'a' || c > 'z')
            return false;
        framed[i + 1] = c;
    }
    framed[word.n + 1] = '.';
    framed[word.n + 2] = 0;
    return true;
}

void hyphenator_except(Hyphenator *h, Arena *job, Str divided)
{
    char *word = arena_alloc(job, (size_t)divided.n + 1);
    int n = 0;
    for (int i = 0; i < divided.n; i++)
        if (divided.p[i] != '-')
            word[n++] = divided.p[i];
    Str *kept = NEW(job, Str);
    *kept = divided;
    if (n && n <= HYPHEN_WORD_MAX)
        map_put(job, &h->exceptions, (Str){word, n}, kept);
}

static int exception_points(Str divided, uint8_t *points)
{
    int n = 0, letters = 0;
    for (int i = 0; i < divided.n; i++) {
        if (divided.p[i] != '-')
            letters++;
        else if (letters > 0 && (n == 0 || points[n - 1] < letters))
            points[n++] = (uint8_t)letters;
    }
    return n > 0 && points[n - 1] == letters ? n - 1 : n;
}

/* Over a part of a word: `best` is of the place before its first letter. */
static void lay_pattern(Str file, int pattern, uint8_t *best)
{
    for (int i = pattern, end = pattern_end(file, pattern); i < end; i++) {
        uint8_t number = (uint8_t)(file.p[i] - '0');
        if (!is_digit(file.p[i]))
            best++;
        else if (number > *best)
            *best = number;
    }
}

int hyphenator_points(const Hyphenator *h, Str word, uint8_t *points)
{
    char framed[HYPHEN_WORD_MAX + 3];
    uint8_t best[HYPHEN_WORD_MAX + 4] = {0};
    if (!frame_word(word, framed))
        return 0;
    const Str *divided = map_find(&h->exceptions, (Str){framed + 1, word.n});
    if (divided)
        return exception_points(*divided, points);
    for (int i = 0; i < word.n + 2; i++) {
        int node = 0;
        for (int k = i; k < word.n + 2 && (node = find_child(h, node, framed[k])) != 0; k++) {
            if (h->nodes.at[node].pattern >= 0)
                lay_pattern(h->file, h->nodes.at[node].pattern, best + i);
        }
    }
    int n = 0;
    for (int at = HYPHEN_LEFT_MIN; at <= word.n - HYPHEN_RIGHT_MIN; at++)
        if (best[at + 1] & 1)
            points[n++] = (uint8_t)at;
    return n;
}
