/* What the tests of the PDF writer share: a document and its pages made by hand, written, and read back with qpdf and
 * poppler's tools. */
#ifndef TESTS_PDF_HELP_H
#define TESTS_PDF_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "page/page.h"
#include "pdf/pdf.h"
#include "text/para.h"

static const PageColour colours[] = {
    {.name = {"black", 5}},
    {.name = {"blue", 4}, .r = 0, .g = 84, .b = 166},
    {.name = {"tint", 4}, .r = 230, .g = 240, .b = 255},
};

typedef struct World {
    Arena *arena;
    Diag *diag;
    Fonts *fonts;
    Typesetter *typesetter;
    Style body;
    Doc doc;
    Node *section;
    PageList pages;
    Len y; /* where the next line goes */
    PdfStandard standard;
    char path[64];
} World;

static const Str regular_files[] = {{"OpenSans-Regular.ttf", 20}}, bold_files[] = {{"OpenSans-Bold.ttf", 17}};
static const FaceEntry faces[] = {{.weight = 400, .files = regular_files, .nfiles = 1},
                                  {.weight = 700, .files = bold_files, .nfiles = 1}};
static const Str cff_files[] = {{"EBGaramond12-Regular.otf", 24}};
static const FaceEntry cff_faces[] = {{.weight = 400, .files = cff_files, .nfiles = 1}};
static const FamilyEntry families[] = {{.name = {"Open Sans", 9}, .faces = faces, .nfaces = 2},
                                       {.name = {"EB Garamond", 11}, .faces = cff_faces, .nfaces = 1}};
static const Str folders[] = {{"/usr/share/fonts", 16}};
static const Catalogue catalogue = {.families = families, .nfamilies = 2, .folders = folders, .nfolders = 1};

static inline Node *node(World *w, NodeKind kind, Node *parent)
{
    Node *n = node_new(w->arena, kind, (Pos){0, 1, 1, 0});
    if (parent)
        node_append(parent, n);
    return n;
}

static inline Node *text_node(World *w, const char *text, Node *parent)
{
    Node *n = node(w, NODE_TEXT, parent);
    n->u.text.text = str_c(text);
    return n;
}

static inline void add_page(World *w, const char *label, FolioStyle folio, int number)
{
    VEC_PUSH(w->arena, &w->pages.pages,
             (Page){.width = 609563, .height = 862095, .label = str_c(label), .folio = folio, .number = number});
    w->y = PT(80);
}

static inline Page *last_page(World *w)
{
    return &w->pages.pages.at[w->pages.pages.n - 1];
}

/* Sets text on one line at x and the current y, as the runs that the typesetter makes of it. */
static inline Len set_at(World *w, Len x, const Node *of, const char *text, ItemRole role, ItemPart part)
{
    Piece piece = {.kind = PIECE_TEXT, .text = str_c(text), .style = &w->body, .node = of};
    Para *para = para_prepare(w->typesetter, w->arena, &piece, 1);
    Lines lines = para_break(w->typesetter, w->arena, para, &(ParaShape){.measure = PT(5000)});
    Len end = x;
    for (int i = 0; lines.n > 0 && i < lines.at[0].nruns; i++) {
        Item item = {.kind = ITEM_GLYPHS,
                     .role = role,
                     .part = part,
                     .colour = lines.at[0].runs[i].colour,
                     .node = of,
                     .x = x + lines.at[0].x[i],
                     .y = w->y,
                     .u.run = &lines.at[0].runs[i]};
        end = item.x + item.u.run->width;
        VEC_PUSH(w->arena, &last_page(w)->items, item);
    }
    return end;
}

static inline Len put(World *w, const Node *of, const char *text)
{
    Len end = set_at(w, PT(60), of, text, ITEM_CONTENT, PART_BODY);
    w->y += PT(14);
    return end;
}

static inline void anchor(World *w, const Node *n)
{
    VEC_PUSH(w->arena, &w->pages.anchors,
             (Anchor){.node = n, .page = w->pages.pages.n - 1, .y = w->y, .last_page = w->pages.pages.n - 1});
}

