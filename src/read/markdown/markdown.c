/* Markdown to the document tree, block by block.
 *
 * The source is cut into lines, and planpress's block forms are moved out of cmark's way (lines.c). cmark reads it
 * all in one run (parse.c). Then the blocks are walked here, and the inlines of each in inline.c.
 *
 * A held line opens or closes a box, or begins a table, wherever blocks can be: at the top level, in items, quotations
 * and footnotes. cmark has no nodes for boxes, so each container keeps a stack of parents to which its blocks are
 * appended. A box ends in the container in which it began. In code blocks held lines are restored.
 *
 * Recursion follows nesting and is limited (MD013). */
#include "read/markdown/markdown.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/language.h"
#include "read/markdown/foreign/front.h"
#include "read/markdown/foreign/html.h"
#include "read/markdown/markdown_private.h"
#include "doc/picture/named.h"
#include "read/markdown/unread_private.h"
#include "read/named_images.h"

/* An open named block. */
typedef struct OpenBox {
    Node *parent; /* the parent of its blocks */
    bool own;     /* that is its own node, not the block around it */
    Pos pos;
    Str name;
    const Language *around; /* of what is around it */
} OpenBox;

typedef struct Boxes {
    OpenBox open[MARKDOWN_DEPTH_MAX];
    int n;
    int depth;   /* of the container that they are in */
    int ignored; /* opened beyond the limit */
    Node *outermost;
} Boxes;

static Pos block_pos(Reading *g, const Md *md)
{
    return md_pos(g->text, g->file, md->line - 1, md->col - 1);
}

static MdLine *line_of(Reading *g, const Md *md)
{
    return &g->text->lines[md->line - 1];
}

static Node *append_new(Reading *g, const Md *md, NodeKind kind, Node *parent)
{
    Node *n = node_new(g->r->job, kind, block_pos(g, md));
    node_append(parent, n);
    return n;
}

/* -- Paragraphs, headings, code --------------------------------------------------------------------------------- */

void make_figure(Reading *g, const Md *md, Node *paragraph)
{
    Node *image = paragraph->first, *parent = paragraph->parent;
    Node *figure = node_new(g->r->job, NODE_FIGURE, paragraph->pos);
    node_remove(image);
    node_remove(paragraph);
    node_append(parent, figure);
    node_append(figure, image);
    figure->id = image->id.n > 0 ? image->id : paragraph->id;
    image->id = (Str){0};
    const Md *source = md->first;
    while (source && source->kind != MD_IMAGE)
        source = source->next;
    Pos pos = image->pos;
    Str title = node_attr(image, "title");
    bool other = source && source->title.n > 0;
    if (title.n > 0 && other)
        diag(g->r->diag, MD017, pos,
             "this picture has two titles, and the one in quotation marks is omitted; expected one");
    else if (other)
        title = source->title;
    if (title.n == 0)
        return;
    Node *caption = node_new(g->r->job, NODE_CAPTION, pos);
    inlines_read_text(g, title, pos, caption);
    if (caption->first)
        node_append(figure, caption);
}

static void read_paragraph(Reading *g, const Md *md, Node *parent)
{
    Attrs attrs = {0};
    Node *n = append_new(g, md, NODE_PARAGRAPH, parent);
    inlines_read(g, md, n, INLINE_TEXT, &attrs);
    Node *labelled = parent->kind == NODE_NOTE ? parent : n; /* the note has the number */
    if (attrs.id.n > 0)
        labelled->id = attrs.id;
    if (attrs.nclasses > 0)
        n->name = attrs.classes[0];
    if (!n->first)
        node_remove(n);
    else if (n->first->kind == NODE_IMAGE && n->first == n->last)
        make_figure(g, md, n);
}

static const Str heading_attrs[] = {{"short", 5}, {"lang", 4}, {"index", 5}};

