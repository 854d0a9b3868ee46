#!/usr/bin/env python3
"""Records what CPython does in random programs, or checks that the committed traces still say so.

    random_programs.py                           record ../programs anew
    random_programs.py --check                   compare with what is committed; exit 1 when it differs, 3 when there is
                                                 no CPython 3.15
    random_programs.py --seeds 5000-5999 FILE    record other programs into a file, to look for differences with
                                                 BRAID_JVM=-Dbraid.conformance.programs=FILE conformance/try programs

../programs/kept.txt has programs in which Braid once did something else, copied from such a file.
"""

import argparse
import json
import os
import subprocess
import sys

import record

PROGRAMS = os.path.join(record.HERE, os.pardir, "programs")
SEEDS, SEEDS_PER_FILE = 300, 100
AT_ONCE = 100  # an interpreter that has run many programs becomes slow
NEWEST_SEMANTICS = (3, 15)


def interpreter():
    """The newest Python from 3.15 on, or None."""
    found = record.native_interpreters()
    pyodide = record.pyodide_interpreter()
    if pyodide:
        record.Run(pyodide, [], [], False)  # asks for its version
        found.append(pyodide)
    able = [one for one in found if one.rank >= NEWEST_SEMANTICS]
    return max(able, key=lambda one: one.rank) if able else None


def run(python, request):
    """Runs programs; gives what the interpreter tells of each."""
    child = [] if python.pyodide else [os.path.join(record.HERE, "child.py")]
    process = subprocess.run(python.command + child + [json.dumps(request)], cwd=record.HERE, stdout=subprocess.PIPE,
                             stdin=subprocess.DEVNULL, universal_newlines=True, check=True)
    told = [json.loads(line) for line in process.stdout.split("\n") if line.startswith("{")]
    for one in told:
        if "failed" in one:
            raise SystemExit(f"program {one['number']}: {one['failed']}")
    return [one for one in told if "lines" in one]


def section(python, number, told):
    return "\n".join([f"== {number}  {python.version}", told["program"], "--", *told["lines"], ""])


def of_seeds(python, first, last):
    """The text of a file of programs."""
    told = []
    for start in range(first, last + 1, AT_ONCE):
        told += run(python, {"seeds": list(range(start, min(start + AT_ONCE, last + 1)))})
    return "".join(section(python, one["number"], one) for one in told)


def again(python, text):
    """The text of a file whose programs are run once more."""
    parts = [part.split("\n", 1) for part in text.split("== ")[1:]]
    told = run(python, {"programs": [body.split("\n--\n")[0] for _, body in parts]})
    return "".join(section(python, title.split()[0], one) for (title, _), one in zip(parts, told))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def differences(committed, now):
    """What differs, apart from the version that made a trace."""
    before, after = ({part.split()[0]: part.split("\n", 1) for part in text.split("== ")[1:]} for text in (committed, now))
    for number in sorted(set(before) | set(after)):
        title, body = before.get(number, ("not there", ""))
        new_title, new_body = after.get(number, ("not there", ""))
        if body != new_body:
            yield f"program {number}: " + record.side_by_side(
                f"committed ({title})", body.split("\n"), f"now ({new_title})", new_body.split("\n"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seeds", help="first-last")
    parser.add_argument("file", nargs="?")
    args = parser.parse_args()
    python = interpreter()
    if python is None:
        print("no CPython 3.15 or newer: install it, or Node.js for Pyodide")
        return 3
    if args.seeds:
        write(args.file, of_seeds(python, *map(int, args.seeds.split("-"))))
        return 0
    made = {f"{start:03}.txt": of_seeds(python, start, start + SEEDS_PER_FILE - 1)
            for start in range(0, SEEDS, SEEDS_PER_FILE)}
    made["kept.txt"] = again(python, read(os.path.join(PROGRAMS, "kept.txt")))
    problems = []
    for name, text in made.items():
        path = os.path.join(PROGRAMS, name)
        if args.check:
            problems += differences(read(path), text)
        else:
            write(path, text)
    for problem in problems:
        print("FAILED", problem)
    if args.check:
        print(f"random programs compared with {python}, {len(problems)} differ")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
