/* The data of the document's tables and charts, attached: each Table of data that was placed or drawn becomes a CSV
 * file, so that readers need not copy figures off the page. The catalogue and the element of the table or figure
 * both refer to the file, as PDF/A-3 requires. PDF/A-2 does not allow such files, so there are none.
 *
 * Names are in the order of their bytes, as a name tree requires, and the tree is cut into leaves. */
#include <stdlib.h>

#include "doc/chart.h"
#include "open/open_data.h"
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

enum { NAMES_PER_LEAF = 64 };

static int attachment_at(const Attachments *all, const Table *table)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i].table == table)
            return i;
    return -1;
}

/* A table's caption as it was set, or its own, or its name. */
static Str description_of(Arena *a, const Node *placed, const Table *table)
{
    for (const Node *n = placed->first; n && placed->kind == NODE_TABLE; n = n->next)
        if (n->kind == NODE_CAPTION)
            return str_trim(node_text(a, n));
    return table->caption.n ? table->caption : table->id;
}

static int write_file(Writer *w, const Table *table, Str name, Str description)
{
    Buf b = {0}, csv = {0};
    table_csv(table, &csv);
    buf_format(&b, "/Type/EmbeddedFile/Subtype/text#2Fcsv/Params<</Size %d/ModDate", csv.n);
    put_date(&b, w->job->epoch);
    buf_puts(&b, ">>");
    int stream = object_stream(w->objects, buf_view(&b), buf_view(&csv), true);
    buf_clear(&b);
    buf_puts(&b, "/Type/Filespec/F");
    put_text(&b, name);
    buf_puts(&b, "/UF");
    put_text(&b, name);
    buf_puts(&b, "/Desc");
    put_text(&b, description);
    buf_format(&b, "/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>", stream, stream);
    int spec = object_add(w->objects, buf_view(&b));
    buf_free(&b);
    buf_free(&csv);
    return spec;
}

/* Two parts may have data of one name, in which there is no full stop. */
static Str name_of(Writer *w, const Node *placed, Str data)
{
    Arena *a = w->job->arena;
    if (doc_only_part(w->job->doc))
        return str_format(a, STR_FMT ".csv", STR_ARG(data));
    return str_format(a, STR_FMT "." STR_FMT ".csv", STR_ARG(node_doc(placed)->name), STR_ARG(data));
}

static void attach(Writer *w, const Node *placed)
{
    Arena *a = w->job->arena;
    Str data = placed->kind == NODE_TABLE ? placed->u.table.data : placed->u.image.chart->table->id;
    const Table *table = data.n ? map_find(&node_doc(placed)->tables, data) : NULL;
    if (!table)
        return;
    int at = attachment_at(&w->attachments, table);
    if (at < 0) {
        Str name = name_of(w, placed, data);
        int spec = write_file(w, table, name, description_of(a, placed, table));
        at = w->attachments.n;
        VEC_PUSH(a, &w->attachments, (Attachment){.table = table, .name = name, .spec = spec});
    }
    tags_set_file(w->tags, placed, w->attachments.at[at].spec);
}

void attach_data(Writer *w)
{
    if (w->claims.part == 2)
        return;
    for (int i = 0; i < w->survey.notable.n; i++) {
        const Node *n = w->survey.notable.at[i];
        if (n->kind == NODE_TABLE || (n->kind == NODE_IMAGE && n->u.image.chart))
            attach(w, n);
    }
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const Attachment *)a)->name, ((const Attachment *)b)->name);
}

static int write_leaf(Writer *w, const Attachment *from, int n)
{
    Buf b = {0};
    buf_puts(&b, "/Limits[");
    put_bytes(&b, from[0].name);
    put_bytes(&b, from[n - 1].name);
    buf_puts(&b, "]/Names[");
    for (int i = 0; i < n; i++) {
        put_bytes(&b, from[i].name);
        put_ref(&b, from[i].spec);
    }
    buf_char(&b, ']');
    int leaf = object_add(w->objects, buf_view(&b));
    buf_free(&b);
    return leaf;
}

void add_attachments(Writer *w, Buf *catalog)
{
    const Attachments *all = &w->attachments;
    if (all->n == 0)
        return;
    buf_puts(catalog, "/AF[");
    for (int i = 0; i < all->n; i++) {
        buf_puts(catalog, i ? " " : "");
        put_ref(catalog, all->at[i].spec);
    }
    qsort(all->at, (size_t)all->n, sizeof *all->at, by_name);
    buf_puts(catalog, "]/Names<</EmbeddedFiles<</Kids[");
    for (int from = 0; from < all->n; from += NAMES_PER_LEAF) {
        buf_puts(catalog, from ? " " : "");
        put_ref(catalog, write_leaf(w, &all->at[from], int_min(NAMES_PER_LEAF, all->n - from)));
    }
    buf_puts(catalog, "]>>>>");
}
