/* A count in words or figures right before a list: "The Plan has three aims:", then four items.
 *
 * The count is a number from 2 to 20 with a noun in the plural, in the sentence whose colon leads into the list; or,
 * where that sentence only points back ("They are:"), in the one before it. Numbers that measure ("two weeks"), that
 * are a share of something ("three of the aims", "of the nine groups") or that are about right ("at least three") say
 * nothing about the list. Nor does a sentence that gives examples, or one before items that are numbers themselves. */
#include "check/report/report_private.h"

#include <string.h>

#include "base/ascii.h"

enum {
    LEAST = 2,
    MOST = 20,
    REACH = 4 /* words from a number to its noun */,
    POINTING = 5 /* words of "They now cover:" */
};

typedef struct CountWord {
    int number, from, to;
} CountWord;

static bool is_one_of(Str word, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq_folded(word, str_c(words[i])))
            return true;
    return false;
}

/* "three of …", "of the three …", "at least three", "section 3". */
static bool is_no_count(Str before)
{
    static const char *const words[] = {
        "of",      "least",     "most",  "about",    "around", "over",    "under",   "nearly", "almost", "than",
        "section", "paragraph", "table", "appendix", "page",   "item",    "version", "level",  "tier",   "grade",
        "band",    "part",      "phase", "first",    "last",   "another", "figure",  "point",  "number", "schedule",
        "up",      "between",   "annex", "article",  "note",   "chapter", "stage",   "year",   "act",    "some",
    };
    return is_one_of(before, words, COUNT(words));
}

static bool is_measure(Str noun)
{
    static const char *const words[] = {
        "years", "months", "weeks",   "days",   "hours",   "minutes",  "seconds",
        "times", "miles",  "metres",  "pounds", "pence",   "points",   "pages",
        "cents", "degree", "degrees", "nights", "persons", "quarters", "kilometres",
    };
    return is_one_of(noun, words, COUNT(words));
}

static bool ends_phrase(Str word)
{
    static const char *const words[] = {
        "of",    "for", "in", "on",  "to",  "and",  "or",  "the",  "from", "by",  "with", "at", "that",
        "which", "who", "is", "are", "was", "were", "has", "have", "this", "its", "will", "as", "per",
    };
    return is_one_of(word, words, COUNT(words));
}

static bool is_plural(Str word)
{
    static const char *const words[] = {"people", "criteria", "men", "women", "children"};
    if (is_one_of(word, words, COUNT(words)))
        return true;
    return word.n >= 4 && str_ends(word, "s") && !str_ends(word, "ss") && !str_ends(word, "us") && !str_ends(word, "is")
           && !str_ends(word, "'s");
}

static bool gives_examples(Str sentence)
{
    static const char *const words[] = {"including", "include",    "includes",     "such",   "example", "examples",
                                        "among",     "especially", "particularly", "mainly", "notably"};
    int at = 0;
    for (LintWord w; lint_word(sentence, &at, &w);)
        if (is_one_of(str_sub(sentence, w.from, w.to), words, COUNT(words)))
            return true;
    return false;
}

/* A whole number by itself, in figures or as a word. */
static bool number_at(const Language *l, Str text, LintWord w, int *number)
{
    static const char marks[] = "-.,%/:";
    char before = w.from > 0 ? text.p[w.from - 1] : ' ', behind = w.to < text.n ? text.p[w.to] : ' ';
    if ((unsigned char)before >= 0x80 || strchr("-.,/$(", before) || (behind && strchr(marks, behind)))
        return false;
    Str word = str_sub(text, w.from, w.to);
    bool found = is_digit(word.p[0]) ? str_to_int(word, number) : language_number_of(l, word, number);
    return found && *number >= LEAST && *number <= MOST;
}

/* "The three forces will …" is about things that the reader knows; "the three forces are:" counts them. */
static bool is_known(Str before)
{
    static const char *const words[] = {"the", "these", "those", "all", "its", "our", "their", "both", "your", "other"};
    return is_one_of(before, words, COUNT(words));
}

/* "two partners, and they named:": what follows is not about what was counted; "nine groups, listed below:" is. */
static bool goes_on_elsewhere(Str text)
{
    static const char *const others[] = {"and", "but", "or", "they", "we", "he", "she", "it", "who", "when", "while"};
    static const char *const pointing[] = {"below", "follows", "following", "namely", "listed", "are"};
    bool comma = str_find(text, ",") >= 0 || str_find(text, ";") >= 0, elsewhere = false;
    int at = 0;
    for (LintWord w; lint_word(text, &at, &w);) {
        Str word = str_sub(text, w.from, w.to);
        if (is_one_of(word, pointing, COUNT(pointing)))
            return false;
        elsewhere = elsewhere || is_one_of(word, others, COUNT(others));
    }
    return comma || elsewhere;
}

