/* Inlines: cmark's, with footnote marks, spans, attributes and placeholders found in the texts between.
 *
 * Each text of cmark's is compared with the flat text that it came from (pieces.c). Where both are the same, the
 * author typed it, and planpress's own forms are searched for. Where they differ (a typographic quotation mark, an
 * escape, an entity), it is only text, so `\[^1]` and `\{{` stay text. A form is read from the flat text, untouched
 * by typography; then everything up to its end is skipped, in whatever nodes cmark has it.
 *
 * Pieces become NODE_TEXTs in the scratch arena, an open bracket is remembered by its node, and `]{…}` moves what is
 * between into a NODE_SPAN. At the end, runs of texts are joined in the job's arena. */
#include "read/markdown/markdown_private.h"
#include "read/markdown/unread_private.h"

#include <string.h>

#include "base/ascii.h"
#include "check/agreement/agreement.h"
#include "read/markdown/foreign/html.h"

#define BRACKETS_MAX 50 /* spans in spans; deeper brackets are text */

/* "[", "^[" or "~~", which may turn out to begin a span, a note or struck-out words. */
typedef struct Bracket {
    Node *node;
    int at, n; /* in the flat text */
    bool strike;
} Bracket;

typedef struct Inliner {
    Reading *g;
    Flat *flat;
    Node *parent; /* that inlines are appended to */
    Bracket brackets[BRACKETS_MAX];
    int nbrackets, deeper; /* open brackets beyond the limit */
    int skip;              /* flat offset; what begins before it is part of a form */
    InlineUse use;         /* INLINE_TEXT below the block's own level */
    Attrs *attrs;
    int depth;
    bool comment_before; /* a comment was omitted just before */
    bool broken;         /* a <br> came just before: spaces behind it are not printed */
    Unread *unread;
    Str *claimed; /* the flat text, with spaces for what is struck out */
} Inliner;

static void read_children(const Inliner *outer, const Md *md, Node *parent);

static Str kept(const Inliner *in, Str s)
{
    return str_dup(in->g->r->job, s);
}

Node *inline_text_node(Arena *a, Str text, Pos pos)
{
    Node *n = node_new(a, NODE_TEXT, pos);
    n->u.text.text = text;
    return n;
}

static Node *append_new(Inliner *in, NodeKind kind, int at)
{
    Node *n = node_new(in->g->r->job, kind, flat_pos(in->flat, at));
    in->broken = false;
    node_append(in->parent, n);
    return n;
}

/* -- Forms inside text ------------------------------------------------------------------------------------- */

/* Does the text before end in a space? */
static bool is_spaced(const Node *last)
{
    return last && (last->kind == NODE_SOFT_BREAK || (last->kind == NODE_TEXT && str_ends(last->u.text.text, " ")));
}

/* Where a comment is omitted, the spaces on its two sides become one. */
static bool is_second_space(Inliner *in, bool space)
{
    bool second = in->comment_before && space && is_spaced(in->parent->last);
    in->comment_before = false;
    return second;
}

static void put_text(Inliner *in, Str text, int at)
{
    while (in->broken && text.n > 0 && text.p[0] == ' ')
        text = str_sub(text, 1, text.n), at++;
    if (text.n > 0 && is_second_space(in, text.p[0] == ' ')) {
        text = str_sub(text, 1, text.n);
        at++;
    }
    if (text.n == 0)
        return;
    in->broken = false;
    node_append(in->parent, inline_text_node(in->g->scratch, text, flat_pos(in->flat, at)));
}

/* Flat text [at, at + n) is printed as it is typed. */
static void put_typed(Inliner *in, int at, int n)
{
    unread_show(in->unread, in->flat->text, at, at + n);
    put_text(in, str_sub(in->flat->text, at, at + n), at);
}

static char flat_at(const Inliner *in, int at)
{
    return at < in->flat->text.n ? in->flat->text.p[at] : '\0';
}

static void open_bracket(Inliner *in, int at, int n)
{
    put_typed(in, at, n);
    if (in->nbrackets == BRACKETS_MAX)
        in->deeper++;
    else
        in->brackets[in->nbrackets++] = (Bracket){in->parent->last, at, n, flat_at(in, at) == '~'};
}

/* The innermost open bracket of a kind, or -1. */
static int open_bracket_of(const Inliner *in, bool strike)
{
    int i = in->nbrackets - 1;
    while (i >= 0 && in->brackets[i].strike != strike)
        i--;
    return i;
}

