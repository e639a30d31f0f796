/* Abbreviations in the text become spans with what they stand for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "say/say.h"

static const ShortForm forms[] = {
    {{"PCC", 3}, {"Commissioner", 12}},
    {{"OPCC", 4}, {"Office", 6}},
    {{"PCC Fund", 8}, {"Fund", 4}},
    {{"HMIC", 4}, {"Inspectorate", 12}},
};

/* The text of a paragraph with [word=expansion] for each span. */
static const char *expanded(Arena *a, const char *text)
{
    Doc doc = {.abbreviations = forms,
               .nabbreviations = COUNT(forms),
               .root = node_new(a, NODE_ROOT, (Pos){0, 1, 1, 0})};
    Node *p = node_new(a, NODE_PARAGRAPH, (Pos){0, 1, 1, 0}), *t = node_new(a, NODE_TEXT, (Pos){0, 1, 1, 0});
    t->u.text.text = str_c(text);
    node_append(doc.root, p);
    node_append(p, t);
    say_abbreviations(a, &doc);
    say_abbreviations(a, &doc); /* what is expanded stays as it is */
    Buf out = {0};
    for (const Node *n = p->first; n; n = n->next) {
        assert_true(n->kind == NODE_SPAN || n->u.text.text.n > 0 || p->first == p->last);
        if (n->kind == NODE_SPAN)
            buf_format(&out, "[" STR_FMT "=" STR_FMT "]", STR_ARG(n->first->u.text.text),
                       STR_ARG(node_attr(n, "expansion")));
        else
            buf_str(&out, n->u.text.text);
    }
    return str_cdup(a, buf_take(&out, a));
}

static void words_are_found_whole(void **state)
{
    (void)state;
    Arena *a = arena_new();
    assert_string_equal(expanded(a, "PCC"), "[PCC=Commissioner]");
    assert_string_equal(expanded(a, "The PCC and the OPCC."), "The [PCC=Commissioner] and the [OPCC=Office].");
    assert_string_equal(expanded(a, "both PCCs, the PCC\xE2\x80\x99s PCC-led PCC/HMIC"), "both [PCC=Commissioner]s, "
                                                                                         "the "
                                                                                         "[PCC=Commissioner]"
                                                                                         "\xE2\x80\x99s "
                                                                                         "[PCC=Commissioner]-led "
                                                                                         "[PCC=Commissioner]/"
                                                                                         "[HMIC=Inspectorate]");
    assert_string_equal(expanded(a, "\xE2\x80\x9CPCC\xE2\x80\x9D"), "\xE2\x80\x9C[PCC=Commissioner]\xE2\x80\x9D");
    assert_string_equal(expanded(a, "PCCX XPCC PCC2 \xC5\xB4PCC PCC\xC5\xB4 PCCst pcc"), "PCCX XPCC PCC2 \xC5\xB4PCC "
                                                                                         "PCC\xC5\xB4 PCCst pcc");
    assert_string_equal(expanded(a, "the PCC Fund, PCC Funder"), "the [PCC Fund=Fund], [PCC=Commissioner] Funder");
    assert_string_equal(expanded(a, ""), "");
    arena_free(a);
}

static void places_follow_the_words(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Doc doc = {.abbreviations = forms, .nabbreviations = 1, .root = node_new(a, NODE_ROOT, (Pos){0, 1, 1, 0})};
    Node *p = node_new(a, NODE_PARAGRAPH, (Pos){0, 4, 1, 0}), *t = node_new(a, NODE_TEXT, (Pos){0, 4, 3, 9});
    t->u.text.text = STR("\xC3\xA9t PCC ok");
    node_append(doc.root, p);
    node_append(p, t);
    say_abbreviations(a, &doc);
    assert_int_equal(p->first->next->pos.col, 6);
    assert_int_equal(p->first->next->first->pos.line, 4);
    assert_int_equal(p->last->pos.col, 9);
    assert_string_equal(str_cdup(a, node_text(a, p)), "\xC3\xA9t PCC ok");
    arena_free(a);
}

static void other_words_are_left_alone(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Doc doc = {.abbreviations = forms, .nabbreviations = 1, .root = node_new(a, NODE_ROOT, (Pos){0, 1, 1, 0})};
    Node *p = node_new(a, NODE_PARAGRAPH, (Pos){0, 1, 1, 0});
    node_append(doc.root, p);
    Node *code = node_new(a, NODE_CODE, p->pos), *image = node_new(a, NODE_IMAGE, p->pos),
         *alt = node_new(a, NODE_TEXT, p->pos);
    Node *spoken = node_new(a, NODE_TEXT, p->pos);
    code->u.text.text = alt->u.text.text = spoken->u.text.text = STR("PCC");
    spoken->spoken = STR("the Commissioner");
    node_append(p, code);
    node_append(p, image);
    node_append(image, alt);
    node_append(p, spoken);
    say_abbreviations(a, &doc);
    for (const Node *n = doc.root; n; n = node_next(n, doc.root))
        assert_int_not_equal(n->kind, NODE_SPAN);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_whole),
        cmocka_unit_test(places_follow_the_words),
        cmocka_unit_test(other_words_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