/* Is there a noun in the plural behind a number? known: and not much behind that? leads: with a colon at the end? */
static bool has_noun(Str text, int at, bool known, bool leads)
{
    enum { FEW = 3 };
    LintWord w;
    for (int i = 0; i < REACH && lint_word(text, &at, &w); i++) {
        Str word = str_sub(text, w.from, w.to);
        if (ends_phrase(word) || is_digit(word.p[0]))
            return false;
        Str rest = str_sub(text, w.to, text.n);
        if (is_plural(word))
            return !is_measure(word) && (!known || lint_count_words(rest) <= FEW)
                   && !(leads && goes_on_elsewhere(rest));
        if (w.to < text.n && strchr(",;:.()", text.p[w.to]))
            return false;
    }
    return false;
}

/* The counts of a sentence: the last, and whether one is the number of items. */
static bool find_count(const Language *l, Str sentence, int items, CountWord *last)
{
    Str before = {0}; /* the word before, or before a determiner */
    bool known = false, found = false, leads = str_ends(str_trim(sentence), ":");
    int at = 0;
    for (LintWord w; lint_word(sentence, &at, &w);) {
        int number;
        Str word = str_sub(sentence, w.from, w.to);
        bool counts = !is_no_count(before) && number_at(l, sentence, w, &number);
        if (counts && number == items)
            return false;
        if (counts && has_noun(sentence, w.to, known, leads)) {
            *last = (CountWord){number, w.from, w.to};
            found = true;
        }
        known = is_known(word);
        before = known ? before : word;
    }
    return found;
}

/* The last sentence that ends at or before `end`; *from: where it begins. */
static Str sentence_before(Str text, int end, int *from)
{
    int i = end - 1;
    while (i > 0 && !((text.p[i - 1] == '.' || text.p[i - 1] == '?' || text.p[i - 1] == '\n') && is_space(text.p[i])))
        i--;
    *from = int_max(i, 0);
    return str_sub(text, *from, end);
}

static bool points_back(Str sentence)
{
    static const char *const words[] = {"they", "these", "those"};
    int at = 0;
    LintWord w;
    return lint_count_words(sentence) <= POINTING && lint_word(sentence, &at, &w)
           && is_one_of(str_sub(sentence, w.from, w.to), words, COUNT(words));
}

static int count_items(const Node *list)
{
    int n = 0;
    for (const Node *item = list->first; item; item = item->next)
        n++;
    return n;
}

/* "Five officers: two sergeants, three constables": the items are counts themselves. */
static bool counts_itself(const Language *language, Lint *l, const Node *list)
{
    LintRun run;
    LintWord w;
    int at = 0, number;
    const Node *block = list->first ? list->first->first : NULL;
    if (!block || block->kind != NODE_PARAGRAPH)
        return false;
    lint_run(l, block, &run);
    return lint_word(run.text, &at, &w) && w.from == 0 && number_at(language, run.text, w, &number);
}

static void judge(Lint *l, const LintRun *run, const Node *list)
{
    const Language *language = doc_language(node_doc(list), list);
    int from, items = count_items(list);
    CountWord count;
    Str sentence = sentence_before(run->text, run->text.n, &from);
    if (gives_examples(sentence) || counts_itself(language, l, list))
        return;
    if (points_back(sentence))
        sentence = sentence_before(run->text, from, &from);
    if (gives_examples(sentence) || !find_count(language, sentence, items, &count)
        || report_is_explained(run, from + count.from))
        return;
    Pos pos = lint_run_pos(l, run, from + count.from, from + count.to);
    diag(l->diag, RPT006, pos,
         "the list has %d items, and this sentence says that there are %d; expected the same number", items,
         count.number);
    diag_label(l->diag, list->pos, "the list begins here");
}

void report_count(Lint *l, const Node *list)
{
    const Node *lead = list->prev;
    if (list->u.list.definitions || !lead || lead->kind != NODE_PARAGRAPH
        || (list->next && list->next->kind == NODE_LIST))
        return;
    const Node *end = lead->last;
    bool colon = end && end->kind == NODE_TEXT && str_ends(str_trim(end->u.text.text), ":");
    if (!colon || !report_is_english(node_doc(list), list))
        return;
    LintRun run;
    lint_run(l, lead, &run);
    judge(l, &run, list);
}
