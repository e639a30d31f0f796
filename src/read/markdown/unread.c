/* Markup that was not read: text that the page would show with its marks.
 *
 * While a block's inlines are read, what becomes plain text is copied into a mask as long as the flat text; code,
 * escapes, entities and the marks of whatever was read stay opaque there. Looking at the mask afterwards finds mistyped
 * forms of ours and the forms of other dialects, and never code or an escaped character, so a backslash settles every
 * doubt.
 *
 * A false alarm costs a writer as much as a silence. So each rule needs more than one character as evidence: marks on
 * both sides, a mark and no space, or a place at the beginning of a line. A block whose text has none of the characters
 * that begin a rule gets no mask and pays nothing. */
#include "read/markdown/unread_private.h"

#include <string.h>

#include "base/ascii.h"

enum { OPAQUE = 1, SHOWN_MOST = 40, SCRIPT_MOST = 20, BRACE_MOST = 200, TARGET_MOST = 300, FINDINGS_MOST = 20 };

typedef enum Mark { MARK_NONE, MARK_IN_TEXT, MARK_AT_LINE } Mark;

/* What can begin a rule: anywhere, or at the beginning of a line alone. */
static const unsigned char marks[256] = {
    ['*'] = MARK_IN_TEXT, ['_'] = MARK_IN_TEXT, ['~'] = MARK_IN_TEXT, ['^'] = MARK_IN_TEXT, ['['] = MARK_IN_TEXT,
    ['{'] = MARK_IN_TEXT, ['$'] = MARK_IN_TEXT, ['='] = MARK_IN_TEXT, ['`'] = MARK_IN_TEXT, ['&'] = MARK_IN_TEXT,
    ['|'] = MARK_AT_LINE, ['#'] = MARK_AT_LINE, ['+'] = MARK_AT_LINE, [':'] = MARK_AT_LINE, ['!'] = MARK_AT_LINE,
    ['-'] = MARK_AT_LINE, ['('] = MARK_AT_LINE,
};

typedef struct Glance {
    Reading *g;
    Flat *f;
    const Md *block;
    InlineUse use;
    Str s;     /* the mask */
    int start; /* of the text in it */
    int *found;
} Glance;

/* -- The mask ----------------------------------------------------------------------------------------------------- */

/* The lines of a flat text have no spaces before them, and that of a cell begins behind its prefix. */
static bool may_have_marks(Str flat)
{
    for (int i = 0; i < flat.n; i++) {
        Mark mark = marks[(unsigned char)flat.p[i]];
        if (mark == MARK_IN_TEXT || (mark == MARK_AT_LINE && (i == 0 || is_space(flat.p[i - 1]))))
            return true;
    }
    return false;
}

void unread_begin(Unread *u, Arena *a, Str flat)
{
    u->mask = NULL;
    if (!may_have_marks(flat))
        return;
    u->mask = arena_alloc(a, (size_t)flat.n);
    memset(u->mask, OPAQUE, (size_t)flat.n);
    for (int i = 0; i < flat.n; i++)
        if (flat.p[i] == '\n')
            u->mask[i] = '\n';
}

void unread_show(Unread *u, Str flat, int from, int to)
{
    if (!u->mask || to > flat.n || to <= from)
        return;
    memcpy(u->mask + from, flat.p + from, (size_t)(to - from));
}

void unread_hide(Unread *u, int from, int to)
{
    if (u->mask)
        memset(u->mask + from, OPAQUE, (size_t)(to - from));
}

static char at(const Glance *l, int i)
{
    return i >= 0 && i < l->s.n ? l->s.p[i] : '\0';
}

static bool is_word(char c)
{
    return is_alphanumeric(c) || (unsigned char)c >= 0x80;
}

/* Space, or the end of the text. */
static bool is_gap(char c)
{
    return c == '\0' || is_space(c);
}

static bool begins_line(const Glance *l, int i)
{
    while (i > l->start && is_blank(l->s.p[i - 1]))
        i--;
    return i == l->start || l->s.p[i - 1] == '\n';
}

static int line_end(const Glance *l, int i)
{
    while (i < l->s.n && l->s.p[i] != '\n')
        i++;
    return i;
}