static void read_heading(Reading *g, const Md *md, Node *parent)
{
    Attrs attrs = {0};
    Node *n = append_new(g, md, NODE_HEADING, parent);
    n->u.heading.level = md->level;
    inlines_read(g, md, n, INLINE_HEADING, &attrs);
    attrs_set(g->r->job, n, &attrs, "unnumbered");
    attrs_check(g, &attrs, &(AttrsKnown){heading_attrs, COUNT(heading_attrs), MD017, "heading", false});
    attrs_check_class(g, &attrs, "h1 h2 h3 h4 h5 h6 number", "unnumbered");
    g->doc->has_places |= node_attr(n, "index").n > 0;
    n->u.heading.numbered = !attrs_has_class(&attrs, "unnumbered");
    Pos at = n->pos;
    Str shorter = attrs_get(&attrs, "short", &at);
    n->u.heading.short_title = inlines_words(g, shorter, at);
    if (n->first)
        return;
    diag(g->r->diag, ACC007, n->pos, "this heading is empty and is omitted; expected text");
    node_remove(n);
}

/* Restores a held line of code; `s` is the line as cmark has it, without its container's indentation. */
static Str restored(const MdLine *l, Str s)
{
    int off = l->text.n - s.n;
    if (l->use == LINE_PLAIN || off < 0 || !str_eq(str_sub(l->text, off, l->text.n), s))
        return s;
    return str_sub(l->raw, off, l->raw.n);
}

/* Is a block of code in a fence? Then its first line is the one behind that. Code that is only indented may begin with
 * what looks like a fence. */
static bool is_fenced(Reading *g, const Md *md)
{
    const MdLine *l = line_of(g, md);
    Str here = str_sub(l->raw, md->col - 1, l->raw.n), first, rest;
    str_cut(md->text, '\n', &first, &rest);
    return (str_starts(here, "```") || str_starts(here, "~~~")) && !str_eq(first, here);
}

/* Code as written. */
static Str code_text(Reading *g, const Md *md)
{
    int first = md->line - !is_fenced(g, md), last = int_min(md->end_line, g->text->nlines); /* behind the fence */
    bool held = false;
    for (int i = first; i < last; i++)
        held |= g->text->lines[i].use != LINE_PLAIN;
    if (!held)
        return str_dup(g->r->job, md->text);
    Buf out = {0};
    for (int at = 0, i = first; at < md->text.n; i++) {
        const char *end = memchr(md->text.p + at, '\n', (size_t)(md->text.n - at));
        int n = end ? (int)(end - md->text.p) - at : md->text.n - at;
        Str s = str_sub(md->text, at, at + n);
        buf_str(&out, i < last ? restored(&g->text->lines[i], s) : s);
        buf_char(&out, '\n');
        at += n + 1;
    }
    return buf_take(&out, g->r->job);
}

static void read_code_block(Reading *g, const Md *md, Node *parent)
{
    Node *n = append_new(g, md, NODE_CODE_BLOCK, parent);
    n->u.code.text = code_text(g, md);
    Str language = md->info;
    if (str_starts(language, "{="))
        diag(g->r->diag, MD014, n->pos, "text for another format (" STR_FMT ") is printed as code; expected Markdown",
             STR_ARG(language));
    for (int i = 0; i < language.n; i++)
        if (language.p[i] == ' ')
            language.n = i;
    n->u.code.language = str_dup(g->r->job, language);
}

/* -- Raw HTML ----------------------------------------------------------------------------------------------- */

static bool only_comments(Str s)
{
    for (s = str_trim(s); str_starts(s, "<!--"); s = str_trim(s)) {
        int end = str_find(s, "-->");
        s = str_sub(s, end >= 0 ? end + 3 : s.n, s.n);
    }
    return s.n == 0;
}

/* Tags go with a warning; words that would go with them are an error. */
static void read_html(Reading *g, const Md *md)
{
    int words = html_words(md->text);
    if (words == 0 && only_comments(md->text))
        return;
    Str first, rest;
    str_cut(str_trim(md->text), '\n', &first, &rest);
    if (words > 0)
        diag(g->r->diag, MD015, block_pos(g, md),
             "this HTML block has %d %s that would not be printed; expected Markdown", words,
             words == 1 ? "word" : "words");
    else
        diag(g->r->diag, MD007, block_pos(g, md), "raw HTML " STR_FMT " is omitted; expected Markdown",
             STR_ARG(str_sub(first, 0, int_min(first.n, 40))));
}

static bool is_held(Reading *g, const Md *md)
{
    if (md->kind != MD_HTML_BLOCK)
        return false;
    LineUse use = line_of(g, md)->use;
    return use != LINE_PLAIN && use != LINE_NOTE && use != LINE_DEFINITION;
}

/* -- Lists and footnotes ---------------------------------------------------------------------------------------------
 */

