/* Contrast of a template's text with its backgrounds.
 *
 * All numbers are whole, so that every machine reaches the same verdict. A table holds the light of each of the 256
 * values of a channel (WCAG's formula, to nine places), luminance is their weighted sum, and ratios are compared by
 * multiplying out. Colours are those of the screen (RGB).
 *
 * The template alone determines what can be on what, before any document: styles in boxes, tables, lists and notes
 * (contrast_flow.c), and text on covers and in running heads (contrast_placed.c). Only rules that affect contrast
 * count: colour, size and weight. Text is large from 18pt, or from 14pt at weight 700. */
#include "style/contrast_private.h"

/* --- numbers ------------------------------------------------------------ */

/* ((c/255 + 0.055) / 1.055) ^ 2.4, or c/255/12.92 up to 0.04045, in 10^-9. */
static const int32_t light[256] = {
    0,         303527,    607054,    910581,    1214108,   1517635,    1821162,   2124689,   2428216,   2731743,
    3035270,   3346536,   3676507,   4024717,   4391442,   4776953,    5181517,   5605392,   6048833,   6512091,
    6995410,   7499032,   8023193,   8568126,   9134059,   9721217,    10329823,  10960094,  11612245,  12286488,
    12983032,  13702083,  14443844,  15208514,  15996293,  16807376,   17641954,  18500220,  19382361,  20288563,
    21219010,  22173885,  23153366,  24157632,  25186860,  26241222,   27320892,  28426040,  29556834,  30713444,
    31896033,  33104767,  34339807,  35601315,  36889450,  38204372,   39546235,  40915197,  42311411,  43735029,
    45186204,  46665086,  48171824,  49706566,  51269458,  52860647,   54480276,  56128490,  57805430,  59511238,
    61246054,  63010018,  64803267,  66625939,  68478170,  70360096,   72271851,  74213568,  76185381,  78187422,
    80219820,  82282707,  84376212,  86500462,  88655586,  90841711,   93058963,  95307467,  97587347,  99898728,
    102241733, 104616484, 107023103, 109461711, 111932428, 114435374,  116970668, 119538428, 122138772, 124771818,
    127437680, 130136477, 132868322, 135633330, 138431615, 141263291,  144128471, 147027266, 149959790, 152926152,
    155926464, 158960835, 162029376, 165132195, 168269400, 171441101,  174647404, 177888416, 181164244, 184474995,
    187820772, 191201683, 194617830, 198069320, 201556254, 205078736,  208636870, 212230757, 215860500, 219526200,
    223227957, 226965874, 230740049, 234550582, 238397574, 242281122,  246201327, 250158285, 254152094, 258182853,
    262250658, 266355605, 270497791, 274677312, 278894263, 283148740,  287440838, 291770650, 296138271, 300543794,
    304987314, 309468923, 313988713, 318546778, 323143209, 327778098,  332451536, 337163615, 341914425, 346704056,
    351532600, 356400144, 361306780, 366252596, 371237680, 376262123,  381326011, 386429434, 391572478, 396755231,
    401977780, 407240212, 412542613, 417885071, 423267670, 428690497,  434153636, 439657174, 445201195, 450785783,
    456411023, 462077000, 467783796, 473531496, 479320183, 485149940,  491020850, 496932995, 502886458, 508881321,
    514917665, 520995573, 527115126, 533276404, 539479489, 545724461,  552011402, 558340390, 564711506, 571124829,
    577580440, 584078418, 590618841, 597201788, 603827339, 610495571,  617206562, 623960392, 630757136, 637596874,
    644479682, 651405637, 658374817, 665387298, 672443157, 679542470,  686685312, 693871761, 701101892, 708375780,
    715693501, 723055129, 730460740, 737910409, 745404210, 752942217,  760524505, 768151147, 775822218, 783537792,
    791297940, 799102738, 806952258, 814846572, 822785754, 830769877,  838799012, 846873232, 854992608, 863157213,
    871367119, 879622397, 887923118, 896269353, 904661174, 913098652,  921581856, 930110858, 938685728, 947306537,
    955973353, 964686248, 973445290, 982250550, 991102097, 1000000000,
};

int64_t contrast_luminance(uint8_t r, uint8_t g, uint8_t b)
{
    return INT64_C(2126) * light[r] + INT64_C(7152) * light[g] + INT64_C(722) * light[b];
}

int contrast_ratio(int64_t luminance, int64_t other)
{
    const int64_t glare = INT64_C(500000000000); /* 0.05 */
    int64_t lighter = luminance > other ? luminance : other, darker = luminance > other ? other : luminance;
    return (int)((lighter + glare) * 100 / (darker + glare));
}

static int64_t *swatch_luminances(Arena *a, const Template *t)
{
    int64_t *all = NEWN(a, int64_t, t->nswatches + 1);
    all[0] = contrast_luminance(255, 255, 255);
    for (int i = 0; i < t->nswatches; i++)
        all[i + 1] = contrast_luminance(t->swatches[i].r, t->swatches[i].g, t->swatches[i].b);
    return all;
}

/* --- pairs -------------------------------------------------------------- */

bool contrast_is_bold(const Style *style)
{
    return style->weight >= 700;
}

int contrast_needed(const Style *style)
{
    bool large = style->size >= PT(18) || (style->size >= PT(14) && contrast_is_bold(style));
    return large ? CONTRAST_LARGE : CONTRAST_TEXT;
}

/* Identifies pairs with too little contrast; looked up by its bytes, so it has no gaps. */
typedef struct WeakKey {
    int32_t text, ground, needed, file, line, col;
} WeakKey;

