/* A watch and a server in one loop:
 *
 *     watch ──► build in a process ──► pages, symbols, findings ──► state ──► events ──► browser
 *                                                                     ▲                     │
 *                                                                     └──── pages, one by one
 *
 * The state is that of the last build with pages; findings are those of the last build. A page has its address from
 * its own drawing, so that a browser asks only for what it has not seen. Nothing is written to the disk. */
#include "app/preview/preview.h"

#include <poll.h>
#include <stdlib.h>

#include "app/build/report.h"
#include "app/preview/client.h"
#include "app/preview/http.h"
#include "app/preview/pages.h"
#include "app/watch/watch.h"
#include "base/encode/json.h"
#include "base/encode/pack.h"
#include "file/file.h"

typedef struct Picture {
    Str type, bytes;
} Picture;

typedef struct PreviewState {
    PreviewAsked asked;
    Watch *watch;
    Http *http;
    Arena *kept;  /* symbols and pictures: as long as the process */
    Buf symbols;  /* all so far */
    Arena *pages; /* of the last build with pages */
    Buf bytes;    /* which its strings are parts of */
    PreviewMade made;
    Map page_index;
    Map pictures;                       /* id → Picture */
    Buf findings;                       /* of the last build: elements of a JSON array */
    int errors, version, first_changed; /* first_changed: the first page that differs, by index; -1: none */
} PreviewState;

/* ---- the state, for the browser ---- */

static void put_findings(PreviewState *s, Str saved)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    DiagView *list;
    s->findings.n = 0;
    int n = saved.n && diag_load(d, saved) ? diag_list(d, a, &list) : 0;
    s->errors = diag_count(d, SEV_ERROR);
    for (int i = 0; i < n; i++) {
        static const char *const words[] = {"info", "warning", "error", "error"};
        if (code_severity(list[i].code) == SEV_INFO)
            continue;
        buf_format(&s->findings,
                   "%s{\"severity\":\"%s\",\"code\":\"%s\",\"line\":%d,\"path\":", s->findings.n ? "," : "",
                   words[code_severity(list[i].code)], code_name(list[i].code), (int)list[i].pos.line);
        json_string(&s->findings, list[i].pos.file ? diag_path(d, list[i].pos.file) : STR(""));
        buf_puts(&s->findings, ",\"message\":");
        json_string(&s->findings, list[i].message);
        buf_char(&s->findings, '}');
    }
    arena_free(a);
}

