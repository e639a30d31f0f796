/* A document of several parts: each keeps its numbers, labels, notes, folios, language and template, and is set as it
 * is when it is set alone. */
#include "layout_help.h"
#include "pdf/pdf.h"

enum { PARTS = 2 };

typedef struct Pack {
    Bench *b;
    Arena *job, *passes[PARTS + 1];
    int npasses;
    Diag *diag;
    Doc *docs[PARTS], *whole;
    Typesetter *typesetters[PARTS];
    Fonts *fonts;
    PageList *alone[PARTS], *together;
} Pack;

static const struct {
    const char *name, *template_name, *lang, *title, *text;
} written[PARTS] = {
    {"one", "test", "en-GB", "Budget report",
     "# First\n\nSee {{ ref t }} on {{ page t }}.[^n]\n\n| a | b |\n|--|--:|\n| x | 1 |\n\n: Money {#t}\n\n[^n]: A "
     "note.\n\n"
     "::: outcome\nDone.\n:::\n"},
    {"two", "small-restart", "cy", "Adroddiad",
     "# Cyntaf\n\nGweler {{ ref t u }} ar {{ page t }}.[^n]\n\n| a | b |\n|--|--:|\n| x | 1 |\n\n: Arian {#t}\n\n| a | "
     "b |\n|--|--:|\n"
     "| x | 2 |\n\n: Mwy {#u}\n\n# Ail\n\nGeiriau.[^n]\n\n[^n]: Nodyn.\n"},
};

static PageList *lay_out(Pack *p, const Doc *doc, Typesetter *const *typesetters)
{
    LayoutStats stats;
    LayoutJob job = {.doc = doc, .typesetters = typesetters, .job = p->job, .pass = arena_new(), .diag = p->diag};
    p->passes[p->npasses++] = job.pass;
    return layout_document(&job, &stats);
}

static void read_part(Pack *p, const Reader *r, int i)
{
    const char *name = written[i].name;
    put(p->b, str_cdup(p->job, str_format(p->job, "%s/01.md", name)), written[i].text);
    Str manifest = put(p->b, str_cdup(p->job, str_format(p->job, "%s/document.xml", name)),
                       str_cdup(p->job, str_format(p->job,
                                                   "<document template=\"%s\" lang=\"%s\"><title>%s</title>"
                                                   "<organisation>O</organisation><sections><section file=\"01.md\" "
                                                   "role=\"body\"/></sections></document>",
                                                   written[i].template_name, written[i].lang, written[i].title)));
    const Manifest *m = read_manifest(r, path_dir(manifest));
    assert_non_null(m);
    Template *t = read_template(r, str_c(written[i].template_name), (Pos){0});
    assert_non_null(t);
    p->docs[i] = read_document(r, m, t);
    assert_non_null(p->docs[i]);
    p->typesetters[i] = typesetter_new(p->job, p->fonts, p->docs[i]->lang, p->diag);
    p->alone[i] = lay_out(p, p->docs[i], &p->typesetters[i]);
}

static void free_pack(Pack *p)
{
    fonts_close(p->fonts);
    for (int i = 0; i < p->npasses; i++)
        arena_free(p->passes[i]);
}

static void make_pack(Pack *p, Bench *b)
{
    *p = (Pack){.b = b, .job = b->reader.job};
    p->diag = b->reader.diag;
    Reader r = {.job = p->job, .diag = p->diag, .home = STR("tests/home")};
    p->fonts = fonts_open(p->job, read_catalogue(&r), p->diag);
    for (int i = 0; i < PARTS; i++)
        read_part(p, &r, i);
    p->whole = NEW(p->job, Doc);
    *p->whole = (Doc){.lang = STR("en-GB"),
                      .language = p->docs[0]->language,
                      .title = STR("Meeting pack"),
                      .name = STR("pack")};
    p->whole->root = node_new(p->job, NODE_ROOT, p->docs[0]->root->pos);
    for (int i = 0; i < PARTS; i++)
        doc_add_parts(p->whole, p->docs[i]);
    doc_check(p->whole);
    p->together = lay_out(p, p->whole, p->typesetters);
}

/* What a page shows, item by item: text with its place, and the colour by name. */
static Str shown_on(Arena *a, const PageList *l, int page)
{
    Buf out = {0};
    const Page *p = &l->pages.at[page];
    buf_format(&out, "%d x %d folio " STR_FMT "\n", p->width, p->height, STR_ARG(p->label));
    for (int i = 0; i < p->items.n; i++) {
        const Item *item = &p->items.at[i];
        Str colour =
            item->colour == COLOUR_NONE || item->kind == ITEM_PATH ? STR("none") : l->colours.at[item->colour].name;
        buf_format(&out, "%d %d %d " STR_FMT, item->kind, item->x, item->y, STR_ARG(colour));
        if (item->kind == ITEM_GLYPHS)
            buf_format(&out, " " STR_FMT, STR_ARG(item->u.run->text));
        buf_char(&out, '\n');
    }
    return buf_take(&out, a);
}

