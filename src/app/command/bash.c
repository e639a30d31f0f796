/* Completion in bash. The script needs nothing but bash. Readline divides words at "=", so an option and its value come
 * as three. Words that planpress prints are compared one by one: compgen -W would run what stands in `$(…)` in the name
 * of a folder. */
#include "app/command/completions_private.h"

static const char BEGIN[] = "# Completion of planpress in bash; printed by `planpress completions bash`.\n"
                            "\n"
                            "# Those of the words (one on a line) that begin with what is typed.\n"
                            "_planpress_offer() {\n"
                            "    local word\n"
                            "    while IFS= read -r word; do\n"
                            "        [[ -n $word && $word == \"$2\"* ]] && COMPREPLY+=(\"$3$(printf %q \"$word\")\")\n"
                            "    done <<<\"$1\"\n"
                            "}\n"
                            "\n"
                            "# Words separated by blanks.\n"
                            "_planpress_choose() {\n"
                            "    _planpress_offer \"${1// /$'\\n'}\" \"$2\" \"$3\"\n"
                            "}\n"
                            "\n"
                            "# The last of several words with commas between them.\n"
                            "_planpress_list() {\n"
                            "    local before=\n"
                            "    [[ $2 == *,* ]] && before=${2%,*},\n"
                            "    _planpress_choose \"$1\" \"${2##*,}\" \"$before\"\n"
                            "}\n"
                            "\n"
                            "# Words that planpress knows in this folder.\n"
                            "_planpress_ask() {\n"
                            "    local program=${COMP_WORDS[0]/#\\~/$HOME}\n"
                            "    _planpress_offer \"$(\"$program\" completions \"$1\" 2>/dev/null)\" \"$2\"\n"
                            "}\n"
                            "\n"
                            "_planpress_paths() {\n"
                            "    compopt -o filenames 2>/dev/null\n"
                            "    local word\n"
                            "    while IFS= read -r word; do\n"
                            "        COMPREPLY+=(\"$word\")\n"
                            "    done < <(compgen \"-$1\" -- \"$2\")\n"
                            "}\n"
                            "\n"
                            "_planpress() {\n"
                            "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb= "
                            "at\n"
                            "    COMPREPLY=()\n"
                            "    if [[ $current == = ]]; then\n"
                            "        current=\n"
                            "    elif [[ $before == = ]] && ((COMP_CWORD > 2)); then\n"
                            "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                            "    fi\n";

static const char VERB_FOUND[] = "        [[ ${COMP_WORDS[at - 1]} == = ]] && continue\n"
                                 "        case ${COMP_WORDS[at]} in\n"
                                 "        -*) ;;\n"
                                 "        *) verb=${COMP_WORDS[at]}; break ;;\n"
                                 "        esac\n"
                                 "    done\n";

/* Completes a word of that kind; false: there is nothing to offer. */
static bool put_kind(Buf *out, CompletionKind kind, const Strs *words)
{
    if (asked_for(kind))
        buf_format(out, "_planpress_ask %s \"$current\"", asked_for(kind));
    else if (kind == WORD_FILE || kind == WORD_FOLDER)
        buf_format(out, "_planpress_paths %c \"$current\"", kind == WORD_FILE ? 'f' : 'd');
    else if (kind == WORD_CHOICE || kind == WORD_LIST) {
        buf_format(out, "_planpress_%s '", kind == WORD_LIST ? "list" : "choose");
        put_words(out, words, " ");
        buf_puts(out, "' \"$current\"");
    } else
        return false;
    return true;
}

/* The verb is the first word that is neither an option nor the value of one. */
static void put_search(Buf *out)
{
    buf_puts(out, "    for ((at = 1; at < COMP_CWORD; at++)); do\n        case ${COMP_WORDS[at - 1]} in\n        ");
    for (int i = 0, n = 0; i < OPTION_COUNT; i++) {
        if (!OPTIONS[i].value)
            continue;
        buf_format(out, "%s--%s", n++ ? "|" : "", OPTIONS[i].name);
        if (OPTIONS[i].letter)
            buf_format(out, "|-%c", OPTIONS[i].letter);
    }
    buf_puts(out, ") continue ;;\n        esac\n");
    buf_puts(out, VERB_FOUND);
}

/* The value of an option, as each verb takes it. */
static void put_values(Arena *a, Buf *out)
{
    buf_puts(out, "    case $verb:$before in\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionEntry *o = &OPTIONS[i];
        Strs words = option_words(a, (OptionId)i);
        for (int v = 0, n = 0; v < VERB_COUNT && o->value; v++) {
            if (!(o->verbs & ON(v)))
                continue;
            buf_format(out, "%s%s:--%s", n++ ? "|" : "    ", VERBS[v].name, o->name);
            if (o->letter)
                buf_format(out, "|%s:-%c", VERBS[v].name, o->letter);
        }
        if (!o->value)
            continue;
        buf_puts(out, ") ");
        buf_puts(out, put_kind(out, o->kind, &words) ? "; return ;;\n" : "return ;;\n");
    }
    buf_puts(out, "    esac\n");
}

static void put_options(Buf *out, unsigned verbs)
{
    int n = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionEntry *o = &OPTIONS[i];
        if (o->verbs & verbs)
            buf_format(out, "%s--%s%s", n++ ? " " : "", o->name, o->value ? "=" : "");
    }
}

static void put_verb_names(Buf *out)
{
    for (int i = 0; i < VERB_COUNT; i++)
        buf_format(out, "%s%s", i ? " " : "", VERBS[i].name);
}

static void put_arguments(Arena *a, Buf *out)
{
    buf_puts(out, "    case $verb in\n    '') _planpress_choose '");
    put_verb_names(out);
    buf_puts(out, "' \"$current\" ;;\n");
    for (int v = 0; v < VERB_COUNT; v++) {
        const VerbEntry *verb = &VERBS[v];
        Strs words = verb->argument == WORD_CHOICE ? words_of(a, verb->arguments) : (Strs){0};
        buf_format(out, "    %s) ", verb->name);
        if (verb->argument == WORD_VERB) {
            buf_puts(out, "_planpress_choose '");
            put_verb_names(out);
            buf_puts(out, "' \"$current\"");
        } else if (!put_kind(out, verb->argument, &words))
            buf_puts(out, ":");
        if (verb->argument == WORD_DOCUMENT) /* which may lie anywhere */
            buf_puts(out, "; ((${#COMPREPLY[@]})) || _planpress_paths f \"$current\"");
        buf_puts(out, " ;;\n");
    }
    buf_puts(out, "    esac\n");
}

void put_bash(Arena *a, Buf *out)
{
    buf_puts(out, BEGIN);
    put_search(out);
    put_values(a, out);
    buf_puts(out, "    if [[ $current == -* ]]; then\n        case $verb in\n        '') _planpress_choose '");
    put_options(out, 1u << VERB_COUNT);
    buf_puts(out, "' \"$current\" ;;\n");
    for (int v = 0; v < VERB_COUNT; v++) {
        buf_format(out, "        %s) _planpress_choose '", VERBS[v].name);
        put_options(out, ON(v));
        buf_puts(out, "' \"$current\" ;;\n");
    }
    buf_puts(out, "        esac\n        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n        "
                  "return\n"
                  "    fi\n");
    put_arguments(a, out);
    buf_puts(out, "} && complete -F _planpress planpress\n");
}
