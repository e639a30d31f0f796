/* libminizip reads from memory through the functions here, which keep within the bytes whatever offsets the file
 * claims. The directory is read once. Each member is unpacked in pieces, never beyond the size that it declares and the
 * limits below, so that a small file cannot become a large one. */
#include "sheet/zip_private.h"

#include <minizip/unzip.h>
#include <string.h>

enum {
    MEMBERS_MOST = 10000,
    NAME_MOST = 512,
    MEMBER_MOST = 192 << 20, /* bytes of one member, unpacked */
    UNPACKED_MOST = 384 << 20,
    RATIO_FROM = 8 << 20, /* members from this size on must not be packed more tightly than this: */
    RATIO_MOST = 150,
    PIECE = 1 << 16
};

typedef struct ZipMember {
    unz64_file_pos at;
    int64_t size, packed;
} ZipMember;

/* --- a file in memory ------------------------------------------------------- */

typedef struct ZipStream {
    Str bytes;
    int64_t at;
} ZipStream;

static voidpf stream_open(voidpf self, const void *name, int mode)
{
    (void)name, (void)mode;
    return self;
}

static uLong stream_read(voidpf self, voidpf stream, void *buffer, uLong size)
{
    ZipStream *s = stream;
    (void)self;
    uLong left = s->at < s->bytes.n ? (uLong)(s->bytes.n - s->at) : 0;
    if (size > left)
        size = left;
    if (size > 0)
        memcpy(buffer, s->bytes.p + s->at, size);
    s->at += (int64_t)size;
    return size;
}

static ZPOS64_T stream_tell(voidpf self, voidpf stream)
{
    (void)self;
    return (ZPOS64_T)((ZipStream *)stream)->at;
}

static long stream_seek(voidpf self, voidpf stream, ZPOS64_T offset, int origin)
{
    ZipStream *s = stream;
    (void)self;
    uint64_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? (uint64_t)s->at
                    : origin == ZLIB_FILEFUNC_SEEK_END ? (uint64_t)s->bytes.n
                                                       : 0;
    uint64_t to = from + offset;
    if (to > (uint64_t)s->bytes.n)
        return -1;
    s->at = (int64_t)to;
    return 0;
}

static int stream_close(voidpf self, voidpf stream)
{
    (void)self, (void)stream;
    return 0;
}

static unzFile open_stream(ZipStream *s)
{
    zlib_filefunc64_def functions = {.zopen64_file = stream_open,
                                     .zread_file = stream_read,
                                     .ztell64_file = stream_tell,
                                     .zseek64_file = stream_seek,
                                     .zclose_file = stream_close,
                                     .zerror_file = stream_close,
                                     .opaque = s};
    return unzOpen2_64("", &functions);
}

/* --- the directory ---------------------------------------------------------- */

static bool fail(Zip *z, SheetFaultKind kind, SheetFault *fault, const char *what, Str name)
{
    fault->kind = kind;
    fault->message = str_format(z->arena, STR_FMT " %s", STR_ARG(name), what);
    return false;
}

static bool add_member(Zip *z, unzFile file, SheetFault *fault)
{
    char name[NAME_MOST + 1];
    unz_file_info64 info;
    ZipMember *m = NEW(z->arena, ZipMember);
    if (unzGetCurrentFileInfo64(file, &info, name, NAME_MOST, NULL, 0, NULL, 0) != UNZ_OK
        || unzGetFilePos64(file, &m->at) != UNZ_OK || info.size_filename >= NAME_MOST)
        return fail(z, SHEET_DAMAGED, fault, "is damaged; its directory cannot be read", STR("the workbook"));
    Str key = str_dup(z->arena, (Str){name, (int)info.size_filename});
    if (info.flag & 1)
        return fail(z, SHEET_REFUSED, fault, "is encrypted; expected a workbook without a password", key);
    m->size = info.uncompressed_size < INT32_MAX ? (int64_t)info.uncompressed_size : INT32_MAX;
    m->packed = info.compressed_size < INT32_MAX ? (int64_t)info.compressed_size : INT32_MAX;
    if (!map_put(z->arena, &z->members, key, m))
        return fail(z, SHEET_REFUSED, fault, "stands in the workbook twice", key);
    return true;
}

static bool read_directory(Zip *z, unzFile file, SheetFault *fault)
{
    int status = unzGoToFirstFile(file);
    for (int n = 0; status == UNZ_OK; n++) {
        if (n == MEMBERS_MOST)
            return fail(z, SHEET_REFUSED, fault, "has more than 10,000 parts", STR("the workbook"));
        if (!add_member(z, file, fault))
            return false;
        status = unzGoToNextFile(file);
    }
    if (status == UNZ_END_OF_LIST_OF_FILE && z->members.n > 0)
        return true;
    return fail(z, SHEET_DAMAGED, fault, "is damaged; its directory cannot be read", STR("the workbook"));
}

Zip *zip_open(Arena *a, Str bytes, SheetFault *fault)
{
    Zip *z = NEW(a, Zip);
    *z = (Zip){.arena = a, .bytes = bytes};
    ZipStream stream = {bytes, 0};
    unzFile file = open_stream(&stream);
    if (!file) {
        fail(z, SHEET_DAMAGED, fault, "is damaged or cut short; expected a whole workbook", STR("the workbook"));
        return NULL;
    }
    bool read = read_directory(z, file, fault);
    unzClose(file);
    return read ? z : NULL;
}

bool zip_has(const Zip *z, Str name)
{
    return map_find(&z->members, name) != NULL;
}

/* --- a member --------------------------------------------------------------- */

static bool is_reasonable(Zip *z, Str name, const ZipMember *m, SheetFault *fault)
{
    if (m->size > MEMBER_MOST || z->unpacked + m->size > UNPACKED_MOST)
        return fail(z, SHEET_REFUSED, fault, "is too large when unpacked; expected at most 192 MB", name);
    if (m->size > RATIO_FROM && m->size / int_max((int)m->packed, 1) > RATIO_MOST)
        return fail(z, SHEET_REFUSED, fault, "unpacks to more than 150 times its size, as no workbook of figures does",
                    name);
    return true;
}

static bool unpack(unzFile file, const ZipMember *m, Buf *out)
{
    for (;;) {
        int room = int_min(PIECE, (int)(m->size - out->n) + 1); /* one more, to see the end */
        buf_reserve(out, room);
        int n = unzReadCurrentFile(file, out->p + out->n, (unsigned)room);
        if (n <= 0)
            return n == 0 && out->n == m->size;
        out->n += n;
        if (out->n > m->size)
            return false;
    }
}

bool zip_read(Zip *z, Str name, Buf *out, SheetFault *fault)
{
    ZipMember *m = map_find(&z->members, name);
    if (!m || !is_reasonable(z, name, m, fault))
        return false;
    ZipStream stream = {z->bytes, 0};
    unzFile file = open_stream(&stream);
    bool whole = file && unzGoToFilePos64(file, &m->at) == UNZ_OK && unzOpenCurrentFile(file) == UNZ_OK;
    if (whole) {
        whole = unpack(file, m, out);
        whole = unzCloseCurrentFile(file) == UNZ_OK && whole; /* compares the checksum */
    }
    if (file)
        unzClose(file);
    z->unpacked += out->n;
    return whole || fail(z, SHEET_DAMAGED, fault, "is damaged; it cannot be unpacked", name);
}
