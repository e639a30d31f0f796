#!/usr/bin/env python3
"""installed.py PLANPRESS: what an installed program has around it: the manual page and the completions of shells.

bash completes as it would for a person: each word that it offers is one that planpress takes. The scripts of zsh and fish
are parsed by these where they are installed."""
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, TESTS, Report, environment, run

HOME = TESTS / 'home'
SHELLS = {'bash': 'share/bash-completion/completions/planpress', 'zsh': 'share/zsh/site-functions/_planpress',
          'fish': 'share/fish/vendor_completions.d/planpress.fish'}
# Readline divides words at these too.
DIVIDES = re.compile(r'([=:])')


def read_help(program, *verb):
    return run(program, 'help', *verb).stdout


def verbs_of(program):
    return re.findall(r'^  ([a-z-]+) ', read_help(program).split('Options:')[0], re.M)


def options_of(program, *verb):
    """{--name: its form or None}"""
    listed = read_help(program, *verb).split('\nOptions:\n')[1].split('\n\n')[0]
    return {m[1]: m[2] for m in re.finditer(r'^ +(?:-\w, )?(--[\w-]+)(?:=(\S+))?', listed, re.M)}


# --- bash ----------------------------------------------------------------------

class Bash:
    """Completes a line: the words that bash would offer for the last one."""

    def __init__(self, program, script, cwd):
        self.program, self.script, self.cwd = program, script, cwd

    def __call__(self, line):
        words = [str(self.program)]
        for word in line.split(' '):
            words += [part for part in DIVIDES.split(word) if part] or ['']
        last = words[-1]
        text = (f'source {shlex.quote(str(self.script))}\nCOMP_WORDS=({shlex.join(words)})\nCOMP_CWORD={len(words) - 1}\n'
                f'_planpress {shlex.quote(str(self.program))} {shlex.quote(last)} ""\n[[ ${{#COMPREPLY[@]}} -eq 0 ]] || printf "%s\\n" "${{COMPREPLY[@]}}"')
        done = subprocess.run(['bash', '--norc', '-c', text], cwd=self.cwd, env=environment(HOME), capture_output=True, text=True)
        self.stderr = done.stderr
        return done.stdout.splitlines()


def check_bash(report, program, tmp):
    script = tmp / 'planpress.bash'
    script.write_text(run(program, 'completions', 'bash').stdout, encoding='utf-8')
    for name in ('one', 'other', 'two words', '$(touch harm)', 'line\nend'):
        (tmp / 'content' / name).mkdir(parents=True)
        shutil.copytree(TESTS / 'golden' / 'text' / 'small', tmp / 'content' / name, dirs_exist_ok=True)
    (tmp / 'file.pdf').touch()
    bash = Bash(program, script, tmp)
    verbs = verbs_of(program)
    report.check(bash('') == verbs and len(verbs) > 15, 'bash offers all verbs', bash.stderr)
    report.check(bash('bu') == ['build'] and bash('help li') == ['list'], 'bash completes a verb', bash.stderr)
    for verb in verbs:
        options = options_of(program, verb)
        offered = bash(f'{verb} --')
        report.check(offered == [o + '=' * bool(form) for o, form in options.items()] and not bash.stderr, f'bash offers the options of {verb}', f'{offered}\n{bash.stderr}')
        for option, form in options.items():
            if form and '|' in form:
                report.check(bash(f'{verb} {option}=') == form.split('|'), f'bash offers the values of {verb} {option}', bash.stderr)
                report.check(bash(f'{verb} {option} ') == form.split('|'), f'bash offers them after a blank: {verb} {option}', bash.stderr)
    report.check(bash('check --format=js') == ['json'] and bash('list --format=') == ['text', 'ninja'], 'an option that two verbs have', bash.stderr)
    report.check(bash('build --product=screen,l') == ['screen,large-print'] and 'html' in bash('build --product='), 'a list with commas', bash.stderr)
    report.check(bash('-o build check --audience=m') == ['members'], 'the value of an option is no verb', bash.stderr)
    documents = bash('build ')
    report.check(documents == [r'\$\(touch\ harm\)', 'one', 'other', r'two\ words'] and not (tmp / 'harm').exists(), 'bash offers documents, and runs none', str(documents))
    report.check(bash('build ot') == ['other'] and bash('build --force o') == ['one', 'other'] and bash('build file') == ['file.pdf'], 'bash completes a document, or a path', bash.stderr)
    report.check(bash('verify fi') == ['file.pdf'], 'bash completes a file', bash.stderr)
    report.check('content' in bash('build -o ') and 'file.pdf' not in bash('build -o '), 'bash completes a folder', bash.stderr)
    report.check('small' in bash('new --template=') and bash('explain MD00') and bash('schema mani') == ['manifest'], 'bash offers templates, codes and schemas', bash.stderr)
    report.check(bash('new ') == [] and bash('build --jobs=') == [], 'bash offers nothing where nothing is known', bash.stderr)


