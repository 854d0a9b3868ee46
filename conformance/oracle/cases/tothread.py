import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

from case import Boom, case


@case("TOTHREAD-01", threads=True)
async def the_function_runs_in_the_default_pool_while_the_loop_goes_on(t):
    release = threading.Event()

    def blocking():
        release.wait()
        return threading.current_thread().name.startswith("default")

    async def other():
        t("the loop goes on")
        release.set()

    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="default"))
    asyncio.create_task(other())
    t("in the default pool", await asyncio.to_thread(blocking))


@case("TOTHREAD-02", threads=True)
async def an_exception_of_the_function_is_raised_from_the_await(t):
    error = Boom("in the thread")

    def fails():
        raise error

    try:
        await asyncio.to_thread(fails)
    except Boom as e:
        t("caught", e, e is error)


@case("TOTHREAD-03", threads=True)
async def arguments_reach_the_function(t):
    def shows(first, *, second):
        return [first, second]

    t("arguments", await asyncio.to_thread(shows, 1, second="two"))


@case("TOTHREAD-04", threads=True)
async def the_function_is_executed_once(t):
    calls = []

    def counts():
        calls.append("call")
        return len(calls)

    t("value", await asyncio.to_thread(counts))
    await asyncio.sleep(1)
    t("calls", len(calls))


@case("TOTHREAD-05", threads=True)
async def the_function_sees_the_callers_context(t):
    var = contextvars.ContextVar("var", default="default")

    def reads():
        return var.get()

    var.set("the caller's")
    t("inside", await asyncio.to_thread(reads))


@case("TOTHREAD-06", threads=True)
async def what_the_function_sets_is_not_seen_by_the_caller(t):
    var = contextvars.ContextVar("var", default="default")

    def changes():
        var.set("the function's")
        return var.get()

    var.set("the caller's")
    t("inside", await asyncio.to_thread(changes))
    t("afterwards", var.get())


@case("TOTHREAD-07", threads=True)
async def nothing_is_submitted_before_the_coroutine_runs(t):
    calls = []

    def counts():
        calls.append("call")

    coroutine = asyncio.to_thread(counts)
    await asyncio.sleep(1)
    t("made", len(calls))
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    await task
    t("awaited", len(calls))


@case("TOTHREAD-08", threads=True)
async def a_cancelled_caller_leaves_the_function_running(t):
    loop = asyncio.get_running_loop()
    started, ended, release = asyncio.Event(), asyncio.Event(), threading.Event()

    def blocking():
        loop.call_soon_threadsafe(started.set)
        release.wait()
        loop.call_soon_threadsafe(t, "the function ends")
        loop.call_soon_threadsafe(ended.set)
        raise Boom("nobody hears this")

    async def caller():
        try:
            await asyncio.to_thread(blocking)
        except asyncio.CancelledError as e:
            t("caller", e)
            raise

    t.catch_reports()
    task = asyncio.create_task(caller())
    await started.wait()
    task.cancel("enough")
    await asyncio.wait([task])
    t("cancelled", task.cancelled())
    release.set()
    await ended.wait()
    await loop.shutdown_default_executor()
    await t.gc()
    t("main ends")


@case("TOTHREAD-09", threads=True)
async def several_calls_run_at_the_same_time(t):
    barrier = threading.Barrier(3)

    def meets():
        barrier.wait()
        return threading.get_ident()

    met = await asyncio.gather(*[asyncio.to_thread(meets) for _ in range(3)])
    t("threads", len(set(met)))
