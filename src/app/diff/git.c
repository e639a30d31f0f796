/* A git command in a folder. Paths are taken literally. Environment variables that point to another repository are
 * removed, and missing objects are not fetched. Neither hooks nor the settings of a checkout of part of the files
 * count, and git writes no files but those that it is asked for. */
#include "app/diff/git.h"

#include "app/diff/program.h"

enum { ANSWER_MOST = 64 << 20 };

static const char *const unset[] = {"GIT_DIR",    "GIT_WORK_TREE",        "GIT_INDEX_FILE",
                                    "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", NULL};
static const char *const before[] = {"--no-pager",
                                     "-c",
                                     "protocol.allow=never",
                                     "-c",
                                     "core.fsmonitor=false",
                                     "-c",
                                     "core.hooksPath=/dev/null",
                                     "-c",
                                     "core.sparseCheckout=false",
                                     "-c",
                                     "core.splitIndex=false",
                                     "-c",
                                     "checkout.workers=1",
                                     "-c",
                                     "submodule.recurse=false"};

/* Without git's "fatal: " or "error: ". */
static Str first_line(Arena *a, const Buf *text)
{
    Str line, rest;
    str_cut(str_trim(buf_view(text)), '\n', &line, &rest);
    if (str_starts(line, "fatal: ") || str_starts(line, "error: "))
        line = str_sub(line, 7, line.n);
    return str_dup(a, line);
}

static bool collect(void *answer, Str bytes)
{
    Buf *all = answer;
    if (all->n + bytes.n > ANSWER_MOST)
        return false;
    buf_str(all, bytes);
    return true;
}

static void add_words(const Git *g, GitWords *all, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        VEC_PUSH(g->arena, all, words[i]);
}

bool git_ask(const Git *g, GitWords *words, Str *answer, Str *errors)
{
    Buf text = {0};
    GitWords all = {0};
    const char *const where[] = {"git", "-C", str_cdup(g->arena, g->folder)};
    const char *index = g->index.n ? str_format(g->arena, "GIT_INDEX_FILE=" STR_FMT, STR_ARG(g->index)).p : NULL;
    const char *const set[] = {"GIT_TERMINAL_PROMPT=0",
                               "GIT_OPTIONAL_LOCKS=0",
                               "GIT_NO_LAZY_FETCH=1",
                               "GIT_LITERAL_PATHSPECS=1",
                               "LC_ALL=C",
                               index,
                               NULL};
    add_words(g, &all, where, COUNT(where));
    add_words(g, &all, before, COUNT(before));
    add_words(g, &all, words->at, words->n);
    VEC_PUSH(g->arena, &all, NULL);
    ProgramRun run = {.words = all.at, .unset = unset, .set = set, .take = collect, .self = &text};
    int status = program_run(&run);
    *answer = buf_take(&text, g->arena);
    *errors = first_line(g->arena, &run.errors);
    buf_free(&run.errors);
    if (status == PROGRAM_ABSENT)
        *errors = STR("git is not installed");
    else if (status != 0 && !errors->n)
        *errors = STR("git stopped before it was finished");
    return status == 0;
}
