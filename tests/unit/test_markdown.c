/* Markdown to the tree: CommonMark's own constructs, our forms, and their places in the source. */
#include "markdown_help.h"

static void commonmark_blocks(void **state)
{
    assert_reads(*state, "Title\n=====\n\n> quote\nlazy\n\n1) a\n\n   b\n- x\n\n***\n\n    code\n\n```js x\na\n```\n",
                 "heading 1 #title number=\"1\" 1:1\n"
                 "  text \"Title\" 1:1\n"
                 "quote 4:1\n"
                 "  paragraph 4:3\n"
                 "    text \"quote\" 4:3\n"
                 "    soft-break 4:8\n"
                 "    text \"lazy\" 5:1\n"
                 "list ordered start=1 paren 7:1\n"
                 "  item number=\"1)\" 7:1\n"
                 "    paragraph 7:4\n"
                 "      text \"a\" 7:4\n"
                 "    paragraph 9:4\n"
                 "      text \"b\" 9:4\n"
                 "list bullet tight 10:1\n"
                 "  item 10:1\n"
                 "    paragraph 10:3\n"
                 "      text \"x\" 10:3\n"
                 "break 12:1\n"
                 "code-block \"code\\n\" 14:5\n"
                 "code-block language=\"js\" \"a\\n\" 16:1\n");
}

static void commonmark_inlines(void **state)
{
    assert_reads(*state, "*a* **b** `c` &eacute;\\* <https://x.uk>\\\n[d][r] e  \nf\n\n[r]: /url \"t\"\n",
                 "paragraph 1:1\n"
                 "  emph 1:1\n"
                 "    text \"a\" 1:2\n"
                 "  text \" \" 1:4\n"
                 "  strong 1:5\n"
                 "    text \"b\" 1:7\n"
                 "  text \" \" 1:10\n"
                 "  code \"c\" 1:11\n"
                 "  text \" é* \" 1:14\n"
                 "  link \"https://x.uk\" 1:26\n"
                 "    text \"https://x.uk\" 1:27\n"
                 "  line-break 1:41\n"
                 "  link \"/url\" 2:1\n"
                 "    text \"d\" 2:2\n"
                 "  text \" e\" 2:7\n"
                 "  line-break 2:11\n"
                 "  text \"f\" 3:1\n");
}

static void places_behind_tabs_lazy_lines_and_line_ends_in_code(void **state)
{
    assert_reads(*state, "- a `b\n\tc` d\n> é [x](/u\n>   \"t\") y\nz\n",
                 "list bullet tight 1:1\n"
                 "  item 1:1\n"
                 "    paragraph 1:3\n"
                 "      text \"a \" 1:3\n"
                 "      code \"b c\" 1:5\n"
                 "      text \" d\" 2:4\n"
                 "quote 3:1\n"
                 "  paragraph 3:3\n"
                 "    text \"é \" 3:3\n"
                 "    link \"/u\" 3:5\n"
                 "      text \"x\" 3:6\n"
                 "    text \" y\" 4:9\n"
                 "    soft-break 4:11\n"
                 "    text \"z\" 5:1\n");
}

static void text_behind_link_definitions_keeps_its_place(void **state)
{
    assert_reads(*state, "[r]: /url\n[s]: /url2\n[r] and\nmore\n",
                 "paragraph 1:1\n"
                 "  link \"/url\" 3:1\n"
                 "    text \"r\" 3:2\n"
                 "  text \" and\" 3:4\n"
                 "  soft-break 3:8\n"
                 "  text \"more\" 4:1\n");
}

static void typographic_characters(void **state)
{
    assert_reads(*state, "\"It's\" -- a---b... \\\"c\\\" `\"d\"` 'e'\n",
                 "paragraph 1:1\n"
                 "  text \"“It’s” – a—b… \\\"c\\\" \" 1:1\n"
                 "  code \"\\\"d\\\"\" 1:26\n"
                 "  text \" ‘e’\" 1:31\n");
}

static void heading_attributes(void **state)
{
    assert_reads(*state, "# A *b* {#x .big short=\"It's -- s\"}\n## C {-} ##\nSet {#s}\n---\n# Braces {a, b}\n",
                 "heading 1 short=\"It’s – s\" #x .big number=\"1\" short=\"It's -- s\" 1:1\n"
                 "  text \"A \" 1:3\n"
                 "  emph 1:5\n"
                 "    text \"b\" 1:6\n"
                 "heading 2 unnumbered #c 2:1\n"
                 "  text \"C\" 2:4\n"
                 "heading 2 #s number=\"1.1\" 3:1\n"
                 "  text \"Set\" 3:1\n"
                 "heading 1 #braces-a-b number=\"2\" 5:1\n"
                 "  text \"Braces {a, b}\" 5:3\n");
    assert_reported(*state, "a.md:1:13: warning[MD017]");
    assert_int_equal(problems(*state), 1);
}

