/* Arenas, vectors, maps, slices, UTF-8, decimals and lengths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/len.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

#define assert_str(s, text)                                                   \
    do {                                                                      \
        Str got_ = (s);                                                       \
        if (!str_is(got_, (text)))                                            \
            fail_msg("\"" STR_FMT "\" is not \"%s\"", STR_ARG(got_), (text)); \
    } while (0)

static void arena_gives_clear_aligned_memory(void **state)
{
    (void)state;
    Arena *a = arena_new();
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = arena_alloc(a, size);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAB, size);
        }
        arena_reset(a);
        assert_int_equal(arena_used(a), 0);
    }
    arena_free(a);
    arena_free(NULL);
}

/* Chunks of all sizes, used up to somewhere in their midst and then used again by allocations that end elsewhere. */
static void arena_clears_what_was_used(void **state)
{
    (void)state;
    Arena *a = arena_new();
    static const size_t sizes[] = {100, 70000, 1500000, 3000000};
    for (int round = 0; round < 4; round++) {
        ArenaMark mark = arena_mark(a);
        for (int i = 0; i < 9; i++) {
            size_t n = sizes[(i + round) % 4] + (size_t)round;
            char *p = arena_alloc(a, n);
            for (size_t k = 0; k < n; k++)
                if (p[k])
                    fail_msg("byte %zu of %zu is not clear in round %d", k, n, round);
            memset(p, 0xAB, n);
        }
        arena_rewind(a, mark);
        memset(arena_take(a, 1000), 0xAB, 1000);
    }
    arena_free(a);
}

static void arena_copies(void **state)
{
    (void)state;
    Arena *a = arena_new();
    assert_memory_equal(arena_copy(a, "words", 5), "words", 5);
    assert_non_null(arena_copy(a, NULL, 0));
    arena_free(a);
}

static void arena_extends_what_came_last(void **state)
{
    (void)state;
    Arena *a = arena_new();
    char *first = arena_copy(a, "first", 5), *last = arena_copy(a, "last", 4);
    assert_false(arena_extend(a, NULL, 0, 8));
    assert_false(arena_extend(a, first, 5, 500));
    assert_true(arena_extend(a, last, 4, 500));
    memset(last + 4, '.', 496);
    char *next = arena_alloc(a, 1);
    assert_true(next >= last + 500);
    assert_memory_equal(last, "last..", 6);
    assert_false(arena_extend(a, next, 1, 1 << 20)); /* more than its chunk has */
    arena_free(a);
}

static void arena_rewinds_over_chunks(void **state)
{
    (void)state;
    Arena *a = arena_new();
    ArenaMark empty = arena_mark(a);
    char *kept = arena_alloc(a, 100);
    strcpy(kept, "kept");
    size_t used = arena_used(a);
    for (int round = 0; round < 5; round++) {
        ArenaMark mark = arena_mark(a);
        for (int i = 0; i < 100; i++)
            memset(arena_alloc(a, 5000), 1, 5000);
        memset(arena_alloc(a, 1 << 20), 1, 1 << 20);
        arena_rewind(a, mark);
        assert_int_equal(arena_used(a), used);
        assert_string_equal(kept, "kept");
    }
    arena_rewind(a, empty);
    assert_int_equal(arena_used(a), 0);
    arena_free(a);
}

/* Rewound memory is used again instead of more being asked for. */
static void arena_uses_memory_again(void **state)
{
    (void)state;
    Arena *a = arena_new();
    ArenaMark mark = arena_mark(a);
    char *first = arena_alloc(a, 64);
    arena_rewind(a, mark);
    char *second = arena_alloc(a, 64);
    assert_ptr_equal(first, second);
    arena_free(a);
}

static void arena_poisons_what_is_gone(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    Arena *a = arena_new();
    arena_alloc(a, 8);
    ArenaMark mark = arena_mark(a);
    char *p = arena_alloc(a, 24);
    assert_false(__asan_address_is_poisoned(p));
    assert_false(__asan_address_is_poisoned(p + 23));
    assert_true(__asan_address_is_poisoned(p + 24));
    arena_rewind(a, mark);
    assert_true(__asan_address_is_poisoned(p));
    arena_free(a);
#else
    skip();
#endif
}

