/* The vocabulary <delivery-plan>: priorities by theme, and the activities for each.
 *
 * An activity is a row, and its code is the row's name. The priority's code and action span the rows of its
 * activities. So do the leads, unless an activity has its own: then each activity has one. Statuses and directions
 * come from the plan's own key, to which "not recorded" is added when an activity needs it. */
#include "base/ascii.h"
#include "read/data/data_private.h"

enum { PRIORITY, ACTION, LEAD, DELIVERY, ACTIVITY, UPDATED, PROGRESS, STATUS, DIRECTION, OPPORTUNITIES, PLAN_COLUMNS };

#define NOT_RECORDED "not-recorded"

/* joins: how many of the columns after it are set in its cells, under the joint heading */
static const struct {
    const char *id;
    ColumnKind kind;
    WordId head;
    int joins;
    const char *joint;
    WordId joint_head;
    int weight; /* of the width, per cent */
} plan_columns[PLAN_COLUMNS] = {
    [PRIORITY] = {"priority", COL_CODE, WORD_PRIORITY, 1, "action", WORD_PRIORITY_ACTION, 18},
    [ACTION] = {"action", COL_TEXT, WORD_PRIORITY_ACTION, 0, NULL, WORD_PRIORITY_ACTION, 0},
    [LEAD] = {"lead", COL_TEXT, WORD_LEAD, 0, NULL, WORD_LEAD, 5},
    [DELIVERY] = {"delivery", COL_TEXT, WORD_DELIVERY_LEAD, 0, NULL, WORD_DELIVERY_LEAD, 12},
    [ACTIVITY] = {"activity", COL_CODE, WORD_ACTIVITY, 2, "update", WORD_ACTIVITY_AND_PROGRESS, 38},
    [UPDATED] = {"updated", COL_TEXT, WORD_UPDATED_HEAD, 0, NULL, WORD_UPDATED_HEAD, 0},
    [PROGRESS] = {"update", COL_TEXT, WORD_PROGRESS, 0, NULL, WORD_PROGRESS, 0},
    [STATUS] = {"status", COL_TEXT, WORD_STATUS, 1, "status", WORD_STATUS_AND_DIRECTION, 10},
    [DIRECTION] = {"direction", COL_TEXT, WORD_DIRECTION, 0, NULL, WORD_DIRECTION, 0},
    [OPPORTUNITIES] = {"opportunities", COL_TEXT, WORD_OPPORTUNITIES, 0, NULL, WORD_OPPORTUNITIES, 17},
};

/* Someone whose initials the plan explains. */
typedef struct Person {
    Str initials;
    Pos pos;
    bool leads;
} Person;

typedef struct Plan {
    DataReader *d;
    VEC(KeyEntry) key;
    int ndirections;
    VEC(Person) people;
} Plan;

/* --- columns and key --- */

/* heads names the columns as they are set: "action" and "update" are joint headings. */
static void make_columns(DataReader *d, const XmlNode *heads)
{
    Column *columns = NEWN(d->reader->job, Column, PLAN_COLUMNS);
    for (int i = 0; i < PLAN_COLUMNS; i++) {
        Column *c = &columns[i];
        *c = (Column){.id = str_c(plan_columns[i].id),
                      .kind = plan_columns[i].kind,
                      .decimals = -1,
                      .weight = plan_columns[i].weight};
        bool alone = i == LEAD || i == DELIVERY || i == OPPORTUNITIES;
        data_head(d, c, alone ? heads : NULL, plan_columns[i].id, plan_columns[i].head);
        c->joins = plan_columns[i].joins;
        if (!c->joins)
            continue;
        Column joint = {0};
        data_head(d, &joint, heads, plan_columns[i].joint, plan_columns[i].joint_head);
        c->joint_label = joint.label;
    }
    d->table->columns = columns;
    d->table->ncolumns = PLAN_COLUMNS;
}

static void read_key(Plan *p, const XmlNode *key)
{
    DataReader *d = p->d;
    const Reader *r = d->reader;
    for (const XmlNode *e = xml_first(key); e; e = xml_next(e)) {
        KeyEntry entry = {.id = xml_attr(r, e, "id"), .direction = xml_is(e, "direction")};
        entry.name = data_words(d, xml_attr(r, e, "name"), xml_attr_pos(e, d->file, "name"), NULL);
        entry.meaning = data_words(d, xml_text(r, e), xml_text_pos(e, d->file), NULL);
        entry.look = xml_attr(r, e, entry.direction ? "arrow" : "colour");
        p->ndirections += entry.direction;
        VEC_PUSH(r->job, &p->key, entry);
    }
}

static const KeyEntry *find_entry(const Plan *p, Str id, bool direction)
{
    for (int i = 0; i < p->key.n; i++)
        if (p->key.at[i].direction == direction && str_eq(p->key.at[i].id, id))
            return &p->key.at[i];
    return NULL;
}

