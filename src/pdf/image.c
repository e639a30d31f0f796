/* JPEG data goes into the file unchanged, after a check that it is whole; one in CMYK becomes RGB. For a press it is
 * RGB that changes, into inks, and what was a JPEG is then kept without loss; grey and CMYK stay as they are. PNG is
 * decoded, its alpha is split off as a soft mask, and it is deflated again with PNG's own row filters; each row uses
 * the one that leaves the smallest differences. Where the template limits the resolution, both are reduced first, and a
 * JPEG is compressed again. */
#include "pdf/image_private.h"

#include <stdlib.h>
#include <string.h>

#include "doc/picture/named.h"
#include "pdf/object/syntax.h"
#include "pdf/pdf.h"

typedef struct JpegFrame {
    int width, height, components;
} JpegFrame;

static int two_bytes(Str s, int at)
{
    return (unsigned char)s.p[at] << 8 | (unsigned char)s.p[at + 1];
}

/* Reads a frame's header, whose length is at `at`. */
static const char *read_frame(Str s, int at, int marker, JpegFrame *out)
{
    if (marker > 0xC2)
        return "it is a lossless or arithmetic-coded JPEG; expected baseline or progressive";
    if (at + 8 > s.n)
        return "the file is cut short";
    *out = (JpegFrame){.height = two_bytes(s, at + 3),
                       .width = two_bytes(s, at + 5),
                       .components = (unsigned char)s.p[at + 7]};
    if (s.p[at + 2] != 8)
        return "it does not have 8 bits per sample";
    if (out->components != 1 && out->components != 3 && out->components != 4)
        return "it has an unknown number of colours; expected 1, 3 or 4";
    return out->width > 0 && out->height > 0 ? NULL : "it has no size";
}

/* NULL, or what is wrong. */
static const char *jpeg_frame(Str s, JpegFrame *out)
{
    for (int at = 2; at + 4 <= s.n;) {
        if ((unsigned char)s.p[at] != 0xFF)
            return "a marker is missing";
        int marker = (unsigned char)s.p[at + 1];
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame)
            return read_frame(s, at + 2, marker, out);
        bool fill = marker == 0xFF, bare = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        at += fill ? 1 : bare ? 2 : 2 + two_bytes(s, at + 2);
    }
    return "it has no image data";
}

static Str entries_for(Arena *a, int width, int height, int colours, Str more)
{
    static const char *const spaces[] = {[1] = "DeviceGray", [3] = "DeviceRGB", [4] = "DeviceCMYK"};
    return str_format(a, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%s" STR_FMT,
                      width, height, spaces[colours], STR_ARG(more));
}

