/* Lists of what exists, one line each, read from the files themselves. A template describes itself in its opening
 * comment; the first sentence of that is shown. */
#include "app/show.h"

#include <string.h>

#include "app/home.h"
#include "app/build/report.h"
#include "base/ascii.h"
#include "file/file.h"
#include "ink/profile.h"
#include "read/read.h"
#include "text/font.h"

/* What each of these verbs needs first. */
typedef struct Show {
    Arena *arena;
    Diag *diag;
    Reader reader;
} Show;

static bool show_begin(Show *s)
{
    Arena *a = arena_new();
    *s = (Show){.arena = a, .diag = diag_new(a)};
    s->reader = (Reader){.job = a, .diag = s->diag};
    return home_find(a, s->diag, STR("."), &s->reader.home);
}

static Status show_end(Show *s, const Options *options)
{
    Status status = report_all(s->diag, options);
    arena_free(s->arena);
    return status;
}

/* The names in a folder of home with that ending, without it. */
static int names_in(Show *s, const char *folder, const char *ending, Str **names)
{
    Str path = path_join(s->arena, s->reader.home, str_c(folder));
    int count = 0, n = 0, cut = (int)strlen(ending);
    if (!dir_list(s->arena, path, names, &count))
        diag(s->diag, IO005, (Pos){0}, "cannot read the folder \"" STR_FMT "\"", STR_ARG(path));
    for (int i = 0; i < count; i++)
        if (str_ends((*names)[i], ending))
            (*names)[n++] = str_sub((*names)[i], 0, (*names)[i].n - cut);
    return n;
}

/* --- templates ------------------------------------------------------------ */

/* The text between two marks; empty when they are missing. */
static Str between(Str text, const char *from, const char *to)
{
    int begin = str_find(text, from);
    if (begin < 0)
        return STR("");
    Str rest = str_sub(text, begin + (int)strlen(from), text.n);
    int end = str_find(rest, to);
    return end < 0 ? STR("") : str_sub(rest, 0, end);
}

/* The first sentence of a comment, on one line. */
static Str first_sentence(Arena *a, Str comment)
{
    Buf out = {0};
    for (int i = 0; i < comment.n; i++) {
        char c = comment.p[i];
        bool blank = is_space(c);
        if (blank && str_ends(buf_view(&out), "."))
            break;
        if (!blank)
            buf_char(&out, c);
        else if (out.n && !str_ends(buf_view(&out), " "))
            buf_char(&out, ' ');
    }
    Str sentence = str_trim(buf_take(&out, a));
    return str_ends(sentence, ".") ? str_sub(sentence, 0, sentence.n - 1) : sentence;
}

Status show_templates(const Options *options)
{
    Show s;
    Str *names;
    int n = show_begin(&s) ? names_in(&s, "templates", ".xml", &names) : 0;
    for (int i = 0; i < n; i++) {
        Str text, folder = path_join(s.arena, s.reader.home, STR("templates"));
        if (!file_read(s.arena, s.diag,
                       path_join(s.arena, folder, str_format(s.arena, STR_FMT ".xml", STR_ARG(names[i]))), (Pos){0},
                       &text))
            continue;
        Str tag = between(text, "<template", ">"), extends = between(tag, "extends=\"", "\"");
        Str about = first_sentence(s.arena, between(text, "<!--", "-->"));
        printf(STR_FMT "\t" STR_FMT "\t" STR_FMT "\n", STR_ARG(shown(s.arena, names[i])),
               STR_ARG(extends.n ? shown(s.arena, extends) : STR("-")), STR_ARG(shown(s.arena, about)));
    }
    return show_end(&s, options);
}

/* --- fonts ---------------------------------------------------------------- */