static void vec_grows_and_clears(void **state)
{
    (void)state;
    Arena *a = arena_new();
    memset(arena_alloc(a, 50000), 0xAB, 50000);
    arena_reset(a);
    VEC(int) v = {0};
    for (int i = 0; i < 1000; i++) {
        VEC_PUSH(a, &v, i * i);
        if (i % 100 == 0)
            arena_alloc(a, 8); /* so that it does not always grow where it stands */
    }
    assert_int_equal(v.n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(v.at[i], i * i);
    assert_int_equal(*VEC_NEXT(a, &v), 0);
    VEC_RESERVE(a, &v, 5000);
    assert_true(v.cap >= 5000);
    assert_int_equal(v.at[999], 999 * 999);
    arena_free(a);
}

static void map_finds_and_keeps_order(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Map m = {0};
    static int values[2000];
    assert_null(map_find(&m, STR("none")));
    for (int i = 0; i < COUNT(values); i++)
        assert_true(map_put(a, &m, str_format(a, "key %d", i), &values[i]));
    assert_false(map_put(a, &m, STR("key 7"), &values[8]));
    assert_ptr_equal(map_find(&m, STR("key 7")), &values[8]);
    assert_ptr_equal(map_find(&m, STR("key 1999")), &values[1999]);
    assert_null(map_find(&m, STR("key")));
    assert_int_equal(m.n, COUNT(values));
    for (int i = 0; i < m.n; i++)
        assert_str(m.entries[i].key, str_format(a, "key %d", i).p);
    assert_true(map_put(a, &m, STR(""), &values[0]));
    assert_ptr_equal(map_find(&m, STR("")), &values[0]);
    arena_free(a);
}

static void slices_are_cut(void **state)
{
    (void)state;
    Str before, after;
    assert_true(str_cut(STR("a=b=c"), '=', &before, &after));
    assert_str(before, "a");
    assert_str(after, "b=c");
    assert_false(str_cut(STR("abc"), '=', &before, &after));
    assert_str(before, "abc");
    assert_int_equal(after.n, 0);
    assert_str(str_sub(STR("police"), 2, 4), "li");
    assert_str(str_sub(STR("police"), -3, 99), "police");
    assert_str(str_sub(STR("police"), 5, 2), "");
    assert_str(str_trim(STR(" \t\r\n plan \n")), "plan");
    assert_str(str_trim(STR("  ")), "");
    assert_int_equal(str_find(STR("crime plan"), "plan"), 6);
    assert_int_equal(str_find(STR("crime"), "plan"), -1);
    assert_int_equal(str_find(STR(""), "x"), -1);
    assert_true(str_starts(STR("outcome"), "out"));
    assert_false(str_starts(STR("ou"), "out"));
    assert_true(str_ends(STR("a.md"), ".md"));
    assert_str(str_c(NULL), "");
}

static void slices_are_ordered_by_bytes(void **state)
{
    (void)state;
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("b"), STR("ab")) > 0);
    assert_true(str_cmp(STR("\xC3"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR(""), (Str){NULL, 0}), 0);
    assert_true(str_eq((Str){NULL, 0}, STR("")));
}

static void whole_numbers_are_read(void **state)
{
    (void)state;
    int n = 99;
    assert_true(str_to_int(STR("-12"), &n));
    assert_int_equal(n, -12);
    assert_true(str_to_int(STR("2147483647"), &n));
    assert_true(str_to_int(STR("-2147483648"), &n));
    assert_int_equal(n, INT32_MIN);
    static const char *const bad[] = {"",           "-",           "+1",
                                      "1 ",         " 1",          "0x1",
                                      "2147483648", "-2147483649", "99999999999999999999"};
    for (int i = 0; i < COUNT(bad); i++)
        assert_false(str_to_int(str_c(bad[i]), &n));
    assert_int_equal(n, INT32_MIN);
}

static void nearest_name_is_suggested(void **state)
{
    (void)state;
    static const Str names[] = {{"outcome", 7}, {"actions", 7}, {"ul", 2}, {"pledges", 7}};
    assert_str(str_nearest(STR("outcom"), names, COUNT(names)), "outcome");
    assert_str(str_nearest(STR("outcmoe"), names, COUNT(names)), "outcome");
    assert_str(str_nearest(STR("pledge"), names, COUNT(names)), "pledges");
    assert_str(str_nearest(STR("budget"), names, COUNT(names)), "");
    assert_str(str_nearest(STR("ol"), names, COUNT(names)), "");
    assert_str(str_nearest(STR(""), names, COUNT(names)), "");
}

static void buffers_grow(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Buf b = {0};
    assert_str(buf_view(&b), "");
    for (int i = 0; i < 1000; i++)
        buf_format(&b, "%d,", i);
    assert_int_equal(b.n, 10 * 2 + 90 * 3 + 900 * 4);
    buf_clear(&b);
    buf_puts(&b, "one ");
    buf_char(&b, '+');
    buf_str(&b, STR(" two"));
    Str s = buf_take(&b, a);
    assert_str(s, "one + two");
    assert_int_equal(s.p[s.n], 0);
    assert_null(b.p);
    arena_free(a);
}

