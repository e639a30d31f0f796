/* A run is a group in the units of its font; each glyph in it is used at its place. Lines under and through
 * words are drawn as the face asks. */
#include "preview/preview_private.h"

#include <stdio.h>
#include <sys/stat.h>

#include "draw/svg.h"
#include "text/outline.h"

/* ---- symbols ---- */

/* What tells the face from every other, and from itself after its file has changed. */
static Str face_identity(Arena *a, const Face *face)
{
    struct stat st = {0};
    stat(str_cdup(a, face_path(face)), &st);
    return str_format(a, "%llx.%llx.%llx.%lx.%d", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino,
                      (unsigned long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, face_info(face).index);
}

static Str face_key(Drawer *d, const Face *face)
{
    int index = face_info(face).index;
    while (d->faces.n <= index)
        VEC_PUSH(d->arena, &d->faces, (Str){0});
    if (!d->faces.at[index].n)
        d->faces.at[index] = face_identity(d->arena, face);
    return d->faces.at[index];
}

static void put_units(Buf *out, const char *before, int units)
{
    buf_format(out, "%s%d", before, units);
}

static Str symbol_svg(Drawer *d, const Face *face, uint16_t gid, int number)
{
    Buf b = {0};
    const PathSeg *segs;
    Glyph glyph = {.gid = gid};
    int n = run_outline(d->arena,
                        &(GlyphRun){.face = face, .size = face_info(face).units_per_em, .glyphs = &glyph, .nglyphs = 1},
                        &segs);
    buf_format(&b, "<path id=\"g%d\" d=\"", number);
    for (int i = 0; i < n; i++) {
        int points = segs[i].op == PATH_CURVE ? 3 : segs[i].op == PATH_CLOSE ? 0 : 1;
        buf_char(&b, (char)segs[i].op);
        for (int k = 0; k < points; k++) {
            put_units(&b, k ? " " : "", segs[i].x[k]);
            put_units(&b, " ", segs[i].y[k]);
        }
    }
    buf_puts(&b, "\"/>");
    Str svg = str_dup(d->arena, buf_view(&b));
    buf_free(&b);
    return svg;
}

static int symbol(Drawer *d, const Face *face, uint16_t gid)
{
    char bytes[160];
    Str key = face_key(d, face);
    int n = snprintf(bytes, sizeof bytes, STR_FMT " %d", STR_ARG(key), gid);
    key = (Str){bytes, n};
    int number = map_number(&d->known->symbols, key);
    if (number < 0)
        number = map_number(&d->symbols, key);
    if (number >= 0)
        return number;
    number = d->known->symbols.n + d->symbols.n;
    key = str_dup(d->arena, key);
    map_put_number(d->arena, &d->symbols, key, number);
    VEC_PUSH(d->arena, &d->out->symbols, (PreviewSymbol){key, symbol_svg(d, face, gid, number)});
    return number;
}

void preview_learn(PreviewKnown *known, Str key)
{
    map_put_number(known->arena, &known->symbols, str_dup(known->arena, key), known->symbols.n);
}

/* ---- runs ---- */

static void put_line(Drawer *d, int top, int thickness, double width)
{
    buf_format(&d->svg, "<path d=\"M0 %dH%.1fV%dH0Z\"/>", -top, width, thickness - top);
}

void draw_run(Drawer *d, const GlyphRun *run, Len x, Len y, Str shown)
{
    FaceInfo face = face_info(run->face);
    double scale = (double)run->size / LEN_PT / int_max(face.units_per_em, 1);
    double wide = scale * (run->scale ? (1000 + run->scale) / 1000.0 : 1), pen = 0;
    VectorMatrix m = {wide, 0, 0, scale, (double)x / LEN_PT, (double)(y - run->shift) / LEN_PT};
    buf_puts(&d->svg, "<g");
    put_svg_matrix(&d->svg, "transform", &m);
    buf_str(&d->svg, shown);
    buf_puts(&d->svg, ">");
    for (int i = 0; i < run->nglyphs; i++) {
        const Glyph *g = &run->glyphs[i];
        buf_format(&d->svg, "<use href=\"#g%d\"", symbol(d, run->face, g->gid));
        buf_format(&d->svg, " x=\"%.1f\"", (pen + g->dx) / LEN_PT / wide);
        if (g->dy)
            buf_format(&d->svg, " y=\"%.1f\"", -g->dy / (double)LEN_PT / scale);
        buf_puts(&d->svg, "/>");
        pen += g->advance;
    }
    if (run->underline)
        put_line(d, face.underline_top, face.underline_thickness, run->width / (double)LEN_PT / wide);
    if (run->strike)
        put_line(d, face.strike_top, face.strike_thickness, run->width / (double)LEN_PT / wide);
    buf_puts(&d->svg, "</g>\n");
}
