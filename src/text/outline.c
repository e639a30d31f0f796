/* Outlines of glyphs as paths of a page: HarfBuzz gives them in font units, with y upwards; quadratic curves become
 * cubic ones. */
#include "text/outline.h"

#include <hb.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/face_private.h"

typedef struct Outliner {
    Arena *arena;
    const GlyphRun *run;
    Len x, y; /* the glyph's origin */
    VEC(PathSeg) segs;
} Outliner;

static Len across(const Outliner *o, float units)
{
    return o->x + face_len(o->run->face, o->run->size, (int)units);
}

static Len down(const Outliner *o, float units)
{
    return o->y - face_len(o->run->face, o->run->size, (int)units);
}

static void add_point(Outliner *o, PathOp op, float x, float y)
{
    VEC_PUSH(o->arena, &o->segs, (PathSeg){op, {across(o, x)}, {down(o, y)}});
}

static void outline_move(hb_draw_funcs_t *f, void *self, hb_draw_state_t *s, float x, float y, void *user)
{
    (void)f, (void)s, (void)user;
    add_point(self, PATH_MOVE, x, y);
}

static void outline_line(hb_draw_funcs_t *f, void *self, hb_draw_state_t *s, float x, float y, void *user)
{
    (void)f, (void)s, (void)user;
    add_point(self, PATH_LINE, x, y);
}

static void outline_curve(hb_draw_funcs_t *f, void *self, hb_draw_state_t *s, float x1, float y1, float x2, float y2,
                          float x, float y, void *user)
{
    (void)f, (void)s, (void)user;
    Outliner *o = self;
    PathSeg seg = {PATH_CURVE, {across(o, x1), across(o, x2), across(o, x)}, {down(o, y1), down(o, y2), down(o, y)}};
    VEC_PUSH(o->arena, &o->segs, seg);
}

static void close_path(hb_draw_funcs_t *f, void *self, hb_draw_state_t *s, void *user)
{
    (void)f, (void)s, (void)user;
    Outliner *o = self;
    VEC_PUSH(o->arena, &o->segs, (PathSeg){.op = PATH_CLOSE});
}

/* Without a function for quadratic curves, HarfBuzz makes cubic ones of them. */
static hb_draw_funcs_t *outline_funcs(void)
{
    hb_draw_funcs_t *f = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(f, outline_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(f, outline_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(f, outline_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(f, close_path, NULL, NULL);
    return f;
}

int run_outline(Arena *a, const GlyphRun *run, const PathSeg **out)
{
    Outliner o = {.arena = a, .run = run};
    hb_draw_funcs_t *funcs = run->face ? outline_funcs() : NULL;
    Len x = 0;
    for (int i = 0; funcs && i < run->nglyphs; i++) {
        const Glyph *g = &run->glyphs[i];
        o.x = x + g->dx;
        o.y = -g->dy;
        if (g->gid != 0)
            hb_font_get_glyph_shape(run->face->font, g->gid, funcs, &o);
        x += g->advance;
    }
    if (funcs)
        hb_draw_funcs_destroy(funcs);
    *out = o.segs.at;
    return o.segs.n;
}

int run_cap_height(const GlyphRun *run)
{
    return run->face ? face_len(run->face, run->size, run->face->info.cap_height) : 0;
}

Str text_capitals(Arena *a, Str text)
{
    Buf out = {0};
    for (int i = 0; i < text.n;) {
        char bytes[4];
        int n = utf8_put(bytes, (uint32_t)utf8proc_toupper((utf8proc_int32_t)utf8_next(text, &i)));
        buf_put(&out, bytes, n);
    }
    return buf_take(&out, a);
}
