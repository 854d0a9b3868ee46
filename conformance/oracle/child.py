"""Runs cases in this interpreter and prints one JSON object a line. Started by record.py, also inside Pyodide."""

import importlib
import json
import logging
import platform
import signal
import sys
import time
import traceback
import warnings

import errors
import fixes
import virtual_loop
from case import REGISTRY, run_case

SECONDS_PER_CASE = 20


def say(**what):
    print(json.dumps(what), flush=True)


def on_alarm(signum, frame):
    raise errors.Hung("still running in:\n" + "".join(traceback.format_stack(frame)[-6:]))


def main(request):
    """request: areas (module names), ids (or null for all), skip (ids), reverse, pyodide; or seeds or programs."""
    if "areas" not in request:
        from programs import serve
        return serve.main(request)
    warnings.simplefilter("ignore")
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    virtual_loop.install()
    version = platform.python_version()
    say(version=version)
    for area in request["areas"]:
        try:
            importlib.import_module("cases." + area)
        except Exception:
            say(area=area, failed=traceback.format_exc(limit=-3))
    alarm = hasattr(signal, "setitimer") and not request["pyodide"]
    if alarm:
        signal.signal(signal.SIGALRM, on_alarm)
    for case in reversed(REGISTRY) if request["reverse"] else REGISTRY:
        if request["ids"] is not None and case.id not in request["ids"] or case.id in request["skip"]:
            continue
        here = {"id": case.id, "area": case.area_module}
        if case.since and tuple(map(int, case.since.split("."))) > sys.version_info[:2]:
            say(**here, unable=f"needs Python {case.since}")
            continue
        if request["pyodide"] and (case.threads or case.signals):
            say(**here, unable="needs threads or signals")
            continue
        say(start=case.id)
        started = time.monotonic()
        if alarm:
            signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_CASE)
        try:
            lines, ended = run_case(case)
        except BaseException as error:
            text = str(error) if isinstance(error, errors.Hung) else traceback.format_exc(limit=-5)
            say(**here, failed=text)
        else:
            what = None if ended is None else "".join(traceback.format_exception(ended, limit=-2)).strip()
            fix = case.fix if fixes.needed(case.fix) else None
            say(**here, lines=lines, differs=case.differs, fix=fix, ended=what, seconds=round(time.monotonic() - started, 3))
        finally:
            if alarm:
                signal.setitimer(signal.ITIMER_REAL, 0)
    say(finished=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
