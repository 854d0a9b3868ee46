"""Runs random programs in this interpreter and prints one JSON object for each. Started by random_programs.py."""

import contextlib
import json
import logging
import platform
import sys
import traceback
import warnings

import fixes
import virtual_loop
from case import Case, run_case
from programs import generate, interpret, text


def say(**what):
    print(json.dumps(what), flush=True)


@contextlib.contextmanager
def all_fixed():
    """Without the bugs that 3.15 has put right since; one of two fixes that replace the same method is enough."""
    with contextlib.ExitStack() as stack:
        if sys.version_info >= (3, 15):
            for name in {fix[:2]: name for name, fix in fixes.FIXES.items()}.values():
                stack.enter_context(fixes.applied(name))
        yield


def main(request):
    """request: seeds, or programs (texts)."""
    warnings.simplefilter("ignore")
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    sys.unraisablehook = lambda _: None
    virtual_loop.install()
    say(version=platform.python_version())
    chosen = [(seed, generate.program(seed)) for seed in request.get("seeds", [])]
    chosen += [(n, text.read(program)) for n, program in enumerate(request.get("programs", []))]
    for number, program in chosen:
        async def body(t):
            await interpret.Run(t, program).main()
        try:
            with all_fixed():
                lines, _ = run_case(Case(f"program {number}", body, False, False, None, None, None))
        except virtual_loop.Hung:
            say(number=number, endless=True)
        except BaseException:
            say(number=number, failed=traceback.format_exc(limit=-5))
        else:
            say(number=number, program=text.write(program), lines=lines)
    say(finished=True)
