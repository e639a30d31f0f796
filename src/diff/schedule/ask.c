/* What a block of a schedule asks for, in its attributes. */
#include "diff/schedule/schedule_private.h"

#include "base/utf8.h"

typedef struct ScheduleName {
    const char *name;
    int value;
} ScheduleName;

static const ScheduleName kinds[] = {
    {"policy", CHANGE_POLICY},
    {"figures", CHANGE_FIGURES},
    {"consequential", CHANGE_CONSEQUENTIAL},
    {"editorial", CHANGE_EDITORIAL},
};
static const ScheduleName columns[] = {
    {"number", SCHEDULE_NUMBER}, {"place", SCHEDULE_PLACE},       {"page", SCHEDULE_PAGE},
    {"was", SCHEDULE_WAS},       {"now", SCHEDULE_NOW},           {"kind", SCHEDULE_KIND},
    {"reason", SCHEDULE_REASON}, {"decision", SCHEDULE_DECISION}, {"effective", SCHEDULE_EFFECTIVE},
};
static const ScheduleName forms[] = {{"table", SCHEDULE_TABLE}, {"sentences", SCHEDULE_SENTENCES}};

/* What the words of an attribute may be. */
typedef struct ScheduleNames {
    const char *attribute, *what; /* what: one of them, in messages */
    const ScheduleName *names;
    int n;
} ScheduleNames;

static const ScheduleNames kind_names = {"kinds", "kind of change", kinds, COUNT(kinds)};
static const ScheduleNames column_names = {"columns", "column", columns, COUNT(columns)};
static const ScheduleNames form_names = {"form", "form", forms, COUNT(forms)};

/* -1: none of that name. */
static int name_value(const ScheduleNames *set, Str name)
{
    for (int i = 0; i < set->n; i++)
        if (str_is(name, set->names[i].name))
            return set->names[i].value;
    return -1;
}

/* The next of the words of an attribute, which spaces or commas stand between; *at moves behind it. Empty: none. */
static Str next_name(Str s, int *at)
{
    while (*at < s.n && (s.p[*at] == ' ' || s.p[*at] == ','))
        ++*at;
    int from = *at;
    while (*at < s.n && s.p[*at] != ' ' && s.p[*at] != ',')
        ++*at;
    return str_sub(s, from, *at);
}

static void put_column(ScheduleAsk *ask, int column)
{
    for (int i = 0; i < ask->ncolumns; i++)
        if ((int)ask->columns[i] == column)
            return;
    ask->columns[ask->ncolumns++] = (ScheduleColumn)column;
}

static void put_usual_columns(ScheduleAsk *ask)
{
    static const ScheduleColumn usual[] = {SCHEDULE_NUMBER, SCHEDULE_PLACE, SCHEDULE_WAS, SCHEDULE_NOW};
    for (int i = 0; i < COUNT(usual); i++)
        put_column(ask, usual[i]);
}

ScheduleAsk schedule_ask_all(void)
{
    ScheduleAsk ask = {.form = SCHEDULE_TABLE};
    put_usual_columns(&ask);
    return ask;
}

static void read_columns(const Node *block, ScheduleAsk *ask)
{
    Str given = node_attr(block, "columns"), name;
    for (int at = 0; (name = next_name(given, &at)).n > 0;) {
        int column = name_value(&column_names, name);
        if (column >= 0)
            put_column(ask, column);
    }
    if (ask->ncolumns == 0)
        put_usual_columns(ask);
}

bool schedule_asked(const Node *node, ScheduleAsk *out)
{
    if (node->kind != NODE_BOX || !str_is(node->name, "variations"))
        return false;
    *out = (ScheduleAsk){.document = node_attr(node, "document"),
                         .since = node_attr(node, "since"),
                         .variation = node_attr(node, "variation"),
                         .document_pos = node_attr_pos(node, "document"),
                         .since_pos = node_attr_pos(node, "since"),
                         .variation_pos = node_attr_pos(node, "variation")};
    int form = name_value(&form_names, node_attr(node, "form"));
    out->form = form < 0 ? SCHEDULE_TABLE : (ScheduleForm)form;
    Str given = node_attr(node, "kinds"), name;
    for (int at = 0; (name = next_name(given, &at)).n > 0;) {
        int kind = name_value(&kind_names, name);
        out->kinds |= kind < 0 ? 0 : 1u << kind;
    }
    read_columns(node, out);
    return true;
}