static void report_unknown(const Plan *p, Str id, bool direction, Pos at)
{
    const Reader *r = p->d->reader;
    Str *ids = NEWN(r->job, Str, p->key.n + 1);
    int n = 0;
    for (int i = 0; i < p->key.n; i++)
        if (p->key.at[i].direction == direction)
            ids[n++] = p->key.at[i].id;
    ids[n++] = STR(NOT_RECORDED);
    diag(r->diag, DAT034, at, "%s \"" STR_FMT "\" is not in the plan's key; expected one of its %s, or " NOT_RECORDED,
         direction ? "direction" : "status", STR_ARG(id), direction ? "directions" : "statuses");
    diag_nearest(r->diag, id, ids, n);
}

/* The entry for what is not recorded joins the key when it is first needed. */
static const KeyEntry *unrecorded(Plan *p, bool direction)
{
    const KeyEntry *known = find_entry(p, STR(NOT_RECORDED), direction);
    if (known)
        return known;
    WordId name = direction ? WORD_DIRECTION_NOT_RECORDED : WORD_STATUS_NOT_RECORDED;
    VEC_PUSH(p->d->reader->job, &p->key,
             (KeyEntry){.id = STR(NOT_RECORDED),
                        .name = language_word(p->d->table->language, name),
                        .look = STR("none"),
                        .direction = direction});
    return &p->key.at[p->key.n - 1];
}

static void read_judged(Plan *p, Cell *cell, const XmlNode *e, bool direction)
{
    const char *name = direction ? "direction" : "status";
    Str id = xml_attr(p->d->reader, e, name);
    cell->pos = xml_attr_pos(e, p->d->file, name);
    if (direction && !p->ndirections && !id.n)
        return;
    const KeyEntry *entry = !id.n || str_is(id, NOT_RECORDED) ? unrecorded(p, direction) : find_entry(p, id, direction);
    if (!entry) {
        report_unknown(p, id, direction, cell->pos);
        return;
    }
    cell->status = entry->id;
    cell->text = entry->name;
}

/* --- who leads --- */

static void read_people(Plan *p, const XmlNode *leads)
{
    DataReader *d = p->d;
    Buf words = {0};
    for (const XmlNode *e = xml_first(leads); e; e = xml_next(e)) {
        Str initials = xml_attr(d->reader, e, "initials");
        Str role = data_words(d, xml_text(d->reader, e), xml_text_pos(e, d->file), NULL);
        VEC_PUSH(d->reader->job, &p->people, (Person){initials, xml_attr_pos(e, d->file, "initials"), false});
        buf_format(&words, "%s" STR_FMT ": " STR_FMT, words.n ? "; " : "", STR_ARG(initials), STR_ARG(role));
    }
    d->table->leads = buf_take(&words, d->reader->job);
}

static void report_stranger(const Plan *p, Str initials, Pos at)
{
    const Reader *r = p->d->reader;
    Str *known = NEWN(r->job, Str, p->people.n);
    for (int i = 0; i < p->people.n; i++)
        known[i] = p->people.at[i].initials;
    diag(r->diag, DAT035, at,
         "\"" STR_FMT "\" is not among the plan's <leads>; expected <person initials=\"" STR_FMT "\"> there",
         STR_ARG(initials), STR_ARG(initials));
    diag_nearest(r->diag, initials, known, p->people.n);
}

static void use_initials(Plan *p, Str initials, Pos at)
{
    for (int i = 0; i < p->people.n; i++)
        if (str_eq(p->people.at[i].initials, initials)) {
            p->people.at[i].leads = true;
            return;
        }
    if (initials.n)
        report_stranger(p, initials, at);
}

/* "NP / CS", "AW, DG" */
static void use_lead(Plan *p, Str lead, Pos at)
{
    int from = 0;
    for (int i = 0; p->people.n && i <= lead.n; i++)
        if (i == lead.n || lead.p[i] == '/' || lead.p[i] == ',') {
            use_initials(p, str_trim(str_sub(lead, from, i)), at);
            from = i + 1;
        }
}

static void report_idle(const Plan *p)
{
    for (int i = 0; i < p->people.n; i++)
        if (!p->people.at[i].leads)
            diag(p->d->reader->diag, DAT035, p->people.at[i].pos,
                 "\"" STR_FMT "\" leads nothing in this plan; expected it in a lead, or not in <leads>",
                 STR_ARG(p->people.at[i].initials));
}

/* --- rows --- */

static void read_text(Plan *p, Cell *cell, const XmlNode *e)
{
    DataReader *d = p->d;
    if (!e)
        return;
    cell->pos = xml_pos(e, d->file);
    data_text(d, cell, xml_text(d->reader, e), xml_text_pos(e, d->file));
}

