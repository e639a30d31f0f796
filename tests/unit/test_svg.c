/* SVG files: numbers, transforms, path data and colours, and what becomes of a picture. */
#include "read_help.h"

#include "read/svg/geometry/geometry.h"
#include "read/svg/svg.h"

/* ---- numbers ---- */

static void numbers_as_css_writes_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"0", 0},
                 {"12.5", 12.5},
                 {"-.5", -0.5},
                 {"+3", 3},
                 {"1e3", 1000},
                 {"1.5E-2", 0.015},
                 {" 7 ", 7},
                 {"5.", 5},
                 {"1e99", 1e12},
                 {"-1e99", -1e12},
                 {"1e-99", 0},
                 {"0.1", 0.1},
                 {"123456789012345678901", 1e12}};
    for (int i = 0; i < COUNT(cases); i++) {
        double v = -1;
        assert_true(svg_number(str_c(cases[i].text), &v));
        assert_true(v == cases[i].value);
    }
    static const char *const wrong[] = {"", "x", "-", ".", "1x", "1 2", "e5", "--1", "NaN", "inf", "0x10"};
    for (int i = 0; i < COUNT(wrong); i++) {
        double v;
        assert_false(svg_number(str_c(wrong[i]), &v));
    }
}

static void lengths_with_units(void **state)
{
    (void)state;
    SvgUnits units = {200, 10};
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"10", 10},  {"10px", 10}, {"72pt", 96}, {"1in", 96}, {"25.4mm", 96}, {"2.54cm", 96},
                 {"1pc", 16}, {"50%", 100}, {"2em", 20},  {"2ex", 10}, {"101.6q", 96}};
    for (int i = 0; i < COUNT(cases); i++) {
        double v = -1;
        assert_true(svg_length(str_c(cases[i].text), &units, &v));
        assert_true(v > cases[i].value - 1e-9 && v < cases[i].value + 1e-9);
    }
    double v;
    assert_false(svg_length(STR("10furlongs"), &units, &v));
    assert_false(svg_length(STR("10 px"), &units, &v));
}

/* ---- transforms ---- */

static void assert_near(double got, double wanted)
{
    assert_true(got > wanted - 1e-9 && got < wanted + 1e-9);
}

static SvgPoint moved_by(const char *transform, double x, double y)
{
    VectorMatrix m;
    assert_true(svg_transform(str_c(transform), &m));
    return matrix_point(&m, (SvgPoint){x, y});
}

static void transforms_of_every_form(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double x, y; /* of (10, 20) */
    } cases[] = {{"", 10, 20},
                 {"none", 10, 20},
                 {"translate(5)", 15, 20},
                 {"translate(5,-5)", 15, 15},
                 {"scale(2)", 20, 40},
                 {"scale(2 .5)", 20, 10},
                 {"rotate(90)", -20, 10},
                 {"rotate(-90)", 20, -10},
                 {"rotate(180 10 10)", 10, 0},
                 {"rotate(450)", -20, 10},
                 {"skewX(45)", 30, 20},
                 {"skewY(45)", 10, 30},
                 {"matrix(1 2 3 4 5 6)", 75, 106},
                 {"translate(100) scale(2)", 120, 40},
                 {"translate(100),scale(2)", 120, 40},
                 {" scale( 2 ) translate( 100 , 0 ) ", 220, 40},
                 {"translate(5px, 5px) rotate(90deg)", -15, 15}};
    for (int i = 0; i < COUNT(cases); i++) {
        SvgPoint p = moved_by(cases[i].text, 10, 20);
        assert_near(p.x, cases[i].x);
        assert_near(p.y, cases[i].y);
    }
    static const char *const wrong[] = {"rotate",  "rotate()",      "rotate(1 2)", "scale(1 2 3)",
                                        "turn(5)", "matrix(1 2 3)", "translate(5"};
    VectorMatrix m;
    for (int i = 0; i < COUNT(wrong); i++)
        assert_false(svg_transform(str_c(wrong[i]), &m));
}

static void sines_are_exact_at_quarters_and_near_elsewhere(void **state)
{
    (void)state;
    assert_true(svg_sine(0) == 0 && svg_sine(90) == 1 && svg_sine(180) == 0 && svg_sine(270) == -1);
    assert_true(svg_cosine(0) == 1 && svg_cosine(90) == 0 && svg_cosine(-90) == 0 && svg_cosine(360) == 1);
    assert_near(svg_sine(30), 0.5);
    assert_near(svg_cosine(60), 0.5);
    assert_near(svg_sine(45), 0.70710678118654752);
    assert_near(svg_sine(-30), -0.5);
    assert_near(svg_sine(36000000030.0), 0.5);
}

