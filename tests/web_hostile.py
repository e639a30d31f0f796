#!/usr/bin/env python3
"""web_hostile.py PLANPRESS: a document that means harm in every field stays text on its web page. Markup, attributes and addresses
stand in the manifest, in Markdown, data, alternative texts, captions, code, classes and ids. Python's parser and Chromium
read the page: both see the same elements, none of them and no attribute is other than the page's own, every address has a
scheme that can do no harm, nothing runs and nothing is loaded, and what was written is there to read. Without Chromium
the test is skipped, in CI it fails."""
import json
import pathlib
import re
import sys
import tempfile
from xml.sax.saxutils import escape, quoteattr

from browser import Browser
from harness import TESTS, Report, run
from web import Page, loaded

ELEMENTS = set('html head meta title link style body a header h1 h2 h3 h4 h5 h6 p span nav ul ol li main section div footer sup em strong s '
               'code pre br hr blockquote dl dt dd dfn abbr ins del details summary table caption colgroup col thead tbody tfoot tr th td '
               'figure figcaption img svg g path rect circle line text tspan title desc defs clippath lineargradient radialgradient '
               'stop polyline polygon ellipse use mask pattern marker picture source'.split())
ATTRIBUTES = re.compile(r'(?:lang|dir|charset|http-equiv|content|name|rel|href|class|id|role|aria-[a-z]+|data-[a-z-]+|type|start|value|title|scope|'
                        r'headers|colspan|rowspan|tabindex|src|alt|width|height|viewbox|style|span|open|media|color|srcset|loading|decoding|'
                        r'[xyrdf][xy12]?|c[xy]|d|g|points|transform|fill|stroke|opacity|offset|xmlns|preserveaspectratio|lengthadjust|focusable|clip-path|mask|'
                        r'(?:fill|stroke|stop|font|text|letter|dominant|clip|marker|color|vector|mix|xml|baseline|gradient|pattern|paint)[-:]?[a-z-]*)\Z')
ADDRESS = re.compile(r'(?:https?:|mailto:|tel:|#|\./)', re.I)

# {n} tells one field from another: each has to be on the page, as it was written.
EVIL = 'F{n}"\'><x-evil onevil=1></title></style></script><script>window.pwned=1</script><img src=x onerror=pwned=1>&lt;x-evil&gt;&#60;<!--]]>--'
LABEL = r'a\\\"\>\<x-evil onevil=1\>'
SHORT = 'F{n}"><x-evil onevil=1>&lt;'

ADDRESSES = ('javascript:window.pwned=1', 'JAVASCRIPT:window.pwned=1', 'java%0Ascript:1', 'vbscript:x', 'data:text/html,<script>1</script>',
             'file:///etc/passwd', '//evil.example/x', 'other.html', 'https://good.example/"onevil=1', 'https://good.example/<x-evil>',
             'mailto:a@b.example?subject=<x-evil>', 'tel:+441234567890', 'blob:x', 'about:blank', 'ftp://evil.example/', ' javascript:1')


class Fields:
    """Numbers the hostile texts, and remembers them."""

    def __init__(self):
        self.texts = []

    def next(self, form=EVIL):
        text = form.replace('{n}', str(len(self.texts) + 1))
        self.texts.append(text)
        return text

    def xml(self, form=EVIL):
        return escape(self.next(form))

    def markdown(self, form=EVIL):
        """With a backslash before everything that may be markup."""
        return guarded(self.next(form))

    def words(self, form=EVIL):
        """Words of the data, which may have markup."""
        return escape(self.markdown(form))

    def attribute(self, form=SHORT):
        return quoteattr(self.markdown(form))

    def block(self, form=SHORT):
        """A value of a block, whose words may have markup."""
        return valued(self.markdown(form))

    def inline(self, form=SHORT):
        """A value in braces among words."""
        return f'"{self.markdown(form)}"'


def valued(text):
    return '"' + re.sub(r'(["\\])', r'\\\1', text) + '"'


def guarded(text):
    return re.sub(r'([!-/:-@\[-`{-~])', r'\\\1', text)


def manifest(f):
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<document template="test" lang="en-GB">
  <title>{f.xml()}</title><subtitle>{f.xml()}</subtitle><period>{f.xml(SHORT)}</period><organisation>{f.xml()}</organisation>
  <author>{f.xml()}</author><edition>{f.xml()}</edition><subject>{f.xml()}</subject>
  <keywords><keyword>{f.xml(SHORT)}</keyword></keywords>
  <abbreviations><abbreviation short="ABC" long={quoteattr(f.next())}/></abbreviations>
  <data><table id="t" file="t.xml"/></data>
  <sections><section file="01.md"/></sections>
</document>
'''


def data(f):
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<table decimals="0">
  <caption>{f.words()}</caption>
  <columns><column id="i" kind="text">{f.words(SHORT)}</column><column id="c" kind="amount" unit="£">{f.words(SHORT)}</column></columns>
  <row id="a" label={f.attribute()}><cell>1</cell></row>
  <row id="b" label={f.attribute()}><cell>2</cell></row>
  <general-note>{f.words()}</general-note>
  <source>{f.words()}</source>
</table>
'''


