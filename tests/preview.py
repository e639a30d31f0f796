#!/usr/bin/env python3
"""preview.py PROGRAM [--all]: planpress preview in Chromium.

Pages look as the PDF does; an edit changes the page that it is on and nothing else, and the place in the window stays; a mistake leaves
the last good pages and says where it is; products can be changed; nobody but this browser gets an answer; the end leaves nothing. The
long form edits a thousand times, and memory stays as it was."""
import base64
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib

from browser import Browser
from harness import ALL, SANITIZER, TESTS, Report, environment, run, saved_often

HANG = 120          # seconds, only to end a test that waits for what never comes
WORDS = '\n\n'.join(f'Paragraph {i} of the streets, which are long and many, and of the lamps that stand in them at night.' for i in range(120))
MANIFEST = '''<document template="test" lang="en-GB" status="draft"><title>Safer streets</title><organisation>Office of the Commissioner</organisation>
<products><product kind="screen"/><product kind="large-print"/></products><sections><section file="01.md"/></sections></document>'''


class Preview:
    """A process of planpress preview, and its address."""

    def __init__(self, program, home, *options):
        self.log = home / f'log{time.monotonic_ns()}'
        self.process = subprocess.Popen([program, 'preview', 'streets', *options], cwd=home, env=environment(home, **SANITIZER), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=self.log.open('w'))
        self.address = self.wait(lambda: re.search(r'http://\S+', self.log.read_text(encoding='utf-8')))
        self.address = self.address[0] if self.address else None

    def wait(self, found):
        """What is found at last; None when it never will be."""
        end = time.monotonic() + HANG
        while not (it := found()):
            if self.process.poll() is not None or time.monotonic() > end:
                return None
            time.sleep(0.01)
        return it

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(HANG)


def evaluate(browser, expression):
    answer = browser.send('Runtime.evaluate', expression=expression, returnByValue=True, awaitPromise=True)
    return answer['result'].get('value')


class Window:
    """The preview as a reader has it before them."""

    def __init__(self, browser, preview):
        self.browser, self.preview = browser, preview
        browser.send('Emulation.setDeviceMetricsOverride', width=1400, height=900, deviceScaleFactor=1, mobile=False)
        browser.send('Page.navigate', url=preview.address)

    def ask(self, expression):
        return evaluate(self.browser, expression)

    def until(self, expression):
        return self.preview.wait(lambda: self.ask(f'(() => {{ try {{ return {expression}; }} catch (e) {{ return null; }} }})()'))

    def version(self):
        return self.ask('Number(document.body.dataset.version || 0)')

    def drawn(self):
        """Until what is near the window is drawn as it is now."""
        return self.until("document.querySelector('.page svg') && [...document.querySelectorAll('.page')].filter(p => p.near)"
                          ".every(p => p.dataset.drawn === p.dataset.id)")

    def after(self, change):
        version = self.version()
        change()
        return self.until(f'Number(document.body.dataset.version) > {version}') and self.drawn()

    def pages(self):
        return self.ask("[...document.querySelectorAll('.page')].map(p => p.dataset.id)")


# --- how it looks ------------------------------------------------------------

SMALL = (210, 297)


