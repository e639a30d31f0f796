/* Sentences compared with the data.
 *
 * A paragraph is read sentence by sentence. Each typed number is searched for among all figures of the tables,
 * sorted by size. It needs three significant digits, because shorter numbers match by chance. If a figure, rounded
 * like the typed number, is equal to it, the number is data typed by hand: an informational message. If none is
 * equal but one differs by one in the last place, and the sentence mentions its row's label, someone probably copied
 * the figure wrongly: a warning.
 *
 * A sentence that names a row, or speaks of targets, is also read for what it claims (sentence.c, parse.c), and the
 * claims are judged (judge.c). Figures that belong to no claim may still be slips of the pen (slip.c). */
#include "check/agreement/agreement.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "check/agreement/report_private.h"
#include "check/agreement/slip_private.h"

enum { LEAST_DIGITS = 3, LEAST_WORD = 4, NEAR_MOST = 100 };

typedef struct IndexEntry {
    Value value; /* without sign */
    RowPlace place;
    int column;
    int order;
} IndexEntry;

struct FigureIndex {
    const Map *tables;
    VEC(IndexEntry) entries;
    NameIndex names;
    Vocabulary vocabulary;
};

typedef struct Check {
    Reporter report;
    const FigureIndex *index;
    bool thorough;
} Check;

/* --- the index --- */

static void add_cell(Arena *a, FigureIndex *index, RowPlace place, int column)
{
    IndexEntry e = {.place = place, .column = column, .order = index->entries.n};
    if (!value_of_cell(a, place.facts->table, place.row, column, &e.value))
        return;
    if (e.value.size < 0)
        e.value.size = -e.value.size;
    VEC_PUSH(a, &index->entries, e);
}

static int by_size(const void *a, const void *b)
{
    const IndexEntry *x = a, *y = b;
    if (x->value.family != y->value.family)
        return (int)x->value.family - (int)y->value.family;
    if (x->value.size != y->value.size)
        return x->value.size < y->value.size ? -1 : 1;
    return x->order - y->order;
}

FigureIndex *agreement_index(Arena *a, const Map *tables)
{
    FigureIndex *index = NEW(a, FigureIndex);
    index->tables = tables;
    names_index(a, tables, &index->names);
    for (int i = 0; i < index->names.tables.n; i++) {
        const TableFacts *facts = index->names.tables.at[i];
        for (int row = 0; row < facts->table->nrows; row++)
            for (int column = 1; column < facts->table->ncolumns; column++)
                add_cell(a, index, (RowPlace){facts, row}, column);
    }
    if (index->entries.n)
        qsort(index->entries.at, (size_t)index->entries.n, sizeof(IndexEntry), by_size);
    index->vocabulary.names = &index->names;
    if (tables->n)
        english_words(a, &index->vocabulary.english);
    return index;
}

