/* What makes a file PDF/X-4 (ISO 15930-7) beyond its colours and boxes: the output intent with the press's profile, and
 * the claim in XMP. The standard asks for an identity of the document that its renditions share; here it is made of
 * what the document says of itself, so that the same input has the same bytes. */
#include <inttypes.h>

#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

void add_press_intent(Writer *w, Buf *catalog)
{
    const ProfileEntry *profile = profile_entry(w->job->profile);
    int stream = object_stream(w->objects, STR("/N 4/Alternate/DeviceCMYK"), profile_bytes(w->job->profile), true);
    buf_puts(catalog, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier");
    put_text(catalog, profile->condition);
    if (profile->registry.n) {
        buf_puts(catalog, "/RegistryName");
        put_text(catalog, profile->registry);
    }
    buf_puts(catalog, "/Info");
    put_text(catalog, profile->name);
    buf_format(catalog, "/DestOutputProfile %d 0 R>>]", stream);
}

static uint64_t identity_of(const PdfJob *job, const char *half)
{
    const Doc *doc = job->doc;
    return str_hash(str_format(job->arena, "%s\n" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n%lld", half,
                               STR_ARG(doc->name), STR_ARG(doc->title), STR_ARG(doc->organisation), STR_ARG(doc->lang),
                               (long long)job->epoch));
}

/* In the form of a UUID made by rules of one's own (RFC 9562, version 8). */
static void put_uuid(const PdfJob *job, Buf *xmp)
{
    uint64_t high = identity_of(job, "first"), low = identity_of(job, "second");
    buf_format(xmp, "uuid:%08" PRIx64 "-%04" PRIx64 "-8%03" PRIx64 "-%04" PRIx64 "-%012" PRIx64, high >> 32,
               high >> 16 & 0xFFFF, high & 0xFFF, 0x8000 | (low >> 48 & 0x3FFF), low & UINT64_C(0xFFFFFFFFFFFF));
}

void put_press_claims(const Writer *w, Buf *xmp)
{
    buf_puts(xmp, "<pdf:Trapped>False</pdf:Trapped>\n"
                  "<pdfxid:GTS_PDFXVersion xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">PDF/X-4"
                  "</pdfxid:GTS_PDFXVersion>\n<xmpMM:DocumentID xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">");
    put_uuid(w->job, xmp);
    buf_puts(xmp, "</xmpMM:DocumentID>\n"
                  "<xmpMM:VersionID xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">1</xmpMM:VersionID>\n"
                  "<xmpMM:RenditionClass xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">default"
                  "</xmpMM:RenditionClass>\n");
}
