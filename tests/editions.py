#!/usr/bin/env python3
"""editions.py PLANPRESS [--all]: comparing two editions of a document, from the command line and in a build.

Editions are folders, manifests, names under content/, what a manifest names, and revisions of a git repository that the test
makes: its dump is that of a checkout. What cannot be read, hostile repositories, full disks and kills leave nothing behind."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from harness import ALL, TESTS, Report, environment, limited, run

HOME = TESTS / 'home'
KILLS = 40 if ALL else 8
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="test" lang="en-GB">
  <title>{title}</title>
  <organisation>Office</organisation>
{more}  <sections>
    <section file="01.md"/>
{sections}  </sections>
</document>
'''
DATA = '''<?xml version="1.0" encoding="UTF-8"?>
<table unit="£"><caption>Cost</caption><columns><column id="item">Item</column><column id="cost" kind="amount">Cost</column></columns>
<row id="pay" label="Pay"><cell>{0}</cell></row><row id="cars" label="Cars"><cell>20</cell></row></table>
'''
TABLE = '  <data><table id="cost" file="cost.xml"/></data>\n'
OLD_WORDS = '# Plan {#plan}\n\nWe plan to open two new stations.\n\nIt costs {{ cost/pay/cost }}.\n\n::: {.table data=cost}\n:::\n'
NEW_WORDS = OLD_WORDS.replace('two new', 'three new') + '\nMore words of the plan.\n'
EDITIONS = '''  <uses><document name="plan"/></uses>
  <data><table id="cost" file="cost.xml"/></data>
  <editions>
    <edition id="first" date="2013-04-01" document="plan"/>
    <edition id="second" date="2014-02-20" since="first"/>
  </editions>
'''
UNSAFE = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def write(folder, words, pay=100, title='The plan', more=TABLE, sections=''):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'document.xml').write_text(MANIFEST.format(title=title, more=more, sections=sections), encoding='utf-8')
    (folder / '01.md').write_text(words, encoding='utf-8')
    (folder / 'cost.xml').write_text(DATA.format(pay), encoding='utf-8')
    return folder


class Place:
    """A folder with content/, with two editions in it, and one for what is temporary."""

    def __init__(self, report, program, top):
        self.report, self.program, self.top, self.out = report, program, top, top / 'out'
        self.old = write(top / 'content' / 'plan', OLD_WORDS)
        self.new = write(top / 'content' / 'varied', NEW_WORDS, 120, more=EDITIONS)
        self.tmp = top / 'tmp'
        self.tmp.mkdir()

    def run(self, *args, cwd=None, home=HOME, **more):
        return run(self.program, *args, cwd=cwd or self.top, home=home, **{'TMPDIR': str(self.tmp), **more})

    def diff(self, *args, **more):
        return self.run('diff', *args, **more)

    def dump(self, path, **more):
        return self.run('build', '--dump=doc', path, **more).stdout

    def check(self, ok, what, done):
        self.report.check(ok, what, f'{done.returncode} {done.stdout[-1500:]} {done.stderr[-1500:]}')
        self.report.check(not list(self.tmp.iterdir()), f'{what}: nothing temporary is left', str(list(self.tmp.iterdir())))

    def results(self):
        return {p.name: p.read_bytes() for p in sorted(self.out.iterdir())} if self.out.exists() else {}


# --- the command --------------------------------------------------------------------------------------------------------

def check_results(place):
    done = place.diff('plan', 'varied')
    found = json.loads((place.out / 'varied-variations.json').read_text(encoding='utf-8'))
    place.check(done.returncode == 0 and set(place.results()) == {'varied-marked.pdf', 'varied-variations.json'}, 'the results', done)
    place.report.check(found, 'a list of changes')
    place.report.check(re.fullmatch(r'varied: (\d+ \w+, )*\d+ \w+(; \d+ without a reason)?\n', done.stdout), 'the summary', done.stdout)
    place.report.check('out/varied-marked.pdf' in done.stderr and 'page' in done.stderr, 'what was written is told', done.stderr)
    first = place.results()
    place.report.check(place.diff('-q', place.old, place.new / 'document.xml').stderr == '' and place.results() == first, 'the same bytes by other names')
    done = place.diff('plan', 'varied', '--schedule')
    more = set(place.results()) - set(first)
    place.check(done.returncode == 0 and more == {'varied-schedule.pdf', 'varied-variations.csv', 'varied-variations.txt'}, '--schedule', done)
    everything = place.results()
    place.diff('plan', 'varied', '--schedule')
    place.report.check(place.results() == everything, 'the same bytes twice')
    done = place.diff('plan', 'plan')
    place.check(done.returncode == 0 and done.stdout == 'plan: no changes\n', 'an edition and itself', done)


def check_prints(place):
    for side, document in (('--reject', 'plan'), ('--accept', 'varied')):
        done = place.diff('plan', 'varied', side)
        place.check(done.returncode == 0 and done.stdout == place.dump(document), f'{side} is the dump of {document}', done)
    for what, words in (('doc', 'three'), ('pages', 'page 1'), ('merged', 'three')):
        done = place.diff('plan', 'varied', f'--dump={what}')
        place.check(done.returncode == 0 and words in done.stdout.lower() and 'without a reason' not in done.stdout, f'--dump={what}', done)
    place.report.check(not place.out.exists(), 'a dump writes nothing')
    for args, words in ((('plan', 'varied', 'plan'), 'two documents'), (('--accept', '--reject', 'a', 'b'), 'combined'),
                        (('--accept', '--dump=doc', 'a', 'b'), 'combined'), (('--dump=doc', '--init', 'a', 'b'), '--init'), (('--dump=tree', 'a', 'b'), 'doc|pages|merged'),
                        (('--pages=some', 'a', 'b'), 'all|changed'), (('--deny=changes', 'a', 'b'), 'warnings|unexplained'), (('--jobs=0',), 'number')):
        done = place.diff(*args)
        place.check(done.returncode == 2 and words in done.stderr, f'refused: {args}', done)
    for verb in (('build', '--accept'), ('check', '--schedule'), ('build', '--deny=unexplained'), ('build', '--dump=merged')):
        done = place.run(*verb, 'plan')
        place.check(done.returncode == 2, f'refused: {verb}', done)


def check_pages(place):
    words = ''.join(f'\n\n# Part {i}\n\n' + 'Some words that stay as they are. ' * 200 for i in range(4))
    write(place.old, OLD_WORDS + words)
    write(place.new, NEW_WORDS + words, 120)
    pages = {}
    for which in ('all', 'changed'):
        done = place.diff('plan', 'varied', f'--pages={which}')
        pages[which] = int(re.search(r': (\d+) pages?', done.stderr)[1])
        place.check(done.returncode == 0, f'--pages={which}', done)
    place.report.check(0 < pages['changed'] < pages['all'], 'only the pages with changes', str(pages))


def check_editions(place):
    write(place.top / 'content' / 'other', '# Other\n\nWords.\n', more='')
    named = place.diff('plan', 'varied')
    first = place.results()
    done = place.diff('varied')
    place.check(done.returncode == 0 and done.stdout == named.stdout and place.results() == first, 'the edition that a manifest names', done)
    done = place.diff()
    place.check(done.returncode == 0 and done.stdout == named.stdout and 'other' not in done.stderr, 'every document that names one', done)
    done = place.diff('other')
    place.check(done.returncode == 1 and 'VAR011' in done.stderr, 'a document that names none', done)
    done = place.diff('vared')
    place.check(done.returncode == 4 and 'did you mean "varied"' in done.stderr, 'a document that does not exist', done)
    done = place.diff('plam', 'varied')
    place.check(done.returncode == 4 and 'did you mean "plan"' in done.stderr, 'an older one that does not exist', done)


def check_errors(place):
    place.diff('plan', 'varied')
    before = place.results()
    write(place.new, NEW_WORDS + '\nSee {{ ref nowhere }}.\n', 120)
    done = place.diff('plan', 'varied')
    place.check(done.returncode == 1 and 'DOC005' in done.stderr and 'nothing written' in done.stderr and place.results() == before, 'errors in the newer edition', done)
    write(place.new, NEW_WORDS, 120)
    write(place.old, OLD_WORDS + '\nSee {{ ref nowhere }} and {{ ref never }}.\n')
    done = place.diff('plan', 'varied')
    place.check(done.returncode == 0 and 'VAR020' in done.stderr and '2 errors' in done.stderr and 'DOC005' not in done.stderr and 'planpress check ' in done.stderr,
                'errors in the older edition', done)
    done = place.diff('plan', 'varied', '--deny=warnings')
    place.check(done.returncode == 3, '--deny=warnings', done)
    # What only a comparison with something else finds stops it as it does a build.
    pale = TESTS / 'bad' / 'TPL005-pale'
    done = place.diff(pale, pale, home=pale / 'home')
    place.check(done.returncode == 1 and 'TPL005' in done.stderr and not (place.out / 'TPL005-pale-marked.pdf').exists(), 'too little contrast', done)
    cost = place.new / 'cost.xml'
    cost.write_text(cost.read_text().replace('<cell>20<', '<cell same-as="cost/pay/cost">20<'))
    before = place.results()
    done = place.diff('plan', 'varied')
    place.check(done.returncode == 1 and 'DAT012' in done.stderr and place.results() == before, 'a figure that differs from the same figure elsewhere', done)
    write(place.new, NEW_WORDS, 120)
    (place.old / 'document.xml').write_text('<document')
    before = place.results()
    done = place.diff('plan', 'varied')
    place.check(done.returncode == 1 and 'DOC001' in done.stderr and place.results() == before, 'an older edition that cannot be read', done)


def check_reasons(place):
    file = place.new / 'variations.xml'
    done = place.diff('varied', '--deny=unexplained')
    place.check(done.returncode == 1 and 'VAR001' in done.stderr and 'varied-marked.pdf' in place.results(), '--deny=unexplained', done)
    done = place.diff('varied', '--init')
    place.check(done.returncode == 0 and file.exists() and 'cost/pay/cost' in file.read_text(), '--init', done)
    empty = file.read_text(encoding='utf-8')
    file.write_text(re.sub(r' *<change at="cost/pay/cost".*?/>\n', '', empty, flags=re.S), encoding='utf-8')
    fewer = file.read_text(encoding='utf-8')
    done = place.diff('varied', '--init')
    place.check(done.returncode == 0 and fewer != empty and file.read_text(encoding='utf-8') == fewer and 'cost/pay/cost' in done.stdout and '#plan' not in done.stdout,
                '--init overwrites nothing, and prints what lacks a reason', done)
    file.write_text(re.sub(r'reason=""', 'reason="As the panel advised"', empty), encoding='utf-8')
    done = place.diff('varied', '--deny=unexplained')
    place.check(done.returncode == 0 and 'VAR001' not in done.stderr and 'without' not in done.stdout, 'every change has a reason', done)
    done = place.diff('varied', '--init')
    place.check('<change' not in done.stdout, '--init has nothing to add', done)
    elsewhere = place.top / 'reasons.xml'
    file.rename(elsewhere)
    done = place.diff('varied', '--deny=unexplained', f'--changes={elsewhere}')
    place.check(done.returncode == 0 and 'without' not in done.stdout, '--changes', done)
    done = place.diff('varied', '--changes=nowhere.xml')
    place.check(done.returncode == 4 and 'nowhere.xml' in done.stderr, '--changes of a file that is not there', done)
    # Reasons are for the changes since one edition.
    elsewhere.rename(file)
    shutil.copytree(place.old, place.top / 'content' / 'another')
    done = place.diff('another', 'varied')
    place.check(done.returncode == 0 and 'VAR0' not in done.stderr and 'without a reason' in done.stdout, 'reasons do not apply to another edition', done)


def check_schedule_block(place):
    write(place.new, NEW_WORDS + '\n::: {.variations}\n:::\n', 120, more=EDITIONS)
    depfile = place.top / 'd'
    for verb in ('check', 'build'):
        done = place.run(verb, 'varied')
        place.check(done.returncode == 0, f'{verb} with a schedule', done)
    pdf = place.results()['varied.pdf']
    done = place.run('build', 'varied', f'--depfile={depfile}')
    place.check('up to date' in done.stderr and place.results()['varied.pdf'] == pdf, 'up to date', done)
    listed = depfile.read_text()
    place.report.check(all(f'content/plan/{name}' in listed for name in ('document.xml', '01.md', 'cost.xml')), 'the depfile names the older edition', listed)
    for what, change in (('the older edition', lambda: write(place.old, OLD_WORDS, 90)),
                         ('the reasons', lambda: (place.new / 'variations.xml').write_text(
                             '<variations><variation id="v" title="A variation"><change at="cost/pay/cost" kind="figures" reason="A grant"/></variation></variations>'))):
        change()
        done = place.run('build', 'varied')
        place.check('up to date' not in done.stderr and place.results()['varied.pdf'] != pdf, f'{what}: changed, and rebuilt', done)
        pdf = place.results()['varied.pdf']
    for side, document in (('--reject', 'plan'), ('--accept', 'varied')):
        done = place.diff('varied', side)
        place.check(done.stdout == place.dump(document), f'with a schedule, {side} is the dump of {document}', done)
    # Two that draw on each other come to an end.
    mutual = '  <uses><document name="{0}"/></uses>\n' + TABLE + '''  <editions><edition id="a" date="2013-04-01" document="{0}"/><edition id="b" date="2013-04-01" since="a"/></editions>\n'''
    write(place.old, OLD_WORDS + '\n::: {.variations}\n:::\n', more=mutual.format('varied'))
    write(place.new, NEW_WORDS + '\n::: {.variations}\n:::\n', 120, more=mutual.format('plan'))
    done = place.run('build', 'plan', 'varied')
    place.check(done.returncode == 0, 'two that draw on each other', done)
    write(place.top / 'content' / 'report', '# Report\n\n::: {.variations document=varied}\n:::\n', more='  <uses><document name="varied"/></uses>\n' + TABLE)
    done = place.run('build', 'report')
    place.check(done.returncode == 0, 'a schedule of another document', done)
    write(place.top / 'content' / 'report', '# Report\n\n::: {.variations document=vared}\n:::\n', more='  <uses><document name="varied"/></uses>\n' + TABLE)
    done = place.run('build', 'report')
    place.check(done.returncode == 1 and 'IO007' in done.stderr and 'did you mean "varied"' in done.stderr, 'a schedule of a document that is not used', done)
    chain = 30
    for i in range(chain):
        write(place.top / 'content' / f'c{i}', f'# C {i}\n\n::: {{.variations}}\n:::\n', more=mutual.format(f'c{min(i + 1, chain - 1)}'))
    done = place.run('build', 'c0')
    place.check(done.returncode in (0, 1), 'a chain of editions', done)


# --- git ----------------------------------------------------------------------------------------------------------------

class Repository(Place):
    """Its top folder is a repository whose first commit, v1, has both editions and a home of its own."""

    def __init__(self, *args):
        super().__init__(*args)
        shutil.copytree(HOME, self.top / 'content' / '..' / 'site', symlinks=False)
        (self.top / 'content').rename(self.top / 'site' / 'content')
        self.content = self.top / 'site' / 'content'
        self.old, self.new = self.content / 'plan', self.content / 'varied'
        self.git('init', '-q', '-b', 'main')
        (self.top / '.gitignore').write_text('tmp\nout\n')
        self.commit('first')
        self.git('tag', 'v1')

    def git(self, *args):
        done = subprocess.run(['git', '-C', self.top, '-c', 'user.name=T', '-c', 'user.email=t@example.org', *args], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, message):
        self.git('add', '-A')
        self.git('commit', '-q', '-m', message)

    def run(self, *args, cwd=None, home=None, **more):
        return super().run(*args, cwd=cwd or self.top / 'site', home=home, **more)

    def results(self):
        self.out = self.top / 'site' / 'out'
        return super().results()


def check_revisions(repo):
    with tempfile.TemporaryDirectory() as folder:
        checkout = pathlib.Path(folder, 'checkout')
        repo.git('worktree', 'add', '-q', '--detach', checkout, 'v1')
        was = {name: repo.dump(checkout / 'site' / 'content' / name, cwd=checkout / 'site') for name in ('plan', 'varied')}
        repo.git('worktree', 'remove', '--force', checkout)
    write(repo.old, NEW_WORDS, 130)
    (repo.top / 'site' / 'templates' / 'test.xml').write_text('<template/>')
    subprocess.run(['git', '-C', repo.top, 'checkout', '-q', 'v1', '--', 'site/templates'], check=True)
    repo.commit('second')
    write(repo.old, NEW_WORDS + '\nNot committed.\n', 140)
    for word in ('v1:plan', 'v1:content/plan', 'HEAD~1:content/plan/', 'v1:content/plan/document.xml', f'{repo.git("rev-parse", "v1")}:./content/plan',
                 f'v1:{repo.old}', 'v1^{commit}:plan'):
        done = repo.diff(word, 'plan', '--reject')
        repo.check(done.returncode == 0 and done.stdout == was['plan'], f'{word} is what a checkout has', done)
    done = repo.diff('main:plan', 'plan', '--accept')
    repo.check(done.stdout == repo.dump('plan') and '140' in done.stdout, 'the folder is taken as it is', done)
    done = repo.diff('v1:varied', 'main:varied', '--reject')
    repo.check(done.stdout == was['varied'], 'two revisions; a neighbour that is used comes along', done)
    done = repo.diff('v1:plan', 'main:varied', '--init')
    repo.check(done.returncode == 0 and '<variations' in done.stdout and 'cost/pay/cost' in done.stdout and '→' not in done.stderr, '--init of a revision prints the file', done)
    done = repo.diff('main:varied', '-o', repo.top / 'out')
    repo.check(done.returncode == 0 and 'varied: ' in done.stdout, 'the edition that the manifest of a revision names', done)
    for cwd, word in ((repo.old, 'v1:.'), (repo.content, 'v1:plan'), (repo.top, 'v1:site/content/plan'), (repo.tmp.parent, f'v1:{repo.old}')):
        done = repo.diff(word, repo.old, '--reject', cwd=cwd)
        repo.check(done.stdout == was['plan'], f'{word} from {cwd.name}', done)
    repo.git('checkout', '-q', '--', '.')
    repo.git('mv', 'site/content/plan', 'site/content/renamed')
    repo.commit('renamed')
    done = repo.diff('v1:plan', 'renamed', '--reject')
    repo.check(done.stdout == was['plan'], 'a document that was renamed', done)
    write(repo.content / 'report', '# Report\n\n::: {.variations document=varied}\n:::\n', title='Report', more='  <uses><document name="varied"/></uses>\n' + TABLE)
    repo.git('mv', 'site/content/renamed', 'site/content/plan')
    repo.commit('report')
    done = repo.diff('HEAD:report', 'report')
    repo.check(done.returncode == 0 and done.stdout == 'report: no changes\n' and 'VAR' not in done.stderr, 'what the neighbours use comes along too', done)
    first = {}
    for tmp in ('tmp', 'tmp/deeper'):
        (repo.top / tmp).mkdir(exist_ok=True)
        repo.diff('v1:plan', 'plan', '--schedule', TMPDIR=str(repo.top / tmp))
        first = first or repo.results()
        repo.report.check(first and repo.results() == first, f'the same bytes with {tmp}')
    (repo.top / 'tmp/deeper').rmdir()


def check_templates_of_revisions(repo):
    template = repo.top / 'site' / 'templates' / 'test.xml'
    text = template.read_text(encoding='utf-8')
    template.unlink()
    repo.commit('without the template')
    done = repo.diff('v1:plan', 'plan')
    repo.check(done.returncode != 0, 'a template that is not there any more is missed', done)
    template.write_text(text)
    (repo.top / 'site/content/plan/01.md').write_text(NEW_WORDS)
    done = repo.diff('HEAD:plan', 'plan')
    repo.check(done.returncode != 0 and 'HEAD:site/' in done.stderr and 'planpress-edition' not in done.stderr, 'findings name the revision', done)
    words = repo.top / 'site' / 'templates' / 'languages' / 'en-GB.xml'
    all_words = words.read_text(encoding='utf-8')
    words.write_text(re.sub(r'.*<word id="schedule-number">.*\n', '', all_words), encoding='utf-8')
    repo.commit('a language without a word that came later')
    words.write_text(all_words, encoding='utf-8')
    done = repo.diff('HEAD:plan', 'plan')
    repo.check(done.returncode == 0 and 'VAR020' not in done.stderr and 'LNG001' not in done.stderr, 'a word that an older language lacks is not missed', done)
    shutil.rmtree(repo.top / 'site' / 'templates')
    repo.commit('nothing')
    done = repo.diff('v1:plan', 'v1:varied', home=HOME)
    repo.check(done.returncode == 0, 'with PLANPRESS_HOME', done)


def check_not_found(repo):
    for word, words in (('v2:plan', 'there is no revision "v2"'), ('mian:plan', 'did you mean "main"'), ('v1:plam', 'did you mean "plan"'), ('v1:content/plam', 'did you mean "plan"'),
                        ('v1:', 'no document is named'), (':plan', 'there is no revision ""'), ('v1:nowhere/at/all', 'has no document'), ('v1:/etc', 'not a git repository'),
                        ('v1:../../../../etc', 'not a git repository'), ('v1:..', 'has no document'), ('v1:.', 'has no document'), ('v1:content', 'has no document')):
        done = repo.diff(word, 'plan')
        repo.check(done.returncode == 4 and words in done.stderr and done.stderr.count('error[') == 1, f'not found: {word}', done)
    (repo.top / 'few').mkdir()
    (repo.top / 'few' / 'prlimit').symlink_to(shutil.which('prlimit'))
    done = repo.diff('v1:plan', 'plan', PATH=str(repo.top / 'few'))
    repo.check(done.returncode == 4 and 'git is not installed' in done.stderr, 'without git', done)
    with tempfile.TemporaryDirectory() as folder:
        write(pathlib.Path(folder, 'plan'), OLD_WORDS)
        done = repo.diff('v1:plan', 'plan', cwd=folder, home=HOME, GIT_CEILING_DIRECTORIES='/')
        repo.check(done.returncode == 4 and 'not a git repository' in done.stderr, 'outside any repository', done)
    done = repo.diff('v1:plan', 'plan', GIT_DIR='/nowhere', GIT_WORK_TREE='/nowhere', GIT_INDEX_FILE='/nowhere')
    repo.check(done.returncode == 0, 'in a hook of another repository', done)
    write(repo.content / 'a:b', OLD_WORDS)
    done = repo.diff('a:b', 'plan')
    repo.check(done.returncode == 0, 'a folder with a colon in its name', done)


def check_hostile(repo):
    proof = repo.top / 'proof'
    for revision in (f'--output={proof}', '-h', '--help', f'$(touch {proof})', f'HEAD; touch {proof}', f'`touch {proof}`', 'HEAD\n--all', '\u202ev1', 'a' * 5000, '@{-1}',
                     f'--upload-pack=touch {proof}', '../..', 'HEAD^{tree}', 'HEAD:site', 'main..main', '^main', '*', '--end-of-options', '\x1b[31m'):
        done = repo.diff('-q', f'{revision}:plan', 'plan')
        done = repo.diff(f'{revision}:plan', 'plan') if done.returncode == 2 else done
        repo.check(done.returncode in (1, 2, 4) and not proof.exists() and not UNSAFE.search(done.stderr), f'revision {revision[:40]!r}', done)
    outside = repo.top.parent / 'secret.md'
    outside.write_text('# Secret words\n')
    (repo.old / '01.md').unlink()
    (repo.old / '01.md').symlink_to('../varied/01.md')      # which a checkout has too
    (repo.old / '02.md').symlink_to(outside)
    (repo.old / '03.md').symlink_to('../../../../secret.md')
    (repo.old / 'loop').symlink_to('.')
    sections = ''.join(f'    <section file="{n}.md"/>\n' for n in ('02', '03'))
    (repo.old / 'document.xml').write_text(MANIFEST.format(title='T', more=TABLE, sections=sections))
    repo.commit('links')
    done = repo.diff('HEAD:plan', 'varied', '--reject')
    repo.check('Secret' not in done.stdout + done.stderr and 'VAR020' in done.stderr, 'links out of the repository', done)


def put(repo, kind, content):
    done = subprocess.run(['git', '-C', repo.top, 'hash-object', '-w', '--literally', '-t', kind, '--stdin'], input=content, check=True, capture_output=True)
    return done.stdout.strip().decode()


def tree(repo, *entries):
    """As git itself would not write it. An entry: its mode, its name, and its bytes or its id."""
    ids = [content if isinstance(content, str) else put(repo, 'blob', content) for _, _, content in entries]
    return put(repo, 'tree', b''.join(f'{mode} {name}'.encode() + b'\0' + bytes.fromhex(i) for (mode, name, _), i in zip(entries, ids)))


def check_trees(repo):
    """Repositories that no honest git makes, or that hold too much."""
    proof, before = repo.top / 'proof', set(repo.top.parent.iterdir())
    evil = ('40000', '.git', tree(repo, ('40000', 'hooks', tree(repo, ('100755', 'post-checkout', f'#!/bin/sh\ntouch {proof}\n'.encode())))))
    plan = [('100644', p.name, p.read_bytes()) for p in sorted(repo.old.iterdir())]
    many, much = put(repo, 'blob', b''), put(repo, 'blob', bytes(20 << 20))

    def with_plan(*more, beside=()):
        return tree(repo, ('40000', 'content', tree(repo, ('40000', 'plan', tree(repo, *plan, *more)))), *beside)

    cases = [
        ('in order', with_plan(), 0), ('a path that climbs', with_plan(('40000', '..', evil[2])), 4), ('a name with a slash', with_plan(('100644', '../../../evil', b'x')), 4),
        ('a folder of git', with_plan(evil), 4), ('a folder of git at the top', with_plan(beside=[evil]), 4),
        ('a link and a folder of one name', with_plan(('120000', 'z', b'../../..'), ('40000', 'z', tree(repo, ('100644', 'evil', b'x')))), None),
        ('links out', with_plan(('120000', 'l', b'/etc/passwd'), ('120000', 'm', b'../../../evil'), ('120000', 'n', b'../..')), 0),
        ('a document that is a link', tree(repo, ('120000', 'content', b'/etc')), 4), ('an object that is not there', with_plan(('100644', 'z', '01' * 20)), 4),
        ('a submodule', with_plan(('160000', 'z', '01' * 20)), 0), ('1.2 GB', with_plan(*(('100644', f'z{i:02}', much) for i in range(60))), 4),
        *([('100,001 files', with_plan(*(('100644', f'z{i:06}', many) for i in range(100001))), 4)] if ALL else []),
    ]
    for i, (what, made, status) in enumerate(cases):
        repo.git('tag', f't{i}', repo.git('commit-tree', '-m', what, made))
        done = repo.diff(f't{i}:content/plan', repo.new, cwd=repo.top, home=HOME)
        repo.check(done.returncode in ((0, 4) if status is None else (status,)) and 'internal error' not in done.stderr, f'a tree with {what}', done)
    repo.report.check(before == set(repo.top.parent.iterdir()) and not (repo.top / 'evil').exists() and not proof.exists(), 'nothing is written elsewhere')


def check_attributes(repo):
    """A checkout has what an archive leaves out, and the line endings that attributes ask for; no hook runs."""
    proof = repo.top / 'proof'
    (repo.top / '.gitattributes').write_text('site export-ignore\n*.md eol=crlf export-subst\n')
    (repo.old / '01.md').write_bytes((OLD_WORDS + '\nA `$Format:%H$` here.\n').encode())
    repo.commit('attributes')
    hook = repo.top / '.git/hooks/post-checkout'
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\ntouch {proof}\n')
    hook.chmod(0o755)
    repo.git('config', 'core.splitIndex', 'true')
    status = repo.git('status', '--porcelain'), sorted((repo.top / '.git').iterdir())
    done = repo.diff('HEAD:plan', 'varied', '--reject')
    repo.check(done.returncode == 0 and '$Format:%H$' in done.stdout and not proof.exists(), 'what attributes say of archives does not count', done)
    repo.report.check((repo.git('status', '--porcelain'), sorted((repo.top / '.git').iterdir())) == status, 'the repository stays as it is')


def fake_git(repo, script):
    """A PATH whose git is a script."""
    folder = repo.top / 'bin'
    folder.mkdir(exist_ok=True)
    (folder / 'git').write_text(f'#!/bin/sh\nreal={shutil.which("git")}\n{script}')
    (folder / 'git').chmod(0o755)
    return f'{folder}:{os.environ["PATH"]}'


def check_odd_gits(repo):
    done = repo.diff('v1:plan', 'varied', PATH=fake_git(repo, 'head -c 10000000 /dev/zero >&2; exit 1\n'))
    repo.check(done.returncode == 4 and len(done.stderr) < 2000, 'a git that says much', done)
    done = repo.diff('v1:plan', 'varied', PATH=fake_git(repo, 'case "$*" in *ls-tree*) yes;; *) exec $real "$@";; esac\n'))
    repo.check(done.returncode == 4, 'a git that never ends', done)
    done = repo.diff('v1:plan', 'varied', PATH=fake_git(repo, 'case "$*" in *" checkout "*) kill -9 $$;; *) exec $real "$@";; esac\n'))
    repo.check(done.returncode == 4 and 'git stopped before' in done.stderr, 'a git that is killed', done)
    ready = repo.top / 'ready'
    path = fake_git(repo, f'case "$*" in *" checkout "*) $real "$@"; touch {ready}; exec sleep 60;; *) exec $real "$@";; esac\n')
    for number in (signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen([repo.program, 'diff', '-q', 'v1:plan', 'varied'], cwd=repo.top / 'site', env=environment(TMPDIR=str(repo.tmp), PATH=path))
        until = time.monotonic() + 30
        while not ready.exists() and time.monotonic() < until:
            time.sleep(0.01)
        written = list(repo.tmp.glob('*/tree/site/content/plan/01.md'))
        process.send_signal(number)
        repo.report.check(written and process.wait(timeout=30) == -number and not list(repo.tmp.iterdir()), f'signal {number} while git is at work: nothing is left')
        ready.unlink()


# --- faults -------------------------------------------------------------------------------------------------------------

def check_quota(repo):
    repo.diff('v1:plan', 'varied', '--schedule')
    before = repo.results()
    largest = max(map(len, before.values()))
    write(repo.new, NEW_WORDS + '\nStill more.\n', 150, more=EDITIONS)
    for most in (0, 1, 100, 3000, largest // 2, largest - 1):
        done = limited(['prlimit', f'--fsize={most}', repo.program, 'diff', 'v1:plan', 'varied', '--schedule'], cwd=repo.top / 'site',
                       env=environment(TMPDIR=str(repo.tmp)), capture_output=True, text=True)
        repo.check(done.returncode == 4 and ('IO002' in done.stderr or 'VAR022' in done.stderr) and repo.results() == before, f'files of {most} bytes at most', done)
    out = repo.top / 'site' / 'out'
    if os.geteuid() != 0:
        out.chmod(0o500)
        done = repo.diff('v1:plan', 'varied')
        repo.check(done.returncode == 4 and repo.results() == before, 'an output folder that cannot be written', done)
        out.chmod(0o700)
    done = repo.diff('v1:plan', 'varied', TMPDIR='/nonexistent')
    repo.check(done.returncode == 4 and 'IO002' in done.stderr and repo.results() == before, 'no place for temporary files', done)


def check_told_to_end(repo):
    env = environment(TMPDIR=str(repo.tmp))
    repo.diff('v1:plan', 'varied')
    before, ended = repo.results(), 0
    for i in range(KILLS):
        process = subprocess.Popen([repo.program, 'diff', 'v1:plan', 'main:varied', '-q'], cwd=repo.top / 'site', env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.06 * i / KILLS)
        process.send_signal((signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[i % 3])
        ended += process.wait() < 0
        left = [p for p in (*repo.tmp.iterdir(), *repo.results()) if str(p).endswith('.tmp') or 'edition' in str(p)]
        repo.report.check(not left, 'told to end: nothing is left', str(left))
    repo.report.check(repo.results().keys() == before.keys(), 'told to end: the results stay')
    print(f'{ended} of {KILLS} comparisons were ended by a signal')


CHECKS = {Place: (check_results, check_prints, check_pages, check_editions, check_errors, check_reasons, check_schedule_block),
          Repository: (check_revisions, check_templates_of_revisions, check_not_found, check_hostile, check_trees, check_attributes, check_odd_gits, check_quota, check_told_to_end)}


def main():
    report, program = Report(), pathlib.Path(sys.argv[1]).resolve()
    for kind, checks in CHECKS.items():
        if kind is Repository and not shutil.which('git'):
            report.check('CI' not in os.environ, 'git is there')
            print('passed over: revisions; there is no git')
            continue
        for check in checks:
            with tempfile.TemporaryDirectory() as tmp:
                top = pathlib.Path(tmp, 'top')
                top.mkdir()
                check(kind(report, program, top))
    report.done()


main()
