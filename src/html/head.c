/* What the page says about itself to programs: title, description, Dublin Core. Addresses of other sites are not among
 * it but the name of that vocabulary, and a policy forbids the page to load anything or to run a script. */
#include "html/html_private.h"

#include "base/utf8.h"

static void put_meta(Html *w, const char *name, Str content)
{
    if (!content.n)
        return;
    put(w, "<meta name=\"");
    put(w, name);
    put(w, "\"");
    put_attribute(w, "content", content);
    put(w, ">\n");
}

static Str keywords_of(Html *w, const Doc *doc)
{
    Buf b = {0};
    for (int i = 0; i < doc->nkeywords; i++) {
        buf_puts(&b, i ? ", " : "");
        buf_str(&b, doc->keywords[i]);
    }
    return buf_take(&b, w->arena);
}

/* In a window or a list of results the organisation helps to tell one annual report from another, if there is room. */
static void put_title(Html *w, const Doc *doc)
{
    enum { ROOM = 70 }; /* characters */
    Str title = doc->words.draft_title.n ? doc->words.draft_title : doc->title;
    put(w, "<title>");
    put_escaped(w, title);
    if (doc->organisation.n && utf8_count(title) + utf8_count(doc->organisation) + 3 <= ROOM) {
        put(w, " \xE2\x80\x93 ");
        put_escaped(w, doc->organisation);
    }
    put(w, "</title>\n");
}

static void put_dublin_core(Html *w, const Doc *doc)
{
    put(w, "<link rel=\"schema.dcterms\" href=\"http://purl.org/dc/terms/\">\n");
    put_meta(w, "dcterms.title", doc->title);
    put_meta(w, "dcterms.creator", doc->author);
    put_meta(w, "dcterms.publisher", doc->organisation);
    put_meta(w, "dcterms.issued", doc->date);
    put_meta(w, "dcterms.language", doc->lang);
    put_meta(w, "dcterms.subject", doc->subject);
    put_meta(w, "dcterms.temporal", doc->period);
    put_meta(w, "dcterms.hasVersion", doc->edition);
}

void put_head(Html *w)
{
    const Doc *doc = w->job->doc;
    put(w, "<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
           "img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">\n");
    put_title(w, doc);
    put(w, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<meta name=\"format-detection\" content=\"telephone=no\">\n");
    put_meta(w, "description", doc->subject.n ? doc->subject : doc->subtitle);
    put_meta(w, "author", doc->author.n ? doc->author : doc->organisation);
    put_meta(w, "keywords", keywords_of(w, doc));
    put_meta(w, "generator", w->job->producer);
    put_dublin_core(w, doc);
    put_style(w);
    put(w, "</head>\n");
}