def check_words(report, program, tmp):
    """The words that the table gives to completion are accepted where they are offered."""
    script = tmp / 'words.bash'
    script.write_text(run(program, 'completions', 'bash').stdout, encoding='utf-8')
    bash = Bash(program, script, tmp)
    for option in ('--pdf-standard', '--product'):
        for word in bash(f'build {option}='):
            done = run(program, 'build', f'{option}={word}', '--help')
            report.check(done.returncode == 0, f'{option}={word} is taken', done.stderr)
    for shell in (None, 'tcsh'):
        done = run(program, 'completions', *filter(None, [shell]))
        report.check(done.returncode == 2 and 'bash, zsh or fish' in done.stderr, f'completions {shell}', done.stderr)


def check_others(report, program, tmp):
    for shell in ('zsh', 'fish'):
        text = run(program, 'completions', shell).stdout
        known = set(re.findall(r'^    (\S+?):\'' if shell == 'zsh' else r'-n __planpress_begins -a (\S+)', text, re.M))
        report.check(known == set(verbs_of(program)), f'{shell} has all verbs', str(known))
        lost = [o for o in options_of(program) if not re.search(rf'-l {o[2:]} ' if shell == 'fish' else rf'{o}\b', text)]
        report.check(not lost, f'{shell} has all options', str(lost))
        if shutil.which(shell):
            (tmp / shell).write_text(text, encoding='utf-8')
            done = subprocess.run([shell, '-n', tmp / shell], capture_output=True, text=True)
            report.check(done.returncode == 0 and not done.stderr, f'{shell} reads its script', done.stderr)
    if shutil.which('fish'):
        check_fish(report, program, tmp)


def check_fish(report, program, tmp):
    shutil.copytree(TESTS / 'golden' / 'text' / 'small', tmp / 'content' / 'other')
    def offered(line):
        command = f'set -x PATH {shlex.quote(str(program.parent))} $PATH; source {shlex.quote(str(tmp / "fish"))}; complete -C {shlex.quote("planpress " + line)}'
        done = subprocess.run(['fish', '--no-config', '-c', command], cwd=tmp, env=environment(HOME), capture_output=True, text=True)
        return [l.split('\t')[0] for l in done.stdout.splitlines()]
    report.check(offered('') and set(verbs_of(program)) <= set(offered('')), 'fish offers verbs', str(offered('')))
    report.check(offered('check --format=') == [f'--format={f}' for f in sorted(options_of(program, 'check')['--format'].split('|'))], 'fish offers values', str(offered('check --format=')))
    report.check('other' in offered('build ot'), 'fish offers documents', str(offered('build ot')))


# --- the manual page --------------------------------------------------------------

def check_manual(report, program, tmp):
    page = tmp / 'planpress.1'
    page.write_text(run(program, 'man').stdout, encoding='utf-8')
    report.check(page.read_bytes().isascii(), 'the manual page is ASCII')
    formatted = ''
    for tool in (['groff', '-man', '-Tutf8', '-ww', '-P-cbou', page], ['man', '-l', page], ['mandoc', '-T', 'utf8', '-W', 'warning', page]):
        if not shutil.which(tool[0]):
            continue
        done = subprocess.run(tool, capture_output=True, text=True, env={**environment(), 'MANPAGER': 'cat', 'MANWIDTH': '100', 'MANOPT': '--warnings'})
        said = [l for l in done.stderr.splitlines() if 'missing date' not in l and 'see above' not in l]     # it has a version instead
        report.check(not said and 'EXIT STATUS' in re.sub('.\b', '', done.stdout), f'{tool[0]} sets the manual page', done.stderr)
        formatted = formatted or done.stdout
    if not formatted:
        return
    words = ' '.join(re.sub(r'-\s+|‐\s+', '', formatted).split())
    for verb in verbs_of(program):
        report.check(re.search(rf'^ +{verb}\b', formatted, re.M), f'the manual page has {verb}')
    for option in options_of(program):
        report.check(re.search(rf'^ +(?:-\w, )?{option}\b', formatted, re.M), f'the manual page has {option}')
    report.check('SOURCE_DATE_EPOCH' in words and '[DOCUMENT…]' in words, 'the manual page has variables and forms')


# --- installing --------------------------------------------------------------------

def check_installed(report, program, tmp):
    done = subprocess.run(['cmake', '--install', program.parent, '--prefix', tmp / 'tree'], capture_output=True, text=True)
    report.check(done.returncode == 0, 'cmake --install', done.stderr)
    installed = tmp / 'tree' / 'bin' / 'planpress'
    places = {('completions', shell): path for shell, path in SHELLS.items()} | {('man',): 'share/man/man1/planpress.1'}
    for verb, path in places.items():
        at = tmp / 'tree' / path
        report.check(at.is_file() and at.read_text(encoding='utf-8') == run(installed, *verb).stdout, f'{path} is installed')


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    for check in (check_bash, check_words, check_others, check_manual, check_installed):
        with tempfile.TemporaryDirectory() as folder:
            check(report, program, pathlib.Path(folder).resolve())
    report.done()


main()
