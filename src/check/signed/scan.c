/* The figures in the source text of a section or a data file.
 *
 * They are searched for in the text as the author typed it, so that each has its place, and a figure that comes from
 * the data is a placeholder. Comments, code, addresses, tags and the labels in braces are skipped; the words of a
 * caption or an alternative text, and what a block takes from the data, are not. A line is a paragraph, heading, item
 * or row: it ends at an empty line and before anything that begins a block, so that lines may be broken elsewhere
 * without being others. */
#include "check/signed/signed_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    WORDS_MOST = 40,  /* bytes of the words that a line is known by */
    FORM_MOST = 4000, /* bytes between the beginning and the end of a form, so that the time grows with the length */
    PLACEHOLDER_LONGEST = 1000
};

/* Forms that may never end. */
typedef enum ScanForm { FORM_BRACES, FORM_TAG, FORM_ADDRESS, FORMS } ScanForm;

typedef struct TextScan {
    Arena *arena;
    Str text;
    WrittenLines *lines; /* NULL: only figures */
    WrittenFigures *figures;
    WrittenLine line;
    Buf words;
    bool cut;               /* the line has more words than are kept */
    bool open;              /* the line of the file before was not empty */
    int item_indent;        /* of the last item of a list; -1: none */
    int none_before[FORMS]; /* how far the end of one has been searched for in vain */
} TextScan;

static int at_or(const TextScan *s, int i)
{
    return i >= 0 && i < s->text.n ? (unsigned char)s->text.p[i] : '\n';
}

static bool begins(const TextScan *s, int i, const char *what)
{
    if (at_or(s, i) != (unsigned char)*what)
        return false;
    return str_starts(str_sub(s->text, i, s->text.n), what);
}

/* After the next `end` from i on; the end of the text when there is none. Only for what is read no further then. */
static int behind(const TextScan *s, int i, const char *end)
{
    int found = str_find(str_sub(s->text, i, s->text.n), end);
    return found < 0 ? s->text.n : i + found + str_c(end).n;
}

static void add(TextScan *s, Str figure, int at)
{
    WrittenFigures *to = s->figures ? s->figures : &s->line.figures;
    if (figure.n)
        VEC_PUSH(s->arena, to, (WrittenFigure){figure, at});
}

/* The bytes that may begin a figure, or something to skip; most bytes are none of them. \xC2 and \xE2: £, € and minus.
 */
static const bool begins_piece[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,  ['6'] = true,  ['7'] = true,
    ['8'] = true, ['9'] = true, ['+'] = true, ['-'] = true, ['$'] = true, [0xC2] = true, [0xE2] = true, ['{'] = true,
    ['`'] = true, ['<'] = true, ['['] = true, ['&'] = true, [']'] = true, ['h'] = true,  ['w'] = true,  ['m'] = true,
};

/* --- the words of a line ------------------------------------------------------ */

static bool is_markup(char c)
{
    return (unsigned char)c < ' ' || strchr("*_`[]|#\\<>{}^~=+\"&;", c);
}

static void put_word_char(TextScan *s, char c)
{
    bool space = is_space(c) || (c == ':' && !s->words.n);
    if (s->cut || (!space && is_markup(c)))
        return;
    if (space && (!s->words.n || s->words.p[s->words.n - 1] == ' '))
        return;
    s->cut = space && s->words.n >= WORDS_MOST;
    if (!s->cut)
        buf_char(&s->words, space ? ' ' : c);
}

/* --- within a line --------------------------------------------------------------- */

static int scan_piece(TextScan *s, int i, int to);

static void scan_range(TextScan *s, int from, int to)
{
    for (int i = from; i < to;)
        i = scan_piece(s, i, to);
}

static Str spaces_joined(Arena *a, Str s)
{
    Buf out = {0};
    for (int i = 0; i < s.n; i++) {
        bool space = is_space(s.p[i]);
        if (!space || (out.n && out.p[out.n - 1] != ' '))
            buf_char(&out, space ? ' ' : s.p[i]);
    }
    return buf_take(&out, a);
}

