/* The forms of figures in sentences: what is worked out from two figures, rounded words, lists, and words for a
 * direction. Each expectation was worked out by hand. */
#include "read_help.h"

#include "doc/figure.h"
#include "read/data/data.h"
#include "read/language.h"

static void add_table(Bench *b, Doc *doc, const char *id, const char *xml)
{
    Str path = put(b, str_cdup(b->reader.job, str_format(b->reader.job, "%s.xml", id)), xml);
    Table *t = data_read(&b->reader, doc, str_c(id), (FilePlace){.path = path}, (Pos){0});
    assert_non_null(t);
    map_put(b->reader.job, &doc->tables, t->id, t);
}

static Doc *make_doc(Bench *b)
{
    Doc *doc = NEW(b->reader.job, Doc);
    add_table(b, doc, "budget",
              "<budget unit='£000'><years><year id='y1'>2010/11</year><year id='y2'>2011/12</year>"
              "<year id='y3'>2012/13</year></years>"
              "<group id='g' label='Spending'><row id='officers' ref='1' label='Officer pay' figures='51,000 46,875 "
              "49,900'/><row id='staff' ref='2' label='Police staff' figures='17,000 17,000 16,575'/></group>"
              "<row id='income' label='Income' figures='-900 -1,000 -800'/>"
              "<row id='gap' label='Gap' figures='-5 10 nil'/>"
              "<row id='growth' label='Growth' unit='%' decimals='1' figures='1.2 -2.4 0.0'/>"
              "<row id='fte' label='Officers' unit='FTE' decimals='1' figures='1,349.2 1,352.4 1,352.4'/></budget>");
    add_table(b, doc, "crime",
              "<table><columns><column id='item'>Crime</column><column id='district'>District</column>"
              "<column id='before' kind='count' unit='crimes'>2011/12</column>"
              "<column id='now' kind='count' unit='crimes'>2012/13</column>"
              "<column id='solved' kind='percent' decimals='1'>Solved</column>"
              "<column id='homes' kind='count'>Homes</column></columns>"
              "<group id='theft' label='Theft'>"
              "<row id='burglary' label='Burglary'><cell>North</cell><cell>300</cell><cell>270</cell><cell>33.3</cell>"
              "<cell>100,000</cell></row>"
              "<row id='robbery' label='Robbery'><cell>South</cell><cell>40</cell><cell>41</cell><cell>50.0</cell>"
              "<cell>80,000</cell></row></group>"
              "<row id='arson' label='Arson'><cell>North</cell><cell>12</cell><cell>12</cell><cell>19.4</cell>"
              "<cell>250,000</cell></row>"
              "<row id='asb' label='ASB'><cell>South</cell><cell>1</cell><cell>270</cell><cell>8.2</cell>"
              "<cell empty='not-applicable'/></row></table>");
    add_table(b, doc, "mixed",
              "<table><columns><column id='item'>Item</column><column id='a' kind='amount'>Plan</column></columns>"
              "<row id='grant' unit='£m' decimals='1' label='Grant'><cell>83.5</cell></row>"
              "<row id='tax' unit='£000' label='Tax'><cell>47,050</cell></row>"
              "<row id='fees' unit='£' decimals='2' label='Fees'><cell>0.55</cell></row>"
              "<row id='stamp' unit='p' label='Stamp'><cell>66</cell></row>"
              "<row id='debt' unit='£bn' decimals='2' label='Debt'><cell>1.45</cell></row></table>");
    add_table(b, doc, "exact",
              "<table unit='£' decimals='2'><columns><column id='item'>Item</column><column id='a' "
              "kind='amount'>Plan</column></columns>"
              "<row id='x' label='X'><cell>499,999,999.99</cell></row><row id='y' "
              "label='Y'><cell>1,449,999,999.99</cell></row>"
              "<row id='z' label='Z'><cell>-2,500,000.00</cell></row><row id='half' label='H'><cell>0.50</cell></row>"
              "<row id='million' label='M'><cell>46,875,000.00</cell></row></table>");
    add_table(b, doc, "targets",
              "<performance><indicator id='a' label='Calls' good='higher'><actual>92</actual><target>90</target>"
              "<verdict/></indicator><indicator id='b' label='Visits' "
              "good='higher'><actual>70</actual><target>80</target>"
              "<verdict/></indicator><indicator id='c' label='Emails' "
              "good='higher'><actual>99</actual><target>98</target>"
              "<verdict/></indicator></performance>");
    return doc;
}

