/* Lists: numbered in whatever figures, with marks, of tasks, of definitions, and the entries of an index.
 *
 * The browser counts; the class says how a number looks where HTML has no word for it ("1)", "[1]"). */
#include "html/html_private.h"

static const char *class_of(const Node *list)
{
    static const char *const counted[] =
        {[COUNT_FIGURES] = "", [COUNT_LETTERS] = "letters", [COUNT_ROMAN] = "roman", [COUNT_SOURCES] = "sources"};
    if (list->u.list.ordered)
        return list->u.list.counting == COUNT_FIGURES && list->u.list.paren ? "paren" : counted[list->u.list.counting];
    if (list->first && node_is_entry(list->first))
        return "entries";
    return list_has_tasks(list) ? "tasks" : "";
}

static void put_type(Html *w, const Node *list)
{
    if (list->u.list.counting == COUNT_LETTERS)
        put(w, " type=\"a\"");
    else if (list->u.list.counting == COUNT_ROMAN)
        put(w, " type=\"i\"");
    if (list->u.list.start != 1)
        put_number_attribute(w, "start", list->u.list.start);
}

/* A box, with or without a tick, and the word for it. */
static void put_task(Html *w, const Node *item)
{
    if (item->u.item.task == TASK_NONE)
        return;
    bool done = item->u.item.task == TASK_DONE;
    put(w, "<span class=\"task\"><span aria-hidden=\"true\" data-words=\"label\">");
    put(w, done ? "\xE2\x98\x91" : "\xE2\x98\x90");
    put(w, "</span><span class=\"vh\" data-words=\"spoken\">");
    put_escaped(w, word_at(w, item, done ? WORD_DONE : WORD_TO_DO));
    put(w, "</span></span> ");
}

static void put_item(Html *w, const Node *item)
{
    put_open(w, "li", item->u.item.task == TASK_DONE ? "done" : "", item);
    put_page_marks(w, item);
    put_task(w, item);
    put_content(w, item);
    put_close(w, "li");
}

/* ---- definitions ---- */

static void put_term(Html *w, const Node *term, bool defines)
{
    put_open(w, "dt", "", term);
    put_page_marks(w, term); /* a list of definitions may hold nothing else */
    put(w, defines ? "<dfn>" : "");
    put_inlines(w, term);
    put(w, defines ? "</dfn>" : "");
    put_close(w, "dt");
}

static void put_definitions(Html *w, const Node *list)
{
    bool defines = list->parent->kind == NODE_BOX && str_is(list->parent->name, "glossary");
    put_open(w, "dl", "", list);
    put(w, "\n");
    for (const Node *item = list->first; item; item = item->next) {
        put_open(w, "div", "", item);
        for (const Node *n = item->first; n; n = n->next) {
            if (n->kind == NODE_TERM) {
                put_term(w, n, defines);
                continue;
            }
            put_open(w, "dd", "", n);
            put_content(w, n);
            put_close(w, "dd");
        }
        put_close(w, "div");
    }
    put_close(w, "dl");
}

void put_list(Html *w, const Node *list)
{
    if (list->u.list.definitions) {
        put_definitions(w, list);
        return;
    }
    const char *name = list->u.list.ordered ? "ol" : "ul", *own = class_of(list);
    put(w, "<");
    put(w, name);
    put_class(w, *own ? own : list->u.list.tight ? "tight" : "", list->name);
    if (list->u.list.ordered)
        put_type(w, list);
    put_id(w, list);
    put_lang(w, list);
    put(w, ">\n");
    for (const Node *item = list->first; item; item = item->next)
        put_item(w, item);
    put_close(w, name);
}
