/* Pictures that a document's manifest names, for page masters to place and for Markdown to show. */
#ifndef DOC_PICTURE_NAMED_H
#define DOC_PICTURE_NAMED_H

#include "doc/doc.h"

/* The part of a picture that matters most, in per cent of its width and height from the top left corner. */
typedef struct Focus {
    int x, y;
} Focus;

typedef struct NamedImage {
    Str id;
    Node *image; /* a NODE_IMAGE outside the tree: its parent is the document's part, which does not list it */
    bool focused;
    Focus focus; /* when focused */
    bool used;   /* by Markdown, or by a section that names it */
    Pos pos;     /* of the file's name in the manifest */
} NamedImage;

/* What Markdown writes before the name: ![](image:logo). */
#define IMAGE_SCHEME "image:"

NamedImage *doc_image(const Doc *doc, Str id); /* NULL: the document has none of that name */
/* Reads "50% 30%". False: it is not two whole percentages from 0 to 100, and *out is unchanged. */
bool focus_parse(Str words, Focus *out);

#endif
