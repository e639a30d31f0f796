/* The libxml2 wall.
 *
 * A file is read whole and checked here (UTF-8, no DOCTYPE: so there are no entities to expand and nothing to load).
 * Then libxml2 parses it, within its own limits on depth and size. The result is copied into the job's arena and
 * validated (schema.c). libxml2's tree is freed before xml_read returns.
 *
 * libxml2 knows no columns of elements, and its lines stop at 65,535. A well-formed file without a DOCTYPE has its
 * start tags in document order. So the text is scanned for them once (skipping comments, CDATA sections and
 * processing instructions), and the nth element gets the nth tag: exact places at the price of one pass over the
 * bytes. libxml2 compares each attribute of an element with each other, and so do messages; so that pass, which
 * comes before libxml2, refuses an element with very many. Errors arrive through the handlers of each context; the
 * library's global ones, which print, are never used. */
#include "read/xml/xml.h"

#include <string.h>

#include "base/ascii.h"
#include "file/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "read/encoding.h"
#include "read/xml/schema_private.h"
#include "read/xml/message_private.h"
#include "read/xml/parse_private.h"

#define ATTRIBUTES_MAX 200 /* of one element; no element in the schemas has half as many */

/* The place of a start tag in the source. */
typedef struct StartTag {
    Str text;        /* "<row id='a'>" */
    Pos at, content; /* of its '<', and of the first byte after its '>' */
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

/* A walk over the source that tracks its line and column. */
typedef struct Cursor {
    Str text;
    int at;
    int line, col;
} Cursor;

static void advance(Cursor *c, int bytes)
{
    int end = int_min(c->at + bytes, c->text.n);
    const char *p = c->text.p, *line_end;
    while (c->at < end && (line_end = memchr(p + c->at, '\n', (size_t)(end - c->at))) != NULL) {
        c->line++;
        c->col = 1;
        c->at = (int)(line_end - p) + 1;
    }
    c->col += utf8_count(str_sub(c->text, c->at, end));
    c->at = end;
}

/* To the next '<' or the end. */
static void advance_to_tag(Cursor *c)
{
    const char *tag = memchr(c->text.p + c->at, '<', (size_t)(c->text.n - c->at));
    advance(c, tag ? (int)(tag - c->text.p) - c->at : c->text.n);
}

static Str rest(const Cursor *c)
{
    return str_sub(c->text, c->at, c->text.n);
}

static Pos cursor_pos(const Cursor *c, int file)
{
    return (Pos){.file = (int16_t)file, .line = c->line, .col = c->col};
}

/* Moves past the opening here and the next `mark` after it, or to the end. They share no character: `<!-->` opens. */
static void advance_behind(Cursor *c, const char *opening, const char *mark)
{
    advance(c, str_c(opening).n);
    int found = str_find(rest(c), mark);
    advance(c, found < 0 ? c->text.n : found + str_c(mark).n);
}

/* Moves past a comment, CDATA section or processing instruction that begins here. */
static bool skip_other(Cursor *c)
{
    char next = c->at + 1 < c->text.n ? c->text.p[c->at + 1] : '\0';
    if (next != '!' && next != '?')
        return false;
    static const char *const others[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (int i = 0; i < COUNT(others); i++) {
        if (!str_starts(rest(c), others[i][0]))
            continue;
        advance_behind(c, others[i][0], others[i][1]);
        return true;
    }
    return false;
}

/* Moves past the '>' of the tag that begins here; one inside quotation marks does not end it. */
static void advance_behind_tag(Cursor *c)
{
    char quote = 0;
    int i = c->at;
    for (; i < c->text.n; i++) {
        char byte = c->text.p[i];
        if (quote) {
            if (byte == quote)
                quote = 0;
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
            advance_to_tag(&c);
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

/* The number of attributes of a start tag. It cannot contain a '<': what follows one is an error, not part of the
 * tag. */
static int count_attributes(Str tag)
{
    int n = 0;
    char quote = 0, last = 0;
    for (int i = 1; i < tag.n && tag.p[i] != '<'; i++) {
        char byte = tag.p[i];
        if (quote) {
            if (byte == quote)
                quote = 0;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
            n += last == '=';
        }
        if (!is_space(byte))
            last = byte;
    }
    return n;
}

static bool attributes_are_few(const Reader *r, const StartTags *tags)
{
    enum { SHORTEST = 4 }; /* bytes of an attribute: x="" */
    for (int i = 0; i < tags->n; i++) {
        if (tags->at[i].text.n < ATTRIBUTES_MAX * SHORTEST)
            continue;
        int n = count_attributes(tags->at[i].text);
        if (n <= ATTRIBUTES_MAX)
            continue;
        diag(r->diag, DOC001, tags->at[i].at, "an element has %d attributes; expected at most %d", n, ATTRIBUTES_MAX);
        return false;
    }
    return true;
}

/* A DOCTYPE can only be in the prolog: after white space, comments and processing instructions. */
static bool move_to_doctype(Cursor *c)
{
    while (c->at < c->text.n) {
        if (str_starts(rest(c), "<!DOCTYPE"))
            return true;
        if (c->text.p[c->at] == '<') {
            if (!skip_other(c))
                return false;
        } else {
            advance_to_tag(c);
        }
    }
    return false;
}

static Cursor cursor_at_start(Str text)
{
    return (Cursor){text, str_starts(text, "\xEF\xBB\xBF") ? 3 : 0, 1, 1};
}

static bool find_doctype(Str text, int file, Pos *pos)
{
    Cursor c = cursor_at_start(text);
    if (!move_to_doctype(&c))
        return false;
    *pos = cursor_pos(&c, file);
    pos->len = 9;
    return true;
}

/* The encoding that the XML declaration names, or an empty slice. */
static Str declared_encoding(Str text, int file, Pos *pos)
{
    Cursor c = cursor_at_start(text);
    int end = str_find(rest(&c), "?>");
    if (!str_starts(rest(&c), "<?xml") || end < 0)
        return (Str){0};
    Str declaration = str_sub(rest(&c), 0, end);
    int at = str_find(declaration, "encoding");
    if (at < 0)
        return (Str){0};
    for (at += 8; at < declaration.n && declaration.p[at] != '"' && declaration.p[at] != '\''; at++) {
    }
    if (at >= declaration.n)
        return (Str){0};
    const char quote[2] = {declaration.p[at], 0};
    Str name = str_sub(declaration, at + 1, declaration.n);
    name = str_sub(name, 0, str_find(name, quote));
    advance(&c, at + 1);
    *pos = cursor_pos(&c, file);
    pos->len = name.n;
    return name;
}

static bool encoding_is_acceptable(const Reader *r, Str text, int file)
{
    Pos pos = {.file = (int16_t)file};
    if (!is_utf8_text(r, text, file))
        return false;
    Str encoding = declared_encoding(text, file, &pos);
    if (!encoding.n || str_eq_folded(encoding, STR("utf-8")))
        return true;
    diag(r->diag, IO006, pos, "the file declares the encoding " STR_FMT "; expected UTF-8", STR_ARG(encoding));
    return false;
}

/* The checks before libxml2 sees a file. */
static bool text_is_acceptable(const Reader *r, Str text, int file)
{
    Pos pos;
    if (!encoding_is_acceptable(r, text, file))
        return false;
    if (find_doctype(text, file, &pos)) {
        diag(r->diag, DOC002, pos, "DOCTYPE is not allowed; expected the root element");
        return false;
    }
    return true;
}

/* --- the tree --------------------------------------------------------------- */

static Str copied(Arena *a, const xmlChar *text)
{
    return str_dup(a, str_c((const char *)text));
}

/* How a tree in another vocabulary is copied; NULL in one of ours. */
typedef struct Foreign {
    const char *space;
} Foreign;

static bool is_in(const xmlNs *ns, const char *space)
{
    return ns && ns->href && strcmp((const char *)ns->href, space) == 0;
}

/* What an attribute that is in a namespace is called in a foreign tree; empty: it is left out. */
static Str foreign_name(Arena *a, const xmlNode *from, const xmlAttr *at)
{
    if (is_in(at->ns, "http://www.w3.org/XML/1998/namespace"))
        return str_format(a, "xml:%s", (const char *)at->name);
    if (is_in(at->ns, "http://www.w3.org/1999/xlink") && !xmlHasNsProp((xmlNode *)from, at->name, NULL))
        return copied(a, at->name);
    return (Str){0};
}

/* Nearly every value is one piece of text. */
static Str attribute_value(Arena *a, const xmlNode *from, const xmlAttr *at)
{
    const xmlNode *only = at->children;
    if (only && !only->next && only->type == XML_TEXT_NODE)
        return copied(a, only->content);
    xmlChar *joined = xmlNodeListGetString(from->doc, at->children, 1);
    Str value = copied(a, joined);
    xmlFree(joined);
    return value;
}

static void copy_attribute(Arena *a, const xmlNode *from, const xmlAttr *at, XmlNode *to)
{
    Str name = at->ns ? foreign_name(a, from, at) : copied(a, at->name);
    if (!name.n)
        return;
    to->attr_names[to->nattrs] = name;
    to->attr_values[to->nattrs++] = attribute_value(a, from, at);
}

/* Those in a namespace are copied from a foreign tree only. */
static void copy_attributes(Arena *a, const xmlNode *from, XmlNode *to, const Foreign *foreign)
{
    int n = 0;
    for (const xmlAttr *at = from->properties; at; at = at->next)
        n += foreign || !at->ns;
    to->attr_names = NEWN(a, Str, n);
    to->attr_values = NEWN(a, Str, n);
    for (const xmlAttr *at = from->properties; at; at = at->next)
        if (foreign || !at->ns)
            copy_attribute(a, from, at, to);
}

static Str element_name(Arena *a, const xmlNode *from, const Foreign *foreign)
{
    if (!foreign || is_in(from->ns, foreign->space))
        return copied(a, from->name);
    const xmlNs *ns = from->ns;
    return str_format(a, "%s:%s", ns && ns->prefix ? (const char *)ns->prefix : "", (const char *)from->name);
}

static XmlNode *copy_node(Arena *a, xmlNode *from, XmlNode *parent, const Foreign *foreign)
{
    XmlNode *to = NEW(a, XmlNode);
    to->parent = parent;
    if (from->type == XML_ELEMENT_NODE) {
        to->name = element_name(a, from, foreign);
        copy_attributes(a, from, to, foreign);
    } else {
        to->text = copied(a, from->content);
    }
    from->_private = to;
    if (parent) {
        if (parent->last)
            parent->last->next = to;
        else
            parent->first = to;
        parent->last = to;
    }
    return to;
}

/* Copies elements and text, in document order, and gives each element its place. */
static XmlNode *copy_tree(Arena *a, xmlNode *root, const StartTags *tags, const Foreign *foreign)
{
    XmlNode *top = NULL;
    int seen = 0;
    xmlNode *from = root;
    while (from) {
        bool element = from->type == XML_ELEMENT_NODE;
        if (element || from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
            XmlNode *to = copy_node(a, from, from == root ? NULL : from->parent->_private, foreign);
            if (!top)
                top = to;
            if (element) {
                check(seen < tags->n);
                to->tag = tags->at[seen++];
            }
        }
        if (element && from->children) {
            from = from->children;
            continue;
        }
        while (from != root && !from->next)
            from = from->parent;
        from = from == root ? NULL : from->next;
    }
    check(seen == tags->n);
    return top;
}

/* --- a file ----------------------------------------------------------------- */

/* The schema of a file that may be one of several, or NULL and a diagnostic. */
static const char *schema_of(const Reader *r, const XmlNode *root, const XmlFile *f, int file)
{
    const char *const *roots = f->roots;
    int nroots = f->nroots;
    for (int i = 0; i < nroots; i++)
        if (xml_is(root, roots[i]))
            return i < f->nsourced && xml_has(root, "source") ? "sheet" : roots[i];
    Buf wanted = {0};
    for (int i = 0; i < nroots; i++)
        buf_format(&wanted, "%s<%s>", i == 0 ? "" : i == nroots - 1 ? " or " : ", ", roots[i]);
    diag(r->diag, DOC003, xml_pos(root, file), "the root element is <" STR_FMT ">; expected " STR_FMT,
         STR_ARG(root->name), STR_ARG(buf_view(&wanted)));
    buf_free(&wanted);
    return NULL;
}

static const XmlNode *read_file(const Reader *r, const XmlFile *f, int *file)
{
    Str text;
    int number = file_read_beneath(r->job, r->diag, (FilePlace){f->folder, f->path}, f->from, &text);
    bool acceptable = number && text_is_acceptable(r, text, number);
    if (file)
        *file = number;
    StartTags tags = {0};
    if (acceptable)
        find_start_tags(r->job, text, number, &tags);
    xmlDoc *doc = acceptable && attributes_are_few(r, &tags)
                      ? xml_parse(r, schemas_parser(r->schemas), number, text, false)
                      : NULL;
    if (!doc)
        return NULL;
    XmlNode *root = copy_tree(r->job, xmlDocGetRootElement(doc), &tags, NULL);
    bool valid = f->fits && str_find(text, "xmlns") < 0 && f->fits(r, root);
    if (!valid) {
        const char *schema = f->nroots == 1 ? f->roots[0] : schema_of(r, root, f, number);
        valid = schema && schema_fits(r, doc, number, schema, f->from);
    }
    xmlFreeDoc(doc);
    return valid ? root : NULL;
}

const XmlNode *xml_read_file(const Reader *r, const XmlFile *f, int *file)
{
    if (r->schemas)
        return read_file(r, f, file);
    Reader once = *r;
    once.schemas = schemas_new(r->job);
    const XmlNode *root = read_file(&once, f, file);
    schemas_free(once.schemas);
    return root;
}

/* The text with spaces in place of a DOCTYPE, so that all else keeps its place. False: the DOCTYPE declares something,
 * or has no end. */
static bool blank_doctype(Arena *a, Str *text)
{
    Cursor c = cursor_at_start(*text);
    if (!move_to_doctype(&c))
        return true;
    int from = c.at;
    advance_behind_tag(&c);
    Str doctype = str_sub(*text, from, c.at);
    if (str_find(doctype, "[") >= 0 || !str_ends(doctype, ">"))
        return false;
    char *blanked = str_cdup(a, *text);
    for (int i = from; i < c.at; i++)
        if (blanked[i] != '\n')
            blanked[i] = ' ';
    text->p = blanked;
    return true;
}

static const XmlNode *read_foreign(const Reader *r, Str text, const XmlVocabulary *v)
{
    if (!encoding_is_acceptable(r, text, v->file))
        return NULL;
    if (!blank_doctype(r->job, &text)) {
        Pos pos = {.file = (int16_t)v->file};
        find_doctype(text, v->file, &pos);
        diag(r->diag, DOC002, pos, "the DOCTYPE declares entities; expected none");
        return NULL;
    }
    StartTags tags = {0};
    find_start_tags(r->job, text, v->file, &tags);
    if (!attributes_are_few(r, &tags))
        return NULL;
    xmlDoc *doc = xml_parse(r, schemas_parser(r->schemas), v->file, text, false);
    if (!doc)
        return NULL;
    XmlNode *root = copy_tree(r->job, xmlDocGetRootElement(doc), &tags, &(Foreign){v->space});
    xmlFreeDoc(doc);
    return root;
}

const XmlNode *xml_read_foreign(const Reader *r, Str text, const XmlVocabulary *v)
{
    if (r->schemas)
        return read_foreign(r, text, v);
    Reader once = *r;
    once.schemas = schemas_new(r->job);
    const XmlNode *root = read_foreign(&once, text, v);
    schemas_free(once.schemas);
    return root;
}

const XmlNode *xml_read(const Reader *r, Str path, const char *schema, Pos from, int *file)
{
    return xml_read_file(r, &(XmlFile){.path = path, .roots = &schema, .nroots = 1, .from = from}, file);
}

const XmlNode *xml_first_piece(const XmlNode *e)
{
    return e->first;
}

const XmlNode *xml_next_piece(const XmlNode *e)
{
    return e->next;
}

static const XmlNode *element_from(const XmlNode *e)
{
    while (e && e->name.n == 0)
        e = e->next;
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
    while (child && !str_eq(child->name, wanted))
        child = xml_next(child);
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
        if (str_eq(e->attr_names[i], wanted))
            return i;
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

/* The node after n in document order below root, or NULL. */
static const XmlNode *following(const XmlNode *n, const XmlNode *root)
{
    if (n->first)
        return n->first;
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

Str xml_text(const Reader *r, const XmlNode *e)
{
    if (!e->first)
        return e->text;
    if (e->first == e->last && e->first->name.n == 0)
        return e->first->text;
    Buf text = {0};
    for (const XmlNode *n = e; n; n = following(n, e))
        buf_str(&text, n->text);
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
    int end = c->at;
    while (end < c->text.n && is_space(c->text.p[end]) == space && (space || c->text.p[end] != '='))
        end++;
    advance(c, end - c->at);
}

/* The place of an attribute's name and value in the start tag; false when it has none of that name. */
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
        int open = c.at;
        while (open < c.text.n && c.text.p[open] != '"' && c.text.p[open] != '\'')
            open++;
        advance(&c, open - c.at);
        if (c.at >= c.text.n)
            break;
        const char quote[2] = {c.text.p[c.at], 0};
        advance(&c, 1);
        *value_pos = cursor_pos(&c, file);
        Str value = str_sub(rest(&c), 0, int_max(str_find(rest(&c), quote), 0));
        if (str_is(found, name)) {
            name_pos->len = utf8_count(found);
            value_pos->len = int_max(utf8_count(value), 1);
            return true;
        }
        advance(&c, value.n + 1);
    }
    return false;
}

Pos xml_attr_pos(const XmlNode *e, int file, const char *name)
{
    Pos at_name, at_value;
    return find_attr(e, file, name, &at_name, &at_value) ? at_value : xml_pos(e, file);
}

Str xml_prefix(const XmlNode *e)
{
    Str tag = e->tag.text, name, rest;
    int n = 1; /* behind the "<" */
    while (n < tag.n && !is_space(tag.p[n]))
        n++;
    return str_cut(str_sub(tag, 1, n), ':', &name, &rest) ? name : (Str){0};
}

Pos xml_attr_name_pos(const XmlNode *e, int file, const char *name)
{
    Pos at_name, at_value;
    return find_attr(e, file, name, &at_name, &at_value) ? at_name : xml_pos(e, file);
}
