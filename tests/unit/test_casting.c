/* Casting: what is found in figures that were really printed, and what is left alone. */
#include "read_help.h"

#include "doc/figure.h"
#include "read/data/data.h"

typedef struct Named {
    const char *id, *file;
} Named;

static Doc *read_files(Bench *b, const Named *files, int n)
{
    Doc *doc = NEW(b->reader.job, Doc);
    doc->folder = STR("tests/data");
    for (int i = 0; i < n; i++) {
        Str path = path_join(b->reader.job, doc->folder, str_c(files[i].file));
        Table *t = data_read(&b->reader, &(Doc){0}, str_c(files[i].id), (FilePlace){.path = path}, (Pos){0});
        if (t)
            map_put(b->reader.job, &doc->tables, t->id, t);
    }
    data_compare(&b->reader, doc);
    return doc;
}

static Table *read_text(Bench *b, const char *text)
{
    return data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "t.xml", text)}, (Pos){0});
}

static int times_reported(Bench *b, const char *text)
{
    int n = 0;
    for (const char *at = reported(b); (at = strstr(at, text)); at += strlen(text))
        n++;
    return n;
}

/* --- exact quotients --- */

static void quotients_are_exact_and_rounded_half_away(void **state)
{
    (void)state;
    static const struct {
        Decimal over, under;
        int places;
        int64_t units;
    } cases[] = {
        {{1, 0}, {8, 0}, 2, 13},        {{-1, 0}, {8, 0}, 2, -13}, {{1, 0}, {-8, 0}, 3, -125}, {{2, 0}, {3, 0}, 0, 1},
        {{1, 0}, {3, 0}, 9, 333333333}, {{105, 1}, {7, 1}, 0, 15}, {{0, 0}, {5, 0}, 2, 0},     {{5, 9}, {1, 0}, 0, 0},
    };
    Decimal out;
    for (int i = 0; i < COUNT(cases); i++) {
        assert_true(decimal_divide(cases[i].over, cases[i].under, cases[i].places, &out));
        assert_int_equal(out.units, cases[i].units);
        assert_int_equal(out.places, cases[i].places);
    }
    assert_false(decimal_divide((Decimal){1, 0}, (Decimal){0, 2}, 2, &out));
    assert_false(decimal_divide((Decimal){INT64_MAX, 0}, (Decimal){1, 0}, 1, &out));
    assert_true(decimal_divide((Decimal){INT64_MIN, 9}, (Decimal){INT64_MAX, 9}, 9, &out));
    assert_false(decimal_scale((Decimal){INT64_MAX, 0}, 2, &out));
    assert_true(decimal_scale((Decimal){-5, 1}, 100, &out) && out.units == -500 && out.places == 1);
}

/* --- what was printed --- */

static void a_budget_with_misprints_is_found_out(void **state)
{
    Bench *b = *state;
    Doc *doc = read_files(b, (Named[]){{"budget", "budget-as-printed.xml"}}, 1);
    assert_reported(b, "\"Total Business Support Expenditure\" is 42,286 in \"2012-13\"; expected 43,286, the sum of "
                       "\"8-16\": 1,000 too little\n");
    assert_reported(b, "\"Total Local Policing Expenditure\" is 85,593 in \"2015-16\"; expected 84,593, the sum of "
                       "\"1-6\": 1,000 too much\n");
    assert_reported(b, "\"GROSS REVENUE EXPENDITURE\" is 135,033 in \"2012-13\"; expected 134,033, the sum of \"7 17 "
                       "31 32 37\": 1,000 too much\n");
    assert_reported(b, "\"GROSS REVENUE EXPENDITURE\" is 138,127 in \"2015-16\"; expected 139,127, the sum of \"7 17 "
                       "31 32 37\": 1,000 too little\n");
    assert_reported(b, "error[DAT007]: \"Year on Year\" is −3,538 in \"2015-16\"; expected −3,549, the change since "
                       "the previous column of \"52\": 11 too much\n");
    assert_reported(b, "\"Cumulative\" is −5,086 in \"2015-16\"; expected −5,075, the running total of \"53\": 11 too "
                       "little\n");
    assert_reported(b, "\"Cumulative\" is −7,326 in \"2016-17\"; expected −7,316, the running total of \"53\": 10 too "
                       "little\n");
    /* everything else holds, or is out by one for rounding */
    assert_int_equal(problems(b), 7);
    const Table *t = map_find(&doc->tables, STR("budget"));
    assert_true(t->rounded && t->rounding_note);
    assert_int_equal(t->nrows, 55);
}

