/* Pictures of the author's, inside the page: an SVG as it was read, a PNG or JPEG as a data URI.
 *
 * Where the template limits how many pixels a picture has to the inch, one with far more is reduced as in the PDF; an
 * inch is 96 px, and what has no width of its own is as wide as its pixels or the measure. A JPEG that says how it is
 * to be turned is left as it is, because browsers turn it. */
#include "html/figure_private.h"

#include <string.h>

#include "base/encode/base64.h"
#include "pdf/pixels/pixels.h"

enum { MEASURE = 640, INCH = 96 }; /* px */

/* ---- pixels ---- */

/* As wide as it is on a screen with room for it, in px. */
static int width_of(const Node *image)
{
    int64_t px = (int64_t)image->u.image.width * INCH / node_picture_density(image);
    if (image->u.image.given_width)
        px = (int64_t)image->u.image.given_width * INCH / PT(72);
    else if (image->u.image.percent)
        px = (int64_t)MEASURE * image->u.image.percent / 100;
    return int_max((int)(px < MEASURE ? px : MEASURE), 1);
}

/* The pixels across that it is reduced to; 0: it is not. */
static int reduced_width(const Html *w, const Node *image)
{
    int64_t wanted = (int64_t)width_of(image) * w->tpl->picture_dpi / INCH;
    bool turned = image->u.image.orientation > 1;
    return wanted < 1 || turned || wanted * 3 / 2 >= image->u.image.width ? 0 : (int)wanted;
}

/* False: it cannot be decoded, which the PDF reports. */
static bool reduce(const Node *image, int width, Buf *out)
{
    Pixels pixels = {0};
    bool png = image->u.image.format == IMAGE_PNG;
    const char *why =
        png ? png_decode(image->u.image.bytes, &pixels) : jpeg_decode(image->u.image.bytes, true, &pixels);
    bool can = !why && pixels.width > width;
    if (can) {
        pixels_reduce(&pixels, width);
        if (png)
            png_encode(&pixels, out);
        else
            jpeg_encode(&pixels, out);
    }
    buf_free(&pixels.samples);
    buf_free(&pixels.alpha);
    return can;
}

static void put_data(Html *w, const Node *image)
{
    Buf fewer = {0};
    int width = reduced_width(w, image);
    bool reduced = width && reduce(image, width, &fewer);
    put(w, " src=\"data:image/");
    put(w, image->u.image.format == IMAGE_PNG ? "png" : "jpeg");
    put(w, ";base64,");
    buf_base64(&w->out, reduced ? buf_view(&fewer) : image->u.image.bytes);
    put(w, "\"");
    buf_free(&fewer);
}

void put_raster(Html *w, const Node *image, const char *kind)
{
    int width = width_of(image);
    int64_t height = (int64_t)width * image->u.image.height / int_max(image->u.image.width, 1);
    put(w, "<img");
    if (*kind)
        put_attribute(w, "class", str_c(kind));
    put_id(w, image);
    put_lang(w, image);
    put_attribute(w, "alt", image->u.image.decorative ? STR("") : node_text(w->arena, image));
    put_number_attribute(w, "width", width);
    put_number_attribute(w, "height", height > 1 ? height : 1);
    put_data(w, image);
    put(w, ">");
}

/* ---- vectors ---- */

void put_vector_picture(Html *w, const Node *image, const char *kind)
{
    const HtmlTools *tools = html_tools(w);
    const Vector *vector = image->u.image.vector;
    DrawSpace space = {.arena = w->arena,
                       .typesetter = tools->typesetter,
                       .tpl = w->tpl,
                       .styler = tools->styler,
                       .picture = image};
    DrawnWords words = draw_words(&space, vector);
    SvgName name = {.id = id_of(w, image),
                    .words = image->u.image.decorative ? STR("") : node_text(w->arena, image),
                    .lang = node_attr(image, "lang"),
                    .px = width_of(image),
                    .kind = kind,
                    .crop = strcmp(kind, "opener") == 0};
    put_vector(w, vector, &words, &name);
}

void put_picture(Html *w, const Node *image)
{
    if (image->u.image.format == IMAGE_SVG && image->u.image.vector)
        put_vector_picture(w, image, "drawing");
    else if (image->u.image.bytes.n && image->u.image.format != IMAGE_SVG)
        put_raster(w, image, "");
}
