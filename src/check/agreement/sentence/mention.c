/* The figures in a sentence: placeholders, and numbers typed as amounts, percentages or counts.
 *
 * Numbers that only look like figures are skipped: years and periods (2013, 2013-14, 2012/13), dates, ordinals,
 * telephone numbers, numbers joined to letters, code and addresses. */
#include "check/agreement/sentence/mention.h"

#include "base/ascii.h"
#include "doc/figure.h"
#include "doc/units.h"

#define POUND "\xC2\xA3"
#define PLACEHOLDER_LONGEST 1000 /* bytes; as markdown_place.c reads them */

bool is_word_char(char c)
{
    return is_letter(c) || (unsigned char)c >= 0x80;
}

static bool is_space_or_letter(char c)
{
    return c == ' ' || is_letter(c);
}

static char at(Str text, int i)
{
    return i >= 0 && i < text.n ? text.p[i] : ' ';
}

static bool starts_at(Str text, int i, const char *what)
{
    return at(text, i) == *what && str_starts(str_sub(text, i, text.n), what);
}

int prose_close(Prose *p, int from, Closing kind)
{
    static const char *const marks[CLOSINGS] = {"`", ")", "-->", ">", "}}"};
    if (p->unclosed[kind])
        return -1;
    int found = str_find(str_sub(p->text, from, p->text.n), marks[kind]);
    p->unclosed[kind] = found < 0;
    return found < 0 ? -1 : from + found + str_c(marks[kind]).n;
}

int prose_skip(Prose *p, int i)
{
    Str text = p->text;
    Closing kind = CLOSINGS;
    if (text.p[i] == '`')
        kind = CLOSE_CODE;
    else if (starts_at(text, i, "]("))
        kind = CLOSE_ADDRESS;
    else if (starts_at(text, i, "<!--"))
        kind = CLOSE_COMMENT;
    else if (text.p[i] == '<' && (is_word_char(at(text, i + 1)) || at(text, i + 1) == '/'))
        kind = CLOSE_TAG;
    int end = kind == CLOSINGS ? -1 : prose_close(p, i + 1, kind);
    return end < 0 ? i : end;
}

/* --- placeholders --- */

bool row_is_negative(const Table *t, int row)
{
    int below = 0;
    for (int c = 1; c < t->ncolumns; c++) {
        const Cell *cell = &t->rows[row].cells[c];
        Decimal value = cell_counted(cell);
        if (cell->number && value.units > 0 && t->columns[c].kind != COL_PERCENT)
            return false;
        below += cell->number && value.units < 0;
    }
    return below > 0;
}

/* The direction from the column before, of the same kind and unit. */
static bool find_step(const FigurePlace *p, int *direction)
{
    const Table *t = p->table;
    if (p->nrows != 1)
        return false;
    for (int c = p->column - 1; c > 0; c--) {
        const Cell *before = &t->rows[p->row].cells[c];
        bool same =
            t->columns[c].kind == t->columns[p->column].kind && str_eq(table_unit(t, c), table_unit(t, p->column));
        if (!same)
            continue;
        int year = column_year(&t->columns[p->column]), than = column_year(&t->columns[c]);
        if (!year || !than || year <= than)
            return false;
        if (!before->number || before->colspan != 1)
            return false;
        *direction = decimal_cmp(p->value, cell_counted(before));
        return true;
    }
    return false;
}

static Family family_of(Str unit, int *exponent)
{
    *exponent = 0;
    if (unit_exponent(unit, exponent))
        return FAMILY_MONEY;
    return str_is(unit, "%") ? FAMILY_PERCENT : FAMILY_PLAIN;
}

static void fill_value(Mention *m, const FigurePlace *p)
{
    int exponent;
    m->family = family_of(p->unit, &exponent);
    m->value = p->value;
    m->known = p->number;
    m->digits = 9;
    m->ulp = -4;
    for (; exponent > 0 && m->known; exponent--)
        m->known = decimal_scale(m->value, 10, &m->value);
    if (exponent < 0)
        m->known = false;
    if (m->magnitude && m->value.units < 0)
        m->value.units = -m->value.units;
    m->minus = m->value.units < 0;
    m->stepped = p->number && find_step(p, &m->step);
}

/* In a row held negative the step is reversed, because text gives its figures without their sign. A form that compares
 * has already taken that into account. */
static void fill_bound(Mention *m, const FigurePlace *p)
{
    if (p->nrows == 1)
        m->table = p->table, m->row = p->row, m->column = p->column;
    if (!m->compared)
        fill_value(m, p);
    if (m->table && row_is_negative(m->table, m->row))
        m->step = -m->step;
}

int placeholder_end(Str text, int i)
{
    int close = starts_at(text, i, "{{") ? str_find(str_sub(text, i, i + PLACEHOLDER_LONGEST), "}}") : -1;
    return close < 0 ? i : i + close + 2;
}

static bool read_bound(Arena *a, const Map *tables, Str text, int i, Mention *m)
{
    int end = placeholder_end(text, i);
    if (end == i)
        return false;
    *m = (Mention){.at = i, .end = end, .bound = true};
    Str written = str_trim(str_sub(text, i + 2, end - 2)), path, form;
    FigureFault fault;
    FigurePlace place;
    str_cut(written, '|', &path, &form);
    m->compared = figure_direction(a, tables, written, &m->direction);
    m->magnitude = !m->compared && figure_sign(a, tables, written, &m->sign);
    if (figure_find(&(FigureAsk){a, tables, NULL, NULL}, str_trim(path), &place, &fault))
        fill_bound(m, &place);
    return true;
}

/* --- typed numbers --- */

