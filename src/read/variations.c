/* variations.xml beside the manifest: why an edition differs from the one before.
 *
 * Its schema (templates/schemas/variations.xsd) decides the elements; the model is that of diff/reasons.h. */
#include "read/read.h"

#include "base/ascii.h"
#include "base/vec.h"
#include "file/file.h"
#include "read/xml/xml.h"

static Str words_in(const Reader *r, const XmlNode *e, const char *name)
{
    return str_trim(xml_attr(r, e, name));
}

static ChangeKind kind_named(Str name)
{
    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        if (str_is(name, change_kind_name((ChangeKind)kind)))
            return (ChangeKind)kind;
    return CHANGE_POLICY;
}

static uint64_t pin_in(Str digits)
{
    uint64_t pin = 0;
    for (int i = 0; i < digits.n; i++)
        pin = pin << 4 | (uint64_t)(is_digit(digits.p[i]) ? digits.p[i] - '0' : digits.p[i] - 'a' + 10);
    return pin;
}

static Reason read_reason(const Reader *r, const XmlNode *e, int file)
{
    return (Reason){
        .at = words_in(r, e, "at"),
        .kind = kind_named(xml_attr(r, e, "kind")),
        .reason = words_in(r, e, "reason"),
        .pinned = xml_has(e, "hash"),
        .pin = pin_in(xml_attr(r, e, "hash")),
        .pos = xml_pos(e, file),
        .at_pos = xml_attr_pos(e, file, "at"),
        .kind_pos = xml_attr_pos(e, file, "kind"),
        .pin_pos = xml_attr_pos(e, file, "hash"),
    };
}

/* The schema has seen that it has the form of a date. */
static Str day_in(const Reader *r, const XmlNode *e, const char *name, int file)
{
    Str day = xml_attr(r, e, name);
    if (!day.n || is_date(day))
        return day;
    diag(r->diag, DOC008, xml_attr_pos(e, file, name),
         "\"" STR_FMT "\" is not in the calendar; expected a day that exists", STR_ARG(day));
    return (Str){0};
}

static void read_variation(const Reader *r, const XmlNode *e, int file, Variation *v)
{
    VEC(Reason) reasons = {0};
    for (const XmlNode *change = xml_first(e); change; change = xml_next(change)) {
        VEC_PUSH(r->job, &reasons, read_reason(r, change, file));
        reasons.at[reasons.n - 1].variation = v;
    }
    *v = (Variation){
        .id = words_in(r, e, "id"),
        .number = words_in(r, e, "number"),
        .title = words_in(r, e, "title"),
        .decision = words_in(r, e, "decision"),
        .draft = day_in(r, e, "draft", file),
        .panel = day_in(r, e, "panel", file),
        .response = day_in(r, e, "response", file),
        .effective = day_in(r, e, "effective", file),
        .reasons = reasons.at,
        .nreasons = reasons.n,
        .pos = xml_pos(e, file),
    };
}

bool read_variations(const Reader *r, FilePlace place, const Variations **out)
{
    static const char *const name = "variations";
    XmlFile f = {.path = place.path, .folder = place.folder, .roots = &name, .nroots = 1};
    int number, n = 0;
    *out = NULL;
    if (!path_exists(place.path))
        return true;
    const XmlNode *root = xml_read_file(r, &f, &number);
    if (!root)
        return false;
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        n++;
    Variation *all = NEWN(r->job, Variation, n), *next = all;
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        read_variation(r, e, number, next++);
    Variations *variations = NEW(r->job, Variations);
    *variations = (Variations){.at = all, .n = n, .pos = xml_pos(root, number)};
    *out = variations;
    return true;
}
