/* The headers of PNG and JPEG files; SVG files are read whole (read/svg/).
 *
 * A picture can come from anywhere, so nothing in it is trusted: every length is checked against the bytes present
 * before it is used. Sizes are limited, so that a decoder cannot later be made to request absurd amounts of memory.
 * A PNG must begin with its IHDR, then have pixels in an IDAT, and end with an IEND; a JPEG must have one frame
 * header before its first scan. */
#include "read/image.h"

#include <string.h>

#include "base/str.h"
#include "file/file.h"
#include "read/svg/svg.h"

typedef struct Size {
    uint32_t width, height;
} Size;

static uint32_t big_endian(const unsigned char *p, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | p[i];
    return value;
}

static bool begins(Str bytes, const char *signature, int n)
{
    return bytes.n >= n && memcmp(bytes.p, signature, (size_t)n) == 0;
}

static bool depth_fits_colour(int depth, int colour)
{
    switch (colour) {
    case 0: return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3: return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6: return depth == 8 || depth == 16;
    default: return false;
    }
}

/* The 13 bytes of an IHDR. */
static const char *read_png_header(const unsigned char *ihdr, Size *size)
{
    *size = (Size){big_endian(ihdr, 4), big_endian(ihdr + 4, 4)};
    if (!depth_fits_colour(ihdr[8], ihdr[9]))
        return "its PNG header combines a bit depth and a colour type that PNG does not allow";
    if (ihdr[10] || ihdr[11] || ihdr[12] > 1)
        return "its PNG header names an unknown method";
    return NULL;
}

static const char *measure_png(Str bytes, Size *size)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    size_t n = (size_t)bytes.n, at = 8;
    bool header = false, palette = false, pixels = false;
    int colour = 0;
    while (n - at >= 12) {
        uint32_t length = big_endian(p + at, 4);
        const char *type = bytes.p + at + 4;
        if (length > n - at - 12)
            return "the PNG is cut short";
        bool is_header = memcmp(type, "IHDR", 4) == 0;
        if (is_header == header)
            return header ? "the PNG has two headers" : "the PNG does not begin with its header";
        if (is_header) {
            if (length != 13)
                return "its PNG header has the wrong length";
            const char *fault = read_png_header(p + at + 8, size);
            if (fault)
                return fault;
            colour = p[at + 17];
            header = true;
        } else if (memcmp(type, "PLTE", 4) == 0) {
            if (palette || pixels || length == 0 || length % 3 || length > 768)
                return "the PNG's palette is damaged";
            palette = true;
        } else if (memcmp(type, "IDAT", 4) == 0) {
            if (colour == 3 && !palette)
                return "the PNG has no palette";
            pixels = true;
        } else if (memcmp(type, "IEND", 4) == 0) {
            return pixels ? NULL : "the PNG has no pixels";
        }
        at += 12 + (size_t)length;
    }
    return "the PNG is cut short";
}

/* Start-of-frame markers; C4, C8 and CC in the range mean something else. */
static bool is_frame(int marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* A frame header of `length` bytes after its length field. */
static const char *read_jpeg_frame(int marker, const unsigned char *frame, size_t length, Size *size)
{
    if (marker != 0xC0 && marker != 0xC1 && marker != 0xC2)
        return "it is a lossless or arithmetic-coded JPEG; expected baseline or progressive";
    if (length < 6)
        return "its JPEG header is cut short";
    int components = frame[5];
    if (frame[0] != 8)
        return "its JPEG does not have 8 bits per sample";
    if (components != 1 && components != 3 && components != 4)
        return "its JPEG has an unknown number of colours; expected 1, 3 or 4";
    if (length != 6 + 3 * (size_t)components)
        return "its JPEG header has the wrong length";
    *size = (Size){big_endian(frame + 3, 2), big_endian(frame + 1, 2)};
    return NULL;
}

static const char *measure_jpeg(Str bytes, Size *size)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    size_t n = (size_t)bytes.n, at = 2;
    bool frame = false;
    for (;;) {
        if (at >= n)
            return "the JPEG is cut short";
        if (p[at] != 0xFF)
            return "the JPEG lacks a marker";
        while (at < n && p[at] == 0xFF)
            at++; /* fill bytes */
        if (at >= n)
            return "the JPEG is cut short";
        int marker = p[at++];
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7))
            continue; /* these stand alone */
        if (marker == 0xD8 || marker == 0xD9 || marker == 0)
            return "the JPEG has a misplaced marker";
        if (n - at < 2)
            return "the JPEG is cut short";
        size_t length = big_endian(p + at, 2);
        if (length < 2 || length > n - at)
            return "the JPEG is cut short";
        if (marker == 0xDA)
            return frame ? NULL : "the JPEG has pixels but no header";
        if (is_frame(marker)) {
            if (frame)
                return "the JPEG has two headers";
            const char *fault = read_jpeg_frame(marker, p + at + 2, length - 2, size);
            if (fault)
                return fault;
            frame = true;
        }
        at += length;
    }
}

