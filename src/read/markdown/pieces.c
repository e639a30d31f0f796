/* The source of one of cmark's texts, piece by piece.
 *
 * cmark joins neighbouring texts, so one text can contain typed characters, escapes (\*), entities (&amp;) and
 * typographic characters for quotation marks, dashes and dots. Each of these has a known length in the source, so
 * text and source can be walked side by side. A part of a run of * or _ may have become emphasis: then the source
 * has more of them. If the two differ all the same, the rest counts as one piece that is not exact: nothing is lost
 * except forms in it. */
#include "read/markdown/markdown_private.h"

#include <string.h>

#include "base/ascii.h"

static const bool means_more[256] = {
    ['\\'] = true, ['&'] = true, ['"'] = true, ['\''] = true, ['-'] = true, ['.'] = true, ['*'] = true, ['_'] = true,
};

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static int run_of(Str s, int at, char c)
{
    int n = 0;
    while (at + n < s.n && s.p[at + n] == c)
        n++;
    return n;
}

/* Dashes that cmark makes of n hyphens. */
static int dash_count(int n)
{
    if (n % 3 == 0)
        return n / 3;
    if (n % 2 == 0)
        return n / 2;
    return n % 3 == 2 ? (n - 2) / 3 + 1 : (n - 4) / 3 + 2;
}

/* Length of what looks like an entity, or 0. */
static int entity_length(Str s, int at)
{
    int i = at + 1;
    if (i < s.n && s.p[i] == '#')
        i++;
    while (i < s.n && i - at < 40 && is_alphanumeric(s.p[i]))
        i++;
    return i < s.n && s.p[i] == ';' && i > at + 1 ? i + 1 - at : 0;
}

static SourcePiece entity(Arena *scratch, Str flat, int at)
{
    int n = entity_length(flat, at);
    Str source = str_sub(flat, at, at + n);
    Str decoded = n > 0 ? md_decode(scratch, source) : (Str){0};
    bool plain = n == 0 || str_eq(decoded, source);
    return plain ? (SourcePiece){1, 1, true} : (SourcePiece){n, decoded.n, false};
}

static SourcePiece typographic(Str flat, int at, Str text)
{
    enum { BYTES = 3 }; /* of each of these in UTF-8 */
    bool changed = (unsigned char)text.p[0] == 0xE2;
    char c = flat.p[at];
    if (changed && (c == '"' || c == '\''))
        return (SourcePiece){1, BYTES, false};
    if (changed && str_starts(str_sub(flat, at, flat.n), "..."))
        return (SourcePiece){3, BYTES, false};
    int run = changed && c == '-' ? run_of(flat, at, c) : 0; /* only of hyphens, which are skipped in one go */
    if (run > 1)
        return (SourcePiece){run, BYTES * dash_count(run), false};
    return (SourcePiece){1, 1, true};
}

/* How many bytes are the same in both, up to the first that may have a meaning. */
static int plain_length(Str flat, int at, Str text)
{
    int n = 0, most = int_min(flat.n - at, text.n);
    const char *source = flat.p + at;
    while (n < most && source[n] == text.p[n] && !means_more[(unsigned char)source[n]])
        n++;
    return n;
}

SourcePiece piece_next(Arena *scratch, Str flat, int at, Str text, bool smart)
{
    int plain = at < flat.n ? plain_length(flat, at, text) : 0;
    if (plain > 0)
        return (SourcePiece){plain, plain, true};
    SourcePiece piece = {1, 1, true};
    SourcePiece rest = {int_max(flat.n - at, 0), text.n, false};
    if (at >= flat.n)
        return rest;
    char c = flat.p[at];
    if (c == '\\' && at + 1 < flat.n && is_punctuation(flat.p[at + 1]))
        piece = (SourcePiece){2, 1, false};
    else if (c == '&')
        piece = entity(scratch, flat, at);
    else if (smart && memchr("\"'-.", c, 4))
        piece = typographic(flat, at, text);
    else if ((c == '*' || c == '_') && text.p[0] != c)
        return (SourcePiece){1, 0, false};
    if (piece.exact && text.p[0] != c)
        return rest;
    return piece.text <= text.n ? piece : rest;
}
