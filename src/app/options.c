/* The command line is read from two tables, verbs and options (command/table.h).
 *
 * An option takes its value after "=", after a space, or, for a short option, directly after its letter. Options and
 * arguments can be mixed; "--" ends the options. A word close to a verb or an option gets a suggestion. */
#include "app/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command/table.h"
#include "app/command/help.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "doc/product.h"
#include "read/read.h"

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
    Str names[8], rest = str_c(OPTIONS[id].value);
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
    case OPT_PORT: return number(id, value, &o->port);
    case OPT_MAX_ERRORS: return number(id, value, &o->most_errors);
    case OPT_STANDARD: return standard(value, o);
    case OPT_PANELS: return panels(value, o);
    case OPT_PRODUCT: return products(value, o);
    case OPT_DIFF_PRODUCT: return diff_products(id, value, o);
    case OPT_FORMAT: CHOOSE(o->format, id, value);
    case OPT_LIST_FORMAT: CHOOSE(o->list_format, id, value);
    case OPT_DOCTOR_FORMAT: CHOOSE(o->as_json, id, value);
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
    case OPT_POLL: return o->poll = true;
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
                 {OPT_FORMAT, OPT_DOCTOR_FORMAT, VERB_DOCTOR},
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

/* Of one product with pages, or of none, which stands for the screen's. */
static bool has_pages(unsigned kinds)
{
    return kinds == 0 || kinds == PRODUCT_BIT(PRODUCT_SCREEN) || kinds == PRODUCT_BIT(PRODUCT_PRESS)
           || kinds == PRODUCT_BIT(PRODUCT_LARGE_PRINT);
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
    if (o->verb == VERB_BUILD && o->dump == DUMP_PAGES && !has_pages(o->products)) {
        fputs("planpress: --dump=pages prints one product: choose --product=screen, press or large-print\n", stderr);
        return false;
    }
    if (o->dump == DUMP_NOTHING || o->format == DIAG_HUMAN || o->format == DIAG_SHORT)
        return true;
    fputs("planpress: --dump and --format=json, sarif, github or gitlab cannot be combined: both write to standard "
          "output\n",
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
    *out = (Options){.help_on = VERB_COUNT};
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
