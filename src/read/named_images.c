/* Pictures with a name.
 *
 * The manifest lists them, and each is read once, whoever shows it: page masters by name, sections for their first
 * page, and Markdown as image:NAME. Their nodes stand in no tree, because no author's text contains them. Reading a
 * manifest touches none of the files, so that documents can be listed quickly. */
#include "read/named_images.h"

#include "read/image.h"

/* Among what a document lacks, a picture is known by how Markdown names it. */
static Str lost_name(const Reader *r, Str id)
{
    return str_format(r->job, IMAGE_SCHEME STR_FMT, STR_ARG(id));
}

void read_images(const Reader *r, const XmlNode *root, Manifest *m)
{
    const XmlNode *list = xml_child(root, "images");
    VEC(ManifestImage) images = {0};
    for (const XmlNode *e = list ? xml_first(list) : NULL; e; e = xml_next(e)) {
        ManifestImage image = {.id = xml_attr(r, e, "id"),
                               .file = xml_attr(r, e, "file"),
                               .alt = str_trim(xml_attr(r, e, "alt")),
                               .focus = xml_attr(r, e, "focus"),
                               .decorative = str_is(xml_attr(r, e, "decorative"), "yes"),
                               .pos = xml_attr_pos(e, m->file, "file"),
                               .focus_pos = xml_attr_pos(e, m->file, "focus")};
        if (manifest_folder(r, m, e, "from", &image.folder))
            VEC_PUSH(r->job, &images, image);
        else
            doc_lose(r->job, &m->doc, lost_name(r, image.id));
    }
    m->images = images.at;
    m->nimages = images.n;
}

/* ---- reading ---- */

static void read_focus(const Reader *r, const ManifestImage *listed, NamedImage *named)
{
    named->focused = focus_parse(listed->focus, &named->focus);
    if (listed->focus.n && !named->focused)
        diag(r->diag, PIC003, listed->focus_pos,
             "the focus is \"" STR_FMT "\"; expected how far across and how far down, as in 50%% 30%%",
             STR_ARG(listed->focus));
}

static void read_words(const Reader *r, const ManifestImage *listed, Node *image)
{
    image->u.image.decorative = listed->decorative;
    if (listed->alt.n) {
        Node *words = node_new(r->job, NODE_TEXT, image->pos);
        words->u.text.text = listed->alt;
        node_append(image, words);
    } else if (!listed->decorative) {
        diag(r->diag, PIC003, listed->pos,
             "picture \"" STR_FMT "\" has no alternative text; expected alt=\"what it shows\" or decorative=\"yes\"",
             STR_ARG(listed->id));
    }
}

static bool is_reserved(const Reader *r, const ManifestImage *listed)
{
    if (!str_is(listed->id, "section"))
        return false;
    diag(r->diag, PIC003, listed->pos,
         "\"section\" stands for the picture that a section names; expected another id for this one");
    return true;
}

void load_images(const Reader *r, const Manifest *m, Doc *doc)
{
    VEC(NamedImage) images = {0};
    for (int i = 0; i < m->nimages; i++) {
        const ManifestImage *listed = &m->images[i];
        Node *image = node_new(r->job, NODE_IMAGE, listed->pos);
        image->parent = doc_only_part(doc);
        read_words(r, listed, image);
        NamedImage named = {.id = listed->id, .image = image, .pos = listed->pos};
        read_focus(r, listed, &named);
        if (!is_reserved(r, listed) && image_read(r, listed->folder, listed->file, listed->pos, image))
            VEC_PUSH(r->job, &images, named);
        else
            doc_lose(r->job, doc, lost_name(r, listed->id));
    }
    doc->images = images.at;
    doc->nimages = images.n;
}

/* ---- uses ---- */

bool has_lost_image(const Reader *r, const Doc *doc, Str id)
{
    return doc_has_lost(doc, lost_name(r, id));
}

