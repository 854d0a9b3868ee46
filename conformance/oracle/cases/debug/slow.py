import asyncio
import re

from case import case

from caught_log import caught_log


def shown(records):
    """Of each record the level, the duration, and whether it names the task "slow"."""
    lines = []
    for record in records:
        text = record.getMessage()
        duration = float(re.search(r"took (\d+\.\d+) seconds", text).group(1))
        lines.append([record.levelname, duration, "name='slow'" in text])
    return lines


@case("DEBUG-06")
async def callbacks_and_steps_that_take_long_are_logged(t):
    loop = asyncio.get_running_loop()

    async def burn(seconds):
        for _ in range(2):
            await asyncio.sleep(0)
            t.burn(seconds)

    async def logged(text, *callbacks, task=None):
        with caught_log() as records:
            for seconds in callbacks:
                loop.call_soon(t.burn, seconds)
            loop.call_later(1, t.burn, callbacks[-1])
            if task is not None:
                await asyncio.create_task(burn(task), name="slow")
            await asyncio.sleep(2)
        t(text, shown(records))

    await logged("no debug", 10)
    loop.set_debug(True)
    t("limit", loop.slow_callback_duration)
    await logged("callbacks", 0.25, 0.0625, 1)
    await logged("steps of a task", 0.0625, task=0.75)
    loop.slow_callback_duration = 0.5
    t("limit", loop.slow_callback_duration)
    await logged("at least the limit", 0.25, 0.5, task=0.5)
    loop.set_debug(False)
    await logged("no debug", 10, task=10)
