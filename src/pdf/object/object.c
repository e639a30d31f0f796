/* libharu owns the objects, numbers them, keeps the page tree and writes the cross-reference table. The contents of
 * an object are prepared here: libharu's write_fn hook writes ready text between << and >>. So there is no limit of
 * 32,767 items for an array, and the text is the same with any libharu.
 *
 * Objects that are only such text share one dictionary of libharu's. It is in the cross-reference table under the
 * number of each and is written once for each, in the order of the numbers, every time with the next text. A
 * separate dictionary for each element of a large table would cost 0.4 kB and four allocations.
 *
 * Streams are deflated here (libharu cannot choose the level) and passed on through libharu's callback reader,
 * directly from the arena. libharu removes /Filter from a stream it did not compress itself, so it is part of the
 * entries that write_fn writes.
 *
 * libharu's errors stay set, and most are silent: objects_fault is checked when everything is built and again after
 * saving. Saving goes through a stream of this file into an OutFile, because libharu's own saving neither notices a
 * full disk nor leaves the old file alone. The file's ID covers everything written before the trailer. */
#include "pdf/object/object.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "pdf/object/syntax.h"

enum {
    DEFLATE_LEVEL = 1,       /* 2 to 3 % larger than at 6, in half the time */
    PAGES_PER_NODE = 100,    /* of the page tree: libharu's arrays end at 32,767 items */
    LARGEST_FILE = INT32_MAX /* libharu's offsets are clipped there */
};

struct Objects {
    HPDF_Doc doc;
    Arena *arena;
    struct libdeflate_compressor *compressor;
    Buf deflated;     /* scratch */
    VEC(Str) entries; /* by number of the object, less those of later when it comes after them */
    struct {
        int first, count; /* objects that have no entries until they are written */
        void (*put)(void *with, Buf *b);
        void *with;
        Buf text;
    } later;
    HPDF_Dict plain; /* represents all objects that are only text; NULL: not made, or libharu refused */
    VEC(int) plains; /* their numbers, rising */
    int written;     /* how many of those are */
};

/* A stream's bytes, and how far libharu has read them. */
typedef struct Source {
    Str bytes;
    int at;
} Source;

/* Where libharu writes, a few bytes at a time. */
typedef struct Sink {
    OutFile *out;
    const PdfJob *job;
    uint64_t size;
    HPDF_UINT held;
    HPDF_BYTE buffer[1 << 16];
} Sink;

unsigned long objects_fault(const Objects *o)
{
    return o->doc->error.error_no;
}

static int number_of(HPDF_Dict d)
{
    return (int)(d->header.obj_id & 0x00FFFFFF);
}

static bool is_later(const Objects *o, int number)
{
    return number >= o->later.first && number < o->later.first + o->later.count;
}

/* What an object holds; empty until it is set. */
static Str *entries_of(Objects *o, int number)
{
    int at = number < o->later.first ? number : number - o->later.count;
    while (o->entries.n <= at)
        VEC_PUSH(o->arena, &o->entries, STR(""));
    return &o->entries.at[at];
}

void objects_later(Objects *o, int first, int count, void (*put)(void *with, Buf *b), void *with)
{
    o->later.first = first;
    o->later.count = count;
    o->later.put = put;
    o->later.with = with;
}

static Str late_entries(Objects *o)
{
    buf_clear(&o->later.text);
    o->later.put(o->later.with, &o->later.text);
    return buf_view(&o->later.text);
}

static HPDF_STATUS write_entries(HPDF_Dict d, HPDF_Stream s)
{
    Objects *o = d->attr;
    int number = d == o->plain ? o->plains.at[o->written++] : number_of(d);
    Str entries = is_later(o, number) ? late_entries(o) : *entries_of(o, number);
    return entries.n ? HPDF_Stream_Write(s, (const HPDF_BYTE *)entries.p, (HPDF_UINT)entries.n) : HPDF_OK;
}

void object_set(Objects *o, int object, Str entries)
{
    if (object)
        *entries_of(o, object) = str_dup(o->arena, entries);
}

/* Lets an object that libharu made write prepared entries. NULL is allowed. */
static int adopt(Objects *o, HPDF_Dict d, Str entries)
{
    if (!d)
        return 0;
    d->attr = o;
    d->write_fn = write_entries;
    object_set(o, number_of(d), entries);
    return number_of(d);
}

/* libharu's list of objects grows by a fixed number, and each time all of it is copied; so that number grows along. */
static void keep_pace(Objects *o)
{
    HPDF_List entries = o->doc->xref->entries;
    if (entries->items_per_block < entries->block_siz)
        entries->items_per_block = entries->block_siz;
}

