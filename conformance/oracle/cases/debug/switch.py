import asyncio
import os
from types import SimpleNamespace
from unittest.mock import patch

from case import case

from caught_log import caught_log

VARIABLE = "PYTHONASYNCIODEBUG"


@case("DEBUG-01")
def a_new_loop_is_in_debug_mode_if_a_switch_is_on(t):
    def new_loops_debug():
        loop = t.new_loop()
        try:
            return loop.get_debug()
        finally:
            loop.close()

    with patch.dict(os.environ):
        os.environ.pop(VARIABLE, None)
        t("no switch", new_loops_debug())
        os.environ[VARIABLE] = ""
        t("empty variable", new_loops_debug())
        os.environ[VARIABLE] = "0"
        t("any text in it", new_loops_debug())
        del os.environ[VARIABLE]
        flags = SimpleNamespace(dev_mode=True, ignore_environment=False)
        with patch.object(asyncio.coroutines, "sys", SimpleNamespace(flags=flags)):
            t("the interpreter's own switch", new_loops_debug())
        t("no switch", new_loops_debug())


@case("DEBUG-02")
def debug_can_be_switched_and_asked_for_at_any_time(t):
    async def busy():
        loop.set_debug(not loop.get_debug())
        t("switched while running", loop.get_debug())
        for _ in range(2):
            await asyncio.sleep(0)
            t.burn(1)

    def run():
        with caught_log() as records:
            loop.run_until_complete(busy())
        t("slow steps", len(records))

    loop = t.new_loop()
    t("new", loop.get_debug())
    loop.set_debug(True)
    t("before the run", loop.get_debug())
    run()
    t("between runs", loop.get_debug())
    run()
    loop.set_debug(False)
    t("after the run", loop.get_debug())
    loop.close()
    loop.set_debug(True)
    t("closed", loop.get_debug())
