/* Reading a sentence.
 *
 * First it becomes atoms: words, figures, times and marks. Each word is kept twice more, in small letters and as its
 * stem, one behind another with single spaces, so that a run of words is a slice of either and can be looked up as a
 * phrase or as a name. Then the atoms become tokens from left to right: at each, the longest name of a row, else a
 * figure or time, else the longest phrase, else a word that is unknown. */
#include "check/agreement/sentence/sentence.h"

#include "base/ascii.h"

typedef enum AtomKind { ATOM_WORD, ATOM_FIGURE, ATOM_TIME, ATOM_MARK } AtomKind;

typedef struct Atom {
    AtomKind kind;
    int at, end;
    int low, low_end;          /* in small letters, for words */
    int stem, stem_end;        /* for words, and figures of digits alone */
    bool joined;               /* only a space or hyphen stands between it and the one before */
    const EnglishEntry *entry; /* of a word; NULL: it is in no table */
    const Mention *figure;
    Time time;
    char mark;
} Atom;

typedef struct SentenceReader {
    Arena *a;
    const Vocabulary *v;
    Prose *prose;
    const Mentions *mentions;
    VEC(Atom) atoms;
    VEC(Token) tokens;
    char *low, *stems;
    int nlow, nstems;
    Sentence *out;
} SentenceReader;

/* --- atoms --- */

static bool starts_at(Str text, int i, const char *what)
{
    return text.p[i] == *what && str_starts(str_sub(text, i, text.n), what);
}

#define APOSTROPHE "\xE2\x80\x99"

/* A byte of a word: letters, digits, apostrophes inside, and characters beyond ASCII that are no signs or spaces. */
static bool in_word(Str text, int i)
{
    unsigned char c = (unsigned char)text.p[i];
    if (c < 0x80)
        return is_alphanumeric(c) || c == '\'';
    return c != 0xC2 && (c != 0xE2 || starts_at(text, i, APOSTROPHE));
}

/* Bytes of the character that begins at i. */
static int char_length(Str text, int i)
{
    unsigned char c = (unsigned char)text.p[i];
    return c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
}

static int word_end(Str text, int i, int to)
{
    int end = i;
    while (i < to && in_word(text, i)) {
        i += (unsigned char)text.p[i] == 0xE2 ? 3 : 1;
        if (!(i < to) || text.p[i - 1] != '\'')
            end = i;
    }
    return int_min(int_max(end, i), to);
}

static Atom *new_atom(SentenceReader *r, AtomKind kind, int at, int end)
{
    int behind = r->atoms.n ? r->atoms.at[r->atoms.n - 1].end : at;
    Atom *atom = VEC_NEXT(r->a, &r->atoms);
    *atom = (Atom){.kind = kind, .at = at, .end = end};
    Str gap = str_sub(r->prose->text, behind, at);
    atom->joined = r->atoms.n > 1;
    for (int i = 0; i < gap.n && atom->joined; i++)
        if (!is_space(gap.p[i]) && gap.p[i] != '-' && (unsigned char)gap.p[i] != 0xC2
            && (unsigned char)gap.p[i] != 0xA0)
            atom->joined = false;
    return atom;
}

/* The word in small letters and as its stem. */
static void put_word(SentenceReader *r, Atom *atom, Str word)
{
    atom->low = r->nlow;
    for (int i = 0; i < word.n; i++)
        r->low[r->nlow++] = to_lower(word.p[i]);
    atom->low_end = r->nlow;
    r->low[r->nlow++] = ' ';
    atom->stem = r->nstems;
    r->nstems += name_stem(word, r->stems + r->nstems);
    atom->stem_end = r->nstems;
    r->stems[r->nstems++] = ' ';
}

static void add_word(SentenceReader *r, int at, int end)
{
    Str word = str_sub(r->prose->text, at, end);
    Atom *atom = new_atom(r, ATOM_WORD, at, end);
    put_word(r, atom, word);
    atom->entry = map_find(&r->v->english, (Str){r->low + atom->low, atom->low_end - atom->low});
}

