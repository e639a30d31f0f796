/* Attributes in braces, as Pandoc writes them: {#id .class key=value key="several words" -}.
 *
 * Values can be in double or single quotation marks, where a backslash keeps the next character as it is. `-` is
 * short for .unnumbered. Other text in braces is left to the caller, which knows whether attributes could have been
 * meant. The length is limited, so that a text full of open braces is read in linear time, and nothing is kept of a
 * value that does not end. */
#include "read/markdown/markdown_private.h"

#include <string.h>

#include "base/ascii.h"

#define ATTRS_LENGTH_MAX 4000

typedef struct Scan {
    Arena *a;
    Flat *f;
    Str s;
    int i;
} Scan;

static bool is_name(char c)
{
    return c == '-' || c == '_' || c == ':' || c == '.' || is_alphanumeric(c) || (unsigned char)c >= 0x80;
}

static Str scan_name(Scan *s)
{
    int from = s->i;
    while (s->i < s->s.n && is_name(s->s.p[s->i]))
        s->i++;
    return str_sub(s->s, from, s->i);
}

/* A label as other programs make it may have a slash in it. */
static Str scan_label(Scan *s)
{
    int from = s->i;
    while (s->i < s->s.n && (is_name(s->s.p[s->i]) || s->s.p[s->i] == '/'))
        s->i++;
    return str_sub(s->s, from, s->i);
}

static Str scan_class(Scan *s)
{
    int from = s->i;
    while (s->i < s->s.n && is_name(s->s.p[s->i]) && s->s.p[s->i] != '.')
        s->i++;
    return str_sub(s->s, from, s->i);
}

static bool scan_quoted(Scan *s, Str *out)
{
    char quote = s->s.p[s->i++];
    Buf text = {0};
    for (; s->i < s->s.n && s->s.p[s->i] != quote; s->i++) {
        if (s->s.p[s->i] == '\\' && s->i + 1 < s->s.n)
            s->i++;
        buf_char(&text, s->s.p[s->i] == '\n' ? ' ' : s->s.p[s->i]);
    }
    bool closed = s->i < s->s.n;
    if (closed)
        *out = str_dup(s->a, buf_view(&text));
    buf_free(&text);
    s->i++;
    return closed;
}

