/* JPEG through libjpeg: whether a file is whole, its pixels, and pixels as a file.
 *
 * A JPEG goes into the PDF as it is, but a reader would leave the rest of one that ends early empty. So each is decoded
 * once, and what libjpeg only warns of because it can fill the gap counts as damage. A file whose colours are sRGB
 * allows no CMYK: such a picture becomes RGB, without a profile. For a press it is the other way round, and that is
 * not done here: RGB is given with the profile in the file. libjpeg leaves by longjmp when a file is damaged, so
 * its working data is in a struct outside the function that it leaves. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jerror.h>
#include <jpeglib.h>

#include "pdf/pixels/pixels.h"

enum { MOST_SCANS = 500, CMYK = 4 };

typedef struct JpegDecoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    bool gap; /* data is missing or wrong, and libjpeg went on */
    JSAMPLE *row;
    JOCTET *icc;
    jmp_buf gave_up;
} JpegDecoder;

static void give_up(j_common_ptr jpeg)
{
    JpegDecoder *decoder = jpeg->client_data;
    longjmp(decoder->gave_up, 1);
}

static void note_warning(j_common_ptr jpeg, int level)
{
    JpegDecoder *decoder = jpeg->client_data;
    int code = jpeg->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE))
        decoder->gap = true;
}

/* A few bytes can claim thousands of passes over a large picture. */
static void limit_scans(j_common_ptr jpeg)
{
    JpegDecoder *decoder = jpeg->client_data;
    if (decoder->jpeg.input_scan_number > MOST_SCANS)
        give_up(jpeg);
}

/* Inks of 0 to 255 as RGB; Adobe's programs store them inverted. */
static void put_rgb(Buf *out, const JSAMPLE *cmyk, bool inverted)
{
    int light[CMYK];
    for (int i = 0; i < CMYK; i++)
        light[i] = inverted ? cmyk[i] : 255 - cmyk[i];
    for (int i = 0; i < 3; i++)
        buf_char(out, (char)((light[i] * light[3] + 127) / 255));
}

static void put_inks(Buf *out, const JSAMPLE *row, int n, bool inverted)
{
    buf_put(out, row, n);
    for (int i = out->n - n; inverted && i < out->n; i++)
        out->p[i] = (char)~out->p[i];
}

static void put_row(Pixels *out, const JSAMPLE *row, int components)
{
    if (components != CMYK)
        buf_put(&out->samples, row, components * out->width);
    else if (out->colours == CMYK)
        put_inks(&out->samples, row, CMYK * out->width, out->inverted);
    for (int x = 0; components == CMYK && out->colours != CMYK && x < out->width; x++)
        put_rgb(&out->samples, row + (ptrdiff_t)CMYK * x, out->inverted);
}

/* Whether the samples of a file with that number of components are wanted. */
static bool are_wanted(JpegWish wish, int components)
{
    return wish == JPEG_SAMPLES || wish == JPEG_SAMPLES_INKS || (wish == JPEG_CHECK && components == CMYK)
           || (wish == JPEG_CHECK_INKS && components == 3);
}

static void read_profile(JpegDecoder *decoder, Pixels *out)
{
    unsigned n;
    if (jpeg_read_icc_profile(&decoder->jpeg, &decoder->icc, &n))
        buf_put(&out->icc, decoder->icc, (int)n);
}

static int colours_of(const struct jpeg_decompress_struct *jpeg, bool inks)
{
    int components = jpeg->output_components;
    return components == 1 ? 1 : inks && components == CMYK ? CMYK : 3;
}

static bool decode(JpegDecoder *decoder, Str file, JpegWish wish, Pixels *out)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    bool inks = wish == JPEG_CHECK_INKS || wish == JPEG_SAMPLES_INKS;
    if (setjmp(decoder->gave_up))
        return false;
    jpeg_create_decompress(jpeg);
    jpeg->progress = &decoder->progress;
    jpeg_mem_src(jpeg, (const unsigned char *)file.p, (unsigned long)file.n);
    if (inks)
        jpeg_save_markers(jpeg, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(jpeg, TRUE);
    bool wanted = are_wanted(wish, jpeg->num_components);
    if (jpeg->num_components == CMYK)
        jpeg->out_color_space = JCS_CMYK;
    else if (!wanted)
        jpeg->dct_method = JDCT_IFAST, jpeg->do_fancy_upsampling = FALSE; /* nobody sees it */
    jpeg_start_decompress(jpeg);
    *out = (Pixels){.width = (int)jpeg->output_width,
                    .height = (int)jpeg->output_height,
                    .colours = colours_of(jpeg, inks),
                    .inverted = jpeg->saw_Adobe_marker};
    if (inks && out->colours == 3)
        read_profile(decoder, out);
    decoder->row = calloc(jpeg->output_width, (size_t)jpeg->output_components);
    if (!decoder->row)
        out_of_memory();
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, &decoder->row, 1);
        if (wanted)
            put_row(out, decoder->row, jpeg->output_components);
    }
    jpeg_finish_decompress(jpeg);
    return !decoder->gap;
}

const char *jpeg_decode(Str file, JpegWish wish, Pixels *out)
{
    JpegDecoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        out_of_memory();
    decoder->jpeg.err = jpeg_std_error(&decoder->errors);
    decoder->jpeg.client_data = decoder;
    decoder->errors.error_exit = give_up;
    decoder->errors.emit_message = note_warning;
    decoder->progress.progress_monitor = limit_scans;
    bool whole = decode(decoder, file, wish, out);
    jpeg_destroy_decompress(&decoder->jpeg);
    free(decoder->row);
    free(decoder->icc);
    free(decoder);
    return whole ? NULL : "the JPEG ends early or is damaged; copy or save it again";
}

/* Of pixels and a destination in memory nothing goes wrong; memory that runs out ends the program. */
void jpeg_encode(const Pixels *p, Buf *out)
{
    enum { QUALITY = 90 };
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long n = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &n);
    jpeg.image_width = (JDIMENSION)p->width;
    jpeg.image_height = (JDIMENSION)p->height;
    jpeg.input_components = p->colours;
    jpeg.in_color_space = p->colours == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, QUALITY, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPLE *row = (JSAMPLE *)p->samples.p + (size_t)jpeg.next_scanline * (size_t)p->width * (size_t)p->colours;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    buf_put(out, bytes, (int)n);
    jpeg_destroy_compress(&jpeg);
    free(bytes);
}
