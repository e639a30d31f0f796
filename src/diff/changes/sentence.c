/* Changes as sentences, worded like amendments: "In paragraph 3.2 (page 7), leave out “X” and insert “Y”."
 *
 * A sentence gives places and pages of the old edition, because that is the text under amendment. */
#include "diff/outputs.h"

#include "diff/changes/changes_private.h"

enum {
    NEIGHBOURS_MOST = 64, /* blocks skipped to find one that the old edition has */
    PLACES_MOST = 12      /* places of a figure that are named */
};

static Str filled(const SentenceJob *s, WordId word, const Str *values, int n)
{
    return language_fill(s->arena, s->language, word, values, n);
}

static Str filled_one(const SentenceJob *s, WordId word, Str value)
{
    return language_fill_one(s->arena, s->language, word, value);
}

static Str filled_two(const SentenceJob *s, WordId word, Str one, Str two)
{
    return filled(s, word, (Str[]){one, two}, 2);
}

/* --- places --- */

/* "the section “4 Finance”" */
static Str section_phrase(const SentenceJob *s, const PlaceIndex *places, const Node *n)
{
    const Node *heading = n->kind == NODE_SECTION ? node_child(n, NODE_HEADING) : NULL;
    PlaceWords w = place_of_node(places, s->language, heading ? heading : n);
    return w.headed.n ? filled_one(s, WORD_SENTENCE_SECTION, w.headed) : language_word(s->language, WORD_PLACE_SECTION);
}

/* A paragraph or table with a number needs no heading to find it. */
static Str block_phrase(const SentenceJob *s, const PlaceIndex *places, const Node *n)
{
    PlaceWords w = place_of_node(places, s->language, n);
    bool numbered = w.whole ? w.whole->number.n > 0 : n->number.n > 0 && n->kind != NODE_ITEM;
    Str core = !w.whole ? w.within : w.within.n ? filled_two(s, WORD_SENTENCE_OF, w.within, w.part_of) : w.part_of;
    if (n->kind == NODE_HEADING)
        return filled_two(s, WORD_SENTENCE_NAMED, core, w.headed);
    if (numbered || !w.headed.n)
        return core;
    return filled_two(s, WORD_SENTENCE_UNDER, core, w.headed);
}

static Str with_page(const SentenceJob *s, Str phrase, const Node *old_node)
{
    Str page = schedule_page(s->job, SIDE_OLD, old_node);
    if (!page.n)
        return phrase;
    return str_format(s->arena, STR_FMT " (" STR_FMT ")", STR_ARG(phrase),
                      STR_ARG(filled_one(s, WORD_SCHEDULE_ON_PAGE, page)));
}

static bool is_section(const Merged *m)
{
    const Node *n = m->old_node ? m->old_node : m->new_node;
    return m->group || (n && n->kind == NODE_SECTION);
}

static const Node *old_node_of(const Merged *m)
{
    const Merged *named = m->group && m->first ? m->first : m;
    return named->old_node;
}

static Str old_phrase(const SentenceJob *s, const Merged *m)
{
    const Node *n = old_node_of(m);
    Str phrase =
        is_section(m) ? section_phrase(s, s->places.of[SIDE_OLD], n) : block_phrase(s, s->places.of[SIDE_OLD], n);
    return with_page(s, phrase, n);
}

/* A place of a change in the old edition. */
static Str phrase_of(const SentenceJob *s, const ChangePlace *p)
{
    if (!p->old_node)
        return block_phrase(s, s->places.of[SIDE_NEW], p->new_node);
    bool section = is_section(p->at) && p->at->state != MERGED_KEPT;
    Str phrase = section ? section_phrase(s, s->places.of[SIDE_OLD], p->old_node)
                         : block_phrase(s, s->places.of[SIDE_OLD], p->old_node);
    return with_page(s, phrase, p->old_node);
}

static Str place_phrase(const SentenceJob *s, const Change *c)
{
    return phrase_of(s, change_home(c));
}

/* A figure is left out and inserted wherever it shows; in words and charts perhaps rounded. */
static Str likewise(const SentenceJob *s, const Change *c, Str sentence)
{
    VEC(Str) others = {0};
    for (int i = 0; i < c->nplaces && others.n < PLACES_MOST; i++)
        if (&c->places[i] != change_home(c))
            VEC_PUSH(s->arena, &others, phrase_of(s, &c->places[i]));
    int more = c->nplaces - 1 - others.n;
    Str places = language_list(s->arena, s->language, others.at, others.n);
    if (more > 0)
        places = str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(places),
                            STR_ARG(filled_one(s, WORD_AND_MORE, str_format(s->arena, "%d", more))));
    return filled_two(s, WORD_SENTENCE_LIKEWISE, sentence, places);
}

