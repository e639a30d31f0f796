/* The report on a document's accessibility: what is known once its pages exist.
 *
 * Facts are counted in the document's tree and on its pages, findings are those of the run, and both are compared
 * with the table of conditions. The report claims only what was checked, or what follows from the way files are
 * written. While there are errors there is no PDF, and no statement is offered. Both forms come from the same
 * knowledge and have no date of their own, so the same document gives the same report. */
#include "app/accessibility/accessibility.h"

#include <errno.h>
#include <string.h>

#include "app/accessibility/accessibility_private.h"
#include "file/file.h"
#include "check/lint.h"
#include "pdf/standard.h"

/* --- counts -------------------------------------------------------------- */

static void add_language(Arena *a, ContentCounts *c, Str lang)
{
    for (int i = 0; i < c->languages.n; i++)
        if (str_eq(c->languages.at[i], lang))
            return;
    if (lang.n > 0)
        VEC_PUSH(a, &c->languages, lang);
}

static void count_image(ContentCounts *c, Arena *a, const Node *image)
{
    c->figures++;
    if (image->u.image.decorative)
        c->decorative++;
    else if (str_trim(node_text(a, image)).n > 0)
        c->described++;
}

static void count_node(ContentCounts *c, Arena *a, const Node *n)
{
    switch (n->kind) {
    case NODE_HEADING: c->headings++; break;
    case NODE_TABLE: c->tables++, c->data_tables += n->u.table.data.n > 0; break;
    case NODE_IMAGE: count_image(c, a, n); break;
    case NODE_LINK: *(n->u.link.node ? &c->references : &c->links) += 1; break;
    case NODE_REF: c->references++; break;
    case NODE_NOTE: c->notes++; break;
    case NODE_LIST: c->lists++; break;
    default: break;
    }
    add_language(a, c, node_attr(n, "lang"));
}

/* Raised marks and numbers in front of headings do not count as text to read. */
static void count_page(ContentCounts *c, const Page *page)
{
    c->pages++;
    c->landscape += page->width > page->height;
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        if (item->kind != ITEM_GLYPHS || item->role != ITEM_CONTENT || item->part == PART_LABEL
            || item->u.run->shift != 0)
            continue;
        int size = (int)((int64_t)item->u.run->size * 100 / LEN_PT);
        if (c->smallest_text == 0 || size < c->smallest_text)
            c->smallest_text = size;
    }
}

static void count(Knowledge *k)
{
    const AccessibilityJob *j = k->job;
    add_language(j->arena, &k->counts, j->doc->lang);
    for (const Node *n = j->doc->root; n; n = node_next(n, j->doc->root))
        count_node(&k->counts, j->arena, n);
    for (int i = 0; i < j->pages->pages.n; i++)
        count_page(&k->counts, &j->pages->pages.at[i]);
}

/* --- findings ------------------------------------------------------------- */

/* All lints, and every code that concerns a condition. */
static bool is_on_accessibility(Code code)
{
    return str_starts(str_c(code_name(code)), "ACC") || code_matterhorn(code).n > 0;
}

static void gather_findings(Knowledge *k)
{
    DiagView *all;
    int n = diag_list(k->job->diag, k->job->arena, &all);
    k->findings = NEWN(k->job->arena, DiagView, n);
    for (int i = 0; i < n; i++) {
        Severity severity = code_severity(all[i].code);
        if (!is_on_accessibility(all[i].code)) {
            k->other_errors += severity >= SEV_ERROR;
            continue;
        }
        k->findings[k->nfindings++] = all[i];
        *(severity >= SEV_ERROR ? &k->errors : severity == SEV_WARNING ? &k->warnings : &k->advice) += 1;
    }
}

/* --- conditions ------------------------------------------------------------ */

static bool has_subject(const Knowledge *k, Subject subject)
{
    const ContentCounts *c = &k->counts;
    switch (subject) {
    case ABOUT_ALL: return true;
    case ABOUT_FIGURES: return c->figures > 0;
    case ABOUT_HEADINGS: return c->headings > 0;
    case ABOUT_TABLES: return c->tables > 0;
    case ABOUT_LISTS: return c->lists > 0;
    case ABOUT_NOTES: return c->notes > 0;
    case ABOUT_LINKS: return c->links + c->references + c->notes > 0 || k->job->tpl->nfronts > 0;
    case ABOUT_DATA: return c->data_tables > 0 && str_is(k->archive, "PDF/A-3a");
    }
    return true;
}

static Verdict judge(const Knowledge *k, const Condition *c)
{
    Verdict v = {.condition = c, .standing = c->standing};
    bool failed = false;
    for (int i = 0; i < k->nfindings; i++) {
        if (!condition_concerns(c, k->findings[i].code))
            continue;
        v.findings++;
        failed |= code_severity(k->findings[i].code) >= SEV_ERROR;
    }
    if (failed)
        v.standing = STANDING_FAILED;
    else if (!has_subject(k, c->subject))
        v.standing = STANDING_ABSENT;
    return v;
}

static void judge_all(Knowledge *k)
{
    k->verdicts = NEWN(k->job->arena, Verdict, accessibility_ncondition);
    for (int i = 0; i < accessibility_ncondition; i++)
        k->verdicts[k->nverdicts++] = judge(k, &accessibility_conditions[i]);
}

static void settle_claims(Knowledge *k)
{
    Claims c = claims_of(k->job->standard);
    Survey survey = survey_of(k->job->arena, k->job->doc);
    claims_keep(&c, k->job->doc, &survey, k->job->diag);
    k->ua = c.ua;
    if (c.part > 0)
        k->archive = str_format(k->job->arena, "PDF/A-%d%c", c.part, c.level - 'A' + 'a');
}

/* --- limits and statement ---------------------------------------------------- */

