/* What needs the whole document: labels, links, references, and notes joined to their marks.
 *
 * Labels that authors gave come first. Then headings without one get a label from their words as in Pandoc, with -1,
 * -2 … where a label is taken; so a heading elsewhere never changes a given label. Of two equal labels, the first
 * counts. A link or reference to an unknown label is reported and stays visible as text.
 *
 * Footnotes are joined within their section. They follow its blocks in the order of their marks; a mark inside a
 * note comes after the marks of the text. */
#include "read/resolve_private.h"

#include "base/ascii.h"

#include "base/utf8.h"
#include "base/vec.h"

#define SUGGESTIONS_MAX 50 /* finding the nearest of many labels takes time; a document has few errors */

/* -- Notes ---------------------------------------------------------------------------------------------------- */

typedef struct Notes {
    const Reader *r;
    Node *section;
    Map map;   /* label → NODE_NOTE */
    Map meant; /* label → NODE_NOTE that an unknown mark may mean */
    int suggested;
} Notes;

/* The same note of a table that is set twice. */
static bool is_copy(const Node *a, const Node *b)
{
    return a->pos.file == b->pos.file && a->pos.line == b->pos.line && a->pos.col == b->pos.col;
}

/* Moves the section's notes from the tree into the map; data that is set in it may have brought its own. */
static void collect_notes(Notes *notes)
{
    const Reader *r = notes->r;
    VEC(Node *) found = {0};
    for (Node *n = notes->section->first; n; n = node_next_block(n, notes->section))
        if (n->kind == NODE_NOTE && !n->u.note.of_table)
            VEC_PUSH(r->job, &found, n);
    for (int i = 0; i < found.n; i++) {
        Node *note = found.at[i], *first = map_find(&notes->map, note->name);
        node_remove(note);
        if (!first) {
            map_put(r->job, &notes->map, note->name, note);
            continue;
        }
        if (is_copy(first, note))
            continue;
        diag(r->diag, DOC004, note->pos, "footnote \"" STR_FMT "\" is defined twice in this section",
             STR_ARG(note->name));
        diag_label(r->diag, first->pos, "first defined here");
    }
}

static void report_no_note(Notes *notes, const Node *ref)
{
    const Reader *r = notes->r;
    bool in_data = ref->pos.file != notes->section->pos.file;
    Str where = in_data ? notes->section->u.section.file : STR("this section");
    const char *to_do = in_data ? " in that file" : "";
    diag(r->diag, MD005, ref->pos,
         "footnote \"" STR_FMT "\" is not defined in " STR_FMT "; expected [^" STR_FMT "]: followed by its text%s",
         STR_ARG(ref->name), STR_ARG(where), STR_ARG(ref->name), to_do);
    if (notes->suggested++ >= SUGGESTIONS_MAX)
        return;
    Str near = map_nearest(&notes->map, ref->name);
    if (near.n == 0)
        return;
    diag_help(r->diag, "did you mean [^" STR_FMT "]?", STR_ARG(near));
    map_put(r->job, &notes->meant, near, map_find(&notes->map, near));
}

static void become_text(Node *n, Str text)
{
    n->kind = NODE_TEXT;
    n->name = (Str){0};
    n->attrs = NULL;
    n->nattrs = 0;
    n->u.text.text = text;
}

static void join_note(Notes *notes, Node *ref)
{
    Node *note = map_find(&notes->map, ref->name);
    if (!note) {
        report_no_note(notes, ref);
        become_text(ref, str_format(notes->r->job, "[^" STR_FMT "]", STR_ARG(ref->name)));
        return;
    }
    ref->u.note_ref.note = note;
    ref->name = (Str){0};
    if (note->u.note.ref)
        return;
    note->u.note.ref = ref;
    node_append(notes->section, note); /* the walk reaches the marks in it later */
}

void resolve_notes(const Reader *r, Node *section)
{
    Notes notes = {.r = r, .section = section};
    collect_notes(&notes);
    for (Node *n = section->first; n; n = node_next(n, section))
        if (n->kind == NODE_NOTE_REF && !n->u.note_ref.note)
            join_note(&notes, n);
    for (int i = 0; i < notes.map.n; i++) {
        Node *note = notes.map.entries[i].value;
        if (!note->u.note.ref && !map_find(&notes.meant, note->name))
            diag(r->diag, MD006, note->pos,
                 "footnote \"" STR_FMT "\" is never used; expected [^" STR_FMT "] in the text", STR_ARG(note->name),
                 STR_ARG(note->name));
        note->name = (Str){0};
    }
}

