#!/usr/bin/env python3
"""Records what CPython does in the cases, or checks that the committed traces still say so.

    record.py                        record everything into ../traces
    record.py taskgroup EAGER-03     record these areas and rows only, and print their traces
    record.py --check [...]          compare with the committed traces; exit 1 and a diff when they differ,
                                     exit 3 when no interpreter is present
    record.py --interpreters         tell which interpreters are found

Every case runs twice in each interpreter that is able to run it, and has to give one trace. The newest one's is
recorded. Runs with Python 3.8 or later itself; the cases want CPython 3.13 or later.
"""

import argparse
import difflib
import glob
import json
import os
import queue
import shutil
import subprocess
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
TRACES = os.path.join(HERE, os.pardir, "traces")
CATALOGUE = os.path.join(HERE, os.pardir, "catalogue.tsv")
OLDEST = (3, 13)
SECONDS_WITHOUT_A_WORD = 30
RUNS = 2


class Interpreter:
    def __init__(self, command, version, pyodide):
        self.command, self.version, self.pyodide = command, version, pyodide

    @property
    def minor(self):
        return ".".join(self.version.split(".")[:2])

    @property
    def rank(self):
        return tuple(map(int, self.minor.split(".")))

    def __str__(self):
        return self.version + (" (Pyodide)" if self.pyodide else " (native)")


def output_of(*command, **options):
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                              universal_newlines=True, timeout=300, check=True, **options).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def native_interpreters():
    """Python 3.13 and later: $BRAID_PYTHON, those on the path, and pyenv's."""
    candidates = [os.environ.get("BRAID_PYTHON")]
    candidates += [shutil.which(name) for name in
                   ("python3.16", "python3.15", "python3.14", "python3.13", "python3", "python")]
    root = os.environ.get("PYENV_ROOT") or (output_of("pyenv", "root") if shutil.which("pyenv") else None)
    if root:
        candidates += sorted(glob.glob(os.path.join(root, "versions", "3.1[3-9]*", "bin", "python3")), reverse=True)
    found = {}
    for command in filter(None, candidates):
        told = output_of(command, "-c", "import platform as p; print(p.python_implementation(), p.python_version())")
        if told and told.startswith("CPython "):
            interpreter = Interpreter([command, "-B"], told.split()[-1], False)
            if interpreter.rank >= OLDEST:
                found.setdefault(interpreter.minor, interpreter)
    return list(found.values())