/* A figure from the data. References to labels and pages are not figures. */
static int scan_placeholder(TextScan *s, int i)
{
    int end = str_find(str_sub(s->text, i, i + PLACEHOLDER_LONGEST), "}}");
    if (end < 0)
        return i + 2;
    end += i + 2;
    Str written = str_trim(str_sub(s->text, i + 2, int_max(end - 2, i + 2))), word, rest;
    str_cut(written, ' ', &word, &rest);
    bool reference = str_is(word, "ref") || str_is(word, "page") || str_is(word, "pages");
    if (!reference && written.n)
        add(s, str_format(s->arena, "{{ " STR_FMT " }}", STR_ARG(spaces_joined(s->arena, written))), i);
    return end;
}

typedef struct ScannedValue {
    Str name;
    int from, to;
} ScannedValue;

/* The next name=value in braces or a tag at or after *at. False: there is none before `to`. */
static bool next_value(const TextScan *s, int *at, int to, ScannedValue *out)
{
    for (int i = *at; i < to; i++) {
        if (at_or(s, i) != '=')
            continue;
        int from = i, end = i + 1, quote = at_or(s, i + 1);
        while (from > 0 && (is_alphanumeric(at_or(s, from - 1)) || at_or(s, from - 1) == '-'))
            from--;
        bool quoted = quote == '"' || quote == '\'';
        end += quoted;
        *out = (ScannedValue){.name = str_sub(s->text, from, i), .from = end};
        while (end < to && (quoted ? at_or(s, end) != quote : !is_space(at_or(s, end)) && at_or(s, end) != '}'))
            end++;
        out->to = end;
        *at = end + quoted;
        return true;
    }
    return false;
}

/* Where a search for the end of a form that goes on at `at` begins: the time must grow with the length. */
static int search_from(const TextScan *s, ScanForm form, int at)
{
    return int_max(at, s->none_before[form]);
}

/* The end of an attribute list in braces, or of a tag, that goes on at `at`; the byte before `at`: it has none. */
static int list_end(TextScan *s, ScanForm form, int at, int to)
{
    int quote = 0, close = form == FORM_TAG ? '>' : '}';
    for (int i = search_from(s, form, at); i < to; i++) {
        int c = at_or(s, i);
        if (quote ? c == quote : c == '"')
            quote = quote ? 0 : c;
        else if (!quote && c == close)
            return i + 1;
    }
    s->none_before[form] = int_max(s->none_before[form], to);
    return at - 1;
}

/* A block of data is recorded with what it takes: "{chart grants rows=a,b}". */
static void add_block(TextScan *s, int i, int end)
{
    Buf out = {0};
    ScannedValue v;
    bool data = false;
    int class_end = i + 2;
    while (is_alphanumeric(at_or(s, class_end)) || at_or(s, class_end) == '-')
        class_end++;
    buf_format(&out, "{" STR_FMT, STR_ARG(str_sub(s->text, i + 2, class_end)));
    for (int at = i; next_value(s, &at, end, &v);) {
        Str value = str_trim(str_sub(s->text, v.from, v.to));
        data = data || str_is(v.name, "data");
        if (str_is(v.name, "data"))
            buf_format(&out, " " STR_FMT, STR_ARG(value));
        if (!str_is(v.name, "rows") && !str_is(v.name, "columns"))
            continue;
        buf_format(&out, " " STR_FMT "=", STR_ARG(v.name));
        for (int k = 0; k < value.n; k++)
            if (value.p[k] != ' ' || value.p[k - 1] != ' ')
                buf_char(&out, value.p[k] == ' ' ? ',' : value.p[k]);
    }
    buf_char(&out, '}');
    if (data)
        add(s, str_dup(s->arena, buf_view(&out)), i);
    buf_free(&out);
}