/* The bracket that "]" closes. Struck-out words that began behind it may still end. */
static Bracket pop_bracket(Inliner *in)
{
    if (in->deeper > 0) {
        in->deeper--;
        return (Bracket){0};
    }
    int i = open_bracket_of(in, false);
    if (i < 0)
        return (Bracket){0};
    Bracket found = in->brackets[i];
    in->nbrackets--;
    memmove(in->brackets + i, in->brackets + i + 1, (size_t)(in->nbrackets - i) * sizeof found);
    return found;
}

/* Whether braces at `at` look intended: {# {. or {name= */
static bool looks_like_attrs(Str s, int at)
{
    int i = at + 1;
    while (i < s.n && s.p[i] == ' ')
        i++;
    if (i < s.n && (s.p[i] == '#' || s.p[i] == '.'))
        return true;
    int from = i;
    while (i < s.n && (is_lower(s.p[i]) || s.p[i] == '-'))
        i++;
    return i > from && i < s.n && s.p[i] == '=';
}

/* Attributes at `at`, if there are any. False: none, or an error was reported. */
static bool attrs_here(Inliner *in, int at, Attrs *out)
{
    if (flat_at(in, at) != '{' || flat_at(in, at + 1) == '{')
        return false;
    int bad = 0, end = attrs_read(in->g->r->job, in->flat, at, out, &bad);
    if (end == 0 && looks_like_attrs(in->flat->text, at))
        attrs_report(in->g, in->flat, bad);
    if (end > 0)
        in->skip = end;
    return end > 0;
}

/* What follows the bracket moves into `holder`; the bracket itself goes, and with it those that are open behind it. */
static void move_into(Inliner *in, Bracket bracket, Node *holder)
{
    while (in->nbrackets > 0 && in->brackets[in->nbrackets - 1].at > bracket.at)
        in->nbrackets--;
    while (bracket.node->next) {
        Node *child = bracket.node->next;
        node_remove(child);
        node_append(holder, child);
    }
    node_remove(bracket.node);
    unread_hide(in->unread, bracket.at, bracket.at + bracket.n);
}

static const Str span_attrs[] = {{"lang", 4}, {"expansion", 9}, {"index", 5}, {"term", 4}};
static const Str link_attrs[] = {{"lang", 4}, {"expansion", 9}};

/* A class that needs no style: what changed in a marked edition, or a mark for the index or the glossary. */
static const char *own_class(const Attrs *attrs)
{
    return attrs_has_class(attrs, "index") ? "index" : attrs_has_class(attrs, "term") ? "term" : "name";
}

static void wrap_span(Inliner *in, Bracket bracket, const Attrs *attrs)
{
    Arena *a = in->g->r->job;
    Node *span = node_new(a, NODE_SPAN, bracket.node->pos);
    attrs_set(a, span, attrs, NULL);
    in->g->doc->has_places |= node_is_place(span) || node_attr(span, "term").n;
    attrs_check(in->g, attrs, &(AttrsKnown){span_attrs, COUNT(span_attrs), MD017, "span", false});
    attrs_check_class(in->g, attrs, "span", own_class(attrs));
    move_into(in, bracket, span);
    placeholders_in_span(in->g, span);
    inline_texts_join(in->g, span);
    node_append(in->parent, span);
}

static bool is_white_text(const Node *n)
{
    return n
           && (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK
               || (n->kind == NODE_TEXT && str_trim(n->u.text.text).n == 0));
}

static void trim(Node *parent)
{
    while (is_white_text(parent->first))
        node_remove(parent->first);
    while (is_white_text(parent->last))
        node_remove(parent->last);
    Node *last = parent->last;
    while (last && last->kind == NODE_TEXT && str_ends(last->u.text.text, " "))
        last->u.text.text.n--;
}

/* ^[…]: a footnote whose text stands where its mark is. Its name has a bracket in it, as no typed one can. */
static void wrap_note(Inliner *in, Bracket bracket)
{
    Reading *g = in->g;
    Pos pos = bracket.node->pos;
    Node *note = node_new(g->r->job, NODE_NOTE, pos), *words = node_new(g->r->job, NODE_PARAGRAPH, pos);
    note->name = str_format(g->r->job, "[%d:%d:%d:%d]", pos.file, pos.line, pos.col, g->notes.n);
    node_append(note, words);
    move_into(in, bracket, words);
    inline_texts_join(g, words);
    trim(words);
    VEC_PUSH(g->scratch, &g->notes, note);
    Node *mark = append_new(in, NODE_NOTE_REF, bracket.at);
    mark->name = note->name;
    mark->pos.len = bracket.n;
}

