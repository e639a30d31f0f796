/* Pages for the printer: what bleeds and how, marks, and what is reported, on pages made by hand. How it prints is in
 * tests/press.py. */
#include "pdf_help.h"

#include "press/press.h"

#define BLEED PT(9)
#define SAFE PT(8)

enum { WIDTH = 609563, HEIGHT = 862095 }; /* of add_page */

static PressSettings settings(void)
{
    return (PressSettings){.bleed = BLEED, .safe = SAFE, .ink = 320, .dpi = 250, .multiple = 1};
}

/* Colours with their inks: what the others are called is what they are. */
static void take_inks(World *w)
{
    static const PageColour inks[] = {
        {.name = {"black", 5}, .k = 100},
        {.name = {"blue", 4}, .r = 0, .g = 84, .b = 166, .c = 100, .m = 80, .y = 60, .k = 60},
        {.name = {"tint", 4}, .r = 230, .g = 240, .b = 255, .c = 10},
        {.name = {"deep", 4}, .r = 80, .c = 100, .m = 100, .y = 90, .k = 60},
        {.name = {"white", 5}, .r = 255, .g = 255, .b = 255},
    };
    w->pages.colours.n = 0;
    for (int i = 0; i < COUNT(inks); i++)
        VEC_PUSH(w->arena, &w->pages.colours, inks[i]);
}
enum { BLACK, BLUE, TINT, DEEP, WHITE };

static PageList *pressed_as(World *w, const PressSettings *s)
{
    return press_pages(&(PressJob){.arena = w->arena,
                                   .diag = w->diag,
                                   .doc = &w->doc,
                                   .name = STR("test-press.pdf"),
                                   .screen = &w->pages,
                                   .settings = s});
}

static PageList *pressed(World *w)
{
    PressSettings s = settings();
    return pressed_as(w, &s);
}

static void findings(World *w, const PressSettings *s)
{
    PageList *list = pressed_as(w, s);
    PressJob job = {.arena = w->arena, .diag = w->diag, .doc = &w->doc, .screen = &w->pages, .settings = s};
    press_check(&job, list, inks_of(w->arena, list, NULL, s->rich_black));
}

/* The one finding so far; "" without any. */
static Str finding(World *w)
{
    DiagView *views;
    int n = diag_list(w->diag, w->arena, &views);
    assert_in_range(n, 0, 1);
    if (!n)
        return STR("");
    return str_format(w->arena, "%s " STR_FMT, code_name(views[0].code), STR_ARG(views[0].message));
}

static void assert_finding(World *w, const char *words)
{
    PressSettings s = settings();
    w->diag = diag_new(w->arena);
    findings(w, &s);
    Str f = finding(w);
    if (!str_eq(f, str_c(words)))
        fail_msg("found \"" STR_FMT "\", expected \"%s\"", STR_ARG(f), words);
}

static void add(World *w, Item item)
{
    VEC_PUSH(w->arena, &last_page(w)->items, item);
}

static void add_field(World *w, Rect r, Colour colour)
{
    add(w,
        (Item){.kind = ITEM_RECT, .role = ITEM_DECORATION, .colour = colour, .x = r.x, .y = r.y, .u.rect = {r.w, r.h}});
}

static void fresh_page(World *w)
{
    w->pages.pages.n = 0;
    add_page(w, "1", FOLIO_DECIMAL, 1);
}

/* ---- fields ---- */

static void assert_printed(World *w, Rect field, Rect expected)
{
    fresh_page(w);
    add_field(w, field, BLUE);
    const Item *item = &pressed(w)->pages.at[0].items.at[0];
    assert_int_equal(item->x, expected.x);
    assert_int_equal(item->y, expected.y);
    assert_int_equal(item->u.rect.w, expected.w);
    assert_int_equal(item->u.rect.h, expected.h);
}