static void utf8_is_strict(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int n, bad;
    } cases[] = {
        {"plain", 5, -1},
        {"\xC2\xA3", 2, -1},
        {"\xE2\x80\x99x", 4, -1},
        {"\xF0\x9F\x98\x80", 4, -1},
        {"\xF4\x8F\xBF\xBF", 4, -1},
        {"\xC0\x80", 2, 0},
        {"\xC1\xBF", 2, 0}, /* longer than need be */
        {"\xE0\x9F\xBF", 3, 0},
        {"\xF0\x8F\xBF\xBF", 4, 0},
        {"\xED\xA0\x80", 3, 0}, /* a surrogate */
        {"\xF4\x90\x80\x80", 4, 0},
        {"\xF5\x80\x80\x80", 4, 0},
        {"\xFF", 1, 0},
        {"ab\x80", 3, 2},
        {"ab\xE2\x80", 4, 2},
        {"\xE2\x80", 2, 0},
        {"a\0b", 3, 1},
        {"\xA3"
         "12",
         3, 0},
    };
    for (int i = 0; i < COUNT(cases); i++)
        if (utf8_bad((Str){cases[i].bytes, cases[i].n}) != cases[i].bad)
            fail_msg("case %d", i);
}

static void utf8_goes_there_and_back(void **state)
{
    (void)state;
    static const uint32_t points[] = {0x24, 0x7F, 0x80, 0xA3, 0x7FF, 0x800, 0x2019, 0xFFFF, 0x10000, 0x10FFFF};
    for (int i = 0; i < COUNT(points); i++) {
        char bytes[4];
        int at = 0, n = utf8_put(bytes, points[i]);
        assert_int_equal(utf8_next((Str){bytes, n}, &at), points[i]);
        assert_int_equal(at, n);
    }
    int at = 0;
    assert_int_equal(utf8_next(STR("\xE2\x80"), &at), 0xFFFD);
    assert_int_equal(at, 1);
    assert_int_equal(utf8_count(STR("\xC2\xA3"
                                    "5 \xE2\x80\x93 \xFF")),
                     6);
}

static Decimal number(const char *text)
{
    Decimal d = {0};
    if (!decimal_parse(str_c(text), &d))
        fail_msg("\"%s\" was not read", text);
    return d;
}

static void decimals_are_read_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t units;
        int places;
    } good[] = {
        {"0", 0, 0},
        {"1,349.2", 13492, 1},
        {"43.022", 43022, 3},
        {"43,022", 43022, 0},
        {"43.0", 430, 1},
        {"1234567", 1234567, 0},
        {"-928", -928, 0},
        {"\xE2\x88\x92"
         "928",
         -928, 0},
        {"(928)", -928, 0},
        {"(1,000.50)", -100050, 2},
        {"132,000,000", 132000000, 0},
        {"0.000000001", 1, 9},
        {"9223372036854775807", INT64_MAX, 0},
        {"007", 7, 0},
    };
    for (int i = 0; i < COUNT(good); i++) {
        Decimal d = number(good[i].text);
        assert_int_equal(d.units, good[i].units);
        assert_int_equal(d.places, good[i].places);
    }
    static const char *const bad[] = {
        "",
        "-",
        "()",
        "(-5)x",
        ".",
        "5.",
        ".5",
        "1,34",
        "1,3492",
        "13492,000",
        ",500",
        "0,500",
        "1,,000",
        "1,000,",
        "1.2.3",
        "1 000",
        "+5",
        "5%",
        "\xC2\xA3"
        "5",
        "1e5",
        "--5",
        "(5",
        "0.0000000001",
        "9223372036854775808",
        "1.000,000",
        "n/a",
        "\xD9\xA3",
    };
    for (int i = 0; i < COUNT(bad); i++) {
        Decimal d = {77, 7};
        if (decimal_parse(str_c(bad[i]), &d))
            fail_msg("\"%s\" was read", bad[i]);
        assert_int_equal(d.units, 77);
    }
}

static void decimals_add_exactly(void **state)
{
    (void)state;
    Decimal sum;
    assert_true(decimal_add(number("0.1"), number("0.2"), &sum));
    assert_int_equal(decimal_cmp(sum, number("0.3")), 0);
    assert_true(decimal_sub(number("1"), number("0.999"), &sum));
    assert_int_equal(sum.units, 1);
    assert_int_equal(sum.places, 3);
    assert_int_equal(decimal_cmp(number("1.0"), number("1")), 0);
    assert_true(decimal_cmp(number("-1"), number("0.5")) < 0);
    assert_true(decimal_cmp(number("43,022"), number("43.022")) > 0);
    Decimal most = {INT64_MAX, 0}, kept = {5, 0};
    assert_false(decimal_add(most, number("1"), &kept));
    assert_false(decimal_add(most, number("0.1"), &kept));
    assert_false(decimal_sub((Decimal){INT64_MIN, 0}, number("1"), &kept));
    assert_int_equal(kept.units, 5);
    assert_true(decimal_cmp(most, (Decimal){1, 9}) > 0);
}

