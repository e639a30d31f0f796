/* Words and figures of products: what is read from a page list and from a web page, and which defects are found. */
#include "layout_help.h"

#include "proof/proof.h"
#include "text/glyphs.h"

typedef struct Proved {
    Laid laid;
    WordBook *book;
    Proof *screen;
} Proved;

static const char document[] = "# Costs\n\n"
                               "The grant is −£4,200 in 2014.[^a] The rest is **bold** text.\n\n"
                               "Another paragraph that has no figure.\n\n"
                               "- one\n- two\n\n"
                               "| Area | 2013 | 2014 |\n|:--|--:|--:|\n| Ely | 12 | 15 |\n| March | 7 | −9 |\n\n"
                               ": Patrols\n\n"
                               "[^a]: It was 3,900 before.\n";

/* The same as a page, by hand. */
static const char page[] =
    "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>T</title><style>p{}</style></head><body>"
    "<a data-words=\"page\" href=\"#m\">Skip to 1 content</a><nav><a href=\"#costs\">Costs 99</a></nav><main id=\"m\">"
    "<h1 id=\"costs\">Costs</h1>\n<p>The grant is −£4,200 in 2014.<a data-words=\"mark\" href=\"#n\">1</a> The\n"
    "rest is <strong>bold</strong> text.</p><p>Another para&shy;graph that has no "
    "figure.</p><ul><li>one</li><li>two</li>"
    "</ul><section><table><caption>Table 1 "
    "Patrols</caption><thead><tr><th>Area</th><th>2013</th><th>2014</th></tr></thead>"
    "<tbody><tr><td>Ely</td><td>12</td><td>15</td></tr><tr><td>March</td><td>7</td><td>−9</td></tr></tbody></table>"
    "</section><section><ol><li data-words=\"note\"><span data-words=\"label\">1</span> It was 3,900 before. <a "
    "data-words=\"page\">Back to 1</a></li></ol></section></main></body></html>";

static Proof *read_pages(Proved *p, const char *name)
{
    return proof_of_pages(p->book, &(ProofPages){.name = str_c(name), .doc = p->laid.doc, .pages = p->laid.pages});
}

static Proved open_proved(Bench *b, const char *text)
{
    Proved p = {.laid = lay(b, "small", "body", text)};
    p.book = wordbook_new(p.laid.job);
    p.screen = read_pages(&p, "screen");
    return p;
}

/* The codes of the findings, each once, as "PRD021 PRD022 ". */
static Str compare_with(Proved *p, const Proof *other)
{
    Diag *d = diag_new(p->laid.job);
    DiagView *views;
    bool same = proof_compare(d, p->screen, other);
    int n = diag_list(d, p->laid.job, &views);
    Buf codes = {0};
    assert_int_equal(same, n == 0);
    for (int i = 0; i < n; i++) {
        if (str_find(buf_view(&codes), code_name(views[i].code)) < 0)
            buf_format(&codes, "%s ", code_name(views[i].code));
        print_message("%s: %.*s\n", code_name(views[i].code), STR_ARG(views[i].message));
    }
    return buf_take(&codes, p->laid.job);
}

static Str compare_page(Proved *p, const char *html)
{
    Proof *web = proof_of_html(p->book, STR("the web page"), str_c(html));
    assert_non_null(web);
    return compare_with(p, web);
}

static void assert_codes(Str found, const char *expected)
{
    if (!str_is(found, expected))
        fail_msg("\"" STR_FMT "\" expected \"%s\"", STR_ARG(found), expected);
}

static void test_same(void **state)
{
    Proved p = open_proved(*state, document);
    assert_codes(compare_page(&p, page), "");
    assert_codes(compare_with(&p, read_pages(&p, "large print")), "");
    Proof *web = proof_of_html(p.book, STR("the web page"), str_c(page));
    assert_int_equal(proof_figures(p.screen), 10);
    assert_int_equal(proof_words(p.screen), proof_words(web));
    laid_free(&p.laid);
}

/* A page with the first `from` in it replaced. */
static const char *edited(Arena *a, const char *from, const char *to)
{
    int at = str_find(str_c(page), from);
    assert_true(at >= 0);
    return str_format(a, "%.*s%s%s", at, page, to, page + at + strlen(from)).p;
}

/* Each is found, under the code of what is wrong. */
static void test_pages_with_defects(void **state)
{
    static const struct {
        const char *from, *to, *codes;
    } defects[] = {
        {"<td>12</td>", "<td></td>", "PRD022 "},                         /* a cell is dropped */
        {"<td>12</td><td>15</td>", "<td>15</td><td>12</td>", "PRD022 "}, /* two change places */
        {"<td>15</td>", "<td>15</td><td>15</td>", "PRD022 "},            /* one stands twice */
        {"<th>2013</th><th>2014</th>", "<th>2014</th><th>2013</th>", "PRD022 "},
        {"<tr><td>Ely</td><td>12</td><td>15</td></tr>", "", "PRD022 "}, /* a row */
        {"−9", "9", "PRD022 "},                                         /* a minus */
        {"−£4,200", "£4,200", "PRD021 "},
        {"4,200", "4,300", "PRD021 "}, /* a digit */
        {"in 2014.", "in.", "PRD021 "},
        {"3,900", "3,800", "PRD021 "},                 /* in a note */
        {">1</a> The", ">2</a> The", "PRD021 "},       /* a note's mark */
        {"<strong>bold</strong>", "", "PRD020 "},      /* a word */
        {"has no figure", "no has figure", "PRD020 "}, /* their order */
        {"<p>Another para&shy;graph that has no figure.</p>", "", "PRD020 "},
        {"no figure.</p>", "no figure. Ely 12.</p>", "PRD021 "}, /* more than there should be */
        {"<table>", "<div>", "PRD021 "},
        {"<th>Area</th><th>2013</th>", "<th>2013</th><th>Area</th>", "PRD022 "},
        {"<li data-words=\"note\">", "<li data-words=\"page\">", "PRD021 "}, /* the note */
        {"<h1 id=\"costs\">Costs</h1>", "<h1 data-words=\"page\">Costs</h1>", "PRD020 "},
    };
    Proved p = open_proved(*state, document);
    for (int i = 0; i < COUNT(defects); i++) {
        print_message("%s\n", defects[i].from);
        assert_codes(compare_page(&p, edited(p.laid.job, defects[i].from, defects[i].to)), defects[i].codes);
    }
    laid_free(&p.laid);
}

