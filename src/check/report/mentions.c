/* References in words to something that the report does not have: "paragraph 9.3", "Appendix C", "Table 7", "item 4 of
 * the bibliography".
 *
 * What belongs to another document is none of ours: "paragraph 4.2 of the Plan", "Table 2 in the budget report", "the
 * Panel’s Appendix 1", "the Code (paragraph 7.12)". Sections and whole paragraphs of Acts have plain numbers, so a
 * section counts only where the sentence sends the reader to it ("see section 14", "section 14 above"), and a paragraph
 * only with a number such as 9.3. */
#include "check/report/report_private.h"

#include "base/ascii.h"

typedef enum WordKind {
    MENTION_PARAGRAPH,
    MENTION_SECTION,
    MENTION_APPENDIX,
    MENTION_TABLE,
    MENTION_FIGURE,
    MENTION_SOURCE,
    MENTION_COUNT
} WordKind;

struct InReport {
    const Paper *p;
    Map has[MENTION_COUNT]; /* what the report has, by its number in capitals */
    Str last[MENTION_COUNT];
    bool in_bibliography; /* while these are gathered: below such a heading */
};

typedef struct NamedKind {
    const char *one, *many;
    const char *named; /* in messages */
} NamedKind;

static const NamedKind kinds[] = {
    [MENTION_PARAGRAPH] = {"paragraph", "paragraphs", "paragraph"},
    [MENTION_SECTION] = {"section", "sections", "section"},
    [MENTION_APPENDIX] = {"appendix", "appendices", "Appendix"},
    [MENTION_TABLE] = {"table", "tables", "Table"},
    [MENTION_FIGURE] = {"figure", "figures", "Figure"},
};
static const char *const other_words[][2] = {{"para", "paras"}, {"annex", "annexes"}};
static const WordKind other_kinds[] = {MENTION_PARAGRAPH, MENTION_APPENDIX};

/* --- what there is --- */

static Str in_capitals(Arena *a, Str s)
{
    char *p = str_cdup(a, s);
    for (int i = 0; i < s.n; i++)
        p[i] = is_lower(p[i]) ? (char)(p[i] - 'a' + 'A') : p[i];
    return (Str){p, s.n};
}

static void add(InReport *m, WordKind kind, Str number)
{
    Arena *keep = m->p->l->keep;
    if (!number.n)
        return;
    Str key = in_capitals(keep, number);
    map_put(keep, &m->has[kind], key, m);
    m->last[kind] = key;
}

static Str last_word(Str s)
{
    Str before, last;
    return str_cut_last(s, ' ', &before, &last) ? last : s;
}

static bool begins_with_one_of(Str s, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_starts(s, words[i]))
            return true;
    return false;
}

static int designator_end(Str s, int from);

static bool kind_of(Str word, WordKind *kind)
{
    for (int i = 0; i < MENTION_SOURCE; i++)
        if (str_eq_folded(word, str_c(kinds[i].one)) || str_eq_folded(word, str_c(kinds[i].many))) {
            *kind = (WordKind)i;
            return true;
        }
    for (int i = 0; i < COUNT(other_words); i++)
        if (str_eq_folded(word, str_c(other_words[i][0])) || str_eq_folded(word, str_c(other_words[i][1]))) {
            *kind = other_kinds[i];
            return true;
        }
    return false;
}

/* "Appendix B – Capital programme", "Table 2: Reserves": words that name themselves. */
static void add_named(InReport *m, Str words)
{
    int at = 0;
    LintWord w;
    WordKind kind;
    if (!lint_word(words, &at, &w) || !kind_of(str_sub(words, w.from, w.to), &kind) || w.from > 0)
        return;
    int end = designator_end(words, w.to + 1);
    if (end > w.to + 1)
        add(m, kind, str_sub(words, w.to + 1, end));
}

static void add_heading(InReport *m, const Node *n)
{
    Str words = node_text(m->p->l->keep, n);
    m->in_bibliography = str_find(words, "ibliography") >= 0;
    add_named(m, words);
    int end = designator_end(words, 0);
    if (n->number.n)
        add(m, is_digit(n->number.p[0]) ? MENTION_SECTION : MENTION_APPENDIX, last_word(n->number));
    else if (end > 0 && is_digit(words.p[0]))
        add(m, MENTION_SECTION, str_sub(words, 0, end));
}

/* "Table 1 – Workforce", as a paragraph. */
static bool is_caption(Str words)
{
    static const char *const marks[] = {":", " \xE2\x80\x93 ", " - ", " \xE2\x80\x94 "};
    int at = 0;
    LintWord w;
    WordKind kind;
    if (!lint_word(words, &at, &w) || w.from > 0 || !kind_of(str_sub(words, w.from, w.to), &kind))
        return false;
    int end = designator_end(words, w.to + 1);
    return end > w.to + 1 && begins_with_one_of(str_sub(words, end, words.n), marks, COUNT(marks));
}

