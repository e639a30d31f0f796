/* Captions, with the owner's number before them. */
#include "layout/flow/caption.h"

void caption_pieces(Pass *pass, Pieces *pieces, const Node *table, const Node *caption, const Style *style)
{
    if (table->number.n) {
        const Style *number = style_inline(pass->styler, style, STR("number"), STR(""));
        pieces_text(pass, pieces, table->number, number, caption);
        pieces_text(pass, pieces, STR("\xE2\x80\x82"), number, caption);
    }
    pieces_inlines(pass, pieces, caption->first, style);
}

void set_caption(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name)
{
    const Style *style = style_block(b->pass->styler, STR("caption"), str_c(class_name), s.place);
    Pieces pieces = {0};
    caption_pieces(b->pass, &pieces, owner, caption, style);
    build_begin(b, caption);
    set_paragraph(b, caption, &pieces, style, s);
}
