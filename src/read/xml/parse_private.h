/* Private to the libxml2 wall: text becomes libxml2's tree. */
#ifndef READ_XML_PARSE_PRIVATE_H
#define READ_XML_PARSE_PRIVATE_H

#include <libxml/parser.h>

#include "base/str.h"
#include "read/read.h"

/* NULL: DOC001 was added. *parser is made when it is NULL, and is its owner's to free, before or after the trees. bare:
 * of a schema, its documentation is left out. */
xmlDoc *xml_parse(const Reader *r, xmlParserCtxt **parser, int file, Str text, bool bare);

#endif