static void a_field_at_an_edge_is_printed_to_the_bleed(void **state)
{
    World *w = *state;
    const Len W = WIDTH, H = HEIGHT, B = BLEED, near = PRESS_REACH;
    assert_printed(w, (Rect){0, PT(50), PT(20), PT(30)}, (Rect){-B, PT(50), PT(20) + B, PT(30)});
    assert_printed(w, (Rect){PT(50), 0, PT(20), PT(30)}, (Rect){PT(50), -B, PT(20), PT(30) + B});
    assert_printed(w, (Rect){W - PT(20), PT(50), PT(20), PT(30)}, (Rect){W - PT(20), PT(50), PT(20) + B, PT(30)});
    assert_printed(w, (Rect){PT(50), H - PT(30), PT(20), PT(30)}, (Rect){PT(50), H - PT(30), PT(20), PT(30) + B});
    assert_printed(w, (Rect){0, 0, W, H}, (Rect){-B, -B, W + 2 * B, H + 2 * B});
    assert_printed(w, (Rect){near, PT(50), PT(20), PT(30)}, (Rect){-B, PT(50), PT(20) + near + B, PT(30)});
    assert_printed(w, (Rect){-PT(50), PT(50), PT(70), PT(30)}, (Rect){-B, PT(50), PT(20) + B, PT(30)});
    assert_printed(w, (Rect){W - PT(1), PT(50), 1, PT(30)}, (Rect){W - PT(1), PT(50), 1, PT(30)});
}

static void a_field_inside_stays_and_one_outside_goes(void **state)
{
    World *w = *state;
    const Rect inside = {PRESS_REACH + 1, PT(50), PT(20), PT(30)};
    assert_printed(w, inside, inside);
    assert_printed(w, (Rect){-PT(20), PT(50), PT(20), PT(30)}, (Rect){0});
    assert_printed(w, (Rect){WIDTH, PT(50), PT(20), PT(30)}, (Rect){0});
    assert_printed(w, (Rect){PT(50), HEIGHT + 5, PT(20), PT(30)}, (Rect){0});
}

static Str dumped(World *w)
{
    Buf b = {0};
    pages_dump(&w->pages, &b);
    return buf_take(&b, w->arena);
}

static void the_screen_is_not_written_to_and_pages_share_their_items(void **state)
{
    World *w = *state;
    fresh_page(w);
    add_field(w, (Rect){0, 0, PT(20), PT(20)}, BLUE);
    add_page(w, "2", FOLIO_DECIMAL, 2);
    add_field(w, (Rect){PT(20), PT(20), PT(20), PT(20)}, BLUE);
    link_over(w, w->section, 0, PT(20), w->section, "", false);
    Str before = dumped(w);
    PressSettings s = settings();
    PageList *list = pressed_as(w, &s);
    s.marks = true;
    PageList *marked = pressed_as(w, &s);
    assert_true(str_eq(before, dumped(w)));
    assert_ptr_not_equal(list->pages.at[0].items.at, w->pages.pages.at[0].items.at);
    assert_ptr_equal(list->pages.at[1].items.at, w->pages.pages.at[1].items.at);
    assert_int_equal(list->pages.at[1].links.n, 0);
    assert_int_equal(list->pages.at[1].bleed, BLEED);
    assert_int_equal(list->pages.at[1].slug, BLEED);
    assert_int_equal(marked->colours.n, w->pages.colours.n + 1);
}

/* ---- pictures ---- */

static Node *picture(World *w, int pixels)
{
    Node *n = node(w, NODE_IMAGE, NULL);
    n->u.image.format = IMAGE_PNG;
    n->u.image.width = n->u.image.height = pixels;
    return n;
}

/* A square picture of that side at x, y, of which `shown` is shown, counted from the page. */
static const Item *printed_picture(World *w, Rect whole, Rect shown)
{
    fresh_page(w);
    PageCrop *crop = NEW(w->arena, PageCrop);
    *crop = (PageCrop){.w = whole.w, .h = whole.h, .shown = {shown.x - whole.x, shown.y - whole.y, shown.w, shown.h}};
    add(w, (Item){.kind = ITEM_CROPPED, .node = picture(w, 5000), .x = whole.x, .y = whole.y, .u.crop = crop});
    return &pressed(w)->pages.at[0].items.at[0];
}

