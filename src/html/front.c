/* The head of the page: what the cover says, and the same document in other forms. */
#include "html/html_private.h"

/* Words that no-break spaces join go to the next line as one, and are divided at these spaces only where a line has no
 * room for all of them. */
static void put_whole(Html *w, Str words)
{
    static const char joint[] = "\xC2\xA0";
    int to, at;
    for (int from = 0; from < words.n; from = to) {
        for (to = from; to < words.n && words.p[to] != ' ' && words.p[to] != '\n';)
            to++;
        Str whole = str_sub(words, from, to);
        bool joined = str_find(whole, joint) >= 0;
        put(w, joined ? "<span class=\"whole\">" : "");
        for (; (at = str_find(whole, joint)) >= 0; whole = str_sub(whole, at + 2, whole.n)) {
            put_escaped(w, str_sub(whole, 0, at));
            put(w, " ");
        }
        put_escaped(w, whole);
        put(w, joined ? "</span>" : "");
        for (from = to; to < words.n && (words.p[to] == ' ' || words.p[to] == '\n');)
            to++;
        put_escaped(w, str_sub(words, from, to));
    }
}

static void put_line(Html *w, const char *name, Str words)
{
    if (!words.n)
        return;
    put(w, "<p class=\"");
    put(w, name);
    put(w, "\">");
    put_whole(w, words);
    put(w, "</p>\n");
}

/* ---- files ---- */

/* In steps of a thousand, with one decimal place below ten: "980 kB", "1.2 MB". */
static void put_size(Html *w, size_t size)
{
    static const char *const units[] = {"kB", "MB", "GB"};
    int64_t tenths = (int64_t)((size + 99) / 100);
    int unit = 0;
    for (; tenths >= 10000 && unit + 1 < COUNT(units); unit++)
        tenths = (tenths + 500) / 1000;
    if (tenths < 100 && unit > 0)
        buf_format(&w->out, "%d.%d\xC2\xA0%s", (int)(tenths / 10), (int)(tenths % 10), units[unit]);
    else
        buf_format(&w->out, "%lld\xC2\xA0%s", (long long)((tenths + 5) / 10 > 0 ? (tenths + 5) / 10 : 1), units[unit]);
}

static Str name_of(Html *w, const HtmlFile *file)
{
    static const WordId words[] = {[HTML_FILE_PDF] = WORD_WEB_PDF,
                                   [HTML_FILE_LARGE_PRINT] = WORD_WEB_LARGE_PRINT,
                                   [HTML_FILE_WORKBOOK] = WORD_WEB_WORKBOOK,
                                   [HTML_FILE_CSV] = WORD_WEB_CSV};
    const Language *l = w->doc->language;
    if (file->kind == HTML_FILE_CSV)
        return language_fill_one(w->arena, l, WORD_WEB_CSV, file->title.n ? file->title : file->name);
    return language_word(l, words[file->kind]);
}

void put_file_link(Html *w, const HtmlFile *file)
{
    put(w, "<a");
    put_file_address(w, file->name);
    put(w, ">");
    put_escaped(w, name_of(w, file));
    put(w, "</a> <span class=\"size\">(");
    if (file->pages) {
        Str pages = str_format(w->arena, "%d", file->pages);
        put_escaped(w, file->pages == 1 ? language_word(w->doc->language, WORD_WEB_ONE_PAGE)
                                        : language_fill_one(w->arena, w->doc->language, WORD_WEB_PAGES, pages));
        put(w, ", ");
    }
    put_size(w, file->size);
    put(w, ")</span>");
}

static void put_files(Html *w, bool csv)
{
    put(w, "<ul>\n");
    for (int i = 0; i < w->job->nfiles; i++) {
        if ((w->job->files[i].kind == HTML_FILE_CSV) != csv)
            continue;
        put(w, "<li>");
        put_file_link(w, &w->job->files[i]);
        put(w, "</li>\n");
    }
    put(w, "</ul>\n");
}

static bool has_files(const Html *w, bool csv)
{
    for (int i = 0; i < w->job->nfiles; i++)
        if ((w->job->files[i].kind == HTML_FILE_CSV) == csv)
            return true;
    return false;
}

void put_formats(Html *w)
{
    if (!w->job->nfiles)
        return;
    put(w, "<section class=\"formats\" id=\"formats\" aria-labelledby=\"formats-title\" data-words=\"page\">\n"
           "<h2 id=\"formats-title\">");
    put_escaped(w, language_word(w->doc->language, WORD_WEB_FORMATS));
    put(w, "</h2>\n");
    if (has_files(w, false))
        put_files(w, false);
    if (has_files(w, true)) {
        put(w, "<details><summary>");
        put_escaped(w, language_word(w->doc->language, WORD_WEB_CSV_FILES));
        put(w, "</summary>\n");
        put_files(w, true);
        put(w, "</details>\n");
    }
    put(w, "</section>\n");
}

/* ---- the head ---- */

static void put_date(Html *w)
{
    const Doc *doc = w->job->doc;
    if (!doc->date.n || doc->report)
        return;
    put(w, "<p class=\"date\" data-words=\"page\">");
    put_escaped(w, language_fill_one(w->arena, doc->language, WORD_WEB_PUBLISHED, doc->words.date));
    put(w, "</p>\n");
}

void put_front(Html *w)
{
    const Doc *doc = w->job->doc;
    put(w, "<header class=\"top\">\n");
    put_cover_art(w);
    put_line(w, "draft", doc->words.draft);
    put_line(w, "organisation", doc->organisation);
    if (w->title)
        put_page_marks(w, w->title);
    put(w, "<h1");
    if (w->title)
        put_id(w, w->title);
    put(w, ">");
    if (w->title && !doc->words.draft_title.n)
        put_inlines(w, w->title);
    else
        put_whole(w, doc->words.draft_title.n ? doc->words.draft_title : doc->title);
    put(w, "</h1>\n");
    put_line(w, "subtitle", doc->subtitle);
    put_line(w, "period", doc->period);
    put_line(w, "edition", doc->edition);
    put_line(w, "access", doc->words.access);
    put_date(w);
    put(w, "</header>\n");
}
