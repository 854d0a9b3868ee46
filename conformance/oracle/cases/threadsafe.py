import asyncio
import concurrent.futures
import contextvars
import signal
import threading
import time
import weakref

from case import Boom, case


def elsewhere(t, body):
    """Runs it on another thread, while the loop waits for it in the middle of a callback."""
    t.thread(body).join()


# Coroutines from another thread


@case("THREADSAFE-01", threads=True)
async def the_calling_thread_gets_the_value(t):
    async def child():
        await asyncio.sleep(1)
        t("child ends")
        return 7

    loop, done = asyncio.get_running_loop(), asyncio.Event()

    def other_thread():
        value = asyncio.run_coroutine_threadsafe(child(), loop).result()
        loop.call_soon_threadsafe(t, "the other thread got", value)
        loop.call_soon_threadsafe(done.set)

    t.thread(other_thread, calls=1)  # the clock is held until the thread has called the loop once
    await done.wait()
    t("main ends")


@case("THREADSAFE-02", threads=True)
async def the_calling_thread_gets_the_exception(t):
    async def child():
        await asyncio.sleep(1)
        raise boom

    boom, loop, done = Boom("child"), asyncio.get_running_loop(), asyncio.Event()
    t.catch_reports()

    def other_thread():
        try:
            asyncio.run_coroutine_threadsafe(child(), loop).result()
        except Boom as e:
            loop.call_soon_threadsafe(t, "the other thread caught", e, e is boom)
        loop.call_soon_threadsafe(done.set)

    t.thread(other_thread, calls=1)
    await done.wait()
    t("main ends")


@case("THREADSAFE-03", threads=True)
async def a_timeout_concerns_the_calling_thread_only(t):
    async def child():
        started.set()
        await timed_out.wait()
        t("child goes on")
        goes_on.set()
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("child cancelled", e)
            done.set()
            raise

    loop, timed_out, done = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    started, goes_on = threading.Event(), threading.Event()

    def other_thread():
        future = asyncio.run_coroutine_threadsafe(child(), loop)
        started.wait()
        try:
            future.result(timeout=0.005)
        except TimeoutError as e:
            loop.call_soon_threadsafe(t, "the other thread caught", e, future.done())
        loop.call_soon_threadsafe(timed_out.set)
        goes_on.wait()
        future.cancel()

    t.thread(other_thread)
    await done.wait()
    t("main ends")


@case("THREADSAFE-04", threads=True)
async def cancelling_the_future_cancels_the_task(t):
    async def child():
        started.set()
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("child cancelled", e)
            raise

    def starts():
        futures.append(asyncio.run_coroutine_threadsafe(child(), loop))

    def cancels():
        t("cancel", futures[0].cancel(), futures[0].cancelled())
        try:
            futures[0].result()
        except concurrent.futures.CancelledError as e:
            t("the other thread caught", e)

    loop, started, futures = asyncio.get_running_loop(), asyncio.Event(), []
    loop.call_soon(elsewhere, t, starts)
    await started.wait()
    loop.call_soon(elsewhere, t, cancels)
    for _ in range(3):
        await asyncio.sleep(0)
    t("main ends", len(asyncio.all_tasks()))


@case("THREADSAFE-05", since="3.15")
async def a_future_cancelled_before_its_task_was_made_cancels_the_task(t):
    async def child():
        t("never")

    def factory(loop, coro, **options):
        tasks.append(asyncio.Task(coro, loop=loop, **{**options, "name": "child"}))
        return tasks[-1]

    loop, tasks = asyncio.get_running_loop(), []
    loop.set_task_factory(factory)
    future = asyncio.run_coroutine_threadsafe(child(), loop)
    t("cancel", future.cancel(), len(tasks))
    await asyncio.sleep(0)
    t("task made", tasks[0], tasks[0].cancelling(), tasks[0].done())
    await asyncio.sleep(0)
    t("task cancelled", tasks[0].cancelled(), future.cancelled())

    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), loop)
    await asyncio.sleep(0)
    t("cancel", future.cancel(), tasks[1].cancelling())
    await asyncio.sleep(0)
    t("task cancelled", tasks[1].cancelled(), future.cancelled())
    loop.set_task_factory(None)


