/* What a page of paper has as its cover, for the head of the web page: the field of colour under the title, the colour
 * of the title, and what is drawn on the field. */
#include "html/look/look.h"
#include "style/contrast.h"

static const PageMaster *cover_of(const Template *t)
{
    for (int i = 0; i < t->nfronts; i++)
        if (t->fronts[i].kind == FRONT_COVER)
            return template_master(t, t->fronts[i].master);
    return NULL;
}

/* Larger than a quarter of the page. */
static bool is_field(const PageMaster *m, const Placed *p)
{
    return p->kind == PLACED_RECT && p->fill != SWATCH_NONE && !p->clear
           && (int64_t)p->w * p->h * 4 >= (int64_t)m->width * m->height;
}

LookCover look_cover(Arena *a, const Template *t, Styler *styler)
{
    const PageMaster *m = cover_of(t);
    LookCover cover = {.master = m, .field = SWATCH_NONE, .text = {255, 255, 255}};
    Style title = style_of_block(styler, STR("cover-title"), (Str){0}, NULL);
    (void)a;
    for (int i = 0; m && i < m->nplaced && cover.field == SWATCH_NONE; i++)
        if (is_field(m, &m->placed[i])) {
            const Placed *p = &m->placed[i];
            cover.field = p->fill;
            cover.area = (Rect){p->x, p->y, p->w, p->h};
        }
    if (cover.field == SWATCH_NONE)
        return cover;
    LookColour field = look_swatch(t, cover.field), text = look_swatch(t, title.colour);
    if (look_contrast(text, field) < CONTRAST_TEXT)
        text = look_contrast((LookColour){255, 255, 255}, field) >= CONTRAST_TEXT ? (LookColour){255, 255, 255}
                                                                                  : (LookColour){0, 0, 0};
    cover.text = text;
    return cover;
}
