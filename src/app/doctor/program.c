/* The program and its libraries. A library's version stands in the name of its file, which its soname is a link to. */
#include "app/doctor/doctor_private.h"

#include <link.h>
#include <stdlib.h>

#include "app/diff/program.h"
#include "app/home.h"
#include "file/file.h"
#include "press/press.h"

/* "2.9.14" of "libxml2.so.2.9.14" */
static Str version_of(Str name)
{
    int at = str_find(name, ".so.");
    return at < 0 ? STR("") : str_sub(name, at + 4, name.n);
}

static int add_library(struct dl_phdr_info *info, size_t size, void *facts)
{
    (void)size;
    DoctorFacts *f = facts;
    Str path = str_dup(f->arena, str_c(info->dlpi_name));
    if (!path.n || !path_exists(path))
        return 0; /* the program itself, and the kernel's own */
    DoctorFact *library = fact(f, "library", path_base(path));
    fact_file(f, library, path);
    library->version = version_of(path_base(real_path(f->arena, path)));
    return 0;
}

void collect_program(DoctorFacts *f)
{
    DoctorFact *program = fact(f, "program", STR("planpress"));
    program->version = STR(PLANPRESS_VERSION);
    fact_file(f, program, real_path(f->arena, STR("/proc/self/exe")));
    dl_iterate_phdr(add_library, f);
    const char *version;
    Str name = str_c(press_library(&version));
    DoctorFact *qpdf = fact(f, "library", name);
    qpdf->version = str_c(version);
    qpdf->state = version ? FACT_FOUND : FACT_MISSED;
    qpdf->package = str_format(f->arena, "libqpdf" STR_FMT, STR_ARG(version_of(name)));
    qpdf->use = "press files are read back with it";
}

/* --- git --------------------------------------------------------------------- */

static bool keep(void *self, Str bytes)
{
    buf_str(self, bytes);
    return true;
}

static void collect_git(DoctorFacts *f)
{
    static const char *const words[] = {"git", "--version", NULL}, *const none[] = {NULL};
    Buf said = {0};
    ProgramRun run = {.words = words, .unset = none, .set = none, .take = keep, .self = &said};
    DoctorFact *git = fact(f, "program", STR("git"));
    git->state = program_run(&run) == 0 ? FACT_FOUND : FACT_MISSED;
    Str line = str_trim(buf_take(&said, f->arena));
    git->version = str_starts(line, "git version ") ? str_sub(line, 12, line.n) : STR("");
    git->package = STR("git");
    git->use = "diff reads editions in revisions with it";
    buf_free(&run.errors);
}

void collect_others(DoctorFacts *f)
{
    collect_git(f);
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    DoctorFact *date = fact(f, "variable", STR("SOURCE_DATE_EPOCH"));
    date->version = epoch && *epoch ? str_c(epoch) : STR("not set");
}
