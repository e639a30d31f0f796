/* The structure tree: what a screen reader finds in the file. */
#include "pdf_help.h"

static void a_paragraph_over_two_pages_is_one(void **state)
{
    World *w = *state;
    Node *p = node(w, NODE_PARAGRAPH, w->section);
    Node *t = text_node(w, "", p);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, t, "first half ");
    add_page(w, "2", FOLIO_DECIMAL, 2);
    set_at(w, PT(60), NULL, "RUNNING", ITEM_RUNNING_HEAD, PART_BODY);
    w->y += PT(20);
    put(w, t, "second half ");
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has(tree, "P (block)\n      \"first half \"\n      \"second half \"");
    assert_has_not(tree, "RUNNING");
    assert_has(output_of(w, "pdftotext %s -"), "RUNNING");
}

static void a_line_end_hyphen_is_soft(void **state)
{
    World *w = *state;
    Node *p = node(w, NODE_PARAGRAPH, w->section);
    Node *t = text_node(w, "", p);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, t, "well-known organisa-");
    const GlyphRun *run = last_page(w)->items.at[last_page(w)->items.n - 1].u.run;
    Glyph *glyphs = (Glyph *)run->glyphs;
    glyphs[run->nglyphs - 1].soft_hyphen = true;
    put(w, t, "tional ");
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has(tree, "\"well-known organisational \"");
}

static void lists_have_labels(void **state)
{
    World *w = *state;
    Node *list = node(w, NODE_LIST, w->section);
    list->u.list.ordered = list->u.list.tight = true;
    list->u.list.counting = COUNT_LETTERS;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    for (int i = 0; i < 2; i++) {
        Node *item = node(w, NODE_ITEM, list);
        item->number = i ? STR("b)") : STR("a)");
        Node *t = text_node(w, "", node(w, NODE_PARAGRAPH, item));
        set_at(w, PT(40), item, i ? "b)" : "a)", ITEM_CONTENT, PART_LABEL);
        put(w, t, i ? "beta" : "alpha");
    }
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has(tree, "LI (block)\n        Lbl (block)\n          \"a)\"\n        LBody (block)\n          \"alpha\"");
    assert_has(decoded(w), "/ListNumbering /LowerAlpha");
}

static void a_box_has_its_title_first_and_its_author_last(void **state)
{
    World *w = *state;
    Node *item = node(w, NODE_ITEM, node(w, NODE_LIST, w->section));
    Node *box = node(w, NODE_BOX, item);
    Node *code = node(w, NODE_CODE_BLOCK, box);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    set_at(w, PT(60), box, "Title", ITEM_CONTENT, PART_LABEL);
    w->y += PT(14);
    set_at(w, PT(60), code, "x = 1", ITEM_CONTENT, PART_LABEL);
    w->y += PT(14);
    set_at(w, PT(60), box, "By somebody", ITEM_CONTENT, PART_LABEL);
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has_not(tree, "Lbl");
    assert_has(tree, "Div\n            P (block)\n              \"Title\"\n            P (block)\n"
                     "              Code (inline)\n                \"x = 1\"\n            P (block)\n"
                     "              \"By somebody\"");
}

static void links_and_notes_interleave(void **state)
{
    World *w = *state;
    Node *p = node(w, NODE_PARAGRAPH, w->section);
    Node *before = text_node(w, "", p), *a = node(w, NODE_LINK, p), *in = text_node(w, "site", a);
    a->u.link.target = STR("https://example.org/ä b");
    Node *after = text_node(w, "", p), *mark = node(w, NODE_NOTE_REF, p), *note = node(w, NODE_NOTE, w->section);
    mark->u.note_ref.note = note;
    Node *words = text_node(w, "The note.", node(w, NODE_PARAGRAPH, note));
    add_page(w, "1", FOLIO_DECIMAL, 1);
    Len x = set_at(w, PT(60), before, "See the ", ITEM_CONTENT, PART_BODY), x1;
    x1 = set_at(w, x, in, "site", ITEM_CONTENT, PART_BODY);
    link_over(w, a, x, x1, NULL, "https://example.org/ä b", false);
    x = set_at(w, x1, after, " today", ITEM_CONTENT, PART_BODY);
    x1 = set_at(w, x, mark, "1", ITEM_CONTENT, PART_BODY);
    link_over(w, mark, x, x1, note, "", false);
    w->y = PT(700);
    anchor(w, note);
    set_at(w, PT(50), note, "1", ITEM_CONTENT, PART_LABEL);
    put(w, words, "The note.");
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has(tree, "\"See the \"\n      Link (inline)\n        \"site\"\n        Object ");
    assert_has(tree, "\" today\"\n      Reference (inline)\n        Link (inline)");
    assert_has(tree, "Note <e0000001> (inline)\n      Lbl (block)\n        \"1\"\n      P (block)\n        \"The "
                     "note.\"");
    Str file = decoded(w);
    assert_has(file, "(https://example.org/%C3%A4%20b)");
    assert_has(file, "/Contents (The note.)");
    assert_has(file, "/ID (e0000001)");
}

