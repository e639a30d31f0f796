/* Documents that are built again whenever something that they are made from changes. */
#ifndef APP_WATCH_WATCH_H
#define APP_WATCH_WATCH_H

#include "app/build/batch.h"

/* A watch goes on beside other work of its process: it says what it waits for, and does a step at a time. */
typedef struct Watch Watch;

/* What a build of a document gave. Called in the watching process. */
typedef void (*WatchMade)(void *with, Str path, const Outcome *o);

typedef struct WatchJob {
    const Options *options;
    DocumentWork work; /* fills the outcome's inputs */
    WatchMade made;    /* NULL: nobody asks */
    void *with;
} WatchJob;

/* Finds the documents. NULL: there are none; that is reported, and is in *status. */
Watch *watch_new(const WatchJob *job, Status *status);
void watch_free(Watch *w);

/* At most two descriptors that can be read when there is a step to do; *n of them. */
void watch_fds(const Watch *w, int fds[2], int *n);
int watch_timeout(const Watch *w); /* milliseconds until there is one in any case; -1: none */
void watch_step(Watch *w);
void watch_again(Watch *w); /* builds everything, as if it had changed */

/* VERB_WATCH: until a signal ends it. */
Status watch_documents(const Options *options);

#endif
