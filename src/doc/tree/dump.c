/* The tree as text, for golden tests and for finding out what was read.
 *
 *     section body "02-pledges.md" 1:1
 *       heading 1 #pledges "2" 1:1
 *         text "Pledges" 1:3
 *
 * One node per line: its kind, its payload, its label (#), class (.), number and attributes, and its place. Where
 * the file is not its parent's, f and the number of the file precede the place. Files count in the order in which
 * they appear in the tree, so that a dump does not depend on what else was read. Strings are quoted; control
 * characters, quotation marks and backslashes are escaped. The bytes of pictures are omitted. */
#include "doc/doc.h"

#include <string.h>

#include "doc/picture/named.h"
#include "doc/product.h"
#include "doc/table_cell.h"

static const char *const row_roles[ROW_ROLE_COUNT] = {
    [ROW_HEAD] = "head",         [ROW_LINE] = "line",   [ROW_GROUP] = "group",
    [ROW_SUBTOTAL] = "subtotal", [ROW_TOTAL] = "total", [ROW_BALANCE] = "balance",
};
static const char *const aligns[] = {[CELL_TEXT] = "text", [CELL_FIGURE] = "figure", [CELL_CENTRE] = "centre"};
static const char *const ref_kinds[] =
    {[REF_LABEL] = "label", [REF_PAGE] = "page", [REF_PAGES] = "pages", [REF_INDEX] = "index"};

static void put_quoted(Buf *out, Str s)
{
    buf_char(out, '"');
    for (int i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '"' || c == '\\')
            buf_format(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            buf_format(out, "\\x%02X", c);
        else
            buf_char(out, (char)c);
    }
    buf_char(out, '"');
}

static void put_field(Buf *out, const char *label, Str value)
{
    if (value.n == 0)
        return;
    buf_format(out, " %s", label);
    put_quoted(out, value);
}

static void put_table(Buf *out, const Node *n)
{
    put_field(out, "data=", n->u.table.data);
    buf_puts(out, " columns=");
    for (int i = 0; i < n->u.table.ncolumns; i++)
        buf_format(out, "%s%s", i > 0 ? "," : "", aligns[n->u.table.columns[i].align]);
    if (n->u.table.landscape)
        buf_puts(out, " landscape");
}

static void put_cell(Buf *out, const Node *n)
{
    buf_format(out, " %d %s", n->u.cell.column, aligns[n->u.cell.align]);
    if (n->u.cell.head)
        buf_puts(out, " head");
    if (n->u.cell.colspan > 1)
        buf_format(out, " colspan=%d", n->u.cell.colspan);
    if (n->u.cell.rowspan > 1)
        buf_format(out, " rowspan=%d", n->u.cell.rowspan);
    if (n->u.cell.empty != CELL_FILLED)
        buf_format(out, " %s", empty_name(n->u.cell.empty));
}

static void put_image(Buf *out, const Node *n)
{
    static const char *const formats[] = {[IMAGE_PNG] = "png", [IMAGE_JPEG] = "jpeg", [IMAGE_SVG] = "svg"};
    if (n->u.image.bytes.n > 0)
        buf_format(out, " %s %dx%d", formats[n->u.image.format], n->u.image.width, n->u.image.height);
    if (n->u.image.chart)
        buf_puts(out, " chart");
    if (n->u.image.diagram)
        buf_puts(out, " diagram");
    if (n->u.image.percent > 0)
        buf_format(out, " %d%%", n->u.image.percent);
    if (n->u.image.given_width > 0)
        buf_format(out, " given=%d", (int)n->u.image.given_width);
    if (n->u.image.decorative)
        buf_puts(out, " decorative");
}

static void put_ref(Buf *out, const Node *n)
{
    buf_format(out, " %s", ref_kinds[n->u.ref.kind]);
    for (int i = 0; i < n->u.ref.ntargets; i++)
        buf_format(out, " -> " STR_FMT, STR_ARG(n->u.ref.targets[i]->id));
}

static void put_list(Buf *out, const Node *n)
{
    buf_puts(out, n->u.list.definitions ? " definitions" : n->u.list.ordered ? " ordered" : " bullet");
    if (n->u.list.ordered)
        buf_format(out, " start=%d", n->u.list.start);
    if (n->u.list.paren)
        buf_puts(out, " paren");
    if (n->u.list.tight)
        buf_puts(out, " tight");
}

static const char *const tasks[] = {[TASK_NONE] = "", [TASK_TO_DO] = " to-do", [TASK_DONE] = " done"};

