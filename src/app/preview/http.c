/* libmicrohttpd, run from outside by one descriptor (epoll), so that the whole program is one thread.
 *
 * The library is loaded when it is needed, with all that it needs itself, as libqpdf is (press/preflight/library.c):
 * other verbs do not pay for it. A stream sleeps while it has nothing to send, and http_publish wakes it. */
#include "app/preview/http.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/vec.h"

enum { SECRET = 16, SECRET_HEX = 2 * SECRET, BEHIND_SECRET = SECRET_HEX + 2 }; /* the address is /SECRET/… */

/* ---- the library ---- */

#define FUNCTIONS(X)                 \
    X(start_daemon)                  \
    X(stop_daemon)                   \
    X(get_daemon_info)               \
    X(get_timeout)                   \
    X(run)                           \
    X(lookup_connection_value)       \
    X(create_response_from_buffer)   \
    X(create_response_from_callback) \
    X(add_response_header)           \
    X(queue_response)                \
    X(destroy_response)              \
    X(suspend_connection)            \
    X(resume_connection)

#define FIELD(name) __typeof__(MHD_##name) *(name);
static struct {
    FUNCTIONS(FIELD)
} mhd;

static bool load(void)
{
    void *handle = dlopen(PLANPRESS_MICROHTTPD, RTLD_NOW | RTLD_LOCAL), *found;
#define FIND(name)                                       \
    found = handle ? dlsym(handle, "MHD_" #name) : NULL; \
    if (!found)                                          \
        return false;                                    \
    memcpy(&mhd.name, &found, sizeof found);
    FUNCTIONS(FIND)
    return true;
}

/* ---- the server ---- */

typedef struct HttpStream {
    struct Http *server;
    struct MHD_Connection *connection;
    Buf waiting; /* to be sent */
    bool asleep;
    struct HttpStream *next;
} HttpStream;

struct Http {
    struct MHD_Daemon *daemon;
    HttpHandler handler;
    void *with;
    char address[64 + SECRET_HEX], secret[SECRET_HEX + 1], host[2][32]; /* host: what a browser may name it */
    HttpStream *streams;
    Buf last; /* what was published last */
};

static bool is_host(const Http *h, const char *host)
{
    return host && (strcmp(host, h->host[0]) == 0 || strcmp(host, h->host[1]) == 0);
}

/* ---- streams ---- */

static ssize_t stream_read(void *cls, uint64_t pos, char *out, size_t most)
{
    HttpStream *s = cls;
    (void)pos;
    if (s->waiting.n == 0) {
        s->asleep = true;
        mhd.suspend_connection(s->connection);
        return 0;
    }
    int n = int_min(s->waiting.n, (int)most);
    memcpy(out, s->waiting.p, (size_t)n);
    memmove(s->waiting.p, s->waiting.p + n, (size_t)(s->waiting.n - n));
    s->waiting.n -= n;
    return n;
}

static void stream_end(void *cls)
{
    HttpStream *s = cls;
    for (HttpStream **at = &s->server->streams; *at; at = &(*at)->next)
        if (*at == s) {
            *at = s->next;
            break;
        }
    buf_free(&s->waiting);
    free(s);
}

static struct MHD_Response *new_stream(Http *h, struct MHD_Connection *c)
{
    HttpStream *s = calloc(1, sizeof *s);
    if (!s)
        out_of_memory();
    *s = (HttpStream){.server = h, .connection = c, .next = h->streams};
    h->streams = s;
    buf_puts(&s->waiting, "retry: 500\n");
    buf_str(&s->waiting, buf_view(&h->last));
    buf_puts(&s->waiting, "\n");
    return mhd.create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, stream_read, s, stream_end);
}

void http_publish(Http *h, Str data)
{
    h->last.n = 0;
    buf_format(&h->last, "data: " STR_FMT "\n\n", STR_ARG(data));
    for (HttpStream *s = h->streams; s; s = s->next) {
        buf_str(&s->waiting, buf_view(&h->last));
        if (s->asleep)
            mhd.resume_connection(s->connection);
        s->asleep = false;
    }
}

/* ---- answers ---- */

static enum MHD_Result reply(struct MHD_Connection *c, int status, const char *type, bool lasting,
                             struct MHD_Response *r)
{
    static const char policy[] = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src "
                                 "'self' "
                                 "data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
                                 "frame-ancestors 'self'";
    mhd.add_response_header(r, "Content-Type", type);
    mhd.add_response_header(r, "Content-Security-Policy", policy);
    mhd.add_response_header(r, "X-Content-Type-Options", "nosniff");
    mhd.add_response_header(r, "Referrer-Policy", "no-referrer");
    mhd.add_response_header(r, "Cross-Origin-Resource-Policy", "same-origin");
    mhd.add_response_header(r, "Cache-Control", lasting ? "private, max-age=86400, immutable" : "no-store");
    enum MHD_Result result = mhd.queue_response(c, (unsigned)status, r);
    mhd.destroy_response(r);
    return result;
}

