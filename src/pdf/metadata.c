/* The file's metadata, the same in two places: in Info for old readers, in XMP for the rest. Also the output intent,
 * which defines the document's plain RGB. The title of a draft says that it is one, because the words across its
 * pages are not read out. Dates come from the job, never from the clock.
 *
 * XMP is also where the file claims its standards. PDF/A requires a description of the PDF/UA property in an
 * extension schema, so that is present when both are claimed. */
#include <time.h>

#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

static struct tm utc(int64_t epoch)
{
    const int64_t end_of_9999 = INT64_C(253402300799);
    time_t seconds = (time_t)(epoch < 0 ? 0 : epoch > end_of_9999 ? end_of_9999 : epoch);
    struct tm t = {0};
    gmtime_r(&seconds, &t);
    return t;
}

void put_date(Buf *b, int64_t epoch)
{
    struct tm t = utc(epoch);
    char date[32];
    put_bytes(b, (Str){date, (int)strftime(date, sizeof date, "D:%Y%m%d%H%M%SZ", &t)});
}

static Str author_of(const Doc *doc)
{
    return doc->author.n ? doc->author : doc->organisation;
}

static Str title_of(const Doc *doc)
{
    return doc->words.draft_title.n ? doc->words.draft_title : doc->title;
}

static Str keywords_of(Arena *a, const Doc *doc)
{
    Buf b = {0};
    for (int i = 0; i < doc->nkeywords; i++) {
        buf_puts(&b, i ? ", " : "");
        buf_str(&b, doc->keywords[i]);
    }
    return buf_take(&b, a);
}

static void put_info(Buf *b, const char *key, Str value)
{
    if (value.n == 0)
        return;
    buf_format(b, "/%s", key);
    put_text(b, value);
}

static void write_info(Writer *w)
{
    const PdfJob *job = w->job;
    Buf b = {0};
    put_info(&b, "Title", title_of(job->doc));
    put_info(&b, "Author", author_of(job->doc));
    put_info(&b, "Subject", job->doc->subject);
    put_info(&b, "Keywords", keywords_of(job->arena, job->doc));
    put_info(&b, "Creator", job->producer);
    put_info(&b, "Producer", job->producer);
    buf_puts(&b, "/CreationDate");
    put_date(&b, job->epoch);
    buf_puts(&b, "/ModDate");
    put_date(&b, job->epoch);
    if (w->inks)
        buf_puts(&b, "/Trapped/False");
    objects_info(w->objects, buf_view(&b));
    buf_free(&b);
}

/* <name>value</name>, or with the container (Alt, Seq, Bag) that the property's type asks for. */
static void put_property(Buf *b, const char *name, const char *container, Str value)
{
    if (value.n == 0)
        return;
    bool alternatives = container && str_is(str_c(container), "Alt");
    buf_format(b, "<%s>", name);
    if (container)
        buf_format(b, "<rdf:%s><rdf:li%s>", container, alternatives ? " xml:lang=\"x-default\"" : "");
    buf_xml(b, value);
    if (container)
        buf_format(b, "</rdf:li></rdf:%s>", container);
    buf_format(b, "</%s>\n", name);
}

static void put_keywords(Buf *b, const Doc *doc)
{
    if (doc->nkeywords == 0)
        return;
    buf_puts(b, "<dc:subject><rdf:Bag>");
    for (int i = 0; i < doc->nkeywords; i++) {
        buf_puts(b, "<rdf:li>");
        buf_xml(b, doc->keywords[i]);
        buf_puts(b, "</rdf:li>");
    }
    buf_puts(b, "</rdf:Bag></dc:subject>\n");
}

/* The description of the PDF/UA property that PDF/A asks for. */
static void put_extension(Buf *b)
{
    buf_puts(b, "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
                "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
                "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
                "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
                "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
                "<pdfaProperty:name>part</pdfaProperty:name>\n<pdfaProperty:valueType>Integer</"
                "pdfaProperty:valueType>\n"
                "<pdfaProperty:category>internal</pdfaProperty:category>\n"
                "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\n"
                "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li></rdf:Bag></pdfaExtension:schemas>\n");
}

static void put_claims(Buf *b, const Claims *c)
{
    if (c->ua)
        buf_puts(b, "<pdfuaid:part>1</pdfuaid:part>\n");
    if (c->part)
        buf_format(b, "<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>%c</pdfaid:conformance>\n", c->part,
                   c->level);
    if (c->part && c->ua)
        put_extension(b);
}

static void put_xmp(Writer *w, Buf *b)
{
    const PdfJob *job = w->job;
    struct tm t = utc(job->epoch);
    char date[32];
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &t);
    buf_puts(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"\n"
                " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                "<dc:format>application/pdf</dc:format>\n");
    put_property(b, "dc:title", "Alt", title_of(job->doc));
    put_property(b, "dc:creator", "Seq", author_of(job->doc));
    put_property(b, "dc:description", "Alt", job->doc->subject);
    put_property(b, "dc:language", "Bag", job->doc->lang);
    put_keywords(b, job->doc);
    put_property(b, "pdf:Keywords", NULL, keywords_of(job->arena, job->doc));
    put_property(b, "pdf:Producer", NULL, job->producer);
    put_property(b, "xmp:CreatorTool", NULL, job->producer);
    put_property(b, "xmp:CreateDate", NULL, str_c(date));
    put_property(b, "xmp:ModifyDate", NULL, str_c(date));
    put_property(b, "xmp:MetadataDate", NULL, str_c(date));
    put_claims(b, &w->claims);
    if (w->inks)
        put_press_claims(w, b);
    buf_puts(b, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

void add_metadata(Writer *w, Buf *catalog)
{
    write_info(w);
    Buf xmp = {0};
    put_xmp(w, &xmp);
    buf_puts(catalog, "/Metadata ");
    put_ref(catalog, object_stream(w->objects, STR("/Type/Metadata/Subtype/XML"), buf_view(&xmp), false));
    buf_free(&xmp);
}

bool add_output_intent(Writer *w, Buf *catalog)
{
    Str profile;
    Diag *d = w->job->diag;
    if (!path_exists(STR(PDF_SCREEN_PROFILE))
        || !file_read(w->job->arena, d, STR(PDF_SCREEN_PROFILE), (Pos){0}, &profile)) {
        if (w->claims.part)
            diag(d, PDF008, (Pos){0},
                 "cannot find " PDF_SCREEN_PROFILE "; expected the colour profile from Debian's package "
                 "icc-profiles-free");
        return !w->claims.part;
    }
    int stream = object_stream(w->objects, STR("/N 3"), profile, true);
    buf_format(catalog,
               "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
               "/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]",
               stream);
    return true;
}
