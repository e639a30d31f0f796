/* What comes too near to a fold in the template itself.
 *
 * A machine folds a sheet a little beside its line, so nothing but what is meant to cross a fold should come near it:
 * neither the text of a panel, which its margins keep away, nor what its page places. The drawings of a side are
 * meant to. What a document adds is looked at when its panels are made (layout/panels/near_fold.c). */
#include "style/sheet.h"

int sheet_panel(const FoldedSheet *s, Str name)
{
    for (int i = 0; i < s->npanels; i++)
        if (str_eq(s->panels[i].name, name))
            return i;
    return -1;
}

static bool is_for_text(const PageMaster *m)
{
    for (int i = 0; i < m->nplaced; i++) {
        const Placed *p = &m->placed[i];
        bool below = p->y > m->top && p->y < m->height - m->bottom;
        if (p->kind == PLACED_TEXT && below && p->x < m->width - m->outer && p->x + p->w > m->inner)
            return false;
    }
    return true;
}

int sheet_first_for_text(const FoldedSheet *s)
{
    for (int i = 0; i < s->npanels; i++)
        if (is_for_text(&s->panels[i].page))
            return i;
    return 0;
}

enum { TENTH_MM = LEN_PT * 72 / 254, ROUNDING = LEN_PT / 4 };

typedef struct FoldCheck {
    Diag *diag;
    const FoldedSheet *sheet;
    const Panel *panel;
    Map reported; /* places of what has been reported */
    Arena *job;
} FoldCheck;

/* What several panels have is reported once. */
static bool is_reported(FoldCheck *c, Pos pos, const char *side)
{
    Str place = str_format(c->job, "%d:%d:%d%s", pos.file, pos.line, pos.col, side);
    bool reported = map_find(&c->reported, place);
    map_put(c->job, &c->reported, place, c);
    return reported;
}

/* How far something is from the panel's edges; less than 0 when it crosses one. */
static void look_at(FoldCheck *c, Pos pos, const char *what, Len from_left, Len from_right)
{
    const struct {
        bool fold;
        Len distance;
        const char *side;
    } sides[] = {{c->panel->fold_left, from_left, "left"}, {c->panel->fold_right, from_right, "right"}};
    for (int i = 0; i < COUNT(sides); i++) {
        if (!sides[i].fold || sides[i].distance + ROUNDING >= c->sheet->safe || is_reported(c, pos, sides[i].side))
            continue;
        int found = (int)(int_max(sides[i].distance, 0) / TENTH_MM),
            wanted = (int)((c->sheet->safe + ROUNDING) / TENTH_MM);
        diag(c->diag, PNL002, pos,
             "%s of panel \"" STR_FMT "\" is %d.%d mm from the fold on its %s; expected at least %d.%d mm", what,
             STR_ARG(c->panel->name), found / 10, found % 10, sides[i].side, wanted / 10, wanted % 10);
        if (sides[i].distance <= 0)
            diag_help(c->diag, "what is meant to cross a fold is drawn in the <side>, not in the <page> of a panel");
    }
}

static void widen(Len x, Len *least, Len *most)
{
    *least = int_min(*least, x);
    *most = int_max(*most, x);
}

/* How far to the left and right a drawing reaches; control points of curves count. False: it paints nothing. */
static bool extent_of(const Placed *p, Len *left, Len *right)
{
    bool stroked = p->stroke != SWATCH_NONE && p->stroke_width > 0;
    bool filled = p->kind == PLACED_TEXT || p->kind == PLACED_PICTURE || p->fill != SWATCH_NONE;
    if (!filled && !stroked)
        return false;
    *left = p->kind == PLACED_CIRCLE ? p->x - p->w : p->x;
    *right = p->x + p->w;
    if (p->kind == PLACED_PATH) {
        *left = LEN_MAX, *right = -LEN_MAX;
        for (int i = 0; i < p->npath; i++)
            for (int k = 0; k < (p->path[i].op == PATH_CURVE ? 3 : p->path[i].op == PATH_CLOSE ? 0 : 1); k++)
                widen(p->path[i].x[k], left, right);
    }
    if (*left > *right) {
        Len swap = *left;
        *left = *right, *right = swap;
    }
    *left -= stroked ? p->stroke_width / 2 : 0;
    *right += stroked ? p->stroke_width / 2 : 0;
    if (p->clipped) {
        *left = int_max(*left, p->clip_x);
        *right = int_min(*right, p->clip_x + p->clip_w);
    }
    return *left <= *right;
}

static void look_at_panel(FoldCheck *c)
{
    const PageMaster *m = &c->panel->page;
    look_at(c, c->panel->pos, "the text", m->inner, m->outer);
    for (int i = c->panel->nshared; i < m->nplaced; i++) {
        const Placed *p = &m->placed[i];
        Len left, right;
        if (extent_of(p, &left, &right))
            look_at(c, p->pos, p->kind == PLACED_TEXT ? "a text" : "a drawing", left, m->width - right);
    }
}

void sheet_report(Arena *job, Diag *diag, const Template *t)
{
    FoldCheck c = {.diag = diag, .sheet = t->sheet, .job = job};
    for (int i = 0; t->sheet && i < t->sheet->npanels; i++) {
        c.panel = &t->sheet->panels[i];
        look_at_panel(&c);
    }
}
