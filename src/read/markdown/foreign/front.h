/* Front matter at the top of a section. */
#ifndef READ_MARKDOWN_FOREIGN_FRONT_H
#define READ_MARKDOWN_FOREIGN_FRONT_H

#include "diag/diag.h"
#include "read/markdown/markdown.h"

/* Moves *source behind its front matter, if it has any, and reports that (MD018). */
bool front_matter_skip(Diag *d, MarkdownSource *source);

#endif
