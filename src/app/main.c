/* planpress: Markdown sections and XML data in, a typeset PDF out.
 *
 * Chooses the verb and the exit status. Sets no locale, so that numbers and sorting are the same everywhere. Output
 * that could not be written (a full disk, a closed pipe) is an error too, on stderr as on stdout: a finding that nobody
 * could see must not look like success. */
#include <signal.h>
#include <stdio.h>

#include "app/build/build.h"
#include "app/command/completions.h"
#include "app/command/help.h"
#include "app/data.h"
#include "app/diff/diff.h"
#include "app/documents.h"
#include "app/doctor/doctor.h"
#include "app/ending.h"
#include "app/init/init.h"
#include "app/list.h"
#include "app/new.h"
#include "app/options.h"
#include "app/preview/preview.h"
#include "app/proof/prove.h"
#include "app/build/report.h"
#include "app/show.h"
#include "app/sign_off.h"
#include "app/stamp/libraries.h"
#include "app/verify.h"
#include "app/watch/watch.h"

static Status run(const Options *options)
{
    switch (options->verb) {
    case VERB_BUILD:
    case VERB_REPORT: return build(options);
    case VERB_PREVIEW: return preview(options);
    case VERB_WATCH: return watch_documents(options);
    case VERB_CHECK: return check_documents(options);
    case VERB_DATA: return data(options);
    case VERB_SIGN_OFF: return sign_off(options);
    case VERB_DIFF: return diff_editions(options);
    case VERB_VERIFY: return options->prove ? prove_products(options) : verify(options);
    case VERB_LIST: return list(options);
    case VERB_NEW: return new_documents(options);
    case VERB_INIT: return init_repository(options);
    case VERB_TEMPLATES: return show_templates(options);
    case VERB_FONTS: return show_fonts(options);
    case VERB_SCHEMA: return show_schema(options);
    case VERB_EXPLAIN: return show_codes(options);
    case VERB_DOCTOR: return doctor(options);
    case VERB_COMPLETIONS: return completions(options);
    case VERB_MAN: manual_page(stdout); return STATUS_CLEAN;
    case VERB_HELP: options_help(stdout, options->help_on); return STATUS_CLEAN;
    case VERB_VERSION: puts("planpress " PLANPRESS_VERSION); return STATUS_CLEAN;
    case VERB_COUNT: break;
    }
    return STATUS_OUR_BUG;
}

int main(int argc, char **argv)
{
    ending_prepare();
    libraries_begin();
    Arena *a = arena_new();
    Options options;
    signal(SIGPIPE, SIG_IGN); /* these two signals come back as errors of the write that caused them */
    signal(SIGXFSZ, SIG_IGN);
    bool understood = options_parse(a, argc, argv, &options);
    if (understood && !options.output.n)
        options.output = documents_output(a);
    Status status = understood ? run(&options) : STATUS_USAGE;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("planpress: cannot write to standard output\n", stderr);
        status = status_worse(status, STATUS_ENVIRONMENT);
    }
    if (ferror(stderr)) /* and there is nowhere left to report it */
        status = status_worse(status, STATUS_ENVIRONMENT);
    arena_free(a);
    return status;
}
