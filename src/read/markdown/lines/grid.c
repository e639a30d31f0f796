/* Grid tables, as Pandoc and reStructuredText draw them:
 *
 *     +-------+-----------+
 *     | Place | Officers  |
 *     +=======+===========+
 *     | South | - 60 now  |
 *     |       | - 70 soon |
 *     +=======+===========+
 *     | All   | 130       |
 *     +=======+===========+
 *
 * The drawing is read as characters on a plane. Lines with a "+" at both ends of a border part rows, and their "+" part
 * columns. Between these, a border of a cell is there or it is not: where it is missing, the cell spans. So each cell
 * is a rectangle of the finest cells, and what is no rectangle, or has a border with holes, is a fault: a bar out of
 * line would put words into the wrong cell.
 *
 * Places are columns of characters, so that letters of several bytes leave the borders in line. */
#include "read/markdown/lines/grid_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

typedef struct GridPlane {
    Arena *a;
    const Str *lines;
    int n, width; /* in lines and characters */
    VEC(int) xs;  /* of the borders between columns, in characters */
    VEC(int) ys;  /* lines that part rows */
    bool *ruled;  /* for each line, the columns over which it is a border */
    TypedGrid *grid;
    GridFault *fault;
} GridPlane;

static bool is_rule(char c)
{
    return c == '-' || c == '=' || c == ':';
}

bool grid_border(Str line)
{
    int rules = 0;
    line = str_trim(line);
    for (int i = 0; i < line.n; i++) {
        rules += is_rule(line.p[i]);
        if (!is_rule(line.p[i]) && line.p[i] != '+')
            return false;
    }
    return rules >= 3 && line.p[0] == '+' && line.p[line.n - 1] == '+';
}

static bool fails(GridPlane *p, int line, int byte, const char *why)
{
    *p->fault = (GridFault){.line = line, .byte = byte, .why = why};
    return false;
}

static bool fails_in_length(GridPlane *p, int line, int width)
{
    Str why = str_format(p->a, "this line of a table is %d characters long; expected %d, as in its first border", width,
                         p->width);
    return fails(p, line, p->lines[line].n - 1, str_cdup(p->a, why));
}

/* -- Where the borders are ------------------------------------------------------------------------------------- */

static bool lines_are_level(GridPlane *p)
{
    for (int y = 0; y < p->n; y++) {
        Str s = p->lines[y];
        int width = utf8_count(s);
        if (!memchr("+|", s.p[s.n - 1], 2))
            return fails(p, y, s.n - 1, "expected \"|\" at the end of this line of a table, below the \"+\" above it");
        if (width != p->width)
            return fails_in_length(p, y, width);
    }
    return true;
}

/* The "+" of all whole borders, each once, from left to right. */
static void find_columns(GridPlane *p)
{
    bool *at = NEWN(p->a, bool, p->width);
    for (int y = 0; y < p->n; y++) {
        bool border = grid_border(p->lines[y]);
        for (int x = 0; border && x < p->width; x++)
            at[x] = at[x] || p->lines[y].p[x] == '+';
    }
    for (int x = 0; x < p->width; x++)
        if (at[x])
            VEC_PUSH(p->a, &p->xs, x);
}

static int *bars_of(const GridPlane *p, int y)
{
    return p->grid->bars + (ptrdiff_t)y * p->xs.n;
}

static void find_bars(GridPlane *p)
{
    p->grid->bars = NEWN(p->a, int, p->n * p->xs.n);
    for (int y = 0; y < p->n; y++) {
        int *bars = bars_of(p, y);
        for (int k = 0, x = 0, byte = 0; k < p->xs.n; x++) {
            if (x == p->xs.at[k])
                bars[k++] = byte;
            utf8_next(p->lines[y], &byte);
        }
    }
}

static char char_at_bar(const GridPlane *p, int y, int k)
{
    return p->lines[y].p[bars_of(p, y)[k]];
}

static bool *ruled(const GridPlane *p, int y)
{
    return p->ruled + (ptrdiff_t)y * (p->xs.n - 1);
}

