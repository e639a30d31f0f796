/* Templates from files: merging, what is refused and where, and that the project's own templates are sound. Runs in
 * the project's folder, whose schemas it uses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "file/file.h"
#include "base/len.h"
#include "base/str.h"
#include "read/read.h"

#include "folder_help.h"

typedef struct Fixture {
    Reader r;
    char home[64];
    char *report; /* diagnostics as printed */
} Fixture;

static void link_schemas(const Fixture *f)
{
    char folder[1024], target[1100], name[128];
    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(target, sizeof target, "%s/templates/schemas", folder);
    snprintf(name, sizeof name, "%s/templates", f->home);
    assert_true(dir_make(str_c(name)));
    snprintf(name, sizeof name, "%s/fonts", f->home);
    assert_true(dir_make(str_c(name)));
    snprintf(name, sizeof name, "%s/templates/schemas", f->home);
    assert_int_equal(symlink(target, name), 0);
}

static int set_up(void **state)
{
    Fixture *f = calloc(1, sizeof *f);
    strcpy(f->home, "/tmp/planpress-template-XXXXXX");
    assert_non_null(mkdtemp(f->home));
    f->r.job = arena_new();
    f->r.diag = diag_new(f->r.job);
    f->r.home = str_c(f->home);
    link_schemas(f);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;
    remove_folder(f->home);
    arena_free(f->r.job);
    free(f->report);
    free(f);
    return 0;
}

