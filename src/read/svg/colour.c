/* Colours: names, #rgb, #rrggbb, rgb(), hsl(), each with or without an opacity; and what else may paint. */
#include "read/svg/svg_private.h"

#include "base/ascii.h"

typedef struct NamedColour {
    const char *name;
    uint32_t rgb;
} NamedColour;

static const NamedColour named_colours[] = {
#define NAMED(name, rgb) {name, rgb},
#include "read/svg/colours.def"
#undef NAMED
};

static VectorColour colour_from(uint32_t rgb)
{
    return (VectorColour){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb};
}

static bool find_named(Str s, VectorColour *out)
{
    char name[24];
    int low = 0, high = COUNT(named_colours);
    if (s.n >= (int)sizeof name)
        return false;
    for (int i = 0; i < s.n; i++)
        name[i] = to_lower(s.p[i]);
    while (low < high) {
        int middle = (low + high) / 2, order = str_cmp((Str){name, s.n}, str_c(named_colours[middle].name));
        if (order == 0) {
            *out = colour_from(named_colours[middle].rgb);
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static int hex_digit(char c)
{
    return is_digit(c) ? c - '0' : to_lower(c) >= 'a' && to_lower(c) <= 'f' ? to_lower(c) - 'a' + 10 : -1;
}

/* "#1d5b99", "#1d5" and both with one more part, the opacity. */
static bool read_hex(Str s, VectorColour *out, double *opacity)
{
    int parts[4] = {0, 0, 0, 255}, n = s.n - 1, each = n > 4 ? 2 : 1;
    if (n != 3 && n != 4 && n != 6 && n != 8)
        return false;
    for (int i = 0; i < n; i++) {
        int digit = hex_digit(s.p[i + 1]), part = i / each;
        if (digit < 0)
            return false;
        parts[part] = each == 1 ? digit * 17 : i % 2 ? parts[part] * 16 + digit : digit;
    }
    *out = (VectorColour){(uint8_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
    *opacity = parts[3] / 255.0;
    return true;
}

static double clamped(double v, double most)
{
    return v < 0 ? 0 : v > most ? most : v;
}

/* One argument of a function; a per cent is of `whole`. */
static bool scan_part(SvgScan *scan, double whole, double *out)
{
    scan_comma(scan);
    if (!scan_number(scan, out))
        return false;
    if (scan_char(scan, '%'))
        *out = *out * whole / 100;
    return true;
}

static double hue_part(double hue, double low, double high)
{
    while (hue < 0)
        hue += 360;
    while (hue >= 360)
        hue -= 360;
    if (hue < 60)
        return low + (high - low) * hue / 60;
    return hue < 180 ? high : hue < 240 ? low + (high - low) * (240 - hue) / 60 : low;
}

static VectorColour colour_of_hue(double hue, double saturation, double light)
{
    double high = light <= 0.5 ? light * (1 + saturation) : light + saturation - light * saturation;
    double low = 2 * light - high, parts[3];
    hue -= 360 * (double)(int64_t)(hue / 360);
    for (int i = 0; i < 3; i++)
        parts[i] = hue_part(hue + 120 - 120 * i, low, high) * 255 + 0.5;
    return (VectorColour){(uint8_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
}

/* rgb(…), rgba(…), hsl(…), hsla(…). */
static bool read_function(Str s, VectorColour *out, double *opacity)
{
    SvgScan scan = {s, 0};
    double v[3];
    Str name = scan_name(&scan);
    bool hue = str_eq_folded(name, STR("hsl")) || str_eq_folded(name, STR("hsla"));
    if ((!hue && !str_eq_folded(name, STR("rgb")) && !str_eq_folded(name, STR("rgba"))) || !scan_char(&scan, '('))
        return false;
    for (int i = 0; i < 3; i++) {
        if (!scan_part(&scan, hue ? 1 : 255, &v[i]))
            return false;
        if (hue && i == 0)
            scan_name(&scan); /* deg */
    }
    scan_comma(&scan);
    if (scan_char(&scan, '/'))
        scan_space(&scan);
    if (scan_part(&scan, 1, opacity))
        scan_space(&scan);
    *opacity = clamped(*opacity, 1);
    if (!scan_char(&scan, ')') || !scan_end(&scan))
        return false;
    if (hue)
        *out = colour_of_hue(v[0], clamped(v[1], 1), clamped(v[2], 1));
    else
        *out = (VectorColour){(uint8_t)(clamped(v[0], 255) + 0.5), (uint8_t)(clamped(v[1], 255) + 0.5),
                              (uint8_t)(clamped(v[2], 255) + 0.5)};
    return true;
}

bool svg_colour(Str s, VectorColour *out, double *opacity)
{
    *opacity = 1;
    s = str_trim(s);
    if (str_eq_folded(s, STR("transparent"))) {
        *out = (VectorColour){0};
        *opacity = 0;
        return true;
    }
    if (str_starts(s, "#"))
        return read_hex(s, out, opacity);
    return find_named(s, out) || read_function(s, out, opacity);
}

bool svg_url(Str s, Str *id, Str *behind)
{
    s = str_trim(s);
    int end = str_find(s, ")");
    if (!str_starts(s, "url(") || end < 0)
        return false;
    *behind = str_trim(str_sub(s, end + 1, s.n));
    Str inside = str_trim(str_sub(s, 4, end));
    char quote = inside.n > 1 ? inside.p[0] : 0;
    if ((quote == '"' || quote == '\'') && inside.p[inside.n - 1] == quote)
        inside = str_trim(str_sub(inside, 1, inside.n - 1));
    if (!str_starts(inside, "#"))
        return false;
    *id = str_sub(inside, 1, inside.n);
    return true;
}

/* Without a server. */
static bool read_plain(Str s, SvgPaint *out)
{
    if (str_is(s, "none"))
        out->kind = SVG_NONE;
    else if (str_eq_folded(s, STR("currentColor")))
        out->kind = SVG_CURRENT;
    else if (svg_colour(s, &out->colour, &out->opacity))
        out->kind = SVG_COLOUR;
    else
        return false;
    return true;
}

bool svg_paint(Str s, SvgPaint *out)
{
    SvgPaint paint = {.opacity = 1};
    Str behind;
    s = str_trim(s);
    if (!svg_url(s, &paint.server, &behind)) {
        if (!read_plain(s, &paint))
            return false;
    } else {
        paint.otherwise = behind.n > 0;
        if (behind.n && !read_plain(behind, &paint))
            return false;
        paint.other = paint.kind;
        paint.kind = SVG_SERVER;
    }
    *out = paint;
    return true;
}