static void assert_rect(Rect r, Len x, Len y, Len width, Len height)
{
    assert_int_equal(r.x, x);
    assert_int_equal(r.y, y);
    assert_int_equal(r.w, width);
    assert_int_equal(r.h, height);
}

static void a_picture_with_more_shows_more(void **state)
{
    World *w = *state;
    Rect whole = {-PT(100), PT(40), PT(300), PT(300)};
    const Item *item = printed_picture(w, whole, (Rect){0, PT(50), PT(100), PT(60)});
    assert_rect(page_picture_box(item), whole.x, whole.y, whole.w, whole.h);
    assert_rect(page_picture_shown(item), -BLEED, PT(50), PT(100) + BLEED, PT(60));
}

/* Its whole width is on the page; its place inside is the middle of what is shown. */
static void a_picture_without_more_is_enlarged_a_little_and_never_distorted(void **state)
{
    World *w = *state;
    const Item *item = printed_picture(w, (Rect){0, -PT(100), WIDTH, WIDTH}, (Rect){0, 0, WIDTH, PT(300)});
    Rect whole = page_picture_box(item), shown = page_picture_shown(item);
    assert_rect(shown, -BLEED, -BLEED, WIDTH + 2 * BLEED, PT(300) + BLEED);
    assert_int_equal(whole.w, WIDTH + 2 * BLEED);
    assert_int_equal(whole.h, whole.w);
    assert_int_equal(whole.x, -BLEED);
    Len middle = PT(150), was = middle + PT(100), now = middle - whole.y;
    assert_in_range(now - (Len)((int64_t)was * whole.w / WIDTH) + 2, 0, 4);
}

static void a_picture_inside_the_page_stays(void **state)
{
    World *w = *state;
    Rect whole = {PT(10), PT(10), PT(100), PT(100)};
    printed_picture(w, whole, whole);
    PageList *list = pressed(w);
    assert_ptr_equal(list->pages.at[0].items.at, w->pages.pages.at[0].items.at);
    assert_int_equal(list->pages.at[0].picture_dpi, 0);
}

/* ---- outlines ---- */

/* Corners in points, from an item at 0, 0. */
static const PagePath *printed_outline(World *w, const int (*corners)[2], int n, bool filled)
{
    fresh_page(w);
    PathSeg *segs = NEWN(w->arena, PathSeg, n + 1);
    for (int i = 0; i < n; i++)
        segs[i] = (PathSeg){i ? PATH_LINE : PATH_MOVE, {PT(corners[i][0])}, {PT(corners[i][1])}};
    segs[n].op = PATH_CLOSE;
    PagePath *path = NEW(w->arena, PagePath);
    *path = (PagePath){.segs = segs,
                       .n = filled ? n + 1 : n,
                       .fill = filled ? BLUE : COLOUR_NONE,
                       .stroke = filled ? COLOUR_NONE : BLUE,
                       .stroke_width = PT(1)};
    add(w, (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .u.path = path});
    return pressed(w)->pages.at[0].items.at[0].u.path;
}

static bool has_point(const PagePath *p, Len x, Len y)
{
    for (int i = 0; i < p->n; i++)
        if (p->segs[i].op != PATH_CLOSE && p->segs[i].x[0] == x && p->segs[i].y[0] == y)
            return true;
    return false;
}

/* A slanting edge goes on as it came: 10 down for 100 across. */
static void an_outline_along_an_edge_goes_on_in_its_directions(void **state)
{
    World *w = *state;
    const int wedge[][2] = {{0, 50}, {100, 60}, {100, 200}, {0, 180}};
    const PagePath *p = printed_outline(w, wedge, COUNT(wedge), true);
    assert_true(has_point(p, -BLEED, PT(50) - PT(9) / 10));
    assert_true(has_point(p, -BLEED, PT(180) - PT(9) / 5));
    for (int i = 0; i < COUNT(wedge); i++)
        assert_true(has_point(p, PT(wedge[i][0]), PT(wedge[i][1])));
}

