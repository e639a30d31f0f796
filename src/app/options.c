/* The command line is read from two tables, verbs and options, and --help prints the same ones, so that the help and
 * the program always agree.
 *
 * An option takes its value after "=", after a space, or, for a short option, directly after its letter. Options and
 * arguments can be mixed; "--" ends the options. A word close to a verb or an option gets a suggestion. */
#include "app/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "doc/product.h"
#include "read/read.h"

typedef struct VerbEntry {
    const char *name, *arguments, *summary, *details;
} VerbEntry;

static const VerbEntry VERBS[VERB_COUNT] = {
    [VERB_BUILD] = {"build", "[DOCUMENT…]", "build the documents that are out of date",
                    "A DOCUMENT is a folder that contains a document.xml, that file itself, or the name of a folder\n"
                    "under content/. Without one, planpress builds every document under content/.\n\n"
                    "A document with errors gets no PDF; the previous PDF stays unchanged. planpress skips a\n"
                    "document when nothing that goes into its PDF has changed.\n"},
    [VERB_CHECK] = {"check", "[DOCUMENT…]", "check documents without building PDFs",
                    "Reads each DOCUMENT (as for build) and its data, and reports what is wrong. Problems that\n"
                    "appear only on pages, such as a word too wide for its line or a character missing from every\n"
                    "font, need a build.\n"},
    [VERB_REPORT] = {"report", "[DOCUMENT…]", "write accessibility reports",
                     "Writes DOCUMENT-accessibility.md and .json for each DOCUMENT (as for build): the standards\n"
                     "its PDF claims, the status of each condition of the Matterhorn Protocol, findings, contrast,\n"
                     "known limits, and a paragraph for an accessibility statement. Includes matters of style.\n"},
    [VERB_DATA] = {"data", "[DOCUMENT…]", "write the tables of documents as open data",
                   "Writes each table of each DOCUMENT (as for build) to DOCUMENT/data/ in the output folder, as\n"
                   "CSV with CSVW metadata, and all of them in one workbook. manifest.json there lists the files with "
                   "their SHA-256.\n"},
    [VERB_SIGN_OFF] = {"sign-off", "DOCUMENT…", "record the figures of documents as approved",
                       "Writes every figure of each DOCUMENT (as for build) to signed-off.xml beside its manifest, "
                       "with\n"
                       "who approved it and when. From then on, check and build report every figure that differs, is "
                       "new\n"
                       "or is gone, until it is signed off again or explained in that file. A document with errors is\n"
                       "not signed off.\n"},
    [VERB_DIFF] = {"diff", "[OLD] [NEW]", "compare two editions of a document",
                   "Writes NEW-marked.pdf, which shows both editions at once, and NEW-variations.json, a list of the\n"
                   "changes. OLD and NEW are documents (as for build), or REVISION:DOCUMENT of a git repository. With\n"
                   "one document, OLD is the edition that its manifest names in since; without one, planpress "
                   "compares\n"
                   "every document under content/ that names such an edition. It reports the errors that stop a build\n"
                   "of NEW. For warnings about sentences and style, use planpress check.\n"},
    [VERB_VERIFY] = {"verify", "FILE…", "rebuild PDFs and web pages and compare them byte for byte",
                     "Finds the document by the file's name: content/NAME for NAME.pdf, NAME-press.pdf,\n"
                     "NAME-large-print.pdf or NAME.html. Writes nothing.\n\n"
                     "With --products, the arguments are documents (as for build). planpress makes all products of\n"
                     "each again, compares them with the files in the output folder, and proves that they have the\n"
                     "same words and figures in the same order.\n"},
    [VERB_LIST] = {"list", "[DOCUMENT…]", "list documents with their titles",
                   "Prints one line for each document: name, template and title. With --format=ninja, prints a\n"
                   "Ninja file that builds all of them.\n"},
    [VERB_NEW] = {"new", "NAME…", "create a document",
                  "Creates content/NAME (or NAME, if it is a path) with an example of each element, ready to build.\n"
                  "With --pack, creates the pack of a meeting with one report. PACK/NAME creates another report in "
                  "it.\n"},
    [VERB_TEMPLATES] = {"templates", "", "list templates", ""},
    [VERB_FONTS] = {"fonts", "", "list font families and where their files are", ""},
    [VERB_SCHEMA] = {"schema", "[KIND]", "print the XML Schema of a kind of file, or list the kinds", ""},
    [VERB_EXPLAIN] = {"explain", "[CODE…]", "explain a message's code, or list all codes", ""},
    [VERB_HELP] = {"help", "[VERB]", "show help for planpress or for one verb", ""},
    [VERB_VERSION] = {"version", "", "print the version", ""},
};