static int run(const Glance *l, int i)
{
    int n = 1;
    while (at(l, i + n) == l->s.p[i])
        n++;
    return n;
}

/* Where `c` comes next in [from, from + most), on the same line. */
static int next_on_line(const Glance *l, int from, int most, char c)
{
    for (int i = from; i < l->s.n && i < from + most && l->s.p[i] != '\n'; i++)
        if (l->s.p[i] == c)
            return i;
    return -1;
}

static bool starts(const Glance *l, int i, const char *word)
{
    return str_starts(str_sub(l->s, i, l->s.n), word);
}

/* Reports [from, to) and returns to. */
static int report_as_typed(const Glance *l, int from, int to, const char *advice)
{
    if (++*l->found > FINDINGS_MOST)
        return to;
    Pos pos = flat_pos(l->f, from);
    Str text = str_sub(l->f->text, from, to);
    Str line, rest;
    str_cut(text, '\n', &line, &rest);
    Str shown = str_sub(line, 0, SHOWN_MOST);
    while (shown.n > 0 && shown.n < line.n && ((unsigned char)line.p[shown.n] & 0xC0) == 0x80)
        shown.n--;
    pos.len = utf8_count(line);
    diag(l->g->r->diag, MD014, pos, "\"" STR_FMT "%s\" would be printed as typed; %s", STR_ARG(shown),
         shown.n < line.n ? "…" : "", advice);
    return to;
}

/* -- At the beginning of a line -------------------------------------------------------------------------------- */

/* One "#" and a word can be a topic or a channel (#WhiteRibbon); a heading is alone, in no list, and has several words.
 */
static int heading(const Glance *l, int i)
{
    int n = run(l, i), end = line_end(l, i);
    char c = at(l, i + n);
    if (l->use != INLINE_TEXT || n > 6 || !is_word(c))
        return 0;
    bool sentence = memchr(".!?:;,", at(l, end - 1), 6);
    bool item = l->block->parent && l->block->parent->kind == MD_ITEM;
    bool alone = i == 0 && !item && end == l->s.n && !sentence && memchr(l->s.p + n, ' ', (size_t)(end - n));
    if (n == 1 && (!alone || !is_letter(c) || memchr(l->s.p + n, '#', (size_t)(end - n))))
        return 0;
    return report_as_typed(l, i, end, "expected a space after the number signs of a heading");
}

/* ": Meaning" without a term; "::" for ":::". */
static int colon(const Glance *l, int i)
{
    int n = run(l, i), end = line_end(l, i);
    if (n == 1 && is_blank(at(l, i + 1)) && end > i + 2)
        return report_as_typed(l, i, end,
                               "expected the term that this defines on a line of its own above it, with an empty line "
                               "before it, or, if this is a caption, its table right above or below it");
    int name = i + n;
    while (is_blank(at(l, name)))
        name++;
    int last = name;
    while (is_word(at(l, last)) || at(l, last) == '-')
        last++;
    while (is_blank(at(l, last)))
        last++;
    if (n < 2 || (last < end && at(l, last) != '{'))
        return 0;
    return report_as_typed(l, i, end,
                           n == 2 ? "expected three colons at the beginning and the end of a block"
                                  : "expected the colons of a block at the beginning of a paragraph's line");
}

static bool is_delimiter(Str s)
{
    int dashes = 0, bars = 0;
    for (int i = 0; i < s.n; i++) {
        dashes += s.p[i] == '-';
        bars += s.p[i] == '|';
        if (!memchr("-|: ", s.p[i], 4))
            return false;
    }
    return dashes >= 3 && bars >= 1;
}

static bool is_row(Str s)
{
    s = str_trim(s);
    return s.n > 2 && s.p[0] == '|' && s.p[s.n - 1] == '|';
}

static Str line_of(const Glance *l, int i)
{
    return str_sub(l->s, i, line_end(l, i));
}

/* "| " before each of several lines, as Pandoc keeps the lines of verse and addresses. */
static int line_block(const Glance *l, int i)
{
    int next = line_end(l, i) + 1;
    bool several = at(l, i + 1) == ' ' && at(l, next) == '|' && at(l, next + 1) == ' ';
    if (!several || l->use != INLINE_TEXT || i != l->start)
        return 0;
    report_as_typed(l, i, line_end(l, i), "expected lines without | that end with a backslash, to keep them apart");
    return l->s.n;
}

