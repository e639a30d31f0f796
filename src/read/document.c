/* A whole document: its data, then its sections in the manifest's order, then what needs all of them.
 *
 * Data comes first because sentences and tables in the sections use it. Each section has its own NODE_SECTION. A
 * section that cannot be read or is empty is reported and omitted; the others are read all the same, so that one run
 * shows everything that is wrong. */
#include "read/read.h"

#include <string.h>

#include "file/file.h"
#include "read/encoding.h"
#include "base/utf8.h"
#include "check/agreement/agreement.h"
#include "read/data/data.h"
#include "read/language.h"
#include "read/manifest_private.h"
#include "read/named_images.h"
#include "read/markdown/markdown.h"
#include "read/panels_private.h"
#include "read/resolve_private.h"
#include "say/report_head.h"
#include "say/say.h"

static void read_data_file(const Reader *r, const ManifestData *d, Doc *doc)
{
    if (map_find(&doc->tables, d->id) || map_find(&doc->diagrams, d->id)) {
        diag(r->diag, DOC004, d->pos, "data \"" STR_FMT "\" is listed twice in the manifest", STR_ARG(d->id));
        return;
    }
    Diagram *diagram = d->diagram ? diagram_read(r, doc, d->id, d->place, d->pos) : NULL;
    Table *table = d->diagram ? NULL : data_read(r, doc, d->id, d->place, d->pos);
    if (!diagram && !table)
        doc_lose(r->job, doc, d->id);
    if (diagram)
        map_put(r->job, &doc->diagrams, d->id, diagram);
    if (table && d->borrowed) /* what it is the same as is that document's */
        table->nsames = 0;
    if (table)
        map_put(r->job, &doc->tables, d->id, table);
}

/* Diagrams come last, because their words may show figures of any table. */
static void read_data(const Reader *r, const Manifest *m, Doc *doc, const Template *t)
{
    for (int i = 0; i < m->ndata; i++)
        if (!m->data[i].diagram)
            read_data_file(r, &m->data[i], doc);
    data_compute(r, doc);
    data_bind(r, doc, &t->figures);
    if (r->checks != CHECKS_NONE)
        data_compare(r, doc);
    if (r->checks == CHECKS_ALL)
        doc->figures = agreement_index(r->job, &doc->tables);
    if (r->checks == CHECKS_ALL && r->thorough)
        data_look_for_typed(r, doc);
    for (int i = 0; i < m->ndata; i++)
        if (m->data[i].diagram)
            read_data_file(r, &m->data[i], doc);
}

static Node *new_section(const Reader *r, const ManifestSection *s, int file)
{
    Node *n = node_new(r->job, NODE_SECTION, (Pos){.file = (int16_t)file, .line = 1, .col = 1});
    n->u.section.role = s->role;
    n->u.section.file = s->file;
    n->u.section.from = s->from;
    n->u.section.title = s->title;
    n->u.section.in_contents = s->in_contents;
    n->u.section.banner = s->banner;
    n->u.section.picture = s->picture;
    n->u.section.panel = s->panel;
    return n;
}

/* A title from the manifest stands wherever the first heading's short title would: in the contents, too. */
static void shorten_heading(Node *section)
{
    for (Node *n = section->first; n && section->u.section.title.n; n = n->next) {
        if (n->kind != NODE_HEADING)
            continue;
        n->u.heading.short_title = section->u.section.title;
        return;
    }
}

static void read_section(const Reader *r, const ManifestSection *s, Doc *doc, const Template *t)
{
    Str text;
    int file = file_read_beneath(r->job, r->diag, s->place, s->pos, &text);
    if (!file || !is_utf8_text(r, text, file)) {
        doc->partial = true;
        return;
    }
    Node *section = new_section(r, s, file);
    MarkdownSource source = {.text = text, .file = file, .line = 1, .col = 1, .folder = s->place.folder};
    markdown_read(r, doc, t, &source, section);
    if (!section->first || section->first->kind == NODE_NOTE) {
        diag(r->diag, DOC006, (Pos){.file = (int16_t)file}, "this section has no text and is omitted");
        return;
    }
    shorten_heading(section);
    node_append(doc_only_part(doc), section);
    resolve_notes(r, section);
}

typedef struct Languages {
    const Reader *r;
    Doc *doc;
} Languages;

static const Language *language_for_say(void *self, Str tag, Pos from)
{
    const Languages *languages = self;
    return document_language(languages->r, languages->doc, tag, from);
}

void document_say(const Reader *r, Doc *doc, const Template *t)
{
    Languages languages = {r, doc};
    SayJob job =
        {.arena = r->job, .diag = r->diag, .doc = doc, .tpl = t, .language = language_for_say, .self = &languages};
    say_document(&job);
}

static Doc *begin_document(const Reader *r, const Manifest *m)
{
    Doc *doc = NEW(r->job, Doc);
    *doc = m->doc;
    Pos top = {.file = (int16_t)m->file, .line = 1};
    doc_begin(r->job, doc, m->doc.root ? m->doc.root->pos : top);
    doc->labels = (Map){0};
    doc->tables = (Map){0};
    doc->diagrams = (Map){0};
    doc->workbooks = (Map){0};
    doc->languages = (Map){0};
    doc->language = document_language(r, doc, doc->lang, doc->root->pos);
    return doc;
}

/* How many pages a press makes of one sheet, if nothing says: four, as in a booklet. A leaflet is a sheet. */
static int pages_of_sheet(const Template *t)
{
    enum { BOOKLET = 4 };
    return t->sheet ? 1 : t->back.multiple ? t->back.multiple : BOOKLET;
}

/* What is made of it, and how. */
static void settle_products(const Reader *r, const Manifest *m, const Template *t, Doc *doc)
{
    ProductSettings settings = {0};
    for (int i = 0; i < t->product_settings.n; i++)
        VEC_PUSH(r->job, &settings, t->product_settings.at[i]);
    for (int i = 0; i < m->product_settings.n; i++)
        VEC_PUSH(r->job, &settings, m->product_settings.at[i]);
    Product *all = NEWN(r->job, Product, PRODUCT_KIND_COUNT), *made = NEWN(r->job, Product, PRODUCT_KIND_COUNT);
    products_resolve(&settings, pages_of_sheet(t), all);
    unsigned kinds = r->products ? r->products : manifest_products(m);
    doc->nproducts = 0;
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++) {
        all[i].pos = m->products[i];
        if (kinds & PRODUCT_BIT(i))
            made[doc->nproducts++] = all[i];
    }
    doc->products = made;
    doc->of_kind = all;
}

Doc *read_document(const Reader *reader, const Manifest *m, const Template *t)
{
    Doc *doc = begin_document(reader, m);
    if (!doc->language)
        return NULL;
    doc_only_part(doc)->u.part.tpl = t;
    Reader r = *reader;
    r.language = doc->language;
    settle_products(&r, m, t, doc);
    load_images(&r, m, doc);
    read_data(&r, m, doc, t);
    for (int i = 0; i < m->nsections; i++)
        read_section(&r, &m->sections[i], doc, t);
    check_panels(&r, doc, t);
    check_images(&r, m, doc, t);
    report_head_add(r.job, doc);
    resolve_labels(&r, doc);
    say_abbreviations(r.job, doc);
    document_say(&r, doc, t);
#ifndef NDEBUG
    doc_check(doc);
#endif
    return doc;
}