/* Whatever the file holds, reading it ends. */
static void test_hostile_pages(void **state)
{
    Proved p = open_proved(*state, document);
    Buf deep = {0};
    for (int i = 0; i < 100000; i++)
        buf_puts(&deep, "<div><svg><g><table>");
    static const char *const pages[] = {"",
                                        "<",
                                        "no page",
                                        "<table><tr><td rowspan=-1 colspan=999999999>1",
                                        "<table><caption>",
                                        "<svg><title>",
                                        "<p data-words=>x",
                                        "<p data-words=spoken>\xFF\xFE",
                                        "<!DOCTYPE"};
    for (int i = 0; i <= COUNT(pages); i++) {
        Str page = i < COUNT(pages) ? str_c(pages[i]) : buf_view(&deep);
        Proof *web = proof_of_html(p.book, STR("the web page"), page);
        assert_true(!web || compare_with(&p, web).n);
    }
    buf_free(&deep);
    laid_free(&p.laid);
}

/* The first run of text that begins so, in the whole list. */
static Item *find_run(PageList *l, const char *beginning)
{
    for (int i = 0; i < l->pages.n; i++)
        for (int k = 0; k < l->pages.at[i].items.n; k++) {
            Item *item = &l->pages.at[i].items.at[k];
            if (item->kind == ITEM_GLYPHS && str_starts(item->u.run->text, beginning))
                return item;
        }
    fail_msg("no run begins with \"%s\"", beginning);
    return NULL;
}

static void set_run(Arena *a, Item *item, Str text)
{
    GlyphRun *run = arena_copy(a, item->u.run, sizeof *run);
    run->text = text;
    item->u.run = run;
}

typedef struct RunDefect {
    const char *run, *to; /* to: the text instead; NULL: it is dropped */
    const char *with;     /* the run whose text it has, and that has its own; NULL: none */
    const char *codes;
} RunDefect;

static void put_defect(Proved *p, const RunDefect *defect)
{
    Item *item = find_run(p->laid.pages, defect->run),
         *with = defect->with ? find_run(p->laid.pages, defect->with) : NULL;
    Str text = item->u.run->text;
    if (with) {
        set_run(p->laid.job, item, with->u.run->text);
        set_run(p->laid.job, with, text);
    } else if (defect->to) {
        set_run(p->laid.job, item, str_c(defect->to));
    } else {
        item->role = ITEM_DECORATION;
    }
}

/* The same in page lists. Each is also a page that differs. */
static void test_lists_with_defects(void **state)
{
    static const RunDefect defects[] = {
        {.run = "12", .codes = "PRD022 "},
        {.run = "12", .with = "15", .codes = "PRD022 "},
        {.run = "2013", .with = "2014", .codes = "PRD022 "},
        {.run = "−9", .to = "9", .codes = "PRD022 "},
        {.run = "It was 3,900", .to = "It was 3,800 before.", .codes = "PRD021 "},
        {.run = "It was 3,900", .codes = "PRD021 "},
        {.run = "Another", .with = "The grant", .codes = "PRD021 "},
        {.run = "bold", .codes = "PRD020 "},
    };
    for (int i = 0; i < COUNT(defects); i++) {
        Proved p = open_proved(*state, document);
        put_defect(&p, &defects[i]);
        assert_codes(compare_with(&p, read_pages(&p, "large print")), defects[i].codes);
        laid_free(&p.laid);
    }
}

static void test_press(void **state)
{
    Proved p = open_proved(*state, document), other = open_proved(*state, document);
    Diag *d = diag_new(p.laid.job);
    assert_true(proof_same_pages(d, p.laid.pages, other.laid.pages));
    find_run(other.laid.pages, "12")->x += 1;
    assert_false(proof_same_pages(d, p.laid.pages, other.laid.pages));
    find_run(other.laid.pages, "12")->x -= 1;
    assert_true(proof_same_pages(d, p.laid.pages, other.laid.pages));
    set_run(p.laid.job, find_run(other.laid.pages, "−9"), STR("9"));
    assert_false(proof_same_pages(d, p.laid.pages, other.laid.pages));
    other.laid.pages->pages.n--;
    assert_false(proof_same_pages(d, p.laid.pages, other.laid.pages));
    laid_free(&other.laid);
    laid_free(&p.laid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pages_with_defects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lists_with_defects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_press, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
