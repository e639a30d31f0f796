/* Writing a file so that the old one stays until the new one is complete.
 *
 * Bytes go to a temporary file in the same folder, so that the rename stays on one file system. Its name begins with
 * a dot, so that nobody takes it for a result. Commit syncs, closes (which may be the first step to report a full
 * disk), renames, and syncs the folder. After a power cut there is either the old file or the new one.
 *
 * The temporary file is locked while it is written. One without a lock belongs to a process that ended without
 * tidying up (killed, or the machine stopped), and the next process to write the same file removes it. Its name
 * derives from the file's name, so nobody has to search the folder.
 *
 * All files being written are listed, so that a program that a signal ends can remove them. Signals that end it wait
 * while the list changes.
 *
 * The first failure is reported and kept: later writes do nothing, and commit fails. */
#include "file/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
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
    OutFile *next_unfinished;
};

static OutFile *unfinished;

/* Holds back the signals that end the program. */
static void hold(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, before);
}

static void release(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}

static void no_longer_unfinished(const OutFile *f)
{
    OutFile **at = &unfinished;
    while (*at && *at != f)
        at = &(*at)->next_unfinished;
    if (*at)
        *at = f->next_unfinished;
}

void outfile_remove_unfinished(void)
{
    for (const OutFile *f = unfinished; f; f = f->next_unfinished)
        unlink(f->temporary);
}

static void report(Diag *d, const char *path, int error)
{
    diag(d, IO002, (Pos){0}, "cannot write \"%s\": %s", path, strerror(error));
}

/* The i-th candidate name for this file's temporary. */
static const char *temporary_name(const OutFile *f, int i)
{
    Str base = path_base(str_c(f->path));
    return str_format(f->arena, "%s/.planpress-%016llx-%d.tmp", f->folder, (unsigned long long)str_hash(base), i).p;
}

/* Removes a temporary file that nobody is writing. */
static void remove_left_behind(const char *name)
{
    int fd = open(name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlink(name);
    close(fd);
}

/* Locks the new file. False: another process took it for an abandoned one and removed it in between. */
static bool keep(int fd)
{
    struct stat st;
    if (flock(fd, LOCK_EX) != 0)
        return true; /* a file system without locks: nobody else can hold one either */
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

/* Creates the temporary file under the first free name; when fd is -1, errno says why. */
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
    sigset_t before;
    hold(&before);
    if (stat(f->path, &st) != 0 || S_ISREG(st.st_mode))
        make_temporary(f);
    else
        errno = S_ISDIR(st.st_mode) ? EISDIR : ENOTSUP; /* a device must not become a file */
    if (f->fd < 0) {
        report(d, f->path, errno);
        f = NULL;
    } else {
        f->next_unfinished = unfinished;
        unfinished = f;
    }
    release(&before);
    return f;
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

/* Reports errno, but only the first time: later failures follow from it. */
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

Str outfile_so_far(const OutFile *f)
{
    return str_c(f->temporary);
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

/* The rename itself is stored in the folder. A file system that cannot sync a folder is not an error. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

bool outfile_sync(OutFile *f)
{
    if (!f->error && !f->unsynced && fsync(f->fd) != 0 && errno != EINVAL && errno != EROFS)
        fail(f);
    return !f->error;
}

bool outfile_commit(OutFile *f)
{
    outfile_sync(f);
    int locked = fcntl(f->fd, F_DUPFD_CLOEXEC, 0); /* keeps the lock until the file has its final name */
    sigset_t before;
    hold(&before);
    if (close(f->fd) != 0)
        fail(f);
    f->fd = -1;
    if (!f->error && rename(f->temporary, f->path) != 0)
        fail(f);
    if (f->error)
        unlink(f->temporary);
    no_longer_unfinished(f);
    release(&before);
    if (!f->error && !f->unsynced)
        sync_folder(f->folder);
    if (locked >= 0)
        close(locked);
    return !f->error;
}

void outfile_abandon(OutFile *f)
{
    if (!f || f->fd < 0)
        return;
    sigset_t before;
    hold(&before);
    close(f->fd);
    f->fd = -1;
    unlink(f->temporary);
    no_longer_unfinished(f);
    release(&before);
}
