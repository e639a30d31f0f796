/* A pack: the papers of a meeting as one document, made from reports that are documents themselves.
 *
 * The pack's tree has a NODE_PART for its own pages, one for each report, and one where an exempt report is left out
 * and where the public is excluded. Its Doc has `pack`; so has the Doc of its own part. */
#ifndef DOC_PACK_H
#define DOC_PACK_H

#include "doc/doc.h"
#include "doc/report.h"

typedef struct Meeting {
    Str time, place, chair; /* may be empty */
} Meeting;

/* A page's number in a pack: 47, or 47A. */
typedef struct PackPage {
    int number, letter; /* letter 0: none; 1: A */
} PackPage;

/* The pack pages that a part had when its pack was published, which it keeps. */
typedef struct PagesPublished {
    const PackPage *at;
    int n; /* 0: it was not published yet */
} PagesPublished;

/* What pages.lock.xml says of a part: "report", its name and "40-47 47A". */
typedef struct LockedPart {
    Str kind, name, pages;
} LockedPart;

/* The pack for one audience in that file. */
typedef struct LockedPack {
    const LockedPart *parts;
    int n; /* 0: it was not published yet */
} LockedPack;

enum { PACK_PUBLIC, PACK_MEMBERS, PACK_AUDIENCES };

typedef struct PackItem {
    Str number;   /* the pack's, else the report's: "6.0"; may be empty */
    Str title;    /* the pack's, else the report's; of an exempt report always the pack's */
    Str from;     /* the same; empty when an exempt report is left out and the pack does not state it */
    Str document; /* as the pack's manifest writes it; empty: business without a paper */
    Str name;     /* the last part of that, by which links and files name the report */
    ReportPurpose purpose;
    Str classification; /* the report's; empty when it is left out */
    ReportAccess access;
    bool supplement; /* it comes after the pack was published, with pages behind the last of those */
    PagesPublished published;
    Doc *doc;   /* the report; NULL: business without a paper, or left out of the public pack */
    Node *part; /* its NODE_PART, or that of the page in its place; NULL: none */
    Pos pos;    /* in the pack's manifest */
} PackItem;

typedef struct Pack {
    bool members; /* for members of the meeting, with exempt reports; else for the public, without them */
    Meeting meeting;
    Str classification; /* as stated, else the highest of its reports'; may be empty */
    Pos classification_pos;
    PackItem *items; /* as listed */
    int nitems;
    Node *exclusion; /* the NODE_PART of the resolution to exclude the public; NULL: no report is exempt */
    PagesPublished front_published, exclusion_published;
    LockedPack locked[PACK_AUDIENCES];
    int last_published; /* the highest number of all; 0: no page numbers have been published */
    bool supplement;    /* only what was not published yet is shown */
} Pack;

#endif