static void add_paragraph(InReport *m, const Node *n)
{
    if (n->number.n)
        add(m, MENTION_PARAGRAPH, n->number);
    Str words = n->first && n->first->kind == NODE_TEXT ? n->first->u.text.text : STR("");
    int end = report_typed_number(words);
    if (end > 0)
        add(m, MENTION_PARAGRAPH, str_sub(words, 0, end - (words.p[end - 1] == '.')));
    const Node *bold = n->first && n->first->kind == NODE_STRONG ? n->first : NULL;
    if (bold)
        add_named(m, node_text(m->p->l->keep, bold));
    else if (is_caption(words))
        add_named(m, words);
}

static void add_captioned(InReport *m, const Node *n, WordKind kind)
{
    const Node *caption = node_child(n, NODE_CAPTION);
    add(m, kind, last_word(n->number));
    if (caption)
        add_named(m, node_text(m->p->l->keep, caption));
}

/* The items of a list below a heading, or in a block, of that name. */
static void add_sources(InReport *m, const Node *list)
{
    for (const Node *item = list->first; item; item = item->next)
        add(m, MENTION_SOURCE, str_format(m->p->l->keep, "%d", list->u.list.start + m->has[MENTION_SOURCE].n));
}

static void add_node(InReport *m, const Node *n)
{
    switch (n->kind) {
    case NODE_HEADING: add_heading(m, n); break;
    case NODE_PARAGRAPH: add_paragraph(m, n); break;
    case NODE_TABLE: add_captioned(m, n, MENTION_TABLE); break;
    case NODE_FIGURE: add_captioned(m, n, MENTION_FIGURE); break;
    case NODE_LIST:
        if (n->u.list.ordered && (node_is_bibliography(n->parent) || m->in_bibliography))
            add_sources(m, n);
        break;
    default: break;
    }
}

InReport *mentions_new(const Paper *p)
{
    InReport *m = NEW(p->l->keep, InReport);
    m->p = p;
    for (const Node *n = p->part; n; n = node_next_block(n, p->part))
        add_node(m, n);
    return m;
}

/* --- what is mentioned --- */

/* The end of "9.3", "14", "C", "B2" at a byte; `from` when there is none. */
static int designator_end(Str s, int from)
{
    int i = from;
    if (i < s.n && is_upper(s.p[i]))
        i++;
    while (i < s.n && is_digit(s.p[i]))
        i++;
    while (i > from && i + 1 < s.n && s.p[i] == '.' && is_digit(s.p[i + 1]))
        for (i++; i < s.n && is_digit(s.p[i]);)
            i++;
    bool goes_on = i < s.n && (is_letter(s.p[i]) || (unsigned char)s.p[i] >= 0xC3);
    return goes_on ? from : i;
}

static bool skip_gap(Str s, int *at)
{
    if (*at < s.n && (s.p[*at] == ' ' || s.p[*at] == '\n'))
        return (*at)++, true;
    if (str_starts(str_sub(s, *at, s.n), "\xC2\xA0"))
        return *at += 2, true;
    return false;
}

/* Behind "paragraphs 3.4": ", ", " and ", " to ", before the next number. */
static bool skip_joint(Str s, int *at)
{
    static const char *const joints[] = {" and ", ", ", " to ", " or ", "\xE2\x80\x93", "-"};
    for (int i = 0; i < COUNT(joints); i++)
        if (str_starts(str_sub(s, *at, s.n), joints[i])) {
            *at += str_c(joints[i]).n;
            return true;
        }
    return false;
}

/* "The Code (paragraph 7.12)", "circular 5/2013 (Appendix F)"; but "the Capital Strategy (Appendix F)" is at hand. */
static bool is_in_named(WordKind kind, Str before)
{
    if (!str_ends(before, " ("))
        return false;
    Str word = last_word(str_sub(before, 0, before.n - 2));
    return word.n && (is_digit(word.p[word.n - 1]) || (kind == MENTION_PARAGRAPH && is_upper(word.p[0])));
}

static bool is_owned(Str before)
{
    static const char *const owners[] = {"\xE2\x80\x99s ", "'s ",  "\xE2\x80\x99 ", "Act ",   "Act, ",
                                         "own ",           "its ", "Its ",          "their ", "Their "};
    for (int i = 0; i < COUNT(owners); i++)
        if (str_ends(before, owners[i]))
            return true;
    return false;
}

static bool is_elsewhere(WordKind kind, Str before, Str behind)
{
    static const char *const dated[] = {" of the report of ", " to the report of ", " of the report to ",
                                        " to the report to ", " of the report on ", " to the report on "};
    static const char *const own[] = {" of this ", " to this ", " in this ", " of the report", " to the report"};
    static const char *const other[] = {" of ",     " to the ", " to its ", " to that ",
                                        " in the ", " in its ", " on the ", " from "};
    if (begins_with_one_of(behind, dated, COUNT(dated)))
        return true;
    if (begins_with_one_of(behind, own, COUNT(own)))
        return false;
    return is_owned(before) || is_in_named(kind, before) || begins_with_one_of(behind, other, COUNT(other));
}

