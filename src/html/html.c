/* The page from top to bottom:
 *
 *     skip link · header (title) · nav (contents) · main (the tree) · footer
 *
 * The parts of a pack follow one another in main, each with its own document, template and language. */
#include "html/html_private.h"

static void take_part(Html *w, const Node *part)
{
    w->doc = part->u.part.doc;
    w->tpl = part->u.part.tpl;
    w->nlevels = 0;
}

static void put_header(Html *w)
{
    const Doc *doc = w->job->doc;
    put(w, "<header class=\"top\">\n");
    if (doc->organisation.n) {
        put(w, "<p class=\"organisation\">");
        put_escaped(w, doc->organisation);
        put(w, "</p>\n");
    }
    put(w, "<h1>");
    put_escaped(w, doc->words.draft_title.n ? doc->words.draft_title : doc->title);
    put(w, "</h1>\n</header>\n");
}

static void put_part(Html *w, const Node *part)
{
    take_part(w, part);
    bool several = !doc_only_part(w->job->doc);
    if (several) {
        put(w, "<div class=\"part\"");
        put_id(w, part);
        if (!str_eq(w->doc->lang, w->job->doc->lang))
            put_lang_tag(w, w->doc->lang, true);
        put(w, ">\n");
    }
    put_blocks(w, part);
    put(w, several ? "</div>\n" : "");
}

static void put_page(Html *w)
{
    const Doc *doc = w->job->doc;
    put(w, "<!DOCTYPE html>\n<html");
    put_lang_tag(w, doc->lang, true);
    put(w, ">\n");
    put_head(w);
    put(w, "<body>\n");
    put_header(w);
    put(w, "<main id=\"main\">\n");
    for (const Node *part = doc->root->first; part; part = part->next)
        put_part(w, part);
    put(w, "</main>\n</body>\n</html>\n");
}

bool html_write(const HtmlJob *job, OutFile *out)
{
    Html w = {.job = job, .arena = job->arena, .file = out};
    take_part(&w, job->doc->root->first);
    id_named(&w, STR("main"));
    ids_find(&w);
    put_page(&w);
    put_flush(&w);
    buf_free(&w.out);
    return !w.failed;
}