static void read_note(Reading *g, const Md *item, int depth)
{
    const MdLine *l = line_of(g, item);
    Node *note = node_new(g->r->job, NODE_NOTE, md_pos(g->text, g->file, item->line - 1, -l->shift));
    int from = str_find(l->raw, "[^") + 2;
    note->name = note_label(g->r->job, str_sub(l->raw, from - 2, l->form));
    note->pos.col += from - 2;
    note->pos.len = l->form - from + 2;
    blocks_read(g, item, note, depth);
    VEC_PUSH(g->scratch, &g->notes, note);
}

static Node *new_list(Reading *g, const Md *md, Node *parent)
{
    Node *n = append_new(g, md, NODE_LIST, parent);
    n->u.list.ordered = md->ordered;
    n->u.list.tight = md->tight;
    n->u.list.paren = md->paren;
    n->u.list.start = md->ordered ? md->start : 1;
    return n;
}

/* A list that a note begins with has its first item on the note's line too, but further in. */
static bool is_note(Reading *g, const Md *item)
{
    const MdLine *l = line_of(g, item);
    return l->use == LINE_NOTE && item->col == l->inner + 1;
}

/* The words of a definition without a term are set as blocks of their own. */
static void read_lost_definition(Reading *g, const Md *item, Node *parent, int depth)
{
    diag(g->r->diag, MD014, block_pos(g, item),
         "no term stands above this definition, so its colon is omitted; expected the term on a line of its own");
    blocks_read(g, item, parent, depth);
}

/* The items from `item` on. */
static void read_items(Reading *g, const Md *md, const Md *item, Node *parent, int depth)
{
    Node *list = NULL;
    for (; item; item = item->next) {
        if (is_note(g, item)) {
            read_note(g, item, depth + 1);
            continue;
        }
        if (line_of(g, item)->use == LINE_DEFINITION) {
            read_lost_definition(g, item, parent, depth + 1);
            list = NULL;
            continue;
        }
        if (!list)
            list = new_list(g, md, parent);
        blocks_read(g, item, append_new(g, item, NODE_ITEM, list), depth + 1);
    }
}

/* -- Terms and their definitions
 * --------------------------------------------------------------------------------------- A term is a held line, and
 * its definitions are the items of a list behind it. */

static void read_term(Reading *g, const Md *md, Node *item)
{
    const PipeCell *words = &g->text->terms.at[line_of(g, md)->form];
    Attrs attrs = {0};
    Node *term = append_new(g, md, NODE_TERM, item);
    if (words->paragraph >= 0)
        inlines_read(g, g->paragraphs[words->paragraph], term, INLINE_CAPTION, &attrs);
    attrs_check(g, &attrs, &(AttrsKnown){NULL, 0, MD017, "term", false});
    term->id = attrs.id;
}

static void report_lazy(Reading *g, const Md *definition)
{
    Pos pos = md_pos(g->text, g->file, definition->line - 2, 0);
    diag(g->r->diag, MD014, pos,
         "this line is read as part of the definition above it; expected an empty line before it if it is a term, or "
         "spaces before it if it is not");
}

/* The definitions at the head of a list; returns the first item that is none. */
static const Md *read_definitions(Reading *g, const Md *list, Node *item, int depth)
{
    const Md *md = list->first;
    for (; md && line_of(g, md)->use == LINE_DEFINITION; md = md->next) {
        if (line_of(g, md)->lazy)
            report_lazy(g, md);
        blocks_read(g, md, append_new(g, md, NODE_DEFINITION, item), depth + 1);
    }
    return md;
}

static bool has_definitions(Reading *g, const Md *term)
{
    const Md *list = term->next;
    return list && list->kind == MD_LIST && line_of(g, list->first)->use == LINE_DEFINITION;
}

/* Terms one behind the other are one list. Returns the last node that was used. */
static const Md *read_glossary(Reading *g, const Md *term, Node *parent, int depth)
{
    Node *list = append_new(g, term, NODE_LIST, parent);
    list->u.list.definitions = list->u.list.tight = true;
    for (;;) {
        const Md *found = term->next;
        Node *item = append_new(g, term, NODE_ITEM, list);
        read_term(g, term, item);
        const Md *rest = read_definitions(g, found, item, depth);
        list->u.list.tight &= found->tight;
        if (rest) {
            read_items(g, found, rest, parent, depth);
            return found;
        }
        term = found->next;
        if (!term || !is_held(g, term) || line_of(g, term)->use != LINE_TERM || !has_definitions(g, term))
            return found;
    }
}

