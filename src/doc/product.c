/* The settings of products in one table: which kind has which attribute, what values it takes, and which member of
 * Product it sets. Readers check attributes with the same function that resolution uses.
 *
 * What paper a press product is for decides other defaults, so the attribute "stock" is looked at first. */
#include "doc/product.h"

#include <stddef.h>

#include "base/len.h"

typedef struct KindWords {
    const char *word, *title, *ending;
} KindWords;

static const KindWords KINDS[PRODUCT_KIND_COUNT] = {
    [PRODUCT_SCREEN] = {"screen", "the PDF for screens", ".pdf"},
    [PRODUCT_PRESS] = {"press", "the PDF for the printer", "-press.pdf"},
    [PRODUCT_LARGE_PRINT] = {"large-print", "the PDF in large print", "-large-print.pdf"},
    [PRODUCT_HTML] = {"html", "the web page", ".html"},
};

const char *product_word(ProductKind kind)
{
    return KINDS[kind].word;
}

const char *product_title(ProductKind kind)
{
    return KINDS[kind].title;
}

const char *product_ending(ProductKind kind)
{
    return KINDS[kind].ending;
}

bool product_find(Str word, ProductKind *out)
{
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++) {
        if (!str_is(word, KINDS[i].word))
            continue;
        *out = (ProductKind)i;
        return true;
    }
    return false;
}

/* --- settings --------------------------------------------------------- */

typedef enum AttributeValue {
    VALUE_WORDS,
    VALUE_STOCK,
    VALUE_LENGTH,
    VALUE_YES_NO,
    VALUE_PER_CENT,
    VALUE_NUMBER
} AttributeValue;

/* least, most: of lengths in points. */
typedef struct ProductAttribute {
    const char *name;
    ProductKind kind;
    AttributeValue value;
    size_t at; /* in Product */
    int least, most;
    const char *expected;
} ProductAttribute;

#define AT(member) offsetof(Product, member)
#define YES_NO "yes or no"

static const ProductAttribute SETTINGS[] = {
    {"profile", PRODUCT_PRESS, VALUE_WORDS, AT(press.profile), 0, 0, "the name of a profile"},
    {"stock", PRODUCT_PRESS, VALUE_STOCK, AT(press.stock), 0, 0, "coated or uncoated"},
    {"bleed", PRODUCT_PRESS, VALUE_LENGTH, AT(press.bleed), 0, 57, "a length such as 3mm, at most 20mm"},
    {"safe", PRODUCT_PRESS, VALUE_LENGTH, AT(press.safe), 0, 57, "a length such as 3mm, at most 20mm"},
    {"marks", PRODUCT_PRESS, VALUE_YES_NO, AT(press.marks), 0, 0, YES_NO},
    {"ink", PRODUCT_PRESS, VALUE_PER_CENT, AT(press.ink), 100, 400, "a percentage from 100% to 400%"},
    {"rich-black", PRODUCT_PRESS, VALUE_YES_NO, AT(press.rich_black), 0, 0, YES_NO},
    {"picture-dpi", PRODUCT_PRESS, VALUE_NUMBER, AT(press.dpi), 72, 1200, "a whole number from 72 to 1200"},
    {"multiple", PRODUCT_PRESS, VALUE_NUMBER, AT(press.multiple), 1, 64, "a whole number from 1 to 64"},
    {"size", PRODUCT_LARGE_PRINT, VALUE_LENGTH, AT(large.size), 1, 36, "a size such as 18pt, at most 36pt"},
    {"data", PRODUCT_HTML, VALUE_YES_NO, AT(html.data), 0, 0, YES_NO},
    {"fonts", PRODUCT_HTML, VALUE_YES_NO, AT(html.fonts), 0, 0, YES_NO},
};

static const ProductAttribute *find(Str name)
{
    for (int i = 0; i < COUNT(SETTINGS); i++)
        if (str_is(name, SETTINGS[i].name))
            return &SETTINGS[i];
    return NULL;
}

Str product_value_words(Str name)
{
    const ProductAttribute *s = find(name);
    return str_c(s ? s->expected : "another attribute");
}

static bool set_stock(Str value, Stock *out)
{
    bool uncoated = str_is(value, "uncoated");
    *out = uncoated ? STOCK_UNCOATED : STOCK_COATED;
    return uncoated || str_is(value, "coated");
}

static bool set_length(Str value, const ProductAttribute *s, Len *out)
{
    Len length;
    if (!len_parse(value, &length) || length < PT(s->least) || length > PT(s->most))
        return false;
    *out = length;
    return true;
}

static bool set_yes_no(Str value, bool *out)
{
    *out = str_is(value, "yes");
    return *out || str_is(value, "no");
}

static bool set_number(Str value, const ProductAttribute *s, int *out)
{
    int number;
    if (!str_to_int(value, &number) || number < s->least || number > s->most)
        return false;
    *out = number;
    return true;
}

static bool set_per_cent(Str value, const ProductAttribute *s, int *out)
{
    return str_ends(value, "%") && set_number(str_sub(value, 0, value.n - 1), s, out);
}

ProductSet product_set(Product *p, const Attr *a)
{
    const ProductAttribute *s = find(a->name);
    if (!s || s->kind != p->kind)
        return PRODUCT_NO_SETTING;
    void *at = (char *)p + s->at;
    bool valid = false;
    switch (s->value) {
    case VALUE_WORDS: *(Str *)at = a->value, valid = a->value.n > 0; break;
    case VALUE_STOCK: valid = set_stock(a->value, at); break;
    case VALUE_LENGTH: valid = set_length(a->value, s, at); break;
    case VALUE_YES_NO: valid = set_yes_no(a->value, at); break;
    case VALUE_PER_CENT: valid = set_per_cent(a->value, s, at); break;
    case VALUE_NUMBER: valid = set_number(a->value, s, at); break;
    }
    return valid ? PRODUCT_SET : PRODUCT_NO_VALUE;
}

/* --- defaults --------------------------------------------------------- */

/* What printers ask for: see the handbook. */
static Product defaults(ProductKind kind, Stock stock, int multiple)
{
    bool coated = stock == STOCK_COATED;
    const Len three_mm = LEN_PT * 72 * 30 / 254;
    return (Product){.kind = kind,
                     .press = {.stock = stock,
                               .bleed = three_mm,
                               .safe = three_mm,
                               .ink = coated ? 320 : 280,
                               .dpi = 250,
                               .multiple = multiple},
                     .large = {.size = PT(18)},
                     .html = {.data = true}};
}

static Stock stock_of(const ProductSettings *settings)
{
    Product p = {.kind = PRODUCT_PRESS};
    for (int i = 0; i < settings->n; i++)
        if (settings->at[i].kind == PRODUCT_PRESS && str_is(settings->at[i].attr.name, "stock"))
            product_set(&p, &settings->at[i].attr);
    return p.press.stock;
}

void products_resolve(const ProductSettings *settings, int multiple, Product *out)
{
    Stock stock = stock_of(settings);
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++)
        out[i] = defaults((ProductKind)i, stock, multiple);
    for (int i = 0; i < settings->n; i++)
        product_set(&out[settings->at[i].kind], &settings->at[i].attr);
}

int product_pages_multiple(const Doc *doc, int otherwise)
{
    const Product *press = doc->of_kind ? &doc->of_kind[PRODUCT_PRESS] : NULL;
    return press && press->pos.line ? press->press.multiple : otherwise;
}
