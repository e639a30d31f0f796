/* Headers of pictures: good ones, and bytes that want to do harm. */
#include "read_help.h"

#include "read/image.h"

static void put_u32(Buf *b, uint32_t v)
{
    char bytes[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};
    buf_put(b, bytes, 4);
}

static void put_chunk(Buf *b, const char *type, const void *data, int n)
{
    put_u32(b, (uint32_t)n);
    buf_put(b, type, 4);
    buf_put(b, data, n);
    put_u32(b, 0); /* the check sum is the decoder's business */
}

static void put_header(Buf *b, uint32_t width, uint32_t height, int depth, int colour)
{
    Buf ihdr = {0};
    put_u32(&ihdr, width);
    put_u32(&ihdr, height);
    char rest[5] = {(char)depth, (char)colour, 0, 0, 0};
    buf_put(&ihdr, rest, 5);
    put_chunk(b, "IHDR", ihdr.p, ihdr.n);
    buf_free(&ihdr);
}

static void begin_png(Buf *b, uint32_t width, uint32_t height, int depth, int colour)
{
    buf_clear(b);
    buf_put(b, "\x89PNG\r\n\x1A\n", 8);
    put_header(b, width, height, depth, colour);
}

static void end_png(Buf *b)
{
    put_chunk(b, "IDAT", "xxxx", 4);
    put_chunk(b, "IEND", "", 0);
}

static const char *measured(const Buf *b, int *width, int *height)
{
    ImageFormat format;
    char *exact = malloc((size_t)b->n + 1); /* so that a byte too far is seen */
    if (b->n)
        memcpy(exact, b->p, (size_t)b->n);
    char *fit = realloc(exact, b->n ? (size_t)b->n : 1);
    const char *fault = image_measure((Str){fit, b->n}, &format, width, height);
    free(fit);
    return fault;
}

static void assert_png(uint32_t width, uint32_t height, int depth, int colour, const char *fault)
{
    Buf b = {0};
    int w = 0, h = 0;
    begin_png(&b, width, height, depth, colour);
    if (colour == 3)
        put_chunk(&b, "PLTE", "abc", 3);
    end_png(&b);
    const char *got = measured(&b, &w, &h);
    buf_free(&b);
    if (fault) {
        assert_non_null(got);
        assert_string_equal(got, fault);
    } else {
        assert_null(got);
        assert_int_equal(w, width);
        assert_int_equal(h, height);
    }
}

static void png_sizes_and_types(void **state)
{
    (void)state;
    assert_png(640, 480, 8, 2, NULL);
    assert_png(1, 20000, 1, 0, NULL);
    assert_png(10000, 10000, 16, 6, NULL);
    assert_png(5, 5, 4, 3, NULL);
    assert_png(20001, 1, 8, 2, "a side has more than 20,000 pixels");
    assert_png(0xFFFFFFFF, 0xFFFFFFFF, 8, 2, "a side has more than 20,000 pixels");
    assert_png(10001, 10000, 8, 2, "it has more than 100 million pixels");
    assert_png(0, 10, 8, 2, "it has no width or no height");
    assert_png(10, 10, 3, 2, "its PNG header combines a bit depth and a colour type that PNG does not allow");
    assert_png(10, 10, 16, 3, "its PNG header combines a bit depth and a colour type that PNG does not allow");
    assert_png(10, 10, 8, 5, "its PNG header combines a bit depth and a colour type that PNG does not allow");
}

static void png_chunks_stand_in_order(void **state)
{
    (void)state;
    Buf b = {0};
    int w, h;
    buf_put(&b, "\x89PNG\r\n\x1A\n", 8);
    end_png(&b);
    assert_string_equal(measured(&b, &w, &h), "the PNG does not begin with its header");
    begin_png(&b, 4, 4, 8, 2);
    put_header(&b, 4, 4, 8, 2);
    end_png(&b);
    assert_string_equal(measured(&b, &w, &h), "the PNG has two headers");
    begin_png(&b, 4, 4, 8, 3);
    end_png(&b);
    assert_string_equal(measured(&b, &w, &h), "the PNG has no palette");
    begin_png(&b, 4, 4, 8, 3);
    put_chunk(&b, "PLTE", "abcd", 4);
    end_png(&b);
    assert_string_equal(measured(&b, &w, &h), "the PNG's palette is damaged");
    begin_png(&b, 4, 4, 8, 2);
    put_chunk(&b, "IEND", "", 0);
    assert_string_equal(measured(&b, &w, &h), "the PNG has no pixels");
    begin_png(&b, 4, 4, 8, 2);
    put_u32(&b, 0x7FFFFFFF);
    buf_put(&b, "IDATxxxxxxxxxxxx", 16);
    assert_string_equal(measured(&b, &w, &h), "the PNG is cut short");
    begin_png(&b, 4, 4, 8, 2);
    put_u32(&b, 0xFFFFFFF4);
    buf_put(&b, "tEXtxxxxxxxxxxxx", 16);
    assert_string_equal(measured(&b, &w, &h), "the PNG is cut short");
    buf_free(&b);
}

static void make_jpeg(Buf *b, int marker, int width, int height, int components)
{
    buf_clear(b);
    buf_put(b, "\xFF\xD8\xFF\xE0\x00\x06JFIF\xFF\xFF", 12); /* with a fill byte */
    char head[9] = {(char)marker,
                    0,
                    (char)(8 + 3 * components),
                    8,
                    (char)(height >> 8),
                    (char)height,
                    (char)(width >> 8),
                    (char)width,
                    (char)components};
    buf_put(b, head, 9);
    for (int i = 0; i < components; i++)
        buf_put(b, "\1\x11\0", 3);
    buf_put(b, "\xFF\xDA\x00\x04\0\0data\xFF\xD9", 12);
}