/* ---- what cannot be ---- */

static void report_name(Diag *d, const ScheduleNames *set, Str name, Pos pos)
{
    Str names[SCHEDULE_COLUMN_COUNT];
    Buf list = {0};
    for (int i = 0; i < set->n; i++) {
        names[i] = str_c(set->names[i].name);
        buf_format(&list, "%s%s", i == 0 ? "" : i == set->n - 1 ? " or " : ", ", set->names[i].name);
    }
    pos.len = utf8_count(name);
    diag(d, VAR012, pos, "unknown %s \"" STR_FMT "\"; expected " STR_FMT, set->what, STR_ARG(name),
         STR_ARG(buf_view(&list)));
    buf_free(&list);
    diag_nearest(d, name, names, set->n);
}

static void check_names(Diag *d, const Node *block, const ScheduleNames *set)
{
    const Attr *attr = node_attr_found(block, set->attribute);
    Str name;
    for (int at = 0; attr && (name = next_name(attr->value, &at)).n > 0;) {
        Pos pos = attr->pos;
        pos.col += at - name.n;
        if (name_value(set, name) < 0)
            report_name(d, set, name, pos);
    }
}

void schedule_check(Diag *d, const Node *block)
{
    check_names(d, block, &kind_names);
    check_names(d, block, &column_names);
    check_names(d, block, &form_names);
}

/* ---- the edition to compare with ---- */

static const Edition *edition_named(const Doc *doc, Str id)
{
    for (int i = 0; i < doc->neditions; i++)
        if (str_eq(doc->editions[i].id, id))
            return &doc->editions[i];
    return NULL;
}

static void report_edition(Arena *a, Diag *d, const ScheduleAsk *ask, const Doc *of)
{
    Str *names = NEWN(a, Str, of->neditions);
    for (int i = 0; i < of->neditions; i++)
        names[i] = of->editions[i].id;
    Pos pos = ask->since_pos;
    pos.len = utf8_count(ask->since);
    diag(d, VAR010, pos, "edition \"" STR_FMT "\" not found among the <editions> of \"" STR_FMT "\"",
         STR_ARG(ask->since), STR_ARG(of->name));
    diag_nearest(d, ask->since, names, of->neditions);
}

const Edition *schedule_since(Arena *a, Diag *d, const ScheduleAsk *ask, const Doc *of)
{
    Str since = ask->since;
    for (int i = of->neditions - 1; i >= 0 && !since.n; i--)
        if (!of->editions[i].document.n)
            since = of->editions[i].since;
    const Edition *found = edition_named(of, since);
    Pos pos = ask->since_pos;
    pos.len = utf8_count(ask->since);
    if (ask->since.n && !found)
        report_edition(a, d, ask, of);
    else if (!since.n)
        diag(d, VAR011, ask->document_pos,
             "\"" STR_FMT "\" has no edition to compare with; expected since= on the newest of its <editions>",
             STR_ARG(of->name));
    else if (found && !found->document.n)
        diag(d, VAR011, pos,
             "no document holds the edition \"" STR_FMT "\"; expected document= on it in the <editions> of "
             "\"" STR_FMT "\"",
             STR_ARG(found->id), STR_ARG(of->name));
    return found && found->document.n ? found : NULL;
}

bool schedule_has_column(const ScheduleAsk *ask, ScheduleColumn column)
{
    for (int i = 0; i < ask->ncolumns; i++)
        if (ask->columns[i] == column)
            return true;
    return false;
}
