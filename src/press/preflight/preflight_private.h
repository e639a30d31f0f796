/* Shared by the files of press/preflight: a file that is being looked at. */
#ifndef PRESS_PREFLIGHT_PREFLIGHT_PRIVATE_H
#define PRESS_PREFLIGHT_PREFLIGHT_PRIVATE_H

#include <qpdf/qpdf-c.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "press/press.h"

typedef struct Preflight {
    Arena *arena;
    Diag *diag;
    const PressSettings *settings;
    qpdf_data q;
    bool *seen; /* by number of object: it need not be looked at again */
    int nseen;
    int faults;
} Preflight;

/* library.c: before any other call. False: PRS021. It may be called again, and stays loaded. */
bool preflight_load(Diag *d);

/* One thing that is wrong: where ("page 4", "the font /F2") and what. */
void preflight_fault(Preflight *f, Str where, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same value on each call, or what it refers to; of a missing key, null. */
qpdf_oh preflight_at(const Preflight *f, qpdf_oh dictionary, const char *key);
bool preflight_has(const Preflight *f, qpdf_oh dictionary, const char *key);
bool preflight_is(const Preflight *f, qpdf_oh value, const char *name); /* a name, with its slash */
/* A dictionary's keys, with their slashes. */
Strs preflight_keys(const Preflight *f, qpdf_oh dictionary);
/* Is this the first look at the object? A direct one is always new. */
bool preflight_enter(Preflight *f, qpdf_oh object);
/* What a stream holds, without its filters; empty and a fault when it cannot be read. In the arena. */
Str preflight_stream(Preflight *f, Str where, qpdf_oh stream);

/* content.c: the operators of a content stream. */
void preflight_content(Preflight *f, Str where, Str content);
/* resources.c: all that a page or form may draw with. */
void preflight_resources(Preflight *f, Str where, qpdf_oh resources);
void preflight_group(Preflight *f, Str where, qpdf_oh drawn); /* of a page or form */

#endif
