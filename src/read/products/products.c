/* <products> of a manifest, and of a template, which holds settings alone.
 *
 * Schemas know which attributes there are. Which of them belongs to which kind of product, and what values it takes,
 * the table of settings in doc/ says. What does not fit is reported and left out. */
#include "read/products/products.h"

#include "base/len.h"

enum { ATTRS_MOST = 16 };

/* Large print that is not large would be a promise that the file does not keep. */
static bool is_too_small(const Reader *r, const Product *p, Pos pos)
{
    if (p->kind != PRODUCT_LARGE_PRINT || p->large.size >= LARGE_PRINT_LEAST)
        return false;
    diag(r->diag, PRD003, pos, "this is too small for large print; expected at least 16pt, and better 18pt");
    return true;
}

static bool fits(const Reader *r, ProductKind kind, const Attr *a)
{
    Product p = {.kind = kind, .large.size = LARGE_PRINT_LEAST};
    Pos pos = a->pos;
    pos.len = int_max(a->value.n, 1);
    switch (product_set(&p, a)) {
    case PRODUCT_SET: return !is_too_small(r, &p, pos);
    case PRODUCT_NO_SETTING:
        diag(r->diag, PRD001, pos, "kind=\"%s\" has no attribute \"" STR_FMT "\"; expected it on another product",
             product_word(kind), STR_ARG(a->name));
        break;
    case PRODUCT_NO_VALUE:
        diag(r->diag, PRD002, pos, STR_FMT "=\"" STR_FMT "\" is not valid; expected " STR_FMT, STR_ARG(a->name),
             STR_ARG(a->value), STR_ARG(product_value_words(a->name)));
        break;
    }
    return false;
}

static void read_settings(const ProductsRead *in, const XmlNode *e, ProductKind kind, ProductSettings *out)
{
    const Reader *r = in->reader;
    Str names[ATTRS_MOST], values[ATTRS_MOST];
    int n = xml_attrs(r, e, names, values, ATTRS_MOST);
    for (int i = 0; i < n; i++) {
        Attr a = {names[i], values[i], xml_attr_pos(e, in->file, str_cdup(r->job, names[i]))};
        if (!str_is(a.name, "kind") && fits(r, kind, &a))
            VEC_PUSH(r->job, out, (ProductSetting){kind, a});
    }
}

void read_products(const ProductsRead *in, const XmlNode *list, ProductSettings *out, Pos listed[PRODUCT_KIND_COUNT])
{
    for (const XmlNode *e = xml_first(list); e; e = xml_next(e)) {
        ProductKind kind;
        if (!product_find(xml_attr(in->reader, e, "kind"), &kind))
            continue; /* the schema has reported it */
        listed[kind] = xml_pos(e, in->file);
        read_settings(in, e, kind, out);
    }
}
