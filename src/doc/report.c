/* Classifications in the order of the Government Security Classifications, in any case; a descriptor may follow:
 * "OFFICIAL-SENSITIVE COMMERCIAL". */
#include "doc/report.h"

#include "base/ascii.h"
#include "base/base.h"

static const char *const ranks[] = {"OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"};

/* The words of a classification as ranks have them: "Official sensitive" is OFFICIAL-SENSITIVE. */
static bool begins_with(Str text, const char *rank)
{
    int i = 0;
    for (; rank[i]; i++) {
        bool part = i < text.n && (text.p[i] == ' ' || text.p[i] == '-');
        bool parts = rank[i] == ' ' || rank[i] == '-';
        if (i >= text.n || (parts ? !part : to_upper(text.p[i]) != rank[i]))
            return false;
    }
    return i == text.n || text.p[i] == ' ' || text.p[i] == '-' || text.p[i] == ':';
}

int classification_rank(Str classification)
{
    Str text = str_trim(classification);
    for (int i = COUNT(ranks) - 1; i >= 0; i--)
        if (begins_with(text, ranks[i]))
            return i + 1;
    return text.n ? CLASSIFICATION_UNKNOWN : 0;
}
