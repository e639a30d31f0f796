/* What the scripts know from the tables, they hold. What depends on the folder they ask for, with `planpress
 * completions KIND`; as they then offer it to a shell, a name that is not plain text in one line is left out. */
#include "app/command/completions_private.h"

#include <stdio.h>

#include "app/build/report.h"
#include "app/documents.h"
#include "app/home.h"
#include "diag/diag.h"
#include "file/file.h"

static const struct {
    const char *name;
    CompletionKind kind;
} ASKED[] = {{"documents", WORD_DOCUMENT},
             {"templates", WORD_TEMPLATE},
             {"schemas", WORD_SCHEMA},
             {"codes", WORD_CODE}};

static const struct {
    const char *name;
    void (*put)(Arena *a, Buf *out);
} SHELLS[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};

const char *asked_for(CompletionKind kind)
{
    for (int i = 0; i < COUNT(ASKED); i++)
        if (ASKED[i].kind == kind)
            return ASKED[i].name;
    return NULL;
}

void put_words(Buf *out, const Strs *words, const char *between)
{
    for (int i = 0; i < words->n; i++) {
        buf_puts(out, i ? between : "");
        buf_str(out, words->at[i]);
    }
}

void put_quoted(Buf *out, const char *text, const char *escaped, QuoteForm form)
{
    buf_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buf_puts(out, form == QUOTE_FISH ? "\\" : "'\\'");
        else if (strchr(escaped, *text))
            buf_char(out, '\\');
        buf_char(out, *text);
    }
    buf_char(out, '\'');
}

/* --- words that are asked for ---------------------------------------------- */

static void print_word(Arena *a, Str word)
{
    if (str_eq(shown(a, word), word))
        printf(STR_FMT "\n", STR_ARG(word));
}

static void print_documents(Arena *a, const Options *options)
{
    Documents documents = {0};
    DocumentsAsk ask = {.exempt = options->members};
    documents_find(a, diag_new(a), &ask, &documents);
    for (int i = 0; i < documents.n; i++)
        print_word(a, document_name(a, documents.at[i]));
}

/* The names in a folder of the home with that ending, without it. */
static void print_names(Arena *a, const char *folder, const char *ending)
{
    Str home, *names;
    int n = 0;
    if (!home_find(a, diag_new(a), STR("."), &home) || !dir_list(a, path_join(a, home, str_c(folder)), &names, &n))
        return;
    for (int i = 0; i < n; i++)
        if (str_ends(names[i], ending))
            print_word(a, str_sub(names[i], 0, names[i].n - str_c(ending).n));
}

static void print_words(Arena *a, CompletionKind kind, const Options *options)
{
    if (kind == WORD_DOCUMENT)
        print_documents(a, options);
    else if (kind == WORD_TEMPLATE)
        print_names(a, "templates", ".xml");
    else if (kind == WORD_SCHEMA)
        print_names(a, "templates/schemas", ".xsd");
    else
        for (int i = 0; i < CODE_COUNT; i++)
            printf("%s\n", code_name((Code)i));
}

/* --- the verb ---------------------------------------------------------------- */

static bool print_shell(Arena *a, Str name)
{
    for (int i = 0; i < COUNT(SHELLS); i++) {
        if (!str_is(name, SHELLS[i].name))
            continue;
        Buf out = {0};
        SHELLS[i].put(a, &out);
        fwrite(out.p, 1, (size_t)out.n, stdout);
        buf_free(&out);
        return true;
    }
    return false;
}

static bool print_one(Arena *a, const Options *options)
{
    Str name = options->arguments[0];
    for (int i = 0; i < COUNT(ASKED); i++) {
        if (!str_is(name, ASKED[i].name))
            continue;
        print_words(a, ASKED[i].kind, options);
        return true;
    }
    return print_shell(a, name);
}

Status completions(const Options *options)
{
    Arena *a = arena_new();
    bool known = options->narguments == 1 && print_one(a, options);
    arena_free(a);
    if (known)
        return STATUS_CLEAN;
    fputs("planpress: completions needs the name of a shell: bash, zsh or fish\n  help: planpress help completions\n",
          stderr);
    return STATUS_USAGE;
}
