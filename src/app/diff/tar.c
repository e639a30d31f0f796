/* The format is POSIX's: a head of 512 bytes before each entry, whose content fills whole blocks; a long name stands in
 * an extended head before it.
 *
 * The archive may come from anybody's repository. So names that lead elsewhere are refused, sizes have limits, and
 * links are made last: while files are written there is none that they could go through. A link that leads out of the
 * archive is left out, and then what it stands for is missing, as any reader of a document would refuse it too. */
#include "app/diff/tar.h"

#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/vec.h"
#include "file/file.h"

enum { BLOCK = 512, ENTRIES_MOST = 100000, EXTENDED_MOST = 1 << 20 };
#define BYTES_MOST (INT64_C(1) << 30)

typedef struct TarLink {
    Str name, target;
} TarLink;

struct TarReader {
    Arena *arena;
    Temporary *into;
    char head[BLOCK];
    int nhead;
    int64_t left, padding; /* of the content of this entry */
    int fd;                /* of its file; -1: it is passed over */
    bool extended;         /* it is an extended head, which goes into `more` */
    Buf more;
    Str name, link; /* from an extended head, for the next entry; empty: none */
    VEC(TarLink) links;
    int entries;
    int64_t bytes;
    bool failed;
    const char *why;
};

TarReader *tar_new(Arena *a, Temporary *into)
{
    TarReader *t = NEW(a, TarReader);
    *t = (TarReader){.arena = a, .into = into, .fd = -1};
    return t;
}

static bool fail(TarReader *t, const char *why)
{
    t->failed = true;
    t->why = why;
    return false;
}

/* A field of the head, which a NUL may end. */
static Str field(const TarReader *t, int at, int n)
{
    return (Str){t->head + at, (int)strnlen(t->head + at, (size_t)n)};
}

/* In octal. -1: it is no number, or one that needs another form, which only very large ones have. */
static int64_t number(Str digits)
{
    int64_t value = 0;
    digits = str_trim(digits);
    for (int i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '7')
            return -1;
        value = value * 8 + (digits.p[i] - '0');
    }
    return value;
}

static bool sum_is_right(const TarReader *t)
{
    enum { AT = 148, LENGTH = 8 };
    int64_t sum = 0;
    for (int i = 0; i < BLOCK; i++)
        sum += i >= AT && i < AT + LENGTH ? ' ' : (unsigned char)t->head[i];
    return sum == number(field(t, AT, LENGTH));
}

/* "27 path=content/…\n", one after the other. */
static bool read_extended(TarReader *t)
{
    Str rest = buf_view(&t->more), length, name, value;
    while (rest.n > 0) {
        int n;
        if (!str_cut(rest, ' ', &length, &value) || !str_to_int(length, &n) || n <= length.n + 1 || n > rest.n)
            return false;
        str_cut(str_sub(rest, length.n + 1, n - 1), '=', &name, &value);
        if (str_is(name, "path"))
            t->name = str_dup(t->arena, value);
        else if (str_is(name, "linkpath"))
            t->link = str_dup(t->arena, value);
        rest = str_sub(rest, n, rest.n);
    }
    buf_clear(&t->more);
    return true;
}

static Str entry_name(const TarReader *t)
{
    Str name = t->name, prefix = field(t, 345, 155);
    if (!name.n)
        name = path_join(t->arena, prefix, field(t, 0, 100));
    while (str_ends(name, "/"))
        name.n--;
    return name;
}

/* Does a link in the archive lead to something in it? */
static bool leads_inside(Arena *a, Str name, Str target)
{
    int depth = 0;
    Str part, rest = path_join(a, path_dir(name), target);
    if (str_starts(target, "/"))
        return false;
    while (rest.n > 0 && depth >= 0) {
        str_cut(rest, '/', &part, &rest);
        if (str_is(part, ".."))
            depth--;
        else if (part.n && !str_is(part, "."))
            depth++;
    }
    return depth >= 0;
}

/* The folders of its name may have no entries of their own. */
static bool begin_file(TarReader *t, Str name)
{
    Str folder = path_dir(name);
    if (!str_is(folder, ".") && !temporary_folder(t->into, folder))
        return fail(t, NULL);
    t->fd = temporary_file(t->into, name);
    return t->fd >= 0 || fail(t, NULL);
}

