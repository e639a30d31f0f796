/* Random documents with random edits: whatever changes, each edition can be read out of the merged tree, each of its
 * nodes stands there once, and words are covered by their runs. DIFF_EDITS sets how many edits; DIFF_SEED where they
 * begin. */
#include "diff/diff.h"
#include "markdown_help.h"

enum { EDITS = 4000, LINES_MOST = 60, TEXT_MOST = 1 << 16 };

static uint64_t state_of_chance;

static int chance(int n)
{
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (int)((state_of_chance >> 33) % (uint64_t)n);
}

static const char *const words[] = {
    "police",
    "budget",
    "officers",
    "the",
    "of",
    "and",
    "£3.7m",
    "1,349",
    "7.3 per cent",
    "2013/14",
    "crime",
    "victims",
    "**bold**",
    "*em*",
    "`code`",
    "plan",
    "[link](https://e.org)",
    "a",
    "Constabulary",
    "in",
    "\"said\"",
    "18 July 2013",
    "reduce",
    "we",
    "will",
    "[^n]",
    "[x](#one)",
    "support",
    "[^m]",
    "grants",
    "{{ ref one }}",
    "safer",
    "streets",
    "partners",
    "people",
    "~~old~~",
    "won't",
    "council",
};

/* Blocks of text, each with the empty line behind it. */
typedef struct Draft {
    char *blocks[LINES_MOST];
    int n;
} Draft;

static char *some_words(Arena *a, int most)
{
    Buf out = {0};
    int n = 1 + chance(most);
    for (int i = 0; i < n; i++)
        buf_format(&out, "%s%s", i ? chance(9) ? " " : "\n" : "", words[chance(COUNT(words))]);
    return str_cdup(a, buf_take(&out, a));
}

static char *prefixed(Arena *a, const char *first, const char *rest, const char *text)
{
    Buf out = {0};
    buf_puts(&out, first);
    for (; *text; text++) {
        buf_char(&out, *text);
        if (*text == '\n')
            buf_puts(&out, rest);
    }
    return str_cdup(a, buf_take(&out, a));
}

static char *some_table(Arena *a)
{
    Buf out = {0};
    int columns = 1 + chance(4), rows = 1 + chance(4);
    for (int r = -2; r < rows; r++) {
        for (int c = 0; c < columns; c++)
            buf_format(&out, "| %s ", r == -1 ? "---" : chance(2) ? "same" : words[chance(6)]);
        buf_puts(&out, "|\n");
    }
    return str_cdup(a, buf_take(&out, a));
}

static char *one_line(char *text)
{
    for (char *p = text; *p; p++)
        if (*p == '\n')
            *p = ' ';
    return text;
}

static char *some_block(Arena *a)
{
    switch (chance(12)) {
    case 0: return prefixed(a, "# ", "", one_line(some_words(a, 3)));
    case 1: return prefixed(a, "## ", "", one_line(some_words(a, 2)));
    case 2: return prefixed(a, "- ", "- ", some_words(a, 12));
    case 3: return prefixed(a, "1. ", "   ", some_words(a, 5));
    case 4: return prefixed(a, "> ", "> ", some_words(a, 8));
    case 5: return some_table(a);
    case 6: return prefixed(a, "    ", "    ", some_words(a, 8));
    case 7: return prefixed(a, "::: outcome\n", "", str_cdup(a, str_format(a, "%s\n:::", some_words(a, 8))));
    case 8:
        return prefixed(a, "- ", "  ", str_cdup(a, str_format(a, "%s\n\n> %s", words[chance(6)], some_words(a, 4))));
    default: return some_words(a, 20);
    }
}

static Draft some_draft(Arena *a)
{
    Draft d = {0};
    int n = chance(12);
    while (d.n < n)
        d.blocks[d.n++] = some_block(a);
    return d;
}

static void insert(Draft *d, int at, char *block)
{
    if (d->n == LINES_MOST)
        return;
    memmove(d->blocks + at + 1, d->blocks + at, (size_t)(d->n - at) * sizeof *d->blocks);
    d->blocks[at] = block;
    d->n++;
}

static char *removed(Draft *d, int at)
{
    char *block = d->blocks[at];
    d->n--;
    memmove(d->blocks + at, d->blocks + at + 1, (size_t)(d->n - at) * sizeof *d->blocks);
    return block;
}

/* Another character or word in a block, or a word less. */
static char *reworded(Arena *a, const char *block)
{
    int n = (int)strlen(block), at = chance(n + 1);
    Str text = {block, n};
    switch (chance(3)) {
    case 0:
        return str_cdup(a, str_format(a, STR_FMT " %s " STR_FMT, STR_ARG(str_sub(text, 0, at)),
                                      words[chance(COUNT(words))], STR_ARG(str_sub(text, at, n))));
    case 1:
        return str_cdup(a, str_format(a, STR_FMT STR_FMT, STR_ARG(str_sub(text, 0, at)),
                                      STR_ARG(str_sub(text, at + 1 + chance(12), n))));
    default: return str_cdup(a, str_format(a, "%d" STR_FMT, chance(10), STR_ARG(text)));
    }
}