static void add_figure(SentenceReader *r, const Mention *m)
{
    Atom *atom = new_atom(r, ATOM_FIGURE, m->at, m->end);
    atom->figure = m;
    if (!m->bound)
        put_word(r, atom, str_sub(r->prose->text, m->at, m->end));
}

static void add_mark(SentenceReader *r, int at, int end, char mark)
{
    new_atom(r, ATOM_MARK, at, end)->mark = mark;
}

static bool add_time(SentenceReader *r, int *at)
{
    Time time;
    int end = *at;
    if (!time_read(r->prose->text, &end, &time) || end > r->prose->to)
        return false;
    new_atom(r, ATOM_TIME, *at, end)->time = time;
    *at = end;
    return true;
}

/* What stands at i; moves behind it. */
static int read_atom(SentenceReader *r, int i)
{
    Str text = r->prose->text;
    int end = prose_skip(r->prose, i);
    if (end > i)
        return end;
    if (in_word(text, i) && text.p[i] != '\'' && !starts_at(text, i, APOSTROPHE)) {
        if ((is_digit(text.p[i]) || is_upper(text.p[i])) && add_time(r, &i))
            return i;
        end = word_end(text, i, r->prose->to);
        add_word(r, i, end);
        return end;
    }
    if (strchr(",;:()", text.p[i]))
        add_mark(r, i, i + 1, text.p[i]);
    else if (starts_at(text, i, "\xE2\x80\x93") || starts_at(text, i, "\xE2\x80\x94"))
        add_mark(r, i, i + 3, '-');
    return i + char_length(text, i);
}

static void read_atoms(SentenceReader *r)
{
    int next = 0;
    for (int i = r->prose->from; i < r->prose->to;) {
        const Mention *m = next < r->mentions->n ? &r->mentions->at[next] : NULL;
        if (is_space(r->prose->text.p[i])) {
            i++;
        } else if (m && i >= m->at) {
            add_figure(r, m);
            i = m->end;
            next++;
        } else {
            i = read_atom(r, i);
        }
    }
}

/* --- tokens --- */

/* How many atoms from i on are words in one run, `most` at most. */
static int run_of_words(const SentenceReader *r, int i, int most)
{
    int n = 1;
    while (n < most && i + n < r->atoms.n && r->atoms.at[i + n].joined && r->atoms.at[i + n].stem_end > 0)
        n++;
    return n;
}

static Str low_of(const SentenceReader *r, int from, int n)
{
    const Atom *first = &r->atoms.at[from], *last = &r->atoms.at[from + n - 1];
    return (Str){r->low + first->low, last->low_end - first->low};
}

static Str stems_of(const SentenceReader *r, int from, int n)
{
    const Atom *first = &r->atoms.at[from], *last = &r->atoms.at[from + n - 1];
    return (Str){r->stems + first->stem, last->stem_end - first->stem};
}

static Token *new_token(SentenceReader *r, TokenKind kind, int from, int n)
{
    Token *t = VEC_NEXT(r->a, &r->tokens);
    *t = (Token){.kind = kind, .at = r->atoms.at[from].at, .end = r->atoms.at[from + n - 1].end};
    return t;
}

/* The longest name of a row that begins with the atom. Returns how many atoms it takes; 0: none. */
static int take_name(SentenceReader *r, int i)
{
    const Map *names = &r->v->names->names;
    if (r->atoms.at[i].stem_end == 0)
        return 0;
    Str stem = stems_of(r, i, 1);
    const RowName *first = stem.n && name_may_begin(r->v->names, stem) ? map_find(names, stem) : NULL;
    if (!first)
        return 0;
    for (int n = run_of_words(r, i, first->longest); n > 0; n--) {
        const RowName *name = n == 1 ? first : map_find(names, stems_of(r, i, n));
        if (!name || !name->rows.n)
            continue;
        const EnglishEntry *word = map_find(&r->v->english, low_of(r, i, n));
        Token *t = new_token(r, TOKEN_ROW, i, n);
        t->rows = name;
        t->is = word && word->alone ? word->alone->is : 0;
        return n;
    }
    return 0;
}

