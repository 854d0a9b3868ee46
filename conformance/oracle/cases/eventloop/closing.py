import asyncio
import warnings

from case import case


@case("LOOP-20")
async def a_running_loop_cannot_be_closed(t):
    loop = asyncio.get_running_loop()
    try:
        loop.close()
    except RuntimeError as e:
        t("refused", e)
    await asyncio.sleep(1)
    t("goes on", loop.is_closed())


@case("LOOP-21")
def closing_is_final_and_may_be_repeated(t):
    loop = t.new_loop()
    t("closed", loop.is_closed())
    loop.close()
    t("closed", loop.is_closed())
    loop.close()
    t("closed", loop.is_closed())
    for run in (loop.run_forever, lambda: loop.run_until_complete(loop.create_future())):
        try:
            run()
        except RuntimeError as e:
            t("refused", e)


@case("LOOP-22")
def what_is_scheduled_when_the_loop_closes_never_runs(t):
    loop = t.new_loop()
    loop.call_soon(t, "callback")
    loop.call_later(1, t, "timer")
    loop.call_soon_threadsafe(t, "threadsafe callback")
    loop.close()
    try:
        loop.run_forever()
    except RuntimeError as e:
        t("refused", e)


@case("LOOP-23", threads=True)
def a_closed_loop_takes_nothing(t):
    async def body():
        t("never")

    loop, coro = t.new_loop(), body()
    loop.close()
    for schedule in (
        lambda: loop.call_soon(t, "never"),
        lambda: loop.call_soon_threadsafe(t, "never"),
        lambda: loop.call_later(1, t, "never"),
        lambda: loop.call_at(1, t, "never"),
        lambda: loop.create_task(coro),
        lambda: loop.run_in_executor(None, t, "never"),
    ):
        try:
            schedule()
        except RuntimeError as e:
            t("refused", e)
    coro.close()


@case("LOOP-24")
def a_loop_that_is_lost_unclosed_is_warned_of(t):
    def lose(run, close):
        loop = t.new_loop()
        if run:
            loop.call_soon(loop.stop)
            loop.run_forever()
        if close:
            loop.close()

    for run, close in ((False, False), (True, False), (True, True)):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            lose(run, close)
            t.collect()
        t("run, closed, warnings", run, close, len([w for w in caught if w.category is ResourceWarning]))