/* -- Blocks in containers --------------------------------------------------------------------------------------------
 */

static void read_block(Reading *g, const Md *md, Node *parent, int depth)
{
    switch (md->kind) {
    case MD_PARAGRAPH: read_paragraph(g, md, parent); break;
    case MD_HEADING: read_heading(g, md, parent); break;
    case MD_CODE_BLOCK: read_code_block(g, md, parent); break;
    case MD_HTML_BLOCK: read_html(g, md); break;
    case MD_BREAK:
        unread_rule(g, md);
        append_new(g, md, NODE_BREAK, parent);
        break;
    case MD_LIST: read_items(g, md, md->first, parent, depth); break;
    case MD_QUOTE: blocks_read(g, md, append_new(g, md, NODE_QUOTE, parent), depth + 1); break;
    default: break;
    }
}

static bool too_deep(Reading *g, Pos pos, int depth)
{
    if (depth <= MARKDOWN_DEPTH_MAX)
        return false;
    if (!g->too_deep)
        diag(g->r->diag, MD013, pos, "blocks are nested more than %d levels deep; expected fewer", MARKDOWN_DEPTH_MAX);
    g->too_deep = true;
    return true;
}

/* -- Boxes
 * -------------------------------------------------------------------------------------------- */

static Node *box_parent(const Boxes *b)
{
    return b->n > 0 ? b->open[b->n - 1].parent : b->outermost;
}

static bool is_known_box(Reading *g, Str name, Pos pos)
{
    if (template_box(g->t, name) || str_is(name, "glossary"))
        return true;
    static const Str others[] = {{"table", 5},       {"chart", 5},          {"diagram", 7},
                                 {"variations", 10}, {"editions", 8},       {"contacts", 8},
                                 {"index", 5},       {"abbreviations", 13}, {"glossary", 8}};
    int n = g->t->nboxes;
    Str *names = NEWN(g->scratch, Str, n + COUNT(others));
    for (int i = 0; i < n; i++)
        names[i] = g->t->boxes[i].name;
    for (int i = 0; i < COUNT(others); i++)
        names[n + i] = others[i];
    diag(g->r->diag, MD004, pos, "unknown block \"" STR_FMT "\"", STR_ARG(name));
    diag_nearest(g->r->diag, name, names, n + COUNT(others));
    return false;
}

/* Reads what follows the colons: a bare name, attributes in braces, or both. */
static void read_fence_attrs(Reading *g, Flat *f, int at, Attrs *out)
{
    Str s = f->text;
    int from = at;
    while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '{')
        at++;
    Str bare = str_sub(s, from, at);
    Pos pos = flat_pos(f, from);
    pos.len = utf8_count(bare);
    while (at < s.n && is_blank(s.p[at]))
        at++;
    int bad = at, end = at;
    if (at < s.n && s.p[at] == '{')
        end = attrs_read(g->r->job, f, at, out, &bad);
    while (end > 0 && end < s.n && (s.p[end] == ':' || is_blank(s.p[end])))
        end++;
    if (end == 0 || end < s.n)
        attrs_report(g, f, end == 0 ? bad : end);
    if (bare.n == 0)
        return;
    memmove(out->classes + 1, out->classes, (ATTR_CLASSES_MAX - 1) * sizeof *out->classes);
    memmove(out->class_pos + 1, out->class_pos, (ATTR_CLASSES_MAX - 1) * sizeof *out->class_pos);
    out->classes[0] = str_dup(g->r->job, bare);
    out->class_pos[0] = pos;
    out->nclasses = int_min(out->nclasses + 1, ATTR_CLASSES_MAX);
}

/* A title or an attribution is inline text like any other. */
static void set_box_words(Reading *g, Node *box)
{
    Attr *all = NEWN(g->r->job, Attr, box->nattrs);
    for (int i = 0; i < box->nattrs; i++) {
        all[i] = box->attrs[i];
        if (str_is(all[i].name, "title") || str_is(all[i].name, "by") || str_is(all[i].name, "role"))
            all[i].value = inlines_words(g, all[i].value, all[i].pos);
    }
    box->attrs = all;
}