static void write_file(const Fixture *f, const char *path, const char *text)
{
    char full[200];
    snprintf(full, sizeof full, "%s/%s", f->home, path);
    FILE *out = fopen(full, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

/* templates/NAME.xml with the root's attributes and what is in it. */
static void write_template(const Fixture *f, const char *name, const char *attributes, const char *content)
{
    char path[100];
    size_t size = strlen(content) + strlen(attributes) + 40;
    char *text = malloc(size);
    snprintf(text, size, "<template %s>\n%s\n</template>\n", attributes, content);
    snprintf(path, sizeof path, "templates/%s.xml", name);
    write_file(f, path, text);
    free(text);
}

static const char *report(Fixture *f)
{
    size_t n;
    free(f->report);
    FILE *out = open_memstream(&f->report, &n);
    diag_print(f->r.diag, out, false);
    fclose(out);
    return f->report;
}

static void assert_reported(Fixture *f, const char *expected)
{
    if (!strstr(report(f), expected))
        fail_msg("\"%s\" is not in:\n%s", expected, f->report);
}

static void assert_clean(Fixture *f)
{
    if (diag_count(f->r.diag, SEV_INFO))
        fail_msg("%s", report(f));
}

static Template *load(Fixture *f, const char *name)
{
    return read_template(&f->r, str_c(name), (Pos){0});
}

#define SWATCHES                                                                                                    \
    "<swatches><swatch name='ink' rgb='#102030' cmyk='1 2 3 90'/><swatch name='blue' rgb='#0000FF' cmyk='100 90 0 " \
    "0'/></swatches>\n"
#define PAGES "<pages><page name='plain'/><page name='wide' width='297mm' height='210mm'/></pages>\n"
#define ROLES                                                                                                      \
    "<roles><role name='front' page='plain'/><role name='foreword' page='plain'/><role name='body' page='plain'/>" \
    "<role name='appendix' page='plain'/><role name='contact' page='plain'/><landscape page='wide'/></roles>\n"
#define STYLES "<styles><style for='p' size='11pt'/></styles>\n"
#define TABLES "<tables><table name='default'/></tables>\n"
#define WHOLE(boxes) SWATCHES PAGES ROLES STYLES boxes TABLES

static Len mm(const char *s)
{
    Len l;
    assert_true(len_parse(str_c(s), &l));
    return l;
}

static const Style *style(Fixture *f, const Template *t, const char *element, const Place *place)
{
    return style_block(styler_new(f->r.job, t), str_c(element), STR(""), place);
}

/* --- the project's own ------------------------------------------------ */

static bool has_style(const Template *t, Str element)
{
    for (int i = 0; i < t->nrules; i++)
        if (str_eq(t->rules[i].element, element))
            return true;
    return false;
}

static void own_templates_are_sound(void **state)
{
    Fixture *f = *state;
    static const char *const names[] = {"base", "annual-report"};
    f->r.home = STR(".");
    for (int i = 0; i < COUNT(names); i++) {
        Template *t = load(f, names[i]);
        assert_non_null(t);
        assert_clean(f);
        static const char *const boxes[] = {"outcome", "actions", "measures", "pledges",    "quote",   "panel",
                                            "oath",    "contact", "columns",  "standfirst", "note-box"};
        for (int k = 0; k < COUNT(boxes); k++)
            assert_non_null(template_box(t, str_c(boxes[k])));
        assert_true(str_is(template_table(t, STR("financial"))->name, "financial"));
        static const char *const elements[] = {"p",     "h1",        "h2",        "h3",       "h4",      "h5",
                                               "h6",    "ul",        "ol",        "li",       "quote",   "pre",
                                               "hr",    "caption",   "th",        "td",       "unit",    "table-note",
                                               "note",  "note-mark", "box-title", "by",       "by-role", "toc-title",
                                               "toc-1", "toc-2",     "toc-3",     "figure",   "em",      "strong",
                                               "code",  "a",         "span",      "note-ref", "number"};
        for (int k = 0; k < COUNT(elements); k++)
            if (!has_style(t, str_c(elements[k])))
                fail_msg("%s has no style in %s", elements[k], names[i]);
    }
}

static void annual_report_is_the_base_with_another_look(void **state)
{
    Fixture *f = *state;
    f->r.home = STR(".");
    Template *t = load(f, "annual-report");
    const PageMaster *body = template_master(t, STR("body")), *cover = template_master(t, STR("cover"));
    assert_int_equal(body->folio, FOLIO_DECIMAL); /* from the base */
    assert_int_equal(body->outer, mm("56mm"));    /* its own */
    assert_int_equal(template_master(t, STR("appendix"))->outer, mm("56mm"));
    assert_true(cover->nplaced > 10);
    assert_int_equal(cover->placed[0].kind, PLACED_RECT);
    assert_int_equal(t->nfronts, 2);
    assert_true(style(f, t, "cover-title", NULL)->size >= PT(40));
    /* The text's height is a whole number of baseline steps with less than half a step over. */
    assert_true((body->height - body->top - body->bottom) % t->grid < t->grid / 2);
}

static void own_catalogue_is_sound(void **state)
{
    Fixture *f = *state;
    f->r.home = STR(".");
    Catalogue *c = read_catalogue(&f->r);
    assert_non_null(c);
    assert_clean(f);
    assert_true(str_ends(c->folders[0], "fonts"));
    assert_true(str_is(c->folders[1], "/usr/share/fonts"));
    int found = 0;
    for (int i = 0; i < c->nfamilies; i++) {
        const FamilyEntry *e = &c->families[i];
        if (!str_is(e->name, "sans") && !str_is(e->name, "mono"))
            continue;
        found++;
        assert_true(e->nfaces >= 4 && e->nfallbacks >= 1);
        assert_true(e->faces[0].nfiles >= 1);
    }
    assert_int_equal(found, 2);
}

/* --- merging ---------------------------------------------------------- */

static void names_are_changed_attribute_by_attribute(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt' smart='yes'",
                   WHOLE("<boxes><box name='panel' title='Panel' tint='blue' pad-left='10pt' columns='2'/></boxes>"));
    write_template(f, "high", "extends='low' grid='12pt'",
                   "<swatches><swatch name='blue' rgb='#010203' cmyk='4 3 2 1'/><swatch name='red' rgb='#FF0000' "
                   "cmyk='0 100 100 0'/></swatches>"
                   "<pages><page name='plain' top='30mm'/><page name='narrow' like='plain' outer='60mm'/></pages>"
                   "<roles><role name='body' page='narrow'/></roles>"
                   "<numbering headings='2'/>"
                   "<boxes><box name='panel' pad-left='20pt'/><box name='note' like='panel' title='' "
                   "tint='none'/></boxes>"
                   "<tables><table name='money' like='default' row-pad='4pt'/></tables>");
    Template *t = load(f, "high");
    assert_clean(f);
    assert_int_equal(t->nswatches, 3);
    assert_true(str_is(t->swatches[1].name, "blue"));
    assert_int_equal(t->swatches[1].b, 3);
    assert_int_equal(t->swatches[1].c, 4);
    assert_int_equal(template_master(t, STR("plain"))->top, mm("30mm"));
    assert_int_equal(template_master(t, STR("narrow"))->top, mm("30mm"));
    assert_int_equal(template_master(t, STR("narrow"))->outer, mm("60mm"));
    assert_true(str_is(t->role_master[ROLE_BODY], "narrow"));
    assert_true(str_is(t->role_master[ROLE_FRONT], "plain"));
    assert_int_equal(t->numbering.headings, 2);
    assert_int_equal(t->grid, PT(12));
    assert_true(t->smart);
    const BoxStyle *panel = template_box(t, STR("panel")), *note = template_box(t, STR("note"));
    assert_true(str_is(panel->title, "Panel"));
    assert_int_equal(panel->pad_left, PT(20));
    assert_int_equal(panel->tint, 1);
    assert_int_equal(note->columns, 2);
    assert_int_equal(note->tint, SWATCH_NONE);
    assert_int_equal(note->title.n, 0);
    assert_int_equal(template_table(t, STR("money"))->row_pad, PT(4));
}

static void style_rules_are_added_behind(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt'",
                   SWATCHES PAGES ROLES "<styles><style for='p h1' size='11pt' weight='600'/><style for='p' in='quote' "
                                        "size='13pt'/></styles>" TABLES);
    write_template(f, "high", "extends='low'", "<styles><style for='p' size='12pt' indent-left='-6pt'/></styles>");
    Template *t = load(f, "high");
    assert_clean(f);
    assert_int_equal(t->nrules, 4);
    const Place quote = {NULL, STR("quote")};
    assert_int_equal(style(f, t, "p", NULL)->size, PT(12));
    assert_int_equal(style(f, t, "p", NULL)->weight, 600);
    assert_int_equal(style(f, t, "p", &quote)->size, PT(13));
    assert_int_equal(style(f, t, "p", &quote)->indent_left, -PT(6));
    assert_int_equal(style(f, t, "h1", NULL)->size, PT(11));
}