typedef enum OptionId {
    OPT_OUTPUT,
    OPT_JOBS,
    OPT_FORCE,
    OPT_STANDARD,
    OPT_AUDIENCE,
    OPT_LOCK,
    OPT_SUPPLEMENT,
    OPT_DRAFT,
    OPT_PANELS,
    OPT_PRODUCT,
    OPT_PRODUCTS,
    OPT_DEPFILE,
    OPT_DUMP,
    OPT_TIMINGS,
    OPT_TEMPLATE,
    OPT_PACK,
    OPT_BY,
    OPT_DATE,
    OPT_SIGNED,
    OPT_FORMAT,
    OPT_LIST_FORMAT,
    OPT_SCHEDULE,
    OPT_PAGES,
    OPT_ACCEPT,
    OPT_REJECT,
    OPT_DIFF_DUMP,
    OPT_INIT,
    OPT_CHANGES,
    OPT_DIFF_DENY,
    OPT_DIFF_PRODUCT,
    OPT_DENY,
    OPT_MAX_ERRORS,
    OPT_LINT,
    OPT_VERBOSE,
    OPT_QUIET,
    OPT_COLOR,
    OPT_HELP,
    OPT_VERSION,
    OPTION_COUNT
} OptionId;

typedef struct OptionEntry {
    char letter;              /* or 0 */
    const char *name, *value; /* value: its form, or NULL */
    unsigned verbs;           /* one bit for each verb that has it */
    const char *summary;
} OptionEntry;

#define ON(verb) (1u << (verb))
#define ANYWHERE (~0u)
#define ON_WORK                                                                                            \
    (ON(VERB_BUILD) | ON(VERB_CHECK) | ON(VERB_REPORT) | ON(VERB_DATA) | ON(VERB_SIGN_OFF) | ON(VERB_DIFF) \
     | ON(VERB_VERIFY))
#define ON_MESSAGES (ON_WORK | ON(VERB_LIST) | ON(VERB_NEW) | ON(VERB_TEMPLATES) | ON(VERB_FONTS) | ON(VERB_SCHEMA))

