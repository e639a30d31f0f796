/* Operators of a content stream, in one pass over its bytes.
 *
 * What counts is which operators there are: those that set a colour in RGB, and pictures inside the stream. So strings,
 * dictionaries and numbers are only passed over. Names of colour spaces are those of the resources, which are looked at
 * by themselves, but a few stand for spaces of the device. */
#include "press/preflight/preflight_private.h"

typedef struct Scanner {
    const uint8_t *at, *end;
    Str name; /* passed last, without its slash */
} Scanner;

static bool is_space(uint8_t c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool is_delimiter(uint8_t c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/'
           || c == '%';
}

static void pass_string(Scanner *s)
{
    int depth = 0;
    while (s->at < s->end) {
        uint8_t c = *s->at++;
        if (c == '\\' && s->at < s->end)
            s->at++;
        depth += (c == '(') - (c == ')');
        if (depth == 0)
            return;
    }
}

static void pass_until(Scanner *s, uint8_t end)
{
    while (s->at < s->end && *s->at++ != end) {
    }
}

static Str take_word(Scanner *s)
{
    const uint8_t *from = s->at;
    while (s->at < s->end && !is_space(*s->at) && !is_delimiter(*s->at))
        s->at++;
    return (Str){(const char *)from, (int)(s->at - from)};
}

static bool is_number(uint8_t c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
}

/* The next operator; empty: the end. */
static Str next_operator(Scanner *s)
{
    while (s->at < s->end) {
        uint8_t c = *s->at;
        if (c == '(') {
            pass_string(s);
        } else if (c == '%') {
            pass_until(s, '\n');
        } else if (c == '/') {
            s->at++;
            s->name = take_word(s);
        } else if (c == '<' && s->at + 1 < s->end && s->at[1] != '<') {
            pass_until(s, '>');
        } else if (is_space(c) || is_delimiter(c)) {
            s->at++;
        } else {
            Str word = take_word(s);
            if (!is_number(c))
                return word;
        }
    }
    return (Str){0};
}

static const char *fault_of(Str operator, Str name)
{
    bool space = str_is(operator, "cs") || str_is(operator, "CS");
    if (str_is(operator, "rg") || str_is(operator, "RG"))
        return "sets a colour in RGB";
    if (space && (str_is(name, "DeviceRGB") || str_is(name, "CalRGB") || str_is(name, "Lab")))
        return "sets a colour space other than the press's";
    if (str_is(operator, "BI"))
        return "has a picture in the stream itself";
    return str_is(operator, "PS") ? "has PostScript" : NULL;
}

void preflight_content(Preflight *f, Str where, Str content)
{
    Scanner s = {(const uint8_t *)content.p, (const uint8_t *)content.p + content.n, {0}};
    for (Str operator= next_operator(&s); operator.n; operator= next_operator(&s)) {
        const char *fault = operator.n == 2 ? fault_of(operator, s.name) : NULL;
        if (fault) {
            preflight_fault(f, where, "its content %s", fault);
            return;
        }
    }
}
