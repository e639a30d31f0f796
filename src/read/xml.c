/* The libxml2 wall.
 *
 * A file is read whole, checked by us (UTF-8, no DOCTYPE: so there are no entities to expand and
 * nothing to load), parsed by libxml2 with its own limits on depth and size kept on, copied into the
 * job's arena, and validated. libxml2's tree is freed before xml_read returns; compiled schemas are kept
 * where the Reader asks for it, since a document has many files of one kind, and freed by schemas_free.
 *
 * Schemas are larger than most of what they are for, and half of them is documentation that only messages use. So a schema
 * is compiled from a tree without it, and what several include is read once; for a file that does not fit the schema is read
 * again, as it is, and the file validated a second time, to say what is wrong.
 *
 * libxml2 knows no columns of elements, and its lines stop at 65,535. Since a well-formed file without
 * a DOCTYPE has its start tags in document order, we scan the text for them once (comments, CDATA
 * sections and processing instructions skipped) and give the nth element the nth tag: exact places at
 * the price of one pass over the bytes. libxml2 compares each attribute of an element with each other, and so do
 * messages; so an element with very many is refused on that pass, which comes before libxml2. Errors reach us through the handlers of each context; the
 * library's global ones, which print, are never used. */
#include "read/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "read/xml_message.h"

#define ATTRIBUTES_MAX 200  /* of one element; the schemas know of no element with half as many */

/* Where a start tag stands in the source. */
typedef struct StartTag {
    Str text;                /* "<row id='a'>" */
    Pos at, content;         /* of its '<', and of the first byte behind its '>' */
} StartTag;

typedef VEC(StartTag) StartTags;

/* An element, or a piece of text between elements (name empty). */
struct XmlNode {
    Str name, text;
    const XmlNode *parent;
    XmlNode *first, *last, *next;
    Str *attr_names, *attr_values;
    int nattrs;
    StartTag tag;
};

/* A walk over the source that knows its line and column. */
typedef struct Cursor {
    Str text;
    int at;
    int line, col;
} Cursor;

/* What the error handlers of one file write to. */
typedef struct Faults {
    const Reader *reader;
    int file;
    xmlDoc *schema;          /* the schema as a document with its documentation; NULL: nothing is to be said, faults are counted */
    int unheard;             /* elements that are open in an annotation of a schema, itself included */
    const void *last_node;   /* of the last fault of validation, to leave out its echo */
    int count;
} Faults;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void advance(Cursor *c, int bytes)
{
    int end = int_min(c->at + bytes, c->text.n);
    for (; c->at < end; c->at++) {
        unsigned char byte = (unsigned char)c->text.p[c->at];
        if (byte == '\n') {
            c->line++;
            c->col = 1;
        } else if ((byte & 0xC0) != 0x80) {
            c->col++;
        }
    }
}

static Str rest(const Cursor *c)
{
    return str_sub(c->text, c->at, c->text.n);
}

static Pos cursor_pos(const Cursor *c, int file)
{
    return (Pos){.file = (int16_t)file, .line = c->line, .col = c->col};
}

/* Moves behind the opening that stands here and the next `mark` after it, or to the end. They share no character: `<!-->` opens. */
static void advance_behind(Cursor *c, const char *opening, const char *mark)
{
    advance(c, str_c(opening).n);
    int found = str_find(rest(c), mark);
    advance(c, found < 0 ? c->text.n : found + str_c(mark).n);
}

