/* Pictures as rasters.
 *
 * A photograph is reduced until a pixel is as large as a cell, so that a cell has the mean of what it covers: a speck
 * of light that nobody notices does not count. One with fewer pixels than that keeps its own. Rows and columns then
 * follow the picture as it is seen, not as it lies in its file. */
#include "pdf/ground/ground.h"

#include "base/str.h"
#include "pdf/pixels/pixels.h"
#include "style/contrast.h"

void tone_lay(Tone *under, Tone over)
{
    int hides = over.opacity, shows = 255 - over.opacity;
    under->r = (uint8_t)((over.r * hides + under->r * shows + 127) / 255);
    under->g = (uint8_t)((over.g * hides + under->g * shows + 127) / 255);
    under->b = (uint8_t)((over.b * hides + under->b * shows + 127) / 255);
    under->opacity = (uint8_t)(255 - (255 - under->opacity) * shows / 255);
}

int64_t tone_luminance(Tone t)
{
    return contrast_luminance(t.r, t.g, t.b);
}

static Tone pixel_at(const Pixels *p, int x, int y)
{
    ptrdiff_t at = (ptrdiff_t)y * p->width + x;
    const uint8_t *s = (const uint8_t *)p->samples.p + at * p->colours;
    bool grey = p->colours == 1;
    return (Tone){s[0], grey ? s[0] : s[1], grey ? s[0] : s[2], p->alpha.n ? (uint8_t)p->alpha.p[at] : 255};
}

/* The pixel that is seen at x, y of the raster, for each EXIF orientation. */
static Tone seen_at(const Pixels *p, const Raster *r, int orientation, Point at)
{
    int x = at.x, y = at.y, right = r->width - 1 - x, up = r->height - 1 - y;
    switch (orientation) {
    case 2: return pixel_at(p, right, y);
    case 3: return pixel_at(p, right, up);
    case 4: return pixel_at(p, x, up);
    case 5: return pixel_at(p, y, x);
    case 6: return pixel_at(p, y, right);
    case 7: return pixel_at(p, up, right);
    case 8: return pixel_at(p, up, x);
    default: return pixel_at(p, x, y);
    }
}

static bool decode(const Node *image, Pixels *out)
{
    Str file = image->u.image.bytes;
    return !(image->u.image.format == IMAGE_PNG ? png_decode(file, out) : jpeg_decode(file, JPEG_SAMPLES, out));
}

/* `across`: cells of the picture as it is seen. */
static bool read_pixels(Arena *a, const Node *image, int across, Raster *out)
{
    Pixels p = {0};
    int orientation = image->u.image.orientation;
    bool lies = orientation >= 5, whole = decode(image, &p);
    if (whole) {
        int64_t seen = lies ? p.height : p.width, width = int_max((int)((int64_t)p.width * across / seen), 1);
        if (across < seen && width < p.width)
            pixels_reduce(&p, (int)width);
        *out = (Raster){.width = lies ? p.height : p.width, .height = lies ? p.width : p.height};
        out->dark = out->light = NEWN(a, Tone, out->width * out->height);
        for (int y = 0; y < out->height; y++)
            for (int x = 0; x < out->width; x++)
                out->dark[y * out->width + x] = seen_at(&p, out, orientation, (Point){x, y});
    }
    pixels_free(&p);
    return whole;
}

static void read_vector(Arena *a, const Node *image, int across, Raster *out)
{
    const Vector *v = image->u.image.vector;
    int down = (int)((int64_t)across * v->height / v->width);
    *out = (Raster){.width = across, .height = int_max(int_min(down, RASTER_MOST), 1)};
    out->dark = NEWN(a, Tone, out->width * out->height);
    out->light = NEWN(a, Tone, out->width * out->height);
    raster_vector(a, v, out);
}

const Raster *raster_of(Rasters *r, const Node *image, Len width)
{
    int across = int_max(int_min(width / RASTER_CELL, RASTER_MOST), 1);
    Str key = str_format(r->arena, "%p %d", (const void *)image->u.image.bytes.p, across);
    Raster *raster = map_find(&r->known, key);
    if (raster)
        return raster->width ? raster : NULL;
    raster = NEW(r->arena, Raster);
    if (image->u.image.format == IMAGE_SVG)
        read_vector(r->arena, image, across, raster);
    else if (!read_pixels(r->arena, image, across, raster))
        *raster = (Raster){0};
    map_put(r->arena, &r->known, key, raster);
    return raster->width ? raster : NULL;
}
