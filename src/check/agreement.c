/* Sentences compared with the data.
 *
 * A paragraph is read sentence by sentence. Each typed number is searched for among all figures of the tables,
 * sorted by size. It needs three significant digits, because shorter numbers match by chance. If a figure, rounded
 * like the typed number, is equal to it, the number is data typed by hand: an informational message. If none is
 * equal but one differs by one in the last place, and the sentence mentions its row's label, someone probably copied
 * the figure wrongly: a warning.
 *
 * A direction is judged only in four forms, where it can mean nothing else: a placeholder with the form difference
 * or change; "fell by" just before one with the form magnitude; "rose from A to B" with two figures of one family;
 * and "rose to" just before a placeholder whose row has the year before. Sentences with words for both directions,
 * or with a "not", are ignored. */
#include "check/agreement.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "check/agreement_private.h"
#include "doc/units.h"

enum { INDEX_PLACES = 4, LEAST_DIGITS = 3, LEAST_WORD = 4 };

typedef struct IndexEntry {
    int64_t size; /* without sign, in ten-thousandths */
    Family family;
    const Table *table;
    int row, column;
    int order;
} IndexEntry;

struct FigureIndex {
    const Map *tables;
    VEC(IndexEntry) entries;
};

typedef struct Check {
    Arena *scratch;
    Diag *sink;
    const FigureIndex *index;
    const WrittenText *passage;
    bool thorough;
} Check;

/* --- the index --- */

static bool size_of(Decimal value, int exponent, int64_t *out)
{
    if (value.units < 0)
        value.units = -value.units;
    for (; exponent > 0; exponent--)
        if (!decimal_scale(value, 10, &value))
            return false;
    if (exponent < 0)
        return false;
    Decimal sized = decimal_round(value, INDEX_PLACES);
    *out = sized.units;
    return sized.places == INDEX_PLACES;
}

static void add_cell(Arena *a, FigureIndex *index, const Table *t, int row, int column)
{
    const Cell *cell = &t->rows[row].cells[column];
    Str unit = cell_unit(t, row, column);
    int exponent = 0;
    Decimal value;
    if (cell->colspan != 1 || !cell_figure(a, cell, &value, &unit) || (!cell->number && !unit.n))
        return;
    IndexEntry e = {.table = t, .row = row, .column = column, .order = index->entries.n};
    e.family = unit_exponent(unit, &exponent) ? FAMILY_MONEY : str_is(unit, "%") ? FAMILY_PERCENT : FAMILY_PLAIN;
    if (size_of(value, exponent, &e.size))
        VEC_PUSH(a, &index->entries, e);
}

static int by_size(const void *a, const void *b)
{
    const IndexEntry *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return x->order - y->order;
}

FigureIndex *agreement_index(Arena *a, const Map *tables)
{
    FigureIndex *index = NEW(a, FigureIndex);
    index->tables = tables;
    for (int i = 0; i < tables->n; i++) {
        const Table *t = tables->entries[i].value;
        for (int row = 0; row < t->nrows; row++)
            for (int column = 1; column < t->ncolumns; column++)
                add_cell(a, index, t, row, column);
    }
    if (index->entries.n)
        qsort(index->entries.at, (size_t)index->entries.n, sizeof(IndexEntry), by_size);
    return index;
}