static void a_view_box_fits_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *aspect;
        double width, height; /* of the place */
        double x, y;          /* of the middle of the box's top edge */
    } cases[] = {{"", 200, 150, 100, 25},
                 {"xMidYMid meet", 200, 150, 100, 25},
                 {"none", 200, 150, 100, 0},
                 {"xMinYMin", 200, 50, 50, 0},
                 {"xMaxYMax", 200, 50, 150, 0},
                 {"xMidYMax", 200, 150, 100, 50},
                 {"xMidYMid slice", 200, 50, 100, -25},
                 {"xMinYMin slice", 200, 50, 100, 0}};
    SvgBox box = {10, 10, 10, 5};
    VectorMatrix m;
    for (int i = 0; i < COUNT(cases); i++) {
        assert_true(svg_fit(&box, (SvgView){cases[i].width, cases[i].height}, str_c(cases[i].aspect), &m));
        SvgPoint p = matrix_point(&m, (SvgPoint){15, 10});
        assert_near(p.x, cases[i].x);
        assert_near(p.y, cases[i].y);
    }
    assert_false(svg_fit(&box, (SvgView){200, 150}, STR("middle"), &m));
}

/* ---- path data ---- */

/* The outline with whole numbers: "M10 20 L30 40 C… Z". */
static const char *outline_of(Bench *b, const char *d, int *wrong)
{
    SvgOutline o = {0};
    Buf out = {0};
    *wrong = svg_path(b->reader.job, str_c(d), 1000, &o);
    for (int i = 0; i < o.n; i++) {
        const SvgSeg *s = &o.at[i];
        buf_format(&out, "%s%c", i ? " " : "", (char)s->op);
        int n = s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
        for (int k = 0; k < n; k++)
            buf_format(&out, "%s%.4g %.4g", k ? "," : "", s->p[k].x, s->p[k].y);
    }
    return str_cdup(b->reader.job, buf_take(&out, b->reader.job));
}

static void path_data_of_every_command(void **state)
{
    Bench *b = *state;
    static const char *const cases[][2] = {
        {"M10 20L30 40", "M10 20 L30 40"},
        {"M 10,20 30,40 50 60", "M10 20 L30 40 L50 60"},
        {"m10 20 20 20 20 20", "M10 20 L30 40 L50 60"},
        {"M10-20.5.5-1e1", "M10 -20.5 L0.5 -10"},
        {"M1 2H5V6h1v-1", "M1 2 L5 2 L5 6 L6 6 L6 5"},
        {"M0 0h1 2 3", "M0 0 L1 0 L3 0 L6 0"},
        {"M1 1c1 1 2 2 3 3", "M1 1 C2 2,3 3,4 4"},
        {"M1 1C2 2 3 3 4 5S6 6 7 7", "M1 1 C2 2,3 3,4 5 C5 7,6 6,7 7"},
        {"M1 1s2 2 3 3", "M1 1 C1 1,3 3,4 4"},
        {"M0 0Q3 3 6 0", "M0 0 C2 2,4 2,6 0"},
        {"M0 0Q3 3 6 0T12 0", "M0 0 C2 2,4 2,6 0 C8 -2,10 -2,12 0"},
        {"M0 0t6 0", "M0 0 C0 0,2 0,6 0"},
        {"M1 1L2 1Z", "M1 1 L2 1 Z"},
        {"M1 1l1 0zl0 1", "M1 1 L2 1 Z M1 1 L1 2"},
        {"M1 1h1zm5 5h1", "M1 1 L2 1 Z M6 6 L7 6"},
        {"M0 0A0 5 0 0 1 9 9", "M0 0 L9 9"},
        {"M5 5A1 1 0 0 1 5 5", "M5 5"},
        {"M10 0A10 10 0 0 1 0 10", "M10 0 C10 5.523,5.523 10,0 10"},
        {"M10 0a10 10 0 01-10 10", "M10 0 C10 5.523,5.523 10,0 10"},
        {"M10 0a10 10 0 1110 10", "M10 0 C10 -5.523,14.48 -10,20 -10 C25.52 -10,30 -5.523,30 0 C30 5.523,25.52 10,20 "
                                  "10"},
        {"", ""},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        int wrong;
        assert_string_equal(outline_of(b, cases[i][0], &wrong), cases[i][1]);
        assert_int_equal(wrong, -1);
    }
}

