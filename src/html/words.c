/* Words that only a page on a screen needs. They come from the language of the text around them. */
#include "html/html_private.h"

Str word_at(Html *w, const Node *n, WordId id)
{
    return language_word(doc_language(w->doc, n), id);
}

Str word_filled(Html *w, const Node *n, WordId id, Str value)
{
    return language_fill_one(w->arena, doc_language(w->doc, n), id, value);
}
