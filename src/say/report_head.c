/* The head of a report: a list of definitions ("To", "From", "Date" …) behind its title, made from the manifest.
 *
 * Words come from the document's language. What the manifest does not state has no line. The classification, the access
 * and the banner stand on the pages too, but there nobody hears them. */
#include "say/report_head.h"

#include "doc/report.h"
#include "say/meeting.h"

typedef struct Head {
    Arena *a;
    const Doc *doc;
    Node *list;
} Head;

static void append_text(const Head *h, Node *to, Str text, Pos pos)
{
    Node *n = node_new(h->a, NODE_TEXT, pos);
    n->u.text.text = text;
    node_append(to, n);
}

static Node *append_item(const Head *h, Str term, Pos pos)
{
    Node *item = node_new(h->a, NODE_ITEM, pos), *label = node_new(h->a, NODE_TERM, pos);
    node_append(h->list, item);
    node_append(item, label);
    append_text(h, label, term, pos);
    return item;
}

/* The paragraph of a definition. */
static Node *append_definition(const Head *h, Node *item, Pos pos)
{
    Node *definition = node_new(h->a, NODE_DEFINITION, pos), *paragraph = node_new(h->a, NODE_PARAGRAPH, pos);
    node_append(item, definition);
    node_append(definition, paragraph);
    return paragraph;
}

static void add_line(const Head *h, WordId term, Str value)
{
    if (!value.n)
        return;
    Pos pos = h->doc->report->pos;
    Node *item = append_item(h, language_word(h->doc->language, term), pos);
    append_text(h, append_definition(h, item, pos), value, pos);
}

static void add_purpose(const Head *h, ReportPurpose purpose)
{
    static const WordId words[PURPOSE_COUNT] = {[PURPOSE_NOTING] = WORD_REPORT_NOTING,
                                                [PURPOSE_DECISION] = WORD_REPORT_DECISION,
                                                [PURPOSE_DISCUSSION] = WORD_REPORT_DISCUSSION};
    if (purpose != PURPOSE_NOT_STATED)
        add_line(h, WORD_REPORT_FOR, language_word(h->doc->language, words[purpose]));
}

/* --- contact officers --- */

static void begin_line(const Head *h, Node *paragraph, Pos pos)
{
    if (paragraph->first)
        node_append(paragraph, node_new(h->a, NODE_LINE_BREAK, pos));
}

static void append_telephone(const Head *h, Node *to, const Contact *c)
{
    if (!c->telephone.n)
        return;
    begin_line(h, to, c->pos);
    append_text(h, to, language_fill_one(h->a, h->doc->language, WORD_REPORT_TELEPHONE, c->telephone), c->pos);
}

static void append_email(const Head *h, Node *to, const Contact *c)
{
    if (!c->email.n)
        return;
    begin_line(h, to, c->pos);
    append_text(h, to, str_format(h->a, STR_FMT " ", STR_ARG(language_word(h->doc->language, WORD_REPORT_EMAIL))),
                c->pos);
    Node *link = node_new(h->a, NODE_LINK, c->pos);
    link->u.link.target = str_format(h->a, "mailto:" STR_FMT, STR_ARG(c->email));
    node_append(to, link);
    append_text(h, link, c->email, c->pos);
}

static void append_reach(const Head *h, Node *to, const Contact *c)
{
    append_telephone(h, to, c);
    append_email(h, to, c);
}

static void append_contact(const Head *h, Node *item, const Contact *c)
{
    Node *to = append_definition(h, item, c->pos);
    Str named = c->role.n ? str_format(h->a, STR_FMT ", " STR_FMT, STR_ARG(c->name), STR_ARG(c->role)) : c->name;
    append_text(h, to, named, c->pos);
    append_reach(h, to, c);
}

static void add_contacts(const Head *h)
{
    const ReportHead *head = h->doc->report;
    if (head->ncontacts == 0)
        return;
    WordId term = head->ncontacts == 1 ? WORD_REPORT_CONTACT : WORD_REPORT_CONTACTS;
    Node *item = append_item(h, language_word(h->doc->language, term), head->contacts[0].pos);
    for (int i = 0; i < head->ncontacts; i++)
        append_contact(h, item, &head->contacts[i]);
}

static Node *new_list(Arena *a, Pos pos)
{
    Node *list = node_new(a, NODE_LIST, pos);
    list->name = STR("report-head");
    list->u.list.definitions = list->u.list.tight = true;
    return list;
}

Node *report_contacts(Arena *a, const Doc *doc, Pos pos)
{
    const ReportHead *head = doc->report;
    if (!head || head->ncontacts == 0)
        return NULL;
    Head h = {a, doc, new_list(a, pos)};
    for (int i = 0; i < head->ncontacts; i++) {
        const Contact *c = &head->contacts[i];
        Node *to = append_definition(&h, append_item(&h, c->name, c->pos), c->pos);
        if (c->role.n)
            append_text(&h, to, c->role, c->pos);
        append_reach(&h, to, c);
        if (!to->first)
            node_remove(to->parent);
    }
    return h.list;
}

/* --- where it stands --- */

static bool has_contacts_block(const Doc *doc)
{
    for (const Node *n = doc->root; n; n = node_next_block(n, doc->root))
        if (n->kind == NODE_BOX && str_is(n->name, REPORT_CONTACTS_BLOCK))
            return true;
    return false;
}

static void put_head(Node *section, Node *list)
{
    Node *title = section->first;
    if (title && title->kind == NODE_HEADING && title->u.heading.level == 1)
        node_insert_after(title, list);
    else
        node_prepend(section, list);
}

void report_head_add(Arena *a, Doc *doc)
{
    const ReportHead *head = doc->report;
    Node *section = head ? doc_only_part(doc)->first : NULL;
    if (!section)
        return;
    Head h = {a, doc, new_list(a, head->pos)};
    add_line(&h, WORD_REPORT_TO, head->to);
    add_line(&h, WORD_REPORT_FROM, head->from);
    add_line(&h, WORD_REPORT_DATE, language_date(a, doc->language, doc->date));
    add_line(&h, WORD_REPORT_ITEM, head->item);
    add_purpose(&h, head->purpose);
    add_line(&h, WORD_REPORT_CLASSIFICATION, head->classification);
    add_line(&h, WORD_REPORT_ACCESS, meeting_access(a, doc->language, head->access));
    add_line(&h, WORD_REPORT_STATUS, head->banner);
    if (!has_contacts_block(doc))
        add_contacts(&h);
    if (h.list->first)
        put_head(section, h.list);
}
