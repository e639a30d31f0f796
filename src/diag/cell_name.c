/* Letters are digits in base 26 without a zero: Z is 26, AA 27. */
#include "diag/cell_name.h"

#include "base/ascii.h"

int cell_name_column(Str s, int *at)
{
    int column = 0, i = *at;
    for (; i < s.n && is_letter(s.p[i]) && column <= CELL_COLUMNS_MOST; i++)
        column = column * 26 + (to_upper(s.p[i]) - 'A' + 1);
    if (column > CELL_COLUMNS_MOST)
        return 0;
    *at = i;
    return column;
}

int cell_name_row(Str s, int *at)
{
    int row = 0, i = *at;
    for (; i < s.n && is_digit(s.p[i]) && row <= CELL_ROWS_MOST; i++)
        row = row * 10 + (s.p[i] - '0');
    if (row > CELL_ROWS_MOST)
        return 0;
    *at = i;
    return row;
}

void buf_cell_name(Buf *b, int row, int column)
{
    char letters[8];
    int at = (int)sizeof letters;
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    buf_put(b, letters + at, (int)sizeof letters - at);
    buf_format(b, "%d", row);
}

static bool is_bare(Str sheet)
{
    for (int i = 0; i < sheet.n; i++) {
        unsigned char c = (unsigned char)sheet.p[i];
        if (!is_alphanumeric(c) && c != '_' && c < 0x80)
            return false;
    }
    return sheet.n > 0 && !is_digit(sheet.p[0]);
}

void buf_sheet_cell(Buf *b, Str sheet, int row, int column)
{
    if (is_bare(sheet)) {
        buf_str(b, sheet);
    } else {
        buf_char(b, '\'');
        for (int i = 0; i < sheet.n; i++) {
            if (sheet.p[i] == '\'')
                buf_char(b, '\'');
            buf_char(b, sheet.p[i]);
        }
        buf_char(b, '\'');
    }
    buf_char(b, '!');
    buf_cell_name(b, row, column);
}

Str cell_name(Arena *a, int row, int column)
{
    Buf b = {0};
    buf_cell_name(&b, row, column);
    return buf_take(&b, a);
}
