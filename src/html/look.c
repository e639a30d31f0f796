/* The look of the page: what the style sheet needs to know of the document, and what is drawn at the head of the page
 * and of sections. */
#include "html/figure_private.h"

#include "doc/picture/named.h"
#include "html/look/look.h"

/* ---- tools ---- */

static HtmlTools *tools_of(Html *w, const Node *part)
{
    const Template *t = part->u.part.tpl;
    for (int i = 0; i < w->tools.n; i++)
        if (w->tools.at[i].tpl == t && str_eq(w->tools.at[i].lang, part->u.part.doc->lang))
            return &w->tools.at[i];
    HtmlTools tools = {.tpl = t, .lang = part->u.part.doc->lang, .styler = styler_new(w->arena, t)};
    tools.typesetter = typesetter_new(w->arena, w->job->fonts, tools.lang, w->job->diag);
    typesetter_except(tools.typesetter, t->hyphenation, t->nhyphenation);
    VEC_PUSH(w->arena, &w->tools, tools);
    return &w->tools.at[w->tools.n - 1];
}

const HtmlTools *html_tools(Html *w)
{
    const Node *first = w->job->doc->root->first, *part = first;
    do {
        if (part->u.part.doc == w->doc && part->u.part.tpl == w->tpl)
            return tools_of(w, part);
    } while ((part = part->next));
    return tools_of(w, first);
}

/* ---- the style sheet ---- */

static bool blends(const Vector *v)
{
    for (int i = 0; v && i < v->nmarks; i++)
        if (v->marks[i].kind == VECTOR_BEGIN && (v->marks[i].u.begin.blend || v->marks[i].u.begin.alone))
            return true;
    return false;
}

/* What of the templates the document uses. */
static void look_at_node(Html *w, LookJob *job, const Template *t, const Node *n)
{
    if (n->kind == NODE_BOX)
        map_put(w->arena, &job->boxes, n->name, w);
    if (n->kind == NODE_TABLE && template_table(t, n->name))
        map_put(w->arena, &job->tables, template_table(t, n->name)->name, w);
    if (n->kind == NODE_IMAGE)
        job->blends = job->blends || blends(n->u.image.vector);
}

/* The families that systems have of the kind that the template's has. */
static Str stack_of(Html *w, const HtmlTools *tools)
{
    const Style *text = style_block(tools->styler, STR("p"), (Str){0}, NULL);
    const Face *face = fonts_face(w->job->fonts, text->family, text->weight, false);
    if (face && face_info(face).fixed_pitch)
        return STR("var(--mono)");
    if (face && face_info(face).serif)
        return STR("var(--serif)");
    return STR("system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Helvetica Neue\",Arial,sans-serif");
}

/* The template's own faces come first, where the page has them. */
static void put_faces(Html *w, const HtmlTools *tools, int number, LookTemplate *t, Buf *faces)
{
    const char *name = str_cdup(w->arena, str_format(w->arena, "own%d", number));
    int before = faces->n;
    look_faces(&(LookFaces){w->arena, w->job->fonts, tools->styler, w->job->doc->root, name}, faces);
    if (faces->n > before)
        t->family = str_format(w->arena, "%s," STR_FMT, name, STR_ARG(t->family));
}

static LookJob look_job(Html *w)
{
    LookJob job = {.arena = w->arena};
    VEC(LookTemplate) templates = {0};
    Map known = {0};
    Buf faces = {0};
    for (const Node *part = w->job->doc->root->first; part; part = part->next) {
        const HtmlTools *tools = tools_of(w, part);
        if (map_put(w->arena, &known, tools->tpl->name, w)) {
            LookTemplate t = {tools->tpl, tools->styler, stack_of(w, tools)};
            if (w->job->settings->fonts)
                put_faces(w, tools, templates.n, &t, &faces);
            VEC_PUSH(w->arena, &templates, t);
        }
        for (const Node *n = part; n; n = node_next(n, part))
            look_at_node(w, &job, tools->tpl, n);
    }
    map_put(w->arena, &job.tables, STR("default"), w);
    job.faces = buf_take(&faces, w->arena);
    job.templates = templates.at;
    job.ntemplates = templates.n;
    return job;
}

void put_style(Html *w)
{
    LookJob job = look_job(w);
    put(w, "<style>\n");
    look_write(&job, &w->out);
    put(w, "</style>\n");
}

/* ---- pictures and drawings of pages ---- */

/* The drawing of the cover, cut to the field under the title. It is decoration, and keeps its colours in the dark. */
void put_cover_art(Html *w)
{
    const HtmlTools *tools = html_tools(w);
    LookCover cover = look_cover(w->arena, w->tpl, tools->styler);
    if (cover.field == SWATCH_NONE)
        return;
    Rect r = cover.area;
    put(w, "<svg class=\"art\" aria-hidden=\"true\" preserveAspectRatio=\"xMidYMin slice\"");
    put_view_box(w, r);
    put(w, ">\n");
    for (int i = 0; i < cover.master->nplaced; i++)
        put_placed(w, &cover.master->placed[i]);
    put(w, "</svg>\n");
}

/* The picture that a section names for its opener. */
void put_opener(Html *w, const Node *section)
{
    NamedImage *named = section->u.section.picture.n ? doc_image(w->doc, section->u.section.picture) : NULL;
    if (!named || !named->image)
        return;
    const Node *image = named->image;
    if (image->u.image.format == IMAGE_SVG && image->u.image.vector)
        put_vector_picture(w, image, "opener");
    else if (image->u.image.bytes.n && image->u.image.format != IMAGE_SVG)
        put_raster(w, image, "opener");
    put(w, "\n");
}
