/* Fonts, pictures, forms, patterns, shadings, states and colour spaces: each that a page reaches, once.
 *
 * Resources can hold resources without end, but the objects of a file are finitely many, and each is entered once. A
 * colour is right in DeviceCMYK or DeviceGray, by a profile of four or one components, or as an ink of its own with
 * such an alternate. */
#include "press/preflight/preflight_private.h"

/* A resource's name on its owner, for messages. */
static Str named(const Preflight *f, Str where, const char *kind, Str key)
{
    return str_format(f->arena, "%s " STR_FMT " of " STR_FMT, kind, STR_ARG(key), STR_ARG(where));
}

/* ---- colour spaces ---- */

static bool is_device_space(const Preflight *f, qpdf_oh space)
{
    return preflight_is(f, space, "/DeviceCMYK") || preflight_is(f, space, "/DeviceGray")
           || preflight_is(f, space, "/Pattern");
}

static void look_at_profile(Preflight *f, Str where, qpdf_oh profile)
{
    qpdf_oh n = preflight_at(f, qpdf_oh_get_dict(f->q, profile), "/N");
    int components = qpdf_oh_is_integer(f->q, n) ? qpdf_oh_get_int_value_as_int(f->q, n) : 0;
    if (components != 4 && components != 1)
        preflight_fault(f, where, "has a colour space by a profile of %d components", components);
}

/* The one that an array's kind of space is based on; -1: it has none. */
static int base_of(const Preflight *f, qpdf_oh kind)
{
    if (preflight_is(f, kind, "/Separation") || preflight_is(f, kind, "/DeviceN"))
        return 2;
    return preflight_is(f, kind, "/Indexed") || preflight_is(f, kind, "/Pattern") ? 1 : -1;
}

static void look_at_space(Preflight *f, Str where, qpdf_oh space)
{
    while (qpdf_oh_is_array(f->q, space)) {
        qpdf_oh kind = qpdf_oh_get_array_item(f->q, space, 0);
        if (preflight_is(f, kind, "/ICCBased")) {
            look_at_profile(f, where, qpdf_oh_get_array_item(f->q, space, 1));
            return;
        }
        int base = base_of(f, kind);
        if (base < 0 && !is_device_space(f, kind)) {
            preflight_fault(f, where, "has the colour space %s", qpdf_oh_unparse(f->q, kind));
            return;
        }
        if (base < 0 || base >= qpdf_oh_get_array_n_items(f->q, space))
            return;
        space = qpdf_oh_get_array_item(f->q, space, base);
    }
    if (!is_device_space(f, space))
        preflight_fault(f, where, "has the colour space %s", qpdf_oh_unparse(f->q, space));
}

void preflight_group(Preflight *f, Str where, qpdf_oh drawn)
{
    qpdf_oh group = preflight_at(f, drawn, "/Group");
    if (qpdf_oh_is_dictionary(f->q, group) && preflight_has(f, group, "/CS"))
        look_at_space(f, str_format(f->arena, "the group of " STR_FMT, STR_ARG(where)), preflight_at(f, group, "/CS"));
}

/* ---- what is drawn ---- */

static void look_at_form(Preflight *f, Str where, qpdf_oh form)
{
    qpdf_oh dict = qpdf_oh_get_dict(f->q, form);
    preflight_group(f, where, dict);
    preflight_resources(f, where, preflight_at(f, dict, "/Resources"));
    preflight_content(f, where, preflight_stream(f, where, form));
}

static void look_at_image(Preflight *f, Str where, qpdf_oh image)
{
    qpdf_oh dict = qpdf_oh_get_dict(f->q, image), mask = preflight_at(f, dict, "/SMask");
    if (preflight_has(f, dict, "/ColorSpace"))
        look_at_space(f, where, preflight_at(f, dict, "/ColorSpace"));
    else if (!preflight_has(f, dict, "/ImageMask"))
        preflight_fault(f, where, "has no colour space");
    if (preflight_has(f, dict, "/Alternates") || preflight_has(f, dict, "/OPI"))
        preflight_fault(f, where, "has other forms of itself");
    if (qpdf_oh_is_stream(f->q, mask) && preflight_enter(f, mask))
        look_at_image(f, str_format(f->arena, "the mask of " STR_FMT, STR_ARG(where)), mask);
}

