/* SVG pictures, once the pages are final: layout places a picture as a box, whatever is in it. Each is prepared once,
 * however often it is placed, and under whatever nodes. */
#include "layout/vectors_private.h"

#include "draw/draw.h"
#include "layout/box/icon.h"

typedef struct Vectors {
    Pass *pass;
    PageList *list;
    Map by_bytes; /* the file → index into the list's pictures */
    Map told;     /* families that have been reported */
} Vectors;

static void look_at_font(Vectors *v, const VectorSpan *span, int file)
{
    Str named;
    draw_family(v->pass->typesetter, span->families, (Str){0}, &named);
    if (!named.n || !map_put(v->pass->arena, &v->told, named, v))
        return;
    diag(v->pass->job->diag, SVG007, (Pos){.file = (int16_t)file, .line = span->line},
         "the font \"" STR_FMT "\" is not in the catalogue; expected a family that planpress fonts lists, or "
         "sans-serif",
         STR_ARG(named));
}

static void look_at_fonts(Vectors *v, const Vector *vector)
{
    for (int i = 0; i < vector->nmarks; i++) {
        const VectorMark *mark = &vector->marks[i];
        for (int k = 0; mark->kind == VECTOR_TEXT && k < mark->u.text->nspans; k++)
            look_at_font(v, &mark->u.text->spans[k], vector->file);
    }
}

/* Those of the list; an icon's is one that words have. */
static const Colour *colours_of(const Vectors *v, const Node *image)
{
    Arena *a = v->pass->arena;
    const Vector *vector = image->u.image.vector;
    const Colour *taken = pages_take_picture_colours(a, v->list, vector);
    Colour own = icon_colour(v->pass, image);
    if (own == COLOUR_NONE)
        return taken;
    Colour *colours = arena_copy(a, taken, (size_t)vector->ncolours * sizeof *colours);
    colours[vector->current] = own;
    return colours;
}

static int prepare(Vectors *v, const Node *image)
{
    Pass *pass = v->pass;
    const Vector *vector = image->u.image.vector;
    DrawSpace space = {.arena = pass->arena,
                       .typesetter = pass->typesetter,
                       .tpl = pass->tpl,
                       .styler = pass->styler,
                       .picture = image};
    look_at_fonts(v, vector);
    DrawnWords words = draw_words(&space, vector);
    VEC_PUSH(pass->arena, &v->list->pictures,
             (PagePicture){.vector = vector, .runs = words.at, .nruns = words.n, .colours = colours_of(v, image)});
    return v->list->pictures.n - 1;
}

/* Pictures of one key are drawn alike. */
static Str key_of(const Vectors *v, const Node *image)
{
    Colour own = icon_colour(v->pass, image);
    Str bytes = image->u.image.bytes;
    return own == COLOUR_NONE ? bytes : str_format(v->pass->arena, STR_FMT "#%d", STR_ARG(bytes), own);
}

static void take(Vectors *v, const Page *page, const Node *image)
{
    Arena *a = v->pass->arena;
    if (nodemap_find(&v->list->picture_index, image) >= 0)
        return;
    Str key = key_of(v, image);
    int index = map_number(&v->by_bytes, key);
    if (index < 0) {
        pass_enter(v->pass, page->part);
        index = prepare(v, image);
        map_put_number(a, &v->by_bytes, key, index);
    }
    nodemap_put(a, &v->list->picture_index, image, index);
}

void set_vectors(Pass *pass, PageList *list)
{
    Vectors v = {.pass = pass, .list = list};
    for (int p = 0; p < list->pages.n; p++) {
        const Page *page = &list->pages.at[p];
        for (int i = 0; i < page->items.n; i++) {
            const Node *node = page->items.at[i].node;
            if (item_is_picture(&page->items.at[i]) && node && node->u.image.format == IMAGE_SVG)
                take(&v, page, node);
        }
    }
}
