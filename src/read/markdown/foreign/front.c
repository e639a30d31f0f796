/* Front matter: the settings that other programs keep at the top of a Markdown file, between lines of --- (YAML) or
 * +++ (TOML). The manifest holds ours, so it is skipped.
 *
 * A rule and a paragraph look alike at first; so every line between must look like a setting, and the first must be
 * one. */
#include "read/markdown/foreign/front.h"

#include "base/ascii.h"

static Str next_line(Str text, int *at)
{
    int from = *at;
    while (*at < text.n && text.p[*at] != '\n')
        ++*at;
    Str line = str_sub(text, from, *at);
    ++*at;
    return line;
}

/* name: value, or name = value */
static bool is_setting(Str line, char separator)
{
    int i = 0;
    while (i < line.n && (is_alphanumeric(line.p[i]) || line.p[i] == '_' || line.p[i] == '-' || line.p[i] == '.'))
        i++;
    bool named = i > 0;
    while (separator == '=' && i < line.n && is_blank(line.p[i]))
        i++;
    if (!named || i == line.n || line.p[i] != separator)
        return false;
    return separator == '=' || i + 1 == line.n || is_space(line.p[i + 1]);
}

/* What may follow a setting: its further lines, lists, comments, tables of TOML. */
static bool goes_on(Str line)
{
    return str_trim(line).n == 0 || is_blank(line.p[0]) || line.p[0] == '-' || line.p[0] == '#' || line.p[0] == '['
           || line.p[0] == ']' || line.p[0] == '}';
}

bool front_matter_skip(Diag *d, MarkdownSource *source)
{
    Str text = source->text;
    int at = str_starts(text, "\xEF\xBB\xBF") ? 3 : 0, lines = 1, settings = 0;
    Str fence = str_trim(next_line(text, &at));
    if (source->col > 1 || !(str_is(fence, "---") || str_is(fence, "+++")))
        return false;
    for (bool closed = false; !closed; lines++) {
        if (at >= text.n)
            return false;
        Str line = next_line(text, &at);
        Str mark = str_trim(line);
        bool setting = is_setting(line, fence.p[0] == '+' ? '=' : ':');
        closed = str_eq(mark, fence) || (str_is(mark, "...") && fence.p[0] == '-');
        if (!closed && !setting
            && !(goes_on(line) && (settings > 0 || line.n == 0 || *line.p == '#' || *line.p == '[')))
            return false;
        settings += setting;
    }
    if (settings == 0)
        return false;
    diag(d, MD018, (Pos){.file = (int16_t)source->file, .line = source->line, .col = 1},
         "front matter of %d lines is skipped; the manifest holds a document's settings", lines);
    source->text = str_sub(text, at, text.n);
    source->line += lines;
    return true;
}
