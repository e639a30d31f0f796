/* One entry for each verb and each option. An option that two verbs have in different forms has two entries, whose
 * verbs do not overlap. Texts are in lines for a terminal; whatever shows them elsewhere joins the lines. */
#include "app/command/table.h"

const char ABOUT[] = "planpress builds typeset, accessible PDFs from Markdown text and XML data.";

const VerbEntry VERBS[VERB_COUNT] = {
    [VERB_BUILD] = {"build", "[DOCUMENT…]", WORD_DOCUMENT, "build the documents that are out of date",
                    "A DOCUMENT is a folder that contains a document.xml, that file itself, or the name of a folder\n"
                    "under content/. Without one, planpress builds the document in whose folder you are, or else\n"
                    "every document under content/.\n\n"
                    "A document with errors gets no PDF; the previous PDF stays unchanged. planpress skips a\n"
                    "document when nothing that goes into its PDF has changed.\n"},
    [VERB_WATCH] = {"watch", "[DOCUMENT…]", WORD_DOCUMENT, "build documents whenever something in them changes",
                    "Builds each DOCUMENT (as for build), and again as soon as a file that it is made from has "
                    "changed:\n"
                    "text, data, pictures, template or fonts. Goes on until you press Ctrl+C. A document with errors\n"
                    "keeps its previous PDF; correct the file, save it, and planpress builds again.\n"},
    [VERB_PREVIEW] = {"preview", "[DOCUMENT]", WORD_DOCUMENT, "show a document's pages in a browser while you write",
                      "Prints an address. A browser on this computer shows the pages of the DOCUMENT (as for build) "
                      "there, and\n"
                      "shows them anew as soon as you save a file that they are made from. Findings stand beside the "
                      "pages.\n"
                      "Writes no files. Goes on until you press Ctrl+C.\n"},
    [VERB_CHECK] = {"check", "[DOCUMENT…]", WORD_DOCUMENT, "check documents without building PDFs",
                    "Reads each DOCUMENT (as for build) and its data, and reports what is wrong. Problems that\n"
                    "appear only on pages, such as a word too wide for its line or a character missing from every\n"
                    "font, need a build.\n"},
    [VERB_REPORT] = {"report", "[DOCUMENT…]", WORD_DOCUMENT, "write accessibility reports",
                     "Writes DOCUMENT-accessibility.md and .json for each DOCUMENT (as for build): the standards\n"
                     "its PDF claims, the status of each condition of the Matterhorn Protocol, findings, contrast,\n"
                     "known limits, and a paragraph for an accessibility statement. Includes matters of style.\n"},
    [VERB_DATA] = {"data", "[DOCUMENT…]", WORD_DOCUMENT, "write the tables of documents as open data",
                   "Writes each table of each DOCUMENT (as for build) to DOCUMENT/data/ in the output folder, as\n"
                   "CSV with CSVW metadata, and all of them in one workbook. manifest.json there lists the files with "
                   "their SHA-256.\n"},
    [VERB_SIGN_OFF] = {"sign-off", "DOCUMENT…", WORD_DOCUMENT, "record the figures of documents as approved",
                       "Writes every figure of each DOCUMENT (as for build) to signed-off.xml beside its manifest, "
                       "with\n"
                       "who approved it and when. From then on, check and build report every figure that differs, is "
                       "new\n"
                       "or is gone, until it is signed off again or explained in that file. A document with errors is\n"
                       "not signed off.\n"},
    [VERB_DIFF] = {"diff", "[OLD] [NEW]", WORD_DOCUMENT, "compare two editions of a document",
                   "Writes NEW-marked.pdf, which shows both editions at once, and NEW-variations.json, a list of the\n"
                   "changes. OLD and NEW are documents (as for build), or REVISION:DOCUMENT of a git repository. With\n"
                   "one document, OLD is the edition that its manifest names in since; without one, planpress "
                   "compares\n"
                   "every document under content/ that names such an edition. It reports the errors that stop a build\n"
                   "of NEW. For warnings about sentences and style, use planpress check.\n"},
    [VERB_VERIFY] = {"verify", "FILE…", WORD_FILE, "rebuild PDFs and web pages and compare them byte for byte",
                     "Finds the document by the file's name: content/NAME for NAME.pdf, NAME-press.pdf,\n"
                     "NAME-large-print.pdf or NAME.html. Writes nothing.\n\n"
                     "With --products, the arguments are documents (as for build). planpress makes all products of\n"
                     "each again, compares them with the files in the output folder, and proves that they have the\n"
                     "same words and figures in the same order.\n"},
    [VERB_LIST] = {"list", "[DOCUMENT…]", WORD_DOCUMENT, "list documents with their titles",
                   "Prints one line for each document: name, template and title. With --format=ninja, prints a\n"
                   "Ninja file that builds all of them.\n"},
    [VERB_NEW] = {"new", "NAME…", WORD_OTHER, "create a document",
                  "Creates content/NAME (or NAME, if it is a path) with an example of each element, ready to build.\n"
                  "With --pack, creates the pack of a meeting with one report. PACK/NAME creates another report in "
                  "it.\n"},
    [VERB_INIT] = {"init", "[FOLDER]", WORD_FOLDER, "begin a repository for a team",
                   "Makes a document, content/plan, and what a repository needs beside it: .gitignore; for GitHub and\n"
                   "GitLab what checks, builds, compares and publishes documents; for Visual Studio Code the schemas "
                   "and\n"
                   "tasks. Never writes over a file; in a folder with content/ it makes no document.\n"},
    [VERB_TEMPLATES] = {"templates", "", WORD_OTHER, "list templates", ""},
    [VERB_FONTS] = {"fonts", "", WORD_OTHER, "list font families and where their files are", ""},
    [VERB_SCHEMA] = {"schema", "[KIND]", WORD_SCHEMA, "print the XML Schema of a kind of file, or list the kinds", ""},
    [VERB_EXPLAIN] = {"explain", "[CODE…]", WORD_CODE, "explain a message's code, or list all codes", ""},
    [VERB_DOCTOR] = {"doctor", "", WORD_OTHER, "show what is installed, and what is missing",
                     "Lists the program, its libraries, the home with its templates, each font and colour profile of "
                     "the\n"
                     "catalogue, git, and SOURCE_DATE_EPOCH. What is missing has the Debian package that brings it. "
                     "Exits\n"
                     "with status 4 when something is missing that every build needs.\n\n"
                     "Two machines with the same fingerprint have the same program, libraries, templates and fonts.\n"},
    [VERB_COMPLETIONS] = {"completions", "bash|zsh|fish", WORD_CHOICE, "print a shell's completions",
                          "Prints a script that completes verbs, options, values and documents for a shell. An "
                          "installed\n"
                          "planpress has put each where its shell finds it. With documents, templates, schemas or "
                          "codes,\n"
                          "prints the words that these scripts offer, one on a line.\n"},
    [VERB_MAN] = {"man", "", WORD_OTHER, "print the manual page", "Read it with: planpress man | man -l -\n"},
    [VERB_HELP] = {"help", "[VERB]", WORD_VERB, "show help for planpress or for one verb", ""},
    [VERB_VERSION] = {"version", "", WORD_OTHER, "print the version", ""},
};

