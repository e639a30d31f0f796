/* The 31 checkpoints of the Matterhorn Protocol 1.1, and how a document of ours stands to their failure conditions.
 *
 * Four kinds: what the source is searched for in each run; what holds for every file because of how files are written
 * (and is proved by a validator in the tests, not in each run); what no file has; and what only a person can judge.
 * Numbers and meanings are those of the protocol; diagnostics.def names the conditions that a finding bears on. */
#include "app/accessibility/accessibility_private.h"

const Condition accessibility_conditions[] = {
    {1, "Real content tagged", "01-003 01-004 01-005 01-007", STANDING_MADE, ABOUT_ALL,
     "everything is content or artifact, neither inside the other; Suspects is not set",
     "each item on a page is one or the other from layout on; marked content is never nested"},
    {1, "Real content tagged", "01-001 01-002 01-006", STANDING_PERSON, ABOUT_ALL,
     "content and decoration are told apart rightly", "judge pictures that are marked decorative"},
    {2, "Role mapping", "02-001 02-003 02-004", STANDING_MADE, ABOUT_ALL,
     "no structure type is unmapped, circular or remapped", "standard types only, and no role map"},
    {3, "Flickering", "", STANDING_ABSENT, ABOUT_ALL, "nothing flickers", "no scripts, media or actions are written"},
    {4, "Colour and contrast", "04-001", STANDING_PERSON, ABOUT_ALL, "nothing is said by colour or layout alone",
     "a status is always a word here, never a colour alone; judge pictures. Contrast of text was computed"},
    {5, "Sound", "", STANDING_ABSENT, ABOUT_ALL, "no sound without words for it", "no sound is written"},
    {6, "Metadata", "06-001 06-002 06-003", STANDING_MADE, ABOUT_ALL, "XMP with PDF/UA identifier and title",
     "the manifest must give a title; the rest is written into each file"},
    {6, "Metadata", "06-004", STANDING_PERSON, ABOUT_ALL, "the title says what the document is", "judge the title"},
    {7, "Dictionary", "07-001 07-002", STANDING_MADE, ABOUT_ALL, "viewers show the title, not the file's name",
     "DisplayDocTitle is set"},
    {8, "OCR validation", "", STANDING_ABSENT, ABOUT_ALL, "text that was recognised is right",
     "text is never recognised from pictures"},
    {9, "Appropriate tags", "09-004 09-005 09-006", STANDING_MADE, ABOUT_ALL,
     "tables, lists and contents are nested as they must be", "made from the document's tree"},
    {9, "Appropriate tags", "09-001", STANDING_MADE, ABOUT_ALL, "tags stand in reading order",
     "they stand in the order of the source"},
    {9, "Appropriate tags", "09-002 09-003", STANDING_PERSON, ABOUT_ALL, "tags say what things are",
     "they follow the author's headings, lists and blocks; bold words in place of headings are looked for"},
    {9, "Appropriate tags", "09-007 09-008", STANDING_ABSENT, ABOUT_ALL, "Ruby and Warichu", "neither is written"},
    {10, "Character mappings", "10-001", STANDING_MADE, ABOUT_ALL, "each glyph leads to Unicode",
     "each font carries its map; a character without a glyph is an error"},
    {11, "Natural language", "11-001 11-002 11-003 11-004 11-006", STANDING_TESTED, ABOUT_ALL,
     "the language is stated of text, alternative text, outline, notes on links, and metadata",
     "the manifest's language holds for the whole; passages in another are marked"},
    {11, "Natural language", "11-007", STANDING_PERSON, ABOUT_ALL, "the language stated is the right one",
     "judge the languages counted above"},
    {12, "Stretchable characters", "", STANDING_ABSENT, ABOUT_ALL, "large brackets in formulas", "none are written"},
    {13, "Graphics", "13-004", STANDING_TESTED, ABOUT_FIGURES, "pictures have alternative text",
     "a picture without it is refused unless it is marked decorative"},
    {13, "Graphics", "13-001 13-003 13-006 13-007", STANDING_PERSON, ABOUT_FIGURES,
     "pictures are tagged, grouped and captioned rightly, and nothing serves better than a picture",
     "judge whether each text says what its picture says; file names, \"image of\" and repeated captions are looked "
     "for"},
    {14, "Headings", "14-002 14-003", STANDING_TESTED, ABOUT_HEADINGS,
     "the first heading is H1, and no level is skipped", "tags close gaps up; gaps in the source are reported"},
    {14, "Headings", "14-006 14-007", STANDING_MADE, ABOUT_HEADINGS, "one H a node; H and Hn are not mixed",
     "H1 to H6 only"},
    {15, "Tables", "15-003", STANDING_TESTED, ABOUT_TABLES, "each head cell has a scope or is named by its cells",
     "a table without heads is refused; each head has its scope"},
    {15, "Tables", "15-001 15-002 15-004 15-005", STANDING_PERSON, ABOUT_TABLES,
     "heads are heads, and tables are not used for layout",
     "judge tables; empty cells and columns without heads are looked for"},
    {16, "Lists", "16-001 16-002 16-003", STANDING_MADE, ABOUT_LISTS, "lists are tagged, with their kind of number",
     "ListNumbering is always written"},
    {17, "Mathematical expressions", "17-002 17-003", STANDING_ABSENT, ABOUT_ALL, "formulas have alternative text",
     "no formulas are written"},
    {18, "Page headers and footers", "18-001 18-002", STANDING_MADE, ABOUT_ALL,
     "running heads and feet are pagination artifacts", "with the subtypes Header and Footer"},
    {19, "Notes and references", "19-001 19-002 19-003 19-004", STANDING_MADE, ABOUT_NOTES,
     "notes and references are tagged, notes with an ID of their own", "made from the source's footnotes"},
    {20, "Optional content", "20-001 20-002 20-003", STANDING_ABSENT, ABOUT_ALL,
     "layers have names and stay as they are", "no layers are written"},
    {21, "Embedded files", "21-001", STANDING_MADE, ABOUT_DATA, "attached files have both kinds of name",
     "each table's data is attached with F and UF"},
    {22, "Article threads", "", STANDING_ABSENT, ABOUT_ALL, "threads follow the reading order",
     "no threads are written"},
    {23, "Digital signatures", "", STANDING_ABSENT, ABOUT_ALL, "the protocol has no test", "files are not signed"},
    {24, "Non-interactive forms", "", STANDING_ABSENT, ABOUT_ALL, "printed form fields", "no forms are written"},
    {25, "XFA", "25-001", STANDING_ABSENT, ABOUT_ALL, "no dynamic XFA form", "no forms are written"},
    {26, "Security", "26-001 26-002", STANDING_ABSENT, ABOUT_ALL, "encryption leaves screen readers in",
     "files are never encrypted"},
    {27, "Navigation", "", STANDING_MADE, ABOUT_HEADINGS, "the protocol has no test",
     "the outline is made of the headings"},
    {28, "Annotations", "28-002 28-004 28-008 28-009 28-011 28-012", STANDING_MADE, ABOUT_LINKS,
     "links are tagged, described and reached in the order of the tags",
     "each link is in a Link element and has Contents; Tabs is S"},
    {28, "Annotations", "28-017 28-018", STANDING_ABSENT, ABOUT_ALL, "printer's marks are not tagged",
     "they are not annotations"},
    {29, "Actions", "", STANDING_ABSENT, ABOUT_ALL, "scripts leave time enough", "no scripts are written"},
    {30, "XObjects", "30-001 30-002", STANDING_MADE, ABOUT_ALL, "no reference XObjects; forms with tags are used once",
     "content is never put into forms"},
    {31, "Fonts", "31-004 31-005 31-009 31-011 31-014 31-015 31-016 31-027 31-028 31-029 31-030", STANDING_MADE,
     ABOUT_ALL, "fonts are embedded, with all glyphs, right widths and a map to Unicode",
     "subsets are embedded with ToUnicode; none is missing a glyph"},
    {31, "Fonts", "31-010", STANDING_PERSON, ABOUT_ALL, "fonts may be embedded by law",
     "a font whose file forbids it is refused; its licence is for you to keep"},
};
const int accessibility_ncondition = COUNT(accessibility_conditions);

/* The condition that a finding on a whole checkpoint bears on: what a person judges there, else the first. */
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
        [STANDING_PERSON] = "needs a person",
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