static void bad_attributes_are_reported_at_their_place(void **state)
{
    read_text(*state, "# Tîtle {#a =b}\n\n[x]{.c d}\n");
    assert_reported(*state, "a.md:1:13: error[MD003]");
    assert_reported(*state, "a.md:3:8: error[MD003]");
}

static void boxes_nest_and_take_attributes(void **state)
{
    assert_reads(*state, "::: outcome\na\n:::: {.panel #p .tall title=\"It's \\\"x\\\"\" k=v}\nb\n::::\nc\n:::\nd\n",
                 "box .outcome 1:1\n"
                 "  paragraph 2:1\n"
                 "    text \"a\" 2:1\n"
                 "  box #p .panel class=\"tall\" title=\"It’s “x”\" k=\"v\" 3:1\n"
                 "    paragraph 4:1\n"
                 "      text \"b\" 4:1\n"
                 "  paragraph 6:1\n"
                 "    text \"c\" 6:1\n"
                 "paragraph 8:1\n"
                 "  text \"d\" 8:1\n");
}

static void boxes_stand_in_items_and_quotations(void **state)
{
    assert_reads(*state, "- a\n  ::: outcome\n  b\n  :::\n  c\n::: outcome\nd\n:::\n> ::: outcome\n> e\n> :::\n",
                 "list bullet tight 1:1\n"
                 "  item 1:1\n"
                 "    paragraph 1:3\n"
                 "      text \"a\" 1:3\n"
                 "    box .outcome 2:3\n"
                 "      paragraph 3:3\n"
                 "        text \"b\" 3:3\n"
                 "    paragraph 5:3\n"
                 "      text \"c\" 5:3\n"
                 "box .outcome 6:1\n"
                 "  paragraph 7:1\n"
                 "    text \"d\" 7:1\n"
                 "quote 9:1\n"
                 "  box .outcome 9:3\n"
                 "    paragraph 10:3\n"
                 "      text \"e\" 10:3\n");
    assert_int_equal(problems(*state), 0);
}

/* One that begins in an item ends there, whatever closes it outside. */
static void a_box_ends_in_the_item_where_it_began(void **state)
{
    read_text(*state, "- a\n  ::: outcome\n  b\n:::\n");
    assert_reported(*state, "a.md:2:3: error[MD001]");
    assert_reported(*state, "a.md:4:1: error[MD002]");
}

static void forms_in_code_are_code(void **state)
{
    assert_reads(*state,
                 "```\n::: x\n[^1]: a\n| a | b |\n|---|---|\n: C\n  ::: y\n```\n"
                 "- ~~~\n  ::: z\n  [^2]: b\n  ~~~\n\n`{{ x }} [^1] [a]{.b}`\n",
                 "code-block \"::: x\\n[^1]: a\\n| a | b |\\n|---|---|\\n: C\\n  ::: y\\n\" 1:1\n"
                 "list bullet tight 9:1\n"
                 "  item 9:1\n"
                 "    code-block \"::: z\\n[^2]: b\\n\" 9:3\n"
                 "paragraph 14:1\n"
                 "  code \"{{ x }} [^1] [a]{.b}\" 14:1\n");
    assert_int_equal(problems(*state), 0);
}

static void unclosed_code_swallows_forms_but_not_cells(void **state)
{
    assert_reads(*state, "| a |\n|---|\n| b |\n\n```\n| c |\n|---|\n:::\n",
                 "table columns=text 1:1\n"
                 "  row head 1:3\n"
                 "    cell 0 text head 1:3\n"
                 "      paragraph 1:3\n"
                 "        text \"a\" 1:3\n"
                 "  row line 3:3\n"
                 "    cell 0 text 3:3\n"
                 "      paragraph 3:3\n"
                 "        text \"b\" 3:3\n"
                 "code-block \"| c |\\n|---|\\n:::\\n\" 5:1\n");
    assert_int_equal(problems(*state), 0);
}

static void wrong_boxes_are_reported(void **state)
{
    read_text(*state, "::: outcom\na\n:::\n:::\n::: panel\n");
    assert_reported(*state, "a.md:1:5: error[MD004]");
    assert_reported(*state, "did you mean \"outcome\"?");
    assert_reported(*state, "a.md:4:1: error[MD002]");
    assert_reported(*state, "a.md:5:1: error[MD001]");
}

static void unknown_box_keeps_its_content(void **state)
{
    assert_reads(*state, "::: nothing-like-it\na\n:::\n", "paragraph 2:1\n  text \"a\" 2:1\n");
}

