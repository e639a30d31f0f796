/* Recommendations: those that a report makes twice, at the beginning and at the end, and what it is for.
 *
 * Two sections are compared word by word; numbers typed before paragraphs, capitals and punctuation do not count. A
 * section ends at the next heading of its level. What is for noting says "note"; what asks the meeting to approve
 * something is for decision. */
#include "check/report/report_private.h"

#include "base/ascii.h"

typedef struct Recommendation {
    const Node *heading, *end; /* its blocks: from behind the heading up to `end`, NULL: all that follow */
} Recommendation;

typedef struct WordAt {
    Str text;
    const Node *block;
    int from, to; /* bytes of the block's run */
} WordAt;
typedef VEC(WordAt) WordsAt;

static const Node *end_of(const Node *heading)
{
    const Node *n = heading->next;
    while (n && n->kind != NODE_NOTE && !(n->kind == NODE_BOX && n != heading->next)
           && !(n->kind == NODE_HEADING && n->u.heading.level <= heading->u.heading.level))
        n = n->next;
    return n;
}

static void add_words(const Paper *p, const Node *block, WordsAt *out)
{
    LintRun run;
    lint_run(p->l, block, &run);
    int at = report_typed_number(run.text);
    for (LintWord w; lint_word(run.text, &at, &w);)
        VEC_PUSH(p->l->arena, out, (WordAt){str_sub(run.text, w.from, w.to), block, w.from, w.to});
}

static WordsAt words_of(const Paper *p, const Recommendation *r)
{
    WordsAt words = {0};
    for (const Node *top = r->heading->next; top && top != r->end; top = top->next)
        for (const Node *n = top; n; n = node_next_block(n, top))
            if (n->kind == NODE_PARAGRAPH)
                add_words(p, n, &words);
    return words;
}

static bool is_explained(const Recommendation *r)
{
    for (const Node *top = r->heading; top && top != r->end; top = top->next)
        for (const Node *n = top; n; n = node_next(n, top))
            if (n->kind == NODE_NOTE_REF)
                return true;
    return false;
}

/* Some words from `from` on, as they are printed; "the end" when there are none. */
static Str quoted(const Paper *p, const WordsAt *words, int from)
{
    enum { SHOWN = 6 };
    Buf text = {0};
    for (int i = from; i < words->n && i < from + SHOWN; i++)
        buf_format(&text, "%s" STR_FMT, i > from ? " " : "\"", STR_ARG(words->at[i].text));
    buf_puts(&text, from < words->n ? "\"" : "nothing more");
    return buf_take(&text, p->l->arena);
}

static void compare(const Paper *p, const Recommendation *first, const Recommendation *last)
{
    WordsAt a = words_of(p, first), b = words_of(p, last);
    int same = 0;
    while (same < a.n && same < b.n && str_eq_folded(a.at[same].text, b.at[same].text))
        same++;
    if ((same == a.n && same == b.n) || a.n == 0 || b.n == 0 || is_explained(first) || is_explained(last))
        return;
    const WordAt *w = same < b.n ? &b.at[same] : &b.at[b.n - 1];
    LintRun run;
    lint_run(p->l, w->block, &run);
    Diag *d = p->l->diag;
    diag(d, RPT007, lint_run_pos(p->l, &run, w->from, w->to),
         "the recommendation differs from the one before: " STR_FMT ", and there " STR_FMT "; expected the same words, "
         "or a footnote that says "
         "why",
         STR_ARG(quoted(p, &b, same)), STR_ARG(quoted(p, &a, same)));
    diag_label(d, lint_words_pos(p->l, first->heading), "the one before");
}

/* --- what the report is for --- */

static const Node *find_word(const Paper *p, const Recommendation *r, const char *const *list, int n, WordAt *found)
{
    WordsAt words = words_of(p, r);
    for (int i = 0; i < words.n; i++)
        for (int k = 0; k < n; k++)
            if (str_eq_folded(words.at[i].text, str_c(list[k]))) {
                *found = words.at[i];
                return found->block;
            }
    return NULL;
}

static void check_purpose(const Paper *p, const Recommendation *r)
{
    static const char *const decides[] = {"approve", "adopt", "authorise", "ratify"};
    static const char *const acts[] = {"approve",    "approves",  "approved",  "adopt",    "adopts", "authorise",
                                       "authorises", "agree",     "agrees",    "sign",     "signs",  "ratify",
                                       "decide",     "decides",   "endorse",   "endorses", "award",  "awards",
                                       "delegate",   "delegates", "appoint",   "appoints", "accept", "accepts",
                                       "choose",     "confirm",   "determine", "release",  "select", "support",
                                       "recommend"};
    static const char *const notes[] = {"note", "notes", "noted"};
    WordAt word;
    bool noting = p->head->purpose == PURPOSE_NOTING, deciding = p->head->purpose == PURPOSE_DECISION;
    if (!report_is_english(p->doc, r->heading))
        return;
    bool wrong = noting ? find_word(p, r, decides, COUNT(decides), &word) != NULL
                        : deciding && find_word(p, r, notes, COUNT(notes), &word)
                              && !find_word(p, r, acts, COUNT(acts), &(WordAt){0});
    if (!wrong || is_explained(r))
        return;
    LintRun run;
    lint_run(p->l, word.block, &run);
    diag(p->l->diag, RPT012, lint_run_pos(p->l, &run, word.from, word.to),
         "the meeting is asked to \"" STR_FMT "\", but the report is for %s; expected for=\"%s\" in its <report>",
         STR_ARG(word.text), noting ? "noting" : "decision", noting ? "decision" : "noting");
    diag_label(p->l->diag, p->head->pos, "what it is for");
}

void report_recommendations(const Paper *p)
{
    Recommendation first = {0}, last = {0};
    for (const Node *section = p->part->first; section; section = section->next)
        for (const Node *n = section->first; n && section->u.section.role == ROLE_BODY; n = n->next) {
            if (n->kind != NODE_HEADING || n->u.heading.level == 1
                || !report_heads(p, n, WORD_REPORT_HEADS_RECOMMENDATION))
                continue;
            last = (Recommendation){n, end_of(n)};
            first = first.heading ? first : last;
        }
    if (last.heading && last.heading != first.heading)
        compare(p, &first, &last);
    if (first.heading)
        check_purpose(p, &first);
    arena_reset(p->l->arena);
}
