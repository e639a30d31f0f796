/* A tagged document of 20,000 pages: within libharu's limits (arrays of 32,767 items, 16,384 pages' worth of parents),
 * sound to qpdf, and in memory that grows with the pages only. Fewer under a sanitizer, which makes all of it slow. */
#include "pdf_help.h"

#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__)
enum { PAGES = 2000 };
#else
enum { PAGES = 20000 };
#endif

/* The most memory that this process ever had, in bytes. */
static long most_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024L;
}

static void fill_page(World *w, int number)
{
    add_page(w, str_cdup(w->arena, str_format(w->arena, "%d", number)), FOLIO_DECIMAL, number);
    set_at(w, PT(60), NULL, "Running head", ITEM_RUNNING_HEAD, PART_BODY);
    Node *heading = node(w, NODE_HEADING, w->section);
    heading->u.heading.level = 1 + number % 3;
    anchor(w, heading);
    VEC_PUSH(w->arena, &w->pages.outline, (OutlineEntry){heading, heading->u.heading.level, STR("Heading")});
    put(w, text_node(w, "Heading", heading), "Heading");
    Node *p = node(w, NODE_PARAGRAPH, w->section), *t = text_node(w, "", p), *mark = node(w, NODE_NOTE_REF, p);
    Len x = set_at(w, PT(60), t, "Residents told the Commissioner what worries them", ITEM_CONTENT, PART_BODY);
    Len x1 = set_at(w, x, mark, "1", ITEM_CONTENT, PART_BODY);
    link_over(w, mark, x, x1, NULL, "https://www.example.org/", false);
    Node *list = node(w, NODE_LIST, w->section);
    for (int i = 0; i < 3; i++)
        put(w, text_node(w, "", node(w, NODE_PARAGRAPH, node(w, NODE_ITEM, list))), "and the plan was changed");
}

static void twenty_thousand_tagged_pages(void **state)
{
    World *w = *state;
    for (int i = 1; i <= PAGES; i++)
        fill_page(w, i);
    long before = most_memory();
    assert_true(write_to(w, w->path));
    long each = (most_memory() - before) / PAGES;
    print_message("%ld bytes of memory for each page and its 14 elements\n", each);
#if !defined(__SANITIZE_ADDRESS__)
    assert_true(each < 16000);
#endif
    Str checked = output_of(w, "qpdf --check %s");
    assert_has(checked, "No syntax or stream encoding errors");
    assert_has_not(checked, "WARNING");
    assert_has(output_of(w, "pdfinfo %s"), "Tagged:          yes");
    Str pages = str_format(w->arena, "Pages:           %d\n", PAGES);
    assert_has(output_of(w, "pdfinfo %s"), str_cdup(w->arena, pages));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(twenty_thousand_tagged_pages, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