static void without_tolerance_rounding_is_found_too(void **state)
{
    Bench *b = *state;
    Str text;
    assert_true(file_read(b->reader.job, b->reader.diag, STR("tests/data/budget-as-printed.xml"), (Pos){0}, &text));
    int at = str_find(text, "tolerance=\"1\"");
    Str exact =
        str_format(b->reader.job, STR_FMT "tolerance=\"0\"" STR_FMT, at, text.p, text.n - at - 13, text.p + at + 13);
    Table *t = data_read(&b->reader, &(Doc){0}, STR("budget"), (FilePlace){.path = put_bytes(b, "exact.xml", exact)},
                         (Pos){0});
    /* the seven, and the sums and differences of inventory that are out by one */
    assert_reported(b, "is 138,056 in \"2016-17\"; expected 138,055, the sum of \"43 44\": 1 too much\n");
    assert_reported(b, "is 127,615 in \"2012-13\"; expected 127,616, the sum of \"46-50\": 1 too little\n");
    assert_reported(b, "is 131,579 in \"2013-14\"; expected 131,580, the sum of \"46-50\": 1 too little\n");
    assert_reported(b, "is 130,567 in \"2015-16\"; expected 130,566, the sum of \"46-50\": 1 too much\n");
    assert_reported(b, "is −5,086 in \"2015-16\"; expected −5,085, the difference of \"51 45\": 1 too little\n");
    assert_reported(b, "is −2,241 in \"2016-17\"; expected −2,240, the change since the previous column of \"52\": 1 "
                       "too "
                       "little\n");
    assert_int_equal(problems(b), 7 + 6);
    assert_false(t->rounded);
}

static void officers_that_no_line_has_are_found(void **state)
{
    Bench *b = *state;
    read_files(b, (Named[]){{"officers", "officers-as-printed.xml"}}, 1);
    assert_reported(b, "error[DAT005]: \"Total\" is 1,349.2 in \"estimate-fte\"; expected 1,339.2, the sum of its 4 "
                       "lines: 10.0 too much\n");
    assert_reported(b, "error[DAT002]: 43.022 has 3 decimals; expected 0, as in the rest of its column\n");
    assert_reported(b, "error[DAT005]: \"Total\" is 55,477 in \"revised-cost\"; expected 12,498.022");
    assert_int_equal(times_reported(b, "warning[DAT016]"), 7);
    assert_reported(b, "\"Police support\" has 1,817 for 256.0, or 7.1 each; expected at least 20 and at most "
                       "100\n");
    assert_int_equal(problems(b), 10);
}

static void figures_in_two_tables_are_compared(void **state)
{
    Bench *b = *state;
    read_files(b, (Named[]){{"budget", "budget-as-printed.xml"}, {"staff", "staff-as-printed.xml"}}, 2);
    assert_reported(b, "error[DAT012]: \"Police staff\" is 27,375 in \"original-cost\"; expected 23,993, as at "
                       "budget/4+9/2012-13: 3,382 too much\n");
    assert_reported(b, "note: the other place");
    assert_int_equal(problems(b), 7 + 1);
}

