/* The words of a block in one piece, and the way back from a byte of it to a place in the source.
 *
 * The words of a text node are on one line of their file, but not always byte for byte: a typographic quotation mark
 * was a straight one, an escape had a backslash, a figure was a placeholder. So a finding's words are searched for
 * in the source from the node's place on. If they occur for the third time in the node, they are the third there.
 * Words from XML may be some lines further on. If they are not found, the node's own place is used.
 *
 * A paragraph of a megabyte may have a finding in each sentence. So the search goes on from the place that it found
 * last, in the node and in the line. */
#include "check/lint_run.h"

#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"

#define NOT_WORDS "\xEF\xBF\xBC" /* U+FFFC, for content that is not words */

enum { REACH = 4000 };   /* how far words may be from where they are looked for */
enum { LOST_MOST = 64 }; /* words of a text that are looked for in vain */

/* --- the run ---------------------------------------------------------- */

/* Next in reading order that is not below n. */
const Node *lint_behind(const Node *n, const Node *root)
{
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

static void put_leaf(Lint *l, LintRun *run, Buf *text, const Node *n)
{
    switch (n->kind) {
    case NODE_TEXT:
        VEC_PUSH(l->arena, &run->parts, (RunPart){text->n, n});
        buf_str(text, n->u.text.text);
        break;
    case NODE_SOFT_BREAK: buf_char(text, ' '); break;
    case NODE_LINE_BREAK: buf_char(text, '\n'); break;
    case NODE_NOTE_REF: VEC_PUSH(l->arena, &run->notes, (RunNote){text->n, n->u.note_ref.note}); break;
    case NODE_CODE:
    case NODE_IMAGE:
    case NODE_REF: buf_puts(text, NOT_WORDS); break;
    default: break;
    }
}

void lint_run(Lint *l, const Node *block, LintRun *out)
{
    Buf text = {0};
    *out = (LintRun){.block = block};
    for (const Node *n = node_next(block, block); n;) {
        put_leaf(l, out, &text, n);
        bool apart = n->kind == NODE_IMAGE || n->kind == NODE_STRIKE; /* not of the sentence */
        n = apart ? lint_behind(n, block) : node_next(n, block);
    }
    out->text = buf_take(&text, l->arena);
}

/* --- places ----------------------------------------------------------- */

static void set_line(LintLine *l, Str source, int number, int at)
{
    const char *end = at < source.n ? memchr(source.p + at, '\n', (size_t)(source.n - at)) : NULL;
    l->line = number;
    l->at = l->col_at = at;
    l->end = end ? (int)(end - source.p) : source.n;
    l->col = 1;
}

/* Lines are mostly requested in order. False: there is no such line. */
static bool go_to_line(LintLine *l, Str source, int file, int line)
{
    if (l->file != file || l->line == 0 || l->line > line)
        l->file = file, set_line(l, source, 1, 0);
    while (l->line < line) {
        if (l->end >= source.n)
            return false;
        set_line(l, source, l->line + 1, l->end + 1);
    }
    return true;
}

/* The byte of the line where a column is; so are columns. */
static int column_start(LintLine *l, Str source, int col)
{
    if (l->col > col)
        l->col = 1, l->col_at = l->at;
    for (; l->col < col && l->col_at < l->end; l->col++)
        utf8_next(source, &l->col_at);
    return l->col_at;
}

static int find_from(Str s, int from, Str needle)
{
    for (int i = from; i + needle.n <= s.n; i++)
        if (memcmp(s.p + i, needle.p, (size_t)needle.n) == 0)
            return i;
    return -1;
}

/* The byte of the source where the needle occurs for the (before + 1)th time in [from, to); -1: it does not. */
static int find_nth(Str source, int from, int to, Str needle, int before)
{
    Str s = str_sub(source, 0, to);
    int at = find_from(s, from, needle);
    for (; at >= 0 && before > 0; before--)
        at = find_from(s, at + 1, needle);
    return at;
}

/* How often the needle begins in [from, to). */
static int count_between(Str text, int from, int to, Str needle)
{
    int n = 0;
    for (int at = from; at < to && at + needle.n <= text.n; at++)
        n += memcmp(text.p + at, needle.p, (size_t)needle.n) == 0;
    return n;
}

/* The source position of [at, …), searched from the place `pos` at byte `from`. */
static Pos place_of(Str source, Pos pos, int from, int at, Str needle)
{
    for (int i = from; i < at; i++)
        if (source.p[i] == '\n')
            pos.line++, pos.col = 1, from = i + 1;
    pos.col += utf8_count(str_sub(source, from, at));
    pos.len = utf8_count(needle);
    return pos;
}

/* Begins the trail of a text node, unless it leads to a byte of it already. False: its place is not in the source. */
static bool take_up_trail(Lint *l, Str source, const Node *text, int from)
{
    Pos pos = text->pos;
    if (l->trail.text == text && l->trail.from <= from)
        return true;
    if (source.n == 0 || pos.line < 1 || pos.col < 1 || !go_to_line(&l->line, source, pos.file, pos.line))
        return false;
    int lost = l->trail.text == text ? l->trail.lost : 0;
    l->trail = (LintTrail){.text = text, .at = column_start(&l->line, source, pos.col), .pos = pos, .lost = lost};
    return true;
}

/* The end of what is searched: the line, or in XML some way on, and never far beyond as many bytes as the words before
 * would take if each of their characters were typed as an entity. */
static int search_end(Lint *l, Str source, Str needle, int from)
{
    enum { ENTITY = 10 };
    const LintTrail *t = &l->trail;
    int64_t reach = (int64_t)t->at + REACH + (int64_t)(from - t->from) * ENTITY + needle.n;
    int most = reach < source.n ? (int)reach : source.n;
    if (str_ends(diag_path(l->diag, t->pos.file), ".xml"))
        return most;
    const char *end = memchr(source.p + t->at, '\n', (size_t)(most - t->at));
    return end ? (int)(end - source.p) : most;
}

/* Where the needle, bytes from `from` on of a text node, is in the source. False: not found. */
static bool look_up(Lint *l, const Node *text, Str needle, int from, Pos *pos)
{
    Str source = diag_text(l->diag, text->pos.file);
    if (needle.n == 0 || !take_up_trail(l, source, text, from) || l->trail.lost > LOST_MOST)
        return false;
    LintTrail *t = &l->trail;
    int before = count_between(text->u.text.text, t->from, from, needle);
    int at = find_nth(source, t->at, search_end(l, source, needle, from), needle, before);
    if (at < 0) {
        t->lost++;
        return false;
    }
    *pos = place_of(source, t->pos, t->at, at, needle);
    *t = (LintTrail){text, from, at, *pos, t->lost};
    return true;
}

/* Long words that are not in the source byte for byte are searched for by the first of them. */
Pos lint_place(Lint *l, const Node *text, int from, int to)
{
    Pos pos = text->pos;
    Str needle = str_sub(text->u.text.text, from, to), first, rest;
    if (!look_up(l, text, needle, from, &pos) && str_cut(needle, ' ', &first, &rest))
        look_up(l, text, first, from, &pos);
    return pos;
}

/* The part that contains a byte; -1: there are no parts. */
static int part_at(const LintRun *run, int at)
{
    int first = 0, behind = run->parts.n; /* the last part that begins at or before the byte is in [first, behind) */
    while (behind - first > 1) {
        int middle = first + (behind - first) / 2;
        if (run->parts.at[middle].at > at)
            behind = middle;
        else
            first = middle;
    }
    return run->parts.n ? first : -1;
}

const Node *lint_run_node(const LintRun *run, int at)
{
    int i = part_at(run, at);
    return i < 0 ? NULL : run->parts.at[i].node;
}

Pos lint_run_pos(Lint *l, const LintRun *run, int from, int to)
{
    int i = part_at(run, from);
    if (i < 0)
        return run->block->pos;
    const RunPart *part = &run->parts.at[i];
    int length = part->node->u.text.text.n;
    return lint_place(l, part->node, int_min(from - part->at, length), int_min(to - part->at, length));
}

Pos lint_words_pos(Lint *l, const Node *n)
{
    check(n);
    for (const Node *at = n; at; at = node_next(at, n)) {
        if (at->kind != NODE_TEXT || str_trim(at->u.text.text).n == 0)
            continue;
        Str words = str_trim(at->u.text.text);
        int from = (int)(words.p - at->u.text.text.p);
        return lint_place(l, at, from, from + words.n);
    }
    return n->pos;
}

/* --- words ------------------------------------------------------------ */

bool lint_letter(Str text, int *i)
{
    uint32_t cp = utf8_next(text, i);
    if (cp < 0x80)
        return is_alphanumeric(cp);
    bool sign = cp < 0xC0 || cp == 0xD7 || cp == 0xF7 || (cp >= 0x2000 && cp <= 0x2BFF) || cp >= 0xFFF0;
    return !sign;
}

static bool is_apostrophe(Str text, int i)
{
    return text.p[i] == '\'' || (text.p[i] == '\xE2' && str_starts(str_sub(text, i, text.n), "\xE2\x80\x99"));
}

bool lint_word(Str text, int *at, LintWord *out)
{
    int i = *at, end;
    bool letter = false;
    do {
        if (i >= text.n)
            return false;
        out->from = i;
        letter = lint_letter(text, &i);
    } while (!letter);
    for (end = i; i < text.n;) {
        bool apostrophe = is_apostrophe(text, i);
        if (!lint_letter(text, &i)) {
            int behind = i;
            if (!apostrophe || behind >= text.n || !lint_letter(text, &behind))
                break;
            i = behind;
        }
        end = i;
    }
    *at = out->to = end;
    return true;
}

int lint_count_words(Str text)
{
    int n = 0, at = 0;
    for (LintWord w; lint_word(text, &at, &w);)
        n++;
    return n;
}

bool lint_is_capitals(Str word)
{
    for (int i = 0; i < word.n; i++)
        if (!is_upper(word.p[i]))
            return false;
    return word.n >= 2;
}

bool lint_is_common(Str word)
{
    static const char *const words[] = {
        "ALL",   "AN",     "AND",     "ANY",    "ARE",  "AS",     "AT",     "BE",    "BUT",  "BY",    "CALL",  "CAN",
        "DO",    "END",    "FOR",     "FREE",   "FROM", "GO",     "HAS",    "HAVE",  "HELP", "HOW",   "IF",    "IN",
        "IS",    "IT",     "KEY",     "MORE",   "MUST", "NEW",    "NO",     "NOT",   "NOTE", "NOW",   "OF",    "OFF",
        "ON",    "ONE",    "ONLY",    "OR",     "OUR",  "OUT",    "OVER",   "PAGE",  "PART", "SEE",   "SO",    "STOP",
        "THAT",  "THE",    "THEIR",   "THIS",   "TO",   "TOTAL",  "TWO",    "UP",    "US",   "USE",   "VERY",  "WAS",
        "WE",    "WHAT",   "WHEN",    "WHO",    "WHY",  "WILL",   "WITH",   "YES",   "YOU",  "YOUR",  "ABOVE", "AFTER",
        "ALSO",  "ALWAYS", "BEFORE",  "BELOW",  "BEST", "BOTH",   "CANNOT", "DRAFT", "EACH", "EVERY", "FINAL", "FIRST",
        "FULL",  "GOOD",   "HIGH",    "LAST",   "LESS", "LOW",    "MAIN",   "MAJOR", "MANY", "MINOR", "MOST",  "NEVER",
        "NEXT",  "NONE",   "OTHER",   "PLEASE", "SAME", "SHOULD", "SOME",   "STILL", "SUCH", "THESE", "THEY",  "THOSE",
        "UNDER", "URGENT", "WARNING", "WITHIN", "YET",
    };
    for (int i = 0; i < COUNT(words); i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}
