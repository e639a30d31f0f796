/* Attributes of a template as values: lengths, colours, swatches, choices.
 *
 * The schema decides which attributes are allowed where. Their contents are read here, because "expected a length
 * such as 24mm" helps a designer more than a schema's pattern. An invalid value is TPL004 with the caret under it,
 * and the earlier value stays: the default, or that of the extended template. */
#include "read/template/template_private.h"

#include "base/ascii.h"
#include "base/len.h"
#include "base/str.h"

const Choice align_choices[4] = {
    {"left", ALIGN_LEFT},
    {"justify", ALIGN_JUSTIFY},
    {"centre", ALIGN_CENTRE},
    {"right", ALIGN_RIGHT},
};

Pos attr_place(const Build *b, const XmlNode *e, const char *name)
{
    Pos pos = xml_attr_pos(e, b->file, name);
    int length = xml_attr(b->r, e, name).n;
    if (length > 0)
        pos.len = length;
    return pos;
}

/* False, for readers to give. */
bool unreadable(Build *b, const XmlNode *e, const char *name, const char *expected)
{
    diag(b->r->diag, TPL004, attr_place(b, e, name), "%s=\"" STR_FMT "\" is not valid; expected %s", name,
         STR_ARG(xml_attr(b->r, e, name)), expected);
    return false;
}

void report_unknown(Build *b, Pos pos, const char *what, Str name, const Map *known)
{
    diag(b->r->diag, TPL003, pos, "unknown %s \"" STR_FMT "\"", what, STR_ARG(name));
    diag_nearest_key(b->r->diag, name, known);
}

void use_name(Build *b, UseKind kind, Str name, Pos pos)
{
    VEC_PUSH(b->r->job, &b->uses, (Use){kind, name, pos});
}

bool next_word(Str *rest, Str *word)
{
    *rest = str_trim(*rest);
    int n = 0;
    while (n < rest->n && !is_space(rest->p[n]))
        n++;
    *word = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->n);
    return n > 0;
}

/* --- words ------------------------------------------------------------ */

bool read_text(Build *b, const XmlNode *e, const char *name, Str *out)
{
    if (!xml_has(e, name))
        return false;
    *out = xml_attr(b->r, e, name);
    return true;
}

bool read_yes_no(Build *b, const XmlNode *e, const char *name, bool *out)
{
    if (!xml_has(e, name))
        return false;
    Str value = xml_attr(b->r, e, name);
    if (!str_is(value, "yes") && !str_is(value, "no"))
        return unreadable(b, e, name, "yes or no");
    *out = str_is(value, "yes");
    return true;
}

int read_choice(Build *b, const XmlNode *e, const char *name, Choices choices, int otherwise)
{
    if (!xml_has(e, name))
        return otherwise;
    Str value = xml_attr(b->r, e, name);
    Buf list = {0};
    for (int i = 0; i < choices.n; i++) {
        if (str_is(value, choices.at[i].name)) {
            buf_free(&list);
            return choices.at[i].value;
        }
        buf_format(&list, "%s%s", i == 0 ? "" : i + 1 == choices.n ? " or " : ", ", choices.at[i].name);
    }
    buf_char(&list, '\0');
    unreadable(b, e, name, list.p);
    buf_free(&list);
    return otherwise;
}

/* --- numbers and lengths ---------------------------------------------- */

bool read_number(Build *b, const XmlNode *e, const char *name, Range range, int *out)
{
    int value;
    if (!xml_has(e, name))
        return false;
    if (str_to_int(xml_attr(b->r, e, name), &value) && value >= range.least && value <= range.most) {
        *out = value;
        return true;
    }
    Str expected = str_format(b->r->job, "a whole number from %d to %d", range.least, range.most);
    return unreadable(b, e, name, expected.p);
}

bool read_offset(Build *b, const XmlNode *e, const char *name, Len *out)
{
    if (!xml_has(e, name))
        return false;
    return len_parse(xml_attr(b->r, e, name), out) || unreadable(b, e, name, "a length such as 24mm or 11pt");
}

bool read_length(Build *b, const XmlNode *e, const char *name, Len *out)
{
    Len value;
    if (!xml_has(e, name))
        return false;
    if (!len_parse(xml_attr(b->r, e, name), &value) || value < 0)
        return unreadable(b, e, name, "a length such as 24mm or 11pt, not below 0");
    *out = value;
    return true;
}

/* "65%" or "62.5%" in 1/1024, read as points, which are exact in the same way. */
static bool parse_share(Str s, Len *out)
{
    Len points;
    char number[16];
    if (s.n < 2 || s.n > 12 || s.p[s.n - 1] != '%')
        return false;
    int n = 0;
    for (; n < s.n - 1; n++)
        number[n] = s.p[n];
    number[n++] = 'p';
    number[n++] = 't';
    if (!len_parse((Str){number, n}, &points))
        return false;
    *out = len_scale(points, 1, 100);
    return true;
}

bool read_thousandths(Build *b, const XmlNode *e, const char *name, Range range, int *out)
{
    Len share;
    if (!xml_has(e, name))
        return false;
    bool is_share = parse_share(xml_attr(b->r, e, name), &share);
    int value = is_share ? (int)(((int64_t)share * 2000 + (share < 0 ? -LEN_PT : LEN_PT)) / (INT64_C(2) * LEN_PT)) : 0;
    if (is_share && value >= range.least && value <= range.most) {
        *out = value;
        return true;
    }
    Str expected = str_format(b->r->job, "a percentage from %d%% to %d%%", range.least / 10, range.most / 10);
    return unreadable(b, e, name, expected.p);
}

bool read_length_or_share(Build *b, const XmlNode *e, const char *name, Len *out, bool *share)
{
    if (!xml_has(e, name))
        return false;
    Str value = xml_attr(b->r, e, name);
    *share = parse_share(value, out);
    return *share || len_parse(value, out)
           || unreadable(b, e, name, "a length such as 11pt, or a percentage of the size such as 65%");
}

/* --- colours ---------------------------------------------------------- */

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool parse_rgb(Str s, uint8_t rgb[3])
{
    if (s.n != 7 || s.p[0] != '#')
        return false;
    for (int i = 1; i < 7; i++)
        if (hex_digit(s.p[i]) < 0)
            return false;
    for (int i = 0; i < 3; i++)
        rgb[i] = (uint8_t)(hex_digit(s.p[1 + 2 * i]) << 4 | hex_digit(s.p[2 + 2 * i]));
    return true;
}

bool parse_cmyk(Str s, uint8_t cmyk[4])
{
    Str rest = s, word;
    for (int i = 0; i < 4; i++) {
        int value;
        if (!next_word(&rest, &word) || !str_to_int(word, &value) || value < 0 || value > 100)
            return false;
        cmyk[i] = (uint8_t)value;
    }
    return str_trim(rest).n == 0;
}

bool read_swatch(Build *b, const XmlNode *e, const char *name, Swatch *out)
{
    if (!xml_has(e, name))
        return false;
    Str value = xml_attr(b->r, e, name);
    if (str_is(value, "none")) {
        *out = SWATCH_NONE;
        return true;
    }
    int found = map_number(&b->swatch_names, value);
    if (found < 0) {
        report_unknown(b, attr_place(b, e, name), "swatch", value, &b->swatch_names);
        return false;
    }
    *out = (Swatch)found;
    return true;
}