static void put_payload(Buf *out, const Node *n)
{
    switch (n->kind) {
    case NODE_SECTION:
        buf_char(out, ' ');
        buf_str(out, section_role_name(n->u.section.role));
        put_field(out, "", n->u.section.file);
        if (n->u.section.panel)
            put_field(out, "panel=", n->u.section.panel->name);
        put_field(out, "title=", n->u.section.title);
        put_field(out, "banner=", n->u.section.banner);
        put_field(out, "picture=", n->u.section.picture);
        if (!n->u.section.in_contents)
            buf_puts(out, " not-in-contents");
        break;
    case NODE_HEADING:
        buf_format(out, " %d", n->u.heading.level);
        put_field(out, "short=", n->u.heading.short_title);
        if (n->u.heading.opens_part || n->u.heading.in_part)
            buf_puts(out, n->u.heading.opens_part ? " part" : " in-part");
        if (!n->u.heading.numbered)
            buf_puts(out, " unnumbered");
        break;
    case NODE_LIST: put_list(out, n); break;
    case NODE_ITEM: buf_puts(out, tasks[n->u.item.task]); break;
    case NODE_CODE_BLOCK:
        put_field(out, "language=", n->u.code.language);
        put_field(out, "", n->u.code.text);
        break;
    case NODE_TABLE: put_table(out, n); break;
    case NODE_ROW:
        buf_format(out, " %s", row_roles[n->u.row.role]);
        if (n->u.row.level > 0)
            buf_format(out, " level=%d", n->u.row.level);
        put_field(out, "id=", n->u.row.id);
        break;
    case NODE_CELL: put_cell(out, n); break;
    case NODE_NOTE:
        put_field(out, "mark=", n->u.note.mark);
        if (n->u.note.of_table)
            buf_puts(out, " of-table");
        break;
    case NODE_TEXT:
    case NODE_CODE: put_field(out, "", n->u.text.text); break;
    case NODE_LINK: put_field(out, n->u.link.node ? "-> " : "", n->u.link.target); break;
    case NODE_IMAGE: put_image(out, n); break;
    case NODE_NOTE_REF:
        if (n->u.note_ref.note)
            put_field(out, "-> ", n->u.note_ref.note->u.note.mark);
        break;
    case NODE_REF: put_ref(out, n); break;
    default: break;
    }
}

/* The number of the file within the tree, from 1. `seen` holds those that appeared. */
static int file_ordinal(Buf *seen, int16_t file)
{
    int n = seen->n / (int)sizeof file;
    for (int i = 0; i < n; i++)
        if (memcmp(seen->p + (size_t)i * sizeof file, &file, sizeof file) == 0)
            return i + 1;
    buf_put(seen, &file, sizeof file);
    return n + 1;
}

static void put_node(Buf *out, Buf *files, const Node *n, int depth)
{
    for (int i = 0; i < depth; i++)
        buf_puts(out, "  ");
    buf_puts(out, node_kind_name(n->kind));
    put_payload(out, n);
    if (n->id.n > 0)
        buf_format(out, " #" STR_FMT, STR_ARG(n->id));
    if (n->name.n > 0)
        buf_format(out, " ." STR_FMT, STR_ARG(n->name));
    put_field(out, "number=", n->number);
    put_field(out, "spoken=", n->spoken);
    for (int i = 0; i < n->nattrs; i++) {
        buf_format(out, " " STR_FMT "=", STR_ARG(n->attrs[i].name));
        put_quoted(out, n->attrs[i].value);
    }
    buf_char(out, ' ');
    if (!n->parent || n->parent->pos.file != n->pos.file)
        buf_format(out, "f%d:", file_ordinal(files, n->pos.file));
    buf_format(out, "%d:%d\n", (int)n->pos.line, (int)n->pos.col);
}

static void put_named_images(Buf *out, Buf *files, const Doc *doc)
{
    for (int i = 0; i < doc->nimages; i++) {
        const NamedImage *named = &doc->images[i];
        buf_format(out, "named " STR_FMT, STR_ARG(named->id));
        if (named->focused)
            buf_format(out, " focus %d%% %d%%", named->focus.x, named->focus.y);
        buf_char(out, '\n');
        put_node(out, files, named->image, 1);
        for (const Node *n = named->image->first; n; n = n->next)
            put_node(out, files, n, 2);
    }
}

static void put_points(Buf *out, const char *name, Len length)
{
    int64_t hundredths = ((int64_t)length * 100 + LEN_PT / 2) / LEN_PT;
    buf_format(out, " %s %d.%02d", name, (int)(hundredths / 100), (int)(hundredths % 100));
}

static void put_press(Buf *out, const PressSettings *s)
{
    put_field(out, "profile=", s->profile);
    buf_puts(out, s->stock == STOCK_COATED ? " coated" : " uncoated");
    put_points(out, "bleed", s->bleed);
    put_points(out, "safe", s->safe);
    buf_puts(out, s->marks ? " marks" : "");
    buf_puts(out, s->rich_black ? " rich-black" : "");
    buf_format(out, " ink %d%% dpi %d multiple %d", s->ink, s->dpi, s->multiple);
}

/* Those that are listed, with their settings. */
static void put_products(Buf *out, const Doc *doc)
{
    for (int i = 0; i < doc->nproducts; i++) {
        const Product *p = &doc->products[i];
        if (!p->pos.line)
            continue;
        buf_format(out, "product %s", product_word(p->kind));
        if (p->kind == PRODUCT_PRESS)
            put_press(out, &p->press);
        else if (p->kind == PRODUCT_LARGE_PRINT)
            put_points(out, "size", p->large.size);
        else if (p->kind == PRODUCT_HTML)
            buf_puts(out, p->html.data ? " data" : "");
        buf_char(out, '\n');
    }
}

void doc_dump(const Doc *doc, Buf *out)
{
    int depth = 0;
    Buf files = {0};
    put_products(out, doc);
    put_named_images(out, &files, doc);
    const Node *n = doc->root;
    const Node *only = doc_only_part(doc); /* is not shown */
    while (n) {
        if (n != only)
            put_node(out, &files, n, depth);
        if (n->first) {
            depth += n != only;
            n = n->first;
            continue;
        }
        while (n != doc->root && !n->next) {
            n = n->parent;
            depth -= n != only;
        }
        n = n == doc->root ? NULL : n->next;
    }
    buf_free(&files);
}
