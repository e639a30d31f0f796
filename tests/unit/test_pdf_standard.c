/* What a file keeps to: what it claims, what stands against that in a document, and the data that goes with it. */
#include "pdf_help.h"

#include "base/vec.h"
#include "doc/table.h"

static void names_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int expected;
    } good[] = {
        {"none", PDF_NONE},
        {"ua-1", PDF_UA_1},
        {"a-2a", PDF_A_2A},
        {"a-2u", PDF_A_2U},
        {"a-3a", PDF_A_3A},
        {"ua-1,a-3a", PDF_UA_1 | PDF_A_3A},
        {" a-2u , ua-1", PDF_UA_1 | PDF_A_2U},
        {"ua-1,ua-1", PDF_UA_1},
    };
    for (int i = 0; i < COUNT(good); i++) {
        PdfStandard got = 99;
        assert_true(pdf_standard_parse(str_c(good[i].words), &got));
        assert_int_equal(got, good[i].expected);
    }
    static const char *const bad[] = {"",          "ua",        "UA-1",      "a-1b",     "ua-1,",
                                      "none,ua-1", "a-2a,a-3a", "a-2a,a-2u", "ua-1 a-3a"};
    for (int i = 0; i < COUNT(bad); i++) {
        PdfStandard got = 99;
        assert_false(pdf_standard_parse(str_c(bad[i]), &got));
        assert_int_equal(got, 99);
    }
}

static void claims_what_is_asked_for(void **state)
{
    World *w = *state;
    static const struct {
        PdfStandard standard;
        const char *part, *level;
        bool ua;
    } cases[] = {
        {PDF_DEFAULT, "3", "A", true}, {PDF_A_2U, "2", "U", false},   {PDF_A_2A | PDF_UA_1, "2", "A", true},
        {PDF_UA_1, NULL, NULL, true},  {PDF_NONE, NULL, NULL, false},
    };
    add_page(w, "1", FOLIO_DECIMAL, 1);
    for (int i = 0; i < COUNT(cases); i++) {
        w->standard = cases[i].standard;
        write_and_check(w);
        Str file = decoded(w);
        assert_int_equal(str_find(file, "<pdfuaid:part>1") >= 0, cases[i].ua);
        assert_int_equal(str_find(file, "<pdfaid:part>") >= 0, cases[i].part != NULL);
        assert_int_equal(str_find(file, "<pdfaSchema:prefix>") >= 0, cases[i].part && cases[i].ua);
        if (!cases[i].part)
            continue;
        assert_has(file,
                   (char[]){'p', 'a', 'r', 't', '>', cases[i].part[0], '<', '/', 'p', 'd', 'f', 'a', 'i', 'd', 0});
        assert_has(file, (char[]){'c', 'e', '>', cases[i].level[0], '<', 0});
    }
}

/* What was said, as "PDF003 7:2 …". */
static Str said(World *w)
{
    FILE *f = tmpfile();
    diag_print(w->diag, f, false);
    rewind(f);
    Buf b = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        buf_put(&b, part, (int)n);
    fclose(f);
    return buf_take(&b, w->arena);
}

static Node *at_line(World *w, int line, Node *n)
{
    n->pos = (Pos){.file = (int16_t)diag_file(w->diag, STR("a.md"), STR("")), .line = line, .col = 1};
    return n;
}

static void breaches_are_reported_at_their_places(void **state)
{
    World *w = *state;
    static const Attr welsh = {.name = {"lang", 4}, .value = {"Welsh!", 6}};
    w->doc.lang = STR("");
    w->section->pos.line = 1;
    Node *bare = at_line(w, 3, node(w, NODE_IMAGE, node(w, NODE_PARAGRAPH, w->section)));
    text_node(w, "  ", bare);
    Node *told = at_line(w, 4, node(w, NODE_IMAGE, node(w, NODE_PARAGRAPH, w->section)));
    text_node(w, "A map", told);
    at_line(w, 5, node(w, NODE_IMAGE, node(w, NODE_PARAGRAPH, w->section)))->u.image.decorative = true;
    Node *table = at_line(w, 6, node(w, NODE_TABLE, w->section));
    node(w, NODE_ROW, table)->u.row.role = ROW_LINE;
    Node *span = at_line(w, 7, node(w, NODE_SPAN, node(w, NODE_PARAGRAPH, w->section)));
    span->attrs = &welsh;
    span->nattrs = 1;
    for (int i = 0; i < 4; i++)
        at_line(w, 8 + i, node(w, NODE_HEADING, w->section))->u.heading.level = (int[]){2, 1, 3, 2}[i];
    assert_false(write_to(w, w->path));
    Str text = said(w);
    assert_has(text, "a.md:3:1: error[PDF003]");
    assert_has(text, "a.md:6:1: error[PDF006]");
    assert_has(text, "a.md:7:1: error[PDF007]: \"Welsh!\"");
    assert_has(text, "a.md:10:1: warning[PDF004]: this heading is at level 3 and follows one at level 1; expected "
                     "level 2");
    assert_has(text, "error[PDF007]: the document has no language");
    assert_has_not(text, "a.md:4:");
    assert_has_not(text, "a.md:5:");
    assert_has_not(text, "a.md:8:");
    assert_int_equal(diag_count(w->diag, SEV_ERROR), 4);
}

