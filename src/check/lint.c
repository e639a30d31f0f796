/* The lints, in one walk over the tree in reading order: pictures, links, headings and tables, and each block's
 * words as one run for abbreviations and prose (lint_*.c).
 *
 * People turn off a lint that raises false alarms, so each rule is narrow and accepts whatever may be right. A
 * finding marks the words themselves, not their paragraph. */
#include "check/lint.h"

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"
#include "check/lint_private.h"
#include "check/report/report.h"

/* --- comparing words ----------------------------------------------------- */

/* Lower case, single spaces, only words at the ends: the form in which two texts are compared. */
static Str folded(Lint *l, Str s)
{
    static const char *const ends[] =
        {".", ":", ";", ",", "!", "?", ">", "\xE2\x80\xA6", "\xE2\x86\x92", "\xC2\xBB", "\xE2\x80\xBA"};
    Buf b = {0};
    for (int i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool space = is_space(c);
        if (space && (b.n == 0 || b.p[b.n - 1] == ' '))
            continue;
        buf_char(&b, space ? ' ' : to_lower(c));
    }
    Str out = str_trim(buf_take(&b, l->arena));
    for (int i = 0; i < COUNT(ends); i++)
        if (str_ends(out, ends[i]))
            out = str_trim(str_sub(out, 0, out.n - str_c(ends[i]).n)), i = -1;
    return out;
}

