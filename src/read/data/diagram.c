/* Diagrams: <diagram> with its boxes and arrows, to the model of doc/diagram.h.
 *
 * The schema guarantees the required parts, rows and columns. Arrows name boxes; one that names an unknown box is
 * reported and omitted. doc/diagram.c reports what cannot be drawn. */
#include "base/vec.h"
#include "read/data/data.h"
#include "read/data/data_private.h"

typedef struct DiagramReader {
    DataReader d;          /* for words; no table results */
    VEC(DiagramBox) boxes; /* complete before the first arrow is read */
    Map ids;               /* → DiagramBox, among boxes */
    VEC(DiagramArrow) arrows;
} DiagramReader;

static DiagramRole role_named(Str word)
{
    if (str_is(word, "primary"))
        return DIAGRAM_PRIMARY;
    return str_is(word, "secondary") ? DIAGRAM_SECONDARY : DIAGRAM_PLAIN;
}

static DiagramHeads heads_named(Str word)
{
    if (str_is(word, "both"))
        return HEADS_BOTH;
    return str_is(word, "none") ? HEADS_NONE : HEADS_END;
}

static Str attr_words(DiagramReader *g, const XmlNode *e, const char *name)
{
    return data_words(&g->d, xml_attr(g->d.reader, e, name), xml_attr_pos(e, g->d.file, name), NULL);
}

static void read_box(DiagramReader *g, const XmlNode *e)
{
    const Reader *r = g->d.reader;
    VEC_PUSH(r->job, &g->boxes,
             (DiagramBox){
                 .id = xml_attr(r, e, "id"),
                 .title = attr_words(g, e, "title"),
                 .text = data_words(&g->d, xml_text(r, e), xml_text_pos(e, g->d.file), NULL),
                 .role = role_named(xml_attr(r, e, "role")),
                 .row = data_number(r, e, "row", 1) - 1,
                 .column = data_number(r, e, "column", 1) - 1,
                 .columns = data_number(r, e, "columns", 1),
                 .pos = xml_pos(e, g->d.file),
             });
}

/* -1: DGM001 was added. */
static int box_named(DiagramReader *g, const XmlNode *e, const char *name)
{
    const Reader *r = g->d.reader;
    Str id = xml_attr(r, e, name);
    const DiagramBox *box = map_find(&g->ids, id);
    if (box)
        return (int)(box - g->boxes.at);
    Str *ids = NEWN(r->job, Str, g->boxes.n);
    for (int i = 0; i < g->boxes.n; i++)
        ids[i] = g->boxes.at[i].id;
    diag(r->diag, DGM001, xml_attr_pos(e, g->d.file, name), "box \"" STR_FMT "\" not found; expected the id of a box",
         STR_ARG(id));
    diag_nearest(r->diag, id, ids, g->boxes.n);
    return -1;
}

static void read_arrow(DiagramReader *g, const XmlNode *e)
{
    const Reader *r = g->d.reader;
    int from = box_named(g, e, "from"), to = box_named(g, e, "to");
    if (from < 0 || to < 0)
        return;
    VEC_PUSH(r->job, &g->arrows,
             (DiagramArrow){
                 .from = from,
                 .to = to,
                 .label = attr_words(g, e, "label"),
                 .heads = heads_named(xml_attr(r, e, "heads")),
                 .pos = xml_pos(e, g->d.file),
             });
}

Diagram *diagram_read(const Reader *r, Doc *doc, Str id, FilePlace place, Pos from)
{
    static const char *const root_name = "diagram";
    DiagramReader g = {.d = {.reader = r, .doc = doc, .folder = place.folder}};
    XmlFile f = {.path = place.path, .folder = place.folder, .roots = &root_name, .nroots = 1, .from = from};
    const XmlNode *root = xml_read_file(r, &f, &g.d.file);
    if (!root)
        return NULL;
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        if (xml_is(e, "box"))
            read_box(&g, e);
    for (int i = 0; i < g.boxes.n; i++)
        map_put(r->job, &g.ids, g.boxes.at[i].id, &g.boxes.at[i]);
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        if (xml_is(e, "arrow"))
            read_arrow(&g, e);
    Diagram *made = diagram_make(r->job, r->diag, &(DiagramParts){g.boxes.at, g.boxes.n, g.arrows.at, g.arrows.n});
    const XmlNode *caption = xml_child(root, "caption");
    if (caption)
        made->caption = data_words(&g.d, xml_text(r, caption), xml_text_pos(caption, g.d.file), &made->caption_content);
    made->id = id;
    made->pos = xml_pos(root, g.d.file);
    return made;
}
