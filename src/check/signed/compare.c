/* The findings: each figure that is not as it was signed off, with where the document shows it.
 *
 * One cause is one finding: a row that is new, or a table that is gone, is reported once and not for each figure, and a
 * row or table that only got another id is reported where it was, with the new id. */
#include "check/signed/signed_private.h"

enum { SUGGESTED_MOST = 50, NAMES_MOST = 2000 }; /* finding the nearest of many names takes time */

typedef struct SignedComparison {
    Arena *a;
    Diag *d;
    const Doc *doc;
    const SignedRecord *now;
    SignedRecord *record;
    FigureReach *reach;
    int differences, suggested;
} SignedComparison;

/* A part of both records. */
typedef struct Pair {
    SignedComparison *c;
    SignedPart *was;
    const SignedPart *now;
    SignedDifferences found;
} Pair;

#define SIGNED_BY "signed off by " STR_FMT " on " STR_FMT
#define SIGNATURE(part) STR_ARG((part)->by), STR_ARG((part)->on)

/* --- explanations --------------------------------------------------------------------- */

static SignedChange *explained(const Pair *p, const SignedDifference *d)
{
    bool row = d->now->kind == SIGNED_ROW;
    Str column = row ? signed_column(p->now, d->column)->key : (Str){0};
    for (int i = 0; i < p->was->nchanges; i++) {
        SignedChange *c = &p->was->changes[i];
        bool place = row ? str_eq(c->row, d->now->key) && str_eq(c->column, column) : !c->row.n && !c->column.n;
        if (!c->used && place && signed_same(c->was, d->was_figure->text) && signed_same(c->to, d->figure->text))
            return c;
    }
    return NULL;
}

static void help_change(const Pair *p, const SignedDifference *d)
{
    Buf place = {0};
    if (d->now->kind == SIGNED_ROW)
        buf_format(&place, "row=\"" STR_FMT "\" column=\"" STR_FMT "\" ", STR_ARG(d->now->key),
                   STR_ARG(signed_column(p->now, d->column)->key));
    diag_help(p->c->d,
              "sign the document off again, or add <changed " STR_FMT "was=\"" STR_FMT "\" to=\"" STR_FMT
              "\" reason=\"…\"/> to this %s in " SIGNED_FILE,
              STR_ARG(buf_view(&place)), STR_ARG(d->was_figure->text), STR_ARG(d->figure->text),
              signed_part_kind(p->now->kind));
    buf_free(&place);
}

/* --- one difference ---------------------------------------------------------------------- */

/* "Net budget" in "2013-14". */
static Str cell_words(const Pair *p, const SignedDifference *d)
{
    const SignedPart *part = d->figure ? p->now : p->was;
    const Row *row = &p->now->table->rows[d->now->row];
    return str_format(p->c->a, "\"" STR_FMT "\" in \"" STR_FMT "\"", STR_ARG(row->label.n ? row->label : d->now->key),
                      STR_ARG(signed_column(part, d->column)->key));
}

static void label_reach(const Pair *p, const SignedDifference *d)
{
    const Table *t = p->now->table;
    reach_label(p->c->reach, p->c->d, t, d->now->row, table_column(t, signed_column(p->now, d->column)->key));
}

static void report_changed(Pair *p, const SignedDifference *d)
{
    SignedComparison *c = p->c;
    SignedChange *change = explained(p, d);
    Str is = d->figure->text, was = d->was_figure->text;
    bool row = d->now->kind == SIGNED_ROW;
    Str what = row ? str_format(c->a, STR_FMT " is ", STR_ARG(cell_words(p, d))) : STR("");
    const char *comma = row ? ";" : "";
    if (change) {
        change->used = true;
        diag(c->d, SGN005, d->figure->pos, STR_FMT STR_FMT "%s was " STR_FMT " when " SIGNED_BY ": " STR_FMT,
             STR_ARG(what), STR_ARG(is), comma, STR_ARG(was), SIGNATURE(p->was), STR_ARG(change->reason));
        return;
    }
    c->differences++;
    diag(c->d, SGN001, d->figure->pos, STR_FMT STR_FMT "%s was " STR_FMT " when " SIGNED_BY, STR_ARG(what), STR_ARG(is),
         comma, STR_ARG(was), SIGNATURE(p->was));
    if (row)
        label_reach(p, d);
    help_change(p, d);
}

static void report_unit(Pair *p, const SignedDifference *d)
{
    p->c->differences++;
    diag(p->c->d, SGN001, d->now->pos,
         "the figures of \"" STR_FMT "\" are in \"" STR_FMT "\"; were in \"" STR_FMT "\" when " SIGNED_BY,
         STR_ARG(d->now->key), STR_ARG(d->now->unit), STR_ARG(d->was->unit), SIGNATURE(p->was));
}

