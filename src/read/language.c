/* Language files: templates/languages/TAG.xml to a Language.
 *
 * The file is the one of the document's own tag, else one of the same language in any country: "en" and "en-US" find
 * en-GB.xml. Without a file the words are English, and the pass that uses them reports it (say/say.c). A file must
 * give every word.
 *
 * Every run reads such a file, so one that clearly fits is not validated against its schema: that would take five
 * times as long as reading it. */
#include "read/language.h"

#include <string.h>

#include "base/ascii.h"
#include "base/vec.h"
#include "file/file.h"
#include "read/xml/xml.h"

#define ENGLISH "en-GB"

typedef struct Primer { /* a language file being read */
    const Reader *r;
    int file;
    Language *l;
} Primer;

/* ---- words ---- */

/* The id of a word; most files have them in the order of words.def. */
static int word_of(Str name, int likely)
{
    if (likely < WORD_COUNT && str_is(name, word_name((WordId)likely)))
        return likely;
    for (int i = 0; i < WORD_COUNT; i++)
        if (str_is(name, word_name((WordId)i)))
            return i;
    return -1;
}

/* Does a word have the places 1 to n, and no other? */
static bool has_places(Str word, int n)
{
    bool found[9] = {false};
    for (int i = 0; i + 2 < word.n; i++) {
        int place = word.p[i] == '{' && word.p[i + 2] == '}' && is_digit(word.p[i + 1]) ? word.p[i + 1] - '0' : -1;
        if (place == 0 || place > n)
            return false;
        if (place > 0)
            found[place - 1] = true;
    }
    for (int i = 0; i < n; i++)
        if (!found[i])
            return false;
    return true;
}

/* A pattern without a place would lose what belongs there. */
static Str read_word(Primer *p, const XmlNode *e, WordId id)
{
    Str word = str_trim(xml_text(p->r, e));
    int places = word_places(id);
    if (word.n && !has_places(word, places))
        diag(p->r->diag, LNG001, xml_pos(e, p->file),
             "\"" STR_FMT "\" does not have the places that \"%s\" needs; expected %s", STR_ARG(word), word_name(id),
             places == 0   ? "no {1}"
             : places == 1 ? "{1} and no other"
                           : str_format(p->r->job, "{1} to {%d}, each of them", places).p);
    return word;
}

static void read_words(Primer *p, const XmlNode *words)
{
    Str *all = NEWN(p->r->job, Str, WORD_COUNT);
    int id = -1;
    for (const XmlNode *e = xml_first(words); e; e = xml_next(e)) {
        id = word_of(xml_attr(p->r, e, "id"), id + 1);
        check(id >= 0); /* the schema lists them */
        all[id] = read_word(p, e, (WordId)id);
    }
    for (int i = 0; i < WORD_COUNT; i++) {
        if (all[i].n)
            continue;
        if (p->r->checks != CHECKS_NONE)
            diag(p->r->diag, LNG001, xml_pos(words, p->file), "this file has no word \"%s\"; expected <word id=\"%s\">",
                 word_name((WordId)i), word_name((WordId)i));
        all[i] = str_c(word_name((WordId)i));
    }
    p->l->words = all;
}

static int split_list(Arena *a, Str list, char between, Strs *out)
{
    for (bool more = list.n > 0; more;) {
        Str one;
        more = str_cut(list, between, &one, &list);
        if (str_trim(one).n)
            VEC_PUSH(a, out, str_trim(one));
    }
    return out->n;
}

static void read_numbers(Primer *p, const XmlNode *e)
{
    Str *numbers = NEWN(p->r->job, Str, LANGUAGE_NUMBERS), rest = xml_text(p->r, e), one;
    int n = 0;
    for (bool more = true; more; n++) {
        more = str_cut(rest, ',', &one, &rest);
        if (n < LANGUAGE_NUMBERS)
            numbers[n] = str_trim(one);
    }
    if (n != LANGUAGE_NUMBERS)
        diag(p->r->diag, LNG001, xml_pos(e, p->file), "this file has %d numbers in words; expected %d, from 0 to 99", n,
             LANGUAGE_NUMBERS);
    p->l->numbers = numbers;
    Strs noughts = {0};
    split_list(p->r->job, xml_attr(p->r, e, "nought"), ' ', &noughts);
    p->l->noughts = noughts.at;
    p->l->nnoughts = noughts.n;
}

static void read_ordinals(Primer *p, const XmlNode *e)
{
    Strs words = {0}, endings = {0};
    split_list(p->r->job, xml_text(p->r, e), ',', &words);
    if (split_list(p->r->job, xml_attr(p->r, e, "endings"), ' ', &endings) != LANGUAGE_NUMBERS)
        diag(p->r->diag, LNG001, xml_pos(e, p->file), "this file has %d endings of ordinals; expected %d, for 0 to 99",
             endings.n, LANGUAGE_NUMBERS);
    while (endings.n < LANGUAGE_NUMBERS)
        VEC_PUSH(p->r->job, &endings, (Str){0});
    p->l->ordinals = words.at, p->l->nordinals = words.n;
    p->l->ordinal_endings = endings.at;
}

