/* Break opportunities by Unicode's rules (UAX #14), for text in Latin script.
 *
 * Each character has a class; a pair of neighbours, with or without spaces between, may be parted or not.
 * The rules are asked in the order of the annex (LB4 to LB31), less those for scripts that no document
 * here is written in (Korean syllables, Hebrew, regional indicators); ideographs are kept so that a name
 * in Chinese does not run over. Classes come from a table of ranges for Latin text and punctuation, and
 * for all else from the general category. Four departures, as compositors set English:
 *
 *   - a quotation mark binds on both sides only where no space stands (LB15 is left out),
 *   - no break before an em dash, only after it,
 *   - a hyphen at the beginning of a word stays with it (LB20a of later versions),
 *   - no break after spaces that begin a text.
 *
 * The house rules (house.c) then forbid more, and open web addresses. */
#include "text/breaks/breaks.h"

#include <string.h>
#include <utf8proc.h>

#include "base/ascii.h"
#include "base/utf8.h"

typedef enum Class {
    AL = 0,
    BA,
    BB,
    B2,
    BK,
    CL,
    CM,
    CP,
    EX,
    GL,
    HY,
    ID,
    IN,
    IS,
    NS,
    NU,
    OP,
    PO,
    PR,
    QU,
    SP,
    SY,
    ZW,
    WJ
} Class;

typedef struct ClassRange {
    uint32_t first, last;
    Class class;
} ClassRange;

/* What is not here is AL. */
static const uint8_t ascii[128] = {
    ['\t'] = BA, ['\n'] = BK, [' '] = SP,  ['!'] = EX, ['"'] = QU, ['$'] = PR, ['%'] = PO, ['\''] = QU, ['('] = OP,
    [')'] = CP,  ['+'] = PR,  [','] = IS,  ['-'] = HY, ['.'] = IS, ['/'] = SY, ['0'] = NU, ['1'] = NU,  ['2'] = NU,
    ['3'] = NU,  ['4'] = NU,  ['5'] = NU,  ['6'] = NU, ['7'] = NU, ['8'] = NU, ['9'] = NU, [':'] = IS,  [';'] = IS,
    ['?'] = EX,  ['['] = OP,  ['\\'] = PR, [']'] = CP, ['{'] = OP, ['|'] = BA, ['}'] = CL,
};

/* Sorted, from U+0080. What is not here is asked of the general category. */
static const ClassRange ranges[] = {
    {0x00A0, 0x00A0, GL}, {0x00A1, 0x00A1, OP}, {0x00A2, 0x00A2, PO},   {0x00A3, 0x00A5, PR},   {0x00A6, 0x00AA, AL},
    {0x00AB, 0x00AB, QU}, {0x00AC, 0x00AC, AL}, {0x00AD, 0x00AD, BA},   {0x00AE, 0x00AF, AL},   {0x00B0, 0x00B0, PO},
    {0x00B1, 0x00B1, PR}, {0x00B2, 0x00B3, AL}, {0x00B4, 0x00B4, BB},   {0x00B5, 0x00BA, AL},   {0x00BB, 0x00BB, QU},
    {0x00BC, 0x00BE, AL}, {0x00BF, 0x00BF, OP}, {0x00C0, 0x02FF, AL},   {0x2000, 0x2006, BA},   {0x2007, 0x2007, GL},
    {0x2008, 0x200A, BA}, {0x200B, 0x200B, ZW}, {0x2010, 0x2010, BA},   {0x2011, 0x2011, GL},   {0x2012, 0x2013, BA},
    {0x2014, 0x2014, B2}, {0x2018, 0x2019, QU}, {0x201A, 0x201A, OP},   {0x201B, 0x201D, QU},   {0x201E, 0x201E, OP},
    {0x201F, 0x201F, QU}, {0x2024, 0x2026, IN}, {0x2027, 0x2027, BA},   {0x202F, 0x202F, GL},   {0x2030, 0x2037, PO},
    {0x2039, 0x203A, QU}, {0x203C, 0x203D, NS}, {0x2044, 0x2044, IS},   {0x2060, 0x2060, WJ},   {0x20A0, 0x20CF, PR},
    {0x2103, 0x2103, PO}, {0x2109, 0x2109, PO}, {0x2116, 0x2116, PR},   {0x2212, 0x2213, PR},   {0x2E80, 0x3000, ID},
    {0x3001, 0x3002, CL}, {0x3003, 0x3007, ID}, {0x3012, 0x3013, ID},   {0x3020, 0xA4CF, ID},   {0xAC00, 0xD7A3, ID},
    {0xF900, 0xFAFF, ID}, {0xFEFF, 0xFEFF, WJ}, {0x1F000, 0x1FAFF, ID}, {0x20000, 0x3FFFD, ID},
};

