/* Compiled schemas are kept while a document is read, if the Reader wants it, because it has many files of one kind.
 *
 * Schemas are larger than most of the files they describe, and half of each is documentation that only messages use.
 * So it is cut out of a schema before it is parsed and compiled, and a part that several include is read once. For a
 * file that does not fit, the schema is read again in full, and the file validated a second time, to report what is
 * wrong. */
#include "read/xml/schema_private.h"

#include <libxml/xmlschemas.h>

#include "file/file.h"
#include "base/str.h"
#include "base/vec.h"
#include "read/xml/message_private.h"
#include "read/xml/parse_private.h"

/* A schema. compiled and tree are NULL when it could not be read; described is read when there is something to
 * report. */
typedef struct Schema {
    Str name;
    xmlDoc *tree; /* the tree it was compiled from, without documentation */
    xmlSchema *compiled;
    xmlDoc *described;
} Schema;

/* A file that schemas include. */
typedef struct Part {
    Str file;
    xmlDoc *tree;
} Part;

struct Schemas {
    Arena *job;
    xmlParserCtxt *parser; /* of all files, so that names are stored once */
    VEC(Schema *) kept;
    VEC(Part) parts;
};

Schemas *schemas_new(Arena *job)
{
    Schemas *s = NEW(job, Schemas);
    s->job = job;
    return s;
}

void schemas_free(Schemas *s)
{
    for (int i = 0; s && i < s->kept.n; i++) {
        xmlSchemaFree(s->kept.at[i]->compiled);
        xmlFreeDoc(s->kept.at[i]->tree);
        xmlFreeDoc(s->kept.at[i]->described);
    }
    for (int i = 0; s && i < s->parts.n; i++)
        xmlFreeDoc(s->parts.at[i].tree);
    if (s)
        xmlFreeParserCtxt(s->parser);
}

xmlParserCtxt **schemas_parser(Schemas *s)
{
    return &s->parser;
}

/* --- errors ----------------------------------------------------------------- */

/* What the error handlers of a validation, or of the compiling of a schema, work on. */
typedef struct Faults {
    const Reader *reader;
    int file;
    xmlDoc *schema; /* the schema as a document with its documentation; NULL: reports nothing, only counts errors */
    const void *last_node; /* of the last validation error, to skip its echo */
    int count;
} Faults;

static void on_validity_error(void *user, xmlError *error)
{
    Faults *faults = user;
    const xmlNode *node = error->node;
    if (node && node->type == XML_ATTRIBUTE_NODE)
        node = node->parent;
    bool echo = node && node == faults->last_node && xml_is_echo(error);
    faults->last_node = node;
    faults->count++;
    if (!faults->schema || error->level == XML_ERR_WARNING || echo)
        return;
    const XmlNode *e = node ? node->_private : NULL;
    Pos pos = {.file = (int16_t)faults->file, .line = error->line};
    xml_report_validity_error(faults->reader, faults->schema, error, e, e ? xml_pos(e, faults->file) : pos);
}

/* A schema is part of planpress, so an error in one is passed on as it comes. */
static void on_schema_error(void *user, xmlError *error)
{
    Faults *faults = user;
    if (error->level == XML_ERR_WARNING)
        return;
    if (!faults->count++)
        diag(faults->reader->diag, DOC003, (Pos){.file = (int16_t)faults->file, .line = error->line},
             "cannot use the schema: " STR_FMT, STR_ARG(str_trim(str_c(error->message))));
}

/* --- reading and compiling -------------------------------------------------- */

/* As many lines, and bytes in the last of them, so that the rest keeps its places. */
static void put_blank(Buf *out, Str cut)
{
    for (int line; (line = str_find(cut, "\n")) >= 0; cut = str_sub(cut, line + 1, cut.n))
        buf_char(out, '\n');
    for (int i = 0; i < cut.n; i++)
        buf_char(out, ' ');
}

static Str without_documentation(Arena *a, Str text)
{
    static const char begin[] = "<xs:annotation>", end[] = "</xs:annotation>";
    Buf out = {0};
    for (int from; (from = str_find(text, begin)) >= 0;) {
        Str behind = str_sub(text, from, text.n);
        int length = str_find(behind, end);
        if (length < 0)
            break;
        buf_str(&out, str_sub(text, 0, from));
        length += (int)sizeof end - 1;
        put_blank(&out, str_sub(behind, 0, length));
        text = str_sub(behind, length, behind.n);
    }
    buf_str(&out, text);
    return buf_take(&out, a);
}