static void an_outline_in_a_corner_fills_the_corner_of_the_bleed(void **state)
{
    World *w = *state;
    const int corner[][2] = {{0, 0}, {100, 0}, {100, 100}, {0, 100}};
    const PagePath *p = printed_outline(w, corner, COUNT(corner), true);
    assert_true(has_point(p, -BLEED, -BLEED));
    assert_true(has_point(p, PT(100), -BLEED));
    assert_true(has_point(p, -BLEED, PT(100)));
    assert_false(p->clipped);
}

static void a_line_that_ends_at_an_edge_goes_on(void **state)
{
    World *w = *state;
    const int line[][2] = {{0, 50}, {300, 50}};
    const PagePath *p = printed_outline(w, line, COUNT(line), false);
    assert_int_equal(p->n, 3);
    assert_true(has_point(p, -BLEED, PT(50)));
}

static void an_outline_beyond_the_bleed_is_clipped_to_it(void **state)
{
    World *w = *state;
    const int large[][2] = {{-50, 50}, {300, 50}, {300, 200}, {-50, 200}};
    const PagePath *p = printed_outline(w, large, COUNT(large), true);
    assert_true(p->clipped);
    assert_rect(p->clip, -BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED);
}

static void an_outline_inside_stays(void **state)
{
    World *w = *state;
    const int inside[][2] = {{1, 50}, {300, 50}, {300, 200}, {1, 200}};
    assert_int_equal(printed_outline(w, inside, COUNT(inside), true)->n, COUNT(inside) + 1);
    assert_ptr_equal(pressed(w)->pages.at[0].items.at, last_page(w)->items.at);
}

/* ---- marks ---- */

static void marks_stand_beyond_the_bleed(void **state)
{
    World *w = *state;
    static const Len folds[] = {PT(200), PT(400)};
    fresh_page(w);
    last_page(w)->folds = folds;
    last_page(w)->nfolds = COUNT(folds);
    PressSettings s = settings();
    assert_true(pressed_as(w, &s)->pages.at[0].items.n == 12); /* a fold's, above and below */
    s.marks = true;
    const Page *p = &pressed_as(w, &s)->pages.at[0];
    assert_int_equal(p->items.n, 12 + 8);
    for (int i = 0; i < p->items.n; i++) {
        const Item *m = &p->items.at[i];
        bool inside =
            m->x + m->u.rect.w > -BLEED && m->x < WIDTH + BLEED && m->y + m->u.rect.h > -BLEED && m->y < HEIGHT + BLEED;
        bool on_sheet = m->x >= -p->slug && m->y >= -p->slug && m->x + m->u.rect.w <= WIDTH + p->slug
                        && m->y + m->u.rect.h <= HEIGHT + p->slug;
        assert_int_equal(m->role, ITEM_MARK);
        assert_false(inside);
        assert_true(on_sheet);
    }
}

/* ---- findings ---- */

/* A field of the document's; one that a master draws does not count. */
static void add_own_field(World *w, Rect r, Colour colour)
{
    add_field(w, r, colour);
    last_page(w)->items.at[last_page(w)->items.n - 1].node = node(w, NODE_TABLE, NULL);
}

