/* The 31 checkpoints of the Matterhorn Protocol 1.1, and the status of their failure conditions in a document.
 *
 * There are four kinds: conditions checked in the source in each run; conditions that every file meets by the way it
 * is written (proved by a validator in the tests, not in each run); conditions on things that no file contains; and
 * conditions that need a human check. Numbers and meanings are those of the protocol; diagnostics.def gives the
 * conditions that a finding concerns. */
#include "app/accessibility/accessibility_private.h"

const Condition accessibility_conditions[] = {
    {1, "Real content tagged", "01-003 01-004 01-005 01-007", STANDING_MADE, ABOUT_ALL,
     "everything is either content or artifact, and neither is inside the other; Suspects is not set",
     "layout marks each item on a page as one or the other; marked content is never nested"},
    {1, "Real content tagged", "01-001 01-002 01-006", STANDING_PERSON, ABOUT_ALL,
     "content and decoration are distinguished correctly", "check the pictures marked decorative"},
    {2, "Role mapping", "02-001 02-003 02-004", STANDING_MADE, ABOUT_ALL,
     "no structure type is unmapped, circular or remapped", "only standard types are used, without a role map"},
    {3, "Flickering", "", STANDING_ABSENT, ABOUT_ALL, "nothing flickers",
     "the file contains no scripts, media or actions"},
    {4, "Colour and contrast", "04-001", STANDING_PERSON, ABOUT_ALL, "no information depends on colour or layout alone",
     "a status is always shown as a word, and the contrast of text was calculated; check the pictures"},
    {5, "Sound", "", STANDING_ABSENT, ABOUT_ALL, "every sound has a text alternative", "the file contains no sound"},
    {6, "Metadata", "06-001 06-002 06-003", STANDING_MADE, ABOUT_ALL,
     "XMP metadata has the PDF/UA identifier and a title",
     "the manifest requires a title; planpress writes the rest into every file"},
    {6, "Metadata", "06-004", STANDING_PERSON, ABOUT_ALL, "the title identifies the document", "check the title"},
    {7, "Dictionary", "07-001 07-002", STANDING_MADE, ABOUT_ALL, "viewers show the title instead of the file name",
     "DisplayDocTitle is set"},
    {8, "OCR validation", "", STANDING_ABSENT, ABOUT_ALL, "recognised text is correct",
     "no text is recognised from pictures"},
    {9, "Appropriate tags", "09-004 09-005 09-006", STANDING_MADE, ABOUT_ALL,
     "tables, lists and contents are nested correctly", "tags come from the document tree"},
    {9, "Appropriate tags", "09-001", STANDING_MADE, ABOUT_ALL, "tags are in reading order",
     "tags follow the order of the source"},
    {9, "Appropriate tags", "09-002 09-003", STANDING_PERSON, ABOUT_ALL, "tags have the right meaning",
     "tags follow the author's headings, lists and blocks; bold lines in place of headings are reported"},
    {9, "Appropriate tags", "09-007 09-008", STANDING_ABSENT, ABOUT_ALL, "Ruby and Warichu",
     "the file contains neither"},
    {10, "Character mappings", "10-001", STANDING_MADE, ABOUT_ALL, "every glyph maps to Unicode",
     "every font has a map to Unicode; a character without a glyph is an error"},
    {11, "Natural language", "11-001 11-002 11-003 11-004 11-006", STANDING_TESTED, ABOUT_ALL,
     "text, alternative text, outline, link descriptions and metadata have a language",
     "the manifest gives the document's language; passages in another language are marked"},
    {11, "Natural language", "11-007", STANDING_PERSON, ABOUT_ALL, "the languages are correct",
     "check the languages listed above"},
    {12, "Stretchable characters", "", STANDING_ABSENT, ABOUT_ALL, "stretched characters are tagged correctly",
     "the file contains none"},
    {13, "Graphics", "13-004", STANDING_TESTED, ABOUT_FIGURES, "pictures have alternative text",
     "planpress refuses a picture without it unless it is marked decorative"},
    {13, "Graphics", "13-001 13-003 13-006 13-007", STANDING_PERSON, ABOUT_FIGURES,
     "pictures are tagged, grouped and captioned correctly, and are the best way to show their content",
     "check that each text describes its picture; file names, \"image of\" and repeated captions are reported"},
    {14, "Headings", "14-002 14-003", STANDING_TESTED, ABOUT_HEADINGS,
     "the first heading is H1, and no level is skipped",
     "tags close gaps in the levels; gaps in the source are reported"},
    {14, "Headings", "14-006 14-007", STANDING_MADE, ABOUT_HEADINGS, "headings use either H or H1 to H6, not both",
     "only H1 to H6 are used"},
    {15, "Tables", "15-003", STANDING_TESTED, ABOUT_TABLES, "every heading cell has a scope, or its cells refer to it",
     "planpress refuses a table without headings; every heading has a scope"},
    {15, "Tables", "15-001 15-002 15-004 15-005", STANDING_PERSON, ABOUT_TABLES,
     "heading cells are headings, and no table is used for layout",
     "check the tables; empty cells and columns without headings are reported"},
    {16, "Lists", "16-001 16-002 16-003", STANDING_MADE, ABOUT_LISTS, "lists are tagged, with their kind of numbering",
     "every list has ListNumbering"},
    {17, "Mathematical expressions", "17-002 17-003", STANDING_ABSENT, ABOUT_ALL, "formulas have alternative text",
     "the file contains no formulas"},
    {18, "Page headers and footers", "18-001 18-002", STANDING_MADE, ABOUT_ALL,
     "running heads and feet are marked as pagination artifacts", "they have the subtypes Header and Footer"},
    {19, "Notes and references", "19-001 19-002 19-003 19-004", STANDING_MADE, ABOUT_NOTES,
     "notes and references are tagged, and every note has a unique ID", "tags come from the source's footnotes"},
    {20, "Optional content", "20-001 20-002 20-003", STANDING_ABSENT, ABOUT_ALL, "layers have names and do not change",
     "the file contains no layers"},
    {21, "Embedded files", "21-001", STANDING_MADE, ABOUT_DATA, "attached files have both kinds of file name",
     "every attached file has F and UF"},
    {22, "Article threads", "", STANDING_ABSENT, ABOUT_ALL, "threads follow the reading order",
     "the file contains no threads"},
    {23, "Digital signatures", "", STANDING_ABSENT, ABOUT_ALL, "the protocol has no test", "the file is not signed"},
    {24, "Non-interactive forms", "", STANDING_ABSENT, ABOUT_ALL, "form fields are tagged",
     "the file contains no forms"},
    {25, "XFA", "25-001", STANDING_ABSENT, ABOUT_ALL, "there is no dynamic XFA form", "the file contains no forms"},
    {26, "Security", "26-001 26-002", STANDING_ABSENT, ABOUT_ALL, "encryption does not lock out screen readers",
     "the file is not encrypted"},
    {27, "Navigation", "", STANDING_MADE, ABOUT_HEADINGS, "the protocol has no test",
     "the outline comes from the headings"},
    {28, "Annotations", "28-002 28-004 28-008 28-009 28-011 28-012", STANDING_MADE, ABOUT_LINKS,
     "links are tagged, have a description, and are reached in tag order",
     "every link is in a Link element and has Contents; Tabs is S"},
    {28, "Annotations", "28-017 28-018", STANDING_ABSENT, ABOUT_ALL, "printer's marks are not tagged",
     "printer's marks are not annotations"},
    {29, "Actions", "", STANDING_ABSENT, ABOUT_ALL, "scripts leave enough time", "the file contains no scripts"},
    {30, "XObjects", "30-001 30-002", STANDING_MADE, ABOUT_ALL,
     "there are no reference XObjects, and forms with tags are used once", "content is never in form XObjects"},
    {31, "Fonts", "31-004 31-005 31-009 31-011 31-014 31-015 31-016 31-027 31-028 31-029 31-030", STANDING_MADE,
     ABOUT_ALL, "fonts are embedded, with all glyphs, correct widths and a map to Unicode",
     "subsets are embedded with ToUnicode and have every glyph used"},
    {31, "Fonts", "31-010", STANDING_PERSON, ABOUT_ALL, "embedding the fonts is legal",
     "planpress refuses a font whose file forbids it; check the fonts' licences"},
};
const int accessibility_ncondition = COUNT(accessibility_conditions);