/* "]" at `at`: the end of a span or note, or text. */
static void close_bracket(Inliner *in, int at)
{
    Bracket bracket = pop_bracket(in);
    Attrs attrs;
    if (bracket.n > 1 && bracket.node->next)
        wrap_note(in, bracket);
    else if (bracket.node && attrs_here(in, at + 1, &attrs))
        wrap_span(in, bracket, &attrs);
    else
        put_typed(in, at, 1);
}

/* What is struck out is no longer claimed: it is not compared with the data. */
static void disclaim(Inliner *in, int from, int to)
{
    Str *s = in->claimed;
    if (s->p == in->flat->text.p)
        *s = str_dup(in->g->scratch, *s);
    memset((char *)s->p + from, ' ', (size_t)(to - from));
}

/* "~~" at `at`: the end of struck-out words, their beginning, or text. */
static bool read_strike(Inliner *in, int at)
{
    if (flat_at(in, at + 1) != '~' || flat_at(in, at + 2) == '~' || (at > 0 && flat_at(in, at - 1) == '~'))
        return false;
    int open = at > 0 && !is_space(flat_at(in, at - 1)) ? open_bracket_of(in, true) : -1;
    if (open >= 0 && in->brackets[open].node->next) {
        Bracket bracket = in->brackets[open];
        Node *strike = node_new(in->g->r->job, NODE_STRIKE, bracket.node->pos);
        in->deeper = 0;
        move_into(in, bracket, strike);
        node_append(in->parent, strike);
        disclaim(in, bracket.at, at + 2);
    } else if (at + 2 < in->flat->text.n && !is_space(flat_at(in, at + 2))) {
        open_bracket(in, at, 2);
    } else {
        return false;
    }
    in->skip = at + 2;
    return true;
}

static void put_note_ref(Inliner *in, int at, int end)
{
    Node *n = append_new(in, NODE_NOTE_REF, at);
    n->name = note_label(in->g->r->job, str_sub(in->flat->text, at, end));
    n->pos.len = end - at;
    in->skip = end;
}

/* Of braces at a paragraph's end only a label and the classes of paragraphs are read, as in "{#id .continued}". */
static bool is_of_paragraph(const Attrs *attrs)
{
    for (int i = 0; i < attrs->nclasses; i++)
        if (!paragraph_class_is_known(attrs->classes[i]))
            return false;
    return (attrs->id.n > 0 || attrs->nclasses > 0) && attrs->pairs.n == 0;
}

static bool may_close_text(const Inliner *in, int at)
{
    char first = flat_at(in, at + 1);
    return (first == '#' || first == '.') && at > 0 && (flat_at(in, at - 1) == ' ' || flat_at(in, at - 1) == '\n');
}

/* Braces that end a heading, a caption, or a paragraph. */
static bool read_closing_attrs(Inliner *in, int at)
{
    if (!in->attrs || (in->use == INLINE_TEXT && !may_close_text(in, at)))
        return false;
    int bad = 0;
    Str s = in->flat->text;
    int end = attrs_read(in->g->r->job, in->flat, at, in->attrs, &bad);
    if (end == 0 && in->use != INLINE_TEXT && looks_like_attrs(s, at))
        attrs_report(in->g, in->flat, bad);
    if (in->use == INLINE_TEXT && !is_of_paragraph(in->attrs))
        end = 0;
    for (int i = end; i < s.n && end > 0; i++)
        if (!is_blank(s.p[i]) && s.p[i] != '#')
            end = 0;
    if (end == 0)
        *in->attrs = (Attrs){0};
    else
        in->skip = s.n;
    return end > 0;
}

/* The forms that each character may begin. */
static bool read_bracket(Inliner *in, int at)
{
    int end = note_mark_end(in->flat->text, at);
    if (end > 0) {
        put_note_ref(in, at, end);
    } else {
        open_bracket(in, at, 1);
        in->skip = at + 1;
    }
    return true;
}

