/* Which figures of the data a placeholder shows, as paths.
 *
 * "budget/45/2013-14 | change 2012-13" shows what is worked out from budget/nbr/2013-14 and budget/nbr/2012-13. Sums,
 * counts and lists show what has no path of its own. */
#include "doc/figure.h"

#include "base/str.h"

/* data/row/column, with the row's id where its reference number was written. Empty: it is no such path. */
static Str one_figure(Arena *a, const Map *tables, Str path)
{
    Str id, rest, row, column;
    if (!str_cut(path, '/', &id, &rest) || !str_cut(rest, '/', &row, &column))
        return (Str){0};
    const Table *t = map_find(tables, id);
    int r = t ? table_row_or_reference(t, row) : -1;
    if (r < 0 || table_column(t, column) < 0 || !t->rows[r].id.n)
        return (Str){0};
    return str_format(a, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(id), STR_ARG(t->rows[r].id), STR_ARG(column));
}

/* What a figure is compared with: a column, a row, row/column or data/row/column. */
static Str other_figure(Arena *a, const Map *tables, Str own, Str other)
{
    Str id, rest, row, column, found = one_figure(a, tables, other);
    str_cut(own, '/', &id, &rest);
    str_cut(rest, '/', &row, &column);
    const Str beside[][2] = {{row, other}, {other, column}};
    if (!found.n && str_find(other, "/") >= 0)
        found = one_figure(a, tables, str_format(a, STR_FMT "/" STR_FMT, STR_ARG(id), STR_ARG(other)));
    for (int i = 0; i < COUNT(beside) && !found.n; i++)
        found = one_figure(a, tables,
                           str_format(a, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(id), STR_ARG(beside[i][0]),
                                      STR_ARG(beside[i][1])));
    return found;
}

static bool compares(Str word)
{
    static const char *const words[] = {"difference", "change", "share", "ratio", "per", "rank"};
    bool found = false;
    for (int i = 0; i < COUNT(words) && !found; i++)
        found = str_is(word, words[i]);
    return found;
}

/* The next word of the forms. */
static Str next_word(Str *rest)
{
    Str word = {0};
    while (rest->n > 0 && word.n == 0) {
        int n = 0;
        while (n < rest->n && !strchr(" \n|\\", rest->p[n]))
            n++;
        word = str_sub(*rest, 0, n);
        *rest = str_sub(*rest, n + 1, rest->n);
    }
    return word;
}

Str figure_shown(Arena *a, const Map *tables, Str written)
{
    Str subject, forms, word, others = {0};
    str_cut(written, '|', &subject, &forms);
    Str own = one_figure(a, tables, str_trim(subject));
    bool compared = false;
    while (own.n && (word = next_word(&forms)).n) {
        compared = compared || compares(word);
        Str other = compared && !compares(word) ? other_figure(a, tables, own, word) : (Str){0};
        if (other.n)
            others = other;
    }
    if (compared && !others.n)
        return (Str){0};
    return others.n ? str_format(a, STR_FMT " " STR_FMT, STR_ARG(own), STR_ARG(others)) : own;
}