#define ON_BUILD (ON(VERB_BUILD) | ON(VERB_WATCH))
#define ON_WORK \
    (ON_BUILD | ON(VERB_CHECK) | ON(VERB_REPORT) | ON(VERB_DATA) | ON(VERB_SIGN_OFF) | ON(VERB_DIFF) | ON(VERB_VERIFY))
#define ON_MESSAGES \
    (ON_WORK | ON(VERB_LIST) | ON(VERB_NEW) | ON(VERB_INIT) | ON(VERB_TEMPLATES) | ON(VERB_FONTS) | ON(VERB_SCHEMA))

const OptionEntry OPTIONS[OPTION_COUNT] = {
    [OPT_OUTPUT] = {'o', "output", "DIR", WORD_FOLDER,
                    ON_BUILD | ON(VERB_REPORT) | ON(VERB_DATA) | ON(VERB_DIFF) | ON(VERB_LIST) | ON(VERB_VERIFY),
                    "folder for the results (default: out)"},
    [OPT_JOBS] = {'j', "jobs", "N", WORD_OTHER, ON_WORK, "documents at a time (default: one per processor)"},
    [OPT_FORCE] = {0, "force", NULL, WORD_OTHER, ON(VERB_BUILD), "rebuild even if up to date"},
    [OPT_PORT] = {0, "port", "N", WORD_OTHER, ON(VERB_PREVIEW), "port of the preview (default: one that is free)"},
    [OPT_POLL] = {0, "poll", NULL, WORD_OTHER, ON(VERB_WATCH) | ON(VERB_PREVIEW),
                  "look twice a second, for drives that report nothing"},
    [OPT_STANDARD] = {0, "pdf-standard", "NAMES", WORD_LIST,
                      ON_BUILD | ON(VERB_REPORT) | ON(VERB_DIFF) | ON(VERB_VERIFY),
                      "standards to conform to, or none (default: ua-1,a-3a)"},
    [OPT_AUDIENCE] = {0, "audience", "public|members", WORD_CHOICE, ON_WORK | ON(VERB_LIST),
                      "without exempt reports, or with (default: public)"},
    [OPT_LOCK] = {0, "lock", NULL, WORD_OTHER, ON(VERB_BUILD), "record the page numbers of packs as published"},
    [OPT_SUPPLEMENT] = {0, "supplement", NULL, WORD_OTHER, ON(VERB_BUILD),
                        "packs with only the reports not published yet"},
    [OPT_DRAFT] = {0, "draft", NULL, WORD_OTHER, ON_BUILD | ON(VERB_PREVIEW) | ON(VERB_REPORT) | ON(VERB_VERIFY),
                   "\"Draft\" across every page, as status=\"draft\" does"},
    [OPT_PANELS] = {0, "panels", "pages|sheet", WORD_CHOICE,
                    ON_BUILD | ON(VERB_PREVIEW) | ON(VERB_REPORT) | ON(VERB_VERIFY),
                    "leaflets: pages or the sheet (default: the manifest's)"},
    [OPT_PRODUCT] = {0, "product", "KINDS", WORD_LIST, ON_BUILD | ON(VERB_CHECK) | ON(VERB_VERIFY) | ON(VERB_LIST),
                     "screen,press,large-print,html|all (default: manifest's)"},
    [OPT_PRODUCTS] = {0, "products", NULL, WORD_OTHER, ON(VERB_VERIFY),
                      "prove that all products of documents say the same"},
    [OPT_DEPFILE] = {0, "depfile", "FILE", WORD_FILE, ON(VERB_BUILD),
                     "write the files each PDF depends on, for Make and Ninja"},
    [OPT_DUMP] = {0, "dump", "doc|pages", WORD_CHOICE, ON(VERB_BUILD),
                  "print the document tree or the pages as text; no PDF"},
    [OPT_TIMINGS] = {0, "timings", NULL, WORD_OTHER, ON(VERB_BUILD) | ON(VERB_CHECK) | ON(VERB_DIFF),
                     "show how long each phase took; implies --force"},
    [OPT_TEMPLATE] = {0, "template", "NAME", WORD_TEMPLATE, ON(VERB_NEW) | ON(VERB_INIT),
                      "template for the new document (default: base)"},
    [OPT_PACK] = {0, "pack", NULL, WORD_OTHER, ON(VERB_NEW), "a meeting pack (template: board-pack)"},
    [OPT_BY] = {0, "by", "NAME", WORD_OTHER, ON(VERB_SIGN_OFF), "who approves the figures"},
    [OPT_DATE] = {0, "date", "YYYY-MM-DD", WORD_OTHER, ON(VERB_SIGN_OFF), "day of the approval (default: today)"},
    [OPT_SIGNED] = {0, "signed", NULL, WORD_OTHER, ON_BUILD | ON(VERB_CHECK),
                    "an error unless every figure is as it was signed off"},
    [OPT_FORMAT] = {0, "format", "human|short|json|sarif|github|gitlab", WORD_CHOICE, ON_WORK,
                    "format of the findings (default: human)"},
    [OPT_LIST_FORMAT] = {0, "format", "text|ninja", WORD_CHOICE, ON(VERB_LIST), "list: lines of text, or a Ninja file"},
    [OPT_DOCTOR_FORMAT] = {0, "format", "text|json", WORD_CHOICE, ON(VERB_DOCTOR), "doctor: lines of text, or JSON"},
    [OPT_SCHEDULE] = {0, "schedule", NULL, WORD_OTHER, ON(VERB_DIFF),
                      "also write the schedule of variations: PDF, CSV and text"},
    [OPT_PAGES] = {0, "pages", "all|changed", WORD_CHOICE, ON(VERB_DIFF), "pages of the marked edition (default: all)"},
    [OPT_ACCEPT] = {0, "accept", NULL, WORD_OTHER, ON(VERB_DIFF),
                    "print the document tree with all changes made; no PDF"},
    [OPT_REJECT] = {0, "reject", NULL, WORD_OTHER, ON(VERB_DIFF),
                    "print the document tree with all changes undone; no PDF"},
    [OPT_DIFF_DUMP] = {0, "dump", "doc|pages|merged", WORD_CHOICE, ON(VERB_DIFF),
                       "print the marked edition or the merged tree; no PDF"},
    [OPT_INIT] = {0, "init", NULL, WORD_OTHER, ON(VERB_DIFF), "start variations.xml, or print what it lacks; no PDF"},
    [OPT_CHANGES] = {0, "changes", "FILE", WORD_FILE, ON(VERB_DIFF),
                     "reasons for the changes (default: variations.xml)"},
    [OPT_DIFF_PRODUCT] = {0, "product", "screen|html|all", WORD_CHOICE, ON(VERB_DIFF),
                          "the marked PDF, a web page, or both (default: screen)"},
    [OPT_DIFF_DENY] = {0, "deny", "warnings|unexplained", WORD_CHOICE, ON(VERB_DIFF),
                       "exit status 3 for warnings, 1 for a missing reason"},
    [OPT_DENY] = {0, "deny", "warnings", WORD_CHOICE, ON_WORK & ~ON(VERB_DIFF),
                  "exit with status 3 if there are warnings"},
    [OPT_MAX_ERRORS] = {0, "max-errors", "N", WORD_OTHER, ON_WORK, "show at most N errors"},
    [OPT_LINT] = {0, "lint", NULL, WORD_OTHER, ON_BUILD | ON(VERB_CHECK),
                  "also report matters of style, such as long sentences"},
    [OPT_VERBOSE] = {'v', "verbose", NULL, WORD_OTHER, ON_WORK,
                     "also show informational messages and repeated findings"},
    [OPT_QUIET] = {'q', "quiet", NULL, WORD_OTHER, ON_WORK | ON(VERB_NEW) | ON(VERB_INIT), "show only problems"},
    [OPT_COLOR] = {0, "color", "auto|always|never", WORD_CHOICE, ON_MESSAGES,
                   "colour (auto: on a terminal, unless NO_COLOR is set)"},
    [OPT_HELP] = {'h', "help", NULL, WORD_OTHER, ANYWHERE, "print help"},
    [OPT_VERSION] = {0, "version", NULL, WORD_OTHER, ANYWHERE, "print the version"},
};