static void edit(Arena *a, Draft *d)
{
    int kind = d->n > 0 ? chance(8) : 0;
    if (kind == 0) {
        insert(d, chance(d->n + 1), some_block(a));
        return;
    }
    int at = chance(d->n);
    switch (kind) {
    case 1: removed(d, at); break;
    case 2: {
        char *block = removed(d, at);
        insert(d, chance(d->n + 1), block);
        break;
    }
    case 3: insert(d, chance(d->n + 1), d->blocks[at]); break;
    case 4: { /* split */
        char *space = strchr(d->blocks[at], ' ');
        insert(d, at + 1, space ? space + 1 : d->blocks[at]);
        break;
    }
    case 5: /* merge */
        if (at + 1 < d->n) {
            char *next = removed(d, at + 1);
            d->blocks[at] = str_cdup(a, str_format(a, "%s %s", d->blocks[at], next));
        }
        break;
    case 6: d->blocks[at] = prefixed(a, "> ", "> ", d->blocks[at]); break;
    default: d->blocks[at] = reworded(a, d->blocks[at]); break;
    }
}

static const char *text_of(Arena *a, const Draft *d)
{
    Buf out = {0};
    buf_puts(&out, "# One {#one}\n\n");
    for (int i = 0; i < d->n; i++)
        buf_format(&out, "%s\n\n", d->blocks[i]);
    buf_puts(&out, "[^n]: A note.\n\n[^m]: Another note.\n\n    With two paragraphs.\n");
    return str_cdup(a, buf_take(&out, a));
}

static Str dumped(Arena *a, const Doc *doc)
{
    Buf out = {0};
    doc_dump(doc, &out);
    return buf_take(&out, a);
}

/* Each run begins where the last one ended, on both sides. */
static bool runs_cover(const DiffWords *w)
{
    int o = 0, n = 0;
    bool fit = w->nruns > 0;
    for (int i = 0; i < w->nruns; i++) {
        const WordRun *r = &w->runs[i];
        bool empty_old = r->state == MERGED_ADDED, empty_new = r->state == MERGED_DELETED;
        fit = fit && r->old_from == o && r->new_from == n && (r->old_to == r->old_from) == empty_old
              && (r->new_to == r->new_from) == empty_new;
        fit = fit && (empty_old || empty_new || r->old_to - r->old_from == r->new_to - r->new_from);
        o = r->old_to;
        n = r->new_to;
    }
    return fit && o == w->nold && n == w->nnew;
}

static bool is_difference(const Merged *m)
{
    return m->state != MERGED_KEPT || m->differs;
}

static bool is_right(const Merged *m)
{
    bool old_there = m->old_node, new_there = m->new_node, twins = m->state == MERGED_MOVED || m->state == MERGED_LEFT;
    bool right = twins == (m->twin != NULL) && (!m->twin || m->twin->twin == m) && (!m->words || runs_cover(m->words));
    if (m->group)
        return right && !old_there && !new_there;
    return right && old_there == (m->state != MERGED_ADDED) && new_there == (m->state != MERGED_DELETED)
           && (m->state != MERGED_LEFT || !m->first) && ((m->differs & DIFFERS_WORDS) != 0) == (m->words != NULL);
}

static void check_difference(Arena *a, const Doc *was, const Doc *now, bool same)
{
    const Diff *diff = diff_documents(a, was, now);
    bool right = str_eq(dumped(a, diff_project(a, diff, SIDE_OLD)), dumped(a, was))
                 && str_eq(dumped(a, diff_project(a, diff, SIDE_NEW)), dumped(a, now));
    int differences = 0;
    for (const Merged *m = diff->root; m; m = merged_next(m, diff->root)) {
        right = right && is_right(m);
        differences += is_difference(m);
    }
    assert_true(right);
    assert_true(!same || differences == 0);
}

static int number_in(const char *name, int otherwise)
{
    const char *given = getenv(name);
    return given ? (int)strtol(given, NULL, 10) : otherwise;
}

/* A document, then edited again and again; each edition against the last and against the first. */
static int check_draft(Bench *b, int edits)
{
    Arena *a = b->reader.job;
    Draft d = some_draft(a);
    const Doc *first = read_text(b, text_of(a, &d)), *last = first;
    int done = 0;
    check_difference(a, first, first, true);
    while (done < edits) {
        int n = 1 + chance(3);
        for (int i = 0; i < n; i++, done++)
            edit(a, &d);
        const Doc *now = read_text(b, text_of(a, &d));
        check_difference(a, last, now, false);
        check_difference(a, now, first, false);
        check_difference(a, now, read_text(b, text_of(a, &d)), true);
        last = now;
    }
    return done;
}

static void test_random_edits(void **state)
{
    Bench *b = *state;
    Arena *whole = b->reader.job;
    int edits = number_in("DIFF_EDITS", EDITS), seed = number_in("DIFF_SEED", 1), done = 0;
    while (done < edits) {
        state_of_chance = (uint64_t)seed++ * 0x9E3779B97F4A7C15u;
        b->reader.job = arena_new();
        b->reader.diag = diag_new(b->reader.job);
        done += check_draft(b, 20);
        arena_free(b->reader.job);
        if (getenv("DIFF_SHOW") && seed % 100 == 0)
            printf("%d edits\n", done);
    }
    b->reader.job = whole;
    printf("%d edits\n", done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(test_random_edits),
    };
    return cmocka_run_group_tests_name("diff, random", tests, NULL, NULL);
}