static int take_phrase(SentenceReader *r, int i)
{
    const EnglishEntry *first = r->atoms.at[i].entry;
    for (int n = first ? run_of_words(r, i, first->longest) : 0; n > 0; n--) {
        const EnglishEntry *entry = n == 1 ? first : map_find(&r->v->english, low_of(r, i, n));
        if (!entry || !entry->alone)
            continue;
        Token *t = new_token(r, TOKEN_WORD, i, n);
        t->is = entry->alone->is;
        t->value = entry->alone->value;
        return n;
    }
    return 0;
}

static bool ends_in_ly(Str low)
{
    return low.n > 4 && str_ends(low, "ly");
}

/* "The council's" is like "our". */
static bool take_possessive(SentenceReader *r, int i)
{
    Str low = low_of(r, i, 1);
    int end = str_ends(low, "'s") ? 2 : str_ends(low, APOSTROPHE "s") ? 4 : 0;
    const EnglishEntry *owner = end ? map_find(&r->v->english, str_sub(low, 0, low.n - end)) : NULL;
    if (!owner || !owner->alone || !(owner->alone->is & (EN_WE | EN_NAMED)))
        return false;
    new_token(r, TOKEN_WORD, i, 1)->is = EN_DET | EN_OURS;
    return true;
}

/* A word that is in no table: an adverb in -ly changes nothing; a capital inside a sentence is somebody else's name. */
static int take_unknown(SentenceReader *r, int i)
{
    if (take_possessive(r, i))
        return 1;
    Token *t = new_token(r, TOKEN_UNKNOWN, i, 1);
    Str low = low_of(r, i, 1);
    if (ends_in_ly(low)) {
        t->kind = TOKEN_WORD;
        t->is = EN_MILD;
    } else if (is_upper(r->prose->text.p[t->at]) && r->tokens.n > 1
               && r->tokens.at[r->tokens.n - 2].kind != TOKEN_MARK) {
        r->out->unsure = true;
    }
    return 1;
}

/* --- numbers in words --- */

static bool low_is(const SentenceReader *r, int i, const char *word)
{
    return i < r->atoms.n && r->atoms.at[i].kind == ATOM_WORD && str_is(low_of(r, i, 1), word);
}

/* The word of the table that an atom is, if it may be that; NULL: another. */
static const EnglishWord *word_at(const SentenceReader *r, int i, uint64_t is)
{
    if (i >= r->atoms.n || r->atoms.at[i].kind != ATOM_WORD)
        return NULL;
    const EnglishEntry *entry = r->atoms.at[i].entry;
    return entry && entry->alone && entry->alone->is & is ? entry->alone : NULL;
}

static int take_figure(SentenceReader *r, int i, int n, Mention m)
{
    Mention *figure = NEW(r->a, Mention);
    m.at = r->atoms.at[i].at;
    m.end = r->atoms.at[i + n - 1].end;
    m.known = m.spelt = true;
    *figure = m;
    new_token(r, TOKEN_FIGURE, i, n)->figure = figure;
    return n;
}

static int take_part(SentenceReader *r, int i, int n, int parts, int whole)
{
    return take_figure(r, i, n, (Mention){.family = FAMILY_PART, .parts = parts, .whole = whole});
}

/* "a third", "two-thirds", "half", "one in five". */
static int take_parts(SentenceReader *r, int i)
{
    const EnglishWord *number = word_at(r, i, EN_NUMBER), *part = word_at(r, i + 1, EN_PARTS);
    bool article = low_is(r, i, "a");
    bool rank = word_at(r, i + 2, EN_SUPERLATIVE);
    if (low_is(r, i, "half"))
        return take_part(r, i, 1, 1, 2);
    if (part && !rank && (article || number) && (article ? 1 : number->value) < part->value)
        return take_part(r, i, 2, article ? 1 : number->value, part->value);
    const EnglishWord *of = low_is(r, i + 1, "in") ? word_at(r, i + 2, EN_NUMBER) : NULL;
    if (number && of && number->value < of->value)
        return take_part(r, i, 3, number->value, of->value);
    return 0;
}

