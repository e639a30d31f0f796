/* Where lines may end: Unicode's rules and the house's. "|" marks each place in what is expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/breaks/breaks.h"

static void expect(const char *marked)
{
    char text[512];
    int n = 0;
    for (const char *c = marked; *c; c++)
        if (*c != '|')
            text[n++] = *c;
    uint8_t opp[512];
    breaks_find((Str){text, n}, opp);
    char got[1024];
    int k = 0;
    for (int i = 0; i < n; i++) {
        if ((opp[i] & OPP_KIND) != OPP_NONE)
            got[k++] = '|';
        got[k++] = text[i];
    }
    got[k] = 0;
    assert_string_equal(got, marked);
}

static void unicode_rules(void **state)
{
    (void)state;
    expect("Plain |words |part.");
    expect("two  |spaces");
    expect("well-|known |and/|or");
    expect("(bracketed |text), |\u201cquoted |text\u201d |(more)");
    expect("don\u2019t |part\u00a0these |words!");
    expect("em\u2014|dash |and |so \u2013 |on");
    expect("wait\u2026 |what?");
    expect("\u00a35m |and |10% |of |$3,000.50 |at |\u221240\u00b0");
    expect("minus |-5 |and |\u20135");
    expect("non\u2011breaking |x\u202fy");
    expect("one\n|two");
    expect("x\u0301y |z\u0301");
}

static void numbers_and_units(void **state)
{
    (void)state;
    expect("rose |by |5 million |pounds");
    expect("\u00a35.2 million, |or |45 % |of |it");
    expect("walked |12 km. |Then");
    expect("fell |5 per cent |last");
    expect("as |per |cent |per |cent");
    expect("paid |\u00a3 45 |today");
    expect("in |2013 |we |met");
    expect("12 metres |of |it");
}

static void references(void **state)
{
    (void)state;
    expect("see |Table 3 |on |page 18, |and |pages 15\u201316");
    expect("(Appendix A) |and |Appendices 4 |and |5");
    expect("section 2.1 |of |the |table |is");
    expect("no. 10 |Downing |Street");
    expect("Part |Two |of |this");
}

static void initials(void **state)
{
    (void)state;
    expect("by |J. Smith |and |J.R. Hartley");
    expect("J. R. R. Tolkien |wrote");
    expect("Mr |G. Bright |said. |Then");
}

static void joined_figures(void **state)
{
    (void)state;
    expect("in |2013/14 |and |12\u201315 |or |2013-14 |only");
    expect("2013\u2013|now");
}

static void web_addresses(void **state)
{
    (void)state;
    expect("at |https://|www.|gov.|uk/|police-|force/|data?|id=|12&|x=3 |now");
    expect("see |www.|example.|org.");
    expect("(mail |clerk@x)");
    expect("write |to |pcc.|office@cambs.|pnn.|police.|uk |soon");
    expect("www.|example.|org/|Table |3-|tier");
    expect("and/|or |e.g. |this/|that.");
}

static void nothing_crashes(void **state)
{
    (void)state;
    expect("");
    expect(" ");
    expect("\u0301");
    expect("((((");
    expect("...");
    uint8_t opp[64];
    breaks_find(STR("\xff\xfe \x80/\xc2"), opp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unicode_rules),   cmocka_unit_test(numbers_and_units), cmocka_unit_test(references),
        cmocka_unit_test(initials),        cmocka_unit_test(joined_figures),    cmocka_unit_test(web_addresses),
        cmocka_unit_test(nothing_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
