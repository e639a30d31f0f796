/* The report as JSON: the same knowledge as in Markdown, in one object. */
#include "app/accessibility/accessibility_private.h"
#include "base/encode/json.h"

static void put_field(Buf *out, const char *name, Str value)
{
    json_cstring(out, name);
    buf_puts(out, ": ");
    json_string(out, value);
}

static void put_number(Buf *out, const char *name, int n)
{
    buf_format(out, "\"%s\": %d", name, n);
}

static void put_document(const Knowledge *k, Buf *out)
{
    const Doc *d = k->job->doc;
    const struct {
        const char *name;
        Str value;
    } fields[] = {
        {"program", k->job->program},
        {"document", d->name},
        {"title", d->title},
        {"period", d->period},
        {"organisation", d->organisation},
        {"edition", d->edition},
        {"date", d->date},
        {"template", k->job->tpl->name},
    };
    for (int i = 0; i < COUNT(fields); i++) {
        buf_puts(out, "  ");
        put_field(out, fields[i].name, fields[i].value);
        buf_puts(out, ",\n");
    }
}

static void put_claims(const Knowledge *k, Buf *out)
{
    buf_format(out, "  \"claims\": [%s", k->ua ? "\"PDF/UA-1\"" : "");
    if (k->archive.n) {
        buf_puts(out, k->ua ? ", " : "");
        json_string(out, k->archive);
    }
    buf_format(out, "],\n  \"makes_pdf\": %s,\n", k->errors + k->other_errors ? "false" : "true");
}

static void put_counts(const Knowledge *k, Buf *out)
{
    const ContentCounts *c = &k->counts;
    const struct {
        const char *name;
        int n;
    } numbers[] = {
        {"pages", c->pages},
        {"landscape_pages", c->landscape},
        {"headings", c->headings},
        {"tables", c->tables},
        {"data_tables", c->data_tables},
        {"figures", c->figures},
        {"figures_with_alt", c->described},
        {"figures_decorative", c->decorative},
        {"links", c->links},
        {"internal_links", c->references},
        {"notes", c->notes},
        {"lists", c->lists},
    };
    buf_puts(out, "  \"counts\": {");
    for (int i = 0; i < COUNT(numbers); i++) {
        put_number(out, numbers[i].name, numbers[i].n);
        buf_puts(out, ", ");
    }
    buf_format(out, "\"smallest_text_pt\": %d.%02d, \"languages\": [", c->smallest_text / 100, c->smallest_text % 100);
    for (int i = 0; i < c->languages.n; i++) {
        buf_puts(out, i ? ", " : "");
        json_string(out, c->languages.at[i]);
    }
    buf_puts(out, "]},\n");
}

static const char *severity_word(Code code)
{
    static const char *const words[] = {"info", "warning", "error", "fatal"};
    return words[code_severity(code)];
}

static void put_findings(const Knowledge *k, Buf *out)
{
    buf_puts(out, "  \"findings\": [");
    for (int i = 0; i < k->nfindings; i++) {
        const DiagView *f = &k->findings[i];
        buf_format(out, "%s\n    {\"code\": \"%s\", \"severity\": \"%s\", ", i ? "," : "", code_name(f->code),
                   severity_word(f->code));
        put_field(out, "file", diag_path(k->job->diag, f->pos.file));
        buf_format(out, ", \"line\": %d, \"column\": %d, ", (int)f->pos.line, (int)f->pos.col);
        put_field(out, "message", f->message);
        buf_char(out, '}');
    }
    buf_puts(out, k->nfindings ? "\n  ],\n" : "],\n");
}

static void put_contrast(const Knowledge *k, Buf *out)
{
    buf_puts(out, "  \"contrast\": [");
    for (int i = 0; i < k->job->ncontrast; i++) {
        const ContrastPair *p = &k->job->contrast[i];
        buf_puts(out, i ? ",\n    {" : "\n    {");
        put_field(out, "text", accessibility_ground(k, p->text));
        buf_puts(out, ", ");
        put_field(out, "ground", accessibility_ground(k, p->ground));
        buf_puts(out, ", ");
        put_field(out, "example", p->style);
        buf_format(out, ", \"ratio\": %d.%02d, \"needed\": %d.%d}", p->ratio / 100, p->ratio % 100, p->needed / 100,
                   p->needed % 100 / 10);
    }
    buf_puts(out, k->job->ncontrast ? "\n  ],\n" : "],\n");
}

static void put_ids(Buf *out, const char *ids)
{
    Str rest = str_c(ids), id;
    buf_puts(out, "\"conditions\": [");
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, ' ', &id, &rest);
        json_string(out, id);
        buf_puts(out, more ? ", " : "");
    }
    buf_puts(out, "], ");
}

static void put_conditions(const Knowledge *k, Buf *out)
{
    buf_puts(out, "  \"matterhorn\": [");
    for (int i = 0; i < k->nverdicts; i++) {
        const Verdict *v = &k->verdicts[i];
        const Condition *c = v->condition;
        buf_format(out, "%s\n    {\"checkpoint\": %d, ", i ? "," : "", c->checkpoint);
        put_field(out, "name", str_c(c->name));
        buf_puts(out, ", ");
        put_ids(out, c->ids);
        buf_format(out, "\"standing\": \"%s\", \"findings\": %d, ", standing_id(v->standing), v->findings);
        put_field(out, "meaning", str_c(c->meaning));
        buf_puts(out, ", ");
        put_field(out, "evidence", str_c(c->evidence));
        buf_char(out, '}');
    }
    buf_puts(out, "\n  ],\n");
}

void accessibility_json(const Knowledge *k, Buf *out)
{
    buf_puts(out, "{\n");
    put_document(k, out);
    put_claims(k, out);
    put_counts(k, out);
    put_findings(k, out);
    put_contrast(k, out);
    put_conditions(k, out);
    buf_puts(out, "  \"limits\": [");
    for (int i = 0; i < k->nlimits; i++) {
        buf_puts(out, i ? ", " : "");
        json_string(out, k->limits[i]);
    }
    buf_puts(out, "],\n  ");
    put_field(out, "statement", k->statement);
    buf_puts(out, "\n}\n");
}