static const Str glossary_attrs[] = {{"link", 4}, {"pages", 5}, {"title", 5}, {"lang", 4}};
static const Str box_attrs[] = {{"title", 5}, {"by", 2},       {"role", 4},   {"float", 5}, {"lang", 4},
                                {"icon", 4},  {"portrait", 8}, {"repeat", 6}, {"width", 5}};

static void use_icon(const Reading *g, const Attrs *attrs)
{
    Pos pos = {0};
    Str name = attrs_get(attrs, "icon", &pos);
    if (!g->t || !name.n || str_is(name, "none"))
        return;
    if (map_number(&g->t->icon_names, name) >= 0) {
        template_use_icon(g->r, g->t, name);
        return;
    }
    NamedImage *named = doc_image(g->doc, name);
    if (named) {
        named->used = true;
        return;
    }
    if (has_lost_image(g->r, g->doc, name))
        return;
    diag(g->r->diag, MD017, pos, "neither the template nor the manifest has the icon \"" STR_FMT "\"", STR_ARG(name));
    diag_nearest_key(g->r->diag, name, &g->t->icon_names);
}

static void check_portrait(const Reading *g, const Attrs *attrs)
{
    Pos pos = {0};
    const BoxStyle *box = g->t ? template_box(g->t, attrs->classes[0]) : NULL;
    if (box && !box->portrait && attrs_get(attrs, "portrait", &pos).n)
        diag(g->r->diag, MD017, pos, "the block \"" STR_FMT "\" has no place for a portrait in this template",
             STR_ARG(attrs->classes[0]));
}

static void check_repeat(const Reading *g, const Attrs *attrs)
{
    Pos pos = {0};
    Str repeat = attrs_get(attrs, "repeat", &pos);
    if (repeat.n && !str_is(repeat, "yes") && !str_is(repeat, "no"))
        diag(g->r->diag, MD017, pos, "unknown value \"" STR_FMT "\" for repeat; expected yes or no", STR_ARG(repeat));
}

/* The parent for the blocks of an opened box: the box itself, or, for tables, charts, diagrams and unknown boxes,
 * the block around it. */
static Node *open_named(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    static const struct {
        const char *name;
        BlockRead *read;
    } of_data[] = {{"table", data_table_read}, {"chart", chart_read}, {"diagram", diagram_block_read}};
    const Node *before = parent->last;
    for (int i = 0; i < COUNT(of_data); i++) {
        if (!attrs_has_class(attrs, of_data[i].name))
            continue;
        of_data[i].read(g, attrs, pos, parent);
        if (parent->last == before)
            doc_lose(g->r->job, g->doc, attrs->id);
        return parent;
    }
    Node *made = made_block_read(g, attrs, pos, parent);
    if (made)
        return made;
    if (attrs->nclasses == 0 || !is_known_box(g, attrs->classes[0], attrs->class_pos[0])) {
        doc_lose(g->r->job, g->doc, attrs->id);
        return parent;
    }
    Node *box = node_new(g->r->job, NODE_BOX, pos);
    attrs_set(g->r->job, box, attrs, NULL);
    bool glossary = str_is(box->name, "glossary");
    attrs_check(g, attrs,
                glossary ? &(AttrsKnown){glossary_attrs, COUNT(glossary_attrs), MD017, "glossary", false}
                         : &(AttrsKnown){box_attrs, COUNT(box_attrs), MD017, "block", true});
    g->doc->has_places |= glossary;
    attrs_width(g, attrs, "block");
    use_icon(g, attrs);
    check_portrait(g, attrs);
    check_repeat(g, attrs);
    set_box_words(g, box);
    node_append(parent, box);
    g->doc->has_sources |= node_is_bibliography(box);
    return box;
}

static void open_box(Reading *g, Boxes *b, Flat *f, int at, Pos pos)
{
    if (too_deep(g, pos, b->depth + b->n)) {
        b->ignored++;
        return;
    }
    Attrs attrs = {0};
    read_fence_attrs(g, f, at, &attrs);
    Str name = attrs.nclasses > 0 ? attrs.classes[0] : STR("block");
    Node *around = box_parent(b), *parent = open_named(g, &attrs, pos, around);
    b->open[b->n] =
        (OpenBox){.parent = parent, .own = parent != around, .pos = pos, .name = name, .around = g->figures.language};
    b->n++;
    Str lang = attrs_get(&attrs, "lang", NULL);
    if (lang.n > 0)
        g->figures.language = document_language(g->r, g->doc, lang, pos);
}

