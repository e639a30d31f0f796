#!/usr/bin/env python3
"""hardening.py RELEASE [--all]: what a release does against input that means harm.

RELEASE is the program of a release build. It is position independent, its stack cannot be executed, what the loader fills in
is read-only once it runs, functions with arrays check the stack, and the C library checks the sizes that it is given. A
RELEASE that is not there is passed over; with --all one is built for the purpose. One that is older than these rules fails:
build it again."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from harness import ROOT

SKIPPED = 77


def build(folder):
    """A release of its own; its program."""
    for command in (['cmake', '-S', ROOT, '-B', folder, '-DCMAKE_BUILD_TYPE=Release'],
                    ['cmake', '--build', folder, '--target', 'planpress', f'-j{os.cpu_count()}']):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return pathlib.Path(folder, 'planpress')


def faults(program):
    told = subprocess.run(['readelf', '--wide', '--file-header', '--program-headers', '--dynamic', '--dyn-syms', program],
                          capture_output=True, text=True, check=True).stdout
    stack = re.search(r'^ *GNU_STACK .* ([RWE ]{3}) 0x', told, re.M)
    expected = {
        'a position-independent program': re.search(r'Flags:.*\bPIE\b', told),
        'a stack that cannot be executed': stack and 'E' not in stack[1],
        'a part that is read-only after loading': 'GNU_RELRO' in told,
        'all library functions bound when it is loaded': re.search(r'Flags:.*\bNOW\b', told),
        'functions that check the stack': '__stack_chk_fail' in told,
        'calls whose sizes the C library checks': re.search(r'\b__\w+_chk@', told),
    }
    return [what for what, found in expected.items() if not found]


def main():
    program, all_of_it = pathlib.Path(sys.argv[1]), '--all' in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        if not program.is_file():
            if not all_of_it:
                print(f'skipped: there is no release at {program}')
                sys.exit(SKIPPED)
            program = build(folder)
        lacking = faults(program)
    print('\n'.join(f'{program}: lacks {what}' for what in lacking) or 'the release is hardened')
    sys.exit(1 if lacking else 0)


main()