static bool is_listed(Str name, const char *names)
{
    Str rest = str_c(names), one;
    for (bool more = true; more;) {
        more = str_cut(rest, ' ', &one, &rest);
        if (name.n && str_eq(one, name))
            return true;
    }
    return false;
}

static int scan_attributes(TextScan *s, int i, int to)
{
    int end = list_end(s, FORM_BRACES, i + 1, int_min(to, i + FORM_MOST));
    ScannedValue v;
    if (end == i)
        return i + 1;
    add_block(s, i, end);
    for (int at = i; next_value(s, &at, end, &v);)
        if (is_listed(v.name, "caption alt title short by"))
            scan_range(s, v.from, v.to);
    return end;
}

static bool is_attributes(const TextScan *s, int i)
{
    int next = at_or(s, i + 1);
    return next == '#' || next == '.' || next == ':' || is_letter(next);
}

/* The end of an address at i: https://…, www.…, or one behind a link's words; i when there is none. */
static int address_end(TextScan *s, int i, int to)
{
    if (begins(s, i, "](")) {
        int end = search_from(s, FORM_ADDRESS, i + 2), most = int_min(to, i + FORM_MOST), depth = 1, title = i + 2;
        for (; end < most && depth > 0; end++)
            depth += (at_or(s, end) == '(') - (at_or(s, end) == ')');
        if (depth > 0) {
            s->none_before[FORM_ADDRESS] = int_max(s->none_before[FORM_ADDRESS], most);
            return i;
        }
        while (title < end && at_or(s, title) != '"')
            title++;
        return title < end ? title : end; /* a picture's title is its caption */
    }
    if (!begins(s, i, "http://") && !begins(s, i, "https://") && !begins(s, i, "www.") && !begins(s, i, "mailto:"))
        return i;
    while (i < to && !is_space(at_or(s, i)) && !strchr("<>)\"", at_or(s, i)))
        i++;
    return i;
}

/* The end of a passage of code, or of the marks at i when they begin none. */
static int code_end(const TextScan *s, int i, int to)
{
    int run = 0;
    to = int_min(to, i + FORM_MOST);
    while (at_or(s, i + run) == '`')
        run++;
    for (int k = i + run; k < to; k++) {
        int n = 0;
        while (at_or(s, k + n) == '`')
            n++;
        if (n == run)
            return k + n;
        k += n;
    }
    return i + run;
}

/* What stands at i and is no figure: its end; i: nothing of the kind. */
static int skipped(TextScan *s, int i, int to)
{
    switch (at_or(s, i)) {
    case '`': return code_end(s, i, to);
    case '<':
        if (begins(s, i, "<!--"))
            return behind(s, i + 4, "-->");
        return is_letter(at_or(s, i + 1)) || at_or(s, i + 1) == '/'
                   ? list_end(s, FORM_TAG, i + 1, int_min(to, i + FORM_MOST))
                   : i;
    case '[': {
        int end = at_or(s, i + 1) == '^' ? str_find(str_sub(s->text, i, int_min(to, i + FORM_MOST)), "]") : -1;
        return end < 0 ? i : i + end + 1;
    }
    case '&': {
        int end = i + 1;
        while (is_alphanumeric(at_or(s, end)) || at_or(s, end) == '#')
            end++;
        return at_or(s, end) == ';' ? end + 1 : i;
    }
    case ']': return address_end(s, i, to);
    case 'h':
    case 'w':
    case 'm': return is_letter(at_or(s, i - 1)) ? i : address_end(s, i, to);
    default: return i;
    }
}

