/* Abbreviations: two to six capitals used before the text explains them.
 *
 * Blocks are read in reading order. An abbreviation is known after one of these explanations:
 *
 *     Police Community Support Officer (PCSO)     PCSO (Police Community Support Officer)
 *     integrated offender management, or IOM,     ECINS is a system …     known as ECINS
 *     IOM: integrated offender management         HMIC, the inspectorate of constabulary,
 *     PCSO[^1]                                    a note that spells it out, from its mark on
 *
 * or throughout, when the manifest expands it or a part of the document headed as a glossary or list of
 * abbreviations has it. Well-known ones need no explanation, nor does [START]{.name}. Headings do not count: the
 * text below them does. Doubtful cases are ignored: roman numerals, codes, addresses, words of a passage in
 * capitals, and a word that the document also has in lower case. There is one finding for an abbreviation, at its
 * first use, with the place that explains it too late. A row of a table may explain it in any of its cells. */
#include "check/lint_private.h"
#include "check/report/report.h"

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"

enum { SHORTEST = 2, LONGEST = 6 };
enum { REACH = 200, NOTE_REACH = 2000 }; /* bytes searched around a word, and of a note */

/* Better known than the words they stand for, or names that no longer stand for anything. */
static const char *const well_known[] = {
    "AA",  "AD",    "AGM",  "AIDS", "AM",   "BBC",  "BC",   "BDO",  "BMX",   "BST",  "BT",    "CBE",  "CCTV",  "CD",
    "CEO", "COVID", "CSV",  "DNA",  "DVD",  "DVLA", "EC",   "EU",   "EUR",   "FAQ",  "GBP",   "GCSE", "GDP",   "GMT",
    "GPS", "HIV",   "HM",   "HMRC", "HMS",  "HR",   "HTML", "IBM",  "ID",    "IRA",  "ISBN",  "ISO",  "IT",    "ITV",
    "JP",  "KC",    "KPMG", "MBE",  "MORI", "MOT",  "MP",   "NATO", "NE",    "NHS",  "NSPCC", "NW",   "OBE",   "OK",
    "PC",  "PDF",   "PIN",  "PM",   "PO",   "PS",   "QC",   "QPM",  "RAC",   "RAF",  "RNLI",  "RSM",  "RSPCA", "SE",
    "SMS", "SOS",   "SW",   "TV",   "UK",   "UN",   "URL",  "US",   "USA",   "USB",  "UTC",   "VAT",  "WC",    "WWW",
    "XML", "YMCA",  "API",  "CSS",  "DOC",  "DOCX", "GIF",  "HTTP", "HTTPS", "ISSN", "JPEG",  "JPG",  "JSON",  "MD",
    "ODS", "ODT",   "PNG",  "RTF",  "SVG",  "TIFF", "TSV",  "TXT",  "WEBP",  "XLS",  "XLSX",  "YAML", "ZIP",
};

static bool is_well_known(Str word)
{
    for (int i = 0; i < COUNT(well_known); i++)
        if (str_is(word, well_known[i]))
            return true;
    return false;
}

static bool is_roman(Str word)
{
    for (int i = 0; i < word.n; i++)
        if (word.p[i] != 'I' && word.p[i] != 'V' && word.p[i] != 'X')
            return false;
    return true;
}

/* --- what may be an abbreviation -------------------------------------- */

/* The part of a word that is an abbreviation, without 's or a plural s; empty when there is none. */
static LintWord abbreviation_in(Str text, LintWord w)
{
    LintWord none = {w.from, w.from};
    int to = w.from;
    while (to < w.to && is_upper(text.p[to]))
        to++;
    int end = to;
    if (end < w.to && text.p[end] == 's')
        end++;
    int behind = end;
    if (end < w.to && lint_letter(text, &behind))
        return none;
    Str word = str_sub(text, w.from, to);
    if (word.n < SHORTEST || word.n > LONGEST || is_roman(word) || lint_is_common(word))
        return none;
    return (LintWord){w.from, to};
}

