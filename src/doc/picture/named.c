/* Named pictures are few, so they are looked at one after the other. */
#include "doc/picture/named.h"

NamedImage *doc_image(const Doc *doc, Str id)
{
    for (int i = 0; i < doc->nimages; i++)
        if (str_eq(doc->images[i].id, id))
            return &doc->images[i];
    return NULL;
}

static bool parse_percentage(Str word, int *out)
{
    return str_ends(word, "%") && str_to_int(str_sub(word, 0, word.n - 1), out) && *out >= 0 && *out <= 100;
}

bool focus_parse(Str words, Focus *out)
{
    Str across, down;
    Focus f;
    if (!str_cut(str_trim(words), ' ', &across, &down))
        return false;
    if (!parse_percentage(across, &f.x) || !parse_percentage(str_trim(down), &f.y))
        return false;
    *out = f;
    return true;
}