static bool weak_is_known(Contrast *c, const ContrastPair *p)
{
    WeakKey key = {p->text, p->ground, p->needed, p->pos.file, p->pos.line, p->pos.col};
    Str bytes = {(const char *)&key, sizeof key};
    if (map_find(&c->weak, bytes))
        return true;
    map_put(c->arena, &c->weak, str_dup(c->arena, bytes), c);
    return false;
}

bool contrast_known(uint8_t *set, int needed)
{
    uint8_t bit = needed == CONTRAST_LARGE ? 1 : 2, before = *set;
    *set |= bit;
    return before & bit;
}

/* Good pairs differ only by colours and required contrast. */
static bool good_is_known(Contrast *c, const ContrastPair *p)
{
    return contrast_known(&c->good[p->text * (c->t->nswatches + 1) + p->ground + 1], p->needed);
}

static Pos source_of(const Contrast *c, const TextUse *u)
{
    const StyleRule *rule = NULL;
    if (u->inline_element.n)
        rule = style_source(c->styler, &(Element){u->inline_element, u->inline_class, u->place, true}, u->prop);
    if (!rule)
        rule = style_source(c->styler, &(Element){u->element, u->class_name, u->place, false}, u->prop);
    if (!rule && u->prop != PROP_COLOUR)
        rule = style_source(c->styler, &(Element){.name = STR("p"), .place = u->place}, PROP_COLOUR);
    return rule ? rule->pos : (Pos){0};
}

/* "strong in td.figure in total in table": nearest first. */
static Str name_of(Arena *a, const TextUse *u)
{
    Buf b = {0};
    if (u->inline_element.n) {
        buf_str(&b, u->inline_element);
        if (u->inline_class.n)
            buf_format(&b, "." STR_FMT, STR_ARG(u->inline_class));
        buf_puts(&b, " in ");
    }
    buf_str(&b, u->element);
    if (u->class_name.n)
        buf_format(&b, "." STR_FMT, STR_ARG(u->class_name));
    for (const Place *p = u->place; p; p = p->outer)
        buf_format(&b, " in " STR_FMT, STR_ARG(p->name));
    if (u->page.n)
        buf_format(&b, " on page " STR_FMT, STR_ARG(u->page));
    return buf_take(&b, a);
}

static ContrastPair pair_of(const Contrast *c, Swatch colour, int needed, Ground ground)
{
    return (ContrastPair){.text = colour,
                          .ground = ground.colour,
                          .needed = needed,
                          .ground_pos = ground.pos,
                          .ratio = contrast_ratio(c->luminance[colour + 1], c->luminance[ground.colour + 1])};
}

void contrast_add(Contrast *c, Swatch colour, int needed, const Grounds *grounds, const TextUse *use)
{
    if (colour == SWATCH_NONE || grounds->n == 0)
        return;
    ContrastPair best = {0};
    for (int i = 0; i < grounds->n; i++) {
        ContrastPair pair = pair_of(c, colour, needed, grounds->at[i]);
        if (pair.ratio > best.ratio)
            best = pair;
    }
    bool weak = best.ratio < best.needed;
    if (weak)
        best.pos = source_of(c, use);
    if (weak ? weak_is_known(c, &best) : good_is_known(c, &best))
        return;
    best.style = name_of(c->arena, use);
    VEC_PUSH(c->arena, &c->pairs, best);
}

/* The template with only those parts of its rules that affect contrast: there is much else, and each rule costs time
 * in each style. */
static const Template *bearing_rules(Arena *a, const Template *t)
{
    const uint64_t bearing = UINT64_C(1) << PROP_COLOUR | UINT64_C(1) << PROP_MARK_COLOUR | UINT64_C(1) << PROP_SIZE
                             | UINT64_C(1) << PROP_WEIGHT;
    const uint64_t kept = bearing | UINT64_C(1) << PROP_LEADING; /* the position of text on a cover depends on it */
    Template *copy = NEW(a, Template);
    StyleRule *rules = NEWN(a, StyleRule, t->nrules);
    *copy = *t;
    copy->nrules = 0;
    copy->rules = rules;
    for (int i = 0; i < t->nrules; i++) {
        if (!(t->rules[i].set & bearing))
            continue;
        rules[copy->nrules] = t->rules[i];
        rules[copy->nrules++].set &= kept;
    }
    return copy;
}

int contrast_find(Arena *job, const Template *t, const ContrastPair **out)
{
    Contrast c = {.arena = job, .t = bearing_rules(job, t)};
    c.styler = styler_new(job, c.t);
    c.luminance = swatch_luminances(job, t);
    c.good = NEWN(job, uint8_t, t->nswatches * (t->nswatches + 1));
    contrast_flow(&c);
    contrast_placed(&c);
    *out = c.pairs.at;
    return c.pairs.n;
}

/* --- what is wrong ------------------------------------------------------ */

static void report_pair(Diag *d, const Template *t, const ContrastPair *p)
{
    Str ground = p->ground == SWATCH_NONE ? STR("white paper") : t->swatches[p->ground].name;
    bool in_file = p->pos.line > 0;
    diag(d, TPL005, in_file ? p->pos : p->ground_pos,
         "text in " STR_FMT " on " STR_FMT " (" STR_FMT ") has a contrast of %d.%02d:1; expected at least %d.%d:1",
         STR_ARG(t->swatches[p->text].name), STR_ARG(ground), STR_ARG(p->style), p->ratio / 100, p->ratio % 100,
         p->needed / 100, p->needed % 100 / 10);
    if (in_file && p->ground_pos.line > 0)
        diag_label(d, p->ground_pos, "the background is set here");
}

bool contrast_report(Diag *d, const Template *t, const ContrastPair *pairs, int n)
{
    bool good = true;
    for (int i = 0; i < n; i++) {
        if (pairs[i].ratio >= pairs[i].needed)
            continue;
        report_pair(d, t, &pairs[i]);
        good = false;
    }
    return good;
}
