/* The little HTML that has a meaning on paper. */
#ifndef READ_MARKDOWN_FOREIGN_HTML_H
#define READ_MARKDOWN_FOREIGN_HTML_H

#include "base/arena.h"
#include "base/str.h"

typedef enum HtmlTag {
    HTML_OTHER,
    HTML_PARTING, /* ends a paragraph, cell or item: words on its two sides are not one */
    HTML_BREAK,
    HTML_SUPERIOR,
    HTML_INFERIOR,
    HTML_SCRIPT_END /* of either */
} HtmlTag;

typedef enum ScriptKind { SCRIPT_SUPERIOR, SCRIPT_INFERIOR } ScriptKind;

HtmlTag html_tag(Str tag); /* `tag` from "<" to ">" */
bool html_is_end(Str tag, ScriptKind kind);
/* Text as superior or inferior characters, or ordinals as they are ("st"). False: there are none for it. */
bool html_script(Arena *a, ScriptKind kind, Str text, Str *out);
/* How many words a piece of HTML shows: those outside tags, comments, scripts and style sheets. */
int html_words(Str html);

#endif
