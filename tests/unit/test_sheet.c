/* Spreadsheets without a file format: exact numbers, number formats, names of cells, and .csv as the shortest workbook.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "diag/cell_name.h"
#include "sheet/number.h"
#include "sheet/sheet.h"

static SheetNumber number(const char *text)
{
    SheetNumber n;
    assert_true(number_parse(str_c(text), &n));
    return n;
}

static void assert_text(Str got, const char *expected)
{
    Arena *a = arena_new();
    assert_string_equal(str_cdup(a, got), expected);
    arena_free(a);
}

static void test_numbers_are_rounded_to_what_spreadsheets_hold(void **state)
{
    static const char *const pairs[][2] = {
        {"0.30000000000000004", "0.3"},
        {"1.1000000000000001E-2", "0.011"},
        {"131731.00000000001", "131731"},
        {"-0.0", "0"},
        {"123456789012345678", "123456789012346000"},
        {"+12", "12"},
        {".5", "0.5"},
        {"5.", "5"},
    };
    Arena *a = arena_new();
    (void)state;
    for (int i = 0; i < COUNT(pairs); i++)
        assert_text(number_text(a, number(pairs[i][0]), -1), pairs[i][1]);
    SheetNumber ignored;
    static const char *const none[] = {"", "-", ".", "1e", "1e999", "1,000", "0x10", "NaN", "1 2", "--1"};
    for (int i = 0; i < COUNT(none); i++)
        assert_false(number_parse(str_c(none[i]), &ignored));
    arena_free(a);
}

static void test_numbers_are_exact(void **state)
{
    Arena *a = arena_new();
    (void)state;
    SheetNumber sum = number_of(0);
    for (int i = 0; i < 1000; i++)
        sum = number_add(sum, number("0.1"));
    assert_text(number_text(a, sum, -1), "100");
    assert_text(number_text(a, number_multiply(number("43021.6"), number("1.005")), -1), "43236.708");
    assert_text(number_text(a, number_divide(number("1"), number("8")), -1), "0.125");
    assert_text(number_text(a, number_divide(number("2"), number("3")), 4), "0.6667");
    assert_text(number_text(a, number_round(number("2.5"), 0), -1), "3");
    assert_text(number_text(a, number_round(number("-2.5"), 0), -1), "-3");
    assert_text(number_text(a, number_round(number("1250"), -2), -1), "1300");
    assert_text(number_text(a, number_truncate(number("-2.99"), 1), 2), "-2.90");
    assert_text(number_text(a, number_add(number("1e30"), number("1")), -1), "1000000000000000000000000000000");
    assert_text(number_text(a, number("1e300"), -1), "1E300");
    assert_true(number_compare(number("-5"), number("4")) < 0);
    assert_true(number_is_close(number("0.1"), number("0.100000000000001"), number("1000")));
    assert_false(number_is_close(number("100.01"), number("100.02"), number("45000000")));
    arena_free(a);
}

static void test_cells_have_names(void **state)
{
    static const struct {
        int row, column;
        const char *name;
    } all[] = {{1, 1, "A1"}, {7, 3, "C7"}, {10, 26, "Z10"}, {10, 27, "AA10"}, {1048576, 16384, "XFD1048576"}};
    Arena *a = arena_new();
    (void)state;
    for (int i = 0; i < COUNT(all); i++) {
        int at = 0;
        assert_text(cell_name(a, all[i].row, all[i].column), all[i].name);
        assert_int_equal(cell_name_column(str_c(all[i].name), &at), all[i].column);
        assert_int_equal(cell_name_row(str_c(all[i].name), &at), all[i].row);
    }
    int at = 0;
    assert_int_equal(cell_name_column(STR("XFE1"), &at), 0);
    Buf place = {0};
    buf_sheet_cell(&place, STR("Tom's"), 2, 2);
    buf_sheet_cell(&place, STR("Budget"), 2, 2);
    buf_sheet_cell(&place, STR("2013"), 2, 2);
    assert_text(buf_view(&place), "'Tom''s'!B2Budget!B2'2013'!B2");
    buf_free(&place);
    arena_free(a);
}

static void test_days_have_dates(void **state)
{
    static const struct {
        const char *day, *date;
    } all[] = {{"41365", "2013-04-01"}, {"61", "1900-03-01"},       {"36584", "2000-02-28"},   {"36585", "2000-02-29"},
               {"36586", "2000-03-01"}, {"41365.75", "2013-04-01"}, {"2958465", "9999-12-31"}, {"0", "1899-12-30"}};
    Arena *a = arena_new();
    (void)state;
    for (int i = 0; i < COUNT(all); i++)
        assert_text(sheet_date(a, number(all[i].day)), all[i].date);
    assert_int_equal(sheet_date(a, number("2958466")).n, 0);
    assert_int_equal(sheet_date(a, number("-1")).n, 0);
    arena_free(a);
}

static void test_text_is_a_sheet(void **state)
{
    Arena *a = arena_new();
    SheetFault fault = {0};
    (void)state;
    Workbook *w = workbook_open(a, STR("Item;2013\n\"A;\"\"b\"\"\";1,250.50\n\nC;(12%)\n"), STR("x.csv"), &fault);
    assert_non_null(w);
    const SheetGrid *s = workbook_sheet(w, 0, &fault);
    assert_text(sheet_cell_text(a, sheet_cell(s, 2, 1)), "A;\"b\"");
    assert_text(sheet_cell_text(a, sheet_cell(s, 2, 2)), "1250.50");
    assert_int_equal(sheet_cell(s, 2, 2)->at, 11);
    assert_null(sheet_cell(s, 3, 1));
    assert_int_equal(sheet_cell(s, 4, 1)->line, 4);
    SheetRange range;
    assert_false(workbook_range(w, STR("B2"), &range));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_rounded_to_what_spreadsheets_hold),
        cmocka_unit_test(test_numbers_are_exact),
        cmocka_unit_test(test_cells_have_names),
        cmocka_unit_test(test_days_have_dates),
        cmocka_unit_test(test_text_is_a_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
