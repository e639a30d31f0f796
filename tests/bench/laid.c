/* A document laid out: read like `planpress build` reads it, with the template and fonts of the project. */
#include "laid.h"

#include <stdio.h>
#include <string.h>

#include "file/file.h"
#include "read/read.h"
#include "text/font.h"

static bool lay(Laid *l, Str folder)
{
    Reader reader = {.job = l->arena, .diag = l->diag, .home = STR(".")};
    const Manifest *manifest = read_manifest(&reader, folder);
    const Doc *head = manifest ? manifest_doc(manifest) : NULL;
    l->tpl = head ? read_template(&reader, head->template_name, head->root->pos) : NULL;
    const Catalogue *catalogue = l->tpl ? read_catalogue(&reader) : NULL;
    if (!catalogue)
        return false;
    l->doc = read_document(&reader, manifest, l->tpl);
    l->fonts = fonts_open(l->arena, catalogue, l->diag);
    l->typesetter = typesetter_new(l->arena, l->fonts, l->doc->lang, l->diag);
    LayoutJob job = {.doc = l->doc, .typesetters = &l->typesetter, .job = l->arena, .pass = l->pass, .diag = l->diag};
    l->pages = layout_document(&job, &l->stats);
    return true;
}

bool laid_open(Laid *l, Str folder)
{
    *l = (Laid){.arena = arena_new(), .pass = arena_new()};
    l->diag = diag_new(l->arena);
    bool laid = lay(l, folder);
    if (!laid)
        diag_print(l->diag, stderr, false);
    return laid;
}

void laid_close(Laid *l)
{
    if (l->fonts)
        fonts_close(l->fonts);
    arena_free(l->pass);
    arena_free(l->arena);
}

const PageMaster *laid_master(const Laid *l, const Node *section)
{
    const PageMaster *m = section ? template_master(l->tpl, l->tpl->role_master[section->u.section.role]) : NULL;
    return m ? m : &l->tpl->masters[0];
}

const Node *laid_block(const Node *n)
{
    while (n && !node_is_block(n->kind))
        n = n->parent;
    return n;
}

int laid_each(int argc, char **argv, LaidReport *report)
{
    Arena *a = arena_new();
    Str *names;
    int n = 0;
    bool all = true, verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    int first = verbose ? 2 : 1;
    if (argc <= first && dir_list(a, STR("content"), &names, &n))
        for (int i = 0; i < n; i++)
            all = report(path_join(a, STR("content"), names[i]), verbose) && all;
    for (int i = first; i < argc; i++)
        all = report(str_c(argv[i]), verbose) && all;
    arena_free(a);
    return all ? 0 : 1;
}