/* Takes the shared dictionary out of the table, from this one of its places on: libharu would free it at each. */
static void strike_plains(Objects *o, int from)
{
    for (int i = from; i < o->plains.n; i++)
        HPDF_Xref_GetEntry(o->doc->xref, (HPDF_UINT)o->plains.at[i])->obj = NULL;
}

int object_new(Objects *o)
{
    keep_pace(o);
    if (!o->plain)
        return 0;
    o->plain->header.obj_id = 0; /* as if it stood nowhere yet */
    if (HPDF_Xref_Add(o->doc->xref, o->plain) != HPDF_OK) {
        strike_plains(o, 0); /* what libharu refuses it frees */
        o->plain = NULL;
        return 0;
    }
    VEC_PUSH(o->arena, &o->plains, number_of(o->plain));
    return number_of(o->plain);
}

int object_add(Objects *o, Str entries)
{
    int object = object_new(o);
    object_set(o, object, entries);
    return object;
}

Objects *objects_open(Arena *a)
{
    HPDF_Doc doc = HPDF_New(NULL, NULL); /* not from libharu's pool: what it hands out is aligned to four bytes only */
    if (!doc)
        return NULL;
    HPDF_SetPagesConfiguration(doc, PAGES_PER_NODE);
    HPDF_Dict_RemoveElement(doc->info, "Producer");
    Objects *o = NEW(a, Objects);
    *o = (Objects){.doc = doc,
                   .arena = a,
                   .compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL),
                   .plain = HPDF_Dict_New(doc->mmgr)};
    if (!o->compressor)
        out_of_memory();
    if (o->plain) {
        o->plain->attr = o;
        o->plain->write_fn = write_entries;
    }
    return o;
}

void objects_close(Objects *o)
{
    if (!o)
        return;
    strike_plains(o, 1);
    if (o->plain && o->plains.n == 0)
        HPDF_Obj_Free(o->doc->mmgr, o->plain);
    HPDF_Free(o->doc);
    libdeflate_free_compressor(o->compressor);
    buf_free(&o->deflated);
    buf_free(&o->later.text);
}

