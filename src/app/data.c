/* The tables of a document as files for others to use, in OUTPUT/NAME/data/:
 *
 *     budget.csv  budget.csv-metadata.json        every table, and what its columns mean
 *     grants.csv  grants.csv-metadata.json
 *     NAME.ods                                    all tables in one workbook
 *     grants-360giving.csv                        grants again, in the columns of that standard
 *     manifest.json                               all of these, with their SHA-256
 *
 * A document with errors gives no data: nobody should reuse figures that do not cast. */
#include "app/data.h"

#include <errno.h>
#include <string.h>

#include "app/build/batch.h"
#include "app/build/job.h"
#include "file/file.h"
#include "base/json.h"
#include "open/open_data.h"

typedef struct Export {
    Job *job;
    Str folder;
    Buf manifest;
    int files;
    bool failed;
} Export;

static void write_file(Export *e, Str name, Str bytes)
{
    OutFile *out = outfile_open(e->job->arena, path_join(e->job->arena, e->folder, name), e->job->diag);
    if (out)
        outfile_write(out, bytes.p, (size_t)bytes.n);
    if (!out || !outfile_commit(out))
        e->failed = true;
}

/* Writes one file, and its line in the manifest. No table: it has all of them. */
static void put_file(Export *e, Str name, Buf *bytes, const char *type, Str table)
{
    write_file(e, name, buf_view(bytes));
    buf_puts(&e->manifest, e->files++ ? ",\n    {\"name\": " : "\n    {\"name\": ");
    json_string(&e->manifest, name);
    buf_puts(&e->manifest, ", \"table\": ");
    if (table.n)
        json_string(&e->manifest, table);
    else
        buf_puts(&e->manifest, "null");
    buf_format(&e->manifest, ", \"mediaType\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\"}", type, bytes->n,
               hash_of(buf_view(bytes)).hex);
    buf_free(bytes);
}

static void export_table(Export *e, const Table *t)
{
    Arena *a = e->job->arena;
    Buf csv = {0}, meta = {0}, grants = {0};
    Str name = str_format(a, STR_FMT ".csv", STR_ARG(t->id));
    table_csv(t, &csv);
    put_file(e, name, &csv, "text/csv", t->id);
    table_csvw(e->job->doc, t, name, &meta);
    put_file(e, str_format(a, STR_FMT "-metadata.json", STR_ARG(name)), &meta, "application/csvm+json", t->id);
    if (!table_is_grants(t))
        return;
    grants_360(e->job->doc, t, &grants);
    put_file(e, str_format(a, STR_FMT "-360giving.csv", STR_ARG(t->id)), &grants, "text/csv", t->id);
}

static void export_workbook(Export *e)
{
    Buf ods = {0};
    workbook_ods(e->job->doc, &ods);
    put_file(e, str_format(e->job->arena, STR_FMT ".ods", STR_ARG(path_base(e->job->name))), &ods,
             "application/vnd.oasis.opendocument.spreadsheet", (Str){0});
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

static bool make_folder(Export *e)
{
    e->folder = path_join(e->job->arena, job_result(e->job, ""), STR("data"));
    if (dir_make(e->folder))
        return true;
    diag(e->job->diag, IO002, (Pos){0}, "cannot create the folder \"" STR_FMT "\": %s", STR_ARG(e->folder),
         strerror(errno));
    return false;
}

static void export_all(Job *j, Outcome *out)
{
    Export e = {.job = j};
    const Map *tables = &j->doc->tables;
    if (tables->n == 0) {
        if (!j->options->quiet)
            buf_format(&out->said, STR_FMT ": no data\n", STR_ARG(j->shown));
        return;
    }
    if (!make_folder(&e))
        return;
    begin_manifest(&e);
    for (int i = 0; i < tables->n; i++)
        export_table(&e, tables->entries[i].value);
    export_workbook(&e);
    buf_puts(&e.manifest, "\n  ]\n}\n");
    write_file(&e, STR("manifest.json"), buf_view(&e.manifest));
    buf_free(&e.manifest);
    if (!e.failed && !j->options->quiet)
        buf_format(&out->said, STR_FMT ": %d table%s → " STR_FMT "\n", STR_ARG(j->shown), tables->n,
                   tables->n == 1 ? "" : "s", STR_ARG(shown(j->arena, e.folder)));
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
