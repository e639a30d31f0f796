/* Private to the libxml2 wall: text becomes libxml2's tree. */
#ifndef READ_XML_PARSE_PRIVATE_H
#define READ_XML_PARSE_PRIVATE_H

#include <libxml/parser.h>

#include "base/str.h"
#include "read/read.h"

/* NULL: DOC001 was added. *parser is created when it is NULL, and its owner frees it, before or after the trees.
 * bare: omits the documentation of a schema. */
xmlDoc *xml_parse(const Reader *r, xmlParserCtxt **parser, int file, Str text, bool bare);

#endif