static void what_is_too_near_to_an_edge_is_reported(void **state)
{
    World *w = *state;
    take_inks(w);
    fresh_page(w);
    add_own_field(w, (Rect){PT(8), PT(50), PT(20), PT(30)}, TINT);
    assert_finding(w, "");
    add_own_field(w, (Rect){PT(7), PT(50), PT(20), PT(30)}, WHITE);
    assert_finding(w, "");
    add_own_field(w, (Rect){0, PT(3), PT(20), PT(30)}, TINT);
    assert_finding(w, "");
    add_field(w, (Rect){PT(7), PT(50), PT(20), PT(30)}, TINT);
    assert_finding(w, "");
    add_own_field(w, (Rect){PT(7), PT(50), PT(20), PT(30)}, TINT);
    assert_finding(w, "PRS012 a rule or field on page 1 is 2.4 mm from the left edge of the page; expected at least "
                      "2.9 "
                      "mm inside it");
}

static void text_too_near_is_one_finding_for_all_its_pages(void **state)
{
    World *w = *state;
    take_inks(w);
    fresh_page(w);
    for (int i = 0; i < 3; i++) {
        w->y = HEIGHT - PT(4);
        set_at(w, PT(60), NULL, "12", ITEM_RUNNING_FOOT, PART_BODY);
        add_page(w, "2", FOLIO_DECIMAL, 2 + i);
    }
    assert_finding(w, "PRS012 text \"12\" on page 1 and 2 more is 1.4 mm from the bottom edge of the page; expected at "
                      "least 2.9 mm inside it");
}

static void black_over_a_field_adds_its_plate(void **state)
{
    World *w = *state;
    take_inks(w);
    fresh_page(w);
    add_field(w, (Rect){PT(50), PT(50), PT(200), PT(100)}, BLUE);
    assert_finding(w, "");
    w->y = PT(40);
    set_at(w, PT(60), NULL, "above the field", ITEM_CONTENT, PART_BODY);
    assert_finding(w, "");
    w->y = PT(100);
    set_at(w, PT(60), NULL, "on it", ITEM_CONTENT, PART_BODY);
    assert_finding(w, "PRS010 \"black\" over \"blue\" on page 1 has 340% of ink; expected at most 320%");
}

static void a_field_between_takes_the_ink_away(void **state)
{
    World *w = *state;
    take_inks(w);
    fresh_page(w);
    add_field(w, (Rect){PT(50), PT(50), PT(200), PT(100)}, BLUE);
    add_field(w, (Rect){PT(55), PT(80), PT(100), PT(30)}, TINT);
    w->y = PT(100);
    set_at(w, PT(60), NULL, "on the tint", ITEM_CONTENT, PART_BODY);
    assert_finding(w, "");
    add_field(w, (Rect){PT(60), PT(90), PT(20), PT(30)}, BLUE);
    assert_finding(w, "");
}

static void add_clear(World *w, Rect r, Colour colour, int clear)
{
    PathSeg *s = NEWN(w->arena, PathSeg, 5);
    const Len xs[] = {r.x, r.x + r.w, r.x + r.w, r.x}, ys[] = {r.y, r.y, r.y + r.h, r.y + r.h};
    for (int i = 0; i < 4; i++)
        s[i] = (PathSeg){i ? PATH_LINE : PATH_MOVE, {xs[i]}, {ys[i]}};
    s[4].op = PATH_CLOSE;
    PagePath *path = NEW(w->arena, PagePath);
    *path = (PagePath){.segs = s, .n = 5, .fill = colour, .stroke = COLOUR_NONE, .clear = clear};
    add(w, (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .u.path = path});
}

/* "deep" is 350: on paper half of it is 175, over itself all of it. */
static void what_shows_through_lies_between(void **state)
{
    World *w = *state;
    take_inks(w);
    fresh_page(w);
    add_clear(w, (Rect){PT(50), PT(50), PT(200), PT(100)}, DEEP, 50);
    assert_finding(w, "");
    fresh_page(w);
    add_field(w, (Rect){PT(50), PT(50), PT(200), PT(100)}, BLUE);
    add_clear(w, (Rect){PT(200), PT(100), PT(200), PT(100)}, DEEP, 40);
    assert_finding(w, "PRS010 \"deep\" over \"blue\" on page 1 has 330% of ink; expected at most 320%");
    fresh_page(w);
    add_field(w, (Rect){PT(50), PT(50), PT(200), PT(100)}, BLUE);
    add_clear(w, (Rect){PT(250), PT(100), PT(200), PT(100)}, DEEP, 40);
    assert_finding(w, "");
}

