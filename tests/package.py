#!/usr/bin/env python3
"""package.py BUILD [--fresh]: the Debian package of a build folder.

It names what the program needs, has no path of the machine that made it, and is the same when it is made again elsewhere.
Unpacked somewhere else, where the project cannot be seen, it makes the same PDF of what `planpress new` starts as the build
does. With --fresh, by hand, apt installs it in a Debian 12 made for the purpose, which takes minutes and a network."""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, Report, environment, run

SKIPPED = 77
NEEDED = ('fonts-open-sans', 'fonts-dejavu-core', 'fonts-liberation2', 'hyphen-en-gb', 'icc-profiles-free', 'libc6', 'libhpdf-2.3.0')
FILES = ('usr/bin/planpress', 'usr/share/planpress/fonts/fonts.xml', 'usr/share/planpress/templates/base.xml',
         'usr/share/planpress/templates/schemas/manifest.xsd', 'usr/share/man/man1/planpress.1.gz', 'usr/share/doc/planpress/copyright',
         'usr/share/doc/planpress/changelog.gz', 'usr/share/bash-completion/completions/planpress',
         'usr/share/zsh/vendor-completions/_planpress', 'usr/share/fish/vendor_completions.d/planpress.fish')


def pack(report, build, folder, **more):
    done = subprocess.run(['cpack', '--config', build / 'CPackConfig.cmake', '-B', folder], cwd=folder, capture_output=True, text=True,
                          env=environment(**more))
    found = list(folder.glob('*.deb'))
    report.check(done.returncode == 0 and len(found) == 1, 'cpack', done.stdout + done.stderr)
    return found[0]


def parts(package):
    """Its two archives. What holds them together has the umask in it, which cpack does not set."""
    return tuple(hashlib.sha256(subprocess.run(['dpkg-deb', part, package], capture_output=True, check=True).stdout).hexdigest()
                 for part in ('--fsys-tarfile', '--ctrl-tarfile'))


def check_control(report, package, program):
    fields = subprocess.run(['dpkg-deb', '--field', package], capture_output=True, text=True).stdout
    depends = re.search(r'^Depends: (.*)', fields, re.M)[1]
    # The library that is loaded by its name, not linked: as `strings` would find it.
    library = re.search(rb'libqpdf\.so\.(\d+)', program.read_bytes())[1].decode()
    for name in (*NEEDED, f'libqpdf{library}'):
        report.check(re.search(rf'(?:^|, ){re.escape(name)}\b', depends), f'depends on {name}', depends)
    version = run(program, 'version').stdout.split()[1]
    report.check(f'Version: {version}\n' in fields and 'Recommends: texlive-base' in fields, 'version and what is recommended', fields)


def check_contents(report, package, tree):
    for name in FILES:
        report.check((tree / name).is_file(), f'the package has {name}')
    machine = [str(ROOT).encode(), str(pathlib.Path.home()).encode() + b'/']
    if b'__asan_' in (tree / 'usr/bin/planpress').read_bytes():
        machine = []        # the sanitizers name each source by its path
    for path in sorted(p for p in tree.rglob('*') if p.is_file()):
        data = path.read_bytes()
        report.check(not any(m in data for m in machine), f'{path.relative_to(tree)} has no path of this machine')
    listed = subprocess.run(['dpkg-deb', '--contents', package], capture_output=True, text=True).stdout.splitlines()
    report.check(all(re.match(r'(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) root/root ', l) for l in listed), 'owners and permissions', '\n'.join(listed))


def hidden(report, command, cwd):
    """Runs it where the project's folder is empty; None where such a view cannot be had."""
    asroot = [] if os.geteuid() == 0 else ['--map-root-user']
    view = ['unshare', '--mount', *asroot, 'sh', '-ec', 'mount -t tmpfs none "$1"; test ! -e "$1/src"; shift; exec "$@"', 'sh', ROOT]
    if subprocess.run([*view, 'true'], capture_output=True).returncode != 0:
        print('the project cannot be hidden here; the program runs beside it')
        view = []
    return subprocess.run([*view, *command], cwd=cwd, env=environment(), capture_output=True, text=True)


def check_run(report, program, tree, tmp):
    installed = tree / 'usr' / 'bin' / 'planpress'
    for folder in ('there', 'here'):
        (tmp / folder / 'content').mkdir(parents=True)
    for arguments in (['new', 'one', '--template', 'annual-report'], ['build', 'one']):
        done = hidden(report, [installed, *arguments], tmp / 'there')
        report.check(done.returncode == 0, f'unpacked: {arguments[0]}', done.stderr)
        run(program, *arguments, cwd=tmp / 'here', home=ROOT)
    pdfs = [tmp / folder / 'out' / 'one.pdf' for folder in ('there', 'here')]
    report.check(all(p.is_file() for p in pdfs) and pdfs[0].read_bytes() == pdfs[1].read_bytes(), 'the unpacked program makes the same PDF')


def check_fresh(report, package, tmp):
    """A Debian with nothing but what the package asks for."""
    inside = ('apt-get install -y --no-install-recommends /tmp/planpress.deb >/dev/null && mkdir -p /tmp/p/content && cd /tmp/p && '
              'planpress new one --template annual-report && planpress build --product=screen,html one && planpress list && dpkg -V planpress')
    done = subprocess.run(['mmdebstrap', '--variant=minbase', f'--customize-hook=copy-in {package.parent}/planpress.deb /tmp',
                           f'--customize-hook=chroot "$1" sh -ec "{inside}"', f'--customize-hook=copy-out /tmp/p/out {tmp}', 'bookworm', '/dev/null'],
                          capture_output=True, text=True)
    report.check(done.returncode == 0 and (tmp / 'out' / 'one.pdf').is_file(), 'in a fresh Debian', done.stdout + done.stderr)


def main():
    build, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    if not all(map(shutil.which, ('cpack', 'dpkg-deb', 'dpkg-shlibdeps', 'file'))):
        print('skipped: there is no dpkg-dev')
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        packages = []
        for name, umask in (('first', 0o022), ('second', 0o077)):
            (tmp / name).mkdir()
            os.umask(umask)
            packages.append(pack(report, build, tmp / name, TZ='Asia/Tokyo' if name == 'second' else 'UTC'))
        os.umask(0o022)
        report.check(len({parts(p) for p in packages}) == 1, 'the same package twice')
        subprocess.run(['dpkg-deb', '--extract', packages[0], tmp / 'tree'], check=True)
        check_control(report, packages[0], build / 'planpress')
        check_contents(report, packages[0], tmp / 'tree')
        check_run(report, build / 'planpress', tmp / 'tree', tmp)
        if '--fresh' in sys.argv[2:]:
            packages[0].rename(tmp / 'first' / 'planpress.deb')
            check_fresh(report, tmp / 'first' / 'planpress.deb', tmp)
    report.done()


main()
