/* A new document: manifest, sections with an example of each element, data and a picture, in words that suit any
 * authority. Its blocks are those of the chosen template, so that authors see what they can write. A new pack has a
 * manifest and one report; in the folder of a pack, a new document is a report with the headings that a report needs.
 *
 * All of it is written or nothing: the folder has a temporary name until it is complete, and is then renamed. It is
 * locked meanwhile. A folder without a lock belongs to a process that was killed; the next one fills it again. */
#include "app/new.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/documents.h"
#include "app/ending.h"
#include "app/home.h"
#include "app/build/report.h"
#include "file/file.h"
#include "read/read.h"
#include "say/report_head.h"
#include "style/sheet.h"

static const char MANIFEST[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "%s"
                               "<document template=\"" STR_FMT "\" lang=\"en-GB\">\n"
                               "  <title>Title of the document</title>\n"
                               "  <subtitle>What it is about</subtitle>\n"
                               "  <period>2024-25</period>\n"
                               "  <organisation>Name of the organisation</organisation>\n"
                               "  <date>2024-04-01</date>\n"
                               "  <subject>One sentence for catalogues and search engines</subject>\n"
                               "  <data>\n"
                               "    <table id=\"budget\" file=\"data/budget.xml\"/>\n"
                               "    <diagram id=\"relations\" file=\"data/relations.xml\"/>\n"
                               "  </data>\n"
                               "  <products>\n"
                               "    <product kind=\"screen\"/>\n"
                               "  </products>\n"
                               "  <sections>\n"
                               "    <section file=\"01-foreword.md\" role=\"foreword\"/>\n"
                               "    <section file=\"02-forms.md\" role=\"body\"/>\n"
                               "    <section file=\"03-blocks.md\" role=\"body\"/>\n"
                               "    <section file=\"04-data.md\" role=\"appendix\"/>\n"
                               "  </sections>\n"
                               "</document>\n";

/* Of a leaflet, which has little room and no pages of data. */
static const char LEAFLET[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "%s"
                              "<document template=\"" STR_FMT "\" lang=\"en-GB\">\n"
                              "  <title>Title of the leaflet</title>\n"
                              "  <subtitle>What it is about</subtitle>\n"
                              "  <period>2024-25</period>\n"
                              "  <organisation>Name of the organisation</organisation>\n"
                              "  <date>2024-04-01</date>\n"
                              "  <subject>One sentence for catalogues and search engines</subject>\n"
                              "  <sections>\n"
                              "    <section file=\"01-panels.md\" panel=\"" STR_FMT "\"/>\n"
                              "    <section file=\"03-blocks.md\"/>\n"
                              "  </sections>\n"
                              "</document>\n";

static const char PANELS[] = "# Panels\n"
                             "\n"
                             "In the manifest, `document.xml`, a section names the panel on which it begins. Text goes "
                             "on from\n"
                             "panel to panel, up to the next one that a section names. What does not fit is an "
                             "error.\n";

/* Tells an editor where the schema is, in a project's usual layout. */
#define MODEL                                                            \
    "<?xml-model href=\"%s" STR_FMT "%s.xsd\" type=\"application/xml\" " \
    "schematypens=\"http://www.w3.org/2001/XMLSchema\"?>\n"

#define PACK_TEMPLATE "board-pack"
#define REPORT_TEMPLATE "board-paper"

static const char PACK[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "%s"
                           "<document template=\"" STR_FMT "\" lang=\"en-GB\">\n"
                           "  <title>Name of the board or committee</title>\n"
                           "  <organisation>Name of the organisation</organisation>\n"
                           "  <date>2024-04-01</date>\n"
                           "  <meeting time=\"10:00\" place=\"Where it meets\" chair=\"Name of the chair\"/>\n"
                           "  <reports>\n"
                           "    <item number=\"1\" title=\"Apologies for absence\" for=\"noting\"/>\n"
                           "    <report document=\"first-report\" item=\"2\"/>\n"
                           "    <item number=\"3\" title=\"Any other business\"/>\n"
                           "  </reports>\n"
                           "</document>\n";

static const char REPORT[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "%s"
                             "<document template=\"" STR_FMT "\" lang=\"en-GB\">\n"
                             "  <title>Title of the report</title>\n"
                             "  <organisation>Name of the organisation</organisation>\n"
                             "  <date>2024-04-01</date>\n"
                             "  <subject>One sentence for catalogues and search engines</subject>\n"
                             "  <report to=\"Name of the board or committee\" from=\"Post of the author\" "
                             "for=\"decision\" classification=\"OFFICIAL\">\n"
                             "    <contact name=\"Name of the officer\" role=\"Post\" telephone=\"01632 960000\" "
                             "email=\"officer@example.org\"/>\n"
                             "  </report>\n"
                             "  <sections>\n"
                             "    <section file=\"01-report.md\"/>\n"
                             "  </sections>\n"
                             "</document>\n";

static const char REPORT_SECTION[] = "# Title of the report\n"
                                     "\n"
                                     "## Purpose\n"
                                     "\n"
                                     "Say in a sentence or two why this report comes to the meeting.\n"
                                     "\n"
                                     "## Recommendation {#recommendation}\n"
                                     "\n"
                                     "The Board is recommended to approve what {{ ref background }} describes.\n"
                                     "\n"
                                     "## Background {#background}\n"
                                     "\n"
                                     "Say what members need to know before they decide.\n";

static const char FOREWORD[] = "# Foreword\n"
                               "\n"
                               "Each file is one section, written in Markdown. The manifest, `document.xml`, lists the "
                               "sections in\n"
                               "order and gives each its role. This section is a foreword.\n"
                               "\n"
                               "Replace this text with your own. A blank line ends a paragraph.\n"
                               "\n"
                               "> A quotation looks like this.\n";

static const char FORMS[] =
    "# Writing in Markdown {#forms}\n"
    "\n"
    "Words can be *emphasised* or **strong**, and the words of [a link to an example site](https://www.example.org/)\n"
    "say where it goes. A footnote[^1] appears at the foot of its page. This section has the label `forms`, so other\n"
    "sections can refer to {{ ref forms }} on page {{ page forms }}.\n"
    "\n"
    "[^1]: The text of a note can be anywhere in the section.\n"
    "\n"
    "## Lists\n"
    "\n"
    "- One item\n"
    "- Another, with items of its own\n"
    "  - nested as deeply as you need\n"
    "\n"
    "1. First\n"
    "2. Second\n"
    "\n"
    "## A small table\n"
    "\n"
    "| Place | Meetings |\n"
    "|:--|--:|\n"
    "| North | 4 |\n"
    "| South | 6 |\n"
    "\n"
    ": Meetings held {#meetings}\n"
    "\n"
    "## A picture\n"
    "\n"
    "![A pattern of light and dark squares](images/example.png \"A picture with its caption\"){width=40%}\n"
    "\n"
    "## Code\n"
    "\n"
    "```\n"
    "planpress build\n"
    "```\n";

static const char DATA_SECTION[] = "# Figures\n"
                                   "\n"
                                   "`data/budget.xml` holds each figure once. planpress checks that the total in the "
                                   "table is the sum of its lines. The\n"
                                   "total in this sentence, {{ budget/total/plan }}, comes from the same data and "
                                   "changes with it.\n"
                                   "\n"
                                   "::: {.table data=budget #budget-table}\n"
                                   ":::\n"
                                   "\n"
                                   "## A chart\n"
                                   "\n"
                                   "::: {.chart type=bar data=budget rows=\"officers staff\" caption=\"People, plan "
                                   "and actual\"}\n"
                                   ":::\n"
                                   "\n"
                                   "## A diagram\n"
                                   "\n"
                                   "The boxes and arrows are in `data/relations.xml`.\n"
                                   "\n"
                                   "::: {.diagram data=relations}\n"
                                   ":::\n";

static const char BUDGET[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "%s"
    "<table unit=\"£000\" decimals=\"0\">\n"
    "  <caption>Spending</caption>\n"
    "  <columns>\n"
    "    <column id=\"item\" kind=\"text\">Item</column>\n"
    "    <spanner label=\"2024-25\">\n"
    "      <column id=\"plan\" kind=\"amount\">Plan</column>\n"
    "      <column id=\"actual\" kind=\"amount\" current=\"yes\">Actual</column>\n"
    "    </spanner>\n"
    "  </columns>\n"
    "  <group id=\"people\" label=\"People\">\n"
    "    <row id=\"officers\" label=\"Officers\"><cell>1,200</cell><cell>1,180</cell></row>\n"
    "    <row id=\"staff\" label=\"Staff\"><cell>640</cell><cell note=\"a\">655</cell></row>\n"
    "    <subtotal id=\"people-total\" label=\"All people\"><cell>1,840</cell><cell>1,835</cell></subtotal>\n"
    "  </group>\n"
    "  <row id=\"premises\" label=\"Premises\"><cell>310</cell><cell empty=\"to-be-confirmed\"/></row>\n"
    "  <total id=\"total\" label=\"Total\"><cell computed=\"yes\"/><cell computed=\"yes\"/></total>\n"
    "  <note id=\"a\">A note appears below the table.</note>\n"
    "  <source>Where the figures come from</source>\n"
    "</table>\n";

static const char RELATIONS[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "%s"
    "<diagram>\n"
    "  <caption>From plan to report</caption>\n"
    "  <box id=\"plan\" title=\"Plan\" row=\"1\" column=\"1\" role=\"primary\">What we intend to do</box>\n"
    "  <box id=\"work\" title=\"Work\" row=\"1\" column=\"2\" role=\"secondary\">What we do</box>\n"
    "  <box id=\"report\" title=\"Report\" row=\"2\" column=\"1\" columns=\"2\">What we achieved</box>\n"
    "  <arrow from=\"plan\" to=\"work\" label=\"directs\"/>\n"
    "  <arrow from=\"work\" to=\"report\"/>\n"
    "  <arrow from=\"report\" to=\"plan\" label=\"changes\"/>\n"
    "</diagram>\n";

static const unsigned char PICTURE[] = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49,
                                        0x48, 0x44, 0x52, 0x00, 0x00, 0x01, 0xE0, 0x00, 0x00, 0x01, 0x0E, 0x01, 0x00,
                                        0x00, 0x00, 0x00, 0x79, 0xE1, 0xF9, 0xCA, 0x00, 0x00, 0x00, 0x6F, 0x49, 0x44,
                                        0x41, 0x54, 0x78, 0xDA, 0xED, 0xD7, 0xB1, 0x0D, 0xC0, 0x20, 0x10, 0x04, 0xC1,
                                        0x97, 0x5C, 0x00, 0x25, 0xD1, 0xBA, 0x4B, 0x72, 0x01, 0x48, 0xCF, 0xB5, 0x40,
                                        0x68, 0x34, 0x01, 0x3A, 0x08, 0x26, 0x67, 0xAB, 0xAA, 0x9E, 0xEE, 0xFE, 0xB2,
                                        0x33, 0x7B, 0xFA, 0x84, 0x61, 0x18, 0x86, 0xE1, 0x8B, 0x71, 0xCE, 0xCA, 0x7D,
                                        0x64, 0xDF, 0xEC, 0xD1, 0x13, 0x86, 0x61, 0x18, 0x86, 0xEF, 0xC6, 0xBE, 0x15,
                                        0x30, 0x0C, 0xC3, 0x30, 0xAC, 0x25, 0x61, 0x18, 0x86, 0x61, 0x58, 0x4B, 0xC2,
                                        0x30, 0x0C, 0xC3, 0xB0, 0x96, 0x84, 0x61, 0x18, 0x86, 0x61, 0x2D, 0x09, 0xC3,
                                        0x30, 0x0C, 0xC3, 0x5A, 0x12, 0x86, 0x61, 0x18, 0x86, 0xB5, 0x24, 0x0C, 0xC3,
                                        0x30, 0x0C, 0xFF, 0x04, 0x6F, 0x92, 0x0C, 0x62, 0x52, 0xDC, 0x21, 0x55, 0xC4,
                                        0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};

enum { MOST_AT_ONCE = 100 };

/* --- the files ------------------------------------------------------------ */

typedef enum NewKind { NEW_DOCUMENT, NEW_PACK, NEW_REPORT } NewKind;

typedef struct Seed {
    Arena *arena;
    Diag *diag;
    const Template *tpl;
    Str folder;  /* the folder being filled */
    Str schemas; /* the way to the schemas from it; empty: they are elsewhere */
    NewKind kind;
    bool failed;
} Seed;

static void put_file(Seed *s, const char *name, const void *bytes, size_t n)
{
    Str path = path_join(s->arena, s->folder, str_c(name));
    if (s->failed || !dir_make(path_dir(path))) {
        s->failed = true;
        return;
    }
    OutFile *out = outfile_open(s->arena, path, s->diag);
    if (out)
        outfile_unsynced(out);
    if (out)
        outfile_write(out, bytes, n);
    s->failed = !out || !outfile_commit(out);
}

static void put_buf(Seed *s, const char *name, Buf *text)
{
    put_file(s, name, text->p, (size_t)text->n);
    buf_free(text);
}

/* In a leaflet there is room for a line in each. */
static void put_short_box(const BoxStyle *box, Buf *out)
{
    buf_format(out, "::: " STR_FMT "\nThis is a block: `::: " STR_FMT "`\n:::\n\n", STR_ARG(box->name),
               STR_ARG(box->name));
}

static void put_box(const BoxStyle *box, Buf *out)
{
    buf_format(out, "## %s\n\n", box->columns > 1 ? "Side by side" : "A block");
    buf_format(out, "Write this block as `::: " STR_FMT "`.\n\n", STR_ARG(box->name));
    buf_format(out, "::: " STR_FMT "\n", STR_ARG(box->name));
    if (box->columns > 1)
        buf_puts(out, "The first paragraph is here.\n\nThe second is beside it.\n");
    else
        buf_puts(out, "A block stands out from the text around it.\n\n- It can contain lists\n- and other blocks\n");
    buf_puts(out, ":::\n\n");
}

static void put_boxes(Seed *s)
{
    Buf text = {0};
    buf_puts(&text, "# Blocks\n\nA named block begins and ends with a line of colons. The template defines the blocks "
                    "and how they look.\n\n");
    for (int i = 0; i < s->tpl->nboxes; i++)
        if (!str_is(s->tpl->boxes[i].name, REPORT_CONTACTS_BLOCK)) /* which planpress fills */
            (s->tpl->sheet ? put_short_box : put_box)(&s->tpl->boxes[i], &text);
    put_buf(s, "03-blocks.md", &text);
}

/* The instruction that tells an editor where a file's schema is; up: from the document's folder. */
static const char *model_of(const Seed *s, const char *up, const char *schema)
{
    return s->schemas.n ? str_cdup(s->arena, str_format(s->arena, MODEL, up, STR_ARG(s->schemas), schema)) : "";
}

static void put_manifest(Seed *s, const char *name, const char *form, Str template_name)
{
    Buf manifest = {0};
    const char *up = strchr(name, '/') ? "../" : "";
    buf_format(&manifest, form, model_of(s, up, "manifest"), STR_ARG(template_name));
    put_buf(s, name, &manifest);
}

static void put_pack(Seed *s)
{
    put_manifest(s, "document.xml", PACK, s->tpl->name);
    put_manifest(s, "first-report/document.xml", REPORT, STR(REPORT_TEMPLATE));
    put_file(s, "first-report/01-report.md", REPORT_SECTION, sizeof REPORT_SECTION - 1);
}

static void put_report(Seed *s)
{
    put_manifest(s, "document.xml", REPORT, s->tpl->name);
    put_file(s, "01-report.md", REPORT_SECTION, sizeof REPORT_SECTION - 1);
}

/* Its text begins on the second panel; the first is the cover. */
static void put_leaflet(Seed *s)
{
    const FoldedSheet *sheet = s->tpl->sheet;
    Buf manifest = {0};
    buf_format(&manifest, LEAFLET, model_of(s, "", "manifest"), STR_ARG(s->tpl->name),
               STR_ARG(sheet->panels[sheet->npanels > 1].name));
    put_buf(s, "document.xml", &manifest);
    put_file(s, "01-panels.md", PANELS, sizeof PANELS - 1);
    put_boxes(s);
}

static void put_document(Seed *s)
{
    Buf budget = {0}, relations = {0};
    put_manifest(s, "document.xml", MANIFEST, s->tpl->name);
    put_file(s, "01-foreword.md", FOREWORD, sizeof FOREWORD - 1);
    put_file(s, "02-forms.md", FORMS, sizeof FORMS - 1);
    put_boxes(s);
    put_file(s, "04-data.md", DATA_SECTION, sizeof DATA_SECTION - 1);
    buf_format(&budget, BUDGET, model_of(s, "../", "table"));
    put_buf(s, "data/budget.xml", &budget);
    buf_format(&relations, RELATIONS, model_of(s, "../", "diagram"));
    put_buf(s, "data/relations.xml", &relations);
    put_file(s, "images/example.png", PICTURE, sizeof PICTURE);
}

static void put_all(Seed *s)
{
    static void (*const put[])(
        Seed *) = {[NEW_DOCUMENT] = put_document, [NEW_PACK] = put_pack, [NEW_REPORT] = put_report};
    if (s->kind == NEW_DOCUMENT && s->tpl->sheet)
        put_leaflet(s);
    else
        put[s->kind](s);
}

/* --- the folder ----------------------------------------------------------- */

/* PACK/REPORT is in content/ if PACK is a pack there. */
static Str place_for(Arena *a, Str name)
{
    Str project;
    Str content = project_find(a, &project) ? path_join(a, project, STR("content")) : STR("content");
    Str below = path_join(a, content, name);
    bool of_pack = !path_exists(path_dir(name)) && document_is_pack(a, path_dir(below));
    return str_find(name, "/") < 0 || of_pack ? below : name;
}

/* Removes an unfinished folder. */
static void remove_begun(Seed *s)
{
    static const char *const names[] = {"document.xml",
                                        "01-report.md",
                                        "first-report/document.xml",
                                        "first-report/01-report.md",
                                        "first-report",
                                        "01-panels.md",
                                        "01-foreword.md",
                                        "02-forms.md",
                                        "03-blocks.md",
                                        "04-data.md",
                                        "data/budget.xml",
                                        "data/relations.xml",
                                        "images/example.png",
                                        "data",
                                        "images",
                                        "."};
    for (int i = 0; i < COUNT(names); i++) {
        char *path = str_cdup(s->arena, path_join(s->arena, s->folder, str_c(names[i])));
        if (unlink(path) != 0)
            rmdir(path);
    }
    rmdir(str_cdup(s->arena, s->folder));
}

/* False: it was renamed before it was locked. */
static bool is_still_there(int fd, const char *path)
{
    struct stat opened, there;
    return fstat(fd, &opened) == 0 && lstat(path, &there) == 0 && opened.st_ino == there.st_ino
           && opened.st_dev == there.st_dev;
}

/* Creates, or takes over, a folder that nobody else is filling; its descriptor holds the lock. -1: see errno. */
static int take_folder(Seed *s, Str parent)
{
    if (!dir_make(parent))
        return -1;
    for (int i = 0; i < MOST_AT_ONCE; i++) {
        s->folder = str_format(s->arena, STR_FMT "/.planpress-new-%d", STR_ARG(parent), i);
        const char *path = str_cdup(s->arena, s->folder);
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return -1;
        int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0)
            continue;
        bool taken = flock(fd, LOCK_EX | LOCK_NB) != 0
                     && errno == EWOULDBLOCK; /* other errors mean a file system without locks */
        if (!taken && is_still_there(fd, path))
            return fd;
        close(fd);
    }
    return -1;
}

/* From the folder to the schemas of a project with templates of its own, or of one that planpress init began. */
static Str way_to_schemas(const Seed *s, Str place)
{
    static const char *const places[] = {"templates/schemas/", ".vscode/schemas/"};
    const char *up = s->kind == NEW_REPORT ? "../../" : "../";
    for (int i = 0; i < COUNT(places); i++) {
        Str way = str_format(s->arena, "%s%s", up, places[i]);
        if (path_exists(path_join(s->arena, path_join(s->arena, path_dir(place), way), STR("manifest.xsd"))))
            return str_format(s->arena, "../" STR_FMT, STR_ARG(way));
    }
    return STR("");
}

static bool make_folder(Seed *s, Str place)
{
    ending_waits(true); /* for some milliseconds */
    int fd = take_folder(s, path_dir(place));
    s->schemas = way_to_schemas(s, place); /* through the folder above, which is there now */
    if (fd >= 0)
        put_all(s);
    bool made = fd >= 0 && !s->failed && rename(str_cdup(s->arena, s->folder), str_cdup(s->arena, place)) == 0;
    if (!made && diag_count(s->diag, SEV_ERROR) == 0)
        diag(s->diag, IO002, (Pos){0}, "cannot create \"" STR_FMT "\": %s", STR_ARG(place), strerror(errno));
    if (!made && fd >= 0)
        remove_begun(s);
    if (fd >= 0)
        close(fd);
    ending_waits(false);
    return made;
}

static void make_one(Arena *a, Diag *d, Str name, const Options *options)
{
    Seed s = {.arena = a, .diag = d};
    Reader reader = {.job = a, .diag = d};
    Str place = place_for(a, name), template_name = options->template_name;
    s.kind = options->pack ? NEW_PACK : document_is_pack(a, path_dir(place)) ? NEW_REPORT : NEW_DOCUMENT;
    if (!template_name.n)
        template_name = s.kind == NEW_PACK     ? STR(PACK_TEMPLATE)
                        : s.kind == NEW_REPORT ? STR(REPORT_TEMPLATE)
                                               : STR("base");
    if (path_exists(place)) {
        diag(d, IO002, (Pos){0}, "\"" STR_FMT "\" already exists; choose another name", STR_ARG(place));
        return;
    }
    if (!home_find(a, d, path_dir(place), &reader.home))
        return;
    s.tpl = read_template(&reader, template_name, (Pos){0});
    if (s.tpl && make_folder(&s, place) && !options->quiet)
        fprintf(stderr, STR_FMT ": created with the template " STR_FMT "; next: planpress build " STR_FMT "\n",
                STR_ARG(shown(a, place)), STR_ARG(s.tpl->name), STR_ARG(shown(a, name)));
}

Status new_documents(const Options *options)
{
    if (options->narguments == 0) {
        fputs("planpress: new needs a name\n  help: planpress help new\n", stderr);
        return STATUS_USAGE;
    }
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    for (int i = 0; i < options->narguments; i++)
        make_one(a, d, options->arguments[i], options);
    Status status = report_all(d, options);
    arena_free(a);
    return status;
}