static bool is_one_of(Str s, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

/* --- pictures ------------------------------------------------------------ */

/* "img_0123": a word that cameras and programs use, then digits. */
static bool is_camera_name(Str s)
{
    static const char *const stems[] = {"img",     "dsc",   "dscn",       "dscf", "image",
                                        "picture", "photo", "screenshot", "scan", "pic"};
    int n = s.n;
    while (n > 0 && is_digit(s.p[n - 1]))
        n--;
    bool digits = n < s.n;
    while (n > 0 && (s.p[n - 1] == '_' || s.p[n - 1] == '-' || s.p[n - 1] == ' '))
        n--;
    return digits && is_one_of(str_sub(s, 0, n), stems, COUNT(stems));
}

static bool is_file_name(Str alt)
{
    static const char *const endings[] = {".png", ".jpg",  ".jpeg", ".gif", ".svg",
                                          ".tif", ".tiff", ".webp", ".bmp", ".pdf"};
    for (int i = 0; i < COUNT(endings); i++)
        if (str_ends(alt, endings[i]))
            return true;
    return is_camera_name(alt);
}

/* The words to remove from the beginning, or an empty slice. */
static Str needless_beginning(Str alt)
{
    static const char *const kinds[] = {"image", "picture", "photo", "photograph", "graphic"};
    static const char *const links[] = {" of ", " showing "};
    int article = str_starts(alt, "a ") ? 2 : str_starts(alt, "an ") ? 3 : 0;
    Str rest = str_sub(alt, article, alt.n);
    for (int i = 0; i < COUNT(kinds); i++) {
        Str kind = str_c(kinds[i]);
        for (int k = 0; k < COUNT(links) && str_starts(rest, kinds[i]); k++)
            if (str_starts(str_sub(rest, kind.n, rest.n), links[k]))
                return str_sub(alt, 0, article + kind.n + str_c(links[k]).n - 1);
    }
    return (Str){0};
}

static void lint_image(Lint *l, const Node *image)
{
    if (image->u.image.decorative)
        return;
    Str words = str_trim(node_text(l->arena, image)), alt = folded(l, words);
    if (alt.n == 0)
        return;
    Pos pos = lint_words_pos(l, image);
    Str needless = needless_beginning(alt);
    if (is_file_name(alt)) {
        diag(l->diag, ACC001, pos,
             "the alternative text is a file name; expected a description of what the picture shows");
    } else if (needless.n > 0) {
        pos.len = needless.n;
        diag(l->diag, ACC002, pos,
             "screen readers already announce a picture; expected a description without \"" STR_FMT "\"",
             STR_ARG(str_sub(words, 0, needless.n)));
    }
    const Node *caption = image->next && image->next->kind == NODE_CAPTION ? image->next : NULL;
    if (!caption || !str_eq(alt, folded(l, node_text(l->arena, caption))))
        return;
    diag(l->diag, ACC003, lint_words_pos(l, image),
         "the alternative text repeats the caption, so listeners hear it twice; expected a description of what the "
         "picture shows");
}

/* --- links --------------------------------------------------------------- */

enum { LONGEST_ADDRESS = 50 };

static bool is_vague(Str text)
{
    static const char *const texts[] = {
        "click",         "click here",
        "click this",    "click this link",
        "continue",      "details",
        "find out more", "follow this link",
        "here",          "info",
        "learn more",    "link",
        "link here",     "more",
        "more details",  "more here",
        "more info",     "more information",
        "read more",     "read more here",
        "see here",      "see more",
        "see this",      "this",
        "this link",     "this page",
        "view",          "view here",
        "view more",
    };
    return is_one_of(text, texts, COUNT(texts));
}

static bool is_address(Str text)
{
    if (str_find(text, " ") >= 0 || str_find(text, "@") >= 0)
        return false;
    return str_find(text, "://") > 0 || str_starts(text, "www.")
           || (str_find(text, "/") > 0 && str_find(text, ".") > 0);
}

/* An address that nobody types or wants to hear. */
static bool is_long_address(Str text)
{
    if (!is_address(text))
        return false;
    return utf8_count(text) > LONGEST_ADDRESS || str_find(text, "?") >= 0 || str_find(text, "%") >= 0;
}

static bool holds_picture(const Node *n)
{
    for (const Node *at = n; at; at = node_next(at, n))
        if (at->kind == NODE_IMAGE || at->kind == NODE_REF)
            return true;
    return false;
}

static void lint_link(Lint *l, const Node *link)
{
    Str words = node_text(l->arena, link), text = folded(l, words);
    if (text.n == 0 && !holds_picture(link))
        diag(l->diag, ACC004, link->pos, "this link has no text; expected words that say where it goes");
    else if (is_vague(text))
        diag(l->diag, ACC004, lint_words_pos(l, link),
             "\"" STR_FMT "\" does not say where the link goes; expected words that make sense on their own",
             STR_ARG(str_trim(words)));
    else if (is_long_address(str_trim(words)))
        diag(l->diag, ACC005, lint_words_pos(l, link),
             "screen readers spell out this long address; expected the page's title as link text, or a short address");
}

/* --- headings ------------------------------------------------------------ */

static void lint_heading(Lint *l, const Node *heading, bool first)
{
    int level = heading->u.heading.level;
    if (first && level > 1)
        diag(l->diag, ACC006, lint_words_pos(l, heading),
             "the document's first heading is at level %d; expected level 1", level);
    if (str_trim(node_text(l->arena, heading)).n == 0)
        diag(l->diag, ACC007, heading->pos, "this heading is empty; expected text, or no heading");
}

enum { LONGEST_FAKE = 12, LEAST_MATTER = 15 }; /* words */

/* The only inline of a paragraph, inside any emphasis, is bold. */
static bool is_only_bold(const Node *paragraph)
{
    const Node *n = paragraph->first;
    while (n && !n->next && n->kind == NODE_EMPH)
        n = n->first;
    return n && !n->next && n->kind == NODE_STRONG;
}

static bool ends_like_sentence(Str s)
{
    return str_ends(s, ".") || str_ends(s, "!") || str_ends(s, ",") || str_ends(s, ";") || str_ends(s, "\xE2\x80\xA6");
}

/* More than a line follows, so the words are not a signature or the last line of an address. */
static bool heads_matter(Lint *l, const Node *paragraph)
{
    const Node *next = paragraph->next;
    if (!next || next->kind == NODE_NOTE || next->kind == NODE_HEADING || next->kind == NODE_BREAK)
        return false;
    if (next->kind != NODE_PARAGRAPH)
        return true;
    return !is_only_bold(next) && lint_count_words(node_text(l->arena, next)) >= LEAST_MATTER;
}

static void lint_paragraph(Lint *l, const Node *n)
{
    bool may_head = n->parent->kind == NODE_SECTION || n->parent->kind == NODE_BOX;
    if (!may_head || n->name.n > 0 || !is_only_bold(n))
        return;
    Str words = str_trim(node_text(l->arena, n));
    int count = lint_count_words(words);
    if (count == 0 || count > LONGEST_FAKE || ends_like_sentence(words) || !heads_matter(l, n))
        return;
    diag(l->diag, ACC008, lint_words_pos(l, n),
         "this bold line looks like a heading but is not tagged as one; expected a heading, as in ## " STR_FMT,
         STR_ARG(words));
}

/* --- the walk ------------------------------------------------------------- */

/* Whether a text, such as a figure in a long table, cannot contain an abbreviation: no two capitals are adjacent. */
static bool has_no_abbreviation(const Node *block)
{
    const Node *n = block->first;
    if (!n || n->next || n->kind != NODE_TEXT)
        return false;
    Str s = n->u.text.text;
    for (int i = 0; i + 1 < s.n; i++)
        if (is_upper(s.p[i]) && is_upper(s.p[i + 1]))
            return false;
    return true;
}

static void lint_words(Lint *l, const Node *block)
{
    if (!l->advice && has_no_abbreviation(block))
        return;
    LintRun run;
    lint_run(l, block, &run);
    lint_abbreviations(l, &run);
    if (l->advice)
        lint_prose(l, &run);
}

static void lint_node(Lint *l, const Node *n, int *headings)
{
    switch (n->kind) {
    case NODE_IMAGE: lint_image(l, n); break;
    case NODE_LINK: lint_link(l, n); break;
    case NODE_HEADING: lint_heading(l, n, (*headings)++ == 0); break;
    case NODE_PARAGRAPH: lint_paragraph(l, n); break;
    case NODE_TABLE: lint_table(l, n); break;
    case NODE_LIST: report_count(l, n); break;
    case NODE_PART: report_check(l, n); break;
    case NODE_SECTION: lint_repeats(l, n); break;
    default: break;
    }
    if (n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING || n->kind == NODE_CAPTION || n->kind == NODE_TERM)
        lint_words(l, n);
    lint_script(l, n);
    arena_reset(l->arena);
}

void lint_document(Diag *d, const Doc *doc, bool advice)
{
    Lint l = {.arena = arena_new(), .keep = arena_new(), .diag = d, .doc = doc, .advice = advice};
    int headings = 0;
    lint_glossaries(&l);
    for (const Node *n = doc->root; n; n = node_next(n, doc->root))
        lint_node(&l, n, &headings);
    lint_report_abbreviations(&l);
    lint_scripts_elsewhere(&l);
    arena_free(l.arena);
    arena_free(l.keep);
}

static bool has_heading(const Doc *doc)
{
    for (const Node *n = doc->root; n; n = node_next_block(n, doc->root))
        if (n->kind == NODE_HEADING)
            return true;
    return false;
}

void lint_length(Diag *d, const Doc *doc, int pages)
{
    if (pages <= LINT_LONG_DOCUMENT || has_heading(doc))
        return;
    diag(d, ACC013, doc->root->pos,
         "the document has %d pages and no headings, so readers have no outline to navigate by; expected headings",
         pages);
}