static void path_data_up_to_a_mistake(void **state)
{
    Bench *b = *state;
    static const char *const cases[][2] = {
        {"L1 1", ""},
        {"M1 1 L2", "M1 1"},
        {"M1 1 L2 2 X 3", "M1 1 L2 2"},
        {"M1 1 2 2,,3 3", "M1 1 L2 2"},
        {"M1 1A5 5 0 2 0 9 9", "M1 1"},
        {"10 20", ""},
        {"M", ""},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        int wrong;
        assert_string_equal(outline_of(b, cases[i][0], &wrong), cases[i][1]);
        assert_true(wrong >= 0);
    }
}

static void an_arc_stays_on_its_ellipse(void **state)
{
    Bench *b = *state;
    SvgOutline o = {0};
    SvgBox box;
    SvgArc arc = {.from = {0, 0}, .to = {100, 0}, .rx = 10, .ry = 5, .sweep = true}; /* radii too short: they grow */
    outline_move(b->reader.job, &o, arc.from);
    outline_arc(b->reader.job, &o, &arc);
    assert_true(outline_box(&o, &box));
    assert_near(box.x, 0);
    assert_near(box.width, 100);
    assert_true(box.height > 24.99 && box.height < 25.01);
}

/* ---- pictures ---- */

static const Vector *picture(Bench *b, const char *svg)
{
    int width, height;
    Str text = str_dup(b->reader.job, str_c(svg));
    int file = diag_file(b->reader.diag, str_format(b->reader.job, "%p.svg", (const void *)text.p), text);
    return svg_read(&b->reader, text, file, &width, &height);
}

static const Vector *inside(Bench *b, const char *content)
{
    return picture(b, str_cdup(b->reader.job, str_format(b->reader.job,
                                                         "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 "
                                                         "50'>%s</svg>",
                                                         content)));
}

static const VectorShape *only_shape(Bench *b, const char *content)
{
    const Vector *v = inside(b, content);
    assert_non_null(v);
    assert_int_equal(v->nmarks, 1);
    assert_int_equal(v->marks[0].kind, VECTOR_SHAPE);
    return v->marks[0].u.shape;
}

static void assert_fill(Bench *b, const char *content, unsigned rgb)
{
    const Vector *v = inside(b, content);
    assert_non_null(v);
    assert_int_equal(v->nmarks, 1);
    const VectorColour *c = &v->colours[v->marks[0].u.shape->fill.colour];
    assert_int_equal((unsigned)c->r << 16 | (unsigned)c->g << 8 | c->b, rgb);
}

static void colours_of_every_form(void **state)
{
    Bench *b = *state;
    static const struct {
        const char *value;
        unsigned rgb;
    } cases[] = {{"red", 0xFF0000},           {"RebeccaPurple", 0x663399},    {"#1d5b99", 0x1D5B99},
                 {"#1D5", 0x11DD55},          {"rgb(29, 91, 153)", 0x1D5B99}, {"rgb(100%,0%,50%)", 0xFF0080},
                 {"rgba(1,2,3,1)", 0x010203}, {"rgb(1 2 3 / 1)", 0x010203},   {"hsl(120, 100%, 25%)", 0x008000},
                 {"yellowgreen", 0x9ACD32},   {"aliceblue", 0xF0F8FF}};
    for (int i = 0; i < COUNT(cases); i++)
        assert_fill(b,
                    str_cdup(b->reader.job,
                             str_format(b->reader.job, "<rect width='1' height='1' fill='%s'/>", cases[i].value)),
                    cases[i].rgb);
    assert_fill(b, "<g color='#123456'><rect width='1' height='1' fill='currentColor'/></g>", 0x123456);
    assert_fill(b, "<rect width='1' height='1' fill='url(#none) #00f'/>", 0x0000FF);
}

static void later_and_closer_rules_win(void **state)
{
    Bench *b = *state;
    static const struct {
        const char *sheet;
        unsigned rgb;
    } cases[] = {{"rect{fill:red}", 0xFF0000},
                 {".a{fill:blue} rect{fill:red}", 0x0000FF},
                 {"#r{fill:lime} .a{fill:blue}", 0x00FF00},
                 {".a{fill:blue} .b{fill:red}", 0xFF0000},
                 {"g rect{fill:red} rect{fill:blue}", 0xFF0000},
                 {"svg > rect{fill:red}", 0x010203},
                 {"g>rect.a{fill:red}", 0xFF0000},
                 {"/* .a{fill:red} */ .b , .c{fill:blue}", 0x0000FF},
                 {"*{fill:red}", 0xFF0000}};
    for (int i = 0; i < COUNT(cases); i++)
        assert_fill(b,
                    str_cdup(b->reader.job, str_format(b->reader.job,
                                                       "<style>%s</style><g><rect id='r' class='a b' fill='#010203' "
                                                       "width='1' "
                                                       "height='1'/></g>",
                                                       cases[i].sheet)),
                    cases[i].rgb);
    assert_fill(b, "<style>#r{fill:red}</style><rect id='r' style='fill:blue' fill='lime' width='1' height='1'/>",
                0x0000FF);
}

