/* The command line is read from two tables, verbs and options, and --help is printed from the same ones, so
 * that what is said and what is done cannot part.
 *
 * An option takes its value after "=", after a blank, or, when it is short, right behind its letter. Options
 * and arguments may be mixed; "--" ends the options. A word that is nearly a verb or an option gets a
 * suggestion. */
#include "app/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/vec.h"

typedef struct VerbEntry {
    const char *name, *arguments, *summary, *details;
} VerbEntry;

static const VerbEntry VERBS[VERB_COUNT] = {
    [VERB_BUILD] = {"build", "[DOCUMENT…]", "make the PDFs of documents",
                    "A DOCUMENT is a folder with a document.xml, that file itself, or the name of a folder under "
                    "content/.\n"
                    "Without one, every document under content/ is built.\n\n"
                    "A document with errors makes no PDF, and one that was made before stays as it was. A document is "
                    "left alone when\n"
                    "nothing that went into its PDF has changed.\n"},
    [VERB_CHECK] = {"check", "[DOCUMENT…]", "look for mistakes, without layout and PDF",
                    "Reads each DOCUMENT (as for build) and its data, and says what is wrong with it. What shows only "
                    "on pages (a word that\n"
                    "is too long, a character that no font has) is found by build.\n"},
    [VERB_REPORT] = {"report", "[DOCUMENT…]", "write what is known of documents' accessibility",
                     "For each DOCUMENT (as for build) DOCUMENT-accessibility.md and .json are written: what its PDF "
                     "claims, which conditions\n"
                     "of the Matterhorn Protocol are met and which need a person, what the lints found, contrast, "
                     "known limits, and a\n"
                     "paragraph for an accessibility statement. Matters of style are reported too.\n"},
    [VERB_DATA] = {"data", "[DOCUMENT…]", "write documents' tables as open data",
                   "Each table of each DOCUMENT (as for build) goes to DOCUMENT/data/ below the output folder, as CSV "
                   "with metadata in CSVW,\n"
                   "and all files with their SHA-256 into manifest.json there.\n"},
    [VERB_VERIFY] = {"verify", "FILE.pdf…", "rebuild PDFs and compare them byte for byte",
                     "The document is the one of the file's name: content/NAME for NAME.pdf. Nothing is written.\n"},
    [VERB_LIST] = {"list", "[DOCUMENT…]", "list documents with their titles",
                   "Prints a line for each document: its name, its template and its title. With --format=ninja it "
                   "prints a file for Ninja\n"
                   "that builds them all.\n"},
    [VERB_NEW] = {"new", "NAME…", "begin a document",
                  "Makes content/NAME (or NAME, when it is a path) with an example of each form, that can be built at "
                  "once.\n"},
    [VERB_TEMPLATES] = {"templates", "", "list templates", ""},
    [VERB_FONTS] = {"fonts", "", "list font families, and where their files were found", ""},
    [VERB_SCHEMA] = {"schema", "[KIND]", "print the XML Schema of a kind of file, or list the kinds", ""},
    [VERB_EXPLAIN] = {"explain", "[CODE…]", "explain the code of a message, or list the codes", ""},
    [VERB_HELP] = {"help", "[VERB]", "say how the program, or one verb of it, is used", ""},
    [VERB_VERSION] = {"version", "", "print the version", ""},
};

typedef enum OptionId {
    OPT_OUTPUT,
    OPT_JOBS,
    OPT_FORCE,
    OPT_STANDARD,
    OPT_DEPFILE,
    OPT_DUMP,
    OPT_TIMINGS,
    OPT_TEMPLATE,
    OPT_FORMAT,
    OPT_LIST_FORMAT,
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
    const char *name, *value; /* value: what it takes, or NULL */
    unsigned verbs;           /* a bit for each verb that knows it */
    const char *summary;
} OptionEntry;

#define ON(verb) (1u << (verb))
#define ANYWHERE (~0u)
#define ON_WORK (ON(VERB_BUILD) | ON(VERB_CHECK) | ON(VERB_REPORT) | ON(VERB_DATA) | ON(VERB_VERIFY))
#define ON_MESSAGES (ON_WORK | ON(VERB_LIST) | ON(VERB_NEW) | ON(VERB_TEMPLATES) | ON(VERB_FONTS) | ON(VERB_SCHEMA))