static void put_pages(const PreviewState *s, Buf *out)
{
    buf_puts(out, ",\"pages\":[");
    for (int i = 0; i < s->made.pages.pages.n; i++) {
        const PreviewPage *p = &s->made.pages.pages.at[i];
        buf_format(out, "%s{\"id\":\"" STR_FMT "\",\"width\":%.2f,\"height\":%.2f,\"label\":", i ? "," : "",
                   STR_ARG(p->id), (double)p->width / LEN_PT, (double)p->height / LEN_PT);
        json_string(out, p->label);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void put_headings(const PreviewState *s, Buf *out)
{
    buf_puts(out, ",\"contents\":[");
    for (int i = 0; i < s->made.headings.n; i++) {
        buf_format(out, "%s{\"level\":%d,\"page\":%d,\"title\":", i ? "," : "", s->made.headings.at[i].level,
                   s->made.headings.at[i].page);
        json_string(out, s->made.headings.at[i].title);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

/* Absolute, for links that editors follow. */
static void put_files(const PreviewState *s, Buf *out)
{
    buf_puts(out, ",\"files\":[\"\"");
    for (int i = 0; i < s->made.files.n; i++) {
        Arena *a = arena_new();
        char *real = realpath(str_cdup(a, s->made.files.at[i]), NULL);
        buf_char(out, ',');
        json_string(out, real ? str_c(real) : s->made.files.at[i]);
        free(real);
        arena_free(a);
    }
    buf_char(out, ']');
}

static void put_products(const PreviewState *s, Buf *out)
{
    buf_puts(out, ",\"products\":[");
    bool first = true;
    for (int i = 0; i < PRODUCT_HTML; i++)
        if (s->made.products & PRODUCT_BIT(i)) {
            buf_format(out, "%s\"%s\"", first ? "" : ",", product_word((ProductKind)i));
            first = false;
        }
    buf_format(out, "],\"product\":\"%s\"", product_word(s->asked.product));
}

static void put_state(const PreviewState *s, Buf *out)
{
    buf_format(out, "{\"version\":%d,\"errors\":%d,\"changed\":%d,\"symbols\":%d,\"title\":", s->version, s->errors,
               s->first_changed, s->asked.known.symbols.n);
    json_string(out, s->made.title);
    buf_puts(out, ",\"lang\":");
    json_string(out, s->made.lang);
    put_products(s, out);
    put_pages(s, out);
    put_headings(s, out);
    put_files(s, out);
    buf_format(out, ",\"findings\":[" STR_FMT "]}", STR_ARG(buf_view(&s->findings)));
}

static void publish(PreviewState *s)
{
    Buf state = {0};
    s->version++;
    put_state(s, &state);
    http_publish(s->http, buf_view(&state));
    buf_free(&state);
}

/* ---- what a build gave ---- */

static void keep_symbols(PreviewState *s, const PreviewMade *made)
{
    for (int i = 0; i < made->pages.symbols.n; i++) {
        preview_learn(&s->asked.known, made->pages.symbols.at[i].key);
        buf_str(&s->symbols, made->pages.symbols.at[i].svg);
    }
}

static void keep_pictures(PreviewState *s, const PreviewMade *made)
{
    for (int i = 0; i < made->pages.pictures.n; i++) {
        const PreviewPicture *p = &made->pages.pictures.at[i];
        if (map_find(&s->pictures, p->id))
            continue;
        Picture *kept = NEW(s->kept, Picture);
        *kept = (Picture){str_dup(s->kept, p->type), str_dup(s->kept, p->bytes)};
        Str id = str_dup(s->kept, p->id);
        map_put(s->kept, &s->pictures, id, kept);
        map_put(s->kept, &s->asked.pictures, id, kept);
    }
}

static int first_difference(const PreviewMade *before, const PreviewMade *now)
{
    for (int i = 0; i < now->pages.pages.n; i++)
        if (i >= before->pages.pages.n || !str_eq(before->pages.pages.at[i].id, now->pages.pages.at[i].id))
            return i;
    return -1;
}

static void take_pages(PreviewState *s, Str printed)
{
    Arena *a = arena_new();
    Buf bytes = {0};
    PreviewMade made;
    buf_str(&bytes, printed);
    if (!preview_unpack(a, buf_view(&bytes), &made)) {
        arena_free(a);
        buf_free(&bytes);
        return;
    }
    keep_symbols(s, &made);
    keep_pictures(s, &made);
    s->first_changed = s->version ? first_difference(&s->made, &made) : -1;
    arena_free(s->pages);
    buf_free(&s->bytes);
    s->pages = a;
    s->bytes = bytes;
    s->made = made;
    s->page_index = (Map){0};
    for (int i = 0; i < made.pages.pages.n; i++)
        map_put(a, &s->page_index, made.pages.pages.at[i].id, &made.pages.pages.at[i]);
}

static void take(void *with, Str path, const Outcome *o)
{
    PreviewState *s = with;
    (void)path;
    put_findings(s, buf_view(&o->findings));
    if (o->printed.n > 0)
        take_pages(s, buf_view(&o->printed));
    publish(s);
}

/* ---- answers ---- */

static void give(HttpAnswer *out, const char *type, Str body, bool lasting)
{
    *out = (HttpAnswer){.status = 200, .type = type, .body = body, .lasting = lasting};
}

static void give_named(const PreviewState *s, Str kind, Str name, HttpAnswer *out)
{
    const PreviewPage *page = str_is(kind, "page") ? map_find(&s->page_index, name) : NULL;
    const Picture *picture = str_is(kind, "picture") ? map_find(&s->pictures, name) : NULL;
    if (page)
        give(out, "image/svg+xml", page->svg, true);
    else if (picture)
        give(out, str_is(picture->type, "image/png") ? "image/png" : "image/jpeg", picture->bytes, true);
}

static void choose(PreviewState *s, Str name, HttpAnswer *out)
{
    ProductKind kind;
    if (!product_find(name, &kind) || kind == PRODUCT_HTML)
        return;
    s->asked.product = kind;
    watch_again(s->watch);
    give(out, "text/plain", STR("in order\n"), false);
}

static void handle(void *with, Str path, Str query, HttpAnswer *out)
{
    PreviewState *s = with;
    Str kind, name;
    if (path.n == 0)
        give(out, "text/html; charset=utf-8", str_c(client_page), false);
    else if (str_is(path, "preview.js"))
        give(out, "text/javascript; charset=utf-8", str_c(client_script), false);
    else if (str_is(path, "preview.css"))
        give(out, "text/css; charset=utf-8", str_c(client_style), false);
    else if (str_is(path, "symbols"))
        give(out, "image/svg+xml", buf_view(&s->symbols), false);
    else if (str_is(path, "events"))
        out->stream = true;
    else if (str_is(path, "product"))
        choose(s, query, out);
    else if (str_cut(path, '/', &kind, &name))
        give_named(s, kind, name, out);
}

/* ---- the loop ---- */

static void step(PreviewState *s)
{
    struct pollfd polls[3];
    int fds[2], n;
    watch_fds(s->watch, fds, &n);
    for (int i = 0; i < n; i++)
        polls[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    polls[n] = (struct pollfd){.fd = http_fd(s->http), .events = POLLIN};
    int a = watch_timeout(s->watch), b = http_timeout(s->http);
    poll(polls, (nfds_t)n + 1, a < 0 ? b : b < 0 || a < b ? a : b);
    watch_step(s->watch);
    http_run(s->http);
}

/* Of one that has not begun. */
static Status give_up(PreviewState *s, Status status)
{
    if (s->watch)
        watch_free(s->watch);
    arena_free(s->kept);
    return status;
}

Status preview(const Options *options)
{
    Status status;
    const char *why;
    PreviewState s = {.kept = arena_new(), .first_changed = -1};
    s.asked.known.arena = s.kept;
    preview_asked = &s.asked;
    s.watch = watch_new(&(WatchJob){.options = options, .work = preview_document, .made = take, .with = &s}, &status);
    if (!s.watch)
        return give_up(&s, status);
    s.http = http_start(options->port, handle, &s, &why);
    if (!s.http) {
        fprintf(stderr, "planpress: %s\n", why);
        return give_up(&s, STATUS_ENVIRONMENT);
    }
    fprintf(stderr, "Open " STR_FMT " in a browser; Ctrl+C ends the preview\n", STR_ARG(http_address(s.http)));
    for (;;)
        step(&s);
}
