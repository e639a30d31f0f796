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
} MarkdownSource;

/* Appends the blocks of a section's text to `section`, then its footnotes as NODE_NOTE. Tables, diagrams and pictures
 * are the document's; boxes and quotes are as the template says.
 *
 * What waits for the whole document: NODE_NOTE_REF and NODE_NOTE carry the footnote's label in `name`, NODE_REF the
 * labels it names as attributes called "target"; document.c joins them. */
void markdown_read(const Reader *r, Doc *doc, const Template *t, const MarkdownSource *source, Node *section);

/* Words of the data, in a cell, a note, a label or a caption: there are no boxes in them, their quotes are typographic
 * whatever the template, and nothing that they say is held against the data that they are part of. Figures shown in
 * them are those of doc->tables and are set as `figures` says. */
void markdown_read_cell(const Reader *r, Doc *doc, const MarkdownSource *source, const FigureStyle *figures,
                        Node *parent);

#endif