static Node *row(World *w, Node *table, RowRole role)
{
    Node *r = node(w, NODE_ROW, table);
    r->u.row.role = role;
    return r;
}

static void cell(World *w, Node *r, int column, int colspan, bool head, const char *text)
{
    Node *c = node(w, NODE_CELL, r);
    c->u.cell.column = column;
    c->u.cell.colspan = colspan;
    c->u.cell.rowspan = 1;
    c->u.cell.head = head;
    if (!text[0])
        return;
    Node *t = text_node(w, text, node(w, NODE_PARAGRAPH, c));
    if (str_is(str_c(text), "–"))
        t->parent->spoken = STR("nil");
    set_at(w, PT(60 + 80 * column), t, text, ITEM_CONTENT, PART_BODY);
}

static void tables_have_heads_and_are_regular(void **state)
{
    World *w = *state;
    Node *table = node(w, NODE_TABLE, w->section);
    table->u.table.ncolumns = 3;
    Node *caption = text_node(w, "Spending", node(w, NODE_CAPTION, table));
    add_page(w, "1", FOLIO_DECIMAL, 1);
    set_at(w, PT(60), table, "Table 1 ", ITEM_CONTENT, PART_LABEL);
    put(w, caption, "Spending");
    Node *head = row(w, table, ROW_HEAD), *line = row(w, table, ROW_LINE), *gap = row(w, table, ROW_TOTAL);
    cell(w, head, 0, 1, true, "");
    cell(w, head, 1, 9, true, "Years"); /* reaches over the edge */
    w->y += PT(14);
    cell(w, line, 0, 1, true, "Staff");
    cell(w, line, 1, 1, false, "12");
    cell(w, line, 2, 1, false, "–");
    w->y += PT(14);
    cell(w, gap, 0, 1, true, "Total"); /* two cells are not there */
    w->y += PT(14);
    Node *note = node(w, NODE_NOTE, table);
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, note)), "A table's note.");
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has(tree, "Caption\n        \"Table 1 Spending\"");
    assert_has(tree, "THead\n        TR\n          TH <e0000001>:\n             /Scope /Column\n          TH "
                     "<e0000002>:\n");
    assert_has(tree, "TD:\n             /Headers [(e0000002) (e0000003)]\n            Span (inline)\n              "
                     "\"–\"");
    assert_has(tree, "TFoot\n        TR\n          TH <e0000004>:");
    assert_has(tree, "TD\n          TD\n");
    Str file = decoded(w);
    assert_has(file, "/ActualText (nil)");
    assert_has(file, "/ColSpan 2");
    assert_has(file, "/Scope /Row");
}

static void covers_and_contents_are_read(void **state)
{
    World *w = *state;
    add_page(w, "", FOLIO_NONE, 1);
    put(w, NULL, "Annual ");
    put(w, NULL, "Report");
    add_page(w, "ii", FOLIO_ROMAN, 2);
    put(w, NULL, "Contents");
    Node *headings[2];
    for (int i = 0; i < 2; i++) {
        headings[i] = node(w, NODE_HEADING, w->section);
        headings[i]->u.heading.level = i ? 4 : 1;
        text_node(w, i ? "Deep" : "Top", headings[i]);
        Len x = set_at(w, PT(60), headings[i], i ? "Deep " : "Top ", ITEM_CONTENT, PART_TOC_ENTRY);
        set_at(w, x, headings[i], "....", ITEM_LEADER, PART_BODY);
        set_at(w, PT(400), headings[i], "1", ITEM_CONTENT, PART_TOC_PAGE);
        w->y += PT(14);
        link_over(w, headings[i], PT(60), PT(410), headings[i], "", true);
    }
    add_page(w, "1", FOLIO_DECIMAL, 1);
    for (int i = 0; i < 2; i++) {
        anchor(w, headings[i]);
        VEC_PUSH(w->arena, &w->pages.outline, (OutlineEntry){headings[i], i ? 4 : 1, i ? STR("Deep") : STR("Top")});
        put(w, headings[i]->first, i ? "Deep" : "Top");
    }
    add_page(w, "", FOLIO_NONE, 0);
    put(w, NULL, "Back cover");
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s");
    assert_has(tree, "Sect\n    P (block)\n      \"Annual Report\"\n  Sect\n");
    assert_has(tree, "H1 (block)\n      \"Contents\"\n    TOC\n      TOCI\n        Link (inline)");
    assert_has(tree, "\"Top\"\n    Sect\n      H2 (block)\n        \"Deep\"\n  Sect\n    P (block)\n      \"Back "
                     "cover\"");
    Str file = decoded(w);
    assert_has(file, "/Title (Deep)");
    assert_has(file, "/S /r");
    assert_has(file, "/St 2");
}