NamedImage *find_image(const Reader *r, const Doc *doc, Str id, Pos pos)
{
    NamedImage *found = doc_image(doc, id);
    if (found || has_lost_image(r, doc, id))
        return found;
    if (!id.n) {
        diag(r->diag, PIC004, pos, "no picture is named; expected the id of one from the manifest, as in image:logo");
        return NULL;
    }
    diag(r->diag, PIC004, pos,
         "the document has no picture \"" STR_FMT "\"; expected <image id=\"" STR_FMT "\" …/> in the manifest's "
         "<images>",
         STR_ARG(id), STR_ARG(id));
    VEC(Str) names = {0};
    for (int i = 0; i < doc->nimages; i++)
        VEC_PUSH(r->job, &names, doc->images[i].id);
    diag_nearest(r->diag, id, names.at, names.n);
    return NULL;
}

static bool show_section(SectionPages pages)
{
    return master_places(pages.first, STR("section")) || master_places(pages.rest, STR("section"));
}

/* Does a page that begins with this block of a section place its picture? The text behind the opening of a part is on
 * the pages of the section's role. */
static bool shows_picture(const Template *t, const Node *section, const Node *n)
{
    SectionRole role = section->u.section.role;
    bool heading = n->kind == NODE_HEADING;
    if (!heading || !t->part.class_name.n || n->u.heading.level > 1 || !str_eq(n->name, t->part.class_name))
        return show_section(template_pages(t, role, heading ? n->name : (Str){0}, n == section->first));
    const PageMaster *opening = template_master(t, t->part.master);
    return (opening && master_places(opening, STR("section")))
           || show_section(template_pages(t, role, (Str){0}, false));
}

static bool is_shown_in(const Template *t, const Node *section)
{
    const PageMaster *landscape = template_master(t, t->landscape_master);
    bool shown = t->sheet || (landscape && master_places(landscape, STR("section")));
    for (const Node *n = section->first; n && !shown; n = n->next)
        if (n == section->first || (n->kind == NODE_HEADING && n->u.heading.level == 1))
            shown = shows_picture(t, section, n);
    return shown;
}

/* The section that the manifest's gave; NULL: it was left out. */
static const Node *section_of(const ManifestSection *s, const Doc *doc)
{
    const Node *n = doc_only_part(doc)->first;
    while (n
           && !(n->u.section.role == s->role && str_eq(n->u.section.file, s->file)
                && str_eq(n->u.section.picture, s->picture)))
        n = n->next;
    return n;
}

static void check_section(const Reader *r, const ManifestSection *s, const Doc *doc, const Template *t)
{
    NamedImage *image = find_image(r, doc, s->picture, s->picture_pos);
    const Node *section = section_of(s, doc);
    if (image)
        image->used = true;
    if (image && section && template_places(t, STR("section")) && !is_shown_in(t, section))
        diag(r->diag, PIC005, s->picture_pos,
             "no page of this section places its picture; expected a role or class whose pages have <picture "
             "of=\"section\" …/>, or no picture=\"" STR_FMT "\"",
             STR_ARG(s->picture));
    if (image && !template_places(t, STR("section")))
        diag(r->diag, PIC005, s->picture_pos,
             "no page of template \"" STR_FMT "\" places the picture of a section; expected a template with <picture "
             "of=\"section\" …/>, or no picture=\"" STR_FMT "\"",
             STR_ARG(doc->template_name), STR_ARG(s->picture));
}

void check_images(const Reader *r, const Manifest *m, Doc *doc, const Template *t)
{
    for (int i = 0; i < m->nsections; i++)
        if (m->sections[i].picture.n)
            check_section(r, &m->sections[i], doc, t);
    for (int i = 0; i < doc->nimages; i++) {
        const NamedImage *image = &doc->images[i];
        if (!image->used && !doc->partial && !template_places(t, image->id))
            diag(r->diag, PIC005, image->pos,
                 "nothing shows picture \"" STR_FMT "\"; expected a page of template \"" STR_FMT
                 "\" with <picture of=\"" STR_FMT "\" …/>, or ![](image:" STR_FMT ") in a section",
                 STR_ARG(image->id), STR_ARG(doc->template_name), STR_ARG(image->id), STR_ARG(image->id));
    }
}