/* Words, folios, running heads, breaks and colours are those of the part by itself: covers and contents too. */
static void parts_come_out_as_they_do_alone(void **state)
{
    Pack p;
    make_pack(&p, *state);
    int page = 0;
    for (int i = 0; i < PARTS; i++)
        for (int k = 0; k < p.alone[i]->pages.n; k++, page++)
            assert_str(shown_on(p.job, p.together, page), str_cdup(p.job, shown_on(p.job, p.alone[i], k)));
    assert_int_equal(page, p.together->pages.n);
    assert_int_equal(problems(p.b), 0);
    free_pack(&p);
}

static const Node *find(const Node *part, NodeKind kind, int nth)
{
    for (const Node *n = part; n; n = node_next(n, part))
        if (n->kind == kind && nth-- == 0)
            return n;
    return NULL;
}

/* Both parts have a label "t", a Table 1 and a footnote 1, each in its own language. */
static void numbers_labels_and_words_are_a_parts_own(void **state)
{
    Pack p;
    make_pack(&p, *state);
    const Node *one = p.whole->root->first, *two = one->next;
    assert_str(find(one, NODE_TABLE, 0)->number, "Table 1");
    assert_str(find(two, NODE_TABLE, 1)->number, "Tabl 2");
    assert_str(find(one, NODE_REF, 0)->number, "Table 1");
    assert_str(find(two, NODE_REF, 0)->number, "Tablau 1 a 2");
    assert_ptr_equal(find(two, NODE_REF, 0)->u.ref.targets[0], find(two, NODE_TABLE, 0));
    assert_str(find(one, NODE_NOTE, 0)->u.note.mark, "1");
    assert_str(find(two, NODE_NOTE, 0)->u.note.mark, "1");
    assert_ptr_equal(node_doc(find(two, NODE_REF, 0)), p.docs[1]);
    assert_null(doc_only_part(p.whole));
    free_pack(&p);
}

static void the_outline_goes_from_part_to_heading(void **state)
{
    Pack p;
    make_pack(&p, *state);
    static const struct {
        int level;
        const char *title;
    } want[] = {{0, "Budget report"}, {1, "1  First"}, {0, "Adroddiad"}, {1, "Cyntaf"}, {1, "Ail"}};
    assert_int_equal(p.together->outline.n, COUNT(want));
    pages_index(p.job, p.together);
    for (int i = 0; i < COUNT(want); i++) {
        assert_int_equal(p.together->outline.at[i].level, want[i].level);
        assert_str(p.together->outline.at[i].title, want[i].title);
        assert_non_null(anchor_find(p.together, p.together->outline.at[i].node));
    }
    assert_int_equal(anchor_find(p.together, p.together->outline.at[2].node)->page, p.alone[0]->pages.n);
    free_pack(&p);
}

static void no_id(void *with, uint8_t id[PDF_ID])
{
    (void)with;
    memset(id, 0, PDF_ID);
}

/* Each part is a Part with its title, and with its language where that is another. */
static void the_file_has_a_part_for_each(void **state)
{
    Pack p;
    make_pack(&p, *state);
    Str path = path_join(p.job, str_c(p.b->folder), STR("pack.pdf"));
    OutFile *out = outfile_open(p.job, path, p.diag);
    PdfJob job = {.doc = p.whole,
                  .pages = p.together,
                  .fonts = p.fonts,
                  .arena = p.job,
                  .diag = p.diag,
                  .producer = STR("test"),
                  .identify = no_id};
    assert_true(pdf_write(&job, out) && outfile_commit(out));
    char *command =
        str_cdup(p.job, str_format(p.job, "qpdf --qdf --object-streams=disable " STR_FMT " - 2>&1", STR_ARG(path)));
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): the folder's name is our own */
    assert_non_null(pipe);
    Buf text = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_put(&text, part, (int)n);
    assert_int_equal(pclose(pipe), 0);
    assert_true(str_find(buf_view(&text), "/Lang (cy)") > 0);
    assert_true(str_find(buf_view(&text), "/T (Adroddiad)") > 0);
    buf_free(&text);
    assert_int_equal(problems(p.b), 0);
    free_pack(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(parts_come_out_as_they_do_alone),
        with_bench(numbers_labels_and_words_are_a_parts_own),
        with_bench(the_outline_goes_from_part_to_heading),
        with_bench(the_file_has_a_part_for_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