static const OptionEntry OPTIONS[OPTION_COUNT] = {
    [OPT_OUTPUT] = {'o', "output", "DIR",
                    ON(VERB_BUILD) | ON(VERB_REPORT) | ON(VERB_DATA) | ON(VERB_DIFF) | ON(VERB_LIST) | ON(VERB_VERIFY),
                    "folder for the results (default: out)"},
    [OPT_JOBS] = {'j', "jobs", "N", ON_WORK, "documents at a time (default: one per processor)"},
    [OPT_FORCE] = {0, "force", NULL, ON(VERB_BUILD), "rebuild even if up to date"},
    [OPT_STANDARD] = {0, "pdf-standard", "NAMES", ON(VERB_BUILD) | ON(VERB_REPORT) | ON(VERB_DIFF) | ON(VERB_VERIFY),
                      "standards to conform to, or none (default: ua-1,a-3a)"},
    [OPT_AUDIENCE] = {0, "audience", "public|members", ON_WORK | ON(VERB_LIST),
                      "without exempt reports, or with (default: public)"},
    [OPT_LOCK] = {0, "lock", NULL, ON(VERB_BUILD), "record the page numbers of packs as published"},
    [OPT_SUPPLEMENT] = {0, "supplement", NULL, ON(VERB_BUILD), "packs with only the reports not published yet"},
    [OPT_DRAFT] = {0, "draft", NULL, ON(VERB_BUILD) | ON(VERB_REPORT) | ON(VERB_VERIFY),
                   "\"Draft\" across every page, as status=\"draft\" does"},
    [OPT_PANELS] = {0, "panels", "pages|sheet", ON(VERB_BUILD) | ON(VERB_REPORT) | ON(VERB_VERIFY),
                    "leaflets: pages or the sheet (default: the manifest's)"},
    [OPT_PRODUCT] = {0, "product", "KINDS", ON(VERB_BUILD) | ON(VERB_CHECK) | ON(VERB_VERIFY) | ON(VERB_LIST),
                     "screen,press,large-print,html|all (default: manifest's)"},
    [OPT_PRODUCTS] = {0, "products", NULL, ON(VERB_VERIFY), "prove that all products of documents say the same"},
    [OPT_DEPFILE] = {0, "depfile", "FILE", ON(VERB_BUILD), "write the files each PDF depends on, for Make and Ninja"},
    [OPT_DUMP] = {0, "dump", "doc|pages", ON(VERB_BUILD), "print the document tree or the pages as text; no PDF"},
    [OPT_TIMINGS] = {0, "timings", NULL, ON(VERB_BUILD) | ON(VERB_CHECK) | ON(VERB_DIFF),
                     "show how long each phase took; implies --force"},
    [OPT_TEMPLATE] = {0, "template", "NAME", ON(VERB_NEW), "template for the new document (default: base)"},
    [OPT_PACK] = {0, "pack", NULL, ON(VERB_NEW), "a meeting pack (template: board-pack)"},
    [OPT_BY] = {0, "by", "NAME", ON(VERB_SIGN_OFF), "who approves the figures"},
    [OPT_DATE] = {0, "date", "YYYY-MM-DD", ON(VERB_SIGN_OFF), "day of the approval (default: today)"},
    [OPT_SIGNED] = {0, "signed", NULL, ON(VERB_BUILD) | ON(VERB_CHECK),
                    "an error unless every figure is as it was signed off"},
    [OPT_FORMAT] = {0, "format", "human|short|json|sarif|github", ON_WORK, "format of the findings (default: human)"},
    [OPT_LIST_FORMAT] = {0, "format", "text|ninja", ON(VERB_LIST), "list: lines of text, or a Ninja file"},
    [OPT_SCHEDULE] = {0, "schedule", NULL, ON(VERB_DIFF), "also write the schedule of variations: PDF, CSV and text"},
    [OPT_PAGES] = {0, "pages", "all|changed", ON(VERB_DIFF), "pages of the marked edition (default: all)"},
    [OPT_ACCEPT] = {0, "accept", NULL, ON(VERB_DIFF), "print the document tree with all changes made; no PDF"},
    [OPT_REJECT] = {0, "reject", NULL, ON(VERB_DIFF), "print the document tree with all changes undone; no PDF"},
    [OPT_DIFF_DUMP] = {0, "dump", "doc|pages|merged", ON(VERB_DIFF),
                       "print the marked edition or the merged tree; no PDF"},
    [OPT_INIT] = {0, "init", NULL, ON(VERB_DIFF), "start variations.xml, or print what it lacks; no PDF"},
    [OPT_CHANGES] = {0, "changes", "FILE", ON(VERB_DIFF), "reasons for the changes (default: variations.xml)"},
    [OPT_DIFF_PRODUCT] = {0, "product", "screen|html|all", ON(VERB_DIFF),
                          "the marked PDF, a web page, or both (default: screen)"},
    [OPT_DIFF_DENY] = {0, "deny", "warnings|unexplained", ON(VERB_DIFF),
                       "exit status 3 for warnings, 1 for a missing reason"},
    [OPT_DENY] = {0, "deny", "warnings", ON_WORK & ~ON(VERB_DIFF), "exit with status 3 if there are warnings"},
    [OPT_MAX_ERRORS] = {0, "max-errors", "N", ON_WORK, "show at most N errors"},
    [OPT_LINT] = {0, "lint", NULL, ON(VERB_BUILD) | ON(VERB_CHECK),
                  "also report matters of style, such as long sentences"},
    [OPT_VERBOSE] = {'v', "verbose", NULL, ON_WORK, "also show informational messages and repeated findings"},
    [OPT_QUIET] = {'q', "quiet", NULL, ON_WORK | ON(VERB_NEW), "show only problems"},
    [OPT_COLOR] = {0, "color", "auto|always|never", ON_MESSAGES,
                   "colour (auto: on a terminal, unless NO_COLOR is set)"},
    [OPT_HELP] = {'h', "help", NULL, ANYWHERE, "print this help"},
    [OPT_VERSION] = {0, "version", NULL, ANYWHERE, "print the version"},
};