def section(f):
    links = '\n\n'.join(f'[Link {i} {f.markdown(SHORT)}](<{a.replace("<", chr(92) + "<").replace(">", chr(92) + ">")}>)'
                        for i, a in enumerate(ADDRESSES))
    return f'''# {f.markdown()} {{id="{LABEL}"}}

{f.markdown()} *{f.markdown(SHORT)}* **{f.markdown(SHORT)}** ~~{f.markdown(SHORT)}~~ ABC

[{f.markdown(SHORT)}]{{class="x-evil onevil=1" lang="cy"}} [{f.markdown(SHORT)}]{{expansion={f.inline()}}}

`{f.next()}`

```{{.x language="x"}}
{f.next()}
```

- {f.markdown()}
- [ ] {f.markdown(SHORT)}

1) {f.markdown(SHORT)}

Term {f.markdown(SHORT)}
:   {f.markdown(SHORT)}

> {f.markdown()}

::: {{.quote by={f.block()} role={f.block()}}}
{f.markdown(SHORT)}
:::

::: {{.outcome title={f.block()}}}
{f.markdown(SHORT)}
:::

| {f.markdown(SHORT)} | B |
|---|---|
| {f.markdown(SHORT)} | {f.markdown(SHORT)} |
: {f.markdown(SHORT)} {{id="{LABEL}2"}}

A note[^1] and another^[{f.markdown(SHORT)}].

[^1]: {f.markdown()}

![{f.markdown(SHORT)}](p.svg "{guarded(f.markdown(SHORT))}")

::: {{.table data=t}}
:::

::: {{.chart type=bar data=t caption={f.block()}}}
:::

{links}
'''


PICTURE = '''<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40"><title>&lt;x-evil&gt;</title>
<rect width="40" height="40" fill="#003366"/><text x="2" y="20" font-size="6">&lt;x-evil onevil=1&gt;"</text></svg>
'''

FOUND = '''JSON.stringify([...document.querySelectorAll('*')].map(e => [e.localName, e.getAttributeNames().sort()]))'''


def check_elements(report, page):
    strange = sorted({tag for tag, _, _ in page.elements} - ELEMENTS)
    report.check(not strange, 'no element but the page\'s own', str(strange))
    strange = sorted({f'{tag} {k}' for tag, attrs, _ in page.elements for k in attrs if not ATTRIBUTES.match(k) or k.startswith('on')})
    report.check(not strange, 'no attribute but the page\'s own', str(strange))
    addresses = [a['href'] for tag, a, _ in page.elements if tag in ('a', 'use') and 'href' in a]
    strange = [h for h in addresses if not ADDRESS.match(h)]
    report.check(addresses and not strange, 'every address has a scheme that can do no harm', str(strange))
    sources = [v for _, a, _ in page.elements for k, v in a.items() if k in ('src', 'srcset', 'data', 'poster', 'action', 'xlink:href')]
    report.check(all(s.startswith('data:image/') for s in sources), 'pictures are inside the page', str(sources)[:300])
    report.check(not any(re.search(r'url|expression|@import|<', a.get('style', ''), re.I) for _, a, _ in page.elements), 'styles name no address')


def check_browser(report, browser, path, page, fields):
    browser.open(path)
    report.check(len(loaded(browser)) == 1, 'nothing is loaded', str(loaded(browser)))
    report.check(browser.run('typeof window.pwned') == 'undefined', 'nothing runs')
    found = [(tag.lower(), [k.lower() for k in keys]) for tag, keys in json.loads(browser.run(FOUND))]
    expected = [(tag, sorted(attrs)) for tag, attrs, _ in page.elements]
    expected = [e for e in expected if e != ('tbody', [])]
    report.check([f for f in found if f != ('tbody', [])] == expected, 'Chromium and Python see the same elements',
                 str([(a, b) for a, b in zip(found, expected) if a != b][:5]))
    text = browser.run('document.documentElement.textContent + [...document.querySelectorAll("*")].map('
                       'e => e.getAttributeNames().map(n => e.getAttribute(n)).join("\\n")).join("\\n")')
    squeezed = re.sub(r'[\s\u200b]+', '', text).translate({0x201c: '"', 0x201d: '"', 0x2018: "'", 0x2019: "'", 0x2013: '-', 0x2014: '-'})
    lost = [t for t in fields.texts if re.sub(r'\s+', '', t).replace('--', '-') not in squeezed.replace('--', '-')]
    return lost


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report, fields = Report(), Fields()
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        home = pathlib.Path(folder) / 'hostile'
        home.mkdir()
        (home / 'document.xml').write_text(manifest(fields), encoding='utf-8')
        (home / 't.xml').write_text(data(fields), encoding='utf-8')
        (home / '01.md').write_text(section(fields), encoding='utf-8')
        (home / 'p.svg').write_text(PICTURE, encoding='utf-8')
        done = run(program, 'build', '-q', '--product=html', '-o', folder, home, home=TESTS / 'home')
        path = pathlib.Path(folder) / 'hostile.html'
        report.check(path.exists(), 'the page is made', done.stderr[-4000:])
        if path.exists():
            page = Page(path.read_text(encoding='utf-8'))
            report.check(not page.faults and not page.open, 'every element is closed', str(page.faults[:5] or page.open))
            check_elements(report, page)
            lost = check_browser(report, browser, path, page, fields)
            report.check(not lost, 'what was written is there to read', '\n'.join(lost))
    report.done()


main()