/* --- instructions --- */

static Str clause(const SentenceJob *s, const EditPhrase *e)
{
    Str clause;
    if (e->deleted.n && e->added.n)
        return filled_two(s, WORD_SENTENCE_REPLACE, e->deleted, e->added);
    if (e->deleted.n) {
        clause = filled_one(s, WORD_SENTENCE_DELETE, e->deleted);
        return e->after.n ? filled_two(s, WORD_SENTENCE_AFTER, e->after, clause) : clause;
    }
    clause = filled_one(s, WORD_SENTENCE_INSERT, e->added);
    return e->at_end     ? filled_one(s, WORD_SENTENCE_AT_END, clause)
           : e->after.n  ? filled_two(s, WORD_SENTENCE_AFTER, e->after, clause)
           : e->before.n ? filled_two(s, WORD_SENTENCE_BEFORE, e->before, clause)
                         : clause;
}

static Str clauses(const SentenceJob *s, const EditPhrase *phrases, int n)
{
    Buf out = {0};
    for (int i = 0; i < n; i++) {
        buf_puts(&out, i ? "; " : "");
        buf_str(&out, clause(s, &phrases[i]));
    }
    return buf_take(&out, s->arena);
}

/* Was and now as they stand. */
static Str plain_clause(const SentenceJob *s, const Change *c)
{
    return clause(s, &(EditPhrase){.deleted = c->was, .added = c->now});
}

/* The nearest block before m, or else behind it, that the old edition has; NULL: none. */
static const Merged *neighbour(const Merged *m, bool before)
{
    const Merged *at = before ? m->prev : m->next;
    for (int i = 0; at && i < NEIGHBOURS_MOST; i++, at = before ? at->prev : at->next)
        if ((at->state == MERGED_KEPT || at->state == MERGED_MOVED) && old_node_of(at))
            return at;
    return NULL;
}

/* Beside a block of the old edition; for something inside an added block, beside the added block. */
static Str beside(const SentenceJob *s, const Merged *m, Str what)
{
    for (const Merged *at = m; at; at = at->parent) {
        bool in_old = at != m && old_node_of(at);
        const Merged *before = in_old ? NULL : neighbour(at, true);
        const Merged *behind = in_old || before ? NULL : neighbour(at, false);
        if (before || behind)
            return filled_two(s, before ? WORD_SENTENCE_BEHIND_BLOCK : WORD_SENTENCE_BEFORE_BLOCK,
                              old_phrase(s, before ? before : behind), what);
        if (in_old && (at->group || at->old_node->kind > NODE_SECTION))
            return filled_two(s, WORD_SENTENCE_IN, old_phrase(s, at), what);
    }
    return filled_one(s, WORD_SENTENCE_AT_BEGINNING, what);
}

/* A mark that was added, deleted or moved while its note stays: the place of the mark. */
static Str mark_sentence(const SentenceJob *s, const Change *c)
{
    VEC(Str) marks = {0};
    for (int i = 1; i < c->nplaces && marks.n < PLACES_MOST; i++)
        VEC_PUSH(s->arena, &marks, phrase_of(s, &c->places[i]));
    return filled_two(s, WORD_SENTENCE_MARK, place_phrase(s, c),
                      language_list(s->arena, s->language, marks.at, marks.n));
}

static Str added_block(const SentenceJob *s, const Change *c)
{
    const Merged *m = c->places[0].at;
    if (!c->now.n || is_gap(c->now))
        return filled_one(s, WORD_SENTENCE_FORM, place_phrase(s, c));
    Str what = filled_one(s, is_section(m) ? WORD_SENTENCE_INSERT_SECTION : WORD_SENTENCE_INSERT, c->now);
    if (m->new_node && m->new_node->kind == NODE_NOTE)
        return filled_two(s, WORD_SENTENCE_IN, place_phrase(s, c), what);
    return beside(s, m, what);
}

static Str deleted_block(const SentenceJob *s, const Change *c)
{
    return filled_one(s, WORD_SENTENCE_LEAVE_OUT, place_phrase(s, c));
}

static const MergedColumn *column_of(const Change *c)
{
    const Merged *m = c->places[0].at;
    for (int i = 0; m && i < m->ncolumns; i++)
        if (m->columns[i].change == c->number)
            return &m->columns[i];
    return NULL;
}

/* The heading of the nearest column before one that both editions have; empty: there is none. */
static Str column_before(const SentenceJob *s, const Merged *table, const MergedColumn *column)
{
    Str head = {0}, rest;
    const MergedColumn *before = column;
    while (before > table->columns && (before == column || before->state != MERGED_KEPT))
        before--;
    if (before != column && before->state == MERGED_KEPT)
        str_cut(column_excerpt(s->arena, table, before, SIDE_OLD), ';', &head, &rest);
    return head;
}

