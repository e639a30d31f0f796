/* Private to the libxml2 wall: what is kept of libxml2 while a document is read, and whether a file fits its schema. */
#ifndef READ_XML_SCHEMA_PRIVATE_H
#define READ_XML_SCHEMA_PRIVATE_H

#include <libxml/parser.h>

#include "read/read.h"

xmlParserCtxt **schemas_parser(Schemas *s); /* for all files of the document (xml_parse.h); schemas_free frees it */

/* Whether a tree fits templates/schemas/<name>.xsd, which r->schemas keeps. False: diagnostics were added (IO005,
 * DOC003). Elements have their XmlNode in _private. `from` is the place that names the file. */
bool schema_fits(const Reader *r, xmlDoc *doc, int file, const char *name, Pos from);

#endif