static void footnotes_hold_blocks_and_come_in_order_of_marks(void **state)
{
    assert_reads(*state,
                 "a[^two] b[^1].\n[^1]: One\nlazy\n\n    Second *para* {{ ref x }}.\n\n    - "
                 "item\n\nc[^two]\n\n[^two]: Two[^3]\n[^3]: Three\n",
                 "paragraph 1:1\n"
                 "  text \"a\" 1:1\n"
                 "  note-ref -> \"1\" 1:2\n"
                 "  text \" b\" 1:8\n"
                 "  note-ref -> \"2\" 1:10\n"
                 "  text \".\" 1:14\n"
                 "paragraph 9:1\n"
                 "  text \"c\" 9:1\n"
                 "  note-ref -> \"1\" 9:2\n"
                 "note mark=\"1\" number=\"1\" 11:1\n"
                 "  paragraph 11:9\n"
                 "    text \"Two\" 11:9\n"
                 "    note-ref -> \"3\" 11:12\n"
                 "note mark=\"2\" number=\"2\" 2:1\n"
                 "  paragraph 2:7\n"
                 "    text \"One\" 2:7\n"
                 "    soft-break 2:10\n"
                 "    text \"lazy\" 3:1\n"
                 "  paragraph 5:5\n"
                 "    text \"Second \" 5:5\n"
                 "    emph 5:12\n"
                 "      text \"para\" 5:13\n"
                 "    text \" \" 5:18\n"
                 "    text \"[x?]\" 5:19\n"
                 "    text \".\" 5:30\n"
                 "  list bullet tight 7:5\n"
                 "    item 7:5\n"
                 "      paragraph 7:7\n"
                 "        text \"item\" 7:7\n"
                 "note mark=\"3\" number=\"3\" 12:1\n"
                 "  paragraph 12:7\n"
                 "    text \"Three\" 12:7\n");
}

static void notes_do_not_join_the_authors_lists(void **state)
{
    assert_reads(*state, "+ a[^1]\n\n[^1]: n\n\n* b\n",
                 "list bullet tight 1:1\n"
                 "  item 1:1\n"
                 "    paragraph 1:3\n"
                 "      text \"a\" 1:3\n"
                 "      note-ref -> \"1\" 1:4\n"
                 "list bullet tight 5:1\n"
                 "  item 5:1\n"
                 "    paragraph 5:3\n"
                 "      text \"b\" 5:3\n"
                 "note mark=\"1\" number=\"1\" 3:1\n"
                 "  paragraph 3:7\n"
                 "    text \"n\" 3:7\n");
}

static void marks_before_brackets_and_exclamations(void **state)
{
    assert_reads(*state, "Great![^1](so) \\[^1] [^ no]\n\n[^1]: n\n",
                 "paragraph 1:1\n"
                 "  text \"Great!\" 1:1\n"
                 "  note-ref -> \"1\" 1:7\n"
                 "  text \"(so) [^1] [^ no]\" 1:11\n"
                 "note mark=\"1\" number=\"1\" 3:1\n"
                 "  paragraph 3:7\n"
                 "    text \"n\" 3:7\n");
}

static void wrong_notes_are_reported(void **state)
{
    assert_reads(*state, "a[^x]\n\n[^y]: n\n\n[^y]: m\n", "paragraph 1:1\n  text \"a\" 1:1\n  text \"[^x]\" 1:2\n");
    assert_reported(*state, "a.md:1:2: error[MD005]: footnote \"x\"");
    assert_reported(*state, "a.md:3:1: warning[MD006]: footnote \"y\"");
    assert_reported(*state, "a.md:5:1: error[DOC004]: footnote \"y\" is defined twice");
}

static void spans_and_attributes_of_links_and_code(void **state)
{
    assert_reads(*state, "[a *b* [c]]{.k lang=cy title=\"*x* 'y'\"} [d](/u){.e} `f`{.g} [h] {.i} [j\n",
                 "paragraph 1:1\n"
                 "  span .k lang=\"cy\" title=\"*x* 'y'\" 1:1\n"
                 "    text \"a \" 1:2\n"
                 "    emph 1:4\n"
                 "      text \"b\" 1:5\n"
                 "    text \" [c]\" 1:7\n"
                 "  text \" \" 1:40\n"
                 "  link \"/u\" .e 1:41\n"
                 "    text \"d\" 1:42\n"
                 "  text \" \" 1:52\n"
                 "  code \"f\" .g 1:53\n"
                 "  text \" [h] {.i} [j\" 1:60\n");
}

