/* signed-off.xml as text for review: a line for each row and each paragraph, so that the difference between two
 * versions is the figures that changed. */
#include "check/signed/signed_private.h"

static void put_attribute(Buf *out, const char *name, Str value)
{
    if (!value.n)
        return;
    buf_format(out, " %s=\"", name);
    buf_xml(out, value);
    buf_char(out, '"');
}

static void put_list(Buf *out, const SignedLine *l)
{
    for (int i = 0; i < l->nfigures; i++) {
        buf_puts(out, i ? SIGNED_JOIN : "");
        buf_xml(out, l->figures[i].text);
    }
}

static void put_cells(Buf *out, const SignedLine *l)
{
    for (int i = 0; i < l->nfigures; i++) {
        if (l->figures[i].text.n) {
            buf_puts(out, "<cell>");
            buf_xml(out, l->figures[i].text);
            buf_puts(out, "</cell>");
        } else {
            buf_puts(out, "<cell/>");
        }
    }
}

static void put_line(Buf *out, const SignedPart *p, const SignedLine *l)
{
    static const char *const elements[] = {[SIGNED_WORDS] = "words", [SIGNED_COLUMN] = "column", [SIGNED_ROW] = "row"};
    buf_format(out, "    <%s", elements[l->kind]);
    if (l->kind == SIGNED_WORDS)
        put_attribute(out, p->kind == SIGNED_SECTION ? "at" : "of", l->key);
    else
        put_attribute(out, l->named_by, l->key);
    put_attribute(out, "unit", l->unit);
    if (!l->nfigures) {
        buf_puts(out, "/>\n");
        return;
    }
    buf_char(out, '>');
    if (l->kind == SIGNED_ROW)
        put_cells(out, l);
    else
        put_list(out, l);
    buf_format(out, "</%s>\n", elements[l->kind]);
}

static void put_part(Buf *out, const SignedPart *p)
{
    const char *element = signed_part_kind(p->kind);
    buf_format(out, "  <%s", element);
    put_attribute(out, p->kind == SIGNED_SECTION ? "file" : "id", p->name);
    put_attribute(out, "file", p->file);
    put_attribute(out, "by", p->by);
    put_attribute(out, "on", p->on);
    buf_puts(out, ">\n");
    for (int i = 0; i < p->nlines; i++)
        put_line(out, p, &p->lines[i]);
    buf_format(out, "  </%s>\n", element);
}

void signed_write(const SignedRecord *r, Buf *out)
{
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<signed-off version=\"1\">\n");
    for (int i = 0; i < r->nparts; i++)
        put_part(out, &r->parts[i]);
    buf_puts(out, "</signed-off>\n");
}

int signed_by(Arena *a, const SignedRecord *was, SignedRecord *now, const Signature *signature)
{
    int changed = 0;
    for (int i = 0; i < now->nparts; i++) {
        SignedPart *part = &now->parts[i];
        const SignedPart *before = signed_part(was, part->kind, part->name);
        SignedDifferences found = {0};
        if (before)
            signed_differences(a, before, part, &found);
        bool same = before && !found.n;
        part->by = same ? before->by : signature->by;
        part->on = same ? before->on : signature->on;
        changed += !same;
    }
    return changed;
}
