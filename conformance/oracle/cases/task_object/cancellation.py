"""What a cancellation request does to a task that waits."""

import asyncio

from case import Boom, case


@case("TASK-16")
async def cancel_is_a_request(t):
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            t("child ends")

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    t("cancel", task.cancel())
    t("right after", "cancelled", task.cancelled(), "done", task.done(), "cancelling", task.cancelling())
    await asyncio.sleep(0)
    t("a pass later", "cancelled", task.cancelled(), "done", task.done())
    await asyncio.sleep(0)
    t("two passes later", "cancelled", task.cancelled(), "done", task.done())


@case("TASK-17")
async def cancelling_a_finished_task_does_nothing(t):
    async def returns():
        return 1

    async def fails():
        raise Boom("a")

    async def sleeps():
        await asyncio.sleep(10)

    tasks = [asyncio.create_task(body(), name=body.__name__) for body in (returns, fails, sleeps)]
    await asyncio.sleep(1)
    tasks[2].cancel()
    await asyncio.sleep(1)
    for task in tasks:
        before = task.cancelling()
        t("cancel", task, task.cancel("late"), "requests", before, task.cancelling(), "cancelled", task.cancelled())
    await asyncio.sleep(1)
    t("outcomes", tasks[0].result(), tasks[1].exception(), tasks[2].cancelled())


@case("TASK-18")
async def cancelled_error_appears_at_the_suspension(t):
    async def child():
        t("first await")
        await asyncio.sleep(1)
        t("second await")
        try:
            await asyncio.sleep(10)
            t("not reached")
        except asyncio.CancelledError as e:
            t("thrown here", e)
            raise
        finally:
            t("finally")

    async def yields():
        try:
            while True:
                await asyncio.sleep(0)
        except asyncio.CancelledError as e:
            t("thrown here", e)
            raise

    task, yielding = asyncio.create_task(child(), name="child"), asyncio.create_task(yields(), name="yields")
    await asyncio.sleep(0)
    yielding.cancel()
    await asyncio.sleep(3)
    t("cancel")
    task.cancel()
    await asyncio.gather(task, yielding, return_exceptions=True)
    t("cancelled", task.cancelled(), yielding.cancelled())


@case("TASK-19")
async def a_propagated_cancelled_error_ends_the_task_as_cancelled(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            t("child lets it go")
            raise

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
        t("not reached")
    except asyncio.CancelledError as e:
        t("awaiter got", e)
    t("done", task.done(), "cancelled", task.cancelled())
    t("main was not cancelled", asyncio.current_task().cancelling())


@case("TASK-20")
async def a_task_may_catch_the_cancellation_and_return(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            t("caught")
            return "value"

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel()
    t("awaited", await task)
    t("done", task.done(), "cancelled", task.cancelled(), "result", task.result())


@case("TASK-21")
async def a_task_may_catch_the_cancellation_and_go_on(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            t("caught")
        await asyncio.sleep(5)
        t("slept in peace")
        await asyncio.sleep(0)
        return "value"

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    t("done", task.done(), "cancelling", task.cancelling())
    t("awaited", await task, "cancelled", task.cancelled())


@case("TASK-22")
async def a_task_may_turn_the_cancellation_into_a_failure(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            raise Boom("instead") from e

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel("enough")
    try:
        await task
    except Boom as e:
        t("awaiter got", e, "because of", e.__cause__)
    t("done", task.done(), "cancelled", task.cancelled(), "exception", task.exception())


@case("TASK-23")
async def clean_up_may_await_before_the_task_is_done(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            t("clean-up begins")
            await asyncio.sleep(2)
            t("clean-up ends")
            raise

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    t("done", task.done(), "cancelled", task.cancelled())
    try:
        await task
    except asyncio.CancelledError:
        t("done", task.done(), "cancelled", task.cancelled())


@case("TASK-24")
async def the_awaited_future_is_cancelled_inside_the_call(t):
    async def child():
        try:
            await future
        except asyncio.CancelledError as e:
            t("child got", e)
            return "survived"

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(0)
    t("before", "future", future.cancelled(), "task done", task.done())
    task.cancel("enough")
    t("right after", "future", future.cancelled(), "task done", task.done())
    t("awaited", await task)


@case("TASK-25")
async def cancellation_goes_down_the_chain_of_tasks(t):
    async def innermost():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    async def waits_for(task):
        try:
            await task
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    inner = asyncio.create_task(innermost(), name="inner")
    middle = asyncio.create_task(waits_for(inner), name="middle")
    outer = asyncio.create_task(waits_for(middle), name="outer")
    chain = (inner, middle, outer)
    await asyncio.sleep(1)
    outer.cancel("enough")
    t("requests", [task.cancelling() for task in chain], "done", [task.done() for task in chain])
    while not outer.done():
        await asyncio.sleep(0)
        t("a pass", "done", [task.done() for task in chain])
    t("cancelled", [task.cancelled() for task in chain])

    async def swallows():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("swallows", e)
            return "value"

    async def goes_on(task):
        t("awaited", await task)
        await asyncio.sleep(1)
        t("was left in peace")

    inner = asyncio.create_task(swallows(), name="inner")
    outer = asyncio.create_task(goes_on(inner), name="outer")
    await asyncio.sleep(1)
    outer.cancel("enough")
    await outer
    t("cancelled", inner.cancelled(), outer.cancelled(), "requests", outer.cancelling())


@case("TASK-26")
async def cancelling_one_waiter_of_a_future_hits_the_others(t):
    async def child():
        try:
            await future
        except asyncio.CancelledError as e:
            t("got", e, "requests", asyncio.current_task().cancelling())
            raise

    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(child(), name=name) for name in ("one", "two", "three")]
    await asyncio.sleep(1)
    tasks[1].cancel("enough")
    t("future cancelled", future.cancelled())
    await asyncio.gather(*tasks, return_exceptions=True)
    t("cancelled", [task.cancelled() for task in tasks])


@case("TASK-27")
async def a_task_ends_cancelled_when_its_future_is_cancelled(t):
    async def child():
        try:
            await future
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    future.cancel("by someone else")
    t("task", "done", task.done(), "cancelling", task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        t("awaiter got", e)
    t("task", "cancelled", task.cancelled(), "cancelling", task.cancelling())


@case("TASK-28")
async def future_and_task_cancelled_at_once_make_one_cancelled_error(t):
    async def child(future):
        for attempt in ("first await", "second await"):
            try:
                await future
            except asyncio.CancelledError as e:
                t(attempt, e)
                future = asyncio.get_running_loop().create_future()
                asyncio.get_running_loop().call_later(1, future.set_result, "ok")
            else:
                t(attempt, "undisturbed")
        raise asyncio.CancelledError("to end with")

    async def both(name, first, second):
        future = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(child(future), name=name)
        await asyncio.sleep(1)
        t(name, first(future, task), second(future, task))
        await asyncio.gather(task, return_exceptions=True)
        t("cancelled", task.cancelled(), "requests", task.cancelling())

    def cancel_future(future, task):
        return future.cancel("the future")

    def cancel_task(future, task):
        return task.cancel("the task")

    await both("future, then task", cancel_future, cancel_task)
    await both("task, then future", cancel_task, cancel_future)


@case("TASK-34")
async def a_cancellation_beats_a_result_that_was_not_delivered(t):
    async def child():
        try:
            t("not reached", await future)
        except asyncio.CancelledError as e:
            t("got", e, "although the future has", future.result())
            return "ended"

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    future.set_result("a result")
    t("cancel", task.cancel("too late"), "future cancelled", future.cancelled())
    t("awaited", await task)
