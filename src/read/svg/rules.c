/* Style sheets: rules for elements, classes and ids, alone or within others. Rules are sorted once, weakest first, so
 * that the last that sets a property wins. */
#include <stdlib.h>

#include "read/svg/svg_private.h"

#include "base/ascii.h"

enum { PARTS_MOST = 8, RULES_MOST = 4000 };

/* "rect.bar#first": empty is anything. */
typedef struct SvgCompound {
    Str name, id, classes[3];
    int nclasses;
    bool child; /* directly in what matches the part before; else anywhere in it */
} SvgCompound;

typedef struct SvgRule {
    SvgCompound parts[PARTS_MOST];
    int nparts, weight, order;
    Str declarations;
} SvgRule;

struct SvgRules {
    VEC(SvgRule) at;
    bool sorted;
};

/* ---- declarations ---- */

static Str without_comments(Arena *a, Str sheet)
{
    Buf out = {0};
    for (Str after; sheet.n; sheet = after) {
        int at = str_find(sheet, "/*");
        Str before = at < 0 ? sheet : str_sub(sheet, 0, at);
        after = at < 0 ? (Str){0} : str_sub(sheet, at + 2, sheet.n);
        int end = str_find(after, "*/");
        after = end < 0 ? (Str){0} : str_sub(after, end + 2, after.n);
        buf_str(&out, before);
    }
    return buf_take(&out, a);
}

