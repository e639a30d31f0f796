/* Icons: small SVG pictures beside the template's file. A layer replaces those of the same name. A file is read when a
 * style or a block names its icon: a template may carry many that a document does without. */
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

static void read_icon(Build *b, const XmlNode *e)
{
    TemplateIcon *icon = open_icon(b, xml_attr(b->r, e, "name"));
    icon->file = xml_attr(b->r, e, "file");
    icon->pos = attr_place(b, e, "file");
}

/* Pixels would have to be large for a large icon, and cannot take the colour of the words. */
void template_use_icon(const Reader *r, const Template *t, Str name)
{
    int i = map_number(&t->icon_names, name);
    TemplateIcon *icon = i < 0 ? NULL : &t->icons[i];
    if (!icon || icon->used)
        return;
    icon->used = true;
    Node *image = node_new(r->job, NODE_IMAGE, icon->pos);
    image->u.image.decorative = true;
    if (!image_read(r, path_join(r->job, r->home, STR("templates")), icon->file, icon->pos, image))
        return;
    if (image->u.image.format != IMAGE_SVG)
        diag(r->diag, TPL004, icon->pos, "the icon \"" STR_FMT "\" is not an SVG; expected one", STR_ARG(name));
    else
        icon->image = image;
}

void use_icons(Build *b)
{
    for (int i = 0; i < b->uses.n; i++)
        if (b->uses.at[i].kind == USE_ICON)
            template_use_icon(b->r, b->t, b->uses.at[i].name);
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