static void drawing_is_added_or_takes_the_place_of_all(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt'",
                   SWATCHES "<pages><page name='plain'><rect x='0' y='0' width='10mm' height='10mm' fill='blue'/>"
                            "<text x='1mm' y='2mm' width='50mm' style='p' role='foot' align='right'> {page} of {pages} "
                            "</text></page>"
                            "<page name='wide'><line x='1pt' y='2pt' width='-5pt' stroke='ink' "
                            "stroke-width='0.25pt'/></page></pages>" ROLES STYLES TABLES);
    write_template(f, "high", "extends='low'",
                   "<pages><page name='plain' top='40mm'><text x='1mm' y='9mm' width='50mm' "
                   "style='p'>Draft</text></page><page name='wide' replace='yes'><clip x='0' y='0' width='5mm' "
                   "height='6mm'>"
                   "<circle x='3mm' y='4mm' radius='2mm' fill='blue' on='recto' "
                   "on-opener='no'/></clip></page></pages>");
    Template *t = load(f, "high");
    assert_clean(f);
    const PageMaster *plain = template_master(t, STR("plain")), *wide = template_master(t, STR("wide"));
    assert_int_equal(plain->nplaced, 3);
    assert_true(str_is(plain->placed[2].text, "Draft"));
    assert_int_equal(plain->placed[0].fill, 1);
    assert_int_equal(plain->placed[0].stroke, SWATCH_NONE);
    assert_true(str_is(plain->placed[1].text, "{page} of {pages}"));
    assert_true(plain->placed[1].running_foot && !plain->placed[1].running_head);
    assert_int_equal(plain->placed[1].align, ALIGN_RIGHT);
    assert_int_equal(wide->nplaced, 1);
    assert_int_equal(wide->placed[0].kind, PLACED_CIRCLE);
    assert_int_equal(wide->placed[0].w, mm("2mm"));
    assert_true(wide->placed[0].clipped && wide->placed[0].opener == OPENER_NOT);
    assert_int_equal(wide->placed[0].clip_h, mm("6mm"));
    assert_int_equal(wide->placed[0].sides, SIDES_RECTO);
}