static const OptionEntry OPTIONS[OPTION_COUNT] = {
    [OPT_OUTPUT] = {'o', "output", "DIR", ON(VERB_BUILD) | ON(VERB_REPORT) | ON(VERB_DATA) | ON(VERB_LIST),
                    "where results go (out)"},
    [OPT_JOBS] = {'j', "jobs", "N", ON_WORK, "N documents at a time (as many as there are processors)"},
    [OPT_FORCE] = {0, "force", NULL, ON(VERB_BUILD), "build what is up to date too"},
    [OPT_STANDARD] = {0, "pdf-standard", "NAMES", ON(VERB_BUILD) | ON(VERB_REPORT) | ON(VERB_VERIFY),
                      "none, or of ua-1, a-2a, a-2u, a-3a (ua-1,a-3a)"},
    [OPT_DEPFILE] = {0, "depfile", "FILE", ON(VERB_BUILD), "write what PDFs are made of, for Make and Ninja"},
    [OPT_DUMP] = {0, "dump", "doc|pages", ON(VERB_BUILD), "print the tree or the pages as text instead"},
    [OPT_TIMINGS] = {0, "timings", NULL, ON(VERB_BUILD) | ON(VERB_CHECK),
                     "say how long each phase took; implies --force"},
    [OPT_TEMPLATE] = {0, "template", "NAME", ON(VERB_NEW), "the look of a new document"},
    [OPT_FORMAT] = {0, "format", "human|short|json|sarif|github", ON_WORK, "how findings are written"},
    [OPT_LIST_FORMAT] = {0, "format", "text|ninja", ON(VERB_LIST), "list: lines, or a file for Ninja"},
    [OPT_DENY] = {0, "deny", "warnings", ON_WORK, "end with status 3 when there are warnings"},
    [OPT_MAX_ERRORS] = {0, "max-errors", "N", ON_WORK, "show N errors at most"},
    [OPT_LINT] = {0, "lint", NULL, ON(VERB_BUILD) | ON(VERB_CHECK),
                  "report matters of style too, such as long sentences"},
    [OPT_VERBOSE] = {'v', "verbose", NULL, ON_WORK, "show informations too, and each repeat of a finding"},
    [OPT_QUIET] = {'q', "quiet", NULL, ON_WORK | ON(VERB_NEW), "say nothing about what is in order"},
    [OPT_COLOR] = {0, "color", "auto|always|never", ON_MESSAGES, "colour; auto: on a terminal, unless NO_COLOR is set"},
    [OPT_HELP] = {'h', "help", NULL, ANYWHERE, "print this help"},
    [OPT_VERSION] = {0, "version", NULL, ANYWHERE, "print the version"},
};

static const char EXAMPLES[] = "Examples:\n"
                               "  planpress build                              every document under content/, to out/\n"
                               "  planpress build annual-report-2013-14        one of them\n"
                               "  planpress build -o /tmp/proof reports/board  a folder anywhere, to another place\n"
                               "  planpress check --format=github --deny=warnings   what a workflow runs\n"
                               "  planpress new board-paper --template base    begin a document\n"
                               "  planpress explain MD004                      what a message means\n";

static const char STATUSES[] = "Exit status: 0 clean, 1 errors in a document, 2 wrong usage, 3 warnings that were "
                               "denied, 4 a file\n"
                               "cannot be read or written, 5 a bug in planpress. Of several the worst counts; 3 counts "
                               "least.\n";

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
        fprintf(out, "  %-*s %s\n", verbs == ANYWHERE ? 41 : 30, left, o->summary);
    }
}