static Family family_behind(const SentenceReader *r, int i, int *n)
{
    static const struct {
        const char *first, *second;
        Family family;
    } units[] = {{"per", "cent", FAMILY_PERCENT},
                 {"percentage", "points", FAMILY_POINTS},
                 {"percentage", "point", FAMILY_POINTS}};
    *n = 0;
    for (int k = 0; k < COUNT(units); k++)
        if (low_is(r, i, units[k].first) && low_is(r, i + 1, units[k].second)) {
            *n = 2;
            return units[k].family;
        }
    return FAMILY_PLAIN;
}

/* "six", "six per cent". */
static int take_number(SentenceReader *r, int i)
{
    const EnglishWord *number = word_at(r, i, EN_NUMBER);
    int unit, parts = take_parts(r, i);
    if (parts || !number)
        return parts;
    Family family = family_behind(r, i + 1, &unit);
    return take_figure(r, i, 1 + unit,
                       (Mention){.family = family, .value = {number->value, 0}, .digits = number->value > 9 ? 2 : 1});
}

/* --- the sentence --- */

static void take_atom(SentenceReader *r, int i)
{
    const Atom *atom = &r->atoms.at[i];
    if (atom->kind == ATOM_FIGURE)
        new_token(r, TOKEN_FIGURE, i, 1)->figure = atom->figure;
    else if (atom->kind == ATOM_TIME)
        new_token(r, TOKEN_TIME, i, 1)->time = atom->time;
    else
        new_token(r, TOKEN_MARK, i, 1)->mark = atom->mark;
}

static int take_token(SentenceReader *r, int i)
{
    int n = take_name(r, i);
    if (n)
        return n;
    if (r->atoms.at[i].kind != ATOM_WORD) {
        take_atom(r, i);
        return 1;
    }
    n = take_number(r, i);
    n = n ? n : take_phrase(r, i);
    return n ? n : take_unknown(r, i);
}

static bool same_time(Time a, Time b)
{
    return a.year == b.year && a.month == b.month && a.period == b.period;
}

static bool marks(const Sentence *s, int i, char mark)
{
    return i < s->n && s->tokens[i].kind == TOKEN_MARK && s->tokens[i].mark == mark;
}

static bool is_word(const Sentence *s, int i, uint64_t is)
{
    return i >= 0 && i < s->n && s->tokens[i].kind == TOKEN_WORD && s->tokens[i].is & is;
}

/* Parts: behind a semicolon, or a comma and "but", a new one; ", which …," and "After …," are apart from what is around
 * them. */
static void find_parts(Sentence *s)
{
    int part = 0, last = 0, around = -1; /* the part around an aside */
    if (is_word(s, 0, EN_CONJ))
        around = 0, part = last = 1;
    for (int i = 0; i < s->n; i++) {
        bool comma = marks(s, i, ',');
        if (comma && around >= 0) {
            part = around;
            around = -1;
        } else if (marks(s, i, ';') || (comma && is_word(s, i + 1, EN_CONJ | EN_WHICH))) {
            around = comma && !is_word(s, i + 1, EN_AND) ? part : -1;
            last = int_min(last + 1, PARTS_MOST - 1);
            part = last;
        }
        s->tokens[i].part = part;
    }
}

bool token_is_quiet(const Sentence *s, int i)
{
    return s->quiet >> s->tokens[i].part & 1;
}

/* What holds of the sentence and of its parts. */
static void survey(SentenceReader *r)
{
    Sentence *s = r->out;
    find_parts(s);
    for (int i = 0; i < s->n; i++) {
        const Token *t = &s->tokens[i];
        bool quarter = is_word(s, i, EN_PARTS) && t->value == 4;
        if (is_word(s, i, EN_SILENT) || quarter)
            s->quiet |= (uint64_t)1 << t->part;
        s->unsure = s->unsure || is_word(s, i, EN_IF);
        s->future = s->future || is_word(s, i, EN_FUTURE);
        if (t->kind != TOKEN_TIME || (s->times && same_time(t->time, s->only)))
            continue;
        s->times++;
        s->only = t->time;
        s->only_token = i;
        s->only_since = is_word(s, i - 1, EN_SINCE | EN_THAN);
    }
    Str text = str_trim(str_sub(s->text, r->prose->from, r->prose->to));
    if (str_ends(text, "?"))
        s->unsure = true;
}