/* The figures of a line, for a message. */
static Str line_figures(Arena *a, const SignedLine *l)
{
    Buf out = {0};
    for (int i = 0; i < l->nfigures; i++)
        if (l->figures[i].text.n)
            buf_format(&out, "%s" STR_FMT, out.n ? SIGNED_JOIN : "", STR_ARG(l->figures[i].text));
    return buf_take(&out, a);
}

static void report_new(Pair *p, const SignedDifference *d)
{
    SignedComparison *c = p->c;
    Str part = p->now->name;
    c->differences++;
    if (d->was && d->now->kind == SIGNED_ROW)
        diag(c->d, SGN002, d->figure->pos, STR_FMT " is " STR_FMT "; had no figure when " SIGNED_BY,
             STR_ARG(cell_words(p, d)), STR_ARG(d->figure->text), SIGNATURE(p->was));
    else if (d->figure)
        diag(c->d, SGN002, d->figure->pos, STR_FMT " was not in this text when " SIGNED_BY, STR_ARG(d->figure->text),
             SIGNATURE(p->was));
    else if (d->now->kind == SIGNED_WORDS)
        diag(c->d, SGN002, d->now->pos, STR_FMT " was not in \"" STR_FMT "\" when " SIGNED_BY,
             STR_ARG(line_figures(c->a, d->now)), STR_ARG(part), SIGNATURE(p->was));
    else
        diag(c->d, SGN002, d->now->pos, "%s \"" STR_FMT "\" was not in \"" STR_FMT "\" when " SIGNED_BY,
             d->now->kind == SIGNED_ROW ? "row" : "column", STR_ARG(d->now->key), STR_ARG(part), SIGNATURE(p->was));
}

/* The new line that is the lost one under another name: with its figures, else with the nearest name. */
static SignedDifference *renamed(Pair *p, const SignedDifference *lost)
{
    SignedComparison *c = p->c;
    Str figures = line_figures(c->a, lost->was);
    Strs names = {0};
    SignedDifference *near = NULL;
    if (lost->was->kind == SIGNED_WORDS || c->suggested++ >= SUGGESTED_MOST)
        return NULL;
    for (int i = 0; i < p->found.n && names.n < NAMES_MOST; i++) {
        SignedDifference *d = &p->found.at[i];
        if (d->was || !d->now || d->now->kind != lost->was->kind)
            continue;
        if (lost->was->kind == SIGNED_ROW && str_eq(line_figures(c->a, d->now), figures))
            return d;
        VEC_PUSH(c->a, &names, d->now->key);
    }
    Str nearest = str_nearest(lost->was->key, names.at, names.n);
    for (int i = 0; i < p->found.n && nearest.n; i++)
        if (!p->found.at[i].was && p->found.at[i].now && str_eq(p->found.at[i].now->key, nearest))
            near = &p->found.at[i];
    return near;
}

static void report_gone(Pair *p, SignedDifference *d)
{
    SignedComparison *c = p->c;
    c->differences++;
    if (d->now && d->now->kind == SIGNED_ROW) {
        diag(c->d, SGN003, d->now->pos, STR_FMT " has no figure; was " STR_FMT " when " SIGNED_BY,
             STR_ARG(cell_words(p, d)), STR_ARG(d->was_figure->text), SIGNATURE(p->was));
        return;
    }
    if (d->was_figure) {
        diag(c->d, SGN003, d->now ? d->now->pos : d->was->pos,
             STR_FMT " is no longer in this text; was there when " SIGNED_BY, STR_ARG(d->was_figure->text),
             SIGNATURE(p->was));
        return;
    }
    if (d->was->kind == SIGNED_WORDS) {
        diag(c->d, SGN003, d->was->pos, STR_FMT " is no longer in \"" STR_FMT "\"; was there when " SIGNED_BY,
             STR_ARG(line_figures(c->a, d->was)), STR_ARG(p->now->name), SIGNATURE(p->was));
        return;
    }
    SignedDifference *other = renamed(p, d);
    diag(c->d, SGN003, d->was->pos, "%s \"" STR_FMT "\" is no longer in \"" STR_FMT "\"; was there when " SIGNED_BY,
         d->was->kind == SIGNED_ROW ? "row" : "column", STR_ARG(d->was->key), STR_ARG(p->now->name), SIGNATURE(p->was));
    if (!other)
        return;
    diag_label(c->d, other->now->pos, "new here");
    diag_help(c->d, "did you mean \"" STR_FMT "\"? If the name has changed, sign the document off again",
              STR_ARG(other->now->key));
    if (str_eq(line_figures(c->a, other->now), line_figures(c->a, d->was)))
        other->now = NULL; /* reported with the lost one */
}

