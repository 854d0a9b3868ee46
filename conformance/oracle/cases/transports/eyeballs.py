import asyncio

from case import case
from network import names
from network.attempts import Attempts

from .addresses import connect


@case("TRANSPORT-08")
async def slow_attempts_do_not_hold_up_the_next(t):
    names.name("two.test", "2001:db8::1", "192.0.2.1")
    names.name("four.test", "192.0.2.1", "192.0.2.2", "192.0.2.3")
    with Attempts(t) as attempts:
        t("the second is faster")
        attempts.end("2001:db8::1", seconds=9)
        attempts.end("192.0.2.1", seconds=0.5)
        await connect(t, "two.test", happy_eyeballs_delay=0.25)
        t("closed", attempts.closed())

        t("the first answers late")
        attempts.end("192.0.2.1", seconds=2)
        attempts.end("192.0.2.2", seconds=9)
        attempts.end("192.0.2.3", seconds=9)
        await connect(t, "four.test", happy_eyeballs_delay=1.5)

        t("a failure does not wait for the delay")
        attempts.end("2001:db8::1", OSError("refused"))
        await connect(t, "two.test", happy_eyeballs_delay=5)

        t("all fail")
        attempts.end("2001:db8::1", OSError("refused"), seconds=3)
        attempts.end("192.0.2.1", OSError("unreachable"), seconds=0.5)
        error = await connect(t, "two.test", happy_eyeballs_delay=1)
        t("in order", str(error).index("refused") < str(error).index("unreachable"))

        t("cancelled")
        attempts.end("192.0.2.1", seconds=9)
        attempts.sockets.clear()
        task = asyncio.create_task(connect(t, "four.test", happy_eyeballs_delay=1), name="cancelled")
        await asyncio.sleep(1.5)
        task.cancel("enough")
        try:
            await task
        except asyncio.CancelledError as e:
            t("caught", e)
        t("closed", attempts.closed())
