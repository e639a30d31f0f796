/* Messages: the words of the sentence, the figures of the data, and where these are. */
#include "check/agreement/report_private.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum { QUOTED_MOST = 60 }; /* bytes of the sentence in a message */

static Pos pos_of(const Reporter *r, int at, int length)
{
    Pos pos = r->passage->pos(r->passage->source, at);
    pos.len = length;
    return pos;
}

static Str figure_words(Arena *a, const Table *t, int row, int column)
{
    Str unit = cell_unit(t, row, column);
    Decimal value = {0};
    cell_figure(a, &t->rows[row].cells[column], &value, &unit);
    Str figure = decimal_format(a, value, -1, true);
    return unit.n ? str_format(a, STR_FMT " (" STR_FMT ")", STR_ARG(figure), STR_ARG(unit)) : figure;
}

void report_typed(const Reporter *r, Code code, const Mention *m, RowPlace place, int column)
{
    Arena *a = r->scratch;
    const Table *t = place.facts->table;
    const Row *row = &t->rows[place.row];
    Str typed = str_sub(r->passage->text, m->at, m->end), figure = figure_words(a, t, place.row, column);
    diag(r->sink, code, pos_of(r, m->at, m->end - m->at - (m->family == FAMILY_MONEY)),
         STR_FMT " %s " STR_FMT " of \"" STR_FMT "\" in \"" STR_FMT "\"", STR_ARG(typed),
         code == DAT021 ? "is typed by hand; it is the figure" : "is close to, but not the same as, the figure",
         STR_ARG(figure), STR_ARG(row->label), STR_ARG(t->columns[column].id));
    diag_label(r->sink, row->cells[column].pos, "the figure in the data");
    Str name = row->id.n ? row->id : row->reference;
    if (name.n)
        diag_help(r->sink,
                  "write {{ " STR_FMT "/" STR_FMT "/" STR_FMT " }}, or put <!-- typed: reason --> after the sentence",
                  STR_ARG(t->id), STR_ARG(name), STR_ARG(t->columns[column].id));
}

/* The words of the claim on one line, cut when they are long. */
static Str quoted(Arena *a, Str text, const Claim *claim)
{
    Buf words = {0};
    for (int i = claim->at; i < claim->end && words.n < QUOTED_MOST; i++) {
        if (!is_space(text.p[i]))
            buf_char(&words, text.p[i]);
        else if (words.n && words.p[words.n - 1] != ' ')
            buf_char(&words, ' ');
    }
    while (words.n >= QUOTED_MOST && ((unsigned char)words.p[words.n - 1] & 0xC0) == 0x80)
        words.n--;
    if (words.n >= QUOTED_MOST)
        buf_puts(&words, "…");
    return buf_take(&words, a);
}

/* What the data say, in words that follow "but". */
static Str facts_words(Arena *a, const Claim *c, const Evidence *e)
{
    const Table *t = e->facts->table;
    const Row *row = &t->rows[e->row];
    Str column = t->columns[e->column].id;
    if (c->kind == CLAIM_COUNT)
        return str_format(a, "%d of the %d targets in \"" STR_FMT "\" were met and %d missed", e->met,
                          e->met + e->missed, STR_ARG(t->id), e->missed);
    Str figure = c->kind == CLAIM_VERDICT ? row->cells[e->column].status : figure_words(a, t, e->row, e->column);
    if (e->before)
        return str_format(a,
                          "\"" STR_FMT "\" went from " STR_FMT " in \"" STR_FMT "\" to " STR_FMT " in \"" STR_FMT "\"",
                          STR_ARG(row->label), STR_ARG(figure_words(a, t, e->row, e->before)),
                          STR_ARG(t->columns[e->before].id), STR_ARG(figure), STR_ARG(column));
    if (c->kind == CLAIM_RANK)
        return str_format(a, "\"" STR_FMT "\" is number %d in \"" STR_FMT "\", with " STR_FMT, STR_ARG(row->label),
                          e->rank, STR_ARG(column), STR_ARG(figure));
    if (e->other >= 0)
        return str_format(a, "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\", and \"" STR_FMT "\" " STR_FMT,
                          STR_ARG(row->label), STR_ARG(figure), STR_ARG(column), STR_ARG(t->rows[e->other].label),
                          STR_ARG(figure_words(a, t, e->other, e->column)));
    return str_format(a, "\"" STR_FMT "\" is " STR_FMT " in \"" STR_FMT "\"", STR_ARG(row->label), STR_ARG(figure),
                      STR_ARG(column));
}

static const char *way_of(int sign)
{
    return sign > 0 ? "go up" : sign < 0 ? "go down" : "stay the same";
}

static const char intended[] = "if it is intended, put <!-- typed: reason --> after the sentence";

void report_claim(const Reporter *r, const Claim *claim, ClaimOutcome outcome, const Evidence *e)
{
    Str words = quoted(r->scratch, r->passage->text, claim);
    Pos pos = pos_of(r, claim->at, utf8_count(str_sub(r->passage->text, claim->at, claim->end)));
    if (outcome == OUTCOME_SELF_FAILS) {
        diag(r->sink, DAT023, pos, "\"" STR_FMT "\" describes figures that %s; expected a word that agrees with them",
             STR_ARG(words), way_of(e->way));
        diag_label(r->sink, pos_of(r, e->at->at, 1), "the figure");
    } else {
        Str facts = facts_words(r->scratch, claim, e);
        diag(r->sink, DAT023, pos, "\"" STR_FMT "\" disagrees with the data: " STR_FMT, STR_ARG(words), STR_ARG(facts));
        if (claim->kind != CLAIM_COUNT)
            diag_label(r->sink, e->facts->table->rows[e->row].cells[e->column].pos, "the figure in the data");
    }
    diag_help(r->sink, "%s", intended);
}