static void lines_of_two_looks_below_a_box_are_two_paragraphs(void **state)
{
    World *w = *state;
    Node *box = node(w, NODE_BOX, w->section);
    Node *t = text_node(w, "", node(w, NODE_PARAGRAPH, box));
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, t, "It is safer now.");
    set_at(w, PT(60), box, "A resident ", ITEM_CONTENT, PART_LABEL);
    w->y += PT(14);
    set_at(w, PT(60), box, "of the parish", ITEM_CONTENT, PART_LABEL);
    w->y += PT(14);
    w->body.weight = 700;
    set_at(w, PT(60), box, "Ely", ITEM_CONTENT, PART_LABEL);
    write_and_check(w);
    assert_has(output_of(w, "pdfinfo -struct-text %s"), "now.\"\n      P (block)\n        \"A resident of the "
                                                        "parish\"\n      P (block)\n        \"Ely\"");
}

static Node *list_in(World *w, Node *parent, bool ordered, Counting counting)
{
    Node *list = node(w, NODE_LIST, parent), *item = node(w, NODE_ITEM, list);
    list->u.list.ordered = ordered;
    list->u.list.counting = counting;
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, item)), "item");
    return item;
}

static void lists_say_how_they_are_numbered(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    Node *at = w->section;
    for (int i = 0; i < 4; i++)
        at = list_in(w, at, true, (const Counting[]){COUNT_FIGURES, COUNT_LETTERS, COUNT_ROMAN, COUNT_SOURCES}[i]);
    at = w->section;
    for (int i = 0; i < 4; i++)
        at = list_in(w, at, false, COUNT_FIGURES);
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s | grep -o 'Numbering.*' | tr '\\n' ' '");
    assert_has(tree, "/Decimal Numbering /LowerAlpha Numbering /LowerRoman Numbering /Decimal "
                     "Numbering /Disc Numbering /Circle Numbering /Square Numbering /Disc");
}

static void headings_below_the_first_open_sections(void **state)
{
    World *w = *state;
    static const int levels[] = {1, 3, 2, 3, 1};
    add_page(w, "1", FOLIO_DECIMAL, 1);
    for (int i = 0; i < COUNT(levels); i++) {
        Node *heading = node(w, NODE_HEADING, w->section);
        heading->u.heading.level = levels[i];
        put(w, text_node(w, "", heading), "h");
        put(w, text_node(w, "", node(w, NODE_PARAGRAPH, w->section)), "p");
    }
    Node *note = node(w, NODE_NOTE, w->section);
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, note)), "note");
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s | grep -v '\"' | sed 's/ *[(<].*//' | tr '\\n' ','");
    assert_has(tree, "  Part,    H1,    P,    Sect,      H2,      P,    Sect,      H2,      P,      Sect,        H3,   "
                     "     P,"
                     "    H1,    P,    Note,      P,");
}

static void abbreviations_and_numbers_of_paragraphs(void **state)
{
    World *w = *state;
    static const Attr expansion = {.name = {"expansion", 9}, .value = {"Commissioner", 12}};
    Node *p = node(w, NODE_PARAGRAPH, w->section), *before = text_node(w, "The ", p), *span = node(w, NODE_SPAN, p);
    p->number = STR("1.1");
    span->attrs = &expansion;
    span->nattrs = 1;
    Node *word = text_node(w, "PCC", span);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    set_at(w, PT(30), p, "1.1", ITEM_CONTENT, PART_LABEL);
    Len x = set_at(w, PT(60), before, "The ", ITEM_CONTENT, PART_BODY);
    set_at(w, x, word, "PCC", ITEM_CONTENT, PART_BODY);
    write_and_check(w);
    assert_has(output_of(w, "pdfinfo -struct-text %s"), "P (block)\n      Lbl (block)\n        \"1.1\"\n      \"The "
                                                        "\"\n      Span (inline)\n        \"PCC\"");
    assert_has(decoded(w), "/E (Commissioner)");
}

