/* What charts show: which figures, in what order, on what scale, and in which words. */
#include "read_help.h"

#include "doc/chart.h"
#include "say/say_private.h"
#include "read/data/data.h"

#define YEARS                                                                                                \
    "<table unit='£m' decimals='1'><columns><column id='item'>Source of finance</column>"                   \
    "<column id='y1' kind='amount'>2012-13</column><column id='y2' kind='amount'>2013-14</column></columns>" \
    "<row id='a' label='Grant'><cell>2.0</cell><cell>2.5</cell></row>"                                       \
    "<row id='b' label='Revenue'><cell>-1.7</cell><cell empty='nil'/></row>"                                 \
    "<row id='c' label='Other'><cell>0.9</cell><cell empty='not-recorded'/></row>"                           \
    "<total id='t' label='Total' unknown='excluded'><cell computed='yes'/><cell computed='yes'/></total></table>"

static Table *read_table(Bench *b, const char *text)
{
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "t.xml", text)}, (Pos){0});
    assert_non_null(t);
    assert_string_equal(reported(b), "");
    return t;
}

static const Chart *make(Bench *b, const Table *t, ChartAsk ask)
{
    return chart_make(b->reader.job, b->reader.diag, t, &ask);
}

/* "name: label label | …" for each group. */
static const char *sketch(Bench *b, const Chart *c)
{
    Buf out = {0};
    for (int g = 0; g < c->ngroups; g++) {
        buf_format(&out, "%s" STR_FMT ":", g ? " | " : "", STR_ARG(c->groups[g]));
        for (int s = 0; s < c->nseries; s++) {
            const ChartPoint *p = chart_point(c, g, s);
            buf_format(&out, p->there ? " " STR_FMT : " (" STR_FMT ")", STR_ARG(p->label));
        }
    }
    return buf_take(&out, b->reader.job).p;
}

static void shows(Bench *b, const Table *t, ChartAsk ask, const char *want)
{
    const Chart *c = make(b, t, ask);
    assert_non_null(c);
    assert_string_equal(sketch(b, c), want);
}

static void test_which_figures(void **state)
{
    Bench *b = *state;
    const Table *t = read_table(b, YEARS);
    static const int y2[] = {2}, total[] = {3};
    shows(b, t, (ChartAsk){.type = CHART_BAR}, "Grant: £2.0m £2.5m | Revenue: −£1.7m – | Other: £0.9m (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_LINE}, "2012-13: £2.0m −£1.7m £0.9m | 2013-14: £2.5m – (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_LINE, .columns = y2, .ncolumns = 1},
          "Grant: £2.5m | Revenue: – | Other: (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_STACKED}, "2012-13: £2.0m −£1.7m £0.9m | 2013-14: £2.5m – (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_STACKED, .series = SERIES_COLUMNS},
          "Grant: £2.0m £2.5m | Revenue: −£1.7m – | Other: £0.9m (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_SHARE, .columns = y2, .ncolumns = 1}, "2013-14: £2.5m – (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_BAR, .rows = total, .nrows = 1}, "2012-13: £1.2m | 2013-14: £2.5m");
    assert_string_equal(reported(b), "");
}

/* £83.5m and 47,050 (£000) stand side by side in one unit; people do not stand beside them. */
static void test_money_is_converted(void **state)
{
    Bench *b = *state;
    Table *t = read_table(b, "<table unit='£000'><columns><column id='i'>I</column><column id='a' "
                             "kind='amount'>2013</column></columns><row id='g' label='Grant' unit='£m'>"
                             "<cell>83.5</cell></row><row id='t' label='Tax'><cell>47,050</cell></row>"
                             "<row id='p' label='Officers' unit='people'><cell>90</cell></row></table>");
    static const int money[] = {0, 1}, tax_first[] = {1, 0}, all[] = {0, 1, 2};
    shows(b, t, (ChartAsk){.type = CHART_BAR, .rows = money, .nrows = 2}, "Grant: £83.5m | Tax: £47.05m");
    shows(b, t, (ChartAsk){.type = CHART_BAR, .rows = tax_first, .nrows = 2}, "Tax: 47,050 | Grant: 83,500");
    assert_int_equal(problems(b), 0);
    make(b, t, (ChartAsk){.type = CHART_BAR, .rows = all, .nrows = 3});
    assert_reported(b, "this chart mixes figures in \"£m\" and \"people\"");
}

