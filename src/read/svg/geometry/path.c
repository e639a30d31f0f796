/* Path data: every command, with coordinates that follow each other as closely as they may, flags of arcs included.
 * What comes before a mistake is drawn, as SVG requires. */
#include "read/svg/geometry/geometry.h"

#include "base/ascii.h"

typedef struct SvgPen {
    Arena *arena;
    SvgScan scan;
    SvgOutline *o;
    SvgPoint at, begin; /* where it is, and where its subpath began */
    SvgPoint control;   /* of the last curve; else where it is */
    char last;          /* the command before, in capitals */
    bool relative;
} SvgPen;

static bool scan_coordinate(SvgPen *pen, double *out)
{
    scan_comma(&pen->scan);
    return scan_number(&pen->scan, out);
}

static bool scan_point(SvgPen *pen, SvgPoint *out)
{
    SvgPoint p;
    if (!scan_coordinate(pen, &p.x) || !scan_coordinate(pen, &p.y))
        return false;
    *out = pen->relative ? (SvgPoint){pen->at.x + p.x, pen->at.y + p.y} : p;
    return true;
}

static bool scan_flag(SvgPen *pen, bool *out)
{
    scan_comma(&pen->scan);
    *out = scan_char(&pen->scan, '1');
    return *out || scan_char(&pen->scan, '0');
}

/* A subpath may go on after it was closed. */
static void reopen(SvgPen *pen)
{
    if (pen->last == 'Z')
        outline_move(pen->arena, pen->o, pen->begin);
}

static void line_to(SvgPen *pen, SvgPoint to)
{
    reopen(pen);
    outline_line(pen->arena, pen->o, to);
    pen->at = pen->control = to;
}

static void curve_to(SvgPen *pen, SvgPoint c1, SvgPoint c2, SvgPoint to)
{
    reopen(pen);
    outline_curve(pen->arena, pen->o, (SvgPoint[]){c1, c2, to});
    pen->at = to;
    pen->control = c2;
}

static SvgPoint between(SvgPoint a, SvgPoint b, double part)
{
    return (SvgPoint){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

static void quadratic_to(SvgPen *pen, SvgPoint control, SvgPoint to)
{
    curve_to(pen, between(pen->at, control, 2.0 / 3), between(to, control, 2.0 / 3), to);
    pen->control = control;
}

/* The control of the curve before, on the other side of where the pen is; that place itself after anything else. */
static SvgPoint mirrored(const SvgPen *pen, char one, char other)
{
    if (pen->last != one && pen->last != other)
        return pen->at;
    return (SvgPoint){2 * pen->at.x - pen->control.x, 2 * pen->at.y - pen->control.y};
}

static bool draw_arc(SvgPen *pen)
{
    SvgArc arc = {.from = pen->at};
    if (!scan_coordinate(pen, &arc.rx) || !scan_coordinate(pen, &arc.ry) || !scan_coordinate(pen, &arc.turned)
        || !scan_flag(pen, &arc.large) || !scan_flag(pen, &arc.sweep) || !scan_point(pen, &arc.to))
        return false;
    reopen(pen);
    outline_arc(pen->arena, pen->o, &arc);
    pen->at = pen->control = arc.to;
    return true;
}

static bool draw_move(SvgPen *pen)
{
    SvgPoint to;
    if (!scan_point(pen, &to))
        return false;
    outline_move(pen->arena, pen->o, to);
    pen->at = pen->begin = pen->control = to;
    return true;
}

static bool draw_level(SvgPen *pen, bool across)
{
    double v;
    if (!scan_coordinate(pen, &v))
        return false;
    SvgPoint to = pen->at;
    if (across)
        to.x = pen->relative ? to.x + v : v;
    else
        to.y = pen->relative ? to.y + v : v;
    line_to(pen, to);
    return true;
}

static bool draw_curve(SvgPen *pen, char command)
{
    SvgPoint p[3];
    int points = command == 'C' ? 3 : command == 'T' ? 1 : 2;
    for (int i = 0; i < points; i++)
        if (!scan_point(pen, &p[i]))
            return false;
    switch (command) {
    case 'C': curve_to(pen, p[0], p[1], p[2]); break;
    case 'S': curve_to(pen, mirrored(pen, 'C', 'S'), p[0], p[1]); break;
    case 'Q': quadratic_to(pen, p[0], p[1]); break;
    default: quadratic_to(pen, mirrored(pen, 'Q', 'T'), p[0]); break;
    }
    return true;
}

static bool draw_command(SvgPen *pen, char command)
{
    SvgPoint to;
    switch (command) {
    case 'M': return draw_move(pen);
    case 'H':
    case 'V': return draw_level(pen, command == 'H');
    case 'A': return draw_arc(pen);
    case 'L':
        if (!scan_point(pen, &to))
            return false;
        line_to(pen, to);
        return true;
    default: return draw_curve(pen, command);
    }
}

static bool more_numbers(SvgPen *pen)
{
    SvgScan ahead = pen->scan;
    double v;
    scan_comma(&ahead);
    return scan_number(&ahead, &v);
}

/* A command with all its groups of numbers. False: a mistake. */
static bool draw_commands(SvgPen *pen, char letter, int most)
{
    char command = to_upper(letter);
    pen->relative = is_lower(letter);
    if (command == 'Z') {
        outline_close(pen->arena, pen->o);
        pen->at = pen->control = pen->begin;
        pen->last = 'Z';
        return true;
    }
    do {
        if (!draw_command(pen, command))
            return false;
        pen->last = command;
        if (command == 'M') /* what follows a move are lines */
            command = 'L';
    } while (pen->o->n < most && more_numbers(pen));
    return true;
}

int svg_path(Arena *a, Str d, int most, SvgOutline *o)
{
    SvgPen pen = {.arena = a, .scan = {d, 0}, .o = o};
    while (!scan_end(&pen.scan) && o->n < most) {
        int at = pen.scan.at;
        char letter = d.p[pen.scan.at++];
        bool known = memchr("MmZzLlHhVvCcSsQqTtAa", letter, 20) != NULL;
        bool first = pen.last == 0 && letter != 'M' && letter != 'm';
        if (!known || first || !draw_commands(&pen, letter, most))
            return known && !first ? int_min(pen.scan.at, d.n) : at;
        scan_comma(&pen.scan);
    }
    return -1;
}
