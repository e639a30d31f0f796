/* libxml2's errors in plain words.
 *
 * The parser's errors are known by their codes; a table gives the words for those that authors meet. The validator's
 * messages contain what is needed ("Expected is one of ( a, b )"), so names are cut out of them. What they lack (the
 * attributes of an element, the documentation of a value) is looked up in the schema, which is itself an XML
 * document. A message in an unknown form is passed on as it is. */
#include "read/xml/message_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "base/vec.h"

#define EXPECTED_MAX 12 /* names listed in one message */
#define SCHEMA_DEPTH 12 /* types within types within groups */

/* A declaration of an element or attribute in a schema. */
typedef struct Declaration {
    Str name;
    const xmlNode *node;
} Declaration;

typedef VEC(Declaration) Declarations;

static const struct {
    int code;
    const char *message;
    const char *help;
} parse_messages[] = {
    {XML_ERR_DOCUMENT_EMPTY, "the file contains no XML; expected a root element", NULL},
    {XML_ERR_NAME_REQUIRED,
     "a name is missing after < or &; expected &lt; or &amp; if the character is part of the text",
     "write &lt; for < and &amp; for &"},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "a bare & cannot be read; expected &amp;", NULL},
    {XML_ERR_INVALID_CHAR, "XML does not allow this control character; remove it", NULL},
    {XML_ERR_LT_IN_ATTRIBUTE, "an attribute's value contains <; expected &lt;, or a closing quote before it", NULL},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute's value is not in quotes; expected name=\"value\"",
     "type straight quotation marks; Word turns them into curly ones"},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute has no value; expected name=\"value\"", NULL},
    {XML_ERR_SPACE_REQUIRED,
     "two attributes run together; expected a space between them, or the closing quote of the first", NULL},
    {XML_ERR_GT_REQUIRED, "a tag is not closed; expected >", NULL},
    {XML_ERR_LTSLASH_REQUIRED, "an element is not closed; expected its end tag", NULL},
    {XML_ERR_DOCUMENT_END, "the file continues after the end of the root element; expected nothing more", NULL},
    {XML_ERR_COMMENT_NOT_FINISHED, "a comment is not closed; expected -->", NULL},
    {XML_ERR_CDATA_NOT_FINISHED, "a CDATA section is not closed; expected ]]>", NULL},
    {XML_ERR_HYPHEN_IN_COMMENT, "a comment contains two hyphens; expected them only at its end", NULL},
    {XML_ERR_INTERNAL_ERROR,
     "elements are nested too deeply, or a text is too long; expected at most 256 levels and 10 MB", NULL},
};

/* The text in `s` between two marks, or an empty slice. */
static Str between(Str s, const char *before, const char *behind)
{
    int from = str_find(s, before);
    if (from < 0)
        return (Str){0};
    Str tail = str_sub(s, from + (int)strlen(before), s.n);
    int to = str_find(tail, behind);
    return to < 0 ? (Str){0} : str_sub(tail, 0, to);
}

/* A message of the library in our form: no full stop, no capital. */
static Str as_line(Arena *a, Str message)
{
    char *line = str_cdup(a, str_trim(message));
    size_t n = strlen(line);
    if (n && line[n - 1] == '.')
        line[n - 1] = 0;
    if (is_upper(line[0]) && line[1] >= 'a')
        line[0] = to_lower(line[0]);
    return str_c(line);
}

void xml_report_parse_error(const Reader *r, const xmlError *error, Pos pos)
{
    Str name = str_c(error->str1);
    switch (error->code) {
    case XML_ERR_TAG_NAME_MISMATCH:
        diag(r->diag, DOC001, pos, "<" STR_FMT "> on line %d is closed by </%s>; expected </" STR_FMT ">",
             STR_ARG(name), error->int1, error->str2 ? error->str2 : "", STR_ARG(name));
        return;
    case XML_ERR_TAG_NOT_FINISHED:
        if (!name.n)
            break;
        diag(r->diag, DOC001, pos, "the file ends before <" STR_FMT "> on line %d is closed; expected </" STR_FMT ">",
             STR_ARG(name), error->int1, STR_ARG(name));
        return;
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
        diag(r->diag, DOC001, pos, "the entity &" STR_FMT "; is unknown; expected &amp;, &lt;, &gt;, &quot; or &apos;",
             STR_ARG(name));
        diag_help(r->diag, "write the character itself, or its number as in &#163;");
        return;
    case XML_ERR_ATTRIBUTE_REDEFINED:
        diag(r->diag, DOC001, pos, "attribute \"" STR_FMT "\" is given twice", STR_ARG(name));
        return;
    default: break;
    }
    for (int i = 0; i < COUNT(parse_messages); i++) {
        if (parse_messages[i].code != error->code)
            continue;
        diag(r->diag, DOC001, pos, "%s", parse_messages[i].message);
        if (parse_messages[i].help)
            diag_help(r->diag, "%s", parse_messages[i].help);
        return;
    }
    diag(r->diag, DOC001, pos, STR_FMT, STR_ARG(as_line(r->job, str_c(error->message))));
}

