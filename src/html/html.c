/* The page from top to bottom:
 *
 *     skip link · header (title) · other formats · nav (contents) · main (the tree) · footer (accessibility statement)
 *
 * The parts of a pack follow one another in main, each with its own document, template and language. */
#include "html/html_private.h"

static void take_part(Html *w, const Node *part, int index)
{
    w->part = part;
    w->part_index = index;
    w->doc = part->u.part.doc;
    w->tpl = part->u.part.tpl;
    w->nlevels = 0;
}

static void put_part(Html *w, const Node *part)
{
    bool several = !doc_only_part(w->job->doc);
    if (several) {
        put(w, "<div");
        put_class(w, "part", w->tpl->name);
        put_id(w, part);
        if (!str_eq(w->doc->lang, w->job->doc->lang))
            put_lang_tag(w, w->doc->lang, true);
        put(w, ">\n");
    }
    put_blocks(w, part);
    put(w, several ? "</div>\n" : "");
}

static void put_main(Html *w)
{
    int index = 0;
    put(w, "<main id=\"main\">\n");
    const Node *first = w->job->doc->root->first, *part = first;
    do {
        take_part(w, part, index++);
        put_part(w, part);
    } while ((part = part->next));
    take_part(w, first, 0);
    put_last_page_marks(w);
    put(w, "</main>\n");
}

static void put_skip_link(Html *w)
{
    put(w, "<a class=\"skip\" href=\"#main\" data-words=\"page\">");
    put_escaped(w, language_word(w->doc->language, WORD_WEB_SKIP));
    put(w, "</a>\n");
}

static void put_page(Html *w)
{
    put(w, "<!DOCTYPE html>\n<html");
    put_lang_tag(w, w->job->doc->lang, false);
    put(w, ">\n");
    put_head(w);
    put(w, "<body>\n");
    put_skip_link(w);
    put_front(w);
    put_formats(w);
    if (w->contents.n)
        put_contents(w);
    put_main(w);
    put_foot(w);
    put(w, "</body>\n</html>\n");
}

static bool is_lead(const Html *w, const Node *n)
{
    const Node *next = n && n->kind == NODE_PARAGRAPH ? n->next : NULL;
    return next && next->kind == NODE_HEADING && str_eq(node_text(w->arena, n), next->u.heading.short_title);
}

/* The first heading of a document without a cover may be its title. */
static void find_title(Html *w)
{
    const Node *section = w->job->doc->root->first->first, *first = section ? section->first : NULL;
    const Node *lead = is_lead(w, first) ? first : NULL, *heading = lead ? lead->next : first;
    bool says = heading && heading->kind == NODE_HEADING && !heading->number.n
                && str_eq(node_text(w->arena, heading), w->job->doc->title);
    w->title = says ? heading : NULL;
    w->lead = says ? lead : NULL;
}

static void name_places(Html *w)
{
    static const char *const own[] = {"main", "contents-title", "formats", "formats-title", "accessibility"};
    for (int i = 0; i < COUNT(own); i++)
        id_named(w, str_c(own[i]));
    find_title(w);
    if (has_contents(w))
        w->contents = id_named(w, STR("contents"));
    pages_find(w);
    ids_find(w);
}

bool html_write(const HtmlJob *job, OutFile *out)
{
    Html w = {.job = job, .arena = job->arena, .file = out};
    take_part(&w, job->doc->root->first, 0);
    name_places(&w);
    put_page(&w);
    put_flush(&w);
    buf_free(&w.out);
    return !w.failed;
}