static const char EXAMPLES[] = "Examples:\n"
                               "  planpress build                              build every document under content/ "
                               "into out/\n"
                               "  planpress build annual-report-2013-14        build one of them\n"
                               "  planpress build -o /tmp/proof reports/board  build any folder into another\n"
                               "  planpress check --format=github --deny=warnings   check in a GitHub workflow\n"
                               "  planpress new board-paper --template base    create a document\n"
                               "  planpress explain MD004                      explain a message\n";

static const char STATUSES[] = "Exit status: 0 success; 1 errors in a document; 2 wrong usage; 3 warnings, with "
                               "--deny=warnings;\n"
                               "4 a file cannot be read or written; 5 an internal error. With several documents, the "
                               "most\n"
                               "serious one counts; 3 is the least serious.\n";

static void print_options(FILE *out, unsigned verbs)
{
    fputs("\nOptions:\n", out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionEntry *o = &OPTIONS[i];
        if (!(o->verbs & verbs))
            continue;
        char left[64];
        char letter[] = {'-', o->letter, ',', 0};
        snprintf(left, sizeof left, "%3s --%s%s%s", o->letter ? letter : "", o->name, o->value ? "=" : "",
                 o->value ? o->value : "");
        fprintf(out, "  %-*s %s\n", verbs == ANYWHERE ? 41 : 33, left, o->summary);
    }
}

static void print_verbs(FILE *out)
{
    fputs("planpress builds typeset, accessible PDFs from Markdown text and XML data.\n\n"
          "Usage: planpress VERB [OPTION…] [ARGUMENT…]\n\nVerbs:\n",
          out);
    for (int i = 0; i < VERB_COUNT; i++) {
        Str arguments = str_c(VERBS[i].arguments);
        int wide = str_find(arguments, "…") >= 0 ? 2 : 0; /* bytes of the ellipsis beyond its one column */
        fprintf(out, "  %-9s %-*s %s\n", VERBS[i].name, 13 + wide, VERBS[i].arguments, VERBS[i].summary);
    }
}

void options_help(FILE *out, Verb verb)
{
    if (verb == VERB_COUNT) {
        print_verbs(out);
        print_options(out, ANYWHERE);
        fprintf(out, "\n%s\n%s", EXAMPLES, STATUSES);
        return;
    }
    const VerbEntry *v = &VERBS[verb];
    fprintf(out, "planpress %s: %s\n\nUsage: planpress %s [OPTION…]%s%s\n", v->name, v->summary, v->name,
            *v->arguments ? " " : "", v->arguments);
    if (*v->details)
        fprintf(out, "\n%s", v->details);
    print_options(out, ON(verb));
    if (verb == VERB_BUILD)
        fprintf(out, "\n%s\n%s", EXAMPLES, STATUSES);
}