static enum MHD_Result reply_text(struct MHD_Connection *c, int status, const char *type, bool lasting, Str body)
{
    Buf copy = {0};
    buf_str(&copy, body);
    struct MHD_Response *r = mhd.create_response_from_buffer((size_t)copy.n, copy.p, MHD_RESPMEM_MUST_FREE);
    return reply(c, status, type, lasting, r);
}

/* The secret is compared in full, whatever differs. */
static bool has_secret(const Http *h, const char *url)
{
    int differs = strlen(url) < BEHIND_SECRET;
    for (int i = 0; i < SECRET_HEX && !differs; i++)
        differs |= url[1 + i] ^ h->secret[i];
    return !differs && url[1 + SECRET_HEX] == '/';
}

static enum MHD_Result answer(void *cls, struct MHD_Connection *c, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **state)
{
    static int begun;
    Http *h = cls;
    (void)version;
    (void)upload;
    if (!*state) { /* the head alone has come */
        *state = &begun;
        return MHD_YES;
    }
    if (*upload_size)
        return MHD_NO;
    if (!is_host(h, mhd.lookup_connection_value(c, MHD_HEADER_KIND, "Host")) || !has_secret(h, url))
        return reply_text(c, MHD_HTTP_FORBIDDEN, "text/plain", false,
                          STR("The address is not that of this preview.\n"));
    if (strcmp(method, "GET") != 0)
        return reply_text(c, MHD_HTTP_METHOD_NOT_ALLOWED, "text/plain", false, STR("Only GET is answered.\n"));
    HttpAnswer to = {.status = MHD_HTTP_NOT_FOUND, .type = "text/plain", .body = STR("There is no such page.\n")};
    const char *query = mhd.lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "at");
    h->handler(h->with, str_c(url + BEHIND_SECRET), str_c(query), &to);
    if (to.stream)
        return reply(c, MHD_HTTP_OK, "text/event-stream", false, new_stream(h, c));
    return reply_text(c, to.status, to.type, to.lasting, to.body);
}

/* ---- starting and ending ---- */

static bool make_secret(Http *h)
{
    unsigned char bytes[SECRET];
    if (getrandom(bytes, sizeof bytes, 0) != SECRET)
        return false;
    for (int i = 0; i < SECRET; i++)
        snprintf(h->secret + 2 * (size_t)i, 3, "%02x", bytes[i]);
    return true;
}

static bool listen_at(Http *h, int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    h->daemon = mhd.start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (uint16_t)port, NULL, NULL, answer, h,
                                 MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&to, MHD_OPTION_CONNECTION_LIMIT, 64U,
                                 MHD_OPTION_END);
    if (!h->daemon)
        return false;
    const union MHD_DaemonInfo *info = mhd.get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
    int bound = info ? info->port : port;
    snprintf(h->host[0], sizeof h->host[0], "127.0.0.1:%d", bound);
    snprintf(h->host[1], sizeof h->host[1], "localhost:%d", bound);
    snprintf(h->address, sizeof h->address, "http://%s/%s/", h->host[0], h->secret);
    return true;
}

Http *http_start(int port, HttpHandler handler, void *with, const char **why)
{
    Http *h = calloc(1, sizeof *h);
    if (!h)
        out_of_memory();
    h->handler = handler;
    h->with = with;
    *why = !load()               ? "the library libmicrohttpd is missing; install the Debian package libmicrohttpd12"
           : !make_secret(h)     ? "the system gives no random numbers"
           : !listen_at(h, port) ? "the port cannot be used: another program may have it; choose one with --port"
                                 : NULL;
    if (!*why)
        return h;
    free(h);
    return NULL;
}

void http_stop(Http *h)
{
    for (HttpStream *s = h->streams; s; s = s->next)
        if (s->asleep)
            mhd.resume_connection(s->connection);
    mhd.stop_daemon(h->daemon);
    buf_free(&h->last);
    free(h);
}

Str http_address(const Http *h)
{
    return str_c(h->address);
}

int http_fd(const Http *h)
{
    return mhd.get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int http_timeout(const Http *h)
{
    unsigned MHD_LONG_LONG ms;
    return mhd.get_timeout(h->daemon, &ms) == MHD_YES ? (int)(ms < 1000 ? ms : 1000) : -1;
}

void http_run(Http *h)
{
    mhd.run(h->daemon);
}
