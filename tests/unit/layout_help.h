/* For tests of the layout: a document written as Markdown, read and laid out with the tests' own templates; and
 * the text of its pages as pieces with the blocks that they belong to. */
#ifndef TESTS_LAYOUT_HELP_H
#define TESTS_LAYOUT_HELP_H

#include "read_help.h"

#include "layout/layout.h"
#include "text/font.h"

typedef struct Laid {
    Arena *job, *pass;
    Diag *diag;
    Doc *doc;
    Template *tpl;
    Fonts *fonts;
    PageList *pages;
    LayoutStats stats;
} Laid;

/* One section of `text`, in a template of tests/home, with a role; data: what stands in the manifest's <data>. */
static inline Laid lay_with(Bench *b, const char *template_name, const char *role, const char *data, const char *text)
{
    Laid l = {.job = arena_new(), .pass = arena_new()};
    l.diag = diag_new(l.job);
    Reader reader = {.job = l.job, .diag = l.diag, .home = STR("tests/home")};
    put(b, "document.xml",
        str_cdup(l.job, str_format(l.job,
                                   "<document template=\"%s\" "
                                   "lang=\"en-GB\"><title>T</title><organisation>O</organisation>"
                                   "%s<sections><section file=\"01.md\" role=\"%s\"/></sections></document>",
                                   template_name, data, role)));
    put(b, "01.md", text);
    const Manifest *manifest = read_manifest(&reader, str_c(b->folder));
    assert_non_null(manifest);
    l.tpl = read_template(&reader, str_c(template_name), (Pos){0});
    assert_non_null(l.tpl);
    l.doc = read_document(&reader, manifest, l.tpl);
    const Catalogue *catalogue = read_catalogue(&reader);
    assert_non_null(catalogue);
    l.fonts = fonts_open(l.job, catalogue, l.diag);
    Typesetter *typesetter = typesetter_new(l.job, l.fonts, l.doc->lang, l.diag);
    LayoutJob job = {.doc = l.doc, .typesetters = &typesetter, .job = l.job, .pass = l.pass, .diag = l.diag};
    l.pages = layout_document(&job, &l.stats);
    return l;
}

static inline Laid lay(Bench *b, const char *template_name, const char *role, const char *text)
{
    return lay_with(b, template_name, role, "", text);
}

static inline void laid_free(Laid *l)
{
    fonts_close(l->fonts);
    arena_free(l->pass);
    arena_free(l->job);
}

/* The block whose inlines an item was made from. */
static inline const Node *item_block(const Item *item)
{
    const Node *n = item->node;
    while (n && !node_is_block(n->kind))
        n = n->parent;
    return n;
}

/* The author's text: no marks, numbers, contents entries, running heads or repeated heads. */
static inline bool is_text(const Item *item)
{
    return item->kind == ITEM_GLYPHS && item->role == ITEM_CONTENT && item->part == PART_BODY && item->node;
}

/* A note's mark in text or a reference: made, not written. */
static inline bool is_made(const Item *item)
{
    return item->node->kind == NODE_NOTE_REF || item->node->kind == NODE_REF;
}

#endif
