/* Writing a file so that the old one stays until the new one is complete.
 *
 * Bytes go to a temporary beside the final place, in the same folder so that the rename stays on one file
 * system, with a name that begins with a dot so that nobody takes it for a result. Commit syncs,
 * closes (which can be the first to say that the disk is full), renames, and syncs the folder, so that after
 * a power cut there is either the old file or the new one.
 *
 * While it is being written the temporary is locked, so that one without a lock is known to be of a process that has
 * ended without tidying up (killed, or the machine went down), and is removed by who next writes the same file. Its
 * name is made of the file's, so nobody has to look through the folder for it.
 *
 * The first failure is reported and sticks: later writes do nothing, and commit fails. */
#include "file/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

enum { MOST_AT_ONCE = 100, LEFT_BEHIND = 4 };

struct OutFile {
    Arena *arena;
    Diag *diag;
    const char *path, *temporary, *folder;
    int fd;    /* -1: closed */
    int error; /* errno of the first failure, or 0 */
    size_t size;
    bool unsynced;
    void (*see)(void *with, const void *bytes, size_t n); /* or NULL */
    void *with;
};

static void report(Diag *d, const char *path, int error)
{
    diag(d, IO002, (Pos){0}, "cannot write \"%s\": %s", path, strerror(error));
}

/* The i-th name for temporaries of this file. */
static const char *temporary_name(const OutFile *f, int i)
{
    Str base = path_base(str_c(f->path));
    return str_format(f->arena, "%s/.planpress-%016llx-%d.tmp", f->folder, (unsigned long long)str_hash(base), i).p;
}

/* Removes a temporary that nobody is writing any more. */
static void remove_left_behind(const char *name)
{
    int fd = open(name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlink(name);
    close(fd);
}

/* Locks what was just made. False: someone took it for left behind and removed it in between. */
static bool keep(int fd)
{
    struct stat st;
    if (flock(fd, LOCK_EX) != 0)
        return true; /* a file system without locks: nobody else can take one either */
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

/* Makes the temporary under the first name that is free; errno says why when fd is -1. */
static void make_temporary(OutFile *f)
{
    for (int i = 0; i < LEFT_BEHIND; i++)
        remove_left_behind(temporary_name(f, i));
    for (int i = 0; f->fd < 0 && i < MOST_AT_ONCE; i++) {
        f->temporary = temporary_name(f, i);
        f->fd = open(f->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (f->fd < 0 && errno != EEXIST)
            return;
        if (f->fd < 0 || keep(f->fd))
            continue;
        close(f->fd);
        f->fd = -1;
    }
}

OutFile *outfile_open(Arena *a, Str path, Diag *d)
{
    OutFile *f = NEW(a, OutFile);
    *f = (OutFile){.arena = a, .diag = d, .path = str_cdup(a, path), .folder = str_cdup(a, path_dir(path)), .fd = -1};
    struct stat st;
    if (stat(f->path, &st) != 0 || S_ISREG(st.st_mode))
        make_temporary(f);
    else
        errno = S_ISDIR(st.st_mode) ? EISDIR : ENOTSUP; /* a device must not become a file */
    if (f->fd >= 0)
        return f;
    report(d, f->path, errno);
    return NULL;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

/* For what errno says. Only the first time: what follows is of the same. */
static void fail(OutFile *f)
{
    if (f->error)
        return;
    f->error = errno;
    report(f->diag, f->path, f->error);
}

bool outfile_write(OutFile *f, const void *bytes, size_t n)
{
    check(f->fd >= 0);
    f->size += n;
    if (f->see)
        f->see(f->with, bytes, n);
    if (!f->error && !write_all(f->fd, bytes, n))
        fail(f);
    return !f->error;
}

size_t outfile_size(const OutFile *f)
{
    return f->size;
}

void outfile_tap(OutFile *f, void (*see)(void *with, const void *bytes, size_t n), void *with)
{
    f->see = see;
    f->with = with;
}

void outfile_unsynced(OutFile *f)
{
    f->unsynced = true;
}

/* The rename itself is in the folder. File systems that cannot sync a folder are let off. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

bool outfile_commit(OutFile *f)
{
    if (!f->error && !f->unsynced && fsync(f->fd) != 0 && errno != EINVAL && errno != EROFS)
        fail(f);
    int locked = fcntl(f->fd, F_DUPFD_CLOEXEC, 0); /* keeps the lock until the temporary has its final name */
    if (close(f->fd) != 0)
        fail(f);
    f->fd = -1;
    if (!f->error && rename(f->temporary, f->path) != 0)
        fail(f);
    if (f->error)
        unlink(f->temporary);
    else if (!f->unsynced)
        sync_folder(f->folder);
    if (locked >= 0)
        close(locked);
    return !f->error;
}

void outfile_abandon(OutFile *f)
{
    if (!f || f->fd < 0)
        return;
    close(f->fd);
    f->fd = -1;
    unlink(f->temporary);
}
