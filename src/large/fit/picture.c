/* Pictures in large print: as wide as the text, and with words that can be read.
 *
 * Words in an SVG picture grow with it. Where they are still too small at the whole measure, only its author can help,
 * so that is reported. A photograph grows as far as its pixels allow. Icons and portraits stay as they are. */
#include "large/fit/fit_private.h"

#include <math.h>

#include "base/len.h"
#include "doc/picture/vector.h"

enum { PIXELS_LEAST = 150 /* to the inch */, SMALL = PT(120), SMALL_SHARE = 30 /* per cent */ };

/* A matrix stretches along two axes; the smaller counts. */
static Len size_under(const VectorMatrix *m, Len size)
{
    double across = sqrt(m->a * m->a + m->b * m->b), down = sqrt(m->c * m->c + m->d * m->d);
    return (Len)(size * (down < across ? down : across));
}

/* Of its smallest words, in its own space; 0: it has none. */
static Len smallest_words(const Vector *v)
{
    Len least = 0;
    for (int i = 0; i < v->nmarks; i++) {
        const VectorText *text = v->marks[i].kind == VECTOR_TEXT ? v->marks[i].u.text : NULL;
        for (int k = 0; text && k < text->nspans; k++) {
            Len size = size_under(&text->matrix, text->spans[k].size);
            least = !least || size < least ? size : least;
        }
    }
    return least;
}

static void report_small(Fitting *f, const Node *image, Len size)
{
    diag(f->job->layout->diag, LGP013, image->pos,
         "in large print the smallest words of this picture are %d pt high; expected %d pt at least: draw it with "
         "larger "
         "words, or say in the text what they say",
         size / LEN_PT, f->job->least / LEN_PT);
}

static bool is_small(const Node *image)
{
    Len own = image->u.image.given_width;
    int64_t natural = (int64_t)image->u.image.width * PT(72) / node_picture_density(image);
    if (own)
        return own < SMALL;
    return image->u.image.percent ? image->u.image.percent < SMALL_SHARE : natural < SMALL;
}

/* As wide as the text; one of pixels, as wide as they allow, if it is not wider already. */
static void widen(Fitting *f, Node *image)
{
    Len height, most = rehearse_measure(f->rehearsal, (RehearsedPlace){image->parent, false}, &height);
    Len own = rehearse_picture(f->rehearsal, image, (RehearsedPlace){image->parent, false});
    int64_t sharp = (int64_t)image->u.image.width * PT(72) / PIXELS_LEAST;
    if (!image->u.image.vector && sharp < most)
        most = int_max(own, (Len)sharp);
    image->u.image.percent = 0;
    image->u.image.given_width = most;
}

void fit_picture(Fitting *f, Node *figure)
{
    Node *image = figure->first;
    const Vector *vector = image->u.image.vector;
    if (!image->u.image.bytes.n || str_is(figure->name, PORTRAIT_CLASS))
        return;
    if (!is_small(image) && !node_up(figure, NODE_CELL))
        widen(f, image);
    Len words = vector ? smallest_words(vector) : 0;
    Len width = rehearse_picture(f->rehearsal, image, (RehearsedPlace){figure, false});
    Len size = words ? len_scale(words, width, vector->width) : 0;
    if (size && size < f->job->least - PT(1) / 4)
        report_small(f, image, size);
}