/* A word up to white space: a@b.uk, www.x.uk, file_a, report.pdf */
static bool is_address(Str chunk)
{
    if (str_find(chunk, "@") >= 0 || str_find(chunk, "://") >= 0 || str_find(chunk, "_") >= 0
        || str_find(chunk, "#") >= 0)
        return true;
    for (int i = 0; i + 1 < chunk.n; i++) {
        int next = i + 1;
        if (chunk.p[i] == '.' && i > 0 && lint_letter(chunk, &next))
            return true;
    }
    return false;
}

static bool in_address(Str text, LintWord w)
{
    int from = w.from, to = w.to;
    while (from > int_max(0, w.from - REACH) && !is_space(text.p[from - 1]))
        from--;
    while (to < int_min(text.n, w.to + REACH) && !is_space(text.p[to]))
        to++;
    return is_address(str_sub(text, from, to));
}

static bool is_digit_at(Str text, int i)
{
    return i >= 0 && i < text.n && is_digit(text.p[i]);
}

/* GB-COH-01234567: capitals and digits joined by hyphens, whichever part is looked at. */
static bool in_reference_number(Str text, LintWord w)
{
    int from = w.from, to = w.to, digits = 0;
    while (from > int_max(0, w.from - REACH) && (is_alphanumeric(text.p[from - 1]) || text.p[from - 1] == '-'))
        from--;
    while (to < int_min(text.n, w.to + REACH) && (is_alphanumeric(text.p[to]) || text.p[to] == '-'))
        to++;
    bool hyphen = false;
    for (int i = from; i < to; i++) {
        if (is_lower(text.p[i]))
            return false;
        digits += is_digit(text.p[i]);
        hyphen = hyphen || text.p[i] == '-';
    }
    return hyphen && digits > 0;
}

/* CR-0012, 12-AB, PI 1.1, R&D */
static bool is_part_of_code(Str text, LintWord w)
{
    if (in_reference_number(text, w))
        return true;
    char before = w.from > 0 ? text.p[w.from - 1] : ' ', after = w.to < text.n ? text.p[w.to] : ' ';
    if (before == '&' || after == '&' || (after == ' ' && is_digit_at(text, w.to + 1)))
        return true;
    return (after == '-' && is_digit_at(text, w.to + 1)) || (before == '-' && is_digit_at(text, w.from - 2));
}

static bool has_ending(Str s, const char *const *endings, int n)
{
    for (int i = 0; i < n; i++)
        if (str_ends(s, endings[i]))
            return true;
    return false;
}

static bool has_beginning(Str s, const char *const *beginnings, int n)
{
    for (int i = 0; i < n; i++)
        if (str_starts(s, beginnings[i]))
            return true;
    return false;
}

/* The START programme, Operation METIS */
static bool is_name(Str text, LintWord w)
{
    static const char *const before[] = {"Operation ", "Programme ", "Project ", "Exercise "};
    static const char *const after[] = {" programme", " scheme", " project", " campaign"};
    bool long_enough = w.to - w.from >= 4;
    return has_ending(str_sub(text, 0, w.from), before, COUNT(before))
           || (long_enough && has_beginning(str_sub(text, w.to, text.n), after, COUNT(after)));
}

static bool joined_by_space(Str text, LintWord a, LintWord b)
{
    return a.to < b.from && str_trim(str_sub(text, a.to, b.from)).n == 0;
}

/* The capitalised words around w, separated only by spaces, are a passage in capitals. */
static bool in_passage(Str text, const LintWord *words, int n, int at)
{
    int from = at, to = at;
    while (from > 0 && at - from < 2 && lint_is_capitals(str_sub(text, words[from - 1].from, words[from - 1].to))
           && joined_by_space(text, words[from - 1], words[from]))
        from--;
    while (to + 1 < n && to - at < 2 && lint_is_capitals(str_sub(text, words[to + 1].from, words[to + 1].to))
           && joined_by_space(text, words[to], words[to + 1]))
        to++;
    if (to - from >= 2)
        return true;
    for (int i = from; i <= to; i++) {
        Str word = str_sub(text, words[i].from, words[i].to);
        if (word.n > LONGEST || lint_is_common(word))
            return true;
    }
    return false;
}