static Class class_by_category(uint32_t cp)
{
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return CM;
    case UTF8PROC_CATEGORY_ND: return NU;
    case UTF8PROC_CATEGORY_PS: return OP;
    case UTF8PROC_CATEGORY_PE: return CL;
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF: return QU;
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_ZS: return BA;
    case UTF8PROC_CATEGORY_SC: return PR;
    default: return AL;
    }
}

static Class class_of(uint32_t cp)
{
    if (cp < COUNT(ascii))
        return (Class)ascii[cp];
    int low = 0, high = COUNT(ranges) - 1;
    while (low <= high) {
        int mid = (low + high) / 2;
        if (cp < ranges[mid].first)
            high = mid - 1;
        else if (cp > ranges[mid].last)
            low = mid + 1;
        else
            return ranges[mid].class;
    }
    return class_by_category(cp);
}

static bool in(Class c, uint32_t set)
{
    return set >> c & 1;
}

#define SET(c) (1u << (c))

/* LB22 to LB30: what holds together without a space between. */
static bool pair_holds(Class left, Class right)
{
    switch (left) {
    case AL:
    case NU: return in(right, SET(AL) | SET(NU) | SET(PR) | SET(PO) | SET(OP));
    case CP: return in(right, SET(AL) | SET(NU) | SET(PR) | SET(PO));
    case CL: return in(right, SET(PR) | SET(PO));
    case PR: return in(right, SET(AL) | SET(NU) | SET(OP) | SET(ID));
    case PO: return in(right, SET(AL) | SET(NU) | SET(OP));
    case ID: return right == PO;
    case HY: return right == NU;
    case IS: return in(right, SET(AL) | SET(NU));
    case SY: return right == NU;
    default: return false;
    }
}

/* LB7 to LB31 for two classes, with spaces between them or not. */
static bool may_part(Class left, bool spaces, Class right)
{
    if (in(right, SET(SP) | SET(ZW) | SET(BK)))
        return false;
    if (left == ZW)
        return true;
    if (right == WJ || (!spaces && in(left, SET(WJ) | SET(GL))))
        return false;
    if (right == GL && !spaces && !in(left, SET(BA) | SET(HY)))
        return false;
    if (in(right, SET(CL) | SET(CP) | SET(EX) | SET(IS) | SET(SY)) || left == OP)
        return false;
    if (in(left, SET(CL) | SET(CP)) && right == NS)
        return false;
    if (left == B2 && right == B2)
        return false;
    if (spaces)
        return true;
    if (left == QU || in(right, SET(QU) | SET(BA) | SET(HY) | SET(NS) | SET(B2) | SET(IN)) || left == BB)
        return false;
    return !pair_holds(left, right);
}

/* What was read before the character in hand. */
typedef struct BreakState {
    Class left;          /* class of the last that is no space */
    bool begun, spaces;  /* something was read; spaces since `left` */
    bool leading_hyphen; /* `left` is a hyphen that begins a word */
} BreakState;

static Opportunity opportunity(const BreakState *s, Class right)
{
    if (!s->begun)
        return OPP_NONE;
    if (s->left == BK)
        return OPP_FORCED;
    if (s->leading_hyphen && !s->spaces && in(right, SET(AL) | SET(NU) | SET(PR)))
        return OPP_NONE;
    if (!may_part(s->left, s->spaces, right))
        return OPP_NONE;
    return s->spaces ? OPP_SPACE : OPP_INSIDE;
}

static void step(BreakState *s, Class class)
{
    if (class == SP && s->left != BK) {
        s->spaces = true;
        return;
    }
    bool word_begins = !s->begun || s->spaces || in(s->left, SET(BK) | SET(OP) | SET(QU) | SET(SP));
    s->leading_hyphen = (class == HY || class == BA) && word_begins;
    s->left = class;
    s->spaces = false;
    s->begun = true;
}

/* A plain letter or digit behind another: nothing parts them. */
static bool goes_on(BreakState *s, char c)
{
    bool digit = is_digit(c), letter = is_letter(c);
    if (!(digit || letter) || !s->begun || s->spaces || !in(s->left, SET(AL) | SET(NU)))
        return false;
    s->left = digit ? NU : AL;
    return true;
}

void breaks_find(Str text, uint8_t *opp)
{
    memset(opp, 0, (size_t)text.n + 1);
    BreakState s = {0};
    for (int i = 0; i < text.n;) {
        if (goes_on(&s, text.p[i])) {
            i++;
            continue;
        }
        int at = i;
        Class class = class_of(utf8_next(text, &i));
        if (class == CM) {
            if (s.begun && !s.spaces && s.left != BK)
                continue; /* LB9: a mark is of its base */
            class = AL;
        }
        opp[at] = (uint8_t)opportunity(&s, class);
        step(&s, class);
    }
    breaks_house(text, opp);
}