/* The condition that a finding on a whole checkpoint concerns: the one that needs a human check, else the first. */
static const Condition *of_checkpoint(int checkpoint)
{
    const Condition *first = NULL;
    for (int i = 0; i < accessibility_ncondition; i++) {
        const Condition *c = &accessibility_conditions[i];
        if (c->checkpoint != checkpoint)
            continue;
        if (c->standing == STANDING_PERSON)
            return c;
        first = first ? first : c;
    }
    return first;
}

static bool has_id(const Condition *c, Str wanted)
{
    Str rest = str_c(c->ids), id;
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, ' ', &id, &rest);
        if (str_eq(id, wanted))
            return true;
    }
    return false;
}

bool condition_concerns(const Condition *c, Code code)
{
    Str rest = code_matterhorn(code), number;
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, ' ', &number, &rest);
        int checkpoint;
        if (str_to_int(number, &checkpoint) ? c == of_checkpoint(checkpoint) : has_id(c, number))
            return true;
    }
    return false;
}

const char *standing_words(Standing s)
{
    static const char *const words[STANDING_COUNT] = {
        [STANDING_TESTED] = "passed by test",           [STANDING_FAILED] = "FAILED",
        [STANDING_MADE] = "guaranteed by construction", [STANDING_ABSENT] = "not applicable",
        [STANDING_PERSON] = "needs a human check",
    };
    return words[s];
}

const char *standing_id(Standing s)
{
    static const char *const ids[STANDING_COUNT] = {
        [STANDING_TESTED] = "passed",         [STANDING_FAILED] = "failed", [STANDING_MADE] = "by-construction",
        [STANDING_ABSENT] = "not-applicable", [STANDING_PERSON] = "person",
    };
    return ids[s];
}
