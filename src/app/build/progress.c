/* One line, written over and over, and cleared before anything else is printed, so that nothing of it stays. It belongs
 * to a terminal with a person before it: a file, a pipe or a CI service gets nothing, and neither does --quiet. A batch
 * that takes less than a second needs none. */
#include "app/build/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "app/build/report.h"
#include "base/utf8.h"

enum { COLUMNS_AT_LEAST = 20, COLUMNS_USUAL = 80, REFRESH = 200 };

#define CLEAR_LINE "\r\033[K"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

ProgressLine progress_begin(const Options *options)
{
    const char *ci = getenv("CI");
    bool dumb = str_is(str_c(getenv("TERM")), "dumb");
    return (ProgressLine){.wanted = isatty(STDERR_FILENO) && !options->quiet && !dumb && !(ci && *ci), .begun = now()};
}

int progress_patience(const ProgressLine *p)
{
    return p->wanted ? REFRESH : -1;
}

/* A longer line would go on in the next one, which is not cleared. */
static int columns(void)
{
    struct winsize size = {0};
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= COLUMNS_AT_LEAST;
    return known ? size.ws_col : COLUMNS_USUAL;
}

void progress_show(ProgressLine *p, int done, int all, Str name)
{
    if (!p->wanted || now() - p->begun < 1)
        return;
    Arena *a = arena_new();
    Str line = str_format(a, "%d of %d documents; " STR_FMT, done, all, STR_ARG(shown(a, name)));
    Str room = utf8_begin(line, columns() - 1); /* a character has at least as many bytes as columns */
    Str text = str_format(a, CLEAR_LINE STR_FMT, STR_ARG(room));
    p->shown = write(STDERR_FILENO, text.p, (size_t)text.n) > 0;
    arena_free(a);
}

void progress_clear(ProgressLine *p)
{
    if (p->shown && write(STDERR_FILENO, CLEAR_LINE, sizeof CLEAR_LINE - 1) > 0)
        p->shown = false;
}
