/* The contents: lists in lists, as deep as the template's own. In a document of several parts, all of them. */
#include "html/html_private.h"

enum { DEEPEST = 3, USUAL = 2 };

typedef struct Toc {
    Html *w;
    int levels[DEEPEST], depth; /* open lists */
} Toc;

static const Front *contents_of(const Template *t)
{
    for (int i = 0; i < t->nfronts; i++)
        if (t->fronts[i].kind == FRONT_CONTENTS)
            return &t->fronts[i];
    return NULL;
}

static void close_lists(Toc *t, int above)
{
    while (t->depth > 0 && t->levels[t->depth - 1] > above) {
        put(t->w, "</li>\n</ul>\n");
        t->depth--;
    }
}

static void put_entry(Toc *t, const Node *heading, int level)
{
    Html *w = t->w;
    close_lists(t, level);
    if (t->depth && (t->levels[t->depth - 1] == level || t->depth == DEEPEST)) {
        put(w, "</li>\n<li>");
    } else {
        put(w, "\n<ul>\n<li>");
        t->levels[t->depth++] = level;
    }
    put(w, "<a");
    put_href(w, id_of(w, heading));
    put(w, ">");
    if (heading->number.n) {
        put(w, "<span class=\"number\">");
        put_escaped(w, heading->number);
        put(w, "</span> ");
    }
    put_escaped(w, node_title(w->arena, heading));
    put(w, "</a>");
}

/* The next heading of a part that is in the contents, behind a section's block or (NULL) from the beginning of the
 * section on. */
static const Node *next_listed(const Html *w, const Node *section, const Node *behind)
{
    const Front *front = contents_of(section->parent->u.part.tpl);
    int levels = front ? int_min(front->levels, DEEPEST) : USUAL;
    const Node *n = behind ? behind->next : section->u.section.in_contents ? section->first : NULL;
    while (n
           && (n->kind != NODE_HEADING || n == w->title || n->u.heading.level > levels || str_is(n->name, "unlisted")))
        n = n->next;
    return n;
}

static void put_part(Toc *t, const Node *part)
{
    t->w->doc = part->u.part.doc;
    for (const Node *section = part->first; section; section = section->next)
        for (const Node *n = next_listed(t->w, section, NULL); n; n = next_listed(t->w, section, n))
            put_entry(t, n, node_heading_depth(n));
}

bool has_contents(const Html *w)
{
    int entries = 0;
    for (const Node *part = w->job->doc->root->first; part; part = part->next)
        for (const Node *section = part->first; section; section = section->next)
            for (const Node *n = next_listed(w, section, NULL); n; n = next_listed(w, section, n))
                entries++;
    return entries > 1;
}

static Str title_of_contents(Html *w)
{
    const Front *front = contents_of(w->tpl);
    Str title = front ? w->doc->words.front_titles[front - w->tpl->fronts] : STR("");
    return title.n ? title : language_word(w->doc->language, WORD_WEB_CONTENTS);
}

void put_contents(Html *w)
{
    Toc t = {.w = w};
    const Doc *doc = w->doc;
    put(w, "<nav class=\"contents\"");
    put_attribute(w, "id", w->contents);
    put(w, " aria-labelledby=\"contents-title\">\n");
    put_first_page_marks(w);
    put(w, "<h2 id=\"contents-title\">");
    put_escaped(w, title_of_contents(w));
    put(w, "</h2>");
    for (const Node *part = w->job->doc->root->first; part; part = part->next)
        put_part(&t, part);
    close_lists(&t, 0);
    put(w, "</nav>\n");
    w->doc = doc;
}