static bool read_end_bracket(Inliner *in, int at)
{
    in->skip = at + 1;
    close_bracket(in, at);
    return true;
}

static bool read_caret(Inliner *in, int at)
{
    if (flat_at(in, at + 1) != '[')
        return false;
    open_bracket(in, at, 2);
    in->skip = at + 2;
    return true;
}

static bool read_brace(Inliner *in, int at)
{
    if (flat_at(in, at + 1) != '{')
        return read_closing_attrs(in, at);
    int end = placeholder_read(in->g, in->flat, at, in->parent);
    in->skip = int_max(in->skip, end);
    return end > 0;
}

/* A form at flat offset `at`? Then it is read, and skip is after it. */
static bool read_form(Inliner *in, int at)
{
    switch (in->flat->text.p[at]) {
    case '[': return read_bracket(in, at);
    case ']': return read_end_bracket(in, at);
    case '^': return read_caret(in, at);
    case '~': return read_strike(in, at);
    case '{': return read_brace(in, at);
    default: return false;
    }
}

static const bool begins_form[256] = {['['] = true, [']'] = true, ['{'] = true, ['^'] = true, ['~'] = true};

/* A piece of text exactly as the author typed it. */
static void read_exact(Inliner *in, int at, int n)
{
    Str s = in->flat->text;
    int from = int_max(at, in->skip), end = at + n;
    for (int i = from; i < end;) {
        bool special = begins_form[(unsigned char)s.p[i]];
        if (special && i > from)
            put_typed(in, from, i - from), from = i;
        if (!special || !read_form(in, i)) {
            i++;
            continue;
        }
        from = i = in->skip;
    }
    if (from < end)
        put_typed(in, from, end - from);
}

/* A run of text, which may mix the author's characters with typographic ones, escapes and entities. */
static void read_text(Inliner *in, const Md *md)
{
    int at = md->at, exact = at;
    for (int i = 0; i < md->text.n;) {
        SourcePiece piece =
            piece_next(in->g->scratch, in->flat->text, at, str_sub(md->text, i, md->text.n), in->g->smart);
        if (!piece.exact) {
            read_exact(in, exact, at - exact);
            if (at >= in->skip && at < in->flat->text.n && in->flat->text.p[at] != '\\' && in->flat->text.p[at] != '&')
                unread_show(in->unread, in->flat->text, at, at + piece.source);
            if (at >= in->skip)
                put_text(in, str_sub(md->text, i, i + piece.text), at);
            exact = at + piece.source;
        }
        at += piece.source;
        i += piece.text;
    }
    read_exact(in, exact, at - exact);
}

/* -- Pictures and links ------------------------------------------------------------------------------------ */

/* What replaces an unreadable picture: its alternative text. */
static void unwrap(Node *n)
{
    Node *after = n;
    while (n->first) {
        Node *child = n->first;
        node_remove(child);
        node_insert_after(after, child);
        after = child;
    }
    node_remove(n);
}

/* Attributes directly after a picture, link or code span belong to it. */
static bool following_attrs(Inliner *in, const Md *md, Attrs *out)
{
    const Md *next = md->next;
    if (!next || next->kind != MD_TEXT || next->text.n == 0 || next->text.p[0] != '{')
        return false;
    return attrs_here(in, next->at, out);
}

/* `<b>`{=html}: what Pandoc hands to another format as it is. */
static void report_raw(Inliner *in, const Md *md)
{
    const Md *next = md->next;
    if (!next || next->kind != MD_TEXT || !str_starts(next->text, "{="))
        return;
    int end = str_find(str_sub(in->flat->text, next->at, in->flat->text.n), "}");
    if (end < 0)
        return;
    Pos pos = flat_pos(in->flat, next->at);
    pos.len = end + 1;
    diag(in->g->r->diag, MD014, pos,
         "\"" STR_FMT "\" is omitted and the words before it are printed as code; expected Markdown",
         STR_ARG(str_sub(in->flat->text, next->at, next->at + end + 1)));
    in->skip = next->at + end + 1;
}

/* `[^1](in brackets)`: cmark reads it as a link, and with an exclamation mark before it as a picture. */
static bool read_mark_link(Inliner *in, const Md *md)
{
    int at = md->kind == MD_IMAGE ? md->at + 1 : md->at, end = note_mark_end(in->flat->text, at);
    if (end == 0 || flat_at(in, end) != '(')
        return false;
    put_text(in, str_sub(in->flat->text, md->at, at), md->at);
    put_note_ref(in, at, end);
    put_text(in, str_sub(in->flat->text, end, md->end), end);
    in->skip = md->end;
    return true;
}

