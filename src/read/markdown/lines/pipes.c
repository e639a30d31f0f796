/* Pipe tables as GitHub and Pandoc read them: a head row, a delimiter row with as many cells, then rows.
 *
 * The pipes at both ends are optional. A table without the first one only begins after a blank line (so that no list
 * item, quotation or sentence is mistaken for a head). A pipe after a backslash belongs to its cell, in code spans
 * too. */
#include "read/markdown/lines/pipes_private.h"

#include <string.h>

#include "base/ascii.h"

static bool is_pipe(Str s, int i)
{
    return s.p[i] == '|' && (i == 0 || s.p[i - 1] != '\\');
}

/* The next pipe that separates cells in [from, end), or end. */
static int next_pipe(Str s, int from, int end)
{
    const char *found;
    for (; from < end && (found = memchr(s.p + from, '|', (size_t)(end - from))) != NULL; from++) {
        from = (int)(found - s.p);
        if (is_pipe(s, from))
            return from;
    }
    return end;
}

void pipe_row_cut(Arena *a, Str line, PipeRow *out)
{
    int from = 0, end = line.n, n = 1;
    while (from < end && is_blank(line.p[from]))
        from++;
    while (end > from && is_blank(line.p[end - 1]))
        end--;
    if (from < end && is_pipe(line, from))
        from++;
    if (end > from && is_pipe(line, end - 1))
        end--;
    for (int i = from; (i = next_pipe(line, i, end)) < end; i++)
        n++;
    out->from = NEWN(a, int, n);
    out->to = NEWN(a, int, n);
    out->n = n;
    for (int i = 0; i < n; i++) {
        out->from[i] = from;
        out->to[i] = next_pipe(line, from, end);
        from = out->to[i] + 1;
    }
}

static bool read_align(Str cell, CellAlign *out)
{
    cell = str_trim(cell);
    bool left = cell.n > 0 && cell.p[0] == ':', right = cell.n > 1 && cell.p[cell.n - 1] == ':';
    Str dashes = str_sub(cell, left, cell.n - right);
    for (int i = 0; i < dashes.n; i++)
        if (dashes.p[i] != '-')
            return false;
    *out = left && right ? CELL_CENTRE : right ? CELL_FIGURE : CELL_TEXT;
    return dashes.n > 0;
}

/* Cheap, because every line is tested. */
static bool may_be_delimiters(Str line)
{
    bool pipe = false;
    for (int i = 0; i < line.n; i++) {
        if (!memchr("|-: \t", line.p[i], 5))
            return false;
        pipe |= line.p[i] == '|';
    }
    return pipe;
}

int pipe_aligns(Arena *a, Str line, CellAlign **aligns)
{
    if (!may_be_delimiters(line))
        return 0;
    PipeRow row = {0};
    pipe_row_cut(a, line, &row);
    *aligns = NEWN(a, CellAlign, row.n);
    for (int i = 0; i < row.n; i++)
        if (!read_align(str_sub(line, row.from[i], row.to[i]), &(*aligns)[i]))
            return 0;
    return row.n;
}

static bool is_marker(char c)
{
    return memchr(">#+-*:`~", c, 8) || is_digit(c);
}

bool pipe_table_begins(Arena *a, Str head, Str next, bool after_text)
{
    if (!memchr(head.p, '|', (size_t)head.n) || !may_be_delimiters(next))
        return false;
    char first = *str_trim(head).p;
    if (first != '|' && (after_text || is_marker(first)))
        return false;
    CellAlign *aligns;
    int n = pipe_aligns(a, next, &aligns);
    PipeRow row = {0};
    pipe_row_cut(a, head, &row);
    return n > 0 && n == row.n;
}