/* --- orientation ---------------------------------------------------------- */

/* A TIFF's number, in the byte order that it states. */
static uint32_t tiff_number(Str tiff, int at, int bytes)
{
    uint32_t value = 0;
    bool little = tiff.n > 0 && tiff.p[0] == 'I';
    if (at < 0 || at > tiff.n - bytes)
        return 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)tiff.p[little ? at + bytes - 1 - i : at + i];
    return value;
}

/* Entry 0x0112 of the first directory; 1 when there is none. */
static int orientation_in_exif(Str tiff)
{
    enum { ORIENTATION = 0x0112, ENTRY = 12 };
    if (!begins(tiff, "II*\0", 4) && !begins(tiff, "MM\0*", 4))
        return 1;
    uint32_t at = tiff_number(tiff, 4, 4);
    if (at > (uint32_t)tiff.n)
        return 1;
    int entries = (int)tiff_number(tiff, (int)at, 2);
    for (int i = 0; i < entries && (int)at + 2 + ENTRY * i < tiff.n; i++) {
        int entry = (int)at + 2 + ENTRY * i;
        uint32_t value = tiff_number(tiff, entry + 8, 2);
        if (tiff_number(tiff, entry, 2) == ORIENTATION)
            return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}

/* The next part of a file that image_measure has found in order: its kind and content. */
typedef bool NextPart(Str file, int *at, Str *kind, Str *content);

static bool next_chunk(Str file, int *at, Str *kind, Str *content)
{
    if (*at == 0)
        *at = 8;
    if (*at > file.n - 12)
        return false;
    int n = (int)big_endian((const unsigned char *)file.p + *at, 4);
    *kind = str_sub(file, *at + 4, *at + 8);
    *content = str_sub(file, *at + 8, *at + 8 + n);
    *at += 12 + n;
    return !str_is(*kind, "IEND");
}

static bool next_segment(Str file, int *at, Str *kind, Str *content)
{
    if (*at == 0)
        *at = 2;
    while (*at < file.n - 1 && file.p[*at] == '\xFF' && file.p[*at + 1] == '\xFF')
        (*at)++;
    if (*at > file.n - 4)
        return false;
    *kind = str_sub(file, *at + 1, *at + 2);
    int marker = (unsigned char)kind->p[0];
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
        *content = STR("");
        *at += 2;
        return true;
    }
    int n = (int)big_endian((const unsigned char *)file.p + *at + 2, 2);
    *content = str_sub(file, *at + 4, *at + 2 + n);
    *at += 2 + n;
    return marker != 0xDA;
}

static int orientation_of(Str file, ImageFormat format)
{
    NextPart *next = format == IMAGE_PNG ? next_chunk : next_segment;
    Str kind, content;
    for (int at = 0; next(file, &at, &kind, &content);) {
        if (format == IMAGE_PNG && str_is(kind, "eXIf"))
            return orientation_in_exif(content);
        if (format == IMAGE_JPEG && str_is(kind, "\xE1") && begins(content, "Exif\0\0", 6))
            return orientation_in_exif(str_sub(content, 6, content.n));
    }
    return 1;
}

/* --- other kinds ---------------------------------------------------------- */

