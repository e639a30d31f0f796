/* A program with its two outputs on pipes. Both are read as they fill, so that neither can block the other. The program
 * has no input, and signals that planpress ignores have their default effect in it. A signal handler can find it,
 * because what it writes cannot be removed before it has ended. */
#include "app/diff/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/ending.h"
#include "base/arena.h"
#include "base/vec.h"

enum { ERRORS_MOST = 4096, AT_ONCE = 64 << 10 };

extern char **environ;

static volatile pid_t running; /* 0: none */

/* Is "NAME=value" one of those variables? Entries may have values of their own. */
static bool names_one(const char *variable, const char *const *list)
{
    size_t n = strcspn(variable, "=");
    for (; *list; list++)
        if (strncmp(variable, *list, n) == 0 && strcspn(*list, "=") == n)
            return true;
    return false;
}

static char **environment_of(Arena *a, const ProgramRun *run)
{
    VEC(char *) all = {0};
    for (char **v = environ; *v; v++)
        if (!names_one(*v, run->unset) && !names_one(*v, run->set))
            VEC_PUSH(a, &all, *v);
    for (const char *const *v = run->set; *v; v++)
        VEC_PUSH(a, &all, (char *)*v);
    VEC_PUSH(a, &all, NULL);
    return all.at;
}

/* The program's process; -1: see errno. */
static pid_t start(const ProgramRun *run, const int out[2], const int err[2])
{
    Arena *a = arena_new();
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t defaults, mask;
    pid_t pid = -1;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    check(posix_spawn_file_actions_init(&files) == 0 && posix_spawnattr_init(&how) == 0);
    posix_spawnattr_setsigdefault(&how, &defaults);
    sigprocmask(SIG_SETMASK, NULL, &mask);
    posix_spawnattr_setsigmask(&how, &mask);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, err[1], STDERR_FILENO);
    ending_waits(true);
    int error = posix_spawnp(&pid, run->words[0], &files, &how, (char *const *)run->words, environment_of(a, run));
    running = error ? 0 : pid;
    ending_waits(false);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    arena_free(a);
    errno = error;
    return error ? -1 : pid;
}

static bool take_errors(ProgramRun *run, Str bytes)
{
    buf_str(&run->errors, str_sub(bytes, 0, int_min(bytes.n, ERRORS_MOST - run->errors.n)));
    return true;
}

/* Reads what has arrived. False: the output has ended, or take had enough. */
static bool read_some(ProgramRun *run, int fd, bool (*take)(ProgramRun *, Str))
{
    char bytes[AT_ONCE];
    ssize_t n = read(fd, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR)
        return true;
    return n > 0 && take(run, (Str){bytes, (int)n});
}

static bool pass_on(ProgramRun *run, Str bytes)
{
    return run->take(run->self, bytes);
}

/* False: the program must be ended. */
static bool read_all(ProgramRun *run, int out, int err)
{
    bool wanted = true;
    struct pollfd polls[] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
    while (wanted && (polls[0].fd >= 0 || polls[1].fd >= 0)) {
        if (poll(polls, COUNT(polls), -1) < 0 && errno != EINTR)
            return false;
        for (int i = 0; i < COUNT(polls); i++) {
            if (polls[i].fd < 0 || !polls[i].revents || read_some(run, polls[i].fd, i == 0 ? pass_on : take_errors))
                continue;
            wanted = wanted && !(polls[i].revents & POLLIN);
            polls[i].fd = -1;
        }
    }
    return wanted;
}

static void close_both(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    running = 0;
    return status;
}

void program_end(void)
{
    pid_t pid = running;
    if (pid > 0 && kill(pid, SIGTERM) == 0)
        wait_for(pid);
}

int program_run(ProgramRun *run)
{
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0)
        return PROGRAM_STOPPED;
    if (pipe2(err, O_CLOEXEC) != 0) {
        close_both(out);
        return PROGRAM_STOPPED;
    }
    pid_t pid = start(run, out, err);
    bool absent = pid < 0 && errno == ENOENT;
    close(out[1]);
    close(err[1]);
    bool whole = pid >= 0 && read_all(run, out[0], err[0]);
    close(out[0]);
    close(err[0]);
    if (pid < 0)
        return absent ? PROGRAM_ABSENT : PROGRAM_STOPPED;
    if (!whole)
        kill(pid, SIGTERM);
    int status = wait_for(pid);
    return whole && WIFEXITED(status) ? WEXITSTATUS(status) : PROGRAM_STOPPED;
}
