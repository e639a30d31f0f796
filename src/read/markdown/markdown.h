/* Markdown to the document tree: CommonMark as cmark reads it, with planpress's own forms on top. */
#ifndef READ_MARKDOWN_MARKDOWN_H
#define READ_MARKDOWN_MARKDOWN_H

#include "read/read.h"

/* A text and where it begins in its file. When col is not 1, the text is inside something else (an XML element), and
 * the indentation shared by all its lines but the first is not part of it. */
typedef struct MarkdownSource {
    Str text; /* UTF-8 without NUL; a byte order mark and CRLF are accepted */
    int file;
    int line, col;
    Str folder; /* that its pictures lie in; empty: the document's */
} MarkdownSource;

/* Appends the blocks of a section's text to `section`, then its footnotes as NODE_NOTE. Tables, diagrams and
 * pictures come from the document; boxes and quotation marks follow the template.
 *
 * Some parts wait for the whole document: NODE_NOTE_REF and NODE_NOTE carry the footnote's label in `name`, NODE_REF
 * its labels as attributes called "target"; resolve.c joins them. */
void markdown_read(const Reader *r, Doc *doc, const Template *t, const MarkdownSource *source, Node *section);

/* Words of the data, in a cell or a note. They contain no boxes, their quotation marks are
 * always typographic, and they are not compared with their own data. Their figures come from doc->tables, in the
 * style of `figures`. */
void markdown_read_cell(const Reader *r, Doc *doc, const MarkdownSource *source, const FigureStyle *figures,
                        Node *parent);

/* The same for a line of words (a label, a heading, a caption), which is never a list or a heading: a NODE_PARAGRAPH,
 * then the notes in it. */
void markdown_read_line(const Reader *r, Doc *doc, const MarkdownSource *source, const FigureStyle *figures,
                        Node *parent);

#endif
