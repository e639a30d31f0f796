/* The tables of documents as open data: the data verb, and what lies beside a web page. */
#ifndef APP_DATA_H
#define APP_DATA_H

#include "app/build/job.h"
#include "app/options.h"

/* A file of open data. */
typedef struct DataFile {
    Str name, bytes;    /* name: in the folder */
    const Table *table; /* whose figures it has; NULL: it has all, or is about others */
    const char *type;   /* its media type */
    Hash hash;
    OutFile *out; /* beside its final place; NULL: not written yet */
} DataFile;
typedef struct DataFiles {
    Str folder;
    VEC(DataFile) files;
} DataFiles;

/* The tables of the job's document as files; none when it has no tables. */
DataFiles data_make(Job *j);
/* Makes the folder, and writes each file beside its final place. False: a diagnostic was added. */
bool data_write(Job *j, DataFiles *d);
/* Puts all of them into their places; the disk has every one before the first is renamed. False: a diagnostic was
 * added. */
bool data_commit(DataFiles *d);
void data_abandon(DataFiles *d);

Status data(const Options *options);

#endif
