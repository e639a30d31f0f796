#!/usr/bin/env python3
"""watch.py PROGRAM [--all]: planpress watch builds what changed, once, with the content that was saved last.

Each way of saving, each kind of input, errors and their repair, documents that go and come back, and the end. What happens is read from
what the program prints; nothing depends on how long it takes. The long form saves a thousand times, and memory stays as it was."""
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from harness import ALL, SANITIZER, TESTS, Report, environment, saved_often

HANG = 120          # seconds, only to end a test that waits for what never comes
MANIFEST = '''<document template="{template}" lang="en-GB"><title>{title}</title><organisation>Office of the Commissioner</organisation>
<data><table id="cost" file="cost.xml"/></data><sections><section file="01.md"/></sections></document>'''
COST = '''<?xml version="1.0" encoding="UTF-8"?>
<table>
  <caption>What it cost</caption>
  <columns>
    <column id="item" kind="text">Item</column>
    <column id="cost" kind="amount" unit="£">Cost</column>
  </columns>
  <row id="lights" label="Lights"><cell>{}</cell></row>
</table>'''


class Watched:
    """A process of planpress watch, and what it has printed so far."""

    def __init__(self, program, home, *words):
        self.home = home
        self.log = open(home / 'log', 'w+', encoding='utf-8')
        self.process = subprocess.Popen([program, 'watch', *words], cwd=home, env=environment(home, **SANITIZER), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=self.log)

    def said(self):
        return (self.home / 'log').read_text(encoding='utf-8')

    def count(self, pattern):
        return len(re.findall(pattern, self.said(), re.M))

    def wait(self, pattern, times):
        """Until it has printed that many such lines. False: it ended before, or never will."""
        end = time.monotonic() + HANG
        while self.count(pattern) < times:
            if self.process.poll() is not None or time.monotonic() > end:
                return False
            time.sleep(0.01)
        return True

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        return self.process.wait(HANG)


DONE = r' → \S+\.pdf$'
FAILED = r'no PDF written'


def document(home, name, words, template='test'):
    folder = home / 'content' / name
    folder.mkdir(parents=True)
    (folder / 'document.xml').write_text(MANIFEST.format(title=name.title(), template=template), encoding='utf-8')
    (folder / '01.md').write_text(f'# Streets\n\n{words}: {{{{ cost/lights/cost }}}}.\n\n![A dot](dot.png){{width=0.5mm}}\n', encoding='utf-8')
    (folder / 'cost.xml').write_text(COST.format('950,000'), encoding='utf-8')
    shutil.copy(TESTS / 'golden' / 'typesetting' / 'picture-attributes' / 'dot.png', folder)
    return folder


def text_of(path):
    return subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True).stdout


def renamed_over(path, text):
    beside = path.with_name('.' + path.name + '.tmp')
    beside.write_text(text, encoding='utf-8')
    beside.rename(path)


def check_ways_of_saving(report, w, folder, pdf):
    text = folder / '01.md'
    before = text.read_text(encoding='utf-8')
    report.check(w.wait(DONE, 1), 'the first build', w.said())
    text.write_text(before.replace('Evening', 'Morning'), encoding='utf-8')
    report.check(w.wait(DONE, 2) and 'Morning' in text_of(pdf), 'a file that was written', w.said())
    renamed_over(text, before.replace('Evening', 'Noon'))
    report.check(w.wait(DONE, 3) and 'Noon' in text_of(pdf), 'a file that was renamed over', w.said())
    for name in ('.01.md.swp', '.#01.md', '01.md~', '4913'):
        (folder / name).write_text('swapped', encoding='utf-8')
        (folder / name).unlink()
    text.write_text(text.read_text(encoding='utf-8'), encoding='utf-8')         # the same words again
    time.sleep(0.5)                                                             # whatever it would do, it does now
    report.check(w.count(DONE) == 3, 'neither files of editors nor the same words build', w.said())
    builds = saved_often(lambda i: text.write_text(before.replace('Evening', f'Night {i}'), encoding='utf-8'))
    report.check(w.wait(r'01\.md changed', 3), 'ten saves', w.said())
    while 'Night 9' not in text_of(pdf) and w.process.poll() is None:
        time.sleep(0.01)
    report.check(w.count(DONE) <= 3 + builds, 'ten saves: two builds at most', w.said())
    time.sleep(0.3)
    report.check('Night 9' in text_of(pdf), 'ten saves: the last words')


def after(report, w, what, change, pattern=DONE):
    """What a change leads to."""
    times = w.count(pattern)
    change()
    report.check(w.wait(pattern, times + 1), what, w.said()[-1500:])