static void grants_are_held_against_what_was_received(void **state)
{
    Bench *b = *state;
    static const Named files[] = {{"budget", "budget-as-printed.xml"},
                                  {"grants", "grants-as-printed.xml"},
                                  {"victims", "victims-as-printed.xml"},
                                  {"outturn", "outturn.xml"}};
    Doc *doc = read_files(b, files, COUNT(files));
    assert_reported(b, "\"Total\" is 902,443 (£) in \"amount\"; expected 928 (£000), as at budget/32/2013-14\n");
    assert_reported(b, "\"Total\" is 284,000 (£) in \"amount\"; expected 299 (£000), as at outturn/victims/received\n");
    assert_int_equal(problems(b), 7 + 2);
    const Table *grants = map_find(&doc->tables, STR("grants"));
    assert_int_equal(grants->rows[grants->nrows - 1].cells[1].value.units, 902443);
}

static void what_holds_is_left_alone(void **state)
{
    Bench *b = *state;
    static const Named files[] = {{"budget", "budget-as-printed.xml"},
                                  {"outturn", "outturn.xml"},
                                  {"forces", "forces.xml"},
                                  {"funding", "safety-funding.xml"},
                                  {"performance", "performance-as-printed.xml"}};
    Doc *doc = read_files(b, files, COUNT(files));
    assert_int_equal(problems(b), 7); /* those of the budget */
    const Table *t = map_find(&doc->tables, STR("performance"));
    Str spoken;
    int iom = table_row(t, STR("iom")), verdict = table_column(t, STR("verdict")),
        target = table_column(t, STR("target"));
    assert_str(cell_format(b->reader.job, t, iom, verdict, &spoken), "Target not achieved");
    assert_str(t->rows[iom].cells[verdict].status, "missed");
    assert_str(cell_format(b->reader.job, t, iom, target, &spoken), "100% completion");
    assert_str(cell_format(b->reader.job, t, iom, target - 1, &spoken), "50%");
}

/* --- kinds of checks --- */

static void corrected_misprints_pass_and_are_reported_on_request(void **state)
{
    Bench *b = *state;
    static const char text[] = "<table unit='£000' decimals='0'><columns><column id='i'>I</column><column id='a' "
                               "kind='amount'>A</column></columns>"
                               "<row label='X'><cell correct='43,022' reason='a point for a "
                               "comma'>43.022</cell></row><row label='Y'><cell>5</cell></row>"
                               "<total label='T'><cell>43,027</cell></total></table>";
    read_text(b, text);
    assert_int_equal(problems(b), 0);
    b->reader.thorough = true;
    read_text(b, text);
    DiagView *found;
    assert_int_equal(diag_list(b->reader.diag, b->reader.job, &found), 1);
    assert_int_equal(found[0].code, DAT019);
    assert_str(found[0].message, "\"X\" is printed as 43.022 in \"a\" and counts as 43,022: a point for a comma");
}

#define YEARS                                                                                      \
    "<budget unit='£000'><years><year id='y1' kind='actual'>1</year><year id='y2'>2</year><year " \
    "id='y3'>3</year></years>"

static void differences_shares_and_changes_are_checked(void **state)
{
    Bench *b = *state;
    read_text(b, YEARS "<row id='a' label='A' figures='100 110 121'/><row id='b' label='B' figures='40 44 50'/>"
                       "<balance label='D' difference='a b' figures='60 66 72'/>"
                       "<balance label='S' share='b a' unit='%' decimals='1' figures='40.0 40.0 41.4'/>"
                       "<balance label='C' change='a b' unit='%' decimals='0' figures='-60 -60 -59'/>"
                       "<balance label='G' change='a' unit='%' decimals='1' figures='not-applicable 10.0 10.1'/>"
                       "<balance label='W' weekly='a' unit='£' decimals='2' figures='1,923.08 2,115.38 2,326.93'/>"
                       "<balance label='R' ratio='a b' unit='to 1' decimals='2' figures='2.50 2.50 2.43'/>"
                       "</budget>");
    assert_reported(b, "error[DAT007]: \"D\" is 72 in \"y3\"; expected 71, the difference of \"a b\": 1 too much\n");
    assert_reported(b, "error[DAT008]: \"S\" is 41.4 in \"y3\"; expected 41.3, the percentage given by \"b "
                       "a\": 0.1 too much\n");
    assert_reported(b, "error[DAT009]: \"G\" is 10.1 in \"y3\"; expected 10.0, the percentage change since the "
                       "previous "
                       "column of \"a\": 0.1 too much\n");
    assert_reported(b, "error[DAT011]: \"W\" is 2,326.93 in \"y3\"; expected 2,326.92, one fifty-second of \"a\": 0.01 "
                       "too much\n");
    assert_reported(b, "error[DAT010]: \"R\" is 2.43 in \"y3\"; expected 2.42, the ratio of \"a b\": 0.01 too much\n");
    assert_int_equal(problems(b), 5);
}

