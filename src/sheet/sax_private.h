/* Private to the readers of workbooks: XML as a stream of elements and text, without a tree. */
#ifndef SHEET_SAX_PRIVATE_H
#define SHEET_SAX_PRIVATE_H

#include "base/str.h"
#include "sheet/sheet.h"

typedef struct SaxAttributes {
    int n;
    const unsigned char **at; /* five pointers for each, as libxml2 gives them */
} SaxAttributes;

/* Names are without their prefix. A handler that sets stopped ends the reading. */
typedef struct Sax {
    void (*begin)(void *self, Str name, const SaxAttributes *attributes);
    void (*end)(void *self, Str name);
    void (*text)(void *self, Str text); /* NULL: text does not matter */
    void *self;
    bool stopped;
} Sax;

/* False: *fault says why. A DOCTYPE is refused. member: the name of the part, for messages. */
bool sax_read(Sax *sax, Arena *a, Str xml, Str member, SheetFault *fault);
Str sax_attribute(const SaxAttributes *attributes, const char *name); /* empty when absent; in any namespace */
bool sax_has(const SaxAttributes *attributes, const char *name);
/* In a namespace whose address ends so. */
Str sax_attribute_in(const SaxAttributes *attributes, const char *space, const char *name);
int sax_number(const SaxAttributes *attributes, const char *name, int otherwise);
bool sax_yes(const SaxAttributes *attributes, const char *name); /* "1" or "true" */

#endif