/* Word turns straight quotation marks into curly ones as they are typed; they mean the same here. */
static bool is_curly(Str s)
{
    static const char *const marks[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E"};
    for (int i = 0; i < COUNT(marks); i++)
        if (str_starts(s, marks[i]))
            return true;
    return false;
}

static bool scan_curly(Scan *s, Str *out)
{
    enum { MARK = 3 };
    int from = s->i + MARK, to = from;
    while (to < s->s.n && !is_curly(str_sub(s->s, to, s->s.n)))
        to++;
    if (to >= s->s.n)
        return false;
    *out = str_dup(s->a, str_sub(s->s, from, to));
    s->i = to + MARK;
    return true;
}

static bool scan_value(Scan *s, Str *out)
{
    if (s->i >= s->s.n)
        return false;
    if (s->s.p[s->i] == '"' || s->s.p[s->i] == '\'')
        return scan_quoted(s, out);
    if (is_curly(str_sub(s->s, s->i, s->s.n)))
        return scan_curly(s, out);
    int from = s->i;
    while (s->i < s->s.n && !is_space(s->s.p[s->i]) && s->s.p[s->i] != '}')
        s->i++;
    bool cut = s->i == s->s.n && s->s.n < s->f->text.n; /* by the limit */
    if (s->i == from || cut)
        return false;
    *out = str_dup(s->a, str_sub(s->s, from, s->i));
    return true;
}

static void add_class(Attrs *out, Str name, Pos pos)
{
    if (out->nclasses == ATTR_CLASSES_MAX)
        return;
    out->classes[out->nclasses] = name;
    out->class_pos[out->nclasses++] = pos;
}

static bool scan_pair(Scan *s, Attrs *out)
{
    int from = s->i;
    Attr pair = {.name = str_dup(s->a, scan_name(s))};
    if (pair.name.n == 0 || s->i >= s->s.n || s->s.p[s->i] != '=') {
        s->i = from;
        return false;
    }
    s->i++;
    bool quoted = s->i < s->s.n && (s->s.p[s->i] == '"' || s->s.p[s->i] == '\'');
    pair.pos = flat_pos(s->f, s->i + quoted);
    if (!scan_value(s, &pair.value)) {
        s->i = from;
        return false;
    }
    if (str_is(pair.name, "id"))
        out->id = pair.value, out->id_pos = pair.pos;
    else if (str_is(pair.name, "class"))
        add_class(out, pair.value, pair.pos);
    else
        VEC_PUSH(s->a, &out->pairs, pair);
    return true;
}

static bool scan_item(Scan *s, Attrs *out)
{
    char c = s->s.p[s->i];
    Pos pos = flat_pos(s->f, s->i);
    if (c == '-' && s->i + 1 < s->s.n && (is_space(s->s.p[s->i + 1]) || s->s.p[s->i + 1] == '}')) {
        s->i++;
        add_class(out, STR("unnumbered"), pos);
        return true;
    }
    if (c != '#' && c != '.')
        return scan_pair(s, out);
    int from = s->i++;
    Str name = str_dup(s->a, c == '#' ? scan_label(s) : scan_class(s));
    if (name.n == 0) {
        s->i = from;
        return false;
    }
    pos.len = s->i - from;
    if (c == '.')
        add_class(out, name, pos);
    else
        out->id = name, out->id_pos = pos;
    return true;
}

int attrs_read(Arena *a, Flat *f, int at, Attrs *out, int *bad)
{
    Scan s = {.a = a, .f = f, .s = {f->text.p, int_min(f->text.n, at + ATTRS_LENGTH_MAX)}, .i = at + 1};
    *out = (Attrs){0};
    for (;;) {
        while (s.i < s.s.n && is_space(s.s.p[s.i]))
            s.i++;
        if (s.i < s.s.n && s.s.p[s.i] == '}')
            return s.i + 1;
        if (s.i < s.s.n && scan_item(&s, out) && s.i < s.s.n
            && (is_space(s.s.p[s.i]) || s.s.p[s.i] == '}' || s.s.p[s.i] == '.' || s.s.p[s.i] == '#'))
            continue;
        *bad = int_min(s.i, f->text.n);
        return 0;
    }
}

/* The labels in the braces around a place. */
static void lose_labels(const Reading *g, Str s, int at)
{
    int from = at, least = int_max(0, at - ATTRS_LENGTH_MAX);
    while (from > least && s.p[from - 1] != '{')
        from--;
    Scan scan = {.s = str_sub(s, 0, from + ATTRS_LENGTH_MAX), .i = from};
    while (scan.i < scan.s.n && s.p[scan.i] != '}' && s.p[scan.i] != '\n')
        if (s.p[scan.i++] == '#')
            doc_lose(g->r->job, g->doc, str_dup(g->r->job, scan_label(&scan)));
}

void attrs_report(const Reading *g, Flat *f, int bad)
{
    diag(g->r->diag, MD003, flat_pos(f, bad),
         "these attributes in braces are not valid; expected #label, .class, key=value or \"}\"");
    lose_labels(g, f->text, bad);
}

/* A block whose template sets it in the margin can be set in its place. */
static void check_float(const Reading *g, const Attr *pair, const AttrsKnown *known)
{
    static const char *const values[] = {"column", "left", "right", "margin", "none"};
    bool block = str_is(str_c(known->what), "block");
    int n = !known->beside ? 1 : block ? COUNT(values) : COUNT(values) - 1;
    for (int i = 0; i < n; i++)
        if (str_is(pair->value, values[i]))
            return;
    diag(g->r->diag, known->code, pair->pos, "unknown float \"" STR_FMT "\"; expected %s", STR_ARG(pair->value),
         !known->beside ? "float=column"
         : block        ? "left, right, margin, column or none"
                        : "left, right, margin or column");
}

static void check_attr(const Reading *g, const Attr *pair, const AttrsKnown *known)
{
    if (str_is(pair->name, "float"))
        check_float(g, pair, known);
    if (str_is(pair->name, "caption-at") && !str_is(pair->value, "side") && !str_is(pair->value, "usual"))
        diag(g->r->diag, known->code, pair->pos, "unknown place for a caption \"" STR_FMT "\"; expected side or usual",
             STR_ARG(pair->value));
    for (int i = 0; i < known->n; i++)
        if (str_eq(known->names[i], pair->name))
            return;
    diag(g->r->diag, known->code, pair->pos, "a %s has no attribute \"" STR_FMT "\"", known->what, STR_ARG(pair->name));
    diag_nearest(g->r->diag, pair->name, known->names, known->n);
}

void attrs_check(const Reading *g, const Attrs *attrs, const AttrsKnown *known)
{
    for (int i = 0; i < attrs->pairs.n; i++)
        check_attr(g, &attrs->pairs.at[i], known);
}

/* Is there a rule for the class on one of the elements, or on "*"? */
static bool has_style(const Template *t, Str class_name, const char *elements)
{
    const Map *ruled = map_find(&t->classes, class_name);
    if (!ruled || map_find(ruled, STR("*")))
        return ruled;
    for (Str rest = str_c(elements), one; str_cut(rest, ' ', &one, &rest) || one.n > 0;)
        if (map_find(ruled, one))
            return true;
    return false;
}

/* The nearest of the classes that have a style there. */
static void suggest_class(const Reading *g, Str name, const char *elements)
{
    const Map *classes = &g->t->classes;
    Nearest near = nearest_to(name);
    for (int i = 0; i < classes->n; i++)
        if (has_style(g->t, classes->entries[i].key, elements))
            nearest_try(&near, classes->entries[i].key);
    if (near.found.n)
        diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near.found));
}

