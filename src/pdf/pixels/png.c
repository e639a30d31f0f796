/* PNG through libpng, with limits: a picture of a few bytes must not request gigabytes. Any PNG results in 8-bit
 * grey or RGB, with alpha separate. libpng leaves by longjmp when a file is damaged, so its working data is in a
 * struct outside the function that it leaves. What is written comes from memory and cannot be damaged. */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "doc/doc.h"
#include "pdf/pixels/pixels.h"

enum { LARGEST_CHUNK = 8 << 20, MOST_CHUNKS = 1000 };

typedef struct Decoder {
    png_structp png;
    png_infop info;
    Str file;
    int at;
    int channels;
    png_bytep block; /* all rows, as libpng gives them */
    png_bytep *rows;
    jmp_buf gave_up;
} Decoder;

static void give_up(png_structp png, png_const_charp message)
{
    (void)message;
    Decoder *decoder = png_get_error_ptr(png);
    longjmp(decoder->gave_up, 1);
}

static void ignore(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep out, size_t n)
{
    Decoder *decoder = png_get_io_ptr(png);
    if (n > (size_t)(decoder->file.n - decoder->at))
        png_error(png, "end of file");
    memcpy(out, decoder->file.p + decoder->at, n);
    decoder->at += (int)n;
}

/* Asks libpng for 8 bits a sample, no palette, alpha only where the file has some. */
static void ask_for_8_bits(Decoder *decoder)
{
    png_structp png = decoder->png;
    png_set_scale_16(png);
    png_set_expand(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, decoder->info);
    decoder->channels = png_get_channels(png, decoder->info);
}

/* What the file says of its RGB. */
static void read_profile(Decoder *decoder, Pixels *out)
{
    png_charp name;
    png_bytep bytes;
    png_uint_32 n;
    int compression;
    if (png_get_iCCP(decoder->png, decoder->info, &name, &compression, &bytes, &n) == PNG_INFO_iCCP)
        buf_put(&out->icc, bytes, (int)n);
}

static void read_header(Decoder *decoder, Pixels *out)
{
    png_set_user_limits(decoder->png, PICTURE_SIDE_MOST, PICTURE_SIDE_MOST);
    png_set_chunk_malloc_max(decoder->png, LARGEST_CHUNK);
    png_set_chunk_cache_max(decoder->png, MOST_CHUNKS);
    png_set_read_fn(decoder->png, decoder, read_bytes);
    png_read_info(decoder->png, decoder->info);
    out->width = (int)png_get_image_width(decoder->png, decoder->info);
    out->height = (int)png_get_image_height(decoder->png, decoder->info);
    if ((int64_t)out->width * out->height > PICTURE_PIXELS_MOST)
        png_error(decoder->png, "too large");
    ask_for_8_bits(decoder);
    out->colours = decoder->channels >= 3 ? 3 : 1;
    if (out->colours == 3)
        read_profile(decoder, out);
}

static void read_rows(Decoder *decoder, const Pixels *out)
{
    size_t stride = (size_t)out->width * (size_t)decoder->channels;
    decoder->block = malloc(stride * (size_t)out->height);
    decoder->rows = malloc((size_t)out->height * sizeof *decoder->rows);
    if (!decoder->block || !decoder->rows)
        out_of_memory();
    for (int y = 0; y < out->height; y++)
        decoder->rows[y] = decoder->block + (size_t)y * stride;
    png_read_image(decoder->png, decoder->rows);
    png_read_end(decoder->png, NULL);
}

/* Parts colours and alpha; alpha that is opaque all over is dropped. */
static void split(const Decoder *decoder, Pixels *out)
{
    int channels = decoder->channels, pixels = out->width * out->height;
    if (channels == out->colours) {
        buf_put(&out->samples, decoder->block, pixels * channels);
        return;
    }
    bool opaque = true;
    for (int i = 0; i < pixels; i++) {
        const png_byte *pixel = decoder->block + (size_t)i * (size_t)channels;
        buf_put(&out->samples, pixel, out->colours);
        buf_char(&out->alpha, (char)pixel[out->colours]);
        opaque = opaque && pixel[out->colours] == 0xFF;
    }
    if (opaque)
        buf_clear(&out->alpha);
}

static bool decode(Decoder *decoder, Pixels *out)
{
    if (setjmp(decoder->gave_up))
        return false;
    decoder->info = png_create_info_struct(decoder->png);
    if (!decoder->info)
        out_of_memory();
    read_header(decoder, out);
    read_rows(decoder, out);
    return true;
}

const char *png_decode(Str file, Pixels *out)
{
    Decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        out_of_memory();
    decoder->file = file;
    decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, give_up, ignore);
    if (!decoder->png)
        out_of_memory();
    bool ok = decode(decoder, out);
    if (ok)
        split(decoder, out);
    png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
    free(decoder->block);
    free(decoder->rows);
    free(decoder);
    return ok ? NULL : "it is damaged, or larger than 100 million pixels";
}

/* ---- writing ---- */

static void write_bytes(png_structp png, png_bytep bytes, size_t n)
{
    buf_put(png_get_io_ptr(png), bytes, (int)n);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void fail(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
    out_of_memory();
}

/* With the alpha behind the colours of each pixel. */
static void write_row(png_structp png, const Pixels *p, int y, png_bytep row)
{
    const png_byte *samples = (const png_byte *)p->samples.p + (size_t)y * (size_t)p->width * (size_t)p->colours;
    int channels = p->colours + (p->alpha.n ? 1 : 0);
    for (int x = 0; x < p->width; x++) {
        for (int c = 0; c < p->colours; c++)
            row[x * channels + c] = samples[x * p->colours + c];
        if (p->alpha.n)
            row[x * channels + p->colours] = (png_byte)p->alpha.p[(size_t)y * (size_t)p->width + (size_t)x];
    }
    png_write_row(png, row);
}

void png_encode(const Pixels *p, Buf *out)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    png_bytep row = malloc((size_t)p->width * 4);
    if (!info || !row)
        out_of_memory();
    int type = (p->colours == 3 ? PNG_COLOR_MASK_COLOR : 0) | (p->alpha.n ? PNG_COLOR_MASK_ALPHA : 0);
    png_set_write_fn(png, out, write_bytes, flush_nothing);
    png_set_IHDR(png, info, (png_uint_32)p->width, (png_uint_32)p->height, 8, type, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < p->height; y++)
        write_row(png, p, y, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(row);
}
