/* The manifest's fields: each that differs is a change of its own. */
#include "diff/changes/changes_private.h"

static Str keywords_of(Arena *a, const Doc *doc)
{
    Buf out = {0};
    for (int i = 0; i < doc->nkeywords; i++)
        buf_format(&out, "%s" STR_FMT, i ? ", " : "", STR_ARG(doc->keywords[i]));
    return buf_take(&out, a);
}

static Str abbreviations_of(Arena *a, const Doc *doc)
{
    Buf out = {0};
    for (int i = 0; i < doc->nabbreviations; i++)
        buf_format(&out, "%s" STR_FMT ": " STR_FMT, i ? "; " : "", STR_ARG(doc->abbreviations[i].shown),
                   STR_ARG(doc->abbreviations[i].expansion));
    return buf_take(&out, a);
}

static void find_field(ChangeFinder *f, const char *name, Str was, Str now)
{
    if (str_eq(was, now))
        return;
    FoundChange *c = change_new(f, form_between(was, now), words_look(f->a, was, now));
    c->change.at = str_format(f->a, "document/%s", name);
    c->change.was = was;
    c->change.now = now;
    change_add_place(f, c, NULL);
}

void find_fields(ChangeFinder *f)
{
    const Doc *was = f->diff->old_doc, *now = f->diff->new_doc;
    find_field(f, "title", was->title, now->title);
    find_field(f, "subtitle", was->subtitle, now->subtitle);
    find_field(f, "organisation", was->organisation, now->organisation);
    if (!str_eq(was->author, was->organisation) || !str_eq(now->author, now->organisation))
        find_field(f, "author", was->author, now->author);
    find_field(f, "edition", was->edition, now->edition);
    find_field(f, "period", was->period, now->period);
    find_field(f, "date", was->date, now->date);
    find_field(f, "subject", was->subject, now->subject);
    find_field(f, "keywords", keywords_of(f->a, was), keywords_of(f->a, now));
    find_field(f, "abbreviations", abbreviations_of(f->a, was), abbreviations_of(f->a, now));
    find_field(f, "language", was->lang, now->lang);
    find_field(f, "template", was->template_name, now->template_name);
}
