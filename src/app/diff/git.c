/* A git command in a folder. Paths are taken literally. What a caller's environment says about another repository does
 * not count; an object that is not there is not fetched. */
#include "app/diff/git.h"

#include "app/diff/program.h"

enum { ANSWER_MOST = 64 << 20 };

static const char *const unset[] = {"GIT_DIR",    "GIT_WORK_TREE",        "GIT_INDEX_FILE",
                                    "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", NULL};
static const char *const set[] = {"GIT_TERMINAL_PROMPT=0",
                                  "GIT_OPTIONAL_LOCKS=0",
                                  "GIT_NO_LAZY_FETCH=1",
                                  "GIT_LITERAL_PATHSPECS=1",
                                  "LC_ALL=C",
                                  NULL};

static Str first_line(Arena *a, const Buf *text)
{
    Str line, rest;
    str_cut(str_trim(buf_view(text)), '\n', &line, &rest);
    return str_dup(a, line);
}

bool git_run(const Git *g, GitWords *words, bool (*take)(void *self, Str bytes), void *self, Str *errors)
{
    GitWords all = {0};
    const char *const before[] =
        {"git",       "-C", str_cdup(g->arena, g->folder), "-c", "protocol.allow=never", "-c", "core.fsmonitor=false",
         "--no-pager"};
    for (int i = 0; i < COUNT(before); i++)
        VEC_PUSH(g->arena, &all, before[i]);
    for (int i = 0; i < words->n; i++)
        VEC_PUSH(g->arena, &all, words->at[i]);
    VEC_PUSH(g->arena, &all, NULL);
    ProgramRun run = {.words = all.at, .unset = unset, .set = set, .take = take, .self = self};
    int status = program_run(&run);
    *errors = first_line(g->arena, &run.errors);
    buf_free(&run.errors);
    if (status == PROGRAM_ABSENT)
        *errors = STR("git is not installed");
    else if (status != 0 && !errors->n)
        *errors = STR("git failed");
    return status == 0;
}

static bool collect(void *answer, Str bytes)
{
    Buf *all = answer;
    if (all->n + bytes.n > ANSWER_MOST)
        return false;
    buf_str(all, bytes);
    return true;
}

bool git_ask(const Git *g, GitWords *words, Str *answer, Str *errors)
{
    Buf all = {0};
    bool done = git_run(g, words, collect, &all, errors);
    *answer = buf_take(&all, g->arena);
    return done;
}
