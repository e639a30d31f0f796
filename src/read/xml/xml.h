/* XML files as trees of elements. libxml2 is hidden behind this header.
 *
 * Everything read is UTF-8, has no DOCTYPE (so no entities of its own), and fits its schema: callers need not check
 * for elements, attributes and values that the schema rules out. A tree lives in the job's arena and is read-only. */
#ifndef READ_XML_XML_H
#define READ_XML_XML_H

#include "base/base.h"
#include "diag/diag.h"
#include "read/read.h"

typedef struct XmlNode XmlNode; /* an element */

/* Reads a file and validates it against templates/schemas/<schema>.xsd; returns the root element. NULL: diagnostics
 * were added (IO001, IO005, IO006, DOC001, DOC002, DOC003); `from` is the place that names the file. *file, when
 * file is not NULL, becomes the file's number in the sink (0 when it was not read). */
const XmlNode *xml_read(const Reader *r, Str path, const char *schema, Pos from, int *file);

/* The schema is the one with the name of the root element, which must be one of `roots`. */
typedef struct XmlFile {
    Str path;
    Str folder; /* that the file must lie in; empty: anywhere */
    const char *const *roots;
    int nroots;
    int nsourced; /* with the attribute source, the first of these, this many, fit the schema "sheet" */
    /* Checks, for a file that every run reads, whether everything to be read from it is as its schema requires. The
     * schema is consulted only when this returns false. NULL: always. */
    bool (*fits)(const Reader *r, const XmlNode *root);
    Pos from;
} XmlFile;

/* The same as xml_read, for what several kinds of file have in common. */
const XmlNode *xml_read_file(const Reader *r, const XmlFile *f, int *file);

/* The same for a file of another vocabulary, from its bytes: without a schema, and with a DOCTYPE that declares
 * nothing. Attributes of xlink are among the others by their own names where there is no other of that name, and those
 * of XML are there as "xml:space". An element in another namespace has a name with a colon. NULL: DOC001, DOC002 or
 * IO006 was added.
 */
typedef struct XmlVocabulary {
    const char *space; /* its namespace */
    int file;          /* the number in the sink of what is read */
} XmlVocabulary;
const XmlNode *xml_read_foreign(const Reader *r, Str text, const XmlVocabulary *v);

/* Elements and the text between them; the name of text is empty. */
const XmlNode *xml_first_piece(const XmlNode *e); /* or NULL */
const XmlNode *xml_next_piece(const XmlNode *e);  /* or NULL */
const XmlNode *xml_parent(const XmlNode *e);      /* NULL for the root */

const XmlNode *xml_first(const XmlNode *e);                   /* first child element, or NULL */
const XmlNode *xml_next(const XmlNode *e);                    /* next sibling element, or NULL */
const XmlNode *xml_child(const XmlNode *e, const char *name); /* first child of that name, or NULL */
bool xml_is(const XmlNode *e, const char *name);
Str xml_name(const XmlNode *e);

Str xml_attr(const Reader *r, const XmlNode *e, const char *name); /* empty when absent */
bool xml_has(const XmlNode *e, const char *name);
/* All attributes in the order written (without those in a namespace); returns how many, at most max. */
int xml_attrs(const Reader *r, const XmlNode *e, Str *names, Str *values, int max);

/* The text content, including that of all elements below it, with white space as written. */
Str xml_text(const Reader *r, const XmlNode *e); /* of text: itself */

Pos xml_pos(const XmlNode *e, int file); /* of the start tag: "<row" */
Pos xml_attr_pos(const XmlNode *e, int file,
                 const char *name);           /* of the attribute's value; of the start tag when absent */
Pos xml_text_pos(const XmlNode *e, int file); /* where its content begins, after the start tag */

#endif