/* What stands between the commas of those with WORD_LIST. */
static const char *const LISTS[OPTION_COUNT] = {
    [OPT_STANDARD] = "none|ua-1|a-2a|a-2u|a-3a",
    [OPT_PRODUCT] = "all|screen|press|large-print|html",
};

const char *const STATUSES[STATUS_COUNT] = {
    [STATUS_CLEAN] = "success",
    [STATUS_ERRORS] = "errors in a document",
    [STATUS_USAGE] = "wrong usage",
    [STATUS_WARNINGS] = "warnings, with --deny=warnings",
    [STATUS_ENVIRONMENT] = "a file cannot be read or written",
    [STATUS_OUR_BUG] = "an internal error",
};

const char STATUSES_TOGETHER[] = "With several documents, the most serious one counts; 3 is the least serious.";

const Meaning VARIABLES[VARIABLE_COUNT] = {
    {"PLANPRESS_HOME", "The folder that contains templates/ and fonts/. Without it, planpress takes the nearest folder "
                       "above the document or above the working folder that has both, or else its own."},
    {"SOURCE_DATE_EPOCH", "The date in PDFs and web pages, in seconds since 1970. Without it, planpress takes the date "
                          "in the manifest."},
    {"NO_COLOR", "Unless empty, no colour in messages."},
    {"TMPDIR", "The folder for temporary files (default: /tmp)."},
};

const Meaning EXAMPLES[EXAMPLE_COUNT] = {
    {"planpress build", "build every document under content/ into out/"},
    {"planpress build annual-report-2013-14", "build one of them"},
    {"planpress build -o /tmp/proof reports/board", "build any folder into another"},
    {"planpress check --format=github --deny=warnings", "check in a GitHub workflow"},
    {"planpress new board-paper --template base", "create a document"},
    {"planpress explain MD004", "explain a message"},
};

Strs words_of(Arena *a, const char *form)
{
    Strs words = {0};
    Str word, rest = str_c(form);
    while (rest.n > 0) {
        str_cut(rest, '|', &word, &rest);
        VEC_PUSH(a, &words, word);
    }
    return words;
}

Strs option_words(Arena *a, OptionId id)
{
    const OptionEntry *o = &OPTIONS[id];
    return words_of(a, o->kind == WORD_LIST ? LISTS[id] : o->kind == WORD_CHOICE ? o->value : NULL);
}