static void test_order(void **state)
{
    Bench *b = *state;
    const Table *t = read_table(b, YEARS);
    static const int y1[] = {1}, y2[] = {2};
    shows(b, t, (ChartAsk){.columns = y1, .ncolumns = 1, .order = ORDER_LARGEST},
          "Grant: £2.0m | Other: £0.9m | Revenue: −£1.7m");
    shows(b, t, (ChartAsk){.columns = y1, .ncolumns = 1, .order = ORDER_SMALLEST},
          "Revenue: −£1.7m | Other: £0.9m | Grant: £2.0m");
    shows(b, t, (ChartAsk){.columns = y2, .ncolumns = 1, .order = ORDER_SMALLEST},
          "Revenue: – | Grant: £2.5m | Other: (n/r)");
    shows(b, t, (ChartAsk){.type = CHART_SHARE, .columns = y2, .ncolumns = 1, .order = ORDER_SMALLEST},
          "2013-14: – £2.5m (n/r)");
}

static void test_misprint_counts_as_corrected(void **state)
{
    Bench *b = *state;
    const Table *t = read_table(b, "<table><columns><column id='i'>I</column><column id='n' "
                                   "kind='count'>N</column></columns>"
                                   "<row id='a' label='A'><cell correct='43,022' reason='a point'>43.022</cell></row>"
                                   "<row id='b' label='B'><cell>7</cell></row></table>");
    shows(b, t, (ChartAsk){.type = CHART_BAR}, "A: 43,022 | B: 7");
}

/* ---- scales ---- */

static const char *scale(Bench *b, ChartType type, const char *unit, const char *decimals, const char *first,
                         const char *second)
{
    Arena *a = b->reader.job;
    Str xml = str_format(a,
                         "<table unit='%s' decimals='%s'><columns><column id='i'>I</column><column id='n' "
                         "kind='amount'>N</column></columns>"
                         "<row id='a' label='A'><cell>%s</cell></row><row id='b' "
                         "label='B'><cell>%s</cell></row></table>",
                         unit, decimals, first, second);
    const Chart *c = make(b, read_table(b, str_cdup(a, xml)), (ChartAsk){.type = type});
    ChartScale s = chart_scale(c, 4);
    Buf out = {0};
    assert_true(s.step > 0 && s.low < s.high);
    for (int64_t at = s.low; at <= s.high; at += s.step)
        buf_format(&out, "%s" STR_FMT, at > s.low ? " " : "", STR_ARG(chart_tick(a, c, &s, at)));
    return buf_take(&out, a).p;
}

