/* Copy-fitting: text of every length on the panels of eight lines that template "folded" has. On the first of six the
 * cover's title is placed, so text begins on the second. Until they are full,
 * every line is on a panel, in order, and the panels that are used end level; from then on the message counts the
 * lines that are too many and has the words of the first. */
#include "layout_help.h"

enum { PANELS = 6, FREE = 5, LINES_OF_PANEL = 8, ROOM = FREE * LINES_OF_PANEL, MOST = ROOM + 12 };

static char *lines_of_text(Arena *a, int n)
{
    Buf text = {0};
    for (int i = 1; i <= n; i++)
        buf_format(&text, "Line %d.\n\n", i);
    return str_cdup(a, buf_take(&text, a));
}

static const char *reported_for(const Laid *l, char **out)
{
    size_t n;
    FILE *to = open_memstream(out, &n);
    diag_print(l->diag, to, false);
    fclose(to);
    return *out;
}

/* How many lines each page has; they count from 1 across all pages, and stand inside the panel's margins. */
static void count_lines(const Laid *l, int counts[PANELS])
{
    int seen = 0;
    assert_int_equal(l->pages->pages.n, PANELS);
    for (int i = 0; i < PANELS; i++) {
        const Page *page = &l->pages->pages.at[i];
        counts[i] = 0;
        for (int k = 0; k < page->items.n; k++) {
            const Item *item = &page->items.at[k];
            char wanted[32];
            if (!is_text(item))
                continue;
            snprintf(wanted, sizeof wanted, "Line %d.", ++seen);
            assert_str(item->u.run->text, wanted);
            assert_true(item->y > PT(12) && item->y < page->height - PT(12));
            counts[i]++;
        }
    }
}

static void expect_level(int n, const int counts[PANELS])
{
    int used = (n + LINES_OF_PANEL - 1) / LINES_OF_PANEL, most = used ? (n + used - 1) / used : 0, sum = 0;
    for (int i = 0; i < PANELS; i++) {
        assert_true(counts[i] <= most);
        assert_true(i > 0 && i <= used ? counts[i] > 0 : counts[i] == 0);
        sum += counts[i];
    }
    assert_int_equal(sum, n);
}

static void lines_fit_until_panels_are_full(void **state)
{
    for (int n = 1; n <= MOST; n++) {
        Arena *a = arena_new();
        Laid l = lay(*state, "folded", "body", lines_of_text(a, n));
        char *report, wanted[160];
        const char *said = reported_for(&l, &report);
        int counts[PANELS];
        count_lines(&l, counts);
        if (n <= ROOM) {
            expect_level(n, counts);
            assert_int_equal(diag_count(l.diag, SEV_WARNING), 0);
        } else {
            snprintf(wanted, sizeof wanted,
                     "text is %d line%s too long for panels \"first\" to \"back\"; what does not fit: \"Line %d.",
                     n - ROOM, n == ROOM + 1 ? "" : "s", ROOM + 1);
            if (!strstr(said, wanted))
                fail_msg("%d lines: %s\nbut:\n%s", n, wanted, said);
        }
        free(report);
        laid_free(&l);
        arena_free(a);
    }
}

/* Boxes that stay whole, and a heading with its lines, go to the next panel; the words that spill are those of the box.
 */
static void what_stays_together_spills_together(void **state)
{
    Bench *b = *state;
    Arena *a = arena_new();
    Buf text = {0};
    buf_puts(&text, lines_of_text(a, ROOM - 2));
    buf_puts(&text, "## Head\n\nIts line.\n");
    Laid l = lay(b, "folded", "body", str_cdup(a, buf_take(&text, a)));
    char *report;
    const char *said = reported_for(&l, &report);
    if (!strstr(said, "what does not fit: \"Head Its line.\""))
        fail_msg("%s", said);
    if (!strstr(said, "text is 1 line too long"))
        fail_msg("%s", said);
    free(report);
    laid_free(&l);
    arena_free(a);
}

static bool has_words(const PageList *pages, const char *words)
{
    for (int i = 0; i < pages->pages.n; i++)
        for (int k = 0; k < pages->pages.at[i].items.n; k++) {
            const Item *item = &pages->pages.at[i].items.at[k];
            if (item->kind == ITEM_GLYPHS && str_find(item->u.run->text, words) >= 0)
                return true;
        }
    return false;
}

static void put_noted_lines(Buf *text, int lines, int words, int marked)
{
    for (int i = 1; i <= lines; i++)
        buf_format(text, "Line %d.%s\n\n", i, i == marked ? "[^1]" : "");
    buf_puts(text, "[^1]: ");
    for (int i = 0; i < words; i++)
        buf_puts(text, "word after word ");
    buf_puts(text, "lastword\n");
}

/* A note without room is an error as text is: none of it is lost without one. */
static void notes_are_set_or_reported(void **state)
{
    for (int lines = ROOM - 12; lines <= ROOM; lines++)
        for (int words = 0; words <= 32; words += 4) {
            Arena *a = arena_new();
            Buf text = {0};
            put_noted_lines(&text, lines, words, words % 8 ? 1 : lines);
            Laid l = lay(*state, "folded", "body", str_cdup(a, buf_take(&text, a)));
            char *report;
            const char *said = reported_for(&l, &report);
            bool failed = diag_count(l.diag, SEV_ERROR) > 0;
            if (!has_words(l.pages, "lastword") && !(failed && strstr(said, "lastword\"")))
                fail_msg("%d lines and a note of %d: %s", lines, words * 3 + 1, said);
            if (lines + 8 < ROOM && words <= 4) /* a note of four lines and its rule */
                assert_false(failed);
            free(report);
            laid_free(&l);
            arena_free(a);
        }
}

static void words_of_cells_are_apart(void **state)
{
    Bench *b = *state;
    Arena *a = arena_new();
    Buf text = {0};
    buf_puts(&text, lines_of_text(a, ROOM));
    buf_puts(&text, "| North | South |\n|---|---|\n| East | West |\n");
    Laid l = lay(b, "folded", "body", str_cdup(a, buf_take(&text, a)));
    char *report;
    if (!strstr(reported_for(&l, &report), "Line 40. North South East West\""))
        fail_msg("%s", report);
    free(report);
    laid_free(&l);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(lines_fit_until_panels_are_full),
        with_bench(what_stays_together_spills_together),
        with_bench(notes_are_set_or_reported),
        with_bench(words_of_cells_are_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
