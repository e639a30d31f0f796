/* libxml2's second SAX interface, on a part that is in memory. Nothing is loaded from elsewhere, and the parser's own
 * limits on nesting and on the size of a text stay in force. */
#include "sheet/sax_private.h"

#include <libxml/parser.h>
#include <stddef.h>
#include <string.h>

typedef struct SaxRun {
    Sax *sax;
    xmlParserCtxt *parser;
    bool doctype, broken;
    int line;
} SaxRun;

static void stop_if_asked(SaxRun *run)
{
    if (run->sax->stopped)
        xmlStopParser(run->parser);
}

static void on_begin(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nspaces,
                     const xmlChar **spaces, int nattrs, int ndefaults, const xmlChar **attrs)
{
    SaxRun *run = ((xmlParserCtxt *)user)->_private;
    (void)prefix, (void)uri, (void)nspaces, (void)spaces, (void)ndefaults;
    run->sax->begin(run->sax->self, str_c((const char *)name), &(SaxAttributes){nattrs, attrs});
    stop_if_asked(run);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    SaxRun *run = ((xmlParserCtxt *)user)->_private;
    (void)prefix, (void)uri;
    run->sax->end(run->sax->self, str_c((const char *)name));
    stop_if_asked(run);
}

static void on_text(void *user, const xmlChar *text, int n)
{
    SaxRun *run = ((xmlParserCtxt *)user)->_private;
    if (run->sax->text)
        run->sax->text(run->sax->self, (Str){(const char *)text, n});
}

/* Before anything of the DOCTYPE is read. */
static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    SaxRun *run = ((xmlParserCtxt *)user)->_private;
    (void)name, (void)external, (void)system;
    run->doctype = true;
    xmlStopParser(run->parser);
}

static void on_error(void *user, xmlError *error)
{
    SaxRun *run = ((xmlParserCtxt *)user)->_private;
    if (error->level < XML_ERR_FATAL || run->broken || run->doctype || run->sax->stopped)
        return;
    run->broken = true;
    run->line = error->line;
}

static void explain(const SaxRun *run, Arena *a, Str member, SheetFault *fault)
{
    fault->kind = run->doctype ? SHEET_REFUSED : SHEET_DAMAGED;
    fault->message = run->doctype
                         ? str_format(a, STR_FMT " has a DOCTYPE, which is not allowed", STR_ARG(member))
                         : str_format(a, STR_FMT " is damaged: line %d is not valid XML", STR_ARG(member), run->line);
}

bool sax_read(Sax *sax, Arena *a, Str xml, Str member, SheetFault *fault)
{
    SaxRun run = {.sax = sax};
    run.parser = xmlNewParserCtxt();
    check(run.parser && run.parser->sax);
    run.parser->_private = &run;
    memset(run.parser->sax, 0, sizeof *run.parser->sax);
    run.parser->sax->initialized = XML_SAX2_MAGIC;
    run.parser->sax->internalSubset = on_doctype;
    run.parser->sax->startElementNs = on_begin;
    run.parser->sax->endElementNs = on_end;
    run.parser->sax->characters = run.parser->sax->cdataBlock = on_text;
    run.parser->sax->ignorableWhitespace = on_text;
    run.parser->sax->serror = on_error;
    xmlDoc *doc = xmlCtxtReadMemory(run.parser, xml.p, xml.n, NULL, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    bool well_formed = run.parser->wellFormed;
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(run.parser);
    if (sax->stopped)
        return true;
    if (run.doctype || run.broken || !well_formed)
        explain(&run, a, member, fault);
    return fault->kind == SHEET_SOUND;
}

/* libxml2 gives five pointers for each: name, prefix, namespace, and where the value begins and ends. */
static const unsigned char **attribute_at(const SaxAttributes *attributes, int i)
{
    enum { POINTERS = 5 };
    return attributes->at + (ptrdiff_t)POINTERS * i;
}

static bool names(const unsigned char **at, const char *name)
{
    return strcmp((const char *)at[0], name) == 0;
}

static Str value_of(const unsigned char **at)
{
    return (Str){(const char *)at[3], (int)(at[4] - at[3])};
}

Str sax_attribute(const SaxAttributes *attributes, const char *name)
{
    for (int i = 0; i < attributes->n; i++)
        if (names(attribute_at(attributes, i), name))
            return value_of(attribute_at(attributes, i));
    return (Str){0};
}

bool sax_has(const SaxAttributes *attributes, const char *name)
{
    return sax_attribute(attributes, name).p != NULL;
}

Str sax_attribute_in(const SaxAttributes *attributes, const char *space, const char *name)
{
    for (int i = 0; i < attributes->n; i++) {
        const unsigned char **at = attribute_at(attributes, i);
        if (names(at, name) && str_ends(str_c((const char *)at[2]), space))
            return value_of(at);
    }
    return (Str){0};
}

int sax_number(const SaxAttributes *attributes, const char *name, int otherwise)
{
    int number = otherwise;
    return str_to_int(str_trim(sax_attribute(attributes, name)), &number) ? number : otherwise;
}

bool sax_yes(const SaxAttributes *attributes, const char *name)
{
    Str value = sax_attribute(attributes, name);
    return str_is(value, "1") || str_is(value, "true");
}