/* What is being read, and how far. */
typedef struct Parser {
    Arena *arena;
    int argc, at;
    char *const *argv;
    bool options_ended, verb_seen, wants_help, wants_version;
    uint64_t used; /* one bit for each option given */
    Str color;
    VEC(Str) arguments;
    Options *out;
} Parser;

static bool usage_error(const char *what, Str word, const Str *names, int count)
{
    fprintf(stderr, "planpress: %s \"" STR_FMT "\"", what, STR_ARG(word));
    Str nearest = str_nearest(word, names, count);
    if (nearest.n)
        fprintf(stderr, "; did you mean \"" STR_FMT "\"?", STR_ARG(nearest));
    fputs("\n  help: planpress --help\n", stderr);
    return false;
}

static bool find_verb(Str word, Verb *out)
{
    Str names[VERB_COUNT];
    for (int i = 0; i < VERB_COUNT; i++) {
        names[i] = str_c(VERBS[i].name);
        if (!str_eq(word, names[i]))
            continue;
        *out = (Verb)i;
        return true;
    }
    return usage_error("unknown verb", word, names, COUNT(names));
}

/* The value as one of the words of an option's "a|b|c": its index, or -1 with a message. */
static int choice(OptionId id, Str value)
{
    Str names[6], rest = str_c(OPTIONS[id].value);
    int n = 0, found = -1;
    for (; rest.n > 0 && n < COUNT(names); n++) {
        str_cut(rest, '|', &names[n], &rest);
        if (str_eq(names[n], value))
            found = n;
    }
    if (found >= 0)
        return found;
    fprintf(stderr, "planpress: --%s is \"" STR_FMT "\"; expected %s\n", OPTIONS[id].name, STR_ARG(value),
            OPTIONS[id].value);
    return -1;
}

/* A whole number, at least 1. */
static bool number(OptionId id, Str value, int *out)
{
    if (str_to_int(value, out) && *out >= 1)
        return true;
    fprintf(stderr, "planpress: --%s is \"" STR_FMT "\"; expected a whole number of at least 1\n", OPTIONS[id].name,
            STR_ARG(value));
    return false;
}

static bool path(OptionId id, Str value, Str *out)
{
    *out = value;
    if (value.n == 0)
        fprintf(stderr, "planpress: --%s is \"\"; expected a path\n", OPTIONS[id].name);
    return value.n > 0;
}

/* Of who approves: words in one line. */
static bool person(OptionId id, Str value, Str *out)
{
    *out = str_trim(value);
    bool words = out->n > 0 && utf8_bad(*out) < 0;
    for (int i = 0; i < out->n && words; i++)
        words = (unsigned char)out->p[i] >= ' ' && out->p[i] != 0x7F;
    if (!words)
        fprintf(stderr, "planpress: --%s is not a name; expected words in one line\n", OPTIONS[id].name);
    return words;
}

static bool day(OptionId id, Str value, Str *out)
{
    *out = value;
    if (!is_date(value))
        fprintf(stderr, "planpress: --%s is \"" STR_FMT "\"; expected a day as year-month-day, as in 2014-07-31\n",
                OPTIONS[id].name, STR_ARG(value));
    return is_date(value);
}

static bool standard(Str value, Options *out)
{
    out->standard_words = value;
    if (pdf_standard_parse(value, &out->standard))
        return true;
    fprintf(stderr, "planpress: --pdf-standard is \"" STR_FMT "\"; expected %s\n", STR_ARG(value), PDF_STANDARD_NAMES);
    return false;
}

static bool products(Str value, Options *out)
{
    Str word, rest = value;
    ProductKind kind;
    out->products = str_is(value, "all") ? PRODUCTS_ALL : 0;
    while (rest.n > 0 && out->products != PRODUCTS_ALL) {
        str_cut(rest, ',', &word, &rest);
        if (!product_find(word, &kind)) {
            out->products = 0;
            break;
        }
        out->products |= PRODUCT_BIT(kind);
    }
    if (!out->products)
        fprintf(stderr,
                "planpress: --product is \"" STR_FMT "\"; expected all, or some of screen, press, large-print and html "
                "with commas between them\n",
                STR_ARG(value));
    return out->products;
}