/* A weight with its face, in brackets when its file is missing and another face stands in. */
static void print_family(Fonts *fonts, const FamilyEntry *family)
{
    Str folder = STR("not found");
    printf(STR_FMT "\t", STR_ARG(family->name));
    for (int i = 0; i < family->nfaces; i++) {
        const FaceEntry *entry = &family->faces[i];
        const Face *face = fonts_face(fonts, family->name, entry->weight, entry->italic);
        bool own = false;
        for (int f = 0; face && f < entry->nfiles; f++)
            own = own || str_eq(path_base(face_path(face)), entry->files[f]);
        printf("%s%s%d%s%s", i ? " " : "", own ? "" : "(", entry->weight, entry->italic ? " italic" : "",
               own ? "" : ")");
        if (own)
            folder = path_dir(face_path(face));
    }
    printf("\t" STR_FMT "\n", STR_ARG(folder));
}

static void print_profile(Show *s, const Catalogue *catalogue, const ProfileEntry *profile)
{
    Str path = profile_path(s->arena, catalogue, profile);
    printf(STR_FMT "\tprofile for %s paper\t" STR_FMT "\n", STR_ARG(profile->name),
           profile->uncoated ? "uncoated" : "coated", STR_ARG(path.n ? path : STR("not found")));
}

Status show_fonts(const Options *options)
{
    Show s;
    const Catalogue *catalogue = show_begin(&s) ? read_catalogue(&s.reader) : NULL;
    if (catalogue) {
        Fonts *fonts = fonts_open(s.arena, catalogue, diag_new(s.arena)); /* missing files are shown, not reported */
        for (int i = 0; i < catalogue->nfamilies; i++)
            print_family(fonts, &catalogue->families[i]);
        for (int i = 0; i < catalogue->nprofiles; i++)
            print_profile(&s, catalogue, &catalogue->profiles[i]);
        fonts_close(fonts);
    }
    return show_end(&s, options);
}

/* --- schemas -------------------------------------------------------------- */

static void print_schema(Show *s, Str kind, const Str *kinds, int n)
{
    Str text, path = path_join(s->arena, s->reader.home,
                               str_format(s->arena, "templates/schemas/" STR_FMT ".xsd", STR_ARG(kind)));
    for (int i = 0; i < n; i++) {
        if (!str_eq(kinds[i], kind))
            continue;
        if (file_read(s->arena, s->diag, path, (Pos){0}, &text))
            fwrite(text.p, 1, (size_t)text.n, stdout);
        return;
    }
    diag(s->diag, IO001, (Pos){0}, "unknown schema \"" STR_FMT "\"", STR_ARG(kind));
    diag_nearest(s->diag, kind, kinds, n);
}

Status show_schema(const Options *options)
{
    Show s;
    Str *kinds;
    int n = show_begin(&s) ? names_in(&s, "templates/schemas", ".xsd", &kinds) : 0;
    for (int i = 0; i < n && options->narguments == 0; i++)
        printf(STR_FMT "\n", STR_ARG(kinds[i]));
    for (int i = 0; i < options->narguments && n > 0; i++)
        print_schema(&s, options->arguments[i], kinds, n);
    return show_end(&s, options);
}

/* --- codes ---------------------------------------------------------------- */

static bool explain_one(Str word)
{
    Str names[CODE_COUNT];
    Code code;
    if (code_find(word, &code)) {
        Buf text = {0};
        code_explain(code, &text);
        fwrite(text.p, 1, (size_t)text.n, stdout);
        buf_free(&text);
        return true;
    }
    for (int i = 0; i < CODE_COUNT; i++)
        names[i] = str_c(code_name((Code)i));
    fprintf(stderr, "planpress: unknown code \"" STR_FMT "\"", STR_ARG(word));
    Str nearest = str_nearest(word, names, CODE_COUNT);
    if (nearest.n)
        fprintf(stderr, "; did you mean \"" STR_FMT "\"?", STR_ARG(nearest));
    fputs("\n  help: planpress explain, without a code, lists them all\n", stderr);
    return false;
}

Status show_codes(const Options *options)
{
    Status status = STATUS_CLEAN;
    for (int i = 0; i < CODE_COUNT && options->narguments == 0; i++)
        printf("%s\t%s\n", code_name((Code)i), code_meaning((Code)i));
    for (int i = 0; i < options->narguments; i++) {
        if (i)
            putchar('\n');
        if (!explain_one(options->arguments[i]))
            status = STATUS_USAGE;
    }
    return status;
}