static void front_is_replaced_as_a_whole(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt'",
                   SWATCHES PAGES ROLES "<front><cover page='plain'/><contents page='plain' "
                                        "title='Contents'/></front>" STYLES TABLES);
    write_template(f, "high", "extends='low'",
                   "<front><contents page='wide' title='Inside' levels='3' leaders='yes'/></front>");
    Template *t = load(f, "high");
    assert_clean(f);
    assert_int_equal(t->nfronts, 1);
    assert_int_equal(t->fronts[0].kind, FRONT_CONTENTS);
    assert_true(str_is(t->fronts[0].title, "Inside"));
    assert_int_equal(t->fronts[0].levels, 3);
    assert_true(t->fronts[0].leaders);
    assert_int_equal(load(f, "low")->fronts[1].levels, 2);
}

static void one_style_serves_every_combination(void **state)
{
    Fixture *f = *state;
    write_template(f, "t", "grid='15pt'",
                   SWATCHES PAGES ROLES "<styles><style for='p li' class='a b' in='quote table' size='62.5%' "
                                        "shift='-2pt'/></styles>" TABLES);
    Template *t = load(f, "t");
    assert_clean(f);
    assert_int_equal(t->nrules, 8);
    const Place table = {NULL, STR("table")};
    Styler *s = styler_new(f->r.job, t);
    assert_int_equal(style_block(s, STR("li"), STR("b"), &table)->size, PT(11) * 5 / 8);
    assert_int_equal(style_block(s, STR("li"), STR("b"), &table)->shift, -PT(2));
    assert_int_equal(style_block(s, STR("li"), STR("c"), &table)->size, PT(11));
}

/* --- paths ------------------------------------------------------------ */

static void write_path(Fixture *f, const char *name, const char *path)
{
    char content[1200];
    snprintf(content, sizeof content,
             SWATCHES "<pages><page name='plain'>%s</page><page name='wide'/></pages>" ROLES STYLES TABLES, path);
    write_template(f, name, "grid='15pt'", content);
}

static void paths_are_read_in_their_unit(void **state)
{
    Fixture *f = *state;
    write_path(f, "t", "<path unit='mm' stroke='ink' d='M 1,2 L3 4 5 -6.5C 1 1 2 2 3 3 Z'/>");
    const Placed *p = template_master(load(f, "t"), STR("plain"))->placed;
    assert_clean(f);
    assert_int_equal(p->npath, 5);
    assert_int_equal(p->path[0].op, PATH_MOVE);
    assert_int_equal(p->path[0].y[0], mm("2mm"));
    assert_int_equal(p->path[2].op, PATH_LINE);
    assert_int_equal(p->path[2].y[0], mm("-6.5mm"));
    assert_int_equal(p->path[3].op, PATH_CURVE);
    assert_int_equal(p->path[3].x[2], mm("3mm"));
    assert_int_equal(p->path[4].op, PATH_CLOSE);
}

