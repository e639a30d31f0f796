"""Documents for the benchmarks, made on the fly in a folder of their own."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = pathlib.Path(__file__).resolve().parent / 'home'


def make_home(folder):
    """A home with the benchmarks' template and fonts; documents below the folder find it."""
    for part in ('templates', 'fonts'):
        shutil.copytree(HOME / part, folder / part)
    shutil.copy(ROOT / 'templates/base.xml', folder / 'templates')
    shutil.copytree(ROOT / 'templates/schemas', folder / 'templates/schemas')


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
