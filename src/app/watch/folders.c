/* Each folder has a watch of inotify(7), or a digest of its entries' names, sizes and times where the system tells of
 * nothing. Both come to the same: a mark on the folder. When the queue of events has run over, each has a mark. */
#include "app/watch/folders.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/map.h"
#include "file/file.h"

enum { INTERVAL = 500 };

typedef struct Folder {
    Str path;
    int wd;          /* of inotify; -1: none */
    uint64_t digest; /* where there is none */
    bool changed;
} Folder;

struct Folders {
    Arena *arena; /* of the set below */
    VEC(Folder) set;
    Map index; /* path → Folder, by number */
    int fd;    /* -1: there is no inotify, or it is not wanted */
    bool polls;
};

/* --- systems that tell of nothing ----------------------------------------- */

/* File systems whose files change elsewhere, by their numbers in <linux/magic.h> and in the kernel's fs/. */
static bool is_remote(const char *path)
{
    static const uint32_t remote[] = {0x6969 /* NFS */,
                                      0x517B /* SMB */,
                                      0xFF534D42 /* CIFS */,
                                      0xFE534D42 /* SMB2 */,
                                      0x01021997 /* 9P: WSL's drives */,
                                      0x65735546 /* FUSE */,
                                      0x786F4256 /* VirtualBox */};
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return false;
    for (int i = 0; i < COUNT(remote); i++)
        if ((uint32_t)fs.f_type == remote[i])
            return true;
    return false;
}

static uint64_t mix(uint64_t digest, uint64_t n)
{
    return (digest ^ n) * UINT64_C(0x100000001B3);
}

static uint64_t digest_of_entry(int folder, const char *name)
{
    struct stat st = {0};
    uint64_t digest = str_hash(str_c(name));
    if (fstatat(folder, name, &st, 0) == 0) {
        const int64_t numbers[] = {st.st_size, (int64_t)st.st_ino, st.st_mtim.tv_sec, st.st_mtim.tv_nsec};
        for (int i = 0; i < COUNT(numbers); i++)
            digest = mix(digest, (uint64_t)numbers[i]);
    }
    return digest;
}

/* Of a folder's entries in any order; 0 of none. */
static uint64_t digest_of(Arena *a, Str path)
{
    DIR *dir = opendir(str_cdup(a, path));
    uint64_t sum = 0;
    if (!dir)
        return 0;
    for (const struct dirent *e = readdir(dir); e; e = readdir(dir))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            sum += digest_of_entry(dirfd(dir), e->d_name);
    closedir(dir);
    return mix(1, sum);
}

/* --- the set -------------------------------------------------------------- */

Folders *folders_new(bool poll)
{
    Folders *f = calloc(1, sizeof *f);
    if (!f)
        out_of_memory();
    f->arena = arena_new();
    f->fd = poll ? -1 : inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    f->polls = f->fd < 0;
    return f;
}

void folders_free(Folders *f)
{
    if (f->fd >= 0)
        close(f->fd);
    arena_free(f->arena);
    free(f);
}

static Folder *find(const Folders *f, Str path)
{
    int at = map_number(&f->index, path);
    return at < 0 ? NULL : &f->set.at[at];
}

static Str nearest_there(Str path)
{
    while (!path_is_dir(path) && !str_is(path, ".") && !str_is(path, "/"))
        path = path_dir(path);
    return path;
}

/* The system may tell of nothing in it, or have no more watches to give. */
static void watch(Folders *f, Folder *to)
{
    const uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
                            | IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR;
    char *path = str_cdup(f->arena, to->path);
    to->wd = f->fd >= 0 && !is_remote(path) ? inotify_add_watch(f->fd, path, events) : -1;
    to->digest = to->wd < 0 ? digest_of(f->arena, to->path) : 0;
    f->polls = f->polls || to->wd < 0;
}

/* What the set before knew of it. */
static void take(Folders *f, const Folders *before, Str path)
{
    path = nearest_there(path);
    if (find(f, path))
        return;
    path = str_dup(f->arena, path);
    Folder to = {.path = path, .wd = -1, .changed = true};
    const Folder *known = find(before, path);
    if (known) {
        to.changed = known->changed;
        to.digest = known->digest;
    }
    map_put_number(f->arena, &f->index, path, f->set.n);
    uint64_t digest = to.digest;
    watch(f, &to);
    if (known && known->wd < 0 && to.wd < 0)
        to.digest = digest; /* it is compared with that of the last look */
    VEC_PUSH(f->arena, &f->set, to);
}

static bool has_watch(const Folders *f, int wd)
{
    for (int i = 0; i < f->set.n; i++)
        if (f->set.at[i].wd == wd)
            return true;
    return false;
}

void folders_set(Folders *f, const Strs *folders)
{
    Folders before = *f;
    f->arena = arena_new();
    f->set.at = NULL;
    f->set.n = f->set.cap = 0;
    f->index = (Map){0};
    f->polls = f->fd < 0;
    for (int i = 0; i < folders->n; i++)
        take(f, &before, folders->at[i]);
    for (int i = 0; i < before.set.n; i++)
        if (before.set.at[i].wd >= 0 && !has_watch(f, before.set.at[i].wd))
            inotify_rm_watch(f->fd, before.set.at[i].wd);
    arena_free(before.arena);
}

bool folders_polls(const Folders *f)
{
    return f->polls;
}

int folders_fd(const Folders *f)
{
    return f->fd;
}

int folders_interval(const Folders *f)
{
    return f->polls ? INTERVAL : -1;
}

/* --- what happened -------------------------------------------------------- */

/* A watch that is gone with its folder leaves the mark, so that the set is made again. */
static void mark(Folders *f, const struct inotify_event *e)
{
    for (int i = 0; i < f->set.n; i++) {
        Folder *to = &f->set.at[i];
        if (to->wd == e->wd || (e->mask & IN_Q_OVERFLOW))
            to->changed = true;
        if (to->wd == e->wd && (e->mask & IN_IGNORED))
            to->wd = -1;
    }
}

static bool read_events(Folders *f)
{
    _Alignas(struct inotify_event) char bytes[64 << 10];
    bool any = false;
    for (;;) {
        ssize_t n = read(f->fd, bytes, sizeof bytes);
        if (n <= 0)
            return any;
        any = true;
        for (const char *p = bytes; p < bytes + n;) {
            const struct inotify_event *e = (const struct inotify_event *)(const void *)p;
            mark(f, e);
            p += sizeof *e + e->len;
        }
    }
}

static bool compare(Folders *f)
{
    Arena *a = arena_new();
    bool any = false;
    for (int i = 0; i < f->set.n; i++) {
        Folder *to = &f->set.at[i];
        uint64_t digest = to->wd < 0 ? digest_of(a, to->path) : to->digest;
        any = any || digest != to->digest;
        to->changed = to->changed || digest != to->digest;
        to->digest = digest;
    }
    arena_free(a);
    return any;
}

bool folders_look(Folders *f)
{
    bool told = f->fd >= 0 && read_events(f);
    bool seen = f->polls && compare(f);
    return told || seen;
}

bool folders_changed(const Folders *f, Str folder)
{
    const Folder *found = find(f, nearest_there(folder));
    return !found || found->changed;
}

void folders_seen(Folders *f)
{
    for (int i = 0; i < f->set.n; i++)
        f->set.at[i].changed = false;
}
