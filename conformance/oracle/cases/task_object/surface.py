"""What a task offers: it is a future with a loop, a coroutine and a context of its own."""

import asyncio
import contextvars

from case import Boom, case


@case("TASK-01")
async def a_task_is_a_future(t):
    async def child():
        await asyncio.sleep(1)
        return 7

    future = asyncio.create_task(child(), name="child")
    t("is a future", isinstance(future, asyncio.Future))
    t("of this loop", future.get_loop() is asyncio.get_running_loop())
    future.add_done_callback(lambda done: t("called back with it", done is future))
    t("done", future.done(), "cancelled", future.cancelled())
    t("awaited", await future)
    t("done", future.done(), "cancelled", future.cancelled())
    t("result", future.result(), "exception", future.exception(), "cancel", future.cancel())
    await asyncio.sleep(0)
    for setter in (lambda: future.set_result(8), lambda: future.set_exception(Boom("set"))):
        try:
            setter()
        except RuntimeError as e:
            t("not offered", e)


@case("TASK-02")
async def nobody_sets_a_tasks_outcome_from_outside(t):
    async def child():
        t("child begins")
        await asyncio.sleep(1)
        t("child ends")
        return "its own"

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(0)
    try:
        task.set_result("foreign")
    except RuntimeError as e:
        t("set_result", e)
    try:
        task.set_exception(Boom("foreign"))
    except RuntimeError as e:
        t("set_exception", e)
    t("done", task.done())
    t("result", await task)


@case("TASK-03")
async def done_means_returned_raised_or_cancelled_to_completion(t):
    async def returns():
        await asyncio.sleep(1)
        t("ends, done", asyncio.current_task().done())

    async def raises():
        await asyncio.sleep(1)
        raise Boom("a")

    async def cleans_up():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            t("cleaned up, done", asyncio.current_task().done())

    tasks = [asyncio.create_task(body(), name=body.__name__.replace("_", " ")) for body in (returns, raises, cleans_up)]
    t("created", [task.done() for task in tasks])
    await asyncio.sleep(0.5)
    t("suspended", [task.done() for task in tasks])
    await asyncio.sleep(1)
    t("two have ended", [task.done() for task in tasks])
    tasks[2].cancel()
    t("cancel requested", [task.done() for task in tasks])
    await asyncio.sleep(0.5)
    t("cleaning up", [task.done() for task in tasks])
    await asyncio.sleep(1)
    t("all have ended", [task.done() for task in tasks])
    t("error", tasks[1].exception())


@case("TASK-08")
def a_task_knows_its_loop(t):
    async def child():
        t("runs on its loop", asyncio.current_task().get_loop() is asyncio.get_running_loop())

    one, two = t.new_loop(), t.new_loop()
    first, second = one.create_task(child(), name="first"), two.create_task(child(), name="second")
    t("first", first.get_loop() is one, first.get_loop() is two)
    t("second", second.get_loop() is one, second.get_loop() is two)
    one.run_until_complete(first)
    two.run_until_complete(second)
    t("afterwards", first.get_loop() is one, second.get_loop() is two)
    one.close()
    two.close()


@case("TASK-09")
async def a_task_knows_its_coroutine(t):
    async def child():
        await asyncio.sleep(1)

    one, two = child(), child()
    task = asyncio.create_task(one, name="one")
    other = asyncio.create_task(two, name="two")
    t("created", task.get_coro() is one, other.get_coro() is two, other.get_coro() is one)
    await asyncio.sleep(0)
    t("suspended", task.get_coro() is one)
    await task
    t("ended", task.get_coro() is one)


@case("TASK-10")
async def a_task_knows_its_context(t):
    var = contextvars.ContextVar("var")

    async def child(value):
        var.set(value)

    given = contextvars.copy_context()
    with_context = asyncio.create_task(child("in the given one"), context=given)
    without = asyncio.create_task(child("in its own"))
    t("identical", with_context.get_context() is given, without.get_context() is given)
    await with_context
    await without
    t("identical", with_context.get_context() is given)
    t("the body ran there", with_context.get_context().get(var), without.get_context().get(var))
    t("and not here", contextvars.copy_context().get(var))


@case("TASK-53")
async def callbacks_get_the_task_in_a_later_pass(t):
    async def child():
        await asyncio.sleep(1)
        asyncio.get_running_loop().call_soon(t, "queued before the end")
        t("ends")
        return "value"

    def called(*arguments):
        t("called with", len(arguments), "the task", arguments[0] is task, "done", task.done(), task.result())

    task = asyncio.create_task(child(), name="child")
    task.add_done_callback(called)
    await asyncio.sleep(2)
    task.add_done_callback(called)
    t("registered when done")
    await asyncio.sleep(0)
    t("main ends")


@case("TASK-61")
async def removing_a_callback_drops_every_registration(t):
    async def child():
        await asyncio.sleep(1)
        t("ends")

    def one(task):
        t("one called")

    def two(task):
        t("two called")

    task = asyncio.create_task(child(), name="child")
    for callback in (one, two, one, one):
        task.add_done_callback(callback)
    t("removed", task.remove_done_callback(one))
    t("removed again", task.remove_done_callback(one))
    await task
    t("removed when done", task.remove_done_callback(two))


@case("TASK-57")
def a_task_outlives_a_stop_of_its_loop(t):
    loop = t.new_loop()

    async def child():
        t("begins")
        await asyncio.sleep(1)
        loop.stop()
        t("stops the loop, and goes on")
        await asyncio.sleep(0)
        t("resumed")
        await asyncio.sleep(1)
        return "value"

    task = loop.create_task(child(), name="child")
    loop.run_forever()
    t("stopped", "done", task.done(), "cancelled", task.cancelled())
    t("run again", loop.run_until_complete(task))
    loop.close()


@case("TASK-58")
async def every_task_has_its_own_variables(t):
    var = contextvars.ContextVar("var")

    async def child(name):
        t("inherited", var.get())
        for n in range(3):
            var.set(f"{name} {n}")
            await asyncio.sleep(1)
            t("reads", var.get())

    var.set("main's")
    tasks = [asyncio.create_task(child(name), name=name) for name in ("a", "b")]
    var.set("changed by main")
    for task in tasks:
        await task
    t("reads", var.get())
