/* The languages of a document. */
#ifndef READ_LANGUAGE_H
#define READ_LANGUAGE_H

#include "read/read.h"

/* The language with that tag, read once for a document; the document's own when there is no such file. */
const Language *document_language(const Reader *r, Doc *doc, Str tag, Pos from);

#endif
