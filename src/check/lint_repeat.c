/* Blocks with repeat=yes, which a screen reader passes over.
 *
 * Their words should be those of the text nearby. Each is looked up among the words of the section outside such blocks,
 * so that a quotation may leave out what it likes. A word that stands nowhere else would not be heard. */
#include "check/lint_private.h"

#include "base/ascii.h"

static bool is_repeated(const Node *n)
{
    return n->kind == NODE_BOX && str_is(node_attr(n, "repeat"), "yes");
}

static bool has_words(const Node *n)
{
    return n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING || n->kind == NODE_CAPTION || n->kind == NODE_TERM;
}

static Str in_lower_case(Arena *a, Str word)
{
    Buf b = {0};
    for (int i = 0; i < word.n; i++)
        buf_char(&b, to_lower(word.p[i]));
    return buf_take(&b, a);
}

static void learn(Lint *l, Map *words, const Node *block)
{
    Str text = node_text(l->arena, block);
    LintWord w;
    for (int at = 0; lint_word(text, &at, &w);)
        map_put_number(l->arena, words, in_lower_case(l->arena, str_sub(text, w.from, w.to)), 0);
}

static bool reports_word(Lint *l, const Map *words, const Node *block)
{
    LintRun run = {0};
    LintWord w;
    lint_run(l, block, &run);
    for (int at = 0; lint_word(run.text, &at, &w);) {
        Str word = str_sub(run.text, w.from, w.to);
        if (map_number(words, in_lower_case(l->arena, word)) >= 0)
            continue;
        diag(l->diag, ACC016, lint_run_pos(l, &run, w.from, w.to),
             "a screen reader passes over this block, but \"" STR_FMT "\" stands nowhere else in the section; expected "
             "words of the text, or a block without repeat=yes",
             STR_ARG(word));
        return true;
    }
    return false;
}

static void lint_box(Lint *l, const Map *words, const Node *box)
{
    for (const Node *n = box->first; n; n = node_next(n, box))
        if (has_words(n) && reports_word(l, words, n))
            return;
}

void lint_repeats(Lint *l, const Node *section)
{
    Map words = {0};
    VEC(const Node *) boxes = {0};
    for (const Node *n = section->first; n; n = node_next(n, section))
        if (is_repeated(n))
            VEC_PUSH(l->arena, &boxes, n);
    if (!boxes.n)
        return;
    for (const Node *n = section->first; n; n = is_repeated(n) ? lint_behind(n, section) : node_next(n, section))
        if (has_words(n))
            learn(l, &words, n);
    for (int i = 0; i < boxes.n; i++)
        lint_box(l, &words, boxes.at[i]);
}
