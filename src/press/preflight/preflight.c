/* A press file, read back as a printer's own check would read it.
 *
 * libqpdf knows how a PDF is stored, and nothing that wrote this one: so a fault in the writer, in the object layer or
 * in libharu is not hidden by the same fault here. The rules are those of ISO 15930-7 that can be seen in the
 * structure, with what printers add: no RGB at all. What is reached from the pages is looked at, not the structure
 * tree. Its C interface is enough for this; it does not tell how numbers were written, so boxes are compared as
 * numbers. */
#include "press/preflight/preflight_private.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { FAULTS_MOST = 20, ICC_HEADER = 128 };

/* ---- access ---- */

void preflight_fault(Preflight *f, Str where, const char *format, ...)
{
    Buf what = {0};
    va_list args;
    va_start(args, format);
    buf_vformat(&what, format, args);
    va_end(args);
    if (f->faults++ < FAULTS_MOST)
        diag(f->diag, PRS020, (Pos){0}, "the press file is not PDF/X-4: " STR_FMT " " STR_FMT, STR_ARG(where),
             STR_ARG(buf_view(&what)));
    buf_free(&what);
}

qpdf_oh preflight_at(const Preflight *f, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_get_key_if_dict(f->q, dictionary, key);
}

bool preflight_has(const Preflight *f, qpdf_oh dictionary, const char *key)
{
    return !qpdf_oh_is_null(f->q, preflight_at(f, dictionary, key));
}

bool preflight_is(const Preflight *f, qpdf_oh value, const char *name)
{
    return qpdf_oh_is_name_and_equals(f->q, value, name);
}

Strs preflight_keys(const Preflight *f, qpdf_oh dictionary)
{
    Strs keys = {0};
    qpdf_oh_begin_dict_key_iter(f->q, dictionary);
    while (qpdf_oh_dict_more_keys(f->q))
        VEC_PUSH(f->arena, &keys, str_dup(f->arena, str_c(qpdf_oh_dict_next_key(f->q))));
    return keys;
}

bool preflight_enter(Preflight *f, qpdf_oh object)
{
    int id = qpdf_oh_get_object_id(f->q, object);
    if (id <= 0 || id >= f->nseen)
        return true;
    bool first = !f->seen[id];
    f->seen[id] = true;
    return first;
}

Str preflight_stream(Preflight *f, Str where, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = 0;
    Str out = {0};
    if (qpdf_oh_is_stream(f->q, stream)
        && !(qpdf_oh_get_stream_data(f->q, stream, qpdf_dl_generalized, &filtered, &bytes, &n) & QPDF_ERRORS)
        && filtered && n <= INT32_MAX)
        out = str_dup(f->arena, (Str){(const char *)bytes, (int)n});
    else
        preflight_fault(f, where, "cannot be read");
    free(bytes);
    return out;
}

/* ---- the file as a whole ---- */

static void look_at_trailer(Preflight *f)
{
    Str file = STR("the file");
    qpdf_oh trailer = qpdf_get_trailer(f->q), id = preflight_at(f, trailer, "/ID");
    qpdf_oh trapped = preflight_at(f, preflight_at(f, trailer, "/Info"), "/Trapped");
    if (strcmp(qpdf_get_pdf_version(f->q), "1.6") != 0)
        preflight_fault(f, file, "is of PDF version %s; expected 1.6", qpdf_get_pdf_version(f->q));
    if (qpdf_is_encrypted(f->q) || preflight_has(f, trailer, "/Encrypt"))
        preflight_fault(f, file, "is encrypted");
    if (!qpdf_oh_is_array(f->q, id) || qpdf_oh_get_array_n_items(f->q, id) != 2)
        preflight_fault(f, file, "has no /ID of two strings");
    if (!preflight_is(f, trapped, "/False") && !preflight_is(f, trapped, "/True"))
        preflight_fault(f, file, "does not say whether it is trapped");
}

/* What begins with the metadata's value of that name, in an attribute (name="value") or an element (<name …>value). */
static Str value_in(Str xmp, const char *name)
{
    int at = str_find(xmp, name);
    Str after = at < 0 ? (Str){0} : str_sub(xmp, at + (int)strlen(name), xmp.n), before;
    if (str_starts(after, "=\"") || str_starts(after, "='"))
        after = str_sub(after, 2, after.n);
    else
        str_cut(after, '>', &before, &after);
    return after;
}

