/* Figures in sentences: the forms in which they are set, and sentences that disagree with the data. */
#include "read_help.h"

#include "check/agreement/agreement.h"
#include "doc/figure.h"
#include "read/data/data.h"

static Doc *make_doc(Bench *b)
{
    Doc *doc = NEW(b->reader.job, Doc);
    Str path = put(b, "budget.xml",
                   "<budget unit='£000'><years><year id='y1' kind='budget'>2012/13</year><year id='y2' "
                   "kind='budget'>2013/14</year></years>"
                   "<group id='g' label='Spending'><row id='officers' ref='1' label='Officer pay' figures='51,093 "
                   "45,580'/>"
                   "<row id='staff' ref='2' label='Police staff' figures='2,645 16,839'/><row id='none' ref='3' "
                   "label='Nothing' figures='nil not-applicable'/></group>"
                   "<total id='total' ref='4' label='Total' figures='53,738 62,419'/>"
                   "<row id='income' label='Income' figures='-928 -1,462'/>"
                   "<balance id='growth' label='Growth' unit='%' decimals='1' figures='1.2 16.2'/>"
                   "<row id='band' label='Band D council tax' unit='£' decimals='2' figures='174.51 177.93'/>"
                   "<row id='wrong' label='Misprint'><cell correct='43,286' "
                   "reason='r'>42,286</cell><cell>1</cell></row>"
                   "<row id='fte' label='Officers' unit='FTE' decimals='1' figures='1,349.2 1,352.4'/></budget>");
    Table *t = data_read(&b->reader, &(Doc){0}, STR("budget"), (FilePlace){.path = path}, (Pos){0});
    assert_non_null(t);
    map_put(b->reader.job, &doc->tables, t->id, t);
    doc->figures = agreement_index(b->reader.job, &doc->tables);
    return doc;
}

