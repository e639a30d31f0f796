/* One list of facts, collected in turn and then printed. */
#ifndef APP_DOCTOR_DOCTOR_PRIVATE_H
#define APP_DOCTOR_DOCTOR_PRIVATE_H

#include "app/doctor/doctor.h"
#include "base/str.h"
#include "base/vec.h"

/* MISSED: builds do without it, or only some need it. MISSING: every build needs it. */
typedef enum FactState { FACT_FOUND, FACT_MISSED, FACT_MISSING } FactState;

typedef struct DoctorFact {
    const char *kind; /* "font" */
    Str name;
    FactState state;
    Str version, path, hash; /* empty: not known; hash: SHA-256 of the file, if the bytes of a PDF depend on it */
    Str package;             /* of Debian, that would bring it */
    const char *use;         /* what needs it; NULL: no word on that */
} DoctorFact;

typedef struct DoctorFacts {
    Arena *arena;
    VEC(DoctorFact) list;
} DoctorFacts;

DoctorFact *fact(DoctorFacts *f, const char *kind, Str name);
/* Sets path and hash; false: it cannot be read. */
bool fact_file(DoctorFacts *f, DoctorFact *fact, Str path);

void collect_program(DoctorFacts *f); /* with its libraries */
void collect_home(DoctorFacts *f);    /* with templates, fonts and profiles */
void collect_others(DoctorFacts *f);

#endif
