/* Names of rows.
 *
 * A row is called by its label, by the other names in `also`, and by what is left of those without words that any row
 * could have: "Total net budget" is the net budget, and "Premises costs" the premises. A name is kept as stems, so that
 * "supplies" finds "Supply", and under the first of them is the length of the longest name that it begins. A label
 * such as "Total" or "Other" names nothing. */
#include "check/agreement/sentence/names.h"

#include "base/ascii.h"

enum { NAME_WORDS_MOST = 12, NAME_BYTES_MOST = 200 };

/* --- times --- */

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};

static int digits_at(Str text, int at)
{
    int n = 0;
    while (at + n < text.n && is_digit(text.p[at + n]))
        n++;
    return n;
}

/* The month whose name begins there; 0: none. */
static int month_at(Str text, int at, int *end)
{
    for (int i = 0; i < COUNT(months); i++) {
        if (to_lower(text.p[at]) != months[i][0])
            continue;
        Str month = str_c(months[i]);
        Str there = str_sub(text, at, at + month.n);
        if (str_eq_folded(there, month) && !(at + month.n < text.n && is_letter(text.p[at + month.n]))) {
            *end = at + month.n;
            return i + 1;
        }
    }
    return 0;
}

/* The second year of a period, behind a stroke or dash; `at` when there is none. */
static int period_end(Str text, int at, int year)
{
    int from = at, second;
    if (at < text.n && (text.p[at] == '/' || text.p[at] == '-'))
        from = at + 1;
    else if (str_starts(str_sub(text, at, text.n), "\xE2\x80\x93"))
        from = at + 3;
    int n = from > at ? digits_at(text, from) : 0;
    if (n != 2 && n != 4)
        return at;
    str_to_int(str_sub(text, from, from + n), &second);
    return (year + 1) % 100 == second % 100 ? from + n : at;
}

static bool read_year(Str text, int *at, Time *out)
{
    int year = 0;
    if (digits_at(text, *at) != 4 || !str_to_int(str_sub(text, *at, *at + 4), &year) || year < 1900 || year >= 2100)
        return false;
    int end = period_end(text, *at + 4, year);
    out->year = year;
    out->period = end > *at + 4;
    *at = end;
    return true;
}

static int skip_blanks(Str text, int at)
{
    while (at < text.n && is_space(text.p[at]))
        at++;
    return at;
}

bool time_read(Str text, int *at, Time *out)
{
    int i = *at, end;
    Time time = {0};
    int day = digits_at(text, i);
    if (day == 1 || day == 2) {
        i = skip_blanks(text, i + day);
        if (i == *at + day)
            return false;
    }
    time.month = i < text.n ? month_at(text, i, &end) : 0;
    if (time.month)
        i = skip_blanks(text, end);
    else if (i != *at)
        return false;
    if (!read_year(text, &i, &time))
        return false;
    *out = time;
    *at = i;
    return true;
}

static bool starts_time(Str text, int i)
{
    bool behind = i > 0 && (is_alphanumeric(text.p[i - 1]) || text.p[i - 1] == '/');
    return !behind && is_alphanumeric(text.p[i]);
}

static bool find_time(Str text, Time *out)
{
    for (int i = 0; i < text.n; i++) {
        int at = i;
        if (starts_time(text, i) && time_read(text, &at, out))
            return true;
    }
    return false;
}

static Time time_of_column(const Column *c)
{
    Str places[] = {c->label, c->span, c->outer_span, c->also, c->id};
    Time time = {0};
    for (int i = 0; i < COUNT(places) && !time.year; i++)
        find_time(places[i], &time);
    if (!time.year)
        time.year = column_year(c);
    return time;
}

bool time_matches(Time said, Time column)
{
    if (!column.year)
        return false;
    if (said.period == column.period)
        return said.year == column.year && (said.period || !said.month || said.month == column.month);
    if (said.period)
        return column.year == said.year || column.year == said.year + 1;
    if (said.month)
        return said.month == 3 && said.year == column.year + 1;
    return said.year == column.year || said.year == column.year + 1;
}

/* --- stems --- */

int name_stem(Str word, char *out)
{
    int n = 0;
    for (int i = 0; i < word.n; i++) {
        char c = word.p[i];
        if ((unsigned char)c == 0xE2 && str_starts(str_sub(word, i, word.n), "\xE2\x80\x99"))
            i += 2;
        else if (c != '\'')
            out[n++] = to_lower(c);
    }
    bool plural = n > 3 && out[n - 1] == 's' && out[n - 2] != 's' && out[n - 2] != 'u' && out[n - 2] != 'i';
    if (plural && n > 4 && out[n - 2] == 'e' && out[n - 3] == 'i') {
        n -= 2;
        out[n - 1] = 'y';
    } else if (plural) {
        n--;
    }
    return n;
}