static void figures_take_the_forms_that_are_asked_for(void **state)
{
    Bench *b = *state;
    Doc *doc = make_doc(b);
    static const char *const cases[][2] = {
        {"budget/officers/y1", "£51,093,000"},
        {"budget/1/y1", "£51,093,000"},
        {"budget/officers/y1 | £m 1", "£51.1m"},
        {"budget/officers/y1 | £m", "£51m"},
        {"budget/officers/y1|£m 2", "£51.09m"},
        {"budget/officers/y1 | £k", "£51,093k"},
        {"budget/officers/y1 | £bn 3", "£0.051bn"},
        {"budget/officers/y1 | million 1", "£51.1\u00A0million"},
        {"budget/growth/y2 | per-cent", "16.2\u00A0per cent"},
        {"budget/officers/y2 | change y1 per-cent", "10.8\u00A0per cent"},
        {"budget/officers/y1 | figure", "51,093"},
        {"budget/income/y1", "−£928,000"},
        {"budget/income/y1 | £m 1", "−£0.9m"},
        {"budget/growth/y2", "16.2%"},
        {"budget/growth/y2 | 0", "16%"},
        {"budget/band/y2", "£177.93"},
        {"budget/band/y2 | £", "£177.93"},
        {"budget/band/y2 | 0", "£178"},
        {"budget/fte/y1", "1,349.2\u00A0FTE"},
        {"budget/fte/y1 | 0", "1,349\u00A0FTE"},
        {"budget/none/y1", "nil"},
        {"budget/none/y2 | £m 1", "not applicable"},
        {"budget/wrong/y1", "£43,286,000"},
        {"sum budget/1..2/y1 | £k", "£53,738k"},
        {"sum budget/officers staff/y1 | £m 1", "£53.7m"},
        {"budget/officers+staff/y1 | £m 1", "£53.7m"},
        {"sum budget/g/y2 | £k", "£62,419k"},
        {"sum budget/staff..income/y1 | £k", "£1,717k"},
        {"count budget/g | words", "three"},
        {"count budget", "7"},
        {"budget/officers/y2 | difference y1", "£5,513,000"},
        {"budget/officers/y2 | difference y1 | £m 1", "£5.5m"},
        {"budget/officers/y2 | difference staff/y2 | £k", "£28,741k"},
        {"budget/officers/y2 | change y1", "10.8%"},
        {"budget/officers/y2 | change y1 0", "11%"},
        {"budget/officers/y2 \\| £m 1", "£45.6m"},
        {"budget/income/y1 | magnitude", "£928,000"},
        {"budget/income/y1 | magnitude £m 1", "£0.9m"},
        {"budget/officers/y1 | magnitude", "£51,093,000"},
        {"budget/none/y1 | magnitude", "nil"},
        {"budget/wrong/y1 | printed £k", "£42,286k"},
        {"budget/officers/y1 | printed £k", "£51,093k"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Str text = {0};
        FigureFault fault = {0};
        if (!figure_text(&(FigureAsk){b->reader.job, &doc->tables, NULL, NULL}, str_c(cases[i][0]), &text, &fault))
            fail_msg("%s: " STR_FMT, cases[i][0], STR_ARG(fault.message));
        assert_str(text, cases[i][1]);
    }
}

static void small_numbers_are_words_as_the_house_has_them(void **state)
{
    Bench *b = *state;
    Doc *doc = make_doc(b);
    static const struct {
        int below;
        const char *written, *text;
    } cases[] = {
        {10, "count budget/g | words", "three"},       {3, "count budget/g | words", "3"},
        {4, "count budget/g | words", "three"},        {0, "count budget/g | words", "three"},
        {10, "budget/wrong/y2 | words figure", "one"}, {10, "budget/income/y1 | words figure", "−928"},
        {10, "budget/wrong/y2 | words", "£1,000"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Str text = {0};
        FigureFault fault = {0};
        assert_true(
            figure_text(&(FigureAsk){b->reader.job, &doc->tables, NULL, &(FigureStyle){.words_below = cases[i].below}},
                        str_c(cases[i].written), &text, &fault));
        assert_str(text, cases[i].text);
    }
}

static void malformed_paths_and_forms_are_reported(void **state)
{
    Bench *b = *state;
    Doc *doc = make_doc(b);
    static const struct {
        const char *written;
        Code code;
        int at, n;
        const char *near;
    } cases[] = {
        {"budgt/officers/y1", DAT001, 0, 5, "budget"},
        {"budget/oficers/y1", DAT004, 7, 7, "officers"},
        {"budget/officers/y3", DAT004, 16, 2, ""},
        {"budget/1..9/y1", DAT004, 10, 1, ""},
        {"budget/2..1/y1", DAT020, 7, 4, ""},
        {"budget/officers", MD009, 0, 15, ""},
        {"budget/officers/y1 | pounds", DAT020, 21, 6, ""},
        {"budget/growth/y1 | £m", DAT020, 0, 0, ""},
        {"budget/growth/y1 | words", DAT020, 0, 0, ""},
        {"budget/officers/y1 | difference", DAT020, 21, 10, ""},
        {"budget/none/y1 | difference y2", DAT033, 0, 0, ""},
        {"budget/officers/y1 | wrods", DAT020, 21, 5, "words"},
        {"count budget/officers", DAT004, 13, 8, ""},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Str text;
        FigureFault fault = {0};
        assert_false(
            figure_text(&(FigureAsk){b->reader.job, &doc->tables, NULL, NULL}, str_c(cases[i].written), &text, &fault));
        if (fault.code != cases[i].code)
            fail_msg("%s: %s " STR_FMT, cases[i].written, code_name(fault.code), STR_ARG(fault.message));
        if (cases[i].n)
            assert_int_equal(fault.at, cases[i].at);
        if (cases[i].n)
            assert_int_equal(fault.n, cases[i].n);
        assert_str(fault.near, cases[i].near);
    }
}

static void numbers_have_words(void **state)
{
    const Language *l = ((Bench *)*state)->reader.language;
    for (int i = 0; i < 100; i++) {
        int back = -1;
        assert_true(language_number_of(l, language_number(l, i), &back));
        assert_int_equal(back, i);
    }
    int n;
    assert_true(language_number_of(l, STR("Eleven"), &n) && n == 11);
    assert_true(language_number_of(l, STR("twenty one"), &n) && n == 21);
    assert_false(language_number_of(l, STR("eleventy"), &n));
    assert_false(language_number_of(l, STR("twenty-eleven"), &n));
    assert_int_equal(language_number(l, 100).n, 0);
}

static void dates_name_their_month(void **state)
{
    Bench *b = *state;
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    for (int i = 0; i < COUNT(months); i++) {
        Str iso = str_format(b->reader.job, "2014-%02d-05", i + 1);
        Str written = str_format(b->reader.job, "5 %s 2014", months[i]);
        assert_true(str_eq(language_date(b->reader.job, b->reader.language, iso), written));
    }
}

/* --- agreement --- */

static Pos place(void *source, int at)
{
    (void)source;
    return (Pos){.file = 1, .line = 1, .col = at + 1};
}

/* The codes of a sentence's findings, with spaces between them. */
static const char *said(Bench *b, const Doc *doc, const char *sentence, bool thorough)
{
    Diag *sink = diag_new(b->reader.job);
    diag_file(sink, STR("a.md"), str_c(sentence));
    agreement_check(b->reader.job, sink, doc->figures, &(WrittenText){str_c(sentence), place, NULL, NULL, NULL},
                    thorough);
    DiagView *found;
    int n = diag_list(sink, b->reader.job, &found);
    Buf codes = {0};
    for (int i = 0; i < n; i++)
        buf_format(&codes, "%s%s", i ? " " : "", code_name(found[i].code));
    return str_cdup(b->reader.job, buf_take(&codes, b->reader.job));
}

static void figures_typed_by_hand_are_recognised(void **state)
{
    Bench *b = *state;
    Doc *doc = make_doc(b);
    static const char *const cases[][2] = {
        {"We spent £51,093,000 on officers.", "DAT021"},
        {"We spent £51.1m on officers.", "DAT021"},
        {"We spent £51.1 million on officers.", "DAT021"},
        {"There are 1,349.2 officers.", "DAT021"},
        {"The tax is £174.51 a year.", "DAT021"},
        {"It grew by 16.2%, or 16.2 per cent.", "DAT021 DAT021"},
        {"We spent £51.3m on officer pay.", "DAT023"},
        {"Officer pay was £51.0m.", "DAT022"},
        {"Officer pay was £51,094k.", "DAT022"},
        {"The sum of £51.0m is another matter.", ""},
        {"Officer pay was £51m.", ""},
        {"In 2013/14, 2013-14 and 2012 we met 3 times.", ""},
        {"Call 01480 425 or 1349.2a.", ""},
        {"Call 053738 425.", ""},
        {"`£51,093,000` and [x](a/51,093) and <!-- £51,093,000 --> are no prose.", ""},
        {"{{ budget/officers/y1 }} is bound.", ""},
        {"Officer pay was £51.0m. <!-- typed: as the police have it -->", ""},
        {"Officer pay was £51.0m. <!-- typed: --> More.", "DAT022"},
        {"Officer pay was £51.0m <!-- typed: a.b. c --> then.", ""},
        {"Officer pay was £51.0m. Then <!-- typed: x --> more.", "DAT022"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        const char *codes = said(b, doc, cases[i][0], true);
        if (strcmp(codes, cases[i][1]))
            fail_msg("%s: %s", cases[i][0], codes);
    }
    assert_string_equal(said(b, doc, "We spent £51.1m on officers.", false), "");
    assert_string_equal(said(b, doc, "Officer pay was £51.0m.", false), "DAT022");
}

static void words_of_direction_are_held_against_figures(void **state)
{
    Bench *b = *state;
    Doc *doc = make_doc(b);
    static const char *const cases[][2] = {
        {"It fell by {{ budget/officers/y2 | difference y1 }}.", ""},
        {"It rose by {{ budget/officers/y2 | difference y1 }}.", "DAT023"},
        {"An increase of {{ budget/officers/y2 | change y1 }} on officers.", "DAT023"},
        {"An increase of {{ budget/staff/y2 | change y1 }} on staff.", ""},
        {"It fell by {{ budget/officers/y1 | difference y2 }}.", ""},
        {"Spending has to fall by {{ budget/officers/y1 | difference staff/y1 }}.", ""},
        {"It did not rise by {{ budget/officers/y2 | difference y1 }}.", ""},
        {"It rose and then fell by {{ budget/officers/y2 | difference y1 }}.", ""},
        {"Pay rose to {{ budget/officers/y2 }}.", "DAT023"},
        {"Pay fell to {{ budget/officers/y2 }}.", ""},
        {"Pay rose as a result, and {{ budget/officers/y2 }} was paid.", ""},
        {"Pay rose to {{ budget/officers/y1 }}.", ""},
        {"Pay rose from {{ budget/officers/y1 }} to {{ budget/officers/y2 }}.", "DAT023"},
        {"Pay fell from {{ budget/officers/y1 }} to {{ budget/officers/y2 }}.", ""},
        {"Satisfaction fell from 92% to 94%.", "DAT023"},
        {"Satisfaction rose from 92% to 94%.", ""},
        {"Satisfaction fell from 72.3 per cent\nto 68.9 per cent.", ""},
        {"Income fell by {{ budget/income/y1 | magnitude }}.", "DAT023"},
        {"Income rose by {{ budget/income/y1 | magnitude }}.", "DAT023"},
        {"Tax fell by {{ budget/growth/y2 | magnitude }}.", "DAT023"},
        {"Tax rose by {{ budget/growth/y2 | magnitude }}.", ""},
        {"Tax fell, with {{ budget/growth/y2 | magnitude }} to spend.", ""},
        {"The number fell from 2 in 9 to 3 in 10.", ""},
        {"Costs fell from 4 July to 5 August.", ""},
        {"It fell from 2012/13 to 2013/14.", ""},
        {"Pay rose from 92 to 91. <!-- typed: counted otherwise -->", ""},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        const char *codes = said(b, doc, cases[i][0], false);
        if (strcmp(codes, cases[i][1]))
            fail_msg("%s: %s", cases[i][0], codes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(figures_take_the_forms_that_are_asked_for),
        with_bench(small_numbers_are_words_as_the_house_has_them),
        with_bench(malformed_paths_and_forms_are_reported),
        with_bench(numbers_have_words),
        with_bench(dates_name_their_month),
        with_bench(figures_typed_by_hand_are_recognised),
        with_bench(words_of_direction_are_held_against_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