/* -- Making labels -------------------------------------------------------------------------------------------- */

static bool is_label_letter(uint32_t cp)
{
    if (cp < 0x80)
        return is_letter(cp);
    bool symbols = cp == 0xD7 || cp == 0xF7 || (cp >= 0x2000 && cp <= 0x2BFF) || (cp >= 0x3000 && cp <= 0x303F)
                   || (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xFE00;
    return cp >= 0xC0 && !symbols;
}

/* "Our finances, 2013-14" → "our-finances-2013-14": from the first letter on. */
static Str label_of(Arena *a, Str words)
{
    Buf out = {0};
    bool space = false;
    for (int i = 0; i < words.n;) {
        uint32_t cp = utf8_next(words, &i);
        bool letter = is_label_letter(cp), digit = is_digit(cp);
        if (is_space(cp) || cp == 0xA0)
            space = true;
        if (!letter && (out.n == 0 || !(digit || cp == '_' || cp == '-' || cp == '.')))
            continue;
        if (space && out.n > 0)
            buf_char(&out, '-');
        space = false;
        char bytes[4];
        buf_put(&out, bytes, utf8_put(bytes, utf8_small_letter(cp)));
    }
    if (out.n == 0)
        buf_puts(&out, "section");
    return buf_take(&out, a);
}

typedef struct Labels {
    const Reader *r;
    Doc *doc;
    Nodes headings; /* without a label */
    Nodes pointing; /* links and references */
    Map used;       /* label made from words → the number given last, boxed */
    Map anchors;    /* as other programs make them → node; only once a label is not found */
    bool has_anchors;
} Labels;

static void add_given(Labels *l, Node *n)
{
    if (n->id.n == 0)
        return;
    Node *first = map_find(&l->doc->labels, n->id);
    if (!first) {
        map_put(l->r->job, &l->doc->labels, n->id, n);
        return;
    }
    diag(l->r->diag, DOC004, n->pos, "label \"" STR_FMT "\" is used twice", STR_ARG(n->id));
    diag_label(l->r->diag, first->pos, "first used here");
    n->id = (Str){0};
}

static void add_made(Labels *l, Node *heading)
{
    Arena *a = l->r->job;
    Str made = label_of(a, node_text(a, heading)), label = made;
    int *last = map_find(&l->used, made);
    if (!last)
        map_put(a, &l->used, made, last = NEW(a, int));
    while (map_find(&l->doc->labels, label))
        label = str_format(a, STR_FMT "-%d", STR_ARG(made), ++*last);
    heading->id = label;
    heading->u.heading.derived = true;
    map_put(a, &l->doc->labels, label, heading);
}

/* -- Finding labels ---------------------------------------------------------------------------------------------- */

static void report_no_label(Labels *l, Str label, Pos pos)
{
    if (l->doc->partial || doc_has_lost(l->doc, label))
        return;
    diag(l->r->diag, DOC005, pos, "label \"" STR_FMT "\" is not in this document", STR_ARG(label));
    diag_nearest_key(l->r->diag, label, &l->doc->labels);
}

/* The anchor that GitHub and editors make of a heading: in lower case, each space a hyphen, letters, figures, hyphens
 * and underscores kept, all else left out. */
static Str anchor_of(Arena *a, Str words)
{
    Buf out = {0};
    for (int i = 0; i < words.n;) {
        uint32_t cp = utf8_next(words, &i);
        if (!is_label_letter(cp) && !is_digit(cp) && !is_space(cp) && cp != '-' && cp != '_')
            continue;
        char bytes[4];
        buf_put(&out, bytes, utf8_put(bytes, is_space(cp) ? '-' : utf8_small_letter(cp)));
    }
    return buf_take(&out, a);
}

/* Of several headings with the same words, the second has -1, and so on. */
static void add_anchor(Labels *l, Map *counts, Str anchor, Node *n)
{
    Arena *a = l->r->job;
    int *count = map_find(counts, anchor);
    if (!count)
        map_put(a, counts, anchor, count = NEW(a, int));
    Str name = *count > 0 ? str_format(a, STR_FMT "-%d", STR_ARG(anchor), *count) : anchor;
    ++*count;
    if (!map_find(&l->anchors, name))
        map_put(a, &l->anchors, name, n);
}

static void make_anchors(Labels *l)
{
    Map counts = {0}; /* anchor → headings that have it so far, boxed */
    l->has_anchors = true;
    for (Node *n = l->doc->root; n; n = node_next(n, l->doc->root))
        if (n->kind == NODE_HEADING)
            add_anchor(l, &counts, anchor_of(l->r->job, node_text(l->r->job, n)), n);
    for (int i = 0; i < l->doc->labels.n; i++) {
        Str label = anchor_of(l->r->job, l->doc->labels.entries[i].key);
        if (!map_find(&l->anchors, label))
            map_put(l->r->job, &l->anchors, label, l->doc->labels.entries[i].value);
    }
}

static int hex_value(char c)
{
    return is_digit(c) ? c - '0' : to_lower(c) >= 'a' && to_lower(c) <= 'f' ? to_lower(c) - 'a' + 10 : -1;
}

/* "find%20us" → "find us"; what would not be UTF-8 stays as it is. */
static Str percent_decoded(Arena *a, Str s)
{
    Buf out = {0};
    for (int i = 0; i < s.n; i++) {
        bool coded = s.p[i] == '%' && i + 2 < s.n && hex_value(s.p[i + 1]) >= 0 && hex_value(s.p[i + 2]) >= 0;
        buf_char(&out, coded ? (char)(hex_value(s.p[i + 1]) * 16 + hex_value(s.p[i + 2])) : s.p[i]);
        i += coded ? 2 : 0;
    }
    Str decoded = buf_take(&out, a);
    return utf8_bad(decoded) < 0 ? decoded : s;
}

/* What a label names; failing that, the heading whose anchor elsewhere it is. */
static Node *labelled(Labels *l, Str label)
{
    Node *found = map_find(&l->doc->labels, label);
    if (found || label.n == 0)
        return found;
    if (!l->has_anchors)
        make_anchors(l);
    return map_find(&l->anchors, anchor_of(l->r->job, percent_decoded(l->r->job, label)));
}

static void resolve_link(Labels *l, Node *n)
{
    if (str_starts(n->u.link.target, REPORT_SCHEME) && !l->r->in_pack)
        n->kind = NODE_SPAN; /* only its words: there is nothing to lead to */
    if (!str_starts(n->u.link.target, "#"))
        return;
    Str label = str_sub(n->u.link.target, 1, n->u.link.target.n);
    n->u.link.node = labelled(l, label);
    if (n->u.link.node)
        return;
    report_no_label(l, label, n->pos);
    n->kind = NODE_SPAN; /* its words stay */
}

static void resolve_ref(Labels *l, Node *n)
{
    Arena *a = l->r->job;
    Node **targets = NEWN(a, Node *, n->nattrs);
    int found = 0;
    Buf names = {0};
    for (int i = 0; i < n->nattrs; i++) {
        const Attr *target = &n->attrs[i];
        Node *node = labelled(l, target->value);
        if (node)
            targets[found++] = node;
        else
            report_no_label(l, target->value, target->pos);
        buf_format(&names, "%s" STR_FMT, i > 0 ? " " : "", STR_ARG(target->value));
    }
    n->attrs = NULL;
    n->nattrs = 0;
    n->u.ref.targets = targets;
    n->u.ref.ntargets = found;
    if (found == 0)
        become_text(n, str_format(a, "[" STR_FMT "?]", STR_ARG(buf_view(&names))));
    buf_free(&names);
}

void resolve_labels(const Reader *r, Doc *doc)
{
    Labels l = {.r = r, .doc = doc};
    for (Node *n = doc->root; n; n = node_next(n, doc->root)) {
        add_given(&l, n);
        if (n->kind == NODE_HEADING && n->id.n == 0)
            VEC_PUSH(r->job, &l.headings, n);
        if (n->kind == NODE_LINK || (n->kind == NODE_REF && n->u.ref.ntargets == 0))
            VEC_PUSH(r->job, &l.pointing, n);
    }
    for (int i = 0; i < l.headings.n; i++)
        add_made(&l, l.headings.at[i]);
    for (int i = 0; i < l.pointing.n; i++) {
        Node *n = l.pointing.at[i];
        if (n->kind == NODE_LINK)
            resolve_link(&l, n);
        else
            resolve_ref(&l, n);
    }
}