static void numbers_after_a_move_draw_lines(void **state)
{
    Fixture *f = *state;
    write_path(f, "t", "<path d='M 1 2 3 4'/>");
    const Placed *p = template_master(load(f, "t"), STR("plain"))->placed;
    assert_int_equal(p->npath, 2);
    assert_int_equal(p->path[1].op, PATH_LINE);
    assert_int_equal(p->path[1].x[0], PT(3));
}

static void bad_paths_are_refused(void **state)
{
    Fixture *f = *state;
    static const char *const bad[] = {"",
                                      " ",
                                      "L 1 2",
                                      "M 1",
                                      "M 1 2 Q 1 2 3 4",
                                      "M 1 2 C 1 2 3 4 5",
                                      "m 1 2",
                                      "M 1 2 Z 3 4",
                                      "M 1 x",
                                      "M 1..2 3",
                                      "M 999999999999999999999999 1"};
    for (int i = 0; i < COUNT(bad); i++) {
        char name[20], path[100];
        snprintf(name, sizeof name, "bad-%d", i);
        snprintf(path, sizeof path, "<path d='%s'/>", bad[i]);
        write_path(f, name, path);
        int before = diag_count(f->r.diag, SEV_ERROR);
        Template *t = load(f, name);
        assert_non_null(t);
        if (diag_count(f->r.diag, SEV_ERROR) == before)
            fail_msg("\"%s\" was read", bad[i]);
        assert_int_equal(template_master(t, STR("plain"))->placed[0].npath, 0);
    }
    assert_reported(f, "error[TPL004]: the path is not valid");
}

/* --- what is refused -------------------------------------------------- */

static void missing_template_names_the_nearest(void **state)
{
    Fixture *f = *state;
    write_template(f, "annual", "grid='15pt'", WHOLE(""));
    write_template(f, "t", "extends='anual'", "");
    assert_null(load(f, "t"));
    assert_reported(f, "t.xml:1:20: error[TPL001]: template \"anual\" not found");
    assert_reported(f, "did you mean \"annual\"?");
    assert_null(load(f, "../templates/annual"));
    assert_null(load(f, ""));
    assert_int_equal(diag_count(f->r.diag, SEV_ERROR), 3);
}

static void rings_are_refused(void **state)
{
    Fixture *f = *state;
    write_template(f, "one", "extends='two'", "");
    write_template(f, "two", "extends='three'", "");
    write_template(f, "three", "extends='two'", "");
    assert_null(load(f, "one"));
    assert_reported(f, "three.xml:1:20: error[TPL002]");
    assert_reported(f, "one extends two extends three extends two");
    write_template(f, "self", "extends='self'", "");
    assert_null(load(f, "self"));
    assert_reported(f, "self extends self");
}

/* Content that is at fault, on line 3 of the file, and what is to be said of it. */
typedef struct Fault {
    const char *content, *expected;
} Fault;

static void assert_faults(Fixture *f, const Fault *faults, int count)
{
    for (int i = 0; i < count; i++) {
        char name[20];
        snprintf(name, sizeof name, "fault-%d", i);
        char *content = malloc(strlen(faults[i].content) + 100);
        sprintf(content, "<!-- -->\n%s", faults[i].content);
        write_template(f, name, "extends='low'", content);
        free(content);
        assert_non_null(load(f, name));
        assert_reported(f, faults[i].expected);
        char place[40];
        snprintf(place, sizeof place, "%s.xml:3:", name);
        assert_reported(f, place);
    }
    assert_int_equal(diag_count(f->r.diag, SEV_INFO), count);
}

