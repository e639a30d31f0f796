/* What cmark read, as plain nodes: only parse.c knows cmark's own types. */
#ifndef READ_MARKDOWN_PARSE_PRIVATE_H
#define READ_MARKDOWN_PARSE_PRIVATE_H

#include "base/arena.h"
#include "base/str.h"

typedef enum MdKind {
    MD_DOCUMENT,
    MD_QUOTE,
    MD_LIST,
    MD_ITEM,
    MD_CODE_BLOCK,
    MD_HTML_BLOCK,
    MD_PARAGRAPH,
    MD_HEADING,
    MD_BREAK,
    MD_TEXT,
    MD_SOFT_BREAK,
    MD_LINE_BREAK,
    MD_CODE,
    MD_HTML,
    MD_EMPH,
    MD_STRONG,
    MD_LINK,
    MD_IMAGE
} MdKind;

typedef struct Md Md;
struct Md {
    MdKind kind;
    Md *parent, *first, *last, *next;
    int line, col, end_line, end_col; /* cmark's: from 1, columns in bytes; for inlines see at */
    int at, end;                      /* inlines: offsets in the flat text of their block, set by flat_place */
    Str text;                         /* text, code, HTML */
    Str info;                         /* of a fenced code block */
    Str url, title;
    bool ordered, paren, tight;
    int start, level; /* of an ordered list; of a heading */
};

/* Parses text (UTF-8, no NUL, lines ended by \n). The tree and its strings live in a. */
Md *md_parse(Arena *a, Str text, bool smart);
/* The result of text as a paragraph's first text: "&eacute;" → "é". */
Str md_decode(Arena *a, Str text);

#endif