def check_inputs(report, w, home, folder, pdf):
    cost, template, dot = folder / 'cost.xml', home / 'templates' / 'test.xml', folder / 'dot.png'
    after(report, w, 'data', lambda: cost.write_text(COST.format('941,000'), encoding='utf-8'))
    report.check('941,000' in text_of(pdf), 'data: the new figure', text_of(pdf))
    after(report, w, 'a picture', lambda: shutil.copy(TESTS / 'golden' / 'typesetting' / 'lists-in-front' / 'bars.png', dot))
    after(report, w, 'a template', lambda: template.write_text(template.read_text(encoding='utf-8') + '<!-- new -->', encoding='utf-8'))
    away = home / 'elsewhere'
    away.mkdir()
    template.rename(away / 'test.xml')
    template.symlink_to(away / 'test.xml')
    after(report, w, 'where a link leads', lambda: (away / 'test.xml').write_text(template.read_text(encoding='utf-8') + '<!-- newer -->', encoding='utf-8'))


def check_errors(report, w, folder, pdf):
    text, before = folder / '01.md', pdf.read_bytes()
    good = text.read_text(encoding='utf-8')
    after(report, w, 'an error', lambda: text.write_text('# Streets\n\n[nowhere](#nowhere)\n\n::: nothing\n', encoding='utf-8'), FAILED)
    report.check(pdf.read_bytes() == before, 'an error leaves the PDF alone')
    after(report, w, 'a missing section', text.unlink, FAILED)
    after(report, w, 'mended', lambda: text.write_text(good.replace('Night', 'Dawn'), encoding='utf-8'))
    report.check('Dawn' in text_of(pdf), 'mended: the new words', text_of(pdf))
    away = folder.parent.parent / 'away'
    after(report, w, 'a document that goes', lambda: folder.rename(away), FAILED)
    after(report, w, 'a document that comes back', lambda: away.rename(folder), r'up to date|' + DONE)


def check_one(report, program, tmp, *options):
    home = tmp / f'home{"".join(options)}'
    shutil.copytree(TESTS / 'home', home)
    folder = document(home, 'streets', 'Evening')
    pdf = home / 'out' / 'streets.pdf'
    w = Watched(program, home, 'streets', *options)
    check_ways_of_saving(report, w, folder, pdf)
    check_inputs(report, w, home, folder, pdf)
    check_errors(report, w, folder, pdf)
    report.check(w.end() == -signal.SIGINT, 'Ctrl+C ends it', w.said()[-500:])
    left = [p.name for p in home.rglob('.*') if p.is_file() and not p.name.endswith('.stamp')]
    report.check(not left, 'nothing is left', left)


def check_all(report, program, tmp):
    """Without words, documents come and go as folders do."""
    home = tmp / 'several'
    shutil.copytree(TESTS / 'home', home)
    document(home, 'first', 'Evening')
    document(home, 'second', 'Evening')
    w = Watched(program, home)
    report.check(w.wait(DONE, 2), 'both are built', w.said())
    new = tmp / 'new'
    document(new, 'third', 'Evening')
    after(report, w, 'a new document', lambda: (new / 'content' / 'third').rename(home / 'content' / 'third'), r'out/third\.pdf$')
    (home / 'content' / 'second' / '01.md').write_text('# Changed\n', encoding='utf-8')
    report.check(w.wait(r'out/second\.pdf$', 2) and w.count(r'out/first\.pdf$') == 1, 'only what changed', w.said())
    shutil.rmtree(home / 'content' / 'first')
    after(report, w, 'the others go on', lambda: (home / 'content' / 'third' / '01.md').write_text('# More\n', encoding='utf-8'), r'out/third\.pdf$')
    report.check(w.count(FAILED) == 0, 'a document that went is no error', w.said())
    report.check(w.end(signal.SIGTERM) == -signal.SIGTERM, 'a signal ends it')


def resident(process):
    return int(re.search(r'VmRSS:\s+(\d+)', pathlib.Path(f'/proc/{process.pid}/status').read_text())[1])


def check_memory(report, program, tmp):
    home = tmp / 'memory'
    shutil.copytree(TESTS / 'home', home)
    text = document(home, 'streets', 'Evening') / '01.md'
    w = Watched(program, home, 'streets')
    w.wait(DONE, 1)
    edits, early = 1000 if ALL else 60, 0
    for i in range(edits):
        after_one = w.count(DONE)
        text.write_text(f'# Streets\n\nWords {i}\n', encoding='utf-8')
        if not w.wait(DONE, after_one + 1):
            break
        if i == 30:
            early = resident(w.process)
    late = resident(w.process)
    report.check(early and late <= early + 200, f'{edits} saves: memory stays', f'{early} kB, {late} kB')
    w.end()


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        check_one(report, program, tmp)
        check_one(report, program, tmp, '--poll')
        check_all(report, program, tmp)
        check_memory(report, program, tmp)
        done = subprocess.run([program, 'watch', 'nowhere'], cwd=tmp, env=environment(TESTS / 'home'), capture_output=True, text=True)
        report.check(done.returncode == 4 and 'nowhere' in done.stderr, 'no such document', done.stderr)
    report.done()


main()
