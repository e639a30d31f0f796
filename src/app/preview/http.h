/* Answers a browser on the same machine, and tells it when something has changed.
 *
 * It listens on 127.0.0.1 alone. Every address begins with a secret of this run, and the Host that a browser names must
 * be this server, so that neither another user nor a page from elsewhere gets anything. Only GET is answered. */
#ifndef APP_PREVIEW_HTTP_H
#define APP_PREVIEW_HTTP_H

#include "base/str.h"

typedef struct Http Http;

typedef struct HttpAnswer {
    int status;       /* 404 unless it is set */
    const char *type; /* of MIME */
    Str body;         /* copied */
    bool lasting;     /* what has this address is always the same */
    bool stream;      /* no body: what http_publish gives, as it comes (server-sent events) */
} HttpAnswer;

/* path: behind the secret, "page/12"; query: of "?at=…", decoded; empty: there is none. */
typedef void (*HttpHandler)(void *with, Str path, Str query, HttpAnswer *out);

/* port 0: any that is free. NULL: *why says what is wrong, in words. */
Http *http_start(int port, HttpHandler handler, void *with, const char **why);
void http_stop(Http *h);
/* "http://127.0.0.1:1234/SECRET/"; in the server's memory. */
Str http_address(const Http *h);

int http_fd(const Http *h);      /* can be read when there is something to do */
int http_timeout(const Http *h); /* milliseconds until there is; -1: nothing is due */
void http_run(Http *h);          /* does what there is to do, without waiting */
/* Sends one line of data to everybody who listens, and to those who begin to listen later. */
void http_publish(Http *h, Str data);

#endif