/* --- what explains it ------------------------------------------------- */

static bool begins_alike(Str text, LintWord w, Str abbreviation)
{
    return to_lower(text.p[w.from]) == to_lower(abbreviation.p[0]);
}

static bool is_small_word(Str word)
{
    static const char *const words[] = {"of", "and", "the", "for", "in", "to", "on", "with", "a"};
    for (int i = 0; i < COUNT(words); i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

/* Do words from number `from` on spell the abbreviation with their first letters? Small words may be skipped. */
static bool spelt_from(Str text, const LintWord *words, int n, int from, Str abbreviation)
{
    int at = 0;
    for (int i = from; i < n && at < abbreviation.n; i++) {
        if (begins_alike(text, words[i], str_sub(abbreviation, at, at + 1)))
            at++;
        else if (at == 0 || !is_small_word(str_sub(text, words[i].from, words[i].to)))
            return false;
    }
    return at == abbreviation.n;
}

static const LintWord *words_of(Lint *l, Str text, int *n)
{
    VEC(LintWord) words = {0};
    int at = 0;
    for (LintWord w; lint_word(text, &at, &w);)
        VEC_PUSH(l->arena, &words, w);
    *n = words.n;
    return words.at;
}

static bool spelt_in(Str text, const LintWord *words, int n, Str abbreviation)
{
    for (int i = 0; i < n; i++)
        if (spelt_from(text, words, n, i, abbreviation))
            return true;
    return false;
}

static Str trim_quotes_end(Str s)
{
    static const char *const quotes[] = {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98"};
    for (int i = 0; i < COUNT(quotes); i++)
        if (str_ends(s, quotes[i]))
            return str_sub(s, 0, s.n - str_c(quotes[i]).n);
    return s;
}

/* "Long Name (ABC": one of the words before begins with its first letter. */
static bool in_brackets_behind_name(Str text, const LintWord *words, int at, Str abbreviation)
{
    Str before = trim_quotes_end(str_sub(text, 0, words[at].from));
    static const char *const openings[] = {"(", "(the ", "(or "};
    bool opened = false;
    for (int i = 0; i < COUNT(openings); i++)
        opened |= str_ends(before, openings[i]);
    int reach = 2 * abbreviation.n + 4;
    for (int i = at - 1; opened && i >= 0 && i >= at - reach; i--)
        if (begins_alike(text, words[i], abbreviation))
            return true;
    return false;
}

static Str behind(Str text, int to)
{
    Str rest = str_sub(text, to, text.n);
    if (str_starts(rest, "s"))
        rest = str_sub(rest, 1, rest.n);
    return rest;
}

/* "ABC (Long Name)" */
static bool before_name_in_brackets(Str text, const LintWord *words, int n, int at, LintWord short_form)
{
    Str rest = str_trim(str_sub(behind(text, short_form.to), 0, REACH)), inside, after;
    if (!str_starts(rest, "(") || !str_cut(rest, ')', &inside, &after))
        return false;
    return at + 1 < n && lint_count_words(inside) >= 2
           && begins_alike(text, words[at + 1], str_sub(text, short_form.from, short_form.to));
}

/* Words that introduce a meaning before or after them. */
static bool is_introduced(Str text, LintWord w)
{
    static const char *const before[] = {", or ",           "known as ",       "called ",
                                         "abbreviated to ", "abbreviated as ", "short form "};
    static const char *const after[] = {
        " stands for ", " is short for ", " means ", " is a ", " is an ",
        " is the ",     " are the ",      ", the ",  ", a ",   ", an ",
    };
    static const char *const at_start[] = {":", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " = ", " - "};
    Str ahead = trim_quotes_end(str_sub(text, 0, w.from)), rest = behind(text, w.to);
    if (has_ending(ahead, before, COUNT(before)) || has_beginning(rest, after, COUNT(after)))
        return true;
    return str_trim(ahead).n == 0 && has_beginning(rest, at_start, COUNT(at_start));
}

static bool has_note(const LintRun *run, int to)
{
    int first = 0, behind = run->notes.n; /* the first note at or behind the byte is in [first, behind] */
    while (first < behind) {
        int middle = first + (behind - first) / 2;
        if (run->notes.at[middle].at < to)
            first = middle + 1;
        else
            behind = middle;
    }
    return first < run->notes.n && run->notes.at[first].at <= to + 2;
}

/* --- the list ---------------------------------------------------------- */

static Abbr *entry_of(Lint *l, Str word)
{
    Abbr *a = map_find(&l->abbreviations, word);
    if (a)
        return a;
    a = NEW(l->keep, Abbr);
    a->word = str_dup(l->keep, word);
    map_put(l->keep, &l->abbreviations, a->word, a);
    return a;
}

static void learn(Lint *l, Str word, Pos where, const Node *row)
{
    Abbr *a = entry_of(l, word);
    if (a->known)
        return;
    if (row && row == a->row)
        a->used = false;
    a->known = true;
    a->meaning = where;
}

/* Everything that a note spells out or explains in one of the other ways; once, however many marks it has. */
static void learn_from_note(Lint *l, const Node *note)
{
    int n;
    Str key = {(const char *)&note, sizeof note};
    if (map_find(&l->notes, key))
        return;
    map_put(l->keep, &l->notes, str_dup(l->keep, key), (void *)note);
    Str text = str_sub(node_text(l->arena, note), 0, NOTE_REACH);
    const LintWord *words = words_of(l, text, &n);
    for (int i = 0; i < n; i++) {
        LintWord w = abbreviation_in(text, words[i]);
        Str word = str_sub(text, w.from, w.to);
        if (word.n == 0)
            continue;
        if (is_introduced(text, w) || in_brackets_behind_name(text, words, i, word)
            || before_name_in_brackets(text, words, n, i, w) || spelt_in(text, words, n, word))
            learn(l, word, note->pos, NULL);
    }
}

/* In a span that gives its meaning or marks it as a name, or as something to be confirmed. */
static bool is_marked(const LintRun *run, int at)
{
    const Node *n = lint_run_node(run, at);
    for (; n && n != run->block; n = n->parent)
        if (n->kind == NODE_SPAN
            && (str_is(n->name, "name") || str_is(n->name, "to-be-confirmed") || node_attr(n, "expansion").n > 0))
            return true;
    return false;
}

/* TBC in a report: that is a finding of its own. */
static bool is_to_come(const LintRun *run, Str word)
{
    const Doc *doc = report_is_to_come(word) ? node_doc(run->block) : NULL;
    return doc && doc->report;
}

static void look_at(Lint *l, const LintRun *run, const LintWord *words, int n, int at)
{
    Str text = run->text;
    LintWord w = abbreviation_in(text, words[at]);
    Str word = str_sub(text, w.from, w.to);
    if (word.n == 0 || is_well_known(word) || is_name(text, w) || in_address(text, w) || is_part_of_code(text, w)
        || is_marked(run, w.from) || is_to_come(run, word))
        return;
    Abbr *a = entry_of(l, word);
    if (a->known)
        return;
    bool explained = in_brackets_behind_name(text, words, at, word) || is_introduced(text, w) || has_note(run, w.to)
                     || before_name_in_brackets(text, words, n, at, w);
    if (!explained && (a->used || in_passage(text, words, n, at)))
        return;
    Pos pos = lint_run_pos(l, run, w.from, w.to);
    const Node *row = node_up(run->block, NODE_ROW);
    if (explained) {
        learn(l, word, pos, row);
    } else {
        a->used = true;
        a->use = pos;
        a->row = row;
    }
}

void lint_abbreviations(Lint *l, const LintRun *run)
{
    int n, note = 0;
    const LintWord *words = words_of(l, run->text, &n);
    for (int i = 0; i <= n; i++) {
        int upto = i < n ? words[i].from : run->text.n;
        for (; note < run->notes.n && run->notes.at[note].at <= upto; note++)
            if (run->notes.at[note].note)
                learn_from_note(l, run->notes.at[note].note);
        if (i < n && run->block->kind != NODE_HEADING)
            look_at(l, run, words, n, i);
    }
}

/* Lower case → its Abbr: those that are used and never explained. */
static Map unexplained(Lint *l)
{
    Map small = {0};
    for (int i = 0; i < l->abbreviations.n; i++) {
        Abbr *a = l->abbreviations.entries[i].value;
        if (!a->used || a->known)
            continue;
        char *letters = str_cdup(l->keep, a->word);
        for (char *c = letters; *c; c++)
            *c = to_lower(*c);
        map_put(l->keep, &small, (Str){letters, a->word.n}, a);
    }
    return small;
}

/* Where the text has the same letters as a lower-case word, the capitals are emphasis. */
static void pass_over_shouted(Lint *l)
{
    Map small = unexplained(l);
    for (const Node *n = l->doc->root; n && small.n; n = node_next(n, l->doc->root)) {
        Str text = n->kind == NODE_TEXT ? n->u.text.text : STR("");
        int at = 0;
        for (LintWord w; lint_word(text, &at, &w);) {
            Abbr *shouted = w.to - w.from <= LONGEST ? map_find(&small, str_sub(text, w.from, w.to)) : NULL;
            if (shouted)
                shouted->used = false;
        }
    }
}

void lint_report_abbreviations(Lint *l)
{
    pass_over_shouted(l);
    for (int i = 0; i < l->abbreviations.n; i++) {
        const Abbr *a = l->abbreviations.entries[i].value;
        if (!a->used)
            continue;
        diag(l->diag, ACC012, a->use, "\"" STR_FMT "\" is %s; expected the full words at its first use",
             STR_ARG(a->word), a->known ? "used before it is explained" : "never explained");
        if (a->known)
            diag_label(l->diag, a->meaning, "it is explained here");
        else
            diag_help(l->diag,
                      "write \"Full Name (" STR_FMT ")\" here, add a footnote, or list it under <abbreviations> in the "
                      "manifest; if it is a name, write [" STR_FMT "]{.name}",
                      STR_ARG(a->word), STR_ARG(a->word));
    }
}

/* --- glossaries -------------------------------------------------------- */

static bool is_glossary(Lint *l, const Node *heading)
{
    static const char *const signs[] = {"lossar", "bbreviation", "cronym"};
    Str words = node_text(l->arena, heading);
    for (int i = 0; i < COUNT(signs); i++)
        if (str_find(words, signs[i]) >= 0)
            return true;
    return false;
}

static void learn_block(Lint *l, const Node *block)
{
    LintRun run;
    int n;
    lint_run(l, block, &run);
    const LintWord *words = words_of(l, run.text, &n);
    for (int i = 0; i < n; i++) {
        LintWord w = abbreviation_in(run.text, words[i]);
        if (w.to > w.from)
            learn(l, str_sub(run.text, w.from, w.to), block->pos, NULL);
    }
}

/* Who leads in a delivery plan is given by initials, in its cells and in the note that names these people. */
static bool is_initials(const Node *block)
{
    NodeKind within = block->parent ? block->parent->kind : NODE_ROOT;
    return (within == NODE_CELL || within == NODE_NOTE) && str_is(block->name, "lead");
}

void lint_glossaries(Lint *l)
{
    for (int i = 0; i < l->doc->nabbreviations; i++)
        learn(l, l->doc->abbreviations[i].shown, (Pos){0}, NULL);
    int level = 0; /* level of the glossary's heading; 0: not in one */
    for (const Node *n = l->doc->root; n; n = node_next_block(n, l->doc->root)) {
        if (n->kind == NODE_SECTION)
            level = 0;
        if (n->kind == NODE_HEADING && (level == 0 || n->u.heading.level <= level))
            level = is_glossary(l, n) ? n->u.heading.level : 0;
        else if (n->kind == NODE_TERM || (n->kind == NODE_PARAGRAPH && (level > 0 || is_initials(n))))
            learn_block(l, n);
    }
}
