/* Completion in fish: a line for each verb, and for each option with the verbs that have it. */
#include "app/command/completions_private.h"

static const char BEGIN[] = "# Completion of planpress in fish; printed by `planpress completions fish`.\n"
                            "\n"
                            "# The first word that is no option.\n"
                            "function __planpress_verb\n"
                            "    for word in (commandline -opc)[2..]\n"
                            "        if not string match -q -- '-*' $word\n"
                            "            echo $word\n"
                            "            return\n"
                            "        end\n"
                            "    end\n"
                            "end\n"
                            "\n"
                            "function __planpress_begins\n"
                            "    test -z (__planpress_verb | string collect --allow-empty)\n"
                            "end\n"
                            "\n"
                            "function __planpress_on\n"
                            "    set -l verb (__planpress_verb)\n"
                            "    test -n \"$verb\"; and contains -- \"$verb\" $argv\n"
                            "end\n"
                            "\n"
                            "# Words that planpress knows in this folder.\n"
                            "function __planpress_ask\n"
                            "    set -l program (commandline -opc)[1]\n"
                            "    eval $program completions $argv 2>/dev/null\n"
                            "end\n"
                            "\n"
                            "complete -c planpress -f\n";

/* The words to offer as fish's -a takes them; false: there are none. */
static bool put_offer(Buf *out, CompletionKind kind, const Strs *words)
{
    if (asked_for(kind))
        buf_format(out, "'(__planpress_ask %s)'", asked_for(kind));
    else if (kind == WORD_FOLDER)
        buf_puts(out, "'(__fish_complete_directories)'");
    else if (kind == WORD_CHOICE || kind == WORD_LIST) {
        buf_puts(out, kind == WORD_LIST ? "'(__fish_complete_list , \"string split \\\" \\\" \\\"" : "'");
        put_words(out, words, " ");
        buf_puts(out, kind == WORD_LIST ? "\\\"\")'" : "'");
    } else
        return false;
    return true;
}

static void put_condition(Buf *out, unsigned verbs)
{
    buf_puts(out, "complete -c planpress");
    if (verbs == ANYWHERE)
        return;
    buf_puts(out, " -n '__planpress_on");
    for (int v = 0; v < VERB_COUNT; v++)
        if (verbs & ON(v))
            buf_format(out, " %s", VERBS[v].name);
    buf_char(out, '\'');
}

static void put_option(Arena *a, Buf *out, OptionId id)
{
    const OptionEntry *o = &OPTIONS[id];
    Strs words = option_words(a, id);
    put_condition(out, o->verbs);
    if (o->letter)
        buf_format(out, " -s %c", o->letter);
    buf_format(out, " -l %s", o->name);
    if (o->value)
        buf_puts(out, o->kind == WORD_FILE ? " -r -F" : " -x");
    Buf offer = {0};
    if (put_offer(&offer, o->kind, &words))
        buf_format(out, " -a " STR_FMT, STR_ARG(buf_view(&offer)));
    buf_free(&offer);
    buf_puts(out, " -d ");
    put_quoted(out, o->summary, "\\", QUOTE_FISH);
    buf_char(out, '\n');
}

static void put_argument(Arena *a, Buf *out, Verb verb)
{
    const VerbEntry *v = &VERBS[verb];
    Strs words = v->argument == WORD_CHOICE ? words_of(a, v->arguments) : (Strs){0};
    if (v->argument == WORD_FILE || v->argument == WORD_DOCUMENT) { /* documents may lie anywhere */
        put_condition(out, ON(verb));
        buf_puts(out, " -F\n");
    }
    for (int other = 0; v->argument == WORD_VERB && other < VERB_COUNT; other++)
        VEC_PUSH(a, &words, str_c(VERBS[other].name));
    Buf offer = {0};
    if (put_offer(&offer, v->argument == WORD_VERB ? WORD_CHOICE : v->argument, &words)) {
        put_condition(out, ON(verb));
        buf_format(out, " -a " STR_FMT "\n", STR_ARG(buf_view(&offer)));
    }
    buf_free(&offer);
}

void put_fish(Arena *a, Buf *out)
{
    buf_puts(out, BEGIN);
    for (int v = 0; v < VERB_COUNT; v++) {
        buf_format(out, "complete -c planpress -n __planpress_begins -a %s -d ", VERBS[v].name);
        put_quoted(out, VERBS[v].summary, "\\", QUOTE_FISH);
        buf_char(out, '\n');
    }
    for (int v = 0; v < VERB_COUNT; v++)
        put_argument(a, out, (Verb)v);
    for (int i = 0; i < OPTION_COUNT; i++)
        put_option(a, out, (OptionId)i);
}
