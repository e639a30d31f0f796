"""Where text stands on pages, from the page list that --dump=pages prints."""
import re

# Of the tests' templates some put a folio below a landscape page, so only what authors write must be on it.
TEXT_LINE = re.compile(r'  text (\S+) (\S+) w (\S+) (?:\S+ )?([\d.]+)(?: raised \S+)? .*?(content|repeated|running-head|running-foot)( label| toc-entry| toc-page|)\b.* "((?:[^"\\]|\\.)*)"$')


def misplaced(dump):
    """Text off its page, or printed over another."""
    width = height = number = 0
    rows = {}
    for line in dump.splitlines() + ['page end 0 x 0']:
        if line.startswith('page '):
            if bad := overlapping(rows):
                return f'page {number}: {bad}'
            if line != 'page end 0 x 0':
                number, width, height = line.split()[1], float(line.split()[2]), float(line.split()[4])
            rows = {}
        elif found := TEXT_LINE.match(line):
            x, y, w, size = map(float, found.group(1, 2, 3, 4))
            if not found[7].strip():
                continue
            if found[5] == 'content' and (x < -1 or x + w > width + 1 or y - size / 2 < -1 or y > height + 1):
                return f'page {number}: off the page: {line}'
            rows.setdefault(int(y // 20), []).append((x, y - 0.75 * size, x + w, y + 0.2 * size, y, found[7]))
    return ''


def overlapping(rows):
    for band, items in rows.items():
        near = items + rows.get(band + 1, [])
        for i, (x0, top, x1, foot, y, text) in enumerate(items):
            for ox0, otop, ox1, ofoot, oy, other in near[i + 1:]:
                across = min(x1, ox1) - max(x0, ox0) > 1
                if across and (y == oy or min(foot, ofoot) - max(top, otop) > 0.5):
                    return f'"{text}" at {x0:.0f}, {y:.0f} and "{other}" at {ox0:.0f}, {oy:.0f} stand on each other'
    return ''