@case("THREADSAFE-06", threads=True)
async def a_cancelled_task_cancels_the_future(t):
    async def child():
        asyncio.current_task().set_name("child")
        tasks.append(asyncio.current_task())
        started.set()
        await asyncio.sleep(10)

    loop, done, tasks = asyncio.get_running_loop(), asyncio.Event(), []
    started = asyncio.Event()

    def other_thread():
        future = asyncio.run_coroutine_threadsafe(child(), loop)
        try:
            future.result()
        except concurrent.futures.CancelledError as e:
            loop.call_soon_threadsafe(t, "the other thread caught", e, future.cancelled())
        loop.call_soon_threadsafe(done.set)

    t.thread(other_thread)
    await started.wait()
    t("cancel", tasks[0].cancel("enough"))
    await done.wait()
    t("main ends", tasks[0], tasks[0].cancelled())


@case("THREADSAFE-07", threads=True)
async def a_failing_task_factory_is_told_to_the_caller_and_reported(t):
    def factory(loop, coro, **options):
        coro.close()
        raise boom

    async def child():
        t("never")

    boom, loop, done = Boom("factory"), asyncio.get_running_loop(), asyncio.Event()
    t.catch_reports()
    loop.set_task_factory(factory)

    def other_thread():
        try:
            asyncio.run_coroutine_threadsafe(child(), loop).result()
        except Boom as e:
            loop.call_soon_threadsafe(t, "the other thread caught", e, e is boom)
        loop.call_soon_threadsafe(done.set)

    t.thread(other_thread)
    await done.wait()
    loop.set_task_factory(None)
    t("main ends")


@case("THREADSAFE-08", threads=True)
async def what_is_no_coroutine_is_refused_at_once(t):
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    t.catch_reports()

    def other_thread():
        try:
            asyncio.run_coroutine_threadsafe(None, loop)
        except TypeError as e:
            loop.call_soon_threadsafe(t, "refused", e)
        loop.call_soon_threadsafe(done.set)

    t.thread(other_thread)
    await done.wait()
    t("main ends")


@case("THREADSAFE-09")
def a_closed_loop_takes_no_coroutine(t):
    async def child():
        t("never")

    loop = t.new_loop()
    loop.close()
    coro = child()
    try:
        asyncio.run_coroutine_threadsafe(coro, loop)
    except RuntimeError as e:
        t("refused", e)
    coro.close()


# Callbacks from another thread


@case("THREADSAFE-10", threads=True)
async def a_callback_runs_on_the_loop_and_wakes_it(t):
    loop, woken, threads = asyncio.get_running_loop(), asyncio.Event(), []

    def callback():
        t("callback", asyncio.get_running_loop() is loop, threading.current_thread() is threads[0])
        woken.set()

    def other_thread():
        threads.append(threading.current_thread())
        time.sleep(0.005)  # the loop waits by now
        loop.call_soon_threadsafe(callback)
        returned.wait()

    returned = threading.Event()
    timer = loop.call_later(3600, t, "never")
    t.thread(other_thread)  # holds the clock: nothing but the callback can wake the loop
    await woken.wait()
    t("main woken")
    timer.cancel()
    returned.set()

    def busy():
        loop.call_soon(t, "the loop's own, before")
        elsewhere(t, lambda: loop.call_soon_threadsafe(t, "the other thread's"))
        loop.call_soon(t, "the loop's own, behind")

    loop.call_soon(busy)
    await asyncio.sleep(0)
    t("none of them yet")
    await asyncio.sleep(0)
    t("main ends")


@case("THREADSAFE-11")
async def on_its_own_thread_it_is_an_ordinary_callback(t):
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "first")
    loop.call_soon_threadsafe(t, "second, threadsafe")
    loop.call_soon(t, "third")
    loop.call_soon_threadsafe(t, "fourth, threadsafe")
    t("scheduled")
    await asyncio.sleep(0)
    t("main again")


@case("THREADSAFE-12")
def a_closed_loop_takes_no_callback(t):
    loop = t.new_loop()
    loop.close()
    try:
        loop.call_soon_threadsafe(t, "never")
    except RuntimeError as e:
        t("refused", e)