static int first_from(const FigureIndex *index, int64_t size)
{
    int low = 0, high = index->entries.n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (index->entries.at[middle].size < size)
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

static void tell(const Check *c, Code code, const Mention *m, const IndexEntry *e)
{
    Arena *a = c->scratch;
    const Row *row = &e->table->rows[e->row];
    const Column *column = &e->table->columns[e->column];
    const Cell *cell = &row->cells[e->column];
    Str typed = str_sub(c->passage->text, m->at, m->end), unit = cell_unit(e->table, e->row, e->column);
    Decimal value = {0};
    cell_figure(a, cell, &value, &unit);
    Str figure = decimal_format(a, value, -1, true);
    Pos pos = c->passage->pos(c->passage->source, m->at);
    pos.len = m->end - m->at - (m->family == FAMILY_MONEY);
    diag(c->sink, code, pos, STR_FMT " %s " STR_FMT "%s" STR_FMT "%s of \"" STR_FMT "\" in \"" STR_FMT "\"",
         STR_ARG(typed),
         code == DAT021 ? "is typed by hand; it is the figure" : "is close to, but not the same as, the figure",
         STR_ARG(figure), unit.n ? " (" : "", STR_ARG(unit), unit.n ? ")" : "", STR_ARG(row->label),
         STR_ARG(column->id));
    diag_label(c->sink, cell->pos, "the figure in the data");
    Str name = row->id.n ? row->id : row->reference;
    if (name.n)
        diag_help(c->sink,
                  "write {{ " STR_FMT "/" STR_FMT "/" STR_FMT " }}, or put <!-- typed: reason --> after the sentence",
                  STR_ARG(e->table->id), STR_ARG(name), STR_ARG(column->id));
}

/* Finds the figure that a typed number is, or is close to. */
static void check_typed(const Check *c, const Mention *m, Str sentence)
{
    int64_t size, ulp = power(m->ulp + INDEX_PLACES);
    if (m->digits < LEAST_DIGITS || m->ulp < -INDEX_PLACES || m->ulp > 9 || !size_of(m->value, 0, &size))
        return;
    const IndexEntry *near = NULL;
    for (int i = first_from(c->index, size - ulp - ulp / 2); i < c->index->entries.n; i++) {
        const IndexEntry *e = &c->index->entries.at[i];
        int64_t gap = e->size < size ? size - e->size : e->size - size;
        if (e->size > size && gap > ulp + ulp / 2)
            break;
        if (e->family != m->family || &e->table->rows[e->row].cells[e->column] == c->passage->own)
            continue;
        bool equal = e->size < size ? 2 * gap <= ulp : 2 * gap < ulp;
        if (equal || gap == 0) {
            if (c->thorough)
                tell(c, DAT021, m, e);
            return;
        }
        if (!near && gap <= ulp + ulp / 2 && is_spoken_of(sentence, e->table->rows[e->row].label))
            near = e;
    }
    if (near)
        tell(c, DAT022, m, near);
}

/* --- directions --- */

static const char *const upward[] = {"rose",     "risen",     "rise",       "rises", "rising", "increased",
                                     "increase", "increases", "increasing", "grew",  "grown",  "growth"};
static const char *const downward[] = {"fell",      "fallen",   "fall",      "falls",     "falling",
                                       "decreased", "decrease", "decreases", "dropped",   "drop",
                                       "declined",  "decline",  "reduced",   "reduction", "reduces"};

static bool is_one_of(Str word, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (to_lower(word.p[0]) == words[i][0] && str_eq_folded(word, str_c(words[i])))
            return true;
    return false;
}

typedef struct Direction {
    int sign;    /* 0: none, both, or negated */
    int at, end; /* of the only direction word, in the passage */
    Str word;
} Direction;

/* The next word outside placeholders: names of rows are not words of the sentence. */
static Str next_prose_word(Str s, int *at)
{
    while (*at < s.n && !is_word_char(s.p[*at]))
        *at = int_max(placeholder_end(s, *at), *at + 1);
    return next_word(s, at);
}

static Direction find_direction(Str text, int from, int to)
{
    Str sentence = str_sub(text, from, to);
    Direction d = {0};
    int at = 0, words = 0;
    for (Str w; (w = next_prose_word(sentence, &at)).n;) {
        bool up = is_one_of(w, upward, COUNT(upward)), down = is_one_of(w, downward, COUNT(downward));
        if (is_one_of(w, (const char *const[]){"not", "no", "never", "if", "would", "target"}, 6))
            return (Direction){0};
        if (!up && !down)
            continue;
        if (words++)
            return (Direction){0};
        d = (Direction){up ? 1 : -1, from + at - w.n, from + at, w};
    }
    return d;
}

static void report_direction(const Check *c, const Direction *d, const Mention *m, const char *what)
{
    Pos pos = c->passage->pos(c->passage->source, d->at), other = c->passage->pos(c->passage->source, m->at);
    pos.len = d->word.n;
    diag(c->sink, DAT023, pos, "\"" STR_FMT "\" describes figures that %s; expected a word that agrees with them",
         STR_ARG(d->word), what);
    diag_label(c->sink, other, "the figure");
    diag_help(c->sink, "if it is intended, put <!-- typed: reason --> after the sentence");
}

static const char *way_of(int sign)
{
    return sign > 0 ? "go up" : sign < 0 ? "go down" : "stay the same";
}

/* The text between two places, with a single space for any white space. */
static bool between_is(Str text, int from, int to, const char *words)
{
    Buf b = {0};
    for (int i = from; i < to; i++) {
        bool space = text.p[i] == ' ' || text.p[i] == '\n';
        if (!space)
            buf_char(&b, to_lower(text.p[i]));
        else if (b.n && b.p[b.n - 1] != ' ')
            buf_char(&b, ' ');
    }
    bool same = str_is(str_trim(buf_view(&b)), words);
    buf_free(&b);
    return same;
}

static bool ends_with_word(Str text, int from, int to, const char *word)
{
    Str part = str_trim(str_sub(text, from, to));
    Str w = str_c(word);
    return part.n >= w.n && str_eq_folded(str_sub(part, part.n - w.n, part.n), w)
           && !(part.n > w.n && is_word_char(part.p[part.n - w.n - 1]));
}

static bool may_compare(const Mention *a, const Mention *b)
{
    return a->known && b->known && a->family == b->family && !a->compared && !b->compared
           && (a->family != FAMILY_PLAIN || a->bound || a->digits > 1);
}

/* "rose from A to B", with nothing else between the two figures. */
static bool check_from_to(const Check *c, const Direction *d, const Mention *first, const Mention *second)
{
    Str text = c->passage->text;
    if (!may_compare(first, second) || first->at < d->end || !ends_with_word(text, d->end, first->at, "from")
        || !between_is(text, first->end, second->at, "to"))
        return false;
    int sign = decimal_cmp(second->value, first->value);
    if (sign != d->sign)
        report_direction(c, d, second, way_of(sign));
    return true;
}

static void check_direction(const Check *c, int from, int to, const Mentions *mentions)
{
    if (mentions->n == 0)
        return;
    Direction d = find_direction(c->passage->text, from, to);
    if (!d.sign)
        return;
    for (int i = 0; i < mentions->n; i++) {
        const Mention *m = &mentions->at[i];
        if (i > 0 && check_from_to(c, &d, m - 1, m))
            return;
        if (m->compared && m->direction != d.sign)
            return report_direction(c, &d, m, way_of(m->direction));
        bool by_it = m->magnitude && m->at > d.end && between_is(c->passage->text, d.end, m->at, "by");
        if (by_it && m->direction == -d.sign)
            return report_direction(c, &d, m, way_of(m->direction));
        bool to_it = m->bound && m->stepped && m->at > d.end && between_is(c->passage->text, d.end, m->at, "to");
        bool last = i + 1 == mentions->n;
        if (to_it && last && m->direction != d.sign)
            return report_direction(c, &d, m, way_of(m->direction));
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

void agreement_check(Arena *scratch, Diag *sink, const FigureIndex *index, const WrittenText *passage, bool thorough)
{
    Check c = {scratch, sink, index, passage, thorough};
    Str text = passage->text;
    Prose sentences = {.text = text}, figures = {.text = text};
    for (int from = 0; from < text.n;) {
        int to = sentence_end(&sentences, from);
        bool typed = holds_typed(str_sub(text, from, to));
        int next = behind_comments(&sentences, to, &typed);
        if (!typed) {
            Mentions mentions = {0};
            figures.from = from, figures.to = to;
            mentions_read(scratch, index->tables, &figures, &mentions);
            check_direction(&c, from, to, &mentions);
            for (int i = 0; i < mentions.n; i++)
                if (!mentions.at[i].bound)
                    check_typed(&c, &mentions.at[i], str_sub(text, from, to));
        }
        from = next;
    }
}

void agreement_typed(Arena *scratch, Diag *sink, const FigureIndex *index, const WrittenText *passage)
{
    Check c = {scratch, sink, index, passage, true};
    Mentions mentions = {0};
    if (holds_typed(passage->text))
        return;
    mentions_read(scratch, index->tables, &(Prose){.text = passage->text, .to = passage->text.n}, &mentions);
    for (int i = 0; i < mentions.n; i++)
        if (!mentions.at[i].bound)
            check_typed(&c, &mentions.at[i], (Str){0});
}
