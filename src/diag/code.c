/* Looks up codes in diagnostics.def, and writes `planpress explain` in paragraphs wrapped for a terminal. */
#include "diag/diag.h"

#include <strings.h>

#include "base/utf8.h"

enum { WIDTH = 78 };

typedef struct Diagnostic {
    Severity severity;
    const char *name, *meaning, *behind, *example, *mend, *matterhorn;
} Diagnostic;

static const Diagnostic DIAGNOSTICS[CODE_COUNT] = {
#define DIAGNOSTIC(id, severity, meaning, behind, example, mend, matterhorn) \
    {severity, #id, meaning, behind, example, mend, matterhorn},
#include "diag/diagnostics.def"
#undef DIAGNOSTIC
};

const char *code_name(Code code)
{
    return DIAGNOSTICS[code].name;
}

Severity code_severity(Code code)
{
    return DIAGNOSTICS[code].severity;
}

const char *code_meaning(Code code)
{
    return DIAGNOSTICS[code].meaning;
}

Str code_matterhorn(Code code)
{
    return str_c(DIAGNOSTICS[code].matterhorn);
}

bool code_find(Str name, Code *out)
{
    for (int i = 0; i < CODE_COUNT; i++) {
        Str known = str_c(DIAGNOSTICS[i].name);
        if (known.n != name.n || strncasecmp(known.p, name.p, (size_t)name.n) != 0)
            continue;
        *out = (Code)i;
        return true;
    }
    return false;
}

/* Puts words into lines of at most WIDTH, each indented. */
static void put_wrapped(Str text, const char *indent, Buf *out)
{
    int column = 0;
    for (Str word; text.n > 0;) {
        str_cut(text, ' ', &word, &text);
        int width = utf8_count(word);
        if (column > 0 && column + 1 + width > WIDTH) {
            buf_char(out, '\n');
            column = 0;
        }
        buf_puts(out, column ? " " : indent);
        column += (column ? 1 : (int)str_c(indent).n) + width;
        buf_str(out, word);
    }
    buf_char(out, '\n');
}

static void put_lines(Str text, const char *indent, Buf *out)
{
    for (Str line; text.n > 0;) {
        str_cut(text, '\n', &line, &text);
        if (line.n)
            buf_puts(out, indent);
        buf_str(out, line);
        buf_char(out, '\n');
    }
}

void code_explain(Code code, Buf *out)
{
    static const char *const words[] = {"info", "warning", "error", "error"};
    const Diagnostic *d = &DIAGNOSTICS[code];
    buf_format(out, "%s (%s): %s\n\n", d->name, words[d->severity], d->meaning);
    put_wrapped(str_c(d->behind), "", out);
    if (*d->example) {
        buf_puts(out, "\nFor example:\n\n");
        put_lines(str_c(d->example), "    ", out);
    }
    buf_puts(out, "\nWhat to do:\n\n");
    put_wrapped(str_c(d->mend), "  ", out);
    if (*d->matterhorn)
        buf_format(out, "\nMatterhorn Protocol 1.1: %s\n", d->matterhorn);
}
