/* The table of English words as a map. A phrase has an entry of its own, and its first word knows how long the longest
 * one is. So a reader of sentences looks a phrase up only where one can begin. */
#include "check/agreement/sentence/english.h"

#define LEX(words, is, value) {words, is, value},
static const EnglishWord table[] = {
#include "check/agreement/sentence/english.def"
};

static EnglishEntry *entry_of(Arena *a, Map *words, Str key)
{
    EnglishEntry *entry = map_find(words, key);
    if (!entry) {
        entry = NEW(a, EnglishEntry);
        map_put(a, words, key, entry);
    }
    return entry;
}

static int count_words(Str phrase)
{
    int n = 1;
    for (int i = 0; i < phrase.n; i++)
        n += phrase.p[i] == ' ';
    return n;
}

void english_words(Arena *a, Map *out)
{
    for (int i = 0; i < COUNT(table); i++) {
        Str phrase = str_c(table[i].words), first, rest;
        entry_of(a, out, phrase)->alone = &table[i];
        str_cut(phrase, ' ', &first, &rest);
        EnglishEntry *entry = entry_of(a, out, first);
        entry->begins |= table[i].is;
        entry->longest = int_max(entry->longest, count_words(phrase));
    }
}