/* Words of letters and digits; apostrophes belong to them, and other characters beyond ASCII, but no signs and spaces.
 */
static bool in_word(Str s, int i)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x80)
        return is_alphanumeric(c) || c == '\'';
    return c != 0xC2 && !(c == 0xE2 && !str_starts(str_sub(s, i, s.n), "\xE2\x80\x99"));
}

static int word_length(Str s, int i)
{
    int from = i;
    while (i < s.n && in_word(s, i))
        i += (unsigned char)s.p[i] == 0xE2 ? 3 : 1;
    return int_min(i, s.n) - from;
}

typedef struct Stems {
    char text[NAME_BYTES_MOST];
    int at[NAME_WORDS_MOST + 1]; /* where each begins, and the end with the space behind it */
    int n;
} Stems;

static bool put_stem(Stems *s, Str word)
{
    int at = s->at[s->n];
    if (s->n == NAME_WORDS_MOST || at + word.n + 1 > NAME_BYTES_MOST)
        return false;
    int n = name_stem(word, s->text + at);
    s->text[at + n] = ' ';
    s->at[++s->n] = at + n + 1;
    return true;
}

static bool stems_of(Str name, Stems *out)
{
    out->n = out->at[0] = 0;
    for (int i = 0; i < name.n;) {
        int n = word_length(name, i);
        if (n == 0 && name.p[i] == '&' && !put_stem(out, STR("and")))
            return false;
        if (n > 0 && !put_stem(out, str_sub(name, i, i + n)))
            return false;
        i += int_max(n, 1);
    }
    return out->n > 0;
}

static Str stems_between(const Stems *s, int from, int to)
{
    return (Str){s->text + s->at[from], s->at[to] - s->at[from] - 1};
}

