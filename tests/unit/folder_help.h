/* For tests that have a folder of their own: taking it away again.
 *
 * The C library's own walk is used rather than ours, which is under test, and it does not follow links: a test that
 * fails half way must not take away what a link of its folder leads to. */
#ifndef TESTS_FOLDER_HELP_H
#define TESTS_FOLDER_HELP_H

#include <ftw.h>
#include <stdio.h>

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about, (void)kind, (void)place;
    return remove(path);
}

/* The folder and all that is in it; links are removed, and what they lead to stays. */
static inline int remove_folder(const char *folder)
{
    return nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