typedef struct Expected {
    const char *written, *text;
} Expected;

static void check_texts(Bench *b, const Doc *doc, const FigureStyle *style, const Expected *cases, int n)
{
    for (int i = 0; i < n; i++) {
        Str text = {0};
        FigureFault fault = {0};
        if (!figure_text(&(FigureAsk){b->reader.job, &doc->tables, NULL, style}, str_c(cases[i].written), &text,
                         &fault))
            fail_msg("%s: " STR_FMT, cases[i].written, STR_ARG(fault.message));
        if (!str_is(text, cases[i].text))
            fail_msg("%s: \"" STR_FMT "\" is not \"%s\"", cases[i].written, STR_ARG(text), cases[i].text);
    }
}

static void units_are_converted_in_sums(void **state)
{
    static const Expected cases[] = {
        {"mixed/grant+tax/a", "£130,550,000"},
        {"sum mixed/grant tax/a | £m 1", "£130.6m"},
        {"sum mixed/grant..fees/a", "£130,550,000.55"},
        {"mixed/fees+stamp/a", "£1.21"},
        {"mixed/stamp/a", "66p"},
        {"mixed/stamp/a | £", "£0.66"},
        {"sum mixed/grant..debt/a | £m 2", "£1,580.55m"},
        {"mixed/grant/a | difference tax", "£36,450,000"},
        {"mixed/grant/a | change tax", "77.5%"},
        {"largest mixed/a | label", "Debt"},
        {"smallest mixed/a", "£0.55"},
        {"count mixed where a above £1m | words", "three"},
        {"sum budget/officers/y1..y3", "£147,775,000"},
        {"sum budget/g/y1..y2", "£131,875,000"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
}

static void figures_are_rounded_once(void **state)
{
    static const Expected cases[] = {
        {"exact/x/a | £bn", "£0bn"},
        {"exact/x/a | £bn 1", "£0.5bn"},
        {"exact/y/a | £bn 1", "£1.4bn"},
        {"exact/y/a | £bn 0", "£1bn"},
        {"exact/y/a | £bn 9", "£1.450000000bn"},
        {"exact/z/a | £m", "−£3m"},
        {"exact/z/a | million 1", "−£2.5\u00A0million"},
        {"exact/half/a | 0", "£1"},
        {"exact/half/a | £k 3", "£0.001k"},
        {"exact/y/a | billion 2", "£1.45\u00A0billion"},
        {"exact/half/a | £m 3", "£0.000m"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
}

static void two_figures_give_a_third(void **state)
{
    static const Expected cases[] = {
        {"budget/officers/y2 | share g", "73.4%"},
        {"budget/officers/y2 | share budget/g/y2 per-cent 0", "73\u00A0per cent"},
        {"budget/officers/y1 | ratio staff", "3.0 to 1"},
        {"budget/officers/y1 | ratio staff figure 2", "3.00"},
        {"crime/burglary/now | per 1,000 homes", "2.7\u00A0crimes"},
        {"crime/burglary/now | per 1,000 homes figure 2", "2.70"},
        {"budget/officers/y1 | per fte/y1", "£37,800.18"},
        {"budget/officers/y1 | per budget/fte/y1 0", "£37,800"},
        {"mixed/stamp/a | per crime/arson/now 2", "5.50p"},
        {"crime/burglary/solved | difference robbery", "16.7 percentage points"},
        {"crime/robbery/solved | difference crime/arson/solved per-cent 0", "31 percentage points"},
        {"budget/growth/y1 | difference y3 0", "1 percentage point"},
        {"budget/growth/y1 | difference y2 figure", "3.6"},
        {"crime/robbery/solved | change arson", "157.7%"},
        {"budget/income/y2 | change y1", "11.1%"},
        {"budget/gap/y2 | difference y3", "£10,000"},
        {"sum budget/g/y2 | change y1", "6.1%"},
        {"crime/burglary/now | rank", "1"},
        {"crime/robbery/now | rank ordinal", "third"},
        {"crime/arson/solved | rank ordinal", "third"},
        {"budget/officers/y1 | difference y2 figure", "4,125"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
}

static void rounding_words_are_true(void **state)
{
    static const Expected cases[] = {
        {"budget/officers/y2 | about", "just under £47\u00A0million"},
        {"budget/officers/y2 | about £m", "just under £47m"},
        {"budget/officers/y2 | about £m 1", "just under £46.9m"},
        {"budget/officers/y2 | about £k", "£46,875k"},
        {"budget/officers/y1 | about", "£51\u00A0million"},
        {"budget/officers/y3 | about", "just under £50\u00A0million"},
        {"budget/staff/y3 | about", "about £17\u00A0million"},
        {"budget/income/y1 | about", "−£900,000"},
        {"budget/fte/y1 | about", "about 1,300\u00A0FTE"},
        {"budget/fte/y1 | about 0", "just over 1,349\u00A0FTE"},
        {"exact/y/a | about", "about £1.4\u00A0billion"},
        {"exact/x/a | about", "just under £500\u00A0million"},
        {"crime/burglary/solved | about", "about a third"},
        {"crime/robbery/solved | about", "half"},
        {"crime/arson/solved | about", "just under a fifth"},
        {"crime/asb/solved | about", "just over 8%"},
        {"crime/arson/solved | about %", "about 19%"},
        {"crime/burglary/now | share crime/theft/now about", "just under 87%"},
        {"budget/staff/y1 | share budget/officers/y1 about", "a third"},
        {"crime/arson/solved | one-in", "just under one in five"},
        {"crime/asb/solved | one-in", "about 1 in 12"},
        {"budget/staff/y1 | share officers/y1 one-in", "one in three"},
        {"budget/officers/y2 | share g one-in", "about 73 in 100"},
        {"crime/robbery/solved | one-in", "one in two"},
        {"budget/growth/y2 | about", "about −2%"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
}

static void words_of_direction_follow_the_figure(void **state)
{
    static const Expected cases[] = {
        {"budget/officers/y2 | difference y1 rose-by", "fell by £4,125,000"},
        {"budget/officers/y3 | difference y2 rose-by £m 1", "rose by £3.0m"},
        {"budget/staff/y2 | difference y1 rose-by", "did not change"},
        {"budget/staff/y3 | change y2 rose-by", "fell by 2.5%"},
        {"budget/staff/y3 | change y2 rise-of per-cent", "a fall of 2.5\u00A0per cent"},
        {"budget/officers/y3 | difference y2 rose-to £m 1", "rose to £49.9m"},
        {"budget/staff/y2 | difference y1 rose-to", "stayed at £17,000,000"},
        {"budget/growth/y2 | rose-by", "fell by 2.4%"},
        {"budget/growth/y3 | up", "unchanged"},
        {"budget/growth/y1 | up", "up 1.2%"},
        {"budget/income/y2 | difference y1 rose-by", "rose by £100,000"},
        {"budget/income/y3 | difference y2 rose-to", "fell to −£800,000"},
        {"crime/burglary/now | difference before more", "30\u00A0crimes fewer"},
        {"crime/asb/now | difference before more words", "269\u00A0crimes more"},
        {"budget/officers/y2 | difference y1 more £m 1", "£4.1m less"},
        {"budget/officers/y2 | difference y1 higher about", "just over £4.1\u00A0million lower"},
        {"crime/robbery/now | difference before rise-of words", "a rise of one\u00A0crimes"},
        {"budget/growth/y3 | rose-by", "did not change"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
}

static void lines_are_counted_and_named(void **state)
{
    static const Expected cases[] = {
        {"count crime where now above before | words", "two"},
        {"count crime where now<before", "1"},
        {"count crime where now = before and district is North | words", "one"},
        {"list crime where district is south", "Robbery and ASB"},
        {"list crime where now above before | lower", "robbery and ASB"},
        {"list crime where solved at-least 33.3%", "Burglary and Robbery"},
        {"list crime where homes at-most 80,000", "Robbery"},
        {"list crime where now above 1,000", "none"},
        {"list crime/theft", "Burglary and Robbery"},
        {"sum crime/now where district is North", "282\u00A0crimes"},
        {"sum crime/theft/now where now above 1,000", "0\u00A0crimes"},
        {"largest crime/now | label", "Burglary and ASB"},
        {"largest crime/now", "270\u00A0crimes"},
        {"smallest crime/theft/now | label lower", "robbery"},
        {"crime/burglary/now | label", "Burglary"},
        {"crime/burglary | label lower", "burglary"},
        {"crime/theft | label", "Theft"},
        {"crime/burglary/now | heading", "2012/13"},
        {"count targets where status is achieved | words", "two"},
        {"list targets where status not achieved", "Visits"},
        {"list targets where actual below target", "Visits"},
        {"list budget/officers/y1..y3 | £m", "£51m, £47m and £50m"},
        {"list budget/officers/y1..y3 | £m by-year", "£51m, £47m and £50m in 2010/11, 2011/12 and 2012/13"},
        {"list budget/officers/y1..y3 | from-to £m 1", "from £51.0m in 2010/11 to £49.9m in 2012/13"},
        {"list crime/theft/now", "270\u00A0crimes and 41\u00A0crimes"},
        {"count crime | ordinal", "fourth"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
}

static void numbers_in_words_keep_their_unit(void **state)
{
    static const Expected cases[] = {
        {"budget/gap/y1 | words", "−£5,000"},
        {"budget/gap/y1 | words figure", "minus five"},
        {"crime/arson/now | words", "twelve\u00A0crimes"},
        {"crime/burglary/now | words", "270\u00A0crimes"},
        {"budget/growth/y3 | words", "nought\u00A0per cent"},
        {"budget/officers/y1 | £m words", "£51m"},
    };
    Bench *b = *state;
    check_texts(b, make_doc(b), NULL, cases, COUNT(cases));
    static const Expected below_ten[] = {
        {"crime/arson/now | words", "12\u00A0crimes"},
        {"crime/robbery/now | rank ordinal", "third"},
        {"crime/arson/now | figure words", "12"},
        {"crime/arson/now | per 100,000 robbery/homes", "15.0\u00A0crimes"},
    };
    check_texts(b, make_doc(b), &(FigureStyle){.words_below = 10}, below_ten, COUNT(below_ten));
}

static void words_are_of_the_language(void **state)
{
    static const Expected cases[] = {
        {"budget/officers/y2 | difference y1 rose-by £m 1", "gostyngodd £4.1m"},
        {"budget/officers/y2 | about", "ychydig o dan £47\u00A0miliwn"},
        {"crime/arson/solved | one-in", "ychydig o dan un o bob pump"},
        {"crime/robbery/now | rank ordinal", "trydydd"},
        {"crime/burglary/solved | difference robbery", "16.7 pwynt canran"},
        {"list crime where district is South", "Robbery ac ASB"},
    };
    Bench *b = *state;
    const Language *welsh = read_language(&b->reader, STR("cy"), (Pos){0});
    check_texts(b, make_doc(b), &(FigureStyle){.language = welsh}, cases, COUNT(cases));
}

static void ordinals_have_their_endings(void **state)
{
    Bench *b = *state;
    const Language *l = b->reader.language;
    static const struct {
        int number;
        const char *ending;
    } cases[] = {{11, "th"}, {12, "th"}, {13, "th"}, {21, "st"}, {22, "nd"},
                 {23, "rd"}, {24, "th"}, {99, "th"}, {0, "th"}};
    for (int i = 0; i < COUNT(cases); i++)
        assert_str(l->ordinal_endings[cases[i].number], cases[i].ending);
    assert_int_equal(l->nordinals, 10);
}

static void what_cannot_be_worked_out_is_refused(void **state)
{
    static const struct {
        const char *written;
        Code code;
    } cases[] = {
        {"mixed/grant+crime/a", DAT004},
        {"budget/officers+fte/y1", DAT018},
        {"sum budget/officers..fte/y1", DAT018},
        {"budget/growth/y1 | difference officers", DAT018},
        {"budget/officers/y1 | per growth/y1", DAT018},
        {"budget/gap/y2 | change y1", DAT020},
        {"budget/gap/y1 | change y2", DAT020},
        {"budget/officers/y1 | change gap/y3", DAT020},
        {"budget/officers/y1 | share gap/y1", DAT020},
        {"budget/officers/y1 | per gap/y3", DAT020},
        {"crime/asb/homes | difference arson", DAT033},
        {"crime/burglary/now | ordinal", DAT020},
        {"budget/growth/y2 | one-in", DAT020},
        {"count crime where now is many", DAT020},
        {"count crime where nwo above 1", DAT004},
        {"largest crime", MD009},
        {"count crime | £k", DAT020},
        {"crime/arson/now | rank %", DAT020},
        {"budget/officers/y1 | ratio staff £m", DAT020},
        {"list crime | words", DAT020},
        {"crime/arson | label 1", DAT020},
        {"list budget/officers/y1 | from-to", DAT020},
        {"budget/officers/y1 | difference", DAT020},
        {"budget/officers/y3 | difference y2 rose-by rise-of", DAT020},
    };
    Bench *b = *state;
    Doc *doc = make_doc(b);
    for (int i = 0; i < COUNT(cases); i++) {
        Str text = {0};
        FigureFault fault = {0};
        if (figure_text(&(FigureAsk){b->reader.job, &doc->tables, NULL, NULL}, str_c(cases[i].written), &text, &fault))
            fail_msg("%s: \"" STR_FMT "\"", cases[i].written, STR_ARG(text));
        if (fault.code != cases[i].code)
            fail_msg("%s: %s " STR_FMT, cases[i].written, code_name(fault.code), STR_ARG(fault.message));
    }
}

/* d × 10^exponent to some places: halves away from zero, and once. */
static void powers_of_ten_are_rounded_once(void **state)
{
    (void)state;
    static const struct {
        Decimal d;
        int exponent, places;
        int64_t units;
    } cases[] = {
        {{49999999999, 2}, -9, 0, 0},
        {{50000000000, 2}, -9, 0, 1},
        {{-50000000000, 2}, -9, 0, -1},
        {{-49999999999, 2}, -9, 0, 0},
        {{5, 1}, 0, 0, 1},
        {{-5, 1}, 0, 0, -1},
        {{45, 2}, 0, 1, 5},
        {{835, 1}, 3, 0, 83500},
        {{INT64_MAX, 0}, -18, 0, 9},
        {{1, 9}, -30, 9, 0},
        {{0, 0}, 40, 0, 0},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Decimal out;
        assert_true(decimal_shift(cases[i].d, cases[i].exponent, cases[i].places, &out));
        assert_int_equal(out.units, cases[i].units);
        assert_int_equal(out.places, cases[i].places);
    }
    Decimal out;
    assert_false(decimal_shift((Decimal){INT64_MAX, 0}, 1, 0, &out));
    assert_false(decimal_shift((Decimal){1, 0}, 40, 0, &out));
    assert_true(decimal_shift_exact((Decimal){47050, 0}, -3, &out));
    assert_true(out.units == 47050 && out.places == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(units_are_converted_in_sums),
        with_bench(figures_are_rounded_once),
        with_bench(two_figures_give_a_third),
        with_bench(rounding_words_are_true),
        with_bench(words_of_direction_follow_the_figure),
        with_bench(lines_are_counted_and_named),
        with_bench(numbers_in_words_keep_their_unit),
        with_bench(words_are_of_the_language),
        with_bench(ordinals_have_their_endings),
        with_bench(what_cannot_be_worked_out_is_refused),
        with_bench(powers_of_ten_are_rounded_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