/* The first figure of that family that is not smaller. */
static int first_from(const FigureIndex *index, Family family, int64_t size)
{
    int low = 0, high = index->entries.n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        const Value *v = &index->entries.at[middle].value;
        if (v->family < family || (v->family == family && v->size < size))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* --- typed figures --- */

/* The next word of letters at or after *at; empty at the end. */
static Str next_word(Str s, int *at)
{
    while (*at < s.n && !is_word_char(s.p[*at]))
        ++*at;
    int from = *at;
    while (*at < s.n && is_word_char(s.p[*at]))
        ++*at;
    return str_sub(s, from, *at);
}

static bool has_word(Str sentence, Str word)
{
    int at = 0;
    for (Str w; (w = next_word(sentence, &at)).n;)
        if (str_eq_folded(w, word))
            return true;
    return false;
}

/* Whether the sentence contains every meaningful word of a label. */
static bool is_spoken_of(Str sentence, Str label)
{
    int at = 0, words = 0;
    for (Str w; (w = next_word(label, &at)).n;) {
        if (w.n < LEAST_WORD || str_is(w, "Total"))
            continue;
        if (!has_word(sentence, w))
            return false;
        words++;
    }
    return words > 0;
}

static int64_t power(int exponent)
{
    int64_t p = 1;
    while (exponent-- > 0)
        p *= 10;
    return p;
}

/* The next figure from i on of that family and at most that size; NULL: none. */
static const IndexEntry *entry_within(const Check *c, int i, Family family, int64_t most)
{
    const IndexEntry *e = i < c->index->entries.n ? &c->index->entries.at[i] : NULL;
    return e && e->value.family == family && e->value.size <= most ? e : NULL;
}

static bool is_own(const Check *c, const IndexEntry *e)
{
    return &e->place.facts->table->rows[e->place.row].cells[e->column] == c->report.passage->own;
}

/* The figure that a typed one is: half a place below it, or less above. */
static const IndexEntry *find_equal(const Check *c, Family family, int64_t size, int64_t ulp)
{
    int64_t most = size + (ulp - 1) / 2;
    int i = first_from(c->index, family, size - ulp / 2);
    const IndexEntry *e = entry_within(c, i, family, most);
    return e && is_own(c, e) ? entry_within(c, i + 1, family, most) : e;
}

/* One that differs by one in the last place, of a row that the sentence speaks of. Where very many figures are as near,
 * none is looked for. */
static const IndexEntry *find_near(const Check *c, const Mention *m, int64_t size, Str sentence)
{
    int64_t ulp = power(m->ulp + VALUE_PLACES), most = size + ulp + ulp / 2;
    int first = first_from(c->index, m->family, size - ulp - ulp / 2);
    for (int i = first; i < first + NEAR_MOST; i++) {
        const IndexEntry *e = entry_within(c, i, m->family, most);
        if (!e)
            return NULL;
        if (!is_own(c, e) && is_spoken_of(sentence, e->place.facts->table->rows[e->place.row].label))
            return e;
    }
    return NULL;
}

/* Finds the figure that a typed number is, or is close to. True: it is the figure, or was reported. */
static bool check_typed(const Check *c, const Mention *m, Str sentence)
{
    int64_t size;
    if (m->digits < LEAST_DIGITS || m->ulp < -VALUE_PLACES || m->ulp > 9 || !value_size(m->value, 0, &size))
        return true;
    const IndexEntry *e = find_equal(c, m->family, size, power(m->ulp + VALUE_PLACES));
    if (e && c->thorough)
        report_typed(&c->report, DAT021, m, e->place, e->column);
    const IndexEntry *near = e || !sentence.n ? NULL : find_near(c, m, size, sentence);
    if (near)
        report_typed(&c->report, DAT022, m, near->place, near->column);
    return e || near;
}

/* --- claims --- */

/* A typed level that is nearly the data's is more likely to be a slip than a claim. */
static bool is_near(const Check *c, const Claim *claim, const Evidence *e)
{
    const Mention *m = claim->level.figure;
    int64_t size;
    Value v;
    if (claim->kind != CLAIM_LEVEL || claim->level.how != COMPARED_EQUAL || m->bound || m->digits < LEAST_DIGITS
        || m->ulp < -VALUE_PLACES || m->ulp > 9 || !value_size(m->value, 0, &size)
        || !value_of_cell(c->report.scratch, e->facts->table, e->row, e->column, &v))
        return false;
    int64_t gap = (v.size < 0 ? -v.size : v.size) - size, ulp = power(m->ulp + VALUE_PLACES);
    return (gap < 0 ? -gap : gap) <= ulp + ulp / 2;
}

static void check_claims(const Check *c, const ClaimList *claims)
{
    for (int i = 0; i < claims->n; i++) {
        const Claim *claim = &claims->at[i];
        Evidence e;
        ClaimOutcome outcome = claim_judge(c->report.scratch, &c->index->names, claim, &e);
        if (outcome == OUTCOME_FAILS && is_near(c, claim, &e))
            report_typed(&c->report, DAT022, claim->level.figure, (RowPlace){e.facts, e.row}, e.column);
        else if (outcome == OUTCOME_FAILS || outcome == OUTCOME_SELF_FAILS)
            report_claim(&c->report, claim, outcome, &e);
    }
}

/* --- sentences --- */

static int sentence_end(Prose *p, int from)
{
    Str text = p->text;
    for (int i = from; i < text.n; i++) {
        Closing kind = text.p[i] == '{' && str_starts(str_sub(text, i, text.n), "{{")     ? CLOSE_PLACEHOLDER
                       : text.p[i] == '<' && str_starts(str_sub(text, i, text.n), "<!--") ? CLOSE_COMMENT
                                                                                          : CLOSINGS;
        int close = kind == CLOSINGS ? -1 : prose_close(p, i, kind);
        if (close > 0) {
            i = close - 1;
            continue;
        }
        bool stop = text.p[i] == '.' || text.p[i] == '?' || text.p[i] == '!';
        if (stop && (i + 1 == text.n || is_space(text.p[i + 1])))
            return i + 1;
    }
    return text.n;
}

/* The end of any comments that follow a sentence. *typed: one of them marks it as intended. */
static int behind_comments(Prose *p, int at, bool *typed)
{
    Str text = p->text;
    for (;;) {
        int i = at;
        while (i < text.n && is_space(text.p[i]))
            i++;
        int close = str_starts(str_sub(text, i, text.n), "<!--") ? prose_close(p, i, CLOSE_COMMENT) : -1;
        if (close < 0)
            return at;
        Str words = str_trim(str_sub(text, i + 4, close - 3));
        if (str_starts(words, "typed:") && str_trim(str_sub(words, 6, words.n)).n)
            *typed = true;
        at = close;
    }
}

static bool holds_typed(Str sentence)
{
    int at = str_find(sentence, "<!-- typed:");
    return at >= 0;
}

/* Typed figures; those that a claim was made of are judged already. */
static void check_figures(const Check *c, const Sentence *s, Str words)
{
    for (int i = 0; i < s->n; i++) {
        const Token *t = &s->tokens[i];
        bool typed = t->kind == TOKEN_FIGURE && !t->figure->bound && !t->figure->spelt;
        bool known = !typed || check_typed(c, t->figure, t->judged ? (Str){0} : words);
        if (!known && !t->judged)
            slip_check(&c->report, s, i);
    }
}

static void check_mentions(const Check *c, const Mentions *mentions, Str words)
{
    for (int i = 0; i < mentions->n; i++)
        if (!mentions->at[i].bound)
            check_typed(c, &mentions->at[i], words);
}

static bool is_english(const WrittenText *passage)
{
    return !passage->language || language_is_same(passage->language->tag, STR("en"));
}

typedef struct PassageReading {
    Prose sentences, figures, words; /* each is read through once */
} PassageReading;

static void check_sentence(const Check *c, PassageReading *reading, int from, int to)
{
    Mentions mentions = {0};
    Arena *a = c->report.scratch;
    Str words = str_sub(c->report.passage->text, from, to);
    reading->figures.from = reading->words.from = from;
    reading->figures.to = reading->words.to = to;
    mentions_read(a, c->index->tables, &reading->figures, &mentions);
    if (!is_english(c->report.passage) || !sentence_may_claim(&c->index->vocabulary, &reading->words, &mentions)) {
        check_mentions(c, &mentions, words);
        return;
    }
    Sentence sentence;
    ClaimList claims = {0};
    sentence_read(a, &c->index->vocabulary, &reading->words, &mentions, &sentence);
    claims_read(a, &sentence, &claims);
    check_claims(c, &claims);
    check_figures(c, &sentence, words);
}

void agreement_check(Arena *scratch, Diag *sink, const FigureIndex *index, const WrittenText *passage, bool thorough)
{
    Check c = {{scratch, sink, passage}, index, thorough};
    Str text = passage->text;
    PassageReading reading = {{.text = text}, {.text = text}, {.text = text}};
    for (int from = 0; from < text.n;) {
        int to = sentence_end(&reading.sentences, from);
        bool typed = holds_typed(str_sub(text, from, to));
        int next = behind_comments(&reading.sentences, to, &typed);
        if (!typed)
            check_sentence(&c, &reading, from, to);
        from = next;
    }
}

void agreement_typed(Arena *scratch, Diag *sink, const FigureIndex *index, const WrittenText *passage)
{
    Check c = {{scratch, sink, passage}, index, true};
    Mentions mentions = {0};
    if (holds_typed(passage->text))
        return;
    mentions_read(scratch, index->tables, &(Prose){.text = passage->text, .to = passage->text.n}, &mentions);
    check_mentions(&c, &mentions, (Str){0});
}
