/* Which findings are written, and in which form.
 *
 * Nobody reads two hundred messages, so repeats are grouped for people. Of findings with the same message, the first
 * three are shown, and of one code the first twenty. The last one shown says how many more there are and how to see
 * them. Programs get every finding. Informational messages appear only on request. What two documents have in common,
 * as a report and its pack do, is written and counted once.
 *
 *     content/x/02.md:14:5: warning[MD007]: raw HTML <br> is omitted; expected Markdown
 *       14 | <br>
 *          | ^^^^
 *       and 37 more like this, the last at content/x/09.md:80:1 (--verbose shows all)
 *
 * Every form is written as findings arrive, except SARIF and GitLab's, which are one value written at the end. */
#include "diag/diag.h"

#include "diag/diag_private.h"
#include "base/encode/json.h"

enum { MOST_ALIKE = 3, MOST_OF_A_CODE = 20 };

struct DiagWriter {
    Arena *arena;
    FILE *out;
    DiagStyle style;
    int counts[SEV_FATAL + 1]; /* of findings, shown or not */
    int errors_shown, errors_held_back;
    Buf text;    /* to be written next */
    Buf results; /* of SARIF and GitLab */
    Map fingerprints;
    Map written; /* findings of documents so far */
    Code rules[CODE_COUNT];
    int nrules, rule_of[CODE_COUNT]; /* rule_of: its index plus one; 0: none yet */
};

DiagWriter *diag_writer(Arena *a, FILE *out, const DiagStyle *style)
{
    DiagWriter *w = NEW(a, DiagWriter);
    w->arena = a;
    w->out = out;
    w->style = *style;
    return w;
}

int diag_written(const DiagWriter *w, Severity severity)
{
    return w->counts[severity];
}

static void flush(DiagWriter *w)
{
    if (w->text.n > 0)
        fwrite(w->text.p, 1, (size_t)w->text.n, w->out);
    buf_free(&w->text);
}

static int rule_index(DiagWriter *w, Code code)
{
    if (w->rule_of[code] == 0) {
        w->rules[w->nrules++] = code;
        w->rule_of[code] = w->nrules;
    }
    return w->rule_of[code] - 1;
}

static void put_entry(DiagWriter *w, const Diag *d, const DiagEntry *e)
{
    switch (w->style.format) {
    case DIAG_HUMAN: put_human(d, e, w->style.colour, &w->text); return;
    case DIAG_SHORT: put_short(d, e, w->style.colour, &w->text); return;
    case DIAG_GITHUB: put_github(d, e, &w->text); return;
    case DIAG_JSON: put_json(d, e, &w->text); return;
    case DIAG_SARIF:
        if (w->results.n)
            buf_puts(&w->results, ",\n");
        put_sarif_result(d, e, rule_index(w, e->code), sarif_fingerprint(d, e, w->arena, &w->fingerprints),
                         &w->results);
        return;
    case DIAG_GITLAB:
        if (w->results.n)
            buf_puts(&w->results, ",\n");
        put_gitlab(d, e, sarif_fingerprint(d, e, w->arena, &w->fingerprints), &w->results);
        return;
    }
}

/* Grouped findings: those with the same message, or of one code. */
typedef struct Group {
    int shown, hidden;
    const DiagEntry *last_shown, *last_hidden;
} Group;

/* A finding with its two groups. */
typedef struct GroupedFinding {
    const DiagEntry *entry;
    bool shown;
    Group *alike, *of_code;
} GroupedFinding;

static Group *group_of(Arena *a, Map *groups, Str key)
{
    Group *g = map_find(groups, key);
    if (!g) {
        g = NEW(a, Group);
        map_put(a, groups, key, g);
    }
    return g;
}

static void hide(Group *g, const DiagEntry *e)
{
    g->hidden++;
    g->last_hidden = e;
}

static void choose(GroupedFinding *c)
{
    if (c->alike->shown == MOST_ALIKE)
        hide(c->alike, c->entry);
    else if (c->of_code->shown == MOST_OF_A_CODE)
        hide(c->of_code, c->entry);
    else {
        c->shown = true;
        c->alike->shown++, c->of_code->shown++;
        c->alike->last_shown = c->of_code->last_shown = c->entry;
    }
}

static void put_more(DiagWriter *w, const Diag *d, const Group *g, const DiagEntry *after, const char *what)
{
    if (g->hidden == 0 || g->last_shown != after)
        return;
    buf_format(&w->text, "  and %d more %s", g->hidden, what);
    Pos pos = g->last_hidden->pos;
    if (pos.file >= 1) {
        buf_puts(&w->text, ", the last at ");
        Buf place = {0};
        if (!diag_sheet_name(d, pos.file).n)
            pos.col = 0;
        buf_place(&place, d, pos);
        put_visible_text(&w->text, buf_view(&place));
        buf_free(&place);
    }
    buf_puts(&w->text, " (--verbose shows all)\n");
}

static bool gathers(const DiagWriter *w)
{
    return !w->style.repeats && (w->style.format == DIAG_HUMAN || w->style.format == DIAG_SHORT);
}