/* To the second, as digits, whatever stands between them. */
static Str date_in(Arena *a, Str s)
{
    enum { DIGITS = 14 };
    Buf out = {0};
    for (int i = 0; i < s.n && out.n < DIGITS; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            buf_char(&out, s.p[i]);
    return buf_take(&out, a);
}

static void look_at_dates(Preflight *f, Str xmp)
{
    static const char *const dates[][2] = {{"/CreationDate", "xmp:CreateDate"}, {"/ModDate", "xmp:ModifyDate"}};
    qpdf_oh info = preflight_at(f, qpdf_get_trailer(f->q), "/Info");
    for (int i = 0; i < COUNT(dates); i++) {
        Str date = date_in(f->arena, str_c(qpdf_oh_unparse(f->q, preflight_at(f, info, dates[i][0]))));
        if (!date.n || !str_eq(date, date_in(f->arena, value_in(xmp, dates[i][1]))))
            preflight_fault(f, STR("its metadata"), "has another date than %s of the file", dates[i][0]);
    }
}

static void look_at_metadata(Preflight *f, qpdf_oh root)
{
    Str where = STR("its metadata");
    Str xmp = preflight_stream(f, where, preflight_at(f, root, "/Metadata"));
    if (!str_starts(value_in(xmp, "pdfxid:GTS_PDFXVersion"), "PDF/X-4"))
        preflight_fault(f, where, "does not say that the file is PDF/X-4");
    if (str_find(xmp, "pdfaid:part") >= 0 || str_find(xmp, "pdfuaid:part") >= 0)
        preflight_fault(f, where, "says that the file is PDF/A or PDF/UA as well");
    static const char *const needed[] = {"xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass",
                                         "xmp:CreateDate",   "xmp:ModifyDate",  "dc:title"};
    for (int i = 0; i < COUNT(needed); i++)
        if (str_find(xmp, needed[i]) < 0)
            preflight_fault(f, where, "lacks %s", needed[i]);
    look_at_dates(f, xmp);
}

static void look_at_intent(Preflight *f, qpdf_oh intent)
{
    Str where = STR("the output intent");
    if (!qpdf_oh_is_string(f->q, preflight_at(f, intent, "/OutputConditionIdentifier")))
        preflight_fault(f, where, "does not name the printing condition");
    Str profile = preflight_stream(f, where, preflight_at(f, intent, "/DestOutputProfile"));
    bool press = profile.n > ICC_HEADER && !memcmp(profile.p + 12, "prtr", 4) && !memcmp(profile.p + 16, "CMYK", 4);
    if (!press)
        preflight_fault(f, where, "has no profile of a press in CMYK");
}

static void look_at_intents(Preflight *f, qpdf_oh root)
{
    qpdf_oh intents = preflight_at(f, root, "/OutputIntents");
    int n = qpdf_oh_is_array(f->q, intents) ? qpdf_oh_get_array_n_items(f->q, intents) : 0, found = 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh intent = qpdf_oh_get_array_item(f->q, intents, i);
        if (!preflight_is(f, preflight_at(f, intent, "/S"), "/GTS_PDFX"))
            continue;
        found++;
        look_at_intent(f, intent);
    }
    if (found != 1)
        preflight_fault(f, STR("the file"), "has %d output intents for PDF/X; expected one", found);
}

static void look_at_catalogue(Preflight *f)
{
    static const char *const forbidden[] = {"/OpenAction",   "/AA",    "/AcroForm", "/JavaScript",
                                            "/OCProperties", "/Perms", "/Version",  "/EmbeddedFiles"};
    qpdf_oh root = qpdf_get_root(f->q), names = preflight_at(f, root, "/Names");
    for (int i = 0; i < COUNT(forbidden); i++)
        if (preflight_has(f, root, forbidden[i]) || preflight_has(f, names, forbidden[i]))
            preflight_fault(f, STR("the file"), "has %s", forbidden[i]);
    look_at_metadata(f, root);
    look_at_intents(f, root);
}

/* An entry of the outline may lead to a place, and do nothing else. */
static void look_at_outline(Preflight *f, qpdf_oh item, int depth)
{
    enum { DEEPEST = 64 };
    for (; depth < DEEPEST && qpdf_oh_is_dictionary(f->q, item) && preflight_enter(f, item);
         item = preflight_at(f, item, "/Next")) {
        if (preflight_has(f, item, "/A"))
            preflight_fault(f, STR("the outline"), "has an action");
        look_at_outline(f, preflight_at(f, item, "/First"), depth + 1);
    }
}

/* ---- pages ---- */

typedef struct Box {
    double side[4]; /* left, bottom, right, top */
} Box;

static bool take_box(Preflight *f, Str where, qpdf_oh page, const char *key, Box *out)
{
    qpdf_oh box = preflight_at(f, page, key);
    bool whole = qpdf_oh_is_array(f->q, box) && qpdf_oh_get_array_n_items(f->q, box) == 4;
    for (int i = 0; whole && i < 4; i++) {
        qpdf_oh side = qpdf_oh_get_array_item(f->q, box, i);
        whole = qpdf_oh_is_number(f->q, side);
        out->side[i] = whole ? qpdf_oh_get_numeric_value(f->q, side) : 0;
    }
    if (!whole)
        preflight_fault(f, where, "has no %s of its own", key);
    return whole;
}

