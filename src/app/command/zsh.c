/* Completion in zsh: each verb has its options and arguments as _arguments takes them, and zsh does the rest. */
#include "app/command/completions_private.h"

static const char BEGIN[] = "#compdef planpress\n"
                            "# Completion of planpress in zsh; printed by `planpress completions zsh`.\n"
                            "\n"
                            "# Words that planpress knows in this folder: the last argument names their kind, and "
                            "those before it are for compadd.\n"
                            "_planpress_ask() {\n"
                            "  local kind=$argv[-1]\n"
                            "  local -a found\n"
                            "  found=(${(f)\"$(_call_program $kind ${(q)planpress_program} completions $kind "
                            "2>/dev/null)\"})\n"
                            "  compadd \"${(@)argv[1,-2]}\" -a found\n"
                            "}\n"
                            "\n"
                            "_planpress_documents() {\n"
                            "  _alternative 'documents:document:_planpress_ask documents' 'files:folder:_files'\n"
                            "}\n"
                            "\n";

/* The action of _arguments for a word of that kind. */
static void put_action(Buf *out, CompletionKind kind, const Strs *words)
{
    if (kind == WORD_DOCUMENT)
        buf_puts(out, "_planpress_documents");
    else if (kind == WORD_VERB)
        buf_puts(out, "_planpress_verbs");
    else if (asked_for(kind))
        buf_format(out, "_planpress_ask %s", asked_for(kind));
    else if (kind == WORD_FILE || kind == WORD_FOLDER)
        buf_puts(out, kind == WORD_FILE ? "_files" : "_files -/");
    else if (kind == WORD_CHOICE || kind == WORD_LIST) {
        buf_puts(out, kind == WORD_LIST ? "_sequence compadd - " : "(");
        put_words(out, words, " ");
        buf_puts(out, kind == WORD_LIST ? "" : ")");
    } else
        buf_char(out, ' ');
}

/* '(-o --output)'{-o+,--output=}'[summary]:DIR:action' */
static void put_option(Arena *a, Buf *out, OptionId id)
{
    const OptionEntry *o = &OPTIONS[id];
    Strs words = option_words(a, id);
    Buf rest = {0};
    buf_format(&rest, "[%s]", o->summary);
    if (o->value) {
        buf_format(&rest, ":%s:", o->kind == WORD_CHOICE ? o->name : o->value);
        put_action(&rest, o->kind, &words);
    }
    buf_puts(out, "        ");
    if (o->letter)
        buf_format(out, "'(-%c --%s)'{-%c%s,--%s%s}", o->letter, o->name, o->letter, o->value ? "+" : "", o->name,
                   o->value ? "=" : "");
    else
        buf_format(out, "--%s%s", o->name, o->value ? "=" : "");
    put_quoted(out, str_cdup(a, buf_take(&rest, a)), "", QUOTE_POSIX);
    buf_puts(out, " \\\n");
}

static void put_verbs(Buf *out)
{
    buf_puts(out, "_planpress_verbs() {\n  local -a verbs\n  verbs=(\n");
    for (int i = 0; i < VERB_COUNT; i++) {
        buf_format(out, "    %s:", VERBS[i].name);
        put_quoted(out, VERBS[i].summary, "", QUOTE_POSIX);
        buf_char(out, '\n');
    }
    buf_puts(out, "  )\n  _describe verb verbs\n}\n\n");
}

static void put_verb(Arena *a, Buf *out, Verb verb)
{
    const VerbEntry *v = &VERBS[verb];
    Strs words = v->argument == WORD_CHOICE ? words_of(a, v->arguments) : (Strs){0};
    buf_format(out, "    %s)\n      _arguments -s -S \\\n", v->name);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (OPTIONS[i].verbs & ON(verb))
            put_option(a, out, (OptionId)i);
    Buf argument = {0};
    buf_puts(&argument, "*:argument:");
    put_action(&argument, v->argument, &words);
    buf_puts(out, "        ");
    put_quoted(out, str_cdup(a, buf_take(&argument, a)), "", QUOTE_POSIX);
    buf_puts(out, "\n      ;;\n");
}

void put_zsh(Arena *a, Buf *out)
{
    buf_puts(out, BEGIN);
    put_verbs(out);
    buf_puts(out, "_planpress() {\n"
                  "  local curcontext=$curcontext state line planpress_program=${(Q)words[1]}\n"
                  "  typeset -A opt_args\n"
                  "  _arguments -C '(- *)'{-h,--help}'[print help]' '(- *)--version[print the version]' \\\n"
                  "    '1:verb:_planpress_verbs' '*::argument:->argument'\n"
                  "  [[ $state == argument ]] || return\n"
                  "  curcontext=${curcontext%:*}-$line[1]:\n"
                  "  case $line[1] in\n");
    for (int v = 0; v < VERB_COUNT; v++)
        put_verb(a, out, (Verb)v);
    buf_puts(out, "  esac\n}\n\n_planpress \"$@\"\n");
}
