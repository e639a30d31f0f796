/* The checks of a report, in one walk over its blocks; some look at the report as a whole first.
 *
 * The parts that a report needs are found by the words of its headings, in the document's language. A report that the
 * manifest says is for decision or noting needs a recommendation. */
#include "check/report/report_private.h"

bool report_is_explained(const LintRun *run, int from)
{
    for (int i = 0; i < run->notes.n; i++)
        if (run->notes.at[i].at >= from)
            return true;
    return false;
}

bool report_is_english(const Doc *doc, const Node *n)
{
    return language_is_same(doc_lang(doc, n), STR("en"));
}

bool report_heads(const Paper *p, const Node *heading, WordId list)
{
    return language_speaks_of(p->doc->language, list, node_text(p->l->arena, heading));
}

/* --- parts --- */

static bool has_heading_of(const Paper *p, WordId list)
{
    for (const Node *n = p->part; n; n = node_next_block(n, p->part))
        if (n->kind == NODE_HEADING && report_heads(p, n, list))
            return true;
    return false;
}

static bool has_contacts(const Paper *p)
{
    for (const Node *n = p->part; n && p->head->ncontacts == 0; n = node_next_block(n, p->part))
        if (n->kind == NODE_BOX && (str_is(n->name, "contact") || str_is(n->name, "contacts")))
            return true;
    return p->head->ncontacts > 0 || has_heading_of(p, WORD_REPORT_HEADS_CONTACT);
}

static void check_parts(const Paper *p)
{
    Diag *d = p->l->diag;
    Pos pos = p->head->pos;
    if (!has_heading_of(p, WORD_REPORT_HEADS_PURPOSE))
        diag(d, RPT002, pos, "this report has no purpose; expected a section with a heading such as \"" STR_FMT "\"",
             STR_ARG(language_word(p->doc->language, WORD_REPORT_PURPOSE)));
    bool asks = p->head->purpose == PURPOSE_NOTING || p->head->purpose == PURPOSE_DECISION;
    if (asks && !has_heading_of(p, WORD_REPORT_HEADS_RECOMMENDATION))
        diag(d, RPT002, pos,
             "this report has no recommendation; expected a section with a heading such as \"" STR_FMT "\", or "
             "for="
             "\"discussion\"",
             STR_ARG(language_word(p->doc->language, WORD_REPORT_RECOMMENDATION)));
    if (!has_contacts(p))
        diag(d, RPT002, pos,
             "this report names nobody to ask about it; expected <contact name=\"…\"/> in its <report>");
}

/* --- all of them --- */

static bool is_numbered(const Node *part)
{
    for (const Node *n = part; n; n = node_next_block(n, part))
        if (n->kind == NODE_PARAGRAPH && n->number.n)
            return true;
    return false;
}

static bool has_words(const Node *n)
{
    return n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING || n->kind == NODE_CAPTION || n->kind == NODE_TERM;
}

/* A note of the editor's, such as what the edition corrects, is about the report. */
static bool is_about_report(const Node *n)
{
    return n->kind == NODE_BOX && str_is(n->name, "note-box");
}

static void check_words(const Paper *p, InReport *mentions, const Node *n)
{
    LintRun run;
    lint_run(p->l, n, &run);
    mentions_check(mentions, &run);
    report_unfinished(p, &run);
    report_exempt(p, &run);
    arena_reset(p->l->arena);
}

void report_check(Lint *l, const Node *part)
{
    Paper p = {.l = l, .doc = part->u.part.doc, .part = part, .head = part->u.part.doc->report};
    if (!p.head)
        return;
    p.numbered = is_numbered(part);
    check_parts(&p);
    report_numbers(&p);
    report_recommendations(&p);
    InReport *mentions = mentions_new(&p);
    for (const Node *n = part; n; n = is_about_report(n) ? lint_behind(n, part) : node_next(n, part))
        if (has_words(n))
            check_words(&p, mentions, n);
}
