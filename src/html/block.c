/* The blocks of the tree as elements, one for one:
 *
 *     section, box      section, div           heading           h2 to h6
 *     paragraph         p                      list              ol, ul, dl
 *     quotation         blockquote             code              pre code
 *     table             table.c                figure            figure.c
 *
 * Levels of headings are closed up, as in the PDF, so that an h4 never follows an h2, whatever the author wrote. */
#include "html/html_private.h"

static void open_element(Html *w, const char *name, const char *own, const Node *n)
{
    put(w, "<");
    put(w, name);
    put_class(w, own, n->name);
    put_id(w, n);
    put_lang(w, n);
    put(w, ">");
}

static void close_element(Html *w, const char *name)
{
    put(w, "</");
    put(w, name);
    put(w, ">\n");
}

/* ---- headings ---- */

static int heading_level(Html *w, int written)
{
    while (w->nlevels > 0 && w->levels[w->nlevels - 1] >= written)
        w->nlevels--;
    if (w->nlevels < COUNT(w->levels))
        w->levels[w->nlevels++] = written;
    return 1 + w->nlevels;
}

static void put_number_before(Html *w, Str number)
{
    if (!number.n)
        return;
    put(w, "<span class=\"number\">");
    put_escaped(w, number);
    put(w, "</span> ");
}

static void put_heading(Html *w, const Node *n)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    const char *name = names[heading_level(w, node_heading_depth(n)) - 1];
    open_element(w, name, "", n);
    put_number_before(w, n->number);
    put_inlines(w, n);
    close_element(w, name);
}

/* ---- paragraphs ---- */

static void put_paragraph(Html *w, const Node *n)
{
    open_element(w, "p", n->number.n ? "numbered" : "", n);
    put_number_before(w, n->number);
    put_inlines(w, n);
    close_element(w, "p");
}

/* ---- sections and boxes ---- */

static void put_section(Html *w, const Node *n)
{
    const char *name = node_child(n, NODE_HEADING) ? "section" : "div";
    open_element(w, name, "section", n);
    put(w, "\n");
    put_blocks(w, n);
    close_element(w, name);
}

static void put_box(Html *w, const Node *n)
{
    open_element(w, "div", "box", n);
    put(w, "\n");
    if (n->u.box.title.n) {
        put(w, "<p class=\"box-title\">");
        put_escaped(w, n->u.box.title);
        put(w, "</p>\n");
    }
    put_blocks(w, n);
    close_element(w, "div");
}

/* ---- lists ---- */

static void put_list(Html *w, const Node *n)
{
    const char *name = n->u.list.ordered ? "ol" : "ul";
    open_element(w, name, n->u.list.tight ? "tight" : "", n);
    put(w, "\n");
    for (const Node *item = n->first; item; item = item->next) {
        open_element(w, "li", "", item);
        put_content(w, item);
        close_element(w, "li");
    }
    close_element(w, name);
}

void put_content(Html *w, const Node *block)
{
    const Node *only = block->first && !block->first->next ? block->first : NULL;
    if (only && only->kind == NODE_PARAGRAPH && !only->number.n && !only->nattrs)
        put_inlines(w, only);
    else
        put_blocks(w, block);
}

/* ---- the rest ---- */

static void put_code(Html *w, const Node *n)
{
    put(w, "<pre tabindex=\"0\"");
    put_id(w, n);
    put(w, "><code>");
    put_escaped(w, n->u.code.text);
    put(w, "</code></pre>\n");
}

static void put_quote(Html *w, const Node *n)
{
    open_element(w, "blockquote", "", n);
    put(w, "\n");
    put_blocks(w, n);
    close_element(w, "blockquote");
}

void put_block(Html *w, const Node *n)
{
    switch (n->kind) {
    case NODE_SECTION: put_section(w, n); break;
    case NODE_HEADING: put_heading(w, n); break;
    case NODE_PARAGRAPH: put_paragraph(w, n); break;
    case NODE_LIST: put_list(w, n); break;
    case NODE_QUOTE: put_quote(w, n); break;
    case NODE_CODE_BLOCK: put_code(w, n); break;
    case NODE_BREAK: put(w, "<hr>\n"); break;
    case NODE_BOX: put_box(w, n); break;
    case NODE_FIGURE: put_figure(w, n); break;
    case NODE_TABLE: put_table(w, n); break;
    default: put_blocks(w, n); break;
    }
}

void put_blocks(Html *w, const Node *parent)
{
    for (const Node *n = parent->first; n; n = n->next)
        put_block(w, n);
}