def pyodide_interpreter():
    """CPython in Node, installed from the lock file when it is not there yet."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node:
        return None
    package = os.path.join(HERE, "node_modules", "pyodide", "pyodide.mjs")
    if not os.path.exists(package) and npm:
        output_of(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=HERE)
    if not os.path.exists(package):
        return None
    command = [node, "--stack-size=30000", os.path.join(HERE, "run_pyodide.mjs")]
    return Interpreter(command, "", True)


class Run:
    """One pass over the cases in one interpreter."""

    def __init__(self, interpreter, areas, ids, backwards):
        self.interpreter = interpreter
        self.cases, self.unable, self.failed, self.areas_failed = {}, {}, {}, {}
        self._request = {"areas": areas, "ids": ids, "skip": [], "reverse": backwards, "pyodide": interpreter.pyodide}
        while not self._process():
            pass

    def _process(self):
        """Runs the cases that are left. False: a case hung and was killed; the others still have to run."""
        process = subprocess.Popen(self.interpreter.command + self._child() + [json.dumps(self._request)], cwd=HERE,
                                   stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, universal_newlines=True)
        said = queue.Queue()
        threading.Thread(target=lambda: [said.put(line) for line in process.stdout] + [said.put(None)],
                         daemon=True).start()
        current, reason = None, None
        while True:
            try:
                line = said.get(timeout=SECONDS_WITHOUT_A_WORD)
            except queue.Empty:
                reason = f"hung: no word for {SECONDS_WITHOUT_A_WORD} s, killed"
                process.kill()
                break
            if line is None:
                reason = "the interpreter died"
                break
            if not line.startswith("{"):
                sys.stderr.write(line)  # a print in a case
                continue
            told = json.loads(line)
            if "version" in told:
                self.interpreter.version = told["version"]
            elif "start" in told:
                current = told["start"]
            elif "finished" in told:
                process.wait()
                return True
            else:
                self._take(told)
                self._request["skip"].append(told.get("id"))
        process.wait()
        if current is None or current in self._request["skip"]:
            raise SystemExit(f"{self.interpreter}: {reason} outside any case")
        self.failed[current] = reason
        self._request["skip"].append(current)
        return False

    def _child(self):
        return [] if self.interpreter.pyodide else [os.path.join(HERE, "child.py")]

    def _take(self, told):
        if "id" not in told:
            self.areas_failed[told["area"]] = told["failed"]
        elif "unable" in told:
            self.unable[told["id"]] = told
        elif "failed" in told:
            self.failed[told["id"]] = told["failed"]
        elif told["id"] in self.cases:
            self.failed[told["id"]] = "two cases have this id"
        else:
            self.cases[told["id"]] = told


def side_by_side(name_a, lines_a, name_b, lines_b):
    return "\n".join(difflib.unified_diff(lines_a, lines_b, name_a, name_b, lineterm="", n=50))


def agree(interpreters, areas, ids):
    """Runs everything; gives {id: (area, version, lines, ended, differs)}, {id: problem} and the notes."""
    chosen, problems, notes, unable = {}, {}, [], {}
    if not areas:
        return chosen, problems, notes
    for interpreter in sorted(interpreters, key=lambda i: i.rank, reverse=True):
        runs = [Run(interpreter, areas, ids, backwards=bool(n % 2)) for n in range(RUNS)]
        for run in runs:
            for id, why in list(run.failed.items()) + [("cases/%s.py" % a, w) for a, w in run.areas_failed.items()]:
                problems.setdefault(id, f"in {interpreter}: {why}")
            unable.update(run.unable)
        first, *others = runs
        for id, told in first.cases.items():
            for other in others:
                if id in other.cases and other.cases[id]["lines"] != told["lines"]:
                    problems[id] = f"not deterministic in {interpreter}:\n" + side_by_side(
                        "first run", told["lines"], "second run", other.cases[id]["lines"])
            if id not in chosen:
                version = interpreter.version + ("+" + told["fix"] if told["fix"] else "")
                chosen[id] = (told["area"].replace("_", "-"), version, told["lines"], told["ended"], told["differs"])
                continue
            version, lines = chosen[id][1:3]
            allowed = told["differs"] is not None and interpreter.minor in told["differs"].split(":")[0].split(",")
            same = told["lines"] == lines
            if allowed and same:
                problems.setdefault(id, f"says that {interpreter.minor} differs, but it gives the same trace")
            elif not allowed and not same:
                problems.setdefault(id, side_by_side(version, lines, interpreter.version, told["lines"]))
    for id, told in unable.items():
        if id not in chosen and id not in problems:
            notes.append(f"{id}: no interpreter here can run it: {told['unable']}")
    return chosen, problems, notes


def read_catalogue():
    with open(CATALOGUE, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return {row[0]: row[1] for row in rows}


def read_traces(area):
    """{id: (version, lines)} of one committed file."""
    sections, path = {}, os.path.join(TRACES, area + ".trace")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for line in file.read().split("\n")[:-1]:
                if line.startswith("== "):
                    id, version = line[3:].split()
                    lines = []
                    sections[id] = (version, lines)
                else:
                    lines.append(line)
    return sections


def write_traces(area, sections, catalogue):
    path = os.path.join(TRACES, area + ".trace")
    if not sections:
        if os.path.exists(path):
            os.remove(path)
        return
    order = {id: n for n, id in enumerate(catalogue)}
    os.makedirs(TRACES, exist_ok=True)
    with open(path + ".new", "w", encoding="utf-8", newline="\n") as file:
        for id in sorted(sections, key=order.__getitem__):
            version, lines = sections[id]
            file.write("\n".join([f"== {id}  {version}", *lines]) + "\n")
    os.replace(path + ".new", path)


def select(names, catalogue):
    """What the arguments ask for: area modules, and row ids (None for all rows of these areas)."""
    present = [os.path.basename(p)[:-3] for p in glob.glob(os.path.join(HERE, "cases", "[!_]*.py"))]
    present += [os.path.basename(os.path.dirname(p)) for p in glob.glob(os.path.join(HERE, "cases", "*", "__init__.py"))]
    present.sort()
    if not names:
        return present, None
    areas, ids = set(), set()
    for name in names:
        if name.upper() in catalogue:
            ids.add(name.upper())
            areas.add(catalogue[name.upper()].replace("-", "_"))
        elif name.lower().replace("_", "-") in catalogue.values():
            area = name.lower().replace("_", "-")
            areas.add(area.replace("-", "_"))
            ids.update(id for id, of in catalogue.items() if of == area)
        else:
            raise SystemExit(f"{name} is neither a row nor an area of the catalogue")
    return sorted(areas & set(present)), sorted(ids)


def check(chosen, areas, ids):
    """Compares with the committed traces."""
    for area in [a.replace("_", "-") for a in areas]:
        committed = {id: kept for id, kept in read_traces(area).items() if ids is None or id in ids}
        fresh = {id: told for id, told in chosen.items() if told[0] == area}
        for id in sorted(set(committed) | set(fresh)):
            if id not in committed:
                yield id, "has a case, but no committed trace: run record.py"
            elif id in fresh and fresh[id][2] != committed[id][1]:
                if committed[id][0] != fresh[id][1] and fresh[id][4]:
                    continue  # the interpreter that it was recorded with is not here
                yield id, side_by_side(f"committed ({committed[id][0]})", committed[id][1],
                                       f"now ({fresh[id][1]})", fresh[id][2])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--interpreters", action="store_true")
    parser.add_argument("names", nargs="*", help="areas or rows")
    args = parser.parse_args()
    catalogue = read_catalogue()
    areas, ids = select(args.names, catalogue)
    interpreters = [i for i in [pyodide_interpreter()] if i]
    for interpreter in interpreters:
        Run(interpreter, [], [], False)  # asks for its version
    interpreters += native_interpreters()
    print("interpreters:", ", ".join(map(str, interpreters)) or "none")
    if args.interpreters:
        return 0
    if not interpreters:
        print("no interpreter: install CPython 3.13 or later, or Node.js for Pyodide")
        return 3
    chosen, problems, notes = agree(interpreters, areas, ids)
    for id, told in chosen.items():
        if catalogue.get(id) != told[0]:
            problems[id] = f"is in cases/{told[0].replace('-', '_')}.py, its area in the catalogue is {catalogue.get(id)}"
    if args.check:
        for id, problem in check(chosen, areas, ids):
            problems.setdefault(id, problem)
    else:
        for area in [a.replace("_", "-") for a in areas]:
            sections = {} if ids is None else read_traces(area)
            if ids is None and any(key.endswith("/%s.py" % area.replace("-", "_")) for key in problems):
                continue
            kept = read_traces(area)
            sections.update({id: kept[id] for id in problems if id in kept})
            for id, (of, version, lines, *_) in chosen.items():
                if of == area and id not in problems:
                    sections[id] = (version, lines)
                    if args.names:
                        print("\n".join([f"== {id}  {version}", *lines]))
            write_traces(area, sections, catalogue)
    for id, (_, _, _, ended, _) in chosen.items():
        if ended and not args.check and args.names:
            print(f"note: {id} ended with\n" + "\n".join("    " + line for line in ended.split("\n")))
    for note in notes:
        print("note:", note)
    for id, problem in sorted(problems.items()):
        print(f"FAILED {id}: {problem}")
    print(f"{len(chosen) - len(set(chosen) & set(problems))} cases agree, {len(problems)} do not")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
