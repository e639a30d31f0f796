/* The report as Markdown. Words from the document are escaped, so that none of them reads as Markdown. */
#include "app/accessibility/accessibility_private.h"

#include "base/ascii.h"

/* Also visible: what would move or hide its neighbours on a terminal. */
static void put_words(Buf *out, Str words)
{
    Buf visible = {0};
    put_visible_text(&visible, words);
    Str s = buf_view(&visible);
    for (int i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool special =
            c == '\\' || c == '|' || c == '*' || c == '_' || c == '`' || c == '[' || c == ']' || c == '<' || c == '#';
        if (special)
            buf_char(out, '\\');
        buf_char(out, is_space(c) ? ' ' : c);
    }
    buf_free(&visible);
}

static void put_head(const Knowledge *k, Buf *out)
{
    const Doc *d = k->job->doc;
    buf_puts(out, "# Accessibility of “");
    put_words(out, d->title);
    if (d->period.n)
        buf_char(out, ' '), put_words(out, d->period);
    buf_puts(out, "”\n\n");
    put_words(out, d->organisation);
    if (d->edition.n)
        buf_puts(out, ", "), put_words(out, d->edition);
    if (d->date.n)
        buf_puts(out, ", "), put_words(out, d->date);
    buf_format(out, ". Report by " STR_FMT ".\n", STR_ARG(k->job->program));
}

static void put_claims(const Knowledge *k, Buf *out)
{
    buf_puts(out, "\n## What the PDF claims\n\n");
    int errors = k->errors + k->other_errors;
    if (errors > 0)
        buf_format(out,
                   "**The document has %d error%s, so it has no PDF.** Once they are fixed, the PDF would claim:\n\n",
                   errors, errors == 1 ? "" : "s");
    if (k->ua)
        buf_puts(out, "- PDF/UA-1 (ISO 14289-1), accessible\n");
    if (k->archive.n)
        buf_format(out, "- " STR_FMT " (ISO 19005-%c), archival\n", STR_ARG(k->archive), k->archive.p[6]);
    if (!k->ua && k->archive.n == 0)
        buf_puts(out, "- none: no standard was requested\n");
}

static void put_count(Buf *out, const char *what, int n)
{
    buf_format(out, "| %s | %d |\n", what, n);
}

static void put_counts(const Knowledge *k, Buf *out)
{
    const ContentCounts *c = &k->counts;
    buf_puts(out, "\n## What it contains\n\n| | |\n|:--|--:|\n");
    put_count(out, "Pages", c->pages);
    put_count(out, "of these, landscape", c->landscape);
    put_count(out, "Headings", c->headings);
    put_count(out, "Tables", c->tables);
    put_count(out, "Pictures", c->figures);
    put_count(out, "with alternative text", c->described);
    put_count(out, "marked decorative", c->decorative);
    put_count(out, "Links to web addresses", c->links);
    put_count(out, "Links inside the document", c->references);
    put_count(out, "Notes", c->notes);
    buf_format(out, "| Smallest text | %d.%02d pt |\n| Languages | ", c->smallest_text / 100, c->smallest_text % 100);
    for (int i = 0; i < c->languages.n; i++) {
        buf_puts(out, i ? ", " : "");
        put_words(out, c->languages.at[i]);
    }
    buf_puts(out, " |\n");
}

static void put_findings(const Knowledge *k, Buf *out)
{
    buf_puts(out, "\n## What was found in the source\n\n");
    if (k->nfindings == 0) {
        buf_puts(out, "Nothing. The checks cover alternative text, link text, headings, empty cells and headings of "
                      "tables, captions, abbreviations, capitals, long sentences and contrast. A status always appears "
                      "as a word, never as a colour alone.\n");
        return;
    }
    buf_format(out,
               "%d error%s, %d warning%s, %d suggestion%s. A status always appears as a word, never as a colour "
               "alone.\n\n",
               k->errors, k->errors == 1 ? "" : "s", k->warnings, k->warnings == 1 ? "" : "s", k->advice,
               k->advice == 1 ? "" : "s");
    for (int i = 0; i < k->nfindings; i++) {
        const DiagView *f = &k->findings[i];
        buf_puts(out, "- `");
        put_visible_text(out, accessibility_place(k, f));
        buf_format(out, "` %s: ", code_name(f->code));
        put_words(out, f->message);
        buf_char(out, '\n');
    }
}

static void put_contrast(const Knowledge *k, Buf *out)
{
    buf_puts(out, "\n## Contrast\n\nEach text colour on each background that the template can put it on. WCAG 2.2 "
                  "requires a contrast of 4.5:1, or 3:1 from 18 pt or 14 pt bold.\n\n| text | background | for example "
                  "| contrast | required |\n|:--|:--|:--|--:|--:|\n");
    for (int i = 0; i < k->job->ncontrast; i++) {
        const ContrastPair *p = &k->job->contrast[i];
        buf_puts(out, "| ");
        put_words(out, accessibility_ground(k, p->text));
        buf_puts(out, " | ");
        put_words(out, accessibility_ground(k, p->ground));
        buf_puts(out, " | ");
        put_words(out, p->style);
        buf_format(out, " | %d.%02d%s | %d.%d |\n", p->ratio / 100, p->ratio % 100,
                   p->ratio < p->needed ? " **too low**" : "", p->needed / 100, p->needed % 100 / 10);
    }
}

static void put_conditions(const Knowledge *k, Buf *out)
{
    buf_puts(out, "\n## Matterhorn Protocol 1.1\n\n“Passed by test” means that planpress checked this document. "
                  "“Guaranteed by construction” means that it follows from the way planpress writes every file, which "
                  "a validator confirms in planpress’s own tests.\n\n| | checkpoint | conditions | status | "
                  "|\n|--:|:--|:--|:--|:--|\n");
    for (int i = 0; i < k->nverdicts; i++) {
        const Verdict *v = &k->verdicts[i];
        const Condition *c = v->condition;
        buf_format(out, "| %02d | %s | %s | %s", c->checkpoint, c->name, *c->ids ? c->ids : "all",
                   standing_words(v->standing));
        if (v->findings)
            buf_format(out, ", %d finding%s", v->findings, v->findings == 1 ? "" : "s");
        buf_format(out, " | %s: %s |\n", c->meaning, c->evidence);
    }
}

static void put_end(const Knowledge *k, Buf *out)
{
    buf_puts(out, "\n## Known limits\n\n");
    for (int i = 0; i < k->nlimits; i++)
        buf_format(out, "- " STR_FMT "\n", STR_ARG(k->limits[i]));
    buf_puts(out, "\n## For an accessibility statement\n\n");
    if (k->statement.n) {
        buf_puts(out, "> ");
        put_visible_text(out, k->statement);
        buf_char(out, '\n');
    } else
        buf_puts(out, "Not available until the errors are fixed.\n");
}

void accessibility_markdown(const Knowledge *k, Buf *out)
{
    put_head(k, out);
    put_claims(k, out);
    put_counts(k, out);
    put_findings(k, out);
    put_contrast(k, out);
    put_conditions(k, out);
    put_end(k, out);
}