/* --- looking things up in a schema --- */

static bool contains(const Strs *names, Str name)
{
    for (int i = 0; i < names->n; i++)
        if (str_eq(names->at[i], name))
            return true;
    return false;
}

static bool is_schema_element(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

/* An attribute of a schema's element, without a prefix; in the schema's memory. */
static Str schema_attr(const xmlNode *n, const char *name)
{
    const xmlAttr *at = xmlHasProp((xmlNode *)n, (const xmlChar *)name);
    Str value = str_c(at && at->children ? (const char *)at->children->content : NULL), before, after;
    return str_cut(value, ':', &before, &after) ? after : value;
}

static const xmlNode *next_in_schema(const xmlNode *n)
{
    if (n->children && n->type == XML_ELEMENT_NODE)
        return n->children;
    while (n && !n->next)
        n = n->parent;
    return n ? n->next : NULL;
}

/* The top-level declaration of that sort and name, or NULL. */
static const xmlNode *find_top(xmlDoc *schema, const char *sort, Str name)
{
    for (const xmlNode *n = xmlDocGetRootElement(schema)->children; n; n = n->next)
        if (is_schema_element(n, sort) && str_eq(schema_attr(n, "name"), name))
            return n;
    return NULL;
}

/* The declarations of one sort that a schema gives to an element: "attribute" or "element". */
typedef struct SchemaSearch {
    Arena *arena;
    xmlDoc *schema;
    const char *sort, *group; /* and the name of groups of them */
    Declarations found;
} SchemaSearch;

static void collect(SchemaSearch *c, const xmlNode *in, int depth)
{
    if (!in || depth > SCHEMA_DEPTH)
        return;
    Str type = schema_attr(in, is_schema_element(in, "extension") ? "base" : "type");
    if (type.n && (is_schema_element(in, "element") || is_schema_element(in, "extension")))
        collect(c, find_top(c->schema, "complexType", type), depth + 1);
    for (const xmlNode *n = in->children; n; n = n->next) {
        if (is_schema_element(n, c->sort)) {
            VEC_PUSH(c->arena, &c->found, (Declaration){schema_attr(n, "name"), n});
        } else if (is_schema_element(n, c->group)) {
            collect(c, find_top(c->schema, c->group, schema_attr(n, "ref")), depth + 1);
        } else if (n->type == XML_ELEMENT_NODE && !is_schema_element(n, "element")) {
            collect(c, n, depth + 1);
        }
    }
}

static Declarations declared_in(SchemaSearch c, Str element)
{
    for (const xmlNode *n = xmlDocGetRootElement(c.schema); n; n = next_in_schema(n))
        if (is_schema_element(n, "element") && str_eq(schema_attr(n, "name"), element))
            collect(&c, n, 0);
    return c.found;
}

/* The attributes that a schema gives to the elements of a name. */
static Declarations attributes_of(Arena *a, xmlDoc *schema, Str element)
{
    return declared_in((SchemaSearch){.arena = a, .schema = schema, .sort = "attribute", .group = "attributeGroup"},
                       element);
}

static const xmlNode *child_of_sort(const xmlNode *n, const char *sort)
{
    for (n = n->children; n; n = n->next)
        if (is_schema_element(n, sort))
            return n;
    return NULL;
}

static bool holds_text(xmlDoc *schema, const xmlNode *element)
{
    const xmlNode *type = find_top(schema, "complexType", schema_attr(element, "type"));
    if (!type)
        type = child_of_sort(element, "complexType");
    return !type || child_of_sort(type, "simpleContent");
}

/* The elements that may stand in those of a name, in the order of the schema. */
static Declarations children_of(Arena *a, xmlDoc *schema, Str element)
{
    return declared_in((SchemaSearch){.arena = a, .schema = schema, .sort = "element", .group = "group"}, element);
}

/* Those of them that hold text. */
static Strs places_for_text(Arena *a, xmlDoc *schema, Str element)
{
    Declarations children = children_of(a, schema, element);
    Strs names = {0};
    for (int i = 0; i < children.n; i++)
        if (holds_text(schema, children.at[i].node) && !contains(&names, children.at[i].name))
            VEC_PUSH(a, &names, children.at[i].name);
    return names;
}

static Strs element_names(Arena *a, xmlDoc *schema)
{
    Strs names = {0};
    for (const xmlNode *n = xmlDocGetRootElement(schema); n; n = next_in_schema(n))
        if (is_schema_element(n, "element"))
            VEC_PUSH(a, &names, schema_attr(n, "name"));
    return names;
}

/* The documentation of a declaration with its white space normalised; empty when it has none. */
static Str documentation(Arena *a, const xmlNode *declaration)
{
    const xmlNode *n = declaration ? declaration->children : NULL;
    while (n && !is_schema_element(n, "annotation"))
        n = n->next;
    n = n ? n->children : NULL;
    while (n && !is_schema_element(n, "documentation"))
        n = n->next;
    if (!n || !n->children || !n->children->content)
        return (Str){0};
    Str text = str_trim(str_c((const char *)n->children->content));
    Buf plain = {0};
    for (int i = 0; i < text.n; i++) {
        bool space = strchr(" \t\r\n", text.p[i]);
        if (!space)
            buf_char(&plain, text.p[i]);
        else if (plain.n && plain.p[plain.n - 1] != ' ')
            buf_char(&plain, ' ');
    }
    return as_line(a, buf_take(&plain, a));
}

static Str documentation_of(Arena *a, xmlDoc *schema, Str element, Str attribute)
{
    if (!attribute.n) {
        for (const xmlNode *n = xmlDocGetRootElement(schema); n; n = next_in_schema(n))
            if (is_schema_element(n, "element") && str_eq(schema_attr(n, "name"), element))
                return documentation(a, n);
        return (Str){0};
    }
    Declarations all = attributes_of(a, schema, element);
    for (int i = 0; i < all.n; i++)
        if (str_eq(all.at[i].name, attribute))
            return documentation(a, all.at[i].node);
    return (Str){0};
}

/* --- messages of the validator --- */

/* "a, b or c", each between the two marks. */
static Str listed(Arena *a, const Strs *names, const char *before, const char *behind)
{
    Buf list = {0};
    int n = int_min(names->n, EXPECTED_MAX);
    for (int i = 0; i < n; i++) {
        if (i)
            buf_puts(&list, i == n - 1 && n == names->n ? " or " : ", ");
        buf_format(&list, "%s" STR_FMT "%s", before, STR_ARG(names->at[i]), behind);
    }
    if (n < names->n)
        buf_puts(&list, ", …");
    return buf_take(&list, a);
}

/* Names out of a list in a message: "( a, b )" or "{'a', 'b'}". */
static Strs names_in(Arena *a, Str list)
{
    Strs names = {0};
    while (list.n) {
        Str name, others;
        str_cut(list, ',', &name, &others);
        name = str_trim(name);
        if (name.n >= 2 && name.p[0] == '\'')
            name = str_sub(name, 1, name.n - 1);
        if (name.n && !contains(&names, name))
            VEC_PUSH(a, &names, name);
        list = others;
    }
    return names;
}

static void help_nearest(const Reader *r, Str name, const Strs *known)
{
    diag_nearest(r->diag, name, known->at, known->n);
}

static int place_of(const Declarations *all, Str name)
{
    int i = 0;
    while (i < all->n && !str_eq(all->at[i].name, name))
        i++;
    return i < all->n ? i : -1;
}

/* Elements in the wrong order: what is to be moved before what. */
static void help_order(const Reader *r, xmlDoc *schema, const XmlNode *e, const Strs *expected)
{
    const XmlNode *parent = xml_parent(e);
    Declarations order = children_of(r->job, schema, parent ? xml_name(parent) : STR(""));
    int place = place_of(&order, xml_name(e));
    for (const XmlNode *before = parent ? xml_first(parent) : NULL; before && before != e; before = xml_next(before))
        if (place >= 0 && place_of(&order, xml_name(before)) > place) {
            diag_help(r->diag, "move <" STR_FMT "> before <" STR_FMT ">", STR_ARG(xml_name(e)),
                      STR_ARG(xml_name(before)));
            return;
        }
    for (const XmlNode *later = xml_next(e); later && expected->n; later = xml_next(later))
        if (str_eq(xml_name(later), expected->at[0])) {
            diag_help(r->diag, "move <" STR_FMT "> before <" STR_FMT ">", STR_ARG(xml_name(later)),
                      STR_ARG(xml_name(e)));
            return;
        }
}

/* An element whose name is right, but is in a namespace. False: it is in none. */
static bool report_namespace(const Reader *r, Str message, const XmlNode *e, Pos pos)
{
    Str space = between(message, "Element '{", "}");
    if (!space.n)
        return false;
    Str prefix = xml_prefix(e);
    const char *declared =
        str_cdup(r->job, str_format(r->job, "xmlns%s" STR_FMT, prefix.n ? ":" : "", STR_ARG(prefix)));
    diag(r->diag, DOC003, xml_attr_name_pos(e, pos.file, declared),
         "<" STR_FMT "> is in the namespace \"" STR_FMT "\"; expected no namespace", STR_ARG(xml_name(e)),
         STR_ARG(space));
    if (prefix.n)
        diag_help(r->diag, "remove %s=\"…\", and \"" STR_FMT ":\" before the names of elements", declared,
                  STR_ARG(prefix));
    else
        diag_help(r->diag, "remove %s=\"…\"", declared);
    return true;
}

static void report_unexpected(const Reader *r, xmlDoc *schema, Str message, const XmlNode *e, Pos pos)
{
    Strs expected = names_in(r->job, between(message, "( ", " )"));
    Strs known = element_names(r->job, schema);
    Str name = xml_name(e);
    Str in = xml_parent(e) ? xml_name(xml_parent(e)) : STR("file");
    Str wanted = expected.n ? listed(r->job, &expected, "<", ">") : str_format(r->job, "</" STR_FMT ">", STR_ARG(in));
    bool is_known = contains(&known, name);
    if (is_known && report_namespace(r, message, e, pos))
        return;
    diag(r->diag, DOC003, pos, "%s <" STR_FMT "> in <" STR_FMT ">; expected " STR_FMT,
         is_known ? "misplaced" : "unknown element", STR_ARG(name), STR_ARG(in), STR_ARG(wanted));
    if (is_known)
        help_order(r, schema, e, &expected);
    else
        help_nearest(r, name, expected.n && str_nearest(name, expected.at, expected.n).n ? &expected : &known);
}

static void report_incomplete(const Reader *r, Str message, const XmlNode *e, Pos pos)
{
    Strs expected = names_in(r->job, between(message, "( ", " )"));
    diag(r->diag, DOC003, pos, "<" STR_FMT "> is incomplete; expected " STR_FMT " in it", STR_ARG(xml_name(e)),
         STR_ARG(listed(r->job, &expected, "<", ">")));
}

static void report_root(const Reader *r, xmlDoc *schema, Str message, const XmlNode *e, Pos pos)
{
    Strs roots = {0};
    for (const xmlNode *n = xmlDocGetRootElement(schema)->children; n; n = n->next)
        if (is_schema_element(n, "element"))
            VEC_PUSH(r->job, &roots, schema_attr(n, "name"));
    if (contains(&roots, xml_name(e)) && report_namespace(r, message, e, pos))
        return;
    diag(r->diag, DOC003, pos, "the root element is <" STR_FMT ">; expected " STR_FMT, STR_ARG(xml_name(e)),
         STR_ARG(listed(r->job, &roots, "<", ">")));
}

static void report_text(const Reader *r, xmlDoc *schema, const XmlNode *e, Pos pos)
{
    enum { SHOWN = 40 }; /* bytes of the text in an example */
    Strs places = places_for_text(r->job, schema, xml_name(e));
    Str wanted = places.n ? listed(r->job, &places, "<", ">") : STR("only elements"), text = str_trim(xml_text(r, e));
    diag(r->diag, DOC003, pos, "<" STR_FMT "> contains text; expected %s" STR_FMT, STR_ARG(xml_name(e)),
         places.n ? "it in " : "", STR_ARG(wanted));
    if (places.n == 1 && !xml_first(e) && text.n <= SHOWN)
        diag_help(r->diag, "write <" STR_FMT "><" STR_FMT ">" STR_FMT "</" STR_FMT "></" STR_FMT ">",
                  STR_ARG(xml_name(e)), STR_ARG(places.at[0]), STR_ARG(text), STR_ARG(places.at[0]),
                  STR_ARG(xml_name(e)));
}

static void report_unknown_attribute(const Reader *r, xmlDoc *schema, Str name, const XmlNode *e, Pos pos)
{
    Declarations declared = attributes_of(r->job, schema, xml_name(e));
    Strs known = {0};
    pos = xml_attr_name_pos(e, pos.file, str_cdup(r->job, name));
    for (int i = 0; i < declared.n; i++)
        if (!contains(&known, declared.at[i].name))
            VEC_PUSH(r->job, &known, declared.at[i].name);
    Str wanted = known.n ? listed(r->job, &known, "", "") : STR("none");
    diag(r->diag, DOC003, pos, "<" STR_FMT "> has no attribute \"" STR_FMT "\"; expected " STR_FMT,
         STR_ARG(xml_name(e)), STR_ARG(name), STR_ARG(wanted));
    help_nearest(r, name, &known);
}

/* The attribute that a message is about; empty: it is about the element. */
static Str attribute_in(Str message)
{
    return between(message, "attribute '", "'");
}

/* An invalid value: of an attribute, or the text of an element. */
static void report_value(const Reader *r, xmlDoc *schema, Str message, const XmlNode *e, Pos pos)
{
    Str attribute = attribute_in(message);
    Str of = attribute.n ? attribute : str_format(r->job, "<" STR_FMT ">", STR_ARG(xml_name(e)));
    Str value = attribute.n ? xml_attr(r, e, str_cdup(r->job, attribute)) : str_trim(xml_text(r, e));
    Strs set = names_in(r->job, between(message, "element of the set {", "}"));
    if (set.n) {
        diag(r->diag, DOC003, pos, "\"" STR_FMT "\" is not a valid value for " STR_FMT "; expected " STR_FMT,
             STR_ARG(value), STR_ARG(of), STR_ARG(listed(r->job, &set, "", "")));
        help_nearest(r, value, &set);
        return;
    }
    Str meaning = documentation_of(r->job, schema, xml_name(e), attribute);
    if (value.n)
        diag(r->diag, DOC003, pos, "\"" STR_FMT "\" is not a valid value for " STR_FMT, STR_ARG(value), STR_ARG(of));
    else
        diag(r->diag, DOC003, pos, STR_FMT " is empty; expected a value", STR_ARG(of));
    if (meaning.n)
        diag_help(r->diag, STR_FMT ": " STR_FMT, STR_ARG(of), STR_ARG(meaning));
}

/* A message whose first words only repeat the element's name, without them. */
static Str without_subject(Str message)
{
    int colon = str_find(message, "': ");
    return colon < 0 ? message : str_sub(message, colon + 3, message.n);
}

bool xml_is_echo(const xmlError *error)
{
    if (str_find(str_c(error->message), "No precomputed value") >= 0)
        return true;
    return error->code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 || error->code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3
           || error->code == XML_SCHEMAV_CVC_ATTRIBUTE_3 || error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2;
}

void xml_report_validity_error(const Reader *r, xmlDoc *schema, const xmlError *error, const XmlNode *e, Pos pos)
{
    Str message = str_trim(str_c(error->message));
    Str attribute = attribute_in(message);
    if (!e) {
        diag(r->diag, DOC003, pos, STR_FMT, STR_ARG(as_line(r->job, message)));
        return;
    }
    if (attribute.n)
        pos = xml_attr_pos(e, pos.file, str_cdup(r->job, attribute));
    if (str_find(message, "This element is not expected") >= 0) {
        report_unexpected(r, schema, message, e, pos);
    } else if (str_find(message, "Missing child element(s)") >= 0) {
        report_incomplete(r, message, e, pos);
    } else if (str_find(message, "No matching global declaration") >= 0) {
        report_root(r, schema, message, e, pos);
    } else if (attribute.n && str_find(message, "is not allowed") >= 0) {
        report_unknown_attribute(r, schema, attribute, e, pos);
    } else if (attribute.n && str_find(message, "is required but missing") >= 0) {
        diag(r->diag, DOC003, pos, "<" STR_FMT "> lacks the attribute \"" STR_FMT "\"; expected it",
             STR_ARG(xml_name(e)), STR_ARG(attribute));
    } else if (str_find(message, "Duplicate key-sequence") >= 0) {
        Str key = between(message, "['", "']");
        diag(r->diag, DOC003, pos, "\"" STR_FMT "\" is used twice; expected a different value each time", STR_ARG(key));
    } else if (str_find(message, "Element content is not allowed") >= 0) {
        diag(r->diag, DOC003, pos, "<" STR_FMT "> contains an element; expected only text", STR_ARG(xml_name(e)));
    } else if (str_find(message, "Character content") >= 0) {
        report_text(r, schema, e, pos);
    } else if (str_find(message, "[facet") >= 0 || str_find(message, "is not a valid value") >= 0) {
        report_value(r, schema, message, e, pos);
    } else {
        diag(r->diag, DOC003, pos, "<" STR_FMT ">: " STR_FMT, STR_ARG(xml_name(e)),
             STR_ARG(as_line(r->job, without_subject(message))));
    }
}
