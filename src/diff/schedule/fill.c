/* A schedule put into a block: for each variation a line that says what it is, and below it its changes. */
#include "diff/schedule/schedule_private.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "diff/outputs.h"

/* ---- the line above a variation ---- */

static void put_sentence(const Scheduling *s, Buf *out, WordId word, Str value)
{
    if (!value.n)
        return;
    if (out->n)
        buf_char(out, ' ');
    buf_str(out, language_fill_one(s->a, s->l, word, value));
}

static Str variation_facts(const Scheduling *s, const Variation *v)
{
    const struct {
        WordId word;
        Str value;
    } facts[] = {
        {WORD_SCHEDULE_DRAFT, language_date(s->a, s->l, v->draft)},
        {WORD_SCHEDULE_PANEL, language_date(s->a, s->l, v->panel)},
        {WORD_SCHEDULE_RESPONSE, language_date(s->a, s->l, v->response)},
        {WORD_SCHEDULE_DECIDED, v->decision},
        {WORD_SCHEDULE_IN_EFFECT, language_date(s->a, s->l, v->effective)},
    };
    Buf out = {0};
    for (int i = 0; i < COUNT(facts); i++)
        put_sentence(s, &out, facts[i].word, facts[i].value);
    return buf_take(&out, s->a);
}

Str schedule_common_reason(const ScheduleGroup *group)
{
    Str first = group->entries.n ? schedule_reason(&group->entries.at[0]) : (Str){0};
    for (int i = 1; i < group->entries.n; i++)
        if (!str_eq(schedule_reason(&group->entries.at[i]), first))
            return (Str){0};
    return first;
}

static Str variation_title(const Scheduling *s, const Variation *v)
{
    if (!v)
        return language_word(s->l, WORD_SCHEDULE_UNEXPLAINED);
    Str title = v->title.n ? v->title : v->id;
    Str both[] = {v->number, title};
    WordId words = v->number.n && is_digit(v->number.p[0]) ? WORD_SCHEDULE_NUMBERED : WORD_SCHEDULE_VARIATION;
    return v->number.n ? language_fill(s->a, s->l, words, both, COUNT(both)) : title;
}

static void append_title(const Scheduling *s, Str title, Node *parent)
{
    if (!s->heading) {
        Node *line = schedule_paragraph(s, (Str){0}, parent);
        line->name = STR("variation");
        schedule_strong(s, title, line);
        return;
    }
    Node *heading = schedule_node(s, NODE_HEADING, parent);
    heading->u.heading.level = s->heading;
    schedule_text(s, title, heading);
}

/* In a box, so that a template can set it over all columns, as its tables are. */
static void append_lead(const Scheduling *s, const ScheduleGroup *group, Node *parent)
{
    const Variation *v = group->variation;
    Str facts = v ? variation_facts(s, v) : (Str){0};
    bool apart = s->ask->form == SCHEDULE_TABLE && !schedule_has_column(s->ask, SCHEDULE_REASON);
    Str reason = apart ? schedule_common_reason(group) : (Str){0};
    Node *box = node_new(s->a, NODE_BOX, s->pos);
    box->name = STR("variation");
    append_title(s, variation_title(s, v), s->heading ? parent : box);
    if (facts.n)
        schedule_paragraph(s, facts, box);
    if (reason.n)
        schedule_paragraph(s, language_fill_one(s->a, s->l, WORD_SCHEDULE_REASON_IS, reason), box);
    if (box->first)
        node_append(parent, box);
}

/* ---- all variations ---- */

/* An item for each change, with the change's own number. */
static void append_sentences(const Scheduling *s, const ScheduleGroup *group, Node *parent)
{
    SentenceJob job = {.arena = s->a, .language = s->l, .job = s->job, .places = s->places};
    Node *list = schedule_node(s, NODE_LIST, parent);
    list->u.list.ordered = true;
    list->u.list.start = group->entries.at[0].change->number;
    for (int i = 0; i < group->entries.n; i++) {
        const Change *c = group->entries.at[i].change;
        Node *item = schedule_node(s, NODE_ITEM, list);
        item->number = str_format(s->a, "%d.", c->number);
        schedule_paragraph(s, change_sentence(&job, c), item);
    }
}

static bool has_prose(const ScheduleGroups *all)
{
    enum { PROSE_LEAST = 40 }; /* bytes */
    for (int i = 0; i < all->groups.n; i++)
        for (int k = 0; k < all->groups.at[i].entries.n; k++) {
            const Change *c = all->groups.at[i].entries.at[k].change;
            if (c->was.n > PROSE_LEAST || c->now.n > PROSE_LEAST)
                return true;
        }
    return false;
}

/* The line is left out where nothing has a reason. */
void schedule_append_groups(Scheduling *s, Node *parent)
{
    ScheduleGroups all = schedule_groups(s);
    s->prose = has_prose(&all);
    for (int i = 0; i < all.groups.n; i++) {
        const ScheduleGroup *group = &all.groups.at[i];
        if (all.any_variation)
            append_lead(s, group, parent);
        if (s->ask->form == SCHEDULE_SENTENCES)
            append_sentences(s, group, parent);
        else
            schedule_append_entries(s, group, parent);
    }
    bool nothing = s->job->changes->n == 0;
    if (!all.groups.n)
        schedule_paragraph(s, language_word(s->l, nothing ? WORD_SCHEDULE_NONE : WORD_SCHEDULE_NONE_ASKED), parent);
}

/* ---- the block ---- */

static void check_variation(const ScheduleJob *job, const ScheduleAsk *ask)
{
    const Changes *changes = job->changes;
    VEC(Str) ids = {0};
    Arena *scratch = arena_new();
    bool found = !ask->variation.n;
    for (int i = 0; i < changes->n && !found; i++) {
        const Variation *v = changes->at[i].reason ? changes->at[i].reason->variation : NULL;
        if (v)
            VEC_PUSH(scratch, &ids, v->id);
        found = v && str_eq(v->id, ask->variation);
    }
    if (!found) {
        Pos pos = ask->variation_pos;
        pos.len = utf8_count(ask->variation);
        diag(job->diag, VAR012, pos,
             "no change belongs to the variation \"" STR_FMT "\"; expected the id of one from variations.xml",
             STR_ARG(ask->variation));
        diag_nearest(job->diag, ask->variation, ids.at, ids.n);
    }
    arena_free(scratch);
}

void schedule_fill(Arena *a, Node *block, const ScheduleJob *job)
{
    ScheduleAsk ask;
    if (!schedule_asked(block, &ask))
        return;
    Scheduling s = {.a = a,
                    .job = job,
                    .ask = &ask,
                    .l = doc_language(node_doc(block), block),
                    .places = places_of_both(a, job->changes->diff),
                    .pos = block->pos};
    check_variation(job, &ask);
    schedule_append_groups(&s, block);
}