static bool sends_there(Str before, Str behind)
{
    static const char *const to[] = {" above", " below", " of this "};
    return str_ends(before, "see ") || str_ends(before, "See ") || begins_with_one_of(behind, to, COUNT(to));
}

/* "item 4 in the Bibliography": the words between. */
static bool is_of_bibliography(Str behind)
{
    static const char *const links[] = {" in the ", " of the "};
    for (int i = 0; i < COUNT(links); i++) {
        Str rest = str_sub(behind, str_c(links[i]).n, behind.n);
        if (str_starts(behind, links[i]) && (str_starts(rest, "bibliography") || str_starts(rest, "Bibliography")))
            return true;
    }
    return false;
}

static bool names_source(Str word)
{
    static const char *const names[] = {"item", "point", "number", "source", "reference", "entry"};
    for (int i = 0; i < COUNT(names); i++)
        if (str_eq_folded(word, str_c(names[i])))
            return true;
    return false;
}

static bool has_form(WordKind kind, Str number)
{
    bool parts = str_find(number, ".") >= 0;
    if (kind == MENTION_PARAGRAPH)
        return parts && is_digit(number.p[0]);
    return kind == MENTION_APPENDIX ? !parts : is_digit(number.p[0]);
}

typedef struct InWords {
    WordKind kind;
    int word, from, to; /* bytes of the run: of "paragraph", and of its number */
    int behind;         /* behind all numbers of a list */
} InWords;

static void report_missing(const InReport *m, const LintRun *run, const InWords *at)
{
    Diag *d = m->p->l->diag;
    Str number = str_sub(run->text, at->from, at->to);
    Pos pos = lint_run_pos(m->p->l, run, at->from, at->to);
    Str last = m->last[at->kind];
    if (at->kind == MENTION_SOURCE && !last.n)
        diag(d, RPT005, pos, "this report has no bibliography with items that are numbered");
    else if (at->kind == MENTION_SOURCE)
        diag(d, RPT005, pos, "the bibliography has no item " STR_FMT "; expected one of its %d", STR_ARG(number),
             m->has[MENTION_SOURCE].n);
    else if (last.n)
        diag(d, RPT005, pos, "this report has no %s " STR_FMT "; the last is " STR_FMT, kinds[at->kind].named,
             STR_ARG(number), STR_ARG(last));
    else
        diag(d, RPT005, pos, "this report has no %s " STR_FMT, kinds[at->kind].named, STR_ARG(number));
    diag_help(d, "give it a label, and refer to that: {{ ref label }}");
}

static void judge(const InReport *m, const LintRun *run, const InWords *at)
{
    Str number = str_sub(run->text, at->from, at->to), before = str_sub(run->text, 0, at->word);
    Str behind = str_sub(run->text, at->behind, run->text.n);
    bool source = is_of_bibliography(behind);
    if (at->kind == MENTION_SOURCE ? !source
                                   : source || !has_form(at->kind, number) || is_elsewhere(at->kind, before, behind))
        return;
    if (at->kind == MENTION_SECTION && !sends_there(before, behind))
        return;
    Str key = in_capitals(m->p->l->arena, number);
    if (!map_find(&m->has[at->kind], key) && !report_is_explained(run, at->from))
        report_missing(m, run, at);
}

/* All the numbers behind the word: "paragraphs 3.4, 3.5 and 9.3". */
static void judge_list(const InReport *m, const LintRun *run, InWords at)
{
    enum { NUMBERS_MOST = 20 };
    int from[NUMBERS_MOST], to[NUMBERS_MOST], n = 0, i = at.behind;
    for (bool more = skip_gap(run->text, &i); more && n < NUMBERS_MOST; more = skip_joint(run->text, &i)) {
        int end = designator_end(run->text, i);
        if (end == i)
            break;
        from[n] = i, to[n++] = end;
        i = at.behind = end;
    }
    for (int k = 0; k < n; k++) {
        at.from = from[k], at.to = to[k];
        judge(m, run, &at);
    }
}

void mentions_check(InReport *m, const LintRun *run)
{
    if (!report_is_english(m->p->doc, run->block) || node_up(run->block, NODE_NOTE))
        return;
    int at = 0;
    for (LintWord w; lint_word(run->text, &at, &w);) {
        Str word = str_sub(run->text, w.from, w.to);
        InWords mention = {.kind = MENTION_SOURCE, .word = w.from, .behind = w.to};
        if (kind_of(word, &mention.kind) || names_source(word))
            judge_list(m, run, mention);
    }
}
