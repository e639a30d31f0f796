/* Words in the order of an alphabet.
 *
 * A key has a byte for each letter: its place in the alphabet. Welsh counts ch, dd, ff, ng, ll, ph, rh and th as
 * letters: ng follows g, the others follow their first letter. Letters with accents (ô, ŵ, ÿ) are those without, as
 * they are in dictionaries of English and Welsh; Unicode's blocks Latin-1 and Latin Extended-A give them, and Latin
 * Extended Additional the rest of Welsh (ẁ, ẃ, ẅ, ỳ). That n and g are two letters in a Welsh word, as in Bangor,
 * cannot be seen in it; such a word stands under ng only if it begins with it. */
#include "language/collate.h"

#include "base/ascii.h"

#include "base/utf8.h"
#include "language/language.h"

enum { SPACE = 1, FIGURES = 2, LETTERS = 16, STEP = 4, FIRST_ACCENTED = 0xC0, END_ACCENTED = 0x180 };

/* U+00C0 to U+017F without accents; a full stop for what is no letter. */
static const char bare[END_ACCENTED - FIRST_ACCENTED + 1] =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* A letter of two characters, and the one that it follows in the alphabet. */
typedef struct Digraph {
    char first, second, after;
} Digraph;

static const Digraph welsh[] = {{'c', 'h', 'c'}, {'d', 'd', 'd'}, {'f', 'f', 'f'}, {'n', 'g', 'g'},
                                {'l', 'l', 'l'}, {'p', 'h', 'p'}, {'r', 'h', 'r'}, {'t', 'h', 't'}};

/* Words that are read letter by letter. */
typedef struct Spelling {
    Str rest;
    bool is_welsh;
} Spelling;

static char letter_of(uint32_t cp)
{
    if (cp < 0x80)
        return to_lower((char)cp);
    if (cp >= 0x1E80 && cp <= 0x1E85)
        return 'w';
    if (cp == 0x1EF2 || cp == 0x1EF3)
        return 'y';
    return cp >= FIRST_ACCENTED && cp < END_ACCENTED ? bare[cp - FIRST_ACCENTED] : '.';
}

static char next_letter(Str s, int *at)
{
    return letter_of(utf8_next(s, at));
}

/* The digraph that begins with these two letters, or NULL. */
static const Digraph *digraph_of(char first, char second)
{
    for (int i = 0; i < (int)(sizeof welsh / sizeof *welsh); i++)
        if (welsh[i].first == first && welsh[i].second == second)
            return &welsh[i];
    return NULL;
}

/* The place of the next letter, and its characters among the rest; 0: there is none. */
static int take(Spelling *s, int *n)
{
    int at = 0, next;
    if (!s->rest.n)
        return 0;
    char c = next_letter(s->rest, &at);
    next = at;
    const Digraph *pair = s->is_welsh && at < s->rest.n ? digraph_of(c, next_letter(s->rest, &next)) : NULL;
    *n = pair ? next : at;
    s->rest = str_sub(s->rest, *n, s->rest.n);
    if (pair)
        return LETTERS + (pair->after - 'a') * STEP + 1;
    return is_letter(c) ? LETTERS + (c - 'a') * STEP : is_digit(c) ? FIGURES + c - '0' : SPACE;
}

static Spelling spelling_of(Str tag, Str words)
{
    return (Spelling){words, language_is_same(tag, STR("cy"))};
}

Str collate_key(Arena *a, Str tag, Str words)
{
    Spelling s = spelling_of(tag, words);
    Buf key = {0};
    int n;
    for (int place; (place = take(&s, &n));) {
        bool needless = place == SPACE && (!key.n || key.p[key.n - 1] == SPACE);
        if (!needless)
            buf_char(&key, (char)place);
    }
    if (key.n && key.p[key.n - 1] == SPACE)
        key.n--;
    return buf_take(&key, a);
}

Str collate_letter(Arena *a, Str tag, Str words)
{
    Spelling s = spelling_of(tag, words);
    int n, place;
    do
        place = take(&s, &n);
    while (place == SPACE);
    if (place < LETTERS)
        return place ? STR("0\xE2\x80\x93"
                           "9")
                     : STR("");
    char letter = (char)('a' + (place - LETTERS) / STEP);
    bool pair = (place - LETTERS) % STEP;
    for (int i = 0; pair && i < (int)(sizeof welsh / sizeof *welsh); i++)
        if (welsh[i].after == letter)
            return str_format(a, "%c%c", to_upper(welsh[i].first), welsh[i].second);
    return str_format(a, "%c", to_upper(letter));
}
