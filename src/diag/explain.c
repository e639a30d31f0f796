/* What there is to know of each code: its meaning from codes.def, and from explain.def what is behind it, an example,
 * and how to mend it, in paragraphs wrapped for a terminal. */
#include "diag/diag.h"

#include "base/utf8.h"

enum { WIDTH = 78 };

typedef struct Explanation {
    const char *behind, *example, *mend;
} Explanation;

static const Explanation EXPLANATIONS[CODE_COUNT] = {
#define EXPLAIN(id, behind, example, mend) [id] = {behind, example, mend},
#include "diag/explain.def"
#undef EXPLAIN
};

/* Words in lines of at most WIDTH, each line indented. */
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

bool code_explain(Code code, Buf *out)
{
    static const char *const words[] = {"info", "warning", "error", "error"};
    const Explanation *e = &EXPLANATIONS[code];
    buf_format(out, "%s (%s): %s\n", code_name(code), words[code_severity(code)], code_meaning(code));
    if (!e->behind)
        return false;
    buf_char(out, '\n');
    put_wrapped(str_c(e->behind), "", out);
    if (*e->example) {
        buf_puts(out, "\nFor example:\n\n");
        put_lines(str_c(e->example), "    ", out);
    }
    buf_puts(out, "\nTo mend it:\n\n");
    put_wrapped(str_c(e->mend), "  ", out);
    return true;
}
