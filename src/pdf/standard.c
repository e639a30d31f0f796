/* Most requirements of PDF/UA-1 and PDF/A concern the writer, and the way the file is made meets them. Some things only
 * an author can provide: alternative text, headings for a table, the language, headings that skip no level. Without
 * them the file could not truthfully claim the standard, so each is an error at its place in the source, before
 * anything is written.
 *
 * Skipped levels are the exception. The tags close the gap, so the file conforms either way. An author who asks for
 * PDF/UA by name still gets an error, because the gap is then a fault in the document. */
#include "pdf/standard.h"

#include "base/ascii.h"
#include "base/str.h"

static const struct {
    const char *name;
    PdfStandard flag;
} standards[] = {{"none", PDF_NONE}, {"ua-1", PDF_UA_1}, {"a-2a", PDF_A_2A}, {"a-2u", PDF_A_2U}, {"a-3a", PDF_A_3A}};

enum { ANY_A = PDF_A_2A | PDF_A_2U | PDF_A_3A };

static bool are_joined(PdfStandard all)
{
    int archival = all & ANY_A;
    return (archival & (archival - 1)) == 0 && (!(all & PDF_NONE) || all == PDF_NONE);
}

bool pdf_standard_parse(Str words, PdfStandard *out)
{
    int all = 0;
    for (bool more = true; more;) {
        Str name, rest;
        more = str_cut(words, ',', &name, &rest);
        int at = 0;
        while (at < COUNT(standards) && !str_is(str_trim(name), standards[at].name))
            at++;
        if (at == COUNT(standards))
            return false;
        all |= standards[at].flag;
        words = rest;
    }
    if (!are_joined(all))
        return false;
    *out = all;
    return true;
}

Claims claims_of(PdfStandard standard)
{
    if (standard == PDF_DEFAULT)
        return (Claims){.ua = true, .part = 3, .level = 'A'};
    return (Claims){.ua = standard & PDF_UA_1,
                    .asked = standard & PDF_UA_1,
                    .part = standard & PDF_A_3A                ? 3
                            : standard & (PDF_A_2A | PDF_A_2U) ? 2
                                                               : 0,
                    .level = standard & PDF_A_2U ? 'U' : 'A'};
}

/* Letters, then groups of letters and digits after hyphens; each of one to eight. */
static bool is_language(Str s)
{
    int group = 0;
    bool first = true;
    for (int i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = is_letter(c);
        if (c == '-' && group > 0) {
            group = 0;
            first = false;
        } else if ((!letter && (first || !is_digit(c))) || ++group > 8) {
            return false;
        }
    }
    return group > 0;
}

static Pos place_of_attr(const Node *n, const char *name)
{
    for (int i = 0; i < n->nattrs; i++)
        if (str_is(n->attrs[i].name, name))
            return n->attrs[i].pos.line ? n->attrs[i].pos : n->pos;
    return n->pos;
}

static void check_language(const Doc *doc, Diag *d)
{
    Pos at = doc->root ? doc->root->pos : (Pos){0};
    if (!doc->lang.n)
        diag(d, PDF007, at, "the document has no language; expected lang, as in lang=\"en-GB\"");
    else if (!is_language(doc->lang))
        diag(d, PDF007, at, "\"" STR_FMT "\" is not a language code; expected one such as en-GB", STR_ARG(doc->lang));
}

static bool has_words(const Node *n)
{
    for (const Node *at = n; (at = node_next(at, n)) != NULL;)
        if ((at->kind == NODE_TEXT || at->kind == NODE_CODE) && str_trim(at->u.text.text).n)
            return true;
    return false;
}

static void check_picture(const Node *image, Diag *d)
{
    if (image->u.image.decorative || has_words(image))
        return;
    diag(d, PDF003, image->pos,
         "this picture has no alternative text; expected a description, or the class .decorative");
}

/* Heads of columns, or one for each row. */
static void check_table(const Node *table, Diag *d)
{
    bool lines = false;
    for (const Node *row = table->first; row; row = row->next) {
        if (row->kind == NODE_ROW && row->u.row.role == ROW_HEAD)
            return;
        lines |= row->kind == NODE_ROW && !(row->first && row->first->u.cell.head);
    }
    if (lines)
        diag(d, PDF006, table->pos, "this table has no headings; expected a row of column headings");
}

/* *level: of the heading before, 0 for none. */
static void check_heading(const Claims *c, const Node *heading, int *level, Diag *d)
{
    int here = heading->u.heading.level, before = *level;
    *level = here;
    if (here <= before + 1 || before == 0)
        return;
    diag(d, c->asked ? PDF005 : PDF004, heading->pos,
         "this heading is at level %d and follows one at level %d; expected level %d", here, before, before + 1);
}

static void check_node(const Claims *c, const Node *n, int *level, Diag *d)
{
    Str lang = node_attr(n, "lang");
    if (lang.n && !is_language(lang))
        diag(d, PDF007, place_of_attr(n, "lang"), "\"" STR_FMT "\" is not a language code; expected one such as cy",
             STR_ARG(lang));
    if (n->kind == NODE_IMAGE && c->ua)
        check_picture(n, d);
    else if (n->kind == NODE_TABLE && c->ua)
        check_table(n, d);
    else if (n->kind == NODE_HEADING && c->ua)
        check_heading(c, n, level, d);
}

bool claims_keep(const Claims *c, const Doc *doc, const Survey *survey, Diag *d)
{
    int errors = diag_count(d, SEV_ERROR), level = 0;
    if (!c->ua && (c->part == 0 || c->level != 'A'))
        return true;
    check_language(doc, d);
    const Node *only = doc->root ? doc_only_part(doc) : NULL;
    for (const Node *part = doc->root && !only ? doc->root->first : NULL; part; part = part->next)
        check_language(part->u.part.doc, d);
    const Doc *of = NULL;
    for (int i = 0; i < survey->notable.n; i++) {
        const Node *n = survey->notable.at[i];
        if (!only && n->kind == NODE_HEADING && node_doc(n) != of) { /* levels begin anew with each part */
            of = node_doc(n);
            level = 0;
        }
        check_node(c, n, &level, d);
    }
    return diag_count(d, SEV_ERROR) == errors;
}