static void a_weekly_cost_that_was_cut_off_is_found(void **state)
{
    Bench *b = *state;
    read_text(b, "<table><columns><column id='i'>I</column><column id='a' kind='amount'>A</column></columns>"
                 "<row id='now' label='2013/14' unit='£' decimals='2'><cell>177.93</cell></row>"
                 "<row id='before' label='2012/13' unit='£' decimals='2'><cell>174.51</cell></row>"
                 "<balance label='A week' unit='p' decimals='0' weekly='now before'><cell>6</cell></balance></table>");
    assert_reported(b, "error[DAT011]: \"A week\" is 6 in \"a\"; expected 7, one fifty-second of \"now before\": 1 too "
                       "little\n");
    assert_int_equal(problems(b), 1);
}

#define CROSS                                                                                                      \
    "<table unit='£'><columns><column id='i'>I</column><column id='a' kind='amount'>A</column><column id='b' "    \
    "kind='amount'>B</column>"                                                                                     \
    "<column id='all' kind='amount' sum='a b'>All</column><column id='part' kind='percent' decimals='0' share='a " \
    "all'>Part</column></columns>"

static void tables_cast_across(void **state)
{
    Bench *b = *state;
    read_text(b, CROSS "<row label='X' figures='1 3 4 25'/><row label='Y' figures='2 2 5 40'/><total label='T' "
                       "figures='3 5 8 38'/></table>");
    assert_reported(b, "\"Y\" is 5 in \"all\"; expected 4, the sum of \"a b\": 1 too much\n");
    assert_reported(b, "\"T\" is 8 in \"all\"; expected 9, the sum of its 2 lines: 1 too little\n");
    assert_int_equal(problems(b), 2);
}

static void what_is_computed_may_be_made_of_what_is_computed(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, CROSS "<total id='t' label='T' sum='s z'/><total id='s' label='S' sum='x y'/>"
                                  "<row id='x' label='X' figures='1 3'/><row id='y' label='Y' figures='2 2'/><row "
                                  "id='z' label='Z' figures='1 3'/></table>");
    assert_int_equal(problems(b), 0);
    assert_int_equal(t->rows[0].cells[3].value.units, 12);
    assert_int_equal(t->rows[1].cells[3].value.units, 8);
    assert_int_equal(t->rows[2].cells[3].value.units, 4);
    assert_int_equal(t->rows[2].cells[4].value.units, 25);
    assert_int_equal(t->rows[0].cells[4].value.units, 33);
    read_text(b, CROSS "<total id='t' label='T' sum='s'/><total id='s' label='S' sum='t'/></table>");
    assert_reported(b, "error[DAT017]: \"T\" is computed from itself in \"a\"");
}

static void a_long_chain_of_sums_is_walked(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    buf_puts(&text, "<table><columns><column id='i'>I</column><column id='a' kind='count'>A</column></columns>");
    for (int i = 0; i < 5000; i++)
        buf_format(&text, "<total id='r%d' label='R' sum='r%d'/>\n", i, i + 1);
    buf_puts(&text, "<row id='r5000' label='R'><cell>7</cell></row></table>");
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put_bytes(b, "t.xml", buf_view(&text))},
                         (Pos){0});
    buf_free(&text);
    assert_int_equal(problems(b), 0);
    assert_int_equal(t->rows[0].cells[1].value.units, 7);
}