static HPDF_STATUS source_read(HPDF_Stream s, HPDF_BYTE *out, HPDF_UINT *n)
{
    Source *source = s->attr;
    int left = source->bytes.n - source->at;
    int count = left < (int)*n ? left : (int)*n;
    memcpy(out, source->bytes.p + source->at, (size_t)count);
    source->at += count;
    *n = (HPDF_UINT)count;
    return source->at == source->bytes.n ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS source_seek(HPDF_Stream s, HPDF_INT at, HPDF_WhenceMode from)
{
    if (from != HPDF_SEEK_SET || at != 0)
        return HPDF_INVALID_PARAMETER;
    ((Source *)s->attr)->at = 0;
    return HPDF_OK;
}

static HPDF_INT32 source_tell(HPDF_Stream s)
{
    return ((Source *)s->attr)->at;
}

static HPDF_UINT32 source_size(HPDF_Stream s)
{
    return (HPDF_UINT32)((Source *)s->attr)->bytes.n;
}

/* Makes `bytes`, which live as long as the arena, the content of a stream object. */
static void set_source(Objects *o, HPDF_Dict d, Str bytes)
{
    Source *source = NEW(o->arena, Source);
    source->bytes = bytes;
    HPDF_Stream s = HPDF_CallbackReader_New(o->doc->mmgr, source_read, source_seek, source_tell, source_size, source);
    if (!s)
        return;
    s->sig_bytes = HPDF_STREAM_SIG_BYTES;
    s->type = HPDF_STREAM_CALLBACK;
    HPDF_Stream_Free(d->stream);
    d->stream = s;
    d->filter = HPDF_STREAM_FILTER_NONE;
}

/* The bytes deflated, in the arena. */
static Str deflated(Objects *o, Str bytes)
{
    size_t bound = libdeflate_zlib_compress_bound(o->compressor, (size_t)bytes.n);
    if (bound > (size_t)o->deflated.cap) {
        buf_free(&o->deflated);
        o->deflated.cap = (int)bound;
        o->deflated.p = realloc(NULL, bound);
        if (!o->deflated.p)
            out_of_memory();
    }
    size_t n = libdeflate_zlib_compress(o->compressor, bytes.p, (size_t)bytes.n, o->deflated.p, bound);
    check(n > 0);
    return str_dup(o->arena, (Str){o->deflated.p, (int)n});
}

/* bytes live as long as the arena. */
static int add_stream(Objects *o, HPDF_Dict d, Str entries, Str bytes)
{
    if (d)
        set_source(o, d, bytes);
    return adopt(o, d, entries);
}

static int add_deflated(Objects *o, HPDF_Dict d, Str entries, Str z)
{
    return add_stream(o, d, str_format(o->arena, STR_FMT "/Filter/FlateDecode", STR_ARG(entries)), z);
}

int object_deflated(Objects *o, Str entries, Str bytes)
{
    return add_deflated(o, HPDF_DictStream_New(o->doc->mmgr, o->doc->xref), entries, deflated(o, bytes));
}

int object_stream(Objects *o, Str entries, Str bytes, bool compress)
{
    HPDF_Dict d = HPDF_DictStream_New(o->doc->mmgr, o->doc->xref);
    Str z = compress ? deflated(o, bytes) : bytes;
    if (z.n < bytes.n)
        return add_deflated(o, d, entries, z);
    return add_stream(o, d, entries, str_dup(o->arena, bytes));
}

/* libharu attaches its drawing state to a page and writes the page's size as real numbers. Neither is wanted: the
 * state is freed, and the rest is an object like the others, in the page tree. */
int object_page(Objects *o)
{
    HPDF_Page page = HPDF_AddPage(o->doc);
    if (!page)
        return 0;
    page->free_fn(page);
    page->free_fn = NULL;
    page->before_write_fn = NULL;
    HPDF_Dict_RemoveElement(page, "MediaBox");
    HPDF_Dict_RemoveElement(page, "Resources");
    return adopt(o, page, STR(""));
}

void object_page_set(Objects *o, int page, Str entries, Str content)
{
    if (!page)
        return;
    object_set(o, page, entries);
    HPDF_Dict dictionary = HPDF_Xref_GetEntry(o->doc->xref, (HPDF_UINT)page)->obj;
    HPDF_Dict contents = HPDF_Dict_GetItem(dictionary, "Contents", HPDF_OCLASS_DICT);
    add_deflated(o, contents, STR(""), deflated(o, content));
}

void objects_catalog(Objects *o, Str entries)
{
    adopt(o, o->doc->catalog, entries);
}

void objects_info(Objects *o, Str entries)
{
    adopt(o, o->doc->info, entries);
}

static bool sink_flush(Sink *sink)
{
    bool ok = outfile_write(sink->out, sink->buffer, sink->held);
    sink->held = 0;
    return ok;
}

static HPDF_STATUS sink_write(HPDF_Stream s, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    Sink *sink = s->attr;
    sink->size += n;
    if (sink->size > LARGEST_FILE)
        return HPDF_FILE_IO_ERROR;
    while (n > 0) {
        HPDF_UINT room = sizeof sink->buffer - sink->held, part = n < room ? n : room;
        memcpy(sink->buffer + sink->held, bytes, part);
        sink->held += part;
        bytes += part;
        n -= part;
        if (sink->held == sizeof sink->buffer && !sink_flush(sink))
            return HPDF_FILE_IO_ERROR;
    }
    return HPDF_OK;
}

/* The trailer is written last: by then all else has been given to the file. */
static HPDF_STATUS write_file_id(HPDF_Dict trailer, HPDF_Stream s)
{
    Sink *sink = trailer->attr;
    uint8_t id[PDF_ID];
    sink_flush(sink);
    sink->job->identify(sink->job->with, id);
    Buf text = {0};
    buf_puts(&text, "/ID[");
    for (int twice = 0; twice < 2; twice++) {
        buf_char(&text, '<');
        for (int i = 0; i < PDF_ID; i++)
            buf_format(&text, "%02X", id[i]);
        buf_char(&text, '>');
    }
    buf_puts(&text, "]\n");
    HPDF_STATUS status = HPDF_Stream_Write(s, (const HPDF_BYTE *)text.p, (HPDF_UINT)text.n);
    buf_free(&text);
    return status;
}

bool objects_save(Objects *o, const PdfJob *job, OutFile *out)
{
    if (objects_fault(o) != 0)
        return false;
    Sink *sink = NEW(o->arena, Sink);
    sink->out = out;
    sink->job = job;
    HPDF_Doc doc = o->doc;
    HPDF_Stream s = HPDF_CallbackWriter_New(doc->mmgr, sink_write, sink);
    if (!s)
        return false;
    static const char screen[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", press[] = "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";
    doc->trailer->attr = sink;
    doc->trailer->write_fn = write_file_id;
    bool ok = HPDF_Stream_Write(s, (const HPDF_BYTE *)(job->profile ? press : screen), sizeof screen - 1) == HPDF_OK
              && HPDF_Dict_Add(doc->trailer, "Root", doc->catalog) == HPDF_OK
              && HPDF_Dict_Add(doc->trailer, "Info", doc->info) == HPDF_OK
              && HPDF_Xref_WriteToStream(doc->xref, s, NULL) == HPDF_OK && sink_flush(sink);
    doc->trailer->write_fn = NULL;
    HPDF_Stream_Free(s);
    return ok && objects_fault(o) == 0;
}