static void look_at_drawn(Preflight *f, Str where, qpdf_oh drawn)
{
    qpdf_oh kind = preflight_at(f, qpdf_oh_get_dict(f->q, drawn), "/Subtype");
    if (preflight_is(f, kind, "/Image"))
        look_at_image(f, where, drawn);
    else if (preflight_is(f, kind, "/Form"))
        look_at_form(f, where, drawn);
    else
        preflight_fault(f, where, "is neither a picture nor a form");
}

/* A shading is a dictionary or a stream. */
static qpdf_oh dict_of(const Preflight *f, qpdf_oh value)
{
    return qpdf_oh_is_stream(f->q, value) ? qpdf_oh_get_dict(f->q, value) : value;
}

static void look_at_shading(Preflight *f, Str where, qpdf_oh shading)
{
    look_at_space(f, where, preflight_at(f, dict_of(f, shading), "/ColorSpace"));
}

static void look_at_pattern(Preflight *f, Str where, qpdf_oh pattern)
{
    if (qpdf_oh_is_stream(f->q, pattern))
        look_at_form(f, where, pattern);
    else
        look_at_shading(f, where, preflight_at(f, pattern, "/Shading"));
}

static void look_at_state(Preflight *f, Str where, qpdf_oh state)
{
    qpdf_oh mask = preflight_at(f, state, "/SMask");
    if (preflight_has(f, state, "/TR") || preflight_has(f, state, "/HTP"))
        preflight_fault(f, where, "changes tones or screens");
    if (!qpdf_oh_is_dictionary(f->q, mask))
        return;
    qpdf_oh form = preflight_at(f, mask, "/G");
    if (qpdf_oh_is_stream(f->q, form) && preflight_enter(f, form))
        look_at_form(f, str_format(f->arena, "the mask of " STR_FMT, STR_ARG(where)), form);
}

static void look_at_font(Preflight *f, Str where, qpdf_oh font)
{
    qpdf_oh below = preflight_at(f, font, "/DescendantFonts");
    if (qpdf_oh_is_array(f->q, below))
        font = qpdf_oh_get_array_item(f->q, below, 0);
    qpdf_oh about = preflight_at(f, font, "/FontDescriptor");
    bool embedded = qpdf_oh_is_dictionary(f->q, about)
                    && (preflight_has(f, about, "/FontFile") || preflight_has(f, about, "/FontFile2")
                        || preflight_has(f, about, "/FontFile3"));
    if (!embedded)
        preflight_fault(f, where, "is not embedded");
}

/* ---- resources ---- */

void preflight_resources(Preflight *f, Str where, qpdf_oh resources)
{
    static const struct {
        const char *key, *kind;
        void (*look)(Preflight *, Str, qpdf_oh);
    } kinds[] = {{"/Font", "font", look_at_font},          {"/XObject", "object", look_at_drawn},
                 {"/Pattern", "pattern", look_at_pattern}, {"/Shading", "shading", look_at_shading},
                 {"/ExtGState", "state", look_at_state},   {"/ColorSpace", "colour space", look_at_space}};
    if (!qpdf_oh_is_dictionary(f->q, resources) || !preflight_enter(f, resources))
        return;
    for (int i = 0; i < COUNT(kinds); i++) {
        qpdf_oh all = preflight_at(f, resources, kinds[i].key);
        Strs keys = {0};
        if (qpdf_oh_is_dictionary(f->q, all))
            keys = preflight_keys(f, all);
        for (int k = 0; k < keys.n; k++) {
            qpdf_oh one = preflight_at(f, all, keys.at[k].p);
            if (preflight_enter(f, one))
                kinds[i].look(f, named(f, where, kinds[i].kind, keys.at[k]), one);
        }
    }
}