static inline void link_over(World *w, const Node *n, Len x0, Len x1, const Node *target, const char *uri, bool toc)
{
    VEC_PUSH(w->arena, &last_page(w)->links,
             (PageLink){.x = x0,
                        .y = w->y - PT(24),
                        .w = x1 - x0,
                        .h = PT(12),
                        .node = n,
                        .toc = toc,
                        .uri = str_c(uri),
                        .target = target});
}

static inline int begin(void **state)
{
    World *w = calloc(1, sizeof *w);
    w->arena = arena_new();
    w->diag = diag_new(w->arena);
    w->fonts = fonts_open(w->arena, &catalogue, w->diag);
    w->typesetter = typesetter_new(w->arena, w->fonts, STR("en-GB"), w->diag);
    w->body = (Style){.family = STR("Open Sans"), .weight = 400, .size = PT(10), .leading = PT(14), .colour = 0};
    w->doc = (Doc){.lang = STR("en-GB"),
                   .title = STR("Plan & “Report”"),
                   .organisation = STR("Cambridgeshire PCC"),
                   .subject = STR("A test"),
                   .folder = STR("."),
                   .name = STR("test")};
    for (int i = 0; i < COUNT(colours); i++)
        VEC_PUSH(w->arena, &w->pages.colours, colours[i]);
    w->doc.root = node(w, NODE_ROOT, NULL);
    Node *part = node(w, NODE_PART, w->doc.root);
    part->u.part.doc = &w->doc;
    w->section = node(w, NODE_SECTION, part);
    w->section->u.section.title = STR("Finance");
    strcpy(w->path, "/tmp/planpress-test-XXXXXX");
    int fd = mkstemp(w->path);
    assert_true(fd >= 0);
    close(fd);
    *state = w;
    return 0;
}

static inline int end(void **state)
{
    World *w = *state;
    if (!getenv("KEEP_PDF"))
        unlink(w->path);
    fonts_close(w->fonts);
    arena_free(w->arena);
    free(w);
    return 0;
}

/* A hash that is good enough to tell one test's file from another's. */
static inline void take_in(void *hash, const void *bytes, size_t n)
{
    uint64_t *h = hash;
    for (size_t i = 0; i < n; i++)
        *h = (*h ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001B3);
}

static inline void identify_by(void *hash, uint8_t id[PDF_ID])
{
    memset(id, 0, PDF_ID);
    memcpy(id, hash, sizeof(uint64_t));
}

static inline bool write_to(World *w, const char *path)
{
    OutFile *out = outfile_open(w->arena, str_c(path), w->diag);
    assert_non_null(out);
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    outfile_tap(out, take_in, &hash);
    PdfJob job = {.doc = &w->doc,
                  .pages = &w->pages,
                  .fonts = w->fonts,
                  .arena = w->arena,
                  .diag = w->diag,
                  .producer = STR("planpress test"),
                  .epoch = 1406764800,
                  .standard = w->standard,
                  .identify = identify_by,
                  .with = &hash};
    bool ok = pdf_write(&job, out);
    if (ok)
        return outfile_commit(out);
    outfile_abandon(out);
    return false;
}

/* What a command prints, its errors with it; the file's name is put at %s. */
static inline Str output_of(World *w, const char *command)
{
    char line[256], part[4096];
    snprintf(line, sizeof line, command, w->path);
    strcat(line, " 2>&1");
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    Buf b = {0};
    for (size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_put(&b, part, (int)n);
    pclose(pipe);
    return buf_take(&b, w->arena);
}

static inline void assert_has(Str s, const char *needle)
{
    if (str_find(s, needle) < 0)
        fail_msg("\"%s\" is not in:\n%.*s", needle, s.n, s.p);
}

static inline void assert_has_not(Str s, const char *needle)
{
    if (str_find(s, needle) >= 0)
        fail_msg("\"%s\" is in:\n%.*s", needle, s.n, s.p);
}

static inline void write_and_check(World *w)
{
    bool ok = write_to(w, w->path);
    if (!ok)
        diag_print(w->diag, stderr, false);
    assert_true(ok);
    Str checked = output_of(w, "qpdf --check %s");
    assert_has(checked, "No syntax or stream encoding errors");
    assert_has_not(checked, "WARNING");
}

/* The decoded file as text. */
static inline Str decoded(World *w)
{
    return output_of(w, "qpdf --qdf --object-streams=disable %s - | tr -d '\\000'");
}

#endif
