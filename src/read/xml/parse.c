/* One parser serves all files of a document, one after the other, so that names of elements and attributes are
 * stored once. */
#include "read/xml/parse_private.h"

#include <libxml/SAX2.h>

#include "read/xml/message_private.h"

/* What the handlers of one file work on. */
typedef struct Parsing {
    const Reader *reader;
    int file;
    int faults;
} Parsing;

/* Only the first error of a file that is not well formed counts: the others follow from it. */
static void on_parse_error(void *user, xmlError *error)
{
    Parsing *p = ((xmlParserCtxt *)user)->_private;
    if (error->level == XML_ERR_WARNING || p->faults++)
        return;
    Pos pos = {.file = (int16_t)p->file, .line = error->line, .col = error->int2};
    xml_report_parse_error(p->reader, error, pos);
}

/* In a schema, all text is documentation. */
static void leave_documentation_out(xmlSAXHandler *sax)
{
    sax->characters = sax->ignorableWhitespace = NULL;
    sax->comment = NULL;
}

xmlDoc *xml_parse(const Reader *r, xmlParserCtxt **parser, int file, Str text, bool bare)
{
    Parsing parsing = {.reader = r, .file = file};
    if (!*parser)
        *parser = xmlNewParserCtxt();
    xmlParserCtxt *context = *parser;
    check(context);
    check(context->sax && xmlSAXVersion(context->sax, 2) == 0);
    context->_private = &parsing;
    context->sax->serror = on_parse_error;
    if (bare)
        leave_documentation_out(context->sax);
    xmlDoc *doc = xmlCtxtReadMemory(context, text.p, text.n, NULL, "UTF-8",
                                    XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA
                                        | XML_PARSE_COMPACT);
    context->_private = NULL;
    if (doc && (parsing.faults || doc->intSubset)) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    if (!doc && !parsing.faults)
        diag(r->diag, DOC001, (Pos){.file = (int16_t)file}, "cannot read the file as XML");
    return doc;
}