static void html_is_left_out_and_comments_silently(void **state)
{
    assert_reads(*state, "<!-- ::: x\n-->\na <b>b</b><!-- c -->\n\n<div>\n::: outcome\n</div>\n\nc\n",
                 "paragraph 3:1\n"
                 "  text \"a b\" 3:1\n"
                 "paragraph 9:1\n"
                 "  text \"c\" 9:1\n");
    assert_reported(*state, "a.md:3:3: warning[MD007]");
    assert_reported(*state, "a.md:5:1: warning[MD007]");
    assert_int_equal(problems(*state), 3);
}

static void crlf_byte_order_mark_and_no_last_line_end(void **state)
{
    assert_reads(*state, "\xEF\xBB\xBF# A {#a}\r\n\r\n| x |\r\n|---|\r\n\r\nb  \r\nc",
                 "heading 1 #a number=\"1\" 1:2\n"
                 "  text \"A\" 1:4\n"
                 "table columns=text 3:1\n"
                 "  row head 3:3\n"
                 "    cell 0 text head 3:3\n"
                 "      paragraph 3:3\n"
                 "        text \"x\" 3:3\n"
                 "paragraph 6:1\n"
                 "  text \"b\" 6:1\n"
                 "  line-break 6:4\n"
                 "  text \"c\" 7:1\n");
    assert_reads(*state, "", "");
}

static void embedded_text_loses_its_indentation(void **state)
{
    Bench *b = *state;
    Arena *a = b->reader.job;
    Str text = STR("One.\n        - two\n\n          three\n      ");
    int file = diag_file(b->reader.diag, STR("a.xml"), (Str){0});
    Doc doc = {0};
    doc_begin(a, &doc, (Pos){.file = (int16_t)file, .line = 1});
    Node *section = node_new(a, NODE_SECTION, (Pos){.file = (int16_t)file, .line = 7});
    node_append(doc.root->first, section);
    MarkdownSource source = {.text = text, .file = file, .line = 7, .col = 20};
    markdown_read_cell(&b->reader, &doc, &source, &(FigureStyle){0}, section);
    assert_string_equal(dump_of(b, &doc), "paragraph 7:20\n"
                                          "  text \"One.\" 7:20\n"
                                          "list bullet 8:9\n"
                                          "  item 8:9\n"
                                          "    paragraph 8:11\n"
                                          "      text \"two\" 8:11\n"
                                          "    paragraph 10:11\n"
                                          "      text \"three\" 10:11\n");
}

static void depth_is_limited(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_char(&text, '>');
    buf_puts(&text, " a\n\n");
    for (int i = 0; i < 5000; i++)
        buf_puts(&text, "*a **b ");
    buf_puts(&text, "\n\n");
    for (int i = 0; i < 5000; i++)
        buf_char(&text, '[');
    for (int i = 0; i < 5000; i++)
        buf_puts(&text, "]{.a}");
    buf_puts(&text, "\n\n");
    for (int i = 0; i < 500; i++)
        buf_puts(&text, "::: panel\n");
    for (int i = 0; i < 500; i++)
        buf_puts(&text, ":::\n");
    read_text(b, str_cdup(b->reader.job, buf_view(&text)));
    buf_free(&text);
    assert_reported(b, "a.md:1:100: error[MD013]");
    /* and 20 for each paragraph of marks that nothing closes, and one for the class of each span */
    assert_int_equal(problems(b), 1 + 2 * 20 + 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(commonmark_blocks),
        with_bench(commonmark_inlines),
        with_bench(places_behind_tabs_lazy_lines_and_line_ends_in_code),
        with_bench(text_behind_link_definitions_keeps_its_place),
        with_bench(typographic_characters),
        with_bench(heading_attributes),
        with_bench(bad_attributes_are_reported_at_their_place),
        with_bench(boxes_nest_and_take_attributes),
        with_bench(boxes_stand_in_items_and_quotations),
        with_bench(a_box_ends_in_the_item_where_it_began),
        with_bench(forms_in_code_are_code),
        with_bench(unclosed_code_swallows_forms_but_not_cells),
        with_bench(wrong_boxes_are_reported),
        with_bench(unknown_box_keeps_its_content),
        with_bench(footnotes_hold_blocks_and_come_in_order_of_marks),
        with_bench(notes_do_not_join_the_authors_lists),
        with_bench(marks_before_brackets_and_exclamations),
        with_bench(wrong_notes_are_reported),
        with_bench(spans_and_attributes_of_links_and_code),
        with_bench(html_is_left_out_and_comments_silently),
        with_bench(crlf_byte_order_mark_and_no_last_line_end),
        with_bench(embedded_text_loses_its_indentation),
        with_bench(depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
