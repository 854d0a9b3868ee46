import asyncio
import inspect
import warnings

from case import case


@case("CORO-01")
async def building_a_coroutine_runs_none_of_its_body(t):
    async def body(n):
        t("body runs", n)
        return n

    awaited, wrapped = body(1), body(2)
    t("built")
    await asyncio.sleep(1)
    t("nothing has run")
    t("value", await awaited)
    task = asyncio.create_task(wrapped)
    t("wrapped")
    t("value", await task)


@case("CORO-02")
async def a_coroutine_that_is_lost_before_it_was_used_is_warned_about(t):
    class Job:
        async def run(self):
            t("body runs")

    def uses(use):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            coroutine = Job().run()
            if use is not None:
                use(coroutine)
            coroutine = None
            t.collect()
        return ["Job" in str(warning.message) for warning in caught]

    tasks = []
    t("lost", uses(None))
    t("closed", uses(lambda coroutine: coroutine.close()))
    t("scheduled", uses(lambda coroutine: tasks.append(asyncio.create_task(coroutine))))
    await tasks[0]


@case("CORO-03")
async def awaiting_a_coroutine_runs_it_inside_the_current_task(t):
    loop, main = asyncio.get_running_loop(), asyncio.current_task()

    async def innermost():
        t("inline", asyncio.current_task() is main)
        return 1

    async def middle():
        return await innermost() + 1

    async def suspends():
        t("before it suspends")
        await asyncio.sleep(0)
        t("after it suspended", asyncio.current_task() is main)

    loop.call_soon(t, "callback")
    t("value", await middle())
    await suspends()


@case("CORO-04")
async def a_coroutine_object_is_good_for_one_use(t):
    async def body():
        t("body runs")
        await asyncio.sleep(1)
        return "value"

    async def awaits(coro):
        try:
            t("value", await coro)
        except RuntimeError as e:
            t("refused", e)

    coro = body()
    first = asyncio.create_task(awaits(coro), name="first")
    second = asyncio.create_task(awaits(coro), name="second")
    await first
    await second
    await awaits(coro)
    await asyncio.create_task(awaits(coro), name="third")


@case("CORO-38")
async def closing_an_unstarted_coroutine_gives_it_up(t):
    async def body():
        t("body runs")

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        dropped = body()
        dropped.close()
        dropped.close()
        del dropped
        await t.gc()
        assert not warned, warned

        closed = body()
        closed.close()
        t("closed", inspect.getcoroutinestate(closed) == inspect.CORO_CLOSED)
        try:
            await closed
        except RuntimeError as e:
            t("refused", e)
        assert not warned, warned
