/* Markdown to the document tree: CommonMark as cmark reads it, with our forms on top. */
#ifndef READ_MARKDOWN_MARKDOWN_H
#define READ_MARKDOWN_MARKDOWN_H

#include "read/read.h"

/* A text and where it begins in its file. When col is not 1 the text stands inside something else (an XML
 * element), and the indentation that all its lines but the first have in common is not part of it. */
typedef struct MarkdownSource {
    Str text; /* UTF-8 without NUL; a byte order mark and CRLF are accepted */
    int file;
    int line, col;
    const FigureStyle *figures; /* of the data; NULL: as t says */
} MarkdownSource;

/* Appends the blocks of `source` to parent, then its footnotes as NODE_NOTE. doc: for tables and pictures; NULL: data
 * names are not known, and pictures are looked for beside the file. t: for known boxes and smart quotes; NULL (data
 * cells, read before a template) for no boxes and smart quotes.
 *
 * What waits for the whole document: NODE_NOTE_REF and NODE_NOTE carry the footnote's label in `name`, NODE_REF the
 * labels it names as attributes called "target"; document.c joins them. */
void markdown_read(const Reader *r, Doc *doc, const Template *t, const MarkdownSource *source, Node *parent);

#endif
