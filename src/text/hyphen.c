/* Liang's hyphenation (Frank Liang, 1983), with the patterns of Debian's hyphen-en-gb.
 *
 * A pattern is letters with numbers between: "a1b" says 1 between a and b, ".ab4i" applies only at the start of a
 * word. All patterns that occur in a word are laid over it, the greatest number at each place wins, and an odd one
 * allows a break there. Patterns are read where they are in the file, and found by their first three letters, which
 * few share. Patterns with ligature characters are skipped, because text here has letters.
 *
 *     .constabulary.   →   con-stabu-lary
 *
 * A list holds words that the patterns hyphenate wrongly, or that careful printers hyphenate differently. */
#include "text/hyphen_private.h"

#include <string.h>

#include "base/ascii.h"
#include "file/file.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

enum { KEY_LETTERS = 3, CODES = 28, KEYS = CODES * CODES * CODES };

typedef struct Pattern {
    int32_t at;  /* in the file */
    int16_t key; /* of its first letters */
    char next;   /* the letter after those; 0: none */
} Pattern;

struct Hyphenator {
    Str file;
    const Pattern *patterns; /* in the order of their keys */
    const int32_t *begins;   /* where in `patterns` those of a key begin; one more, for the end */
    Map exceptions;          /* word in lower case → Str: its hyphenation */
};

static bool is_pattern_letter(char c)
{
    return is_lower(c) || c == '.';
}

/* A key is a number with a digit for each letter, zero where the pattern has no more letters. */
static int key_part(char letter, int place)
{
    static const int worth[KEY_LETTERS] = {CODES * CODES, CODES, 1};
    return worth[place] * (letter == '.' ? 1 : 2 + (letter - 'a'));
}

/* ---- loading ---- */

typedef VEC(Pattern) Patterns;

/* The end of the part that can contain patterns. */
static int pattern_end(Str file, int at)
{
    while (at < file.n && (is_pattern_letter(file.p[at]) || is_digit(file.p[at])))
        at++;
    return at;
}

static Pattern pattern_of(Str file, int from, int to)
{
    Pattern p = {.at = from};
    for (int i = from, place = 0; i < to && place <= KEY_LETTERS; i++)
        if (is_pattern_letter(file.p[i]) && place < KEY_LETTERS)
            p.key = (int16_t)(p.key + key_part(file.p[i], place++));
        else if (is_pattern_letter(file.p[i]))
            p.next = file.p[i], place++;
    return p;
}

static int next_line(Str file, int at)
{
    const char *end = at < file.n ? memchr(file.p + at, '\n', (size_t)(file.n - at)) : NULL;
    return end ? (int)(end - file.p) + 1 : file.n;
}

static int skip_blanks(Str file, int at)
{
    while (at < file.n && (is_blank(file.p[at]) || file.p[at] == '\r'))
        at++;
    return at;
}

/* A pattern has a line of its own. */
static void find_patterns(Str file, Arena *scratch, Patterns *out)
{
    for (int at = 0, end; at < file.n; at = next_line(file, end)) {
        at = skip_blanks(file, at);
        end = pattern_end(file, at);
        int after = skip_blanks(file, end);
        bool whole = after == file.n || file.p[after] == '\n';
        if (whole && end - at > 1 && end - at < HYPHEN_WORD_MAX)
            VEC_PUSH(scratch, out, pattern_of(file, at, end));
    }
}

/* Sorted by counting: each key's end first, which then moves back to its beginning. */
static void sort_patterns(Hyphenator *h, Arena *job, const Patterns *found)
{
    Pattern *patterns = NEWN(job, Pattern, found->n);
    int32_t *begins = NEWN(job, int32_t, KEYS + 1);
    for (int i = 0; i < found->n; i++)
        begins[found->at[i].key]++;
    for (int key = 1; key <= KEYS; key++)
        begins[key] += begins[key - 1];
    for (int i = found->n - 1; i >= 0; i--)
        patterns[--begins[found->at[i].key]] = found->at[i];
    h->patterns = patterns;
    h->begins = begins;
}

Hyphenator *hyphenator_load(Arena *job, Diag *d, Str path)
{
    Str text;
    if (!path_exists(path) || !file_read(job, d, path, (Pos){0}, &text)) {
        diag(d, FNT006, (Pos){0}, "hyphenation patterns " STR_FMT " not found, so words are not hyphenated",
             STR_ARG(path));
        diag_help(d, "on Debian, install the package hyphen-en-gb");
        return NULL;
    }
    Hyphenator *h = NEW(job, Hyphenator);
    h->file = text;
    Arena *scratch = arena_new();
    Patterns found = {0};
    find_patterns(text, scratch, &found);
    sort_patterns(h, job, &found);
    arena_free(scratch);
    return h;
}

/* ---- use ---- */

/* The word in lower case between two points; false when it must not be hyphenated. */
static bool frame_word(Str word, char framed[HYPHEN_WORD_MAX + 3])
{
    if (word.n > HYPHEN_WORD_MAX)
        return false;
    framed[0] = '.';
    for (int i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (i == 0)
            c = to_lower(c);
        if (!is_lower(c))
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

/* Does the part of a word begin with the pattern's letters? */
static bool begins_with(const char *part, Str file, int pattern)
{
    for (int i = pattern; i < file.n; i++)
        if (is_pattern_letter(file.p[i]) && *part++ != file.p[i])
            return false;
        else if (file.p[i] == '\n')
            break;
    return true;
}

/* Over a part of a word: `best` belongs to the place before its first letter. */
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

static void lay_patterns(const Hyphenator *h, const char *part, uint8_t *best)
{
    int key = 0;
    for (int place = 0; place < KEY_LETTERS && part[place]; place++) {
        key += key_part(part[place], place);
        for (int i = h->begins[key]; i < h->begins[key + 1]; i++) {
            const Pattern *p = &h->patterns[i];
            if ((p->next == 0 || p->next == part[KEY_LETTERS]) && begins_with(part, h->file, p->at))
                lay_pattern(h->file, p->at, best);
        }
    }
}

bool hyphenator_excepts(const Hyphenator *h, Str word)
{
    char framed[HYPHEN_WORD_MAX + 3];
    return frame_word(word, framed) && map_find(&h->exceptions, (Str){framed + 1, word.n});
}

int hyphenator_points(const Hyphenator *h, Str word, HyphenRoom room, uint8_t *points)
{
    char framed[HYPHEN_WORD_MAX + 3];
    uint8_t best[HYPHEN_WORD_MAX + 4] = {0};
    if (word.n < room.left + room.right || !frame_word(word, framed))
        return 0;
    const Str *divided = map_find(&h->exceptions, (Str){framed + 1, word.n});
    if (divided)
        return exception_points(*divided, points);
    for (int i = 0; i < word.n + 2; i++)
        lay_patterns(h, framed + i, best + i);
    int n = 0;
    for (int at = room.left; at <= word.n - room.right; at++)
        if (best[at + 1] & 1)
            points[n++] = (uint8_t)at;
    return n;
}
