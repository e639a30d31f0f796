/* Private to the libxml2 wall: libxml2's errors as messages that authors understand. */
#ifndef READ_XML_MESSAGE_PRIVATE_H
#define READ_XML_MESSAGE_PRIVATE_H

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "read/xml/xml.h"

Str xml_prefix(const XmlNode *e);                                    /* of its name as written; empty for none */
Pos xml_attr_name_pos(const XmlNode *e, int file, const char *name); /* of the start tag when absent */

void xml_report_parse_error(const Reader *r, const xmlError *error, Pos pos);
/* e: the element concerned, or NULL; schema: the schema as a document. */
void xml_report_validity_error(const Reader *r, xmlDoc *schema, const xmlError *error, const XmlNode *e, Pos pos);
/* Whether the error only repeats that a value of the last error's element is invalid. */
bool xml_is_echo(const xmlError *error);

#endif
