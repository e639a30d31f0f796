/* Rules in the form that compilers write: a target with its inputs, then each input as a target without any, so that
 * Make continues when a file is deleted.
 *
 *     out/board.pdf: content/board/document.xml \
 *       content/board/01.md
 *     content/board/01.md:
 *
 * A depfile is written on failure too, because a failed build must run again when an input is corrected. It is never
 * empty, which would mean that nothing is needed. Make cannot represent a line end in a path, so such an input is
 * omitted. */
#include "app/stamp/depfile.h"

#include <string.h>

#include "app/documents.h"
#include "base/ascii.h"
#include "doc/product.h"
#include "file/file.h"

static bool has_form(Str path)
{
    return !memchr(path.p, '\n', (size_t)path.n) && !memchr(path.p, '\r', (size_t)path.n);
}

/* As GCC does: a space and a hash get a backslash, backslashes before a space are doubled, and so is a dollar. */
static void put_path(Str path, Buf *out)
{
    for (int i = 0; i < path.n; i++) {
        char c = path.p[i];
        if (is_blank(c))
            for (int back = i - 1; back >= 0 && path.p[back] == '\\'; back--)
                buf_char(out, '\\');
        if (is_blank(c) || c == '#')
            buf_char(out, '\\');
        if (c == '$')
            buf_char(out, '$');
        buf_char(out, c);
    }
}

void depfile_rule(Str target, const Inputs *inputs, Buf *out)
{
    if (!has_form(target))
        return;
    put_path(target, out);
    buf_char(out, ':');
    for (int i = 0; i < inputs->n; i++) {
        if (!inputs->at[i].shown || !has_form(inputs->at[i].path))
            continue;
        buf_puts(out, " \\\n  ");
        put_path(inputs->at[i].path, out);
    }
    buf_char(out, '\n');
    for (int i = 0; i < inputs->n; i++) {
        if (!inputs->at[i].shown || !has_form(inputs->at[i].path))
            continue;
        put_path(inputs->at[i].path, out);
        buf_puts(out, ":\n");
    }
}

void depfile_least(const Options *options, Str path, Buf *out)
{
    Arena *a = arena_new();
    bool folder = path_is_dir(path);
    Inputs inputs = {0};
    VEC_PUSH(a, &inputs, (Input){.path = folder ? path_join(a, path, STR("document.xml")) : path, .shown = true});
    unsigned kinds = options_products(options);
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++)
        if (kinds & PRODUCT_BIT(i))
            depfile_rule(document_result(a, options, path, product_ending((ProductKind)i)), &inputs, out);
    arena_free(a);
}

void depfile_write(const Options *options, Str rules, Diag *d)
{
    Arena *a = arena_new();
    OutFile *out = outfile_open(a, options->depfile, d);
    if (out) {
        if (rules.n == 0)
            rules = STR("# no document to build\n");
        outfile_unsynced(out);
        outfile_write(out, rules.p, (size_t)rules.n);
        outfile_commit(out);
    }
    arena_free(a);
}
