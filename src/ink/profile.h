/* The profile of a press: which inks give a colour on a paper. Found through the catalogue; lcms2 is hidden here. */
#ifndef INK_PROFILE_H
#define INK_PROFILE_H

#include "base/arena.h"
#include "diag/diag.h"
#include "style/catalogue.h"

typedef struct Profile Profile;

typedef struct ProfileSearch {
    Arena *arena;
    Diag *diag;
    const Catalogue *catalogue;
    Str name;      /* empty: the catalogue's first for the paper */
    bool uncoated; /* the paper */
    Pos at;        /* where the document names it; line 0: nowhere */
} ProfileSearch;

/* The first file of a profile that is in one of the folders; empty: none is. */
Str profile_path(Arena *a, const Catalogue *catalogue, const ProfileEntry *profile);
/* NULL: a diagnostic was added (PRS001 to PRS003). Its file is registered with the sink. */
Profile *profile_open(const ProfileSearch *search);
void profile_close(Profile *p); /* NULL is fine */

const ProfileEntry *profile_entry(const Profile *p);
Str profile_bytes(const Profile *p); /* the ICC profile as it is in its file */

enum { INKS = 4 }; /* cyan, magenta, yellow, black */

/* Colours of 8 bits each as inks of 0 to 1000. RGB is sRGB. Relative to the paper, with black point compensation: what
 * the press can print stays exactly that, white is the bare paper, and dark tones keep their differences. */
void profile_colours(const Profile *p, const uint8_t *rgb, int n, int16_t *inks);

/* From a picture's pixels to inks of 0 to 255. */
typedef struct Conversion Conversion;
/* icc: the profile inside the picture; empty, or not one of RGB: sRGB. Freed with the profile. */
const Conversion *profile_conversion(Profile *p, Str icc);
void profile_pixels(const Conversion *c, const uint8_t *rgb, int n, uint8_t *inks);

#endif