static void report_differences(Pair *p)
{
    for (int i = 0; i < p->found.n; i++) {
        SignedDifference *d = &p->found.at[i];
        if (d->was && !d->unit && (!d->now || !d->figure))
            report_gone(p, d);
    }
    for (int i = 0; i < p->found.n; i++) {
        const SignedDifference *d = &p->found.at[i];
        if (d->unit && d->was && d->now)
            report_unit(p, d);
        else if (d->now && d->was && d->figure && d->was_figure)
            report_changed(p, d);
        else if (d->now && (!d->was || d->figure))
            report_new(p, d);
    }
    for (int i = 0; i < p->was->nchanges; i++) {
        const SignedChange *change = &p->was->changes[i];
        if (!change->used)
            diag(p->c->d, SGN006, change->pos,
                 "this explains a change from " STR_FMT " to " STR_FMT " that the document does not have; expected the "
                 "figures of a finding, or no explanation",
                 STR_ARG(change->was), STR_ARG(change->to));
    }
}

/* --- whole parts --------------------------------------------------------------------------- */

static bool was_lost(const SignedComparison *c, const SignedPart *p)
{
    return p->kind == SIGNED_SECTION ? c->doc->partial : doc_has_lost(c->doc, p->name);
}

static void report_part_gone(SignedComparison *c, const SignedPart *was)
{
    Strs names = {0};
    for (int i = 0; i < c->now->nparts && names.n < NAMES_MOST; i++)
        if (c->now->parts[i].kind == was->kind && !signed_part(c->record, was->kind, c->now->parts[i].name))
            VEC_PUSH(c->a, &names, c->now->parts[i].name);
    c->differences++;
    diag(c->d, SGN003, was->pos,
         "%s \"" STR_FMT "\"%s" STR_FMT " has no figures in this document any more; had them when " SIGNED_BY,
         signed_part_kind(was->kind), STR_ARG(was->name), was->file.n ? " of " : "", STR_ARG(was->file),
         SIGNATURE(was));
    diag_nearest(c->d, was->name, names.at, names.n);
}

/* Whether a part is one that was signed off under another name, which is reported there. */
static bool is_renamed(SignedComparison *c, const SignedPart *now)
{
    for (int i = 0; i < c->record->nparts; i++) {
        const SignedPart *was = &c->record->parts[i];
        if (was->kind != now->kind || signed_part(c->now, was->kind, was->name))
            continue;
        SignedDifferences found = {0};
        signed_differences(c->a, was, now, &found);
        if (!found.n)
            return true;
    }
    return false;
}

static void report_part_new(SignedComparison *c, const SignedPart *now)
{
    if (c->suggested++ < SUGGESTED_MOST && is_renamed(c, now))
        return;
    c->differences++;
    diag(c->d, SGN002, now->pos, "%s \"" STR_FMT "\" has figures and is not signed off", signed_part_kind(now->kind),
         STR_ARG(now->name));
}

/* The parts of both records with what differs. Returns whether there is anything to report. */
static bool compare_parts(SignedComparison *c, Pair *pairs)
{
    bool any = false;
    int matched = 0;
    for (int i = 0; i < c->record->nparts; i++) {
        SignedPart *was = &c->record->parts[i];
        pairs[i] = (Pair){.c = c, .was = was, .now = signed_part(c->now, was->kind, was->name)};
        if (pairs[i].now)
            signed_differences(c->a, was, pairs[i].now, &pairs[i].found);
        any = any || !pairs[i].now || pairs[i].found.n || was->nchanges;
        matched += pairs[i].now != NULL;
    }
    return any || matched < c->now->nparts;
}

int signed_compare(Arena *a, Diag *d, const Doc *doc, SignedRecord *was)
{
    SignedRecord *now = signed_now(a, d, doc);
    SignedComparison c = {.a = a, .d = d, .doc = doc, .record = was, .now = now};
    Pair *pairs = NEWN(a, Pair, was->nparts);
    signed_sort(was);
    if (!compare_parts(&c, pairs))
        return 0;
    signed_place(d, now);
    c.reach = reach_new(a, doc, now);
    for (int i = 0; i < was->nparts; i++) {
        if (pairs[i].now)
            report_differences(&pairs[i]);
        else if (!was_lost(&c, pairs[i].was))
            report_part_gone(&c, pairs[i].was);
    }
    for (int i = 0; i < now->nparts; i++)
        if (!signed_part(was, now->parts[i].kind, now->parts[i].name))
            report_part_new(&c, &now->parts[i]);
    return c.differences;
}
