/* The help, in lines for a terminal: of the whole program, or of one verb. */
#include "app/command/help.h"

#include <string.h>

#include "app/command/table.h"

enum { HELP_WIDTH = 97 };

static void print_options(FILE *out, unsigned verbs)
{
    fputs("\nOptions:\n", out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionEntry *o = &OPTIONS[i];
        if (!(o->verbs & verbs))
            continue;
        char left[64];
        char letter[] = {'-', o->letter, ',', 0};
        snprintf(left, sizeof left, "%3s --%s%s%s", o->letter ? letter : "", o->name, o->value ? "=" : "",
                 o->value ? o->value : "");
        fprintf(out, "  %-*s %s\n", verbs == ANYWHERE ? 41 : 33, left, o->summary);
    }
}

static void print_verbs(FILE *out)
{
    fprintf(out, "%s\n\nUsage: planpress VERB [OPTION…] [ARGUMENT…]\n\nVerbs:\n", ABOUT);
    for (int i = 0; i < VERB_COUNT; i++) {
        Str arguments = str_c(VERBS[i].arguments);
        int wide = str_find(arguments, "…") >= 0 ? 2 : 0; /* bytes of the ellipsis beyond its one column */
        fprintf(out, "  %-11s %-*s %s\n", VERBS[i].name, 13 + wide, VERBS[i].arguments, VERBS[i].summary);
    }
}

static void print_examples(FILE *out)
{
    fputs("\nExamples:\n", out);
    for (int i = 0; i < EXAMPLE_COUNT; i++)
        fprintf(out, "  %-*s %s\n", 47, EXAMPLES[i].name, EXAMPLES[i].meaning);
}

/* Words with a space between them, in lines of HELP_WIDTH. */
static void print_wrapped(FILE *out, Str text)
{
    Str word;
    for (int column = 0; text.n > 0; column += word.n) {
        str_cut(text, ' ', &word, &text);
        bool fits = column + 1 + word.n <= HELP_WIDTH;
        if (column > 0)
            fputc(fits ? ' ' : '\n', out);
        column = fits && column > 0 ? column + 1 : fits ? column : 0;
        fwrite(word.p, 1, (size_t)word.n, out);
    }
    fputc('\n', out);
}

static void print_statuses(FILE *out)
{
    Buf text = {0};
    buf_puts(&text, "Exit status:");
    for (int i = 0; i < STATUS_COUNT; i++)
        buf_format(&text, " %d %s%s", i, STATUSES[i], i + 1 < STATUS_COUNT ? ";" : ".");
    buf_format(&text, " %s", STATUSES_TOGETHER);
    fputc('\n', out);
    print_wrapped(out, buf_view(&text));
    buf_free(&text);
}

void options_help(FILE *out, Verb verb)
{
    if (verb == VERB_COUNT) {
        print_verbs(out);
        print_options(out, ANYWHERE);
    } else {
        const VerbEntry *v = &VERBS[verb];
        fprintf(out, "planpress %s: %s\n\nUsage: planpress %s [OPTION…]%s%s\n", v->name, v->summary, v->name,
                *v->arguments ? " " : "", v->arguments);
        if (*v->details)
            fprintf(out, "\n%s", v->details);
        print_options(out, ON(verb));
    }
    if (verb != VERB_COUNT && verb != VERB_BUILD)
        return;
    print_examples(out);
    print_statuses(out);
}