/* Where the declaration that begins here ends: at a semicolon outside brackets and quotation marks. */
static int declaration_end(Str text, int at)
{
    char quote = 0;
    int depth = 0;
    for (; at < text.n; at++) {
        char c = text.p[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == ';' && depth <= 0)
            break;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return at;
}

void svg_declarations(Svg *svg, const SvgProperty *style, SvgSet *set, void *self)
{
    Str text = style->value;
    if (str_find(text, "/*") >= 0)
        text = without_comments(svg->a, text);
    for (int at = 0, end; at < text.n; at = end + 1) {
        SvgProperty p = {.element = style->element};
        end = declaration_end(text, at);
        if (!str_cut(str_sub(text, at, end), ':', &p.name, &p.value))
            continue;
        p.name = str_trim(p.name);
        p.value = str_trim(p.value);
        int important = str_find(p.value, "!important");
        p.important = important >= 0;
        if (p.important)
            p.value = str_trim(str_sub(p.value, 0, important));
        set(self, &p);
    }
}

/* ---- selectors ---- */

static bool scan_compound(SvgScan *scan, SvgCompound *out)
{
    int begin = scan->at;
    if (!scan_char(scan, '*'))
        out->name = scan_name(scan);
    for (;;) {
        if (scan_char(scan, '#'))
            out->id = scan_name(scan);
        else if (scan_char(scan, '.') && out->nclasses < COUNT(out->classes))
            out->classes[out->nclasses++] = scan_name(scan);
        else
            break;
    }
    return scan->at > begin && (scan->at >= scan->s.n || is_space(scan->s.p[scan->at]) || scan->s.p[scan->at] == '>');
}

static int weight_of(const SvgCompound *c)
{
    return (c->id.n ? 10000 : 0) + 100 * c->nclasses + (c->name.n ? 1 : 0);
}

static bool read_selector(Str s, SvgRule *rule)
{
    SvgScan scan = {str_trim(s), 0};
    bool child = false;
    while (!scan_end(&scan)) {
        SvgCompound c = {.child = child};
        if (rule->nparts == PARTS_MOST || !scan_compound(&scan, &c))
            return false;
        rule->weight += weight_of(&c);
        rule->parts[rule->nparts++] = c;
        scan_space(&scan);
        child = scan_char(&scan, '>');
        scan_space(&scan);
    }
    return rule->nparts > 0;
}

static void add_rule(Svg *svg, const XmlNode *style, Str selectors, Str declarations)
{
    for (Str one; selectors.n;) {
        SvgRule rule = {.declarations = declarations, .order = svg->rules->at.n};
        str_cut(selectors, ',', &one, &selectors);
        if (svg->rules->at.n >= RULES_MOST || !read_selector(one, &rule))
            svg_not_understood(svg, &(SvgProperty){STR("selector"), str_trim(one), style, false},
                               "the name of an element, a class or an id");
        else
            VEC_PUSH(svg->a, &svg->rules->at, rule);
    }
}

/* ---- sheets ---- */

/* Where the block ends whose brace is at `at`: behind the brace that closes it. */
static int block_end(Str s, int at)
{
    int depth = 0;
    for (; at < s.n; at++) {
        depth += s.p[at] == '{' ? 1 : s.p[at] == '}' ? -1 : 0;
        if (depth == 0)
            return at + 1;
    }
    return s.n;
}

/* An at-rule, which has no effect: with its block, or up to its semicolon. */
static int skip_at_rule(Svg *svg, const XmlNode *style, Str s, int at)
{
    SvgScan scan = {s, at + 1};
    Str name = scan_name(&scan), rest = str_sub(s, at, s.n);
    int brace = str_find(rest, "{"), semicolon = str_find(rest, ";");
    if (!str_is(name, "charset"))
        svg_not_followed(svg, &(SvgProperty){str_sub(s, at, scan.at), (Str){0}, style, false});
    if (semicolon >= 0 && (brace < 0 || semicolon < brace))
        return at + semicolon + 1;
    return brace < 0 ? s.n : block_end(s, at + brace);
}

void svg_rules_add(Svg *svg, const XmlNode *style)
{
    Str s = without_comments(svg->a, xml_text(svg->r, style));
    for (int at = 0; at < s.n;) {
        SvgScan scan = {s, at};
        scan_space(&scan);
        at = scan.at;
        if (at < s.n && s.p[at] == '@') {
            at = skip_at_rule(svg, style, s, at);
            continue;
        }
        int brace = str_find(str_sub(s, at, s.n), "{");
        if (brace < 0)
            return;
        int end = block_end(s, at + brace);
        add_rule(svg, style, str_sub(s, at, at + brace), str_sub(s, at + brace + 1, end - 1));
        at = end;
    }
}

/* ---- matching ---- */

static bool matches_compound(const Svg *svg, const XmlNode *e, const SvgCompound *c)
{
    if (c->name.n && !str_eq(c->name, xml_name(e)))
        return false;
    if (c->id.n && !str_eq(c->id, svg_attr(svg, e, "id")))
        return false;
    for (int i = 0; i < c->nclasses; i++)
        if (!str_has_word(svg_attr(svg, e, "class"), c->classes[i]))
            return false;
    return true;
}

/* From the last part to the first; a part that may be anywhere takes the nearest element, which is right for all but
 * odd mixtures with ">". */
static bool matches(const Svg *svg, const XmlNode *e, const SvgRule *rule)
{
    if (!matches_compound(svg, e, &rule->parts[rule->nparts - 1]))
        return false;
    for (int i = rule->nparts - 1; i > 0; i--) {
        bool child = rule->parts[i].child;
        e = xml_parent(e);
        while (e && !child && !matches_compound(svg, e, &rule->parts[i - 1]))
            e = xml_parent(e);
        if (!e || !matches_compound(svg, e, &rule->parts[i - 1]))
            return false;
    }
    return true;
}

static int by_weight(const void *a, const void *b)
{
    const SvgRule *one = a, *other = b;
    return one->weight != other->weight ? one->weight - other->weight : one->order - other->order;
}

void svg_rules_apply(Svg *svg, const XmlNode *e, SvgSet *set, void *self)
{
    SvgRules *rules = svg->rules;
    if (!rules->at.n || !svg_works(svg, e, rules->at.n / 16))
        return;
    if (!rules->sorted)
        qsort(rules->at.at, (size_t)rules->at.n, sizeof *rules->at.at, by_weight);
    rules->sorted = true;
    for (int i = 0; i < rules->at.n; i++)
        if (matches(svg, e, &rules->at.at[i]))
            svg_declarations(svg, &(SvgProperty){.value = rules->at.at[i].declarations, .element = e}, set, self);
}

SvgRules *svg_rules_new(Arena *a)
{
    return NEW(a, SvgRules);
}