static void print_verbs(FILE *out)
{
    fputs("planpress turns Markdown sections and XML data into typeset PDFs.\n\n"
          "Usage: planpress VERB [OPTION…] [ARGUMENT…]\n\nVerbs:\n",
          out);
    for (int i = 0; i < VERB_COUNT; i++) {
        Str arguments = str_c(VERBS[i].arguments);
        int wide = str_find(arguments, "…") >= 0 ? 2 : 0; /* bytes of the ellipsis that take no place */
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

/* What is being read, and where reading stands. */
typedef struct Parser {
    Arena *arena;
    int argc, at;
    char *const *argv;
    bool options_ended, verb_seen, wants_help, wants_version;
    unsigned used; /* a bit for each option given */
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
    return usage_error("there is no verb", word, names, COUNT(names));
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
    fprintf(stderr, "planpress: --%s takes %s, not \"" STR_FMT "\"\n", OPTIONS[id].name, OPTIONS[id].value,
            STR_ARG(value));
    return -1;
}

/* A whole number of something, from 1 up. */
static bool number(OptionId id, Str value, int *out)
{
    if (str_to_int(value, out) && *out >= 1)
        return true;
    fprintf(stderr, "planpress: --%s takes a number from 1 up, not \"" STR_FMT "\"\n", OPTIONS[id].name,
            STR_ARG(value));
    return false;
}

static bool path(OptionId id, Str value, Str *out)
{
    *out = value;
    if (value.n == 0)
        fprintf(stderr, "planpress: --%s takes a path, not \"\"\n", OPTIONS[id].name);
    return value.n > 0;
}

static bool standard(Str value, Options *out)
{
    out->standard_words = value;
    if (pdf_standard_parse(value, &out->standard))
        return true;
    fprintf(stderr, "planpress: --pdf-standard takes %s, not \"" STR_FMT "\"\n", PDF_STANDARD_NAMES, STR_ARG(value));
    return false;
}

/* The index of a choice in a field. */
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
    case OPT_JOBS: return number(id, value, &o->jobs);
    case OPT_MAX_ERRORS: return number(id, value, &o->most_errors);
    case OPT_STANDARD: return standard(value, o);
    case OPT_FORMAT: CHOOSE(o->format, id, value);
    case OPT_LIST_FORMAT: CHOOSE(o->list_format, id, value);
    case OPT_DENY: return o->deny_warnings = choice(id, value) >= 0;
    case OPT_COLOR: p->color = value; return choice(id, value) >= 0;
    case OPT_DUMP: {
        int which = choice(id, value);
        o->dump = which == 0 ? DUMP_DOC : DUMP_PAGES;
        return which >= 0;
    }
    default: break;
    }
    check(!"an option with a value that nothing is done with");
    return false;
}

static bool apply(Parser *p, OptionId id, Str value)
{
    Options *o = p->out;
    p->used |= 1u << id;
    switch (id) {
    case OPT_FORCE: return o->force = true;
    case OPT_TIMINGS: return o->timings = o->force = true;
    case OPT_LINT: return o->lint = true;
    case OPT_VERBOSE: return o->verbose = true;
    case OPT_QUIET: return o->quiet = true;
    case OPT_HELP: return p->wants_help = true;
    case OPT_VERSION: return p->wants_version = true;
    default: return apply_value(p, id, value);
    }
}

/* An option's value when it does not stand in the same word. */
static bool next_value(Parser *p, OptionId id, Str *value)
{
    if (p->at >= p->argc) {
        fprintf(stderr, "planpress: --%s needs a value: %s\n", OPTIONS[id].name, OPTIONS[id].value);
        return false;
    }
    *value = str_c(p->argv[p->at++]);
    return true;
}

/* One name may stand for two options of different verbs; the one that the verb knows is meant. */
static bool is_for(const Parser *p, OptionId id)
{
    if (id == OPT_FORMAT)
        return !p->verb_seen || p->out->verb != VERB_LIST;
    return id != OPT_LIST_FORMAT || p->out->verb == VERB_LIST;
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
            return usage_error("no value belongs to", names[i], NULL, 0);
        if (OPTIONS[i].value && !given && !next_value(p, (OptionId)i, &value))
            return false;
        return apply(p, (OptionId)i, value);
    }
    return usage_error("there is no option", str_sub(word, 0, name.n + 2), names, COUNT(names));
}

static bool parse_short(Parser *p, Str word)
{
    for (int at = 1; at < word.n; at++) {
        int id = 0;
        while (id < OPTION_COUNT && (!OPTIONS[id].letter || OPTIONS[id].letter != word.p[at]))
            id++;
        if (id == OPTION_COUNT)
            return usage_error("there is no option", word, NULL, 0);
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
    if (!p->verb_seen)
        return p->verb_seen = true, find_verb(word, &p->out->verb);
    VEC_PUSH(p->arena, &p->arguments, word);
    return true;
}

/* Options that the verb does not know. */
static bool check_options(const Parser *p)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!(p->used & 1u << i) || (OPTIONS[i].verbs & ON(p->out->verb)))
            continue;
        fprintf(stderr, "planpress: --%s means nothing to \"%s\"\n  help: planpress help %s\n", OPTIONS[i].name,
                VERBS[p->out->verb].name, VERBS[p->out->verb].name);
        return false;
    }
    return true;
}

static bool check_together(const Options *o)
{
    if (o->dump == DUMP_NOTHING || o->format == DIAG_HUMAN || o->format == DIAG_SHORT)
        return true;
    fputs("planpress: --dump and a --format for programs would both go to standard output\n", stderr);
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

/* "help VERB", "VERB --help" and "--help" are one thing. */
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
        return check_options(&p) && check_together(out);
    options_help(stderr, VERB_COUNT);
    return false;
}
