/* JPEG through libjpeg: whether a file is whole, and the colours of one in CMYK.
 *
 * A JPEG goes into the PDF as it is, but a reader would leave the rest of one that ends early empty. So each is decoded
 * once, and what libjpeg only warns of because it can fill the gap counts as damage. A file whose colours are sRGB
 * allows no CMYK: such a picture becomes RGB, without a profile. libjpeg leaves by longjmp when a file is damaged, so
 * its working data is in a struct outside the function that it leaves. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jerror.h>
#include <jpeglib.h>

#include "pdf/image_private.h"

enum { MOST_SCANS = 500, CMYK = 4 };

typedef struct JpegDecoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    bool gap; /* data is missing or wrong, and libjpeg went on */
    JSAMPLE *row;
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

static bool decode(JpegDecoder *decoder, Str file, Pixels *out)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    if (setjmp(decoder->gave_up))
        return false;
    jpeg_create_decompress(jpeg);
    jpeg->progress = &decoder->progress;
    jpeg_mem_src(jpeg, (const unsigned char *)file.p, (unsigned long)file.n);
    jpeg_read_header(jpeg, TRUE);
    bool cmyk = jpeg->num_components == CMYK;
    if (cmyk)
        jpeg->out_color_space = JCS_CMYK;
    else
        jpeg->dct_method = JDCT_IFAST, jpeg->do_fancy_upsampling = FALSE; /* nobody sees it */
    jpeg_start_decompress(jpeg);
    *out = (Pixels){.width = (int)jpeg->output_width, .height = (int)jpeg->output_height, .colours = 3};
    decoder->row = calloc(jpeg->output_width, (size_t)jpeg->output_components);
    if (!decoder->row)
        out_of_memory();
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, &decoder->row, 1);
        for (int x = 0; cmyk && x < out->width; x++)
            put_rgb(&out->samples, decoder->row + (ptrdiff_t)CMYK * x, jpeg->saw_Adobe_marker);
    }
    jpeg_finish_decompress(jpeg);
    return !decoder->gap;
}

const char *jpeg_decode(Str file, Pixels *out)
{
    JpegDecoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        out_of_memory();
    decoder->jpeg.err = jpeg_std_error(&decoder->errors);
    decoder->jpeg.client_data = decoder;
    decoder->errors.error_exit = give_up;
    decoder->errors.emit_message = note_warning;
    decoder->progress.progress_monitor = limit_scans;
    bool whole = decode(decoder, file, out);
    jpeg_destroy_decompress(&decoder->jpeg);
    free(decoder->row);
    free(decoder);
    return whole ? NULL : "the JPEG ends early or is damaged; copy or save it again";
}
