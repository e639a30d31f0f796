/* Data files.
 *
 * The root element names the vocabulary of a file. Each vocabulary has its own reader, which makes columns and rows
 * of the one model (doc/table.h). This file does what all share: caption, notes, source, and the match between marks
 * and notes. Figures stay exactly as printed. Sums, marks and numbers of cells are checked while reading, so that
 * every place that sets, charts or quotes a table can trust it. */
#include "read/data/data.h"

#include "check/casting/casting.h"
#include "file/file.h"
#include "read/data/data_private.h"
#include "sheet/sheet.h"

/* The first SOURCED can take their rows from a sheet. */
enum { SOURCED = 3 };
static const char *const vocabularies[] = {"table", "budget", "workforce", "performance", "grants", "delivery-plan"};
static void (*const readers[])(DataReader *, const XmlNode *) = {data_read_table,  data_read_budget,
                                                                 data_read_table,  data_read_performance,
                                                                 data_read_grants, data_read_plan};

static Node *note_blocks(DataReader *d, const XmlNode *e)
{
    Str raw = xml_text(d->reader, e);
    Pos at = xml_text_pos(e, d->file);
    Node *note = node_new(d->reader->job, NODE_NOTE, data_start(raw, at));
    note->u.note.of_table = true;
    if (!data_note_waits(d, note, raw, at))
        data_fill(d, note, raw, at);
    return note;
}

static void read_notes(DataReader *d, const XmlNode *root)
{
    Arena *job = d->reader->job;
    Table *t = d->table;
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e)) {
        if (xml_is(e, "note")) {
            VEC_PUSH(job, &d->notes, (TableNote){xml_attr(d->reader, e, "id"), note_blocks(d, e)});
        } else if (xml_is(e, "general-note")) {
            t->general_content = note_blocks(d, e);
        } else if (xml_is(e, "source")) {
            t->source_content = note_blocks(d, e);
            t->source = node_text_struck(job, t->source_content, STRUCK_MARKED);
        }
    }
}

/* An unknown id; returns the note that it may mean, or NULL. */
static const TableNote *report_unknown(DataReader *d, NoteUse use)
{
    Str *ids = NEWN(d->reader->job, Str, d->notes.n);
    for (int i = 0; i < d->notes.n; i++)
        ids[i] = d->notes.at[i].id;
    diag(d->reader->diag, DAT006, use.pos, "note \"" STR_FMT "\" not found; expected <note id=\"" STR_FMT "\">",
         STR_ARG(use.id), STR_ARG(use.id));
    diag_nearest(d->reader->diag, use.id, ids, d->notes.n);
    Str nearest = str_nearest(use.id, ids, d->notes.n);
    return nearest.n ? map_find(&d->table->note_ids, nearest) : NULL;
}

/* Matches every mark with its note, and every note with its mark. The note that an unknown mark may mean is not
 * reported as well. */
static void check_notes(DataReader *d)
{
    bool *used = NEWN(d->reader->job, bool, d->notes.n);
    for (int i = 0; i < d->uses.n; i++) {
        NoteUse use = d->uses.at[i];
        const TableNote *note = map_find(&d->table->note_ids, use.id);
        if (!note)
            note = report_unknown(d, use);
        if (note)
            used[note - d->notes.at] = true;
    }
    for (int i = 0; i < d->notes.n; i++)
        if (!used[i])
            diag(d->reader->diag, DAT006, d->notes.at[i].content->pos,
                 "nothing refers to note \"" STR_FMT "\"; expected note=\"" STR_FMT "\" where its mark belongs",
                 STR_ARG(d->notes.at[i].id), STR_ARG(d->notes.at[i].id));
}

/* A workbook has the figures and no captions, kinds or ids: a data file that names it has these. */
static bool is_data_file(const Reader *r, Str path, Pos from)
{
    if (!workbook_has_ending(path))
        return true;
    Str name = path_base(path);
    diag(r->diag, SHT016, from, "\"" STR_FMT "\" is a workbook; expected an XML data file that takes its rows from it",
         STR_ARG(name));
    diag_help(r->diag,
              "write budget.xml with <table source=\"" STR_FMT "\" name=\"…\">, a caption and columns, and name "
              "that here",
              STR_ARG(name));
    return false;
}

void data_cast(const Reader *r, Table *t)
{
    table_cast(r->job, r->diag, t, r->thorough);
    if (r->thorough)
        table_tell_known(r->job, r->diag, t);
}

Table *data_read(const Reader *r, Doc *doc, Str id, FilePlace place, Pos from)
{
    int file = 0;
    if (!is_data_file(r, place.path, from))
        return NULL;
    XmlFile f = {.path = place.path,
                 .folder = place.folder,
                 .roots = vocabularies,
                 .nroots = COUNT(vocabularies),
                 .nsourced = SOURCED,
                 .from = from};
    const XmlNode *root = xml_read_file(r, &f, &file);
    if (!root)
        return NULL;
    Table *t = NEW(r->job, Table);
    DataReader d =
        {.reader = r, .file = file, .doc = doc, .table = t, .folder = f.folder, .unbound = NEW(r->job, UnboundWords)};
    *t = (Table){.language = r->language,
                 .id = id,
                 .kind = xml_name(root),
                 .decimals = -1,
                 .file = file,
                 .pos = xml_pos(root, file)};
    t->unit = data_attr(&d, root, "unit");
    t->tolerance = data_number(r, root, "tolerance", 0);
    d.exact = str_is(xml_attr(r, root, "exact"), "yes");
    t->rounding_note = str_is(xml_attr(r, root, "rounding-note"), "yes");
    t->facts = data_facts(&d, root, &t->nfacts);
    const XmlNode *caption = xml_child(root, "caption");
    if (caption) {
        t->caption = data_words(&d, xml_text(r, caption), xml_text_pos(caption, file), &t->caption_marks.content);
        data_use_notes(&d, &t->caption_marks.note, caption, "note");
    }
    read_notes(&d, root);
    for (int i = 0; i < COUNT(vocabularies); i++)
        if (xml_is(root, vocabularies[i]))
            readers[i](&d, root);
    if (d.too_large || d.lost)
        return NULL;
    t->rows = d.rows.at, t->nrows = d.rows.n;
    t->notes = d.notes.at, t->nnotes = d.notes.n;
    table_index(r->job, t);
    check_notes(&d);
    data_read_checks(&d, root);
    if (d.too_large)
        return NULL;
    data_keep_waiting(&d);
    if (!data_waits(t))
        data_cast(r, t);
    return t;
}