/* The picture that "portrait" names, as the block's last: whoever listens hears of it after the words. */
static void append_portrait(Reading *g, Node *box)
{
    const Attr *named = NULL;
    for (int i = 0; i < box->nattrs && box->kind == NODE_BOX; i++)
        named = str_is(box->attrs[i].name, "portrait") ? &box->attrs[i] : named;
    Node *image = named ? picture_named(g, named->value, named->pos) : NULL;
    if (!image)
        return;
    Node *figure = node_new(g->r->job, NODE_FIGURE, named->pos);
    figure->name = STR(PORTRAIT_CLASS);
    node_append(figure, image);
    node_append(box, figure);
}

static void close_box(Reading *g, const OpenBox *box)
{
    if (box->own) {
        made_block_end(g, box->parent);
        append_portrait(g, box->parent);
    }
    g->figures.language = box->around;
}

static void read_fence(Reading *g, Boxes *b, const Md *md)
{
    Flat f;
    Str raw = line_of(g, md)->raw;
    flat_line(g->scratch, g->text, g->file, md->line - 1, &f);
    int from = md->col - 1, at = from;
    while (at < raw.n && raw.p[at] == ':')
        at++;
    Pos pos = flat_pos(&f, from);
    pos.len = at - from;
    while (at < raw.n && is_blank(raw.p[at]))
        at++;
    if (at < raw.n)
        open_box(g, b, &f, at, pos);
    else if (b->ignored > 0)
        b->ignored--;
    else if (b->n > 0)
        close_box(g, &b->open[--b->n]);
    else
        diag(g->r->diag, MD002, pos, "\":::\" closes a block, but none is open; expected a block's name after it");
}

static void report_unclosed(Reading *g, const Boxes *b)
{
    for (int i = b->n; i-- > 0;)
        diag(g->r->diag, MD001, b->open[i].pos, "block \"" STR_FMT "\" is not closed; expected \":::\" after it",
             STR_ARG(b->open[i].name));
}

/* -- The top level
 * -------------------------------------------------------------------------------------------------------- */

/* Rows or a caption whose table begins where it is none, as one paragraph; returns the last. */
static const Md *read_held_as_text(Reading *g, const Md *md, Node *parent)
{
    Arena *a = g->r->job;
    Node *paragraph = append_new(g, md, NODE_PARAGRAPH, parent);
    for (;; md = md->next) {
        Str text = str_dup(a, str_trim(inner_of(line_of(g, md))));
        node_append(paragraph, inline_text_node(a, text, block_pos(g, md)));
        if (!md->next || !is_held(g, md->next) || md->next->line != md->line + 1)
            return md;
        node_append(paragraph, node_new(a, NODE_SOFT_BREAK, block_pos(g, md)));
    }
}

/* Whether a caption's table follows it. If it does not, the table gets none. */
static bool is_above_table(Reading *g, const Md *caption)
{
    PipeTable *t = &g->text->tables.at[line_of(g, caption)->form];
    const Md *next = caption->next;
    bool above = next && is_held(g, next) && next->line - 1 == t->first;
    if (!above && t->caption.line < t->first)
        t->caption.line = -1;
    return above;
}

/* A held line; returns the last node that was used. */
static const Md *read_held(Reading *g, Boxes *b, const Md *md)
{
    const MdLine *l = line_of(g, md);
    if (l->use == LINE_FENCE) {
        read_fence(g, b, md);
    } else if (l->use == LINE_TERM && has_definitions(g, md)) {
        md = read_glossary(g, md, box_parent(b), b->depth + b->n);
    } else if (l->use == LINE_TABLE) {
        const PipeTable *t = &g->text->tables.at[l->form];
        g->table_end = 0; /* cells may have tables of their own, on earlier lines */
        if (t->grid.n > 0)
            grid_table_read(g, t, box_parent(b), b->depth + b->n);
        else
            pipe_table_read(g, t, box_parent(b));
        g->table_end = int_max(t->last, t->caption.line) + 1;
    } else if (md->line > g->table_end && (l->use != LINE_CAPTION || !is_above_table(g, md))) {
        return read_held_as_text(g, md, box_parent(b));
    }
    return md;
}

