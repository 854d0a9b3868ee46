import asyncio
import concurrent.futures

from by_hand import ByHand
from case import Boom, case


def names(tasks):
    return [task.get_name() for task in tasks]


# current_task


@case("INTROSPECT-01")
async def the_current_task_is_the_one_that_executes(t):
    tasks = {}

    async def child(name):
        for step in range(3):
            t("step", step, asyncio.current_task(), asyncio.current_task() is tasks[name])
            await asyncio.sleep(0)
        await asyncio.sleep(1)
        t("woken by a timer", asyncio.current_task() is tasks[name])
        await future
        t("woken by a future", asyncio.current_task() is tasks[name])

    future = asyncio.get_running_loop().create_future()
    main = asyncio.current_task()
    for name in ("a", "b"):
        tasks[name] = asyncio.create_task(child(name), name=name)
    t("main", main is asyncio.current_task())
    await asyncio.sleep(2)
    t("main", main is asyncio.current_task())
    future.set_result(None)
    for task in tasks.values():
        await task
    t("main", main is asyncio.current_task())


@case("INTROSPECT-02")
async def a_callback_has_no_current_task(t):
    loop = asyncio.get_running_loop()

    def callback(kind):
        t("current task in", kind, asyncio.current_task())

    async def child():
        t("current task in a task", asyncio.current_task())

    loop.call_soon(callback, "a callback")
    task = asyncio.create_task(child(), name="child")
    loop.call_soon(callback, "a callback after a task's step")
    task.add_done_callback(lambda _: callback("a done callback"))
    loop.call_later(1, callback, "a timer")
    await asyncio.sleep(2)


@case("INTROSPECT-03")
def outside_of_a_loop_asking_for_the_current_task_fails(t):
    async def main():
        t("current", asyncio.current_task())

    for _ in range(2):
        try:
            asyncio.current_task()
        except RuntimeError as e:
            t("refused", e)
        t.run(main())


@case("INTROSPECT-04")
def a_loop_that_executes_no_task_has_no_current_task(t):
    first, second = t.new_loop(), t.new_loop()
    tasks = []

    async def child():
        t("this loop", asyncio.current_task(first) is tasks[0], "the other loop", asyncio.current_task(second))
        await asyncio.sleep(1)

    tasks.append(first.create_task(child()))
    second.create_task(asyncio.sleep(0))
    t("before", asyncio.current_task(first), asyncio.current_task(second))
    first.run_until_complete(tasks[0])
    t("after", asyncio.current_task(first), asyncio.current_task(second))
    second.run_until_complete(asyncio.sleep(0))
    first.close()
    second.close()
    t("closed", asyncio.current_task(first))


@case("INTROSPECT-05")
async def no_loop_means_the_running_loop(t):
    t("current", asyncio.current_task(None) is asyncio.current_task())
    t("tasks", names(asyncio.all_tasks(None)))


@case("INTROSPECT-18", threads=True)
async def every_thread_has_the_current_task_of_its_own_loop(t):
    first_loop, main = asyncio.get_running_loop(), asyncio.current_task()

    def other_thread():
        async def other():
            mine = asyncio.current_task()
            t("current", mine)
            t("of the first loop", asyncio.current_task(first_loop) is main)
            await asyncio.sleep(1)
            t("current", asyncio.current_task() is mine)

        try:
            asyncio.current_task()
        except RuntimeError as e:
            t("no loop here yet", e)
        loop = t.new_loop()
        loop.run_until_complete(loop.create_task(other(), name="other"))
        t("no task any more", asyncio.current_task(loop))
        loop.close()

    thread = t.thread(other_thread)
    thread.join()
    t("current", asyncio.current_task() is main)


# all_tasks


@case("INTROSPECT-06")
async def all_tasks_has_every_unfinished_task_and_the_caller(t):
    loop = asyncio.get_running_loop()

    async def child(seconds):
        t("tasks", names(asyncio.all_tasks()))
        await asyncio.sleep(seconds)

    t("tasks", names(asyncio.all_tasks()))
    not_started = asyncio.create_task(child(1), name="not started yet")
    before = asyncio.all_tasks()
    t("tasks", names(before), "with the caller", asyncio.current_task() in before, "with it", not_started in before)
    asyncio.create_task(child(2), name="second")
    t("what was given stays as it was", names(before), "now", names(asyncio.all_tasks()))
    loop.call_later(0.5, lambda: t("in a callback", names(asyncio.all_tasks())))
    await not_started
    t("tasks", names(asyncio.all_tasks()))


@case("INTROSPECT-07")
async def finished_tasks_are_not_in_all_tasks(t):
    async def returns():
        pass

    async def fails():
        raise Boom("failed")

    async def waits():
        await asyncio.sleep(5)

    async def looks():
        t("tasks", names(asyncio.all_tasks()))

    tasks = []
    for name, body in (("returns", returns), ("fails", fails), ("waits", waits)):
        task = asyncio.create_task(body(), name=name)
        task.add_done_callback(lambda done: t("done", done, "still there", done in asyncio.all_tasks()))
        tasks.append(task)
        asyncio.create_task(looks(), name=f"after {name}")
    t("tasks", names(asyncio.all_tasks()))
    await asyncio.sleep(1)
    t("exception", tasks[1].exception())
    tasks[2].cancel()
    t("being cancelled", names(asyncio.all_tasks()))
    await asyncio.sleep(0)
    t("cancelled", names(asyncio.all_tasks()))