static void gather_limits(Knowledge *k)
{
    const ContentCounts *c = &k->counts;
    Arena *a = k->job->arena;
    VEC(Str) limits = {0};
    if (c->described > 0)
        VEC_PUSH(a, &limits,
                 str_format(a,
                            "No person has checked that the alternative text of %d picture%s describes what it shows.",
                            c->described, c->described == 1 ? "" : "s"));
    if (c->figures > 0)
        VEC_PUSH(a, &limits, STR("Text and colours inside pictures were not checked."));
    if (c->landscape > 0)
        VEC_PUSH(a, &limits,
                 str_format(a, "%d page%s in landscape, for wide tables.", c->landscape,
                            c->landscape == 1 ? " is" : "s are"));
    if (c->smallest_text > 0 && c->smallest_text < 1200)
        VEC_PUSH(a, &limits,
                 str_format(a, "The smallest text is %d.%02d pt; this file is not a large-print edition.",
                            c->smallest_text / 100, c->smallest_text % 100));
    if (k->warnings > 0)
        VEC_PUSH(a, &limits,
                 str_format(a, "%d possible barrier%s found in the source.", k->warnings,
                            k->warnings == 1 ? " was" : "s were"));
    if (!k->ua)
        VEC_PUSH(a, &limits, STR("The file does not claim PDF/UA-1."));
    VEC_PUSH(a, &limits, STR("No person has checked the conditions marked “needs a human check”."));
    k->limits = limits.at;
    k->nlimits = limits.n;
}

static Str join_claims(const Knowledge *k)
{
    Arena *a = k->job->arena;
    Str ua = k->ua ? STR("PDF/UA-1 (ISO 14289-1)") : STR("");
    if (k->archive.n == 0)
        return ua;
    int part = k->archive.p[6] - '0';
    Str archive = str_format(a, STR_FMT " (ISO 19005-%d)", STR_ARG(k->archive), part);
    return k->ua ? str_format(a, STR_FMT " and " STR_FMT, STR_ARG(ua), STR_ARG(archive)) : archive;
}

static Str full_title(const Knowledge *k)
{
    const Doc *d = k->job->doc;
    return d->period.n ? str_format(k->job->arena, STR_FMT " " STR_FMT, STR_ARG(d->title), STR_ARG(d->period))
                       : d->title;
}

/* One paragraph, for an accessibility statement. */
static void write_statement(Knowledge *k)
{
    if (k->errors + k->other_errors > 0)
        return;
    Buf b = {0};
    Str title = full_title(k), claims = join_claims(k);
    buf_format(&b,
               "“" STR_FMT "” is a PDF of %d page%s, tagged for assistive technology. Headings, lists, tables, notes "
               "and links are marked up in reading order, and the file has bookmarks and a document "
               "language.",
               STR_ARG(title), k->counts.pages, k->counts.pages == 1 ? "" : "s");
    if (claims.n > 0)
        buf_format(&b, " It conforms to " STR_FMT ".", STR_ARG(claims));
    buf_puts(&b, " The contrast of its text meets WCAG 2.2 level AA, calculated from its template.");
    if (k->warnings == 0)
        buf_puts(&b, " Automatic checks of its source found no problems.");
    else
        buf_format(&b, " Automatic checks of its source found %d problem%s, which we are investigating.", k->warnings,
                   k->warnings == 1 ? "" : "s");
    buf_puts(&b, " Known limits:");
    for (int i = 0; i < k->nlimits; i++) {
        if (i == k->nlimits - 1 || str_find(k->limits[i], "in the source") >= 0)
            continue;
        buf_char(&b, ' ');
        buf_str(&b, k->limits[i]);
    }
    if (str_ends(buf_view(&b), "limits:"))
        buf_puts(&b, " none.");
    buf_format(&b, " If you need it in another format, contact " STR_FMT " [contact details].",
               STR_ARG(k->job->doc->organisation));
    k->statement = buf_take(&b, k->job->arena);
}

/* --- shared, and the whole ----------------------------------------------------- */

Str accessibility_place(const Knowledge *k, const DiagView *f)
{
    Str path = diag_path(k->job->diag, f->pos.file);
    if (path.n == 0)
        return STR("the document");
    Pos pos = f->pos;
    pos.col = int_max(pos.col, 1);
    Buf place = {0};
    buf_place(&place, k->job->diag, pos);
    return buf_take(&place, k->job->arena);
}

Str accessibility_ground(const Knowledge *k, Swatch s)
{
    return s == SWATCH_NONE ? STR("white paper") : k->job->tpl->swatches[s].name;
}

static bool write_file(const AccessibilityJob *j, Str stem, const char *ending, Buf *text)
{
    Str path = str_format(j->arena, STR_FMT "-accessibility.%s", STR_ARG(stem), ending);
    if (!dir_make(path_dir(path))) {
        diag(j->diag, IO002, (Pos){0}, "cannot create the folder \"" STR_FMT "\": %s", STR_ARG(path_dir(path)),
             strerror(errno));
        buf_free(text);
        return false;
    }
    OutFile *out = outfile_open(j->arena, path, j->diag);
    bool good = out && outfile_write(out, text->p, (size_t)text->n);
    buf_free(text);
    return out && outfile_commit(out) && good;
}

bool accessibility_write(const AccessibilityJob *job, Str stem)
{
    Knowledge k = {.job = job};
    Buf markdown = {0}, json = {0};
    settle_claims(&k);
    count(&k);
    gather_findings(&k);
    judge_all(&k);
    gather_limits(&k);
    write_statement(&k);
    accessibility_markdown(&k, &markdown);
    accessibility_json(&k, &json);
    bool written = write_file(job, stem, "md", &markdown);
    return write_file(job, stem, "json", &json) && written;
}