static bool diff_products(OptionId id, Str value, Options *out)
{
    static const unsigned kinds[] = {PRODUCT_BIT(PRODUCT_SCREEN), PRODUCT_BIT(PRODUCT_HTML),
                                     PRODUCT_BIT(PRODUCT_SCREEN) | PRODUCT_BIT(PRODUCT_HTML)};
    int which = choice(id, value);
    if (which >= 0)
        out->products = kinds[which];
    return which >= 0;
}

unsigned options_products(const Options *options)
{
    return options->products ? options->products : PRODUCT_BIT(PRODUCT_SCREEN);
}

static bool panels(Str value, Options *out)
{
    static const PanelsView views[] = {PANELS_AS_PAGES, PANELS_ON_SHEET};
    int which = choice(OPT_PANELS, value);
    if (which >= 0)
        out->panels = views[which];
    return which >= 0;
}

static bool deny(OptionId id, Str value, Options *out)
{
    int which = choice(id, value);
    out->deny_warnings |= which == 0;
    out->deny_unexplained |= which == 1;
    return which >= 0;
}

/* Only one thing can be printed. */
static bool set_dump(Options *o, Dump dump)
{
    if (o->dump == DUMP_NOTHING || o->dump == dump) {
        o->dump = dump;
        return true;
    }
    fputs("planpress: --dump, --accept and --reject cannot be combined\n", stderr);
    return false;
}

/* Stores the index of a choice in a field. */
#define CHOOSE(field, id, value)       \
    do {                               \
        int which = choice(id, value); \
        if (which >= 0)                \
            (field) = which;           \
        return which >= 0;             \
    } while (0)

static bool apply_value(Parser *p, OptionId id, Str value)
{
    Options *o = p->out;
    switch (id) {
    case OPT_OUTPUT: return path(id, value, &o->output);
    case OPT_DEPFILE: return path(id, value, &o->depfile);
    case OPT_TEMPLATE: return path(id, value, &o->template_name);
    case OPT_BY: return person(id, value, &o->by);
    case OPT_DATE: return day(id, value, &o->date);
    case OPT_JOBS: return number(id, value, &o->jobs);
    case OPT_MAX_ERRORS: return number(id, value, &o->most_errors);
    case OPT_STANDARD: return standard(value, o);
    case OPT_PANELS: return panels(value, o);
    case OPT_PRODUCT: return products(value, o);
    case OPT_DIFF_PRODUCT: return diff_products(id, value, o);
    case OPT_FORMAT: CHOOSE(o->format, id, value);
    case OPT_LIST_FORMAT: CHOOSE(o->list_format, id, value);
    case OPT_DENY: return o->deny_warnings = choice(id, value) >= 0;
    case OPT_DIFF_DENY: return deny(id, value, o);
    case OPT_CHANGES: return path(id, value, &o->changes);
    case OPT_AUDIENCE: CHOOSE(o->members, id, value);
    case OPT_PAGES: CHOOSE(o->changed_pages, id, value);
    case OPT_COLOR: p->color = value; return choice(id, value) >= 0;
    case OPT_DUMP:
    case OPT_DIFF_DUMP: {
        static const Dump dumps[] = {DUMP_DOC, DUMP_PAGES, DUMP_MERGED};
        int which = choice(id, value);
        return which >= 0 && set_dump(o, dumps[which]);
    }
    default: break;
    }
    check(!"an option with a value that nothing is done with");
    return false;
}

