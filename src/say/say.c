/* The pass over the tree.
 *
 * Numbers come first, because references consist of them; then come the places that cite a source. Then one walk in
 * reading order handles references, boxes, tables and drawn pictures. A reference to something without a number prints
 * its title, which may contain references; those come first (reference.c).
 *
 * A template's own words are in the template's language. In a document of another language they are looked up in the
 * language file. Missing words stay as they are, and one warning lists them with everything else that comes out in
 * English. */
#include "say/say.h"

#include "base/ascii.h"

#include "say/meeting.h"
#include "say/say_private.h"

/* ---- languages ---- */

static const Language *language_named(Say *s, Str tag, Pos from)
{
    const Language *l = map_find(&s->doc->languages, tag);
    if (!l) {
        l = s->job->language(s->job->self, tag, from);
        map_put(s->arena, &s->doc->languages, tag, (void *)l);
    }
    return l;
}

const Language *language_at(Say *s, const Node *n)
{
    return language_named(s, doc_lang(s->doc, n), n->pos);
}

Str say_template_words(Say *s, const Language *l, Str words)
{
    Str said = words;
    if (!words.n || language_is_same(l->asked, s->job->tpl->lang) || language_phrase(l, words, &said))
        return said;
    for (int i = 0; i < s->untranslated.n; i++)
        if (s->untranslated.at[i].language == l && str_eq(s->untranslated.at[i].words, words))
            return words;
    VEC_PUSH(s->arena, &s->untranslated, (Untranslated){l, words});
    return words;
}

/* ---- what belongs to no node ---- */

static Numbering numbering_of(Say *s)
{
    Numbering n = s->job->tpl->numbering;
    const Language *l = s->doc->language;
    n.appendix = say_template_words(s, l, n.appendix);
    n.figure = say_template_words(s, l, n.figure);
    n.table = say_template_words(s, l, n.table);
    n.section = say_template_words(s, l, n.section);
    n.part = say_template_words(s, l, n.part);
    return n;
}

/* Whether a placed text has words beside its fields. */
static bool has_words(Str text)
{
    int depth = 0;
    for (int i = 0; i < text.n; i++) {
        depth += (text.p[i] == '{') - (text.p[i] == '}');
        if (depth == 0 && (is_letter(text.p[i]) || (unsigned char)text.p[i] >= 0xC3))
            return true;
    }
    return false;
}

/* What masters place is looked up when pages are furnished; here it is only noted that a language lacks it. */
static void look_at_placed(Say *s)
{
    const Template *t = s->job->tpl;
    for (int i = 0; i < t->nmasters && !language_is_same(s->doc->language->asked, t->lang); i++) {
        const PageMaster *m = &t->masters[i];
        for (int k = 0; k < m->nplaced && template_uses(t, m); k++)
            if (m->placed[k].kind == PLACED_TEXT && has_words(m->placed[k].text))
                say_template_words(s, s->doc->language, m->placed[k].text);
    }
}

static void say_doc_words(Say *s)
{
    const Template *t = s->job->tpl;
    DocWords *w = &s->doc->words;
    Str *titles = NEWN(s->arena, Str, t->nfronts);
    for (int i = 0; i < t->nfronts; i++)
        titles[i] = say_template_words(s, s->doc->language, t->fronts[i].title);
    w->front_titles = titles;
    look_at_placed(s);
    w->date = language_date(s->arena, s->doc->language, s->doc->date);
    if (s->doc->report)
        w->access = meeting_access(s->arena, s->doc->language, s->doc->report->access);
    if (s->doc->draft) {
        w->draft = language_word(s->doc->language, WORD_DRAFT);
        w->draft_title = language_fill_one(s->arena, s->doc->language, WORD_DRAFT_TITLE, s->doc->title);
    }
    w->picture = s->doc->language->words[WORD_PICTURE]; /* of a picture already reported: not required here */
}

/* ---- nodes ---- */

