/* The words of a block in one piece, and the way back from a byte of it to a place in the source.
 *
 * The words of a text node are on one line of their file, but not always byte for byte: a typographic quotation mark
 * was a straight one, an escape had a backslash, a figure was a placeholder. So a finding's words are searched for
 * in the source from the node's place on. If they occur for the third time in the node, they are the third there.
 * Words from XML may be some lines further on. If they are not found, the node's own place is used. */
#include "check/lint_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"

#define NOT_WORDS "\xEF\xBF\xBC" /* U+FFFC, for content that is not words */

enum { XML_REACH = 4000 }; /* how far words may be from the start of their element */

/* --- the run ---------------------------------------------------------- */

/* Next in reading order that is not below n. */
static const Node *node_behind(const Node *n, const Node *root)
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
        n = apart ? node_behind(n, block) : node_next(n, block);
    }
    out->text = buf_take(&text, l->arena);
}

/* --- places ----------------------------------------------------------- */

/* The byte where a line of a file begins; lines are mostly requested in order. -1: no such line. */
static int line_start(Lint *l, Str source, int file, int line)
{
    if (l->found.file != file || l->found.line > line)
        l->found.file = file, l->found.line = 1, l->found.at = 0;
    while (l->found.line < line) {
        const char *end = memchr(source.p + l->found.at, '\n', (size_t)(source.n - l->found.at));
        if (!end)
            return -1;
        l->found.at = (int)(end - source.p) + 1;
        l->found.line++;
    }
    return l->found.at;
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

static int count_before(Str text, int to, Str needle)
{
    int n = 0;
    for (int at = find_from(text, 0, needle); at >= 0 && at < to; at = find_from(text, at + 1, needle))
        n++;
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

/* Where the needle, bytes from `from` on of a text node, is in the source. False: not found. */
static bool look_up(Lint *l, const Node *text, Str needle, int from, Pos *pos)
{
    Str source = diag_text(l->diag, pos->file);
    if (needle.n == 0 || source.n == 0 || pos->line < 1 || pos->col < 1)
        return false;
    int start = line_start(l, source, pos->file, pos->line);
    if (start < 0)
        return false;
    for (int col = 1; col < pos->col && start < source.n && source.p[start] != '\n'; col++)
        utf8_next(source, &start);
    int before = count_before(text->u.text.text, from, needle), end = start;
    while (end < source.n && source.p[end] != '\n')
        end++;
    int at = find_nth(source, start, end, needle, before);
    if (at < 0 && str_ends(diag_path(l->diag, pos->file), ".xml"))
        at = find_nth(source, start, int_min(start + XML_REACH, source.n), needle, before);
    if (at >= 0)
        *pos = place_of(source, *pos, start, at, needle);
    return at >= 0;
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
    int i = run->parts.n - 1;
    while (i > 0 && run->parts.at[i].at > at)
        i--;
    return i;
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
