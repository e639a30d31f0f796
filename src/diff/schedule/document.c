/* The schedule as a document of its own: title and cover say that it is one and of what, its first lines which editions
 * it compares, and each variation has a heading. */
#include "diff/edition.h"
#include "diff/schedule/schedule_private.h"

static void append_heading(const Scheduling *s, int level, Str words, Node *section)
{
    Node *heading = schedule_node(s, NODE_HEADING, section);
    heading->u.heading.level = level;
    schedule_text(s, words, heading);
}

static void append_about(const Scheduling *s, Node *section)
{
    const Diff *diff = s->job->changes->diff;
    Str older = edition_words(s->a, s->l, diff, SIDE_OLD), newer = edition_words(s->a, s->l, diff, SIDE_NEW);
    Str editions[] = {older.n ? older : language_word(s->l, WORD_SCHEDULE_EARLIER),
                      newer.n ? newer : language_word(s->l, WORD_SCHEDULE_LATER)};
    schedule_paragraph(s, language_fill(s->a, s->l, WORD_SCHEDULE_ABOUT, editions, COUNT(editions)), section);
}

static void append_editions(const Scheduling *s, const Doc *edition, Node *section)
{
    if (edition->neditions == 0)
        return;
    append_heading(s, 2, language_word(s->l, WORD_EDITIONS_TITLE), section);
    node_append(section, editions_table(s->a, edition, s->l, s->pos));
}

/* What is stated about the new edition as a whole, without what it holds. */
static Doc *begin_schedule(Arena *a, const Doc *edition)
{
    Doc *doc = NEW(a, Doc);
    *doc = (Doc){.folder = edition->folder,
                 .name = edition->name,
                 .template_name = edition->template_name,
                 .lang = edition->lang,
                 .language = edition->language,
                 .title = language_word(edition->language, WORD_SCHEDULE_TITLE),
                 .subtitle = edition->title,
                 .organisation = edition->organisation,
                 .edition = edition->edition,
                 .subject = edition->subject,
                 .period = edition->period,
                 .date = edition->date,
                 .author = edition->author,
                 .keywords = edition->keywords,
                 .nkeywords = edition->nkeywords};
    doc_begin(a, doc, edition->root->pos);
    const Node *part = doc_only_part(edition);
    doc_only_part(doc)->u.part.tpl = part ? part->u.part.tpl : NULL;
    return doc;
}

Doc *schedule_document(Arena *a, const ScheduleJob *job)
{
    const Diff *diff = job->changes->diff;
    Doc *doc = begin_schedule(a, diff->new_doc);
    ScheduleAsk ask = schedule_ask_all();
    Scheduling s = {.a = a,
                    .job = job,
                    .ask = &ask,
                    .l = doc->language,
                    .places = places_of_both(a, diff),
                    .pos = doc->root->pos,
                    .heading = 2};
    Node *section = schedule_node(&s, NODE_SECTION, doc_only_part(doc));
    section->u.section.role = ROLE_BODY;
    section->u.section.in_contents = true;
    append_heading(&s, 1, doc->title, section);
    append_about(&s, section);
    schedule_append_groups(&s, section);
    append_editions(&s, diff->new_doc, section);
    return doc;
}