static void breaches_of_standards_not_requested_are_ignored(void **state)
{
    World *w = *state;
    Node *bare = node(w, NODE_IMAGE, node(w, NODE_PARAGRAPH, w->section));
    for (int i = 0; i < 2; i++)
        node(w, NODE_HEADING, w->section)->u.heading.level = i ? 4 : 1;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    static const PdfStandard lax[] = {PDF_NONE, PDF_A_2A, PDF_A_2U, PDF_A_3A};
    for (int i = 0; i < COUNT(lax); i++) {
        w->standard = lax[i];
        write_and_check(w);
    }
    assert_int_equal(diag_count(w->diag, SEV_INFO), 0);
    bare->u.image.decorative = true;
    w->standard = PDF_DEFAULT;
    write_and_check(w);
    assert_has(said(w), "warning[PDF004]");
    w->standard = PDF_UA_1;
    assert_false(write_to(w, w->path));
    assert_has(said(w), "error[PDF005]");
}

static void add_data(World *w, const char *id, const char *figure, const char *caption)
{
    Table *t = NEW(w->arena, Table);
    static Column columns[] = {{.id = {"item", 4}, .label = {"Item", 4}},
                               {.id = {"cost", 4}, .label = {"Cost", 4}, .kind = COL_AMOUNT}};
    *t = (Table){.id = str_c(id), .caption = str_c(caption), .columns = columns, .ncolumns = 2, .nrows = 1};
    t->rows = NEW(w->arena, Row);
    t->rows->cells = NEWN(w->arena, Cell, 2);
    t->rows->cells[0] = (Cell){.text = STR("Café, bar"), .colspan = 1, .rowspan = 1};
    t->rows->cells[1] = (Cell){.text = str_c(figure), .colspan = 1, .rowspan = 1};
    map_put(w->arena, &w->doc.tables, t->id, t);
}

static Node *place_data(World *w, const char *id)
{
    Node *table = node(w, NODE_TABLE, w->section), *head = node(w, NODE_ROW, table);
    table->u.table.data = str_c(id);
    head->u.row.role = ROW_HEAD;
    Node *cell = node(w, NODE_CELL, head);
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, cell)), "Item");
    return table;
}

static void data_is_attached(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    add_data(w, "staff", "12", "Staff – all");
    add_data(w, "grants", "34", "Grants");
    add_data(w, "unplaced", "56", "");
    Node *first = place_data(w, "staff");
    text_node(w, "As set (here)", node(w, NODE_CAPTION, first));
    place_data(w, "grants");
    place_data(w, "staff");
    place_data(w, "of-no-data");
    place_data(w, "");
    write_and_check(w);
    Str listed = output_of(w, "pdfdetach -list %s");
    assert_has(listed, "2 embedded files\n1: grants.csv\n2: staff.csv\n");
    assert_has(output_of(w, "pdfdetach -save 2 -o /dev/stdout %s"), "Item,Cost\r\n\"Café, bar\",12\r\n");
    Str file = decoded(w);
    assert_has(file, "/AFRelationship /Data");
    assert_has(file, "/Desc (As set \\(here\\))");
    assert_has(file, "/Subtype /text#2fcsv");
    assert_has(file, "/Size 28");
    assert_has(file, "/ModDate (D:20140731000000Z)");
    Str tables = output_of(w, "qpdf --qdf --object-streams=disable %s - | grep -a -A2 '/AF ' | grep -ac ' 0 R'");
    assert_has(tables, "5"); /* two in the catalogue, one of each of three tables */
    w->standard = PDF_A_2A;
    write_and_check(w);
    assert_has(output_of(w, "pdfdetach -list %s"), "0 embedded files");
    w->standard = PDF_NONE;
    write_and_check(w);
    assert_has(output_of(w, "pdfdetach -list %s"), "2 embedded files");
}

static void many_attachments_are_found(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    for (int i = 0; i < 200; i++) {
        const char *id = str_cdup(w->arena, str_format(w->arena, "t%03d", i * 7 % 200));
        add_data(w, id, id, "");
        place_data(w, id);
    }
    write_and_check(w);
    assert_has(output_of(w, "pdfdetach -list %s"), "200 embedded files");
    assert_has(output_of(w, "pdfdetach -savefile t137.csv -o /dev/stdout %s"), "t137\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_read),
        cmocka_unit_test_setup_teardown(claims_what_is_asked_for, begin, end),
        cmocka_unit_test_setup_teardown(breaches_are_reported_at_their_places, begin, end),
        cmocka_unit_test_setup_teardown(breaches_of_standards_not_requested_are_ignored, begin, end),
        cmocka_unit_test_setup_teardown(data_is_attached, begin, end),
        cmocka_unit_test_setup_teardown(many_attachments_are_found, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