void attrs_check_class(const Reading *g, const Attrs *attrs, const char *elements, const char *own)
{
    int i = 0;
    while (i < attrs->nclasses && str_is(attrs->classes[i], own))
        i++;
    if (!g->t || i == attrs->nclasses || has_style(g->t, attrs->classes[i], elements))
        return;
    diag(g->r->diag, MD017, attrs->class_pos[i], "the template has no style for the class \"" STR_FMT "\" here",
         STR_ARG(attrs->classes[i]));
    if (diag_may_compare(g->r->diag, g->t->classes.n))
        suggest_class(g, attrs->classes[i], elements);
}

Str attrs_get(const Attrs *attrs, const char *name, Pos *pos)
{
    for (int i = 0; i < attrs->pairs.n; i++) {
        if (!str_is(attrs->pairs.at[i].name, name))
            continue;
        if (pos)
            *pos = attrs->pairs.at[i].pos;
        return attrs->pairs.at[i].value;
    }
    return (Str){0};
}

bool attrs_has_class(const Attrs *attrs, const char *name)
{
    for (int i = 0; i < attrs->nclasses; i++)
        if (str_is(attrs->classes[i], name))
            return true;
    return false;
}

bool paragraph_class_is_known(Str name)
{
    static const char *const classes[] = {"continued", "to-be-confirmed"};
    for (int i = 0; i < COUNT(classes); i++)
        if (str_is(name, classes[i]))
            return true;
    return false;
}

void attrs_set(Arena *a, Node *n, const Attrs *attrs, const char *not_name)
{
    VEC(Attr) all = {0};
    n->id = attrs->id.n > 0 ? attrs->id : n->id;
    for (int i = 0; i < attrs->nclasses; i++) {
        if (not_name && str_is(attrs->classes[i], not_name))
            continue;
        if (n->name.n == 0)
            n->name = attrs->classes[i];
        else
            VEC_PUSH(a, &all, (Attr){STR("class"), attrs->classes[i], attrs->class_pos[i]});
    }
    for (int i = 0; i < attrs->pairs.n; i++)
        VEC_PUSH(a, &all, attrs->pairs.at[i]);
    n->attrs = all.at;
    n->nattrs = all.n;
}
