/* Parts: a first-level heading of the template's class opens one. It lasts until the next opens, or to the end of the
 * sections of the same role: the appendices behind the last part are not in it. */
#include "say/say_private.h"

typedef struct PartWalk {
    Str class_name;
    bool open;
    SectionRole role; /* of the section that opened it */
} PartWalk;

static void divide_section(PartWalk *d, Node *section)
{
    d->open = d->open && section->u.section.role == d->role;
    for (Node *n = section->first; n; n = n->next) {
        if (n->kind != NODE_HEADING)
            continue;
        bool opens = n->u.heading.level == 1 && str_eq(n->name, d->class_name);
        n->u.heading.opens_part = opens;
        n->u.heading.in_part = !opens && d->open;
        if (opens)
            d->open = true, d->role = section->u.section.role;
    }
}

void divide_into_parts(Say *s)
{
    PartWalk d = {.class_name = s->job->tpl->part.class_name};
    for (Node *part = s->doc->root->first; part && d.class_name.n; part = part->next)
        for (Node *section = part->first; section; section = section->next)
            divide_section(&d, section);
}