static void test_scales(void **state)
{
    Bench *b = *state;
    assert_string_equal(scale(b, CHART_BAR, "£m", "1", "68.2", "6.0"), "£0 £20m £40m £60m £80m");
    assert_string_equal(scale(b, CHART_BAR, "£", "0", "207,575", "2,500"), "£0 £100,000 £200,000 £300,000");
    assert_string_equal(scale(b, CHART_BAR, "£m", "1", "0.3", "0.2"), "£0 £0.1m £0.2m £0.3m");
    assert_string_equal(scale(b, CHART_BAR, "%", "0", "1", "0"), "0% 1%");
    assert_string_equal(scale(b, CHART_BAR, "%", "0", "0", "0"), "0% 1%");
    assert_string_equal(scale(b, CHART_BAR, "£000", "0", "-928", "1,204"), "−1,000 0 1,000 2,000");
    assert_string_equal(scale(b, CHART_BAR, "£", "0", "-40", "-3"), "−£40 −£30 −£20 −£10 £0");
    assert_string_equal(scale(b, CHART_BAR, "%", "1", "98.0", "92.0"), "0% 50% 100%");
    assert_string_equal(scale(b, CHART_LINE, "%", "1", "98.0", "92.0"), "92% 94% 96% 98%");
    assert_string_equal(scale(b, CHART_LINE, "%", "1", "98.0", "42.0"), "0% 50% 100%");
    assert_string_equal(scale(b, CHART_LINE, "%", "1", "98.0", "98.0"), "0% 50% 100%");
    assert_string_equal(scale(b, CHART_BAR, "£", "0", "99,999,999,999,999", "1"), "£0 £50,000,000,000,000 "
                                                                                  "£100,000,000,000,000");
}

static void test_percent(void **state)
{
    Bench *b = *state;
    Arena *a = b->reader.job;
    const Table table = {.language = b->reader.language};
    const Chart c = {.table = &table};
    assert_true(str_is(chart_percent(a, &c, 1, 3), "33%"));
    assert_true(str_is(chart_percent(a, &c, 2, 3), "67%"));
    assert_true(str_is(chart_percent(a, &c, 1, 1000), "under 1%"));
    assert_true(str_is(chart_percent(a, &c, 0, 7), "0%"));
    assert_true(str_is(chart_percent(a, &c, 0, 0), "0%"));
}

/* ---- words ---- */

static const char *words(Bench *b, const Table *t, ChartAsk ask)
{
    return str_cdup(b->reader.job, chart_words(b->reader.job, b->reader.language, make(b, t, ask)));
}

static void test_words(void **state)
{
    Bench *b = *state;
    const Table *t = read_table(b, YEARS);
    static const int y1[] = {1}, grant[] = {0}, officers[] = {0, 2};
    assert_string_equal(words(b, t, (ChartAsk){.type = CHART_BAR, .columns = y1, .ncolumns = 1}), "Bar chart: 2012-13 "
                                                                                                  "by source of "
                                                                                                  "finance. Grant "
                                                                                                  "£2.0m; Revenue "
                                                                                                  "minus £1.7m; Other "
                                                                                                  "£0.9m.");
    assert_string_equal(words(b, t, (ChartAsk){.type = CHART_LINE}), "Line chart: Grant, Revenue and Other, 2012-13 to "
                                                                     "2013-14. Largest: 2013-14, Grant £2.5m; "
                                                                     "smallest: 2012-13, "
                                                                     "Revenue minus £1.7m. Grant: from £2.0m (2012-13) "
                                                                     "to £2.5m (2013-14), up 25.0%. Revenue: from "
                                                                     "minus £1.7m "
                                                                     "(2012-13) to nil (2013-14), up £1.7m. No figure: "
                                                                     "2013-14, Other (not recorded).");
    assert_string_equal(
        words(b, t, (ChartAsk){.type = CHART_SHARE, .columns = y1, .ncolumns = 1, .rows = officers, .nrows = 2}),
        "Strip divided into shares: 2012-13, 2 parts. Grant £2.0m (69%); Other £0.9m (31%). Together £2.9m.");
    assert_string_equal(words(b, t, (ChartAsk){.type = CHART_BAR, .rows = grant, .nrows = 1}), "Bar chart: Grant, "
                                                                                               "2012-13 to 2013-14. "
                                                                                               "2012-13 £2.0m; 2013-14 "
                                                                                               "£2.5m. Grant: from "
                                                                                               "£2.0m (2012-13) to "
                                                                                               "£2.5m "
                                                                                               "(2013-14), up 25.0%.");
}