static bool is_ruled_between(Str s, int from, int to)
{
    for (int i = from; i < to; i++)
        if (!is_rule(s.p[i]) && s.p[i] != '+')
            return false;
    return to > from;
}

/* Marks the columns over which line y is a border: from one "+" to the next. */
static bool find_rules(GridPlane *p, int y)
{
    Str s = p->lines[y];
    const int *bars = bars_of(p, y);
    int from = -1; /* the column that the last "+" begins */
    bool any = false;
    for (int k = 0; k < p->xs.n; k++) {
        char corner = s.p[bars[k]];
        for (int c = from; corner == '+' && from >= 0 && c < k; c++)
            any = ruled(p, y)[c] = true;
        if (corner == '+')
            from = k;
        else if (!is_rule(corner))
            from = -1;
        if (k + 1 < p->xs.n && !is_ruled_between(s, bars[k] + 1, bars[k + 1]))
            from = -1;
    }
    return any;
}

static void find_rows(GridPlane *p)
{
    p->ruled = NEWN(p->a, bool, p->n *(p->xs.n - 1));
    for (int y = 0; y < p->n; y++)
        if (find_rules(p, y))
            VEC_PUSH(p->a, &p->ys, y);
}

/* -- Cells ------------------------------------------------------------------------------------------------------- */

/* A bar beside the place where it should be: words would be in the wrong cell. */
static int stray_bar(const GridPlane *p, int y, int k)
{
    enum { NEAR = 2 };
    Str s = p->lines[y];
    int at = bars_of(p, y)[k];
    for (int i = int_max(at - NEAR, 0); i <= at + NEAR && i < s.n; i++)
        if (s.p[i] == '|' && (i == 0 || s.p[i - 1] != '\\') && i > bars_of(p, y)[k - 1] && i < bars_of(p, y)[k + 1])
            return i;
    return -1;
}

/* Whether border k stands beside row r. False, with a fault: only in a part of its lines. */
static bool read_bar(GridPlane *p, int r, int k, bool *there)
{
    int bars = 0, first = p->ys.at[r] + 1, end = p->ys.at[r + 1], without = first;
    for (int y = first; y < end; y++) {
        bool bar = char_at_bar(p, y, k) == '|' || char_at_bar(p, y, k) == '+';
        bars += bar;
        without = bar ? without : y;
    }
    *there = bars == end - first;
    int stray = *there ? -1 : stray_bar(p, without, k);
    if (*there || (bars == 0 && stray < 0))
        return true;
    return fails(p, without, stray >= 0 ? stray : bars_of(p, without)[k],
                 "expected \"|\" below the \"+\" of the border above this line of a table");
}

/* Borders of the finest cells: the one on the left of each, and the one above it. */
typedef struct Borders {
    bool *left, *above;
} Borders;

static bool read_borders(GridPlane *p, Borders *b)
{
    int rows = p->ys.n - 1, columns = p->xs.n - 1;
    b->left = NEWN(p->a, bool, rows *(columns + 1));
    b->above = NEWN(p->a, bool, (rows + 1) * columns);
    for (int r = 0; r < rows; r++) {
        if (p->ys.at[r + 1] == p->ys.at[r] + 1)
            return fails(p, p->ys.at[r + 1], 0, "expected a row between these two borders of a table");
        for (int k = 0; k <= columns; k++)
            if (!read_bar(p, r, k, &b->left[r * (columns + 1) + k]))
                return false;
    }
    for (int r = 0; r <= rows; r++)
        for (int c = 0; c < columns; c++)
            b->above[r * columns + c] = ruled(p, p->ys.at[r])[c];
    return true;
}

/* A cell from its first corner: to the next border on the right, and to the next below. All within must be open, and
 * all around closed. */