/* Reads what stands at i, and returns where to go on. */
static int scan_piece(TextScan *s, int i, int to)
{
    if (!begins_piece[(unsigned char)s->text.p[i]]) {
        if (s->lines && !s->cut)
            put_word_char(s, s->text.p[i]);
        return i + 1;
    }
    if (begins(s, i, "{{"))
        return scan_placeholder(s, i);
    if (at_or(s, i) == '{' && is_attributes(s, i))
        return scan_attributes(s, i, to);
    int end = skipped(s, i, to);
    if (end > i)
        return end;
    Str figure;
    end = written_figure(s->arena, s->text, i, &figure);
    if (end > i) {
        add(s, figure, i);
        return end;
    }
    if (s->lines)
        put_word_char(s, s->text.p[i]);
    return i + 1;
}

/* Ends the line before a byte. Its words are read only now, since most lines have no figures. */
static void end_line(TextScan *s, int before, int next)
{
    if (s->line.figures.n) {
        TextScan words = {.arena = s->arena, .text = s->text, .lines = s->lines};
        for (int i = s->line.at; i < before && !words.cut;)
            i = scan_piece(&words, i, before);
        s->line.words = str_dup(s->arena, str_trim(buf_view(&words.words)));
        buf_free(&words.words);
        VEC_PUSH(s->arena, s->lines, s->line);
    }
    s->line = (WrittenLine){.at = next};
}

/* --- lines of Markdown -------------------------------------------------------------- */

static int line_end(const TextScan *s, int i)
{
    const char *end = i < s->text.n ? memchr(s->text.p + i, '\n', (size_t)(s->text.n - i)) : NULL;
    return end ? (int)(end - s->text.p) + 1 : s->text.n;
}

static int behind_blanks(const TextScan *s, int i)
{
    while (is_blank(at_or(s, i)) || at_or(s, i) == '>')
        i++;
    return i;
}

/* The bytes of an item's mark at i, "- " or "12. ", in a line that is indented that far; 0: none. In the middle of a
 * paragraph, "300. " ends a sentence. */
static int item_mark(const TextScan *s, int i, int indent)
{
    int end = i;
    while (end - i < 9 && is_digit(at_or(s, end)))
        end++;
    bool number = end > i, stop = at_or(s, end) == '.' || at_or(s, end) == ')';
    bool first = end == i + 1 && at_or(s, i) == '1';
    if (number && (!stop || (s->open && !first && indent > s->item_indent)))
        return 0;
    if (number || strchr("-*+", at_or(s, i)))
        end++;
    return end > i && is_blank(at_or(s, end)) ? end + 1 - i : 0;
}

/* The bytes of "::: name", which are no words; 0: no such line. */
static int fence_mark(const TextScan *s, int i)
{
    int end = i;
    while (at_or(s, end) == ':')
        end++;
    if (end - i < 3)
        return 0;
    while (is_blank(at_or(s, end)))
        end++;
    while (is_alphanumeric(at_or(s, end)) || at_or(s, end) == '-' || at_or(s, end) == '_')
        end++;
    return end - i;
}

/* The end of a passage of code that begins at the line with the fence at i. */
static int fenced_end(const TextScan *s, int i)
{
    char mark = s->text.p[i];
    int run = 0, at = line_end(s, i);
    while (at_or(s, i + run) == mark)
        run++;
    for (; at < s->text.n; at = line_end(s, at)) {
        int from = behind_blanks(s, at), n = 0;
        while (at_or(s, from + n) == mark)
            n++;
        if (n >= run)
            return line_end(s, at);
    }
    return at;
}

static bool begins_block(const TextScan *s, int i)
{
    return begins(s, i, "#") || begins(s, i, "|") || begins(s, i, ":") || begins(s, i, "[^");
}

/* Whether nothing begins at a byte; an address does not begin within a word. */
static bool is_plain(const TextScan *s, int i)
{
    unsigned char c = (unsigned char)s->text.p[i];
    return !begins_piece[c] || (is_letter(c) && i > 0 && is_letter(s->text.p[i - 1]));
}

