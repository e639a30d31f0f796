/* The tables of a document as files for others to use, in OUTPUT/NAME/data/:
 *
 *     budget.csv  budget.csv-metadata.json        every table, and what its columns mean
 *     grants.csv  grants.csv-metadata.json
 *     NAME.ods                                    all tables in one workbook
 *     grants-360giving.csv                        grants again, in the columns of that standard
 *     manifest.json                               all of these, with their SHA-256
 *
 * A document with errors gives no data: nobody should reuse figures that do not cast. All files are complete before the
 * first takes its place. */
#include "app/data.h"

#include <errno.h>
#include <string.h>

#include "app/build/batch.h"
#include "app/build/job.h"
#include "file/file.h"
#include "base/encode/json.h"
#include "open/open_data.h"

#define WORKBOOK_TYPE "application/vnd.oasis.opendocument.spreadsheet"

typedef struct Export {
    Job *job;
    DataFiles *out;
    Buf manifest;
} Export;

/* Frees the bytes. */
static void keep_file(Export *e, DataFile f, Buf *bytes)
{
    f.bytes = buf_take(bytes, e->job->arena);
    f.hash = hash_of(f.bytes);
    VEC_PUSH(e->job->arena, &e->out->files, f);
}

/* Keeps one file, and its line in the manifest. */
static void put_file(Export *e, DataFile f, Buf *bytes)
{
    int size = bytes->n;
    buf_puts(&e->manifest, e->out->files.n ? ",\n    {\"name\": " : "\n    {\"name\": ");
    keep_file(e, f, bytes);
    json_string(&e->manifest, f.name);
    buf_puts(&e->manifest, ", \"table\": ");
    if (f.table)
        json_string(&e->manifest, f.table->id);
    else
        buf_puts(&e->manifest, "null");
    buf_format(&e->manifest, ", \"mediaType\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\"}", f.type, size,
               e->out->files.at[e->out->files.n - 1].hash.hex);
}

static void export_table(Export *e, const Table *t)
{
    Arena *a = e->job->arena;
    Buf csv = {0}, meta = {0}, grants = {0};
    Str name = str_format(a, STR_FMT ".csv", STR_ARG(t->id));
    table_csv(t, &csv);
    put_file(e, (DataFile){.name = name, .table = t, .type = "text/csv"}, &csv);
    table_csvw(e->job->doc, t, name, &meta);
    name = str_format(a, STR_FMT "-metadata.json", STR_ARG(name));
    put_file(e, (DataFile){.name = name, .table = t, .type = "application/csvm+json"}, &meta);
    if (!table_is_grants(t))
        return;
    grants_360(e->job->doc, t, &grants);
    name = str_format(a, STR_FMT "-360giving.csv", STR_ARG(t->id));
    put_file(e, (DataFile){.name = name, .table = t, .type = "text/csv"}, &grants);
}

static void export_workbook(Export *e)
{
    Buf ods = {0};
    workbook_ods(e->job->doc, &ods);
    Str name = str_format(e->job->arena, STR_FMT ".ods", STR_ARG(path_base(e->job->name)));
    put_file(e, (DataFile){.name = name, .type = WORKBOOK_TYPE}, &ods);
}

static void begin_manifest(Export *e)
{
    const Doc *doc = e->job->doc;
    buf_puts(&e->manifest, "{\n  \"schema\": 1,\n  \"document\": ");
    json_string(&e->manifest, doc->name);
    buf_puts(&e->manifest, ",\n  \"title\": ");
    json_string(&e->manifest, doc->title);
    buf_puts(&e->manifest, ",\n  \"period\": ");
    json_string(&e->manifest, doc->period);
    buf_puts(&e->manifest, ",\n  \"publisher\": ");
    json_string(&e->manifest, doc->organisation);
    buf_puts(&e->manifest, ",\n  \"files\": [");
}

DataFiles data_make(Job *j)
{
    DataFiles out = {.folder = path_join(j->arena, job_result(j, ""), STR("data"))};
    Export e = {.job = j, .out = &out};
    const Map *tables = &j->doc->tables;
    if (tables->n == 0)
        return out;
    begin_manifest(&e);
    for (int i = 0; i < tables->n; i++)
        export_table(&e, tables->entries[i].value);
    export_workbook(&e);
    buf_puts(&e.manifest, "\n  ]\n}\n");
    keep_file(&e, (DataFile){.name = STR("manifest.json"), .type = "application/json"}, &e.manifest);
    return out;
}

bool data_write(Job *j, DataFiles *d)
{
    if (d->files.n && !dir_make(d->folder)) {
        diag(j->diag, IO002, (Pos){0}, "cannot create the folder \"" STR_FMT "\": %s", STR_ARG(d->folder),
             strerror(errno));
        return false;
    }
    bool all = true;
    for (int i = 0; i < d->files.n && all; i++) {
        DataFile *f = &d->files.at[i];
        f->out = outfile_open(j->arena, path_join(j->arena, d->folder, f->name), j->diag);
        all = f->out && outfile_write(f->out, f->bytes.p, (size_t)f->bytes.n);
    }
    return all;
}

bool data_commit(DataFiles *d)
{
    bool all = true;
    for (int i = 0; i < d->files.n; i++)
        all = outfile_sync(d->files.at[i].out) && all;
    for (int i = 0; i < d->files.n && all; i++)
        all = outfile_commit(d->files.at[i].out);
    return all;
}

/* Those that are in their places are left alone. */
void data_abandon(DataFiles *d)
{
    for (int i = 0; i < d->files.n; i++)
        outfile_abandon(d->files.at[i].out);
}

static void export_all(Job *j, Outcome *out)
{
    DataFiles d = data_make(j);
    int tables = j->doc->tables.n;
    bool written = data_write(j, &d) && data_commit(&d);
    data_abandon(&d);
    if (!written || j->options->quiet)
        return;
    if (tables)
        buf_format(&out->said, STR_FMT ": %d table%s → " STR_FMT "\n", STR_ARG(j->shown), tables,
                   tables == 1 ? "" : "s", STR_ARG(shown(j->arena, d.folder)));
    else
        buf_format(&out->said, STR_FMT ": no data\n", STR_ARG(j->shown));
}

static void data_one(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    if (job_read(&j) && diag_count(j.diag, SEV_ERROR) == 0)
        export_all(&j, out);
    else
        buf_format(&out->said, STR_FMT ": no data written\n", STR_ARG(j.shown));
    job_end(&j, out);
}

Status data(const Options *options)
{
    return batch_run(options, data_one);
}