static bool read_box(GridPlane *p, const Borders *b, bool *taken, GridBox *box)
{
    int rows = p->ys.n - 1, columns = p->xs.n - 1, right = box->column + 1, below = box->row + 1;
    while (!b->left[box->row * (columns + 1) + right])
        right++;
    while (below < rows && !b->above[below * columns + box->column])
        below++;
    bool whole = true;
    for (int r = box->row; r < below; r++)
        for (int c = box->column; c < right; c++) {
            whole = whole && !taken[r * columns + c] && b->left[r * (columns + 1) + c] == (c == box->column)
                    && (r == box->row || !b->above[r * columns + c]);
            taken[r * columns + c] = true;
        }
    for (int r = box->row; r < below; r++)
        whole = whole && b->left[r * (columns + 1) + right];
    for (int c = box->column; c < right; c++)
        whole = whole && b->above[box->row * columns + c] && b->above[below * columns + c];
    box->colspan = right - box->column;
    box->rowspan = below - box->row;
    box->first = p->ys.at[box->row] + 1;
    box->last = p->ys.at[below] - 1;
    if (whole)
        return true;
    return fails(p, box->first, bars_of(p, box->first)[box->column],
                 "this cell of a table is not a rectangle; expected borders of - and | on its four sides");
}

static bool read_boxes(GridPlane *p, const Borders *b)
{
    TypedGrid *g = p->grid;
    bool *taken = NEWN(p->a, bool, g->nrows * g->ncolumns);
    for (int r = 0; r < g->nrows; r++)
        for (int c = 0; c < g->ncolumns; c++) {
            if (taken[r * g->ncolumns + c])
                continue;
            GridBox box = {.row = r, .column = c};
            if (!read_box(p, b, taken, &box))
                return false;
            VEC_PUSH(p->a, &g->boxes, box);
        }
    return true;
}

/* -- Heads, feet and alignment
 * ------------------------------------------------------------------------------------------- */

/* Whether the border above row r is one of "=". */
static bool is_double(const GridPlane *p, int r)
{
    Str s = p->lines[p->ys.at[r]];
    return grid_border(s) && memchr(s.p, '=', (size_t)s.n);
}

/* Rows above the first border of "=", unless it is the first or last of all. */
static int count_heads(const GridPlane *p)
{
    for (int r = 1; r + 1 < p->ys.n; r++)
        if (is_double(p, r))
            return r;
    return 0;
}

/* Rows between the last two borders of "=", if the last one ends the table and the other is not that of the heads. */
static int count_feet(const GridPlane *p)
{
    int end = p->ys.n - 1;
    for (int r = end - 1; is_double(p, end) && r > p->grid->nheads; r--)
        if (is_double(p, r))
            return end - r;
    return 0;
}

/* Colons in the border below the heads, or in the first. */
static void read_aligns(GridPlane *p)
{
    TypedGrid *g = p->grid;
    int y = p->ys.at[g->nheads];
    g->aligns = NEWN(p->a, CellAlign, g->ncolumns);
    for (int c = 0; c < g->ncolumns; c++) {
        bool left = p->lines[y].p[bars_of(p, y)[c] + 1] == ':', right = p->lines[y].p[bars_of(p, y)[c + 1] - 1] == ':';
        g->aligns[c] = left && right ? CELL_CENTRE : right ? CELL_FIGURE : CELL_TEXT;
    }
}

bool grid_read(Arena *a, const Str *lines, int n, TypedGrid *out, GridFault *fault)
{
    GridPlane p = {.a = a, .lines = lines, .n = n, .width = lines[0].n, .grid = out, .fault = fault};
    if (n < 3 || !grid_border(lines[n - 1]))
        return fails(&p, n - 1, 0, "expected a border such as +---+ below the last row of a table");
    if (!lines_are_level(&p))
        return false;
    find_columns(&p);
    find_bars(&p);
    find_rows(&p);
    out->nlines = n;
    out->nrows = p.ys.n - 1;
    out->ncolumns = p.xs.n - 1;
    if (out->ncolumns > TABLE_COLUMNS_MOST || (int64_t)out->nrows * out->ncolumns > TABLE_CELLS_MOST)
        return fails(&p, 0, 0, "this table is too large; expected fewer rows or columns");
    Borders borders;
    if (!read_borders(&p, &borders) || !read_boxes(&p, &borders))
        return false;
    out->nheads = count_heads(&p);
    out->nfeet = count_feet(&p);
    read_aligns(&p);
    return true;
}
