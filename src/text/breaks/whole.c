/* What is one piece of information stays on one line (UKAAF G003, for large print):
 *
 *     31 | July | 2014                 a date
 *     01480 | 422 | 431                a telephone number, or any figure written in groups
 *     Dr | Evans, Chief | Constable    a title and a name; a rank of two words
 *
 * The house rules keep a number and its unit, and figures with a slash or dash (house.c). */
#include "text/breaks/breaks.h"

#include "base/ascii.h"
#include "base/str.h"

static const char *const months[] = {
    "January",   "February", "March",      "April",    "May",    "June",     "July",     "August",
    "September", "October",  "November",   "December", "Ionawr", "Chwefror", "Mawrth",   "Ebrill",
    "Mai",       "Mehefin",  "Gorffennaf", "Awst",     "Medi",   "Hydref",   "Tachwedd", "Rhagfyr",
};

static const char *const titles[] = {
    "Mr",    "Mrs",  "Ms",         "Miss",      "Mx", "Dr",  "Sir",       "Dame",           "Lord",
    "Lady",  "Cllr", "Councillor", "Professor", "PC", "Sgt", "Inspector", "Superintendent", "Sergeant",
    "Chief", "Dr.",  "Mr.",        "Mrs.",      "St", "Syr", "Cyng",
};

static bool is_any(Str token, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_is(token, words[i]))
            return true;
    return false;
}

/* Without a bracket or quotation mark before it, and points behind it. */
static Str bare(Str token)
{
    while (token.n && (token.p[0] == '(' || token.p[0] == '"' || token.p[0] == '\''))
        token = str_sub(token, 1, token.n);
    while (token.n && (token.p[token.n - 1] == ',' || token.p[token.n - 1] == ';'))
        token = str_sub(token, 0, token.n - 1);
    return token;
}

static bool all_digits(Str token)
{
    for (int i = 0; i < token.n; i++)
        if (!is_digit(token.p[i]))
            return false;
    return token.n > 0;
}

/* "422", "431.", "(01480)": digits with marks round them. */
static Str group_of(Str token)
{
    token = bare(token);
    while (token.n && (token.p[token.n - 1] == '.' || token.p[token.n - 1] == ')'))
        token = str_sub(token, 0, token.n - 1);
    return token;
}

static bool is_ordinal_day(Str token)
{
    int n = 0;
    while (n < token.n && n < 3 && is_digit(token.p[n]))
        n++;
    return n > 0 && n < 3 && token.n - n <= 2;
}

static bool belongs(Str left, Str right)
{
    Str group = group_of(right);
    bool ends = left.n && (left.p[left.n - 1] == ',' || left.p[left.n - 1] == '.' || left.p[left.n - 1] == ';');
    if (ends && !is_any(left, titles, COUNT(titles)))
        return false;
    if (all_digits(group_of(left)) && all_digits(group))
        return true;
    if (is_ordinal_day(bare(left)) && is_any(group, months, COUNT(months)))
        return true;
    if (is_any(bare(left), months, COUNT(months)) && all_digits(group))
        return true;
    return is_any(bare(left), titles, COUNT(titles)) && right.n && is_upper(right.p[0]);
}

void breaks_keep_whole(Str text, uint8_t *opp)
{
    Str left = {0};
    for (int i = 0; i < text.n;) {
        if (text.p[i] == ' ' || text.p[i] == '\n') {
            i++;
            continue;
        }
        int from = i;
        while (i < text.n && text.p[i] != ' ' && text.p[i] != '\n')
            i++;
        Str token = str_sub(text, from, i);
        if ((opp[from] & OPP_KIND) == OPP_SPACE && belongs(left, token))
            opp[from] = (uint8_t)(opp[from] & ~OPP_KIND);
        left = token;
    }
}