/* The picture's longer side is a thousand points. */
static void shapes_are_in_the_picture_s_space(void **state)
{
    Bench *b = *state;
    const VectorShape *s = only_shape(b, "<g transform='translate(10 10)'><rect x='5' width='20' height='10' "
                                         "stroke='red' "
                                         "stroke-width='2' stroke-dasharray='1'/></g>");
    assert_int_equal(s->outline.segs[0].x[0], PT(150));
    assert_int_equal(s->outline.segs[0].y[0], PT(100));
    assert_int_equal(s->outline.segs[2].x[0], PT(350));
    assert_int_equal(s->stroke.width, PT(20));
    assert_int_equal(s->stroke.ndashes, 2);
    assert_null(s->matrix);
    s = only_shape(b, "<rect width='1' height='1' stroke='red' transform='scale(1 2)'/>");
    assert_non_null(s->matrix); /* its stroke is not the same all round */
}

static void opacity_of_one_paint_needs_no_group(void **state)
{
    Bench *b = *state;
    assert_int_equal(only_shape(b, "<rect width='1' height='1' opacity='.5' fill-opacity='.5'/>")->fill.opacity, 250);
    const Vector *v = inside(b, "<rect width='1' height='1' opacity='.5' stroke='red'/>");
    assert_int_equal(v->nmarks, 3);
    assert_int_equal(v->marks[0].kind, VECTOR_BEGIN);
    assert_int_equal(v->marks[0].u.begin.opacity, 500);
}

static void words_are_chunks_of_spans(void **state)
{
    Bench *b = *state;
    const Vector *v = inside(b, "<text x='10' y='20'>  One\n two <tspan font-weight='bold'>three</tspan><tspan "
                                "x='50'>four</tspan></text>");
    assert_int_equal(v->nmarks, 2);
    const VectorText *first = v->marks[0].u.text, *second = v->marks[1].u.text;
    assert_int_equal(first->nspans, 2);
    assert_true(str_is(first->spans[0].text, "One two "));
    assert_true(str_is(first->spans[1].text, "three"));
    assert_int_equal(first->spans[1].weight, 700);
    assert_int_equal(second->x, PT(50));
    assert_int_equal(second->y, first->y);
    v = inside(b, "<text x='1 2 3' y='5'>abcd</text>");
    assert_int_equal(v->nmarks, 3);
    assert_true(str_is(v->marks[2].u.text->spans[0].text, "cd"));
}

static void assert_refused(Bench *b, const char *content, const char *code)
{
    b->reader.diag = diag_new(b->reader.job);
    assert_null(inside(b, content));
    assert_true(diag_count(b->reader.diag, SEV_ERROR) > 0);
    DiagView *all;
    assert_true(diag_list(b->reader.diag, b->reader.job, &all) > 0);
    assert_string_equal(code_name(all[0].code), code);
}

static void scripts_and_what_leads_out_are_errors(void **state)
{
    Bench *b = *state;
    static const char *const contents[] = {
        "<script>alert(1)</script>",
        "<rect onclick='alert(1)'/>",
        "<defs><g onload='x()'/></defs>",
        "<use href='other.svg#a'/>",
        "<image href='http://example.com/a.png'/>",
        "<rect fill='url(other.svg#g)'/>",
        "<rect style='fill:url( \"http://example.com/x#g\")'/>",
        "<style>@import 'x.css';</style>",
        "<style>rect{fill:url(x.svg#a)}</style>",
        "<a href='javascript:alert(1)'><rect/></a>",
    };
    for (int i = 0; i < COUNT(contents); i++)
        assert_refused(b, contents[i], "SVG002");
}

static const char *repeated(Bench *b, const char *text, int n, const char *end)
{
    Buf out = {0};
    for (int i = 0; i < n; i++)
        buf_puts(&out, text);
    for (int i = 0; i < n; i++)
        buf_puts(&out, end);
    return str_cdup(b->reader.job, buf_take(&out, b->reader.job));
}