static void unknown_names_are_reported(void **state)
{
    Bench *b = *state;
    read_text(b, YEARS "<row id='alpha' ref='1' label='A' figures='1 2 3'/><total label='T' sum='alpa 9' figures='1 2 "
                       "3'/>"
                       "<balance label='D' share='1' figures='1 2 3'/><total id='z' label='Z' sum='z' figures='1 2 "
                       "3'/></budget>");
    assert_reported(b, "error[DAT017]: no row has the name \"alpa\"; expected an id or a reference number\n");
    assert_reported(b, "did you mean \"alpha\"?");
    assert_reported(b, "no row has the name \"9\"");
    assert_reported(b, "share lists the wrong number of rows; expected 2\n");
    assert_reported(b, "a row cannot be computed from itself");
    assert_int_equal(problems(b), 4);
}

static void impossible_figures_are_found(void **state)
{
    Bench *b = *state;
    read_text(b, YEARS "<row label='Reserve' at-least='0' figures='5 -1 0'/><row label='P' unit='%' at-most='100' "
                       "figures='5 101 100'/></budget>");
    assert_reported(b, "error[DAT015]: \"Reserve\" is −1 in \"y2\"; expected at least 0\n");
    assert_reported(b, "error[DAT015]: \"P\" is 101 in \"y2\"; expected at most 100\n");
    assert_int_equal(problems(b), 2);
    read_text(b, "<performance><indicator label='I' unit='%'><actual>120</actual></indicator></performance>");
    assert_reported(b, "\"I\" is 120 in \"actual\"; expected at most 100\n");
}

static void people_of_different_measures_are_not_added(void **state)
{
    Bench *b = *state;
    read_text(b, "<workforce><columns><column id='g'>G</column><column id='a' measure='fte'>A</column><column id='b' "
                 "measure='headcount'>B</column>"
                 "<column id='c' measure='fte' sum='a b'>C</column></columns><row label='X' figures='1 2 "
                 "3'/></workforce>");
    assert_reported(b, "error[DAT018]: \"a\" counts fte and \"b\" counts headcount; expected columns that count the "
                       "same thing\n");
    assert_int_equal(problems(b), 1);
}

static void verdicts_follow_from_figures(void **state)
{
    Bench *b = *state;
    read_text(b, "<performance>"
                 "<indicator label='A' "
                 "good='lower'><actual>31.3</actual><target>28.0</target><verdict>achieved</verdict></indicator>"
                 "<indicator label='B' "
                 "good='higher'><actual>28</actual><target>28.0</target><verdict>missed</verdict></indicator>"
                 "<indicator label='C'><actual>1</actual><target>1</target><verdict/></indicator>"
                 "<indicator label='D' good='higher'><actual>1</actual><target "
                 "empty='no-target'/><verdict>achieved</verdict></indicator>"
                 "<indicator label='E' good='higher'><actual>1</actual><target>2</target><verdict differs='judged on "
                 "the year'>achieved</verdict></indicator>"
                 "</performance>");
    assert_reported(b, "error[DAT013]: \"A\" is achieved; expected missed, because actual is 31.3, target is 28.0 and "
                       "lower is "
                       "good\n");
    assert_reported(b, "\"B\" is missed; expected achieved");
    assert_reported(b, "\"C\" has a verdict but does not say which direction is good");
    assert_reported(b, "\"D\" is achieved; expected not-applicable");
    assert_int_equal(problems(b), 4);
}