static void write_gathered(DiagWriter *w, const Diag *d, DiagEntry *const *entries, int n)
{
    Arena *a = arena_new();
    Map groups = {0};
    GroupedFinding *choices = NEWN(a, GroupedFinding, n);
    for (int i = 0; i < n; i++) {
        const DiagEntry *e = entries[i];
        Str code = str_c(code_name(e->code));
        choices[i] = (GroupedFinding){.entry = e, .of_code = group_of(a, &groups, code)};
        choices[i].alike = group_of(a, &groups, str_format(a, STR_FMT " " STR_FMT, STR_ARG(code), STR_ARG(e->message)));
        choose(&choices[i]);
    }
    for (int i = 0; i < n; i++) {
        const GroupedFinding *c = &choices[i];
        if (!c->shown)
            continue;
        put_entry(w, d, c->entry);
        put_more(w, d, c->alike, c->entry, "like this");
        put_more(w, d, c->of_code, c->entry, code_name(c->entry->code));
    }
    arena_free(a);
}

/* True when the finding is wanted; also counts it. */
static bool is_wanted(DiagWriter *w, const DiagEntry *e)
{
    Severity severity = code_severity(e->code);
    w->counts[severity]++;
    if (severity == SEV_INFO)
        return w->style.infos;
    if (severity == SEV_WARNING || w->style.most_errors == 0)
        return true;
    bool room = w->errors_shown < w->style.most_errors;
    if (room)
        w->errors_shown++;
    else
        w->errors_held_back++;
    return room;
}

static Str identity(Arena *a, const Diag *d, const DiagEntry *e)
{
    Buf b = {0};
    buf_format(&b, "%s ", code_name(e->code));
    buf_place(&b, d, e->pos);
    buf_format(&b, " " STR_FMT, STR_ARG(e->message));
    return buf_take(&b, a);
}

/* Those that no document before had. A document may have two that are equal. */
static int without_written(DiagWriter *w, const Diag *d, DiagEntry **entries, int n)
{
    int kept = 0, before = w->written.n;
    Str *identities = NEWN(w->arena, Str, n);
    for (int i = 0; i < n; i++) {
        Str key = entries[i]->pos.file >= 1 ? identity(w->arena, d, entries[i]) : STR("");
        if (before && key.n && map_find(&w->written, key))
            continue;
        identities[kept] = key;
        entries[kept++] = entries[i];
    }
    for (int i = 0; i < kept; i++)
        if (identities[i].n)
            map_put(w->arena, &w->written, identities[i], w);
    return kept;
}

void diag_write(DiagWriter *w, const Diag *d)
{
    Arena *a = arena_new();
    DiagEntry **entries;
    int n = 0, found = diag_sorted(d, a, &entries);
    found = without_written(w, d, entries, found);
    for (int i = 0; i < found; i++)
        if (is_wanted(w, entries[i]))
            entries[n++] = entries[i];
    if (gathers(w))
        write_gathered(w, d, entries, n);
    else
        for (int i = 0; i < n; i++)
            put_entry(w, d, entries[i]);
    flush(w);
    arena_free(a);
}

static void put_sarif(DiagWriter *w)
{
    Buf *out = &w->text;
    buf_puts(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
                  "\"tool\":{\"driver\":{\"name\":\"planpress\",\"version\":");
    json_cstring(out, w->style.version);
    buf_puts(out, ",\"rules\":[");
    for (int i = 0; i < w->nrules; i++) {
        buf_puts(out, i ? ",\n" : "\n");
        put_sarif_rule(w->rules[i], out);
    }
    buf_puts(out, "]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[\n");
    buf_str(out, buf_view(&w->results));
    buf_puts(out, "]}]}\n");
    buf_free(&w->results);
}

void diag_writer_end(DiagWriter *w)
{
    int errors = w->counts[SEV_ERROR] + w->counts[SEV_FATAL];
    switch (w->style.format) {
    case DIAG_HUMAN:
    case DIAG_SHORT:
        if (w->errors_held_back > 0)
            buf_format(&w->text, "planpress: %d more error%s not shown (--max-errors=%d)\n", w->errors_held_back,
                       w->errors_held_back == 1 ? " is" : "s are", w->style.most_errors);
        break;
    case DIAG_JSON:
        buf_format(&w->text,
                   "{\"schema\":1,\"kind\":\"summary\",\"errors\":%d,\"warnings\":%d,\"infos\":%d,\"held_back\":%d}\n",
                   errors, w->counts[SEV_WARNING], w->counts[SEV_INFO], w->errors_held_back);
        break;
    case DIAG_SARIF: put_sarif(w); break;
    case DIAG_GITHUB: break;
    case DIAG_GITLAB:
        buf_format(&w->text, "[" STR_FMT "]\n", STR_ARG(buf_view(&w->results)));
        buf_free(&w->results);
        break;
    }
    flush(w);
}

void diag_print(const Diag *d, FILE *out, bool colour)
{
    Arena *a = arena_new();
    DiagWriter *w = diag_writer(a, out, &(DiagStyle){.colour = colour});
    diag_write(w, d);
    diag_writer_end(w);
    arena_free(a);
}
