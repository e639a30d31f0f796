/* Findings as GitLab shows them beside the changes of a merge request: an array of Code Quality. Each has a path and a
 * line, so what belongs to no file belongs to the folder, and what belongs to no line to the first. */
#include "diag/diag_private.h"
#include "base/encode/json.h"

static const char *gitlab_severity(Severity severity)
{
    static const char *const words[] =
        {[SEV_INFO] = "info", [SEV_WARNING] = "minor", [SEV_ERROR] = "major", [SEV_FATAL] = "critical"};
    return words[severity];
}

/* The message, after the cell of a workbook, with its help. */
static void put_description(const Diag *d, const DiagEntry *e, Buf *out)
{
    Buf text = {0};
    if (put_cell_place(d, e->pos, &text))
        buf_puts(&text, ": ");
    buf_str(&text, e->message);
    for (const DiagNote *note = e->first_note; note; note = note->next)
        if (note->help)
            buf_format(&text, " (" STR_FMT ")", STR_ARG(note->text));
    json_string(out, buf_view(&text));
    buf_free(&text);
}

void put_gitlab(const Diag *d, const DiagEntry *e, Str fingerprint, Buf *out)
{
    bool in_line = e->pos.file >= 1 && e->pos.line > 0 && !diag_sheet_name(d, e->pos.file).n;
    buf_puts(out, "{\"description\":");
    put_description(d, e, out);
    buf_format(out, ",\"check_name\":\"%s\",\"fingerprint\":", code_name(e->code));
    json_string(out, fingerprint);
    buf_format(out, ",\"severity\":\"%s\",\"location\":{\"path\":", gitlab_severity(code_severity(e->code)));
    json_string(out, e->pos.file >= 1 ? diag_path(d, e->pos.file) : STR("."));
    buf_format(out, ",\"lines\":{\"begin\":%d}}}", in_line ? (int)e->pos.line : 1);
}