@case("THREADSAFE-13", threads=True)
async def a_callback_cancelled_before_it_began_never_runs(t):
    def schedule_and_cancel():
        handle = loop.call_soon_threadsafe(t, "never")
        handle.cancel()
        handles.append(handle)

    def busy():
        elsewhere(t, lambda: handles.append(loop.call_soon_threadsafe(t, "never")))
        elsewhere(t, lambda: handles[0].cancel())  # neither the thread that scheduled it, nor the loop's
        elsewhere(t, schedule_and_cancel)
        handles.append(loop.call_soon_threadsafe(t, "never"))
        elsewhere(t, lambda: handles[2].cancel())
        elsewhere(t, lambda: handles.append(loop.call_soon_threadsafe(t, "never")))
        handles[3].cancel()
        handles.append(loop.call_soon_threadsafe(t, "left alone"))

    loop, handles = asyncio.get_running_loop(), []
    loop.call_soon(busy)
    await asyncio.sleep(0)
    t("cancelled", [handle.cancelled() for handle in handles])
    await asyncio.sleep(0)
    handles[4].cancel()
    t("cancelled after it ran", handles[4].cancelled())


@case("THREADSAFE-15", threads=True)
async def a_callback_runs_in_a_copy_of_the_callers_context(t):
    def changes():
        t("inside", var.get())
        var.set("the callback's")

    async def child():
        t("in a coroutine", var.get())

    var = contextvars.ContextVar("var", default="default")
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    given = contextvars.Context()
    given.run(var.set, "given")
    var.set("main's")

    def other_thread():
        t("at first", var.get())
        var.set("when scheduled")
        loop.call_soon_threadsafe(changes)
        loop.call_soon_threadsafe(changes)
        loop.call_soon_threadsafe(changes, context=given)
        asyncio.run_coroutine_threadsafe(child(), loop)
        var.set("later")
        loop.call_soon_threadsafe(done.set)

    def busy():
        elsewhere(t, other_thread)

    loop.call_soon(busy)
    await done.wait()
    await asyncio.sleep(0)
    t("afterwards", given[var], var.get())


@case("THREADSAFE-16", threads=True)
async def from_another_thread_all_goes_through_the_loop(t):
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    future, queue, event, lock = loop.create_future(), asyncio.Queue(), asyncio.Event(), asyncio.Lock()

    async def waits(name, awaitable):
        try:
            t(name, await awaitable)
        except asyncio.CancelledError as e:
            t(name, e)

    def other_thread():
        for what, call in (
                ("a callback", lambda: loop.call_soon(t, "never")),
                ("a timer", lambda: loop.call_later(1, t, "never")),
                ("a future", lambda: waited_for.set_result("never"))):
            try:
                call()
            except RuntimeError as e:
                t("refused in debug mode: " + what, e)

    waited_for = loop.create_future()
    waited_for.add_done_callback(lambda future: t("never"))
    loop.call_soon(elsewhere, t, other_thread)
    await asyncio.sleep(0)

    def routes():
        loop.call_soon_threadsafe(future.set_result, "result")
        loop.call_soon_threadsafe(queue.put_nowait, "item")
        loop.call_soon_threadsafe(event.set)
        loop.call_soon_threadsafe(lock.release)
        loop.call_soon_threadsafe(sleeper.cancel, "enough")

    await lock.acquire()
    waiting = [asyncio.create_task(waits(name, awaitable)) for name, awaitable in (
        ("future", future), ("queue", queue.get()), ("event", event.wait()), ("lock", lock.acquire()))]
    sleeper = asyncio.create_task(waits("sleeper", asyncio.sleep(10)))
    await asyncio.sleep(0)
    loop.call_soon(elsewhere, t, routes)
    await asyncio.wait([*waiting, sleeper])


@case("THREADSAFE-17", signals=True)
async def a_signal_handler_and_a_callback_may_use_it(t):
    def handler(signum, frame):
        loop.call_soon_threadsafe(t, "scheduled by the handler")
        loop.call_soon_threadsafe(woken.set)

    def callback():
        loop.call_soon_threadsafe(t, "scheduled by the callback")
        t("callback")

    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    before = signal.signal(signal.SIGINT, handler)
    try:
        t.sigint()
        t("signalled")
        await woken.wait()
        t("main woken")
    finally:
        signal.signal(signal.SIGINT, before)
    loop.call_soon(callback)
    loop.call_soon(t, "next callback")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t("main ends")


