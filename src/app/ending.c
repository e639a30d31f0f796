/* SIGTERM, SIGINT and SIGHUP remove what is unfinished, and then end the program as they would have done: its parent
 * sees the signal. A signal that was ignored at the start (nohup) stays ignored. */
#include "app/ending.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

#include "file/file.h"

static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
static void (*also)(void);

static void on_signal(int number)
{
    outfile_remove_unfinished();
    if (also)
        also();
    raise(number); /* comes when this handler returns, and ends the program: SA_RESETHAND */
}

static void signals_in(sigset_t *set)
{
    sigemptyset(set);
    for (int i = 0; i < COUNT(signals); i++)
        sigaddset(set, signals[i]);
}

static void fill_closed_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            check(open("/dev/null", O_RDONLY) == fd);
}

void ending_prepare(void)
{
    struct sigaction act = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND}, old;
    signals_in(&act.sa_mask);
    for (int i = 0; i < COUNT(signals); i++)
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &act, NULL);
    check(at_quick_exit(outfile_remove_unfinished) == 0);
    fill_closed_streams();
}

void ending_also(void (*tidy)(void))
{
    also = tidy;
}

void ending_waits(bool yes)
{
    sigset_t set;
    signals_in(&set);
    sigprocmask(yes ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}