/* Moves behind a comment, CDATA section or processing instruction that begins here. */
static bool skip_other(Cursor *c)
{
    static const char *const others[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (int i = 0; i < COUNT(others); i++) {
        if (!str_starts(rest(c), others[i][0])) continue;
        advance_behind(c, others[i][0], others[i][1]);
        return true;
    }
    return false;
}

/* Moves behind the '>' of the tag that begins here; one inside quotes does not end it. */
static void advance_behind_tag(Cursor *c)
{
    char quote = 0;
    int i = c->at;
    for (; i < c->text.n; i++) {
        char byte = c->text.p[i];
        if (quote) {
            if (byte == quote) quote = 0;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '>') {
            break;
        }
    }
    advance(c, i + 1 - c->at);
}

static void find_start_tags(Arena *a, Str text, int file, StartTags *tags)
{
    Cursor c = {text, 0, 1, 1};
    while (c.at < text.n) {
        if (text.p[c.at] != '<') {
            advance(&c, 1);
        } else if (!skip_other(&c)) {
            bool end_tag = c.at + 1 < text.n && text.p[c.at + 1] == '/';
            int begin = c.at;
            Pos at = cursor_pos(&c, file);
            advance_behind_tag(&c);
            if (!end_tag)
                VEC_PUSH(a, tags, (StartTag){str_sub(text, begin, c.at), at, cursor_pos(&c, file)});
        }
    }
}

/* How many attributes a start tag has. A '<' can stand in none: what is behind one belongs to a fault, not to the tag. */
static int count_attributes(Str tag)
{
    int n = 0;
    char quote = 0, last = 0;
    for (int i = 1; i < tag.n && tag.p[i] != '<'; i++) {
        char byte = tag.p[i];
        if (quote) {
            if (byte == quote) quote = 0;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
            n += last == '=';
        }
        if (!is_space(byte)) last = byte;
    }
    return n;
}

static bool attributes_are_few(const Reader *r, const StartTags *tags)
{
    for (int i = 0; i < tags->n; i++) {
        int n = count_attributes(tags->at[i].text);
        if (n <= ATTRIBUTES_MAX) continue;
        diag(r->diag, DOC001, tags->at[i].at, "an element has %d attributes; expected at most %d", n, ATTRIBUTES_MAX);
        return false;
    }
    return true;
}

/* A DOCTYPE can only stand in the prolog: behind white space, comments and processing instructions. */
static bool find_doctype(Str text, int file, Pos *pos)
{
    Cursor c = {text, str_starts(text, "\xEF\xBB\xBF") ? 3 : 0, 1, 1};
    while (c.at < text.n) {
        if (str_starts(rest(&c), "<!DOCTYPE")) {
            *pos = cursor_pos(&c, file);
            pos->len = 9;
            return true;
        }
        if (text.p[c.at] == '<') {
            if (!skip_other(&c)) return false;
        } else {
            advance(&c, 1);
        }
    }
    return false;
}

/* The encoding that the XML declaration names, or an empty slice. */
static Str declared_encoding(Str text, int file, Pos *pos)
{
    Cursor c = {text, str_starts(text, "\xEF\xBB\xBF") ? 3 : 0, 1, 1};
    int end = str_find(rest(&c), "?>");
    if (!str_starts(rest(&c), "<?xml") || end < 0) return (Str){0};
    Str declaration = str_sub(rest(&c), 0, end);
    int at = str_find(declaration, "encoding");
    if (at < 0) return (Str){0};
    for (at += 8; at < declaration.n && declaration.p[at] != '"' && declaration.p[at] != '\''; at++) {
    }
    if (at >= declaration.n) return (Str){0};
    const char quote[2] = {declaration.p[at], 0};
    Str name = str_sub(declaration, at + 1, declaration.n);
    name = str_sub(name, 0, str_find(name, quote));
    advance(&c, at + 1);
    *pos = cursor_pos(&c, file);
    pos->len = name.n;
    return name;
}

static bool is_utf8_name(Str name)
{
    const char *utf8 = "utf-8";
    if (name.n != 5) return false;
    for (int i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c != utf8[i]) return false;
    }
    return true;
}

/* What we ask of a file before libxml2 sees it. */
static bool text_is_acceptable(const Reader *r, Str text, int file)
{
    Pos pos = {.file = (int16_t)file};
    int bad = utf8_bad(text);
    if (bad >= 0) {
        Cursor c = {text, 0, 1, 1};
        advance(&c, bad);
        diag(r->diag, IO006, cursor_pos(&c, file), "byte 0x%02X is not UTF-8; expected the file to be saved as UTF-8",
             (unsigned char)text.p[bad]);
        return false;
    }
    Str encoding = declared_encoding(text, file, &pos);
    if (encoding.n && !is_utf8_name(encoding)) {
        diag(r->diag, IO006, pos, "the file says that its encoding is " STR_FMT "; expected UTF-8", STR_ARG(encoding));
        return false;
    }
    if (find_doctype(text, file, &pos)) {
        diag(r->diag, DOC002, pos, "a DOCTYPE is not accepted; expected the root element");
        return false;
    }
    return true;
}

