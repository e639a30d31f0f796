/* Liang's hyphenation (Frank Liang, 1983), reading the patterns of Debian's hyphen-en-gb.
 *
 * A pattern is letters with numbers between: "a1b" says 1 between a and b, ".ab4i" only at the front of a
 * word. All patterns that occur in a word are laid over it, the greatest number at each place wins, and an
 * odd one lets the word be divided there. The patterns live in a trie. It is grown with first child and next sibling
 * and then packed: the children of a node stand side by side in the order of their letters, so that a set of letters
 * says where each is, and a step of a search is one look into memory. Patterns with ligature characters are passed
 * over, since text here has letters.
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
    uint32_t letters;               /* a bit for each letter that goes on from here */
    int32_t children;               /* index of the first child */
    int32_t numbers;                /* offset of the pattern's numbers, one more than it has letters; 0: no pattern ends here */
} TrieNode;

struct Hyphenator {
    const TrieNode *nodes;
    VEC(uint8_t) numbers;
    Map exceptions;                 /* word in small letters → Str: how it is divided */
};

/* "." or a small letter. */
static uint32_t letter_bit(char letter)
{
    return letter == '.' ? 1 : 2u << (letter - 'a');
}

static int rank_of(uint32_t letters, uint32_t bit)
{
    return __builtin_popcount(letters & (bit - 1));
}

/* 0: none (the root is nobody's child). */
static int find_child(const Hyphenator *h, int node, char letter)
{
    const TrieNode *n = &h->nodes[node];
    uint32_t bit = letter_bit(letter);
    return n->letters & bit ? n->children + rank_of(n->letters, bit) : 0;
}

/* ---- loading ---- */

typedef struct Twig {
    int32_t child, sibling;         /* 0: none */
    int32_t numbers;
    char letter;
} Twig;
typedef VEC(Twig) Twigs;

static int grow_child(Twigs *twigs, Arena *scratch, int at, char letter)
{
    int child = twigs->at[at].child;
    while (child && twigs->at[child].letter != letter)
        child = twigs->at[child].sibling;
    if (child)
        return child;
    child = twigs->n;
    VEC_PUSH(scratch, twigs, (Twig){.letter = letter, .sibling = twigs->at[at].child});
    twigs->at[at].child = child;
    return child;
}

/* Level by level: when a node is packed, its children get the next places. */
static const TrieNode *pack(Arena *job, Arena *scratch, const Twigs *twigs)
{
    TrieNode *nodes = NEWN(job, TrieNode, twigs->n);
    int32_t *from = NEWN(scratch, int32_t, twigs->n);       /* what is packed at each place; the root at the first */
    for (int i = 0, count = 1; i < twigs->n; i++) {
        const Twig *t = &twigs->at[from[i]];
        nodes[i] = (TrieNode){.children = count, .numbers = t->numbers};
        for (int c = t->child; c; c = twigs->at[c].sibling)
            nodes[i].letters |= letter_bit(twigs->at[c].letter);
        for (int c = t->child; c; c = twigs->at[c].sibling, count++)
            from[nodes[i].children + rank_of(nodes[i].letters, letter_bit(twigs->at[c].letter))] = c;
    }
    return nodes;
}

/* A line of the file. */
typedef struct Pattern {
    char letters[HYPHEN_WORD_MAX];
    uint8_t numbers[HYPHEN_WORD_MAX + 1];       /* before each letter, and behind the last */
    int n;                                      /* letters */
} Pattern;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Reads a line and its end; false when it is no pattern. */
static bool read_pattern(const char **at, const char *end, Pattern *out)
{
    const char *p = *at, *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop)
        stop = end;
    *at = stop < end ? stop + 1 : end;
    while (stop > p && is_space(stop[-1]))
        stop--;
    if (stop - p < 2 || stop - p >= HYPHEN_WORD_MAX)
        return false;
    out->n = 0;
    out->numbers[0] = 0;
    for (; p < stop; p++) {
        if (*p >= '0' && *p <= '9') {
            out->numbers[out->n] = (uint8_t)(*p - '0');
        } else if ((*p >= 'a' && *p <= 'z') || *p == '.') {
            out->letters[out->n++] = *p;
            out->numbers[out->n] = 0;
        } else {
            return false;
        }
    }
    return true;
}

static void add_pattern(Hyphenator *h, Arena *job, Twigs *twigs, Arena *scratch, const Pattern *pattern)
{
    int node = 0;
    for (int i = 0; i < pattern->n; i++)
        node = grow_child(twigs, scratch, node, pattern->letters[i]);
    twigs->at[node].numbers = h->numbers.n;
    int count = pattern->n + 1;
    VEC_RESERVE(job, &h->numbers, h->numbers.n + count);
    memcpy(h->numbers.at + h->numbers.n, pattern->numbers, (size_t)count);
    h->numbers.n += count;
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
    Arena *scratch = arena_new();
    Twigs twigs = {0};
    VEC_RESERVE(job, &h->numbers, text.n);
    VEC_PUSH(job, &h->numbers, 0);               /* so that no pattern's numbers are at 0 */
    VEC_PUSH(scratch, &twigs, (Twig){0});
    Pattern pattern;
    for (const char *at = text.p, *end = text.p + text.n; at < end;)
        if (read_pattern(&at, end, &pattern))
            add_pattern(h, job, &twigs, scratch, &pattern);
    h->nodes = pack(job, scratch, &twigs);
    arena_free(scratch);
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
            int pattern = h->nodes[node].numbers;
            const uint8_t *numbers = h->numbers.at + pattern;
            for (int j = 0; pattern && j <= k + 1 - i; j++)
                best[i + j] = numbers[j] > best[i + j] ? numbers[j] : best[i + j];
        }
    }
    int n = 0;
    for (int at = HYPHEN_LEFT_MIN; at <= word.n - HYPHEN_RIGHT_MIN; at++)
        if (best[at + 1] & 1)
            points[n++] = (uint8_t)at;
    return n;
}