static void lines_are_counted(void **state)
{
    Bench *b = *state;
    Doc doc = {.folder = str_c(b->folder)};
    Table *t = read_text(b, "<table><columns><column id='i'>I</column><column id='n'>N</column></columns><group id='g' "
                            "label='G'><row label='A'><cell/></row>"
                            "<row label='B'><cell/></row></group><balance label='L' "
                            "count='g'><cell>three</cell></balance>"
                            "<balance label='M' count='x'><cell>2</cell></balance></table>");
    map_put(b->reader.job, &doc.tables, t->id, t);
    data_compare(&b->reader, &doc);
    assert_reported(b, "error[DAT014]: \"L\" is 3; expected 2, the number of lines of \"g\"\n");
    assert_reported(b, "error[DAT017]: group or data \"x\" not found");
    assert_int_equal(problems(b), 2);
}

static void figures_of_another_document_are_compared(void **state)
{
    Bench *b = *state;
    Str other = put(b, "plan/data/b.xml",
                    "<table unit='£000'><columns><column id='i'>I</column><column id='a' "
                    "kind='amount'>A</column></columns>"
                    "<row id='x' label='X'><cell>928</cell></row><total id='bad' "
                    "label='T'><cell>1</cell></total></table>");
    assert_true(other.n > 0);
    Doc doc = {.folder = path_join(b->reader.job, str_c(b->folder), STR("report"))};
    assert_true(dir_make(doc.folder));
    Table *t = read_text(b, "<grants><grant id='a' amount='927,600' "
                            "same-as='../plan/data/b.xml#x/a'><recipient>A</recipient></grant>"
                            "<grant id='b' amount='900,000' "
                            "same-as='../plan/data/b.xml#x/a'><recipient>B</recipient></grant>"
                            "<grant id='c' amount='900,000' differs='a part was kept' differs-by='-28,000' "
                            "same-as='../plan/data/b.xml#x/a'><recipient>C</recipient></grant>"
                            "<grant id='d' amount='1' same-as='../../etc/b.xml#x/a'><recipient>D</recipient></grant>"
                            "<grant id='e' amount='1' "
                            "same-as='../plan/data/c.xml#x/a'><recipient>E</recipient></grant></grants>");
    map_put(b->reader.job, &doc.tables, t->id, t);
    data_compare(&b->reader, &doc);
    assert_int_equal(times_reported(b, "error[DAT012]"), 1);
    assert_reported(b, "is 900,000 (£) in \"amount\"; expected 928 (£000), as at ../plan/data/b.xml#x/a\n");
    assert_reported(b, "plan/data/b.xml:1:");
    assert_reported(b, "error[IO007]");
    assert_reported(b, "cannot read \"../plan/data/c.xml\" as data");
    assert_int_equal(problems(b), 3);
}

static void the_number_of_figures_is_checked(void **state)
{
    Bench *b = *state;
    read_text(b, YEARS "<row label='A' figures='1 2'/><row label='B' figures='1 2 3 4'/><row label='C' figures='1 2 "
                       "nil'/><row label='D' figures='1 2 3'><cell>1</cell></row></budget>");
    assert_reported(b, "row \"A\" has 2 figures; expected 3\n");
    assert_reported(b, "row \"B\" has 4 figures; expected 3\n");
    assert_reported(b, "this row has both figures and cells; expected one or the other\n");
    assert_int_equal(problems(b), 3);
}

/* --- what settles several --- */

static void one_figure_that_settles_several_checks_is_named(void **state)
{
    Bench *b = *state;
    static const char rows[] = "<budget unit='£'><years><year id='y1'>2012</year><year id='y2'>2013</year><column "
                               "id='both' kind='amount' "
                               "sum='y1 y2'>Both</column></years>"
                               "<row label='A' figures='1 %s 4'/><row label='B' figures='5 6 %s'/><total label='All' "
                               "figures='6 9 15'/>"
                               "</budget>";
    static const struct {
        const char *a, *b;
        bool named;
    } cases[] = {{"2", "11", true}, {"2", "12", false}, {"3", "12", false}};
    for (int i = 0; i < COUNT(cases); i++) {
        b->reader.diag = diag_new(b->reader.job);
        Buf text = {0};
        buf_format(&text, rows, cases[i].a, cases[i].b);
        data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put_bytes(b, "t.xml", buf_view(&text))},
                  (Pos){0});
        buf_free(&text);
        const char *help = "help: the 2 checks that fail would agree if \"A\" were 3 in \"y2\", not 2\n";
        assert_int_equal(times_reported(b, help), cases[i].named);
    }
}

