import asyncio
import contextvars
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

from case import Boom, case


def thread_name():
    return threading.current_thread().name.rstrip("0123456789_")


def is_shut_down(pool):
    try:
        pool.submit(thread_name)
    except RuntimeError:
        return True
    return False


@case("EXECUTOR-01", threads=True)
async def the_default_pool_is_made_by_the_loop_and_reused(t):
    loop, here, threads = asyncio.get_running_loop(), threading.current_thread(), set()

    def notes_its_thread():
        threads.add(threading.current_thread())
        return threading.current_thread() is not here

    before = set(threading.enumerate())
    t("in another thread", await loop.run_in_executor(None, notes_its_thread))
    t("made on first use", threads.isdisjoint(before))
    for _ in range(100):
        await loop.run_in_executor(None, notes_its_thread)
    t("the threads serve again", len(threads) <= 32)
    t("they wait for more", all(thread.is_alive() for thread in threads))


@case("EXECUTOR-02", threads=True)
async def the_call_submits_at_once(t):
    loop, started = asyncio.get_running_loop(), threading.Event()
    future = loop.run_in_executor(None, started.set)
    started.wait()  # the loop gets no chance to do anything
    t("submitted", asyncio.isfuture(future), future.get_loop() is loop, future.done())
    await future
    t("done", future.done())


@case("EXECUTOR-03", threads=True)
async def arguments_and_outcome_are_handed_over(t):
    loop, error = asyncio.get_running_loop(), Boom("in the thread")

    def shows(*args):
        return args

    def fails():
        raise error

    t("value", await loop.run_in_executor(None, shows, 1, "two"))
    try:
        await loop.run_in_executor(None, fails)
    except Boom as e:
        t("caught", e, e is error)


@case("EXECUTOR-04", threads=True)
async def an_explicit_executor_is_used_instead(t):
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="default"))
    with ThreadPoolExecutor(thread_name_prefix="explicit") as pool:
        t("explicit", await loop.run_in_executor(pool, thread_name))
        t("none", await loop.run_in_executor(None, thread_name))


@case("EXECUTOR-05", threads=True)
async def cancelling_before_the_start_prevents_the_execution(t):
    loop, release, calls = asyncio.get_running_loop(), threading.Event(), []
    with ThreadPoolExecutor(1) as pool:
        first = loop.run_in_executor(pool, release.wait)
        second = loop.run_in_executor(pool, calls.append, "second")
        third = loop.run_in_executor(pool, calls.append, "third")
        t("cancel", second.cancel())
        await asyncio.sleep(0)
        release.set()
        await first
        await third
        t("calls", calls, second.cancelled())


@case("EXECUTOR-06", threads=True)
async def cancelling_while_it_runs_does_not_stop_the_function(t):
    loop = asyncio.get_running_loop()
    started, ended, release = asyncio.Event(), asyncio.Event(), threading.Event()

    def blocking():
        loop.call_soon_threadsafe(started.set)
        release.wait()
        loop.call_soon_threadsafe(t, "the function ends")
        loop.call_soon_threadsafe(ended.set)
        raise Boom("nobody hears this")

    t.catch_reports()
    future = loop.run_in_executor(None, blocking)
    await started.wait()
    future.cancel("enough")
    try:
        await future
    except asyncio.CancelledError as e:
        t("caught", e)
    release.set()
    await ended.wait()
    await loop.shutdown_default_executor()
    await t.gc()
    t("main ends", future.cancelled())


@case("EXECUTOR-07", threads=True)
def completion_after_the_close_is_ignored(t):
    started, release, calls = threading.Event(), threading.Event(), []

    def blocking():
        started.set()
        release.wait()
        calls.append("ended")
        return "ignored"

    loop = t.new_loop()
    t.catch_reports(loop)
    pool = ThreadPoolExecutor(1)
    future = loop.run_in_executor(pool, blocking)
    cancelled = loop.run_in_executor(pool, blocking)
    cancelled.cancel()
    started.wait()
    loop.close()
    release.set()
    pool.shutdown(wait=True)
    t("completed", calls, future.done(), cancelled.cancelled())