/* Only the first fault of a file that is not well formed counts: the others follow from it. */
static void on_parse_error(void *user, xmlError *error)
{
    Faults *faults = ((xmlParserCtxt *)user)->_private;
    if (error->level == XML_ERR_WARNING || faults->count++) return;
    Pos pos = {.file = (int16_t)faults->file, .line = error->line, .col = error->int2};
    xml_report_parse_error(faults->reader, error, pos);
}

static void on_validity_error(void *user, xmlError *error)
{
    Faults *faults = user;
    const xmlNode *node = error->node;
    if (node && node->type == XML_ATTRIBUTE_NODE) node = node->parent;
    bool echo = node && node == faults->last_node && xml_is_echo(error);
    faults->last_node = node;
    faults->count++;
    if (!faults->schema || error->level == XML_ERR_WARNING || echo) return;
    const XmlNode *e = node ? node->_private : NULL;
    Pos pos = {.file = (int16_t)faults->file, .line = error->line};
    xml_report_validity_error(faults->reader, faults->schema, error, e, e ? xml_pos(e, faults->file) : pos);
}

/* A schema is ours, so a fault in one is told plainly and as it comes. */
static void on_schema_error(void *user, xmlError *error)
{
    Faults *faults = user;
    if (error->level == XML_ERR_WARNING) return;
    if (!faults->count++)
        diag(faults->reader->diag, DOC003, (Pos){.file = (int16_t)faults->file, .line = error->line},
             "the schema cannot be used: " STR_FMT, STR_ARG(str_trim(str_c(error->message))));
}

/* --- what is kept of libxml2 while a document is read ----------------------- */

/* A schema. compiled and tree are NULL when it could not be read; described is read when there is something to say. */
typedef struct Schema {
    Str name;
    xmlDoc *tree;            /* what it was compiled from, without documentation */
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
    xmlParserCtxt *parser;   /* of all files, so that names are kept once */
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
    for (int i = 0; s && i < s->parts.n; i++) xmlFreeDoc(s->parts.at[i].tree);
    if (s) xmlFreeParserCtxt(s->parser);
}

/* --- parsing ---------------------------------------------------------------- */

static void begin_unless_annotation(void *parser, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nspaces,
                                    const xmlChar **spaces, int nattrs, int ndefaults, const xmlChar **attrs)
{
    Faults *faults = ((xmlParserCtxt *)parser)->_private;
    if (faults->unheard > 0 || xmlStrEqual(name, BAD_CAST "annotation")) faults->unheard++;
    else xmlSAX2StartElementNs(parser, name, prefix, uri, nspaces, spaces, nattrs, ndefaults, attrs);
}

static void end_unless_annotation(void *parser, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    Faults *faults = ((xmlParserCtxt *)parser)->_private;
    if (faults->unheard > 0) faults->unheard--;
    else xmlSAX2EndElementNs(parser, name, prefix, uri);
}

/* Of a schema all words are documentation. */
static void leave_documentation_out(xmlSAXHandler *sax)
{
    sax->startElementNs = begin_unless_annotation;
    sax->endElementNs = end_unless_annotation;
    sax->characters = sax->ignorableWhitespace = NULL;
    sax->comment = NULL;
}