static xmlDoc *read_schema_file(const Reader *r, Str file, Pos from, int *number, bool bare)
{
    Str path = path_join(r->job, path_join(r->job, r->home, STR("templates/schemas")), file);
    Str text;
    if (!path_exists(path)) {
        diag(r->diag, IO005, from, "schema " STR_FMT " is missing", STR_ARG(path));
        return NULL;
    }
    *number = file_read(r->job, r->diag, path, from, &text);
    if (*number && bare)
        text = without_documentation(r->job, text);
    return *number ? xml_parse(r, &r->schemas->parser, *number, text, bare) : NULL;
}

static xmlDoc *read_part(const Reader *r, Str file, Pos from, int *number)
{
    Schemas *s = r->schemas;
    for (int i = 0; i < s->parts.n; i++)
        if (str_eq(s->parts.at[i].file, file))
            return s->parts.at[i].tree;
    xmlDoc *tree = read_schema_file(r, file, from, number, true);
    if (tree)
        VEC_PUSH(s->job, &s->parts, (Part){file, tree});
    return tree;
}

/* Copies of the elements of a part replace the element that includes it. */
static void put_part(xmlDoc *schema, xmlNode *include, xmlDoc *part)
{
    for (xmlNode *e = xmlDocGetRootElement(part)->last; e; e = e->prev) {
        xmlNode *copy = xmlDocCopyNode(e, schema, 1);
        check(copy);
        xmlAddNextSibling(include, copy);
    }
    xmlUnlinkNode(include);
    xmlFreeNode(include);
}

/* Puts an included part into the schema, so that one document contains all that a message may look up. A part includes
 * nothing itself. */
static bool replace_include(const Reader *r, xmlNode *include, Pos from, int *number, bool bare)
{
    xmlChar *name = xmlGetNoNsProp(include, BAD_CAST "schemaLocation");
    Str file = str_dup(r->job, str_c((const char *)name));
    xmlFree(name);
    xmlDoc *part = bare ? read_part(r, file, from, number) : read_schema_file(r, file, from, number, false);
    if (!part)
        return false;
    put_part(include->doc, include, part);
    if (!bare)
        xmlFreeDoc(part);
    return true;
}

static xmlDoc *read_schema(const Reader *r, Str name, Pos from, int *number, bool bare)
{
    xmlDoc *schema = read_schema_file(r, str_format(r->job, STR_FMT ".xsd", STR_ARG(name)), from, number, bare);
    if (!schema)
        return NULL;
    for (xmlNode *e = xmlDocGetRootElement(schema)->children, *next; e; e = next) {
        next = e->next;
        if (e->type != XML_ELEMENT_NODE || !xmlStrEqual(e->name, BAD_CAST "include"))
            continue;
        if (replace_include(r, e, from, number, bare))
            continue;
        xmlFreeDoc(schema);
        return NULL;
    }
    return schema;
}

static void compile_schema(const Reader *r, Schema *s, Pos from)
{
    Faults faults = {.reader = r};
    s->tree = read_schema(r, s->name, from, &faults.file, true);
    if (!s->tree)
        return;
    xmlSchemaParserCtxt *context = xmlSchemaNewDocParserCtxt(s->tree);
    check(context);
    xmlSchemaSetParserStructuredErrors(context, on_schema_error, &faults);
    s->compiled = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
}

static Schema *schema_named(const Reader *r, const char *name, Pos from)
{
    for (int i = 0; i < r->schemas->kept.n; i++)
        if (str_is(r->schemas->kept.at[i]->name, name))
            return r->schemas->kept.at[i];
    Schema *s = NEW(r->job, Schema);
    s->name = str_dup(r->job, str_c(name));
    compile_schema(r, s, from);
    VEC_PUSH(r->schemas->job, &r->schemas->kept, s);
    return s;
}

static bool validate_with(xmlSchema *schema, xmlDoc *doc, Faults *faults)
{
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);
    check(context);
    xmlSchemaSetValidStructuredErrors(context, on_validity_error, faults);
    int result = xmlSchemaValidateDoc(context, doc);
    xmlSchemaFreeValidCtxt(context);
    check(result == 0 || faults->count > 0);
    return result == 0;
}

static void report_faults(const Reader *r, Schema *schema, xmlDoc *doc, int file, Pos from)
{
    int number = 0;
    if (!schema->described)
        schema->described = read_schema(r, schema->name, from, &number, false);
    Faults faults = {.reader = r, .file = file, .schema = schema->described};
    if (faults.schema)
        validate_with(schema->compiled, doc, &faults);
}

bool schema_fits(const Reader *r, xmlDoc *doc, int file, const char *name, Pos from)
{
    Schema *schema = schema_named(r, name, from);
    Faults counted = {.reader = r, .file = file};
    if (!schema->compiled)
        return false;
    bool valid = validate_with(schema->compiled, doc, &counted);
    if (!valid)
        report_faults(r, schema, doc, file, from);
    return valid;
}