static Str column_sentence(const SentenceJob *s, const Change *c)
{
    static const WordId words[CHANGE_FORM_COUNT] = {
        [CHANGE_ADDED] = WORD_SENTENCE_INSERT_COLUMN,
        [CHANGE_DELETED] = WORD_SENTENCE_DELETE_COLUMN,
        [CHANGE_REPLACED] = WORD_SENTENCE_MOVE_COLUMN,
        [CHANGE_MOVED] = WORD_SENTENCE_MOVE_COLUMN,
    };
    Str clause = filled_one(s, words[c->form], c->now.n ? c->now : c->was);
    Str before = c->form == CHANGE_DELETED ? (Str){0} : column_before(s, c->places[0].at, column_of(c));
    if (before.n)
        clause = filled_two(s, WORD_SENTENCE_AFTER, before, clause);
    return filled_two(s, WORD_SENTENCE_IN, place_phrase(s, c), clause);
}

static Str field_sentence(const SentenceJob *s, const Change *c)
{
    PlaceWords w = place_of_field(s->places.of[SIDE_OLD], s->language, c->at);
    return filled_two(s, WORD_SENTENCE_FIELD, w.within, plain_clause(s, c));
}

/* The form of a block that holds others: what changed in these are changes of their own. */
static bool is_form_around(const Change *c)
{
    const Merged *m = c->places[0].at;
    return m->change == c->number && m->first && m->state == MERGED_KEPT && (m->differs & DIFFERS_FORM)
           && !box_title_differs(m);
}

static Str sentence_of(const SentenceJob *s, const Change *c)
{
    const Merged *m = c->places[0].at;
    EditPhrase *phrases = NULL;
    if (!m)
        return field_sentence(s, c);
    if (column_of(c))
        return column_sentence(s, c);
    if (c->form == CHANGE_MOVED && c->nplaces > 1 && m->new_node && m->new_node->kind == NODE_NOTE)
        return mark_sentence(s, c);
    if (c->form == CHANGE_MOVED)
        return beside(s, m, filled_one(s, WORD_SENTENCE_MOVE, place_phrase(s, c)));
    if (m->change == c->number && m->state == MERGED_ADDED && c->form == CHANGE_ADDED)
        return added_block(s, c);
    if (m->change == c->number && m->state == MERGED_DELETED && c->form == CHANGE_DELETED)
        return deleted_block(s, c);
    if (c->form == CHANGE_REPLACED && (is_form_around(c) || str_eq(c->was, c->now)))
        return filled_one(s, WORD_SENTENCE_FORM, place_phrase(s, c));
    int n = !c->data.n && m->words && !m->words->whole ? edit_phrases(s->arena, m->words, c->number, &phrases) : 0;
    Str sentence = filled_two(s, WORD_SENTENCE_IN, place_phrase(s, c), n ? clauses(s, phrases, n) : plain_clause(s, c));
    return c->data.n && c->nplaces > 1 ? likewise(s, c, sentence) : sentence;
}

static Str on_one_line(Arena *a, Str s)
{
    Buf out = {0};
    for (int i = 0; i < s.n; i++)
        buf_char(&out, s.p[i] == '\n' ? ' ' : s.p[i]);
    return buf_take(&out, a);
}

/* With a full stop, unless a quotation at its end already has one. */
Str change_sentence(const SentenceJob *s, const Change *c)
{
    static const char *const ends[] = {".", ".\xE2\x80\x9D", "?\xE2\x80\x9D", "!\xE2\x80\x9D"};
    Str sentence = on_one_line(s->arena, sentence_of(s, c));
    bool ended = false;
    for (int i = 0; i < COUNT(ends); i++)
        ended = ended || str_ends(sentence, ends[i]);
    return str_format(s->arena, STR_FMT "%s", STR_ARG(sentence), ended ? "" : ".");
}

SentenceJob sentence_job(Arena *a, const ScheduleJob *job)
{
    const Diff *diff = job->changes->diff;
    return (
        SentenceJob){.arena = a, .language = diff->new_doc->language, .job = job, .places = places_of_both(a, diff)};
}

void changes_sentences(const ScheduleJob *job, Buf *out)
{
    Arena *scratch = arena_new();
    SentenceJob s = sentence_job(scratch, job);
    for (int i = 0; i < job->changes->n; i++) {
        const Change *c = &job->changes->at[i];
        buf_format(out, "%d. " STR_FMT "\n", c->number, STR_ARG(change_sentence(&s, c)));
    }
    arena_free(scratch);
}