/* "#." and "(@)", which other programs number; "(@name)" is more often a person. */
static int numbered(const Glance *l, int i)
{
    int end = starts(l, i, "#. ") ? i + 2 : starts(l, i, "(@) ") ? i + 3 : 0;
    if (end <= i || l->use != INLINE_TEXT || at(l, end) != ' ')
        return 0;
    return report_as_typed(l, i, end, "expected a number, as in 1. words");
}

/* Lines with bars that are no table: the delimiter row is missing or has another number of cells. */
static int table(const Glance *l, int i)
{
    if (l->use != INLINE_TEXT || !is_row(line_of(l, i)))
        return line_block(l, i);
    int rows = 0, delimiters = 0, end = i;
    for (int next = i; next < l->s.n && is_row(line_of(l, next)); next = end + 1) {
        delimiters += is_delimiter(line_of(l, next));
        end = line_end(l, next);
        rows++;
    }
    if (rows < 2)
        return 0;
    if (delimiters > 0)
        return report_as_typed(l, i, end,
                               "expected a line such as |---|---| below a table's first row, with as many cells");
    Buf dashes = {0};
    Str row = str_trim(line_of(l, i));
    for (int k = 0; k < row.n; k++)
        if (row.p[k] == '|')
            buf_puts(&dashes, k + 1 < row.n ? "|---" : "|");
    Str advice = str_format(l->g->scratch, "expected the line " STR_FMT " below a table's first row",
                            STR_ARG(buf_view(&dashes)));
    buf_free(&dashes);
    return report_as_typed(l, i, end, str_cdup(l->g->scratch, advice));
}

/* ---|--- in a paragraph */
static int delimiter(const Glance *l, int i)
{
    return report_as_typed(l, i, line_end(l, i),
                           "expected an empty line before a table, and as many cells in this line as in the one above");
}

/* +-----+-----+ that did not begin a table, or has a fault. */
static int grid(const Glance *l, int i)
{
    Str s = str_trim(line_of(l, i));
    if (l->use != INLINE_TEXT || s.n < 5 || !grid_border(s))
        return 0;
    const MdText *text = l->g->text;
    const MdLine *line = &text->lines[flat_line_of(l->f, i)];
    const GridFault *fault = line->use == LINE_PLAIN && line->form > 0 ? &text->faults.at[line->form - 1] : NULL;
    if (fault)
        diag(l->g->r->diag, MD014, md_pos(l->g->text, l->g->file, fault->line, fault->byte), "%s", fault->why);
    else
        report_as_typed(l, i, line_end(l, i), "expected an empty line above this table, or no border");
    return l->s.n;
}

/* -Word on two lines one after the other. */
static int tight_list(const Glance *l, int i)
{
    int next = line_end(l, i) + 1;
    if (!is_letter(at(l, i + 1)) || at(l, next) != '-' || !is_letter(at(l, next + 1)) || l->use != INLINE_TEXT)
        return 0;
    return report_as_typed(l, i, l->s.n,
                           "expected a space after the hyphen of an item, and an empty line before the list");
}

static int at_line(const Glance *l, int i)
{
    switch (l->s.p[i]) {
    case '(': return numbered(l, i);
    case '#': return starts(l, i, "#. ") ? numbered(l, i) : heading(l, i);
    case ':': return is_delimiter(line_of(l, i)) ? delimiter(l, i) : colon(l, i);
    case '|': return table(l, i);
    case '+': return grid(l, i);
    case '-': return is_delimiter(line_of(l, i)) ? delimiter(l, i) : tight_list(l, i);
    case '!':
        if (starts(l, i, "!!! "))
            return report_as_typed(l, i, line_end(l, i), "expected a block such as ::: panel");
        return 0;
    default: return 0;
    }
}

/* -- Brackets --------------------------------------------------------------------------------------------------- */