static bool is_one_of(Str word, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

/* Words that any row could have in its label. */
static bool is_general(Str stem)
{
    static const char *const words[] = {"total",  "other",   "budget",  "spending", "amount", "number",
                                        "cost",   "grant",   "overall", "sum",      "all",    "the",
                                        "actual", "target",  "net",     "gross",    "change", "result",
                                        "year",   "average", "share",   "of",       "and",    "expenditure"};
    return is_one_of(stem, words, COUNT(words));
}

static bool is_general_end(Str stem)
{
    static const char *const words[] = {"cost", "spending", "budget", "expenditure", "number"};
    return is_one_of(stem, words, COUNT(words));
}

/* --- the index --- */

/* A number for the first three letters, which the stem shares with the word. */
static unsigned start_of(Str word)
{
    unsigned start = 0;
    for (int i = 0; i < 3 && i < word.n; i++)
        start = start * 37 + (unsigned char)to_lower(word.p[i]);
    return start % (64 * COUNT(((NameIndex *)NULL)->first));
}

bool name_may_begin(const NameIndex *index, Str word)
{
    unsigned start = start_of(word);
    return index->first[start / 64] >> start % 64 & 1;
}

static RowName *name_entry(Arena *a, NameIndex *index, Str key)
{
    RowName *name = map_find(&index->names, key);
    if (!name) {
        name = NEW(a, RowName);
        map_put(a, &index->names, str_dup(a, key), name);
    }
    return name;
}

static void add_stems(Arena *a, NameIndex *index, RowPlace place, Str key, int words)
{
    Str first, rest;
    RowName *name = name_entry(a, index, key);
    bool known = name->rows.n && name->rows.at[name->rows.n - 1].facts == place.facts
                 && name->rows.at[name->rows.n - 1].row == place.row;
    if (!known && name->rows.n <= NAMESAKES_MOST)
        VEC_PUSH(a, &name->rows, place);
    str_cut(key, ' ', &first, &rest);
    name = name_entry(a, index, first);
    name->longest = int_max(name->longest, words);
    unsigned start = start_of(first);
    index->first[start / 64] |= (uint64_t)1 << start % 64;
}

static bool all_general(const Stems *s, int from, int to)
{
    for (int i = from; i < to; i++) {
        Str stem = stems_between(s, i, i + 1);
        int year;
        if (!is_general(stem) && !str_to_int(stem, &year))
            return false;
    }
    return true;
}

/* A name, and what is left of it. */
static void add_name(Arena *a, NameIndex *index, RowPlace place, Str name)
{
    Stems stems;
    if (!stems_of(name, &stems))
        return;
    int from = 0, to = stems.n;
    if (to > 1 && all_general(&stems, from, to)) { /* "Net budget": as a whole or not at all */
        add_stems(a, index, place, stems_between(&stems, from, to), to);
        return;
    }
    if (all_general(&stems, from, to))
        return;
    bool article = str_is(stems_between(&stems, 0, 1), "the"); /* sentences have one anyway */
    if (!article)
        add_stems(a, index, place, stems_between(&stems, from, to), to - from);
    while (from + 1 < to
           && (str_is(stems_between(&stems, from, from + 1), "total")
               || str_is(stems_between(&stems, from, from + 1), "the")))
        from++;
    if (from + 2 < to && str_is(stems_between(&stems, from + 1, from + 2), "of")
        && is_general_end(stems_between(&stems, from, from + 1)))
        from += 2;
    while (from + 1 < to && is_general_end(stems_between(&stems, to - 1, to)))
        to--;
    if (!all_general(&stems, from, to) && to - from < stems.n)
        add_stems(a, index, place, stems_between(&stems, from, to), to - from);
}

/* A label: also without what stands in brackets, which is a name of its own if it has capitals such as PCSOs, and with
 * the words behind a comma first ("Council tax, band D"). */
static void add_label(Arena *a, NameIndex *index, RowPlace place, Str label)
{
    Str before, behind, inside, rest;
    if (label.n > NAME_BYTES_MOST)
        return;
    if (str_cut(label, '(', &before, &behind)) {
        str_cut(behind, ')', &inside, &rest);
        if (inside.n > 1 && is_upper(inside.p[0]) && is_upper(inside.p[1]))
            add_name(a, index, place, inside);
        if (str_trim(before).n && !str_trim(rest).n)
            add_name(a, index, place, before);
        return;
    }
    add_name(a, index, place, label);
    if (str_cut(label, ',', &before, &behind) && str_find(behind, ",") < 0)
        add_name(a, index, place,
                 str_format(a, STR_FMT " " STR_FMT, STR_ARG(str_trim(behind)), STR_ARG(str_trim(before))));
}

static void add_others(Arena *a, NameIndex *index, RowPlace place, Str also)
{
    while (also.n) {
        Str name;
        str_cut(also, ';', &name, &also);
        if (name.n <= NAME_BYTES_MOST)
            add_name(a, index, place, name);
    }
}

static bool has_figure(const Table *t, int row)
{
    for (int c = 1; c < t->ncolumns; c++)
        if (t->rows[row].cells[c].number)
            return true;
    return false;
}

/* --- verdicts --- */

static void count_verdict(VerdictCount *count, const Cell *cell)
{
    count->met += str_is(cell->status, "achieved");
    count->missed += str_is(cell->status, "missed");
    count->lines++;
}

static void count_verdicts(Arena *a, NameIndex *index, const TableFacts *facts)
{
    const Table *t = facts->table;
    VerdictCount all = {.facts = facts}, group = {.facts = facts};
    for (int row = 0; row <= t->nrows; row++) {
        bool heading = row == t->nrows || t->rows[row].role == ROW_GROUP;
        if (heading && group.lines)
            VEC_PUSH(a, &index->verdicts, group);
        if (heading)
            group = (VerdictCount){.facts = facts};
        if (row == t->nrows || t->rows[row].role != ROW_LINE)
            continue;
        count_verdict(&group, &t->rows[row].cells[facts->verdicts]);
        count_verdict(&all, &t->rows[row].cells[facts->verdicts]);
    }
    VEC_PUSH(a, &index->verdicts, all);
}

/* --- tables --- */

static TableFacts *facts_of(Arena *a, const Table *t)
{
    TableFacts *facts = NEW(a, TableFacts);
    *facts = (TableFacts){t, NEWN(a, Time, t->ncolumns), NEWN(a, bool, t->ncolumns), 0};
    for (int c = 1; c < t->ncolumns; c++) {
        const Column *column = &t->columns[c];
        facts->times[c] = time_of_column(column);
        facts->targets[c] =
            column_is_figure(column->kind)
            && (str_is(column->id, "target") || str_is(column->id, "aim") || str_find(column->label, "arget") >= 0);
        if (column->kind == COL_STATUS)
            facts->verdicts = c;
    }
    return facts;
}

void names_index(Arena *a, const Map *tables, NameIndex *out)
{
    *out = (NameIndex){0};
    for (int i = 0; i < tables->n; i++) {
        const Table *t = tables->entries[i].value;
        const TableFacts *facts = facts_of(a, t);
        VEC_PUSH(a, &out->tables, facts);
        for (int row = 0; row < t->nrows; row++) {
            if (t->rows[row].role == ROW_GROUP || !has_figure(t, row))
                continue;
            RowPlace place = {facts, row};
            add_label(a, out, place, t->rows[row].label);
            add_others(a, out, place, t->rows[row].also);
        }
        if (facts->verdicts)
            count_verdicts(a, out, facts);
    }
}
