/* What is buffered is written before the fork, or both would write it. */
#include "app/build/child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/ending.h"
#include "app/options.h"

pid_t child_start(int *end)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    fflush(stdout);
    fflush(stderr);
    ending_waits(true);
    pid_t child = fork();
    close(ends[child != 0]);
    *end = ends[child == 0];
    if (child == 0)
        ending_also(NULL);
    else if (child < 0)
        close(*end);
    if (child <= 0)
        ending_waits(false);
    return child;
}

void child_give(int end, Str bytes)
{
    for (int done = 0; done < bytes.n;) {
        ssize_t n = write(end, bytes.p + done, (size_t)(bytes.n - done));
        if (n < 0 && errno != EINTR)
            _exit(STATUS_ENVIRONMENT);
        if (n > 0)
            done += (int)n;
    }
}

int child_wait(pid_t child)
{
    int ended = 0;
    while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
        continue;
    return ended;
}