/* Is `in` inside, by at least so much on each side? */
static bool encloses(const Box *out, const Box *in, double by)
{
    return out->side[0] <= in->side[0] - by && out->side[1] <= in->side[1] - by && out->side[2] >= in->side[2] + by
           && out->side[3] >= in->side[3] + by;
}

static void look_at_boxes(Preflight *f, Str where, qpdf_oh page)
{
    Box media, bleed, trim;
    double wanted = (double)f->settings->bleed / LEN_PT;
    if (!take_box(f, where, page, "/MediaBox", &media) || !take_box(f, where, page, "/BleedBox", &bleed)
        || !take_box(f, where, page, "/TrimBox", &trim))
        return;
    if (!encloses(&media, &bleed, 0) || !encloses(&bleed, &trim, 0))
        preflight_fault(f, where, "has boxes that are not inside each other");
    else if (!encloses(&bleed, &trim, wanted > 0.02 ? wanted - 0.02 : 0))
        preflight_fault(f, where, "has a bleed of less than %.2fpt", wanted);
    if (preflight_has(f, page, "/ArtBox"))
        preflight_fault(f, where, "has an /ArtBox beside its /TrimBox");
}

static void look_at_contents(Preflight *f, Str where, qpdf_oh page)
{
    qpdf_oh contents = preflight_at(f, page, "/Contents");
    int n = qpdf_oh_is_array(f->q, contents) ? qpdf_oh_get_array_n_items(f->q, contents) : 1;
    Buf all = {0};
    for (int i = 0; i < n; i++) {
        qpdf_oh stream = qpdf_oh_is_array(f->q, contents) ? qpdf_oh_get_array_item(f->q, contents, i) : contents;
        buf_str(&all, preflight_stream(f, where, stream));
        buf_char(&all, '\n');
    }
    preflight_content(f, where, buf_view(&all));
    buf_free(&all);
}

static void look_at_page(Preflight *f, int index)
{
    Str where = str_format(f->arena, "page %d", index + 1);
    qpdf_oh page = qpdf_get_page_n(f->q, (size_t)index);
    look_at_boxes(f, where, page);
    if (preflight_has(f, page, "/Annots"))
        preflight_fault(f, where, "has annotations");
    if (preflight_has(f, page, "/AA"))
        preflight_fault(f, where, "has actions");
    preflight_group(f, where, page);
    preflight_resources(f, where, preflight_at(f, page, "/Resources"));
    look_at_contents(f, where, page);
}

/* ---- all of it ---- */

static void look_at_file(Preflight *f)
{
    qpdf_oh size = preflight_at(f, qpdf_get_trailer(f->q), "/Size");
    f->nseen = qpdf_oh_is_integer(f->q, size) ? int_max(qpdf_oh_get_int_value_as_int(f->q, size), 1) : 1;
    f->seen = NEWN(f->arena, bool, f->nseen);
    look_at_trailer(f);
    look_at_catalogue(f);
    look_at_outline(f, preflight_at(f, preflight_at(f, qpdf_get_root(f->q), "/Outlines"), "/First"), 0);
    int n = qpdf_get_num_pages(f->q);
    if (n < 1)
        preflight_fault(f, STR("the file"), "has no pages");
    for (int i = 0; i < n; i++)
        look_at_page(f, i);
}

bool press_preflight(Arena *a, Diag *d, Str path, const PressSettings *settings)
{
    if (!preflight_load(d))
        return false;
    Preflight f = {.arena = a, .diag = d, .settings = settings, .q = qpdf_init()};
    qpdf_silence_errors(f.q);
    qpdf_set_suppress_warnings(f.q, 1);
    qpdf_set_attempt_recovery(f.q, 0);
    if (qpdf_read(f.q, str_cdup(a, path), NULL) & QPDF_ERRORS)
        preflight_fault(&f, STR("the file"), "cannot be read");
    else
        look_at_file(&f);
    if (qpdf_more_warnings(f.q))
        preflight_fault(&f, STR("the file"), "is damaged: %s",
                        qpdf_get_error_message_detail(f.q, qpdf_next_warning(f.q)));
    if (qpdf_has_error(f.q))
        preflight_fault(&f, STR("the file"), "is damaged: %s", qpdf_get_error_message_detail(f.q, qpdf_get_error(f.q)));
    qpdf_cleanup(&f.q);
    return f.faults == 0;
}
