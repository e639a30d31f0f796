/* Faces as browsers load them: WOFF2 (W3C Recommendation WOFF File Format 2.0). */
#ifndef TEXT_WEB_FONT_H
#define TEXT_WEB_FONT_H

#include "text/font.h"

/* The face with these characters and what it needs to set them well: kerning, ligatures, figures. False: HarfBuzz or
 * the compression refused, and *out is as it was. The same face and characters give the same bytes. */
bool face_web_font(const Face *f, const uint32_t *characters, int count, Buf *out);

#endif