static bool begin_entry(TarReader *t)
{
    enum { FILE_KIND = '0', LINK = '2', FOLDER = '5', EXTENDED = 'x', EXTENDED_FOR_ALL = 'g' };
    char kind = t->head[156] ? t->head[156] : FILE_KIND;
    int64_t size = number(field(t, 124, 12));
    if (!sum_is_right(t))
        return fail(t, "it is damaged");
    if (size < 0 || size > FILE_MAX || t->bytes + size > BYTES_MOST || ++t->entries > ENTRIES_MOST)
        return fail(t, "it is too large; expected at most 100,000 files and 1 GB");
    t->bytes += size;
    t->left = size;
    t->padding = (BLOCK - size % BLOCK) % BLOCK;
    t->extended = kind == EXTENDED;
    if (t->extended && size > EXTENDED_MOST)
        return fail(t, "it is damaged");
    if (t->extended || kind == EXTENDED_FOR_ALL)
        return true;
    Str name = entry_name(t), target = t->link.n ? t->link : str_dup(t->arena, field(t, 157, 100));
    t->name = t->link = (Str){0};
    if (!path_stays(name))
        return fail(t, "it has a path that leads out of it");
    if (kind == LINK && leads_inside(t->arena, name, target))
        VEC_PUSH(t->arena, &t->links, (TarLink){str_dup(t->arena, name), target});
    if (kind == FOLDER)
        return temporary_folder(t->into, name) || fail(t, NULL);
    return kind != FILE_KIND || begin_file(t, name);
}

static bool end_entry(TarReader *t)
{
    if (t->fd >= 0)
        close(t->fd);
    t->fd = -1;
    return !t->extended || read_extended(t) || fail(t, "it is damaged");
}

static bool is_blank_block(const TarReader *t)
{
    return t->head[0] == 0 && memcmp(t->head, t->head + 1, BLOCK - 1) == 0;
}

/* The part of `bytes` that belongs to n more. */
static Str up_to(Str bytes, int64_t n)
{
    return str_sub(bytes, 0, n < bytes.n ? (int)n : bytes.n);
}

/* Takes what comes next, and returns how much; 0: it failed. */
static int take_part(TarReader *t, Str bytes)
{
    Str part = up_to(bytes, t->left);
    if (t->left > 0) {
        t->left -= part.n;
        if (t->extended)
            buf_str(&t->more, part);
        else if (t->fd >= 0 && !temporary_write(t->into, t->fd, part))
            return fail(t, NULL);
        return t->left > 0 || end_entry(t) ? part.n : 0;
    }
    part = up_to(bytes, t->padding > 0 ? t->padding : BLOCK - t->nhead);
    if (t->padding > 0) {
        t->padding -= part.n;
        return part.n;
    }
    memcpy(t->head + t->nhead, part.p, (size_t)part.n);
    t->nhead += part.n;
    if (t->nhead < BLOCK)
        return part.n;
    t->nhead = 0;
    bool begun = is_blank_block(t) || (begin_entry(t) && (t->left > 0 || end_entry(t)));
    return begun ? part.n : 0;
}

bool tar_take(void *reader, Str bytes)
{
    TarReader *t = reader;
    while (bytes.n > 0 && !t->failed) {
        int n = take_part(t, bytes);
        bytes = str_sub(bytes, n, bytes.n);
    }
    return !t->failed;
}

bool tar_end(TarReader *t, const char **why)
{
    if (t->fd >= 0)
        close(t->fd);
    if (!t->failed && (t->left > 0 || t->nhead > 0))
        fail(t, "it ends too early");
    for (int i = 0; i < t->links.n && !t->failed; i++) {
        Str folder = path_dir(t->links.at[i].name);
        if ((!str_is(folder, ".") && !temporary_folder(t->into, folder))
            || !temporary_link(t->into, t->links.at[i].name, t->links.at[i].target))
            fail(t, NULL);
    }
    buf_free(&t->more);
    *why = t->why;
    return !t->failed;
}
