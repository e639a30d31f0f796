/* The pictures that a manifest names. */
#ifndef READ_NAMED_IMAGES_H
#define READ_NAMED_IMAGES_H

#include "doc/picture/named.h"
#include "read/manifest_private.h"

/* doc->images, from the manifest. One that cannot be read is reported and omitted (MD010, MD011, IO007, PIC003). */
void load_images(const Reader *r, const Manifest *m, Doc *doc);
/* Does the manifest list a picture with that id that could not be read? */
bool has_lost_image(const Reader *r, const Doc *doc, Str id);
/* The picture that is meant by a name at `pos`; NULL: there is none, which is reported (PIC004) unless it was lost. */
NamedImage *find_image(const Reader *r, const Doc *doc, Str id, Pos pos);
/* When all sections have been read: pictures that sections name and there are not, and those that nothing shows
 * (PIC005). */
void check_images(const Reader *r, const Manifest *m, Doc *doc, const Template *t);

#endif