@case("INTROSPECT-08")
def outside_of_a_loop_asking_for_all_tasks_fails(t):
    async def main():
        t("tasks", names(asyncio.all_tasks()))

    for _ in range(2):
        try:
            asyncio.all_tasks()
        except RuntimeError as e:
            t("refused", e)
        t.run(main())


@case("INTROSPECT-09")
def all_tasks_has_tasks_of_one_loop_only(t):
    async def child():
        await asyncio.sleep(0)

    async def main():
        asyncio.create_task(child(), name="mine")
        t("this loop", names(asyncio.all_tasks()), "named", names(asyncio.all_tasks(asyncio.get_running_loop())))
        t("the other loop", names(asyncio.all_tasks(other)))
        t("a loop without tasks", names(asyncio.all_tasks(empty)))

    other, empty = t.new_loop(), t.new_loop()
    task = other.create_task(child(), name="other's")
    t.run(main())
    t("the other loop", names(asyncio.all_tasks(other)))
    other.run_until_complete(task)
    t("the other loop", names(asyncio.all_tasks(other)))
    other.close()
    empty.close()


# What is what


@case("INTROSPECT-10")
async def what_counts_as_a_coroutine(t):
    async def body():
        pass

    coro = body()
    t("coroutine object", asyncio.iscoroutine(coro))
    await coro
    t("finished one", asyncio.iscoroutine(coro))
    t("with the protocol only", asyncio.iscoroutine(ByHand(t)))


@case("INTROSPECT-11")
async def what_does_not_count_as_a_coroutine(t):
    loop = asyncio.get_running_loop()

    async def body():
        pass

    def generator():
        yield 1

    async def async_generator():
        yield 1

    class Later:
        def __await__(self):
            return iter(())

    t("coroutine function", asyncio.iscoroutine(body))
    t("generator", asyncio.iscoroutine(generator()))
    t("async generator", asyncio.iscoroutine(async_generator()))
    t("future", asyncio.iscoroutine(loop.create_future()))
    task = asyncio.create_task(body())
    t("task", asyncio.iscoroutine(task))
    t("awaitable", asyncio.iscoroutine(Later()))
    t("nothing", asyncio.iscoroutine(None))
    await task


@case("INTROSPECT-13")
async def what_counts_as_a_future(t):
    loop = asyncio.get_running_loop()

    async def body():
        pass

    class Later:
        def __await__(self):
            return iter(())

    task, coro = asyncio.create_task(body()), body()
    t("future", asyncio.isfuture(loop.create_future()))
    t("task", asyncio.isfuture(task))
    gathered = asyncio.gather(task)
    t("gathered", asyncio.isfuture(gathered))
    t("coroutine", asyncio.isfuture(coro))
    t("awaitable", asyncio.isfuture(Later()))
    t("future of a thread pool", asyncio.isfuture(concurrent.futures.Future()))
    t("the type", asyncio.isfuture(asyncio.Future))
    t("nothing", asyncio.isfuture(None))
    await coro
    await gathered


# The hooks by which foreign tasks register, enter and leave (_register_task, _enter_task, _leave_task): Braid has one
# kind of task, which does so itself. The cases look at what the hooks are there for.


@case("INTROSPECT-14")
async def a_task_of_a_foreign_coroutine_is_among_the_tasks_until_it_is_done(t):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    finished = asyncio.create_task(ByHand(t, None, future), name="finished")
    cancelled = asyncio.create_task(ByHand(t, loop.create_future()), name="cancelled")
    t("tasks", names(asyncio.all_tasks()))
    await asyncio.sleep(1)
    t("tasks", names(asyncio.all_tasks()))
    future.set_result(None)
    await finished
    t("tasks", names(asyncio.all_tasks()))
    cancelled.cancel()
    await asyncio.sleep(0)
    t("tasks", names(asyncio.all_tasks()))


@case("INTROSPECT-16")
def no_task_can_be_entered_inside_another(t):
    other = t.new_loop()

    async def child():
        t("entered", asyncio.current_task())

    async def main():
        loop, me = asyncio.get_running_loop(), asyncio.current_task()
        task = asyncio.create_task(child(), name="child")
        for inner, inner_task in ((loop, task), (other, foreign)):  # would step that task while this one is current
            try:
                inner.run_until_complete(inner_task)
            except RuntimeError as e:
                t("refused", e)
            t("still current", asyncio.current_task() is me, "done", inner_task.done())
        t("in the other loop", asyncio.current_task(other))
        await task
        t("still current", asyncio.current_task() is me)

    foreign = other.create_task(child(), name="foreign")
    t.run(main())
    other.run_until_complete(foreign)
    other.close()


@case("INTROSPECT-17")
def a_task_is_left_however_its_step_ends(t):
    loop = t.new_loop()

    def look():
        t("current", asyncio.current_task(loop))

    async def suspends():
        loop.call_soon(look)
        await asyncio.sleep(1)

    async def fails():
        loop.call_soon(look)
        raise Boom("failed")

    async def interrupts():
        raise KeyboardInterrupt

    suspended = loop.create_task(suspends())
    for body in (fails, interrupts):
        try:
            loop.run_until_complete(body())
        except (Boom, KeyboardInterrupt) as e:
            t("caught", e)
        look()
    loop.run_until_complete(suspended)
    look()
    loop.close()