/* Whether any word could claim something, or there is a figure to claim it of. */
static bool says_something(const SentenceReader *r)
{
    const uint64_t claims =
        EN_UP | EN_DOWN | EN_MULTIPLE | EN_TIMES | EN_EXCEEDS | EN_SUPERLATIVE | EN_TARGET | EN_NUMBER | EN_PARTS;
    for (int i = 0; i < r->atoms.n; i++) {
        const EnglishEntry *entry = r->atoms.at[i].entry;
        if (r->atoms.at[i].kind == ATOM_FIGURE || (entry && entry->begins & claims))
            return true;
    }
    return false;
}

void sentence_read(Arena *a, const Vocabulary *v, Prose *prose, const Mentions *mentions, Sentence *out)
{
    *out = (Sentence){.text = prose->text};
    int room = 2 * (prose->to - prose->from) + 2;
    SentenceReader r = {.a = a, .v = v, .prose = prose, .mentions = mentions, .out = out};
    r.low = arena_take(a, (size_t)room);
    r.stems = arena_take(a, (size_t)room);
    read_atoms(&r);
    bool something = says_something(&r);
    for (int i = 0; something && i < r.atoms.n;)
        i += take_token(&r, i);
    out->tokens = r.tokens.at;
    out->n = r.tokens.n;
    survey(&r);
}

/* --- whether to read it --- */

enum { STEMS_MOST = 256 };

/* Whether a row's name begins with the word [from, to). The words behind it are stems one after another, as far as only
 * spaces and hyphens stand between them. */
static bool begins_name(const Vocabulary *v, const Prose *prose, int from, int to)
{
    Str text = prose->text;
    char stems[STEMS_MOST];
    if (to - from >= STEMS_MOST || !name_may_begin(v->names, str_sub(text, from, to)))
        return false;
    int n = name_stem(str_sub(text, from, to), stems);
    const RowName *first = map_find(&v->names->names, (Str){stems, n});
    for (int words = 1; first; words++) {
        const RowName *name = words == 1 ? first : map_find(&v->names->names, (Str){stems, n});
        if (name && name->rows.n)
            return true;
        for (from = to; from < prose->to && (is_space(text.p[from]) || text.p[from] == '-'); from++) {
        }
        for (to = from; to < prose->to && in_word(text, to); to++) {
        }
        if (words == first->longest || to == from || n + 1 + to - from > STEMS_MOST)
            return false;
        stems[n++] = ' ';
        n += name_stem(str_sub(text, from, to), stems + n);
    }
    return false;
}

/* "from 92% to 94%", "by" a placeholder for a change: no row need be named. */
static bool speaks_for_itself(Str text, const Mention *m)
{
    Str before = str_trim(str_sub(text, m->at - 4, m->at));
    return m->compared || str_ends(before, "to") || (m->bound && str_ends(before, "by"));
}

bool sentence_may_claim(const Vocabulary *v, const Prose *prose, const Mentions *mentions)
{
    Str text = prose->text;
    for (int i = 0; i < mentions->n; i++)
        if (speaks_for_itself(text, &mentions->at[i]))
            return true;
    for (int i = prose->from; i < prose->to;) {
        int from = i;
        while (i < prose->to && (is_letter(text.p[i]) || in_word(text, i)))
            i++;
        bool targets = v->names->verdicts.n && i - from >= 6 && str_starts(str_sub(text, from, i), "target");
        if (targets || (i > from && begins_name(v, prose, from, i)))
            return true;
        if (i == from)
            i += char_length(text, i);
    }
    return false;
}
