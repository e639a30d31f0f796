/* Findings as workflow commands, which GitHub reads from a log: one per line, shown beside the source line. Percent
 * signs and line ends are escaped everywhere, colons and commas in properties too. A cell of a workbook has no line, so
 * its message begins with its name. */
#include "diag/diag_private.h"

static void put_escaped(Str s, bool property, Buf *out)
{
    Buf visible = {0};
    put_visible_text(&visible, s);
    for (int i = 0; i < visible.n; i++) {
        char c = visible.p[i];
        if (c == '%' || (property && (c == ':' || c == ',')))
            buf_format(out, "%%%02X", (unsigned)(uint8_t)c);
        else
            buf_char(out, c);
    }
    buf_free(&visible);
}

static void put_property(const char *name, int value, Buf *out)
{
    if (value > 0)
        buf_format(out, ",%s=%d", name, value);
}

void put_github(const Diag *d, const DiagEntry *e, Buf *out)
{
    Severity severity = code_severity(e->code);
    Buf cell = {0};
    bool in_sheet = put_cell_place(d, e->pos, &cell);
    buf_format(out, "::%s title=%s", severity == SEV_INFO ? "notice" : severity_word(severity), code_name(e->code));
    if (e->pos.file >= 1) {
        buf_puts(out, ",file=");
        put_escaped(diag_path(d, e->pos.file), true, out);
    }
    if (e->pos.file >= 1 && !in_sheet) {
        put_property("line", e->pos.line, out);
        put_property("col", e->pos.col, out);
        if (e->pos.col > 0)
            put_property("endColumn", e->pos.col + int_max(e->pos.len, 1), out);
    }
    buf_puts(out, "::");
    if (in_sheet) {
        put_escaped(buf_view(&cell), false, out);
        buf_puts(out, ": ");
    }
    buf_free(&cell);
    put_escaped(e->message, false, out);
    for (const DiagNote *note = e->first_note; note; note = note->next) {
        if (!note->help)
            continue;
        buf_puts(out, "%0A");
        put_escaped(note->text, false, out);
    }
    buf_char(out, '\n');
}
