/* Slips of the pen.
 *
 * In a sentence that names one row, a figure that is in no table may still be that row's with two digits in the wrong
 * order, one digit wrong among four or more, or thousands left out. Others differ from it too much to have come about
 * by chance only when few figures could be so near, hence the least numbers of digits. */
#include "check/agreement/slip_private.h"

enum { SWAPPED_LEAST = 3, CHANGED_LEAST = 4, DIGITS_MOST = 18 };

typedef struct Digits {
    char at[DIGITS_MOST];
    int n;    /* without zeros at the end */
    int size; /* with them */
} Digits;

static Digits digits_of(int64_t value)
{
    Digits d = {0};
    char back[DIGITS_MOST + 2];
    int n = 0;
    for (; value > 0 && n < DIGITS_MOST; value /= 10)
        back[n++] = (char)('0' + value % 10);
    for (int i = 0; i < n; i++)
        d.at[i] = back[n - 1 - i];
    d.n = d.size = n;
    while (d.n > 0 && d.at[d.n - 1] == '0')
        d.n--;
    return d;
}

static bool is_slip(const Digits *typed, const Digits *data)
{
    int differ = 0, first = 0, n = int_max(typed->n, data->n);
    bool same = typed->n == data->n && memcmp(typed->at, data->at, (size_t)data->n) == 0;
    if (same)
        return typed->size != data->size && data->n >= CHANGED_LEAST;
    if (typed->size != data->size)
        return false;
    for (int i = n - 1; i >= 0; i--)
        if (typed->at[i] != data->at[i])
            differ++, first = i;
    bool swapped = differ == 2 && first + 1 < n && typed->at[first] == data->at[first + 1]
                   && typed->at[first + 1] == data->at[first];
    return (swapped && n >= SWAPPED_LEAST)
           || (differ == 1 && n >= CHANGED_LEAST && int_min(typed->n, data->n) >= CHANGED_LEAST);
}

/* The only row that the sentence names. */
static const RowName *only_row(const Sentence *s)
{
    const RowName *only = NULL;
    for (int i = 0; i < s->n; i++) {
        if (s->tokens[i].kind != TOKEN_ROW || s->tokens[i].rows == only)
            continue;
        if (only)
            return NULL;
        only = s->tokens[i].rows;
    }
    return only;
}

static bool slips_from(const Reporter *r, const Mention *m, RowPlace place, int column)
{
    Value v;
    int64_t size;
    int64_t ulp = 1;
    if (!value_of_cell(r->scratch, place.facts->table, place.row, column, &v) || v.family != m->family
        || !value_size(m->value, 0, &size) || v.size < 0)
        return false;
    for (int i = m->ulp; i > -VALUE_PLACES; i--)
        ulp *= 10;
    Digits typed = digits_of(size / ulp), data = digits_of((v.size + ulp / 2) / ulp);
    Digits whole_typed = digits_of(size), whole = digits_of(v.size);
    bool scaled = whole_typed.n == whole.n && whole.n >= CHANGED_LEAST && whole_typed.size != whole.size
                  && memcmp(whole.at, whole_typed.at, (size_t)whole.n) == 0 && m->family == FAMILY_MONEY;
    return scaled || is_slip(&typed, &data);
}

void slip_check(const Reporter *r, const Sentence *s, int token)
{
    const Mention *m = s->tokens[token].figure;
    const RowName *rows = s->unsure || token_is_quiet(s, token) ? NULL : only_row(s);
    if (!rows || rows->rows.n > NAMESAKES_MOST || m->digits < SWAPPED_LEAST || m->ulp > 9 || m->ulp < -VALUE_PLACES)
        return;
    for (int i = 0; i < rows->rows.n; i++) {
        RowPlace place = rows->rows.at[i];
        for (int column = 1; column < place.facts->table->ncolumns; column++) {
            bool year = s->times != 1 || time_matches(s->only, place.facts->times[column]);
            if (year && slips_from(r, m, place, column)) {
                report_typed(r, DAT022, m, place, column);
                return;
            }
        }
    }
}
