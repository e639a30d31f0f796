#!/usr/bin/env python3
"""faults.py PLANPRESS [--all]: writes that fail and processes that are killed lose nothing and leave nothing."""
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from harness import ALL, TESTS, Report, environment, limited, run
from made_together import files, make_document

HOME = TESTS / 'home'
SMALL = TESTS / 'golden' / 'text' / 'small'
OLDER = b'%PDF-1.7 made before\n' * 40
KILLS = 60 if ALL else 15


def left_in(folder):
    return sorted(p.name for p in folder.iterdir() if not p.name.endswith('.stamp'))


def build_within(program, out, most):
    """A build whose files may have at most that many bytes."""
    return limited(['prlimit', f'--fsize={most}', program, 'build', '-o', out, SMALL], env=environment(HOME), capture_output=True, text=True)


def check_quota(report, program, tmp):
    """Every place where the file may become too long, from its first byte to its last."""
    out = tmp / 'quota'
    out.mkdir()
    whole = tmp / 'whole'
    run(program, 'build', '-q', '-o', whole, SMALL, home=HOME)
    good = (whole / 'small.pdf').read_bytes()
    for most in sorted({0, 1, 4095, 4096, len(good) // 3, len(good) // 2, len(good) - 1}):
        (out / 'small.pdf').write_bytes(OLDER)
        done = build_within(program, out, most)
        report.check(done.returncode == 4 and 'IO002' in done.stderr and 'File too large' in done.stderr, f'{most} bytes: status', f'{done.returncode} {done.stderr}')
        report.check((out / 'small.pdf').read_bytes() == OLDER and left_in(out) == ['small.pdf'], f'{most} bytes: the older PDF, and nothing else', str(left_in(out)))
    done = build_within(program, out, len(good))
    report.check((out / 'small.pdf').read_bytes() == good, 'just enough', done.stderr)


def check_full(report, program, tmp):
    """A disk that is full: a small tmpfs, where one may be mounted."""
    out = tmp / 'disk'
    out.mkdir()
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', out], capture_output=True).returncode != 0:
        print('no tmpfs can be mounted here: the full disk is left out')
        return
    try:
        (out / 'small.pdf').write_bytes(OLDER)
        done = run(program, 'build', '-o', out, SMALL, home=HOME)
        report.check(done.returncode == 4 and 'No space left' in done.stderr, 'a full disk', done.stderr)
        report.check((out / 'small.pdf').read_bytes() == OLDER and left_in(out) == ['small.pdf'], 'a full disk: the older PDF, and nothing else')
    finally:
        subprocess.run(['umount', out])


def check_refused(report, program, tmp):
    (tmp / 'is-a-folder' / 'small.pdf').mkdir(parents=True)
    done = run(program, 'build', '-o', tmp / 'is-a-folder', SMALL, home=HOME)
    report.check(done.returncode == 4 and 'IO002' in done.stderr, 'a folder in the PDF\'s place', done.stderr)
    done = run(program, 'build', '-o', '/proc/planpress', SMALL, home=HOME)
    report.check(done.returncode == 4 and 'IO002' in done.stderr, 'a folder that cannot be made', done.stderr)
    read_only = tmp / 'read-only'
    read_only.mkdir()
    (read_only / 'small.pdf').write_bytes(OLDER)
    read_only.chmod(0o555)
    command = [program, 'build', '-o', read_only, SMALL]
    if os.geteuid() == 0:       # root is not kept out: someone else tries
        someone = ['setpriv', '--reuid=65534', '--clear-groups']
        if not shutil.which('setpriv') or subprocess.run([*someone, program, 'check', SMALL], env=environment(HOME), capture_output=True).returncode != 0:
            print('nobody cannot run the program here: the read-only folder is left out')
            return
        tmp.chmod(0o755)
        command = [*someone, *command]
    done = limited(command, env=environment(HOME), capture_output=True, text=True)
    report.check(done.returncode == 4 and 'Permission denied' in done.stderr, 'a read-only folder', done.stderr)
    report.check((read_only / 'small.pdf').read_bytes() == OLDER, 'a read-only folder: the older PDF')


def check_closed(report, program, tmp):
    for args in (['list', SMALL], ['build', '--dump=pages', SMALL], ['check', '--format=json', SMALL], ['schema', 'manifest'], ['explain']):
        with open('/dev/full', 'w') as full:
            done = run(program, *args, home=HOME, stdout=full)
        report.check(done.returncode == 4, f'{args[0]}: standard output on a full disk', done.stderr)
        reader, writer = os.pipe()
        os.close(reader)
        done = run(program, *args, home=HOME, stdout=writer)
        os.close(writer)
        report.check(done.returncode == 4, f'{args[0]}: nobody reads standard output', f'{done.returncode} {done.stderr}')
    # Messages that cannot be written change nothing about the PDF, but the exit status says that they are lost.
    warned = tmp / 'warned'
    shutil.copytree(SMALL, warned)
    section = next(warned.glob('*.md'))
    section.write_text(section.read_text(encoding='utf-8') + '\n\nSome <b>words</b>.\n', encoding='utf-8')
    for args in (['build', '--force'], ['build', '--force', '--deny=warnings'], ['build', '--force', '-j2', SMALL], ['check']):
        with open('/dev/full', 'w') as full:
            done = limited([program, *args, '-o', tmp / 'mute', warned], env=environment(HOME), stderr=full)
        report.check(done.returncode == 4, f'{args}: messages on a full disk', str(done.returncode))
        done = limited(['sh', '-c', '"$@" 2>&-', 'sh', program, *args, '-o', tmp / 'mute', warned], env=environment(HOME))
        report.check(done.returncode == 4, f'{args}: no standard error', str(done.returncode))
    report.check((tmp / 'mute' / 'warned.pdf').stat().st_size > 5000, 'messages on a full disk: the PDF is there')
    with open('/dev/full', 'w') as full:
        done = limited([program, 'check', '-q', SMALL], env=environment(HOME), stderr=full)
    report.check(done.returncode == 0, 'nothing to say, and standard error on a full disk')


class Killer:
    """Runs commands and kills each at a random moment of the time that such a command takes, as those that were too fast show."""

    def __init__(self, seed, takes, number=signal.SIGKILL):
        self.number = number
        self.chance = random.Random(seed)
        self.takes = takes      # seconds

    def run(self, *command, cwd=None):
        """True: it was killed before it ended."""
        begun = time.monotonic()
        with subprocess.Popen(command, cwd=cwd, env=environment(HOME), stderr=subprocess.DEVNULL) as running:
            try:
                running.wait(self.takes * self.chance.random())
                self.takes = 0.9 * self.takes + 0.1 * (time.monotonic() - begun)
            except subprocess.TimeoutExpired:
                running.send_signal(self.number)
                self.takes *= 1.02
            return running.wait() == -self.number


def check_killed(report, program, tmp):
    """SIGKILL at any moment: the old file or the new one, whole; and what is left is cleared by the next build."""
    out, folder = tmp / 'killed', tmp / 'doc'
    shutil.copytree(SMALL, folder)
    section = next(folder.glob('*.md'))
    text = section.read_text(encoding='utf-8')
    wholes = set()
    for turn in range(2):
        section.write_text(text + f'\n\nTurn {turn}.\n', encoding='utf-8')
        run(program, 'build', '-q', '-o', out, folder, home=HOME)
        wholes.add((out / 'doc.pdf').read_bytes())
    report.check(len(wholes) == 2, 'two versions')
    killer = Killer(1, 0.1)
    broken = temporaries = killed = tries = 0
    while killed < KILLS and tries < 20 * KILLS:
        tries += 1
        section.write_text(text + f'\n\nTurn {tries % 2}.\n', encoding='utf-8')
        killed += killer.run(program, 'build', '-q', '--force', '-o', out, folder)
        broken += (out / 'doc.pdf').read_bytes() not in wholes
        temporaries += any(p.name.endswith('.tmp') for p in out.iterdir())
        report.check(sum(p.name.endswith('.tmp') for p in out.iterdir()) <= 2, 'what is left does not grow', str(left_in(out)))
    report.check(broken == 0 and killed == KILLS, f'{killed} of {tries} killed, {broken} broken files')
    print(f'{killed} of {tries} builds were killed; {temporaries} times a temporary was there')
    for turn in range(2):       # the stamp of a killed build is not believed
        section.write_text(text + f'\n\nTurn {turn}.\n', encoding='utf-8')
        done = run(program, 'build', '-o', out, folder, home=HOME)
        report.check((out / 'doc.pdf').read_bytes() in wholes and done.returncode == 0, 'after it, a build', done.stderr)
    report.check(left_in(out) == ['doc.pdf'], 'the next build clears up', str(left_in(out)))


def check_told_to_end(report, program, tmp):
    """SIGTERM, SIGINT and SIGHUP at any moment: the program ends by that signal, and no temporary file is left."""
    folders = []
    for i in range(3):
        folders.append(tmp / f'told{i}')
        shutil.copytree(SMALL, folders[i])
    out = tmp / 'told'
    run(program, 'build', '-q', '-o', out, *folders, home=HOME)
    made = {f.name: (out / f'{f.name}.pdf').read_bytes() for f in folders}
    for name, number in (('TERM', signal.SIGTERM), ('INT', signal.SIGINT), ('HUP', signal.SIGHUP)):
        killer, told, tries = Killer(3, 0.1, number), 0, 0
        while told < KILLS and tries < 20 * KILLS:
            tries += 1
            told += killer.run(program, 'build', '-q', '--force', '-o', out, *folders[:1 + tries % 3])
            left = [p for p in out.iterdir() if p.name.endswith('.tmp')]
            report.check(not left, f'SIG{name}: no temporary file is left', str(left))
        report.check(told == KILLS, f'SIG{name}: {told} of {tries} ended by it')
        report.check(all((out / f'{n}.pdf').read_bytes() == pdf for n, pdf in made.items()), f'SIG{name}: the PDFs are whole')
    done = limited(['sh', '-c', 'trap "" HUP; "$@" & pid=$!; kill -HUP $pid; wait $pid', 'sh', program, 'build', '-q', '--force', '-o', out, folders[0]], env=environment(HOME))
    report.check(done.returncode == 0, 'SIGHUP ignored at the start stays ignored')


def check_new_killed(report, program, tmp):
    """A document that is begun is there whole or not at all; what is left of a killed beginning is taken over by the next."""
    content = tmp / 'begun' / 'content'
    content.mkdir(parents=True)
    killer, killed, left = Killer(2, 0.05), 0, 0
    for number in range(20 * KILLS):
        killed += killer.run(program, 'new', '-q', '--template', 'test', f'n{number}', cwd=content.parent)
        left += any(p.name.startswith('.') for p in content.iterdir())
        if killed == KILLS:
            break
    running = [subprocess.Popen([program, 'new', '-q', '--template', 'test', f'last{i}'], cwd=content.parent, env=environment(HOME)) for i in range(8)]
    report.check(all(p.wait() == 0 for p in running), 'new: eight at once, after some were killed')
    hidden = [str(p.relative_to(content)) for p in content.rglob('.*')]
    report.check(killed == KILLS and not hidden, f'new: {killed} killed; nothing is left', str(hidden))
    files = {tuple(sorted(str(p.relative_to(folder)) for p in folder.rglob('*'))) for folder in content.iterdir()}
    report.check(len(files) == 1, 'new: each document has all its files', str(files))
    print(f'{killed} beginnings were killed; {left} times something was left for the next')


def check_two_at_once(report, program, tmp):
    """Builds of one document at the same time: each ends well, and the file is whole."""
    out = tmp / 'at-once'
    running = [subprocess.Popen([program, 'build', '-q', '--force', '-o', out, SMALL], env=environment(HOME), stderr=subprocess.PIPE, text=True) for _ in range(12)]
    ends = [(p.communicate()[1], p.returncode) for p in running]
    report.check(all(status == 0 for _, status in ends), 'at the same time', str([e for e in ends if e[1]]))
    report.check(left_in(out) == ['small.pdf'] and (out / 'small.pdf').read_bytes().rstrip().endswith(b'%%EOF'), 'at the same time: one whole file')


# --- a document with several products ------------------------------------------------

class Plan:
    """A document with every product, in two versions."""

    def __init__(self, program, tmp):
        self.program, self.folder, self.out = program, make_document(tmp / 'several'), tmp / 'several' / 'out'
        self.section = self.folder / '01.md'
        self.text = self.section.read_text(encoding='utf-8')
        self.versions = []
        for number in (1, 0):
            self.turn(number)
            done = self.build()
            assert done.returncode == 0, done.stderr
            self.versions.insert(0, files(self.out))

    def turn(self, number):
        self.section.write_text(f'{self.text}\n\nTurn {number}.\n', encoding='utf-8')
        cost = self.folder / 'cost.xml'
        cost.write_text(re.sub(r'<cell>\d+<', f'<cell>{10 + number}<', cost.read_text(encoding='utf-8')), encoding='utf-8')

    def command(self, *more):
        return [self.program, 'build', '-q', '-o', self.out, *more, self.folder]

    def build(self, *before):
        return limited([*before, *self.command()], env=environment(HOME), capture_output=True, text=True)

    def is_version(self, number):
        return files(self.out) == self.versions[number] and not self.temporaries()

    def temporaries(self):
        return [p.name for p in self.out.rglob('.*.tmp')]


def check_products_refused(report, plan):
    """One product that cannot be written, for its size or as the disk is full, leaves all the others as they were."""
    plan.turn(1)
    for size in sorted({len(b) for b in plan.versions[1].values()}):
        done = plan.build('prlimit', f'--fsize={size - 1}')
        report.check(done.returncode == 4 and plan.is_version(0), f'products of {size - 1} bytes at most: all older files', f'{done.returncode} {done.stderr}')
    room = sum(-(-len(b) // 4096) for b in plan.versions[0].values())
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={8 * (room + 4)}k', 'tmpfs', plan.out], capture_output=True).returncode != 0:
        print('no tmpfs can be mounted here: the full disk is left out for products')
        return
    try:
        for free in range(1, room, max(1, room // 5)):
            plan.turn(0)
            plan.build()
            filler = plan.out / '.filler'
            filler.write_bytes(bytes(max(0, os.statvfs(plan.out).f_bavail - free) * 4096))
            plan.turn(1)
            done = plan.build()
            report.check(done.returncode == 4 and plan.is_version(0), f'products and {free} pages of disk: all older files', f'{done.returncode} {done.stderr}')
            filler.unlink()
    finally:
        subprocess.run(['umount', plan.out])


def check_products_synced(report, plan):
    """Every file is on the disk before the first has its name; also where the only product has data beside it."""
    if not shutil.which('strace') or subprocess.run(['strace', '-o', '/dev/null', 'true'], capture_output=True).returncode != 0:
        print('strace is not to be had: the order of writing is left out')
        return
    for product in ('all', 'html'):
        trace = plan.folder.parent / 'trace'
        limited(['strace', '-f', '-y', '-o', trace, '-e', 'trace=fsync,fdatasync,rename,renameat,renameat2', *plan.command('--force', f'--product={product}')],
                env=environment(HOME, ASAN_OPTIONS='detect_leaks=0'), capture_output=True)
        calls = [line for line in trace.read_text(encoding='utf-8').splitlines() if '.tmp' in line and '.stamp' not in line]
        first = next(i for i, line in enumerate(calls) if 'rename' in line)
        late = {name for line in calls[first:] for name in re.findall(r'"([^"]*\.tmp)"', line)}
        synced = {name for line in calls[:first] for name in re.findall(r'sync\(\d+<([^>]*)>', line)}
        report.check(len(late) >= 3 and late <= synced, f'{product}: all are on the disk before the first has its name', '\n'.join(calls))


def check_products_killed(report, plan):
    """SIGKILL at any moment: each file is whole, of either version; and what the stamp then says is never believed wrongly."""
    killer, killed = Killer(4, 0.3), 0
    for number in range(20 * KILLS):
        plan.turn(number % 2)
        killed += killer.run(*plan.command('--force'))
        got = files(plan.out)
        broken = [n for n in plan.versions[0] if got.get(n) not in (plan.versions[0][n], plan.versions[1][n])]
        report.check(not broken, 'killed: every product is whole', str(broken))
        if number % 3 == 0:
            plan.turn(number // 3 % 2)
            done = plan.build()
            report.check(files(plan.out) == plan.versions[number // 3 % 2], 'killed: the next build makes all of its version', done.stderr)
        if killed == KILLS:
            break
    report.check(killed == KILLS, f'products: {killed} builds killed')
    plan.turn(2)        # a build that finds everything up to date writes nothing and clears nothing up
    done = plan.build()
    report.check(done.returncode == 0 and not plan.temporaries(), 'products: the next build that writes clears up', str(plan.temporaries()))


def check_products_between(report, plan):
    """Killed before each of the renames: the stamp of the older version vouches for none of what is there."""
    if not shutil.which('strace'):
        return
    for number in range(1, 8):
        plan.turn(0)
        plan.build()
        plan.turn(1)
        limited(['strace', '-f', '-o', '/dev/null', '-e', 'trace=rename', '-e', f'inject=rename:signal=KILL:when={number}', *plan.command()],
                env=environment(HOME, ASAN_OPTIONS='detect_leaks=0'), capture_output=True)
        got = files(plan.out)
        new = sum(got.get(n) == b for n, b in plan.versions[1].items() if b != plan.versions[0][n])
        report.check((new > 0) == (number > 1) and all(got.get(n) in (plan.versions[0][n], b) for n, b in plan.versions[1].items()), f'killed at rename {number}: each is whole', str(new))
        plan.turn(number % 2)
        done = plan.build()
        report.check(files(plan.out) == plan.versions[number % 2], f'killed at rename {number}: the next build makes all of its version', done.stderr)


def check_products_at_once(report, plan):
    plan.turn(1)
    running = [subprocess.Popen(plan.command('--force'), env=environment(HOME), stderr=subprocess.PIPE, text=True) for _ in range(4)]
    ends = [(p.communicate()[1], p.returncode) for p in running]
    report.check(all(status == 0 for _, status in ends) and plan.is_version(1), 'products made at the same time', str(ends))


def check_products(report, program, tmp):
    plan = Plan(program, tmp)
    for check in (check_products_refused, check_products_synced, check_products_between, check_products_killed, check_products_at_once):
        check(report, plan)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        for check in (check_quota, check_full, check_closed, check_killed, check_told_to_end, check_new_killed, check_two_at_once, check_products, check_refused):
            check(report, program, tmp)
    report.done()


main()
