/* Names for places on the page.
 *
 * They are given before anything is written, so that a link can lead forwards: first to nodes with labels, in reading
 * order, then to the others that something leads to. An address that was published therefore stays as it is while the
 * label does. In a document of several parts each label belongs to its part, whose name comes first. */
#include "html/html_private.h"

#include "base/ascii.h"
#include "doc/report.h"

/* Letters, figures and what needs no escape in an address; a hyphen for each other character. */
static Str clean(Arena *a, Str wanted)
{
    char *p = str_cdup(a, wanted);
    for (int i = 0; i < wanted.n; i++)
        if (!is_alphanumeric(p[i]) && !strchr("-_.", p[i]) && (unsigned char)p[i] < 0x80)
            p[i] = '-';
    return (Str){p, wanted.n};
}

Str id_named(Html *w, Str wanted)
{
    Str name = wanted.n ? clean(w->arena, wanted) : STR("place");
    int nth = map_number(&w->taken, name);
    if (nth < 0) {
        map_put_number(w->arena, &w->taken, name, 1);
        return name;
    }
    Str numbered;
    do
        numbered = str_format(w->arena, STR_FMT "-%d", STR_ARG(name), ++nth);
    while (map_number(&w->taken, numbered) >= 0);
    map_put_number(w->arena, &w->taken, name, nth);
    map_put_number(w->arena, &w->taken, numbered, 1);
    return numbered;
}

/* The name of a part of several, before the ids of what is in it. */
static Str in_part(const Html *w, const Node *n, Str name)
{
    const Doc *doc = doc_only_part(w->job->doc) ? NULL : node_doc(n);
    return doc ? str_format(w->arena, STR_FMT "-" STR_FMT, STR_ARG(doc->name), STR_ARG(name)) : name;
}

static Str wanted_id(const Html *w, const Node *n)
{
    if (n->id.n)
        return in_part(w, n, n->id);
    switch (n->kind) {
    case NODE_PART: return n->u.part.doc->name;
    case NODE_NOTE: return in_part(w, n, str_format(w->arena, "note-" STR_FMT, STR_ARG(n->u.note.mark)));
    case NODE_NOTE_REF:
        return in_part(w, n, str_format(w->arena, "note-" STR_FMT "-ref", STR_ARG(n->u.note_ref.note->u.note.mark)));
    case NODE_PARAGRAPH:
        if (n->number.n)
            return in_part(w, n, str_format(w->arena, "paragraph-" STR_FMT, STR_ARG(n->number)));
        break;
    default: break;
    }
    return in_part(w, n, str_c(node_kind_name(n->kind)));
}

Str id_of(Html *w, const Node *n)
{
    int at = nodemap_find(&w->ids, n);
    if (at >= 0)
        return w->names.at[at];
    nodemap_put(w->arena, &w->ids, n, w->names.n);
    VEC_PUSH(w->arena, &w->names, id_named(w, wanted_id(w, n)));
    return w->names.at[w->names.n - 1];
}

/* A note knows all marks that lead to it, so that it can lead back. */
static void note_ref(Html *w, const Node *ref)
{
    const Node *note = ref->u.note_ref.note;
    if (!note)
        return;
    id_of(w, ref);
    id_of(w, note);
    int at = nodemap_find(&w->note_index, note);
    if (at < 0) {
        at = w->notes.n;
        nodemap_put(w->arena, &w->note_index, note, at);
        VEC_PUSH(w->arena, &w->notes, (NoteRefs){0});
    }
    VEC_PUSH(w->arena, &w->notes.at[at].refs, (Node *)ref);
}

static void find_targets(Html *w, const Node *n)
{
    switch (n->kind) {
    case NODE_LINK:
        if (n->u.link.node)
            id_of(w, n->u.link.node);
        break;
    case NODE_REF:
        for (int i = 0; i < n->u.ref.ntargets; i++)
            id_of(w, n->u.ref.targets[i]);
        break;
    case NODE_NOTE_REF: note_ref(w, n); break;
    default: break;
    }
}

/* The first contact section, else the contact officers in the head of a report. */
static void find_contact(Html *w)
{
    const Node *root = w->job->doc->root;
    for (const Node *part = root->first; part && !w->contact; part = part->next)
        for (const Node *n = part->first; n && !w->contact; n = n->next)
            if (n->u.section.role == ROLE_CONTACT)
                w->contact = n;
    const ReportHead *head = w->job->doc->report;
    for (const Node *n = head && head->ncontacts ? root : NULL; n && !w->contact; n = node_next_block(n, root))
        if (n->kind == NODE_LIST && str_is(n->name, "report-head"))
            w->contact = n;
    if (w->contact)
        id_of(w, w->contact);
}

void ids_find(Html *w)
{
    const Node *root = w->job->doc->root;
    for (const Node *n = root->first; n; n = node_next(n, root))
        if (n->id.n)
            id_of(w, n);
    for (const Node *n = root->first; n; n = node_next(n, root))
        find_targets(w, n);
    find_contact(w);
}

void put_id(Html *w, const Node *n)
{
    int at = nodemap_find(&w->ids, n);
    if (at >= 0)
        put_attribute(w, "id", w->names.at[at]);
}

void put_place(Html *w, const Node *n)
{
    if (nodemap_find(&w->ids, n) < 0)
        return;
    put(w, "<span");
    put_id(w, n);
    put(w, "></span>");
}

/* Of the languages of British public bodies and their neighbours, those written from the right. */
static bool is_from_right(Str tag)
{
    static const char *const tags[] = {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv"};
    Str primary, rest;
    str_cut(tag, '-', &primary, &rest);
    for (int i = 0; i < COUNT(tags); i++)
        if (str_eq_folded(primary, str_c(tags[i])))
            return true;
    return false;
}

void put_lang_tag(Html *w, Str tag, bool always)
{
    put_attribute(w, "lang", tag);
    if (always || is_from_right(tag))
        put(w, is_from_right(tag) ? " dir=\"rtl\"" : " dir=\"ltr\"");
}

void put_lang(Html *w, const Node *n)
{
    Str tag = node_attr(n, "lang");
    if (tag.n)
        put_lang_tag(w, tag, is_from_right(doc_lang(w->doc, n->parent)));
}
