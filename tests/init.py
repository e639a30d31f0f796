#!/usr/bin/env python3
"""init.py PLANPRESS: a repository that `planpress init` begins: its files are what GitHub, GitLab and the editor read, each
command in them runs, and none is ever written over."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from harness import ROOT, Report, environment, run

try:
    import yaml
except ImportError:
    yaml = None

FORMS = {'.json': json.loads, '.yml': yaml.safe_load if yaml else str, '.xsd': xml.etree.ElementTree.fromstring}
BRANCH = 'main'


def git(folder, *words):
    return subprocess.run(['git', '-c', 'user.name=A', '-c', 'user.email=a@example.org', *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def sh(team, path, text, **more):
    """As CI runs it: with the installed program in PATH."""
    return subprocess.run(['sh', '-ec', text], cwd=team, capture_output=True, text=True,
                          env=environment(PATH=f'{path}:{os.environ["PATH"]}', **more))


def commands(team):
    """(file, command) of each step in both workflows."""
    if not yaml:
        return
    github = yaml.safe_load((team / '.github/workflows/documents.yml').read_text(encoding='utf-8'))
    for job in github['jobs'].values():
        yield from (('github', step['run']) for step in job['steps'] if 'run' in step)
    gitlab = yaml.safe_load((team / '.gitlab-ci.yml').read_text(encoding='utf-8'))
    for job in ('documents', 'changes', 'pages'):
        yield from (('gitlab', line) for line in gitlab[job]['script'])
    yield from (('gitlab', line) for line in gitlab['default']['before_script'])


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob('*') if p.is_file() and '.git' not in p.parts}


def check_files(report, program, team):
    done = run(program, 'init', 'team', cwd=team.parent)
    report.check(done.returncode == 0 and (team / 'content/plan/document.xml').is_file(), 'init', done.stderr)
    files = contents(team)
    for name, data in files.items():
        form = FORMS.get(pathlib.Path(name).suffix, str)
        try:
            form(data.decode('utf-8', 'replace'))
        except ValueError as error:
            report.check(False, f'{name} can be read', str(error))
    for name in ('.gitignore', '.github/workflows/documents.yml', '.gitlab-ci.yml', '.ci/compare', '.ci/publish', '.vscode/settings.json', '.vscode/tasks.json'):
        report.check(name in files, f'init makes {name}')
    settings = json.loads(files['.vscode/settings.json'])
    for bound in settings['xml.fileAssociations']:
        report.check((team / bound['systemId'].replace('${workspaceFolder}/', '')).is_file(), f'the schema of {bound["pattern"]} is there')
    for name, data in files.items():
        for href in re.findall(r'<\?xml-model href="([^"]+)"', data.decode('utf-8', 'replace')):
            report.check(not name.startswith('content/') or (team / name).parent.joinpath(href).resolve().is_file(), f'the schema of {name} is there', href)
    report.check(b'<?xml-model' in files['content/plan/data/budget.xml'], 'the data names its schema')
    report.check(str(ROOT).encode() not in b''.join(files.values()), 'no path of this machine')
    for path in ('.ci/compare', '.ci/publish'):
        done = subprocess.run(['sh', '-n', team / path], capture_output=True, text=True)
        report.check(done.returncode == 0, f'{path} is a script', done.stderr)


def check_kept(report, program, team):
    """Again, over files that were changed; and in a folder that has documents."""
    (team / '.gitignore').write_text('mine\n', encoding='utf-8')
    (team / '.ci/publish').unlink()
    before = contents(team)
    done = run(program, 'init', cwd=team)
    after = contents(team)
    report.check(done.returncode == 0 and '.gitignore: already there, unchanged' in done.stderr, 'init again', done.stderr)
    report.check(before.items() <= after.items() and set(after) - set(before) == {'.ci/publish'}, 'no file is written over', str(set(after) - set(before)))
    other = team.parent / 'other'
    (other / 'content' / 'own').mkdir(parents=True)
    done = run(program, 'init', other, cwd=team)
    report.check(done.returncode == 0 and sorted(p.name for p in (other / 'content').iterdir()) == ['own'], 'no document beside others', done.stderr)
    (team.parent / 'file').touch()
    for arguments, status in ((['file'], 4), (['a', 'b'], 2)):
        done = run(program, 'init', *arguments, cwd=team.parent)
        report.check(done.returncode == status and done.stderr, f'init {arguments}', done.stderr)


def check_commands(report, path, team):
    git(team, 'init', '-q', '-b', BRANCH)
    git(team, 'add', '-A')
    git(team, 'commit', '-qm', 'Begin')
    git(team, 'update-ref', f'refs/remotes/origin/{BRANCH}', 'HEAD')
    git(team, 'update-ref', 'FETCH_HEAD', 'HEAD')
    section = team / 'content/plan/01-foreword.md'
    section.write_text(section.read_text(encoding='utf-8').replace('Replace', 'Change'), encoding='utf-8')
    count = 0
    for where, command in commands(team):
        # What needs a network is another's; the rest runs as it stands.
        text = '\n'.join(l for l in command.splitlines() if not re.match(r'apt-get|curl|git fetch|git config', l))
        if text.strip():
            done = sh(team, path, text, DEFAULT_BRANCH=BRANCH)
            report.check(done.returncode == 0, f'{where}: {text}', done.stdout + done.stderr)
            count += 1
    report.check(count >= 8 or not yaml, f'commands are found: {count}')
    if not yaml:
        sh(team, path, f'planpress build; sh .ci/compare {BRANCH}; sh .ci/publish; planpress check --format=gitlab > gl-code-quality-report.json')
    for name in ('out/plan.pdf', 'out/changes/plan-marked.pdf', 'out/changes/plan-schedule.pdf', 'public/plan.pdf', 'public/plan.html', 'public/index.html'):
        report.check((team / name).is_file(), f'CI makes {name}')
    report.check('href="plan.html"' in (team / 'public/index.html').read_text(encoding='utf-8'), 'the page of all documents')
    report.check(json.loads((team / 'gl-code-quality-report.json').read_text(encoding='utf-8')) == [], 'Code Quality of a document in order')
    report.check(git(team, 'status', '--short').split() == ['M', 'content/plan/01-foreword.md'], 'what planpress makes is ignored', git(team, 'status', '--short'))
    # A document whose comparison fails is not passed over.
    section.write_text('::: none\n:::\n', encoding='utf-8')
    done = sh(team, path, f'sh .ci/compare {BRANCH}')
    report.check(done.returncode == 1 and 'MD004' in done.stderr, 'a comparison that fails', done.stderr)


def check_tasks(report, path, team):
    tasks = json.loads((team / '.vscode/tasks.json').read_text(encoding='utf-8'))['tasks']
    for task in tasks:
        done = sh(team, path, ' '.join([task['command'], *task['args']]))
        pattern = task['problemMatcher']['pattern']
        found = [m for line in done.stderr.splitlines() if (m := re.match(pattern['regexp'], line))]
        report.check(found and found[0][pattern['code']] == 'MD004' and (team / found[0][pattern['file']]).is_file() and found[0][pattern['line']] == '1'
                     and found[0][pattern['severity']] == 'error', f'{task["label"]}: problems are matched', done.stderr)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        done = subprocess.run(['cmake', '--install', program.parent, '--prefix', tmp / 'usr'], capture_output=True, text=True)
        report.check(done.returncode == 0, 'cmake --install', done.stderr)
        installed, team = tmp / 'usr/bin/planpress', tmp / 'team'
        check_files(report, installed, team)
        check_commands(report, installed.parent, team)
        check_tasks(report, installed.parent, team)
        check_kept(report, installed, team)
    report.done()


main()