# Several loops, and what is theirs


@case("THREADSAFE-18", threads=True)
def each_thread_has_a_loop_of_its_own(t):
    async def child():
        await asyncio.sleep(10)

    def names():
        return sorted(task.get_name() for task in asyncio.all_tasks())

    async def main(n):
        loop, me = asyncio.get_running_loop(), asyncio.current_task()
        children = [asyncio.create_task(child(), name=f"child {n}.{m}") for m in range(n + 1)]
        await asyncio.sleep(0)
        for _ in range(3):
            meet.wait()  # both loops are in a step here
            seen[n].append([asyncio.get_running_loop() is loop, asyncio.current_task() is me,
                            asyncio.current_task().get_name(), names()])
            meet.wait()
            await asyncio.sleep(1)
        for task in children:
            task.cancel()
        seen[n].append(loop.time())

    meet, seen = threading.Barrier(2), [[], []]
    threads = [threading.Thread(target=lambda n=n: t.run(main(n))) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n, lines in enumerate(seen):
        for line in lines:
            t(f"loop {n}", line)


@case("THREADSAFE-19", threads=True)
async def another_thread_sees_the_tasks_of_a_loop(t):
    async def child():
        await asyncio.sleep(1)

    async def eager():
        elsewhere(t, lambda: look("in the eager step"))
        await asyncio.sleep(2)

    async def eager_at_its_end():
        return "value"

    def look(when):
        found = asyncio.all_tasks(loop)
        t(when, sorted(task.get_name() for task in found))

    loop = asyncio.get_running_loop()
    one = asyncio.create_task(child(), name="scheduled")
    asyncio.Task(eager_at_its_end(), loop=loop, name="ended eagerly", eager_start=True)
    two = asyncio.Task(eager(), loop=loop, name="eager", eager_start=True)
    elsewhere(t, lambda: look("one scheduled, one suspended"))
    await one
    elsewhere(t, lambda: look("one has ended"))
    await two
    elsewhere(t, lambda: look("both have ended"))


@case("THREADSAFE-20", threads=True)
async def a_wrapped_future_ends_on_the_loop(t):
    loop, failure = asyncio.get_running_loop(), Boom("pool")
    for end in (lambda pool: pool.set_result("value"), lambda pool: pool.set_exception(failure),
                lambda pool: pool.cancel()):
        pool, threads = concurrent.futures.Future(), []
        wrapped = asyncio.wrap_future(pool)
        wrapped.add_done_callback(
            lambda _: t("callback", asyncio.get_running_loop() is loop, threading.current_thread() is threads[0]))

        def other_thread():
            threads.append(threading.current_thread())
            end(pool)
            t("ended, the wrapping future", pool.done(), wrapped.done())

        loop.call_soon(elsewhere, t, other_thread)
        try:
            t("value", await wrapped)
        except Boom as e:
            t("caught", e, e is failure)
        except asyncio.CancelledError as e:
            t("caught", e)


@case("THREADSAFE-21", threads=True)
def a_finished_task_is_reclaimed_on_another_thread(t):
    async def child(n):
        await asyncio.sleep(1)
        if n == 1:
            raise Boom("child")
        if n == 2:
            asyncio.current_task().cancel()
            await asyncio.sleep(1)
        return object()

    async def main(loops, tasks):
        loops.append(asyncio.get_running_loop())
        tasks.extend(asyncio.create_task(child(n)) for n in range(3))
        await asyncio.wait(tasks)
        t.catch_reports()

    def run_elsewhere(tasks):
        loops = []
        thread = threading.Thread(target=lambda: t.run(main(loops, tasks)))
        thread.start()
        thread.join()

    tasks = []
    run_elsewhere(tasks)
    t("done", [task.done() for task in tasks])
    left = [weakref.ref(task) for task in tasks]
    tasks.clear()
    t.collect()
    t("left", [ref() is not None for ref in left])