static void pictures_lines_letters_and_pages_are_looked_at(void **state)
{
    World *w = *state;
    take_inks(w);
    fresh_page(w);
    Node *image = picture(w, 1000);
    add(w, (Item){.kind = ITEM_IMAGE,
                  .role = ITEM_CONTENT,
                  .node = image,
                  .x = PT(50),
                  .y = PT(50),
                  .u.image = {PT(288), PT(288)}});
    assert_finding(w, "");
    image->u.image.width = 999;
    last_page(w)->items.at[0].u.image.w = PT(289);
    assert_finding(w, "PRS011 the picture has 249 pixels to the inch where it is printed, on page 1; expected at least "
                      "250");
    fresh_page(w);
    add_field(w, (Rect){PT(50), PT(50), PT(100), PT(1) / 4}, BLUE);
    assert_finding(w, "");
    add_field(w, (Rect){PT(50), PT(70), PT(100), PT(1) / 5}, BLUE);
    assert_finding(w, "PRS014 a line on page 1 is 0.20pt thick; expected at least 0.25pt");
    fresh_page(w);
    w->body.size = PT(4);
    set_at(w, PT(60), NULL, "small", ITEM_CONTENT, PART_BODY);
    assert_finding(w, "");
    last_page(w)->items.at[0].colour = BLUE;
    assert_finding(w, "PRS015 text \"small\" on page 1 is 4.00pt in \"blue\", which is not one ink; expected 5pt, or "
                      "black");
    fresh_page(w);
    add_page(w, "2", FOLIO_DECIMAL, 2);
    PressSettings s = settings();
    s.multiple = 4;
    w->diag = diag_new(w->arena);
    findings(w, &s);
    assert_has(finding(w), "PRS013 the document has 2 pages; expected a multiple of 4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_field_at_an_edge_is_printed_to_the_bleed, begin, end),
        cmocka_unit_test_setup_teardown(a_field_inside_stays_and_one_outside_goes, begin, end),
        cmocka_unit_test_setup_teardown(the_screen_is_not_written_to_and_pages_share_their_items, begin, end),
        cmocka_unit_test_setup_teardown(a_picture_with_more_shows_more, begin, end),
        cmocka_unit_test_setup_teardown(a_picture_without_more_is_enlarged_a_little_and_never_distorted, begin, end),
        cmocka_unit_test_setup_teardown(a_picture_inside_the_page_stays, begin, end),
        cmocka_unit_test_setup_teardown(an_outline_along_an_edge_goes_on_in_its_directions, begin, end),
        cmocka_unit_test_setup_teardown(an_outline_in_a_corner_fills_the_corner_of_the_bleed, begin, end),
        cmocka_unit_test_setup_teardown(a_line_that_ends_at_an_edge_goes_on, begin, end),
        cmocka_unit_test_setup_teardown(an_outline_beyond_the_bleed_is_clipped_to_it, begin, end),
        cmocka_unit_test_setup_teardown(an_outline_inside_stays, begin, end),
        cmocka_unit_test_setup_teardown(marks_stand_beyond_the_bleed, begin, end),
        cmocka_unit_test_setup_teardown(what_is_too_near_to_an_edge_is_reported, begin, end),
        cmocka_unit_test_setup_teardown(text_too_near_is_one_finding_for_all_its_pages, begin, end),
        cmocka_unit_test_setup_teardown(black_over_a_field_adds_its_plate, begin, end),
        cmocka_unit_test_setup_teardown(a_field_between_takes_the_ink_away, begin, end),
        cmocka_unit_test_setup_teardown(what_shows_through_lies_between, begin, end),
        cmocka_unit_test_setup_teardown(pictures_lines_letters_and_pages_are_looked_at, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