static int paeth(int left, int up, int corner)
{
    int p = left + up - corner;
    int a = abs(p - left), b = abs(p - up), c = abs(p - corner);
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

/* A row of samples of `step` bytes for each pixel. */
typedef struct SampleRow {
    const unsigned char *at, *above; /* above: the row before, or NULL */
    int n, step;
} SampleRow;

/* Writes row under PNG's filter `type` and gives the sum of the differences, taken as signed. */
static long filter_row(int type, SampleRow row, unsigned char *out)
{
    long sum = 0;
    for (int i = 0; i < row.n; i++) {
        int left = i >= row.step ? row.at[i - row.step] : 0, above = row.above ? row.above[i] : 0;
        int corner = row.above && i >= row.step ? row.above[i - row.step] : 0;
        int guess = type == 1 ? left : type == 2 ? above : type == 4 ? paeth(left, above, corner) : 0;
        out[i] = (unsigned char)(row.at[i] - guess);
        sum += abs((signed char)out[i]);
    }
    return sum;
}

/* The colours of a picture, or its opacity as one more. */
typedef struct Plane {
    const Buf *samples; /* row by row, one byte for each colour of a pixel */
    int width, height, colours;
} Plane;

/* The samples with a filter's number before each row. */
static void filter_rows(const Plane *plane, Buf *out)
{
    static const int types[] = {0, 1, 2, 4};
    int stride = plane->width * plane->colours;
    unsigned char *best = calloc(2, (size_t)stride);
    if (!best)
        out_of_memory();
    unsigned char *trial = best + stride;
    for (int y = 0; y < plane->height; y++) {
        const unsigned char *at = (const unsigned char *)plane->samples->p + (size_t)y * (size_t)stride;
        SampleRow row = {at, y ? at - stride : NULL, stride, plane->colours};
        long least = -1;
        char chosen = 0;
        for (int i = 0; i < COUNT(types); i++) {
            long sum = filter_row(types[i], row, trial);
            if (least >= 0 && sum >= least)
                continue;
            least = sum;
            chosen = (char)types[i];
            memcpy(best, trial, (size_t)stride);
        }
        buf_char(out, chosen);
        buf_put(out, best, stride);
    }
    free(best);
}

static int add_plane(Images *images, Objects *o, const Plane *plane, Str more)
{
    Buf filtered = {0};
    filter_rows(plane, &filtered);
    Str all = str_format(images->arena, STR_FMT "/DecodeParms<</Predictor 15/Colors %d/Columns %d>>", STR_ARG(more),
                         plane->colours, plane->width);
    Str entries = entries_for(images->arena, plane->width, plane->height, plane->colours, all);
    int object = object_deflated(o, entries, buf_view(&filtered));
    buf_free(&filtered);
    return object;
}

static int add_jpeg_data(Images *images, Objects *o, const Pixels *p, Str data)
{
    Str more =
        p->colours == INKS && p->inverted ? STR("/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]") : STR("/Filter/DCTDecode");
    return object_stream(o, entries_for(images->arena, p->width, p->height, p->colours, more), data, false);
}

/* RGB as the inks of the press, where there is one. */
static void to_inks(const Images *images, Pixels *p)
{
    if (!images->profile || p->colours != 3 || !p->samples.n)
        return;
    const Conversion *c = profile_conversion(images->profile, buf_view(&p->icc));
    Buf inks = {0};
    int n = p->width * p->height;
    buf_reserve(&inks, n * INKS);
    profile_pixels(c, (const uint8_t *)p->samples.p, n, (uint8_t *)inks.p);
    inks.n = n * INKS;
    buf_free(&p->samples);
    p->samples = inks;
    p->colours = INKS;
}

static int add_samples(Images *images, Objects *o, const Pixels *p, Str more)
{
    return add_plane(images, o, &(Plane){&p->samples, p->width, p->height, p->colours}, more);
}

/* The pixels that are shown, and no more of them than needed. */
static void cut_down(const ImageNeed *need, const Node *image, Pixels *p)
{
    int width = need->width;
    if (need->cropped) {
        PixelBox box = image_crop(need, image);
        width = int_max((int)((int64_t)width * box.w / p->width), width > 0);
        pixels_crop(p, box);
    }
    if (width)
        pixels_reduce(p, width);
}

static int add_new_jpeg(Images *images, Objects *o, const Pixels *p)
{
    Buf data = {0};
    jpeg_encode(p, &data);
    int object = add_jpeg_data(images, o, p, buf_view(&data));
    buf_free(&data);
    return object;
}

static JpegWish wish_for(const Images *images, bool samples)
{
    if (images->profile)
        return samples ? JPEG_SAMPLES_INKS : JPEG_CHECK_INKS;
    return samples ? JPEG_SAMPLES : JPEG_CHECK;
}

static const char *add_jpeg(Images *images, Objects *o, const Node *image, ImageNeed *need)
{
    JpegFrame f = {0};
    Pixels p = {0};
    Str file = image->u.image.bytes;
    bool anew = need->width > 0 || need->cropped;
    const char *wrong = jpeg_frame(file, &f);
    bool as_it_is = !anew && images->profile && f.components == INKS;
    if (!wrong)
        wrong = jpeg_decode(file, wish_for(images, anew || as_it_is), &p);
    if (!wrong && anew)
        cut_down(need, image, &p);
    if (!wrong)
        to_inks(images, &p);
    need->ink = wrong ? 0 : pixels_ink(&p);
    if (!wrong && anew && (p.colours == 1 || !images->profile)) {
        need->object = add_new_jpeg(images, o, &p);
    } else if (!wrong && p.samples.n && !as_it_is) {
        need->object = add_samples(images, o, &p, STR(""));
    } else if (!wrong) {
        need->object = add_jpeg_data(images, o, &p, file);
    }
    pixels_free(&p);
    return wrong;
}

static const char *add_png(Images *images, Objects *o, const Node *image, ImageNeed *need)
{
    Pixels p = {0};
    const char *wrong = png_decode(image->u.image.bytes, &p);
    if (!wrong) {
        cut_down(need, image, &p);
        to_inks(images, &p);
        need->ink = pixels_ink(&p);
        Plane opacity = {&p.alpha, p.width, p.height, 1};
        Str mask = STR("");
        need->masked = p.alpha.n;
        if (p.alpha.n)
            mask = str_format(images->arena, "/SMask %d 0 R", add_plane(images, o, &opacity, STR("")));
        need->object = add_samples(images, o, &p, mask);
    }
    pixels_free(&p);
    return wrong;
}

static void report_fault(Diag *d, const Node *image, const char *wrong)
{
    diag(d, PDF002, image->pos, "cannot decode the picture: %s", wrong);
}

static void add_image(Images *images, Objects *o, Diag *d, const Node *image, ImageNeed *need)
{
    need->object = 0;
    need->number = images->named.n;
    VEC_PUSH(images->arena, &images->named, need);
    const char *wrong =
        image->u.image.format == IMAGE_JPEG ? add_jpeg(images, o, image, need) : add_png(images, o, image, need);
    if (wrong)
        report_fault(d, image, wrong);
    else if (images->ink && need->ink > images->ink)
        diag(d, PRS010, image->pos, "the picture has %d%% of ink where it is darkest; expected at most %d%%", need->ink,
             images->ink);
}

static const char *fault_of(const Node *image)
{
    JpegFrame f;
    Pixels p = {0};
    Str file = image->u.image.bytes;
    const char *wrong;
    if (image->u.image.format == IMAGE_PNG)
        wrong = png_decode(file, &p);
    else if (!(wrong = jpeg_frame(file, &f)))
        wrong = jpeg_decode(file, JPEG_CHECK, &p);
    pixels_free(&p);
    return wrong;
}

typedef struct PictureCheck {
    Arena *arena;
    Diag *diag;
    Map known; /* by their bytes */
} PictureCheck;

static void check_picture(PictureCheck *c, const Node *image)
{
    Str bytes = image->u.image.bytes;
    if (bytes.n == 0 || image->u.image.format == IMAGE_SVG || !map_put(c->arena, &c->known, bytes, c))
        return;
    const char *wrong = fault_of(image);
    if (wrong)
        report_fault(c->diag, image, wrong);
}

void pdf_check_pictures(const Doc *doc, Arena *a, Diag *d)
{
    PictureCheck c = {.arena = a, .diag = d};
    for (const Node *n = doc->root; n; n = node_next(n, doc->root)) {
        if (n->kind == NODE_IMAGE)
            check_picture(&c, n);
        for (int i = 0; n->kind == NODE_PART && i < n->u.part.doc->nimages; i++)
            check_picture(&c, n->u.part.doc->images[i].image);
    }
}

const ImageNeed *image_use(Images *images, Objects *o, Diag *d, const Node *image)
{
    ImageNeed *need = image_need(images, image);
    if (need->object < 0)
        add_image(images, o, d, image, need);
    return need->object ? need : NULL;
}

void images_finish(const Images *images, Buf *resources)
{
    for (int i = 0; i < images->named.n; i++)
        if (images->named.at[i]->object)
            buf_format(resources, "/I%d %d 0 R", i, images->named.at[i]->object);
}