static void test_words_of_verdicts(void **state)
{
    Bench *b = *state;
    const Table *t = read_table(b, "<performance><caption>P</caption>"
                                   "<indicator id='a' label='Late' "
                                   "good='lower'><actual>5</actual><target>4</target><verdict/></indicator>"
                                   "<indicator id='b' label='Satisfied' "
                                   "good='higher'><actual>87</actual><target>85</target><verdict/></indicator>"
                                   "<indicator id='c' label='Untried'><actual>1</actual><target "
                                   "empty='no-target'/><verdict/></indicator></performance>");
    const Chart *c = make(b, t, (ChartAsk){.type = CHART_STATUS});
    assert_int_equal(c->nseries, 3);
    assert_int_equal(c->verdicts[0], VERDICT_ACHIEVED);
    assert_string_equal(words(b, t, (ChartAsk){.type = CHART_STATUS}), "Status strip of 3. Target achieved: 1; Target "
                                                                       "not achieved: 1 (Late); not applicable: 1 "
                                                                       "(Untried).");
}

static void test_words_of_many_verdicts(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    buf_puts(&text, "<performance><caption>P</caption>");
    for (char c = 'a'; c <= 'h'; c++)
        buf_format(&text,
                   "<indicator id='%c' label='Late %c' good='lower'><actual>5</actual><target>4</target><verdict/>"
                   "</indicator>",
                   c, c);
    buf_puts(&text, "</performance>");
    const Table *t = read_table(b, buf_take(&text, b->reader.job).p);
    assert_string_equal(words(b, t, (ChartAsk){.type = CHART_STATUS}), "Status strip of 8. Target not achieved: 8 "
                                                                       "(Late a; Late b; Late c; Late d; Late e; Late "
                                                                       "f; and "
                                                                       "2 more).");
}

/* ---- what cannot be drawn ---- */

static void test_refused(void **state)
{
    Bench *b = *state;
    const Table *none = read_table(b, "<table><columns><column id='i'>I</column></columns><row id='a' "
                                      "label='A'/></table>");
    const Table *t = data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "u.xml", YEARS)}, (Pos){0});
    static const int text[] = {0}, y1[] = {1}, y2[] = {2}, other[] = {2};
    assert_null(make(b, t, (ChartAsk){.columns = text, .ncolumns = 1}));
    assert_reported(b, "CHT003");
    assert_null(make(b, t, (ChartAsk){.columns = y2, .ncolumns = 1, .rows = other, .nrows = 1}));
    assert_reported(b, "CHT002");
    assert_non_null(make(b, t, (ChartAsk){.type = CHART_SHARE, .columns = y1, .ncolumns = 1}));
    assert_reported(b, "CHT005");
    assert_non_null(make(b, t, (ChartAsk){.type = CHART_PIE, .columns = NULL}));
    assert_reported(b, "CHT008");
    assert_null(make(b, none, (ChartAsk){.type = CHART_BAR}));
    assert_reported(b, "has no column of figures");
}

static void test_units_mixed(void **state)
{
    Bench *b = *state;
    static const int both[] = {1, 2};
    const Table *t = read_table(b, "<table unit='£'><columns><column id='i'>I</column><column id='n' kind='fte' "
                                   "unit='FTE'>N</column>"
                                   "<column id='c' kind='amount'>C</column></columns>"
                                   "<row id='a' label='A'><cell>3.5</cell><cell>120</cell></row></table>");
    shows(b, t, (ChartAsk){.type = CHART_BAR}, "A: 3.5");
    assert_string_equal(reported(b), "");
    make(b, t, (ChartAsk){.columns = both, .ncolumns = 2});
    assert_reported(b, "CHT004");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(test_which_figures),
        with_bench(test_money_is_converted),
        with_bench(test_order),
        with_bench(test_misprint_counts_as_corrected),
        with_bench(test_scales),
        with_bench(test_percent),
        with_bench(test_words),
        with_bench(test_words_of_verdicts),
        with_bench(test_words_of_many_verdicts),
        with_bench(test_refused),
        with_bench(test_units_mixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
