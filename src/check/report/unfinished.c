/* What is still to come: TBC, TBA, "to be added", "xxx".
 *
 * A report may well go out with a figure that is to be confirmed, if it is marked as such: in a paragraph or a span
 * with the class to-be-confirmed, in a cell of that kind, or with a footnote. Then it is only listed, for those who
 * ask. */
#include "check/report/report_private.h"

#include "base/ascii.h"

enum { SHORT_BLOCK = 8 /* words of a block that is nothing but "To be added once figures are known" */ };

static bool is_filler(Str word)
{
    int n = 0;
    while (n < word.n && (word.p[n] == 'x' || word.p[n] == 'X') && word.p[n] == word.p[0])
        n++;
    return n == word.n && n >= (word.n && word.p[0] == 'x' ? 3 : 4); /* XXX is thirty */
}

bool report_is_to_come(Str word)
{
    static const char *const words[] = {"TBC", "TBA", "TBD", "TBCs"};
    for (int i = 0; i < COUNT(words); i++)
        if (str_is(word, words[i]))
            return true;
    return is_filler(word);
}

/* A block that is no more than a promise; *to: its end. */
static bool is_promise(Str text, int *to)
{
    static const char *const begin[] = {"to be added",    "to be confirmed", "to be completed", "to be inserted",
                                        "to be supplied", "to be provided",  "to follow",       "awaiting"};
    Str trimmed = str_trim(text);
    for (int i = 0; i < COUNT(begin) && lint_count_words(trimmed) <= SHORT_BLOCK; i++) {
        int n = str_c(begin[i]).n;
        if (trimmed.n < n || !str_eq_folded(str_sub(trimmed, 0, n), str_c(begin[i])))
            continue;
        *to = (int)(trimmed.p - text.p) + n;
        return trimmed.n == n || !is_alphanumeric(trimmed.p[n]);
    }
    return false;
}

static bool is_marked(const LintRun *run, int from)
{
    const Node *n = lint_run_node(run, from);
    if (report_is_explained(run, from))
        return true;
    for (; n && n->kind != NODE_SECTION; n = n->parent)
        if (str_is(n->name, "to-be-confirmed") || (n->kind == NODE_CELL && n->u.cell.empty == CELL_TO_BE_CONFIRMED))
            return true;
    return false;
}

static void found(const Paper *p, const LintRun *run, int from, int to)
{
    Diag *d = p->l->diag;
    Str words = str_sub(run->text, from, to);
    Pos pos = lint_run_pos(p->l, run, from, to);
    if (is_marked(run, from)) {
        if (p->l->advice)
            diag(d, RPT009, pos, "\"" STR_FMT "\" is marked as still to come", STR_ARG(words));
        return;
    }
    diag(d, RPT008, pos, "\"" STR_FMT "\" is still to come; expected what it stands for", STR_ARG(words));
    diag_help(d, "if it cannot be known yet, mark it: [" STR_FMT "]{.to-be-confirmed}", STR_ARG(words));
}

static Str word_before(Str text, int end)
{
    int from = end;
    while (from > 0 && is_letter(text.p[from - 1]))
        from--;
    return str_sub(text, from, end);
}

/* "the TBC Group": what stands between an article and another word is a name. */
static bool is_between(Str text, LintWord w)
{
    static const char *const articles[] = {"the", "a", "an", "this"};
    bool goes_on = w.to + 1 < text.n && text.p[w.to] == ' ' && is_letter(text.p[w.to + 1]);
    Str before = w.from > 0 && text.p[w.from - 1] == ' ' ? word_before(text, w.from - 1) : STR("");
    for (int i = 0; goes_on && i < COUNT(articles); i++)
        if (str_eq_folded(before, str_c(articles[i])))
            return true;
    return false;
}

/* "Towns Built for Communities (TBC)": the words before a bracket begin with its letters. */
static bool is_explained(Str text, LintWord w)
{
    int end = w.from - 2, left = w.to - w.from;
    if (end < 0 || text.p[end] != ' ' || text.p[end + 1] != '(')
        return false;
    while (left > 0) {
        Str word = word_before(text, end);
        if (!word.n)
            return false;
        if (is_upper(word.p[0])) {
            if (word.p[0] != text.p[w.from + left - 1])
                return false;
            left--;
        }
        end -= word.n;
        if (left > 0 && (end == 0 || text.p[end - 1] != ' '))
            return false;
        end--;
    }
    return true;
}

void report_unfinished(const Paper *p, const LintRun *run)
{
    int at = 0, to;
    if (node_up(run->block, NODE_NOTE)) /* a footnote explains */
        return;
    if (is_promise(run->text, &to)) {
        found(p, run, to - str_trim(str_sub(run->text, 0, to)).n, to);
        return;
    }
    for (LintWord w; lint_word(run->text, &at, &w);)
        if (report_is_to_come(str_sub(run->text, w.from, w.to)) && !is_between(run->text, w)
            && !is_explained(run->text, w))
            found(p, run, w.from, w.to);
}