static void jpeg_sizes_and_types(void **state)
{
    (void)state;
    Buf b = {0};
    int w = 0, h = 0;
    make_jpeg(&b, 0xC0, 1920, 1080, 3);
    assert_null(measured(&b, &w, &h));
    assert_int_equal(w, 1920);
    assert_int_equal(h, 1080);
    make_jpeg(&b, 0xC2, 7, 9, 1);
    assert_null(measured(&b, &w, &h));
    make_jpeg(&b, 0xC0, 7, 9, 4);
    assert_null(measured(&b, &w, &h));
    make_jpeg(&b, 0xC3, 7, 9, 3);
    assert_string_equal(measured(&b, &w, &h), "it is a lossless or arithmetic-coded JPEG; expected baseline or "
                                              "progressive");
    make_jpeg(&b, 0xC0, 7, 9, 2);
    assert_string_equal(measured(&b, &w, &h), "its JPEG has an unknown number of colours; expected 1, 3 or 4");
    make_jpeg(&b, 0xC0, 60000, 9, 3);
    assert_string_equal(measured(&b, &w, &h), "a side has more than 20,000 pixels");
    make_jpeg(&b, 0xC0, 0, 9, 3);
    assert_string_equal(measured(&b, &w, &h), "it has no width or no height");
    make_jpeg(&b, 0xC4, 7, 9, 3);
    assert_string_equal(measured(&b, &w, &h), "the JPEG has pixels but no header");
    buf_free(&b);
}

static void every_truncation_is_refused(void **state)
{
    (void)state;
    int w, h;
    Buf b = {0}, cut = {0};
    make_jpeg(&b, 0xC0, 19, 10, 3);
    int scan = 12 + 9 + 9 + 6; /* behind the scan's header nothing is read */
    for (int i = 0; i < scan; i++) {
        buf_clear(&cut);
        buf_put(&cut, b.p, i);
        assert_non_null(measured(&cut, &w, &h));
    }
    begin_png(&b, 4, 4, 8, 2);
    end_png(&b);
    for (int i = 0; i < b.n; i++) {
        buf_clear(&cut);
        buf_put(&cut, b.p, i);
        assert_non_null(measured(&cut, &w, &h));
    }
    buf_free(&b);
    buf_free(&cut);
}

/* Any change of bytes gives a size within the limits, or a fault. */
static void random_bytes_do_no_harm(void **state)
{
    (void)state;
    Buf good[2] = {{0}, {0}}, b = {0};
    uint32_t seed = 12345;
    begin_png(&good[0], 4, 4, 8, 2);
    end_png(&good[0]);
    make_jpeg(&good[1], 0xC0, 19, 10, 3);
    for (int round = 0; round < 20000; round++) {
        buf_clear(&b);
        buf_str(&b, buf_view(&good[round % 2]));
        for (int change = 0; change < 3; change++) {
            seed = seed * 1664525 + 1013904223;
            b.p[3 + (int)(seed >> 8) % (b.n - 3)] = (char)(seed >> 24);
        }
        int w = 1, h = 1;
        if (!measured(&b, &w, &h))
            assert_true(w > 0 && h > 0 && w <= 20000 && h <= 20000);
    }
    buf_free(&b);
    buf_free(&good[0]);
    buf_free(&good[1]);
}

static void files_are_looked_for_in_the_folder(void **state)
{
    Bench *b = *state;
    Buf png = {0};
    begin_png(&png, 40, 30, 8, 6);
    end_png(&png);
    put_bytes(b, "images/map.png", buf_view(&png));
    put(b, "images/map.txt", "GIF89a");
    Str folder = str_c(b->folder);
    Node *image = node_new(b->reader.job, NODE_IMAGE, (Pos){0});
    assert_true(image_read(&b->reader, folder, STR("images/map.png"), (Pos){0}, image));
    assert_int_equal(image->u.image.width, 40);
    assert_int_equal(image->u.image.height, 30);
    assert_int_equal(image->u.image.format, IMAGE_PNG);
    assert_int_equal(image->u.image.bytes.n, png.n);
    assert_int_equal(problems(b), 0);
    assert_false(image_read(&b->reader, folder, STR("images/mab.png"), (Pos){0}, image));
    assert_reported(b, "error[MD010]: picture \"images/mab.png\" not found; expected a PNG, JPEG or SVG file\n");
    assert_reported(b, "help: did you mean \"map.png\"?\n");
    assert_false(image_read(&b->reader, folder, STR("images/map.txt"), (Pos){0}, image));
    assert_reported(b, "error[MD011]: cannot use \"images/map.txt\": it is a GIF picture; open it and save it as "
                       "PNG\n");
    assert_false(image_read(&b->reader, folder, STR("../x.png"), (Pos){0}, image));
    assert_reported(b, "error[IO007]: \"../x.png\" is outside the document's folder; expected a path inside it\n");
    assert_false(image_read(&b->reader, folder, STR("images"), (Pos){0}, image));
    assert_int_equal(problems(b), 4);
    buf_free(&png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(png_sizes_and_types),     cmocka_unit_test(png_chunks_stand_in_order),
        cmocka_unit_test(jpeg_sizes_and_types),    cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(random_bytes_do_no_harm), with_bench(files_are_looked_for_in_the_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