/* --- the note --- */

static bool has_rounding_note(Bench *b, const Table *t)
{
    Node *n = table_place(b->reader.job, t, &(TablePlacing){0});
    return str_find(node_text(b->reader.job, n), "may not cast exactly") >= 0;
}

static void the_rounding_note_is_set_only_when_true_and_asked_for(void **state)
{
    Bench *b = *state;
    static const char rows[] = "<years><year id='y'>Y</year></years><row label='A' figures='1'/><row label='B' "
                               "figures='1'/><total label='T' figures='%d'/></budget>";
    static const struct {
        const char *root;
        int total;
        bool note;
    } cases[] = {
        {"<budget unit='£' tolerance='1' rounding-note='yes'>", 3, true},
        {"<budget unit='£' tolerance='1' rounding-note='yes'>", 2, false},
        {"<budget unit='£' tolerance='1'>", 3, false},
        {"<budget unit='£' rounding-note='yes'>", 2, false},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Buf text = {0};
        buf_puts(&text, cases[i].root);
        buf_format(&text, rows, cases[i].total);
        Table *t = data_read(&b->reader, &(Doc){0}, STR("t"),
                             (FilePlace){.path = put_bytes(b, "t.xml", buf_view(&text))}, (Pos){0});
        buf_free(&text);
        assert_int_equal(has_rounding_note(b, t), cases[i].note);
    }
    assert_int_equal(problems(b), 1); /* the table without rounding-note gets a warning */
    assert_reported(b, "warning[DAT028]");
}

/* A total of a group adds all its lines. */
static void a_group_stands_for_its_lines(void **state)
{
    Bench *b = *state;
    static const char table[] =
        "<table><columns><column id='i'>I</column><column id='a' kind='amount'>A</column></columns>"
        "<group id='g' label='G'><row id='x' label='X'><cell>1</cell></row><row id='y' label='Y'><cell>2</cell></row>"
        "<row id='z' label='Z'><cell>4</cell></row></group><total id='t' label='T' sum='g'><cell>%d</cell></total>"
        "</table>";
    Buf text = {0};
    buf_format(&text, table, 7);
    read_text(b, str_cdup(b->reader.job, buf_view(&text)));
    assert_int_equal(times_reported(b, "DAT005"), 0);
    text.n = 0;
    buf_format(&text, table, 6);
    read_text(b, str_cdup(b->reader.job, buf_view(&text)));
    assert_int_equal(times_reported(b, "DAT005"), 1);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_are_exact_and_rounded_half_away),
        with_bench(a_budget_with_misprints_is_found_out),
        with_bench(without_tolerance_rounding_is_found_too),
        with_bench(officers_that_no_line_has_are_found),
        with_bench(figures_in_two_tables_are_compared),
        with_bench(grants_are_held_against_what_was_received),
        with_bench(what_holds_is_left_alone),
        with_bench(corrected_misprints_pass_and_are_reported_on_request),
        with_bench(differences_shares_and_changes_are_checked),
        with_bench(a_weekly_cost_that_was_cut_off_is_found),
        with_bench(tables_cast_across),
        with_bench(a_group_stands_for_its_lines),
        with_bench(what_is_computed_may_be_made_of_what_is_computed),
        with_bench(a_long_chain_of_sums_is_walked),
        with_bench(unknown_names_are_reported),
        with_bench(impossible_figures_are_found),
        with_bench(people_of_different_measures_are_not_added),
        with_bench(verdicts_follow_from_figures),
        with_bench(lines_are_counted),
        with_bench(figures_of_another_document_are_compared),
        with_bench(the_number_of_figures_is_checked),
        with_bench(one_figure_that_settles_several_checks_is_named),
        with_bench(the_rounding_note_is_set_only_when_true_and_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