static void say_box_title(Say *s, Node *box, const BoxStyle *style)
{
    for (int i = 0; i < box->nattrs; i++) {
        if (!str_is(box->attrs[i].name, "title"))
            continue;
        box->u.box.title = box->attrs[i].value; /* an empty one takes the template's away */
        return;
    }
    if (style && style->title.n)
        box->u.box.title = say_template_words(s, language_at(s, box), style->title);
}

static void say_box(Say *s, Node *box)
{
    const BoxStyle *style = template_box(s->job->tpl, box->name);
    say_box_title(s, box, style);
    if (!style || !style->continued.n || !box->u.box.title.n)
        return;
    Str *continued = NEW(s->arena, Str);
    *continued = say_template_words(s, language_at(s, box), style->continued);
    box->u.box.continued = continued;
}

static void say_table(Say *s, Node *table)
{
    Str continued = template_table(s->job->tpl, table->name)->continued;
    if (continued.n)
        table->u.table.continued = say_template_words(s, language_at(s, table), continued);
}

/* The mark of a task is a box, with or without a tick; people who listen hear words. */
static void say_item(Say *s, Node *item)
{
    if (item->u.item.task == TASK_NONE)
        return;
    Str word = language_word(language_at(s, item), item->u.item.task == TASK_DONE ? WORD_DONE : WORD_TO_DO);
    item->spoken =
        item->number.n ? str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(item->number), STR_ARG(word)) : word;
}

static void say_node(Say *s, Node *n)
{
    switch (n->kind) {
    case NODE_BOX: say_box(s, n); break;
    case NODE_ITEM: say_item(s, n); break;
    case NODE_TABLE: say_table(s, n); break;
    case NODE_IMAGE: say_picture(s, n); break;
    case NODE_REF: say_reference(s, n); break;
    default: break;
    }
}

/* ---- what came out in another language ---- */

static void put_quoted(Buf *out, Str words)
{
    buf_format(out, "%s\"" STR_FMT "\"", out->n ? ", " : "", STR_ARG(words));
}

static void report_language(const Say *s, const Language *l)
{
    Buf list = {0};
    bool lacking = !language_is_same(l->asked, l->tag);
    for (int i = 0; i < WORD_COUNT && lacking; i++)
        if (l->used[i])
            put_quoted(&list, l->words[i]);
    for (int i = 0; i < s->untranslated.n; i++)
        if (s->untranslated.at[i].language == l)
            put_quoted(&list, s->untranslated.at[i].words);
    if (list.n > 0) {
        check(s->doc->root);
        Str name = lacking ? str_format(s->arena, "the language \"" STR_FMT "\"", STR_ARG(l->asked)) : l->name;
        diag(s->job->diag, LNG002, s->doc->root->pos,
             "these words are in another language; expected them in " STR_FMT ": " STR_FMT, STR_ARG(name),
             STR_ARG(buf_view(&list)));
        Str primary, country;
        str_cut(l->asked, '-', &primary, &country);
        diag_help(s->job->diag, "add them to templates/languages/" STR_FMT ".xml", STR_ARG(primary));
    }
    buf_free(&list);
}

static void report_languages(const Say *s)
{
    for (int i = 0; i < s->doc->languages.n; i++)
        report_language(s, s->doc->languages.entries[i].value);
}

void say_document(const SayJob *job)
{
    Say s = {.job = job, .arena = job->arena, .doc = job->doc};
    language_named(&s, s.doc->lang, s.doc->root->pos);
    s.numbering = numbering_of(&s);
    say_doc_words(&s);
    say_sources(&s);
    divide_into_parts(&s);
    number_document(&s);
    cite_sources(&s);
    say_abbreviation_lists(&s);
    say_glossary(&s);
    say_index(&s);
    for (Node *n = s.doc->root; n; n = node_next(n, s.doc->root))
        say_node(&s, n);
    report_languages(&s);
}