/* -1: there is none, or brackets are in one another as in no text; so each byte is read a few times at most. */
static int closing_bracket(const Glance *l, int i)
{
    enum { DEPTH_MOST = 8 };
    int depth = 0;
    for (; depth <= DEPTH_MOST && at(l, i) != '\0'; i++) {
        depth += (l->s.p[i] == '[') - (l->s.p[i] == ']');
        if (depth == 0)
            return i;
    }
    return -1;
}

static bool is_number(Str s)
{
    for (int i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

static bool looks_like_address(const Glance *l, int i)
{
    return starts(l, i, "http") || starts(l, i, "www.") || starts(l, i, "mailto:") || at(l, i) == '#';
}

/* What stands behind "]": a target, a label, attributes. */
static int behind_bracket(const Glance *l, int from, int close)
{
    bool picture = at(l, from) == '!';
    Str words = str_sub(l->s, from + picture + 1, close);
    int next = close + 1;
    if (starts(l, next, "({%"))
        return 0; /* it is the instruction that is reported */
    if (at(l, next) == '(') {
        int end = next_on_line(l, next, TARGET_MOST, ')');
        if (end < 0 || is_number(words))
            return 0;
        return report_as_typed(l, from, end + 1,
                               picture ? "expected ![what it shows](<path with spaces.png>): a path with a space "
                                         "stands in < >"
                                       : "expected [words](<address>): an address with a space stands in < >");
    }
    if (at(l, next) == ' ' && at(l, next + 1) == '(' && looks_like_address(l, next + 2)) {
        int end = next_on_line(l, next, TARGET_MOST, ')');
        return end < 0 ? 0 : report_as_typed(l, from, end + 1, "expected no space between \"]\" and \"(\"");
    }
    if (at(l, next) == '[' && at(l, next + 1) != '^') {
        int end = closing_bracket(l, next);
        if (end < 0 || is_number(words) || (!picture && from > 0 && is_word(at(l, from - 1))))
            return 0;
        return report_as_typed(l, from, end + 1,
                               "nothing defines this label; expected [words](address), or [label]: address");
    }
    if (picture && is_gap(at(l, next)))
        return report_as_typed(l, from, next, "expected ![what it shows](path)");
    return 0;
}

static bool is_callout(Str words)
{
    int i = 1;
    while (i < words.n && is_letter(words.p[i]))
        i++;
    return words.n > 2 && words.p[0] == '!' && i == words.n;
}

/* [@smith2014, p. 33]: a key with a year or a colon in it. A name alone is a person on a website. */
static bool is_citation(Str words)
{
    Str key, rest;
    if (words.n < 2 || words.p[0] != '@')
        return false;
    str_cut(words, ',', &key, &rest);
    for (int i = 1; i < key.n; i++)
        if (is_digit(key.p[i]) || key.p[i] == ':')
            return true;
    return false;
}

/* "[ ] " and "[x] " at the beginning of a paragraph's line; in an item, also without one of the spaces. */
static bool looks_like_task(const Glance *l, int i, Str words)
{
    bool item = i == 0 && l->block->parent && l->block->parent->kind == MD_ITEM;
    if (l->use != INLINE_TEXT || words.n > 1 || !begins_line(l, i) || (words.n == 1 && !memchr(" xX", words.p[0], 3)))
        return false;
    char after = at(l, i + words.n + 2);
    return is_blank(after) || (item && words.n == 1 && words.p[0] == ' ' && is_word(after));
}

static int bracket(const Glance *l, int i)
{
    bool picture = at(l, i - 1) == '!' && !is_word(at(l, i - 2));
    int close = closing_bracket(l, i);
    if (close < 0)
        return 0;
    Str words = str_sub(l->s, i + 1, close);
    if (words.n > 1 && words.p[0] == '[' && words.p[words.n - 1] == ']')
        return report_as_typed(l, i, close + 1,
                               "wiki links are not supported; expected [words](#label) or {{ ref label }}");
    if (looks_like_task(l, i, words))
        return report_as_typed(l, i, close + 1, "expected a task as an item of a list: - [ ] words, or - [x] words");
    if (is_callout(words) && begins_line(l, i))
        return report_as_typed(l, i, close + 1, "expected a block such as ::: panel");
    if (is_citation(words))
        return report_as_typed(l, i, close + 1, "citations are not supported; expected a footnote, as in [^1]");
    if (i == 0 && close + 1 == l->s.n && (str_is(words, "TOC") || str_is(words, "toc")))
        return report_as_typed(l, i, close + 1, "the template sets the contents; expected no mark for it");
    return behind_bracket(l, picture ? i - 1 : i, close);
}

/* -- Braces ----------------------------------------------------------------------------------------------------- */

static bool is_place_char(char c)
{
    return is_word(c) || (c != '\0' && memchr("-_./| ", c, 6));
}

/* {budget/pay/plan}, {ref label}: one brace instead of two. */
static bool is_place(const Glance *l, Str words)
{
    words = str_trim(words);
    int slashes = 0;
    for (int i = 0; i < words.n; i++) {
        slashes += words.p[i] == '/';
        if (!is_place_char(words.p[i]))
            return false;
    }
    Str first, rest;
    str_cut(words, slashes > 0 ? '/' : ' ', &first, &rest);
    if (slashes > 0)
        return slashes == 2 || map_find(&l->g->doc->tables, first);
    bool one_word = rest.n > 0 && !memchr(rest.p, ' ', (size_t)rest.n);
    if (str_is(first, "count"))
        return one_word && map_find(&l->g->doc->tables, rest);
    return one_word && (str_is(first, "ref") || str_is(first, "page") || str_is(first, "pages"));
}

static bool looks_like_braces(Str words)
{
    words = str_trim(words);
    if (words.n < 2)
        return false;
    if (words.p[0] == '.' || words.p[0] == '#')
        return is_word(words.p[1]);
    int i = 0;
    while (i < words.n && (is_lower(words.p[i]) || words.p[i] == '-'))
        i++;
    return i > 0 && i + 1 < words.n && words.p[i] == '=' && !is_space(words.p[i + 1]) && words.p[i + 1] != '=';
}

/* Braces right behind something, or in a heading, that are not valid: MD003 was added. */
static bool was_reported(const Glance *l, int i)
{
    Attrs attrs;
    int bad;
    bool tried = l->use == INLINE_HEADING || l->use == INLINE_CAPTION || at(l, i - 1) == ']' || at(l, i - 1) == OPAQUE;
    return tried && attrs_read(l->g->scratch, l->f, i, &attrs, &bad) == 0;
}

static int brace(const Glance *l, int i)
{
    int close = next_on_line(l, i + 1, BRACE_MOST, '}');
    char c = at(l, i + 1);
    if (close < 0 || c == '{')
        return i + run(l, i); /* two: reported where they were read */
    Str words = str_sub(l->s, i + 1, close);
    if (c == '%' && at(l, close - 1) == '%')
        return report_as_typed(l, i, close + 1,
                               "planpress has no such instructions; expected text, or {{ … }} for a figure");
    if (c == ':' && words.n > 2 && (words.p[1] == ' ' || words.p[1] == '.' || words.p[1] == '#' || words.p[1] == ':'))
        return report_as_typed(l, i, close + 1, "expected braces without a colon, as in {#label} or [words]{.class}");
    if (is_place(l, words)) {
        Str form = str_trim(words);
        Str advice = str_format(l->g->scratch, "expected {{ " STR_FMT " }}", STR_ARG(form));
        return report_as_typed(l, i, close + 1, str_cdup(l->g->scratch, advice));
    }
    if (looks_like_braces(words) && !was_reported(l, i))
        return report_as_typed(l, i, close + 1,
                               "attributes here belong to nothing; expected them right after a picture, link or "
                               "[words], or {#label} alone at the end of a paragraph");
    return 0;
}

/* -- Marks round words ------------------------------------------------------------------------------------------ */

/* Where a run of n marks ends what a run at i began: word characters inside at both ends. */
static int closing_run(const Glance *l, int i, int n, bool spaces)
{
    char c = l->s.p[i];
    for (int k = i + n; k + n <= l->s.n && k < i + TARGET_MOST; k++) {
        if (l->s.p[k] == '\n' || (!spaces && is_space(l->s.p[k])))
            return 0;
        if (l->s.p[k] == c && run(l, k) == n && k > i + n && !is_space(l->s.p[k - 1]))
            return k + n;
        if (l->s.p[k] == c)
            k += run(l, k) - 1;
    }
    return 0;
}

/* Two tildes that struck nothing out, or one where other dialects set inferior figures. */
static int tilde(const Glance *l, int i)
{
    int n = run(l, i), end = 0;
    if (n == 1 && at(l, i + 1) == ' ' && i > l->start && begins_line(l, i) && l->use == INLINE_TEXT)
        return report_as_typed(l, i, i + n, "expected a colon and a space before the definition of a term");
    char before = i > l->start ? at(l, i - 1) : '\0', after = at(l, i + n);
    bool escaped = str_find(str_sub(l->f->text, i - TARGET_MOST, i), "\\~") >= 0; /* what it would end */
    if (n == 2 && is_word(after) && !is_word(before))
        return report_as_typed(l, i, i + n,
                               "these words are not struck out to an end; expected ~~ right after the last");
    if (n == 2 && !escaped && is_word(before) && (is_gap(after) || memchr(".,;:!?)", after, 7)))
        return report_as_typed(l, i, i + n, "nothing begins to strike out here; expected ~~ right before a word");
    if (n == 1 && is_word(before) && is_word(after) && (end = closing_run(l, i, n, false)) > 0
        && end - i <= SCRIPT_MOST)
        return report_as_typed(l, i, end, "expected <sub>…</sub> for inferior figures");
    return i + n;
}

static int caret(const Glance *l, int i)
{
    if (at(l, i + 1) == '[')
        return report_as_typed(l, i, line_end(l, i),
                               closing_bracket(l, i + 1) < 0 ? "this note in the text is not closed; expected \"]\""
                                                             : "a note cannot stand here; expected it in a paragraph, "
                                                               "or [^1]");
    int n = run(l, i), end = n == 1 && is_word(at(l, i + 1)) ? closing_run(l, i, 1, false) : 0;
    if (n > 1)
        return i + n - 1; /* the last may begin a note */
    for (int k = i + 1; k < end; k++)
        if (at(l, k) == '(' || at(l, k) == ')')
            return 0; /* two powers in one term */
    if (end == 0 || end - i > SCRIPT_MOST || !(is_word(at(l, i - 1)) || at(l, i - 1) == ')'))
        return 0;
    return report_as_typed(l, i, end, "expected <sup>…</sup> for superior figures");
}

static int highlight(const Glance *l, int i)
{
    int n = run(l, i);
    if (n != 2 || is_word(at(l, i - 1)) || !is_word(at(l, i + n)))
        return i + n;
    int end = closing_run(l, i, n, true);
    return end > 0 && !is_word(at(l, end)) ? report_as_typed(l, i, end, "text is not highlighted; expected **bold**")
                                           : i + n;
}

/* $…$ with a command, an exponent or an index in it, and $$: formulas. Money has none of these. */
static int dollar(const Glance *l, int i)
{
    int n = run(l, i);
    if (n == 2 && begins_line(l, i))
        return report_as_typed(l, i, l->s.n, "formulas are not supported; expected words, or a picture of the formula");
    int end = n == 1 && !is_gap(at(l, i + 1)) ? closing_run(l, i, 1, true) : 0;
    Str words = str_sub(l->s, i + 1, end - 1);
    for (int k = 0; end > 0 && k < words.n; k++)
        if (memchr("\\^_", words.p[k], 3) && !is_word(at(l, end)))
            return report_as_typed(l, i, end,
                                   "formulas are not supported; expected words, or a picture of the formula");
    return i + n;
}

/* A star behind a word is the mark of a note below a table, and then one before a word begins that note. */
static int emphasis(const Glance *l, int i)
{
    char c = l->s.p[i], before = i > l->start ? at(l, i - 1) : '\0', after = at(l, i + run(l, i));
    int n = run(l, i);
    bool opens = is_word(after) && !is_word(before) && before != OPAQUE && n <= 3;
    bool closes = is_word(before) && (is_gap(after) || (after != c && memchr(".,;:!?)", after, 7))) && n <= 3;
    if (c == '*' && closes && (n == 1 || l->use == INLINE_CELL))
        l->g->star_is_note = true;
    if (c == '_' && (n == 2 || memchr("/\\._-=<>", before, 9)))
        return i + n; /* names in programs */
    bool may_be_note = l->g->star_is_note || (n == 1 && l->use == INLINE_CELL);
    if (opens && c == '*' && i == l->start && may_be_note)
        return i + n;
    int word = i + n;
    bool is_name = false; /* as in _inProgram */
    for (; is_word(at(l, word)); word++)
        is_name = is_name || (word > i + n && is_upper(at(l, word)));
    if (c == '_' && is_name)
        return word;
    if (opens && (c == '*' || is_gap(at(l, word)) || memchr(",;:!?", at(l, word), 5)))
        return report_as_typed(l, i, word,
                               "this emphasis is not closed; expected the same marks at its end, right after a word");
    if (closes && c == '*' && n > 1 && l->use == INLINE_TEXT && is_letter(before))
        return report_as_typed(l, i, i + n, "nothing opens this emphasis; expected the same marks before a word");
    return i + n;
}

/* `word' is a quotation of the days of typewriters. */
static int code(const Glance *l, int i)
{
    int n = run(l, i), word = i + n;
    while (is_word(at(l, word)) || at(l, word) == '-')
        word++;
    bool quoted = n <= 2 && at(l, word) == '\'';
    if (n > 3 || !is_word(at(l, i + n)) || !is_gap(at(l, i - 1)) || quoted)
        return i + n;
    return report_as_typed(l, i, i + n, "this code is not closed; expected the same marks at its end");
}

/* &nbsp without its semicolon. */
static int entity(const Glance *l, int i)
{
    static const char *const names[] = {"&nbsp", "&amp", "&pound", "&ndash", "&mdash", "&quot", "&euro"};
    for (int k = 0; k < COUNT(names); k++) {
        int end = i + str_c(names[k]).n;
        if (starts(l, i, names[k]) && !is_letter(at(l, end)) && at(l, end) != '=' && at(l, end) != ';')
            return report_as_typed(l, i, end, "expected a semicolon at its end, or the character itself");
    }
    return 0;
}

static int in_text(const Glance *l, int i)
{
    switch (l->s.p[i]) {
    case '[': return bracket(l, i);
    case '{': return brace(l, i);
    case '~': return tilde(l, i);
    case '^': return caret(l, i);
    case '=': return highlight(l, i);
    case '$': return dollar(l, i);
    case '*':
    case '_': return emphasis(l, i);
    case '`': return code(l, i);
    case '&': return entity(l, i);
    default: return 0;
    }
}

void unread_report(Reading *g, Flat *f, const Unread *u, const Md *block, InlineUse use)
{
    if (!u->mask)
        return;
    int found = 0; /* in one block; more would have the same cause */
    bool prefixed = use == INLINE_CELL || use == INLINE_CAPTION;
    Glance l = {g, f, block, use, {u->mask, f->text.n}, prefixed ? CELL_PREFIX_LEN : 0, &found};
    for (int i = l.start; i < l.s.n;) {
        int end = 0;
        if (marks[(unsigned char)l.s.p[i]] != MARK_NONE) {
            end = begins_line(&l, i) ? at_line(&l, i) : 0;
            end = end > i ? end : in_text(&l, i);
        }
        i = end > i ? end : i + 1;
    }
}

/* -- Tables of aligned dashes ---------------------------------------------------------------------------------------
 * cmark reads their second line as a rule. */

void unread_rule(Reading *g, const Md *rule)
{
    Str s = g->text->lines[rule->line - 1].text;
    int groups = 0, longest = 0, length = 0;
    for (int i = 0; i < s.n; i++) {
        length = s.p[i] == '-' ? length + 1 : 0;
        groups += length == 1;
        longest = int_max(longest, length);
    }
    int above = rule->line - 2;
    if (groups < 2 || longest < 3 || above < 0 || str_trim(g->text->lines[above].text).n == 0)
        return;
    Pos pos = md_pos(g->text, g->file, rule->line - 1, rule->col - 1);
    diag(g->r->diag, MD014, pos,
         "a table of aligned dashes is not supported; expected a table with | and a line |---|---|");
}
