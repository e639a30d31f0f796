/* A whole document, from its folder to its PDF. The input is its files one after another, each behind a line
 * "%%% name"; what stands before the first such line is left out, and so are files whose names could leave the folder.
 */
#include "fuzz_help.h"

#include <string.h>

#define MARK "%%% "
#define MOST_FILES 20

static bool is_name(const char *name, size_t n)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    return n > 0 && n < 60 && name[0] != '.' && strspn(name, allowed) >= n;
}

/* The next mark at the start of a line, or the end. */
static const char *next_mark(const char *at, const char *begin, const char *end)
{
    for (; at < end; at++)
        if ((at == begin || at[-1] == '\n') && (size_t)(end - at) > strlen(MARK) && !memcmp(at, MARK, strlen(MARK)))
            return at;
    return end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *begin = (const char *)data, *end = begin + size;
    document_clear();
    const char *at = next_mark(begin, begin, end);
    for (int files = 0; at < end && files < MOST_FILES; files++) {
        const char *name = at + strlen(MARK), *line_end = memchr(name, '\n', (size_t)(end - name));
        if (!line_end)
            break;
        const char *next = next_mark(line_end, begin, end);
        char copy[64] = "";
        size_t n = (size_t)(line_end - name);
        if (n < sizeof copy)
            memcpy(copy, name, n);
        if (is_name(copy, n))
            document_file(copy, line_end + 1, next > line_end ? (size_t)(next - line_end - 1) : 0);
        at = next;
    }
    document_run(DEPTH_PDF);
    return 0;
}
