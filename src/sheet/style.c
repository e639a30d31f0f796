/* Number formats: what a code such as #,##0.0%;[Red]-0.0% says of a number, as far as figures need it.
 *
 * Only the first section counts, which is for positive numbers. Quoted text, escaped characters and what stands in
 * brackets are left out, but for [h], which is a time. */
#include "sheet/workbook_private.h"

#include "base/ascii.h"

typedef struct StyleScan {
    NumberStyle style;
    bool point, digits, scientific, date, time;
    int commas; /* behind the last digit */
} StyleScan;

/* How many bytes the character at i takes with what it quotes; 0: it is not quoted. */
static int quoted(Str code, int i)
{
    char c = code.p[i];
    if (c == '\\' || c == '_' || c == '*')
        return 2;
    if (c != '"')
        return 0;
    int end = str_find(str_sub(code, i + 1, code.n), "\"");
    return end < 0 ? code.n : end + 2;
}

static int bracketed(StyleScan *s, Str code, int i)
{
    int end = str_find(str_sub(code, i, code.n), "]");
    char first = i + 1 < code.n ? to_lower(code.p[i + 1]) : ']';
    if (end == 2 && (first == 'h' || first == 'm' || first == 's'))
        s->time = true;
    return end < 0 ? code.n : end + 1;
}

static void scan_digit(StyleScan *s)
{
    s->digits = true;
    s->commas = 0;
    if (s->point)
        s->style.places++;
}

static void scan(StyleScan *s, char c)
{
    switch (to_lower(c)) {
    case '0':
    case '#':
    case '?': scan_digit(s); break;
    case '.': s->point = true; break;
    case ',': s->commas += s->digits; break;
    case '%': s->style.scale += 2; break;
    case 'e': s->scientific = s->digits; break;
    case 'y':
    case 'd': s->date = true; break;
    case 'h':
    case 's': s->time = true; break;
    default: break;
    }
}

NumberStyle number_style_of(Str code)
{
    StyleScan s = {0};
    NumberStyle plain = {FORM_PLAIN, -1, 0};
    if (!code.n || str_eq_folded(str_sub(code, 0, 7), STR("General")) || str_is(code, "@"))
        return plain;
    for (int i = 0; i < code.n && code.p[i] != ';';) {
        int skip = code.p[i] == '[' ? bracketed(&s, code, i) : quoted(code, i);
        if (!skip)
            scan(&s, code.p[i]);
        i += int_max(skip, 1);
    }
    if (s.date || s.time)
        return (NumberStyle){s.date ? FORM_DATE : FORM_TIME, -1, 0};
    if (!s.digits || s.scientific)
        return plain;
    if (s.style.scale > 0)
        s.style.form = FORM_PERCENT;
    s.style.scale -= 3 * s.commas;
    return s.style;
}