static void unknown_names_are_reported_where_they_stand(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt'", WHOLE("<boxes><box name='outcome'/></boxes>"));
    static const Fault faults[] = {
        {"<pages><page name='plain'><rect x='0' y='0' width='1mm' height='1mm' fill='bleu'/></page></pages>", "unknown "
                                                                                                              "swatch "
                                                                                                              "\"bleu"
                                                                                                              "\""},
        {"<styles><style for='p' colour='inc'/></styles>", "did you mean \"ink\"?"},
        {"<pages><page name='x' like='plane'/></pages>", "unknown page master \"plane\""},
        {"<roles><role name='body' page='playn'/></roles>", "unknown page master \"playn\""},
        {"<roles><landscape page='whide'/></roles>", "did you mean \"wide\"?"},
        {"<front><cover page='nope'/></front>", "unknown page master \"nope\""},
        {"<pages><page name='plain'><text x='0' y='0' width='9mm' style='folios'>{page}</text></page></pages>", "unknow"
                                                                                                                "n "
                                                                                                                "style "
                                                                                                                "\"foli"
                                                                                                                "os\""},
        {"<pages><page name='plain'><text x='0' y='0' width='9mm' style='p'>{pgae}</text></page></pages>", "unknown "
                                                                                                           "field "
                                                                                                           "\"pgae\""},
        {"<styles><style for='p' in='outcom'/></styles>", "unknown place \"outcom\""},
        {"<boxes><box name='x' like='outcomes'/></boxes>", "unknown box \"outcomes\""},
        {"<tables><table name='x' like='defualt'/></tables>", "unknown table style \"defualt\""},
    };
    assert_faults(f, faults, COUNT(faults));
    assert_true(strstr(report(f), "TPL004") == NULL);
}

static void unreadable_values_are_reported_where_they_stand(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt'", WHOLE(""));
    static const Fault faults[] = {
        {"<pages><page name='plain' top='24 m'/></pages>", "3:32: error[TPL004]: top=\"24 m\""},
        {"<pages><page name='plain' top='-1mm'/></pages>", "not below 0"},
        {"<pages><page name='plain' columns='0'/></pages>", "a whole number from 1 to 6"},
        {"<pages><page name='plain' inner='200mm'/></pages>", "leave no room for text"},
        {"<pages><page name='plain' sink='700pt'/></pages>", "leave no room for text"},
        {"<swatches><swatch name='ink' rgb='#12345' cmyk='0 0 0 0'/></swatches>", "six hexadecimal digits"},
        {"<swatches><swatch name='ink' rgb='#12345G' cmyk='0 0 0 0'/></swatches>", "six hexadecimal digits"},
        {"<swatches><swatch name='ink' rgb='#123456' cmyk='0 0 101 0'/></swatches>", "four percentages"},
        {"<swatches><swatch name='ink' rgb='#123456' cmyk='0 0 0'/></swatches>", "four percentages"},
        {"<swatches><swatch name='ink' rgb='#123456' cmyk='0 0 0 0 0'/></swatches>", "four percentages"},
        {"<styles><style for='p' size='big'/></styles>", "a length such as 11pt, or a percentage"},
        {"<styles><style for='p' size='0'/></styles>", "size must be more than 0"},
        {"<styles><style for='p' leading='0pt'/></styles>", "leading must be more than 0"},
        {"<styles><style for='p' size='-50%'/></styles>", "size must be more than 0"},
        {"<styles><style for='p' weight='1000'/></styles>", "a whole number from 100 to 900"},
        {"<styles><style for='p' space-before='-1pt'/></styles>", "space-before=\"-1pt\""},
        {"<numbering headings='7'/>", "a whole number from 0 to 6"},
        {"<pages><page name='plain'><text x='0' y='0' width='9mm' style='p'>{page</text></page></pages>", "not closed"},
    };
    assert_faults(f, faults, COUNT(faults));
    assert_true(strstr(report(f), "TPL003") == NULL);
}