static void read_image(Inliner *in, const Md *md)
{
    if (read_mark_link(in, md))
        return;
    Node *image = append_new(in, NODE_IMAGE, md->at);
    read_children(in, md, image);
    Attrs attrs;
    if (following_attrs(in, md, &attrs))
        picture_attrs_set(in->g, image, &attrs);
    picture_load(in->g, md->url, image);
    if (image->u.image.bytes.n == 0)
        unwrap(image);
    else if (md->title.n > 0 || node_attr(image, "title").n > 0)
        in->g->titled = image;
}

static void read_link(Inliner *in, const Md *md)
{
    if (read_mark_link(in, md))
        return;
    Node *link = append_new(in, NODE_LINK, md->at);
    link->u.link.target = kept(in, md->url);
    if (flat_at(in, md->at) == '<') { /* an autolink: its text is an address, without forms */
        Str text = md->first ? md->first->text : md->url;
        node_append(link, inline_text_node(in->g->r->job, kept(in, text), flat_pos(in->flat, md->at + 1)));
        return;
    }
    read_children(in, md, link);
    Attrs attrs;
    if (following_attrs(in, md, &attrs)) {
        attrs_set(in->g->r->job, link, &attrs, NULL);
        attrs_check(in->g, &attrs, &(AttrsKnown){link_attrs, COUNT(link_attrs), MD017, "link", false});
        attrs_check_class(in->g, &attrs, "a", "");
    }
}

static void read_code(Inliner *in, const Md *md)
{
    Node *code = append_new(in, NODE_CODE, md->at);
    code->u.text.text = kept(in, md->text);
    report_raw(in, md);
    Attrs attrs;
    if (following_attrs(in, md, &attrs)) {
        attrs_set(in->g->r->job, code, &attrs, NULL);
        attrs_check(in->g, &attrs, &(AttrsKnown){link_attrs, COUNT(link_attrs), MD017, "passage of code", false});
        attrs_check_class(in->g, &attrs, "code", "");
    }
}

/* A line that was held, in the middle of a paragraph: it is text. */
static bool read_held_line(Inliner *in, const Md *md)
{
    const Flat *f = in->flat;
    int i = f->nlines - 1;
    while (i > 0 && f->lines[i].at > md->at)
        i--;
    const MdLine *l = f->nlines > 0 ? &f->source->lines[f->lines[i].line] : NULL;
    if (!l || l->use == LINE_PLAIN || l->use == LINE_NOTE || !str_is(md->text, "<?\?>"))
        return false;
    put_text(in, kept(in, str_trim(inner_of(l))), md->at);
    return true;
}

/* -- HTML between words --------------------------------------------------------------------------------------- */

/* Spaces on both sides of a line break are not printed. */
static void break_line(Inliner *in, const Md *md)
{
    Node *last = in->parent->last;
    while (last && last->kind == NODE_TEXT && str_ends(last->u.text.text, " "))
        last->u.text.text.n--;
    append_new(in, NODE_LINE_BREAK, md->at);
    in->broken = true;
}

/* The end tag of superior or inferior text, in which there cannot be more of the same; NULL: it is missing. */
static const Md *script_end(const Md *md, ScriptKind kind)
{
    HtmlTag opening = html_tag(md->text);
    for (md = md->next; md; md = md->next) {
        if (md->kind != MD_HTML)
            continue;
        if (html_is_end(md->text, kind))
            return md;
        if (html_tag(md->text) == opening)
            return NULL;
    }
    return NULL;
}

/* Superior or inferior text up to its end tag becomes characters that stay what they are when they are copied or read
 * aloud: 10⁶ is never 106. Where there are none, leaving the tags out could change what is said, so that is an error.
 */
