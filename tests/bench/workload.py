"""Documents for the benchmarks, made on the fly in a folder of their own."""
import contextlib
import ctypes
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = pathlib.Path(__file__).resolve().parent / 'home'
PR_SET_CHILD_SUBREAPER = 36     # of Linux: who loses its parent becomes ours, and can be waited for


def make_home(folder):
    """A home with the benchmarks' template and fonts; documents below the folder find it."""
    for part in ('templates', 'fonts'):
        shutil.copytree(HOME / part, folder / part)
    shutil.copy(ROOT / 'templates/base.xml', folder / 'templates')
    for part in ('schemas', 'languages'):
        shutil.copytree(ROOT / 'templates' / part, folder / 'templates' / part)


def read_markdown(path):
    """A dictionary of its metadata, and its text."""
    head, text = re.fullmatch(r'---\n(.*?\n)---\n(.*)', path.read_text(encoding='utf-8'), re.S).groups()
    return dict(re.findall(r'^(\w+): "?(.*?)"?$', head, re.M)), text


def write_document(folder, meta, sections):
    """A planpress document of these Markdown texts."""
    folder.mkdir(parents=True)
    names = [f'{i:04}.md' for i in range(1, len(sections) + 1)]
    for name, text in zip(names, sections):
        (folder / name).write_text(text, encoding='utf-8')
    said = ''.join(f'  <{field}>{escape(meta[key])}</{field}>\n' for field, key in
                   (('title', 'title'), ('subtitle', 'subtitle'), ('organisation', 'author')) if key in meta)
    (folder / 'document.xml').write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<document template="bench" lang="en-GB">\n{said}  <sections>\n'
        + ''.join(f'    <section file="{name}" role="body"/>\n' for name in names)
        + '  </sections>\n</document>\n', encoding='utf-8')


def own_labels(text, copy):
    """Labels and what refers to them, of this copy alone."""
    text = re.sub(r'(\{[^{}\n]*?#|\]\(#)([a-z][\w-]*)', rf'\g<1>\g<2>-{copy}', text)
    return re.sub(r'(\{\{ *(?:ref|pages?) )([^}]*?)( *\}\})',
                  lambda m: m[1] + ' '.join(f'{name}-{copy}' for name in m[2].split()) + m[3], text)


def copy_document(source, folder, copies):
    """A document of several copies of another one's sections, each with labels of its own."""
    shutil.copytree(source, folder)
    manifest = (source / 'document.xml').read_text(encoding='utf-8')
    listed = []
    for copy in range(2, copies + 1):
        for section in re.findall(r'<section [^>]*/>', manifest):
            name = re.search(r'file="(.*?)"', section)[1]
            fresh = f'{pathlib.Path(name).stem}-{copy}.md'
            text = (source / name).read_text(encoding='utf-8')
            (folder / fresh).write_text(own_labels(text, copy), encoding='utf-8')
            listed.append(section.replace(f'"{name}"', f'"{fresh}"').replace('role="front"', 'role="body"'))
    (folder / 'document.xml').write_text(
        manifest.replace('  </sections>', ''.join(f'    {s}\n' for s in listed) + '  </sections>'), encoding='utf-8')


def pack_of(source, folder, reports):
    """A pack of that many reports, each a copy of a document that a meeting gets as a report."""
    head = re.compile(r'(?=  <(?:uses|data|editions|sections)>)')
    manifest = (source / 'document.xml').read_text(encoding='utf-8')
    for i in range(1, reports + 1):
        shutil.copytree(source, folder / f'report-{i}', ignore=shutil.ignore_patterns('signed-off.xml'))
        (folder / f'report-{i}/document.xml').write_text(
            head.sub(f'  <report item="{i}.0" to="Board" from="Treasurer" for="noting"/>\n', manifest, count=1), encoding='utf-8')
    (folder / 'document.xml').write_text(
        '<document template="board-pack" lang="en-GB">\n  <title>Board</title>\n  <organisation>Nobody</organisation>\n  <reports>\n'
        + ''.join(f'    <report document="report-{i}"/>\n' for i in range(1, reports + 1)) + '  </reports>\n</document>\n', encoding='utf-8')


def wait_for_orphans(session):
    """CPU seconds and kilobytes of processes that outlived the one that started them; who does not end is killed."""
    cpu = peak = 0
    for patience in (5, 1):         # seconds; the second time for those that were killed
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                pid, _, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return cpu, peak
            if pid:
                cpu, peak = cpu + usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss)
            else:
                time.sleep(0.01)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(session, signal.SIGKILL)
    return cpu, peak


def run(command, cwd):
    """Seconds, CPU seconds and kilobytes at the peak of a process and all that it starts, its status, and what it said."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryFile() as log:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log, start_new_session=True)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        cpu, peak = wait_for_orphans(child.pid)
        log.seek(0)
        said = log.read().decode(errors='replace')
    return seconds, usage.ru_utime + usage.ru_stime + cpu, max(usage.ru_maxrss, peak), child.returncode, said