/* A line of the file: part of the line before, or the beginning of another. Returns where to go on. */
static int scan_line(TextScan *s, int i)
{
    int from = behind_blanks(s, i), next = line_end(s, i);
    if (begins(s, from, "```") || begins(s, from, "~~~")) {
        end_line(s, i, next);
        return fenced_end(s, from);
    }
    int indent = from - i, mark = item_mark(s, from, indent);
    bool empty = at_or(s, from) == '\n' || at_or(s, from) == '\r';
    if (empty || mark || begins_block(s, from))
        end_line(s, i, from);
    if (mark || (!empty && !s->open && indent <= s->item_indent))
        s->item_indent = mark ? indent : -1;
    s->open = !empty;
    from += mark ? mark : fence_mark(s, from);
    if (!s->line.figures.n && s->line.at >= i)
        s->line.at = from;
    while (from < next) {
        if (s->cut && is_plain(s, from)) {
            from++;
            continue;
        }
        bool comment = begins(s, from, "<!--"); /* may go on for many lines */
        from = scan_piece(s, from, comment ? s->text.n : next);
    }
    if (begins(s, i + indent, "#") || begins(s, i + indent, ":::"))
        end_line(s, from, from);
    return int_max(from, next);
}

/* The front matter of other programs is not printed. */
static int front_end(const TextScan *s)
{
    if (!begins(s, 0, "---\n") && !begins(s, 0, "---\r\n"))
        return 0;
    for (int i = line_end(s, 0); i < s->text.n; i = line_end(s, i))
        if (begins(s, i, "---") || begins(s, i, "..."))
            return line_end(s, i);
    return 0;
}

void written_markdown(Arena *a, Str text, WrittenLines *out)
{
    TextScan s = {.arena = a, .text = text, .lines = out, .cut = true, .item_indent = -1};
    for (int i = front_end(&s); i < text.n;)
        i = scan_line(&s, i);
    end_line(&s, text.n, text.n);
}

void written_words(Arena *a, Str text, WrittenFigures *out)
{
    TextScan s = {.arena = a, .text = text, .figures = out};
    scan_range(&s, 0, text.n);
}

/* --- elements of XML ------------------------------------------------------------------ */

/* The words of an element whose tag begins at i: those of its attributes, then its content. Returns where to go on. */
static int scan_element(TextScan *s, int i, Str name)
{
    int tag = list_end(s, FORM_TAG, i + 1, s->text.n), end = tag;
    ScannedValue v;
    Str id = {0};
    if (tag == i)
        return i + 1;
    if (at_or(s, tag - 2) != '/')
        end = behind(s, tag, str_format(s->arena, "</" STR_FMT, STR_ARG(name)).p);
    for (int at = i; next_value(s, &at, tag, &v);) {
        if (str_is(v.name, "id"))
            id = str_sub(s->text, v.from, v.to);
        if (str_is(v.name, "title") || str_is(v.name, "label"))
            scan_range(s, v.from, v.to);
    }
    scan_range(s, tag, end);
    s->line.at = i;
    s->line.words = id.n ? str_format(s->arena, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(id)) : name;
    if (s->line.figures.n)
        VEC_PUSH(s->arena, s->lines, s->line);
    s->line = (WrittenLine){0};
    return end;
}

void written_xml(Arena *a, Str text, const char *elements, WrittenLines *out)
{
    TextScan s = {.arena = a, .text = text, .lines = out, .cut = true};
    for (int i = 0; i < text.n;) {
        const char *open = memchr(text.p + i, '<', (size_t)(text.n - i));
        if (!open)
            break;
        i = (int)(open - text.p);
        int end = i + 1;
        while (is_alphanumeric(at_or(&s, end)) || at_or(&s, end) == '-')
            end++;
        Str name = str_sub(text, i + 1, end);
        i = begins(&s, i, "<!--") ? behind(&s, i, "-->") : is_listed(name, elements) ? scan_element(&s, i, name) : end;
    }
}