static void a_total_that_a_cell_reaches_into_is_no_foot(void **state)
{
    World *w = *state;
    for (int tall = 0; tall < 2; tall++) {
        Node *table = node(w, NODE_TABLE, w->section);
        table->u.table.ncolumns = 2;
        add_page(w, "1", FOLIO_DECIMAL, 1);
        Node *head = row(w, table, ROW_HEAD), *line = row(w, table, ROW_LINE), *total = row(w, table, ROW_TOTAL);
        cell(w, head, 0, 1, true, "Item");
        cell(w, head, 1, 1, true, "Cost");
        cell(w, line, 0, 1, true, "Staff");
        line->first->u.cell.rowspan = tall ? 2 : 1;
        cell(w, line, 1, 1, false, "1");
        if (!tall)
            cell(w, total, 0, 1, true, "Total");
        cell(w, total, 1, 1, false, "2");
    }
    write_and_check(w);
    Str tree = output_of(w, "pdfinfo -struct-text %s | grep -o 'T[BHF][a-z][a-z]*' | tr '\\n' ' '");
    assert_has(tree, "THead TBody TFoot THead TBody ");
    assert_has_not(tree, "TFoot THead TBody TFoot");
    assert_has_not(decoded(w), "/Headers");
}

/* Item | 2012/13: FTE | cost, with a group "Staff" and in it a group "Police". */
static void cells_of_an_irregular_table_name_their_heads(void **state)
{
    World *w = *state;
    Node *table = node(w, NODE_TABLE, w->section);
    table->u.table.ncolumns = 3;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    Node *upper = row(w, table, ROW_HEAD), *lower = row(w, table, ROW_HEAD);
    cell(w, upper, 0, 1, true, "Item"); /* e1 */
    upper->first->u.cell.rowspan = 2;
    cell(w, upper, 1, 2, true, "2012/13"); /* e2 */
    cell(w, lower, 1, 1, true, "FTE");     /* e3 */
    cell(w, lower, 2, 1, true, "Cost");    /* e4 */
    for (int level = 0; level < 2; level++) {
        Node *group = row(w, table, ROW_GROUP);
        group->u.row.level = level;
        cell(w, group, 0, 3, true, level ? "Police" : "Staff"); /* e5, e6 */
    }
    for (int level = 2; level >= 0; level--) {
        Node *line = row(w, table, ROW_LINE);
        line->u.row.level = level;
        cell(w, line, 0, 1, true, "Officers"); /* e7, e8, e9 */
        cell(w, line, 1, 1, false, "1");
        cell(w, line, 2, 1, false, "2");
        w->y += PT(14);
    }
    write_and_check(w);
    Str heads = output_of(w, "pdfinfo -struct-text %s | grep -o 'Headers.*' | tr -d '()e0' | tr '\\n' ' '");
    assert_has(heads, "Hadrs [2] Hadrs [2] Hadrs [1 5] " /* FTE, Cost, the group in the group */
                      "Hadrs [1 5 6] Hadrs [2 3 5 6 7] Hadrs [2 4 5 6 7] "
                      "Hadrs [1 5] Hadrs [2 3 5 8] Hadrs [2 4 5 8] Hadrs [2 3 9] Hadrs [2 4 9]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_paragraph_over_two_pages_is_one, begin, end),
        cmocka_unit_test_setup_teardown(a_line_end_hyphen_is_soft, begin, end),
        cmocka_unit_test_setup_teardown(lists_have_labels, begin, end),
        cmocka_unit_test_setup_teardown(lists_say_how_they_are_numbered, begin, end),
        cmocka_unit_test_setup_teardown(a_box_has_its_title_first_and_its_author_last, begin, end),
        cmocka_unit_test_setup_teardown(lines_of_two_looks_below_a_box_are_two_paragraphs, begin, end),
        cmocka_unit_test_setup_teardown(links_and_notes_interleave, begin, end),
        cmocka_unit_test_setup_teardown(tables_have_heads_and_are_regular, begin, end),
        cmocka_unit_test_setup_teardown(a_total_that_a_cell_reaches_into_is_no_foot, begin, end),
        cmocka_unit_test_setup_teardown(cells_of_an_irregular_table_name_their_heads, begin, end),
        cmocka_unit_test_setup_teardown(headings_below_the_first_open_sections, begin, end),
        cmocka_unit_test_setup_teardown(abbreviations_and_numbers_of_paragraphs, begin, end),
        cmocka_unit_test_setup_teardown(covers_and_contents_are_read, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
