/* For tests of the Markdown reader: one text read as the only section of a document. */
#ifndef TESTS_MARKDOWN_HELP_H
#define TESTS_MARKDOWN_HELP_H

#include "read/resolve_private.h"
#include "read/markdown/markdown.h"
#include "say_help.h"

static const BoxStyle known_boxes[] = {{.name = {"outcome", 7}}, {.name = {"panel", 5}}, {.name = {"columns", 7}}};
static const TableStyle known_tables[] = {{.name = {"default", 7}}};

static inline const Template *plain_template(Bench *b)
{
    Arena *a = b->reader.job;
    Template *t = NEW(a, Template);
    *t = (Template){
        .lang = {"en", 2},
        .tables = known_tables,
        .ntables = 1,
        .smart = true,
        .boxes = known_boxes,
        .nboxes = COUNT(known_boxes),
        .numbering = {.headings = 2, .appendix = {"Appendix", 8}, .figure = {"Figure", 6}, .table = {"Table", 5}},
    };
    for (int i = 0; i < t->nboxes; i++)
        map_put_number(a, &t->box_names, t->boxes[i].name, i);
    map_put_number(a, &t->table_names, t->tables[0].name, 0);
    return t;
}

/* Reads text as the file a.md, with its labels and notes joined and all numbered. */
static inline Doc *read_text(Bench *b, const char *text)
{
    Arena *a = b->reader.job;
    Doc *doc = NEW(a, Doc);
    const Template *t = plain_template(b);
    int file = diag_file(b->reader.diag, STR("a.md"), str_c(text));
    Pos start = {.file = (int16_t)file, .line = 1, .col = 1};
    doc->folder = str_c(b->folder);
    doc_begin(a, doc, start);
    Node *section = node_new(a, NODE_SECTION, start);
    node_append(doc->root->first, section);
    section->u.section.role = ROLE_BODY;
    markdown_read(&b->reader, doc, t, &(MarkdownSource){.text = str_c(text), .file = file, .line = 1, .col = 1},
                  section);
    resolve_notes(&b->reader, section);
    resolve_labels(&b->reader, doc);
    say_in_english(b, doc, t);
    doc_check(doc);
    return doc;
}

/* The dump of what the section holds, less its indentation. */
static inline const char *dump_of(Bench *b, const Doc *doc)
{
    Buf all = {0}, out = {0};
    doc_dump(doc, &all);
    Str rest = buf_view(&all), line;
    for (int i = 0; str_cut(rest, '\n', &line, &rest); i++)
        if (i >= 2)
            buf_format(&out, STR_FMT "\n", STR_ARG(str_sub(line, 4, line.n)));
    buf_free(&all);
    return buf_take(&out, b->reader.job).p;
}

#define assert_reads(b, text, want) assert_string_equal(dump_of((b), read_text((b), (text))), (want))

#endif
