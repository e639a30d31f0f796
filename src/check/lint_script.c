/* Text in scripts that planpress cannot set: those that run from right to left or down the page, and those that put no
 * spaces between words, where lines would not break. Set all the same, such text would be wrong, and nobody in the
 * office might be able to read it and notice. So it is an error, at the first place in each block, and names the
 * script.
 *
 * All other scripts are shaped by HarfBuzz and broken at spaces: Latin, Greek, Cyrillic, Armenian, Georgian, the
 * scripts of India, Ethiopic, Hangul; and Chinese and Japanese names, which stay in one piece. Ranges are blocks of
 * Unicode 15. */
#include "base/utf8.h"
#include "check/lint_private.h"
#include "doc/chart.h"
#include "doc/diagram.h"

typedef struct Script {
    uint32_t first, last;
    const char *name;
    bool no_spaces; /* else it runs from right to left, or down */
} Script;

/* In the order of their first characters. */
static const Script scripts[] = {
    {0x0590, 0x05FF, "Hebrew", false},    {0x0600, 0x06FF, "Arabic", false},
    {0x0700, 0x074F, "Syriac", false},    {0x0750, 0x077F, "Arabic", false},
    {0x0780, 0x07BF, "Thaana", false},    {0x07C0, 0x07FF, "N'Ko", false},
    {0x0800, 0x083F, "Samaritan", false}, {0x0840, 0x085F, "Mandaic", false},
    {0x0860, 0x086F, "Syriac", false},    {0x0870, 0x08FF, "Arabic", false},
    {0x0E00, 0x0E7F, "Thai", true},       {0x0E80, 0x0EFF, "Lao", true},
    {0x0F00, 0x0FFF, "Tibetan", true},    {0x1000, 0x109F, "Burmese", true},
    {0x1780, 0x17FF, "Khmer", true},      {0x1800, 0x18AF, "Mongolian", false},
    {0x1950, 0x19DF, "Tai", true},        {0xAA60, 0xAA7F, "Burmese", true},
    {0xFB1D, 0xFB4F, "Hebrew", false},    {0xFB50, 0xFDFF, "Arabic", false},
    {0xFE70, 0xFEFE, "Arabic", false},    {0x10800, 0x10FFF, "an ancient script", false},
    {0x1E800, 0x1E8DF, "Mende", false},   {0x1E900, 0x1E95F, "Adlam", false},
    {0x1EE00, 0x1EEFF, "Arabic", false},
};

enum { FIRST_BYTE = 0xD6 }; /* of U+0590 and all that follows, in UTF-8 */

static const Script *script_of(uint32_t cp)
{
    for (int i = 0; i < COUNT(scripts) && cp >= scripts[i].first; i++)
        if (cp <= scripts[i].last)
            return &scripts[i];
    return NULL;
}

/* The first byte from i on that may begin such a character; text.n: there is none. */
static int skip_others(Str text, int i)
{
    while (i < text.n && (unsigned char)text.p[i] < FIRST_BYTE)
        i += utf8_eight_ascii(text, i) ? 8 : 1;
    return i;
}

/* The first character of such a script, at *from; *to is the end of its word. NULL: there is none. */
static const Script *find_script(Str text, int *from, int *to)
{
    for (int i = skip_others(text, 0); i < text.n; i = skip_others(text, i)) {
        *from = i;
        const Script *found = script_of(utf8_next(text, &i));
        if (!found)
            continue;
        for (*to = i; i < text.n && script_of(utf8_next(text, &i)) == found;)
            *to = i;
        return found;
    }
    return NULL;
}

static void report(Diag *d, Pos pos, const Script *script, Str word)
{
    diag(d, LNG003, pos, "\"" STR_FMT "\" is in %s, which %s; planpress cannot set it yet", STR_ARG(word), script->name,
         script->no_spaces ? "has no spaces between words" : "runs from right to left or down the page");
}

static void look_at(Lint *l, Str text, Pos pos)
{
    int from, to;
    const Script *script = find_script(text, &from, &to);
    if (script)
        report(l->diag, pos, script, str_sub(text, from, to));
}

void lint_script(Lint *l, const Node *n)
{
    int from, to;
    if (n->kind == NODE_CODE || n->kind == NODE_TEXT) {
        const Script *script = find_script(n->u.text.text, &from, &to);
        bool drawn = script && !node_up(n, NODE_IMAGE); /* alternative text is spoken, not set */
        const Node *before = n->prev;
        if (!drawn || (before && before->kind == NODE_TEXT && find_script(before->u.text.text, &(int){0}, &(int){0})))
            return;
        Pos pos = n->kind == NODE_TEXT ? lint_place(l, n, from, to) : n->pos;
        report(l->diag, pos, script, str_sub(n->u.text.text, from, to));
    } else if (n->kind == NODE_IMAGE && n->u.image.chart) {
        const Chart *c = n->u.image.chart;
        for (int i = 0; i < c->ngroups; i++)
            look_at(l, c->groups[i], n->pos);
        for (int i = 0; i < c->nseries; i++)
            look_at(l, c->series[i], n->pos);
    } else if (n->kind == NODE_CODE_BLOCK) {
        look_at(l, n->u.code.text, n->pos);
    } else if (n->kind == NODE_BOX) {
        look_at(l, n->u.box.title, n->pos);
    }
}

/* What stands on covers and in running heads, and the words of diagrams. */
void lint_scripts_elsewhere(Lint *l)
{
    const Doc *doc = l->doc;
    const Str about[] = {doc->title, doc->subtitle, doc->organisation, doc->edition, doc->period};
    for (int i = 0; i < COUNT(about); i++)
        look_at(l, about[i], doc->root->pos);
    for (int i = 0; i < doc->diagrams.n; i++) {
        const Diagram *g = doc->diagrams.entries[i].value;
        for (int k = 0; k < g->nboxes; k++) {
            look_at(l, g->boxes[k].title, g->boxes[k].pos);
            look_at(l, g->boxes[k].text, g->boxes[k].pos);
        }
        for (int k = 0; k < g->narrows; k++)
            look_at(l, g->arrows[k].label, g->arrows[k].pos);
    }
}
