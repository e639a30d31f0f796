/* The accessibility statement. It says only what is true of every page: how it was made, what was checked while it was
 * made, and whom to ask. */
#include "html/html_private.h"

static void put_sentence(Html *w, Str words)
{
    put(w, "<p>");
    put_escaped(w, words);
    put(w, "</p>\n");
}

/* A sentence that leads to a place. */
static void put_leading(Html *w, WordId words, Str to)
{
    put(w, "<p><a");
    put_href(w, to);
    put(w, ">");
    put_escaped(w, language_word(w->doc->language, words));
    put(w, "</a>.</p>\n");
}

void put_foot(Html *w)
{
    const Language *l = w->doc->language;
    put(w, "<footer class=\"foot\" data-words=\"page\">\n<h2 id=\"accessibility\">");
    put_escaped(w, language_word(l, WORD_WEB_STATEMENT));
    put(w, "</h2>\n");
    put_sentence(w, language_word(l, WORD_WEB_STATEMENT_BUILT));
    put_sentence(w, language_fill_one(w->arena, l, WORD_WEB_STATEMENT_MADE, w->job->producer));
    put_sentence(w, language_word(l, WORD_WEB_STATEMENT_CHECKED));
    if (w->job->nfiles)
        put_leading(w, WORD_WEB_STATEMENT_FORMATS, STR("formats"));
    if (w->contact)
        put_leading(w, WORD_WEB_STATEMENT_CONTACT, id_of(w, w->contact));
    if (w->contents.n)
        put_leading(w, WORD_WEB_TO_CONTENTS, w->contents);
    put(w, "</footer>\n");
}
