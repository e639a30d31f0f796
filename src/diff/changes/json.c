/* The changes as JSON. Every key is always there, with null for no value, so that programs can rely on it. */
#include "diff/outputs.h"

#include <inttypes.h>

#include "base/encode/json.h"
#include "diff/reasons.h"

typedef struct JsonJob {
    Buf *out;
    const ScheduleJob *job;
    SentenceJob sentences;
} JsonJob;

const char *change_form_name(ChangeForm form)
{
    static const char *const names[CHANGE_FORM_COUNT] = {"added", "deleted", "replaced", "moved"};
    return names[form];
}

static void put_key(Buf *out, const char *before, const char *key)
{
    buf_format(out, "%s\"%s\": ", before, key);
}

static void put_text(Buf *out, const char *before, const char *key, Str value)
{
    put_key(out, before, key);
    if (value.n)
        json_string(out, value);
    else
        buf_puts(out, "null");
}

static void put_edition(Buf *out, const char *key, const Doc *doc)
{
    put_key(out, "  ", key);
    put_text(out, "{", "document", doc->name);
    put_text(out, ", ", "title", doc->title);
    put_text(out, ", ", "edition", doc->edition);
    put_text(out, ", ", "date", doc->date);
    put_text(out, ", ", "language", doc->lang);
    buf_puts(out, "},\n");
}

static void put_summary(Buf *out, const Changes *changes)
{
    int counts[CHANGE_KIND_COUNT] = {0};
    Buf line = {0};
    for (int i = 0; i < changes->n; i++)
        counts[change_kind(&changes->at[i])]++;
    changes_summary(changes, &line);
    buf_format(out, "  \"summary\": {\"changes\": %d", changes->n);
    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        buf_format(out, ", \"%s\": %d", change_kind_name((ChangeKind)kind), counts[kind]);
    buf_format(out, ", \"unexplained\": %d", changes_unexplained(changes));
    put_text(out, ", ", "text", buf_view(&line));
    buf_puts(out, "},\n");
    buf_free(&line);
}

static PlaceWords words_of_place(const JsonJob *j, const Change *c, const ChangePlace *p)
{
    return place_of_change(&j->sentences.places, j->sentences.language, c, p);
}

static void put_pages(const JsonJob *j, const ChangePlace *p)
{
    put_text(j->out, ", ", "old-page", schedule_page(j->job, SIDE_OLD, p->old_node));
    put_text(j->out, ", ", "new-page", schedule_page(j->job, SIDE_NEW, p->new_node));
}

static void put_place(const JsonJob *j, const Change *c, const ChangePlace *p)
{
    Buf *out = j->out;
    PlaceWords w = words_of_place(j, c, p);
    put_text(out, "{", "heading", w.headed);
    put_text(out, ", ", "part-of", w.part_of);
    put_text(out, ", ", "within", w.within);
    put_pages(j, p);
    buf_char(out, '}');
}

/* The number of the paragraph that a change is in. */
static Str paragraph_number(const ChangePlace *p)
{
    const Node *n = p->new_node ? p->new_node : p->old_node;
    return n && n->kind == NODE_PARAGRAPH ? n->number : (Str){0};
}

static void put_reason(Buf *out, const Change *c)
{
    static const Variation none;
    const Variation *v = c->reason ? c->reason->variation : &none;
    put_text(out, ",\n     ", "reason", c->reason ? c->reason->reason : (Str){0});
    put_text(out, ", ", "variation", v->id);
    put_text(out, ", ", "decision", v->decision);
    put_text(out, ", ", "effective", v->effective);
}

static void put_change(const JsonJob *j, const Change *c)
{
    Buf *out = j->out;
    const ChangePlace *first = change_home(c);
    buf_format(out, "    {\"number\": %d, \"form\": \"%s\", \"kind\": \"%s\", \"looks\": \"%s\"", c->number,
               change_form_name(c->form), change_kind_name(change_kind(c)), change_kind_name(c->looks));
    put_text(out, ",\n     ", "at", c->at);
    put_text(out, ", ", "data", c->data);
    put_text(out, ",\n     ", "was", c->was);
    put_text(out, ",\n     ", "now", c->now);
    put_reason(out, c);
    put_text(out, ",\n     ", "heading", words_of_place(j, c, first).headed);
    put_text(out, ", ", "paragraph", paragraph_number(first));
    put_pages(j, first);
    buf_puts(out, ",\n     \"places\": [");
    for (int i = 0; i < c->nplaces; i++) {
        buf_puts(out, i ? ",\n       " : "");
        put_place(j, c, &c->places[i]);
    }
    put_text(out, "],\n     ", "sentence", change_sentence(&j->sentences, c));
    buf_format(out, ",\n     \"pin\": \"%016" PRIx64 "\"}", c->pin);
}

/* Variations that explain a change, in the order in which they do so first. */
static void put_variations(Buf *out, const Changes *changes, Arena *scratch)
{
    Map seen = {0};
    buf_puts(out, "  \"variations\": [");
    for (int i = 0; i < changes->n; i++) {
        const Variation *v = changes->at[i].reason ? changes->at[i].reason->variation : NULL;
        if (!v || map_find(&seen, v->id))
            continue;
        buf_puts(out, seen.n ? ",\n    " : "\n    ");
        map_put(scratch, &seen, v->id, scratch);
        put_text(out, "{", "id", v->id);
        put_text(out, ", ", "number", v->number);
        put_text(out, ", ", "title", v->title);
        put_text(out, ", ", "draft", v->draft);
        put_text(out, ", ", "panel", v->panel);
        put_text(out, ", ", "response", v->response);
        put_text(out, ", ", "decision", v->decision);
        put_text(out, ", ", "effective", v->effective);
        buf_char(out, '}');
    }
    buf_puts(out, seen.n ? "\n  ],\n" : "],\n");
}

void changes_json(const ScheduleJob *job, Buf *out)
{
    Arena *scratch = arena_new();
    const Changes *changes = job->changes;
    const Diff *diff = changes->diff;
    JsonJob j = {.out = out, .job = job, .sentences = sentence_job(scratch, job)};
    buf_format(out, "{\n  \"version\": %d,\n", CHANGES_JSON_VERSION);
    put_edition(out, "old", diff->old_doc);
    put_edition(out, "new", diff->new_doc);
    put_summary(out, changes);
    buf_format(out, "  \"bounded\": %s,\n", diff->bounded ? "true" : "false");
    put_variations(out, changes, scratch);
    buf_puts(out, "  \"changes\": [");
    for (int i = 0; i < changes->n; i++) {
        buf_puts(out, i ? ",\n" : "\n");
        put_change(&j, &changes->at[i]);
    }
    buf_puts(out, changes->n ? "\n  ]\n}\n" : "]\n}\n");
    arena_free(scratch);
}