/* bare: a schema without its documentation. */
static xmlDoc *parse(Schemas *s, Faults *faults, Str text, bool bare)
{
    if (!s->parser) s->parser = xmlNewParserCtxt();
    xmlParserCtxt *context = s->parser;
    check(context);
    check(context->sax && xmlSAXVersion(context->sax, 2) == 0);
    context->_private = faults;
    context->sax->serror = on_parse_error;
    if (bare) leave_documentation_out(context->sax);
    xmlDoc *doc = xmlCtxtReadMemory(context, text.p, text.n, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_IGNORE_ENC
                                    | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    if (doc && (faults->count || doc->intSubset)) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    if (!doc && !faults->count)
        diag(faults->reader->diag, DOC001, (Pos){.file = (int16_t)faults->file}, "the file cannot be read as XML");
    return doc;
}

static Str copied(Arena *a, const xmlChar *text)
{
    return str_dup(a, str_c((const char *)text));
}

static void copy_attributes(Arena *a, const xmlNode *from, XmlNode *to)
{
    int n = 0;
    for (const xmlAttr *at = from->properties; at; at = at->next) n += at->ns == NULL;
    to->attr_names = NEWN(a, Str, n);
    to->attr_values = NEWN(a, Str, n);
    for (const xmlAttr *at = from->properties; at; at = at->next) {
        if (at->ns) continue;
        xmlChar *value = xmlNodeListGetString(from->doc, at->children, 1);
        to->attr_names[to->nattrs] = copied(a, at->name);
        to->attr_values[to->nattrs++] = copied(a, value);
        xmlFree(value);
    }
}

static XmlNode *copy_node(Arena *a, xmlNode *from, XmlNode *parent)
{
    XmlNode *to = NEW(a, XmlNode);
    to->parent = parent;
    if (from->type == XML_ELEMENT_NODE) {
        to->name = copied(a, from->name);
        copy_attributes(a, from, to);
    } else {
        to->text = copied(a, from->content);
    }
    from->_private = to;
    if (parent) {
        if (parent->last) parent->last->next = to;
        else parent->first = to;
        parent->last = to;
    }
    return to;
}

/* Copies elements and text, in document order, and gives each element its place. */
static XmlNode *copy_tree(Arena *a, xmlNode *root, const StartTags *tags)
{
    XmlNode *top = NULL;
    int seen = 0;
    xmlNode *from = root;
    while (from) {
        bool element = from->type == XML_ELEMENT_NODE;
        if (element || from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
            XmlNode *to = copy_node(a, from, from == root ? NULL : from->parent->_private);
            if (!top) top = to;
            if (element) {
                check(seen < tags->n);
                to->tag = tags->at[seen++];
            }
        }
        if (element && from->children) {
            from = from->children;
            continue;
        }
        while (from != root && !from->next) from = from->parent;
        from = from == root ? NULL : from->next;
    }
    check(seen == tags->n);
    return top;
}

/* --- schemas ---------------------------------------------------------------- */

static xmlDoc *read_schema_file(const Reader *r, Str file, Pos from, Faults *faults, bool bare)
{
    Str path = path_join(r->job, path_join(r->job, r->home, STR("templates/schemas")), file);
    Str text;
    if (!path_exists(path)) {
        diag(r->diag, IO005, from, "schema " STR_FMT " is missing", STR_ARG(path));
        return NULL;
    }
    return file_read(r->job, r->diag, path, from, &text, &faults->file) ? parse(r->schemas, faults, text, bare) : NULL;
}

static xmlDoc *read_part(const Reader *r, Str file, Pos from, Faults *faults)
{
    Schemas *s = r->schemas;
    for (int i = 0; i < s->parts.n; i++)
        if (str_eq(s->parts.at[i].file, file)) return s->parts.at[i].tree;
    xmlDoc *tree = read_schema_file(r, file, from, faults, true);
    if (tree) VEC_PUSH(s->job, &s->parts, (Part){file, tree});
    return tree;
}

/* Copies of what stands in a part take the place of the element that includes it. */
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

/* What a schema includes is put into it, so that one document holds all that a message may have to look up. An
 * included schema includes nothing itself. */
static bool include_into(const Reader *r, xmlDoc *schema, xmlNode *include, Pos from, Faults *faults, bool bare)
{
    xmlChar *name = xmlGetNoNsProp(include, BAD_CAST "schemaLocation");
    Str file = str_dup(r->job, str_c((const char *)name));
    xmlFree(name);
    xmlDoc *part = bare ? read_part(r, file, from, faults) : read_schema_file(r, file, from, faults, false);
    if (!part) return false;
    put_part(schema, include, part);
    if (!bare) xmlFreeDoc(part);
    return true;
}

static xmlDoc *read_schema(const Reader *r, Str name, Pos from, Faults *faults, bool bare)
{
    xmlDoc *schema = read_schema_file(r, str_format(r->job, STR_FMT ".xsd", STR_ARG(name)), from, faults, bare);
    if (!schema) return NULL;
    for (xmlNode *e = xmlDocGetRootElement(schema)->children, *next; e; e = next) {
        next = e->next;
        if (e->type != XML_ELEMENT_NODE || !xmlStrEqual(e->name, BAD_CAST "include")) continue;
        if (include_into(r, schema, e, from, faults, bare)) continue;
        xmlFreeDoc(schema);
        return NULL;
    }
    return schema;
}

static void compile_schema(const Reader *r, Schema *s, Pos from)
{
    Faults faults = {.reader = r};
    s->tree = read_schema(r, s->name, from, &faults, true);
    if (!s->tree) return;
    xmlSchemaParserCtxt *context = xmlSchemaNewDocParserCtxt(s->tree);
    check(context);
    xmlSchemaSetParserStructuredErrors(context, on_schema_error, &faults);
    s->compiled = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
}

static Schema *schema_named(const Reader *r, const char *name, Pos from)
{
    for (int i = 0; i < r->schemas->kept.n; i++)
        if (str_is(r->schemas->kept.at[i]->name, name)) return r->schemas->kept.at[i];
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
    Faults of_schema = {.reader = r}, of_file = {.reader = r, .file = file};
    if (!schema->described) schema->described = read_schema(r, schema->name, from, &of_schema, false);
    of_file.schema = schema->described;
    if (of_file.schema) validate_with(schema->compiled, doc, &of_file);
}

static bool is_valid(const Reader *r, xmlDoc *doc, int file, const char *schema_name, Pos from)
{
    Schema *schema = schema_named(r, schema_name, from);
    Faults counted = {.reader = r, .file = file};
    if (!schema->compiled) return false;
    bool valid = validate_with(schema->compiled, doc, &counted);
    if (!valid) report_faults(r, schema, doc, file, from);
    return valid;
}

/* The schema of a file that may be one of several, or NULL and a diagnostic. */
static const char *schema_of(const Reader *r, const XmlNode *root, const char *const *roots, int nroots, int file)
{
    for (int i = 0; i < nroots; i++)
        if (xml_is(root, roots[i])) return roots[i];
    Buf wanted = {0};
    for (int i = 0; i < nroots; i++)
        buf_format(&wanted, "%s<%s>", i == 0 ? "" : i == nroots - 1 ? " or " : ", ", roots[i]);
    diag(r->diag, DOC003, xml_pos(root, file), "the root element is <" STR_FMT ">; expected " STR_FMT,
         STR_ARG(root->name), STR_ARG(buf_view(&wanted)));
    buf_free(&wanted);
    return NULL;
}

static const XmlNode *read_any(const Reader *r, Str path, const char *const *roots, int nroots, Pos from, int *file)
{
    Faults faults = {.reader = r};
    Str text;
    bool acceptable = file_read(r->job, r->diag, path, from, &text, &faults.file)
                      && text_is_acceptable(r, text, faults.file);
    if (file) *file = faults.file;
    StartTags tags = {0};
    if (acceptable) find_start_tags(r->job, text, faults.file, &tags);
    xmlDoc *doc = acceptable && attributes_are_few(r, &tags) ? parse(r->schemas, &faults, text, false) : NULL;
    if (!doc) return NULL;
    XmlNode *root = copy_tree(r->job, xmlDocGetRootElement(doc), &tags);
    const char *schema = nroots == 1 ? roots[0] : schema_of(r, root, roots, nroots, faults.file);
    bool valid = schema && is_valid(r, doc, faults.file, schema, from);
    xmlFreeDoc(doc);
    return valid ? root : NULL;
}

const XmlNode *xml_read_any(const Reader *r, Str path, const char *const *roots, int nroots, Pos from, int *file)
{
    if (r->schemas) return read_any(r, path, roots, nroots, from, file);
    Reader once = *r;
    once.schemas = schemas_new(r->job);
    const XmlNode *root = read_any(&once, path, roots, nroots, from, file);
    schemas_free(once.schemas);
    return root;
}

const XmlNode *xml_read(const Reader *r, Str path, const char *schema, Pos from, int *file)
{
    return xml_read_any(r, path, &schema, 1, from, file);
}

static const XmlNode *element_from(const XmlNode *e)
{
    while (e && e->name.n == 0) e = e->next;
    return e;
}

const XmlNode *xml_first(const XmlNode *e)
{
    return element_from(e->first);
}

const XmlNode *xml_next(const XmlNode *e)
{
    return element_from(e->next);
}

const XmlNode *xml_child(const XmlNode *e, const char *name)
{
    const XmlNode *child = xml_first(e);
    Str wanted = str_c(name);
    while (child && !str_eq(child->name, wanted)) child = xml_next(child);
    return child;
}

bool xml_is(const XmlNode *e, const char *name)
{
    return str_is(e->name, name);
}

Str xml_name(const XmlNode *e)
{
    return e->name;
}

const XmlNode *xml_parent(const XmlNode *e)
{
    return e->parent;
}

/* Which attribute it is, or -1. */
static int attr_index(const XmlNode *e, const char *name)
{
    Str wanted = str_c(name);
    for (int i = 0; i < e->nattrs; i++)
        if (str_eq(e->attr_names[i], wanted)) return i;
    return -1;
}

Str xml_attr(const Reader *r, const XmlNode *e, const char *name)
{
    (void)r;
    int i = attr_index(e, name);
    return i < 0 ? (Str){0} : e->attr_values[i];
}

bool xml_has(const XmlNode *e, const char *name)
{
    return attr_index(e, name) >= 0;
}

int xml_attrs(const Reader *r, const XmlNode *e, Str *names, Str *values, int max)
{
    (void)r;
    int n = int_min(e->nattrs, max);
    for (int i = 0; i < n; i++) {
        names[i] = e->attr_names[i];
        values[i] = e->attr_values[i];
    }
    return n;
}

/* The node behind n in document order below root, or NULL. */
static const XmlNode *following(const XmlNode *n, const XmlNode *root)
{
    if (n->first) return n->first;
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

Str xml_text(const Reader *r, const XmlNode *e)
{
    if (!e->first) return (Str){0};
    if (e->first == e->last && e->first->name.n == 0) return e->first->text;
    Buf text = {0};
    for (const XmlNode *n = e; n; n = following(n, e)) buf_str(&text, n->text);
    return buf_take(&text, r->job);
}

static Pos in_file(Pos pos, int file)
{
    pos.file = (int16_t)file;
    return pos;
}

Pos xml_pos(const XmlNode *e, int file)
{
    Pos pos = in_file(e->tag.at, file);
    pos.len = utf8_count(e->name) + 1;
    return pos;
}

Pos xml_text_pos(const XmlNode *e, int file)
{
    return in_file(e->tag.content, file);
}

static void advance_while(Cursor *c, bool space)
{
    while (c->at < c->text.n && is_space(c->text.p[c->at]) == space
           && (space || c->text.p[c->at] != '='))
        advance(c, 1);
}

/* Where an attribute's name and value stand in the start tag; false when it has none of that name. */
static bool find_attr(const XmlNode *e, int file, const char *name, Pos *name_pos, Pos *value_pos)
{
    Cursor c = {e->tag.text, 0, e->tag.at.line, e->tag.at.col};
    advance_while(&c, false);
    while (c.at < c.text.n) {
        advance_while(&c, true);
        int begin = c.at;
        *name_pos = cursor_pos(&c, file);
        advance_while(&c, false);
        Str found = str_sub(c.text, begin, c.at);
        while (c.at < c.text.n && c.text.p[c.at] != '"' && c.text.p[c.at] != '\'') advance(&c, 1);
        if (c.at >= c.text.n) break;
        const char quote[2] = {c.text.p[c.at], 0};
        advance(&c, 1);
        *value_pos = cursor_pos(&c, file);
        Str value = str_sub(rest(&c), 0, int_max(str_find(rest(&c), quote), 0));
        name_pos->len = utf8_count(found);
        value_pos->len = int_max(utf8_count(value), 1);
        if (str_is(found, name)) return true;
        advance(&c, value.n + 1);
    }
    return false;
}

Pos xml_attr_pos(const XmlNode *e, int file, const char *name)
{
    Pos at_name, at_value;
    return find_attr(e, file, name, &at_name, &at_value) ? at_value : xml_pos(e, file);
}

Pos xml_attr_name_pos(const XmlNode *e, int file, const char *name)
{
    Pos at_name, at_value;
    return find_attr(e, file, name, &at_name, &at_value) ? at_name : xml_pos(e, file);
}
