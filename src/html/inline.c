/* Words and what stands among them.
 *
 * A link leads to a place on the page, or to an address of a scheme that can do no harm; any other address is shown
 * behind the words, and leads nowhere. */
#include "html/html_private.h"

#include "base/ascii.h"

static void put_inline(Html *w, const Node *n);

static void put_element(Html *w, const char *name, const Node *n)
{
    put(w, "<");
    put(w, name);
    put_id(w, n);
    put_lang(w, n);
    put(w, ">");
    put_inlines(w, n);
    put(w, "</");
    put(w, name);
    put(w, ">");
}

/* ---- links ---- */

static bool is_safe_address(Str address)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    Str scheme, rest;
    bool safe = false;
    if (!str_cut(address, ':', &scheme, &rest))
        return false;
    for (int i = 0; i < COUNT(schemes); i++)
        safe = safe || str_eq_folded(scheme, str_c(schemes[i]));
    return safe && rest.n;
}

static void put_link(Html *w, const Node *n)
{
    const Node *to = n->u.link.node;
    if (!to && !is_safe_address(n->u.link.target)) {
        put_element(w, "span", n);
        return;
    }
    put(w, "<a");
    if (to) {
        put(w, " href=\"#");
        put_escaped(w, id_of(w, to));
        put(w, "\"");
    } else {
        put_attribute(w, "href", n->u.link.target);
    }
    put_id(w, n);
    put_lang(w, n);
    put(w, ">");
    put_inlines(w, n);
    put(w, "</a>");
}

static void put_ref(Html *w, const Node *n)
{
    put(w, "<a");
    if (n->u.ref.ntargets) {
        put(w, " href=\"#");
        put_escaped(w, id_of(w, n->u.ref.targets[0]));
        put(w, "\"");
    }
    put_id(w, n);
    put(w, ">");
    put_spoken(w, n->number, n->spoken);
    put(w, "</a>");
}

static void put_inline(Html *w, const Node *n)
{
    switch (n->kind) {
    case NODE_TEXT: put_spoken(w, n->u.text.text, n->spoken); break;
    case NODE_SOFT_BREAK: put(w, "\n"); break;
    case NODE_LINE_BREAK: put(w, "<br>"); break;
    case NODE_CODE:
        put(w, "<code>");
        put_spoken(w, n->u.text.text, n->spoken);
        put(w, "</code>");
        break;
    case NODE_EMPH: put_element(w, "em", n); break;
    case NODE_STRONG: put_element(w, "strong", n); break;
    case NODE_STRIKE: put_element(w, "s", n); break;
    case NODE_LINK: put_link(w, n); break;
    case NODE_SPAN: put_element(w, "span", n); break;
    case NODE_IMAGE: put_picture(w, n); break;
    case NODE_REF: put_ref(w, n); break;
    default: put_inlines(w, n); break;
    }
}

void put_inlines(Html *w, const Node *parent)
{
    for (const Node *n = parent->first; n; n = n->next)
        put_inline(w, n);
}
