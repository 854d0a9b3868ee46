import asyncio
import threading

from case import case


def attempt(schedule):
    try:
        schedule()
    except (RuntimeError, TypeError) as refused:
        return refused
    return "scheduled"


def elsewhere(start, body):
    """What a body gives that runs on another thread while this one waits."""
    outcomes = []
    start(lambda: outcomes.extend(body())).join()
    return outcomes


@case("DEBUG-03", threads=True)
async def a_thread_that_is_not_the_loops_is_refused_in_debug_mode(t):
    loop = asyncio.get_running_loop()

    def schedules():
        return [
            attempt(lambda: loop.call_soon(t, "soon")),
            attempt(lambda: loop.call_later(1, t, "later")),
            attempt(lambda: loop.call_at(loop.time() + 2, t, "at")),
        ]

    loop.set_debug(True)
    t("another thread, debug", elsewhere(t.thread, schedules))
    t("the loop's own thread, debug", schedules())
    await asyncio.sleep(3)
    loop.set_debug(False)
    t("another thread, no debug", elsewhere(t.thread, schedules))
    await asyncio.sleep(3)


@case("DEBUG-04", threads=True)
def any_thread_may_schedule_while_the_loop_does_not_run(t):
    def new_thread(body):
        thread = threading.Thread(target=body)
        thread.start()
        return thread

    def schedules():
        return [
            attempt(lambda: loop.call_soon(t, "soon")),
            attempt(lambda: loop.call_later(1, t, "later")),
            attempt(lambda: loop.call_at(2, loop.stop)),
        ]

    loop = t.new_loop()
    loop.set_debug(True)
    t("before the run", elsewhere(new_thread, schedules))
    loop.run_forever()
    t("after it", elsewhere(new_thread, lambda: [attempt(lambda: loop.call_soon(t, "soon again"))]))
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()


@case("DEBUG-05")
async def what_is_no_callback_is_refused_in_debug_mode(t):
    async def job():
        pass

    def refuses(what):
        return [
            attempt(lambda: loop.call_soon(what)),
            attempt(lambda: loop.call_soon_threadsafe(what)),
            attempt(lambda: loop.call_later(1, what)),
            attempt(lambda: loop.call_at(1, what)),
        ]

    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    coroutine = job()
    t("coroutine function", refuses(job))
    t("coroutine object", refuses(coroutine))
    t("nothing to call", refuses(None))
    t("a callback", refuses(lambda: t("called")))
    coroutine.close()
    await asyncio.sleep(2)
