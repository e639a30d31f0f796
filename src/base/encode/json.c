/* JSON strings. JSON cannot represent bytes that are not UTF-8, so they are replaced. Characters that would disturb
 * a terminal are escaped, which JSON allows for any character. */
#include "base/encode/json.h"

#include "base/utf8.h"

static bool must_escape(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x061C || (cp >= 0x200B && cp <= 0x200F)
           || (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || cp == 0xFFFD;
}

void json_string(Buf *out, Str s)
{
    buf_char(out, '"');
    for (int i = 0; i < s.n;) {
        int from = i;
        uint32_t cp = utf8_next(s, &i);
        if (cp == '"' || cp == '\\')
            buf_format(out, "\\%c", (char)cp);
        else if (cp == '\n')
            buf_puts(out, "\\n");
        else if (must_escape(cp))
            buf_format(out, "\\u%04x", (unsigned)cp);
        else
            buf_put(out, s.p + from, i - from);
    }
    buf_char(out, '"');
}

void json_cstring(Buf *out, const char *s)
{
    json_string(out, str_c(s));
}
