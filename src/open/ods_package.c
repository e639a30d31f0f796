/* A zip with libminizip, written to memory. The date of every file is the first that zip knows, and nothing of the
 * machine gets in. */
#include "open/ods_private.h"

#include <minizip/zip.h>

/* What libminizip takes for a file. */
typedef struct MemoryFile {
    Buf *out;
    int at;
} MemoryFile;

static voidpf memory_open(voidpf opaque, const void *name, int mode)
{
    (void)name, (void)mode;
    return opaque;
}

static uLong memory_read(voidpf opaque, voidpf stream, void *to, uLong n)
{
    (void)opaque;
    MemoryFile *f = stream;
    int got = int_min(f->out->n - f->at, n > INT32_MAX ? INT32_MAX : (int)n);
    memcpy(to, f->out->p + f->at, (size_t)got);
    f->at += got;
    return (uLong)got;
}

/* Writes over what is there, and goes on behind the end. */
static uLong memory_write(voidpf opaque, voidpf stream, const void *bytes, uLong n)
{
    (void)opaque;
    MemoryFile *f = stream;
    check(n <= INT32_MAX);
    int over = int_min((int)n, f->out->n - f->at);
    if (over > 0)
        memcpy(f->out->p + f->at, bytes, (size_t)over);
    buf_put(f->out, (const char *)bytes + over, (int)n - over);
    f->at += (int)n;
    return n;
}

static ZPOS64_T memory_tell(voidpf opaque, voidpf stream)
{
    (void)opaque;
    return (ZPOS64_T)((MemoryFile *)stream)->at;
}

static long memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    (void)opaque;
    MemoryFile *f = stream;
    int from = origin == ZLIB_FILEFUNC_SEEK_CUR ? f->at : origin == ZLIB_FILEFUNC_SEEK_END ? f->out->n : 0;
    if (offset > (ZPOS64_T)(f->out->n - from))
        return -1;
    f->at = from + (int)offset;
    return 0;
}

static int memory_nothing(voidpf opaque, voidpf stream)
{
    (void)opaque, (void)stream;
    return 0;
}

void package_write(const PackageFile *files, int n, Buf *out)
{
    enum { FIRST_OF_1980 = 1 << 21 | 1 << 16 | 0, STORED = 0, DEFLATED = 8, BEST = 9 };
    MemoryFile memory = {.out = out, .at = out->n};
    zlib_filefunc64_def functions = {.zopen64_file = memory_open,
                                     .zread_file = memory_read,
                                     .zwrite_file = memory_write,
                                     .ztell64_file = memory_tell,
                                     .zseek64_file = memory_seek,
                                     .zclose_file = memory_nothing,
                                     .zerror_file = memory_nothing,
                                     .opaque = &memory};
    zip_fileinfo info = {.dosDate = FIRST_OF_1980};
    zipFile zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &functions);
    check(zip);
    for (int i = 0; i < n; i++) {
        const PackageFile *f = &files[i];
        bool whole = zipOpenNewFileInZip64(zip, f->name, &info, NULL, 0, NULL, 0, NULL, f->stored ? STORED : DEFLATED,
                                           f->stored ? 0 : BEST, 0)
                         == ZIP_OK
                     && zipWriteInFileInZip(zip, f->bytes.p, (unsigned)f->bytes.n) == ZIP_OK
                     && zipCloseFileInZip(zip) == ZIP_OK;
        check(whole);
    }
    check(zipClose(zip, NULL) == ZIP_OK);
}