static void read_script(Inliner *in, const Md *md, ScriptKind kind)
{
    const Md *end = script_end(md, kind);
    Str typed = end ? str_trim(str_sub(in->flat->text, md->end, end->at)) : (Str){0}, set;
    if (end && html_script(in->g->r->job, kind, typed, &set)) {
        put_text(in, set, md->end);
        in->skip = end->end;
        return;
    }
    Pos pos = flat_pos(in->flat, md->at);
    pos.len = md->text.n;
    if (!end)
        diag(in->g->r->diag, MD016, pos, STR_FMT " is not closed; expected an end tag in the same paragraph",
             STR_ARG(md->text));
    else if (note_mark_end(typed, 0) == 0)
        diag(in->g->r->diag, MD016, pos, "\"" STR_FMT "\" cannot be set as %s text; expected figures",
             STR_ARG(str_sub(typed, 0, int_min(typed.n, 40))), kind == SCRIPT_SUPERIOR ? "superior" : "inferior");
}

static void read_html(Inliner *in, const Md *md)
{
    if (read_held_line(in, md))
        return;
    if (str_starts(md->text, "<!--")) {
        in->comment_before = true;
        return;
    }
    switch (html_tag(md->text)) {
    case HTML_BREAK: break_line(in, md); return;
    case HTML_SUPERIOR: read_script(in, md, SCRIPT_SUPERIOR); return;
    case HTML_INFERIOR: read_script(in, md, SCRIPT_INFERIOR); return;
    case HTML_SCRIPT_END: return;
    case HTML_PARTING: /* words on its two sides are not one */
        if (in->parent->last && !is_spaced(in->parent->last))
            put_text(in, STR(" "), md->at);
        break;
    case HTML_OTHER: break;
    }
    diag(in->g->r->diag, MD007, flat_pos(in->flat, md->at), "raw HTML " STR_FMT " is omitted; expected Markdown",
         STR_ARG(str_sub(md->text, 0, int_min(md->text.n, 40))));
}

/* -- All of them --------------------------------------------------------------------------------------------- */

static void read_inline(Inliner *in, const Md *md)
{
    if (md->kind == MD_TEXT) {
        read_text(in, md);
        return;
    }
    if (md->at < in->skip)
        return;
    switch (md->kind) {
    case MD_SOFT_BREAK:
        if (!in->broken && !is_second_space(in, true))
            append_new(in, NODE_SOFT_BREAK, md->at);
        break;
    case MD_LINE_BREAK: append_new(in, NODE_LINE_BREAK, md->at); break;
    case MD_CODE: read_code(in, md); break;
    case MD_HTML: read_html(in, md); break;
    case MD_EMPH: read_children(in, md, append_new(in, NODE_EMPH, md->at)); break;
    case MD_STRONG: read_children(in, md, append_new(in, NODE_STRONG, md->at)); break;
    case MD_LINK: read_link(in, md); break;
    case MD_IMAGE: read_image(in, md); break;
    default: break;
    }
}

static void read_siblings(Inliner *in, const Md *md)
{
    for (; md; md = md->next)
        read_inline(in, md);
    inline_texts_join(in->g, in->parent);
}

static void read_children(const Inliner *outer, const Md *md, Node *parent)
{
    if (outer->depth >= MARKDOWN_DEPTH_MAX) {
        if (!outer->g->too_deep)
            diag(outer->g->r->diag, MD013, parent->pos, "text is nested more than %d levels deep; expected fewer",
                 MARKDOWN_DEPTH_MAX);
        outer->g->too_deep = true;
        return;
    }
    Inliner in = {.g = outer->g, .flat = outer->flat, .parent = parent, .skip = outer->skip, .depth = outer->depth + 1};
    in.unread = outer->unread;
    in.claimed = outer->claimed;
    read_siblings(&in, md->first);
}

static Pos passage_pos(void *source, int at)
{
    return flat_pos(source, at);
}

/* claimed: what the passage says, as long as its flat text. */
static void hold_against_data(Reading *g, Flat *flat, Str claimed, InlineUse use)
{
    if (!g->index)
        return;
    WrittenText passage = {claimed, passage_pos, flat, NULL, g->figures.language};
    if (use == INLINE_TEXT && !g->in_cell)
        agreement_check(g->scratch, g->r->diag, g->index, &passage, g->r->thorough);
    else if (g->r->thorough)
        agreement_typed(g->scratch, g->r->diag, g->index, &passage);
}

/* Bytes of "[ ]" or "[x]" and the blank behind it, where they begin an item: it is a task. */
static int task_mark(Str s, Task *task)
{
    if (s.n < 3 || s.p[0] != '[' || s.p[2] != ']' || (s.n > 3 && !is_space(s.p[3])))
        return 0;
    *task = s.p[1] == ' ' ? TASK_TO_DO : s.p[1] == 'x' || s.p[1] == 'X' ? TASK_DONE : TASK_NONE;
    return *task == TASK_NONE ? 0 : int_min(4, s.n);
}