static void an_unreadable_value_keeps_the_old_one(void **state)
{
    Fixture *f = *state;
    write_template(f, "low", "grid='15pt'", WHOLE(""));
    write_template(f, "t", "extends='low'",
                   "<swatches><swatch name='ink' rgb='red' cmyk='9 9 9 9'/></swatches><pages><page name='plain' "
                   "top='x' inner='190mm'/></pages>"
                   "<roles><role name='body' page='nope'/></roles><styles><style for='p' size='0' "
                   "weight='700'/></styles>");
    Template *t = load(f, "t");
    assert_int_equal(diag_count(f->r.diag, SEV_ERROR), 5);
    assert_int_equal(t->swatches[0].r, 0x10);
    assert_int_equal(t->swatches[0].c, 9);
    assert_int_equal(template_master(t, STR("plain"))->inner, mm("24mm"));
    assert_non_null(template_master(t, t->role_master[ROLE_BODY]));
    assert_int_equal(style(f, t, "p", NULL)->size, PT(11));
    assert_int_equal(style(f, t, "p", NULL)->weight, 700);
}

static void essentials_are_required(void **state)
{
    Fixture *f = *state;
    write_template(f, "empty", "grid='15pt'", "");
    assert_null(load(f, "empty"));
    assert_reported(f, "the template has no page master");
    write_template(f, "bare", "", SWATCHES "<pages><page name='only'/></pages>");
    Template *t = load(f, "bare");
    assert_reported(f, "no grid");
    assert_reported(f, "no page master for the role \"foreword\"; expected one");
    assert_reported(f, "no page master for landscape pages; expected one");
    assert_reported(f, "no table style \"default\"");
    assert_int_equal(t->grid, PT(15));
    for (int i = 0; i < SECTION_ROLE_COUNT; i++)
        assert_true(str_is(t->role_master[i], "only"));
    assert_true(str_is(t->landscape_master, "only"));
    assert_non_null(template_table(t, STR("any")));
}

static void schema_faults_are_not_read(void **state)
{
    Fixture *f = *state;
    write_template(f, "t", "grid='15pt'", "<styles><style for='p' siez='11pt'/></styles>");
    assert_null(load(f, "t"));
    assert_reported(f, "t.xml:2:");
    assert_reported(f, "DOC003");
}

static void unknown_families_in_the_catalogue(void **state)
{
    Fixture *f = *state;
    write_file(f, "fonts/fonts.xml",
               "<fonts><folder path='fonts'/><folder path='/x'/>\n"
               "<family name='Serif'><face weight='400'><file>A.ttf</file><file> B.ttf </file></face><fallback "
               "family='Sheriff'/></family>\n"
               "<alias name='text' family='Serf'/><alias name='body' family='Serif'/></fonts>\n");
    Catalogue *c = read_catalogue(&f->r);
    assert_non_null(c);
    assert_reported(f, "fonts.xml:2:");
    assert_reported(f, "unknown font family \"Sheriff\"");
    assert_reported(f, "did you mean \"Serif\"?");
    assert_reported(f, "unknown font family \"Serf\"");
    assert_int_equal(diag_count(f->r.diag, SEV_ERROR), 2);
    assert_int_equal(c->nfamilies, 2);
    assert_true(str_is(c->families[1].name, "body"));
    assert_true(str_is(c->families[0].faces[0].files[1], "B.ttf"));
    assert_true(str_starts(c->folders[0], f->home) && str_is(c->folders[1], "/x"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(own_templates_are_sound),
        TEST(annual_report_is_the_base_with_another_look),
        TEST(own_catalogue_is_sound),
        TEST(names_are_changed_attribute_by_attribute),
        TEST(style_rules_are_added_behind),
        TEST(drawing_is_added_or_takes_the_place_of_all),
        TEST(front_is_replaced_as_a_whole),
        TEST(one_style_serves_every_combination),
        TEST(paths_are_read_in_their_unit),
        TEST(numbers_after_a_move_draw_lines),
        TEST(bad_paths_are_refused),
        TEST(missing_template_names_the_nearest),
        TEST(rings_are_refused),
        TEST(unknown_names_are_reported_where_they_stand),
        TEST(unreadable_values_are_reported_where_they_stand),
        TEST(an_unreadable_value_keeps_the_old_one),
        TEST(essentials_are_required),
        TEST(schema_faults_are_not_read),
        TEST(unknown_families_in_the_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