static void what_would_never_end_is_an_error(void **state)
{
    Bench *b = *state;
    Buf laughs = {0};
    buf_puts(&laughs, "<g id='l0'><path d='M0 0H1'/></g>");
    for (int i = 1; i < 40; i++) /* each uses the one before ten times */
        buf_format(&laughs, "<g id='l%d'>%s</g>", i,
                   str_cdup(b->reader.job,
                            str_c(repeated(b,
                                           str_cdup(b->reader.job,
                                                    str_format(b->reader.job, "<use href='#l%d'/>", i - 1)),
                                           10, ""))));
    assert_refused(b, str_cdup(b->reader.job, buf_take(&laughs, b->reader.job)), "SVG006");
    assert_refused(b, repeated(b, "<g>", 230, "</g>"), "SVG006");
    const char *path =
        str_cdup(b->reader.job, str_format(b->reader.job, "<path d='M0 0%s'/>", repeated(b, "h1v1", 300000, "")));
    assert_refused(b, path, "SVG006");
}

static void what_uses_itself_is_left_out(void **state)
{
    Bench *b = *state;
    static const char *const contents[] = {
        "<g id='a'><use href='#a'/><rect width='1' height='1'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<clipPath id='c' clip-path='url(#c)'><rect width='9' height='9'/></clipPath><rect width='1' height='1' "
        "clip-path='url(#c)'/>",
        "<linearGradient id='g' href='#g'/><rect width='1' height='1' fill='url(#g)'/>",
        "<marker id='m'><path d='M0 0H1V1' marker-mid='url(#m)'/></marker><path d='M0 0H1V1' marker-mid='url(#m)'/>",
    };
    for (int i = 0; i < COUNT(contents); i++)
        assert_non_null(inside(b, contents[i]));
}

static void a_size_comes_from_what_there_is(void **state)
{
    Bench *b = *state;
    static const struct {
        const char *attributes;
        int width, height;
    } cases[] = {{"viewBox='0 0 40 20'", 4000, 2000},
                 {"width='40' height='20'", 4000, 2000},
                 {"width='1in' height='.5in'", 9600, 4800},
                 {"width='80' viewBox='0 0 40 20'", 8000, 4000},
                 {"height='80' viewBox='0 0 40 20'", 16000, 8000},
                 {"width='100%' height='100%' viewBox='0 0 40 20'", 4000, 2000}};
    for (int i = 0; i < COUNT(cases); i++) {
        int width = 0, height = 0;
        Str text = str_format(b->reader.job, "<svg xmlns='http://www.w3.org/2000/svg' %s/>", cases[i].attributes);
        assert_non_null(svg_read(&b->reader, text, 0, &width, &height));
        assert_int_equal(width, cases[i].width);
        assert_int_equal(height, cases[i].height);
    }
    assert_null(picture(b, "<svg xmlns='http://www.w3.org/2000/svg' width='100%'/>"));
    assert_null(picture(b, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 5'/>"));
    assert_null(picture(b, "<svg viewBox='0 0 5 5'/>"));
    assert_null(picture(b, "<html xmlns='http://www.w3.org/2000/svg' viewBox='0 0 5 5'/>"));
}

static void a_doctype_may_name_but_not_declare(void **state)
{
    Bench *b = *state;
    assert_non_null(picture(b, "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
                               "'http://x/y.dtd'>\n"
                               "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 5 5'/>"));
    assert_null(picture(b, "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 5 "
                           "5'/>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_as_css_writes_them),
        cmocka_unit_test(lengths_with_units),
        cmocka_unit_test(transforms_of_every_form),
        cmocka_unit_test(sines_are_exact_at_quarters_and_near_elsewhere),
        cmocka_unit_test(a_view_box_fits_its_place),
        with_bench(path_data_of_every_command),
        with_bench(path_data_up_to_a_mistake),
        with_bench(an_arc_stays_on_its_ellipse),
        with_bench(colours_of_every_form),
        with_bench(later_and_closer_rules_win),
        with_bench(shapes_are_in_the_picture_s_space),
        with_bench(opacity_of_one_paint_needs_no_group),
        with_bench(words_are_chunks_of_spans),
        with_bench(scripts_and_what_leads_out_are_errors),
        with_bench(what_would_never_end_is_an_error),
        with_bench(what_uses_itself_is_left_out),
        with_bench(a_size_comes_from_what_there_is),
        with_bench(a_doctype_may_name_but_not_declare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