static const struct {
    const char *words; /* a space stands for any white space */
    int exponent;
    Family family;
} tails[] = {
    {"bn", 9, FAMILY_MONEY},
    {"m", 6, FAMILY_MONEY},
    {"k", 3, FAMILY_MONEY},
    {" billion", 9, FAMILY_PLAIN},
    {" million", 6, FAMILY_PLAIN},
    {" percentage points", 0, FAMILY_POINTS},
    {" percentage point", 0, FAMILY_POINTS},
    {" points", 0, FAMILY_POINTS},
    {"-percentage-point", 0, FAMILY_POINTS},
    {"-point", 0, FAMILY_POINTS},
    {"% points", 0, FAMILY_POINTS},
    {"%", 0, FAMILY_PERCENT},
    {" per cent", 0, FAMILY_PERCENT},
    {" percent", 0, FAMILY_PERCENT},
};

/* The bytes of white space at i, a no-break space among it. */
static int space_at(Str text, int i)
{
    return is_space(at(text, i)) ? 1 : starts_at(text, i, "\xC2\xA0") ? 2 : 0;
}

/* The end of the words at i; -1: others stand there. */
static int match_tail(Str text, int i, const char *words)
{
    for (; *words; words++) {
        int n = *words == ' ' ? space_at(text, i) : at(text, i) == *words;
        if (n == 0)
            return -1;
        i += n;
    }
    return i;
}

/* Reads the unit after a number. Returns its end, or -1 when what follows shows that the number is not a figure. */
static int read_tail(Str text, int i, Mention *m, int *exponent)
{
    for (int k = 0; k < COUNT(tails); k++) {
        int end = match_tail(text, i, tails[k].words);
        bool money_only = tails[k].family == FAMILY_MONEY;
        if (end < 0 || (money_only && m->family != FAMILY_MONEY)
            || (is_word_char(at(text, end)) && !space_at(text, end) && tails[k].family != FAMILY_PERCENT))
            continue;
        if (tails[k].family == FAMILY_PERCENT || tails[k].family == FAMILY_POINTS)
            m->family = tails[k].family;
        *exponent = tails[k].exponent;
        return end;
    }
    char next = at(text, i);
    bool joined = (is_word_char(next) && !space_at(text, i)) || is_digit(next) || next == '/' || next == '_'
                  || next == '@' || next == ':';
    bool range = (next == '-' || starts_at(text, i, "\xE2\x80\x93")) && is_digit(at(text, next == '-' ? i + 1 : i + 3));
    bool compound = next == '-' && is_word_char(at(text, i + 1));
    return joined || range || compound ? -1 : i;
}

static int count_digits(Str number)
{
    int n = 0;
    for (int i = 0; i < number.n; i++)
        n += is_digit(number.p[i]) && (n > 0 || number.p[i] != '0');
    return n;
}

static bool is_month(Str text, int i)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    for (int k = 0; k < COUNT(months); k++)
        if (at(text, i) == ' ' && starts_at(text, i + 1, months[k]))
            return true;
    return false;
}

static bool may_be_year(Str number, const Mention *m)
{
    int year;
    return m->family == FAMILY_PLAIN && number.n == 4 && str_to_int(number, &year) && year >= 1900 && year <= 2100;
}

/* A number at i; *end is its end, also when it is not a figure. */
static bool read_typed(Str text, int i, Mention *m, int *end)
{
    int from = i, to, exponent = 0;
    *m = (Mention){.at = i, .known = true};
    if (starts_at(text, i, POUND))
        m->family = FAMILY_MONEY, from += (int)sizeof POUND - 1;
    for (to = from;
         is_digit(at(text, to)) || ((at(text, to) == ',' || at(text, to) == '.') && is_digit(at(text, to + 1))); to++) {
    }
    *end = int_max(to, i + 1);
    Str number = str_sub(text, from, to);
    if (!number.n || !decimal_parse(number, &m->value))
        return false;
    char before = at(text, i - 1);
    m->minus = before == '-' || (i >= 3 && starts_at(text, i - 3, "\xE2\x88\x92"));
    bool joined =
        is_word_char(before) || before == '/' || before == '-' || before == '.' || before == '#' || before == '_';
    if (joined || may_be_year(number, m) || is_month(text, to))
        return false;
    if (number.p[0] == '0' && number.n > 1 && is_digit(number.p[1]))
        return false;
    m->digits = count_digits(number);
    m->ulp = -m->value.places;
    m->end = read_tail(text, to, m, &exponent);
    if (m->end < 0)
        return false;
    if (exponent && (m->family == FAMILY_PERCENT || m->family == FAMILY_POINTS))
        return false;
    *end = m->end;
    m->ulp += exponent;
    for (; exponent > 0; exponent--)
        if (!decimal_scale(m->value, 10, &m->value))
            return false;
    return true;
}

void mentions_read(Arena *a, const Map *tables, Prose *prose, Mentions *out)
{
    Str text = prose->text;
    for (int i = prose->from; i < prose->to;) {
        Mention m;
        if (is_space_or_letter(text.p[i])) { /* most bytes are plain, and nothing begins there */
            i++;
            continue;
        }
        int end = prose_skip(prose, i);
        if (end > i) {
            i = end;
        } else if (starts_at(text, i, "{{") && read_bound(a, tables, text, i, &m)) {
            VEC_PUSH(a, out, m);
            i = m.end;
        } else if (is_digit(text.p[i]) || starts_at(text, i, POUND)) {
            if (read_typed(text, i, &m, &end))
                VEC_PUSH(a, out, m);
            i = end;
        } else {
            i++;
        }
    }
}
