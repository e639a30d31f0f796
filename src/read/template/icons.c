/* Icons: small SVG pictures beside the template's file. A layer replaces those of the same name. */
#include "read/template/template_private.h"

#include "read/image.h"

enum { ICONS_MAX = 1000 };

static TemplateIcon *open_icon(Build *b, Str name)
{
    int found = map_number(&b->t->icon_names, name);
    if (found >= 0)
        return &b->icons.at[found];
    map_put_number(b->r->job, &b->t->icon_names, name, b->icons.n);
    VEC_PUSH(b->r->job, &b->icons, (TemplateIcon){.name = name});
    return &b->icons.at[b->icons.n - 1];
}

/* Pixels would have to be large for a large icon, and cannot take the colour of the words. */
static void read_icon(Build *b, const XmlNode *e)
{
    Str file = xml_attr(b->r, e, "file");
    Node *image = node_new(b->r->job, NODE_IMAGE, xml_pos(e, b->file));
    TemplateIcon *icon = open_icon(b, xml_attr(b->r, e, "name"));
    image->u.image.decorative = true;
    if (!image_read(b->r, path_join(b->r->job, b->r->home, STR("templates")), file, attr_place(b, e, "file"), image))
        return;
    if (image->u.image.format != IMAGE_SVG)
        diag(b->r->diag, TPL004, attr_place(b, e, "file"), "the icon \"" STR_FMT "\" is not an SVG; expected one",
             STR_ARG(icon->name));
    else
        icon->image = image;
}

void read_icons(Build *b, const XmlNode *icons)
{
    for (const XmlNode *e = xml_first(icons); e; e = xml_next(e)) {
        read_icon(b, e);
        if (b->icons.n <= ICONS_MAX)
            continue;
        diag(b->r->diag, DOC003, xml_pos(e, b->file), "too many icons; expected at most %d", ICONS_MAX);
        return;
    }
}
