/* The document tree: links between nodes, walking, text, numbers and the dump. */
#include "doc/doc.h"

#include <sys/wait.h>

#include "say_help.h"

static Node *make(Bench *b, NodeKind kind, Node *parent)
{
    Node *n = node_new(b->reader.job, kind, (Pos){.file = 1, .line = 1, .col = 1});
    if (parent != NULL)
        node_append(parent, n);
    return n;
}

static Node *make_text(Bench *b, const char *text, Node *parent)
{
    Node *n = make(b, NODE_TEXT, parent);
    n->u.text.text = str_c(text);
    return n;
}

static Node *make_heading(Bench *b, int level, bool numbered, Node *section)
{
    Node *n = make(b, NODE_HEADING, section);
    n->u.heading.level = level;
    n->u.heading.numbered = numbered;
    make_text(b, "x", n);
    return n;
}

static void begin(Bench *b, Doc *doc)
{
    doc_begin(b->reader.job, doc, (Pos){.file = 1, .line = 1, .col = 1});
}

static Node *make_section(Bench *b, SectionRole role, Node *root)
{
    Node *n = make(b, NODE_SECTION, root);
    n->u.section.role = role;
    return n;
}

static void links_agree_after_insert_and_remove(void **state)
{
    Bench *b = *state;
    Node *p = make(b, NODE_PARAGRAPH, NULL);
    Node *one = make_text(b, "1", p), *three = make_text(b, "3", p);
    Node *two = make_text(b, "2", NULL);
    node_insert_after(one, two);
    assert_ptr_equal(one->next, two);
    assert_ptr_equal(three->prev, two);
    node_remove(three);
    assert_ptr_equal(p->last, two);
    assert_null(three->parent);
    node_insert_after(two, three);
    assert_ptr_equal(p->last, three);
    node_remove(one);
    assert_ptr_equal(p->first, two);
    assert_null(two->prev);
    assert_str(node_text(b->reader.job, p), "23");
}

static void walk_stays_below_its_root(void **state)
{
    Bench *b = *state;
    Node *root = make(b, NODE_SECTION, NULL), *p = make(b, NODE_PARAGRAPH, root), *q = make(b, NODE_PARAGRAPH, root);
    Node *emph = make(b, NODE_EMPH, p), *text = make_text(b, "a", emph);
    assert_ptr_equal(node_next(root, root), p);
    assert_ptr_equal(node_next(emph, root), text);
    assert_ptr_equal(node_next(text, root), q);
    assert_null(node_next(text, p));
    assert_null(node_next(q, root));
    assert_null(node_next(text, text));
    assert_ptr_equal(node_up(text, NODE_SECTION), root);
    assert_null(node_up(text, NODE_TABLE));
}

static void text_is_what_a_reader_says(void **state)
{
    Bench *b = *state;
    Node *h = make(b, NODE_HEADING, NULL);
    make_text(b, "Crime", h);
    make(b, NODE_SOFT_BREAK, h);
    make_text(b, "down", make(b, NODE_STRONG, h));
    make(b, NODE_NOTE_REF, h);
    Node *nil = make_text(b, "–", h);
    nil->spoken = STR(" nil");
    assert_str(node_text(b->reader.job, h), "Crime down nil");
    h->u.heading.short_title = STR("Short");
    assert_str(node_title(b->reader.job, h), "Short");
}

static void struck_out_words_are_told_apart(void **state)
{
    Bench *b = *state;
    Node *p = make(b, NODE_PARAGRAPH, NULL);
    make_text(b, "We ", p);
    Node *strike = make(b, NODE_STRIKE, p);
    make_text(b, "very ", make(b, NODE_STRIKE, strike));
    make_text(b, "often", strike);
    make_text(b, " met ", p);
    make_text(b, "twice", make(b, NODE_STRIKE, p));
    assert_str(node_text(b->reader.job, p), "We very often met twice");
    assert_str(node_text_struck(b->reader.job, p, STRUCK_MARKED), "We ~~very often~~ met ~~twice~~");
    assert_str(node_text_struck(b->reader.job, p, STRUCK_OMITTED), "We  met ");
}

static const Numbering how = {.headings = 2,
                              .appendix = {"Appendix", 8},
                              .figure = {"Figure", 6},
                              .table = {"Table", 5}};

static void number(Bench *b, Doc *doc, const Numbering *numbering)
{
    Template t = {.lang = STR("en"), .numbering = *numbering};
    say_in_english(b, doc, &t);
}

static void headings_count_by_role_and_level(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    begin(b, &doc);
    Node *foreword = make_section(b, ROLE_FOREWORD, doc.root->first),
         *one = make_section(b, ROLE_BODY, doc.root->first);
    Node *two = make_section(b, ROLE_BODY, doc.root->first), *annex = make_section(b, ROLE_APPENDIX, doc.root->first);
    Node *annex2 = make_section(b, ROLE_APPENDIX, doc.root->first);
    Node *h[] = {
        make_heading(b, 1, true, foreword), make_heading(b, 1, true, one),    make_heading(b, 2, true, one),
        make_heading(b, 2, false, one),     make_heading(b, 2, true, one),    make_heading(b, 3, true, one),
        make_heading(b, 1, true, two),      make_heading(b, 2, true, two),    make_heading(b, 1, true, annex),
        make_heading(b, 2, true, annex),    make_heading(b, 1, true, annex2),
    };
    static const char *const want[] = {"", "1", "1.1", "", "1.2", "", "2", "2.1", "Appendix 1", "", "Appendix 2"};
    number(b, &doc, &how);
    for (int i = 0; i < COUNT(h); i++)
        assert_str(h[i]->number, want[i]);
}

