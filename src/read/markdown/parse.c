/* The wall around cmark: its tree is copied into plain nodes in our arena and freed at once.
 *
 * The copy uses cmark's iterator, so depth costs no stack. Source positions of inlines are requested WITHOUT
 * CMARK_OPT_SOURCEPOS. Then cmark 0.30 counts columns straight on over the line ends inside code spans, raw HTML and
 * the tails of links, and starts anew only at soft and hard breaks. This is regular, and flat_place (flat.c) turns
 * it into exact places. With the option, some line ends count and some do not. */
#include "read/markdown/parse_private.h"

#include <cmark.h>

static const MdKind kinds[] = {
    [CMARK_NODE_DOCUMENT] = MD_DOCUMENT,
    [CMARK_NODE_BLOCK_QUOTE] = MD_QUOTE,
    [CMARK_NODE_LIST] = MD_LIST,
    [CMARK_NODE_ITEM] = MD_ITEM,
    [CMARK_NODE_CODE_BLOCK] = MD_CODE_BLOCK,
    [CMARK_NODE_HTML_BLOCK] = MD_HTML_BLOCK,
    [CMARK_NODE_CUSTOM_BLOCK] = MD_HTML_BLOCK,
    [CMARK_NODE_PARAGRAPH] = MD_PARAGRAPH,
    [CMARK_NODE_HEADING] = MD_HEADING,
    [CMARK_NODE_THEMATIC_BREAK] = MD_BREAK,
    [CMARK_NODE_TEXT] = MD_TEXT,
    [CMARK_NODE_SOFTBREAK] = MD_SOFT_BREAK,
    [CMARK_NODE_LINEBREAK] = MD_LINE_BREAK,
    [CMARK_NODE_CODE] = MD_CODE,
    [CMARK_NODE_HTML_INLINE] = MD_HTML,
    [CMARK_NODE_CUSTOM_INLINE] = MD_HTML,
    [CMARK_NODE_EMPH] = MD_EMPH,
    [CMARK_NODE_STRONG] = MD_STRONG,
    [CMARK_NODE_LINK] = MD_LINK,
    [CMARK_NODE_IMAGE] = MD_IMAGE,
};

static Str copied(Arena *a, const char *text)
{
    return str_dup(a, str_c(text));
}

static void copy_list(Md *md, cmark_node *node)
{
    md->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    md->paren = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM;
    md->tight = cmark_node_get_list_tight(node);
    md->start = cmark_node_get_list_start(node);
}

static void copy_payload(Arena *a, Md *md, cmark_node *node)
{
    switch (md->kind) {
    case MD_LIST: copy_list(md, node); break;
    case MD_HEADING: md->level = cmark_node_get_heading_level(node); break;
    case MD_CODE_BLOCK: md->info = copied(a, cmark_node_get_fence_info(node)); /* fall through */
    case MD_HTML_BLOCK:
    case MD_TEXT:
    case MD_CODE:
    case MD_HTML: md->text = copied(a, cmark_node_get_literal(node)); break;
    case MD_LINK:
    case MD_IMAGE:
        md->url = copied(a, cmark_node_get_url(node));
        md->title = copied(a, cmark_node_get_title(node));
        break;
    default: break;
    }
}

static Md *copy_node(Arena *a, cmark_node *node, Md *parent)
{
    Md *md = NEW(a, Md);
    md->kind = kinds[cmark_node_get_type(node)];
    md->line = cmark_node_get_start_line(node);
    md->col = cmark_node_get_start_column(node);
    md->end_line = cmark_node_get_end_line(node);
    md->end_col = cmark_node_get_end_column(node);
    copy_payload(a, md, node);
    md->parent = parent;
    if (parent) {
        if (parent->last)
            parent->last->next = md;
        else
            parent->first = md;
        parent->last = md;
    }
    return md;
}

static bool is_leaf(MdKind kind)
{
    switch (kind) {
    case MD_CODE_BLOCK:
    case MD_HTML_BLOCK:
    case MD_BREAK:
    case MD_TEXT:
    case MD_SOFT_BREAK:
    case MD_LINE_BREAK:
    case MD_CODE:
    case MD_HTML: return true; /* cmark's iterator gives no event when it leaves these */
    default: return false;
    }
}

Md *md_parse(Arena *a, Str text, bool smart)
{
    cmark_node *tree = cmark_parse_document(text.p, (size_t)text.n, smart ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT);
    cmark_iter *walk = cmark_iter_new(tree);
    Md *root = NULL, *parent = NULL;
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        if (event == CMARK_EVENT_EXIT) {
            check(parent);
            parent = parent->parent;
            continue;
        }
        Md *md = copy_node(a, cmark_iter_get_node(walk), parent);
        if (!root)
            root = md;
        if (!is_leaf(md->kind))
            parent = md;
    }
    cmark_iter_free(walk);
    cmark_node_free(tree);
    return root;
}

Str md_decode(Arena *a, Str text)
{
    const Md *md = md_parse(a, text, false);
    while (md && md->kind != MD_TEXT)
        md = md->first;
    return md ? md->text : (Str){0};
}