static void read_word(Plan *p, Cell *cell, const XmlNode *e, const char *attribute)
{
    DataReader *d = p->d;
    cell->pos = xml_attr_pos(e, d->file, attribute);
    cell->text = data_words(d, xml_attr(d->reader, e, attribute), cell->pos, &cell->content);
}

/* A lead: the activity's own, or else its priority's. */
static void read_lead(Plan *p, Cell *cell, const XmlNode *activity, const char *attribute, const XmlNode *priority)
{
    const XmlNode *from = xml_has(activity, attribute) ? activity : priority;
    if (xml_has(from, attribute))
        read_word(p, cell, from, attribute);
    if (xml_has(from, attribute) && str_is(str_c(attribute), "lead"))
        use_lead(p, cell->text, cell->pos);
    if (!xml_has(from, attribute))
        cell->text = language_word(p->d->table->language, WORD_STATUS_NOT_RECORDED);
}

/* V1.1 belongs to V1. */
static void check_code(Plan *p, Str code, const XmlNode *activity, const XmlNode *priority)
{
    DataReader *d = p->d;
    Str own = xml_attr(d->reader, priority, "code");
    bool longer = code.n > own.n && is_digit(code.p[own.n]);
    if (str_eq(str_sub(code, 0, own.n), own) && !longer)
        return;
    diag(d->reader->diag, DAT036, xml_attr_pos(activity, d->file, "code"),
         "activity \"" STR_FMT "\" is in priority \"" STR_FMT "\"; expected a code that begins with \"" STR_FMT "\"",
         STR_ARG(code), STR_ARG(own), STR_ARG(own));
    diag_label(d->reader->diag, xml_attr_pos(priority, d->file, "code"), "its priority");
}

static void read_activity(Plan *p, const XmlNode *e, const XmlNode *priority)
{
    DataReader *d = p->d;
    Row *row = data_row(d, ROW_LINE, 1, xml_pos(e, d->file));
    row->id = xml_attr(d->reader, e, "code");
    check_code(p, row->id, e, priority);
    read_lead(p, &row->cells[LEAD], e, "lead", priority);
    read_lead(p, &row->cells[DELIVERY], e, "delivery", priority);
    read_word(p, &row->cells[ACTIVITY], e, "code");
    row->label = row->cells[ACTIVITY].text;
    if (str_is(xml_attr(d->reader, e, "updated"), "yes"))
        row->cells[UPDATED].text = language_word(d->table->language, WORD_UPDATED);
    read_text(p, &row->cells[PROGRESS], xml_child(e, "update"));
    data_use_notes(d, &row->cells[PROGRESS].note, e, "note");
    read_judged(p, &row->cells[STATUS], e, false);
    read_judged(p, &row->cells[DIRECTION], e, true);
    read_text(p, &row->cells[OPPORTUNITIES], xml_child(e, "opportunities"));
}

static bool own_in_any(const XmlNode *priority, const char *attribute)
{
    for (const XmlNode *e = xml_first(priority); e; e = xml_next(e))
        if (xml_is(e, "activity") && xml_has(e, attribute))
            return true;
    return false;
}

/* One cell for all rows from `first` on. */
static void span_rows(DataReader *d, int column, int first)
{
    for (int row = first + 1; row < d->rows.n; row++) {
        Cell *cell = &d->rows.at[row].cells[column];
        cell->colspan = 0;
        cell->rowspan = first - row;
    }
    d->rows.at[first].cells[column].rowspan = d->rows.n - first;
}

static void read_priority(Plan *p, const XmlNode *priority)
{
    DataReader *d = p->d;
    int first = d->rows.n;
    for (const XmlNode *e = xml_first(priority); e; e = xml_next(e))
        if (xml_is(e, "activity"))
            read_activity(p, e, priority);
    Cell *cells = d->rows.at[first].cells;
    read_word(p, &cells[PRIORITY], priority, "code");
    read_text(p, &cells[ACTION], xml_child(priority, "action"));
    data_use_notes(d, &cells[ACTION].note, priority, "note");
    span_rows(d, PRIORITY, first);
    span_rows(d, ACTION, first);
    if (!own_in_any(priority, "lead"))
        span_rows(d, LEAD, first);
    if (!own_in_any(priority, "delivery"))
        span_rows(d, DELIVERY, first);
}

void data_read_plan(DataReader *d, const XmlNode *root)
{
    Plan p = {.d = d};
    make_columns(d, xml_child(root, "heads"));
    read_key(&p, xml_child(root, "key"));
    if (xml_child(root, "leads"))
        read_people(&p, xml_child(root, "leads"));
    for (const XmlNode *theme = xml_first(root); theme; theme = xml_next(theme)) {
        if (!xml_is(theme, "theme"))
            continue;
        data_group_row(d, theme, 0);
        for (const XmlNode *e = xml_first(theme); e; e = xml_next(e))
            read_priority(&p, e);
    }
    report_idle(&p);
    d->table->key = p.key.at;
    d->table->nkey = p.key.n;
}