static void read_nouns(Primer *p, const XmlNode *nouns)
{
    const Reader *r = p->r;
    VEC(Noun) all = {0};
    VEC(PluralEnding) endings = {0};
    for (const XmlNode *e = nouns ? xml_first(nouns) : NULL; e; e = xml_next(e)) {
        Str one = xml_attr(r, e, "one"), many = xml_attr(r, e, "many");
        if (xml_is(e, "noun"))
            VEC_PUSH(r->job, &all, (Noun){one, many, xml_attr(r, e, "one-joined"), xml_attr(r, e, "many-joined")});
        else
            VEC_PUSH(r->job, &endings, (PluralEnding){one, many});
    }
    p->l->nouns = all.at, p->l->nnouns = all.n;
    p->l->endings = endings.at, p->l->nendings = endings.n;
}

static void read_phrases(Primer *p, const XmlNode *phrases)
{
    for (const XmlNode *e = phrases ? xml_first(phrases) : NULL; e; e = xml_next(e)) {
        Str *words = NEW(p->r->job, Str);
        *words = str_trim(xml_text(p->r, e));
        map_put(p->r->job, &p->l->phrases, xml_attr(p->r, e, "of"), words);
    }
}

/* ---- files ---- */

static bool lists_fit(const Reader *r, const XmlNode *list)
{
    for (; list; list = xml_next(list)) {
        if (!xml_is(list, "nouns") && !xml_is(list, "phrases"))
            return false;
        for (const XmlNode *e = xml_first(list); e; e = xml_next(e)) {
            bool phrase = xml_is(list, "phrases") && xml_is(e, "phrase") && xml_has(e, "of") && xml_text(r, e).n;
            bool noun = xml_is(list, "nouns") && (xml_is(e, "noun") || xml_is(e, "ending")) && xml_has(e, "one")
                        && xml_has(e, "many");
            if ((!phrase && !noun) || xml_first(e))
                return false;
        }
    }
    return true;
}

/* Exactly the words, each once and in order, then the numbers, the ordinals and the lists, with only the attributes
 * they need. */
static bool plainly_fits(const Reader *r, const XmlNode *root)
{
    const XmlNode *words = xml_first(root), *numbers = words ? xml_next(words) : NULL;
    const XmlNode *ordinals = numbers ? xml_next(numbers) : NULL;
    Str names[4], values[4];
    if (!xml_is(root, "language") || xml_attrs(r, root, names, values, COUNT(names)) != 2 || !xml_has(root, "lang")
        || !xml_has(root, "name") || !ordinals || !xml_is(words, "words") || !xml_is(numbers, "numbers")
        || !xml_is(ordinals, "ordinals") || !xml_has(ordinals, "endings"))
        return false;
    const XmlNode *e = xml_first(words);
    for (int i = 0; i < WORD_COUNT; i++, e = xml_next(e))
        if (!e || !xml_is(e, "word") || xml_attrs(r, e, names, values, COUNT(names)) != 1
            || !str_is(xml_attr(r, e, "id"), word_name((WordId)i)) || !str_trim(xml_text(r, e)).n || xml_first(e))
            return false;
    return !e && lists_fit(r, xml_next(ordinals));
}

static Str language_folder(const Reader *r)
{
    return path_join(r->job, path_join(r->job, r->home, STR("templates")), STR("languages"));
}

/* The file for a tag, or an empty slice. */
static Str file_for(const Reader *r, Str tag)
{
    Str folder = language_folder(r), *names, found = {0};
    int n = 0;
    if (!dir_list(r->job, folder, &names, &n))
        return found;
    for (int i = 0; i < n; i++) {
        Str file = names[i];
        Str name = str_sub(file, 0, file.n - 4);
        if (!str_is(str_sub(file, name.n, file.n), ".xml") || !language_is_same(name, tag))
            continue;
        if (!found.n || str_eq(name, tag))
            found = file;
    }
    return found.n ? path_join(r->job, folder, found) : found;
}

static const Language *read_file(const Reader *r, Str tag, Str path, Pos from)
{
    Primer p = {.r = r, .l = NEW(r->job, Language)};
    static const char *const roots[] = {"language"};
    XmlFile f = {.path = path, .roots = roots, .nroots = 1, .fits = plainly_fits, .from = from};
    const XmlNode *root = xml_read_file(r, &f, &p.file);
    if (!root)
        return NULL;
    p.l->tag = xml_attr(r, root, "lang");
    p.l->asked = tag;
    p.l->name = xml_attr(r, root, "name");
    p.l->used = NEWN(r->job, bool, WORD_COUNT);
    read_words(&p, xml_child(root, "words"));
    read_numbers(&p, xml_child(root, "numbers"));
    read_ordinals(&p, xml_child(root, "ordinals"));
    read_nouns(&p, xml_child(root, "nouns"));
    read_phrases(&p, xml_child(root, "phrases"));
    return p.l;
}

/* English in place of a language without a file, told apart by the tag that was asked for. */
static const Language *stand_in(const Reader *r, const Language *english, Str tag)
{
    Language *l = NEW(r->job, Language);
    *l = *english;
    l->asked = tag;
    l->used = NEWN(r->job, bool, WORD_COUNT);
    return l;
}

const Language *read_language(const Reader *r, Str tag, Pos from)
{
    Str path = file_for(r, tag);
    if (path.n)
        return read_file(r, tag, path, from);
    if (r->language && str_is(r->language->tag, ENGLISH))
        return stand_in(r, r->language, tag);
    return read_file(r, tag, path_join(r->job, language_folder(r), STR(ENGLISH ".xml")), from);
}

const Language *document_language(const Reader *r, Doc *doc, Str tag, Pos from)
{
    const Language *l = map_find(&doc->languages, tag);
    if (l)
        return l;
    l = read_language(r, tag, from);
    if (!l)
        l = doc->language;
    map_put(r->job, &doc->languages, tag, (void *)l);
    return l;
}
