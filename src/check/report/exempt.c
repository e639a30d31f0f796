/* A public report that speaks of an exempt one. That is often right, so it is advice: somebody should look whether the
 * words give away what is exempt. */
#include "check/report/report_private.h"

#include "base/ascii.h"

static bool is_named_exempt(Str word)
{
    return str_eq_folded(word, STR("exempt")) || str_eq_folded(word, STR("confidential"));
}

static bool is_paper(Str word)
{
    static const char *const words[] = {"report", "reports", "appendix", "appendices", "annex",
                                        "paper",  "papers",  "item",     "items"};
    for (int i = 0; i < COUNT(words); i++)
        if (str_eq_folded(word, str_c(words[i])))
            return true;
    return false;
}

void report_exempt(const Paper *p, const LintRun *run)
{
    if (!p->l->advice || p->head->access.exempt || !report_is_english(p->doc, run->block))
        return;
    Str before = {0};
    int at = 0, from = 0;
    for (LintWord w; lint_word(run->text, &at, &w);) {
        Str word = str_sub(run->text, w.from, w.to);
        if (is_named_exempt(before) && is_paper(word) && w.from == from + before.n + 1)
            diag(p->l->diag, RPT010, lint_run_pos(p->l, run, from, w.to),
                 "\"" STR_FMT "\" in a public report; expected nothing here that is exempt",
                 STR_ARG(str_sub(run->text, from, w.to)));
        before = word;
        from = w.from;
    }
}
