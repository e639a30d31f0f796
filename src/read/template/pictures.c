/* Places for pictures on pages.
 *
 * A template names no file: it says which of a document's named pictures goes where. So the box is fixed before anybody
 * knows the picture, and with only one side given the other follows from the picture's proportions. */
#include "read/template/template_private.h"

#include "base/str.h"

static const Choice fit_choices[] = {{"contain", false}, {"cover", true}};

/* A whole picture needs one side; a crop needs the box that it fills. */
static void check_box(Build *b, const XmlNode *e, Placed *p)
{
    bool positive = p->w >= 0 && p->h >= 0, both = p->w > 0 && p->h > 0, one = p->w > 0 || p->h > 0;
    if (positive && (p->picture.cover ? both : one))
        return;
    diag(b->r->diag, TPL004, xml_pos(e, b->file), "this picture has no size; expected %s",
         p->picture.cover ? "width and height, both more than 0, for fit=\"cover\""
                          : "width or height, or both, more than 0");
    p->w = int_max(p->w, PT(1));
    p->h = int_max(p->h, PT(1));
}

static void read_position(Build *b, const XmlNode *e, Focus *out)
{
    Str position = xml_attr(b->r, e, "position");
    if (position.n && !focus_parse(position, out))
        diag(b->r->diag, TPL004, attr_place(b, e, "position"),
             "position is \"" STR_FMT "\"; expected how far across and how far down, as in 50%% 30%%",
             STR_ARG(position));
}

void read_placed_picture(Build *b, const XmlNode *e, Placed *p)
{
    PlacedPicture *picture = &p->picture;
    *picture = (PlacedPicture){.of = xml_attr(b->r, e, "of"), .position = {50, 50}};
    picture->cover = read_choice(b, e, "fit", CHOICES(fit_choices), false);
    read_position(b, e, &picture->position);
    read_yes_no(b, e, "required", &picture->required);
    check_box(b, e, p);
}
