/* Terms and their definitions, as PHP Markdown Extra and Pandoc read them:
 *
 *     Precept
 *     : The police share of council tax.
 *     : The notice that asks for it.
 *
 * A term is one line between empty lines, or between one and its definition. Prose above a line that happens to begin
 * with a colon must not become a term, so several lines are none, nor is what begins as another block does, nor, across
 * an empty line, a sentence. */
#include "read/markdown/lines/lines_private.h"

#include <string.h>

#include "base/ascii.h"

enum { TERM_MOST = 200, APART_MOST = 100 /* across an empty line */ };

int definition_mark(Str text)
{
    int i = 1;
    if (text.n < 3 || text.p[0] != ':' || !is_blank(text.p[1]))
        return 0;
    while (i < text.n && is_blank(text.p[i]))
        i++;
    return i < text.n ? i : 0;
}

/* As a heading, table, fence, picture, tag, rule, box or label does. */
bool begins_block(Str text)
{
    static const char *const marks[] = {"|", "```", "~~~", "+-", "+=", "![", "<", ":", "---", "***", "___", "==="};
    for (int i = 0; i < COUNT(marks); i++)
        if (str_starts(text, marks[i]))
            return true;
    int hashes = 0;
    while (hashes < text.n && text.p[hashes] == '#')
        hashes++;
    if (hashes > 0 && hashes <= 6 && (hashes == text.n || is_blank(text.p[hashes])))
        return true;
    int label = text.n > 0 && text.p[0] == '[' ? str_find(text, "]:") : -1;
    return label > 0;
}

bool begins_item(const MdLine *l)
{
    for (int i = 0; i < l->inner; i++)
        if (!is_blank(l->raw.p[i]) && l->raw.p[i] != '>')
            return true;
    return false;
}

static bool is_sentence(Str text)
{
    return memchr(".!?:;", text.p[text.n - 1], 5);
}

bool stands_alone(const MdLine *lines, int line)
{
    if (line == 0 || begins_item(&lines[line]))
        return true;
    const MdLine *above = &lines[line - 1];
    Str text = inner_of(above);
    return text.n == 0 || above->quotes != lines[line].quotes || str_starts(text, ":::") || text.p[0] == '#';
}

bool definition_begins(const MdLine *lines, int line, int *term)
{
    bool apart = line > 0 && inner_of(&lines[line - 1]).n == 0;
    int at = line - 1 - apart;
    if (at < 0)
        return false;
    const MdLine *l = &lines[line], *above = &lines[at];
    Str text = str_trim(inner_of(above));
    int indent = l->inner - above->inner;
    if (text.n == 0 || above->use != LINE_PLAIN || above->quotes != l->quotes || indent < 0 || indent > 3)
        return false;
    if (begins_block(text) || !stands_alone(lines, at) || (apart && is_sentence(text)))
        return false;
    *term = at;
    return text.n <= (apart ? APART_MOST : TERM_MOST);
}