def grey_of_png(data):
    """Rows of grey values of a PNG with 8 bits a channel, as Chromium writes it."""
    at, idat, width, height, channels = 8, b'', 0, 0, 0
    while at < len(data):
        n, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + n]
        if kind == b'IHDR':
            width, height, _, colour = struct.unpack('>IIBB', body[:10])
            channels = {0: 1, 2: 3, 6: 4}[colour]
        elif kind == b'IDAT':
            idat += body
        at += 12 + n
    raw, stride, above, rows = zlib.decompress(idat), width * channels, bytearray(width * channels), []
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride):
            left, up = line[x - channels] if x >= channels else 0, above[x]
            corner = above[x - channels] if x >= channels else 0
            nearest = min((left, up, corner), key=lambda v: abs(left + up - corner - v))
            line[x] = (line[x] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        above = line
        rows.append([sum(line[x * channels:x * channels + min(channels, 3)]) // min(channels, 3) for x in range(width)])
    return rows


def grey_of_pgm(data):
    head = re.match(rb'P5\s(\d+)\s(\d+)\s255\s', data)
    width, height = int(head[1]), int(head[2])
    return [list(data[head.end() + y * width:head.end() + (y + 1) * width]) for y in range(height)]


def check_looks(report, window, program, home, numbers):
    """A page in the window is the page of the PDF: where one is dark the other is."""
    run(program, 'build', '-q', '--product=screen', 'streets', cwd=home, home=home)
    for number in numbers:
        window.ask(f"document.getElementById('p{number}').scrollIntoView(); document.querySelectorAll('.folio').forEach(f => f.hidden = true)")
        window.drawn()
        box = window.ask(f"(() => {{ const b = document.querySelector('#p{number} svg').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }})()")
        clip = {'x': box[0], 'y': box[1], 'width': box[2], 'height': box[3], 'scale': SMALL[0] / box[2]}
        shown = grey_of_png(base64.b64decode(window.browser.send('Page.captureScreenshot', clip=clip, captureBeyondViewport=True)['data']))
        printed = grey_of_pgm(subprocess.run(['pdftoppm', '-gray', '-f', str(number), '-l', str(number), '-scale-to-x', str(SMALL[0]), '-scale-to-y', str(SMALL[1]),
                                              home / 'out' / 'streets.pdf'], capture_output=True).stdout)
        high, wide = min(len(shown), len(printed)), min(len(shown[0]), len(printed[0]))
        cells = [[sum(rows[y][x] for y in range(Y, Y + 8) for x in range(X, X + 8)) / 64 for Y in range(0, high - 8, 8) for X in range(0, wide - 8, 8)]
                 for rows in (shown, printed)]
        off = max(abs(a - b) for a, b in zip(*cells))
        dark = sum(255 - v for v in cells[1]) / len(cells[1])
        report.check(off < 40 and dark > 2, f'page {number} looks as in the PDF', f'{off:.0f} of 255 at most; {dark:.1f} of ink')


# --- what happens ------------------------------------------------------------

def check_edits(report, w, home):
    text = home / 'content' / 'streets' / '01.md'
    before = text.read_text(encoding='utf-8')
    report.check(w.drawn() and len(w.pages()) > 6, 'the pages are shown', w.preview.log.read_text())
    report.check(w.ask("document.title") == 'Safer streets – preview' and w.ask("document.querySelectorAll('#contents li').length") == 2, 'title and contents')
    w.ask("document.getElementById('p4').scrollIntoView(); document.getElementById('pages').scrollTop += 200")
    place, pages = w.ask("document.getElementById('pages').scrollTop"), w.pages()
    report.check(w.after(lambda: text.write_text(before.replace('Paragraph 60 ', 'Section 60 ', 1), encoding='utf-8')), 'an edit is shown')
    changed = [i for i, (a, b) in enumerate(zip(pages, w.pages())) if a != b]
    report.check(len(changed) == 1, 'one page has changed', changed)
    report.check(w.ask("document.getElementById('pages').scrollTop") == place or changed[0] != 3, 'the place stays')
    w.ask("document.getElementById('pages').scrollTop = 0")
    w.after(lambda: text.write_text(before.replace('Paragraph 118', 'Section 118'), encoding='utf-8'))
    last = w.until("document.getElementById('pages').scrollTop > 3000")
    report.check(last, 'the window goes to what was changed', w.ask("document.getElementById('pages').scrollTop"))
    versions = w.version()
    builds = saved_often(lambda i: text.write_text(before.replace('Paragraph 7 ', f'Night {i} '), encoding='utf-8'))
    w.until(f'Number(document.body.dataset.version) > {versions}')
    time.sleep(0.5)
    w.drawn()
    report.check(versions < w.version() <= versions + builds, 'ten saves: two builds at most', f'{versions} {w.version()}')


def check_mistakes(report, w, home):
    text = home / 'content' / 'streets' / '01.md'
    good, pages = text.read_text(encoding='utf-8'), w.pages()
    w.after(lambda: text.write_text(good + '\n\n[Nowhere](#nowhere)\n', encoding='utf-8'))
    report.check(w.pages() == pages, 'a mistake leaves the pages')
    report.check(w.ask("document.getElementById('status').textContent").startswith('One error'), 'a mistake is said')
    link = w.ask("document.querySelector('#findings a').href")
    line = good.count('\n') + 3
    report.check(link == f'vscode://file{text}:{line}' and 'DOC005' in w.ask("document.getElementById('findings').textContent"), 'a finding leads to its line', link)
    w.after(lambda: text.write_text(good, encoding='utf-8'))
    report.check(w.ask("document.getElementById('status').textContent") == '' and w.ask("document.getElementById('findings').textContent").endswith('None'), 'mended')
    folder, away = text.parent, home / 'away'
    w.after(lambda: folder.rename(away))
    report.check(w.pages() == pages, 'a document that goes leaves the pages')
    w.after(lambda: away.rename(folder))
    report.check(w.ask("document.getElementById('status').textContent") == '', 'a document that comes back')
    template = home / 'templates' / 'test.xml'
    w.after(lambda: template.write_text(template.read_text(encoding='utf-8').replace('#EEEEEE', '#EEEEDD'), encoding='utf-8'))
    report.check(w.pages() != pages, 'another template: other pages')


def check_controls(report, w, home):
    w.ask("document.getElementById('p2').scrollIntoView()")
    w.drawn()
    place = w.ask("""(() => {
      const word = document.querySelector('#p2 svg [data-at]'), box = word.getBoundingClientRect();
      word.dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: box.x + 1, clientY: box.y + 1}));
      return [document.querySelector('#place a').href, document.getElementById('place').hidden];
    })()""")
    report.check(re.fullmatch(rf'vscode://file{home}/content/streets/01\.md:\d+', place[0]) and not place[1], 'a click names the line', place)
    wide = w.ask("document.querySelector('.page').offsetWidth")
    w.ask("document.getElementById('larger').click()")
    report.check(w.ask("document.querySelector('.page').offsetWidth") > wide, 'larger')
    w.ask("document.getElementById('fit').click(); document.getElementById('spreads').click()")
    beside = w.ask("[...document.querySelectorAll('.page')].slice(0, 3).map(p => Math.round(p.getBoundingClientRect().top))")
    report.check(beside[0] != beside[1] and beside[1] == beside[2], 'two pages side by side, the first alone', beside)
    w.ask("document.getElementById('spreads').click()")
    pages = w.pages()
    w.after(lambda: w.ask("document.getElementById('product').value = 'large-print'; document.getElementById('product').onchange()"))
    report.check(len(w.pages()) > len(pages), 'large print has more pages', f'{len(pages)} {len(w.pages())}')
    w.after(lambda: w.ask("document.getElementById('product').value = 'screen'; document.getElementById('product').onchange()"))
    report.check(len(w.pages()) == len(pages), 'back to the screen')
    names = {n.get('name', {}).get('value') for n in w.browser.tree().values()
             if n.get('role', {}).get('value') in ('main', 'navigation', 'complementary', 'button', 'combobox', 'spinbutton')}
    report.check({'Contents', 'Pages', 'Findings', 'Smaller', 'Larger', 'Fit width', 'Two pages', 'Product'} <= names, 'everything has a name', names)
    errors = [e for e in w.browser.events if e.get('method') == 'Runtime.exceptionThrown']
    report.check(not errors, 'no errors in the script', errors[:2])


def status(address, method='GET', **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(address, method=method, headers=headers), timeout=HANG).status
    except urllib.error.HTTPError as e:
        return e.code


def check_strangers(report, program, home, preview):
    address = preview.address
    host, secret = re.match(r'http://([^/]+)/(\w+)/$', address).groups()
    report.check(host.startswith('127.0.0.1:') and len(secret) == 32, 'here alone, with a secret', address)
    report.check(status(address) == 200, 'the address itself')
    for name, got in {'another secret': status(f'http://{host}/{"0" * 32}/'), 'no secret': status(f'http://{host}/'), 'a part of it': status(address[:-2]),
                      'another host': status(address, Host='evil.example'), 'another port': status(address, Host='127.0.0.1:1')}.items():
        report.check(got == 403, f'{name}: nothing', got)
    report.check(status(address, method='POST') == 405 and status(address, method='DELETE') == 405, 'only GET')
    report.check(status(address + 'page/../../etc/passwd') == 404 and status(address + 'page/x') == 404, 'no such page')
    port = host.split(':')[1]
    done = run(program, 'preview', 'streets', f'--port={port}', cwd=home, home=home)
    report.check(done.returncode == 4 and '--port' in done.stderr, 'the port is taken', done.stderr)
    done = run(program, 'preview', 'nowhere', cwd=home, home=home)
    report.check(done.returncode == 4 and 'nowhere' in done.stderr, 'no such document', done.stderr)


def resident(process):
    return int(re.search(r'VmRSS:\s+(\d+)', pathlib.Path(f'/proc/{process.pid}/status').read_text())[1])


def check_memory(report, w, home):
    text = home / 'content' / 'streets' / '01.md'
    good, early, edits = text.read_text(encoding='utf-8'), 0, 1000 if ALL else 60
    for i in range(edits):
        if not w.after(lambda i=i: text.write_text(good.replace('Paragraph 3 ', f'Paragraph {i:04} '), encoding='utf-8')):
            break
        early = early or (i == edits // 3 and resident(w.preview.process))
    late = resident(w.preview.process)
    report.check(early and late < early + 4000, f'{edits} edits: memory stays', f'{early} kB, {late} kB')


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as tmp, Browser() as browser:
        home = pathlib.Path(tmp).resolve() / 'home'
        shutil.copytree(TESTS / 'home', home)
        folder = home / 'content' / 'streets'
        folder.mkdir(parents=True)
        (folder / 'document.xml').write_text(MANIFEST, encoding='utf-8')
        (folder / '01.md').write_text(f'# Streets\n\n{WORDS}\n\n## Lamps\n\n{WORDS}\n', encoding='utf-8')
        preview = Preview(program, home)
        report.check(preview.address, 'it starts', preview.log.read_text())
        if preview.address:
            w = Window(browser, preview)
            check_edits(report, w, home)
            check_looks(report, w, program, home, (1, 3, 4))
            check_controls(report, w, home)
            check_mistakes(report, w, home)
            with Browser() as other:
                second = Window(other, preview)
                report.check(second.drawn() and second.pages() == w.pages(), 'a second browser')
            check_strangers(report, program, home, preview)
            check_memory(report, w, home)
        report.check(preview.end() == -signal.SIGINT, 'Ctrl+C ends it')
        ended = evaluate(browser, "new Promise(done => setTimeout(() => done(document.getElementById('status').textContent), 500))")
        report.check('has ended' in (ended or ''), 'and the window says it', ended)
        left = [str(p) for p in home.rglob('.*') if p.is_file() and not p.name.endswith('.stamp')]
        report.check(not left, 'nothing is left', left)
    report.done()


main()