/* What a file is that is neither, and what to do about it. */
static const char *other_kind(Str bytes)
{
    static const struct {
        int at;
        const char *mark;
        int n;
        const char *fault;
    } kinds[] = {
        {4, "ftypavif", 8, "it is an AVIF picture; open it and save it as JPEG or PNG"},
        {4, "ftyp", 4, "it is a HEIC picture, as iPhones save them; open it and save it as JPEG or PNG"},
        {8, "WEBP", 4, "it is a WebP picture; open it and save it as JPEG or PNG"},
        {0, "II*\0", 4, "it is a TIFF picture; open it and save it as JPEG or PNG"},
        {0, "MM\0*", 4, "it is a TIFF picture; open it and save it as JPEG or PNG"},
        {0, "GIF8", 4, "it is a GIF picture; open it and save it as PNG"},
        {0, "BM", 2, "it is a BMP picture; open it and save it as PNG"},
        {0, "%PDF", 4, "it is a PDF; save its page as PNG"},
        {0, "8BPS", 4, "it is a Photoshop file; export it as JPEG or PNG"},
    };
    for (int i = 0; i < COUNT(kinds); i++)
        if (begins(str_sub(bytes, kinds[i].at, bytes.n), kinds[i].mark, kinds[i].n))
            return kinds[i].fault;
    return "it is not a PNG, a JPEG or an SVG";
}

const char *image_measure(Str bytes, ImageFormat *format, int *width, int *height)
{
    Size size = {0};
    const char *fault = NULL;
    if (begins(bytes, "\x89PNG\r\n\x1A\n", 8)) {
        *format = IMAGE_PNG;
        fault = measure_png(bytes, &size);
    } else if (begins(bytes, "\xFF\xD8\xFF", 3)) {
        *format = IMAGE_JPEG;
        fault = measure_jpeg(bytes, &size);
    } else {
        fault = other_kind(bytes);
    }
    if (fault)
        return fault;
    if (!size.width || !size.height)
        return "it has no width or no height";
    if (size.width > PICTURE_SIDE_MOST || size.height > PICTURE_SIDE_MOST)
        return "a side has more than 20,000 pixels";
    if ((uint64_t)size.width * size.height > PICTURE_PIXELS_MOST)
        return "it has more than 100 million pixels";
    *width = (int)size.width;
    *height = (int)size.height;
    return NULL;
}

static void report_missing(const Reader *r, Str path, Str full, Pos from)
{
    diag(r->diag, MD010, from, "picture \"" STR_FMT "\" not found; expected a PNG, JPEG or SVG file", STR_ARG(path));
    Str slashes = path_with_slashes(r->job, full), *names;
    int n;
    if (!str_eq(slashes, full) && path_exists(slashes)) {
        diag_help(r->diag, "did you mean \"" STR_FMT "\"? Paths are written with /",
                  STR_ARG(path_with_slashes(r->job, path)));
        return;
    }
    if (!dir_list(r->job, path_dir(full), &names, &n))
        return;
    diag_nearest(r->diag, path_base(path), names, n);
}

static bool read_pixels(const Reader *r, Str path, Pos from, Node *image)
{
    const char *fault =
        image_measure(image->u.image.bytes, &image->u.image.format, &image->u.image.width, &image->u.image.height);
    if (fault) {
        diag(r->diag, MD011, from, "cannot use \"" STR_FMT "\": %s", STR_ARG(path), fault);
        return false;
    }
    image->u.image.orientation = orientation_of(image->u.image.bytes, image->u.image.format);
    if (image->u.image.orientation >= 5) { /* it lies on its side */
        int width = image->u.image.width;
        image->u.image.width = image->u.image.height;
        image->u.image.height = width;
    }
    return true;
}

static bool read_vector(const Reader *r, int file, Node *image)
{
    image->u.image.format = IMAGE_SVG;
    image->u.image.vector = svg_read(r, image->u.image.bytes, file, &image->u.image.width, &image->u.image.height);
    return image->u.image.vector != NULL;
}

bool image_read(const Reader *r, Str folder, Str path, Pos from, Node *image)
{
    Str full, bytes;
    if (!path_inside(r->job, folder, path, &full)) {
        diag(r->diag, IO007, from, "\"" STR_FMT "\" is outside the document's folder; expected a path inside it",
             STR_ARG(path));
        return false;
    }
    if (!path_exists(full) || path_is_dir(full)) {
        report_missing(r, path, full, from);
        return false;
    }
    int file = file_read_beneath(r->job, r->diag, (FilePlace){folder, full}, from, &bytes);
    if (!file)
        return false;
    image->u.image.bytes = bytes;
    return svg_is(bytes) ? read_vector(r, file, image) : read_pixels(r, path, from, image);
}