static bool apply(Parser *p, OptionId id, Str value)
{
    Options *o = p->out;
    p->used |= UINT64_C(1) << id;
    switch (id) {
    case OPT_FORCE: return o->force = true;
    case OPT_LOCK: return o->lock = o->force = true;
    case OPT_SUPPLEMENT: return o->supplement = true;
    case OPT_DRAFT: return o->draft = true;
    case OPT_TIMINGS: return o->timings = o->force = true;
    case OPT_PACK: return o->pack = true;
    case OPT_PRODUCTS: return o->prove = true;
    case OPT_LINT: return o->lint = true;
    case OPT_SIGNED: return o->signed_off = true;
    case OPT_SCHEDULE: return o->schedule = true;
    case OPT_INIT: return o->init = true;
    case OPT_ACCEPT: return set_dump(o, DUMP_ACCEPTED);
    case OPT_REJECT: return set_dump(o, DUMP_REJECTED);
    case OPT_VERBOSE: return o->verbose = true;
    case OPT_QUIET: return o->quiet = true;
    case OPT_HELP: return p->wants_help = true;
    case OPT_VERSION: return p->wants_version = true;
    default: return apply_value(p, id, value);
    }
}

/* An option's value from the next word. */
static bool next_value(Parser *p, OptionId id, Str *value)
{
    if (p->at >= p->argc) {
        fprintf(stderr, "planpress: --%s needs a value: %s\n", OPTIONS[id].name, OPTIONS[id].value);
        return false;
    }
    *value = str_c(p->argv[p->at++]);
    return true;
}

/* Two verbs may have different options of the same name; the verb decides. For a verb without its own, and before the
 * verb is known, the option that most verbs share counts. */
static bool is_for(const Parser *p, OptionId id)
{
    static const struct {
        OptionId most, own;
        Verb verb;
    } twins[] = {{OPT_FORMAT, OPT_LIST_FORMAT, VERB_LIST},
                 {OPT_DUMP, OPT_DIFF_DUMP, VERB_DIFF},
                 {OPT_DENY, OPT_DIFF_DENY, VERB_DIFF},
                 {OPT_PRODUCT, OPT_DIFF_PRODUCT, VERB_DIFF}};
    for (int i = 0; i < COUNT(twins); i++) {
        bool own = p->verb_seen && p->out->verb == twins[i].verb;
        if (id == (own ? twins[i].most : twins[i].own))
            return false;
    }
    return true;
}

static bool parse_long(Parser *p, Str word)
{
    Str name, value, names[OPTION_COUNT];
    bool given = str_cut(str_sub(word, 2, word.n), '=', &name, &value);
    for (int i = 0; i < OPTION_COUNT; i++) {
        names[i] = str_format(p->arena, "--%s", OPTIONS[i].name);
        if (!str_is(name, OPTIONS[i].name) || !is_for(p, (OptionId)i))
            continue;
        if (!OPTIONS[i].value && given)
            return usage_error("this option takes no value:", names[i], NULL, 0);
        if (OPTIONS[i].value && !given && !next_value(p, (OptionId)i, &value))
            return false;
        return apply(p, (OptionId)i, value);
    }
    return usage_error("unknown option", str_sub(word, 0, name.n + 2), names, COUNT(names));
}

static bool parse_short(Parser *p, Str word)
{
    for (int at = 1; at < word.n; at++) {
        int id = 0;
        while (id < OPTION_COUNT && (!OPTIONS[id].letter || OPTIONS[id].letter != word.p[at]))
            id++;
        if (id == OPTION_COUNT)
            return usage_error("unknown option", word, NULL, 0);
        if (!OPTIONS[id].value) {
            if (!apply(p, (OptionId)id, STR("")))
                return false;
            continue;
        }
        Str value = str_sub(word, at + 1, word.n);
        return (value.n > 0 || next_value(p, (OptionId)id, &value)) && apply(p, (OptionId)id, value);
    }
    return true;
}

static bool parse_word(Parser *p, Str word)
{
    if (!p->options_ended && str_is(word, "--"))
        return p->options_ended = true;
    if (!p->options_ended && str_starts(word, "--"))
        return parse_long(p, word);
    if (!p->options_ended && str_starts(word, "-") && word.n > 1)
        return parse_short(p, word);
    if (!p->verb_seen) {
        p->verb_seen = true;
        return find_verb(word, &p->out->verb);
    }
    VEC_PUSH(p->arena, &p->arguments, word);
    return true;
}