static void decimals_are_rounded_and_set(void **state)
{
    (void)state;
    Arena *a = arena_new();
    static const struct {
        const char *text;
        int places;
        bool commas;
        const char *set;
    } cases[] = {
        {"1349.25", 1, true, "1,349.3"},
        {"-0.5", 0, true,
         "\xE2\x88\x92"
         "1"},
        {"0.4", 0, true, "0"},
        {"-0.4", 0, true, "0"},
        {"2.5", 0, false, "3"},
        {"1234567", -1, true, "1,234,567"},
        {"1234567", -1, false, "1234567"},
        {"999", 2, true, "999.00"},
        {"0.05", -1, true, "0.05"},
        {"999.95", 1, true, "1,000.0"},
        {"-928", -1, true,
         "\xE2\x88\x92"
         "928"},
        {"43.0", -1, true, "43.0"},
    };
    for (int i = 0; i < COUNT(cases); i++)
        assert_str(decimal_format(a, number(cases[i].text), cases[i].places, cases[i].commas), cases[i].set);
    assert_str(decimal_format(a, (Decimal){INT64_MIN, 0}, -1, true), "\xE2\x88\x92"
                                                                     "9,223,372,036,854,775,808");
    Decimal most = decimal_round((Decimal){INT64_MAX, 0}, 9);
    assert_int_equal(decimal_cmp(most, (Decimal){INT64_MAX, 0}), 0);
    arena_free(a);
}

static void lengths_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        Len len;
    } good[] = {
        {"0", 0},
        {"0pt", 0},
        {"11pt", 11 * LEN_PT},
        {"0.75pt", 768},
        {"-3pt", -3 * LEN_PT},
        {"1in", 72 * LEN_PT},
        {"25.4mm", 72 * LEN_PT},
        {"2.54cm", 72 * LEN_PT},
        {"210mm", 609562},
        {"297mm", 862095},
        {"-210mm", -609562},
        {"100000pt", 100000 * LEN_PT},
    };
    for (int i = 0; i < COUNT(good); i++) {
        Len len = 7;
        assert_true(len_parse(str_c(good[i].text), &len));
        assert_int_equal(len, good[i].len);
    }
    static const char *const bad[] = {"",      "12",   "mm",   "12 pt", "12px",       "1,000pt",
                                      "(3)pt", "+3pt", "3ptt", "--3pt", "100000.1pt", "1e3pt"};
    for (int i = 0; i < COUNT(bad); i++) {
        Len len = 7;
        if (len_parse(str_c(bad[i]), &len))
            fail_msg("\"%s\" was read", bad[i]);
        assert_int_equal(len, 7);
    }
}

static void lengths_scale_evenly(void **state)
{
    (void)state;
    assert_int_equal(len_scale(3, 1, 2), 2);
    assert_int_equal(len_scale(-3, 1, 2), -2);
    assert_int_equal(len_scale(-3, -1, -2), -2);
    assert_int_equal(len_scale(LEN_MAX, 1000000, 1000000), LEN_MAX);
    assert_int_equal(len_scale(10, 0, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_clear_aligned_memory),
        cmocka_unit_test(arena_clears_what_was_used),
        cmocka_unit_test(arena_copies),
        cmocka_unit_test(arena_extends_what_came_last),
        cmocka_unit_test(arena_rewinds_over_chunks),
        cmocka_unit_test(arena_uses_memory_again),
        cmocka_unit_test(arena_poisons_what_is_gone),
        cmocka_unit_test(vec_grows_and_clears),
        cmocka_unit_test(map_finds_and_keeps_order),
        cmocka_unit_test(slices_are_cut),
        cmocka_unit_test(slices_are_ordered_by_bytes),
        cmocka_unit_test(whole_numbers_are_read),
        cmocka_unit_test(nearest_name_is_suggested),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(utf8_goes_there_and_back),
        cmocka_unit_test(decimals_are_read_as_written),
        cmocka_unit_test(decimals_add_exactly),
        cmocka_unit_test(decimals_are_rounded_and_set),
        cmocka_unit_test(lengths_are_exact),
        cmocka_unit_test(lengths_scale_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