static void lists_change_their_figures_by_depth(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    begin(b, &doc);
    Node *at = make_section(b, ROLE_BODY, doc.root->first), *items[4];
    for (int i = 0; i < 4; i++) {
        Node *list = make(b, NODE_LIST, at);
        list->u.list.ordered = true;
        list->u.list.start = i == 1 ? 28 : i == 2 ? 4 : 1;
        at = items[i] = make(b, NODE_ITEM, list);
    }
    number(b, &doc, &how);
    assert_str(items[0]->number, "1.");
    assert_str(items[1]->number, "ab)");
    assert_str(items[2]->number, "iv)");
    assert_str(items[3]->number, "1.");
}

static void notes_count_through_or_by_section(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    begin(b, &doc);
    Node *one = make_section(b, ROLE_BODY, doc.root->first), *two = make_section(b, ROLE_BODY, doc.root->first);
    Node *first = make(b, NODE_NOTE, one), *second = make(b, NODE_NOTE, two);
    number(b, &doc, &how);
    assert_str(first->u.note.mark, "1");
    assert_str(second->u.note.mark, "2");
    Numbering restart = how;
    restart.notes_restart = true;
    number(b, &doc, &restart);
    assert_str(second->u.note.mark, "1");
}

static void only_captioned_figures_count_and_paragraphs_by_chapter(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    begin(b, &doc);
    Node *s = make_section(b, ROLE_BODY, doc.root->first);
    make_heading(b, 1, true, s);
    make_heading(b, 1, true, s);
    Node *p = make(b, NODE_PARAGRAPH, s), *bare = make(b, NODE_FIGURE, s), *figure = make(b, NODE_FIGURE, s);
    Node *inner = make(b, NODE_PARAGRAPH, make(b, NODE_QUOTE, s));
    make(b, NODE_CAPTION, figure);
    Numbering paragraphs = how;
    paragraphs.paragraphs = true;
    number(b, &doc, &paragraphs);
    assert_str(p->number, "2.1");
    assert_str(inner->number, "");
    assert_str(bare->number, "");
    assert_str(figure->number, "Figure 1");
}

static void dump_escapes_and_places(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    begin(b, &doc);
    Node *s = make_section(b, ROLE_BODY, doc.root->first);
    s->u.section.file = STR("a.md");
    Node *p = make(b, NODE_PARAGRAPH, s);
    p->pos.file = 2;
    make_text(b, "a\"b\n\\\x01", p)->pos = (Pos){.file = 2, .line = 3, .col = 4};
    Buf out = {0};
    doc_dump(&doc, &out);
    assert_str(buf_view(&out), "document f1:1:1\n"
                               "  section body \"a.md\" not-in-contents 1:1\n"
                               "    paragraph f2:1:1\n"
                               "      text \"a\\\"b\\n\\\\\\x01\" 3:4\n");
    buf_free(&out);
}

/* doc_check of a tree with `child` in `parent`, in a process of its own: its exit status. */
static int status_of_check(Bench *b, NodeKind parent, NodeKind child, int line)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        assert_non_null(freopen("/dev/null", "w", stderr));
        Doc doc = {0};
        begin(b, &doc);
        Node *s = make_section(b, ROLE_BODY, doc.root->first);
        make(b, child, make(b, parent, s))->pos.line = line;
        doc_check(&doc);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void check_ends_the_program_on_a_wrong_tree(void **state)
{
    Bench *b = *state;
    assert_int_equal(status_of_check(b, NODE_PARAGRAPH, NODE_TEXT, 1), 0);
    assert_int_equal(status_of_check(b, NODE_PARAGRAPH, NODE_TEXT, 0), 5);
    assert_int_equal(status_of_check(b, NODE_PARAGRAPH, NODE_PARAGRAPH, 1), 5);
    assert_int_equal(status_of_check(b, NODE_QUOTE, NODE_TEXT, 1), 5);
    assert_int_equal(status_of_check(b, NODE_FIGURE, NODE_CAPTION, 1), 5);
    assert_int_equal(status_of_check(b, NODE_QUOTE, NODE_NOTE, 1), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(links_agree_after_insert_and_remove),
        with_bench(walk_stays_below_its_root),
        with_bench(text_is_what_a_reader_says),
        with_bench(struck_out_words_are_told_apart),
        with_bench(headings_count_by_role_and_level),
        with_bench(lists_change_their_figures_by_depth),
        with_bench(notes_count_through_or_by_section),
        with_bench(only_captioned_figures_count_and_paragraphs_by_chapter),
        with_bench(dump_escapes_and_places),
        with_bench(check_ends_the_program_on_a_wrong_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