static void read_with_boxes(Reading *g, const Md *first, Node *parent, int depth)
{
    Boxes b = {.outermost = parent, .depth = depth};
    for (const Md *md = first; md; md = md->next) {
        if (is_held(g, md))
            md = read_held(g, &b, md);
        else
            read_block(g, md, box_parent(&b), depth + b.n);
    }
    report_unclosed(g, &b);
    if (b.n > 0)
        g->figures.language = b.open[0].around;
}

static bool holds_forms(Reading *g, const Md *first)
{
    for (const Md *md = first; md; md = md->next)
        if (is_held(g, md))
            return true;
    return false;
}

void blocks_read(Reading *g, const Md *container, Node *parent, int depth)
{
    if (too_deep(g, block_pos(g, container), depth))
        return;
    if (holds_forms(g, container->first)) {
        read_with_boxes(g, container->first, parent, depth);
        return;
    }
    for (const Md *md = container->first; md; md = md->next)
        read_block(g, md, parent, depth);
}

/* The cells of grid tables come behind the paragraphs, in a list that a held line ends. */
static const Md *take_items(Reading *g, const Md *list)
{
    if (g->text->nitems == 0)
        return list;
    g->items = NEWN(g->scratch, const Md *, g->text->nitems);
    const Md *item = list->first;
    for (int i = 0; i < g->text->nitems; i++, item = item->next) {
        check(item && g->text->lines[item->line - 1].opens);
        g->items[i] = item;
    }
    return list->next->next;
}

/* The paragraphs of cells, captions and terms come before the source. */
static const Md *take_paragraphs(Reading *g, const Md *root)
{
    const Md *md = root->first;
    g->paragraphs = NEWN(g->scratch, const Md *, g->text->nparagraphs);
    for (int i = 0; i < g->text->nparagraphs; i++, md = md->next) {
        check(md && md->kind == MD_PARAGRAPH && md->line == 2 * i + 1);
        g->paragraphs[i] = md;
    }
    return take_items(g, md);
}

/* g: what is known beforehand. */
static void begin_reading(Reading *g, const MarkdownSource *source)
{
    g->scratch = arena_new();
    g->file = source->file;
    g->folder = source->folder.n ? source->folder : g->doc->folder;
    g->figures.language = g->r->language;
}

static void end_reading(Reading *g, Node *parent)
{
    for (int i = 0; i < g->notes.n; i++)
        node_append(parent, g->notes.at[i]);
    arena_free(g->scratch);
}

/* boxes: whether the source can have any. */
static void read_source(Reading *g, const MarkdownSource *source, bool boxes, Node *parent)
{
    begin_reading(g, source);
    MdText *text = NEW(g->scratch, MdText);
    g->text = text;
    md_text_make(g->scratch, g->r->diag, source, boxes, text);
    const Md *root = md_parse(g->scratch, text->text, g->smart);
    read_with_boxes(g, take_paragraphs(g, root), parent, 1);
    end_reading(g, parent);
}

void markdown_read(const Reader *r, Doc *doc, const Template *t, const MarkdownSource *source, Node *section)
{
    Reading g = {.r = r, .doc = doc, .t = t, .index = doc->figures, .smart = t->smart, .figures = t->figures};
    MarkdownSource text = *source;
    front_matter_skip(r->diag, &text);
    read_source(&g, &text, true, section);
}

void markdown_read_cell(const Reader *r, Doc *doc, const MarkdownSource *source, const FigureStyle *figures,
                        Node *parent)
{
    Reading g = {.r = r, .doc = doc, .smart = true, .figures = *figures};
    read_source(&g, source, false, parent);
}

void markdown_read_line(const Reader *r, Doc *doc, const MarkdownSource *source, const FigureStyle *figures,
                        Node *parent)
{
    Reading g = {.r = r, .doc = doc, .smart = true, .figures = *figures};
    begin_reading(&g, source);
    Pos pos = {.file = (int16_t)source->file, .line = source->line, .col = source->col};
    Node *line = node_new(r->job, NODE_PARAGRAPH, pos);
    node_append(parent, line);
    inlines_read_line(&g, source, line);
    end_reading(&g, parent);
}
