/* Prose: sentences too long to follow, and passages in capitals. Advice only.
 *
 * A sentence ends at a full stop, question mark or exclamation mark, followed by white space and anything but a
 * lower-case letter. A full stop after an initial or a common short form does not count. A sentence also ends where
 * the author breaks a line. */
#include "check/lint_private.h"

#include "base/ascii.h"
#include "base/str.h"

enum { LONGEST_SENTENCE = 40, SHORTEST_PASSAGE = 5 };

/* --- sentences --------------------------------------------------------- */

static bool is_shortened(Str before)
{
    static const char *const words[] = {
        "e.g", "i.e", "cf",   "etc",  "no",  "No",  "Nos",    "p",    "pp",  "para", "paras",
        "s",   "ss",  "Art",  "Mr",   "Mrs", "Ms",  "Dr",     "St",   "Rev", "Cllr", "Lt",
        "Col", "Sgt", "Insp", "Supt", "vol", "Fig", "approx", "incl", "vs",
    };
    int from = before.n;
    while (from > 0 && before.p[from - 1] != ' ' && before.p[from - 1] != '(' && before.p[from - 1] != '\n')
        from--;
    Str word = str_sub(before, from, before.n);
    if (word.n == 1 && is_upper(word.p[0]))
        return true;
    for (int i = 0; i < COUNT(words); i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

/* The length of a closing quote or bracket at text[i], or 0. */
static int closing_at(Str text, int i)
{
    static const char *const closing[] = {")", "]", "\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99"};
    for (int k = 0; k < COUNT(closing); k++)
        if (str_starts(str_sub(text, i, text.n), closing[k]))
            return str_c(closing[k]).n;
    return 0;
}

static int pass_closing(Str text, int i)
{
    for (int n; (n = closing_at(text, i)) > 0;)
        i += n;
    return i;
}

/* The end of the sentence that begins at `from`, after its last character. */
static int sentence_end(Str text, int from)
{
    for (int i = from; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\n')
            return i + 1;
        if (c != '.' && c != '?' && c != '!')
            continue;
        int end = pass_closing(text, i + 1);
        if (end >= text.n)
            return text.n;
        if (text.p[end] != ' ' && text.p[end] != '\n')
            continue;
        char next = end + 1 < text.n ? text.p[end + 1] : 'A';
        if (is_lower(next))
            continue;
        if (c == '.' && is_shortened(str_sub(text, from, i)))
            continue;
        return end;
    }
    return text.n;
}

static void look_at_sentence(Lint *l, const LintRun *run, int from, int to)
{
    int words = lint_count_words(str_sub(run->text, from, to));
    if (words <= LONGEST_SENTENCE)
        return;
    while (from < to && run->text.p[from] == ' ')
        from++;
    diag(l->diag, ACC015, lint_run_pos(l, run, from, to), "this sentence has %d words; expected at most %d", words,
         LONGEST_SENTENCE);
}

static void look_at_sentences(Lint *l, const LintRun *run)
{
    for (int from = 0; from < run->text.n;) {
        int to = sentence_end(run->text, from);
        look_at_sentence(l, run, from, to);
        from = to;
    }
}

/* --- capitals ----------------------------------------------------------- */

/* Consecutive words in capitals that are not all abbreviations. */
typedef struct Capitals {
    int from, to, words;
    bool shouts; /* one of its words is not an abbreviation */
} Capitals;

static void end_passage(Lint *l, const LintRun *run, Capitals *p)
{
    if (p->words >= SHORTEST_PASSAGE && p->shouts)
        diag(l->diag, ACC014, lint_run_pos(l, run, p->from, p->to),
             "%d words are in capitals; expected lower case, which is easier to read", p->words);
    *p = (Capitals){0};
}

/* A number or a single capital can be part of a passage but does not begin one. */
static bool is_neutral(Str word)
{
    for (int i = 0; i < word.n; i++)
        if (!is_digit(word.p[i]))
            return word.n == 1 && is_upper(word.p[0]);
    return true;
}

static void look_at_capitals(Lint *l, const LintRun *run)
{
    Capitals p = {0};
    int at = 0;
    for (LintWord w; lint_word(run->text, &at, &w);) {
        Str word = str_sub(run->text, w.from, w.to);
        bool capitals = lint_is_capitals(word);
        if (!capitals && !(p.words > 0 && is_neutral(word))) {
            end_passage(l, run, &p);
            continue;
        }
        if (p.words++ == 0)
            p.from = w.from;
        p.to = w.to;
        p.shouts |= capitals && (word.n > 6 || lint_is_common(word));
    }
    end_passage(l, run, &p);
}

void lint_prose(Lint *l, const LintRun *run)
{
    look_at_capitals(l, run);
    if (run->block->kind == NODE_PARAGRAPH)
        look_at_sentences(l, run);
}
