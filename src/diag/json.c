/* Findings for programs.
 *
 * JSON has one object per finding, each on its own line, so that a reader need not wait for the end. Each states its
 * schema, which grows only by new names. Lines and columns count from 1, columns in code points. An unknown line or
 * column is omitted, and so is the path of a finding without a file. A cell of a workbook has its name instead. The
 * first span is the error, the others are related places.
 *
 * Code hosts and editors read SARIF 2.1.0. A result's fingerprint uses only what stays when lines are inserted above
 * it: code, path, message, the line itself, and the number of identical ones before it. */
#include "diag/diag_private.h"
#include "base/ascii.h"
#include "base/encode/json.h"

/* --- JSON ----------------------------------------------------------------- */

static void put_span(const Diag *d, Pos pos, Str label, bool primary, Buf *out)
{
    Str source;
    buf_format(out, "{\"primary\":%s", primary ? "true" : "false");
    if (pos.file >= 1) {
        buf_puts(out, ",\"path\":");
        json_string(out, diag_path(d, pos.file));
    }
    Buf cell = {0};
    if (put_cell_place(d, pos, &cell)) {
        buf_puts(out, ",\"cell\":");
        json_string(out, buf_view(&cell));
    } else if (pos.file >= 1 && pos.line > 0) {
        buf_format(out, ",\"line\":%d", (int)pos.line);
        if (pos.col > 0)
            buf_format(out, ",\"column\":%d,\"length\":%d", (int)pos.col, int_max(pos.len, 1));
    }
    buf_free(&cell);
    if (label.n) {
        buf_puts(out, ",\"label\":");
        json_string(out, label);
    }
    if (diag_line(d, pos.file, pos.line, &source)) {
        buf_puts(out, ",\"source\":");
        json_string(out, source);
    }
    buf_char(out, '}');
}

void put_json(const Diag *d, const DiagEntry *e, Buf *out)
{
    buf_format(out, "{\"schema\":1,\"kind\":\"finding\",\"severity\":\"%s\",\"code\":\"%s\",\"message\":",
               severity_word(code_severity(e->code)), code_name(e->code));
    json_string(out, e->message);
    buf_puts(out, ",\"column_unit\":\"code point\",\"spans\":[");
    put_span(d, e->pos, STR(""), true, out);
    for (const DiagNote *note = e->first_note; note; note = note->next) {
        if (note->help)
            continue;
        buf_char(out, ',');
        put_span(d, note->pos, note->text, false, out);
    }
    buf_puts(out, "],\"help\":[");
    bool first = true;
    for (const DiagNote *note = e->first_note; note; note = note->next) {
        if (!note->help)
            continue;
        if (!first)
            buf_char(out, ',');
        first = false;
        json_string(out, note->text);
    }
    buf_puts(out, "]}\n");
}

/* --- SARIF ---------------------------------------------------------------- */

/* A path as a URI reference: relative if it is relative, otherwise a file URI. */
static void put_uri(Str path, Buf *out)
{
    buf_char(out, '"');
    if (str_starts(path, "/"))
        buf_puts(out, "file://");
    for (int i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool plain = is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
        if (plain)
            buf_char(out, c);
        else
            buf_format(out, "%%%02X", (unsigned)(uint8_t)c);
    }
    buf_char(out, '"');
}

static void put_text_object(const char *name, Str text, Buf *out)
{
    buf_format(out, "\"%s\":{\"text\":", name);
    json_string(out, text);
    buf_char(out, '}');
}

static void put_location(const Diag *d, Pos pos, Str message, Buf *out)
{
    Str source;
    buf_puts(out, "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    put_uri(diag_path(d, pos.file), out);
    buf_char(out, '}');
    Buf cell = {0};
    bool in_sheet = put_cell_place(d, pos, &cell);
    if (pos.line > 0 && !in_sheet) {
        buf_format(out, ",\"region\":{\"startLine\":%d", (int)pos.line);
        if (pos.col > 0)
            buf_format(out, ",\"startColumn\":%d,\"endColumn\":%d", (int)pos.col, (int)pos.col + int_max(pos.len, 1));
        if (diag_line(d, pos.file, pos.line, &source)) {
            buf_char(out, ',');
            put_text_object("snippet", source, out);
        }
        buf_char(out, '}');
    }
    buf_char(out, '}');
    if (in_sheet) {
        buf_puts(out, ",\"logicalLocations\":[{\"fullyQualifiedName\":");
        json_string(out, buf_view(&cell));
        buf_puts(out, "}]");
    }
    buf_free(&cell);
    if (message.n) {
        buf_char(out, ',');
        put_text_object("message", message, out);
    }
    buf_char(out, '}');
}

Str sarif_fingerprint(const Diag *d, const DiagEntry *e, Arena *a, Map *seen)
{
    Str source = STR("");
    diag_line(d, e->pos.file, e->pos.line, &source);
    Str key = str_format(a, "%s\n" STR_FMT "\n" STR_FMT "\n" STR_FMT, code_name(e->code),
                         STR_ARG(diag_path(d, e->pos.file)), STR_ARG(e->message), STR_ARG(str_trim(source)));
    int *count = map_find(seen, key);
    if (!count) {
        count = NEW(a, int);
        map_put(a, seen, key, count);
    }
    return str_format(a, "%016llx:%d", (unsigned long long)str_hash(key), ++*count);
}

static const char *sarif_level(Severity severity)
{
    return severity == SEV_INFO ? "note" : severity_word(severity);
}

/* The message with its help. */
static void put_message(const DiagEntry *e, Buf *out)
{
    Buf text = {0};
    buf_str(&text, e->message);
    for (const DiagNote *note = e->first_note; note; note = note->next)
        if (note->help)
            buf_format(&text, "; " STR_FMT, STR_ARG(note->text));
    put_text_object("message", buf_view(&text), out);
    buf_free(&text);
}

void put_sarif_result(const Diag *d, const DiagEntry *e, int rule, Str fingerprint, Buf *out)
{
    buf_format(out, "{\"ruleId\":\"%s\",\"ruleIndex\":%d,\"level\":\"%s\",", code_name(e->code), rule,
               sarif_level(code_severity(e->code)));
    put_message(e, out);
    if (e->pos.file >= 1) {
        buf_puts(out, ",\"locations\":[");
        put_location(d, e->pos, STR(""), out);
        buf_char(out, ']');
    }
    int related = 0;
    for (const DiagNote *note = e->first_note; note; note = note->next) {
        if (note->help || note->pos.file < 1)
            continue;
        buf_puts(out, related++ ? "," : ",\"relatedLocations\":[");
        put_location(d, note->pos, note->text, out);
    }
    if (related)
        buf_char(out, ']');
    buf_puts(out, ",\"partialFingerprints\":{\"planpressFinding/v1\":");
    json_string(out, fingerprint);
    buf_puts(out, "}}");
}

void put_sarif_rule(Code code, Buf *out)
{
    buf_format(out, "{\"id\":\"%s\",", code_name(code));
    put_text_object("shortDescription", str_c(code_meaning(code)), out);
    buf_format(out, ",\"defaultConfiguration\":{\"level\":\"%s\"},", sarif_level(code_severity(code)));
    Buf help = {0};
    code_explain(code, &help);
    put_text_object("help", buf_view(&help), out);
    buf_free(&help);
    buf_char(out, '}');
}