static bool may_be_task(const Md *block, const Node *paragraph)
{
    return block->kind == MD_PARAGRAPH && block->first && paragraph->parent && paragraph->parent->kind == NODE_ITEM
           && !paragraph->prev;
}

/* The first inline behind the mark of a task. The mark may be one by itself, for as on GitHub "[x]" is a task even
 * where the author defines a link of that name. */
static const Md *behind_task(const Md *block, int mark)
{
    return mark && block->first->kind == MD_LINK ? block->first->next : block->first;
}

/* The title of a picture is the caption of a figure, and only a picture alone in its paragraph is one. */
static void report_title(Reading *g, const Node *parent, InlineUse use)
{
    const Node *image = g->titled;
    bool sized = image && (image->u.image.percent || image->u.image.given_width);
    bool figure = use == INLINE_TEXT || (use == INLINE_CELL && sized);
    if (!image || (figure && parent->first == image && parent->last == image))
        return;
    diag(g->r->diag, MD017, image->pos,
         "the title of this picture is not printed; expected the picture alone in a paragraph, where its title is a "
         "caption");
}

void inlines_read(Reading *g, const Md *block, Node *parent, InlineUse use, Attrs *attrs)
{
    g->titled = NULL;
    Flat flat;
    flat_make(g->scratch, g->text, g->file, block, &flat);
    bool prefixed = use == INLINE_CELL || use == INLINE_CAPTION;
    Unread unread;
    unread_begin(&unread, g->scratch, flat.text);
    Inliner in = {.g = g, .flat = &flat, .parent = parent, .use = use, .attrs = attrs, .unread = &unread};
    Str claimed = flat.text;
    in.claimed = &claimed;
    int mark = may_be_task(block, parent) ? task_mark(flat.text, &parent->parent->u.item.task) : 0;
    in.skip = prefixed ? CELL_PREFIX_LEN : mark;
    read_siblings(&in, behind_task(block, mark));
    trim(parent);
    unread_report(g, &flat, &unread, block, use);
    report_title(g, parent, use);
    hold_against_data(g, &flat, claimed, use);
}

static void read_single(Reading *g, MdText *single, Node *parent)
{
    Reading inner = *g;
    inner.text = single;
    Md *root = md_parse(g->scratch, single->text, g->smart);
    if (root->first)
        inlines_read(&inner, root->first, parent, INLINE_CELL, NULL);
    g->notes = inner.notes;
}

void inlines_read_text(Reading *g, Str text, Pos pos, Node *parent)
{
    MdText single;
    md_text_single(g->scratch, text, pos, &single);
    read_single(g, &single, parent);
}

void inlines_read_line(Reading *g, const MarkdownSource *source, Node *parent)
{
    MdText line;
    md_text_line(g->scratch, source, &line);
    read_single(g, &line, parent);
}

/* Words that are a string on the page have no marks of notes. */
static bool report_marks(Reading *g, const Node *words, Pos pos)
{
    const Node *mark = words->first;
    while (mark && mark->kind != NODE_NOTE_REF)
        mark = node_next(mark, words);
    if (mark)
        diag(g->r->diag, MD014, pos,
             "a footnote mark in this title would be printed as typed; expected it in the text or a caption");
    return mark;
}

/* Whether typography may change a text, or it may hold the mark of a note. */
static bool may_differ(const Reading *g, Str text)
{
    static const char *const smart[] = {"\"", "'", "--", "..."};
    bool differs = str_find(text, "[^") >= 0 || str_find(text, "^[") >= 0;
    for (int i = 0; i < COUNT(smart) && g->smart && !differs; i++)
        differs = str_find(text, smart[i]) >= 0;
    return differs;
}

Str inlines_words(Reading *g, Str text, Pos pos)
{
    if (!may_differ(g, text))
        return text;
    Node *words = node_new(g->r->job, NODE_PARAGRAPH, pos);
    int notes = g->notes.n;
    inlines_read_text(g, text, pos, words);
    g->notes.n = notes;
    return report_marks(g, words, pos) || !g->smart ? text : node_text_struck(g->r->job, words, STRUCK_MARKED);
}
