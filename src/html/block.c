/* The blocks of the tree as elements, one for one:
 *
 *     section               section            heading           h2 to h6
 *     paragraph             p                  box               div; a quotation blockquote
 *     quotation             blockquote         code              pre code
 *     list list.c · table table.c · figure figure.c · notes notes.c
 *
 * Levels of headings are closed up, as in the PDF, so that an h4 never follows an h2, whatever the author wrote. */
#include "html/html_private.h"

void put_open(Html *w, const char *element, const char *own, const Node *n)
{
    put(w, "<");
    put(w, element);
    put_class(w, own, n->name);
    put_id(w, n);
    put_lang(w, n);
    put(w, ">");
}

void put_close(Html *w, const char *element)
{
    put(w, "</");
    put(w, element);
    put(w, ">\n");
}

/* ---- headings and paragraphs ---- */

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
    enum { LONG = 6 };
    put(w, number.n > LONG ? "<span class=\"number long\">" : "<span class=\"number\">");
    put_escaped(w, number);
    put(w, "</span> ");
}

static void put_heading(Html *w, const Node *n)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    static const char *const written[] = {"l1", "l2", "l3", "l4", "l5", "l6"};
    int depth = int_min(int_max(node_heading_depth(n), 1), COUNT(written)), level = heading_level(w, depth);
    w->section_level = w->section_level ? w->section_level : level;
    put_page_marks(w, n);
    put_open(w, names[level - 1], written[depth - 1], n);
    put_number_before(w, n->number);
    put_inlines(w, n);
    put_close(w, names[level - 1]);
}

static void put_lead(Html *w, const Node *n)
{
    w->section_level = heading_level(w, node_heading_depth(w->title));
    put_page_marks(w, n);
    put_open(w, "h2", "l1", n);
    put_inlines(w, n);
    put_close(w, "h2");
}

static void put_paragraph(Html *w, const Node *n)
{
    if (n == w->lead) {
        put_lead(w, n);
        return;
    }
    put_open(w, "p", n->number.n ? "numbered" : "", n);
    put_page_marks(w, n);
    put_number_before(w, n->number);
    put_look(w, n);
    put_inlines(w, n);
    put_close(w, "p");
}

void put_content(Html *w, const Node *block)
{
    const Node *only = block->first && !block->first->next ? block->first : NULL;
    bool bare =
        only && only->kind == NODE_PARAGRAPH && !only->number.n && !only->nattrs && !only->id.n && !only->name.n;
    if (bare) {
        put_page_marks(w, only);
        put_place(w, only);
        put_inlines(w, only);
    } else {
        put_blocks(w, block);
    }
}

/* ---- what holds blocks ---- */

static void put_section(Html *w, const Node *n)
{
    static const char *const classes[SECTION_ROLE_COUNT] = {[ROLE_FOREWORD] = "section role-foreword",
                                                            [ROLE_BODY] = "section role-body",
                                                            [ROLE_APPENDIX] = "section role-appendix",
                                                            [ROLE_CONTACT] = "section role-contact",
                                                            [ROLE_FRONT] = "section role-front"};
    const char *name = node_child(n, NODE_HEADING) ? "section" : "div";
    w->section_level = 0;
    put_open(w, name, classes[n->u.section.role], n);
    put(w, "\n");
    put_opener(w, n);
    put_blocks(w, n);
    put_footnotes(w, n);
    put_close(w, name);
}

/* Whose words a box holds. */
static void put_attribution(Html *w, const Node *box)
{
    Str by = node_attr(box, "by"), role = node_attr(box, "role");
    if (!by.n && !role.n)
        return;
    put(w, "<p class=\"by\">");
    put_escaped(w, by);
    if (role.n) {
        put(w, by.n ? "<br>\n<span class=\"by-role\">" : "<span class=\"by-role\">");
        put_escaped(w, role);
        put(w, "</span>");
    }
    put(w, "</p>\n");
}

static void put_box(Html *w, const Node *n)
{
    bool quotes = str_is(n->name, "quote") || str_is(n->name, "pull-quote");
    Str title = n->u.box.title, title_id = title.n ? id_named(w, STR("box")) : STR("");
    const char *name = quotes ? "blockquote" : "div";
    put_page_marks(w, n);
    put(w, quotes ? "<blockquote" : "<div");
    put_class(w, "box", n->name);
    put_id(w, n);
    put_lang(w, n);
    if (str_is(node_attr(n, "repeat"), "yes")) /* words of the text: seen again, and not read again */
        put(w, " aria-hidden=\"true\" data-words=\"page\"");
    if (title.n && !quotes) {
        put(w, " role=\"group\"");
        put_attribute(w, "aria-labelledby", title_id);
    }
    put(w, ">\n");
    if (title.n) {
        put(w, "<p class=\"box-title\"");
        put_attribute(w, "id", title_id);
        put(w, ">");
        put_escaped(w, title);
        put(w, "</p>\n");
    }
    put_blocks(w, n);
    put_attribution(w, n);
    put_close(w, name);
}

static void put_quote(Html *w, const Node *n)
{
    put_open(w, "blockquote", "", n);
    put(w, "\n");
    put_blocks(w, n);
    put_close(w, "blockquote");
}

/* A table drawn with characters, whose lines make no sense when they are divided. */
static bool is_drawn_table(Str code)
{
    for (int i = 0; i < code.n; i++)
        if ((i == 0 || code.p[i - 1] == '\n') && (code.p[i] == '|' || str_starts(str_sub(code, i, code.n), "+-")))
            return true;
    return false;
}

static void put_code_open(Html *w, const Node *n)
{
    if (!is_drawn_table(n->u.code.text)) {
        put_open(w, "pre", "", n);
        return;
    }
    put(w, "<pre role=\"region\" tabindex=\"0\"");
    put_attribute(w, "aria-label", region_under(w, n, word_at(w, n, WORD_WEB_TABLE)));
    put_class(w, "lines", n->name);
    put_id(w, n);
    put_lang(w, n);
    put(w, ">");
}

static void put_code(Html *w, const Node *n)
{
    bool marked = w->job->doc->marked, old = marked && str_is(n->name, "deleted");
    bool fresh = marked && str_is(n->name, "added");
    put(w, old ? "<del>" : fresh ? "<ins>" : "");
    put_code_open(w, n);
    put(w, "<code>");
    put_paged_text(w, n, n->u.code.text);
    put(w, "</code></pre>");
    put(w, old ? "</del>\n" : fresh ? "</ins>\n" : "\n");
}

void put_block(Html *w, const Node *n)
{
    switch (n->kind) {
    case NODE_SECTION: put_section(w, n); break;
    case NODE_HEADING:
        if (n != w->title)
            put_heading(w, n);
        break;
    case NODE_PARAGRAPH: put_paragraph(w, n); break;
    case NODE_LIST: put_list(w, n); break;
    case NODE_QUOTE: put_quote(w, n); break;
    case NODE_CODE_BLOCK: put_code(w, n); break;
    case NODE_BREAK: put(w, "<hr>\n"); break;
    case NODE_BOX: put_box(w, n); break;
    case NODE_FIGURE: put_figure(w, n); break;
    case NODE_TABLE: put_table(w, n); break;
    case NODE_NOTE: break; /* behind its section or table */
    default: put_blocks(w, n); break;
    }
}

void put_blocks(Html *w, const Node *parent)
{
    for (const Node *n = parent->first; n; n = n->next)
        put_block(w, n);
}