@case("EXECUTOR-08", threads=True)
async def context_variables_are_not_carried_over(t):
    var = contextvars.ContextVar("var", default="default")
    var.set("the caller's")
    t("inside", await asyncio.get_running_loop().run_in_executor(None, var.get))
    t("outside", var.get())


@case("EXECUTOR-10", threads=True)
async def the_pool_that_was_set_is_used(t):
    loop = asyncio.get_running_loop()
    first = ThreadPoolExecutor(thread_name_prefix="first")
    loop.set_default_executor(first)
    t("set", await loop.run_in_executor(None, thread_name))
    loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="second"))
    t("set again", await loop.run_in_executor(None, thread_name))
    t("the first is left alone", not is_shut_down(first))
    first.shutdown()


@case("EXECUTOR-11", threads=True)
async def what_is_no_pool_is_refused(t):
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="default"))
    try:
        loop.set_default_executor(None)
    except TypeError as e:
        t("refused", e)
    try:
        loop.set_default_executor("no pool")
    except TypeError as e:
        t("refused", e)
    t("unchanged", await loop.run_in_executor(None, thread_name))


@case("EXECUTOR-12", threads=True)
async def shutting_down_waits_without_blocking_the_loop(t):
    loop, release, calls = asyncio.get_running_loop(), threading.Event(), []

    def running():
        release.wait()
        calls.append("running")

    loop.set_default_executor(ThreadPoolExecutor(1))
    loop.run_in_executor(None, running)
    loop.run_in_executor(None, calls.append, "queued")
    shutdown = asyncio.create_task(loop.shutdown_default_executor())
    for _ in range(3):
        await asyncio.sleep(0)
        t("the loop goes on", shutdown.done())
    release.set()
    await shutdown
    t("shut down", calls)


@case("EXECUTOR-13", threads=True)
async def without_a_pool_there_is_nothing_to_wait_for(t):
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "callback")
    await loop.shutdown_default_executor()
    t("returned")
    await asyncio.sleep(0)


@case("EXECUTOR-14", threads=True)
async def after_the_shutdown_the_default_pool_is_refused(t):
    loop = asyncio.get_running_loop()
    await loop.shutdown_default_executor()
    try:
        loop.run_in_executor(None, thread_name)
    except RuntimeError as e:
        t("refused", e)
    with ThreadPoolExecutor(thread_name_prefix="explicit") as pool:
        t("explicit", await loop.run_in_executor(pool, thread_name))


@case("EXECUTOR-15", threads=True)
def the_limit_ends_the_wait(t):
    started, release, calls = threading.Event(), threading.Event(), []

    def blocking():
        started.set()
        release.wait()
        calls.append("ended")

    async def main():
        t.let_time_pass()
        loop.set_default_executor(pool)
        loop.run_in_executor(None, blocking)
        started.wait()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            await loop.shutdown_default_executor(2)
        t("given up", calls, len(caught))
        try:
            loop.run_in_executor(None, thread_name)
        except RuntimeError as e:
            t("refused", e)

    pool, loop = ThreadPoolExecutor(), t.new_loop()
    loop.run_until_complete(main())
    release.set()
    pool.shutdown(wait=True)
    t("the function ran to its end", calls)
    loop.close()


@case("EXECUTOR-16", threads=True)
def closing_does_not_wait_for_the_pool(t):
    started, release, calls = threading.Event(), threading.Event(), []

    def blocking():
        started.set()
        release.wait()
        calls.append("running")

    pool = ThreadPoolExecutor(1)
    loop = t.new_loop()
    loop.set_default_executor(pool)
    loop.run_in_executor(None, blocking)
    started.wait()
    loop.close()
    t("closed", calls)
    t("shut down", is_shut_down(pool))
    release.set()
    pool.shutdown(wait=True)
    t("ended", calls)


@case("EXECUTOR-17", threads=True)
def debug_mode_refuses_what_cannot_be_called(t):
    async def main():
        loop = asyncio.get_running_loop()
        try:
            loop.run_in_executor(None, None)
        except TypeError as e:
            t("refused", e)
        try:
            loop.run_in_executor(None, main)
        except TypeError as e:
            t("refused, a coroutine function", e)
        t("callable", await loop.run_in_executor(None, lambda: 7))

    with t.runner(debug=True) as runner:
        runner.run(main())