/* Refuses options that the verb does not have. */
static bool check_options(const Parser *p)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!(p->used & UINT64_C(1) << i) || (OPTIONS[i].verbs & ON(p->out->verb)))
            continue;
        fprintf(stderr, "planpress: --%s does not apply to \"%s\"\n  help: planpress help %s\n", OPTIONS[i].name,
                VERBS[p->out->verb].name, VERBS[p->out->verb].name);
        return false;
    }
    return true;
}

/* A PDF is verified where it is, and it is one product. */
static bool check_verify(const Parser *p)
{
    const OptionId products[] = {OPT_OUTPUT, OPT_PRODUCT};
    for (int i = 0; i < COUNT(products) && p->out->verb == VERB_VERIFY && !p->out->prove; i++) {
        if (!(p->used & UINT64_C(1) << products[i]))
            continue;
        fprintf(stderr, "planpress: verify takes --%s only with --products\n  help: planpress help verify\n",
                OPTIONS[products[i]].name);
        return false;
    }
    return true;
}

/* Nobody approves the figures of every document by leaving out a word. */
static bool check_sign_off(const Options *o)
{
    if (o->verb != VERB_SIGN_OFF || (o->narguments > 0 && o->by.n > 0))
        return true;
    fprintf(stderr, "planpress: sign-off needs %s\n  help: planpress help sign-off\n",
            o->narguments ? "--by with the name of the person who approves the figures"
                          : "the document whose figures are approved");
    return false;
}

static bool check_together(const Options *o)
{
    if (o->verb == VERB_DIFF && o->narguments > 2) {
        fputs("planpress: diff takes at most two documents\n  help: planpress help diff\n", stderr);
        return false;
    }
    if (o->init && o->dump != DUMP_NOTHING) {
        fputs("planpress: --init cannot be combined with --dump, --accept or --reject\n", stderr);
        return false;
    }
    if (o->dump == DUMP_NOTHING || o->format == DIAG_HUMAN || o->format == DIAG_SHORT)
        return true;
    fputs("planpress: --dump and --format=json, sarif or github cannot be combined: both write to standard output\n",
          stderr);
    return false;
}

static bool decide_colour(Str choice)
{
    if (str_is(choice, "always"))
        return true;
    if (str_is(choice, "never"))
        return false;
    const char *refused = getenv("NO_COLOR");
    return isatty(STDERR_FILENO) && !(refused && *refused) && !str_is(str_c(getenv("TERM")), "dumb");
}

/* "help VERB", "VERB --help" and "--help" are the same. */
static bool settle_help(Parser *p)
{
    Options *o = p->out;
    o->help_on = p->verb_seen && o->verb != VERB_HELP ? o->verb : VERB_COUNT;
    if (o->verb == VERB_HELP && p->arguments.n > 0 && !find_verb(p->arguments.at[0], &o->help_on))
        return false;
    o->verb = VERB_HELP;
    return true;
}

bool options_parse(Arena *a, int argc, char *const *argv, Options *out)
{
    *out = (Options){.output = STR("out"), .help_on = VERB_COUNT};
    Parser p = {.arena = a, .argc = argc, .at = 1, .argv = argv, .out = out};
    while (p.at < argc)
        if (!parse_word(&p, str_c(argv[p.at++])))
            return false;
    out->arguments = p.arguments.at;
    out->narguments = p.arguments.n;
    out->colour = decide_colour(p.color);
    if (p.wants_help || (p.verb_seen && out->verb == VERB_HELP))
        return settle_help(&p);
    if (p.wants_version) {
        out->verb = VERB_VERSION;
        return true;
    }
    if (p.verb_seen)
        return check_options(&p) && check_verify(&p) && check_sign_off(out) && check_together(out);
    options_help(stderr, VERB_COUNT);
    return false;
}
