/* The manual page. No line of text begins with a dot or an apostrophe, a hyphen is the one that is typed, and
 * characters outside ASCII are named by their number, so that any roff reads it. It has no date: the version stands in
 * its place. */
#include <string.h>

#include "app/command/help.h"
#include "app/command/table.h"
#include "base/utf8.h"

static void put_char(Buf *out, uint32_t c)
{
    static const struct {
        char c;
        const char *roff;
    } special[] = {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
    for (int i = 0; i < COUNT(special); i++) {
        if (c != (uint32_t)special[i].c)
            continue;
        buf_puts(out, special[i].roff);
        return;
    }
    if (c >= 0x80)
        buf_format(out, "\\[u%04X]", (unsigned)c);
    else
        buf_char(out, (char)c);
}

static void put_chars(Buf *out, Str text)
{
    for (int at = 0; at < text.n;)
        put_char(out, utf8_next(text, &at));
}

/* A line of text. */
static void put_line(Buf *out, Str text)
{
    if (str_starts(text, "."))
        buf_puts(out, "\\&");
    put_chars(out, text);
    buf_char(out, '\n');
}

/* Lines that are joined; where one is empty, a paragraph begins, still below its term. */
static void put_paragraphs(Buf *out, Str text)
{
    Str line;
    while (text.n > 0) {
        str_cut(text, '\n', &line, &text);
        if (line.n)
            put_line(out, line);
        else
            buf_puts(out, ".IP\n");
    }
}

/* A phrase of the tables as a sentence. */
static void put_sentence(Buf *out, const char *phrase)
{
    Str s = str_c(phrase);
    if (s.n && s.p[0] >= 'a' && s.p[0] <= 'z') {
        buf_char(out, (char)(s.p[0] - 'a' + 'A'));
        s = str_sub(s, 1, s.n);
    }
    put_chars(out, s);
    buf_puts(out, ".\n");
}

static void put_font(Buf *out, char font, const char *text)
{
    buf_format(out, "\\f%c", font);
    put_chars(out, str_c(text));
    buf_puts(out, "\\fR");
}

static void put_heading(Buf *out)
{
    buf_puts(out, ".\\\" Printed by \"planpress man\".\n.TH PLANPRESS 1 \"\" \"planpress " PLANPRESS_VERSION
                  "\" \"User Commands\"\n.SH NAME\nplanpress \\- build typeset, accessible PDFs\n.SH SYNOPSIS\n.B "
                  "planpress\n.I VERB\n");
    put_line(out, STR("[OPTION…] [ARGUMENT…]"));
    buf_puts(out, ".SH DESCRIPTION\n");
    put_line(out, str_c(ABOUT));
}

static void put_verbs(Buf *out)
{
    buf_puts(out, ".SH VERBS\n");
    for (int i = 0; i < VERB_COUNT; i++) {
        const VerbEntry *v = &VERBS[i];
        buf_puts(out, ".TP\n");
        put_font(out, 'B', v->name);
        if (*v->arguments) {
            buf_char(out, ' ');
            put_font(out, 'I', v->arguments);
        }
        buf_char(out, '\n');
        put_sentence(out, v->summary);
        if (*v->details)
            buf_puts(out, ".IP\n");
        put_paragraphs(out, str_c(v->details));
    }
}

/* The verbs that have an option, unless all have it. */
static void put_verbs_of(Buf *out, const OptionEntry *o)
{
    int n = 0;
    for (int i = 0; i < VERB_COUNT && o->verbs != ANYWHERE; i++) {
        if (!(o->verbs & ON(i)))
            continue;
        buf_puts(out, n++ ? ", " : "For ");
        put_font(out, 'B', VERBS[i].name);
    }
    buf_puts(out, n ? ".\n" : "");
}

static void put_options(Buf *out)
{
    buf_puts(out, ".SH OPTIONS\nAn option takes its value after an equals sign or as the next word.\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionEntry *o = &OPTIONS[i];
        buf_puts(out, ".TP\n");
        if (o->letter)
            buf_format(out, "\\fB\\-%c\\fR, ", o->letter);
        buf_puts(out, "\\fB\\-\\-\\fR");
        put_font(out, 'B', o->name);
        if (o->value) {
            buf_char(out, '=');
            put_font(out, 'I', o->value);
        }
        buf_char(out, '\n');
        put_sentence(out, o->summary);
        put_verbs_of(out, o);
    }
}

static void put_statuses(Buf *out)
{
    buf_puts(out, ".SH \"EXIT STATUS\"\n");
    for (int i = 0; i < STATUS_COUNT; i++) {
        buf_format(out, ".TP\n.B %d\n", i);
        put_sentence(out, STATUSES[i]);
    }
    buf_puts(out, ".PP\n");
    put_line(out, str_c(STATUSES_TOGETHER));
}

static void put_variables(Buf *out)
{
    buf_puts(out, ".SH ENVIRONMENT\n");
    for (int i = 0; i < VARIABLE_COUNT; i++) {
        buf_puts(out, ".TP\n");
        put_font(out, 'B', VARIABLES[i].name);
        buf_char(out, '\n');
        put_line(out, str_c(VARIABLES[i].meaning));
    }
}

static void put_examples(Buf *out)
{
    buf_puts(out, ".SH EXAMPLES\n");
    for (int i = 0; i < EXAMPLE_COUNT; i++) {
        buf_puts(out, ".TP\n");
        put_font(out, 'B', EXAMPLES[i].name);
        buf_char(out, '\n');
        put_sentence(out, EXAMPLES[i].meaning);
    }
}

void manual_page(FILE *out)
{
    Buf text = {0};
    put_heading(&text);
    put_verbs(&text);
    put_options(&text);
    put_statuses(&text);
    put_variables(&text);
    put_examples(&text);
    fwrite(text.p, 1, (size_t)text.n, out);
    buf_free(&text);
}
