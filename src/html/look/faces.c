/* The template's own faces, in the page: those of the weights that its text, headings and titles have, upright and
 * slanted, each with the characters of the document. What a face lacks, the reader's system has. */
#include "html/look/look.h"

#include <stdlib.h>

#include "base/encode/base64.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/web/web_font.h"

/* ---- characters ---- */

typedef VEC(uint32_t) Characters;

static int compare(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void add_text(Arena *a, Characters *c, Str text)
{
    for (int i = 0; i < text.n;)
        VEC_PUSH(a, c, utf8_next(text, &i));
}

/* What the document has, and what is on any keyboard here: the words that planpress adds are written with these. */
static Characters characters_of(Arena *a, const Node *root)
{
    static const char others[] = "\xE2\x80\x93\xE2\x80\x94\xE2\x80\x98\xE2\x80\x99\xE2\x80\x9C\xE2\x80\x9D"
                                 "\xE2\x80\xA2\xE2\x80\xA6\xE2\x88\x92\xC5\xB4\xC5\xB5\xC5\xB6\xC5\xB7\xE2\x86\x91"
                                 "\xE2\x86\x93\xE2\x86\x90\xE2\x86\x92\xE2\x96\xB2\xE2\x96\xBC\xE2\x9C\x93";
    Characters c = {0};
    for (uint32_t i = 0x20; i <= 0xFF; i++)
        if (i < 0x7F || i > 0x9F)
            VEC_PUSH(a, &c, i);
    add_text(a, &c, str_c(others));
    for (const Node *n = root; n; n = node_next(n, root))
        if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
            add_text(a, &c, n->u.text.text);
    qsort(c.at, (size_t)c.n, sizeof *c.at, compare);
    int kept = 0;
    for (int i = 0; i < c.n; i++)
        if (i == 0 || c.at[i] != c.at[i - 1])
            c.at[kept++] = c.at[i];
    c.n = kept;
    return c;
}

/* ---- faces ---- */

typedef VEC(const Face *) Faces;

static void add_face(LookFaces *l, Faces *faces, Str family, int weight, bool italic)
{
    const Face *face = fonts_face(l->fonts, family, weight, italic);
    for (int i = 0; face && i < faces->n; i++)
        if (faces->at[i] == face)
            return;
    if (face)
        VEC_PUSH(l->arena, faces, face);
}

static void put_face(LookFaces *l, const Face *face, const Characters *c, Buf *out)
{
    Buf font = {0};
    FaceInfo info = face_info(face);
    if (face_web_font(face, c->at, c->n, &font)) {
        buf_format(out, "@font-face{font-family:%s;font-weight:%d;font-style:%s;src:url(data:font/woff2;base64,",
                   l->name, info.weight, info.italic ? "italic" : "normal");
        buf_base64(out, buf_view(&font));
        buf_puts(out, ") format(\"woff2\")}\n");
    }
    buf_free(&font);
}

void look_faces(LookFaces *l, Buf *out)
{
    static const char *const styles[] = {"p", "h1", "h2", "h3", "h4", "cover-title", "cover-line"};
    enum { SEMIBOLD = 600, BOLD = 700 }; /* of the sheet's own rules, and of strong words */
    Faces faces = {0};
    const Style *text = style_block(l->styler, STR("p"), (Str){0}, NULL);
    Characters c = characters_of(l->arena, l->root);
    for (int i = 0; i < COUNT(styles); i++)
        add_face(l, &faces, text->family, style_block(l->styler, str_c(styles[i]), (Str){0}, NULL)->weight, false);
    add_face(l, &faces, text->family, SEMIBOLD, false);
    add_face(l, &faces, text->family, BOLD, false);
    add_face(l, &faces, text->family, text->weight, true);
    for (int i = 0; i < faces.n; i++)
        put_face(l, faces.at[i], &c, out);
}
